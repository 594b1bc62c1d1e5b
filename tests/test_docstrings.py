"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import newsclean

#: What needs more than the package: engines of others, and the training.
OTHERS = ("newsclean.engines.", "newsclean.lab.", "newsclean.__main__")
MODULES = [
    module.name
    for module in pkgutil.walk_packages(newsclean.__path__, "newsclean.")
    if not f"{module.name}.".startswith(OTHERS)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    tried = sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES)
    assert tried >= 30
