"""Scores as tables: by source or by language, as aligned text or Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from measure import PageScore, Run

from newsclean.lab.folder import GoldPage
from newsclean.lab.score import BAD_F1, KindsReport, mean

__all__ = ["SOURCES", "Figures", "figures", "kind_table", "language_table", "render", "report", "source_table"]

SOURCES = {"wcxb": "WCXB", "fundus": "fundus", "readability": "readability"}

Table = list[list[str]]


@dataclass(frozen=True)
class Figures:
    """Mean word F1 over `pages` pages, how many of them are below .5 (`bad`), how many empty."""

    f1: float
    pages: int
    bad: int
    empty: int


def figures(scores: Iterable[PageScore]) -> Figures:
    """Sum up the scores of some pages; F1 is NaN for none."""
    rows = list(scores)
    bad = sum(row.f1 < BAD_F1 for row in rows)
    return Figures(mean(row.f1 for row in rows), len(rows), bad, sum(row.empty for row in rows))


def by_source(run: Run, pages: Mapping[str, GoldPage]) -> dict[str, Figures]:
    """A run's figures for each source."""
    return {
        source: figures(score for key, score in run.scores.items() if pages[key].source == source) for source in SOURCES
    }


def source_table(runs: Sequence[Run], pages: Mapping[str, GoldPage]) -> Table:
    """One row a run: F1, pages below .5 and empty pages of each source, and their totals."""
    counts = {source: sum(page.source == source for page in pages.values()) for source in SOURCES}
    head = [
        "system",
        "input",
        *(f"{SOURCES[source]} ({counts[source]})" for source in SOURCES),
        "< .5",
        "empty",
    ]
    table = [head]
    for run in runs:
        row = by_source(run, pages)
        cells = [_f1(row[source].f1) for source in SOURCES]
        bad = " + ".join(str(row[source].bad) for source in SOURCES)
        empty = " + ".join(str(row[source].empty) for source in SOURCES)
        table.append([run.system, run.given, *cells, bad, empty])
    return table


def language_table(runs: Sequence[Run], pages: Mapping[str, GoldPage]) -> Table:
    """One row a language of the fundus pages, the most frequent first; one column a run."""
    groups: dict[str, list[str]] = {}
    for key, page in pages.items():
        if page.source == "fundus":
            groups.setdefault(page.language, []).append(key)
    table = [["language", "pages", *(f"{run.system} ({run.given})" for run in runs)]]
    for code, keys in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        cells = [_f1(figures(run.scores[key] for key in keys).f1) for run in runs]
        table.append([code, str(len(keys)), *cells])
    return table


def kind_table(found: KindsReport) -> Table:
    """One row a kind, the most frequent first, and the means over kinds and lines."""
    table = [["kind", "F1", "precision", "recall", "lines"]]
    for kind, score in sorted(found.kinds.items(), key=lambda row: -row[1].lines):
        table.append([kind, _f1(score.f1), _f1(score.precision), _f1(score.recall), str(score.lines)])
    table.append(["macro", _f1(found.macro_f1), "", "", ""])
    table.append(["micro", _f1(found.micro_f1), "", "", ""])
    table.append(["article or junk, by characters", _f1(found.article_accuracy), "", "", ""])
    return table


def render(table: Table, *, markdown: bool) -> str:
    """A table as aligned plain text, or as a Markdown table with figures set right."""
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    numeric = [all(_is_figure(row[column]) for row in table[1:]) for column in range(len(table[0]))]
    lines = []
    for row in table:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        lines.append(f"| {' | '.join(cells)} |" if markdown else "  ".join(cells).rstrip())
    if markdown:
        rules = ("-" * (width - 1) + ("-:"[right]) for width, right in zip(widths, numeric, strict=True))
        lines.insert(1, f"| {' | '.join(rules)} |")
    return "\n".join(lines)


def report(runs: Sequence[Run], pages: Mapping[str, GoldPage]) -> list[dict[str, object]]:
    """The figures as JSON values: one object a run, with those of each source."""
    return [
        {
            "system": run.system,
            "input": run.given,
            "sources": {source: asdict(row) for source, row in by_source(run, pages).items() if row.pages},
        }
        for run in runs
    ]


def _f1(value: float) -> str:
    return "n/a" if math.isnan(value) else f"{value:.3f}".removeprefix("0")


def _is_figure(cell: str) -> bool:
    return cell == "n/a" or not cell.strip("0123456789.+ ")
