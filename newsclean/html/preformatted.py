"""What a `<pre>` holds: its text, and whether that is code."""

from __future__ import annotations

import re
from textwrap import dedent

from newsclean.html.elements import SKIPPED, kind_of_tag
from newsclean.html.parse import Node

_CODE = "code, samp, kbd"
#: The share of a text's rows that are code, from which on it is.
_SHARE = 0.25
#: A row of code.
_ROW = re.compile(r"^[ \t]*(?:#!|\$ |>>> )|[{};][ \t]*$", re.MULTILINE)
#: Classes of code, and of a box around it; those that name its language are its own only.
_BOXES = re.compile(
    r"(?:^|[\s_-])(?:code(?:block|hilite)?|highlight|syntax(?:highlighter)?|sourcecode)(?=$|[\s_-])", re.IGNORECASE
)
_CLASSES = re.compile(r"(?:^|\s)(?:lang(?:uage)?-\w|hljs|prettyprint|brush|shiki|prism)", re.IGNORECASE)
#: Elements that a page is laid out in: their classes say nothing of what they hold.
_LAYOUT = frozenset(("body", "main", "article", "section"))
#: Class names are looked at up to this many characters.
_LONGEST = 400


def preformatted(pre: Node) -> tuple[str, bool]:
    """The text of a `<pre>` without paragraphs of its own, with its line breaks; and whether it is code, which begins
    and ends with no blank line, and is not indented as a whole."""
    pieces = []
    for node in pre.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            outer = node.parent
            if outer is None or (outer.tag != "button" and kind_of_tag(outer.tag or "").role != SKIPPED):
                pieces.append(node.text_content or "")
        elif tag == "br":
            pieces.append("\n")
    text = "".join(pieces)
    if not any(map(str.isalpha, text)):
        return text, False  # the numbers of its rows
    if _is_marked(pre) or len(_ROW.findall(text)) > _SHARE * (text.count("\n") + 1):
        return dedent("\n".join(map(str.rstrip, text.splitlines()))).strip("\n"), True
    return text, False


def _is_marked(pre: Node) -> bool:
    """Whether the classes of a `<pre>`, or those of the box around it, say that it is code, or an element in it."""
    around = pre.parent
    own = (pre.attributes.get("class") or "")[:_LONGEST]
    box = "" if around is None or around.tag in _LAYOUT else (around.attributes.get("class") or "")[:_LONGEST]
    if _CLASSES.search(own) or _BOXES.search(own) or _BOXES.search(box):
        return True
    return pre.css_first(_CODE) is not None
