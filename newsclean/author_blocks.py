"""The blocks of a page → its authors and its byline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsclean.blocks import Blocks
from newsclean.fields.people.announcing import BYLINE, Printed
from newsclean.fields.people.authorship import Surroundings, authors, owner
from newsclean.fields.people.bylines import MAX_BYLINE, is_named, read
from newsclean.fields.people.cues import announces, tells_of_author
from newsclean.fields.people.names import is_known_person, is_person
from newsclean.fields.people.signatures import closing, is_known, opening
from newsclean.fields.pictures.marks import PICTURE
from newsclean.fields.words import has_east_asian
from newsclean.records import TEXT_KINDS, Block, Kind
from newsclean.title_bar import parts

#: Lines of other kinds are searched for an author at most so many blocks above the headline (menus at most the last)
#: or the text, and below the headline.
ABOVE, NEAR, MENUS_ABOVE = 3, 10, 2
#: Longest line of another kind that is searched.
MAX_MIXED = 200
#: Longest line taken for a caption that may name an author without beginning with "By".
SHORT_CAPTION = 80
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
#: Longest label of an author on a line of its own, and shortest line that tells who somebody is.
LABEL, TOLD = 30, 60
#: Kinds that such labels are taken for, but for bylines.
LABELS = (Kind.OTHER, Kind.AUTHOR_BIO, Kind.COMMENT_META, Kind.SHARING, Kind.TAGS)
#: Kinds of lines that name the person of whom the next line tells.
WHO = frozenset({Kind.AUTHOR_BIO, Kind.SUBHEADING, Kind.OTHER, Kind.SIGNUP, Kind.BYLINE})
#: Marks that stand on a line of their own between names.
BETWEEN = frozenset("&,|·•")
#: Kinds that a name alone right behind the text is taken for.
SIGNED = frozenset({Kind.AUTHOR_BIO, Kind.OTHER, Kind.ADVERTISEMENT, Kind.SUBHEADING})
#: Kinds of lines behind the text that sign nothing, and signs with which those begin that sign it.
UNSIGNED = frozenset({Kind.COMMENT, Kind.COMMENT_META, Kind.COPYRIGHT, Kind.LEGAL, Kind.CAPTION, Kind.NAVIGATION})
SIGNS = "(（[［【—–-"
#: So many of the text's last paragraphs may tell who wrote it.
LAST = 3
#: With which a quotation ends.
QUOTES = tuple("\"'”’“»«」』")
#: Between the headline and the text a byline is likelier.
IN_HEADER = 2.0


class Names(NamedTuple):
    """The authors, the byline as printed, and the numbers of its blocks."""

    authors: list[str]
    byline: str | None
    filled: frozenset[int]


def names(blocks: Blocks, title: int, end: int, dated: Iterable[int]) -> Names:
    """The authors: by all lines that may name them, else by what the text and the page say without a byline.

    `title` is the number of the headline's block, `end` that of the one with which the text begins, `dated` are those
    of the article's dates.
    """
    if not any(map(blocks.numbers, TEXT_KINDS)):
        return Names([], None, frozenset())
    page = _surroundings(blocks)
    dates = set(dated)
    above = range(max(title, end - ABOVE), end)
    # Far below the headline, a name stands above the text if a date does too, or "By" before the name.
    signed = above if not dates.isdisjoint(above) else (n for n in above if announces(blocks[n].text))
    # … or beside the date: the headline may be printed twice.
    days = [number for number in dates if title < number < end]
    beside = {n for day in days for n in range(max(title, day - ABOVE), min(end, day + ABOVE))}
    header = {*range(max(0, title - ABOVE), min(end, title + 1 + NEAR)), *signed, *beside}
    numbers = list(_candidates(blocks, header, title, page.outlets))
    lines = [
        Printed(blocks[n].text, blocks[n].first_line, TRUST.get(blocks[n].kind, REST) + IN_HEADER * (n in header))
        for n in numbers
    ]
    found = authors(lines, [blocks[number].first_line for number in sorted(dates)], page)
    filled = {numbers[place] for place in found.bylines if blocks[numbers[place]].kind is Kind.BYLINE}
    named = {numbers[place] for place in found.named}
    # "By Ann Bell 3 May 2024", and what a "By" on a line of its own announces
    printed = set(filled)
    if not any(name.casefold() in blocks[number].text.casefold() for number in filled for name in found.names):
        printed |= {number for number in named if _is_byline(blocks[number])}
    filled |= {number for number in printed if blocks[number].kind is Kind.DATE}
    byline = _together(blocks[number].text for number in sorted(printed))
    return Names(found.names or _without_byline(blocks, title, end, page), byline, frozenset(filled))


def _together(lines: Iterable[str]) -> str | None:
    """The lines of a byline as one text; "By" on a line of its own begins the next one."""
    text = ""
    begun = False
    for line in dict.fromkeys(lines):
        text += f"{'' if not text else ' ' if begun else chr(10)}{line}"
        said = read(line)
        begun = said.cue == "by" and not said.names and not said.organisation
    return text or None


def _is_byline(block: Block) -> bool:
    """Whether a block that names authors is a byline, though its kind is another one: it tells the date too, begins
    with "By", stands in brackets, or has no other words."""
    text = block.text
    return block.kind is Kind.DATE or text[0] in "(（[［【" or announces(text) or is_named(text)


def _without_byline(blocks: Blocks, title: int, end: int, page: Surroundings) -> list[str]:
    """The authors of a page without a byline: named by the first paragraph in brackets, at the end of the text or right
    behind it, at the end of the standfirst, where lynx puts a byline, by who the author is, or by whose site it is."""
    body = blocks.numbers(Kind.BODY)
    found = opening(blocks[body[0]].text) or closing(blocks[body[-1]].text) if body else []
    found = found or (_below(blocks, body[-1], page) or _below(blocks, body[-1] + 1, page) if body else [])
    for number in blocks.numbers(Kind.STANDFIRST):
        last = _LAST_SENTENCE.search(blocks[number].text)
        if not found and last and title < number < end and (said := read(last[1])).cue == "by":
            found = list(said.names)
    if found:
        return found
    lines = (number for kind in WHO for number in blocks.numbers(kind) if title < number < len(blocks) - 1)
    people = [blocks[number].text for number in lines if _is_told_of(blocks[number].text, blocks[number + 1].text)]
    people += [_told(blocks[number].text) for number in blocks.numbers(Kind.AUTHOR_BIO) if number > title]
    people += map(_told, page.told_of)
    headings = (n for n in range(title + 1, len(blocks)) if tells_of_author(blocks[n].text))
    people += [_introduced(blocks, number) for number in headings]
    people = list(dict.fromkeys(filter(None, people)))
    if len(people) == 1:
        return people
    named = owner(blocks[0].text, (block.text for block in blocks if block.kind not in TEXT_KINDS))
    return [named] if named and not page.is_made_of_words(named.split()) else []


def _below(blocks: Blocks, number: int, page: Surroundings) -> list[str]:
    """The names in the last line of the text, or in the one behind it: "— Ann Bell", "Author: Ann Bell"."""
    if number >= len(blocks) or blocks[number].kind in UNSIGNED or len(blocks[number].text) > MAX_MIXED:
        return []
    kind, text = blocks[number].kind, blocks[number].text
    said = read(text, page.outlets)
    if said.cue:
        begins = kind is not Kind.BODY or (announces(text) and not text.endswith("."))
        signs = said.cue == "by" and begins and len(text) < TOLD
    else:
        alone = kind in SIGNED or (kind is Kind.BODY and not has_east_asian(text))
        signs = (text[0] in SIGNS or alone) and is_named(text)
        # "– Ann Bell" under what she says
        quoted = blocks[number - 1].text.endswith(QUOTES)
        signs &= not quoted and not any(page.told.count(name) > (kind in TEXT_KINDS) for name in said.names)
    return list(said.names) if signs and all(map(is_known, said.names)) else []


def _introduced(blocks: Blocks, number: int) -> str:
    """The person whom a heading like "About the author" announces, in the same line or in the next one; empty for any
    other line."""
    text = blocks[number].text
    if len(text) > MAX_MIXED:
        return ""
    name = text.partition(":")[2].strip() or (blocks[number + 1].text if number + 1 < len(blocks) else "")
    return name if is_person(name, stated=True) and is_known(name) else ""


def _told(text: str) -> str:
    """The person of whom a text tells from its first word on; empty for any other text."""
    found = _PERSON.match(text)
    name = found[0] if found else ""
    return name if is_known_person(name) else ""


def _is_told_of(name: str, after: str) -> bool:
    """Whether a line names a person of whom the next one tells: "Ann Bell", "Ann Bell writes about ferries"."""
    told = len(after) >= TOLD and after.startswith(f"{name} ")
    return told and is_known_person(name)


def _candidates(blocks: Blocks, header: set[int], title: int, outlets: frozenset[str]) -> Iterator[int]:
    """The numbers of the blocks that may name authors: bylines and dates, lines near the headline, lines that begin
    with "By", who the author is, and names behind "By" on a line of its own."""
    menus = (n for n in blocks.numbers(Kind.NAVIGATION) if n < title - MENUS_ABOVE)
    near = {*header}.difference(menus, (title,))
    labels = [n for kind in LABELS for n in blocks.numbers(kind) if _is_label(blocks[n].text)]
    # What announces the writer of every comment stands on the page again and again.
    often = Counter(blocks[n].text for n in labels)
    for number in (*blocks.numbers(Kind.BYLINE), *(n for n in labels if often[blocks[n].text] == 1)):
        if len(blocks[number].text) <= MAX_MIXED:
            said = read(blocks[number].text, outlets)
            if said.cue == "by" and not said.names and not said.organisation:
                behind = range(number + 1, min(number + 1 + BEHIND, len(blocks)))
                near.update((number, *(after for after in behind if blocks[after].kind is not Kind.BODY)))
    for number in sorted(near.union(*map(blocks.numbers, FAR))):
        kind, text = blocks[number].kind, blocks[number].text
        if len(text) > MAX_MIXED and not (kind is Kind.BYLINE and len(text) <= MAX_BYLINE and announces(text)):
            continue
        if kind is Kind.CAPTION and len(text) > SHORT_CAPTION and not announces(text):
            continue
        if kind in STATED or (kind not in TEXT_KINDS and number in near):
            if (any(map(str.isalpha, text)) or text in BETWEEN) and not PICTURE.fullmatch(text):
                yield number
        elif announces(text):
            yield number


def _is_label(text: str) -> bool:
    """Whether a line announces an author and says no more: "Written by", "Author:"; "by" alone is too little."""
    return len(text) <= LABEL and (" " in text or text.endswith((":", "："))) and announces(text)


def _surroundings(blocks: Blocks) -> Surroundings:
    """What the page tells of a name."""
    last = [*blocks.numbers(Kind.BODY)[-LAST:], *blocks.numbers(Kind.SIGNUP), *blocks.numbers(Kind.OTHER)]
    told_of = {blocks[number].text for number in last if _WRITES.match(blocks[number].text)}
    told = "\n".join(block.text for block in blocks.of(*TEXT_KINDS, Kind.HEADLINE) if block.text not in told_of)
    bar = parts(blocks[0].text)[1:] if blocks else []
    by = (part for part in bar if announces(part))  # "Eggs are dear - by Ann Bell"
    end = "\n".join((*(block.text for block in blocks.of(Kind.AUTHOR_BIO)), *sorted(told_of), *by))
    outlets = frozenset(part.casefold().replace(" ", "") for part in bar)
    return Surroundings(told, end, outlets, sorted(told_of))


# "Ann Bell is a reporter"
_PERSON = re.compile(
    r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}(?= (?:is|was|has|writes|covers|reports|ist|schreibt|est|es|è|é)\s)"
)
# "Ann Bell is a reporter for the Marrow Post", "Ann Bell covers harbours"
_WRITES = re.compile(
    r"(?:[^\W\d_][\w.'’-]* ){2,4}(?:(?:covers|writes|reports) |(?:is|was) (?:[\w'’,&-]+ ){0,8}"
    r"(?:reporter|correspondent|columnist|writer|journalist|editor|contributor|critic)s?(?!\w))"
)
_LAST_SENTENCE = re.compile(r"[.!?…]\s+(?=[^\W\d_]{2,3})([^.!?…]{5,60})$")
