"""What documents are made of: the headings, paragraphs, lists, quotes, tables, code and captions of a page; votes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from newsclean.records import ITEM, TEXT_KINDS, Around, Block, Comment, Kind, Markup, Span
from newsclean.writing.inline import Text

#: The level of a heading that tells none. The title is the only one of level 1.
SUBHEADING_LEVEL = 2
#: The longest text that is a heading because the page's markup says so, though it was taken for a paragraph.
LONGEST_HEADING = 120

#: Kinds that are not written block by block: the title and the comments are fields that tell more.
_FIELDS = frozenset({Kind.HEADLINE, Kind.COMMENT})
_NO_MARKUP = Markup()


class Paragraph(NamedTuple):
    """A block of any kind."""

    kind: Kind
    text: Text


class Heading(NamedTuple):
    """A subheading; its `level` is 2 to 6."""

    text: Text
    level: int


class Item(NamedTuple):
    """An item of a list; `number` is None in lists without an order."""

    number: int | None
    parts: list[Part]

    def is_short(self) -> bool:
        """Whether the item is a paragraph, and perhaps lists below it: nothing that needs a space around it."""
        first, *others = self.parts
        return isinstance(first, Paragraph) and all(isinstance(other, Listing) for other in others)


class Listing(NamedTuple):
    """A list; `kind` is that of its first block."""

    kind: Kind
    items: list[Item]


class Quote(NamedTuple):
    """A block quote."""

    parts: list[Part]


class Code(NamedTuple):
    """Code, with its line ends."""

    text: str


class Table(NamedTuple):
    """A table of two columns or more: rows of as many cells. `has_head`: the first row is one of column headings."""

    rows: list[list[Text]]
    has_head: bool


Part = Paragraph | Heading | Listing | Quote | Code | Table


class _Leaf(NamedTuple):
    """A block, the elements around it that have not been made into parts yet, and whether an item of a list was."""

    block: Block
    markup: Markup
    around: tuple[Around, ...]
    listed: bool = False


def parts(blocks: Iterable[Block], kinds: frozenset[Kind], markup: Mapping[int, Markup] | None = None) -> list[Part]:
    """What the blocks of `kinds` are in a document, in page order; without title and comments.

    What is around all of the article says nothing of it: pages are laid out in tables, lists and quotes.
    """
    wanted = [block for block in blocks if block.kind in kinds - _FIELDS and not _is_rule(block)]
    leaves = [_leaf(number, block, markup) for number, block in enumerate(wanted)]
    shared = _shared([leaf.around for leaf in leaves if leaf.block.kind in TEXT_KINDS])
    return _grouped([leaf._replace(around=leaf.around[shared:]) for leaf in leaves])


def _shared(paths: Sequence[tuple[Around, ...]]) -> int:
    """How many elements are around all of several blocks, lists and tables with all their items and cells aside."""
    if len(paths) < 2:
        return 0
    together = [first for first, *others in zip(*paths, strict=False) if all(first == other for other in others)]
    while together and together[-1].form in ("list", "table", "row"):
        together.pop()
    return len(together)


def votes(comment: Comment) -> Iterator[tuple[str, int]]:
    """The votes of a comment by the names of its fields: for and against, or else their balance."""
    if comment.up is None and comment.down is None and comment.score is not None:
        yield "score", comment.score
    if comment.up is not None:
        yield "up", comment.up
    if comment.down is not None:
        yield "down", comment.down


def _is_rule(block: Block) -> bool:
    """Whether a caption is a line of dashes, which is no caption of `Article.captions` either."""
    return block.kind is Kind.CAPTION and not any(map(str.isalnum, block.text))


def _leaf(number: int, block: Block, markup: Mapping[int, Markup] | None) -> _Leaf:
    """A block with what its page tells of it: an HTML page by its markup, a dump by bullets."""
    if block.kind not in TEXT_KINDS:
        return _Leaf(block, (markup or {}).get(block.first_line, _NO_MARKUP), ())
    if markup:
        told = markup.get(block.first_line, _NO_MARKUP)
        return _Leaf(block, told, told.around)
    if not block.text.startswith(ITEM):
        return _Leaf(block, _NO_MARKUP, ())
    # A heading may have had a bullet too: it is a heading all the same.
    item = (Around("list", -1), Around("item", number)) if block.kind is not Kind.SUBHEADING else ()
    return _Leaf(block, Markup(bullet=len(ITEM)), item)


def _grouped(leaves: Sequence[_Leaf]) -> list[Part]:
    """Leaves as parts, by the outermost element around each."""
    out: list[Part] = []
    for outer, group in groupby(leaves, key=lambda leaf: leaf.around[:1]):
        if not outer:
            out += map(_single, group)
            continue
        inner = _inside(group)
        form = outer[0].form
        table = _table(inner) if form == "table" else None
        if form == "quote":
            out.append(Quote(_grouped(inner)))
        elif form == "code":
            out += [Code(leaf.block.text) for leaf in inner]
        elif form == "list" and not any(map(_is_laid_out, inner)):
            out.append(_listing(inner))
        elif table:
            out.append(table)
        else:
            out += _grouped(inner)
    return out


def _inside(leaves: Iterable[_Leaf]) -> list[_Leaf]:
    return [leaf._replace(around=leaf.around[1:]) for leaf in leaves]


def _single(leaf: _Leaf) -> Part:
    text = _text(leaf, _bullet(leaf), len(leaf.block.text))
    level = _level(leaf)
    # An item of a list that was taken for a subheading is an item.
    if level or (leaf.block.kind is Kind.SUBHEADING and not leaf.listed):
        return Heading(text, max(SUBHEADING_LEVEL, level))
    return Paragraph(leaf.block.kind, text)


def _bullet(leaf: _Leaf) -> int:
    """The length of a block's bullet. (Parts of one very long source line share their markup.)"""
    return leaf.markup.bullet if leaf.block.text.startswith(ITEM) else 0


def _text(leaf: _Leaf, start: int, end: int) -> Text:
    """Characters of a block, with their marks."""
    spans = [
        Span(max(span.start - start, 0), min(span.end, end) - start, span.mark, span.target)
        for span in leaf.markup.spans
        if span.start < end and span.end > start
    ]
    return Text(leaf.block.text[start:end], spans)


def _level(leaf: _Leaf) -> int:
    """The level of what the markup says is a heading; 0 of what is none."""
    kind = leaf.block.kind
    is_heading = kind is Kind.SUBHEADING or (kind is Kind.BODY and len(leaf.block.text) <= LONGEST_HEADING)
    return leaf.markup.level if is_heading else 0


def _is_laid_out(leaf: _Leaf) -> bool:
    """Whether a leaf tells that the list it is in is one of sections, such as a live blog."""
    return _level(leaf) > 0 or any(around.form == "table" for around in leaf.around)


def _listing(leaves: Sequence[_Leaf]) -> Listing:
    items: list[Item] = []
    for outer, group in groupby(leaves, key=lambda leaf: leaf.around[:1]):
        if outer and outer[0].form == "item":
            held = [leaf._replace(listed=True) for leaf in _inside(group)]
            items.append(Item(outer[0].number, _grouped(held)))
        elif items:
            items[-1].parts.extend(_grouped(list(group)))  # a list that stands beside the item that it belongs to
        else:
            items.append(Item(None, _grouped(list(group))))
    return Listing(leaves[0].block.kind, items)


def _table(leaves: Sequence[_Leaf]) -> Table | None:
    """The leaves of a table, if each is a cell or a row of cells; None if they were only laid out in one."""
    rows: dict[Around, dict[int, Text]] = {}
    for leaf in leaves:
        if not leaf.around or leaf.around[0].form != "row" or _level(leaf):
            return None
        row = rows.setdefault(leaf.around[0], {})
        inner = leaf.around[1:]
        if not inner:
            cells = leaf.markup.cells
        elif len(inner) == 1 and inner[0].form == "cell":
            cells = ((inner[0].number or 0, _bullet(leaf), len(leaf.block.text)),)
        else:
            return None
        if not cells or not row.keys().isdisjoint(column for column, _, _ in cells):
            return None
        row |= {column: _text(leaf, start, end) for column, start, end in cells}
    columns = sorted({column for row in rows.values() for column in row})
    if max(map(len, rows.values())) < 2:
        return None
    return Table(
        [[row.get(column, Text("")) for column in columns] for row in rows.values()], next(iter(rows)).number == 1
    )
