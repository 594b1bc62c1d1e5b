"""What a page says of itself: JSON-LD, meta tags, microdata, `<title>`, `<link>`, `<html lang>` → `Head`.

It fills and checks fields, and is evidence for the tagger. `articleBody` is never copied: it may be cut or hold markup.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import msgspec

from newsclean.fields.language import languages, standard
from newsclean.fields.people.cues import announces
from newsclean.html import jsonld
from newsclean.html.parse import Tree, title_of
from newsclean.html.stated import ADDRESS, LONGEST_NAME, date_in_head, date_in_words, generic_words, names_of, plain
from newsclean.reading.decoding import scrub
from newsclean.records import folded

# Names of meta tags, as `_named` spells them.
_TITLES = (
    "og:title", "twitter:title", "headline", "title", "dctitle", "dctermstitle", "parselytitle", "sailthrutitle",
    "citationtitle",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "article:authorname", "parselyauthor", "sailthruauthor", "byl", "dccreator",
    "dctermscreator", "dcsextauthor", "cxenseparse:author", "og:author", "authors", "rbauthors",
)  # fmt: skip
#: Of use where those name nobody.
_OTHER_AUTHORS = (
    "articleauthor", "og:article:author", "bt:author", "dable:author", "mediatorauthor",
    "authorname", "byline",
)  # fmt: skip
_DATES = (
    "article:publishedtime", "og:publishedtime", "og:article:publishedtime", "articlepublished", "publishedat",
    "publishdate", "publisheddate", "datepublished", "publishedtime", "publishtime", "published", "publicationdate",
    "date", "dcdate", "dcdateissued", "dctermsissued", "dcdatecreated", "dctermscreated", "dctermsdate", "pubdate",
    "parselypubdate", "sailthrudate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article:published",
    "article:publishdate", "displaydate", "dateissued", "og:pubdate", "bt:pubdate", "pdate",
    "articledateoriginal", "originalpublicationdate", "articlepublishedtime", "mediatorpublishedtime",
    "bytedance:publishedtime", "weibo:article:createat", "citationpublicationdate",
    "citationdate", "citationonlinedate",
)  # fmt: skip
_MODIFIED = (
    "article:modifiedtime", "og:updatedtime", "og:article:modifiedtime", "og:modifiedtime", "datemodified",
    "lastmodified", "lastmodifieddate", "dctermsmodified", "dcdatemodified", "revised",
    "article:modified", "articledateupdated", "bt:moddate", "lastupdated", "lastmod", "bytedance:updatedtime",
)  # fmt: skip
_SECTIONS = ("article:section", "parselysection", "section", "articlesection", "cxenseparse:taxonomy")
_TAGS = ("newskeywords", "article:tag", "keywords", "parselytags", "sailthrutags")
_LANGUAGES = ("og:locale", "contentlanguage", "language", "dclanguage")
#: What RDFa marks dates with, Drupal's last.
_RDFA = {
    "datePublished": ("datePublished", "schema:datePublished", "dc:date"),
    "dateModified": ("dateModified", "schema:dateModified", "dc:modified"),
}
_MARKS = str.maketrans("", "", "-_. ")
#: What parts the topics of one text: the first of these that it has.
_BETWEEN_TAGS = (",，、،", ";", "|")

_UNSAID = frozenset(("", "nil", "null", "none", "undefined", "nan", "n/a", "false", "[object object]"))
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
    meta, scripts, canonical = _read(tree)
    things = jsonld.objects(scripts)
    addresses = [*canonical, *_first(meta, ("og:url",)), *_saved_from(tree)]
    title = title_of(tree)
    said = _own_first(jsonld.stories(things), [*_first(meta, _TITLES), title], addresses)
    pages, known = jsonld.pages(things), jsonld.by_id(things)
    site = tuple(plain(text) for text in _first(meta, ("og:sitename", "applicationname", "al:android:appname")))
    site += tuple(plain(name) for thing in said[:1] for name in jsonld.named(thing.get("publisher"), known))
    published = _date([*_values(said, ("datePublished", "dateCreated")), *_first(meta, _DATES)], tree, "datePublished")
    modified = _date([*_values(said, ("dateModified",)), *_first(meta, _MODIFIED)], tree, "dateModified")
    root = tree.root
    language = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root is not None else None
    section = _section(_values(said, ("articleSection",)), _first(meta, _SECTIONS))
    stated = _headlines([*_values(said, ("headline", "name")), *_first(meta, _TITLES)])
    head = Head(
        headlines=tuple(dict.fromkeys([*stated, *_headlines([title])])),
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
        language=_language([language or "", *_values(said, ("inLanguage",)), *_first(meta, _LANGUAGES)]),
        site=site,
        descriptions=tuple(
            dict.fromkeys(
                plain(text)
                for text in [
                    *_values(said, ("description", "alternativeHeadline")),
                    *_first(meta, ("og:description", "description", "twitter:description")),
                ]
            )
        ),
        body=next(iter(_values(said, ("articleBody",))), "")[:_LONGEST_BODY],
    )
    return _scrubbed(head)


def _read(tree: Tree) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """The contents of a page's meta tags by their names, its scripts of JSON-LD, and its canonical addresses."""
    meta: dict[str, list[str]] = defaultdict(list)
    scripts: list[str] = []
    canonical: list[str] = []
    marked: dict[str, list[str]] = defaultdict(list)
    for node in tree.css('meta[content], link[rel~="canonical" i], script[type*="ld+json" i]'):
        attributes = node.attributes
        if node.tag == "script":
            scripts.append(node.text(deep=False))  # in SVG, scripts nest
        elif node.tag == "link":
            canonical.append(attributes.get("href") or "")
        else:
            name = attributes.get("property") or attributes.get("name")
            item = "" if name else attributes.get("itemprop") or ""
            name = name or item or attributes.get("http-equiv") or ""
            content = (attributes.get("content") or "").strip()
            if _is_said(content):
                (marked if item else meta)[_named(name)].append(content)
    for name, contents in marked.items():
        if len(set(contents)) == 1 or not name.startswith("date"):
            meta[name] += contents  # several dates are those of several stories
    return meta, scripts, canonical


@lru_cache(maxsize=2000)
def _named(name: str) -> str:
    """The name of a meta tag without what systems spell in their own ways: "article.published", "Article_Published"."""
    return name.lower().translate(_MARKS)


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
    return list(filter(_is_said, found))


def _is_said(text: str) -> bool:
    """Whether a text is more than spaces, or what programs write where they know nothing."""
    return bool(text) and text.strip().lower() not in _UNSAID


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """The contents of the meta tags of these names, in the order of the names."""
    return [content for name in names for content in meta.get(name, ())]


def _headlines(stated: Iterable[str]) -> list[str]:
    """The different texts of titles."""
    return list(dict.fromkeys(filter(None, map(plain, stated))))


def _authors(
    said: list[jsonld.Thing],
    known: dict[str, jsonld.Thing],
    meta: dict[str, list[str]],
    site: tuple[str, ...],
) -> list[str]:
    """The authors' names of the surest source that names any; `known` are the page's objects by `@id`."""
    for thing in said:
        names = [name for key in ("author", "creator") for name in jsonld.named(thing.get(key), known)]
        if found := list(islice(names_of(names, site), _MOST_AUTHORS)):
            return found
    for stated in ([*_first(meta, _AUTHORS), *_labelled(meta)], _first(meta, _OTHER_AUTHORS)):
        if found := list(islice(names_of(stated, site), _MOST_AUTHORS)):
            return found
    return []


def _labelled(meta: dict[str, list[str]]) -> Iterator[str]:
    """The values of cards whose labels announce an author: WordPress writes "Written by" and the name."""
    for number in "12":
        for label, value in zip(
            meta.get(f"twitter:label{number}", ()), meta.get(f"twitter:data{number}", ()), strict=False
        ):
            if announces(label):
                yield value


def _bylines(said: list[jsonld.Thing], known: dict[str, jsonld.Thing], meta: dict[str, list[str]]) -> list[str]:
    """What the page names as its authors, whoever that is, but for what names nobody at all ("admin")."""
    stated = [name for thing in said for name in jsonld.named(thing.get("author"), known)]
    stated = stated or _first(meta, _AUTHORS) or _first(meta, _OTHER_AUTHORS)
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


def _tags(said: list[jsonld.Thing], meta: dict[str, list[str]]) -> Iterable[str]:
    topics = [name for thing in said for name in jsonld.named(thing.get("keywords"))]
    for source in (topics, *(_first(meta, (name,)) for name in _TAGS)):
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
