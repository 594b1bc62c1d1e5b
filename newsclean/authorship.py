"""The blocks of a page → its authors and its byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsclean.blocks import Blocks
from newsclean.fields.authorship import BYLINE, Printed, Surroundings, authors
from newsclean.fields.bylines import read, signed
from newsclean.fields.cues import announces
from newsclean.fields.lists import PICTURE
from newsclean.records import TEXT_KINDS, Kind

#: Lines of other kinds are searched for an author at most this many blocks from the headline.
NEAR = 10
#: Longest line of another kind that is searched.
MAX_MIXED = 200
#: How far a line's kind lets expect a byline. Text is not searched, unless it says "By".
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
#: Kinds of lines that are searched wherever they stand, and those that are looked at far from the headline, where the
#: rest of them is searched only if it begins with "By".
STATED = frozenset({Kind.BYLINE, Kind.DATE, Kind.AUTHOR_BIO})
FAR = frozenset(TRUST) - {Kind.BODY, Kind.NAVIGATION, Kind.RELATED, Kind.TAGS}
#: A "By" on a line of its own announces names on so many blocks behind it.
BEHIND = 4
#: Between the headline and the text a byline is likelier.
IN_HEADER = 2.0


class Names(NamedTuple):
    """The authors, the byline as printed, and the numbers of its blocks."""

    authors: list[str]
    byline: str | None
    filled: frozenset[int]


def names(blocks: Blocks, title: int, end: int, dated: Iterable[int]) -> Names:
    """The authors: by all lines that may name them, else by what the report's first paragraph says in brackets.

    `title` is the number of the headline's block, `end` that of the one with which the text begins, `dated` are those
    of the article's dates.
    """
    if not any(map(blocks.numbers, TEXT_KINDS)):
        return Names([], None, frozenset())
    page = _surroundings(blocks)
    header = range(max(0, title - 2), min(end, title + 1 + NEAR))
    numbers = list(_candidates(blocks, header, title, page.outlets))
    lines = [
        Printed(blocks[n].text, blocks[n].first_line, TRUST.get(blocks[n].kind, REST) + IN_HEADER * (n in header))
        for n in numbers
    ]
    found = authors(lines, [blocks[number].first_line for number in dated], page)
    filled = frozenset(numbers[place] for place in found.bylines if blocks[numbers[place]].kind is Kind.BYLINE)
    byline = "\n".join(dict.fromkeys(blocks[number].text for number in sorted(filled))) or None
    body = blocks.numbers(Kind.BODY)
    return Names(found.names or (signed(blocks[body[0]].text) if body else []), byline, filled)


def _candidates(blocks: Blocks, header: range, title: int, outlets: frozenset[str]) -> Iterator[int]:
    """The numbers of the blocks that may name authors: bylines and dates, lines near the headline, lines that begin
    with "By", who the author is, and names behind "By" on a line of its own."""
    near = {number for number in header if number != title}
    for number in blocks.numbers(Kind.BYLINE):
        if len(blocks[number].text) <= MAX_MIXED:
            said = read(blocks[number].text, outlets)
            if said.cue == "by" and not said.names and not said.organisation:
                behind = range(number + 1, min(number + 1 + BEHIND, len(blocks)))
                near.update(after for after in behind if blocks[after].kind is not Kind.BODY)
    for number in sorted(near.union(*map(blocks.numbers, FAR))):
        kind, text = blocks[number].kind, blocks[number].text
        if len(text) > MAX_MIXED:
            continue
        if kind in STATED or (kind not in TEXT_KINDS and number in near):
            if any(map(str.isalpha, text)) and not PICTURE.fullmatch(text):
                yield number
        elif announces(text):
            yield number


def _surroundings(blocks: Blocks) -> Surroundings:
    """What the page tells of a name."""
    told = "\n".join(block.text for block in blocks.of(*TEXT_KINDS, Kind.HEADLINE))
    end = "\n".join(block.text for block in blocks.of(Kind.AUTHOR_BIO))
    bar = blocks[0].text if blocks else ""
    outlets = frozenset(part.casefold().replace(" ", "") for part in _BARS.split(bar)[1:])
    return Surroundings(told, end, outlets)


_BARS = re.compile(r"\s[|–—·•»:-]+\s|\s?\|\s?")
