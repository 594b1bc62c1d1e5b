"""HTML → text as in Common Crawl's WET archives: a line an element, no empty lines, the title first.

The rules are those of `ExtractingParseObserver` in Common Crawl's ia-web-commons (commit 1d94164): it goes through the
tags as they stand in the source, so nothing is repaired, and puts nothing between elements that are in neither set.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["extracted"]

#: Elements whose text stands on lines of its own.
BLOCKS = frozenset((
    *("address", "article", "aside", "blockquote", "body", "br", "button", "canvas", "caption", "col", "colgroup"),
    *("dd", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "header", "hgroup", "hr", "li", "map", "noscript", "object", "ol", "output", "p", "pre", "progress"),
    *("section", "table", "tbody", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video"),
))  # fmt: skip
#: Elements whose text is parted from what is around it by a space.
SPACED = frozenset((
    *("cite", "details", "datalist", "iframe", "img", "input", "label", "legend", "optgroup", "q", "select"),
    *("summary", "td", "time"),
))  # fmt: skip

_SPACE = re.compile(r"[\0-\x20\x7f\s]+")


def extracted(page: str) -> str:
    """The text of a page, given as HTML."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return re.sub(" +\n", "\n", "".join(reader.parts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._last = "\n"
        self._open: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._open.add(tag)
        if tag != "title":
            self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.discard(tag)
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._open.isdisjoint(("script", "style")):
            return
        if "pre" not in self._open:
            data = _SPACE.sub(" ", data)
            if self._last.isspace():
                data = data.lstrip(" ")
        self._add(data)

    def _part(self, tag: str) -> None:
        if tag in BLOCKS and self._last != "\n":
            self._add("\n")
        elif tag in SPACED and not self._last.isspace():
            self._add(" ")

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self._last = text[-1]
