"""The page as flat records, in document order: words, elements and blocks, with what the markup tells of them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.lab.class_words import families
from newsclean.lab.facts import Facts, read_facts
from newsclean.lab.score import words

SKIPPED = frozenset(["script", "style", "template", "svg", "noembed", "object", "canvas", "math", "head"])
INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "-text",
])  # fmt: skip
ATTRIBUTE_TEXT = {"img": ("alt",), "input": ("value", "placeholder"), "textarea": ("placeholder",)}
SHARE_LINK = re.compile(
    r"facebook\.com/(?:sharer|share|dialog)|twitter\.com/(?:share|intent|home)|linkedin\.com/share|x\.com/intent"
    r"|reddit\.com/submit|wa\.me/|whatsapp(?:\.com/|:/*)send|t\.me/share|telegram\.me/share|pinterest\.[a-z]+/pin"
    r"|plus\.google\.com/share|mailto:\?|getpocket\.com/|tumblr\.com/share|share\.flipboard|[?&]share=|vk\.com/share"
    r"|line\.me/R|b\.hatena|social-plugins\.line|service\.weibo\.com/share|xing\.com/(?:app|spi)|fb-messenger:"
)
LOCAL = ("#", "mailto:", "tel:", "javascript:")  # addresses of links that lead to no other page
COMMENT_NUMBER = re.compile(r"comment\D{0,4}\d\d", re.IGNORECASE)  # id="comment-4711"


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


def walked_page(html: bytes | str) -> Page:
    """Parse a page and read its words, elements, blocks and facts; `shapes.read_page` adds the rest.

    Bytes are UTF-8, in which the corpus stores every page, whatever it declares.
    """
    page = Page()
    tree = LexborHTMLParser(html if isinstance(html, str) else html.decode("utf-8", "replace"))
    page.facts = read_facts(tree)
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
    return page


def _walk(page: Page, body: LexborNode) -> None:
    """Add the body's elements and text, without recursion because pages nest deeper than Python's stack."""
    page.elements.append(Element("body", frozenset(), 0, len(page.words)))
    stack: list[tuple[LexborNode | None, int, Block]] = [(body.child, len(page.elements) - 1, _open_block(page, 0))]
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
