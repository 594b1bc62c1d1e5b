"""What the markup of a page tells of single Lines that their words do not: whose pictures they are of, and where the
headlines of other stories are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from newsclean.fields.pictures.owners import CLOSED
from newsclean.fields.related import headline
from newsclean.fields.words import classes, has_east_asian
from newsclean.html import HINT_NAMES, Rendered
from newsclean.html.render import seen
from newsclean.html.words import family_bit
from newsclean.records import Marked

_HEADLINE = family_bit("headline")
_HEADINGS = slice(HINT_NAMES.index("block_h1"), HINT_NAMES.index("block_h4") + 1)
#: What has fewer words may be the name of a section, a person or a site, and what leads nowhere that of a list. So many
#: signs count as one word where words are not spaced.
_WORDS, _UNLINKED, _SIGNS = 4, 6, 3
#: Longest label before a link; what is longer, or goes on in small letters, is a summary that the link is in.
_LABEL = 60


class _Entry(NamedTuple):
    """A text, the first line of its Line, and the address that it is a link to (None: to none); whether it is in a
    heading, or in a class that says headline."""

    line: int
    text: str
    address: str | None
    is_heading: bool = False
    is_named: bool = False


def marked(page: Rendered) -> Marked:
    """The credits of a page's pictures, and where the headlines of other stories are."""
    credits = {line.first_line: seen(row.credit) for line, row in zip(page.lines, page.rows, strict=True) if row.credit}
    return Marked(credits, partial(_stories, page))


def _stories(page: Rendered, lines: Collection[int]) -> list[tuple[int, str]]:
    """The texts in which headlines of other stories may be, each with the number of its Line: of these Lines, which are
    told by their first line, links, of which all to one address have one headline, and long headings that lead nowhere
    and stand above none that does."""
    found: list[_Entry] = []
    cards: dict[str | int, list[_Entry]] = defaultdict(list)
    own = _split(page.head.url or "")
    entries = list(_entries(page, lines))
    for number, entry in enumerate(entries):
        address = entry.address
        if address is None:
            alone = number + 1 == len(entries) or entries[number + 1].address is None
            if alone and (entry.is_heading or entry.is_named) and _is_long(entry.text, _UNLINKED):
                found.append(entry)
        elif not _is_at(address, own):
            place = address.partition("#")[0]
            cards[place if "/" in place or "." in place else number].append(entry)
    found += chain.from_iterable(map(_of_card, cards.values()))
    return sorted(entry[:2] for entry in found)


def _entries(page: Rendered, lines: Collection[int]) -> Iterator[_Entry]:
    """The texts of some Lines, link by link; what stands beside a link is its label, date or author, or a headline
    beside a button."""
    for line, row, tag in zip(page.lines, page.rows, page.hints[:, _HEADINGS], strict=True):
        if line.first_line not in lines:
            continue
        if row.links > 1 and row.parts:
            yield from (_Entry(line.first_line, part, "") for part in map(seen, row.parts) if _is_long(part))
            continue
        number, text = row.only[0] or row.link, line.text
        leads = 2 * row.linked > row.size
        if row.only[0]:
            text, leads = _headline(text, seen(row.only[1])), True
        if text:
            heading, named = bool(tag.any()), bool(row.near & _HEADLINE)
            yield _Entry(line.first_line, text, page.addresses[number] if leads else None, heading, named)


def _headline(text: str, linked: str) -> str:
    """The headline on a Line of which a part is linked: the link, perhaps behind a label, or what is before a button;
    nothing in a summary with a link."""
    before = text.partition(linked)[0].strip() if linked else ""
    if _is_long(linked):
        return linked if len(before) <= _LABEL and not linked[0].islower() else ""
    return before if _is_long(before) and linked.casefold() in classes("list_labels")["read_on"] else ""


def _of_card(entries: Sequence[_Entry]) -> Sequence[_Entry]:
    """That of the Lines with links to one address which may be its headline: in a heading, in a class of that name, or
    else the first that is no summary; one that is long and not in capitals, if there is one."""
    if len(entries) == 1:
        return entries
    able = [entry for entry in entries if headline(entry.text)]
    long = [entry for entry in able if _is_long(entry.text) and not entry.text.isupper()]
    headings = [entry for entry in long if entry.is_heading]
    named = [entry for entry in long if entry.is_named]
    told = [entry for entry in long or able if not entry.text.endswith(CLOSED)]
    return (headings or named or told or able)[:1]


def _is_at(address: str, own: SplitResult) -> bool:
    """Whether an address is the page's own, which may have a query that tells it from others: "?id=3"."""
    path = own.path.rstrip("/")
    if not path or path not in address:
        return False
    place = _split(address)
    return place.path.rstrip("/") == path and own.query in ("", place.query)


def _split(address: str) -> SplitResult:
    """The parts of an address; of what is none, as brackets that are none of a host's show, none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _is_long(text: str, words: int = _WORDS) -> bool:
    """Whether a text is surely longer than a name."""
    return text.count(" ") >= words - 1 or (len(text) >= _SIGNS * words and has_east_asian(text))
