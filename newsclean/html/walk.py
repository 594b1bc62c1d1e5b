"""Tree → `Walked`: the page's text as rows, and the boxes they lie in, in document order.

A row is what a browser would set as one paragraph, or up to a line break, or a subheading: inline elements never cut
it, and every block element does. The walk is a loop, because pages nest deeper than Python's stack.
"""

from __future__ import annotations

from functools import reduce
from operator import attrgetter, or_

from newsclean.html.boxes import (
    NOWHERE,
    SPACE,
    UNSEEN,
    Box,
    Held,
    Inside,
    Piece,
    TextRow,
    Walked,
    is_prose,
    link_texts,
    runs_together,
)
from newsclean.html.elements import (
    BLOCK,
    BREAK,
    EITHER,
    HEADINGS,
    INLINE,
    MARGIN,
    MEDIA,
    PRE,
    READING,
    SKIPPED,
    TAG_BIT,
    TELLING,
    TagKind,
    kind_of_tag,
    link_bits,
    tag_bits,
)
from newsclean.html.parse import Node, Tree, title_of
from newsclean.html.unseen import DRAWN, has_few_words, is_anchor, is_bracketed, is_source, told_by
from newsclean.html.words import name_bits

#: Cells of a table row up to this length are put on one row.
SHORT_CELL, MOST_CELLS = 80, 12
#: A `<pre>` that holds any of these is there for its looks: whole pages are in one.
_PARAGRAPHS = "p, div, table, ul, h1, h2, h3"
#: So many are asked whether they do: nested ones would make it quadratic.
_MOST_PRE = 500
_ITEM, _STRONG, _HIDDEN, _TOPIC = (TAG_BIT[name] for name in ("comment_item", "strong", "hidden", "link_tag"))
#: Headings within an article are one row each. Those of pages may have kickers and bylines in them.
_SUBHEADINGS = HEADINGS - {"h1"}
#: Elements that are set close to the text before them.
_RAISED = frozenset(("sub", "sup"))


def walk(tree: Tree, walker: Walker | None = None) -> Walked:
    """The rows of a page: its title, then its body. A `walker` that notes more than these can be passed in."""
    walker = walker or Walker()
    if title := title_of(tree):
        walker.open_box("title", "", 0)
        walker.pieces.append((title, NOWHERE))
        walker.close_box()
    if tree.body is not None:
        walker.body(tree.body)
    return Walked(walker.rows, walker.boxes, walker.held, walker.times)


class Walker:
    """The state of a walk, and its loop."""

    def __init__(self) -> None:
        self.rows: list[TextRow] = []
        self.boxes: list[Box] = []
        self.held: list[Held] = []
        self.times: dict[int, str] = {}
        #: Numbers of the open boxes, and the pieces and links of the row that has begun.
        self.open = [-1]
        self.pieces: list[Piece] = []
        self.links = 0
        #: How many links, comments and `<pre>`s there were before.
        self.link = self.items = self.pres = 0
        #: Where the last two links lead: to one place, they may be parts of one word.
        self.addresses = ("", "")
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
            size, inner = len(text), nearest[2]
            linked = size if nearest[3] else 0
            strong = size if inner & _STRONG else 0
        else:
            text = " ".join("".join([piece[0] for piece in pieces]).split())
            longest = inner = linked = strong = 0
            nearest = NOWHERE
            for piece, inside in pieces:
                size = len(piece)
                if size > longest:
                    longest, nearest = size, inside
                tags = inside[2]
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
                row.parts = link_texts(pieces, _TOPIC)
            if self.links > 1 and 2 * linked > size and 2 * len(row.parts) < self.links:
                row.parts = link_texts(pieces)
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
        held = self.held[-len(cells) :]
        self.rows[-len(cells) :] = [row]
        self.held[-len(cells) :] = [(sum(size for size, _, _ in held), linked, sum(prose for _, _, prose in held))]

    def body(self, body: Node) -> None:
        """Walk the body: every element but those skipped, in document order."""
        self.open_box("body", "", 0)
        pieces, inside = self.pieces, NOWHERE
        #: Whether since the last text an inline element has ended (1), and another begun (2), which is a link (3).
        seam = 0
        #: What to go back to: the element, what holds around it, its role.
        stack: list[tuple[Node, Inside, int]] = []
        #: The kinds of elements met, by the parser's number for their tags: it is faster than their names.
        kinds: dict[int, TagKind] = {}
        node = body.child
        while node is not None or stack:
            if node is None:
                node, inside, role = stack.pop()
                if role == INLINE:
                    seam = seam or 1
                else:
                    self.close_box()
                    self.blank |= role == MARGIN
                node = node.next
                continue
            text = node.text_content
            if text is not None:
                if not text.isspace():
                    if seam > 1 and pieces:
                        one, other = self.addresses
                        linked = seam > 2 and not (text[0].islower() and one == other and "/" in one)
                        if runs_together(pieces[-1][0], text, linked=linked):
                            pieces.append(SPACE)
                    pieces.append((text, inside))
                    seam = 0
                elif pieces:
                    pieces.append(SPACE)
                    seam = 0
                node = node.next
                continue
            number = node.tag_id
            kind = kinds.get(number)
            if kind is None:
                kind = kinds[number] = kind_of_tag(node.tag or "")
            role = kind[1]
            if role > MARGIN:
                role = self._special(node, kind, inside, len(stack))
                if role == SKIPPED:
                    node = node.next
                    continue
            child = node.child
            if child is None:
                if role != INLINE:
                    self.flush()
                    self.blank |= role == MARGIN
                node = node.next
                continue
            after, key = self._entered(node, kind, inside)
            if after is UNSEEN:
                node = node.next
                continue
            stack.append((node, inside, role))
            if role != INLINE:
                self.open_box(kind.tag, key, len(stack))
                if role == MARGIN:
                    self.blank = True
            elif seam:
                seam = 3 if kind.tag == "a" else 0 if kind.tag in _RAISED else max(seam, 2)
            node, inside = child, after
        self.close_box()

    def _special(self, node: Node, kind: TagKind, inside: Inside, depth: int) -> int:
        """What an element does that is neither inline nor a block; as what it is to be walked then."""
        role = kind.role
        if role == MEDIA:
            self.media = True
            return SKIPPED if kind.tag == "video" else INLINE  # what it holds is for browsers that cannot play it
        if role == BREAK:
            if self.pieces and self.boxes[self.open[-1]].tag in _SUBHEADINGS:
                self.pieces.append(SPACE)  # one heading, set in several lines
                return SKIPPED
            self.flush()
            self.blank |= self.broken
            self.broken = True
        elif role == EITHER:
            if kind.tag == "noscript" and is_source(node):
                return SKIPPED
            return INLINE if self.boxes[self.open[-1]].tag == "p" else BLOCK
        elif role == READING:
            return INLINE if is_bracketed(node) else SKIPPED
        elif role == PRE and node.child is not None:
            self.pres += 1
            if self.pres > _MOST_PRE or node.css_first(_PARAGRAPHS) is not None:
                return MARGIN
            inside, key = self._entered(node, kind, inside)
            self.open_box(kind.tag, key, depth)
            self.blank = True
            text = _pre_text(node)
            if text.strip():
                size = len(text)
                prose = is_prose(text, 0)
                row = TextRow(text, self.open[-1], inside, inside[2], size, 0, 0, 0, prose, verbatim=True)
                self._add(row, (size, 0, size * prose))
            self.close_box()
            self.blank = True
        return SKIPPED

    def _entered(self, node: Node, kind: TagKind, inside: Inside) -> tuple[Inside, str]:
        """What holds inside an element, and its key among its siblings; `UNSEEN` if it is inline and not to be seen."""
        tag, role, own, families = kind
        key, link = "", 0
        if attributes := node.attributes:
            if names := attributes.get("class"):
                key = names
                told, sign = told_by(names)
                families |= told
                if sign and role == INLINE:
                    # What adds to a link: "(opens in a new window)". Labels stay: they tell what follows.
                    aside = inside[3] and self.pieces and has_few_words(node)
                    if aside or sign == DRAWN:
                        return UNSEEN, key
            if tag == "a":
                address = attributes.get("href") or ""
                if address[:1] == "#" and is_anchor(node, heading=self.boxes[self.open[-1]].tag in HEADINGS):
                    return UNSEEN, key
                self.addresses = (self.addresses[1], address)
                self.links += 1
                self.link = link = self.link + 1
                own |= link_bits(attributes)
            if not TELLING.isdisjoint(attributes):
                own |= tag_bits(attributes)
                if role == INLINE and own & _HIDDEN and self.pieces and has_few_words(node):
                    return UNSEEN, key
                if ident := attributes.get("id"):
                    families |= name_bits(ident)
                if (moment := attributes.get("datetime")) and (self.time is None or _is_earlier(moment, self.time)):
                    self.time = moment
            if tag == "abbr" and self.time is None and (attributes.get("title") or "")[:4].isdigit():
                self.time = attributes.get("title")
        if not (own or families or link):
            return inside, key
        near, around, tags, linked, item = inside
        if own & _ITEM:
            self.items += 1
            item = self.items
        return (families or near, around | families, tags | own, link or linked, item), key


def _is_earlier(moment: str, other: str) -> bool:
    """Whether a moment is before another, which may be no moment at all: "PT4M" is how long reading takes."""
    return moment[:4].isdigit() and moment < other


def _pre_text(pre: Node) -> str:
    """The text of a `<pre>` without paragraphs of its own, with its line breaks."""
    pieces = []
    for node in pre.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            outer = node.parent
            if outer is None or kind_of_tag(outer.tag or "").role != SKIPPED:
                pieces.append(node.text_content or "")
        elif tag == "br":
            pieces.append("\n")
    return "".join(pieces)
