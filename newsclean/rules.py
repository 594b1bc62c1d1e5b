"""Certain signs of a kind: a row of an ordered table each, with the evidence beside it. They overrule the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from newsclean.marks import FRONT, REFERENCE, UNREAD
from newsclean.records import Kind, Line
from newsclean.shipped import rows

#: A number of comments has fewer characters, and what a dump prints for something without words at most so many.
MAX_COUNT, LONGEST_MARK = 40, 16

_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"(?P<before>[^\W\d]+)? ?[(:]? ?\d{1,6}(?:[.,\u00a0\u202f ]\d{3})? ?(?P<after>[^\W\d]+)?\)?$")
_WORDLESS = re.compile(r"(?:\d{1,3} )?(?:\(BUTTON\)|\[(?:svg|https?|png|jpe?g|gif|webp|img|IMG|image|data)\])$")
_VOTES = re.compile(r"[-+]?\d+ \( ?\+\d+ ?/ ?[-−]\d+ ?\)$")


class Rule(NamedTuple):
    """A certain sign of a kind: `holds` says whether a Line shows it. `name` tells people what was seen."""

    name: str
    kind: Kind
    holds: Callable[[Line], bool]


@cache
def _comment_words() -> frozenset[str]:
    return frozenset(rows("comment_words"))


def is_comment_count(text: str) -> bool:
    """Whether a line is a number of comments and nothing else: "5 Comments", "Kommentare (12)"."""
    if not _DIGIT.search(text):
        return False
    found = _COUNT.match(text)
    return found is not None and (found["before"] or found["after"] or "").strip().lower() in _comment_words()


#: What lynx prints for a frame, and what links and elinks do.
_FRAMES = ("IFRAME:", "IFrame:")

#: Rules in the order in which they are tried.
RULES = (
    # lynx ends a dump with the numbered addresses of all links.
    Rule(
        "in the list of link addresses that ends a dump",
        Kind.OTHER,
        lambda line: bool(line.marks & REFERENCE),
    ),
    Rule("in the front matter, which is about the page", Kind.OTHER, lambda line: bool(line.marks & FRONT)),
    Rule("a frame of another page", Kind.OTHER, lambda line: line.text.startswith(_FRAMES)),
    # lynx leaves "(BUTTON)" and w3m "[svg]" of what has no words.
    Rule(
        "what a dump prints for a button or a picture without words",
        Kind.OTHER,
        lambda line: line.text[-1] in ")]" and _WORDLESS.match(line.text) is not None,
    ),
    # "0 ( +1 / -1 )" closes a comment in the comment system of several Japanese news sites.
    Rule(
        "a vote line closes a comment",
        Kind.COMMENT_META,
        lambda line: line.text[-1] == ")" and _VOTES.match(line.text) is not None,
    ),
    # "5 Comments" stands under headlines and over comments; no other line is just that.
    Rule(
        "a number of comments and nothing else",
        Kind.COMMENT_META,
        lambda line: len(line.text) < MAX_COUNT and is_comment_count(line.text),
    ),
)


def ruled(lines: Sequence[Line]) -> Iterator[tuple[int, Rule]]:
    """The numbers of the Lines that a rule decides, and the first rule that does."""
    for number in _may_be_ruled(lines):
        rule = next((rule for rule in RULES if rule.holds(lines[number])), None)
        if rule:
            yield number, rule


def _may_be_ruled(lines: Sequence[Line]) -> list[int]:
    """The numbers of Lines that have what any of the rules needs: most have it not, and are not asked one by one."""
    has_digit = _DIGIT.search
    return [
        number
        for number, line in enumerate(lines)
        if ((len(text := line.text) < MAX_COUNT or text[-1] == ")") and has_digit(text))
        or line.marks & UNREAD
        or (text[-1] in ")]" and len(text) <= LONGEST_MARK)
        or (text[0] == "I" and text.startswith(_FRAMES))
    ]
