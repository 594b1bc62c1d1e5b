"""Variants of labelled dumps: other layouts of the same page, and pages with junk from elsewhere spliced in.

The model should learn what structure tells, not how six programs and a thousand sites look. A dump is a
list of `Piece`s (a source line and its labels); each variant is a new list, or a new way to join them.
"""

from __future__ import annotations

import textwrap
from random import Random
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newsclean.lab.labels import NUMBER, LabelledText
from newsclean.records import Line

#: A spliced run of junk has this many non-blank lines at least and at most.
SPLICE = (2, 25)
#: Kinds of junk that stand between and behind the paragraphs of real pages.
SPLICED_KINDS = frozenset(
    NUMBER[name] for name in ("related", "signup", "comment", "comment_meta", "advertisement", "sharing", "author_bio")
)


class Piece(NamedTuple):
    """A source line with its labels (see `labels.LabelledText`); `marked`, of an HTML page, is its Line and hints."""

    text: str
    keep: float
    keep_weight: float
    kind: int
    kind_weight: float
    marked: tuple[Line, npt.NDArray[np.float32]] | None = None


def pieces(dump: LabelledText) -> list[Piece]:
    """The lines of a labelled dump."""
    return [
        Piece(*row) for row in zip(dump.lines, dump.keep, dump.keep_weight, dump.kind, dump.kind_weight, strict=True)
    ]


def without_blanks(page: list[Piece]) -> list[Piece]:
    """One block a line and no blank lines, as in WET files."""
    return [piece for piece in page if piece.text.strip()]


def wrapped(page: list[Piece], rng: Random) -> list[Piece]:
    """Long lines hard-wrapped at a random width, indented by a few columns."""
    width = rng.choice([60, 66, 70, 72, 76, 78, 80, 80, 90, 100, 120])
    indent = " " * rng.choice([0, 0, 0, 2, 3, 4])
    out = []
    for piece in page:
        rows = textwrap.wrap(piece.text.strip(), width, initial_indent=indent, subsequent_indent=indent)
        out += [piece._replace(text=row) for row in rows] or [piece]
    return out


def squeezed(page: list[Piece], rng: Random) -> tuple[list[Piece], str]:
    """All on one line; the second value is the separator to join the pieces with."""
    return without_blanks(page), rng.choice([" ", " ", "  "])


def cropped(page: list[Piece], rng: Random) -> list[Piece]:
    """The page without some of its head, tail or both: what a careless copy and paste leaves."""
    kept = [number for number, piece in enumerate(page) if piece.keep >= 0.5 and piece.keep_weight]
    if not kept:
        return page
    first, last = kept[0], kept[-1]
    start = rng.randint(0, first) if rng.random() < 0.7 else 0
    end = rng.randint(last + 1, len(page)) if rng.random() < 0.7 else len(page)
    return page[start:end]


def bare(page: list[Piece], rng: Random) -> list[Piece]:
    """The article alone, or an excerpt of it: what somebody has who cleaned the page by hand before."""
    kept = [piece for piece in page if (piece.keep >= 0.5 and piece.keep_weight) or piece.kind == NUMBER["headline"]]
    if len(kept) < 2:
        return page
    start = rng.randint(0, len(kept) - 1) if rng.random() < 0.4 else 0
    kept = kept[start : start + rng.randint(2, len(kept))]
    if rng.random() < 0.7:
        blank = Piece("", 0.0, 0.0, -1, 0.0)
        return [part for piece in kept for part in (piece, blank)]
    return kept


def junk_run(page: list[Piece], rng: Random) -> list[Piece]:
    """A run of lines of one page that are surely not article text; empty if there is none."""
    junk = [
        n
        for n, piece in enumerate(page)
        if piece.keep < 0.1 and piece.keep_weight > 0.5 and (piece.kind in SPLICED_KINDS or len(piece.text) > 60)
    ]
    if not junk:
        return []
    start = rng.choice(junk)
    length = rng.randint(*SPLICE)
    run: list[Piece] = []
    for piece in page[start:]:
        if piece.text.strip() and (piece.keep >= 0.3 or piece.keep_weight < 0.5):
            break
        run.append(piece)
        if sum(bool(p.text.strip()) for p in run) >= length:
            break
    return run


def spliced(page: list[Piece], donors: list[list[Piece]], rng: Random) -> list[Piece]:
    """The page with junk of other pages between its paragraphs and behind its end."""
    out = list(page)
    for donor in donors:
        run = junk_run(donor, rng)
        kept = [number for number, piece in enumerate(out) if piece.keep >= 0.5 and piece.keep_weight]
        if not run or len(kept) < 3:
            continue
        behind = rng.random() < 0.5
        place = kept[-1] + 1 if behind else rng.choice(kept[1:])
        blank = [Piece("", 0.0, 0.0, -1, 0.0)] if not out[place - 1].text.strip() or behind else []
        out[place:place] = [*run, *blank]
    return out


def second_article(page: list[Piece], donor: list[Piece]) -> list[Piece]:
    """The page followed by another page's article, which is then a related story, not this article."""
    related = NUMBER["related"]
    kept = [number for number, piece in enumerate(donor) if piece.keep >= 0.5 and piece.keep_weight]
    own = [number for number, piece in enumerate(page) if piece.keep >= 0.5 and piece.keep_weight]
    if not kept or not own:
        return page
    teaser = [
        Piece(piece.text, 0.0, 1.0 if piece.text.strip() else 0.0, related, 0.8)
        for piece in donor[kept[0] : min(kept[-1], kept[0] + 8) + 1]
    ]
    return page[: own[-1] + 1] + teaser + page[own[-1] + 1 :]
