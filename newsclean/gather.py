"""The blocks of a page, by kind → the fields of its article.

Each function takes all blocks of the page in page order and says which of them filled its field: what filled none is
handed back as removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from newsclean import authorship
from newsclean.fields import lists
from newsclean.fields.captions import join_captions
from newsclean.fields.comment_areas import settle
from newsclean.fields.comments import Entry, count, cut
from newsclean.fields.datelines import dateline
from newsclean.fields.dates import Context, Stamp, month_first, published, stamps
from newsclean.records import TEXT_KINDS, Block, Caption, Comment, Kind, Line, folded

#: A body paragraph of this many characters ends the header of an article.
PARAGRAPH = 120
#: Lines of other kinds are searched for a date or an author at most this many blocks from the headline.
NEAR = 8
#: Longest line of another kind that is searched, and longest one that is a name beside a date.
MAX_MIXED, MAX_NAME = 200, 60
#: Longest place alone on a line.
MAX_PLACE = 40

_COMMENTS = (Kind.COMMENT, Kind.COMMENT_META)


class Dates(NamedTuple):
    """ISO 8601 values, and the numbers of the blocks that printed them."""

    published: str | None
    modified: str | None
    filled: frozenset[int]


def has_words(block: Block) -> bool:
    """Whether a block is more than an empty bullet, a rule or the mark that w3m leaves of a picture ("[team-photo]").

    A notice may be a year alone ("© 2024"); a counter ("1/5") is no caption and no section.
    """
    signs = str.isalnum if block.kind is Kind.COPYRIGHT else str.isalpha
    return any(map(signs, block.text)) and not lists.PICTURE.fullmatch(block.text)


def context_of(blocks: Sequence[Block], language: str | None, url: str | None, fetched: str | None) -> Context:
    """What helps to read the dates of a page; `fetched` is ISO 8601."""
    host = url.split("//")[-1].split("/")[0].split(":")[0] if url else ""
    dated = (block.text for block in blocks if block.kind in (Kind.DATE, Kind.COMMENT_META, Kind.BYLINE))
    return Context(language, host.rpartition(".")[2], month_first(dated), _day(fetched))


def _day(fetched: str | None) -> date | None:
    try:
        return date.fromisoformat(fetched[:10]) if fetched else None
    except ValueError:
        return None


def header_end(blocks: Sequence[Block], title: int) -> int:
    """The number of the block with which the article's text begins, after the headline."""
    for number, block in enumerate(blocks):
        if number > title and block.kind is Kind.BODY and len(block.text) >= PARAGRAPH:
            return number
    return next((n for n, block in enumerate(blocks) if n > title and block.kind is Kind.BODY), len(blocks))


def dates(blocks: Sequence[Block], title: int, context: Context) -> Dates:
    """When the article was published and last changed: by the lines of its header, else by other lines tagged as dates,
    else by mixed lines near the headline."""
    end = header_end(blocks, title)
    groups = [_Group.of(run) for run in _runs(blocks, Kind.DATE)]
    # What stands behind the headline comes first, then what stands nearest above it: the site's own date is at the top.
    head = [group for group in groups if title < group.numbers[0] < end]
    head += [group for group in reversed(groups) if group.numbers[0] < title]
    for part in (head, groups):
        found = _dates_of(part, context)
        if found.published or (found.modified and part is groups):
            return found
    if any(group.stamps(context) for group in head):
        return Dates(None, None, frozenset())
    after = range(title + 1, min(end, title + 1 + NEAR))
    before = range(min(title, len(blocks) - 1), max(-1, title - 1 - NEAR), -1)
    order = sorted((*after, *before), key=lambda number: blocks[number].kind not in (Kind.BYLINE, Kind.SECTION))
    for number in order:
        block = blocks[number]
        if block.kind not in TEXT_KINDS and len(block.text) <= MAX_MIXED:
            day, changed = published([block.text], context)
            if day:
                return Dates(day, changed, frozenset())
    # A date at the top of the page stands in a line of the site's name and menus.
    for block in blocks[:title]:
        if block.kind in (Kind.NAVIGATION, Kind.OTHER, Kind.SIGNUP) and len(block.text) <= MAX_MIXED:
            day, _ = published([block.text], context)
            if day:
                return Dates(day, None, frozenset())
    return Dates(None, None, frozenset())


def names(blocks: Sequence[Block], title: int, dated: Iterable[int]) -> authorship.Names:
    """The authors and the byline; see `newsclean.authorship`."""
    return authorship.names(blocks, title, header_end(blocks, title), dated)


def place(blocks: Sequence[Block]) -> str | None:
    """The dateline: on lines of its own, or at the start of the first paragraph, where it stays."""
    alone = [block.text for block in blocks if block.kind is Kind.DATELINE and has_words(block)]
    if alone:
        return "\n".join(dict.fromkeys(alone))
    first = next((block.text for block in blocks if block.kind is Kind.BODY), "")
    return dateline(first)


def captions(blocks: Sequence[Block]) -> list[Caption]:
    """The captions; lines that follow each other directly can be parts of one."""
    numbers = [n for n, block in enumerate(blocks) if block.kind is Kind.CAPTION and has_words(block)]
    gaps = [numbers[0] - 0 if not at else number - numbers[at - 1] for at, number in enumerate(numbers)]
    texts = [blocks[number].text for number in numbers]
    # A label alone ("Source:") is no caption, but the line must be somewhere.
    return join_captions(texts, gaps) or [Caption(text) for text in texts]


def comments(blocks: Sequence[Block], context: Context) -> tuple[list[Comment], int | None]:
    """The readers' comments, and how many the page says there are."""
    area = [block for block in blocks if block.kind in _COMMENTS]
    entries = [Entry(block.text, block.kind is Kind.COMMENT) for block in area]
    return cut(entries, context), count(entry.text for entry in entries if not entry.is_text)


def listed(blocks: Sequence[Block], kind: Kind) -> tuple[list[str], frozenset[int]]:
    """The entries of the lists of tags or of other stories, each once, and the blocks that hold some."""
    found: list[str] = []
    filled: set[int] = set()
    for number, block in enumerate(blocks):
        if block.kind is not kind:
            continue
        entries = lists.tags(block.text) if kind is Kind.TAGS else [lists.headline(block.text)]
        named = [entry for entry in entries if entry is not None]
        if named:
            filled.add(number)
            found += named
    if kind is Kind.TAGS:
        found = lists.uncounted(found)
    return lists.unrepeated(found), frozenset(filled)


def printed(blocks: Sequence[Block], kind: Kind) -> list[str]:
    """The different texts of a kind's blocks."""
    return lists.unrepeated(block.text for block in blocks if block.kind is kind and has_words(block))


def settled_kinds(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[Kind]:
    """Kinds in which the lines of comment areas, and places above the text, are put right where that is certain."""
    kinds = _placed(lines, kinds)
    if Kind.COMMENT not in kinds and Kind.COMMENT_META not in kinds:
        return kinds
    said = [kind is Kind.COMMENT if kind in _COMMENTS else None for kind in kinds]
    found = settle([line.text for line in lines], said)
    named = {True: Kind.COMMENT, False: Kind.COMMENT_META, None: Kind.OTHER}
    return [
        kind if state is None and kind not in _COMMENTS else named[state]
        for kind, state in zip(kinds, found, strict=True)
    ]


def _placed(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[Kind]:
    """Kinds in which a place in capitals between the byline or date and the text that names it is no caption."""
    found = list(kinds)
    for number in range(1, len(lines) - 1):
        if (
            found[number] is Kind.CAPTION
            and found[number - 1] in (Kind.BYLINE, Kind.DATE)
            and found[number + 1] is Kind.BODY
            and len(lines[number].text) <= MAX_PLACE
            and lines[number].text.isupper()
            and folded(lines[number].text) in folded(lines[number + 1].text[:PARAGRAPH])
        ):
            found[number] = Kind.DATELINE
    return found


class _Group(NamedTuple):
    """Neighbouring lines of dates: the numbers of their blocks, and where each begins in the joined text."""

    numbers: list[int]
    starts: list[int]
    text: str

    @classmethod
    def of(cls, run: list[tuple[int, Block]]) -> _Group:
        starts, length = [], 0
        for _, block in run:
            starts.append(length)
            length += len(block.text) + 1
        return cls([number for number, _ in run], starts, "\n".join(block.text for _, block in run))

    def stamps(self, context: Context) -> list[Stamp]:
        return stamps(self.text, context)

    def numbers_of(self, stamp: Stamp) -> set[int]:
        """The blocks over which a date reaches."""
        ends = [*self.starts[1:], len(self.text) + 1]
        return {
            number
            for number, start, end in zip(self.numbers, self.starts, ends, strict=True)
            if start < stamp.end and stamp.start < end - 1
        }


def _dates_of(groups: Sequence[_Group], context: Context) -> Dates:
    found = [(stamp, group) for group in groups for stamp in group.stamps(context) if stamp.value]
    first = next((pair for wanted in ("published", "") for pair in found if pair[0].role == wanted), None)
    changed = next((pair for pair in found if pair[0].role == "modified"), None)
    chosen = [pair for pair in (first, changed) if pair]
    filled = {number for stamp, group in chosen for number in group.numbers_of(stamp)}
    return Dates(first[0].value if first else None, changed[0].value if changed else None, frozenset(filled))


def _runs(blocks: Sequence[Block], kind: Kind) -> Iterable[list[tuple[int, Block]]]:
    for found, run in groupby(enumerate(blocks), key=lambda pair: pair[1].kind):
        if found is kind:
            yield list(run)
