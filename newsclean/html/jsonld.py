"""JSON-LD as pages write it: broken, nested, in lists and `@graph`s → the objects that tell of the article."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

#: Ends of the names of schema.org's types for a story.
_STORY = ("Article", "Posting", "Report", "Review", "Story", "Recipe", "Interview")
#: The same for types that newsrooms write: what blogs and shops call an article is of type Article, or a posting.
_NEWS = ("NewsArticle", "LiveBlogPosting")
_PAGE = ("WebPage", "ItemPage", "AboutPage", "VideoObject", "CreativeWork")
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
#: What is nested deeper, or comes after so many objects, is left alone.
_DEEPEST, _MOST = 12, 400

Thing = dict[str, Any]


def objects(scripts: Iterable[str]) -> list[Thing]:
    """All objects of a page's scripts, in their order, outer ones first."""
    return [thing for script in scripts for thing in _objects(_loaded(script))]


def stories(things: Sequence[Thing]) -> list[Thing]:
    """The objects of type NewsArticle and the like, then those of web pages, in their order."""
    found = [thing for thing in things if _is_of(thing, _STORY)]
    return found + [thing for thing in things if _is_of(thing, _PAGE) and "headline" in thing]


def is_news(things: Iterable[Thing]) -> bool:
    """Whether one of the objects states the headline of a newsroom's story."""
    return any(_is_of(thing, _NEWS) and isinstance(thing.get("headline"), str) for thing in things)


def named(value: object, things: dict[str, Thing] | None = None) -> Iterator[str]:
    """The names in a value: a string, an object with a `name`, or a list of them; `@id`s are looked up in `things`."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            if "name" not in item and things and isinstance(item.get("@id"), str):
                item = things.get(item["@id"], item)
            name = item.get("name")
            for one in name if isinstance(name, list) else [name]:
                if isinstance(one, str):
                    yield one


def by_id(things: Iterable[Thing]) -> dict[str, Thing]:
    """The objects that carry an `@id`, and a name, by it."""
    return {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and "name" in thing}


def _loaded(script: str) -> object:
    """The value of a script, mended where pages often break it; None if it is past mending."""
    try:
        return msgspec.json.decode(script)
    except (msgspec.DecodeError, RecursionError):
        pass
    mended = _TRAILING_COMMA.sub(r"\1", _WRAPPED.sub("", _WRAPPED.sub("", script)))
    try:
        return json.loads(mended, strict=False)
    except (ValueError, RecursionError):
        pass
    try:  # something follows the first value
        return json.JSONDecoder(strict=False).raw_decode(mended.lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[Thing]:
    """All objects in a value, outer ones first."""
    waiting: deque[tuple[object, int]] = deque([(value, 0)])
    count = 0
    while waiting and count < _MOST:
        item, depth = waiting.popleft()
        if isinstance(item, dict):
            count += 1
            yield item
            inner: Iterable[object] = item.values()
        elif isinstance(item, list):
            inner = item[:_MOST]
        else:
            continue
        if depth < _DEEPEST:
            waiting.extend((part, depth + 1) for part in inner if isinstance(part, dict | list))


def _is_of(thing: Thing, types: tuple[str, ...]) -> bool:
    said = thing.get("@type")
    return any(isinstance(name, str) and name.endswith(types) for name in (said if isinstance(said, list) else [said]))
