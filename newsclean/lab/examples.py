"""Labelled dumps → training examples: the features, tokens and targets of every Line.

All examples share one growing TokenTable, so that the vocabulary can be chosen after the folds are known.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.features import NAMES, Encoded, encode
from newsclean.lab import augment
from newsclean.lab.augment import Piece
from newsclean.lab.labels import LabelledText
from newsclean.lines import read_lines, split_lines
from newsclean.records import Line
from newsclean.tokens import TokenTable

Floats = npt.NDArray[np.float32]

_WORDS = NAMES.index("words")


class Example(msgspec.Struct):
    """One dump with n Lines: `encoded` (see features), and for every Line its text, size and targets.

    `size` is the Line's length in words (a character of an unspaced script is half a word). `variant` is
    empty for a dump of the corpus, and names the augmentation otherwise. `first` and `last` are the
    source lines of each Line.
    """

    page: str
    style: str
    group: str
    site: str
    variant: str
    encoded: Encoded
    texts: list[str]
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    size: Floats
    keep: Floats
    keep_weight: Floats
    kind: npt.NDArray[np.int64]
    kind_weight: Floats
    gold: str | None
    hand: str


def make(
    page: LabelledText, parts: Sequence[Piece], table: TokenTable, *, glue: str = "\n", variant: str = ""
) -> Example | None:
    """The example of a dump given as pieces joined by `glue`; None if it has no Line."""
    text = glue.join(part.text for part in parts)
    lines = read_lines(split_lines(text))
    if not lines:
        return None
    ends = np.cumsum([len(part.text) + len(glue) for part in parts]) - len(glue)
    first = np.searchsorted(ends, [line.start for line in lines], side="right")
    last = np.searchsorted(ends, [line.end - 1 for line in lines], side="right")
    labels = [labels_of(parts[low : high + 1]) for low, high in zip(first, last, strict=True)]
    return example(page, lines, labels, encode(lines, table), variant)


def example(page: LabelledText, lines: list[Line], labels: Sequence[Labels], encoded: Encoded, variant: str) -> Example:
    """The example of a page's Lines and their labels."""
    keep, keep_weight, kind, kind_weight = (np.array(column) for column in zip(*labels, strict=True))
    return Example(
        page.page, page.style, page.group, page.site, variant, encoded,
        [line.text for line in lines],
        np.array([line.first_line for line in lines], np.int32), np.array([line.last_line for line in lines], np.int32),
        np.expm1(encoded.matrix[:, _WORDS] * 4), keep.astype(np.float32), keep_weight.astype(np.float32),
        kind.astype(np.int64), kind_weight.astype(np.float32), page.gold, page.hand,
    )  # fmt: skip


class Labels(NamedTuple):
    """What is known of a Line; see `labels.LabelledText`."""

    keep: float
    keep_weight: float
    kind: int
    kind_weight: float


def labels_of(parts: Sequence[Piece]) -> Labels:
    """The labels of a Line made of some pieces: each counts by its length, and the kind is that of most."""
    if len(parts) == 1:
        return Labels(*parts[0][1:5])
    lengths = np.array([len(part.text) for part in parts])
    share = lengths / max(1, lengths.sum())
    keep, keep_weight, kind, kind_weight = (np.array(column) for column in list(zip(*parts, strict=True))[1:5])
    known = share * keep_weight
    number = int(np.bincount(kind + 1, weights=share).argmax()) - 1
    trust = float((share * kind_weight * (kind == number)).sum()) if number >= 0 else 0.0
    return Labels(float((known * keep).sum() / max(1e-6, known.sum())), float(known.sum()), number, trust)


def build(
    dumps: Iterable[LabelledText], table: TokenTable, folds: Mapping[str, int], *, seed: int = 0
) -> Iterator[Example]:
    """The examples of all dumps, and variants of those that are in a fold.

    Junk for splicing comes from pages of the same fold, so that no page of another fold is seen in training.
    """
    rng = random.Random(seed)
    by_page: dict[str, list[LabelledText]] = {}
    by_fold: dict[int, list[str]] = {}
    for dump in dumps:
        if dump.page not in by_page and dump.page in folds:
            by_fold.setdefault(folds[dump.page], []).append(dump.page)
        by_page.setdefault(dump.page, []).append(dump)
    for name, styles in by_page.items():
        for dump in styles:
            example = make(dump, augment.pieces(dump), table)
            if example is not None:
                yield example
        if name in folds:
            donors = [rng.choice(by_page[rng.choice(by_fold[folds[name]])]) for _ in range(4)]
            yield from _variants(by_page[name], donors, table, rng)


def _variants(
    styles: list[LabelledText], donors: list[LabelledText], table: TokenTable, rng: random.Random
) -> Iterator[Example]:
    plain = styles[0]
    page = augment.pieces(plain)
    others = [augment.pieces(donor) for donor in donors]
    any_style = rng.choice(styles)
    made: list[tuple[LabelledText, list[Piece], str, str]] = [
        (plain, augment.without_blanks(page), "\n", "wet"),
        (plain, augment.wrapped(augment.cropped(page, rng), rng), "\n", "wrapped"),
        (any_style, augment.spliced(augment.pieces(any_style), others[:2], rng), "\n", "spliced"),
        (plain, augment.cropped(augment.spliced(page, others[2:], rng), rng), "\n", "cropped"),
    ]
    if rng.random() < 0.3:
        made.append((plain, *augment.squeezed(page, rng), "squeezed"))
    if rng.random() < 0.4:
        made.append((plain, augment.bare(page, rng), "\n", "bare"))
    if rng.random() < 0.3:
        made.append((plain, augment.second_article(page, others[0]), "\n", "second"))
    for dump, parts, glue, variant in made:
        example = make(dump, parts, table, glue=glue, variant=variant)
        if example is not None:
            yield example
