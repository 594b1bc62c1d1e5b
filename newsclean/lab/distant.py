"""Kinds of dump lines read off the page's HTML: training labels for pages nobody labelled by hand.

The page is walked in document order. An ordered table of rules (RULES) gives elements a kind from their
tags, class and id names, roles and microdata; the innermost rule that the surrounding area admits (INSIDE)
wins. Blocks of text are then judged by what the page says of itself (JSON-LD, meta tags) and by fixed texts
("Advertisement"). The words of the page, each with its kind, are aligned with the words of the dump, and a
line takes the kind of the clear majority of its words. Precision matters more than coverage: a line without
evidence gets None.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.lab.align import kept_share, matched_pairs, without_link_numbers, words

# The page as flat records

SKIPPED = frozenset(["script", "style", "template", "svg", "noembed", "object", "canvas", "math", "head"])
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "-text",
    ]
)
BUTTONS = frozenset(("button", "label", "time", "input", "textarea"))
STRONG = frozenset(("strong", "b"))
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
ATTRIBUTE_TEXT = {"img": ("alt",), "input": ("value", "placeholder"), "textarea": ("placeholder",)}
SHARE_LINK = re.compile(
    r"facebook\.com/(?:sharer|share|dialog)|twitter\.com/(?:share|intent|home)|linkedin\.com/share|x\.com/intent"
    r"|reddit\.com/submit|wa\.me/|whatsapp(?:\.com/|:/*)send|t\.me/share|telegram\.me/share|pinterest\.[a-z]+/pin"
    r"|plus\.google\.com/share|mailto:\?|getpocket\.com/|tumblr\.com/share|share\.flipboard|[?&]share=|vk\.com/share"
    r"|line\.me/R|b\.hatena|social-plugins\.line|service\.weibo\.com/share|xing\.com/(?:app|spi)|fb-messenger:"
)
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
NOT_LETTER = re.compile(r"[^a-z]+")
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
NO_HEADING = re.compile(r"^\W*[–—-]|[:$€£“”\"]|[.!?…,;]\W*$")  # marks of bold text that is no heading
ADDRESS = re.compile(r"\s*\d+\. [a-z-]+:\S")  # lynx: "  12. https://example.org/"
LOCAL = ("#", "mailto:", "tel:", "javascript:")  # addresses of links that lead to no other page
COMMENT_NUMBER = re.compile(r"comment\D{0,4}\d\d", re.IGNORECASE)  # id="comment-4711"
DIGITS, NUMBER = re.compile(r"\d+"), re.compile(r"\d[\d.,]*")
RUNNING = 18  # words from which a paragraph counts as running text


@dataclass(slots=True)
class Element:
    """An element: its place in the tree and the stretch of the page's words it holds."""

    tag: str
    features: frozenset[str]
    parent: int
    start: int
    end: int = 0
    linked: int = 0  # words in links
    links: int = 0
    running: int = 0  # words in running text
    in_article: bool = False  # inside an article tag


@dataclass(slots=True)
class Piece:
    """A text node's stretch of words and the element it is in."""

    element: int
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """Text that a browser sets as one paragraph; `element` is the nearest that holds all of it."""

    element: int
    start: int
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    text: str = ""
    links: int = 0
    linked: int = 0  # words in links
    heading: bool = False
    strong: bool = False


@dataclass(slots=True)
class Facts:
    """What the page says of itself in JSON-LD and meta tags."""

    headlines: list[list[str]] = field(default_factory=list)
    authors: list[list[str]] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


@cache
def class_words() -> dict[str, tuple[str, ...]]:
    """The families of class_words.txt by name."""
    families: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in resources.files("newsclean.lab").joinpath("class_words.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            families[name].append(line.strip())
    return {name: tuple(entries) for name, entries in families.items()}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """A pattern for each family of names, to be searched in a name cut as in class_words.txt."""
    patterns = []
    for name, entries in class_words().items():
        if ":" not in name:
            parts = [re.escape(entry).replace(r"\*", "[a-z]*") for entry in entries]
            whole = "|".join(part[1:] for part in parts if part.startswith("="))
            some = "|".join(part for part in parts if not part.startswith("="))
            patterns.append((name, re.compile(f"-(?:{some})-" + (f"|^-(?:{whole})-$" if whole else ""))))
    return patterns


@lru_cache(maxsize=50_000)
def families(name: str) -> frozenset[str]:
    """The word families that a class or id name is in.

    >>> sorted(families("relatedArticles__Box"))
    ['related']
    """
    cut = f"-{NOT_LETTER.sub('-', HUMP.sub('-', name).lower()).strip('-')}-"
    return frozenset(family for family, pattern in _patterns() if pattern.search(cut))


class Page:
    """A page read in document order: `words`, `elements` (parents before children), `blocks`, `facts`."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self.facts = Facts()
        self.headline_start = 0
        self.headline_end = -1_000_000  # no headline known: nothing is near it

    def holds_headline(self, element: Element) -> bool:
        return element.start <= self.headline_start < element.end and self.headline_end > 0

    def running_share(self, element: Element) -> float:
        """Share of the page's running text that the element holds."""
        return element.running / max(1, self.elements[0].running)

    def after_headline(self, element: Element) -> int:
        """Words from the headline's end to the element; negative before it."""
        return element.start - self.headline_end

    def names_author(self, block: list[str]) -> bool:
        """Whether a short block holds the name of an author that the page states."""
        joined = f" {' '.join(block)} "
        return len(block) <= 8 and any(f" {' '.join(name)} " in joined for name in self.facts.authors)

    def names_date(self, block: list[str]) -> bool:
        """Whether a short block holds day and year of a date that the page states, or its ISO form."""
        numbers = {word.lstrip("0") for word in block if word.isdigit()}
        return len(block) <= 10 and any({d[:4], d[8:10].lstrip("0")} <= numbers for d in self.facts.dates)


def read_page(html: bytes | str) -> Page:
    """Parse a page and read its words, elements, blocks and facts."""
    page = Page()
    tree = LexborHTMLParser(html if isinstance(html, str) else decoded(html))
    page.facts = _facts(tree)
    if tree.root is None:
        return page
    title = tree.css_first("title")
    page.elements.append(Element("html", frozenset(), -1, 0))
    if title is not None:
        page.elements.append(Element("title", frozenset(["tag:title"]), 0, 0))
        _add_text(page, 1, title.text(), _open_block(page, 1))
        page.elements[1].end = len(page.words)
    if tree.body is not None:
        _walk(page, tree.body)
    page.elements[0].end = len(page.words)
    for block in page.blocks:
        block.words = [w for piece in block.pieces for w in page.words[piece.start : piece.end]]
    page.blocks = [block for block in page.blocks if block.words]
    _measure(page)
    _find_headline(page)
    _shapes(page)
    return page


def decoded(html: bytes) -> str:
    """The page's text: by byte order mark, else UTF-8, else the charset it names, else cp1252."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if html.startswith(mark):
            return html.decode(codec, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        named = CHARSET.search(html[:4096])
        try:
            return html.decode(named[1].decode() if named else "cp1252", "replace")
        except LookupError:
            return html.decode("cp1252", "replace")


def _walk(page: Page, body: LexborNode) -> None:
    """Add the body's elements and text, without recursion because pages nest deeper than Python's stack."""
    page.elements.append(Element("body", frozenset(), 0, len(page.words)))
    stack: list[tuple[LexborNode | None, int, Block]] = [
        (body.child, len(page.elements) - 1, _open_block(page, 0))
    ]
    while stack:
        node, parent, block = stack.pop()
        if node is None:
            page.elements[parent].end = len(page.words)
            continue
        tag = node.tag or "-"
        if tag == "-text":
            _add_text(page, parent, node.text_content or "", block)
            stack.append((node.next, parent, block))
        elif tag in SKIPPED or tag.startswith(("-", "!", "_")):
            stack.append((node.next, parent, block))
        else:
            inline = tag in INLINE
            if tag == "br" or not inline:
                block = _open_block(page, parent)
            stack.append((node.next, parent, block))
            number = _add_element(page, node, tag, parent)
            if tag in ATTRIBUTE_TEXT:
                for name in ATTRIBUTE_TEXT[tag]:
                    _add_text(page, number, node.attributes.get(name) or "", block)
            stack.append((node.child, number, block if inline else _open_block(page, number)))


def _open_block(page: Page, element: int) -> Block:
    block = Block(element, len(page.words))
    page.blocks.append(block)
    return block


def _add_text(page: Page, element: int, text: str, block: Block) -> None:
    found = words(text)
    if found:
        if not block.pieces:
            block.start = len(page.words)
        block.pieces.append(Piece(element, len(page.words), len(page.words) + len(found)))
        page.words.extend(found)
    block.text += text


def _add_element(page: Page, node: LexborNode, tag: str, parent: int) -> int:
    """Add an element with the features its own markup tells; its number."""
    attributes = node.attributes
    names = ""
    if tag not in ("html", "body", "main"):
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    features = _markup_features(
        tag,
        names,
        attributes.get("role") or "",
        attributes.get("itemprop") or "",
        attributes.get("rel") or "" if tag == "a" else "",
    )
    href = attributes.get("href") if tag == "a" else None
    if href and SHARE_LINK.search(href):
        features |= {"share-link"}
    element = Element(tag, features, parent, len(page.words))
    element.links = int(tag == "a" and not (href or "#").lower().startswith(LOCAL))
    element.in_article = tag == "article" or page.elements[parent].in_article
    page.elements.append(element)
    return len(page.elements) - 1


@lru_cache(maxsize=50_000)
def _markup_features(tag: str, names: str, role: str, itemprop: str, rel: str) -> frozenset[str]:
    out = {f"tag:{tag}"}
    for name in names.split():
        out |= families(name)
    for prefix, value in (("role", role), ("itemprop", itemprop), ("rel", rel)):
        out.update(f"{prefix}:{word.lower()}" for word in value.split())
    if COMMENT_NUMBER.search(names):
        out.add("comment-number")
    return frozenset(out)


def _measure(page: Page) -> None:
    """Fill in, for every element, its words in links, its links and its words of running text."""
    for block in page.blocks:
        ends = page.elements[block.element].tag
        block.heading = ends in HEADINGS
        linked, strong = 0, True
        block.links = len({piece.element for piece in block.pieces if _in_link(page, piece.element)})
        for piece in block.pieces:
            number = piece.element
            tags = set()
            while number != block.element and number > 0:
                tags.add(page.elements[number].tag)
                number = page.elements[number].parent
            size = piece.end - piece.start
            if "a" in tags or ends == "a":
                linked += size
            strong = strong and bool(tags & STRONG or ends in STRONG)
        block.strong = strong and bool(block.pieces)
        owner = page.elements[block.element]
        owner.linked += linked
        block.linked = linked
        if len(block.words) >= RUNNING and linked < 0.5 * len(block.words):
            owner.running += len(block.words)
    for element in reversed(page.elements[1:]):
        outer = page.elements[element.parent]
        outer.linked += element.linked
        outer.links += element.links
        outer.running += element.running


def _in_link(page: Page, number: int) -> bool:
    """Whether an element is a link or inside one, looking at most five levels up."""
    for _ in range(5):
        if page.elements[number].tag == "a":
            return True
        number = page.elements[number].parent
        if number <= 0:
            break
    return False


def _is_one_link(page: Page, block: Block) -> bool:
    """Whether a block after the headline is all one link to another page."""
    outer = page.elements[block.element]
    inner = page.elements[block.pieces[0].element]
    to_page = max(inner.links, outer.links) == 1
    return block.linked == len(block.words) and to_page and block.start > page.headline_end > 0


def _find_headline(page: Page) -> None:
    """The heading that says what the page's meta tags or title say, or the only h1."""
    best: tuple[float, Element] | None = None
    for element in page.elements:
        if element.tag not in ("h1", "h2", "h3") and "headline" not in element.features:
            continue
        text = page.words[element.start : element.end]
        if not 2 <= len(text) <= 60:
            continue
        score = max((_likeness(text, known) for known in page.facts.headlines), default=0.0)
        score += 0.2 * (element.tag == "h1")
        if score >= 0.75 and (best is None or score > best[0] + 0.05 or _repeats(page, best, score, element)):
            best = score, element
    if best is None:
        h1 = [e for e in page.elements if e.tag == "h1" and e.end - e.start >= 4]
        if len(h1) != 1:
            return
        best = 0.0, h1[0]
    chosen = best[1]
    for block in page.blocks:  # an h1 in a breadcrumb, with the headline after it
        if chosen.end <= block.start <= chosen.end + 40:
            owner = page.elements[block.element]
            titled = owner.tag in HEADINGS or "headline" in owner.features
            alike = titled and _likeness(block.words, page.words[chosen.start : chosen.end]) >= 0.8
            if alike and owner.end - owner.start <= 1.5 * len(block.words):
                chosen = owner
                break
    chosen.features |= {"the-headline"}
    page.headline_start, page.headline_end = chosen.start, chosen.end


def _repeats(page: Page, best: tuple[float, Element], score: float, element: Element) -> bool:
    """Whether an h1 repeats the best one further down: the first was a bar at the window's top."""
    first = best[1]
    near = element.start < 0.3 * len(page.words)
    return near and score >= best[0] and element.tag == first.tag == "h1" and first.end <= element.start


def _likeness(left: list[str], right: list[str]) -> float:
    """Share of the longer text's distinct words that both have."""
    a, b = set(left), set(right)
    return len(a & b) / max(1, len(a), len(b))


def _shapes(page: Page) -> None:
    """Add features that show in the shape of an element: lists of links, headings that are links."""
    for element in page.elements:
        size = element.end - element.start
        if not size or not element.links:
            continue
        full = element.linked >= 0.9 * size
        if element.tag in HEADINGS and full and size >= 5 and "the-headline" not in element.features:
            element.features |= {"linked-heading"}
        elif element.tag in ("ul", "ol") and full and element.links >= 4:
            mean = size / element.links
            if mean <= 3:
                element.features |= {"menu-list"}
            elif mean >= 6:
                element.features |= {"teaser-list"}
    for block in page.blocks:
        if len(block.words) <= 6 and is_text("text:related", block.text):
            _mark_related_box(page, block)


def _mark_related_box(page: Page, block: Block) -> None:
    """A box that opens with "Most read" and holds little but links is related."""
    number = block.element
    for _ in range(4):
        element = page.elements[number]
        if element.start < block.start or element.tag == "body" or number <= 1:
            return
        size = element.end - element.start
        if element.links >= 2 and element.linked >= 0.5 * size and size > 2 * len(block.words):
            element.features |= {"related-box"}
            return
        number = element.parent


def is_text(family: str, text: str) -> bool:
    """Whether a text is, but for digits, case and marks around it, one of a family's fixed texts."""
    return _plain(text) in _texts(family)


@cache
def _texts(family: str) -> frozenset[str]:
    return frozenset(_plain(entry) for entry in class_words()[family])


def _plain(text: str) -> str:
    return " ".join(NUMBER.sub("0", text.lower()).split()).strip(" :.!…|()[]-–—>»›+&?\u200b")


def has_mark(family: str, text: str) -> bool:
    """Whether a text holds one of a family's texts, with digits as 0."""
    low = DIGITS.sub("0", text.lower())
    return any(mark in low for mark in class_words()[family])


def _says_copyright(text: str) -> bool:
    return "copyright" in text.lower() or has_mark("text:copyright_mark", text)


def _facts(tree: LexborHTMLParser) -> Facts:
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
        elif name in (
            "article:published_time",
            "article:modified_time",
            "date",
            "pubdate",
            "parsely-pub-date",
        ):
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


# Rules and what they say


class Rule(NamedTuple):
    """An element with all features in `needs` is of `kind`, believed with `trust` (0..1).

    A feature is a word family of class_words.txt, `tag:NAME`, `role:NAME`, `itemprop:NAME`, or a shape that
    `_shapes` tells (`linked-heading`, `menu-list`, `teaser-list`, `related-box`, `the-headline`).
    """

    name: str
    needs: frozenset[str]
    kind: str
    trust: float


def _rule(needs: str, kind: str, trust: float) -> Rule:
    return Rule(f"{needs} > {kind}", frozenset(needs.split()), kind, trust)


# Trust is about the precision against hand labels (`python -m newsclean.lab.distant`), rounded.
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

LEAST_WORDS = {
    "standfirst": 5,
    "author_bio": 8,
}  # words that are needed; of an author_bio, words outside links

NEAR_HEADLINE = {"byline": (80, 150), "date": (80, 150), "section": (40, 12), "standfirst": (30, 80)}
# words before the headline, and after its end, where these kinds are the article's own and not a teaser's

MOST_OF_ARTICLE = 0.4  # an area with this share of the page's running text is no box around the article
TEASER = 7  # words from which a block that is one link is taken for another article's title
SHORT_TEXT = 14  # words of a block whose whole text is looked up
MOST_IN_BLOCK = {
    "navigation": 7,
    "sharing": 12,
    "comment_meta": 12,
}  # words of a block in such an area, or of each of its links
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


class Said(NamedTuple):
    """What is believed of a stretch of the page: its kind, how firmly, and by which rule."""

    kind: str | None
    trust: float
    rule: str


UNKNOWN = Said(None, 0.0, "")
TITLE = RULES[0].name
COMMENT_ITEM = "comments in comments"  # the rule of one comment, below the area of all
LINK_LIST = Said("other", 0.95, "lynx link list")
DOUBTFUL = Said(None, 0.0, "doubtful")  # nothing inside it gets a kind


@dataclass(slots=True)
class Reading:
    """A page's words in document order and what is believed of each."""

    words: list[str]
    said: list[Said]


def distant_kinds(
    html: bytes | str, lines: Sequence[str], text: str | None = None
) -> tuple[list[str | None], NDArray[np.float64]]:
    """A kind or None for each dump line, and its trust (0..1), from the page's HTML and any gold text."""
    found = explained_kinds(html, lines, text)
    return [said.kind for said in found], np.array([said.trust for said in found])


def explained_kinds(html: bytes | str, lines: Sequence[str], text: str | None = None) -> list[Said]:
    """As `distant_kinds`, with the rule that decided each line."""
    reading = _reading(html, text)
    listed = _link_list(lines)
    tokens = [words(line) for line in without_link_numbers(lines[:listed])]
    tokens += [[] for _ in lines[listed:]]
    dump = [word for line in tokens for word in line]
    votes: list[Counter[Said]] = [Counter() for _ in lines]
    line_of = np.repeat(np.arange(len(lines)), [len(line) for line in tokens])
    found, places = matched_pairs(dump, reading.words)
    for line, place in zip(line_of[found].tolist(), places.tolist(), strict=True):
        votes[line][reading.said[place]] += 1
    kinds = [_majority(vote, len(line)) for vote, line in zip(votes, tokens, strict=True)]
    rest = [LINK_LIST if line.strip() else UNKNOWN for line in lines[listed:]]
    return _bridged(kinds[:listed], lines[:listed], tokens[:listed]) + rest


def _link_list(lines: Sequence[str]) -> int:
    """The line at which lynx's list of link addresses starts; the number of lines if there is none."""
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].rstrip() == "References":
            after = [line for line in lines[number + 1 :] if line.strip()][:3]
            if any(ADDRESS.match(line) for line in after):
                return number
    return len(lines)


def _majority(votes: Counter[Said], size: int) -> Said:
    """What most of a line's words say, if it is a clear majority of the line's `size` words."""
    kinds: Counter[str | None] = Counter()
    for said, count in votes.items():
        kinds[said.kind] += count
    for kind, count in kinds.most_common(1):
        if kind is not None and count >= MAJORITY * size:
            best = max((said for said in votes if said.kind == kind), key=lambda said: votes[said])
            trust = sum(said.trust * n for said, n in votes.items() if said.kind == kind) / size
            return Said(kind, trust, best.rule)
    return UNKNOWN


def _bridged(found: list[Said], lines: Sequence[str], tokens: list[list[str]]) -> list[Said]:
    """Lines of marks only (an empty bullet) take the kind that the lines on both sides share."""
    before = UNKNOWN
    out = list(found)
    waiting: list[int] = []
    for number, said in enumerate(found):
        if tokens[number]:
            for bullet in waiting:
                if before.kind == said.kind and said.kind is not None:
                    out[bullet] = Said(said.kind, 0.6 * said.trust, "between")
            waiting, before = [], said
        elif lines[number].strip() and set(lines[number].strip()) <= set("*•·|+-o»›>/\\,#"):
            waiting.append(number)
    return out


@lru_cache(maxsize=2)
def _reading(html: bytes | str, text: str | None) -> Reading:
    """The page's words with what is believed of each; cached because a page has several dumps."""
    page = read_page(html)
    areas = _areas(page)
    blocks = [_block_said(page, block, areas) for block in page.blocks]
    said = [UNKNOWN] * len(page.words)
    for block, known in zip(page.blocks, blocks, strict=True):
        for piece in block.pieces:
            inner = areas[piece.element]
            pick = inner
            if known != areas[block.element]:
                in_link = known.kind == "copyright" and page.elements[piece.element].tag == "a"
                pick = inner if in_link else known
            said[piece.start : piece.end] = [pick] * (piece.end - piece.start)
    if text:
        _claim_gold(page, areas, said, text)
    return Reading(page.words, said)


def _areas(page: Page) -> list[Said]:
    """What is believed of each element: the innermost rule that its surroundings admit."""
    out: list[Said] = []
    for element in page.elements:
        outer = out[element.parent] if element.parent >= 0 else UNKNOWN
        out.append(_element_said(page, element, outer))
    return out


def _element_said(page: Page, element: Element, outer: Said) -> Said:
    """What is believed of an element inside an area of which `outer` is believed."""
    if outer.rule.startswith("comments"):
        comment = _comment_part(element, outer)
        if comment is not None:
            return comment
    if element.features and element.end > element.start:
        for rule in _rules_met(element.features):
            if outer.kind is not None and f"?{rule.kind}" in INSIDE[outer.kind]:
                return DOUBTFUL
            if _admitted(page, element, rule.kind, outer):
                return Said(rule.kind, rule.trust, rule.name)
    return outer


def _comment_part(element: Element, outer: Said) -> Said | None:
    """The parts of a comment area that only their nesting tells: one comment, its paragraphs, forms."""
    features = element.features
    if "comment_meta" in features:
        return Said("comment_meta", 0.85, "comment_meta > comment_meta")
    if "comments" in features and (element.tag in ("li", "article") or "comment-number" in features):
        return Said("comment_meta", 0.85, COMMENT_ITEM)
    if outer.rule == COMMENT_ITEM and element.tag == "form":
        return Said("comment_meta", 0.85, "comment form")
    if outer.rule == COMMENT_ITEM and element.tag == "p" and element.end - element.start > 2:
        return Said("comment", 0.7, "paragraph in comment item")
    return None


@lru_cache(maxsize=20_000)
def _rules_met(features: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.needs <= features)


def _admitted(page: Page, element: Element, kind: str, outer: Said) -> bool:
    """Whether an element may be an area of a kind, judged by the area around it, its size and its place."""
    if outer == DOUBTFUL or (outer.kind is not None and kind not in INSIDE[outer.kind]):
        return False
    size = element.end - element.start
    if size > MOST_WORDS.get(kind, size):
        return False
    if kind != "headline" and page.holds_headline(element):
        return False
    if kind != "comment" and page.running_share(element) > MOST_OF_ARTICLE and size > 60:
        return (
            kind == "comment_meta" and "comments" in element.features and page.after_headline(element) > 200
        )
    if (
        "tag:footer" in element.features
        or "footer" in element.features
        or "role:contentinfo" in element.features
    ):
        if kind == "navigation" and (element.in_article or element.start < 0.5 * len(page.words)):
            return False
    elif kind == "navigation" and ("header" in element.features or "tag:header" in element.features):
        return not 0 < page.headline_end <= element.start
    if size - element.linked * (kind == "author_bio") < LEAST_WORDS.get(kind, 0):
        return False
    if kind == "copyright" and element.start < 0.7 * len(page.words):
        return False
    if kind in NEAR_HEADLINE:
        before, after = NEAR_HEADLINE[kind]
        return -before <= page.after_headline(element) <= after
    return True


def _block_said(page: Page, block: Block, areas: list[Said]) -> Said:
    """What a block's whole text tells: fixed texts, copyright marks, the author's name, the date."""
    area = areas[block.element]
    size = len(block.words)
    text = block.text
    late = size <= 80 and block.start > 0.6 * len(page.words)
    if late and area.kind in (None, "navigation") and has_mark("text:copyright_mark", text):
        return Said("copyright", 0.9, "text:copyright_mark")
    if area == UNKNOWN and size >= TEASER and _is_one_link(page, block):
        return Said("related", 0.75, "text long link")
    if size > MOST_IN_BLOCK.get(area.kind or "", size) * max(1, block.links) and area.rule != TITLE:
        return DOUBTFUL  # running text or a headline in a menu, an embedded post in a sharing box
    if area.kind == "author_bio" and size >= 5 and block.linked == size:
        return DOUBTFUL  # titles of the author's other articles
    if area.kind == "navigation" and not block.links and any(word.isdigit() for word in block.words):
        return DOUBTFUL  # addresses and telephone numbers
    if area.kind in ("comment", "comment_meta") and not _fits_comments(page, block, areas):
        return DOUBTFUL
    if area.kind == "copyright" and (block.linked > 0.4 * size or not _says_copyright(text)):
        return DOUBTFUL
    if area.kind == "byline" and (has_mark("text:photo", text) or all(map(str.isdigit, block.words))):
        return DOUBTFUL
    if area.kind == "byline" and page.names_date(block.words):
        return Said("date", 0.85, "text publication date")
    if size > SHORT_TEXT:
        return area
    for family, kind, trust in TEXTS:
        if kind == "advertisement" and (block.links or area.kind == "navigation"):
            continue
        if area != DOUBTFUL and is_text(family, text) and (area.kind is None or kind in INSIDE[area.kind]):
            return Said(kind, trust, family)
    if area.kind == "navigation" and block.links and size <= 6 and has_mark("text:network", text):
        return Said("sharing", 0.8, "text:network")
    distance = block.start - page.headline_end
    if area.kind is None and -80 <= distance <= 200:
        if page.names_author(block.words) and not has_mark("text:photo", text):
            return Said("byline", 0.85, "text author's name")
        if page.names_date(block.words):
            return Said("date", 0.85, "text publication date")
    return area


def _fits_comments(page: Page, block: Block, areas: list[Said]) -> bool:
    """Whether a block of a comment area is of its kind: plain text in a comment's frame may be either."""
    element, area = page.elements[block.element], areas[block.element]
    if area.kind == "comment":
        return element.tag in ("p", "blockquote", "li") or areas[element.parent] != area
    bare = area.rule in ("comments > comment_meta", "itemprop:comment > comment_meta", COMMENT_ITEM)
    return not bare or block.links > 0 or block.heading or len(block.words) < 3 or element.tag in BUTTONS


def _claim_gold(page: Page, areas: list[Said], said: list[Said], text: str) -> None:
    """Mark the blocks that the gold text holds as body, subheading or standfirst, in place.

    Kinds that gold texts often include (headline, byline, date) stay; short blocks that a rule calls
    something else become unknown.
    """
    shares = kept_share([" ".join(block.words) for block in page.blocks], text)
    for block, share in zip(page.blocks, shares, strict=True):
        if share < IN_GOLD:
            continue
        known = areas[block.element]
        if known.kind in ("headline", "byline", "date", "caption", "section", "standfirst", "comment"):
            continue
        if known.kind is not None and len(block.words) < 8:
            claim = UNKNOWN
        elif block.heading and len(block.words) <= 30:
            claim = Said("subheading", 0.9, "gold heading")
        elif block.strong and len(block.words) <= 12:
            listed = page.elements[page.elements[block.element].parent].tag in ("li", "td", "blockquote")
            claim = (
                UNKNOWN if listed or NO_HEADING.search(block.text) else Said("subheading", 0.6, "gold strong")
            )
        else:
            claim = Said("body", 0.95, "gold")
        for piece in block.pieces:
            said[piece.start : piece.end] = [claim] * (piece.end - piece.start)


if __name__ == "__main__":
    from newsclean.lab.distant_check import main

    main()
