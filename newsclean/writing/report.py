"""The report: pages line by line as one web page that loads nothing. Made as a tree, so everything is escaped.

Style and script are files of `data/`; a policy in the document allows these two, by their hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from typing import TextIO
from xml.etree.ElementTree import Element

from newsclean import __version__
from newsclean.records import TEXT_KINDS, Block, Cleaned, Failure, Kind
from newsclean.settings import Settings
from newsclean.writing.parts import BULLET
from newsclean.writing.trees import around, child, element, rendered
from newsclean.writing.values import one_line
from newsclean.writing.views import MARKS, Run, View, view

#: Degrees of confidence that are told apart in the margin.
DEGREES = 6
_PANES = (("lines", "Lines", True), ("article", "Article", True), ("removed", "Removed", False))


def write_report(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One document for all pages, written as they come, with an index at its end; nothing if there is no page."""
    after = ""
    listed: list[Element] = []
    for number, page in enumerate((result for result in results if isinstance(result, Cleaned)), 1):
        if not after:
            before, after = _document()
            stream.write(before)
        shown = view(page)
        stream.write(rendered(_page(page, shown, f"p{number}"), "html"))
        listed.append(_listed(page, shown, f"p{number}"))
    if after:
        stream.write(rendered(_index(listed), "html"))
    stream.write(after)


def _document() -> tuple[str, str]:
    """The document before and after its pages."""
    style, script = _file("report.css"), _file("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    root = element("html", {"lang": "en"})
    head = child(root, "head")
    child(head, "meta", attributes={"charset": "utf-8"})
    child(head, "meta", attributes={"http-equiv": "Content-Security-Policy", "content": policy})
    child(head, "meta", attributes={"name": "viewport", "content": "width=device-width"})
    child(head, "meta", attributes={"name": "generator", "content": f"newsclean {__version__}"})
    child(head, "title", "newsclean report")
    child(head, "style", _INSERTED.format("style"))
    body = child(root, "body")
    child(body, "a", "To the index of pages", {"class": "skip", "href": "#index"})
    top = child(body, "header", attributes={"class": "top"})
    child(top, "h1", "newsclean report")
    child(top, "p", _READING, {"class": "quiet"})
    _tools(body)
    before, after = around(root, child(body, "main"), "html")
    before = before.replace(_INSERTED.format("style"), style)
    closing = f"<script>{script}</script>\n</body>"
    return f"<!DOCTYPE html>\n{before}", after.replace("</body>", closing)


_INSERTED = "newsclean-{}"
_READING = (
    "Lines of the page with their kinds: + the article, = a field of the JSON, - removed. The number beside a kind, "
    "and how strong the margin's colour is, tell how sure the model is of it. A line's number leads to its paragraph "
    "and back. Keys: j and k go from one removed run to the next, n and p from page to page."
)


def _file(name: str) -> str:
    return resources.files("newsclean").joinpath("data", name).read_text("utf-8")


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
    for name, label, shown in _PANES:
        pressed = "true" if shown else "false"
        child(panes, "button", label, {"type": "button", "data-pane": name, "aria-pressed": pressed})
    child(panes, "button", "Only doubtful lines", {"type": "button", "id": "doubtful", "aria-pressed": "false"})
    kinds = child(tools, "fieldset", attributes={"id": "kinds"})
    child(kinds, "legend", "Kinds")
    for kind in Kind:
        choice = child(kinds, "label", attributes={"class": f"k-{kind}"})
        child(choice, "input", attributes={"type": "checkbox", "value": str(kind), "checked": "checked"})
        child(choice, "span", attributes={"class": "swatch"})
        child(choice, "span", str(kind))
    child(kinds, "button", "all", {"type": "button", "id": "all"})


def _page(page: Cleaned, shown: View, name: str) -> Element:
    article = page.article
    section = element("section", {"class": "page", "id": name, "aria-labelledby": f"{name}-title"})
    heading = child(section, "h2", attributes={"id": f"{name}-title"})
    child(heading, "bdi", _title(page))
    counts = Counter({home: shown.count(home) for home in MARKS})
    child(
        section,
        "p",
        f"{article.source or '-'}: {counts['kept']} lines kept, {counts['field']} in fields, {counts['removed']} "
        f"removed; confidence {article.confidence:.2f}",
        {"class": "quiet"},
    )
    panes = child(section, "div", attributes={"class": "panes"})
    _lines(_pane(panes, "lines", name, "Lines", shown=True), page, shown, name)
    _article(_pane(panes, "article", name, "Article", shown=True), page, name)
    _removed(_pane(panes, "removed", name, "Removed", shown=False), page, name)
    return section


def _pane(panes: Element, kind: str, name: str, label: str, *, shown: bool) -> Element:
    """A part of a page that scrolls by itself, also by keys."""
    title = f"{name}-{kind}"
    pane = child(
        panes,
        "div",
        attributes={
            "class": f"pane {kind}",
            "role": "group",
            "tabindex": "0",
            "aria-labelledby": f"{name}-title {title}",
            "hidden": None if shown else "hidden",
        },
    )
    child(pane, "h3", label, {"id": title})
    return pane


def _lines(pane: Element, page: Cleaned, shown: View, name: str) -> None:
    table = child(pane, "table")
    head = child(child(table, "thead"), "tr")
    for kind, label in (("number", "Line"), ("kind", "Kind"), ("sure", "Sure"), ("text", "Text")):
        child(head, "th", label, {"class": kind, "scope": "col"})
    body = child(table, "tbody")
    seen: set[int] = set()
    for run in shown.runs:
        for place, row in enumerate(run.rows):
            # The parts of a very long line have one number; the first is where links go.
            own = f"{name}-l{row.number}" if row.number not in seen else None
            seen.add(row.number)
            degree = min(int(row.confidence * DEGREES), DEGREES - 1)
            first = " first" if place == 0 and run.home == "removed" else ""
            line = child(
                body,
                "tr",
                attributes={
                    "class": f"line {run.home} k-{run.kind} c{degree}{first}",
                    "id": own,
                    "data-kind": str(run.kind),
                },
            )
            number = child(line, "th", attributes={"class": "number", "scope": "row"})
            _line_link(number, page.blocks[row.block], run, row.number, f"{name}-b{row.block}", name, page)
            told = child(line, "td", attributes={"class": "kind"})
            child(told, "span", MARKS[run.home], {"class": "mark"}).tail = f" {run.kind}"
            child(line, "td", f"{row.confidence:.2f}", {"class": "sure"})
            child(line, "td", row.text, {"class": "text", "dir": "auto"})
        if run.reason:
            why = child(body, "tr", attributes={"class": "reason", "data-kind": str(run.kind)})
            child(why, "td", attributes={"colspan": "2"})
            child(why, "td", run.reason, {"colspan": "2"})


def _line_link(cell: Element, block: Block, run: Run, number: int, target: str, name: str, page: Cleaned) -> None:
    """The number of a line, which leads to the paragraph or removed run that holds it, if there is one."""
    if run.home == "removed":
        held = next(r for r in page.article.removed if r.first_line <= number <= r.last_line and r.kind is run.kind)
        target = f"{name}-r{held.first_line}-{held.kind}"
    elif run.home == "field":
        child(cell, "span", str(number))
        return
    child(cell, "a", str(number), {"href": f"#{target}"})


def _article(pane: Element, page: Cleaned, name: str) -> None:
    """Headline and paragraphs, each with a link to its lines."""
    found = False
    for number, block in enumerate(page.blocks):
        if block.kind in TEXT_KINDS or (block.kind is Kind.HEADLINE and page.reasons[number] is None):
            found = True
            _block(pane, block.kind, block.text.removeprefix(BULLET), f"{name}-b{number}", block, name)
    if not found:
        child(pane, "p", "No article was found on this page.", {"class": "quiet"})


def _removed(pane: Element, page: Cleaned, name: str) -> None:
    """What was removed, each run with its reason and a link to its lines."""
    listed = child(pane, "div", attributes={"class": "removed-list"})
    for run in page.article.removed:
        made = _block(listed, run.kind, run.text, f"{name}-r{run.first_line}-{run.kind}", run, name)
        made.set("data-kind", str(run.kind))
        if run.reason:
            child(made, "div", run.reason, {"class": "where"})
    if not len(listed):
        child(listed, "p", "Nothing was removed.", {"class": "quiet"})


def _block(parent: Element, kind: Kind, text: str, target: str, block: Block, name: str) -> Element:
    made = child(parent, "div", attributes={"class": f"block {kind} k-{kind}", "id": target})
    place = (
        f"line {block.first_line}"
        if block.first_line == block.last_line
        else f"lines {block.first_line}–{block.last_line}"
    )
    where = child(made, "div", attributes={"class": "where"})
    child(where, "a", place, {"href": f"#{name}-l{block.first_line}"}).tail = f" {kind}"
    paragraph = child(made, "p", attributes={"class": "text", "dir": "auto"})
    paragraph.text = "\n".join(filter(None, map(one_line, text.split("\n"))))
    return made


def _listed(page: Cleaned, shown: View, name: str) -> Element:
    """The row of a page in the index."""
    row = element("tr")
    cell = child(row, "th", attributes={"scope": "row"})
    child(child(cell, "a", attributes={"href": f"#{name}"}), "bdi", _title(page))
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


def _title(page: Cleaned) -> str:
    if not page.article.text:
        return "No article"
    return one_line(page.article.title) or "No title"
