"""Text → source lines, and what their signs tell of scripts and of columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import category

import msgspec

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
# Thai, Lao, Burmese and Khmer put spaces between phrases, and programs wrap there.
UNSPACED = "\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
#: Of most scripts from Hebrew on, letters are neither small nor capital.
UNCASED = "\u0590"
#: A dump with blank lines before no more than this share of its rows has its texts one below the other.
FEW_BLANKS = 0.02
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


def before_unspaced(text: str) -> str:
    """What of a text stands before the first sign of such a script."""
    return text if text.isascii() else _unspaced().split(text, 1)[0]


def is_uneven(text: str) -> bool:
    """Whether a text has signs that take two columns or none."""
    return _MAY_BE_UNEVEN.search(text) is not None


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


def source_rows(text: str) -> list[Row]:
    """The non-blank source lines of a text. Lines end at LF or CR LF; at CR too where lone CRs are more
    than LFs; and at the Unicode line separator in a text that has neither."""
    returns = "\r" in text
    if returns and text.count("\r") - text.count("\r\n") > text.count("\n"):
        text = text.replace("\r\n", " \n").replace("\r", "\n")
        returns = False
    ending = "\u2028" if "\u2028" in text and "\n" not in text else "\n"
    uneven = not text.isascii() and is_uneven(text)
    rows = []
    start = blanks = 0
    for number, raw in enumerate(text.split(ending), 1):
        stripped = raw.strip()
        if stripped:
            indent = raw.index(stripped[0]) if stripped != raw else 0
            width = indent + (printed(stripped) if uneven else len(stripped))
            end = start + len(raw) - (returns and raw.endswith("\r"))
            # A carriage return inside a line would have a terminal overwrite its beginning.
            shown = stripped.replace("\r", " ") if returns else stripped
            rows.append(Row(number, start, end, shown, indent, blanks, width))
            blanks = 0
        else:
            blanks += 1
        start += len(raw) + 1
    return rows


def has_few_blanks(rows: Sequence[Row | Line]) -> bool:
    """Whether next to no blank lines are between rows, as in BeautifulSoup's dumps."""
    return sum([row.blanks > 0 for row in rows]) <= FEW_BLANKS * len(rows)


def narrowed(rows: list[Row]) -> list[Row]:
    """The rows as a program measures them that counts every character as one column, as lynx and `textwrap` do."""
    return [msgspec.structs.replace(row, width=row.indent + len(row.text)) for row in rows]


def columns(text: str) -> int:
    """The width of a text in a terminal: East Asian wide characters take two columns."""
    return len(text) if not _MAY_BE_WIDE.search(text) else len(text) + len(_wide().findall(text))


def printed(text: str) -> int:
    """The same without marks that stand over or under the letter before them."""
    if text.isascii() or not is_uneven(text):
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
