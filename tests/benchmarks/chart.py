"""The accuracy chart as an SVG file: horizontal bars, grouped by source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bars import Bar, bars
from measure import Run
from tables import SOURCES, by_source

from newsclean.lab.folder import GoldPage

__all__ = ["bar_chart"]

_SYSTEMS = {"newsclean": "newsclean", "text": "others, text dump only", "html": "others, with the HTML"}


def bar_chart(runs: Sequence[Run], pages: Mapping[str, GoldPage], title: str) -> str:
    """An SVG document with a group of bars for each source and a bar for each run, best first.

    Bar lengths show mean word F1 from 0 to 1. newsclean, other text systems and HTML systems have a
    colour each; the background is left to the page.
    """
    groups = {}
    for source, name in SOURCES.items():
        rows = [(run, by_source(run, pages)[source]) for run in runs]
        rows = sorted((row for row in rows if row[1].pages), key=lambda row: -row[1].f1)
        if rows:
            groups[f"{name}, {rows[0][1].pages} pages"] = [
                Bar(f"{run.system} ({run.given})", row.f1, f"{row.f1:.3f}", _kind(run)) for run, row in rows
            ]
    return bars(groups, title, _SYSTEMS)


def _kind(run: Run) -> str:
    return "newsclean" if run.system == "newsclean" else "html" if run.given == "html" else "text"
