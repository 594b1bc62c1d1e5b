"""A page's meta tags: what the names say that systems give them, and how the tags are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newsclean.fields.people.cues import announces
from newsclean.html.parse import Tree

# Names of meta tags, as `_named` spells them.
TITLES = (
    "og:title", "twitter:title", "headline", "title", "dctitle", "dctermstitle", "parselytitle", "sailthrutitle",
    "citationtitle",
)  # fmt: skip
AUTHORS = (
    "author", "article:author", "article:authorname", "parselyauthor", "sailthruauthor", "byl", "dccreator",
    "dctermscreator", "dcsextauthor", "cxenseparse:author", "og:author", "authors", "rbauthors",
)  # fmt: skip
#: Of use where those name nobody.
OTHER_AUTHORS = (
    "articleauthor", "og:article:author", "bt:author", "dable:author", "mediatorauthor",
    "authorname", "byline",
)  # fmt: skip
DATES = (
    "article:publishedtime", "og:publishedtime", "og:article:publishedtime", "articlepublished", "publishedat",
    "publishdate", "publisheddate", "datepublished", "publishedtime", "publishtime", "published", "publicationdate",
    "date", "dcdate", "dcdateissued", "dctermsissued", "dcdatecreated", "dctermscreated", "dctermsdate", "pubdate",
    "parselypubdate", "sailthrudate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article:published",
    "article:publishdate", "displaydate", "dateissued", "og:pubdate", "bt:pubdate", "pdate",
    "articledateoriginal", "originalpublicationdate", "articlepublishedtime", "mediatorpublishedtime",
    "bytedance:publishedtime", "weibo:article:createat", "citationpublicationdate",
    "citationdate", "citationonlinedate",
)  # fmt: skip
MODIFIED = (
    "article:modifiedtime", "og:updatedtime", "og:article:modifiedtime", "og:modifiedtime", "datemodified",
    "lastmodified", "lastmodifieddate", "dctermsmodified", "dcdatemodified", "revised",
    "article:modified", "articledateupdated", "bt:moddate", "lastupdated", "lastmod", "bytedance:updatedtime",
)  # fmt: skip
SECTIONS = ("article:section", "parselysection", "section", "articlesection", "cxenseparse:taxonomy")
TAGS = ("newskeywords", "article:tag", "keywords", "parselytags", "sailthrutags")
SITES = ("og:sitename", "applicationname", "al:android:appname")
DESCRIPTIONS = ("og:description", "description", "twitter:description")
LANGUAGES = ("og:locale", "contentlanguage", "language", "dclanguage")
_MARKS = str.maketrans("", "", "-_. ")
_UNSAID = frozenset(("", "nil", "null", "none", "undefined", "nan", "n/a", "false", "[object object]"))


class Meta(dict[str, list[str]]):
    """The contents of a page's meta tags by their names, which are spelled as in the lists above."""

    def of(self, names: tuple[str, ...]) -> list[str]:
        """The contents of the tags of these names, in the order of the names."""
        return [content for name in names for content in self.get(name, ())]

    def labelled(self) -> Iterator[str]:
        """The values of cards whose labels announce an author: WordPress writes "Written by" and the name."""
        for number in "12":
            for label, value in zip(
                self.get(f"twitter:label{number}", ()), self.get(f"twitter:data{number}", ()), strict=False
            ):
                if announces(label):
                    yield value


def read_meta(tree: Tree) -> tuple[Meta, list[str], list[str]]:
    """The contents of a page's meta tags by their names, its scripts of JSON-LD, and its canonical addresses."""
    meta = Meta()
    scripts: list[str] = []
    canonical: list[str] = []
    marked = Meta()
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
            if is_said(content):
                (marked if item else meta).setdefault(_named(name), []).append(content)
    for name, contents in marked.items():
        if len(set(contents)) == 1 or not name.startswith("date"):
            meta.setdefault(name, []).extend(contents)  # several dates are those of several stories
    return meta, scripts, canonical


@lru_cache(maxsize=2000)
def _named(name: str) -> str:
    """The name of a meta tag without what systems spell in their own ways: "article.published", "Article_Published"."""
    return name.lower().translate(_MARKS)


def is_said(text: str) -> bool:
    """Whether a text is more than spaces, or what programs write where they know nothing."""
    return bool(text) and text.strip().lower() not in _UNSAID
