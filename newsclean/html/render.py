"""Rows of a page → its text, and the Lines that refer to it.

The text has a source line for each row, with a blank line where a browser leaves space; Lines' numbers and offsets are
those of this text, so that the law of conservation holds on it. A `<pre>` keeps its own source lines: code
is one Line, other text is read like a text dump.
"""

from __future__ import annotations

import msgspec

from newsclean.html.boxes import Walked
from newsclean.html.elements import HEADINGS
from newsclean.lines import split_lines
from newsclean.marks import BULLET, BUTTON, HEADING, INVISIBLE, LINKED, UNREAD, VERBATIM
from newsclean.reading.decoding import scrub
from newsclean.records import Line

#: What the tag of its box makes of a row. Of a list item that is the first one only.
_MARKS = dict.fromkeys(HEADINGS, HEADING) | dict.fromkeys(("button", "summary", "option"), BUTTON) | {"li": BULLET}


def render(page: Walked) -> tuple[str, list[Line], list[int]]:
    """The text of a page, its Lines, and for each Line the number of its row."""
    pieces: list[str] = []
    lines: list[Line] = []
    owners: list[int] = []
    number, offset, box = 1, 0, -1
    for index, row in enumerate(page.rows):
        text = seen(row.text, code=row.code)
        if not text.strip():
            continue
        blank = 1 if row.blank and lines else 0
        if blank:
            pieces.append("")
            number, offset = number + 1, offset + 1
        pieces.append(text)
        end = offset + len(text)
        if row.verbatim and not row.code:
            inner = _shifted(split_lines(text), number, offset, blank)
            lines += inner
            owners += [index] * len(inner)
            number += text.count("\n")
        else:
            marks = _MARKS.get(page.boxes[row.box].tag, 0)
            if marks == BULLET and row.box == box:
                marks = 0
            if row.links and row.linked >= 0.8 * row.size:
                marks |= LINKED
            last = number + text.count("\n")
            if row.code:
                text, marks = " ".join(text.split()), VERBATIM
            lines.append(Line(text, number, last, offset, end, 0, blank, marks))
            owners.append(index)
            number = last
        number, offset, box = number + 1, end + 1, row.box
    return "\n".join([*pieces, ""]), lines, owners


def seen(text: str, *, code: bool = False) -> str:
    """A row without control and invisible characters; a verbatim one has line feeds only, as line ends. `code` keeps
    its spaces, but no blank line around it."""
    if text.isprintable():
        return text
    text = scrub(text).replace("\r\n", "\n").replace("\r", "\n")
    if INVISIBLE.search(text):
        text = INVISIBLE.sub("", text)
    if code:
        return text.strip("\n")
    return text if "\n" in text else " ".join(text.split())


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
            marks=line.marks & ~UNREAD,
        )
        for line in lines
    ]
