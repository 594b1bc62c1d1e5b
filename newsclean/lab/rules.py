"""The rules that give elements a kind from their markup, which kinds may lie in which, and the thresholds."""

from functools import lru_cache
from typing import NamedTuple


class Rule(NamedTuple):
    """An element with all features in `needs` is of `kind`, believed with `trust` (0..1).

    A feature is a word family of class_words.txt, `tag:NAME`, `role:NAME`, `itemprop:NAME`, or a shape that
    `shapes.py` tells (`linked-heading`, `menu-list`, `teaser-list`, `related-box`, `the-headline`).
    """

    name: str
    needs: frozenset[str]
    kind: str
    trust: float


def _rule(needs: str, kind: str, trust: float) -> Rule:
    return Rule(f"{needs} > {kind}", frozenset(needs.split()), kind, trust)


class Said(NamedTuple):
    """What is believed of a stretch of the page: its kind, how firmly, and by which rule."""

    kind: str | None
    trust: float
    rule: str


# Trust is about the precision against hand labels (`python -m newsclean.lab.distant_check`), rounded.
# Ordered: of the rules that an element meets, the first whose kind the area admits is taken.
RULES: tuple[Rule, ...] = (
    _rule("tag:title", "navigation", 0.95),
    _rule("the-headline", "headline", 0.95),
    _rule("recent_comments", "related", 0.85),
    _rule("comment_text comments", "comment", 0.8),
    _rule("itemprop:commenttext", "comment", 0.9),
    _rule("comment_meta", "comment_meta", 0.85),
    _rule("comments tag:li", "comment_meta", 0.85),
    _rule("comments tag:article", "comment_meta", 0.85),
    _rule("comments", "comment_meta", 0.8),
    _rule("itemprop:comment", "comment_meta", 0.85),
    _rule("tag:figcaption", "caption", 0.95),
    _rule("caption", "caption", 0.85),
    _rule("itemprop:caption", "caption", 0.9),
    _rule("ad", "advertisement", 0.75),
    _rule("legal", "legal", 0.85),
    _rule("share", "sharing", 0.9),
    _rule("share-link", "sharing", 0.9),
    _rule("signup", "signup", 0.8),
    _rule("copyright", "copyright", 0.85),
    _rule("itemprop:copyrightholder", "copyright", 0.85),
    _rule("bio", "author_bio", 0.85),
    _rule("tags", "tags", 0.8),
    _rule("tag:a rel:tag", "tags", 0.8),
    _rule("itemprop:keywords", "tags", 0.9),
    _rule("related", "related", 0.85),
    _rule("related-box", "related", 0.8),
    _rule("linked-heading", "related", 0.7),
    _rule("teaser-list", "related", 0.65),
    _rule("role:navigation", "navigation", 0.95),
    _rule("role:search", "navigation", 0.95),
    _rule("role:contentinfo", "navigation", 0.8),
    _rule("role:banner", "navigation", 0.85),
    _rule("tag:nav", "navigation", 0.95),
    _rule("tag:footer", "navigation", 0.85),
    _rule("footer", "navigation", 0.85),
    _rule("header", "navigation", 0.85),
    _rule("nav", "navigation", 0.9),
    _rule("itemprop:breadcrumb", "navigation", 0.9),
    _rule("menu-list", "navigation", 0.8),
    _rule("widget", "other", 0.5),
    _rule("itemprop:author", "byline", 0.9),
    _rule("rel:author", "byline", 0.9),
    _rule("byline", "byline", 0.85),
    _rule("itemprop:datepublished", "date", 0.95),
    _rule("itemprop:datemodified", "date", 0.95),
    _rule("tag:time", "date", 0.9),
    _rule("date", "date", 0.85),
    _rule("itemprop:alternativeheadline", "standfirst", 0.8),
    _rule("standfirst", "standfirst", 0.75),
    _rule("itemprop:articlesection", "section", 0.9),
    _rule("section", "section", 0.75),
)

# Which kinds may begin inside an area of a kind; inside an area without a kind all may. A ? marks kinds
# that do not, but whose evidence makes the place doubtful: what is in there gets no kind.
INSIDE: dict[str, frozenset[str]] = {
    kind: frozenset(inner.split())
    for kind, inner in {
        "navigation": "sharing copyright signup legal advertisement "
        "?related ?other ?author_bio ?tags ?byline ?date ?caption",
        "related": "advertisement signup sharing ?caption ?tags ?comment_meta ?author_bio ?other",
        "comment_meta": "comment advertisement ?sharing ?related ?signup ?other ?tags",
        "comment": "comment_meta ?related ?advertisement ?byline ?date ?sharing",
        "advertisement": "?signup ?sharing ?comment_meta ?related ?navigation ?legal ?byline ?date",
        "sharing": "comment_meta ?signup ?legal ?byline ?date ?copyright",
        "signup": "legal ?sharing ?navigation ?related",
        "tags": "sharing",
        "author_bio": "sharing related ?date ?signup",
        "caption": "",
        "byline": "date sharing ?caption ?comment_meta",
        "date": "byline sharing comment_meta",
        "headline": "",
        "section": "date",
        "standfirst": "headline ?caption ?related ?date ?byline ?advertisement ?sharing ?tags ?comment_meta",
        "legal": "?navigation ?copyright ?signup",
        "copyright": "sharing ?navigation ?legal",
        "other": "caption sharing signup",
    }.items()
}

# Words an area of the kind may have at most; a longer element of that name is a layout container.
MOST_WORDS = {
    "headline": 60, "byline": 30, "date": 16, "section": 8, "standfirst": 160, "caption": 120, "tags": 100,
    "sharing": 80, "author_bio": 250, "copyright": 80, "advertisement": 400, "signup": 300, "other": 400,
}  # fmt: skip

LEAST_WORDS = {"standfirst": 5, "author_bio": 8}  # words that are needed; of an author_bio, words outside links

NEAR_HEADLINE = {"byline": (80, 150), "date": (80, 150), "section": (40, 12), "standfirst": (30, 80)}
# words before the headline, and after its end, where these kinds are the article's own and not a teaser's

MOST_OF_ARTICLE = 0.4  # an area with this share of the page's running text is no box around the article
TEASER = 7  # words from which a block that is one link is taken for another article's title
SHORT_TEXT = 14  # words of a block whose whole text is looked up
MOST_IN_BLOCK = {"navigation": 7, "sharing": 12, "comment_meta": 12}
# words of a block in such an area, or of each of its links
MAJORITY = 0.65  # share of a line's words that must be of one kind
IN_GOLD = 0.7  # share of a block's words in the gold text from which it is the article's

# Kinds of fixed texts: (family, kind, trust), in order; the text must be the whole block.
TEXTS = (
    ("text:ad", "advertisement", 0.9),
    ("text:comment_meta", "comment_meta", 0.85),
    ("text:share", "sharing", 0.9),
    ("text:related", "related", 0.85),
    ("text:signup", "signup", 0.85),
    ("text:nav", "navigation", 0.85),
)

UNKNOWN = Said(None, 0.0, "")
TITLE = RULES[0].name
COMMENT_ITEM = "comments in comments"  # the rule of one comment, below the area of all
LINK_LIST = Said("other", 0.95, "lynx link list")
DOUBTFUL = Said(None, 0.0, "doubtful")  # nothing inside it gets a kind


@lru_cache(maxsize=20_000)
def rules_met(features: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that an element with these features meets, in their order."""
    return tuple(rule for rule in RULES if rule.needs <= features)
