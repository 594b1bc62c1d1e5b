"""The blocks of a page → when its article was published and last changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from newsclean.author_blocks import MAX_MIXED
from newsclean.blocks import Blocks
from newsclean.fields.lists import runs
from newsclean.fields.people.cues import announces
from newsclean.fields.times.ago import is_ago
from newsclean.fields.times.dates import Context, Stamp, is_cue, month_first, published, stamps
from newsclean.fields.times.tokens import FIRST_YEAR, LAST_YEAR
from newsclean.fields.words import DIGIT
from newsclean.records import COMMENT_KINDS, TEXT_KINDS, Block, Kind

#: Lines of other kinds are searched for a date or an author at most this many blocks from the headline.
NEAR = 8
#: The day of the last change may stand this many blocks behind the text.
AFTER = 4
#: A line of this length that ends with a full stop is a sentence with a date in it.
SENTENCE = 40
#: Longest line of the article's text that is its date, and where in it the date begins.
MAX_DATED, LABEL = 60, 30


class Dates(NamedTuple):
    """ISO 8601 values, and the numbers of the blocks that printed them."""

    published: str | None
    modified: str | None
    filled: frozenset[int]


NO_DATES = Dates(None, None, frozenset())


def context_of(blocks: Blocks, language: str | None, url: str | None, fetched: str | None) -> Context:
    """What helps to read the dates of a page; `fetched` is ISO 8601."""
    host = ""
    with suppress(ValueError):
        host = urlsplit(url or "").hostname or ""
    dated = (block.text for block in blocks.of(Kind.DATE, Kind.COMMENT_META, Kind.BYLINE))
    return Context(language, host.rpartition(".")[2], month_first(dated), _fetched_day(fetched))


def _fetched_day(fetched: str | None) -> date | None:
    try:
        day = date.fromisoformat(fetched[:10]) if fetched else None
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def dates(blocks: Blocks, title: int, end: int, context: Context) -> Dates:
    """When the article was published and last changed. A page that prints only the second is dated by it: of 20 such
    pages whose heads tell more, 17 were published on that day.

    `title` is the number of the headline's block, `end` that of the one with which the text begins.
    """
    found = _told_dates(blocks, title, end, context)
    # A label that was taken for something else stays that, also where it holds the date: "published: 2024-05-03".
    own = frozenset(number for number in found.filled if blocks[number].kind is Kind.DATE)
    return Dates(found.published or found.modified, found.modified, own)


def _told_dates(blocks: Blocks, title: int, end: int, context: Context) -> Dates:
    """What a page tells of both: by the lines of its header, else by other lines tagged as dates, else by mixed lines
    near the headline; else by the one day on which any line says that it was published."""
    groups = [_Group.of(blocks, run, context) for run in runs(_dated(blocks))]
    # What stands behind the headline comes first, then what stands nearest above it: the site's own date is at the top.
    head = [group for group in groups if title < group.numbers[0] < end]
    head += [group for group in reversed(groups) if group.numbers[0] < title]
    # A byline may stand right above the text, far below the headline, and is nearer than the dates of other stories.
    bylines = [number for number in blocks.numbers(Kind.BYLINE) if title < number < end]
    if (found := _dates_of(head)).published:
        return found if found.modified else _with_change(found, blocks, groups, end)
    if found.modified:
        return _with_publication(found, found.modified, blocks, groups, bylines, context)
    if not head and (signed := _mixed(blocks, bylines, context)):
        return signed
    # "18 hours ago" under the headline: the dates further down are those of what the text quotes, and of other stories.
    dated = any(group.stamps for group in head)
    if not dated and any(is_ago(blocks[n].text) for group in head for n in group.numbers if title < n < end):
        return NO_DATES
    if (found := _dates_of(groups)).published or found.modified:
        return found
    if dated:
        return NO_DATES
    after = range(title + 1, min(end, title + 1 + NEAR))
    before = range(min(title, len(blocks) - 1), max(-1, title - 1 - NEAR), -1)
    order = sorted((*after, *before), key=lambda number: blocks[number].kind not in (Kind.BYLINE, Kind.SECTION))
    # A date at the top of the page stands in a line of the site's name and menus.
    top = (n for n in range(title) if blocks[n].kind in (Kind.NAVIGATION, Kind.OTHER, Kind.SIGNUP))
    if mixed := _mixed(blocks, (*bylines, *order), context) or _mixed(blocks, top, context):
        return mixed
    if said := _said(blocks, context):
        return Dates(said, None, frozenset())
    return _mixed(blocks, order, context, changed=True) or NO_DATES


def _with_change(found: Dates, blocks: Blocks, groups: Sequence[_Group], end: int) -> Dates:
    """The day of publication, with that of the last change where the article's end tells it."""
    last = max(blocks.numbers(Kind.BODY), default=end)
    other = _dates_of([group for group in groups if end < group.numbers[0] <= last + AFTER], ())
    if not (found.published and other.modified and other.modified[:10] >= found.published[:10]):
        return found
    change = _change(other.modified, found.published)
    return Dates(found.published, change, found.filled | other.filled if change else found.filled)


def _with_publication(
    found: Dates, changed: str, blocks: Blocks, groups: Sequence[_Group], bylines: Iterable[int], context: Context
) -> Dates:
    """The day of the last change, with that of publication where another place tells it: dates without a label further
    down are those of other stories, and so are later ones."""
    places: tuple[Callable[[], Dates | None], ...] = (
        lambda: _dates_of(groups, ("published",)),
        lambda: _mixed(blocks, bylines, context),
        lambda: Dates(_said(blocks, context), None, frozenset()),
    )
    for place in places:
        other = place()
        if other and other.published and other.published[:10] <= changed[:10]:
            return Dates(other.published, changed, found.filled | other.filled)
    return found


def _dated(blocks: Blocks) -> list[int]:
    """The numbers of the blocks that are dates, and of labels right before them that were taken for something else:
    "Updated", "3 May 2024"."""
    numbers = blocks.numbers(Kind.DATE)
    before = {n - 1 for n in numbers if n}.difference(numbers)
    return sorted([*numbers, *(n for n in before if len(blocks[n].text) <= LABEL and is_cue(blocks[n].text))])


def _mixed(blocks: Blocks, numbers: Iterable[int], context: Context, *, changed: bool = False) -> Dates | None:
    """The dates of the first of some blocks of other kinds that prints a day of publication, or if asked for one of the
    last change."""
    for number in dict.fromkeys(numbers):
        block = blocks[number]
        if len(block.text) <= MAX_MIXED and (text := _dated_part(block, context)):
            day, last = published([text], context)
            if day:
                return Dates(day, _change(last, day), frozenset())
            if last and changed:
                return Dates(None, last, frozenset())
    return None


def _dated_part(block: Block, context: Context) -> str:
    """The part of a block's text that may tell the day: of the article's text only a line that is a date, and what
    stands with one behind the last sentence of a standfirst, where dumps put the byline."""
    text = block.text
    if block.kind not in TEXT_KINDS or _is_dated(text, context):
        return text
    found = stamps(text, context) if block.kind is Kind.STANDFIRST and DIGIT.search(text[-LABEL:]) else []
    if not found or len(text) - found[-1].end > 1:
        return ""
    start = max((mark.end() for mark in _SENTENCE_END.finditer(text, 0, found[-1].start)), default=0)
    lead = text[start : found[-1].start].strip()
    return text[start:] if start and len(lead) <= MAX_DATED and (not lead or announces(lead) or is_cue(lead)) else ""


def _said(blocks: Blocks, context: Context) -> str | None:
    """The day on which lines anywhere say at their beginning that the article was published, if they say but one."""
    texts = [block.text for block in blocks if block.kind not in COMMENT_KINDS and len(block.text) <= MAX_MIXED]
    if context.fetched is None:
        texts = [text for text in texts if DIGIT.search(text)]  # without it, no date has a value
    begun = [text for text in texts if is_cue(" ".join(text[:LABEL].split(None, 3)[:3]))]
    told = {stamp.value for text in begun for stamp in stamps(text, context) if _is_labelled(stamp, text)}
    return told.pop() if len(told) == 1 else None


def _is_labelled(stamp: Stamp, text: str) -> bool:
    """Whether a line begins with the label of a day of publication."""
    return stamp.role == "published" and stamp.start <= LABEL and is_cue(text[: stamp.start])


def _is_dated(text: str, context: Context) -> bool:
    """Whether a line of the article's text is a date and nothing else, or begins with its label and is no sentence:
    "Published 2024-05-03 in Harbours"."""
    found = stamps(text, context) if len(text) <= MAX_DATED else []
    if len(found) != 1 or text.endswith((".", "!", "?", ":")):
        return False
    whole = found[0].start == 0 and found[0].end == len(text)
    return whole or _is_labelled(found[0], text)


_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]?\s+")


class _Group(NamedTuple):
    """Neighbouring lines of dates: the numbers of their blocks, their texts, a row each, and its dates."""

    numbers: list[int]
    text: str
    stamps: list[Stamp]
    is_sentence: bool

    @classmethod
    def of(cls, blocks: Blocks, numbers: list[int], context: Context) -> _Group:
        text = "\n".join([blocks[number].text for number in numbers])
        # A sentence may be cut before its date: "The Bell told of this", "on", "3 May 2024."
        is_cut = numbers[0] > 0 and blocks[numbers[0] - 1].text.islower()
        is_sentence = len(numbers) == 1 and text.endswith((".", "。")) and (is_cut or len(text) >= SENTENCE)
        return cls(numbers, text, stamps(text, context), is_sentence)

    def numbers_of(self, stamp: Stamp) -> set[int]:
        """The blocks over which a date reaches."""
        first, last = (self.text.count("\n", 0, place) for place in (stamp.start, stamp.end - 1))
        return set(self.numbers[first : last + 1])


def _dates_of(groups: Sequence[_Group], published: Sequence[str] = ("published", "")) -> Dates:
    """The first dates with the roles of publication and of change, of the best of the former that there is."""
    found = [(stamp, group) for group in groups for stamp in group.stamps if stamp.value]
    # A date in a sentence ("BR24 told of this on …") comes after those that stand alone.
    found.sort(key=lambda pair: pair[1].is_sentence)
    changed = next((pair for pair in found if pair[0].role == "modified"), None)
    if changed:
        # A day without a label that comes after the change is the site's own, or another story's.
        last = (changed[0].value or "")[:10]
        found = [pair for pair in found if pair[0].role or (pair[0].value or "")[:10] <= last]
    first = next((pair for wanted in published for pair in found if pair[0].role == wanted), None)
    if first and not changed and (beside := _beside(first, found)):
        # Of two dates side by side without labels, the later one is that of the last change.
        first, changed = sorted((first, beside), key=lambda pair: pair[0].value or "")
    chosen = [pair for pair in (first, changed) if pair]
    filled = {number for stamp, group in chosen for number in group.numbers_of(stamp)}
    day, change = first and first[0].value, changed and changed[0].value
    return Dates(day, _change(change, day), frozenset(filled))


def _change(change: str | None, day: str | None) -> str | None:
    """The moment of the last change, if it is not that of publication, told as exactly or less so."""
    return None if change and day and day.startswith(change) else change


def _beside(first: tuple[Stamp, _Group], found: Sequence[tuple[Stamp, _Group]]) -> tuple[Stamp, _Group] | None:
    """Another date right behind one on its line, if both have no label: "May 21, 2024 April 24, 2024"."""
    stamp, group = first
    for after, other in found:
        near = other is group and 0 <= after.start - stamp.end <= 1 and stamp.role == after.role == ""
        if near and (stamp.value or "")[:10] != (after.value or "")[:10]:
            return after, other
    return None
