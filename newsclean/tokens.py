"""Text → tokens, and what is known of each token: the letters' shape and the model's vocabulary.

Every distinct token is looked at once and kept in a bounded table, so that a page costs one regular
expression and one dictionary look-up a token; all else is arithmetic on whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float32]

#: Scripts of which each character is a token of its own: Japanese, Chinese, Korean, Thai.
_SINGLE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_TOKEN = re.compile(rf"\n|[{_SINGLE}]|[^\W{_SINGLE}]+|[^\w\s]")
_SINGLE_CHARACTER = re.compile(rf"[{_SINGLE}]")
_URL = ("http", "https", "www")
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


def _mark_flags(mark: str) -> FloatArray:
    """The flags of a punctuation mark, in the order of `FLAGS`."""
    flags = [
        0, 0, 0, 0, 0, 0, 0, 0,
        mark in ",;:.、。", mark in ".!?。！？…؟।۔", mark in ",、،", mark in "|•·»›>/→▸", mark in "©®™",
        mark == "@", mark in "\"“”„«»‘’「」『』", mark in "?？؟", 0, 0, mark in "()[]（）【】", 0, mark in ":./-", 1,
    ]  # fmt: skip
    return np.array(flags, np.float32)


class _Look(NamedTuple):
    """What a word looks like: all that its flags and shape depend on. `length` is in characters."""

    length: int
    capital: bool = False
    upper: bool = False
    digit: bool = False
    single: bool = False
    mixed: bool = False
    year: bool = False
    url: bool = False


def _look(word: str, folded: str) -> _Look:
    length = len(word)
    if length > 1 and word == folded and word.isalpha() and word not in _URL:
        return _Look(length)  # most words
    digit = word.isdigit()
    return _Look(
        length,
        word[0].isupper(),
        word.isupper() and length > 1,
        digit,
        length == 1 and _SINGLE_CHARACTER.match(word) is not None,
        not word.isalpha() and any(map(str.isdigit, word)),
        digit and _YEAR.match(word) is not None,
        folded in _URL,
    )


def _word_flags(look: _Look) -> FloatArray:
    """The flags of a word, in the order of `FLAGS`."""
    small = not look.capital and not look.digit
    flags = [
        1, look.capital, look.upper, look.digit, look.single, small and look.length <= 3, small, look.length,
        0, 0, 0, 0, 0, 0, 0, 0, look.year, look.url, 0, look.single or (look.length >= 5 and not look.digit), 0, 0,
    ]  # fmt: skip
    return np.array(flags, np.float32)


def _word_shape(look: _Look) -> int:
    """The shape of a word outside the vocabulary: script, case, digits and length; 0 is for marks."""
    length = min(look.length, 12)
    if look.single:
        return 1
    if look.digit:
        return 2 + min(length, 6)
    if look.upper:
        return 10 + min(length, 6) // 2
    return (15 if look.capital else 23) + length // 2 + (8 if look.mixed else 0)


#: Rows of a new table.
CAPACITY = 1 << 14


class TokenTable(dict[str, int]):
    """Token → row. `flags` (rows × FLAGS), `lower` (row of the lower-case form), `shape` and `entry` by row.

    `entry` is the row's number in the vocabulary, or -1. The table is emptied by `trim` once it holds
    more than `limit` tokens. Not for use from several threads at once.
    """

    def __init__(self, vocabulary: Iterable[str] = (), limit: int = 200_000) -> None:
        super().__init__()
        self.limit = limit
        self.vocabulary = {word: number for number, word in enumerate(vocabulary)}
        self._looks: dict[_Look, tuple[FloatArray, int]] = {}
        self._capacity = CAPACITY
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
        folded = token.lower()
        if token[0].isalnum() or token[0] == "_":
            look = _look(token, folded)
            known = self._looks.get(look)
            if known is None:
                known = self._looks[look] = _word_flags(look), _word_shape(look)
            self.flags[row], self.shape[row] = known
        elif token != "\n":
            self.flags[row] = _mark_flags(token)
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
            self._looks.clear()
            self._capacity = CAPACITY
            self._allocate(CAPACITY)


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
