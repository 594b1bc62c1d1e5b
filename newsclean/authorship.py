"""The blocks of a page → its authors and its byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsclean.fields.authorship import BYLINE, Printed, Surroundings, authors
from newsclean.fields.bylines import announces, read, signed
from newsclean.records import TEXT_KINDS, Block, Kind

#: Lines of other kinds are searched for an author at most this many blocks from the headline.
NEAR = 10
#: Longest line of another kind that is searched.
MAX_MIXED = 200
#: How far a line's kind lets expect a byline. Text and comments are not searched, unless they say "By".
TRUST = {
    Kind.BYLINE: BYLINE,
    Kind.DATE: 2.0,
    Kind.AUTHOR_BIO: 1.0,
    Kind.SECTION: 0.5,
    Kind.OTHER: 0.5,
    Kind.SHARING: 0.5,
    Kind.NAVIGATION: 0.0,
    Kind.CAPTION: 0.0,
    Kind.SUBHEADING: 0.0,
    Kind.STANDFIRST: 0.0,
    Kind.DATELINE: 0.0,
    Kind.COMMENT_META: -0.5,
    Kind.RELATED: -1.0,
    Kind.BODY: -0.5,
    Kind.TAGS: -0.5,
}
#: The same for all other kinds.
REST = -1.0
#: Between the headline and the text a byline is likelier.
IN_HEADER = 2.0


class Names(NamedTuple):
    """The authors, the byline as printed, and the numbers of its blocks."""

    authors: list[str]
    byline: str | None
    filled: frozenset[int]


def names(blocks: Sequence[Block], title: int, end: int, dated: Iterable[int]) -> Names:
    """The authors: by all lines that may name them, else by what the report's first paragraph says in brackets.

    `title` is the number of the headline's block, `end` that of the one with which the text begins, `dated` are those
    of the article's dates.
    """
    if not any(block.kind in TEXT_KINDS for block in blocks):
        return Names([], None, frozenset())
    lines: list[Printed] = []
    owners: list[int | None] = []
    for number in _candidates(blocks, title, end):
        block = blocks[number]
        lines.append(Printed(block.text, block.first_line, _trust(block, number, title, end)))
        owners.append(number if block.kind is Kind.BYLINE else None)
    page = _surroundings(blocks)
    found = authors(lines, [blocks[number].first_line for number in dated], page)
    filled = frozenset(owner for place in found.bylines if (owner := owners[place]) is not None)
    byline = "\n".join(dict.fromkeys(blocks[number].text for number in sorted(filled))) or None
    body = next((block.text for block in blocks if block.kind is Kind.BODY), None)
    return Names(found.names or (signed(body) if body else []), byline, filled)


def _candidates(blocks: Sequence[Block], title: int, end: int) -> Iterable[int]:
    """The numbers of the blocks that may name authors: bylines and dates, lines near the headline, lines that begin
    with "By", who the author is, and names behind "By" on a line of its own."""
    header = range(max(0, title - 2), min(end, title + 1 + NEAR))
    announced = -1
    for number, block in enumerate(blocks):
        if block.kind in (Kind.COMMENT, Kind.HEADLINE) or len(block.text) > MAX_MIXED:
            continue
        near = number in header and number != title and block.kind not in TEXT_KINDS
        named = near or number <= announced or block.kind in (Kind.BYLINE, Kind.DATE, Kind.AUTHOR_BIO)
        if (named and any(map(str.isalpha, block.text))) or announces(block.text):
            yield number
        if block.kind is Kind.BYLINE and not read(block.text).names:
            announced = number + 4


def _trust(block: Block, number: int, title: int, end: int) -> float:
    trust = TRUST.get(block.kind, REST)
    return trust + IN_HEADER if title - 2 <= number < min(end, title + 1 + NEAR) else trust


def _surroundings(blocks: Sequence[Block]) -> Surroundings:
    """What the page tells of a name."""
    told = "\n".join(block.text for block in blocks if block.kind in TEXT_KINDS or block.kind is Kind.HEADLINE)
    end = "\n".join(block.text for block in blocks if block.kind is Kind.AUTHOR_BIO)
    bar = blocks[0].text if blocks else ""
    outlets = frozenset(part.casefold().replace(" ", "") for part in _BARS.split(bar)[1:])
    return Surroundings(told, end, outlets)


_BARS = re.compile(r"\s[|–—·•»:-]+\s|\s?\|\s?")
