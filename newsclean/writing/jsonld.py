"""JSON-LD: a `NewsArticle` of schema.org for each page, in the containers of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from newsclean.records import Article, Caption, Cleaned, Comment, Failure
from newsclean.settings import Settings
from newsclean.writing.jsons import write_documents
from newsclean.writing.values import checked_date, legal, one_line, web_address


def write_jsonld(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One indented object for a single result, an array for several."""
    write_documents(results, stream, lambda article: json.dumps(news_article(article), ensure_ascii=False, indent=2))


def news_article(article: Article) -> dict[str, object]:
    """The article by the names of schema.org. What is not known is left out, but for `articleBody`.

    Dates are there if they are of ISO 8601, which schema.org demands, and addresses if they are of the web.
    """
    known: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": article.id,
        "url": web_address(article.url),
        "inLanguage": article.language,
        "headline": one_line(article.title),
        "description": article.standfirst,
        "articleSection": article.section,
        "dateline": article.dateline,
        "author": [_person(name) for name in article.authors],
        "creditText": article.byline,
        "datePublished": checked_date(article.date),
        "dateModified": checked_date(article.date_modified),
        "keywords": article.tags,
        "image": [_image(caption) for caption in article.captions],
        "commentCount": article.comment_count,
        "comment": [_comment(comment) for comment in article.comments],
        "copyrightNotice": "\n".join(article.copyright),
    }
    return _known(known) | {"articleBody": legal(article.text)}


def _person(name: str | None) -> dict[str, object]:
    return {"@type": "Person", "name": one_line(name)} if one_line(name) else {}


def _image(caption: Caption) -> dict[str, object]:
    return _known({"@type": "ImageObject", "caption": caption.text, "creditText": caption.credit})


def _comment(comment: Comment) -> dict[str, object]:
    known: dict[str, object] = {
        "@type": "Comment",
        "author": _person(comment.author),
        "dateCreated": checked_date(comment.date),
        "upvoteCount": comment.up,
        "downvoteCount": comment.down,
        "text": comment.text,
    }
    return _known(known)


def _known(values: dict[str, object]) -> dict[str, object]:
    """The values that are known, their strings legal."""
    return {name: clean for name, value in values.items() if (clean := _legal(value)) not in (None, "", [], {})}


def _legal(value: object) -> object:
    if isinstance(value, list):
        return [clean for item in value if (clean := _legal(item)) not in ("", {})]
    return legal(value) if isinstance(value, str) else value
