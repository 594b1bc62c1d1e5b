"""What the markup tells of every Line: an ordered, named table of hints, beside the features of the text.

Word families of class and id names count twice: those of the nearest element that has any, and those of all around.
What the page says of itself in its head is evidence for a Line that says the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from newsclean.html.boxes import Box, TextRow, Walked
from newsclean.html.elements import TAGS
from newsclean.html.head import Head
from newsclean.html.words import hint_families
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

NEAR_NAMES = tuple(f"near_{name}" for name in hint_families())
AROUND_NAMES = tuple(f"around_{name}" for name in hint_families())
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
#: The hints of each of these tags; the last row is that of all others.
_BLOCK_COLUMNS = np.eye(len(BLOCK_TAGS) + 1, len(BLOCK_TAGS), dtype=np.uint8)
_INNER = [TAGS.index(name) for name in ("time", "in_author", "link_author", "link_tag", "share_link", "hidden")]
#: Levels looked at above the densest block.
_LEVELS = 8
_DIGITS = re.compile(r"\d+")
#: Characters of a Line that are looked for in the head's `articleBody`; the longest Line that may be a headline or
#: description, or a name, date or topic; and how many headlines are compared.
_PROBE, _LONGEST, _SHORT, _MOST_HEADLINES = 40, 600, 120, 4


def hint_matrix(rows: list[TextRow], texts: list[str], page: Walked, head: Head) -> npt.NDArray[np.float32]:
    """The hints of n Lines (n × len(HINT_NAMES)). `rows` and `texts` are the row and the text of each Line."""
    boxes = page.boxes
    near, around, tags, _, _ = zip(*[row.inside for row in rows], strict=True)
    of_row = _table(rows, ("box", "size", "linked", "strong", "links", "media", "broken", "prose"))
    own = [boxes[number] for number in of_row[0].tolist()]
    tag = [box.tag for box in own]
    depth = np.array([box.depth for box in own])
    columns = (
        _bits(near, len(NEAR_NAMES)),
        _bits(around, len(AROUND_NAMES)),
        _bits(tags, len(TAGS)),
        _bits([row.inner for row in rows], len(TAGS))[:, _INNER],
        _BLOCK_COLUMNS[[_BLOCK_NUMBER.get(name, -1) for name in tag]],
        _shape(of_row, depth, boxes),
        *_areas(of_row, depth, page),
        _evidence(texts, [name == "h1" for name in tag], head),
    )
    matrix = np.empty((len(rows), len(HINT_NAMES)), np.float32)
    np.concatenate(columns, axis=1, out=matrix, casting="same_kind")
    return matrix


def _table(records: Sequence[object], names: tuple[str, ...]) -> Ints:
    """The numbers under these names, a row of the table for each name."""
    count = len(records)
    flat = chain.from_iterable(map(attrgetter(*names), records))
    return np.fromiter(flat, np.int64, count * len(names)).reshape(count, len(names)).T


def _bits(values: Sequence[int], count: int) -> npt.NDArray[np.uint8]:
    """The lowest bits of n values, a column each."""
    octets = np.fromiter(values, "<u8", len(values)).view(np.uint8).reshape(-1, 8)
    return np.unpackbits(octets, axis=1, count=count, bitorder="little")


def _shape(of_row: Ints, depth: Ints, boxes: list[Box]) -> Floats:
    box, size, linked, strong, links, media, broken, _ = of_row
    kinds = list(map(attrgetter("parent", "tag", "key"), boxes))
    alike = Counter(kinds)
    out = np.empty((len(SHAPE_NAMES), len(box)))
    out[0] = linked / size
    out[1] = np.minimum(links, 20) / 10
    out[2] = strong / size
    out[3] = out[0] >= 0.9
    out[4] = media
    out[5] = broken
    out[6] = np.minimum(depth, 40) / 20
    out[7] = np.log1p([alike[kinds[number]] for number in box.tolist()]) / 4
    out[8, 0] = 1
    out[8, 1:] = box[1:] != box[:-1]
    out[9] = np.log1p(np.bincount(box)[box]) / 3
    return out.T


def _areas(of_row: Ints, depth: Ints, page: Walked) -> tuple[Floats, Floats]:
    """What the blocks around each Line hold, four levels up, and where the Line is from the densest prose."""
    box, size, *_, prose_row = of_row
    above, end = _table(page.boxes, ("parent", "end"))
    parent, count = np.maximum(above, 0), len(above)
    rows = np.fromiter(map(attrgetter("box"), page.rows), np.int64, len(page.rows))
    amounts = np.fromiter(chain.from_iterable(page.held), np.float64, 3 * len(rows)).reshape(-1, 3)
    before = np.zeros((3, count + 1))
    np.cumsum([np.bincount(rows, amount, count) for amount in amounts.T], axis=1, out=before[:, 1:])
    held, links, prose = before[:, end] - before[:, :-1]
    all_text, all_prose = size.sum() + 1.0, prose.max() + 1.0
    of_box = np.stack(
        [np.sqrt(held / all_text), links / (held + 1), prose / (held + 1), np.sqrt(prose / all_prose)], axis=1
    )
    levels = [box]
    for _ in range(3):
        levels.append(parent[levels[-1]])
    # As readability does: a paragraph speaks for its parent, and half as much for the parent of that.
    weight = size * prose_row
    score = np.bincount(levels[1], weight, count) + np.bincount(levels[2], weight / 2, count)
    densest = int(score.argmax())
    around = [densest]
    while len(around) < _LEVELS and above[around[-1]] >= 0:
        around.append(int(above[around[-1]]))
    from_box, to_box = np.array(around)[:, None], end[around][:, None]
    inside = ((box >= from_box) & (box < to_box)).sum(axis=0)
    steps = np.where(inside, len(around) - inside, _LEVELS)
    found = np.empty((len(PROSE_NAMES), len(box)))
    found[0] = steps == 0
    found[1] = (levels[1] == densest) | (box == densest)
    found[2] = steps / _LEVELS
    found[3] = np.maximum(np.minimum(depth - page.boxes[densest].depth, 10), -10) / 10
    found[4] = held[densest] / all_text
    found[5] = prose[densest] / all_prose
    return of_box[np.stack(levels, axis=1)].reshape(len(box), -1), found.T


def _evidence(texts: list[str], h1: list[bool], head: Head) -> Floats:
    """Which Lines say what the head says."""
    n = len(texts)
    keys = [text.casefold() if len(text) <= _LONGEST else "" for text in texts]
    short = [key if len(key) <= _SHORT else "" for key in keys]
    headline = _says_headline(keys, head)
    columns = np.zeros((len(EVIDENCE_NAMES), n))
    columns[0] = headline
    described = "\n".join(folded(text) for text in head.descriptions if len(text) > 20)
    if openings := tuple(text[:60] for text in described.split("\n") if text):
        columns[1] = [len(key) > 20 and (key.startswith(openings) or key in described) for key in keys]
    for name in map(str.casefold, head.authors):
        columns[2, [number for number, key in enumerate(short) if name in key]] = 1
    for date in filter(None, (head.date, head.modified)):
        year, day = date[:4], date[8:10].lstrip("0")
        columns[3, [number for number, key in enumerate(short) if year in key and {year, day} <= _numbers(key)]] = 1
    if body := " ".join(head.body.split()):
        columns[4] = [(not key or len(key) >= 20) and _is_of(body, text) for key, text in zip(keys, texts, strict=True)]
    for column, names in ((5, [head.section or ""]), (6, head.tags), (7, head.site)):
        if known := {name.casefold() for name in names if name}:
            columns[column, [number for number, key in enumerate(short) if key in known]] = 1
    columns[8] = bool(body)
    columns[9] = headline.max()
    columns[10:12] = _from(np.flatnonzero(headline[1:] >= 0.8) + 1, n)
    columns[12:14] = _from(np.flatnonzero(h1), n)
    return columns.T


def _is_of(body: str, text: str) -> bool:
    """Whether a text seems to be a part of the body: its beginning or its middle is."""
    middle = len(text) // 2
    return text[:_PROBE] in body or text[middle : middle + _PROBE] in body


def _numbers(text: str) -> set[str]:
    """The numbers of a text, without leading zeros."""
    return {word.lstrip("0") for word in _DIGITS.findall(text)}


def _says_headline(keys: list[str], head: Head) -> Floats:
    """How like the likest of the head's headlines a Line is: 1 for the same, less for half of its words."""
    out = np.zeros(len(keys))
    headlines = dict.fromkeys(folded(text)[:_LONGEST] for text in head.headlines[:_MOST_HEADLINES])
    wanted = [(text, len(text), set(text.split())) for text in headlines]
    said = {word for _, _, words in wanted for word in words}
    longest = max(map(len, headlines), default=0)
    for number, key in enumerate(keys):
        size = len(key)
        if size // 3 >= longest or said.isdisjoint(own := key.split()):
            continue
        for text, length, words in wanted:
            if key == text:
                out[number] = 1.0
            # Half of the words cannot be shared by a text of a third of the length.
            elif size // 3 < length < 3 * size:
                shared = len(words.intersection(own))
                if 2 * shared >= len(words) and (count := len(set(own))) > 1 and 2 * shared >= count:
                    out[number] = max(out[number], 0.9 * (shared / max(count, len(words))))
    return out


def _from(places: Ints, n: int) -> Floats:
    """How many Lines each is from the last place at or before it, or the first (log, signed), and whether below."""
    out = np.zeros((2, n))
    if len(places):
        index = np.arange(n)
        last = np.searchsorted(places, index, side="right") - 1
        away = index - places[np.maximum(last, 0)]
        out[0] = np.sign(away) * np.log1p(np.abs(away)) / 4
        out[1] = last >= 0
    return out
