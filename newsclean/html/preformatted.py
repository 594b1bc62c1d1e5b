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
#: Parts of the classes of code, or of what is around it.
_CLASSES = re.compile(r"code|highlight|hljs|prettyprint|brush|syntax|lang(?:uage)?-|shell|terminal", re.IGNORECASE)
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
            if outer is None or kind_of_tag(outer.tag or "").role != SKIPPED:
                pieces.append(node.text_content or "")
        elif tag == "br":
            pieces.append("\n")
    text = "".join(pieces)
    code = _is_code(pre) or len(_ROW.findall(text)) > _SHARE * (text.count("\n") + 1)
    return (dedent("\n".join(map(str.rstrip, text.splitlines()))).strip("\n") if code else text), code


def _is_code(pre: Node) -> bool:
    """Whether its classes, or those of what is around it, say so, or an element in it."""
    around = (pre, pre.parent)
    if any(_CLASSES.search((node.attributes.get("class") or "")[:_LONGEST]) for node in around if node is not None):
        return True
    return pre.css_first(_CODE) is not None
