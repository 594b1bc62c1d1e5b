"""What shows in a page's shape: measures of its elements, the headline, teaser lists and related boxes."""

from newsclean.lab.class_words import is_text
from newsclean.lab.markup import Block, Element, Page, walked_page

STRONG = frozenset(("strong", "b"))
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
RUNNING = 18  # words from which a paragraph counts as running text


def read_page(html: bytes | str) -> Page:
    """Parse a page, measure its elements, find its headline and add the features that shapes tell."""
    page = walked_page(html)
    _measure(page)
    _find_headline(page)
    _shapes(page)
    return page


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


def is_one_link(page: Page, block: Block) -> bool:
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
