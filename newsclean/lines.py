"""Dump text → Lines: hard wraps undone, cut sentences joined, the dump program's marks taken off.

A dump is first described (`Dialect`), then its source lines are grouped into Lines. What is known of
each program:

- `lynx -dump` prints `[12]` before a link's text, `(BUTTON)`, `[IMG]`, `IFRAME:` (links `IFrame:`), wraps at the
  window's width, counting every character as one column, centres headlines and ends with a numbered "References" list.
- `w3m -dump` wraps at `-cols`, counting wide characters as two columns.
- html2text writes Markdown, wrapped at 78 columns unless told otherwise; pandoc's has tags, fences and attributes,
  which `newsclean.tags` takes out.
- BeautifulSoup's `get_text("\\n")` breaks the line at every inline element, so links cut sentences, and keeps the line
  feeds and indentations that the page's source has inside a text. `get_text()` glues texts: see `newsclean.glued`.
- Programs that write Markdown may put front matter before it: see `newsclean.front_matter`.
- A page squeezed into few very long lines is cut where its lines may have ended: see `newsclean.squeezed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsclean.dialects import SOURCE_INDENT, Dialect, describe, goes_on
from newsclean.front_matter import front_lines
from newsclean.glued import is_glued, unglued, words_of
from newsclean.marks import (
    BULLET,
    HEADING,
    INVISIBLE,
    REFERENCE,
    SEGMENT,
    UNREAD,
    UNSEEN,
    WORDLESS,
    bullet_width,
    is_open_markdown,
    is_rule,
    is_underline,
    number_width,
    starts_markdown_block,
    without_lynx_marks,
    without_markdown,
    without_quote,
)
from newsclean.records import Line
from newsclean.rows import Row, has_few_blanks, narrowed, reference_start, source_rows
from newsclean.sentences import join, kept_spaces, rejoined
from newsclean.squeezed import pieces
from newsclean.title_bar import TitleBar
from newsclean.widths import breaks_at_space, wraps

#: Twice the columns that the middles of centred rows may differ by.
OFF_CENTRE = 5
#: lynx indents paragraphs by so many columns, and a window is so much wider than these are.
INDENT, WINDOW = 3, 6
#: A label below a paragraph has at most so many words.
LABEL_WORDS = 4
# How texts end that are no labels; and sentences, but for short words, which may be cut short ("Gen.").
_ENDED = ".!?…:;,)]\"”»’'。！？"
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{5}\.|[!?]|[.!?][\"”»’')])$")
#: A link of a Markdown text spreads over at most this many rows.
LONGEST_LINK = 50


def split_lines(text: str) -> list[Line]:
    """The Lines of a page, in order; every non-blank source line is in exactly one.

    The exceptions are a squeezed page (few very long source lines) and one whose texts are glued together, where one
    source line makes several Lines that partition its characters.
    """
    rows = source_rows(text)
    front = front_lines(rows)
    rows = rows[len(front) :]
    body = reference_start(rows)
    references = rows[body:]
    rows = rows[:body]
    dialect = describe(rows, text, markdown=bool(front) or UNSEEN in text)
    glued = is_glued(text, dialect)
    if dialect.squeezed:
        rows = list(pieces(rows, words_of(text) if glued else None))
    elif glued:
        rows = list(unglued(rows, text))
        dialect = describe(rows, text)
    if dialect.narrow:
        rows = narrowed(rows)
    groups = _unwrapped(rows, dialect)
    lines = [_line(group, dialect) for group in (_underlined(groups) if dialect.markdown else groups)]
    # BeautifulSoup keeps the line feeds of the page's source: its dumps can be cut and hard-wrapped at once.
    cut = has_few_blanks(rows)
    if not dialect.width or cut:
        lines = rejoined(lines, TitleBar(rows[0].text if rows else ""), kept_spaces(rows), cut=cut)
    lines += (
        Line(row.text, row.number, row.number, row.start, row.end, row.indent, row.blanks, REFERENCE)
        for row in references
    )
    return front + lines if front else lines


def read_lines(lines: Iterable[Line]) -> list[Line]:
    """Those of a page's Lines that the tagger reads: not front matter, which comes first, and lynx's list of addresses,
    which comes last."""
    return [line for line in lines if not line.marks & UNREAD]


def _unwrapped(rows: list[Row], dialect: Dialect) -> Iterator[list[Row]]:
    """Rows grouped into the paragraphs that were wrapped; each row alone where nothing was."""
    if not (dialect.width or dialect.sourced):
        for row in rows:
            yield [row]
        return
    group: list[Row] = []
    for row in rows:
        if group and _same_paragraph(group, row, dialect):
            group.append(row)
        else:
            yield from _unlabelled(group, dialect)
            group = [row]
    yield from _unlabelled(group, dialect)


def _unlabelled(group: list[Row], dialect: Dialect) -> Iterator[list[Row]]:
    """A paragraph, and by itself the label or button that stood below it."""
    if len(group) > 1 and not (dialect.markdown or dialect.sourced) and _is_label_below(*group[-2:]):
        yield group[:-1]
        yield group[-1:]
    elif group:
        yield group


def _is_label_below(last: Row, row: Row) -> bool:
    """Whether a row is a label or a credit and not the rest of the paragraph above it: a few words that begin with a
    capital or a digit and end with no mark, behind the end of a sentence."""
    text = row.text
    if text.count(" ") >= LABEL_WORDS or text[-1] in _ENDED or not _SENTENCE_END.search(last.text):
        return False
    begins = next(filter(str.isalnum, text), "")
    return begins.isupper() or begins.isdigit()


def _same_paragraph(group: list[Row], row: Row, dialect: Dialect) -> bool:
    """Whether a row goes on with the paragraph that the rows of `group` begin."""
    first, last = group[0], group[-1]
    if dialect.sourced and max(row.indent, last.indent) >= SOURCE_INDENT:
        return goes_on(row, last)
    if not dialect.width or is_rule(row.text) or is_rule(last.text):
        return False
    if row.blanks or row.number == last.number or bullet_width(row.text):
        return False
    wrapped = (
        wraps(last, row, dialect.width, narrow=dialect.narrow)
        or (dialect.narrow and breaks_at_space(last, row, dialect.width))
        or (dialect.lynx and _is_headed(row, last, dialect.width))
    )
    if not (wrapped or dialect.markdown):
        return False
    number = number_width(first.text)
    if number and number_width(row.text) and row.indent == first.indent:
        return False
    bullet = bullet_width(first.text)
    if bullet and row.indent < first.indent and not (dialect.markdown or bullet_width(first.text[bullet:])):
        return False  # what stands left of a list is none of it; links prints "* *" of items without text
    column = first.indent + (bullet or number)
    if abs(row.indent - column) > 4 and row.indent != last.indent and not _is_centred(row, last):
        return False
    if not dialect.markdown:
        return True
    if starts_markdown_block(row.text) or last.text[-1] == "\\":
        return False
    if last.text[-1] == UNSEEN or row.text[0] == UNSEEN:
        return True  # pandoc may end a row at any tag inside a paragraph
    if len(group) < LONGEST_LINK and is_open_markdown(" ".join(part.text for part in group)):
        return True
    # A row beyond the width ends with an address that could not be broken.
    return wrapped or last.width > dialect.width


def _underlined(groups: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """The groups, headings of Markdown with the rows of `=` or `-` below them."""
    above: list[Row] = []
    for group in groups:
        if above and len(group) == 1 and not group[0].blanks and is_underline(group[0].text):
            yield [*above, *group]
            above = []
            continue
        if above:
            yield above
        above = group
    if above:
        yield above


def _is_centred(row: Row, last: Row) -> bool:
    """Whether a row stands under the middle of the one before, as the rest of a long headline does in lynx. A row that
    nearly fills the window is not moved."""
    return row.indent > last.indent and abs(row.indent + row.width - last.indent - last.width) <= OFF_CENTRE


def _is_headed(row: Row, last: Row, width: int) -> bool:
    """Whether a row goes on with a headline of lynx, which has the whole window where paragraphs, of this width, keep
    free what they are indented by on both sides: the row before is wider, begins left of them, and is full."""
    over = 0 < last.width - width <= WINDOW and last.indent < INDENT
    full = last.width + 1 + len(row.text.split(" ", 1)[0]) > width + WINDOW
    return over and full and _is_centred(row, last)


def _line(group: list[Row], dialect: Dialect) -> Line:
    first, last = group[0], group[-1]
    marks = 0
    if dialect.markdown and len(group) > 1 and is_underline(last.text):
        group = group[:-1]
        marks |= HEADING
    if len(group) == 1:
        printed = text = first.text
    else:
        quoted = first.text[0] == ">"
        printed = text = join([first.text, *(without_quote(row.text) if quoted else row.text for row in group[1:])])
    bullet = bullet_width(text)
    if bullet:
        marks |= BULLET
        text = text[bullet:]
    if dialect.lynx:
        text, found = without_lynx_marks(text)
        marks |= found
    elif dialect.markdown:
        text, found = without_markdown(text)
        marks |= found
    if dialect.squeezed:
        marks |= SEGMENT
    if not text.isascii() and INVISIBLE.search(text):
        text = INVISIBLE.sub("", text).strip()
        if dialect.markdown and "  " in text:
            text = " ".join(text.split())  # a mark stood between
    if not text:
        marks |= WORDLESS
        text = printed.replace(UNSEEN, "").strip() or printed.replace(UNSEEN, "\ufffd")
    return Line(
        text,
        first.number,
        last.number,
        first.start,
        last.end,
        first.indent,
        first.blanks,
        marks,
    )
