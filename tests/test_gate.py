"""Accuracy of the shipped model must not fall: floors are pinned in `newsclean/lab/gate.json`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from newsclean.errors import InputError
from newsclean.lab.cli import PINS
from newsclean.lab.folder import load_corpus
from newsclean.lab.gate import Figures, Pins, failures, measure, pin, read_pins
from tests.corpus import FOLDER, needs_corpus

OLD = Pins("abc", {"f1 wcxb html_text": 0.93, "kinds macro": 0.5})


@pytest.mark.parametrize(
    ("pages", "values", "below"),
    [
        ("abc", {"f1 wcxb html_text": 0.93, "kinds macro": 0.6}, 0),
        ("abc", {"f1 wcxb html_text": 0.9296, "kinds macro": 0.5}, 0),
        ("abc", {"f1 wcxb html_text": 0.92, "kinds macro": 0.6}, 1),
        ("abc", {"kinds macro": 0.6}, 1),
        ("other", {"f1 wcxb html_text": 0.99, "kinds macro": 0.9}, 1),
    ],
)
def test_failures(pages: str, values: dict[str, float], below: int) -> None:
    assert len(failures(Figures(pages, values), OLD)) == below


def test_pinning_never_lowers_silently() -> None:
    worse = Figures("abc", {"f1 wcxb html_text": 0.9, "kinds macro": 0.6})
    with pytest.raises(InputError, match="f1 wcxb html_text"):
        pin(worse, OLD)
    assert pin(worse, OLD, lower=True).floors == worse.values
    better = Figures("abc", {"f1 wcxb html_text": 0.95, "kinds macro": 0.6})
    assert pin(better, OLD) == Pins("abc", better.values)
    assert pin(better, None).pages == "abc"
    with pytest.raises(InputError, match="the gate's pages have changed"):
        pin(Figures("other", better.values), OLD)
    assert pin(Figures("other", better.values), OLD, lower=True).pages == "other"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("gate", "newsclean-lab: none is no corpus folder"),
        ("digests", "No such file or directory: 'none'"),
        ("validate", "`pip install 'newsclean[lab]'`"),
    ],
)
def test_the_gate_takes_no_library_of_the_lab_and_the_others_name_the_extra(command: str, message: str) -> None:
    missing = "import sys; sys.modules |= dict.fromkeys(('rapidfuzz', 'torch', 'html_text', 'bs4'));"
    done = subprocess.run(
        [sys.executable, "-c", f"{missing} from newsclean.lab.cli import main; main()", command, "none"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and message in done.stderr and done.stderr.count("\n") == 1


@needs_corpus
def test_no_figure_is_below_its_floor() -> None:
    assert failures(measure(load_corpus(FOLDER)), read_pins(PINS)) == []
