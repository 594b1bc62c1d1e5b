"""Tree → `Walked`: the page's text as rows, and the blocks they lie in, in document order.

A row is what a browser would set as one paragraph, or up to a line break: inline elements never cut it, and every
block element does. The walk is a loop, because pages nest deeper than Python's stack.
"""

from __future__ import annotations

from typing import NamedTuple

from newsclean.html.elements import BLOCK, BREAK, INLINE, MARGIN, MEDIA, OF_TAG, PRE, ROLES, SKIPPED, TAG_BIT, tag_bits
from newsclean.html.parse import Node, Tree
from newsclean.html.words import name_bits

#: A row counts as prose from this many characters on (a wide character counts twice) unless it is mostly links.
PROSE = 80
#: Cells of a table row up to this length are put on one row.
SHORT_CELL, MOST_CELLS = 80, 12
#: A `<pre>` that holds any of these is there for its looks: whole pages are in one.
_PARAGRAPHS = "p, div, table, ul, h1, h2, h3"
#: So many are asked whether they do: nested ones would make it quadratic.
_MOST_PRE = 500
_ITEM, _STRONG = TAG_BIT["comment_item"], TAG_BIT["strong"]


#: What holds at a place of the tree: the word families of the nearest element that has any, those of all elements
#: around, the tags of all around, whether it is in a link, and the number of the comment it is in (-1: none). A plain
#: tuple, as those of `Blocks`, because a page has thousands, and this loop is the costliest of HTML.
Inside = tuple[int, int, int, bool, int]
_NOWHERE: Inside = (0, 0, 0, False, -1)


class Row:
    """A row of text. `verbatim` rows come from `<pre>` and may hold line feeds.

    `near`, `around`, `tags` and `item` are those of its longest piece (see `Inside`), `inner` the tags of all
    inline elements in it; `linked` and `strong` count characters, `links` links. `blank`: a blank line comes
    before; `media`: follows a picture; `broken`: follows a line break; `prose`: looks like running text.
    """

    __slots__ = (
        "around", "blank", "block", "broken", "inner", "item", "linked", "links", "media", "near", "prose", "size",
        "strong", "tags", "text", "verbatim",
    )  # fmt: skip

    def __init__(self, text: str, block: int, inside: Inside, linked: int = 0) -> None:
        self.text, self.block = text, block
        self.near, self.around, self.tags, _, self.item = inside
        self.inner = self.tags
        self.size = size = len(text)
        self.linked = min(linked, size)
        self.strong = self.links = 0
        self.blank = self.broken = self.media = self.verbatim = False
        if not text.isascii():
            size = len(text.encode()) // 2 + size // 2
        self.prose = size >= PROSE and 3 * self.linked < self.size


class Blocks(NamedTuple):
    """The block elements, parents before children: for each its tag, its key among its siblings (tag and class tell
    them apart), and two tuples. `opened`: the number of its parent (-1: none), how many elements are around it, and
    how much came before: rows, and characters of all text, of links and of prose. `closed`: the number of the next
    block after its end, and the characters of the three so far. What a block holds is the difference.
    """

    tags: list[str]
    keys: list[str]
    opened: list[tuple[int, int, int, int, int, int]]
    closed: list[tuple[int, int, int, int]]


class Walked(NamedTuple):
    """A page's rows and blocks; `times` are the `datetime` attributes of its time elements by row."""

    rows: list[Row]
    blocks: Blocks
    times: dict[int, str]


def walk(tree: Tree, walker: Walker | None = None) -> Walked:
    """The rows of a page: its title, then its body. A `walker` that notes more than these can be passed in."""
    walker = walker or Walker()
    title = tree.css_first("title")
    if title is not None:
        walker.open_block("title", "", 0)
        walker.add_text(title.text(), _NOWHERE)
        walker.close_block()
    if tree.body is not None:
        walker.body(tree.body)
    return Walked(walker.rows, walker.blocks, walker.times)


_NOT_CLOSED = (0, 0, 0, 0)


class Walker:
    """The state of a walk, and its loop."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.blocks = Blocks([], [], [], [])
        self.times: dict[int, str] = {}
        #: Numbers of the open blocks.
        self.open: list[int] = []
        self.size = self.linked = self.prose = self.items = self.pres = 0
        self._reset()
        self.blank = self.media = self.broken = False
        self.time: str | None = None

    def _reset(self) -> None:
        self.pieces: list[str] = []
        self.longest = 0
        self.inside: Inside | None = None
        self.inner = self.strong = self.in_links = self.links = 0
        #: Whether an inline element has ended since the last text, and another begun (2: a link).
        self.ended, self.adjacent = False, 0

    def open_block(self, tag: str, key: str, depth: int) -> None:
        """Begin a block element; it ends the row before."""
        if self.pieces:
            self.flush()
        tags, keys, opened, closed = self.blocks
        parent = self.open[-1] if self.open else -1
        self.open.append(len(opened))
        opened.append((parent, depth, len(self.rows), self.size, self.linked, self.prose))
        closed.append(_NOT_CLOSED)
        tags.append(tag)
        keys.append(key)

    def close_block(self) -> None:
        """End the innermost open block."""
        if self.pieces:
            self.flush()
        number = self.open.pop()
        if self.blocks.tags[number] == "tr":
            self._join_cells(number)
        self.blocks.closed[number] = (len(self.blocks.opened), self.size, self.linked, self.prose)

    def add_text(self, text: str, inside: Inside) -> None:
        """Add a text node to the row."""
        pieces = self.pieces
        if self.ended:
            if self.adjacent and pieces and _runs_together(pieces[-1], text, linked=self.adjacent > 1):
                pieces.append(" ")
            self.ended = False
            self.adjacent = 0
        pieces.append(text)
        size = len(text)
        if size > self.longest:
            self.longest, self.inside = size, inside
        tags = inside[2]
        self.inner |= tags
        if inside[3]:
            self.in_links += size
        if tags & _STRONG:
            self.strong += size

    def flush(self) -> None:
        """End the row, if there is any text in it."""
        if not self.pieces:
            return
        inside = self.inside
        if inside is not None and (text := " ".join("".join(self.pieces).split())):
            row = Row(text, self.open[-1], inside, self.in_links)
            row.inner, row.links, row.strong = self.inner, self.links, min(self.strong, row.size)
            self._add(row)
        self._reset()

    def _add(self, row: Row) -> None:
        row.blank, row.media, row.broken = self.blank, self.media, self.broken
        self.blank = self.media = self.broken = False
        if self.time is not None:
            self.times[len(self.rows)] = self.time
            self.time = None
        self.rows.append(row)
        self.size += row.size
        self.linked += row.linked
        if row.prose:
            self.prose += row.size

    def add_pre(self, text: str, inside: Inside) -> None:
        """Add preformatted text: a row that keeps its line feeds."""
        if text.strip():
            row = Row(text, self.open[-1], inside)
            row.verbatim = True
            self._add(row)

    def _join_cells(self, number: int) -> None:
        """Put the cells of a table row on one row, if each is one short row."""
        opened = self.blocks.opened
        first = opened[number][2]
        cells = self.rows[first:]
        if not 2 <= len(cells) <= MOST_CELLS or len({cell.block for cell in cells}) < len(cells):
            return
        if any(opened[cell.block][0] != number or cell.size > SHORT_CELL or cell.verbatim for cell in cells):
            return
        longest = max(cells, key=_size)
        inside = (longest.near, longest.around, longest.tags, False, longest.item)
        row = Row(" | ".join(cell.text for cell in cells), number, inside, sum(cell.linked for cell in cells))
        row.links = sum(cell.links for cell in cells)
        row.strong = sum(cell.strong for cell in cells)
        row.inner = 0
        for cell in cells:
            row.inner |= cell.inner
        row.blank, row.media = cells[0].blank, cells[0].media
        del self.rows[first:]
        self.rows.append(row)

    def body(self, body: Node) -> None:
        """Walk the body: every element but those skipped, in document order."""
        self.open_block("body", "", 0)
        inside = _NOWHERE
        #: What to go back to: the element, what holds around it, its role.
        stack: list[tuple[Node, Inside, int]] = []
        node = body.child
        while True:
            if node is None:
                if not stack:
                    break
                element, inside, role = stack.pop()
                if role == INLINE:
                    self.ended = True
                else:
                    self.close_block()
                    self.blank |= role == MARGIN
                node = element.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                if not text.isspace():
                    self.add_text(text, inside)
                elif self.pieces:
                    self.pieces.append(" ")
                    self.ended = False
                node = node.next
                continue
            role = ROLES[tag]
            if role == SKIPPED:
                node = node.next
                continue
            if role == BREAK:
                self.flush()
                self.blank |= self.broken
                self.broken = True
                node = node.next
                continue
            if role == MEDIA:
                self.media = True
            child = node.child
            if child is None:
                if role == MARGIN:
                    self.flush()
                    self.blank = True
                elif role == BLOCK:
                    self.flush()
                node = node.next
                continue
            after, key = self._entered(node, tag, inside)
            if role == PRE and self._is_verbatim(node):
                self.open_block(tag, key, len(stack))
                self.blank = True
                self.add_pre(_pre_text(node), after)
                self.close_block()
                self.blank = True
                node = node.next
                continue
            role = INLINE if role == MEDIA else MARGIN if role == PRE else role
            stack.append((node, inside, role))
            if role == INLINE:
                if self.ended:
                    self.adjacent = 2 if tag == "a" else self.adjacent or 1
            else:
                self.open_block(tag, key, len(stack))
                self.blank |= role == MARGIN
            inside = after
            node = child
        self.close_block()

    def _is_verbatim(self, pre: Node) -> bool:
        """Whether a `<pre>` is one of text, and not there for its looks."""
        self.pres += 1
        return self.pres <= _MOST_PRE and pre.css_first(_PARAGRAPHS) is None

    def _entered(self, node: Node, tag: str, inside: Inside) -> tuple[Inside, str]:
        """What holds inside an element, and its key among its siblings."""
        attributes = node.attributes
        own = OF_TAG.get(tag, 0)
        names = None
        families = name_bits(tag) if "-" in tag else 0
        link = tag == "a" and bool(attributes)
        if attributes:
            if names := attributes.get("class"):
                families |= name_bits(names)
            if len(attributes) > 1 or not names:
                if ident := attributes.get("id"):
                    families |= name_bits(ident)
                own |= tag_bits(attributes, link=link)
                if tag == "time" and self.time is None:
                    self.time = attributes.get("datetime")
        if link:
            self.links += 1
        elif not own and not families:
            return inside, names or ""
        near, around, tags, linked, item = inside
        if own & _ITEM:
            self.items += 1
            item = self.items
        return (families or near, around | families, tags | own, linked or link, item), names or ""


def _pre_text(pre: Node) -> str:
    """The text of a `<pre>` without paragraphs of its own, with its line breaks."""
    pieces = []
    for node in pre.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            outer = node.parent
            if outer is None or ROLES[outer.tag or ""] != SKIPPED:
                pieces.append(node.text_content or "")
        elif tag == "br":
            pieces.append("\n")
    return "".join(pieces)


def _size(row: Row) -> int:
    return row.size


def _runs_together(before: str, after: str, *, linked: bool) -> bool:
    """Whether two inline elements without a space between are set apart by a style sheet: "NameDate". Links always
    are, others may cut a word."""
    left, right = before[-1:], after[:1]
    if not (left.isalnum() and right.isalnum()) or left >= "\u0e00":
        return False
    return linked or (left.islower() and right.isupper()) or left.isdigit() != right.isdigit()
