"""The topics of an article: those that its page prints, link by link, and those that its head states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.fields.lists import unrepeated
from newsclean.fields.tags import lists_of_tags, tags, uncounted
from newsclean.html import Rendered
from newsclean.records import SAID_KINDS, Kind, folded
from newsclean.title_bar import letters

#: So many tags of a head are looked at: a template may state them for all pages.
MANY = 8
#: Words of a headline of which tags may be made.
LONG = 6
#: "_Prio_3", "https://bell.example/ferries", "splitscreenimageleftinset", "20240305"
_NO_TAG = re.compile(r"_|://|^[a-z]{18,}$|^\d{5,}$")


def tags_of(page: Rendered, kinds: Sequence[Kind]) -> list[str]:
    """The topics of a page, whose Lines have these kinds: the printed ones, behind those of its head if that knows half
    of them."""
    printed = unrepeated(uncounted(list(_printed(page, kinds))))
    others = set(map(letters, (*page.head.site, *page.head.headlines)))
    stated = [tag for tag in page.head.tags if not _NO_TAG.search(tag) and letters(tag) not in others]
    if (len(stated) >= MANY and not _tell_of(stated, page, kinds)) or _spell(stated, page.head.headlines):
        stated = []
    known = set(map(folded, stated))
    if 2 * sum(folded(tag) in known for tag in printed) < len(printed):
        stated = []
    return unrepeated([*stated, *printed])


def _spell(tags: Sequence[str], headlines: Sequence[str]) -> bool:
    """Whether tags of one word are most words of a longer headline: a program took it to pieces."""
    single = {letters(tag) for tag in tags if " " not in tag}
    said = (headline.split() for headline in headlines)
    return any(len(words) >= LONG and 2 * sum(letters(word) in single for word in words) > len(words) for words in said)


def _tell_of(tags: Sequence[str], page: Rendered, kinds: Sequence[Kind]) -> bool:
    """Whether the article says something of two tags of many: if not, they are words for the whole site, or codes."""
    texts = (line.text for line, kind in zip(page.lines, kinds, strict=True) if kind in SAID_KINDS)
    said = " ".join(texts).casefold()
    told = (
        any(word in said for word in tag.split() if len(word) > 3 or not word.isascii()) for tag in map(folded, tags)
    )
    return sum(told) > 1


def _printed(page: Rendered, kinds: Sequence[Kind]) -> Iterator[str]:
    """The topics that Lines print. Where some of them are links, what is none is their label."""
    numbers = [number for number, kind in enumerate(kinds) if kind is Kind.TAGS]
    linked = any(page.rows[number].links for number in numbers)
    found = {number: list(_on_line(page, number, linked=linked)) for number in numbers}
    chosen = lists_of_tags(found, {number: page.lines[number].text for number in numbers})
    for number in sorted(chosen):
        yield from found[number]


def _on_line(page: Rendered, number: int, *, linked: bool) -> Iterator[str]:
    row = page.rows[number]
    if row.parts:
        for part in row.parts:
            yield from tags(part)
    elif row.links or not linked:
        yield from tags(page.lines[number].text)
