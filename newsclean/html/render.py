"""Rows of a page → its text, and the Lines that refer to it.

The text has a source line for each row, with a blank line where a browser leaves space; Lines' numbers and offsets are
those of this text, so that the law of conservation holds on it. A `<pre>` keeps its own source lines, and is
read like a text dump.
"""

from __future__ import annotations

import msgspec

from newsclean.html.walk import Blocks, Row
from newsclean.lines import split_lines
from newsclean.marks import BULLET, BUTTON, HEADING, INVISIBLE, LINKED, REFERENCE
from newsclean.reading.decoding import scrub
from newsclean.records import Line

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BUTTONS = frozenset(("button", "summary", "option"))


def render(rows: list[Row], blocks: Blocks) -> tuple[str, list[Line], list[int]]:
    """The text of a page, its Lines, and for each Line the number of its row."""
    texts = [_seen(row.text) for row in rows]
    pieces: list[str] = []
    lines: list[Line] = []
    owners: list[int] = []
    number, offset, block = 1, 0, -1
    for index, row in enumerate(rows):
        text = texts[index]
        if not text.strip():
            continue
        blank = int(row.blank and bool(lines))
        pieces.append("\n" * blank + text + "\n")
        number, offset = number + blank, offset + blank
        if row.verbatim:
            inner = _shifted(split_lines(text), number, offset, blank)
            lines += inner
            owners += [index] * len(inner)
        else:
            marks = _marks(row, blocks.tags[row.block], fresh=row.block != block)
            lines.append(Line(text, number, number, offset, offset + len(text), 0, blank, marks))
            owners.append(index)
        number += text.count("\n") + 1
        offset += len(text) + 1
        block = row.block
    return "".join(pieces), lines, owners


def _seen(text: str) -> str:
    """A row without control and invisible characters; a verbatim one has line feeds only, as line ends."""
    if text.isascii() and text.isprintable():
        return text
    text = scrub(text).replace("\r\n", "\n").replace("\r", "\n")
    if INVISIBLE.search(text):
        text = INVISIBLE.sub("", text)
    return text if "\n" in text else " ".join(text.split())


def _marks(row: Row, tag: str, *, fresh: bool) -> int:
    marks = 0
    if tag in _HEADINGS:
        marks |= HEADING
    elif tag == "li":
        marks |= BULLET * fresh
    elif tag in _BUTTONS:
        marks |= BUTTON
    if row.links and row.linked >= 0.8 * row.size:
        marks |= LINKED
    return marks


def _shifted(lines: list[Line], number: int, offset: int, blank: int) -> list[Line]:
    """Lines of a text that begins at a source line and offset of the page's."""
    return [
        msgspec.structs.replace(
            line,
            first_line=line.first_line + number - 1,
            last_line=line.last_line + number - 1,
            start=line.start + offset,
            end=line.end + offset,
            blanks=line.blanks or (blank if line is lines[0] else 0),
            marks=line.marks & ~REFERENCE,
        )
        for line in lines
    ]
