"""The list of given names that ships is the one that the lab makes."""

from __future__ import annotations

from importlib import resources

import pytest

from newsclean.fields.names import is_given


def test_the_list_is_what_the_command_writes() -> None:
    pytest.importorskip("faker", reason="a library of the lab")
    from newsclean.lab.given_names import table

    assert resources.files("newsclean").joinpath("data", "given_names.txt").read_text("utf-8") == table()


@pytest.mark.parametrize("name", ["Ann", "Łucja", "Jean-Pierre", "Иван", "Γιώργος", "Ayşe", "Sibusiso", "ÉLODIE"])
def test_given_names(name: str) -> None:
    assert is_given(name)


@pytest.mark.parametrize("word", ["Correspondent", "Reading", "Agentur", "Meistgelesen", ""])
def test_other_words(word: str) -> None:
    assert not is_given(word)
