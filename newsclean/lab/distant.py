"""Kinds of dump lines read off the page's HTML: training labels for pages nobody labelled by hand.

The page is walked in document order (markup.py). An ordered table of rules (RULES in rules.py) gives elements
a kind from their tags, class and id names, roles and microdata; the innermost rule that the surrounding area
admits (INSIDE) wins. Blocks of text are then judged by what the page says of itself (facts.py: JSON-LD, meta
tags) and by fixed texts ("Advertisement"). The words of the page, each with its kind, are aligned with the
words of the dump, and a line takes the kind of the clear majority of its words. Precision matters more than
coverage: a line without evidence gets None.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newsclean.lab.align import kept_share, matched_pairs, without_link_numbers
from newsclean.lab.class_words import has_mark, is_text, says_copyright
from newsclean.lab.markup import Block, Element, Page
from newsclean.lab.rules import (
    COMMENT_ITEM,
    DOUBTFUL,
    IN_GOLD,
    INSIDE,
    LEAST_WORDS,
    LINK_LIST,
    MAJORITY,
    MOST_IN_BLOCK,
    MOST_OF_ARTICLE,
    MOST_WORDS,
    NEAR_HEADLINE,
    SHORT_TEXT,
    TEASER,
    TEXTS,
    TITLE,
    UNKNOWN,
    Said,
    rules_met,
)
from newsclean.lab.score import words
from newsclean.lab.shapes import is_one_link, read_page

__all__ = ["Said", "distant_kinds", "explained_kinds"]

BUTTONS = frozenset(("button", "label", "time", "input", "textarea"))
NO_HEADING = re.compile(r"^\W*[–—-]|[:$€£“”\"]|[.!?…,;]\W*$")  # marks of bold text that is no heading
ADDRESS = re.compile(r"\s*\d+\. [a-z-]+:\S")  # lynx: "  12. https://example.org/"


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
        for rule in rules_met(element.features):
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
        return kind == "comment_meta" and "comments" in element.features and page.after_headline(element) > 200
    if "tag:footer" in element.features or "footer" in element.features or "role:contentinfo" in element.features:
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
    if area == UNKNOWN and size >= TEASER and is_one_link(page, block):
        return Said("related", 0.75, "text long link")
    if size > MOST_IN_BLOCK.get(area.kind or "", size) * max(1, block.links) and area.rule != TITLE:
        return DOUBTFUL  # running text or a headline in a menu, an embedded post in a sharing box
    if area.kind == "author_bio" and size >= 5 and block.linked == size:
        return DOUBTFUL  # titles of the author's other articles
    if area.kind == "navigation" and not block.links and any(word.isdigit() for word in block.words):
        return DOUBTFUL  # addresses and telephone numbers
    if area.kind in ("comment", "comment_meta") and not _fits_comments(page, block, areas):
        return DOUBTFUL
    if area.kind == "copyright" and (block.linked > 0.4 * size or not says_copyright(text)):
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
            claim = UNKNOWN if listed or NO_HEADING.search(block.text) else Said("subheading", 0.6, "gold strong")
        else:
            claim = Said("body", 0.95, "gold")
        for piece in block.pieces:
            said[piece.start : piece.end] = [claim] * (piece.end - piece.start)
