"""What a page says of itself in JSON-LD, meta tags and its title."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from newsclean.lab.score import words


@dataclass(slots=True)
class Facts:
    """What the page says of itself in JSON-LD and meta tags."""

    headlines: list[list[str]] = field(default_factory=list)
    authors: list[list[str]] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


def read_facts(tree: LexborHTMLParser) -> Facts:
    """Headline, authors and dates from JSON-LD, meta tags and the title."""
    facts = Facts()
    headlines: list[str] = []
    authors: list[str] = []
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            stated = json.loads(script.text(), strict=False)
        except ValueError:
            continue
        for key, value in _stated(stated):
            if key == "headline":
                headlines.append(value)
            elif key == "author":
                authors.append(value)
            elif key in ("datePublished", "dateModified", "dateCreated"):
                facts.dates.append(value)
    for meta in tree.css("meta[content]"):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        content = meta.attributes.get("content") or ""
        if name in ("og:title", "twitter:title", "title", "headline"):
            headlines.append(content)
        elif name in ("author", "article:author", "parsely-author", "byl", "sailthru.author", "dc.creator"):
            authors.append(content)
        elif name in ("article:published_time", "article:modified_time", "date", "pubdate", "parsely-pub-date"):
            facts.dates.append(content)
    title = tree.css_first("title")
    if title is not None:
        whole = title.text()
        headlines += [whole, *re.split(r"\s+[|\-–—·:]\s+", whole)[:1]]
    facts.headlines = [found for found in map(words, headlines) if found]
    facts.authors = [found for found in map(words, authors) if 2 <= len(found) <= 5]
    facts.dates = [date for date in facts.dates if re.match(r"\d{4}-\d\d-\d\d", date)]
    return facts


def _stated(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Texts in JSON-LD with the key they stand under; an author's name counts as `author`."""
    if isinstance(node, str):
        yield key, node
    elif isinstance(node, list):
        for item in node:
            yield from _stated(item, key)
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _stated(value, key if key == "author" and name == "name" else str(name))
