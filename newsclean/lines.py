"""Dump text → Lines: hard wraps undone, cut sentences joined, the dump program's marks taken off.

A dump is first described (`Dialect`), then its source lines are grouped into Lines. What is known of
each program:

- `lynx -dump` prints `[12]` before a link's text, `(BUTTON)`, `[IMG]`, `IFRAME:`, wraps at the window's width
  and ends with a numbered "References" list.
- `w3m -dump` wraps at `-cols`, counting wide characters as two columns.
- html2text writes Markdown, wrapped at 78 columns unless told otherwise.
- BeautifulSoup's `get_text("\\n")` breaks the line at every inline element, so links cut sentences.
- A page squeezed into few very long lines is cut at its sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import msgspec

from newsclean.records import Line

# Marks of a Line, as bits.
BULLET = 1  #: began with a list bullet, which is taken off
HEADING = 2  #: a Markdown heading
LINKED = 4  #: began with a link
BUTTON = 8  #: lynx printed a button or form field
IMAGE = 16  #: held an image placeholder
QUOTE = 32  #: a Markdown block quote
REFERENCE = 64  #: belongs to lynx's list of link addresses at the end
SEGMENT = 128  #: a part of a very long source line

WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
)
_WIDE = re.compile(f"[{WIDE}]")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_UNSPACED_END = re.compile(f"[{_UNSPACED}]$")
_UNSPACED_START = re.compile(f"[{_UNSPACED}]")

_BULLET = re.compile(r"(?:[*+•·▪◦‣□■○●–—-]|o(?= {1,3}\S))\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s")
_REFERENCE = re.compile(r"\d{1,5}\. (?:[a-z][a-z0-9+.-]*:|/)\S*$")
_LYNX_LINK = re.compile(r"\[\d{1,5}\](?=[^\s,.;:)\]])|(?<=\s)\[\d{1,5}\]$")
_LYNX_LINK_START = re.compile(r"\[\d{1,5}\]\S")
_LYNX_BUTTON = re.compile(r"\(BUTTON\)\s?|^\s*\(_+\)|_{10,}")
_IMAGE = re.compile(
    r"\[(?:IMG|image|INLINE|LINK|USEMAP)[^\]]*\]\s?|\[[\w%.-]+\.(?:jpe?g|png|gif|svg|webp)\S*\]\s?", re.I
)
_MD_TARGET = r"\]\((?:[^()]|\([^()]*\))*\)"
_MD_LINK = re.compile(rf"!?\[([^\[\]]*){_MD_TARGET}")
_MD_REST = re.compile(rf"!?\[?{_MD_TARGET}|\]\(\S*")
# html2text breaks lines inside link texts, and at the hyphens of addresses.
_MD_OPEN = re.compile(r"\]\((?:[^()]|\([^()]*\)){0,2000}$|\[[^\[\]]{0,300}$")
_MD_LINK_LINE = re.compile(r"\[!?\[?[^\]]*\]")
_MD_HEADING = re.compile(r"#{1,6}\s+")
_MD_QUOTE = re.compile(r"(?:>\s?)+")
_MD_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_MD_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])")
_MD_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_MD_RULE = re.compile(r"(?:[*_-] ?){3,}$|[-:| ]*-{3,}[-:| ]*$")

_OPEN_END = re.compile(r"[^.!?。！？…:;\"”»’')\]|]$")
_OPENING = "([“„«"
_CONTINUES = re.compile(r"[,.;:!?)\]’”»、。，）」]")
_SENTENCE_GAP = re.compile(
    r"(?<=[.!?…])[\"”’»)]?\s+(?=[\"“«‘(¿¡]?[^\W\d_a-zß-öø-ÿ])|(?<=[。！？])|\s+[|•·»▪]\s+|\s{3,}"
)

#: Shortest and longest width that counts as a hard wrap, in columns.
MIN_WRAP, MAX_WRAP = 50, 140
#: html2text's width unless told otherwise.
MARKDOWN_WIDTH = 78
#: A source line from this many characters on may be a squeezed page, and is cut at sentence ends.
SQUEEZED = 1500


class Row(NamedTuple):
    """A non-blank source line: its number, offsets, stripped text, indentation and blank lines before."""

    number: int
    start: int
    end: int
    text: str
    indent: int
    blanks: int
    #: Where the text ends, in columns of a terminal.
    width: int


class Dialect(msgspec.Struct, frozen=True):
    """How a dump was printed: `width` in columns (0: not wrapped), and which marks to expect."""

    width: int = 0
    lynx: bool = False
    markdown: bool = False
    squeezed: bool = False


def split_lines(text: str) -> list[Line]:
    """The Lines of a page, in order; every non-blank source line is in exactly one.

    The exception is a squeezed page (few very long source lines), where one source line makes several
    Lines that partition its characters.
    """
    rows = source_rows(text)
    body = _reference_start(rows)
    references = rows[body:]
    rows = rows[:body]
    dialect = describe(rows, text)
    if dialect.squeezed:
        rows = [part for row in rows for part in _segments(row)]
    lines = [_line(group, dialect) for group in _unwrapped(rows, dialect)]
    # BeautifulSoup keeps the line feeds of the page's source: its dumps can be cut and hard-wrapped at once.
    if not dialect.width or sum(row.blanks > 0 for row in rows) <= 0.02 * len(rows):
        lines = _rejoined(lines)
    lines += (
        Line(row.text, row.number, row.number, row.start, row.end, row.indent, row.blanks, REFERENCE)
        for row in references
    )
    return lines


def source_rows(text: str) -> list[Row]:
    """The non-blank source lines of a text. Lines end at LF or CR LF, or at CR in a text without LF."""
    ending = "\n" if "\n" in text or "\r" not in text else "\r"
    wide = _WIDE.search(text) is not None
    rows = []
    start = blanks = 0
    for number, raw in enumerate(text.split(ending), 1):
        stripped = raw.strip()
        if stripped:
            indent = raw.index(stripped[0])
            width = indent + (columns(stripped) if wide else len(stripped))
            end = start + len(raw) - (raw.endswith("\r"))
            rows.append(Row(number, start, end, stripped, indent, blanks, width))
            blanks = 0
        else:
            blanks += 1
        start += len(raw) + 1
    return rows


def describe(rows: list[Row], text: str) -> Dialect:
    """The dialect of a dump, from its marks and the lengths of its lines."""
    lynx = text.count("](") < 3 and "[" in text and sum(bool(_LYNX_LINK_START.search(r.text)) for r in rows) >= 3
    markdown = text.count("](") >= 3
    characters = sum(len(row.text) for row in rows)
    squeezed = sum(len(row.text) for row in rows if len(row.text) >= SQUEEZED) > 0.6 * characters and len(rows) < 40
    width = 0 if squeezed else _wrap_width(rows)
    if markdown and not squeezed and not width and sum(len(row.text) > MAX_WRAP for row in rows) < 0.1 * len(rows):
        width = MARKDOWN_WIDTH
    return Dialect(width, lynx, markdown, squeezed)


def columns(text: str) -> int:
    """The width of a text in a terminal: East Asian wide characters take two columns."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _wrap_width(rows: list[Row]) -> int:
    """The width at which a page was hard-wrapped, or 0.

    Wrapped prose has many lines of nearly one length and next to none beyond; and where two lines follow
    each other without a blank, the second one's first word would rarely have fitted on the first.
    """
    widths = sorted(row.width for row in rows if row.width > row.indent + len(row.text) or row.text.count(" ") >= 5)
    if len(widths) < 6:
        return 0
    guess = widths[int(0.92 * (len(widths) - 1))]
    if not MIN_WRAP <= guess <= MAX_WRAP:
        return 0
    near = sum(guess - 12 < w <= guess + 4 for w in widths) / len(widths)
    beyond = sum(w > guess + 4 for w in widths) / len(widths)
    if near < 0.3 or beyond > 0.06:
        return 0
    width = max(w for w in widths if w <= guess + 4)
    full = fitted = 0
    for row, after in pairwise(rows):
        if not after.blanks and row.width > 0.8 * width:
            full += 1
            fitted += not _wraps(row, after, width)
    regular = full >= 3 and fitted <= 0.1 * full
    return width if regular or (full >= 12 and fitted <= 0.4 * full) else 0


def _wraps(row: Row, after: Row, width: int) -> bool:
    """Whether `after` can be the wrapped rest of `row`: its first word would not have fitted."""
    used = row.width
    if used > width or used < 0.55 * width:
        return False
    word = after.text.split(None, 1)[0]
    needed = 2 if _UNSPACED_START.match(word) else 1 + columns(word)
    return used + needed > width - 2


def _unwrapped(rows: list[Row], dialect: Dialect) -> Iterable[list[Row]]:
    """Rows grouped into the paragraphs that were wrapped; each row alone where nothing was."""
    if not dialect.width:
        for row in rows:
            yield [row]
        return
    group: list[Row] = []
    for row in rows:
        if group and _same_paragraph(group, row, dialect):
            group.append(row)
        else:
            if group:
                yield group
            group = [row]
    if group:
        yield group


def _same_paragraph(group: list[Row], row: Row, dialect: Dialect) -> bool:
    last = group[-1]
    if row.blanks or not (dialect.markdown or _wraps(last, row, dialect.width)) or _BULLET.match(row.text):
        return False
    bullet = _BULLET.match(group[0].text) or _NUMBER.match(group[0].text)
    if _NUMBER.match(row.text) and _NUMBER.match(group[0].text) and row.indent == group[0].indent:
        return False
    column = group[0].indent + (bullet.end() if bullet else 0)
    if abs(row.indent - column) > 4 and row.indent != last.indent:
        return False
    if dialect.markdown and (_MD_HEADING.match(row.text) or _MD_RULE.match(row.text)):
        return False
    if not dialect.markdown:
        return True
    if len(group) < 50 and _MD_OPEN.search(" ".join(part.text for part in group)):
        return True
    return _wraps(last, row, dialect.width)


def join(pieces: Iterable[str]) -> str:
    """Pieces of one paragraph as one string: a space between them, none between unspaced scripts."""
    joined = ""
    for piece in pieces:
        glue = " "
        if not joined or (_UNSPACED_END.search(joined) and _UNSPACED_START.match(piece)):
            glue = ""
        joined += glue + piece
    return joined


def _line(group: list[Row], dialect: Dialect) -> Line:
    first, last = group[0], group[-1]
    text = first.text if len(group) == 1 else join(row.text for row in group)
    marks = 0
    bullet = _BULLET.match(text)
    if bullet:
        marks |= BULLET
        text = text[bullet.end() :]
    if dialect.lynx:
        text, found = _without_lynx_marks(text)
        marks |= found
    elif dialect.markdown:
        text, found = _without_markdown(text)
        marks |= found
    if dialect.squeezed:
        marks |= SEGMENT
    return Line(
        text or first.text,
        first.number,
        last.number,
        first.start,
        last.end,
        first.indent,
        first.blanks,
        marks,
    )


def _without_lynx_marks(text: str) -> tuple[str, int]:
    marks = 0
    if _LYNX_LINK_START.match(text):
        marks |= LINKED
    if "(BUTTON)" in text or "____" in text:
        marks |= BUTTON
        text = _LYNX_BUTTON.sub("", text)
        if _LYNX_LINK_START.match(text):
            marks |= LINKED
    text = _LYNX_LINK.sub("", text)
    if "[" in text and _IMAGE.search(text):
        marks |= IMAGE
        text = _IMAGE.sub("", text)
    return text.strip(), marks


def _without_markdown(text: str) -> tuple[str, int]:
    marks = 0
    quote = _MD_QUOTE.match(text)
    if quote:
        marks |= QUOTE
        text = text[quote.end() :]
    heading = _MD_HEADING.match(text)
    if heading:
        marks |= HEADING
        text = text[heading.end() :]
    if _MD_LINK_LINE.match(text):
        marks |= LINKED
    if "![" in text:
        marks |= IMAGE
    # Twice: a linked image is a link around a link.
    text = _MD_REST.sub("", _MD_LINK.sub(r"\1", _MD_LINK.sub(r"\1", text)))
    text = _MD_STRONG.sub(r"\2", text)
    text = _MD_EMPHASIS.sub(r"\2", text)
    return _MD_ESCAPE.sub(r"\1", text).strip(), marks


def _rejoined(lines: list[Line]) -> list[Line]:
    """Lines of which inline elements cut one sentence, joined again.

    A line that begins with closing punctuation, or with a small letter after a line without an end,
    goes on with the sentence before it; and so does a short piece between two such parts (a link's text).
    """
    joined: list[Line] = []
    index, count = 0, len(lines)
    while index < count:
        pieces = [lines[index]]
        index += 1
        while index < count:
            taken = _continuation(pieces, lines, index)
            if not taken:
                break
            pieces.extend(lines[index : index + taken])
            index += taken
        joined.append(_merged(pieces) if len(pieces) > 1 else pieces[0])
    return joined


def _continuation(pieces: list[Line], lines: list[Line], index: int) -> int:
    """How many of the lines at `index` go on with the sentence that `pieces` begin: 0, 1 or 2."""
    before, line = pieces[-1], lines[index]
    if line.blanks or line.marks or before.marks & ~BULLET or _shifted(before, line):
        return 0
    text = line.text
    if _CONTINUES.match(text):
        return int(text[0] != "." or not text.startswith("..")) and int(before.text[-1] not in ".|")
    if before.text[-1] in _OPENING:
        return int(_is_begun(pieces))
    if not _OPEN_END.search(before.text) and before.text[-1] not in '"”’»)':
        return 0
    if text[0].islower():
        return int(_is_prose(text) or _is_begun(pieces))
    if text[0].isdigit() and text[-1] in ".,;!?" and before.text[-1].islower() and len(before.text) > 40:
        return int(_is_begun(pieces))
    if index + 1 < len(lines) and len(text) <= 80:
        after = lines[index + 1]
        if not after.blanks and not after.marks and not _shifted(line, after):
            goes_on = after.text[0].islower() and _is_prose(after.text)
            if (goes_on or _CONTINUES.match(after.text)) and _OPEN_END.search(text) and _is_begun(pieces):
                return 2
    return 0


def _is_begun(pieces: list[Line]) -> bool:
    """Whether what there is so far looks like part of a sentence."""
    return len(pieces) > 1 or _is_prose(pieces[0].text)


def _shifted(before: Line, line: Line) -> bool:
    """Whether a line is indented otherwise than the one before. Text that begins with a small letter at some depth
    after a line at the margin was wrapped in the page's source."""
    return line.indent != before.indent and not (before.indent == 0 and line.text[0].islower())


def _is_prose(text: str) -> bool:
    """Whether a text looks like part of a sentence: four words or more, half of them in small letters."""
    words = text.split()
    return len(words) >= 4 and 2 * sum(word[0].islower() for word in words) >= len(words)


def _merged(pieces: list[Line]) -> Line:
    text = pieces[0].text
    for piece in pieces[1:]:
        glued = _CONTINUES.match(piece.text) or text[-1] in _OPENING
        text = text + piece.text if glued else join((text, piece.text))
    first, last = pieces[0], pieces[-1]
    return Line(text, first.first_line, last.last_line, first.start, last.end, first.indent, first.blanks, first.marks)


def _segments(row: Row) -> list[Row]:
    """A very long row cut at sentence ends and separators; other rows as they are."""
    if len(row.text) < SQUEEZED:
        return [row]
    parts = []
    offset = row.start + row.indent
    begin = 0
    for gap in [*_SENTENCE_GAP.finditer(row.text), None]:
        end = gap.end() if gap else len(row.text)
        piece = row.text[begin:end]
        stripped = piece.strip(" |•·»▪\t")
        if stripped:
            parts.append(Row(row.number, offset + begin, offset + end, stripped, 0, 0, 0))
            begin = end
    if parts and begin < len(row.text):
        parts[-1] = parts[-1]._replace(end=offset + len(row.text))
    return parts or [row]


def _reference_start(rows: list[Row]) -> int:
    """The index of the first row of lynx's list of addresses, which ends a page; `len(rows)` if none."""
    index = len(rows)
    while index and _REFERENCE.match(rows[index - 1].text):
        index -= 1
        if index and rows[index - 1].text.endswith("links:") and rows[index - 1].indent <= 3:
            index -= 1
    if index < len(rows) and index and rows[index - 1].text == "References":
        index -= 1
    return index
