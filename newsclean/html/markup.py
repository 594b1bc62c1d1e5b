"""What HTML says of a page's text beyond its words: headings, quotes, lists, tables, emphasis, links.

Nobody but some formats asks for it, so a `Walker` of its own notes it. While text is cleaned, spaces come and go, and
invisible characters go: places in it are counted in visible characters (`ink`), which stay, and made offsets
into the text of a block at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import urljoin

from newsclean.html.boxes import NOWHERE, UNSEEN, Box, Inside, Piece
from newsclean.html.elements import HEADINGS, TagKind
from newsclean.html.parse import Node, Tree
from newsclean.html.render import seen
from newsclean.html.walk import Walker
from newsclean.marks import BULLET
from newsclean.records import ITEM, TEXT_KINDS, Around, Block, Line, Mark, Markup, Span

MARKS: dict[str, Mark] = {
    "a": "link", "b": "strong", "strong": "strong", "cite": "emphasis", "em": "emphasis", "i": "emphasis",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_LISTS = frozenset(("ul", "ol", "menu"))
#: Elements around a block beyond these are left out, and so are cells beyond these columns and higher numbers of
#: items: no article has as many, and documents stay linear in what hostile pages nest and claim.
DEEPEST, MOST_COLUMNS, HIGHEST = 8, 50, 10**8
#: What an element's style says of inline marks; without the group, that there is none.
_WEIGHT = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:(bold|[6-9]00)|normal|[1-5]00)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s{0,9}:\s{0,9}(?:(italic|oblique)|normal)", re.IGNORECASE)
#: Characters between the cells of a table row that are on one row, without spaces.
_BETWEEN_CELLS = 1

#: The marks at a place of the tree, each once, with the targets of links.
Marks = tuple[tuple[Mark, str | None], ...]
#: A mark, where in a row it begins and ends (ink), and the target of a link.
Inked = tuple[Mark, int, int, str | None]
#: A cell of a joined row: its column, where it begins and ends (ink).
Cell = tuple[int, int, int]


class LineMarkup(NamedTuple):
    """What the markup tells of a Line: `level` and `around` as in `Markup`, cells and marks in ink."""

    level: int
    around: tuple[Around, ...]
    cells: Sequence[Cell]
    marks: Sequence[Inked]


class _Inside(tuple[int, int, int, int, int]):
    """What holds at a place, and its marks. A walk without them does not pay for them."""

    marks: Marks = ()


def _marks_of(inside: Inside) -> Marks:
    return inside.marks if isinstance(inside, _Inside) else ()


#: Text without marks, to end those before it.
_END: Piece = (".", NOWHERE)


def ink(text: str) -> int:
    """How many characters of a text are there to be seen, once it is rendered; spaces are not."""
    bare = "".join(text.split())
    return len(bare) if bare.isprintable() else len("".join(seen(bare).split()))


class Marker(Walker):
    """A walk that notes inline marks and cells by row, and the numbers of list items and columns by block."""

    def __init__(self, tree: Tree) -> None:
        super().__init__()
        base = tree.css_first("base[href]")
        self.base = base.attributes.get("href") or "" if base is not None else ""
        self.marks: dict[int, list[Inked]] = {}
        self.cells: dict[int, list[Cell]] = {}
        self.numbers: dict[int, int] = {}
        #: The same of elements that have not been entered, by the parser's name for them.
        self.ahead: dict[int, int] = {}

    def _entered(self, node: Node, kind: TagKind, inside: Inside) -> tuple[Inside, str]:
        after, key = super()._entered(node, kind, inside)
        if after is UNSEEN:
            return after, key
        tag = kind.tag
        marks = _marks_of(inside)
        if tag in MARKS:
            marks = self._marked(node, MARKS[tag], marks)
        if style := node.attributes.get("style"):
            marks = _styled(style, marks)
        if marks:
            after = _Inside(after)
            after.marks = marks
        if tag in ("li", "td", "th"):
            if (number := self.ahead.pop(node.mem_id, None)) is not None:
                self.numbers[len(self.boxes)] = number
        elif tag == "ol":
            self.ahead |= _item_numbers(node)
        elif tag == "tr":
            cells = [child for child in node.iter() if child.tag in ("td", "th")]
            widths = (max(_count(cell.attributes.get("colspan"), 1), 1) for cell in cells)
            self.ahead |= dict(zip((cell.mem_id for cell in cells), accumulate(widths, initial=0), strict=False))
            if all(cell.tag == "th" for cell in cells):
                self.numbers[len(self.boxes)] = 1
        return after, key

    def _marked(self, node: Node, mark: Mark, marks: Marks) -> Marks:
        """The marks inside an element, each once: of links the inner one."""
        others = tuple(known for known in marks if known[0] != mark)
        if mark != "link":
            return (*others, (mark, None))
        address = (node.attributes.get("href") or "").strip()
        target = joined(self.base, address) if address.strip("#") else None
        return (*others, (mark, target)) if target else marks

    def flush(self) -> None:
        """End the row, if one has begun."""
        pieces, number = self.pieces.copy(), len(self.rows)
        super().flush()
        if len(self.rows) > number and (marks := _runs(pieces)):
            self.marks[number] = marks

    def _join_cells(self, number: int) -> None:
        count, before = len(self.rows), self._rows_at_end(number)
        super()._join_cells(number)
        if len(self.rows) == count:
            return
        first = len(self.rows) - 1
        marks: list[Inked] = []
        cells: list[Cell] = []
        start = 0
        columns = [self.numbers.get(row.box, MOST_COLUMNS) for row in before]
        if max(columns) >= MOST_COLUMNS:
            columns = list(range(len(before)))
        for index, (row, column) in enumerate(zip(before, columns, strict=True)):
            end = start + ink(row.text)
            cells.append((column, start, end))
            marks += ((mark, start + a, start + b, target) for mark, a, b, target in self.marks.pop(first + index, ()))
            start = end + _BETWEEN_CELLS
        self.marks[first] = marks
        self.cells[first] = cells

    def line_markup(self, owners: Sequence[int]) -> list[LineMarkup]:
        """What the markup tells of Lines, which `owners` are the rows of."""
        paths = _paths(self.boxes, self.numbers)
        found = []
        for owner in owners:
            row = self.rows[owner]
            around = (*paths[row.box], Around("code", row.box)) if row.code else paths[row.box]
            level = _level(self.boxes, row.box)
            found.append(LineMarkup(level, around, self.cells.get(owner, ()), self.marks.get(owner, ())))
        return found


def markup_of(
    blocks: Sequence[Block], lines: Sequence[Line], of_line: Sequence[LineMarkup], url: str | None, *, links: bool
) -> dict[int, Markup]:
    """The markup of blocks, by their first line, from that of the Lines that they were made of.

    Targets of links are relative to the page's `url`, where that is known; without `links` there are none.
    """
    first = {line.first_line: number for number, line in reversed(list(enumerate(lines)))}
    out = {}
    for block in blocks:
        number = begin = first[block.first_line]
        bullet = len(ITEM) if block.kind in TEXT_KINDS and lines[begin].marks & BULLET else 0
        marks: list[Inked] = []
        start = int(bullet > 0)
        cells = [(column, a + start, b + start) for column, a, b in of_line[begin].cells if a < b]
        while number < len(lines) and lines[number].last_line <= block.last_line:
            for mark, a, b, target in of_line[number].marks:
                # A heading's link to its own place is for those who share it.
                if mark != "link" or (links and not (of_line[begin].level and (target or "")[:1] == "#")):
                    marks.append((mark, start + a, start + b, joined(url, target) if target else None))
            start += len("".join(lines[number].text.split()))
            number += 1
        places = [at for at, sign in enumerate(block.text) if not sign.isspace()] if marks or cells else []
        out[block.first_line] = Markup(
            of_line[begin].level,
            bullet,
            of_line[begin].around,
            tuple((column, places[a], places[b - 1] + 1) for column, a, b in cells),
            tuple(Span(places[a], places[b - 1] + 1, mark, target) for mark, a, b, target in marks),
        )
    return out


def joined(base: str | None, address: str) -> str:
    """An address relative to another, if that is known. One that makes no sense stays as it is."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return address


def _styled(style: str, marks: Marks) -> Marks:
    """The marks inside an element, as its own style changes them: word processors paste articles into a `<b>` of normal
    weight."""
    told: tuple[tuple[Mark, re.Match[str] | None], ...]
    told = (("strong", _WEIGHT.search(style)), ("emphasis", _SLANT.search(style)))
    for mark, found in told:
        if found:
            others = tuple(known for known in marks if known[0] != mark)
            marks = (*others, (mark, None)) if found[1] else others
    return marks


def _runs(pieces: Sequence[Piece]) -> list[Inked]:
    """The marks of a row from those of its pieces: neighbours with one mark are one run."""
    runs: list[Inked] = []
    begun: dict[tuple[Mark, str | None], int] = {}
    place = 0
    for text, inside in [*pieces, _END]:
        size, marks = ink(text), _marks_of(inside)
        if not size:
            continue
        for mark in [mark for mark in begun if mark not in marks]:
            runs.append((mark[0], begun.pop(mark), place, mark[1]))
        for mark in marks:
            begun.setdefault(mark, place)
        place += size
    return runs


def _item_numbers(ordered: Node) -> dict[int, int]:
    """The numbers of the items of an ordered list; none if it counts down below 0, where Markdown has none."""
    numbers = {}
    items = [child for child in ordered.iter() if child.tag == "li"]
    attributes = ordered.attributes
    step = -1 if "reversed" in attributes else 1
    number = _count(attributes.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _count(item.attributes.get("value"), number)
        numbers[item.mem_id] = number
        number += step
    return numbers if all(number >= 0 for number in numbers.values()) else {}


def _count(value: str | None, otherwise: int) -> int:
    """A number that an attribute tells, if it is a sensible one."""
    told = value is not None and value.isascii() and value.isdigit() and len(value) < len(str(HIGHEST))
    return int(value or 0) if told else otherwise


def _paths(boxes: list[Box], numbers: dict[int, int]) -> list[tuple[Around, ...]]:
    """For each box the elements around its text, itself included, that make documents: outermost first."""
    paths: list[tuple[Around, ...]] = []
    for number, box in enumerate(boxes):
        tag, parent = box.tag, box.parent
        path = paths[parent] if parent >= 0 else ()
        inner = path[-1].form if path else None
        if len(path) >= DEEPEST:
            pass
        elif tag == "blockquote":
            path += (Around("quote", number),)
        elif tag in _LISTS:
            path += (Around("list", number),)
        elif tag == "li":
            if inner != "list":
                path += (Around("list", parent),)
            path += (Around("item", number, numbers.get(number)),)
        elif tag == "table":
            path += (Around("table", number),)
        elif tag == "tr" and inner == "table":
            path += (Around("row", number, numbers.get(number)),)
        elif tag in ("td", "th") and inner == "row" and 0 <= numbers.get(number, -1) < MOST_COLUMNS:
            path += (Around("cell", number, numbers[number]),)
        paths.append(path)
    return paths


def _level(boxes: list[Box], number: int) -> int:
    """The level of the heading that a box, or the one around it, is; 0 without one."""
    box = boxes[number]
    tag = next((tag for tag in (box.tag, boxes[max(box.parent, 0)].tag) if tag in HEADINGS), "h0")
    return int(tag[1])
