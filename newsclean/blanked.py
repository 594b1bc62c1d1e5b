"""A dump with blanks in place of what is no text of its page, so that every other character keeps its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsclean.rows import Row, source_rows

_INK = re.compile(r"\S")


class Parted(NamedTuple):
    """A page's text with blanks in place of scripts, tags and the like, and these in their order, a row for each part
    of a source line."""

    text: str
    code: list[Row]


def blanked(text: str, spans: Sequence[tuple[int, int]], sign: str = " ") -> str:
    """A text with blanks, or another sign, in these spans, which are in their order and do not overlap."""
    kept: list[str] = []
    end = 0
    for begin, after in spans:
        kept += text[end:begin], _INK.sub(sign, text[begin:after])
        end = after
    return "".join([*kept, text[end:]])


def rows_in(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """The parts of source lines that are in spans of a text."""
    rows = source_rows(text)
    ends = [row.end for row in rows]
    for begin, after in spans:
        for number in range(bisect_right(ends, begin), len(rows)):
            row = rows[number]
            if row.start >= after:
                break
            low, high = max(row.start, begin), min(row.end, after)
            part = text[low:high]
            if shown := part.strip():
                start = low + part.index(shown[0])
                yield Row(row.number, start, start + len(shown), shown, 0, 0, 0)
