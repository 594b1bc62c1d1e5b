"""What stands in a row of text and is not to be seen there: words for those who hear the page, icons by their names,
anchors of headings, readings that stand above their words."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.html.parse import Node
from newsclean.html.words import name_bits

#: Classes of text that is only heard, and of text that is drawn as an icon, or is MediaWiki's "[edit]".
_HEARD = re.compile(r"\bsr-only\b|visually-?hidden|screen-?reader|element-invisible|hide-visually")
_DRAWN = re.compile(r"\bmaterial-(?:icons|symbols)|\bmw-editsection")
#: Parts of those classes: names without any are not searched.
_PARTS = ("hidden", "sr-only", "reader", "invisible", "hide-v", "material-", "mw-e")
HEARD, DRAWN = 1, 2
#: Class names are looked at up to this many characters.
_LONGEST = 400
#: Links to the heading that they stand in, and from a note back to the text.
_ANCHORS, _BACK = frozenset("#¶§🔗"), frozenset(("↩", "↩︎", "↩️", "⤴", "↵", "⏎"))
#: Words that are hidden in a row are left out up to this many characters: more may be text that a button shows.
_FEW = 60


@lru_cache(maxsize=20_000)
def told_by(names: str) -> tuple[int, int]:
    """What class names tell: their word families as bits, and whether their text is not to be seen, as `HEARD`,
    `DRAWN`, or 0."""
    short = names[:_LONGEST].lower()
    sign = 0
    if any(map(short.__contains__, _PARTS)):
        sign = DRAWN if _DRAWN.search(names, 0, _LONGEST) else HEARD if _HEARD.search(short) else 0
    return name_bits(names), sign


def has_few_words(node: Node) -> bool:
    """Whether an element holds nothing but a short text. Signs alone part what is around them, and numbers may be a
    date that is shown as "today"."""
    child = node.child
    text = (child.text_content if child is not None and child.next is None else "") or ""
    return len(text) <= _FEW and any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


def is_anchor(link: Node, *, heading: bool) -> bool:
    """Whether a link to a place of the page is a sign and no text: of a heading's own address, of the way back from a
    note."""
    text = (link.text() or "").strip()
    return text in _BACK or (heading and text in _ANCHORS)


def is_source(noscript: Node) -> bool:
    """Whether a `<noscript>` holds markup as its text: so do pages that were saved while scripts ran."""
    child = noscript.child
    return child is not None and child.next is None and (child.text_content or "").lstrip().startswith("<")


def is_bracketed(reading: Node) -> bool:
    """Whether the reading of a word stands in brackets, for programs that cannot set it above the word."""
    before = reading.prev
    if before is not None and (before.text_content or "x").isspace():
        before = before.prev
    return before is not None and before.tag == "rp"
