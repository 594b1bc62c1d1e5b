"""The blocks of a page, by kind → the fields of its article.

Each function takes all blocks of the page in page order and says which of them filled its field: what filled none is
handed back as removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import suppress
from datetime import date
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import urlsplit

from newsclean import author_blocks
from newsclean.author_blocks import MAX_MIXED
from newsclean.blocks import Blocks
from newsclean.fields import lists, sections
from newsclean.fields.datelines import dateline
from newsclean.fields.pictures.captions import join_captions
from newsclean.fields.readers.comments import Entry, count, cut
from newsclean.fields.related import headlines, is_heading
from newsclean.fields.times.ago import is_ago
from newsclean.fields.times.dates import Context, Stamp, is_cue, month_first, published, stamps
from newsclean.fields.times.tokens import FIRST_YEAR, LAST_YEAR
from newsclean.fields.words import DIGIT
from newsclean.header import PARAGRAPH
from newsclean.records import COMMENT_KINDS, TEXT_KINDS, Block, Caption, Comment, Kind, PageForm, folded
from newsclean.rows import columns
from newsclean.title_bar import letters

#: Lines of other kinds are searched for a date or an author at most this many blocks from the headline.
NEAR = 8
#: The day of the last change may stand this many blocks behind the text.
AFTER = 4
#: Headlines below the label of other stories have so many columns on average, the least.
HEADLINE = 25
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


def has_words(block: Block) -> bool:
    """Whether a block is more than an empty bullet, a rule, a button or the mark that w3m leaves of a picture
    ("[team-photo]").

    A notice may be a year alone ("© 2024"); a counter ("1/5") is no caption and no section.
    """
    signs = str.isalnum if block.kind is Kind.COPYRIGHT else str.isalpha
    text = lists.without_pictures(block.text)
    return any(map(signs, text)) and not lists.is_label(text, block.kind)


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


def header_end(blocks: Blocks, title: int) -> int:
    """The number of the block with which the article's text begins, after the headline."""
    body = [number for number in blocks.numbers(Kind.BODY) if number > title]
    long = (number for number in body if len(blocks[number].text) >= PARAGRAPH)
    return next(long, body[0] if body else len(blocks))


def dates(blocks: Blocks, title: int, context: Context) -> Dates:
    """When the article was published and last changed. A page that prints only the second is dated by it: of 20 such
    pages whose heads tell more, 17 were published on that day."""
    found = _told_dates(blocks, title, context)
    # A label that was taken for something else stays that, also where it holds the date: "published: 2024-05-03".
    own = frozenset(number for number in found.filled if blocks[number].kind is Kind.DATE)
    return Dates(found.published or found.modified, found.modified, own)


def _told_dates(blocks: Blocks, title: int, context: Context) -> Dates:
    """What a page tells of both: by the lines of its header, else by other lines tagged as dates, else by mixed lines
    near the headline; else by the one day on which any line says that it was published."""
    end = header_end(blocks, title)
    groups = [_Group.of(blocks, run, context) for run in lists.runs(_dated(blocks))]
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
    mixed = _mixed(blocks, (*bylines, *order), context) or _mixed(blocks, top, context)
    return mixed or Dates(_said(blocks, context), None, frozenset())


def _with_change(found: Dates, blocks: Blocks, groups: Sequence[_Group], end: int) -> Dates:
    """The day of publication, with that of the last change where the article's end tells it."""
    last = blocks.numbers(Kind.BODY)[-1] if blocks.numbers(Kind.BODY) else end
    after = [group for group in groups if end < group.numbers[0] <= last + AFTER]
    other = _dates_of(after, ()) if after else NO_DATES
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
    before = {n - 1 for n in numbers if n} - {*numbers}
    labels = {n for n in before if len(blocks[n].text) <= LABEL and is_cue(blocks[n].text)}
    return sorted(labels.union(numbers)) if labels else list(numbers)


def _mixed(blocks: Blocks, numbers: Iterable[int], context: Context) -> Dates | None:
    """The dates of the first of some blocks of other kinds that prints a day of publication."""
    for number in dict.fromkeys(numbers):
        block = blocks[number]
        if len(block.text) <= MAX_MIXED and (block.kind not in TEXT_KINDS or _is_dated(block.text, context)):
            day, changed = published([block.text], context)
            if day:
                return Dates(day, _change(changed, day), frozenset())
    return None


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


def names(blocks: Blocks, title: int, dated: Iterable[int]) -> author_blocks.Names:
    """The authors and the byline; see `newsclean.author_blocks`."""
    return author_blocks.names(blocks, title, header_end(blocks, title), dated)


def place(blocks: Blocks) -> str | None:
    """The dateline: on lines of its own, or at the start of one of the first two paragraphs, where it stays."""
    alone = [block.text for block in blocks.of(Kind.DATELINE) if has_words(block)]
    if alone:
        return "\n".join(dict.fromkeys(alone))
    # A strip of other news, or a lead, may stand before the paragraph that has it.
    found = (dateline(blocks[number].text) for number in blocks.numbers(Kind.BODY)[:2])
    return next(filter(None, found), None)


def captions(blocks: Blocks, title: str | None = None) -> tuple[list[Caption], frozenset[int]]:
    """The captions, and the blocks that hold them; lines that follow each other directly can be parts of one. `title`
    is the article's, which is printed over its picture too."""
    own = letters(title or "")
    numbers = [n for n in blocks.numbers(Kind.CAPTION) if has_words(blocks[n]) and letters(blocks[n].text) != own]
    gaps = [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
    found = join_captions([blocks[number].text for number in numbers], gaps)
    return found, frozenset(numbers if found else ())


def comments(blocks: Blocks, context: Context, form: PageForm) -> tuple[list[Comment], int | None]:
    """The readers' comments, and how many the page says there are. Those of HTML are left to its markup, which knows
    where each begins."""
    entries = [Entry(block.text, block.kind is Kind.COMMENT) for block in blocks.of(*COMMENT_KINDS)]
    return [] if form == "html" else cut(entries, context), count(entries)


def tags(blocks: Blocks, stories: Set[int]) -> tuple[list[str], frozenset[int]]:
    """The entries of the lists of tags, each once, and the blocks that hold some. `stories` are none, see `headed`."""
    numbers = [number for number in blocks.numbers(Kind.TAGS) if number not in stories]
    found = {number: lists.tags(blocks[number].text) for number in numbers}
    chosen = lists.lists_of_tags(found, {number: blocks[number].text for number in numbers})
    entries = lists.uncounted([tag for number, listed in found.items() if number in chosen for tag in listed])
    return lists.unrepeated(entries), frozenset(number for number in chosen if found[number])


def headed(blocks: Blocks) -> set[int]:
    """The blocks that were taken for tags, and are a label of other stories with headlines below it: longer lines than
    tags are ("Related topics")."""
    found: set[int] = set()
    for heading in blocks.numbers(Kind.TAGS):
        if not is_heading(blocks[heading].text):
            continue
        end = heading + 1
        while end < len(blocks) and blocks[end].kind is Kind.TAGS and not _labels_list(blocks[end].text):
            end += 1
        if sum(columns(block.text) for block in blocks[heading + 1 : end]) >= HEADLINE * (end - heading - 1):
            found.update(range(heading, end))
    return found


def _labels_list(text: str) -> bool:
    """Whether a line is the label of a list of tags, or of other stories."""
    return lists.is_labelled(text) or is_heading(text)


def related(blocks: Blocks, stories: Set[int], title: str | None = None) -> tuple[list[str], frozenset[int]]:
    """The headlines of other stories, each once, and the blocks that hold one. `title` is the article's own, `stories`
    are those that `headed` tells."""
    numbers = sorted({*blocks.numbers(Kind.RELATED), *stories})
    own = [*(block.text for block in blocks.of(Kind.HEADLINE)), *([title] if title else [])]
    found = headlines([blocks[number].text for number in numbers], own)
    return lists.unrepeated(found.values()), frozenset(numbers[place] for place in found)


def section(
    blocks: Blocks, headline: int, title: str | None, authors: Iterable[str]
) -> tuple[str | None, frozenset[int]]:
    """The section, by the lines above the headline, and their numbers; lines below it count if none stands there, or if
    the menu has them too, and those below the article's first paragraph if no other does. `headline` is the number of
    its block."""
    lines = [number for number in blocks.numbers(Kind.SECTION) if has_words(blocks[number])]
    end = header_end(blocks, headline)
    chosen = [number for number in lines if number < end] or lines
    if chosen and chosen[0] < headline:
        menu = {folded(block.text) for block in blocks.of(Kind.NAVIGATION)}
        chosen = [number for number in chosen if number < headline or folded(blocks[number].text) in menu]
    found = sections.section([blocks[number].text for number in chosen], title, authors)
    if found is None:
        return _dated_section(blocks, headline), frozenset()
    return found, frozenset(chosen)


def _dated_section(blocks: Blocks, headline: int) -> str | None:
    """The section that stands beside the date above the headline, if the menu has it too: "World | May 3, 2024"."""
    for number in blocks.numbers(Kind.DATE):
        if headline - NEAR <= number < headline and (found := sections.section([blocks[number].text])):
            menu = {folded(block.text) for block in blocks.of(Kind.NAVIGATION)}
            return found if folded(found) in menu else None
    return None


def printed(blocks: Blocks, kind: Kind) -> list[str]:
    """The different texts of a kind's blocks."""
    return lists.unrepeated(block.text for block in blocks.of(kind) if has_words(block))


def notices(blocks: Blocks) -> list[str]:
    """The different notices of copyright."""
    return lists.unrepeated(map(lists.notice, printed(blocks, Kind.COPYRIGHT)))


class _Group(NamedTuple):
    """Neighbouring lines of dates: the numbers of their blocks, where each begins in the joined text, its dates."""

    numbers: list[int]
    starts: list[int]
    length: int
    stamps: list[Stamp]
    is_sentence: bool

    @classmethod
    def of(cls, blocks: Blocks, numbers: list[int], context: Context) -> _Group:
        texts = [blocks[number].text for number in numbers]
        starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        text = "\n".join(texts)
        is_sentence = len(texts) == 1 and text.endswith((".", "。")) and len(text) >= SENTENCE
        return cls(numbers, starts, len(text), stamps(text, context), is_sentence)

    def numbers_of(self, stamp: Stamp) -> set[int]:
        """The blocks over which a date reaches."""
        ends = [*self.starts[1:], self.length + 1]
        return {
            number
            for number, start, end in zip(self.numbers, self.starts, ends, strict=True)
            if start < stamp.end and stamp.start < end - 1
        }


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
