"""The report: pages line by line as one web page that loads nothing. Made as a tree, so everything is escaped.

Style and script are files of `data/`; a policy in the document allows these two, by their hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import TextIO
from xml.etree.ElementTree import Element

from newsclean import __version__, shipped
from newsclean.records import Cleaned, Failure, Kind
from newsclean.settings import Settings
from newsclean.writing.panes import PANES, SHOWN, page_section, page_title
from newsclean.writing.replacing import REPORT
from newsclean.writing.trees import around, child, element, rendered
from newsclean.writing.views import View, view

#: Where the style is put into the tree that was written; it is no text to be escaped.
_STYLE = "newsclean-style"
_READING = (
    "Lines of the page with their kinds: + the article, = a field of the JSON, - removed. The number beside a kind, "
    "and how strong the margin's colour is, tell how sure the model is of it. A line's number leads to its paragraph "
    "and back. Keys: j and k go from one removed run to the next, n and p from page to page."
)


def write_report(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One document for all pages, written as they come, with an index at its end; nothing if there is no page."""
    after = ""
    listed: list[Element] = []
    for number, page in enumerate((result for result in results if isinstance(result, Cleaned)), 1):
        if not after:
            before, after = _document()
            stream.write(before)
        shown = view(page)
        stream.write(rendered(page_section(page, shown, f"p{number}"), "html"))
        listed.append(_listed(page, shown, f"p{number}"))
    if after:
        stream.write(rendered(_index(listed), "html"))
    stream.write(after)


def _document() -> tuple[str, str]:
    """The document before and after its pages."""
    style, script = shipped.text("report.css"), shipped.text("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    root = element("html", {"lang": "en"})
    head = child(root, "head")
    child(head, "meta", attributes={"charset": "utf-8"})
    child(head, "meta", attributes={"http-equiv": "Content-Security-Policy", "content": policy})
    child(head, "meta", attributes={"name": "viewport", "content": "width=device-width"})
    child(head, "meta", attributes={"name": "generator", "content": f"{REPORT.mark.decode()} {__version__}"})
    child(head, "title", "newsclean report")
    child(head, "style", _STYLE)
    body = child(root, "body")
    child(body, "a", "To the index of pages", {"class": "skip", "href": "#index"})
    top = child(body, "header", attributes={"class": "top"})
    child(top, "h1", "newsclean report")
    child(top, "p", _READING, {"class": "quiet"})
    _tools(body)
    before, after = around(root, child(body, "main"), "html")
    before = before.replace(_STYLE, style)
    closing = f"<script>{script}</script>\n</body>"
    return f"<!DOCTYPE html>\n{before}", after.replace("</body>", closing)


def _hash(text: str) -> str:
    """A source expression of the policy for an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _tools(body: Element) -> None:
    """Filters and panes; the script shows them, since they do nothing without it."""
    attributes: dict[str, str | None] = {"class": "tools", "id": "tools", "role": "region", "aria-label": "Filters"}
    attributes["hidden"] = "hidden"
    tools = child(body, "div", attributes=attributes)
    panes = child(tools, "fieldset")
    child(panes, "legend", "Show")
    for name in PANES:
        pressed = "true" if name in SHOWN else "false"
        child(panes, "button", name.title(), {"type": "button", "data-pane": name, "aria-pressed": pressed})
    child(panes, "button", "Only doubtful lines", {"type": "button", "id": "doubtful", "aria-pressed": "false"})
    kinds = child(tools, "fieldset", attributes={"id": "kinds"})
    child(kinds, "legend", "Kinds")
    for kind in Kind:
        choice = child(kinds, "label", attributes={"class": f"k-{kind}"})
        child(choice, "input", attributes={"type": "checkbox", "value": str(kind), "checked": "checked"})
        child(choice, "span", attributes={"class": "swatch"})
        child(choice, "span", str(kind))
    child(kinds, "button", "all", {"type": "button", "id": "all"})


def _listed(page: Cleaned, shown: View, name: str) -> Element:
    """The row of a page in the index."""
    row = element("tr")
    cell = child(row, "th", attributes={"scope": "row"})
    child(child(cell, "a", attributes={"href": f"#{name}"}), "bdi", page_title(page))
    child(row, "td", page.article.source or "-")
    for figure in (str(shown.count("kept")), str(shown.count("removed")), f"{page.article.confidence:.2f}"):
        child(row, "td", figure, {"class": "figure"})
    return row


def _index(listed: list[Element]) -> Element:
    index = element("nav", {"class": "index", "id": "index", "aria-label": "Index of pages", "tabindex": "-1"})
    table = child(index, "table")
    head = child(child(table, "thead"), "tr")
    for label in ("Page", "Source", "Kept", "Removed", "Confidence"):
        child(head, "th", label, {"scope": "col"})
    child(table, "tbody").extend(listed)
    return index
