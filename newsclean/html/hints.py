"""What the markup tells of every Line: an ordered, named table of hints, beside the features of the text.

Word families of class and id names count twice: those of the nearest element that has any, and those of all around.
What the page says of itself in its head is evidence for a Line that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from newsclean.html.elements import TAGS
from newsclean.html.head import Head
from newsclean.html.walk import Blocks, Row
from newsclean.html.words import family_names
from newsclean.records import folded

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.integer[Any]]

#: The tag of the block that a Line lies in, one of these.
BLOCK_TAGS = (
    "p", "li", "h1", "h2", "h3", "h4", "td", "div", "span", "figcaption", "blockquote", "pre", "dt", "dd", "button",
    "title", "section", "article", "header", "footer",
)  # fmt: skip
_TAG_ALIAS = {
    "h5": "h4",
    "h6": "h4",
    "th": "td",
    "tr": "td",
    "caption": "figcaption",
    "summary": "button",
    "body": "div",
}

NEAR_NAMES = tuple(f"near_{name}" for name in family_names())
AROUND_NAMES = tuple(f"around_{name}" for name in family_names())
TAG_NAMES = tuple(f"tag_{name}" for name in TAGS)
INNER_NAMES = ("inner_time", "inner_author", "inner_link_author", "inner_link_tag", "inner_share_link", "inner_hidden")
BLOCK_NAMES = tuple(f"block_{name}" for name in BLOCK_TAGS)
SHAPE_NAMES = (
    "linked", "links", "strong", "whole_link", "after_picture", "after_break", "depth", "siblings", "first_in_block",
    "lines_in_block",
)  # fmt: skip
AREA_NAMES = tuple(
    f"{what}_{level}" for level in (0, 1, 2, 3) for what in ("share", "links_of", "prose_of", "prose_share")
)
PROSE_NAMES = (
    "in_densest",
    "under_densest",
    "steps_from_densest",
    "depth_from_densest",
    "densest_share",
    "densest_prose",
)
EVIDENCE_NAMES = (
    "says_headline", "says_description", "says_author", "says_date", "says_body", "says_section", "says_tag",
    "says_site", "has_body", "has_headline", "from_headline", "below_headline", "from_h1", "below_h1",
)  # fmt: skip
#: Groups of hints that training hides together, so that the model does not lean on one.
GROUPS = {
    "names": NEAR_NAMES + AROUND_NAMES,
    "tags": TAG_NAMES + INNER_NAMES,
    "blocks": BLOCK_NAMES,
    "shape": SHAPE_NAMES,
    "areas": AREA_NAMES,
    "prose": PROSE_NAMES,
    "evidence": EVIDENCE_NAMES,
}
HINT_NAMES = tuple(name for names in GROUPS.values() for name in names)

_BLOCK_NUMBER = {name: number for number, name in enumerate(BLOCK_TAGS)}
_BLOCK_NUMBER |= {tag: _BLOCK_NUMBER[name] for tag, name in _TAG_ALIAS.items()}
_INNER = [TAGS.index(name) for name in ("time", "in_author", "link_author", "link_tag", "share_link", "hidden")]
#: Levels looked at above the densest block.
_LEVELS = 8
_DIGITS = re.compile(r"\d+")
#: Characters of a Line that are looked for in the head's `articleBody`; the longest Line that may be a headline or
#: description, or a name, date or topic; and how many headlines are compared.
_PROBE, _LONGEST, _SHORT, _MOST_HEADLINES = 40, 600, 120, 4


def hint_matrix(rows: list[Row], texts: list[str], blocks: Blocks, head: Head) -> npt.NDArray[np.float32]:
    """The hints of n Lines (n × len(HINT_NAMES)). `rows` and `texts` are the row and the text of each Line."""
    n = len(rows)
    block = np.array([row.block for row in rows])
    size = np.array([row.size for row in rows], np.float64)
    columns = (
        _bits([row.near for row in rows], len(NEAR_NAMES)),
        _bits([row.around for row in rows], len(AROUND_NAMES)),
        _bits([row.tags for row in rows], len(TAGS)),
        _bits([row.inner for row in rows], len(TAGS))[:, _INNER],
        _block_tags(block, blocks),
        _shape(rows, block, size, blocks),
        *_areas(rows, block, size, blocks),
        _evidence(texts, block, blocks, head),
    )
    matrix = np.empty((n, len(HINT_NAMES)), np.float32)
    np.concatenate(columns, axis=1, out=matrix, casting="same_kind")
    return matrix


def _bits(values: Sequence[int], count: int) -> npt.NDArray[np.float32]:
    """The lowest bits of n values, a column each."""
    octets = np.array(values, "<u8").view(np.uint8).reshape(-1, 8)
    return np.unpackbits(octets, axis=1, count=count, bitorder="little").astype(np.float32)


def _block_tags(block: Ints, blocks: Blocks) -> npt.NDArray[np.float32]:
    tags = blocks.tags
    numbers = np.array([_BLOCK_NUMBER.get(tags[number], -1) for number in block.tolist()])
    return (numbers[:, None] == np.arange(len(BLOCK_TAGS))).astype(np.float32)


def _shape(rows: list[Row], block: Ints, size: Floats, blocks: Blocks) -> Floats:
    linked, links, strong, media, broken = np.array(
        [(row.linked, row.links, row.strong, row.media, row.broken) for row in rows], np.float64
    ).T
    share = linked / size
    numbers: dict[tuple[int, str, str], int] = {}
    alike = np.array(
        [
            numbers.setdefault((opened[0], tag, key), len(numbers))
            for opened, tag, key in zip(blocks.opened, blocks.tags, blocks.keys, strict=True)
        ]
    )
    siblings = np.bincount(alike)[alike][block]
    in_block = np.bincount(block, minlength=len(blocks.opened))[block]
    depth = [blocks.opened[number][1] for number in block.tolist()]
    out = np.empty((len(SHAPE_NAMES), len(rows)))
    out[0] = share
    out[1] = np.minimum(links, 20) / 10
    out[2] = strong / size
    out[3] = share >= 0.9
    out[4] = media
    out[5] = broken
    out[6] = np.minimum(depth, 40) / 20
    out[7] = np.log1p(siblings) / 4
    out[8, 0] = 1
    out[8, 1:] = block[1:] != block[:-1]
    out[9] = np.log1p(in_block) / 3
    return out.T


def _areas(rows: list[Row], block: Ints, size: Floats, blocks: Blocks) -> tuple[Floats, Floats]:
    """What the blocks around each Line hold, four levels up, and where the Line is from the densest prose."""
    count = len(blocks.opened)
    begins = np.fromiter(chain.from_iterable(blocks.opened), np.int64, 6 * count).reshape(count, 6)
    ends = np.fromiter(chain.from_iterable(blocks.closed), np.int64, 4 * count).reshape(count, 4)
    parent, depth, end = np.maximum(begins[:, 0], 0), begins[:, 1], ends[:, 0]
    held, links, prose = (ends[:, 1:] - begins[:, 3:]).astype(np.float64).T
    all_text, all_prose = size.sum() + 1.0, prose.max() + 1.0
    of_block = np.stack(
        [np.sqrt(held / all_text), links / (held + 1), prose / (held + 1), np.sqrt(prose / all_prose)], axis=1
    )
    levels = [block]
    for _ in range(3):
        levels.append(parent[levels[-1]])
    # As readability does: a paragraph speaks for its parent, and half as much for the parent of that.
    weight = np.array([row.size if row.prose else 0 for row in rows], np.float64)
    above = levels[1]
    score = np.bincount(above, weight, count) + np.bincount(parent[above], weight / 2, count)
    densest = int(score.argmax())
    steps = np.full(len(rows), float(_LEVELS))
    around = densest
    for step in range(_LEVELS):
        inside_it = (block >= around) & (block < end[around])
        steps = np.where(inside_it, np.minimum(steps, step), steps)
        if begins[around, 0] < 0:
            break
        around = int(parent[around])
    found = np.empty((len(PROSE_NAMES), len(rows)))
    found[0] = steps == 0
    found[1] = (above == densest) | (block == densest)
    found[2] = steps / _LEVELS
    found[3] = np.clip(depth[block] - depth[densest], -10, 10) / 10
    found[4] = held[densest] / all_text
    found[5] = prose[densest] / all_prose
    return np.concatenate([of_block[level] for level in levels], axis=1), found.T


def _evidence(texts: list[str], block: Ints, blocks: Blocks, head: Head) -> Floats:
    """Which Lines say what the head says."""
    n = len(texts)
    keys = [text.casefold() if len(text) <= _LONGEST else "" for text in texts]
    headline = _says_headline(keys, head)
    described = "\n".join(folded(text) for text in head.descriptions if len(text) > 20)
    openings = tuple(text[:60] for text in described.split("\n") if text)
    authors = [name.casefold() for name in head.authors]
    dates = [_day(date) for date in (head.date, head.modified) if date]
    body = " ".join(head.body.split())
    sections = {head.section.casefold()} if head.section else set()
    topics = {tag.casefold() for tag in head.tags}
    sites = {name.casefold() for name in head.site}
    columns = np.zeros((n, len(EVIDENCE_NAMES)))
    columns[:, 0] = headline
    lists = ((5, sections), (6, topics), (7, sites))
    for number, key in enumerate(keys):
        size = len(key)
        if body and (not key or size >= 20):
            text = texts[number]
            middle = len(text) // 2
            columns[number, 4] = text[:_PROBE] in body or text[middle : middle + _PROBE] in body
        if size > 20 and openings:
            columns[number, 1] = key.startswith(openings) or key in described
        if 0 < size <= _SHORT:
            for name in authors:
                if name in key:
                    columns[number, 2] = 1
            for column, known in lists:
                if key in known:
                    columns[number, column] = 1
            if dates and (numbers := _DIGITS.findall(key)):
                said_numbers = {word.lstrip("0") for word in numbers}
                columns[number, 3] = any(day <= said_numbers for day in dates)
    columns[:, 8] = bool(body)
    columns[:, 9] = headline.max() if n else 0
    h1 = np.array([blocks.tags[number] == "h1" for number in block.tolist()])
    columns[:, 10:12] = _from(np.flatnonzero((headline >= 0.8) & (np.arange(n) > 0)), n)
    columns[:, 12:14] = _from(np.flatnonzero(h1), n)
    return columns


def _says_headline(keys: list[str], head: Head) -> Floats:
    """How like the likest of the head's headlines a Line is: 1 for the same, less for half of its words."""
    sizes = np.fromiter(map(len, keys), np.int64, len(keys))
    split: dict[int, set[str]] = {}
    out = np.zeros(len(keys))
    for text in dict.fromkeys(folded(text)[:_LONGEST] for text in head.headlines[:_MOST_HEADLINES]):
        other = set(text.split())
        # Half of the words cannot be shared by a text of a third of the length.
        for number in np.flatnonzero((3 * sizes > len(text)) & (sizes // 3 < len(text))).tolist():
            key = keys[number]
            if key == text:
                out[number] = 1.0
                continue
            own = split.get(number)
            if own is None:
                own = split[number] = set(key.split())
            likeness = len(own & other) / max(len(own), len(other))
            if likeness >= 0.5 and len(own) > 1:
                out[number] = max(out[number], 0.9 * likeness)
    return out


def _day(date: str) -> set[str]:
    """Year and day of the month of an ISO date."""
    return {date[:4], date[8:10].lstrip("0")}


def _from(places: Ints, n: int) -> Floats:
    """How many Lines each is from the last place at or before it, or the first (log, signed), and whether below."""
    out = np.zeros((n, 2))
    if len(places):
        index = np.arange(n)
        last = np.searchsorted(places, index, side="right") - 1
        away = index - places[np.maximum(last, 0)]
        out[:, 0] = np.sign(away) * np.log1p(np.abs(away)) / 4
        out[:, 1] = last >= 0
    return out
