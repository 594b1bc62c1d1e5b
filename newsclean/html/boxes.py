"""What a walk over a page's tree leaves: rows of text, made of its pieces, and the boxes that they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import chain
from operator import attrgetter, or_
from typing import NamedTuple

import msgspec

from newsclean.html.elements import TAG_BIT
from newsclean.html.words import family_bit

#: A row counts as prose from this many characters on (a wide character counts twice) unless it is mostly links.
PROSE = 80
#: Cells of a table row up to this length are put on one row.
SHORT_CELL, MOST_CELLS = 80, 12
_STRONG, _TOPIC = TAG_BIT["strong"], TAG_BIT["link_tag"]
#: The family of a picture's credit.
CREDIT = family_bit("credit")

#: What holds at a place of the tree: the word families of the nearest element that has any, those of all elements
#: around, the tags of all around, the number of the link that it is in (0: none), and that of the comment (-1: none).
#: A plain tuple, because a page has thousands, and this loop is the costliest of HTML.
Inside = tuple[int, int, int, int, int]
NOWHERE: Inside = (0, 0, 0, 0, -1)
#: In an inline element that is not to be seen.
UNSEEN: Inside = (-1, 0, 0, 0, -1)
#: A piece of a row's text, and what holds where it is.
Piece = tuple[str, Inside]
SPACE: Piece = (" ", NOWHERE)
#: Signs after which a space is due, if a letter stands before them; a point may also be a part of a name.
_ENDS = frozenset(".:!?")
#: Characters of all text, of links and of prose.
Held = tuple[int, int, int]


class TextRow(msgspec.Struct, gc=False):
    """A row of text, and the number of the box it lies in. `verbatim` rows come from `<pre>`, may hold line
    feeds, and some are `code`.

    `inside` is that of its longest piece, `inner` the tags of all inline elements in it; `linked` and `strong`
    count characters, `links` links. `prose`: looks like running text; `blank`: a blank line comes before; `media`:
    follows a picture; `broken`: follows a line break. `parts` are the texts of its links to topics, but of
    all links if these are several, most of the row, and seldom to topics. `only` are the number and the text of its
    only link, if that is not all of a row that is no prose; `credit` is what classes say to be a picture's credit.
    """

    text: str
    box: int
    inside: Inside
    inner: int
    size: int
    linked: int
    strong: int
    links: int
    prose: bool
    verbatim: bool = False
    code: bool = False
    blank: bool = False
    media: bool = False
    broken: bool = False
    parts: tuple[str, ...] = ()
    only: tuple[int, str] = (0, "")
    credit: str = ""

    @property
    def link(self) -> int:
        """The number of the link that it is in; 0: none."""
        return self.inside[3]

    @property
    def near(self) -> int:
        """The word families of the nearest element that has any."""
        return self.inside[0]

    @property
    def tags(self) -> int:
        """The tags of all elements around."""
        return self.inside[2]

    @property
    def item(self) -> int:
        """The number of the comment that it is in; -1: none."""
        return self.inside[4]


class Box(msgspec.Struct, gc=False):
    """A block element: its tag, its key among its siblings (tag and class tell them apart), the number of its parent
    (-1: none), how many elements are around it, and the number of the next box after its end.
    """

    tag: str
    key: str
    parent: int
    depth: int
    end: int = 0


class Walked(NamedTuple):
    """A page's rows and boxes, parents before children; what each row holds of text (that between cells left out);
    the `datetime` attributes of its time elements by row, and the addresses of its links by their numbers."""

    rows: list[TextRow]
    boxes: list[Box]
    held: list[Held]
    times: dict[int, str]
    addresses: list[str]


class RowMaker:
    """The rows and boxes of a page in the making: a walk opens and closes boxes, and adds `pieces` of text to the row
    that has begun."""

    def __init__(self) -> None:
        self.rows: list[TextRow] = []
        self.boxes: list[Box] = []
        self.held: list[Held] = []
        self.times: dict[int, str] = {}
        #: Numbers of the open boxes, and the pieces and links of the row that has begun.
        self.open = [-1]
        self.pieces: list[Piece] = []
        self.links = 0
        #: Whether a blank line, a picture or a line break comes before the next row, and the `datetime` that is its.
        self.blank = self.media = self.broken = False
        self.time: str | None = None

    def open_box(self, tag: str, key: str, depth: int) -> None:
        """Begin a block element; it ends the row before."""
        if self.pieces:
            self.flush()
        boxes, around = self.boxes, self.open
        box = Box(tag, key, around[-1], depth)
        around.append(len(boxes))
        boxes.append(box)

    def close_box(self) -> None:
        """End the innermost open block element."""
        if self.pieces:
            self.flush()
        number = self.open.pop()
        box = self.boxes[number]
        box.end = len(self.boxes)
        if box.tag == "tr":
            self._join_cells(number)

    def flush(self) -> None:
        """End the row, if one has begun."""
        pieces = self.pieces
        if not pieces:
            return
        if len(pieces) == 1:
            piece, nearest = pieces[0]
            text = " ".join(piece.split())
            size, families, inner = len(text), nearest[0], nearest[2]
            linked = size if nearest[3] else 0
            strong = size if inner & _STRONG else 0
        else:
            text = " ".join("".join([piece[0] for piece in pieces]).split())
            longest = families = inner = linked = strong = 0
            nearest = NOWHERE
            for piece, inside in pieces:
                size = len(piece)
                if size > longest:
                    longest, nearest = size, inside
                tags = inside[2]
                families |= inside[0]
                inner |= tags
                if inside[3]:
                    linked += size
                if tags & _STRONG:
                    strong += size
            size = len(text)
            linked, strong = min(linked, size), min(strong, size)
        if text:
            prose = is_prose(text, linked)
            row = TextRow(text, self.open[-1], nearest, inner, size, linked, strong, self.links, prose)
            if inner & _TOPIC:
                row.parts = tuple(link_texts(pieces, _TOPIC).values())
            if self.links > 1 and 2 * linked > size and 2 * len(row.parts) < self.links:
                row.parts = tuple(link_texts(pieces).values())
            elif self.links == 1 and linked and not prose and len(pieces) > 1:
                row.only = next(iter(link_texts(pieces).items()))
            if families & CREDIT:
                row.credit = _credit(pieces)
            self._add(row, (size, linked, size * prose))
        pieces.clear()
        self.links = 0

    def _add(self, row: TextRow, held: Held) -> None:
        row.blank, row.media, row.broken = self.blank, self.media, self.broken
        self.blank = self.media = self.broken = False
        if self.time is not None:
            self.times[len(self.rows)] = self.time
            self.time = None
        self.rows.append(row)
        self.held.append(held)

    def _rows_at_end(self, number: int) -> list[TextRow]:
        """The rows in a box that ends here; some of them if they are many."""
        return [row for row in self.rows[-MOST_CELLS - 1 :] if row.box >= number]

    def _join_cells(self, number: int) -> None:
        """Put the cells of a table row on one row, if each is one short row."""
        boxes = self.boxes
        cells = self._rows_at_end(number)
        if not 2 <= len(cells) <= MOST_CELLS or len({cell.box for cell in cells}) < len(cells):
            return
        if any(boxes[cell.box].parent != number or cell.size > SHORT_CELL or cell.verbatim for cell in cells):
            return
        longest = max(cells, key=attrgetter("size"))
        text = " | ".join([cell.text for cell in cells])
        linked, strong, links = (sum(map(attrgetter(name), cells)) for name in ("linked", "strong", "links"))
        inner = reduce(or_, map(attrgetter("inner"), cells))
        row = TextRow(text, number, longest.inside, inner, len(text), linked, strong, links, is_prose(text, linked))
        row.blank, row.media = cells[0].blank, cells[0].media
        told = [cell for cell in cells if cell.linked]
        if links > 1:
            row.parts = tuple(chain.from_iterable(cell.parts or (cell.only[1] or cell.text,) for cell in told))
        elif told:
            row.only = told[0].only if told[0].only[0] else (told[0].link, told[0].text)
        held = self.held[-len(cells) :]
        self.rows[-len(cells) :] = [row]
        self.held[-len(cells) :] = [(sum(size for size, _, _ in held), linked, sum(prose for _, _, prose in held))]


def is_prose(text: str, linked: int) -> bool:
    """Whether a row looks like running text."""
    size = len(text)
    if 3 * linked >= size:
        return False
    return (size if text.isascii() else len(text.encode()) // 2 + size // 2) >= PROSE


def link_texts(pieces: Sequence[Piece], tags: int = 0) -> dict[int, str]:
    """The texts of the links that a row's pieces are in, by their numbers; of those that have these tags."""
    texts: dict[int, list[str]] = {}
    link = 0
    for piece in pieces:
        text, inside = piece
        if inside[3] and inside[2] & tags == tags:
            link = inside[3]
            texts.setdefault(link, []).append(text)
        elif link and piece is SPACE:
            texts[link].append(text)
    return {number: " ".join("".join(parts).split()) for number, parts in texts.items()}


def _credit(pieces: Sequence[Piece]) -> str:
    """The text of those of a row's pieces that classes say to be a picture's credit."""
    said = [text for text, inside in pieces if inside[0] & CREDIT or inside is NOWHERE]
    return " ".join("".join(said).split())


def runs_together(before: str, after: str, *, linked: bool) -> bool:
    """Whether two inline elements without a space between are set apart by a style sheet: "NameDate", "By:Name". Links
    always are, others may cut a word."""
    left, right = before[-1:], after[:1]
    if left in _ENDS:
        follows = (right.isupper() and " " in before) if left == "." else right.isalnum()
        return follows and len(before) > 2 and before[-2].isalpha()
    if not (left.isalnum() and right.isalnum()) or left >= "\u0e00":
        return False
    return linked or (left.islower() and right.isupper()) or left.isdigit() != right.isdigit()
