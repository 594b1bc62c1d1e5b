"""What a walk over a page's tree leaves: rows of text, and the boxes that they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

#: A row counts as prose from this many characters on (a wide character counts twice) unless it is mostly links.
PROSE = 80

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
    """A row of text, and the number of the box it lies in. `verbatim` rows come from `<pre>` and may hold line feeds.

    `inside` is that of its longest piece, `inner` the tags of all inline elements in it; `linked` and `strong`
    count characters, `links` links. `prose`: looks like running text; `blank`: a blank line comes before; `media`:
    follows a picture; `broken`: follows a line break. `parts` are the texts of its links to topics, but of
    all links if these are several, most of the row, and seldom to topics.
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
    blank: bool = False
    media: bool = False
    broken: bool = False
    parts: tuple[str, ...] = ()

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
    and the `datetime` attributes of its time elements by row."""

    rows: list[TextRow]
    boxes: list[Box]
    held: list[Held]
    times: dict[int, str]


def is_prose(text: str, linked: int) -> bool:
    """Whether a row looks like running text."""
    size = len(text)
    if 3 * linked >= size:
        return False
    return (size if text.isascii() else len(text.encode()) // 2 + size // 2) >= PROSE


def link_texts(pieces: Sequence[Piece], tags: int = 0) -> tuple[str, ...]:
    """The texts of the links that a row's pieces are in, one by one; of those that have these tags."""
    texts: dict[int, list[str]] = {}
    link = 0
    for piece in pieces:
        text, inside = piece
        if inside[3] and inside[2] & tags == tags:
            link = inside[3]
            texts.setdefault(link, []).append(text)
        elif link and piece is SPACE:
            texts[link].append(text)
    return tuple([" ".join("".join(parts).split()) for parts in texts.values()])


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
