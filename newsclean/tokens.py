"""Text → tokens, and what is known of each token: the letters' shape and the model's vocabulary.

Every distinct token is looked at once and kept in a bounded table, so that a page costs one regular
expression and one dictionary look-up a token; all else is arithmetic on whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float32]

#: Scripts of which each character is a token of its own: Japanese, Chinese, Korean, Thai.
_SINGLE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_TOKEN = re.compile(rf"\n|[{_SINGLE}]|[^\W{_SINGLE}]+|[^\w\s]")
_SINGLE_CHARACTER = re.compile(rf"[{_SINGLE}]")
_YEAR = re.compile(r"(?:19|20)\d\d$")

#: What is summed over a line's tokens, in the order of the columns of `TokenTable.flags`.
FLAGS = (
    "word", "capital", "upper", "digit", "single", "short", "small", "length", "stop", "ender", "comma",
    "bar", "copyright", "at", "quote", "question", "year", "url", "bracket", "content", "separator", "punctuation",
)  # fmt: skip
FLAG = {name: column for column, name in enumerate(FLAGS)}

#: Tokens outside the vocabulary are told apart by shape only: this many shapes.
SHAPES = 40


def tokenize(text: str) -> list[str]:
    """Words, single characters of unspaced scripts, punctuation marks and line feeds, in order."""
    return _TOKEN.findall(text)


def _flags(token: str) -> list[float]:
    """The flags of one token, in the order of `FLAGS`; `length` is in characters, for words only."""
    word = token[0].isalnum() or token[0] == "_"
    if not word:
        return [
            0, 0, 0, 0, 0, 0, 0, 0,
            token in ",;:.、。", token in ".!?。！？…؟।۔", token in ",、،", token in "|•·»›>/→▸", token in "©®™",
            token == "@", token in "\"“”„«»‘’「」『』", token in "?？؟", 0, 0, token in "()[]（）【】", 0,
            token in ":./-", 1,
        ]  # fmt: skip
    single = len(token) == 1 and _SINGLE_CHARACTER.match(token) is not None
    digit = token.isdigit()
    capital = token[0].isupper()
    small = not capital and not digit
    return [
        1, capital, token.isupper() and len(token) > 1, digit, single, small and len(token) <= 3, small, len(token),
        0, 0, 0, 0, 0, 0, 0, 0, _YEAR.match(token) is not None, token.lower() in ("http", "https", "www"), 0,
        single or (len(token) >= 5 and not digit), 0, 0,
    ]  # fmt: skip


def _shape(token: str) -> int:
    """The shape of a token outside the vocabulary: script, case, digits and length, below `SHAPES`."""
    if not (token[0].isalnum() or token[0] == "_"):
        return 0
    if _SINGLE_CHARACTER.match(token):
        return 1
    length = min(len(token), 12)
    if token.isdigit():
        return 2 + min(length, 6)
    if token.isupper() and len(token) > 1:
        return 10 + min(length, 6) // 2
    return (15 if token[0].isupper() else 23) + length // 2 + (8 if any(map(str.isdigit, token)) else 0)


class TokenTable(dict[str, int]):
    """Token → row. `flags` (rows × FLAGS), `lower` (row of the lower-case form), `shape` and `entry` by row.

    `entry` is the row's number in the vocabulary, or -1. The table is emptied by `trim` once it holds
    more than `limit` tokens. Not for use from several threads at once.
    """

    def __init__(self, vocabulary: Iterable[str] = (), limit: int = 200_000) -> None:
        super().__init__()
        self.limit = limit
        self.vocabulary = {word: number for number, word in enumerate(vocabulary)}
        self._capacity = 1 << 14
        self._allocate(self._capacity)

    def _allocate(self, capacity: int) -> None:
        self.flags: FloatArray = np.zeros((capacity, len(FLAGS)), np.float32)
        self.lower: IntArray = np.zeros(capacity, np.int32)
        self.shape: IntArray = np.zeros(capacity, np.int32)
        self.entry: IntArray = np.full(capacity, -1, np.int32)

    def __missing__(self, token: str) -> int:
        row = len(self)
        self[token] = row
        if row == self._capacity:
            old = self.flags, self.lower, self.shape, self.entry
            self._capacity *= 2
            self._allocate(self._capacity)
            for new, values in zip((self.flags, self.lower, self.shape, self.entry), old, strict=True):
                new[:row] = values
        if token != "\n":
            self.flags[row] = _flags(token)
        folded = token.lower()
        self.shape[row] = _shape(token)
        self.entry[row] = self.vocabulary.get(folded, -1)
        self.lower[row] = row if folded == token else self[folded]
        return row

    def rows(self, tokens: list[str]) -> IntArray:
        """The row of each token."""
        return np.fromiter(map(self.__getitem__, tokens), np.int32, len(tokens))

    def trim(self) -> None:
        """Empty the table if it has outgrown its limit; call between pages only."""
        if len(self) > self.limit:
            self.clear()


#: Bigrams are looked up among this many first tokens of a Line.
BIGRAM_REACH = 10


def look_up(
    words: IntArray,
    shapes: IntArray,
    owner: IntArray,
    place: IntArray,
    pairs: npt.NDArray[np.int64],
    size: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Entries of a model's embedding for k tokens: of each token, and of the bigram it starts (0: none).

    Entry 0 is empty; then come `SHAPES` shapes, the `size` words of the vocabulary, and the bigrams. `words` is each
    token's number in the vocabulary (-1: not in it), `shapes` its shape, `owner` its Line and `place` its
    place there; `pairs` are the bigrams of the vocabulary, sorted, as first word × size + second word.
    """
    known = words >= 0
    entries = np.where(known, 1 + SHAPES + words, 1 + shapes).astype(np.int64)
    bigrams = np.zeros(len(words), np.int64)
    if len(pairs) and len(words) > 1:
        follows = follow(owner, place) & known[1:] & known[:-1]
        keys = words[:-1].astype(np.int64) * size + words[1:]
        at = np.minimum(np.searchsorted(pairs, keys), len(pairs) - 1)
        bigrams[:-1] = np.where(follows & (pairs[at] == keys), 1 + SHAPES + size + at, 0)
    return entries, bigrams


def follow(owner: IntArray, place: IntArray) -> npt.NDArray[np.bool_]:
    """For each token but the last: does the next one follow it in the same Line, near enough to its start?"""
    near = (place[1:] < BIGRAM_REACH) & (owner[1:] == owner[:-1]) & (place[1:] == place[:-1] + 1)
    return np.asarray(near, np.bool_)
