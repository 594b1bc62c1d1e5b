"""What a page says of itself: JSON-LD, meta tags, microdata, `<title>`, `<link>`, `<html lang>` → `Head`.

It fills and checks fields, and is evidence for the tagger. `articleBody` is never copied: it may be cut or hold markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from newsclean.fields.language import languages, standard
from newsclean.html import jsonld
from newsclean.html.meta import (
    AUTHORS,
    DATES,
    DESCRIPTIONS,
    LANGUAGES,
    MODIFIED,
    OTHER_AUTHORS,
    SECTIONS,
    SITES,
    TAGS,
    TITLES,
    Meta,
    is_said,
    read_meta,
)
from newsclean.html.parse import Tree, title_of
from newsclean.html.stated import ADDRESS, LONGEST_NAME, date_in_head, date_in_words, generic_words, names_of, plain
from newsclean.reading.decoding import scrub
from newsclean.records import folded

#: What RDFa marks dates with, Drupal's last.
_RDFA = {
    "datePublished": ("datePublished", "schema:datePublished", "dc:date"),
    "dateModified": ("dateModified", "schema:dateModified", "dc:modified"),
}
#: What parts the topics of one text: the first of these that it has.
_BETWEEN_TAGS = (",，、،", ";", "|")

_HOME = re.compile(r"(?:(?:https?:)?//[^/?#]+)?/?(?:#.*)?$")
#: In the names of ways back: "< All stories".
_BACK = frozenset("<‹«←")
_SAVED = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
#: More tags than this are a site's list of search words.
_MOST_TAGS, _LONGEST_TAG = 30, 60
#: No story has more authors, and none a longer text; each line of the page is looked for in all of them.
_MOST_AUTHORS, _LONGEST_BODY = 50, 1 << 18


class Head(msgspec.Struct, frozen=True):
    """What a page says of itself; empty where it does not say.

    `headlines` are all its titles, the surest first; the first `stated` of them are more than the `<title>`; `news`
    tells whether one is JSON-LD's for a story of a newsroom. Dates are ISO 8601; `day` is one that is stated in words,
    or for the web page, where there is no other: of use if the page prints none. `authors` are persons, as far as
    names tell; `bylines` are all that JSON-LD and meta tags name as authors, the site itself too. `path` is the way
    from the home page to the article where no `section` is stated. `body` is JSON-LD's `articleBody`, as it stands.
    """

    headlines: tuple[str, ...] = ()
    stated: int = 0
    news: bool = False
    authors: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    date: str | None = None
    day: str | None = None
    modified: str | None = None
    section: str | None = None
    path: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    site: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""


def read_head(tree: Tree) -> Head:
    """What a page's own markup tells of it."""
    meta, scripts, canonical = read_meta(tree)
    things = jsonld.objects(scripts)
    addresses = [*canonical, *meta.of(("og:url",)), *_saved_from(tree)]
    title = title_of(tree)
    said = _own_first(jsonld.stories(things), [*meta.of(TITLES), title], addresses)
    pages, known = jsonld.pages(things), jsonld.by_id(things)
    site = tuple(plain(text) for text in meta.of(SITES))
    site += tuple(plain(name) for thing in said[:1] for name in jsonld.named(thing.get("publisher"), known))
    published = _date([*_values(said, ("datePublished", "dateCreated")), *meta.of(DATES)], tree, "datePublished")
    modified = _date([*_values(said, ("dateModified",)), *meta.of(MODIFIED)], tree, "dateModified")
    root = tree.root
    language = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root is not None else None
    section = _section(_values(said, ("articleSection",)), meta.of(SECTIONS))
    stated = _texts([*_values(said, ("headline", "name")), *meta.of(TITLES)])
    head = Head(
        headlines=tuple(dict.fromkeys([*stated, *_texts([title])])),
        stated=len(stated),
        news=jsonld.is_news(said),
        authors=tuple(_authors(said, known, meta, site)),
        bylines=tuple(_bylines(said, known, meta)),
        date=published.exact,
        day=None if published.exact else published.loose or _stated(_values(pages, ("datePublished",))).exact,
        modified=modified.exact or modified.loose or _stated(_values(pages, ("dateModified",))).exact,
        section=section,
        path=() if section else tuple(_path(jsonld.steps(things), site, addresses)),
        tags=tuple(_tags(said, meta)),
        url=_url([*addresses, *_values(said, ("url", "mainEntityOfPage"))]),
        language=_language([language or "", *_values(said, ("inLanguage",)), *meta.of(LANGUAGES)]),
        site=site,
        descriptions=tuple(_texts([*_values(said, ("description", "alternativeHeadline")), *meta.of(DESCRIPTIONS)])),
        body=next(iter(_values(said, ("articleBody",))), "")[:_LONGEST_BODY],
    )
    return _scrubbed(head)


def _saved_from(tree: Tree) -> Iterator[str]:
    """The address that browsers note in a page that they save."""
    node = tree.root and tree.root.prev
    while node is not None:
        if found := _SAVED.match(node.comment_content or ""):
            yield found[1]
        node = node.prev


def _own_first(said: list[jsonld.Thing], titles: Iterable[str], addresses: Iterable[str]) -> list[jsonld.Thing]:
    """A page's stories, its own before those of others that it lists: it has the page's address, or one of its
    titles."""
    if len({str(thing.get("headline")) for thing in said}) < 2:
        return said
    known, own = set(map(plain, titles)), set(addresses)

    def is_other(thing: jsonld.Thing) -> bool:
        headline = plain(str(thing.get("headline")))
        titled = any(title.startswith(headline) for title in known)
        return not titled and own.isdisjoint(jsonld.addresses(thing))

    return sorted(said, key=is_other)


def _scrubbed(head: Head) -> Head:
    """A head without the control characters that character references and JSON's escapes make."""
    clean: dict[str, object] = {}
    for name, value in msgspec.structs.asdict(head).items():
        if isinstance(value, str):
            clean[name] = scrub(value)
        elif isinstance(value, tuple):
            clean[name] = tuple(map(scrub, value))
    return msgspec.structs.replace(head, **clean)


def _values(things: Iterable[jsonld.Thing], keys: tuple[str, ...]) -> list[str]:
    """The strings under the keys, of the first object that has one before those of the next."""
    found = []
    for thing in things:
        for key in keys:
            value = thing.get(key)
            found += [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
    return list(filter(is_said, found))


def _texts(stated: Iterable[str]) -> list[str]:
    """The different texts that are stated."""
    return list(dict.fromkeys(filter(None, map(plain, stated))))


def _authors(
    said: list[jsonld.Thing],
    known: dict[str, jsonld.Thing],
    meta: Meta,
    site: tuple[str, ...],
) -> list[str]:
    """The authors' names of the surest source that names any; `known` are the page's objects by `@id`."""
    for thing in said:
        names = [name for key in ("author", "creator") for name in jsonld.named(thing.get(key), known)]
        if found := list(islice(names_of(names, site), _MOST_AUTHORS)):
            return found
    for stated in ([*meta.of(AUTHORS), *meta.labelled()], meta.of(OTHER_AUTHORS)):
        if found := list(islice(names_of(stated, site), _MOST_AUTHORS)):
            return found
    return []


def _bylines(said: list[jsonld.Thing], known: dict[str, jsonld.Thing], meta: Meta) -> list[str]:
    """What the page names as its authors, whoever that is, but for what names nobody at all ("admin")."""
    stated = [name for thing in said for name in jsonld.named(thing.get("author"), known)]
    stated = stated or meta.of(AUTHORS) or meta.of(OTHER_AUTHORS)
    names = dict.fromkeys(map(plain, stated[:_MOST_AUTHORS]))
    return [
        name
        for name in names
        if any(map(str.isalpha, name))
        and len(name) <= LONGEST_NAME
        and not ADDRESS.search(name)
        and not set(re.findall(r"\w+", name.casefold())) <= generic_words()
    ]


class _Dates(NamedTuple):
    """A date in the forms for programs, and one in words."""

    exact: str | None = None
    loose: str | None = None


def _stated(texts: Iterable[str]) -> _Dates:
    """The first date in these texts: one for programs, or else one in words."""
    texts = list(texts)
    exact = next(filter(None, map(date_in_head, texts)), None)
    return _Dates(exact, None if exact else next(filter(None, map(date_in_words, texts)), None))


def _date(texts: list[str], tree: Tree, item: str) -> _Dates:
    """The date that these texts state; without, that of the element which microdata or RDFa marks as it."""
    found = _stated(texts)
    if found.exact:
        return found
    marks = [f'[itemprop~="{item}"]', *(f'[property~="{name}"]' for name in _RDFA[item])]
    nodes = tree.css(", ".join(marks))
    if found.loose and len(nodes) > 1:
        return found
    for node in nodes[:3]:
        attributes = node.attributes
        marked = [attributes.get(name) or "" for name in ("datetime", "content", "title")]
        inner = node.css_first("time[datetime]")
        marked += [inner.attributes.get("datetime") or "" if inner is not None else "", plain(node.text())]
        more = _stated(marked)
        if more.exact:
            return more
        found = _Dates(None, found.loose or more.loose)
    return found


def _section(stated: list[str], meta: list[str]) -> str | None:
    for text in [*stated, *meta]:
        name = re.split(r",(?=\S)", plain(text))[0]  # "news,nation"
        if 1 < len(name) <= _LONGEST_TAG and name[0] != "/" and not ADDRESS.search(name):
            return name
    return None


def _path(steps: Iterable[tuple[str, str]], site: tuple[str, ...], addresses: list[str]) -> list[str]:
    """The names of the pages between the home page, whose address has no path, and the page itself, whose address is
    known, or not given."""
    others = {"", *map(folded, site)}
    named = [(plain(step), address.strip()) for step, address in steps]
    return [
        name
        for name, address in named
        if len(name) <= _LONGEST_TAG
        and folded(name) not in others
        and address not in addresses
        and not _HOME.match(address)
        and _BACK.isdisjoint(name)
    ]


def _tags(said: list[jsonld.Thing], meta: Meta) -> Iterable[str]:
    topics = [name for thing in said for name in jsonld.named(thing.get("keywords"))]
    for source in (topics, *(meta.of((name,)) for name in TAGS)):
        texts = map(plain, source)
        found = [tag.strip() for text in texts for tag in (_parted(text) if len(source) < 3 else [text])]
        found = [tag for tag in dict.fromkeys(found) if tag and len(tag) <= _LONGEST_TAG and ":" not in tag]
        if 0 < len(found) <= _MOST_TAGS:
            return found
    return ()


def _parted(text: str) -> list[str]:
    """The topics of one text."""
    mark = next((marks for marks in _BETWEEN_TAGS if any(sign in text for sign in marks)), ",")
    return re.split(f"[{mark}]", text)


def _url(addresses: Iterable[str]) -> str | None:
    whole = (f"https:{address}" if address.startswith("//") else address for address in map(str.strip, addresses))
    return next((address for address in whole if re.match(r"https?://[^/\s]+", address, re.IGNORECASE)), None)


def _language(codes: Iterable[str]) -> str | None:
    """The first ISO 639-1 code: "en-GB" and "en_GB" are "en", and "jp", which is a country, is "ja"."""
    for code in codes:
        found = re.match(r"\s*([a-zA-Z]{2})(?:$|[-_,;\s])", code)
        if found and (known := standard(found[1].lower())) in languages():
            return known
    return None
