"""HTML: a document with an `article` element for each page. Made as a tree, so everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO
from xml.etree.ElementTree import Element

from newsclean import __version__
from newsclean.records import Article, Cleaned, Comment, Failure, Kind
from newsclean.settings import Settings
from newsclean.writing.parts import Part, cleaned_pages, parts, votes
from newsclean.writing.trees import around, broken, child, element, rendered
from newsclean.writing.values import iso_date, one_line, paragraphs, web_address

#: Kinds that the header and the footer of an article show, whatever else is wanted.
_SHOWN = frozenset({Kind.SECTION, Kind.BYLINE, Kind.DATE, Kind.DATELINE, Kind.TAGS, Kind.COPYRIGHT})
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
        for part in parts(cleaned.blocks, kinds - _SHOWN):
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
    if iso := iso_date(date):
        child(parent, "time", shown, {"class": name, "datetime": iso})
    else:
        child(parent, "span", shown, {"class": name})


def _part(parent: Element, part: Part) -> None:
    name = None if part.kind is Kind.BODY else str(part.kind)
    if part.is_list:
        listed = element("ul", {"class": name})
        for text in part.texts:
            broken(listed, "li", text, "br")
        if len(listed):
            parent.append(listed)
    elif part.kind is Kind.SUBHEADING:
        broken(parent, "h2", part.texts[0], "br")
    elif part.kind is Kind.CAPTION:
        if one_line(part.texts[0]):
            broken(child(parent, "figure"), "figcaption", part.texts[0], "br")
    else:
        broken(parent, "p", part.texts[0], "br", {"class": name})


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
