"""The audit of regular expressions: a new quadratic pattern fails it, and so does one that cannot be found."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.patterns import LARGEST_EXPONENT, Pattern, worst

ROOT = Path(__file__).parents[2]


def test_every_pattern_of_the_package_is_fast() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if re.match(r"\| [\w/]+\.py \|", line)]
    assert done.stdout.startswith(f"{len(rows)} patterns") and len(rows) > 150


@pytest.mark.parametrize("pattern", [r"\s*$", r"(?:a|b|ab)*c", r"\[[^\]]*\]", r"x\s*=\s*\"?\s*y", r"(?:\w+\s?)*!"])
def test_slow_patterns_are_found(pattern: str) -> None:
    assert worst(Pattern("a.py", "A", re.compile(pattern), anchored=False)).exponent > LARGEST_EXPONENT


@pytest.mark.parametrize("pattern", [r"\s*+\S", r"(?<![abc])[abc]*+d", r"\[[^\]\[]*\]", r"(?<!\s)\s+$", r"\b\w+!"])
def test_fast_patterns_are_not(pattern: str) -> None:
    assert worst(Pattern("a.py", "A", re.compile(pattern), anchored=False)).exponent <= LARGEST_EXPONENT
