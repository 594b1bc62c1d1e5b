"""Rows of a dump → how it was printed: its width, and the marks that its program leaves."""

from __future__ import annotations

import re

import msgspec

from newsclean.marks import bullet_width, has_strong, is_heading, is_underline, numbered_links
from newsclean.rows import Row, begins_small, begins_unspaced, has_few_blanks, narrowed
from newsclean.widths import MAX_WRAP, MIN_WRAP, TERMINAL, wrap_width, wraps

#: In Markdown links have their targets behind them, or in a list at the end.
_MD_TARGETS = ("](", "]: http", "]: /")
_MD_HEADS = ("\n#", "\n---", "\n===")
_CODE = re.compile(r"\w[(_\[]|[={}<>\\|]|;$")
#: So many targets of links tell Markdown, unless there are more than so many link numbers for each.
TARGETS, NUMBERED = 3, 3
#: Markdown without links is told by so many headings, or by one and so many list items, or strong text. Of 6,396
#: dumps in other styles ten have these, of five pages: texts in Markdown, or code with comments between blank lines.
HEADINGS, ITEMS = 2, 3
#: Where lynx ends rows of prose in such a window.
PROSE = 75
#: html2text's width unless told otherwise.
MARKDOWN_WIDTH = 78
#: A source line from this many columns on may be a squeezed page; such a page has fewer rows, or with the line feeds of
#: the page's source in them fewer than the third number, and this share of its columns in long ones.
SQUEEZED, FEW_ROWS, SOURCED_ROWS, MOST_SQUEEZED = 1500, 40, 400, 0.6
#: A line that is alone may be one from so many columns on, if so many words in a row begin with capitals or digits,
#: as in one paragraph of forty.
SQUEEZED_ALONE, CAPITALS = 500, 7
#: A row from this indentation on can be the rest of a text whose line feeds are those of the page's source, if this
#: share of such rows begin with a small letter.
SOURCE_INDENT, SMALL_BEGINS = 2, 0.2


class Dialect(msgspec.Struct, frozen=True):
    """How a dump was printed: `width` in columns (0: not wrapped), and which marks to expect. A `narrow` one comes from
    a program that counts a wide character as one column; a `sourced` one has the line feeds of the page's source in its
    texts, whose further rows are indented."""

    width: int = 0
    narrow: bool = False
    sourced: bool = False
    lynx: bool = False
    markdown: bool = False
    squeezed: bool = False


def describe(rows: list[Row], text: str, *, markdown: bool = False) -> Dialect:
    """The dialect of a dump, from its marks and the lengths of its lines; `markdown` says that this one is known."""
    targets = sum(map(text.count, _MD_TARGETS)) if "]" in text else 0
    numbered = numbered_links(text) if "[" in text else 0
    # lynx prints "[7](opens in a new window)" too, but in Markdown each link has its target.
    lynx = numbered > (NUMBERED * targets if targets >= TARGETS else 0)
    may_be_headed = text[:1] == "#" or any(map(text.__contains__, _MD_HEADS))
    markdown = not lynx and (markdown or targets >= TARGETS or (may_be_headed and _has_headings(rows)))
    sourced = not (lynx or markdown) and _is_sourced(rows)
    squeezed = _is_squeezed(rows, sourced=sourced)
    width, narrow = (0, False) if squeezed else _width(rows, lynx=lynx, markdown=markdown)
    return Dialect(width, narrow, sourced, lynx, markdown, squeezed)


def _is_squeezed(rows: list[Row], *, sourced: bool) -> bool:
    """Whether most of a page is in few very long rows, or all of it in one. Line feeds of the source do not end one."""
    if len(rows) >= (SOURCED_ROWS if sourced else FEW_ROWS):
        return False
    sizes: list[int] = []
    for row in rows:
        if sourced and sizes and row.indent >= SOURCE_INDENT and not row.blanks:
            sizes[-1] += row.width - row.indent
        else:
            sizes.append(row.width - row.indent)
    if len(sizes) >= FEW_ROWS:
        return False
    if sum(size for size in sizes if size >= SQUEEZED) > MOST_SQUEEZED * sum(sizes):
        return True
    return len(rows) == 1 and sizes[0] >= SQUEEZED_ALONE and _has_capitals(rows[0].text)


def _has_capitals(text: str) -> bool:
    """Whether a menu, or a headline, byline and date may be in a line: many words with capitals or digits in a row."""
    run = 0
    for word in text.split():
        run = run + 1 if word[0].isupper() or word[0].isdigit() or begins_unspaced(word) else 0
        if run == CAPITALS:
            return True
    return False


def _width(rows: list[Row], *, lynx: bool, markdown: bool) -> tuple[int, bool]:
    """The width of a dump, 0 if it was not wrapped, and whether the program counted every character as one column."""
    ways = [False]
    if any(row.width != row.indent + len(row.text) for row in rows):
        # lynx and html2text count so; the marks of either are in other dumps too.
        ways = [True, False] if lynx or markdown else [False, True]
    found = ((wrap_width(narrowed(rows) if narrow else rows, narrow=narrow), narrow) for narrow in ways)
    width, narrow = next((way for way in found if way[0] and (way[1] is ways[0] or way[0] <= TERMINAL)), (0, ways[0]))
    if lynx and not width:
        longest = max(row.indent + len(row.text) for row in rows)
        width = min(longest, PROSE) if MIN_WRAP <= longest <= TERMINAL else 0
    if markdown and not width and not _has_long_rows(rows):
        width = MARKDOWN_WIDTH
    return width, narrow


def _has_long_rows(rows: list[Row]) -> bool:
    """Whether one in ten rows of a Markdown text is too long to be wrapped. Links may be as long as they are."""
    plain = [row for row in rows if "](" not in row.text]
    return sum(len(row.text) > MAX_WRAP for row in plain) > 0.1 * len(plain)


def _has_headings(rows: list[Row]) -> bool:
    """Whether a text has headings of Markdown: rows with its marks that begin at the margin, between blank lines."""
    marked = [number for number, row in enumerate(rows) if row.text[0] in "#=-" and not row.indent]
    headings = [number for number in marked if _is_heading(rows, number)]
    ended = {number for number in headings if _has_end(rows, number)}
    found = len(ended)
    if sum(rows[number].text[:2] == "# " and number not in ended for number in headings) > found:
        return False  # comments in code, below which the code stands
    if found and found < HEADINGS:
        items = sum(row.text[:2] in ("* ", "- ") for row in rows)
        return items >= ITEMS or any("**" in row.text and has_strong(row.text) for row in rows)
    return found > 0


def _has_end(rows: list[Row], number: int) -> bool:
    """Whether a blank line is below a row, or below the one that html2text wrapped it to."""
    if number + 1 == len(rows) or rows[number + 1].blanks:
        return True
    wrapped = wraps(rows[number], rows[number + 1], MARKDOWN_WIDTH)
    return wrapped and (number + 2 == len(rows) or rows[number + 2].blanks > 0)


def _is_heading(rows: list[Row], number: int) -> bool:
    """Whether a row, before which there is nothing or a blank line, is a heading, or the mark below one."""
    row = rows[number]
    if row.blanks or not number:
        return is_heading(row.text)
    above = rows[number - 1]
    return is_underline(row.text) and not above.indent and (above.blanks > 0 or number == 1)


def _is_sourced(rows: list[Row]) -> bool:
    """Whether rows that are indented go on with the one before: no blank line is between the page's texts, which all
    begin at the margin, and many of these rows begin with a small letter, as first lines of paragraphs do not."""
    if not has_few_blanks(rows):
        return False
    begins = [begins_small(row.text) for row in rows if row.indent >= SOURCE_INDENT and not row.blanks]
    return sum(begins) > SMALL_BEGINS * len(begins)


def goes_on(row: Row, last: Row) -> bool:
    """Whether a row of a sourced dump goes on with the one before. Code keeps its rows."""
    if row.indent < SOURCE_INDENT or row.blanks or bullet_width(row.text):
        return False
    return not (last.text.endswith(":") or _CODE.search(row.text) or _CODE.search(last.text))
