"""Pages that stand in for an article: a server's errors, refusals of access, tests of whether the visitor is a person.

To the tagger their few sentences read like a short article's. What tells them is their heading, which is one of some
three hundred phrases (`data/error_pages.txt`) and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newsclean.shipped import rows
from newsclean.title_bar import parts

#: An error page has at most this many characters of text, and its heading at most so many.
LONGEST_TEXT, LONGEST_HEADING = 1500, 120
#: Its heading is one of so many first lines of text, or right above one.
FIRST_LINES = 10

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[45]\d\d$")
#: What a status code alone has beside it: "HTTP Error 404".
_BESIDE_CODE = frozenset({"error", "http", "status", "code"})


@cache
def _headings() -> frozenset[str]:
    return frozenset(" ".join(_WORD.findall(row)) for row in rows("error_pages"))


def error_heading(texts: Sequence[str], kept: Sequence[int]) -> str | None:
    """The heading by which a page is told to stand in for an article, without signs that are not printable; None if it
    has no such heading or too much text. `kept` are the numbers of the lines that read like an article's, in order.

    It is the title bar, or one of the first of those lines, or right above one: menus say "Error" too. A code alone
    ("404") is one in the title bar only: tables have numbers too.

    >>> error_heading(["Page not found | The Bell", "Home", "Sorry, that page has moved."], [2])
    'Page not found'
    >>> error_heading(["Page found in old book | The Bell", "A page was found in a book."], [1])
    """
    if not kept or sum(len(texts[line]) for line in kept) > LONGEST_TEXT:
        return None
    for line in sorted({0, *(max(0, line - above) for line in kept[:FIRST_LINES] for above in (0, 1))}):
        if heading := _heading(texts[line], barred=not line):
            return heading
    return None


def _heading(text: str, *, barred: bool) -> str | None:
    """The part of a line that is such a heading; a bare code too if the line is the title bar."""
    if len(text) > LONGEST_HEADING:
        return None
    for part in (text, *(part for piece in parts(text) for part in piece.split(":"))):
        words = _WORD.findall(part.casefold())
        numbers = [word for word in words if word.isdigit()]
        said = [word for word in words if not word.isdigit()]
        coded = len(numbers) == 1 and _CODE.match(numbers[0]) and _BESIDE_CODE.issuperset(said)
        if " ".join(said) in _headings() or (coded and (said or barred)):
            return "".join(filter(str.isprintable, part)).strip()  # a reason quotes it on terminals
    return None
