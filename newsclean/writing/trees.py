"""Elements of HTML and XML documents, made so that nothing in them can be illegal or read as a tag."""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from newsclean.writing.values import legal, text_lines

Method = Literal["html", "xml"]

_PLACE = "pages"
#: Elements of HTML that may hold others with text around them, and which these are: there every space counts.
_OF_TEXT = frozenset({"p", "li", "td", "th", "figcaption", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({"a", "strong", "em", "code"})


def element(tag: str, attributes: dict[str, str | None] | None = None) -> Element:
    """An element; attributes that are None or empty are left out."""
    return Element(tag, _legal(attributes))


def child(
    parent: Element, tag: str, text: str | None = None, attributes: dict[str, str | None] | None = None
) -> Element:
    """A new last child of `parent`. `text` goes on one line."""
    made = SubElement(parent, tag, _legal(attributes))
    made.text = " ".join(text_lines(text)) or None
    return made


def broken(
    parent: Element, tag: str, text: str | None, line_break: str, attributes: dict[str, str | None] | None = None
) -> None:
    """A new last child with the lines of `text`, and the element `line_break` between two; none without lines."""
    lines = text_lines(text)
    if not lines:
        return
    break_lines(SubElement(parent, tag, _legal(attributes)), lines, line_break)


def break_lines(made: Element, lines: list[str], line_break: str) -> None:
    """Put legal lines, one or more, into an empty element, the element `line_break` between two."""
    made.text = lines[0]
    for line in lines[1:]:
        SubElement(made, line_break).tail = line


def add_text(made: Element, text: str) -> None:
    """Put legal text behind what an element holds."""
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text


def around(root: Element, inside: Element, method: Method) -> tuple[str, str]:
    """What of the document `root` comes before and after children that are written one by one into `inside`.

    They come behind those that `inside` has.
    """
    # No text can hold the comment: its first character is escaped there.
    inside.append(ElementTree.Comment(_PLACE))
    before, _, after = rendered(root, method).partition(f"<!--{_PLACE}-->")
    return before.rstrip(" "), after.lstrip("\n")


def rendered(root: Element, method: Method) -> str:
    """An element as indented text, with a line end after it."""
    _indent(root, "\n")
    return ElementTree.tostring(root, encoding="unicode", method=method) + "\n"


def _indent(parent: Element, line_end: str) -> None:
    """Put every child on a line of its own, but for those that text is around, and code."""
    if not len(parent) or parent.text or parent.tag == "pre" or any(below.tail for below in parent):
        return
    if parent.tag in _OF_TEXT and any(below.tag in _INLINE for below in parent):
        return
    parent.text = f"{line_end}  "
    for below in parent:
        _indent(below, parent.text)
        below.tail = parent.text
    parent[-1].tail = line_end


def _legal(attributes: dict[str, str | None] | None) -> dict[str, str]:
    cleaned = ((name, legal(value or "")) for name, value in (attributes or {}).items())
    return {name: value for name, value in cleaned if value}
