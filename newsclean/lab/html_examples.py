"""Labelled renderings of HTML pages → training examples: the features of their Lines with the markup's hints."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import numpy as np

from newsclean.errors import InputError
from newsclean.features import encode
from newsclean.html.hints import EVIDENCE_NAMES, HINT_NAMES
from newsclean.lab import augment
from newsclean.lab.augment import Piece
from newsclean.lab.examples import Example, Labels, example, labels_of
from newsclean.lab.folder import Corpus
from newsclean.lab.labels import LabelledText, rendered
from newsclean.tokens import TokenTable

#: Hints that belong to the page, not to the line: spliced lines take those of the page they come into.
_OF_PAGE = [HINT_NAMES.index(name) for name in (*EVIDENCE_NAMES[8:10], "densest_share", "densest_prose")]


def build(
    dumps: Iterable[LabelledText], corpus: Corpus, table: TokenTable, folds: Mapping[str, int], *, seed: int = 0
) -> Iterator[Example]:
    """The examples of labelled renderings, and variants of those that are in a fold, with junk of pages of that fold.

    Raises InputError if the pages are no longer rendered as they were labelled.
    """
    rng = random.Random(seed)
    pages: dict[str, tuple[LabelledText, list[Piece]]] = {}
    by_fold: dict[int, list[str]] = {}
    for dump in dumps:
        parts = pieces(dump, corpus)
        if not parts:
            continue
        pages[dump.page] = dump, parts
        if dump.page in folds:
            by_fold.setdefault(folds[dump.page], []).append(dump.page)
    for name, (dump, parts) in pages.items():
        yield _make(dump, parts, table, "")
        if name in folds:
            donors = [pages[rng.choice(by_fold[folds[name]])][1] for _ in range(4)]
            yield _make(dump, augment.spliced(parts, donors[:2], rng), table, "spliced")
            yield _make(dump, augment.cropped(augment.spliced(parts, donors[2:], rng), rng), table, "cropped")


def pieces(dump: LabelledText, corpus: Corpus) -> list[Piece]:
    """The Lines of a labelled rendering with their labels and hints."""
    page = rendered(corpus.html(dump.page))
    if page.text != "\n".join(dump.lines):
        raise InputError(f"the labels of {dump.page} are of another rendering: delete the file of labels")
    rows = augment.pieces(dump)
    out = []
    for line, hints in zip(page.lines, page.hints, strict=True):
        labels = labels_of([row for row in rows[line.first_line - 1 : line.last_line] if row.text.strip()])
        out.append(Piece(line.text, *labels, marked=(line, hints)))
    return out


def _make(dump: LabelledText, parts: list[Piece], table: TokenTable, variant: str) -> Example:
    marked = [(part.marked, Labels(*part[1:5])) for part in parts if part.marked is not None]
    lines = [mark[0] for mark, _ in marked]
    hints = np.stack([mark[1] for mark, _ in marked])
    own = next(part.marked for part in parts if part.marked is not None)
    if variant:
        hints[:, _OF_PAGE] = own[1][_OF_PAGE]
    encoded = encode(lines, table)
    encoded = msgspec.structs.replace(encoded, matrix=np.concatenate([encoded.matrix, hints], axis=1))
    return example(dump, lines, [labels for _, labels in marked], encoded, variant)
