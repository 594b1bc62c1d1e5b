"""HTML: a document with an `article` element for each page. Made as a tree, so everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO
from xml.etree.ElementTree import Element

from newsclean import __version__
from newsclean.records import Article, Cleaned, Comment, Failure, Kind, Mark
from newsclean.settings import Settings
from newsclean.writing.inline import Node, Text, nodes
from newsclean.writing.pages import cleaned_pages
from newsclean.writing.parts import Code, Heading, Listing, Paragraph, Part, Quote, Table, parts, votes
from newsclean.writing.trees import add_text, around, break_lines, broken, child, element, rendered
from newsclean.writing.values import checked_date, legal, one_line, paragraphs, text_lines, web_address

#: Kinds that the header and the footer of an article show, whatever else is wanted.
_SHOWN = frozenset({Kind.SECTION, Kind.BYLINE, Kind.DATE, Kind.DATELINE, Kind.TAGS, Kind.COPYRIGHT})
_TAGS: dict[Mark, str] = {"link": "a", "strong": "strong", "emphasis": "em", "code": "code"}
#: The title of a document whose only page has none, or that holds several.
_UNTITLED = "newsclean"


def write_html(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One document for all pages, written as they come; nothing if there is none."""
    several, pages = cleaned_pages(results)
    after = ""
    for page in pages:
        if not after:
            before, after = _document(None if several else page.article)
            stream.write(before)
        stream.write(rendered(article_element(page, settings.kinds), "html"))
    stream.write(after)


def article_element(cleaned: Cleaned, kinds: frozenset[Kind]) -> Element:
    """The `article` of one page: its fields in header and footer, and between them its parts of `kinds`.

    A page without an article has its fields only.
    """
    article = cleaned.article
    root = element(
        "article",
        {"data-id": article.id, "data-source": article.source, "lang": article.language, "dir": "auto"},
    )
    _header(root, cleaned)
    if article.text:
        for part in parts(cleaned.blocks, kinds - _SHOWN, cleaned.markup):
            _part(root, part)
        if Kind.COMMENT in kinds and article.comments:
            section = child(root, "section", attributes={"class": "comments"})
            for comment in article.comments:
                _comment(section, comment)
    _footer(root, article)
    return root


def _document(article: Article | None) -> tuple[str, str]:
    """The document before and after its articles; `article` is the only one, or None."""
    root = element("html", {"lang": article.language if article else None})
    head = child(root, "head")
    child(head, "meta", attributes={"charset": "utf-8"})
    child(head, "meta", attributes={"name": "viewport", "content": "width=device-width"})
    child(head, "meta", attributes={"name": "generator", "content": f"newsclean {__version__}"})
    child(head, "title", (one_line(article.title) if article else "") or _UNTITLED)
    before, after = around(root, child(root, "body"), "html")
    return f"<!DOCTYPE html>\n{before}", after


def _header(root: Element, cleaned: Cleaned) -> None:
    article = cleaned.article
    header = element("header")
    broken(header, "p", article.section, "br", {"class": "section"})
    if title := one_line(article.title):
        child(header, "h1", title)
    broken(header, "p", article.byline or ", ".join(filter(None, article.authors)), "br", {"class": "byline"})
    for name, date in (("date", article.date), ("modified", article.date_modified)):
        _date(header, name, date)
    # A dateline that begins the first paragraph is there already.
    if any(block.kind is Kind.DATELINE for block in cleaned.blocks):
        broken(header, "p", article.dateline, "br", {"class": "dateline"})
    if len(header):
        root.append(header)


def _footer(root: Element, article: Article) -> None:
    footer = element("footer")
    if tags := list(filter(None, map(one_line, article.tags))):
        listed = child(footer, "ul", attributes={"class": "tags"})
        for tag in tags:
            child(listed, "li", tag)
    for notice in article.copyright:
        broken(footer, "p", notice, "br", {"class": "copyright"})
    if address := web_address(article.url):
        child(footer, "a", address, {"href": address})
    if len(footer):
        root.append(footer)


def _date(parent: Element, name: str, date: str | None) -> None:
    """A date, for machines too if it is of ISO 8601."""
    shown = one_line(date)
    if not shown:
        return
    if iso := checked_date(date):
        child(parent, "time", shown, {"class": name, "datetime": iso})
    else:
        child(parent, "span", shown, {"class": name})


def _part(parent: Element, part: Part) -> None:
    if isinstance(part, Listing):
        _listing(parent, part)
    elif isinstance(part, Table):
        table = child(parent, "table")
        for number, cells in enumerate(part.rows):
            row = child(table, "tr")
            for cell in cells:
                _fill(child(row, "th" if part.has_head and not number else "td"), cell)
    elif isinstance(part, Quote):
        quote = element("blockquote")
        for inner in part.parts:
            _part(quote, inner)
        _append(parent, quote)
    elif isinstance(part, Code):
        child(child(parent, "pre"), "code").text = legal(part.text)
    elif isinstance(part, Heading):
        _append(parent, _fill(element(f"h{part.level}"), part.text))
    elif part.kind is Kind.CAPTION:
        figure = element("figure")
        _append(figure, _fill(element("figcaption"), part.text))
        _append(parent, figure)
    else:
        _append(parent, _fill(element("p", {"class": _class(part.kind)}), part.text))


def _listing(parent: Element, part: Listing) -> None:
    first = following = part.items[0].number
    start = str(first) if first is not None and first != 1 else None
    listed = element("ul" if first is None else "ol", {"class": _class(part.kind), "start": start})
    for item in part.items:
        jumps = following is not None and item.number not in (None, following)
        made = element("li", {"value": str(item.number) if jumps else None})
        inner = item.parts
        if item.is_short() and isinstance(inner[0], Paragraph):
            _fill(made, inner[0].text)
            inner = inner[1:]
        for below in inner:
            _part(made, below)
        _append(listed, made)
        if following is not None:
            following = (following if item.number is None else item.number) + 1
    _append(parent, listed)


def _class(kind: Kind) -> str | None:
    return None if kind is Kind.BODY else str(kind)


def _append(parent: Element, made: Element) -> None:
    """Add an element if there is anything in it."""
    if made.text or len(made):
        parent.append(made)


def _fill(made: Element, text: Text) -> Element:
    """An element with a text in it: marked, or with its line breaks."""
    lines = text_lines(text.text)
    if len(lines) > 1:
        break_lines(made, lines, "br")
    else:
        _add(made, nodes(text))
    return made


def _add(made: Element, tree: list[Node]) -> None:
    for node in tree:
        if isinstance(node, str):
            add_text(made, node)
        else:
            _add(child(made, _TAGS[node.mark], attributes={"href": node.target}), node.inner)


def _comment(parent: Element, comment: Comment) -> None:
    root = child(parent, "article")
    header = element("header")
    if author := one_line(comment.author):
        child(header, "cite", author)
    _date(header, "date", comment.date)
    for name, number in votes(comment):
        child(header, "data", f"{name} {number}", {"class": name, "value": str(number)})
    if len(header):
        root.append(header)
    for text in paragraphs(comment.text):
        broken(root, "p", text, "br")
