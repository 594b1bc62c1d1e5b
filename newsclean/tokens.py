"""Text → tokens, and what is known of each token: the letters' shape and the model's vocabulary.

Every distinct token is looked at once and kept in a bounded table, so that a page costs one regular
expression and one dictionary look-up a token; all else is arithmetic on whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float32]

#: Scripts of which each character is a token of its own: Japanese, Chinese, Korean, Thai.
_SINGLE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
# Where there is none of these, there is no such character. To compile a pattern of all of them takes 3 ms.
_MAY_BE_SINGLE = re.compile("[^\x00-\u0dff\u0e80-\u303f]")
# What most texts consist of is named first: that takes half the time.
_MARK = re.compile(r"([^ a-zA-Z0-9\w\s])")
_URL = ("http", "https", "www")
_YEAR = re.compile(r"(?:19|20)\d\d$")

#: What is summed over a line's tokens, in the order of the columns of `TokenTable.flags`.
FLAGS = (
    "word", "capital", "upper", "digit", "single", "short", "small", "length", "stop", "ender", "comma",
    "bar", "copyright", "at", "quote", "question", "year", "url", "bracket", "content", "separator", "punctuation",
)  # fmt: skip
FLAG = {name: column for column, name in enumerate(FLAGS)}

#: The token before each line: a sign that texts do not have, see `newsclean.reading.decoding.scrub`.
LINE = "\0"
#: Tokens outside the vocabulary are told apart by shape only: this many shapes.
SHAPES = 40


@cache
def _single() -> re.Pattern[str]:
    return re.compile(f"[{_SINGLE}]")


@cache
def _token() -> re.Pattern[str]:
    """A token of a text that has such characters."""
    return re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+|[^\w\s]")


def _has_single(text: str) -> bool:
    """Whether such a character is in a text."""
    return _MAY_BE_SINGLE.search(text) is not None and _single().search(text) is not None


def tokenize(lines: Iterable[str]) -> list[str]:
    """`LINE` and the tokens of each line: words, single characters of unspaced scripts and punctuation marks, in order.

    Without such characters, to cut at the marks and then at the spaces takes half the time.

    >>> tokenize(["Bay ferry_2, late"])[1:], tokenize(["港で"])[1:]
    (['Bay', 'ferry_2', ',', 'late'], ['港', 'で'])
    """
    text = "\n".join(["", *lines])
    if LINE in text:
        # A line that is nothing else has a token too.
        shown = (line.replace(LINE, " ") for line in text.split("\n")[1:])
        text = "\n".join(["", *(line if line.strip() else "\ufffd" for line in shown)])
    text = text.replace("\n", LINE)
    return _token().findall(text) if _has_single(text) else " ".join(_MARK.split(text)).split()


def is_piece(token: str) -> bool:
    """Whether a token is of Thai or a script of South Asia, but Hindi's: a piece of a word, which ends at each vowel
    sign. The vocabulary has those of the names of languages in menus only, and took articles in Bengali for menus."""
    return "\u0980" <= token[0] <= "\u0eff"


def _mark_flags(mark: str) -> FloatArray:
    """The flags of a punctuation mark, in the order of `FLAGS`; none of `LINE`."""
    if mark == LINE:
        return np.zeros(len(FLAGS), np.float32)
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


def _look(token: str, folded: str) -> _Look | int | str:
    """What all tokens that look alike share: the length of a plain word, the look of another, a mark itself."""
    length = len(token)
    if length > 1 and token == folded and token.isalpha() and token not in _URL:
        return length  # most words
    if not (token[0].isalnum() or token[0] == "_"):
        return token
    digit = token.isdigit()
    return _Look(
        length,
        token[0].isupper(),
        token.isupper() and length > 1,
        digit,
        length == 1 and _has_single(token),
        not token.isalpha() and any(map(str.isdigit, token)),
        digit and _YEAR.match(token) is not None,
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


#: Rows of a new table, and looks.
CAPACITY, _LOOKS = 1 << 14, 1 << 10


class TokenTable(dict[str, int]):
    """Token → row. By row: `lower` (row of the lower-case form), `entry` (the number in the vocabulary, or -1) and
    `look`, a number for all tokens that look alike; by look: `flags` (looks × FLAGS) and `shapes`.

    The table is emptied by `trim` once it holds more than `limit` tokens. Not for use from several threads at once.
    """

    def __init__(self, vocabulary: Iterable[str] = (), limit: int = 200_000) -> None:
        super().__init__()
        self.limit = limit
        self.vocabulary = {word: number for number, word in enumerate(vocabulary)}
        self._empty()

    def _empty(self) -> None:
        self.lower: IntArray = np.zeros(CAPACITY, np.int32)
        self.entry: IntArray = np.zeros(CAPACITY, np.int32)
        self.look: IntArray = np.zeros(CAPACITY, np.int32)
        self.flags: FloatArray = np.zeros((_LOOKS, len(FLAGS)), np.float32)
        self.shapes: IntArray = np.zeros(_LOOKS, np.int32)
        #: Looks of words, lengths of plain words, and marks → look.
        self._looks: dict[_Look | int | str, int] = {}

    def __missing__(self, token: str) -> int:
        row = len(self)
        self[token] = row
        if row == len(self.lower):
            self.lower, self.entry, self.look = map(_doubled, (self.lower, self.entry, self.look))
        folded = token.lower()
        look = _look(token, folded)
        number = self._looks.get(look)
        self.look[row] = self._new_look(look) if number is None else number
        self.entry[row] = self.vocabulary.get(folded, -1) if folded < "\u0980" or not is_piece(folded) else -1
        self.lower[row] = row if folded == token else self[folded]
        return row

    def _new_look(self, look: _Look | int | str) -> int:
        number = self._looks[look] = len(self._looks)
        if number == len(self.shapes):
            self.flags, self.shapes = _doubled(self.flags), _doubled(self.shapes)
        if isinstance(look, str):
            self.flags[number] = _mark_flags(look)
        else:
            word = _Look(look) if isinstance(look, int) else look
            self.flags[number], self.shapes[number] = _word_flags(word), _word_shape(word)
        return number

    def rows(self, tokens: list[str]) -> IntArray:
        """The row of each token."""
        return np.fromiter(map(self.__getitem__, tokens), np.int32, len(tokens))

    def shape(self, rows: IntArray) -> IntArray:
        """The shape of each row's token."""
        return self.shapes[self.look[rows]]

    def trim(self) -> None:
        """Empty the table if it has outgrown its limit; call between pages only."""
        if len(self) > self.limit:
            self.clear()
            self._empty()


def _doubled(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.concatenate([array, np.zeros_like(array)])


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
        first = np.flatnonzero(follow(owner, place) & known[1:] & known[:-1])
        keys = words.take(first).astype(np.int64) * size + words.take(first + 1)
        at = np.minimum(pairs.searchsorted(keys), len(pairs) - 1)
        found = np.flatnonzero(pairs.take(at) == keys)
        bigrams[first.take(found)] = 1 + SHAPES + size + at.take(found)
    return entries, bigrams


def follow(owner: IntArray, place: IntArray) -> npt.NDArray[np.bool_]:
    """For each token but the last: does the next one follow it in the same Line, near enough to its start?"""
    near = (place[1:] < BIGRAM_REACH) & (owner[1:] == owner[:-1]) & (place[1:] == place[:-1] + 1)
    return np.asarray(near, np.bool_)
