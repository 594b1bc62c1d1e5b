"""What an element is: its role in the layout, and what its tag and attributes tell, as bits of a `Sign`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsclean.html.words import name_bits


def _names(text: str) -> list[str]:
    return text.split()


#: Roles of elements in the layout.
INLINE, BLOCK, MARGIN, BREAK, SKIPPED, MEDIA, PRE = range(7)

#: The role of each tag; others are inline, but custom ones (with a hyphen) are blocks. Blocks with a margin are apart
#: from their neighbours by a blank line.
ROLES = (
    dict.fromkeys(
        _names("""script style template noembed noframes object applet canvas head svg iframe select datalist textarea
        input audio map base link meta title param source track wbr embed"""),
        SKIPPED,
    )
    | dict.fromkeys(
        _names("""address article aside body button center dd details dialog dir div dt fieldset footer form header
        hgroup legend li main menu nav optgroup option search section summary tbody td tfoot th thead tr caption
        figcaption frameset noscript"""),
        BLOCK,
    )
    | dict.fromkeys(_names("blockquote dl figure h1 h2 h3 h4 h5 h6 hr ol p table ul xmp listing plaintext"), MARGIN)
    | dict.fromkeys(_names("img picture video"), MEDIA)
    | {"br": BREAK, "pre": PRE}
)
#: Attributes of these elements never tell what they hold.
ROOTS = frozenset(("html", "body"))

#: Tags and other attributes that lines are told apart by, a bit each; see `newsclean.html.hints`.
TAGS = (
    "article", "main", "aside", "nav", "footer", "header", "section", "figure", "table", "list", "form", "blockquote",
    "dialog", "button", "noscript", "hidden", "time", "strong", "emphasis", "link_author", "link_tag", "in_body",
    "in_author", "in_date", "in_headline", "in_comment", "in_caption", "in_section", "in_keywords", "in_description",
    "in_copyright", "in_publisher", "address", "details", "share_link", "comment_item", "figcaption",
    "aria_hidden",
)  # fmt: skip
TAG_BIT = {name: 1 << number for number, name in enumerate(TAGS)}

#: What tags alone tell.
OF_TAG = {
    "ul": "list", "ol": "list", "menu": "list", "dl": "list", "q": "blockquote", "label": "form", "b": "strong",
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "fieldset": "form", "summary": "details", "tr": "table",
} | {name: name for name in TAGS}  # fmt: skip
_OF_ROLE = {
    "article": "article", "main": "main", "complementary": "aside", "navigation": "nav", "contentinfo": "footer",
    "banner": "header", "dialog": "dialog", "alertdialog": "dialog", "search": "form", "button": "button",
    "menu": "nav", "menubar": "nav", "form": "form",
}  # fmt: skip
_OF_ITEM = {
    "articlebody": "in_body", "author": "in_author", "creator": "in_author", "datepublished": "in_date",
    "datemodified": "in_date", "datecreated": "in_date", "headline": "in_headline", "comment": "in_comment",
    "commenttext": "in_comment", "caption": "in_caption", "articlesection": "in_section", "keywords": "in_keywords",
    "description": "in_description", "copyrightholder": "in_copyright", "copyrightyear": "in_copyright",
    "publisher": "in_publisher", "editor": "in_author", "text": "in_body",
}  # fmt: skip
_SHARE = re.compile(
    r"facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:share|intent|home)|linkedin\.com/share|reddit\.com/submit"
    r"|wa\.me/|whatsapp(?:\.com/|:/*)send|t\.me/share|telegram\.me/share|pinterest\.[a-z]+/pin|mailto:\?|getpocket\.com/"
    r"|tumblr\.com/share|share\.flipboard|[?&]share=|vk\.com/share|line\.me/R|b\.hatena|service\.weibo\.com/share|xing\.com/app"
    r"|fb-messenger:"
)
_COMMENT_ID = re.compile(r"comment\D{0,4}\d", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Sign(NamedTuple):
    """What an element's own markup tells: word families of its names, and `TAGS`, as bits."""

    families: int
    tags: int


@lru_cache(maxsize=20_000)
def sign(tag: str, names: str | None, ident: str | None, role: str | None, item: str | None, rel: str | None) -> Sign:
    """What the tag and some attributes of an element tell: class, id, role, itemprop and rel, None if missing."""
    families = 0
    if tag not in ROOTS:
        if names:
            families = name_bits(f"{names} {ident}" if ident else names)
        elif ident:
            families = name_bits(ident)
        if "-" in tag:
            families |= name_bits(tag)
    bits = TAG_BIT.get(OF_TAG.get(tag, ""), 0)
    for value, table in ((role, _OF_ROLE), (item, _OF_ITEM)):
        if value:
            for word in value.lower().split()[:8]:
                bits |= TAG_BIT.get(table.get(word, ""), 0)
    if rel:
        words = rel.lower().split()
        bits |= TAG_BIT["link_author"] * ("author" in words) | TAG_BIT["link_tag"] * ("tag" in words)
    if ident and _COMMENT_ID.match(ident):
        bits |= TAG_BIT["comment_item"]
    return Sign(families, bits)


def is_hidden(style: str) -> bool:
    """Whether a style attribute takes an element off the page."""
    return _UNSEEN.search(style) is not None


@lru_cache(maxsize=20_000)
def is_share_link(address: str) -> bool:
    """Whether a link's address is that of a sharing service."""
    return _SHARE.search(address) is not None
