"""JSON-LD as pages write it: broken, nested, in lists and `@graph`s → the objects that tell of the article."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from html import unescape
from itertools import islice
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
#: Where the next of several values begins that should be in a list.
_BEGIN = re.compile(r"[^\s,;]")
#: The statements of a story that are read where JSON is past mending: comments, quotes in texts, the end is missing.
_STATED = re.compile(r'"(@type|headline|datePublished|dateModified|name)"\s{0,20}:\s{0,20}"((?:[^"\\\n]|\\.){1,300}+)"')
_AUTHOR = re.compile(r'"author"\s{0,20}:\s{0,20}(?:"([^"\n]{1,200}+)"|\{([^}]{1,1000}+)\}|\[([^\]]{1,1000}+)\])')
#: What is nested deeper, or comes after so many objects, is left alone.
_DEEPEST, _MOST, _MOST_STEPS = 12, 400, 10

Thing = dict[str, Any]


def objects(scripts: Iterable[str]) -> list[Thing]:
    """All objects of a page's scripts, in their order, outer ones first."""
    return [thing for script in scripts for value in _loaded(script) for thing in _objects(value)]


def stories(things: Sequence[Thing]) -> list[Thing]:
    """The objects of type NewsArticle and the like, then those of web pages, in their order."""
    found = [thing for thing in things if _is_of(thing, _STORY)]
    return found + [thing for thing in pages(things) if "headline" in thing]


def pages(things: Iterable[Thing]) -> list[Thing]:
    """The objects of web pages, which have no headline but the dates of their stories."""
    return [thing for thing in things if _is_of(thing, _PAGE)]


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


def addresses(thing: Thing) -> Iterator[str]:
    """The addresses that an object says to be its own, or those of its page."""
    for value in (thing.get("url"), thing.get("mainEntityOfPage"), thing.get("@id")):
        address = value.get("@id") if isinstance(value, dict) else value
        if isinstance(address, str):
            yield address


def steps(things: Iterable[Thing]) -> Iterator[tuple[str, str]]:
    """The names of the pages on the way to a page, as its first breadcrumbs say, and their addresses (empty: none)."""
    crumbs = next((thing for thing in things if _is_of(thing, ("BreadcrumbList",))), {})
    listed = crumbs.get("itemListElement")
    for step in listed[:_MOST_STEPS] if isinstance(listed, list) else ():
        if isinstance(step, dict):
            item = step.get("item")
            told = item if isinstance(item, dict) else {"@id": item}
            for name in islice(named({"name": step.get("name") or told.get("name")}), 1):
                yield name, next(addresses(told), "")


def by_id(things: Iterable[Thing]) -> dict[str, Thing]:
    """The objects that carry an `@id`, and a name, by it."""
    return {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and "name" in thing}


def _loaded(script: str) -> list[object]:
    """The values of a script, mended where pages often break it; of what is past mending, a story's statements."""
    try:
        return [msgspec.json.decode(script)]
    except (msgspec.DecodeError, RecursionError):
        pass
    text = unescape(script) if "&quot;" in script[:200] else script
    text = text.replace("\xa0", " ").replace("\ufeff", " ")
    text = _TRAILING_COMMA.sub(r"\1", _WRAPPED.sub("", _WRAPPED.sub("", text)))
    decoder, place = json.JSONDecoder(strict=False), 0
    found: list[object] = []
    while len(found) < _MOST and (begin := _BEGIN.search(text, place)):
        try:
            value, place = decoder.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            return [*found, _stated(text[begin.start() :])]
        found.append(value)
    return found


def _stated(text: str) -> Thing:
    """What broken JSON states of a story; nothing where it is none of a story."""
    said: dict[str, list[str]] = {}
    for key, value in _STATED.findall(text):
        said.setdefault(key, []).append(_unescaped(value))
    kind = next((name for name in said.get("@type", ()) if name.endswith(_STORY)), None)
    if kind is None:
        return {}
    thing: Thing = {key: values[0] for key, values in said.items() if key not in ("@type", "name")}
    if author := _AUTHOR.search(text):
        inner = _STATED.findall(author[2] or author[3] or "")
        names = [author[1]] if author[1] else [value for key, value in inner if key == "name"]
        thing["author"] = [_unescaped(name) for name in names]
    return thing | {"@type": kind}


def _unescaped(text: str) -> str:
    """The text of a JSON string; as it stands where its escapes are none of JSON's."""
    with suppress(ValueError):
        return str(json.loads(f'"{text}"', strict=False))
    return text.replace("\\", "")


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
    if isinstance(said, str):
        return said.endswith(types)
    return isinstance(said, list) and any(isinstance(name, str) and name.endswith(types) for name in said)
