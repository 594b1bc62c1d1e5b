"""A page of the report: its lines, its article and what was removed, as panes with links from one to the other."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from newsclean.records import ITEM, TEXT_KINDS, Block, Cleaned, Kind
from newsclean.writing.trees import child, element
from newsclean.writing.values import lines_of, one_line
from newsclean.writing.views import MARKS, Run, ShownLine, View

#: The panes of a page, and which of them are shown at first.
PANES = ("lines", "article", "removed")
SHOWN = ("lines", "article")
#: Degrees of confidence that are told apart in the margin.
DEGREES = 6


def page_section(page: Cleaned, shown: View, name: str) -> Element:
    """The section of a page; `name` begins the ids of all in it."""
    article = page.article
    section = element("section", {"class": "page", "id": name, "aria-labelledby": f"{name}-title"})
    heading = child(section, "h2", attributes={"id": f"{name}-title"})
    child(heading, "bdi", page_title(page))
    source = f"{article.source or '-'}{' as rendered' if article.input == 'html' else ''}"
    kept, fields, removed = (shown.count(home) for home in MARKS)
    told = f"{lines_of(kept)} kept, {fields} in fields, {removed} removed; confidence {article.confidence:.2f}"
    child(section, "p", f"{source}: {told}", {"class": "quiet"})
    panes = child(section, "div", attributes={"class": "panes"})
    lines, text, junk = (_pane(panes, pane, name) for pane in PANES)
    _lines(lines, page, shown, name)
    _article(text, page, name)
    _removed(junk, page, name)
    return section


def _pane(panes: Element, kind: str, name: str) -> Element:
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
            "hidden": None if kind in SHOWN else "hidden",
        },
    )
    child(pane, "h3", kind.title(), {"id": title})
    return pane


def _lines(pane: Element, page: Cleaned, shown: View, name: str) -> None:
    table = child(pane, "table")
    head = child(child(table, "thead"), "tr")
    for kind, label in (("number", "Line"), ("kind", "Kind"), ("sure", "Sure"), ("text", "Text")):
        child(head, "th", label, {"class": kind, "scope": "col"})
    body = child(table, "tbody")
    held = {
        (line, run.kind): f"{name}-r{number}"
        for number, run in enumerate(page.article.removed)
        for line in range(run.first_line, run.last_line + 1)
    }
    # The parts of a very long line have one number; the first is where links go.
    seen: set[int] = set()
    for run in shown.runs:
        for place, row in enumerate(run.rows):
            line = _line(body, run, row, first=place == 0)
            if row.number not in seen:
                line.set("id", f"{name}-l{row.number}")
                seen.add(row.number)
            targets = {"kept": f"{name}-b{row.block}", "removed": held.get((row.number, run.kind))}
            number, target = line[0], targets.get(run.home)
            child(number, "a" if target else "span", str(row.number), {"href": f"#{target}" if target else None})
        if run.reason:
            why = child(body, "tr", attributes={"class": "reason", "data-kind": str(run.kind)})
            child(why, "td", attributes={"colspan": "2"})
            child(why, "td", run.reason, {"colspan": "2"})


def _line(body: Element, run: Run, row: ShownLine, *, first: bool) -> Element:
    """A row of the table; its first cell is for the number, which leads to where the line went."""
    degree = min(int(row.confidence * DEGREES), DEGREES - 1)
    begins = " first" if first and run.home == "removed" else ""
    names = f"line {run.home} k-{run.kind} c{degree}{begins}"
    line = child(body, "tr", attributes={"class": names, "data-kind": str(run.kind)})
    child(line, "th", attributes={"class": "number", "scope": "row"})
    told = child(line, "td", attributes={"class": "kind"})
    child(told, "span", MARKS[run.home], {"class": "mark"}).tail = f" {run.kind}"
    child(line, "td", f"{row.confidence:.2f}", {"class": "sure"})
    child(line, "td", row.text, {"class": "text", "dir": "auto"})
    return line


def _article(pane: Element, page: Cleaned, name: str) -> None:
    """Headline and paragraphs, each with a link to its lines."""
    found = False
    for number, block in enumerate(page.blocks):
        if block.kind in TEXT_KINDS or (block.kind is Kind.HEADLINE and page.reasons[number] is None):
            found = True
            _block(pane, block, f"{name}-b{number}", name)
    if not found:
        child(pane, "p", "No article was found on this page.", {"class": "quiet"})


def _removed(pane: Element, page: Cleaned, name: str) -> None:
    """What was removed, each run with its reason and a link to its lines."""
    listed = child(pane, "div", attributes={"class": "removed-list"})
    for number, run in enumerate(page.article.removed):
        made = _block(listed, run, f"{name}-r{number}", name)
        made.set("data-kind", str(run.kind))
        if run.reason:
            child(made, "div", run.reason, {"class": "where"})
    if not len(listed):
        child(listed, "p", "Nothing was removed.", {"class": "quiet"})


def _block(parent: Element, block: Block, target: str, name: str) -> Element:
    """A paragraph or a run that was removed, with a link to its first line."""
    made = child(parent, "div", attributes={"class": f"block {block.kind} k-{block.kind}", "id": target})
    first, last = block.first_line, block.last_line
    where = child(made, "div", attributes={"class": "where"})
    place = f"line {first}" if first == last else f"lines {first}–{last}"
    child(where, "a", place, {"href": f"#{name}-l{first}"}).tail = f" {block.kind}"
    paragraph = child(made, "p", attributes={"class": "text", "dir": "auto"})
    text = block.text.removeprefix(ITEM) if block.kind in TEXT_KINDS else block.text
    paragraph.text = "\n".join(filter(None, map(one_line, text.split("\n"))))
    return made


def page_title(page: Cleaned) -> str:
    """What a page is called in the report."""
    if not page.article.text:
        return "No article"
    return one_line(page.article.title) or "No title"
