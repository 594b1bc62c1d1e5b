"""Lines and Kinds → Article: text and fields filled, everything else handed back as removed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby, zip_longest
from operator import itemgetter, mul
from typing import Literal

import msgspec

from newsclean import author_blocks, date_blocks, gather
from newsclean.blocks import Blocks, blocks_of
from newsclean.decode import Tagged
from newsclean.fields.language import language
from newsclean.fields.titles import BAR, settled
from newsclean.marks import FRONT, SEGMENT, STATED_TITLE, VERBATIM
from newsclean.reasons import Evidence, named, reasons
from newsclean.records import (
    ARTICLE_KINDS,
    TEXT_KINDS,
    Article,
    Block,
    Cleaned,
    Kind,
    Line,
    LineKind,
    Marked,
    Page,
    Removed,
    folded,
    numbers_of,
)
from newsclean.rows import Row, source_rows
from newsclean.settings import Settings
from newsclean.settle import settled_kinds, with_verbatim

#: Kinds whose lines fill a field of their own, all of them; those of others fill one if a value was found in them, and
#: are removed otherwise.
WHOLE_KINDS = frozenset({Kind.DATELINE, Kind.COMMENT, Kind.COPYRIGHT})

#: Why a line of the article's own kinds was removed.
NO_VALUE = {
    Kind.HEADLINE: "a headline, but not the article's title",
    Kind.BYLINE: "a byline, but no author of the article was read in it",
    Kind.DATE: "a date, but not the article's",
    Kind.SECTION: "a section or a label, but not the article's section",
} | dict.fromkeys((Kind.DATELINE, Kind.CAPTION), "nothing is left of it without marks, labels and counters")

#: Why code was removed.
CODE = "a script, a style sheet, tags or data for programs"

#: Kinds that a kicker above the headline is taken for.
KICKERS = frozenset({Kind.SECTION, Kind.HEADLINE, Kind.BYLINE, Kind.STANDFIRST, Kind.OTHER})


def assemble(
    page: Page,
    lines: list[Line],
    tagged: Tagged,
    evidence: Evidence | None = None,
    settings: Settings | None = None,
    code: Sequence[Row] = (),
    marked: Marked | None = None,
) -> Cleaned:
    """The article of a page whose Lines have been tagged, and all its blocks in page order.

    `evidence` is what the tagger read of the Lines; without it, what was removed has a reason only if a rule decided.
    `code` is what the page holds beside the Lines, see `scripts`; it is removed. `marked` is what the markup of HTML
    tells; its comments are left to `html.comments`. Without `settings.fields` there are no reasons; with
    `settings.text_alone` the kinds of blocks that are none of the text may be wrong.
    """
    settings = settings or Settings()
    is_html = page.form == "html"
    given = with_verbatim(lines, tagged.kinds) if is_html else tagged.kinds
    kinds = settled_kinds(lines, given, text_alone=settings.text_alone)
    title = _title(lines, tagged, kinds)
    blocks, firsts = blocks_of(lines, kinds)
    if is_html:
        _lay_out(blocks, [lines[first] for first in firsts], page.text)
    headline = _place_of(title, blocks)
    paragraphs = [block for block in blocks if block.kind in TEXT_KINDS]
    text = "\n\n".join(block.text for block in paragraphs)
    spoken = language(text or page.text)
    settled = msgspec.structs.replace(tagged, kinds=kinds)
    article = Article(
        id=page.id,
        source=page.source,
        url=page.url,
        fetched=page.fetched,
        language=spoken,
        title=_settled_title(title, headline, blocks, lines, spoken),
        text=text,
        paragraphs=paragraphs,
        confidence=_confidence(lines, settled),
        lines=_line_kinds(page, lines, settled, code) if settings.lines else None,
    )
    every: list[Block] = blocks
    homes: list[Home] = []
    why: list[str | None] = []
    if settings.fields:
        said = reasons(tagged, kinds, evidence)
        article, homes, why = _filled(article, title, headline, blocks, [said[first] for first in firsts], marked)
    if code:
        starts = [lines[first].start + lines[first].indent for first in firsts]
        every, homes, why = _with_code(blocks, starts, homes, why, code)
    if settings.fields:
        article = msgspec.structs.replace(article, removed=list(_removed(every, homes, why)))
    return Cleaned(article, every, why if settings.fields else [], page.text if settings.lines else None)


def _lay_out(blocks: Blocks, firsts: Sequence[Line], text: str) -> None:
    """Give back to code its line ends and indents. `firsts` are the first Lines of the blocks, `text` is the page's."""
    for number, line in enumerate(firsts):
        if line.marks & VERBATIM and blocks[number].kind in TEXT_KINDS:
            blocks[number] = msgspec.structs.replace(blocks[number], text=text[line.start : line.end])


def _with_code(
    blocks: Blocks, starts: Sequence[int], homes: Sequence[Home], why: Sequence[str | None], code: Sequence[Row]
) -> tuple[list[Block], list[Home], list[str | None]]:
    """The blocks, where they went and why, with the code that was found beside them in its place. `starts` are the
    offsets of the blocks."""
    rows: list[tuple[int, Block, Home, str | None]] = [
        (row.start, Block(Kind.OTHER, row.text, row.number, row.number), "removed", CODE) for row in code
    ]
    rows += zip_longest(starts, blocks, homes, why)  # without fields, nothing is told of blocks
    rows.sort(key=itemgetter(0))
    return [row[1] for row in rows], [row[2] for row in rows], [row[3] for row in rows]


def _filled(
    article: Article, title: str | None, headline: int, blocks: Blocks, said: list[str | None], marked: Marked | None
) -> tuple[Article, list[Home], list[str | None]]:
    """An article with all its fields but what was removed, where each block went, and why it is none of the article.

    `title` is the headline as it is printed, `headline` the number of its block, and `said` are the reasons for the
    blocks' kinds; `marked` is what markup tells.
    """
    context = date_blocks.context_of(blocks, article.language, article.url, article.fetched)
    end = gather.header_end(blocks, headline)
    dates = date_blocks.dates(blocks, headline, end, context)
    names = author_blocks.names(blocks, headline, end, dates.filled)
    stories = gather.headed(blocks)
    topics, topical = gather.tags(blocks, stories)
    related, relating = gather.related(blocks, stories, article.title, marked)
    pictures, pictured = gather.captions(blocks, article.title, marked)
    filed = None if marked else article.url  # HTML states its section
    part, parting = gather.section(blocks, headline, end, article.title, names.authors, filed)
    comments, count = gather.comments(blocks, context, marked)
    homes = _homes(blocks, title, dates.filled | names.filled | topical | relating | pictured | parting)
    why = _why(blocks, homes, said)
    filled = msgspec.structs.replace(
        article,
        standfirst="\n\n".join(gather.printed(blocks, Kind.STANDFIRST)) or None,
        section=part,
        dateline=gather.place(blocks),
        authors=names.authors,
        byline=names.byline,
        date=dates.published,
        date_modified=dates.modified,
        captions=pictures,
        comments=comments,
        comment_count=count,
        tags=topics,
        related=related,
        copyright=gather.notices(blocks),
    )
    return filled, homes, why


def _place_of(title: str | None, blocks: Blocks) -> int:
    """The number of the last block before the text that prints the title, or else of the first behind it; of the block
    before the text if none does."""
    first = next((number for number, block in enumerate(blocks) if block.kind in TEXT_KINDS), 0)
    places = _titles(title, blocks)
    before = [number for number in places if number <= first]
    return before[-1] if before else places[0] if places else max(0, first - 1)


def _title(lines: list[Line], tagged: Tagged, kinds: list[Kind]) -> str | None:
    """The headline: the most trusted of the lines tagged so, repeats counting together."""
    trust: dict[str, float] = {}
    shown: dict[str, str] = {}
    for number in numbers_of(kinds, (Kind.HEADLINE,)):
        key = folded(lines[number].text)
        trust[key] = trust.get(key, 0.0) + tagged.confidences[number]
        shown.setdefault(key, lines[number].text)
    return shown[max(trust, key=trust.__getitem__)] if trust else None


def _settled_title(
    title: str | None, place: int, blocks: list[Block], lines: list[Line], spoken: str | None
) -> str | None:
    """The title in the best printing of it that the page has."""
    if title is None:
        return None
    above = blocks[place - 1] if place else None
    kicker = above.text if above is not None and above.kind in KICKERS else None
    texts = [line.text for line in lines if not line.marks & FRONT or line.marks & STATED_TITLE]
    printed = settled(title, kicker, texts[:BAR], texts, spaced=spoken == "fr")
    return " ".join(filter(None, printed.split(" ")))


#: Where a block goes.
Home = Literal["text", "field", "removed"]


def _homes(blocks: Blocks, title: str | None, filled: frozenset[int]) -> list[Home]:
    """Where blocks go: headlines other than the title are removed, as is what fills no field.

    `filled` are the numbers of those that fill one by a value that was found in them.
    """
    homes: list[Home] = ["text" if block.kind in TEXT_KINDS else "removed" for block in blocks]
    whole = (
        number
        for kind in WHOLE_KINDS
        for number in blocks.numbers(kind)
        if kind is Kind.COMMENT or gather.has_words(blocks[number])
    )
    for number in (*filled, *_titles(title, blocks), *whole):
        homes[number] = "field"
    return homes


def _titles(title: str | None, blocks: Blocks) -> list[int]:
    """The numbers of the blocks that print the title."""
    shown = None if title is None else folded(title)
    return [number for number in blocks.numbers(Kind.HEADLINE) if folded(blocks[number].text) == shown]


def _why(blocks: Blocks, homes: Sequence[Home], said: list[str | None]) -> list[str | None]:
    """Why blocks are none of the article's; None for those that are. `said` are the reasons for their kinds."""
    why = said.copy()
    for kind in ARTICLE_KINDS:
        for number in blocks.numbers(kind):
            why[number] = NO_VALUE[kind] if homes[number] == "removed" else None
    return why


def _removed(blocks: list[Block], homes: Sequence[Home], why: Sequence[str | None]) -> Iterable[Removed]:
    """Runs of neighbouring blocks of one kind that were removed, with the reason of most of them."""
    removed = [block.kind if home == "removed" else None for block, home in zip(blocks, homes, strict=True)]
    end = 0
    for kind, group in groupby(removed):
        start, end = end, end + len(list(group))
        if kind is not None:
            run = blocks[start:end]
            text = "\n".join([block.text for block in run])
            yield Removed(kind, text, run[0].first_line, run[-1].last_line, named(why[start:end]))


def _confidence(lines: list[Line], tagged: Tagged) -> float:
    """How far to trust the result: the word F1 that the tagger's probabilities let expect.

    With p the probability of a Line being article text and w its length, kept Lines K: 2 Σ_K pw / (Σ_K w + Σ pw).
    For a page without an article it is the probability that its likeliest Line is none either.
    """
    if not len(tagged.keep):
        return 1.0
    if not tagged.found:
        return round(1 - float(tagged.keep.max()), 4)
    weights = [len(line.text) for line in lines[: len(tagged.keep)]]
    expected: list[float] = list(map(mul, tagged.keep.tolist(), weights))
    kept = [kind in TEXT_KINDS for kind in tagged.kinds[: len(weights)]]
    hit = sum(compress(expected, kept))
    return round(2 * hit / (sum(compress(weights, kept)) + sum(expected)), 4)


def _line_kinds(page: Page, lines: list[Line], tagged: Tagged, code: Sequence[Row]) -> list[LineKind]:
    """The kind of every non-blank source line; parts of a very long line come one by one."""
    joined = any(line.last_line > line.first_line for line in lines)
    rows = {row.number: row for row in source_rows(page.text)} if joined else {}
    out = []
    for line, kind, confidence in zip(lines, tagged.kinds, tagged.confidences, strict=True):
        rounded = round(confidence, 4)
        if line.marks & SEGMENT or line.first_line == line.last_line:
            out.append(LineKind(line.first_line, line.start, line.end, kind, rounded))
            continue
        for number in range(line.first_line, line.last_line + 1):
            row = rows.get(number)
            if row is not None:
                # A text that was glued to others begins or ends inside its row.
                out.append(LineKind(number, max(row.start, line.start), min(row.end, line.end), kind, rounded))
    if not code:
        return out
    apart = [piece for part in out for piece in _without_code(part, page.text, code)]
    apart += (LineKind(row.number, row.start, row.end, Kind.OTHER, 1.0) for row in code)
    return sorted(apart, key=lambda part: part.start)


def _without_code(part: LineKind, text: str, code: Sequence[Row]) -> Iterator[LineKind]:
    """The pieces of a line that are none of the code that shares it; `text` has blanks in place of code."""
    number = bisect_right(code, part.start, key=lambda row: row.end)
    begin, end = part.start, part.start
    while end < part.end:
        row = code[number] if number < len(code) and code[number].start < part.end else None
        end = row.start if row else part.end
        if shown := text[begin:end].strip():
            start = text.index(shown, begin)
            yield msgspec.structs.replace(part, start=start, end=start + len(shown))
        begin = end = row.end if row else end
        number += 1
