"""What the markup tells of every Line: an ordered, named table of hints, beside the features of the text.

Word families of class and id names count twice: those of the nearest element that has any, and those of all around.
What the page says of itself in its head is evidence for a Line that says the same.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt

from newsclean.html.elements import TAGS
from newsclean.html.head import Head
from newsclean.html.walk import Blocks, Row, is_prose
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
_INNER = ("time", "in_author", "link_author", "link_tag", "share_link", "hidden")
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
    linked = np.array([row.linked for row in rows], np.float64)
    around = [row.inside for row in rows]
    tags = np.array([inside.tags for inside in around], np.uint64)
    inner = np.array([row.inner for row in rows], np.uint64)
    columns = [
        _bits(np.array([inside.near for inside in around], np.uint64), len(NEAR_NAMES)),
        _bits(np.array([inside.families for inside in around], np.uint64), len(AROUND_NAMES)),
        _bits(tags, len(TAGS)),
        _bits(inner, len(TAGS))[:, [TAGS.index(name) for name in _INNER]],
        _block_tags(block, blocks),
        _shape(rows, block, size, linked, blocks),
        *_areas(rows, block, size, blocks),
        _evidence(texts, block, blocks, head),
    ]
    return np.concatenate(columns, axis=1, dtype=np.float32).reshape(n, len(HINT_NAMES))


def _bits(values: npt.NDArray[np.uint64], count: int) -> Floats:
    return ((values[:, None] >> np.arange(count, dtype=np.uint64)[None, :]) & np.uint64(1)).astype(np.float64)


def _block_tags(block: Ints, blocks: Blocks) -> Floats:
    tags = [blocks.opened[number].tag for number in block.tolist()]
    numbers = np.array([_BLOCK_NUMBER.get(_TAG_ALIAS.get(tag, tag), -1) for tag in tags])
    out = np.zeros((len(block), len(BLOCK_TAGS)))
    known = np.flatnonzero(numbers >= 0)
    out[known, numbers[known]] = 1
    return out


def _shape(rows: list[Row], block: Ints, size: Floats, linked: Floats, blocks: Blocks) -> Floats:
    share = linked / size
    numbers: dict[tuple[int, str, str], int] = {}
    alike = np.array([numbers.setdefault((one.parent, one.tag, one.key), len(numbers)) for one in blocks.opened])
    siblings = np.bincount(alike)[alike][block]
    in_block = np.bincount(block, minlength=len(blocks.opened))[block]
    columns = (
        share,
        np.minimum([row.links for row in rows], 20) / 10,
        np.array([row.strong for row in rows]) / size,
        share >= 0.9,
        np.array([row.media for row in rows]),
        np.array([row.broken for row in rows]),
        np.minimum([blocks.opened[number].depth for number in block.tolist()], 40) / 20,
        np.log1p(siblings) / 4,
        np.diff(block, prepend=-1) != 0,
        np.log1p(in_block) / 3,
    )
    return np.stack(columns, axis=1).astype(np.float64)


def _areas(rows: list[Row], block: Ints, size: Floats, blocks: Blocks) -> tuple[Floats, Floats]:
    """What the blocks around each Line hold, four levels up, and where the Line is from the densest prose."""
    begins = np.array([(one.parent, one.depth, one.size, one.linked, one.prose) for one in blocks.opened])
    ends = np.array(blocks.closed)
    parent, depth, end = np.maximum(begins[:, 0], 0), begins[:, 1], ends[:, 0]
    held, links, prose = (ends[:, 1:] - begins[:, 2:]).astype(np.float64).T
    all_text, all_prose = size.sum() + 1.0, prose.max() + 1.0
    columns = []
    level = block
    for _ in range(4):
        inside = held[level] + 1
        columns += [
            np.sqrt(held[level] / all_text),
            links[level] / inside,
            prose[level] / inside,
            np.sqrt(prose[level] / all_prose),
        ]
        level = parent[level]
    # As readability does: a paragraph speaks for its parent, and half as much for the parent of that.
    weight = np.array([row.size if is_prose(row) else 0 for row in rows], np.float64)
    score = np.bincount(parent[block], weight, len(parent)) + np.bincount(
        parent[parent[block]], weight / 2, len(parent)
    )
    densest = int(score.argmax())
    steps = np.full(len(rows), float(_LEVELS))
    around = densest
    for step in range(_LEVELS):
        inside_it = (block >= around) & (block < end[around])
        steps = np.where(inside_it, np.minimum(steps, step), steps)
        if begins[around, 0] < 0:
            break
        around = int(parent[around])
    found = np.stack(
        [
            steps == 0,
            (parent[block] == densest) | (block == densest),
            steps / _LEVELS,
            np.clip(depth[block] - depth[densest], -10, 10) / 10,
            np.full(len(rows), held[densest] / all_text),
            np.full(len(rows), prose[densest] / all_prose),
        ],
        axis=1,
    )
    return np.stack(columns, axis=1), found.astype(np.float64)


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
    h1 = np.array([blocks.opened[number].tag == "h1" for number in block.tolist()])
    columns[:, 10:12] = _from(np.flatnonzero((headline >= 0.8) & (np.arange(n) > 0)), n)
    columns[:, 12:14] = _from(np.flatnonzero(h1), n)
    return columns


def _says_headline(keys: list[str], head: Head) -> Floats:
    """How like the likest of the head's headlines a Line is: 1 for the same, less for half of its words."""
    said = [folded(text)[:_LONGEST] for text in head.headlines[:_MOST_HEADLINES]]
    words = [(set(text.split()), len(text)) for text in said]
    out = np.zeros(len(keys))
    for number, key in enumerate(keys):
        for text, (other, size) in zip(said, words, strict=True):
            # Half of the words cannot be shared by a text of a third of the length.
            if not 3 * len(key) > size > len(key) // 3:
                continue
            if key == text:
                out[number] = 1.0
                break
            own = set(key.split())
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
