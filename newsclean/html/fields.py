"""Fields of an article from what is visible on the page and what its head says: the two check each other.

What is printed wins where the head is generic (the site's name for a title, "Staff" for an author); the head wins
where it is exact (dates with their time), complete (all authors), or tells what no line does (language, address).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from newsclean.fields.dates import NOTHING_KNOWN, Context
from newsclean.html import Rendered
from newsclean.html.comments import comments_of
from newsclean.html.elements import TAG_BIT
from newsclean.html.head import Head, iso_date, names_of
from newsclean.records import Article, Cleaned, Kind, folded

#: Separators between a headline and the site's name in a `<title>`.
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • ")
#: Words from this length on tell what a text is about.
LONG_WORD = 5
_AUTHOR = TAG_BIT["in_author"] | TAG_BIT["link_author"]


def with_fields(
    cleaned: Cleaned, page: Rendered, kinds: Sequence[Kind], html: str, context: Context = NOTHING_KNOWN
) -> Cleaned:
    """A cleaned page with the fields that its head and markup tell. `kinds` are those of the page's Lines; `html` is
    read again, for much longer, where neither tells the date of an article. `context` is what helps to
    read the dates that comments print."""
    article, head = cleaned.article, page.head
    title = _title(article, head)
    authors = list(head.authors) or _visible_authors(page, kinds) or article.authors or list(head.bylines)
    date = head.date or _visible_date(page, kinds) or article.date
    if article.text and not date:
        from newsclean.html.metadata import find_date  # loads htmldate, and parses the page again

        date = find_date(html, article.url or head.url)
    filled = msgspec.structs.replace(
        article,
        input="html",
        url=article.url or head.url,
        language=head.language or article.language,
        title=title,
        section=article.section or (head.section if article.text else None),
        authors=authors if article.text else [],
        date=date if article.text else article.date,
        date_modified=_modified(article, head, date),
        tags=_merged(article, head) if article.text else article.tags,
        comments=comments_of(page, kinds, article.comments, context),
    )
    return msgspec.structs.replace(cleaned, article=filled)


def _modified(article: Article, head: Head, date: str | None) -> str | None:
    """When the article was last changed, if that is another time than its date."""
    modified = head.modified or article.date_modified
    return modified if article.text and not _same_time(modified, date) else None


def _same_time(one: str | None, other: str | None) -> bool:
    """Whether two ISO 8601 values are equal, or name one moment with different offsets."""
    if one is None or other is None or "T" not in one or "T" not in other:
        return one == other
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def _title(article: Article, head: Head) -> str | None:
    """The headline that JSON-LD or meta tags state, which is whole and without kickers; what is printed where that is
    generic: it says nothing that the article says too. Of a page that prints none, the `<title>`."""
    stated = _stated_title(head) if article.text else None
    if stated is None or article.title is None or not head.is_headline:
        return article.title or stated
    if folded(stated).startswith(tuple(folded(article.title) + separator for separator in _SEPARATORS)):
        return article.title  # and the site's name
    said = folded(f"{article.title} {article.text}")
    tells = any(word in said for word in folded(stated).split() if len(word) >= LONG_WORD or not word.isascii())
    return stated if tells else article.title


def _stated_title(head: Head) -> str | None:
    """The head's headline without the site's name."""
    for text in head.headlines:
        for separator in _SEPARATORS:
            before, found, after = text.rpartition(separator)
            if found and (folded(after) in {folded(name) for name in head.site} or len(before) > 3 * len(after)):
                text = before
        if folded(text) not in {folded(name) for name in head.site}:
            return text
    return None


def _visible_authors(page: Rendered, kinds: Sequence[Kind]) -> list[str]:
    """The names that the markup of bylines marks as authors'."""
    marked = [
        line.text
        for line, row, kind in zip(page.lines, page.rows, kinds, strict=True)
        if kind is Kind.BYLINE and (row.tags | row.inner) & _AUTHOR and len(line.text) < 80
    ]
    return list(names_of(marked, page.head.site))


def _visible_date(page: Rendered, kinds: Sequence[Kind]) -> str | None:
    """The first `datetime` of the time elements in the article's date lines and bylines."""
    for kind, time in zip(kinds, page.times, strict=True):
        if time and kind in (Kind.DATE, Kind.BYLINE, Kind.DATELINE) and (date := iso_date(time)):
            return date
    return None


def _merged(article: Article, head: Head) -> list[str]:
    """The topics printed on the page; those of the head where none is."""
    return article.tags or [tag for tag in head.tags if not tag.startswith("_")]  # "_Prio_3"
