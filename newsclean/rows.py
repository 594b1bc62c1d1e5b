"""Text → source lines, and how the dump they come from was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from unicodedata import category

import msgspec

from newsclean.marks import bullet_width, has_strong, is_heading, is_underline, number_width, numbered_links
from newsclean.records import Line

WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
)
# Where there is none of these, there is no wide sign. To compile a pattern of all of them takes 2 ms.
_MAY_BE_WIDE = re.compile("[^\x00-\u10ff\u1160-\u2e7f]")
# The same with marks over and under letters, which take no column of their own: accents, vowels of South Asia.
_MAY_BE_UNEVEN = re.compile("[^\x00-\u02ff\u0370-\u08ff\u10a0-\u10ff\u1160-\u177f\u1800-\u2e7f]")
_MAY_BE_MARKED = re.compile(
    "[\u0300-\u036f\u0900-\u109f\u1780-\u17ff\u302a-\u302f\u3099\u309a\ua800-\uaaff\ufe20-\ufe2f]"
)
# "12. https://…", in Markdown "[12]: https://…"
_REFERENCE = re.compile(r"(?:\d{1,5}\. (?:[a-z][a-z0-9+.-]*:|/)|\[\d{1,5}\]: )\S*$")
# Below the list's heading: addresses may hold spaces, and those of image maps begin with capitals.
_LISTED = re.compile(r"\d{1,5}\. (?:[A-Za-z][A-Za-z0-9+.-]*:\S|/)|(?:Visible|Hidden) links:$")
#: In Markdown links have their targets behind them, or in a list at the end.
_MD_TARGETS = ("](", "]: http", "]: /")
_MD_HEADS = ("\n#", "\n---", "\n===")
_CODE = re.compile(r"\w[(_\[]|[={}<>\\|]|;$")
# Thai, Lao, Burmese and Khmer put spaces between phrases, and programs wrap there.
UNSPACED = "\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"


#: Of most scripts from Hebrew on, letters are neither small nor capital.
UNCASED = "\u0590"
#: Shortest and longest width that counts as a hard wrap, in columns.
MIN_WRAP, MAX_WRAP = 50, 140
#: So many targets of links tell Markdown, unless there are more than so many link numbers for each.
TARGETS, NUMBERED = 3, 3
#: Markdown without links is told by so many headings, or by one and so many list items, or strong text. Of 6,396
#: dumps in other styles ten have these, of five pages: texts in Markdown, or code with comments between blank lines.
HEADINGS, ITEMS = 2, 3
#: So many rows of prose may tell the width; fewer than the second number are a short page, if none is wider than a
#: terminal.
FEWEST, MANY, TERMINAL = 4, 20, 80
#: Where lynx ends rows of prose in such a window.
PROSE = 75
#: So many rows that are full must be there, one less of a short page, and twice as many where no text of the page
#: stands apart; at most such a share of these end sentences, as texts do that are as long by chance.
FULL, MOST_ENDED = 3, 0.5
#: html2text's width unless told otherwise.
MARKDOWN_WIDTH = 78
#: Of a script without spaces, a row of fewer characters tells nothing of the width.
LEAST_UNSPACED = 20
#: A source line from this many characters on may be a squeezed page; such a page has fewer rows, and this share of its
#: characters in long ones.
SQUEEZED, FEW_ROWS, MOST_SQUEEZED = 1500, 40, 0.6
#: A line that is alone may be one from so many characters on, if so many words in a row begin with capitals or digits,
#: as in one paragraph of forty.
SQUEEZED_ALONE, CAPITALS = 500, 7
#: A dump with blank lines before no more than this share of its rows has its texts one below the other.
FEW_BLANKS = 0.02
#: A row from this indentation on can be the rest of a text whose line feeds are those of the page's source, if this
#: share of such rows begin with a small letter.
SOURCE_INDENT, SMALL_BEGINS = 2, 0.2
#: This share of what stands below the heading of lynx's list of addresses are addresses: some hold line feeds.
MOST_LISTED = 0.8


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{WIDE}]")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


def begins_unspaced(text: str) -> bool:
    """Whether a text begins with a sign of a script that puts no space between words."""
    return text[0] >= UNSPACED[0] and _unspaced().match(text) is not None


class Row(msgspec.Struct, frozen=True, gc=False):
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
    """How a dump was printed: `width` in columns (0: not wrapped), and which marks to expect. A `narrow` one comes from
    a program that counts a wide character as one column; a `sourced` one has the line feeds of the page's source in its
    texts, whose further rows are indented."""

    width: int = 0
    narrow: bool = False
    sourced: bool = False
    lynx: bool = False
    markdown: bool = False
    squeezed: bool = False


def source_rows(text: str) -> list[Row]:
    """The non-blank source lines of a text. Lines end at LF or CR LF; at CR too where lone CRs are more
    than LFs; and at the Unicode line separator in a text that has neither."""
    returns = "\r" in text
    if returns and text.count("\r") - text.count("\r\n") > text.count("\n"):
        text = text.replace("\r\n", " \n").replace("\r", "\n")
        returns = False
    ending = "\u2028" if "\u2028" in text and "\n" not in text else "\n"
    uneven = not text.isascii() and _MAY_BE_UNEVEN.search(text) is not None
    rows = []
    start = blanks = 0
    for number, raw in enumerate(text.split(ending), 1):
        stripped = raw.strip()
        if stripped:
            indent = raw.index(stripped[0]) if stripped != raw else 0
            width = indent + (_printed(stripped) if uneven else len(stripped))
            end = start + len(raw) - (returns and raw.endswith("\r"))
            # A carriage return inside a line would have a terminal overwrite its beginning.
            shown = stripped.replace("\r", " ") if returns else stripped
            rows.append(Row(number, start, end, shown, indent, blanks, width))
            blanks = 0
        else:
            blanks += 1
        start += len(raw) + 1
    return rows


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
    sizes: list[int] = []
    for row in rows:
        if sourced and sizes and row.indent >= SOURCE_INDENT and not row.blanks:
            sizes[-1] += row.width - row.indent
        elif len(sizes) == FEW_ROWS - 1:
            return False
        else:
            sizes.append(row.width - row.indent)
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
    found = ((_wrap_width(narrowed(rows) if narrow else rows, narrow=narrow), narrow) for narrow in ways)
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


def has_few_blanks(rows: Sequence[Row | Line]) -> bool:
    """Whether next to no blank lines are between rows, as in BeautifulSoup's dumps."""
    return sum([row.blanks > 0 for row in rows]) <= FEW_BLANKS * len(rows)


def goes_on(row: Row, last: Row) -> bool:
    """Whether a row of a sourced dump goes on with the one before. Code keeps its rows."""
    if row.indent < SOURCE_INDENT or row.blanks or bullet_width(row.text):
        return False
    return not (last.text.endswith(":") or _CODE.search(row.text) or _CODE.search(last.text))


def narrowed(rows: list[Row]) -> list[Row]:
    """The rows as a program measures them that counts every character as one column, as lynx and `textwrap` do."""
    return [msgspec.structs.replace(row, width=row.indent + len(row.text)) for row in rows]


def columns(text: str) -> int:
    """The width of a text in a terminal: East Asian wide characters take two columns."""
    return len(text) if not _MAY_BE_WIDE.search(text) else len(text) + len(_wide().findall(text))


def _printed(text: str) -> int:
    """The same without marks that stand over or under the letter before them."""
    if text.isascii() or not _MAY_BE_UNEVEN.search(text):
        return len(text)
    if not _MAY_BE_MARKED.search(text):
        return columns(text)
    return columns(text) - sum(category(sign)[0] == "M" for sign in text)


def begins_small(text: str) -> bool:
    """Whether a text begins with a small letter, as a sentence does not; Georgian has no others."""
    return text[0].islower() and not "\u10d0" <= text[0] <= "\u10ff"


def has_no_case(text: str) -> bool:
    """Whether a text begins with a letter of a script that has no capitals, and puts marks at the ends of sentences."""
    sign = text[0]
    has = sign < UNCASED or sign.isupper() or begins_small(text) or "\u0e00" <= sign <= "\u0eff"
    return not has and sign.isalpha()


def _wrap_width(rows: list[Row], *, narrow: bool = False) -> int:
    """The width at which a page was hard-wrapped, or 0.

    Wrapped prose has many lines of nearly one length and next to none beyond; and where two lines follow
    each other without a blank, the second one's first word would rarely have fitted on the first.
    """
    widths = sorted([row.width for row in rows if row.text.count(" ") >= 5 or _is_unspaced(row, narrow=narrow)])
    if len(widths) < FEWEST:
        return 0
    small = len(widths) < MANY and widths[-1] <= TERMINAL
    guess = widths[-1 if small else int(0.92 * (len(widths) - 1))]
    if not MIN_WRAP <= guess <= MAX_WRAP:
        return 0
    long = [w for w in widths if w >= MIN_WRAP]
    within = [w for w in long if w <= guess + 4]
    few = sum(w > guess - 12 for w in within) < 0.3 * len(long)
    if len(long) - len(within) > 0.06 * len(widths) or (few and guess > TERMINAL):
        return 0
    # Not the longest: a few rows hold a word that could not be broken.
    likely = [within[-3:][0], *([guess] if small else [])]
    return next((width for width in likely if _is_width(width, rows, narrow=narrow, small=small, few=few)), 0)


def _is_width(width: int, rows: list[Row], *, narrow: bool, small: bool, few: bool) -> bool:
    """Whether rows that follow each other without a blank were wrapped at a width."""
    full = fitted = ended = 0
    for row, after in pairwise(rows):
        if not after.blanks and row.width > 0.8 * width and not (bullet_width(after.text) or number_width(after.text)):
            full += 1
            fitted += not wraps(row, after, width, narrow=narrow)
            ended += row.text[-1] in ".!?。।"
    if fitted > (0.1 if few else 0.4) * full or (few and full < 12):
        return False
    if has_few_blanks(rows):
        # Rows that are sentences were not cut at a width.
        enough = full >= 2 * FULL and ended <= MOST_ENDED * full
    else:
        enough = full >= FULL or (full == FULL - 1 and ended < full and small)
    return (enough and fitted <= 0.1 * full) or (full >= 12 and fitted <= 0.4 * full)


def _is_unspaced(row: Row, *, narrow: bool) -> bool:
    """Whether a row is a longer text in a script without spaces, or with few."""
    size = len(row.text)
    if size < LEAST_UNSPACED:
        return False
    return row.width != row.indent + size or (narrow and _MAY_BE_UNEVEN.search(row.text) is not None)


def wraps(row: Row, after: Row, width: int, *, narrow: bool = False) -> bool:
    """Whether `after` can be the wrapped rest of `row`: its first word would not have fitted."""
    if not 0.55 * width <= row.width <= width + 4:
        return False
    word = (after.text.lstrip("> ") or ">").split(None, 1)[0]  # of a quote, behind its mark
    if begins_unspaced(word):
        needed = 2
    elif narrow:
        needed = 1 + len(word)
    else:
        # A program that knows wide characters may wrap before any of these.
        needed = 1 + _printed(word if word.isascii() else _unspaced().split(word, 1)[0])
    # lynx leaves as many columns free on the right as it indents on the left.
    return row.width + needed > width - 2 - min(row.indent, 3)


def reference_start(rows: list[Row]) -> int:
    """The index of the first row of lynx's list of addresses, which ends a page; `len(rows)` if none."""
    heading = max((number for number, row in enumerate(rows) if row.text == "References"), default=len(rows))
    listed = [_LISTED.match(row.text) is not None for row in rows[heading + 1 :]]
    if listed and listed[0] and sum(listed) >= MOST_LISTED * len(listed):
        return heading
    index = len(rows)
    while index and _REFERENCE.match(rows[index - 1].text):
        index -= 1
        if index and rows[index - 1].text.endswith("links:") and rows[index - 1].indent <= 3:
            index -= 1
    return index
