"""What the markup of a page tells of single Lines that their words do not: whose pictures they are of, and where the
headlines of other stories are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsclean.fields.words import has_east_asian
from newsclean.html import HINT_NAMES, Rendered
from newsclean.html.render import seen
from newsclean.html.words import family_bit
from newsclean.records import Marked

_HEADLINE = family_bit("headline")
_HEADINGS = slice(HINT_NAMES.index("block_h1"), HINT_NAMES.index("block_h4") + 1)
#: What has fewer words may be the name of a section, a person or a site, and what leads nowhere that of a list. So many
#: signs count as one word where words are not spaced.
_WORDS, _UNLINKED, _SIGNS = 4, 6, 3


def marked(page: Rendered) -> Marked:
    """The credits of a page's pictures, and the texts of its links to other stories."""
    credits = {line.first_line: seen(row.credit) for line, row in zip(page.lines, page.rows, strict=True) if row.credit}
    return Marked(credits, {page.lines[number].first_line: texts for number, texts in _stories(page)})


def _stories(page: Rendered) -> Iterator[tuple[int, Sequence[str]]]:
    """The numbers of the Lines in which headlines of other stories may be, and their texts in which they are: links, of
    which one over several Lines has it in a heading or class of that name, if there is such a Line; and long headings
    that lead nowhere."""
    is_heading: list[float] = page.hints[:, _HEADINGS].sum(axis=1).tolist()
    cards: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(page.rows):
        texts = [text for text in map(seen, row.parts) if _is_long(text)]
        if texts or (row.links > 1 and row.parts):
            yield number, texts
        elif 2 * row.linked > row.size:
            cards[row.link].append(number)
        elif (is_heading[number] or row.near & _HEADLINE) and _is_long(row.text, _UNLINKED):
            yield number, [page.lines[number].text]
    for numbers in cards.values():
        long = [number for number in numbers if _is_long(page.rows[number].text)] if len(numbers) > 1 else ()
        headings = [number for number in long if is_heading[number]]
        named = [number for number in long if page.rows[number].near & _HEADLINE]
        for number in headings or named or numbers:
            yield number, [page.lines[number].text]


def _is_long(text: str, words: int = _WORDS) -> bool:
    """Whether a text is surely longer than a name."""
    return text.count(" ") >= words - 1 or (len(text) >= _SIGNS * words and has_east_asian(text))
