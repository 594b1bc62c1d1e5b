"""TEI P5: a `TEI` element for each page, in a `teiCorpus` if there are several.

The header is laid out as trafilatura lays it out, so that its readers find title, authors, address and
date where they look for them. The text is one `div` with the article, in it a `div` with its `head` for
each subheading, and one `div` with the comments. Captions are blocks of type `caption`, not figures: the
schema that trafilatura validates with has no `figure`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from newsclean import __version__
from newsclean.records import TEXT_KINDS, Article, Cleaned, Comment, Failure, Kind
from newsclean.settings import Settings
from newsclean.writing.pages import cleaned_pages
from newsclean.writing.parts import Heading, Listing, Paragraph, Part, parts, votes
from newsclean.writing.trees import around, broken, child, element, rendered
from newsclean.writing.values import checked_date, one_line, paragraphs, web_address

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_KINDS = TEXT_KINDS | {Kind.CAPTION}
#: What the header says where it must say something and nothing is known, as in trafilatura.
_UNKNOWN = "N/A"


def write_tei(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One `TEI` for a single result, a `teiCorpus` for several, written as they come; nothing without a page."""
    several, pages = cleaned_pages(results)
    after = ""
    for number, page in enumerate(pages):
        if not number:
            before, after = _corpus() if several else ("", "")
            stream.write(DECLARATION + before)
        stream.write(rendered(tei_element(page), "xml"))
    stream.write(after)


def tei_element(cleaned: Cleaned) -> Element:
    """One page with all that TEI has a place for. A page without an article has an empty entry."""
    article = cleaned.article
    root = element("TEI", {"xmlns": NAMESPACE, _LANGUAGE: article.language})
    _header(root, article)
    body = child(child(root, "text"), "body")
    _entry(body, cleaned)
    if article.comments:
        comments = child(body, "div", attributes={"type": "comments"})
        for comment in article.comments:
            _comment(comments, comment)
    return root


def _corpus() -> tuple[str, str]:
    """A corpus before and after its texts."""
    root = element("teiCorpus", {"xmlns": NAMESPACE})
    header = child(root, "teiHeader")
    description = child(header, "fileDesc")
    child(child(description, "titleStmt"), "title", "newsclean")
    child(child(description, "publicationStmt"), "p")
    child(child(description, "sourceDesc"), "p")
    _encoding(header)
    return around(root, root, "xml")


def _header(root: Element, article: Article) -> None:
    header = child(root, "teiHeader")
    description = child(header, "fileDesc")
    _title(description, article)
    publication = child(description, "publicationStmt")
    for notice in article.copyright or [""]:
        child(publication, "p", notice)
    _notes(description, article)
    _source(description, article)
    _encoding(header)
    _profile(header, article)


def _title(parent: Element, article: Article) -> None:
    statement = child(parent, "titleStmt")
    child(statement, "title", article.title, {"type": "main"})
    for author in filter(None, map(one_line, article.authors)):
        child(statement, "author", author)


def _notes(parent: Element, article: Article) -> None:
    """What else is known of the page, by the names of the JSON document."""
    notes = element("notesStmt")
    for name, value in (
        ("id", article.id),
        ("source", article.source),
        ("comment_count", article.comment_count),
        ("confidence", article.confidence),
    ):
        if value is not None:
            child(notes, "note", str(value), {"type": name})
    parent.append(notes)


def _source(parent: Element, article: Article) -> None:
    """The page as a source: publisher, address, dates."""
    source = child(parent, "sourceDesc")
    address = web_address(article.url)
    site = urlsplit(address).hostname if address else None
    child(source, "bibl", ", ".join(filter(None, map(one_line, (article.title, site, article.date)))))
    full = child(source, "biblFull")
    _title(full, article)
    publication = child(full, "publicationStmt")
    child(publication, "publisher", site or _UNKNOWN)
    if address:
        child(publication, "ptr", attributes={"type": "URL", "target": address})
    _date(publication, article.date)
    _date(publication, article.date_modified, "modified")


def _encoding(header: Element) -> None:
    application = child(
        child(child(header, "encodingDesc"), "appInfo"),
        "application",
        attributes={"version": __version__, "ident": "newsclean"},
    )
    child(application, "label", "newsclean")


def _profile(header: Element, article: Article) -> None:
    profile = element("profileDesc")
    if texts := paragraphs(article.standfirst):
        abstract = child(profile, "abstract")
        for text in texts:
            broken(abstract, "p", text, "lb")
    if article.language:
        child(child(profile, "langUsage"), "language", attributes={"ident": article.language})
    terms = [("categories", article.section), *(("tags", tag) for tag in article.tags)]
    if terms := [(name, one_line(term)) for name, term in terms if one_line(term)]:
        keywords = child(child(profile, "textClass"), "keywords")
        for name, term in terms:
            child(keywords, "term", term, {"type": name})
    if len(profile):
        header.append(profile)


def _entry(body: Element, cleaned: Cleaned) -> None:
    """The article: what comes before the first subheading, then a `div` for each run of subheadings."""
    article = cleaned.article
    entry = division = child(body, "div", attributes={"type": "entry"})
    if title := one_line(article.title):
        child(entry, "head", title)
    broken(entry, "byline", article.byline, "lb")
    # A dateline that begins the first paragraph is there already.
    if any(block.kind is Kind.DATELINE for block in cleaned.blocks):
        broken(entry, "dateline", article.dateline, "lb")
    opened = True
    for part in parts(cleaned.blocks, _KINDS):
        if isinstance(part, Heading):
            if not opened or division is entry:
                division = child(entry, "div", attributes={"type": "section"})
            opened = True
            broken(division, "head", part.text.text, "lb")
        else:
            opened = False
            _part(division, part)


def _part(parent: Element, part: Part) -> None:
    """Paragraphs and lists of paragraphs: without markup there is nothing else."""
    if isinstance(part, Listing):
        listed = element("list")
        for paragraph in (paragraph for item in part.items for paragraph in item.parts):
            if isinstance(paragraph, Paragraph):
                broken(listed, "item", paragraph.text.text, "lb")
        if len(listed):
            parent.append(listed)
    elif isinstance(part, Paragraph) and part.kind is Kind.CAPTION:
        broken(parent, "ab", part.text.text, "lb", {"type": "caption"})
    elif isinstance(part, Paragraph):
        name = str(part.kind) if part.kind is Kind.STANDFIRST else None
        broken(parent, "p", part.text.text, "lb", {"rend": name})


def _comment(parent: Element, comment: Comment) -> None:
    division = child(parent, "div", attributes={"type": "comment"})
    byline = element("byline")
    if author := one_line(comment.author):
        child(byline, "name", author)
    _date(byline, comment.date)
    for name, number in votes(comment):
        child(byline, "num", str(number), {"type": name, "value": str(number)})
    if len(byline):
        division.append(byline)
    for text in paragraphs(comment.text):
        broken(division, "p", text, "lb")


def _date(parent: Element, date: str | None, name: str | None = None) -> None:
    """A date, for machines too if it is of ISO 8601."""
    if shown := one_line(date):
        child(parent, "date", shown, {"type": name, "when-iso": checked_date(date)})
