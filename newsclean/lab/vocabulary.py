"""The words and pairs of words that a model knows: those that occur on several sites."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.features import Encoded
from newsclean.lab.examples import Example
from newsclean.tokens import SHAPES, TokenTable, follow, is_piece, look_up


class Vocabulary(msgspec.Struct):
    """The words of a model, and its bigrams as `tokens.look_up` wants them.

    `of_row` maps rows of the TokenTable to word numbers (-1: not in the vocabulary), `shape_of_row` to shapes.
    """

    words: list[str]
    pairs: npt.NDArray[np.int64]
    of_row: npt.NDArray[np.int32]
    shape_of_row: npt.NDArray[np.int32]

    @property
    def size(self) -> int:
        """Rows of the embedding: the empty entry, shapes, words and bigrams."""
        return 1 + SHAPES + len(self.words) + len(self.pairs)

    def look_up(self, encoded: Encoded) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Entries of a page's tokens, and of the bigrams they start."""
        rows = encoded.tokens
        return look_up(
            self.of_row[rows], self.shape_of_row[rows], encoded.owner, encoded.place, self.pairs, len(self.words)
        )


def choose_vocabulary(examples: Iterable[Example], table: TokenTable, sites: int) -> Vocabulary:
    """The words and first-tokens bigrams that occur on at least `sites` sites."""
    count = len(table)
    lower, tokens = table.lower[:count].astype(np.int64), list(table)
    by_site: dict[str, list[Example]] = {}
    for example in examples:
        if not example.variant and example.style in ("html_text", "bs4", "html"):
            by_site.setdefault(example.site, []).append(example)
    seen = np.zeros(count, np.int32)
    pair_lists = []
    for group in by_site.values():
        seen[np.unique(np.concatenate([lower[e.encoded.tokens] for e in group]))] += 1
        pairs = []
        for example in group:
            encoded = example.encoded
            follows = follow(encoded.owner, encoded.place)
            rows = lower[encoded.tokens]
            pairs.append(rows[:-1][follows] * count + rows[1:][follows])
        pair_lists.append(np.unique(np.concatenate(pairs)))
    chosen = np.array([row for row in np.flatnonzero(seen >= sites).tolist() if not is_piece(tokens[row])], np.int64)
    of_lower = np.full(count, -1, np.int32)
    of_lower[chosen] = np.arange(len(chosen))
    keys, counts = np.unique(np.concatenate(pair_lists), return_counts=True)
    keys = keys[counts >= sites]
    first, second = of_lower[keys // count].astype(np.int64), of_lower[keys % count]
    known = (first >= 0) & (second >= 0)
    pairs_known = np.sort(first[known] * len(chosen) + second[known])
    return Vocabulary(
        [tokens[row] for row in chosen], pairs_known, of_lower[lower], table.shape(np.arange(count, dtype=np.int32))
    )
