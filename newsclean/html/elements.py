"""What an element is: its role in the layout, and what its tag and attributes tell, as bits of `TAGS`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsclean.html.words import name_bits


def _names(text: str) -> list[str]:
    return text.split()


#: Roles of elements in the layout. What may be EITHER is inline in a paragraph, which holds no blocks, and a block
#: elsewhere; a READING stands above the text that it is for.
INLINE, BLOCK, MARGIN, BREAK, SKIPPED, MEDIA, PRE, EITHER, READING = range(9)


#: Blocks with a margin are apart from their neighbours by a blank line.
_ROLES = (
    dict.fromkeys(
        _names("""script style template noembed noframes object applet canvas head svg iframe select datalist textarea
        input audio map base link meta title param source track wbr embed annotation annotation-xml
        -comment"""),
        SKIPPED,
    )
    | dict.fromkeys(
        _names("""address article aside body button center dd details dialog dir div dt fieldset footer form header
        hgroup legend li main menu nav optgroup option search section summary tbody td tfoot th thead tr caption
        figcaption frameset"""),
        BLOCK,
    )
    | dict.fromkeys(_names("blockquote dl figure h1 h2 h3 h4 h5 h6 hr ol p table ul xmp listing plaintext"), MARGIN)
    | dict.fromkeys(_names("img picture video"), MEDIA)
    | dict.fromkeys(_names("a abbr b cite code em font i label q s small span strong sub sup time u"), INLINE)
    | {"br": BREAK, "pre": PRE, "noscript": EITHER, "rt": READING}
)

#: Tags and other attributes that lines are told apart by, a bit each; see `newsclean.html.hints`.
TAGS = (
    "article", "main", "aside", "nav", "footer", "header", "section", "figure", "table", "list", "form", "blockquote",
    "dialog", "button", "noscript", "hidden", "time", "strong", "emphasis", "link_author", "link_tag", "in_body",
    "in_author", "in_date", "in_headline", "in_comment", "in_caption", "in_section", "in_keywords", "in_description",
    "in_copyright", "in_publisher", "address", "details", "share_link", "comment_item", "figcaption",
    "aria_hidden",
)  # fmt: skip
TAG_BIT = {name: 1 << number for number, name in enumerate(TAGS)}
#: Those that mark an author's name.
OF_AUTHOR = TAG_BIT["in_author"] | TAG_BIT["link_author"]

_ALIASES = {
    "ul": "list", "ol": "list", "menu": "list", "dl": "list", "q": "blockquote", "label": "form", "b": "strong",
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "fieldset": "form", "summary": "details", "tr": "table",
}  # fmt: skip
#: What tags alone tell.
_OF_TAG = TAG_BIT | {tag: TAG_BIT[name] for tag, name in _ALIASES.items()}


def _bits(names: dict[str, str]) -> dict[str, int]:
    return {word: TAG_BIT[name] for word, name in names.items()}


_OF_ROLE = _bits({
    "article": "article", "main": "main", "complementary": "aside", "navigation": "nav", "contentinfo": "footer",
    "banner": "header", "dialog": "dialog", "alertdialog": "dialog", "search": "form", "button": "button",
    "menu": "nav", "menubar": "nav", "form": "form",
})  # fmt: skip
_OF_ITEM = _bits({
    "articlebody": "in_body", "author": "in_author", "creator": "in_author", "datepublished": "in_date",
    "datemodified": "in_date", "datecreated": "in_date", "headline": "in_headline", "comment": "in_comment",
    "commenttext": "in_comment", "caption": "in_caption", "articlesection": "in_section", "keywords": "in_keywords",
    "description": "in_description", "copyrightholder": "in_copyright", "copyrightyear": "in_copyright",
    "publisher": "in_publisher", "editor": "in_author", "text": "in_body",
})  # fmt: skip
_OF_REL = _bits({"author": "link_author", "tag": "link_tag"})
_OF_ATTRIBUTE = {"role": _OF_ROLE, "itemprop": _OF_ITEM, "rel": _OF_REL}
#: Addresses of sharing services, from their host on.
_SHARE = re.compile(
    r"(?:[\w-]+\.){0,3}?(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:share|intent|home)|linkedin\.com/share"
    r"|reddit\.com/submit|wa\.me/|whatsapp(?:\.com/|:/*)send|t\.me/share|telegram\.me/share|pinterest\.[a-z]+/pin|mailto:\?"
    r"|getpocket\.com/|tumblr\.com/share|share\.flipboard|vk\.com/share|line\.me/R|b\.hatena|service\.weibo\.com/share"
    r"|xing\.com/app|fb-messenger:)"
)
#: What is in the names of their hosts: those without any are not looked at.
_SERVICE = re.compile(
    r"facebook|twitter|x\.com|linkedin|reddit|wa\.me|whatsapp|t\.me|telegram|pinterest|pocket|tumblr|flipboard|vk\.com"
    r"|line\.me|hatena|weibo|xing"
)
_COMMENT_ID = re.compile(r"comment\D{0,4}\d", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: Attributes that tell anything, beside `class` and those of links.
TELLING = frozenset(("role", "itemprop", "hidden", "style", "aria-hidden", "id", "datetime"))


class TagKind(NamedTuple):
    """What an element's tag tells: its role in the layout, its bits of `TAGS`, and the word families of its name."""

    tag: str
    role: int
    bits: int
    families: int


@lru_cache(maxsize=20_000)
def kind_of_tag(tag: str) -> TagKind:
    """The kind of the elements of a tag. Unknown ones are inline, but custom elements (with a hyphen) may be either and
    their names tell something, and what is no element (the parser's names begin with one of `-!_`) is skipped."""
    custom = "-" in tag
    other = SKIPPED if tag[:1] in "-!_" else EITHER if custom else INLINE
    return TagKind(tag, _ROLES.get(tag, other), _OF_TAG.get(tag, 0), name_bits(tag) if custom else 0)


def tag_bits(attributes: dict[str, str | None]) -> int:
    """What the attributes of an element tell as bits of `TAGS`."""
    bits = 0
    if (role := attributes.get("role")) is not None:
        bits |= _bits_of(role, "role")
    if (item := attributes.get("itemprop")) is not None:
        bits |= _bits_of(item, "itemprop")
    if "hidden" in attributes or ((style := attributes.get("style")) is not None and _is_unseen(style.lower())):
        bits |= TAG_BIT["hidden"]
    if attributes.get("aria-hidden") == "true":
        bits |= TAG_BIT["aria_hidden"]
    if (ident := attributes.get("id")) is not None and _COMMENT_ID.match(ident):
        bits |= TAG_BIT["comment_item"]
    return bits


def link_bits(attributes: dict[str, str | None]) -> int:
    """The same of what a link's attributes tell beyond that."""
    bits = 0
    if (rel := attributes.get("rel")) is not None:
        bits |= _bits_of(rel, "rel")
    if (address := attributes.get("href")) is not None and _is_share_link(address[:200]):
        bits |= TAG_BIT["share_link"]
    return bits


def _is_unseen(style: str) -> bool:
    """Whether a style in small letters hides its element."""
    return ("none" in style or "hidden" in style) and _UNSEEN.search(style) is not None


@lru_cache(maxsize=5000)
def _bits_of(value: str, attribute: str) -> int:
    table = _OF_ATTRIBUTE[attribute]
    bits = 0
    for word in value.lower().split()[:8]:
        bits |= table.get(word, 0)
    return bits


def _is_share_link(address: str) -> bool:
    """Whether a link's address is that of a sharing service."""
    if "share=" in address and ("&share=" in address or "?share=" in address):
        return True
    if address.startswith(("http", "//")):
        begin = address.find("//") + 2
        end = address.find("/", begin)
        return _is_service(address[begin:end]) and _SHARE.match(address, begin) is not None
    return address[:1].isalpha() and _SHARE.match(address) is not None


@lru_cache(maxsize=5000)
def _is_service(host: str) -> bool:
    """Whether a host may be that of a sharing service."""
    return _SERVICE.search(host) is not None
