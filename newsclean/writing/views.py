"""A cleaned page line by line, as people look at it: what each line was taken for, where it went and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from newsclean.errors import UsageError
from newsclean.records import SAID_KINDS, Block, Cleaned, Kind
from newsclean.writing.values import one_line

#: Where a line went: into the article's text or its title, into another field of the JSON, or out.
Home = Literal["kept", "field", "removed"]
#: Marks of these, for those who see no colours.
MARKS: dict[Home, str] = {"kept": "+", "field": "=", "removed": "-"}


class ShownLine(NamedTuple):
    """A line of the page: its number and text, what it was taken for, how surely (0 to 1), and the number of the
    block it is in."""

    number: int
    text: str
    kind: Kind
    confidence: float
    block: int


class Run(NamedTuple):
    """Neighbouring lines of one kind that went to one place for one reason."""

    kind: Kind
    home: Home
    reason: str | None
    rows: list[ShownLine]


class View(NamedTuple):
    """The runs of a page in page order, and how many of its lines went where."""

    runs: list[Run]

    def count(self, home: Home) -> int:
        """How many lines went to a place."""
        return sum(len(run.rows) for run in self.runs if run.home == home)

    def kinds(self, home: Home) -> list[tuple[Kind, int]]:
        """The kinds of lines that went to a place, with their number, the most frequent first."""
        counts: Counter[Kind] = Counter()
        for run in self.runs:
            if run.home == home:
                counts[run.kind] += len(run.rows)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def view(cleaned: Cleaned) -> View:
    """The page line by line. Raises UsageError if it was cleaned without `Settings.lines`."""
    if cleaned.article.lines is None or cleaned.page is None:
        raise UsageError("a page is shown line by line: clean it with Settings(lines=True)")
    homes = _homes(cleaned)

    def place(row: ShownLine) -> tuple[Kind, Home, str | None]:
        return row.kind, homes[row.block], cleaned.reasons[row.block]

    return View([Run(*key, list(rows)) for key, rows in groupby(_rows(cleaned), key=place)])


def _rows(cleaned: Cleaned) -> Iterator[ShownLine]:
    text, number = cleaned.page or "", 0
    for line in cleaned.article.lines or ():
        # The parts of a very long line have all its number, and blocks of their own.
        while not _holds(cleaned.blocks[number], line.line, line.kind) and number + 1 < len(cleaned.blocks):
            number += 1
        yield ShownLine(line.line, one_line(text[line.start : line.end]), line.kind, line.confidence, number)


def _holds(block: Block, line: int, kind: Kind) -> bool:
    return block.first_line <= line <= block.last_line and block.kind is kind


def _homes(cleaned: Cleaned) -> list[Home]:
    """Where each block went."""
    removed = {
        (number, run.kind) for run in cleaned.article.removed for number in range(run.first_line, run.last_line + 1)
    }
    return [_home(block, (block.first_line, block.kind) in removed) for block in cleaned.blocks]


def _home(block: Block, removed: bool) -> Home:
    if removed:
        return "removed"
    return "kept" if block.kind in SAID_KINDS else "field"
