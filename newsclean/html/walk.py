"""Tree → `Walked`: the page's text as rows, and the boxes they lie in, in document order.

A row is what a browser would set as one paragraph, or up to a line break, or a subheading: inline elements never cut
it, and every block element does. The walk is a loop, because pages nest deeper than Python's stack.
"""

from __future__ import annotations

from newsclean.html.boxes import (
    CREDIT,
    NOWHERE,
    SPACE,
    UNSEEN,
    Inside,
    RowMaker,
    TextRow,
    Walked,
    is_prose,
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
from newsclean.html.preformatted import preformatted
from newsclean.html.unseen import DRAWN, has_few_words, is_anchor, is_bracketed, is_source, told_by
from newsclean.html.words import name_bits

#: A `<pre>` that holds any of these is there for its looks: whole pages are in one.
_PARAGRAPHS = "p, div, table, ul, h1, h2, h3"
#: So many are asked whether they do: nested ones would make it quadratic.
_MOST_PRE = 500
_ITEM, _HIDDEN = TAG_BIT["comment_item"], TAG_BIT["hidden"]
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
    return Walked(walker.rows, walker.boxes, walker.held, walker.times, walker.addresses)


class Walker(RowMaker):
    """A walk over a page's tree."""

    def __init__(self) -> None:
        super().__init__()
        #: How many links, comments and `<pre>`s there were before.
        self.link = self.items = self.pres = 0
        #: Where the links lead, by their numbers.
        self.addresses: list[str] = [""]

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
                        linked = (seam > 2 and not (text[0].islower() and self._leads_back())) or (
                            pieces[-1][1][3] > inside[3] and len(text) > 2
                        )
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

    def _leads_back(self) -> bool:
        """Whether the last two links lead to one place: they may be parts of one word."""
        return len(set(self.addresses[-2:])) == 1 and "/" in self.addresses[-1]

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
            text, code = preformatted(node)
            if text.strip():
                size = len(text)
                prose = is_prose(text, 0)
                row = TextRow(text, self.open[-1], inside, inside[2], size, 0, 0, 0, prose, verbatim=True, code=code)
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
                self.addresses.append(address)
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
        if role == INLINE and families:
            families |= near & CREDIT
        if own & _ITEM:
            self.items += 1
            item = self.items
        return (families or near, around | families, tags | own, link or linked, item), key


def _is_earlier(moment: str, other: str) -> bool:
    """Whether a moment is before another, which may be no moment at all: "PT4M" is how long reading takes."""
    return moment[:4].isdigit() and moment < other
