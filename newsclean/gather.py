"""The blocks of a page, by kind → the fields of its article.

Each function takes all blocks of the page in page order and says which of them filled its field: what filled none is
handed back as removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from newsclean.blocks import Blocks
from newsclean.date_blocks import NEAR
from newsclean.fields import sections
from newsclean.fields import tags as topics
from newsclean.fields.datelines import dateline
from newsclean.fields.lists import LONGEST_LABEL, is_label, notice, unrepeated
from newsclean.fields.pictures.captions import join_captions
from newsclean.fields.pictures.marks import is_file, is_picture, without_pictures
from newsclean.fields.readers.comments import Entry, count, cut
from newsclean.fields.related import headlines
from newsclean.fields.see_also import is_heading
from newsclean.fields.times.dates import Context
from newsclean.header import PARAGRAPH
from newsclean.records import COMMENT_KINDS, SAID_KINDS, Block, Caption, Comment, Kind, Marked, folded
from newsclean.rows import columns
from newsclean.title_bar import letters

#: Headlines below the label of other stories have so many columns on average, the least.
HEADLINE = 25

#: The least letters of a folder's name that names a section.
FOLDER = 3


def has_words(block: Block) -> bool:
    """Whether a block is more than an empty bullet, a rule, a button or the mark that w3m leaves of a picture
    ("[team-photo]").

    A notice may be a year alone ("© 2024"); a counter ("1/5") is no caption and no section.
    """
    signs = str.isalnum if block.kind is Kind.COPYRIGHT else str.isalpha
    text = without_pictures(block.text)
    return any(map(signs, text)) and not (is_file(text) or is_picture(block.text) or is_label(text, block.kind))


def header_end(blocks: Blocks, title: int) -> int:
    """The number of the block with which the article's text begins, after the headline."""
    body = [number for number in blocks.numbers(Kind.BODY) if number > title]
    long = (number for number in body if len(blocks[number].text) >= PARAGRAPH)
    return next(long, body[0] if body else len(blocks))


def place(blocks: Blocks) -> str | None:
    """The dateline: on lines of its own, or at the start of one of the first two paragraphs, where it stays."""
    alone = [block.text for block in blocks.of(Kind.DATELINE) if has_words(block)]
    if alone:
        return "\n".join(dict.fromkeys(alone))
    # A strip of other news, or a lead, may stand before the paragraph that has it.
    found = (dateline(blocks[number].text) for number in blocks.numbers(Kind.BODY)[:2])
    return next(filter(None, found), None)


def captions(blocks: Blocks, title: str | None, marked: Marked | None) -> tuple[list[Caption], frozenset[int]]:
    """The captions, and the blocks that hold them; lines that follow each other directly can be parts of one. `title`
    is the article's, which is printed over its picture too; `marked` is what markup tells, if there is any."""
    own = letters(title or "")
    numbers = [n for n in blocks.numbers(Kind.CAPTION) if has_words(blocks[n]) and letters(blocks[n].text) != own]
    gaps = [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
    credits = [marked.credits.get(blocks[number].first_line, "") for number in numbers] if marked else []
    found = join_captions([blocks[number].text for number in numbers], gaps, credits)
    return found, frozenset(numbers if found else ())


def comments(blocks: Blocks, context: Context, marked: Marked | None) -> tuple[list[Comment], int | None]:
    """The readers' comments, and how many the page says there are. Those of a page with markup are left to that, which
    knows where each begins."""
    entries = [Entry(block.text, block.kind is Kind.COMMENT) for block in blocks.of(*COMMENT_KINDS)]
    return [] if marked else cut(entries, context), count(entries)


def tags(blocks: Blocks, stories: Set[int]) -> tuple[list[str], frozenset[int]]:
    """The entries of the lists of tags, each once, and the blocks that hold some. `stories` are none, see `headed`."""
    numbers = [number for number in blocks.numbers(Kind.TAGS) if number not in stories]
    found = {number: topics.tags(blocks[number].text) for number in numbers}
    texts = {number: blocks[number].text for number in numbers}
    chosen = topics.lists_of_tags(found, texts, lambda: topics.searched(block.text for block in blocks.of(*SAID_KINDS)))
    entries = topics.uncounted([tag for number, listed in found.items() if number in chosen for tag in listed])
    return unrepeated(entries), frozenset(number for number in chosen if found[number])


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
    return topics.is_labelled(text) or is_heading(text)


def related(
    blocks: Blocks, stories: Set[int], title: str | None, marked: Marked | None
) -> tuple[list[str], frozenset[int]]:
    """The headlines of other stories, each once, and the blocks that hold one. `title` is the article's own, `stories`
    are those that `headed` tells; `marked` is what markup tells, if there is any."""
    numbers = sorted({*blocks.numbers(Kind.RELATED), *stories})
    own = [*(block.text for block in blocks.of(Kind.HEADLINE)), *([title] if title else [])]
    entries = [(number, blocks[number].text) for number in numbers]
    if marked and numbers:
        at = {blocks[number].first_line: number for number in numbers}
        entries = [(at[line], text) for line, text in marked.stories(at)] or entries
    found = headlines([text for _, text in entries], own)
    return unrepeated(found.values()), frozenset(entries[place][0] for place in found)


def section(
    blocks: Blocks, headline: int, end: int, title: str | None, authors: Iterable[str], url: str | None = None
) -> tuple[str | None, frozenset[int]]:
    """The section, by the lines above the headline, and their numbers; lines below it count if none stands there, or if
    the menu has them too, and those below the article's first paragraph if no other does. Where there are none, the
    page's address, if known, may tell which entry of the menu is it. `headline` is the number of the headline's block,
    `end` that of the one with which the text begins."""
    lines = [number for number in blocks.numbers(Kind.SECTION) if has_words(blocks[number])]
    chosen = [number for number in lines if number < end] or lines
    if chosen and chosen[0] < headline:
        menu = _menu(blocks)
        chosen = [number for number in chosen if number < headline or folded(blocks[number].text) in menu]
    found = sections.section([blocks[number].text for number in chosen], title, authors)
    if found is None:
        return _dated_section(blocks, headline) or _filed_section(blocks, headline, url or ""), frozenset()
    return found, frozenset(chosen)


def _dated_section(blocks: Blocks, headline: int) -> str | None:
    """The section that stands beside the date above the headline, if the menu has it too: "World | May 3, 2024"."""
    for number in blocks.numbers(Kind.DATE):
        if headline - NEAR <= number < headline and (found := sections.section([blocks[number].text])):
            return found if folded(found) in _menu(blocks) else None
    return None


def _filed_section(blocks: Blocks, headline: int, url: str) -> str | None:
    """The entry of the menu above the headline that names the innermost folder of the page's address: "Harbour" of
    `https://bell.example/news/harbour/eggs-are-dear`."""
    folders = [name for folder in url.split("/")[3:-1] if len(name := letters(folder)) >= FOLDER]
    if not folders:
        return None
    entries = (blocks[number].text for number in blocks.numbers(Kind.NAVIGATION) if number < headline)
    named = {letters(text): text for text in entries if len(text) <= LONGEST_LABEL}
    filed = (sections.section([named[folder]]) for folder in reversed(folders) if folder in named)
    return next(filter(None, filed), None)


def _menu(blocks: Blocks) -> set[str]:
    """The texts of the page's menus, folded."""
    return {folded(block.text) for block in blocks.of(Kind.NAVIGATION)}


def printed(blocks: Blocks, kind: Kind) -> list[str]:
    """The different texts of a kind's blocks."""
    return unrepeated(block.text for block in blocks.of(kind) if has_words(block))


def notices(blocks: Blocks) -> list[str]:
    """The different notices of copyright."""
    return unrepeated(map(notice, printed(blocks, Kind.COPYRIGHT)))
