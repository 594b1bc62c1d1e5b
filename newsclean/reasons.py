"""Why lines were told to be junk, in plain words: from what the tagger read of them, and the rules that decided.

A run of neighbouring lines of one kind gets one reason: what its lines show (the words that speak for the kind, or the
first row of `evidence.SIGNS` that most of them meet) and where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count
from operator import is_not
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newsclean.decode import Tagged
from newsclean.evidence import BESIDE, PLACES, SIGNS, Sign, telling_words
from newsclean.features import NAMES
from newsclean.records import TEXT_KINDS, Kind
from newsclean.tagger import KINDS, Seen, Tagger

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

#: Words are named if this share of a run's lines has some, and this many of them.
SHARE_OF_LINES, MOST_WORDS = 0.25, 3
#: What no evidence stands out of.
UNNAMED = "the words and the lines around read like"

#: What a kind's lines are called.
CALLED = {
    Kind.COMMENT: "comments",
    Kind.COMMENT_META: "the frame of comments",
    Kind.AUTHOR_BIO: "a note about the author",
    Kind.SIGNUP: "sign-up prompts",
    Kind.RELATED: "teasers of other stories",
    Kind.ADVERTISEMENT: "advertising",
    Kind.LEGAL: "legal notices",
    Kind.COPYRIGHT: "copyright notices",
    Kind.SHARING: "share buttons",
    Kind.TAGS: "topics",
    Kind.NAVIGATION: "navigation",
    Kind.OTHER: "something else than an article",
}
#: Why a line that reads like text is none of it.
PICTURE = "what a dump prints for a picture"
#: What decides where the lines of a comment area show which of them are comments.
AMONG_COMMENTS = {
    Kind.COMMENT: "stands where a comment has its text",
    Kind.COMMENT_META: "stands where a comment has its frame",
    Kind.OTHER: "reads like a comment, but stands in none",
}
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_BITS = np.left_shift(np.uint32(1), np.arange(len(KINDS), dtype=np.uint32))


class Found(NamedTuple):
    """The evidence of the Lines from `begin` to before `end`: telling words as they are in the model's vocabulary,
    rows of the tables, and the telling words of the run before or after; none if nothing stands out."""

    begin: int
    end: int
    kind: Kind
    words: tuple[str, ...] = ()
    sign: Sign | None = None
    place: Sign | None = None
    beside: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The evidence in plain words."""
        if self.words:
            what = f"says {_quoted(self.words)}"
        elif self.sign:
            what = self.sign.says
        elif self.beside:
            what = f"beside lines that say {_quoted(self.beside)}"
        else:
            what = f"{UNNAMED} {CALLED.get(self.kind, self.kind)}"
        return f"{what}; {self.place.says}" if self.place else what


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words)


class _Runs(NamedTuple):
    """Runs of Lines of one kind: where they begin, the number of their kind, and how many Lines they are."""

    starts: Ints
    kinds: Ints
    sizes: Ints

    @classmethod
    def of(cls, begins: list[int], kinds: list[int], count: int) -> _Runs:
        starts = np.array([*begins, count])
        return cls(starts[:-1], np.array(kinds), starts[1:] - starts[:-1])


class _Table:
    """Rows of evidence over the columns of a model: all needs of all rows in one comparison."""

    def __init__(self, rows: Iterable[Sign], names: Sequence[str]) -> None:
        self.rows = [row for row in rows if all(need.column in names for need in row.needs)]
        self._or_none = [*self.rows, None]
        needs = [need for row in self.rows for need in row.needs]
        self._columns = np.array([names.index(need.column) for need in needs])
        self._least = np.array([need.least for need in needs], np.float32)
        self._most = np.array([need.most for need in needs], np.float32)
        self._starts = np.cumsum([0, *(len(row.needs) for row in self.rows[:-1])])
        self._speaks = np.array([[kind in row.kinds for row in self.rows] for kind in KINDS], bool)

    def first(self, matrix: npt.NDArray[np.float32], runs: _Runs) -> list[Sign | None]:
        """For each run of Lines the first row that speaks for its kind and that half of its Lines meet."""
        if not self.rows:
            return [None] * len(runs.starts)
        values = matrix[:, self._columns]
        met = np.logical_and.reduceat((values >= self._least) & (values <= self._most), self._starts, axis=1)
        share = np.add.reduceat(met, runs.starts, axis=0, dtype=np.int32) * 2
        # A last row for those that meet none.
        meets = np.ones((len(runs.sizes), len(self.rows) + 1), bool)
        meets[:, :-1] = (share >= runs.sizes[:, None]) & self._speaks[runs.kinds]
        return [self._or_none[row] for row in meets.argmax(axis=1).tolist()]


class Telling:
    """The telling words as entries of a model's embedding: the `text` of each, and for all entries in `bits` the kinds
    that they speak for, in the order of `KINDS`."""

    def __init__(self, tagger: Tagger) -> None:
        self.text: dict[int, str] = {}
        self.bits = np.zeros(tagger.entries, np.uint32)
        for kind, words in telling_words().items():
            for word in words:
                if entry := tagger.entry(word):
                    self.text[entry] = word
                    self.bits[entry] |= np.uint32(1 << _NUMBER[kind])

    def of_runs(self, seen: Seen, runs: _Runs) -> Mapping[int, tuple[str, ...]]:
        """The words that speak for the kind of each run's Lines, by the number of the run."""
        wanted = np.repeat(_BITS[runs.kinds], runs.sizes)[seen.owner]
        tokens = np.flatnonzero((self.bits[seen.bigrams] | self.bits[seen.entries]) & wanted)
        if not len(tokens):
            return {}
        owners, pairs = seen.owner[tokens], seen.bigrams[tokens]
        run = np.searchsorted(runs.starts, owners, side="right") - 1
        entries = np.where((self.bits[pairs] & wanted[tokens]) > 0, pairs, seen.entries[tokens])
        sizes = runs.sizes.tolist()
        said: dict[int, dict[int, None]] = {}
        lines: dict[int, set[int]] = {}
        for number, entry, owner in zip(run.tolist(), entries.tolist(), owners.tolist(), strict=True):
            said.setdefault(number, {})[entry] = None
            lines.setdefault(number, set()).add(owner)
        return {
            number: self._named(entries)
            for number, entries in said.items()
            if len(lines[number]) >= SHARE_OF_LINES * sizes[number]
        }

    def _named(self, entries: Iterable[int]) -> tuple[str, ...]:
        """The first words that are no part of one before."""
        found: list[str] = []
        for text in map(self.text.__getitem__, entries):
            if not any(text in other for other in found):
                found.append(text)
        return tuple(found[:MOST_WORDS])


class Evidence:
    """What a model read of a page's Lines, to be asked for reasons once their kinds are known."""

    def __init__(self, tagger: Tagger, seen: Seen | None, first: int = 0) -> None:
        """`first` is the number of the first Line that was read."""
        self._tagger = tagger
        self._seen = seen
        self._first = first

    def found(self, kinds: Sequence[Kind]) -> list[Found]:
        """The evidence for the kinds of the Lines that were read, run by run in page order."""
        if self._seen is None or not kinds:
            return []
        signs, places = _tables(self._tagger)
        first = self._first
        kinds = kinds[first : first + len(self._seen.matrix)]
        begins = [0, *compress(count(1), map(is_not, kinds[1:], kinds))]
        runs = _Runs.of(begins, [_NUMBER[kinds[begin]] for begin in begins], len(kinds))
        said = telling(self._tagger).of_runs(self._seen, runs)
        found = [
            Found(
                first + begin, first + end, kinds[begin], said.get(number, ()), None if number in said else sign, place
            )
            for number, (begin, end, sign, place) in enumerate(
                zip(
                    begins,
                    [*begins[1:], len(kinds)],
                    signs.first(self._seen.matrix, runs),
                    places.first(self._seen.matrix, runs),
                    strict=True,
                )
            )
        ]
        return [run if run.words or run.sign else _beside(found, number) for number, run in enumerate(found)]


def _beside(found: Sequence[Found], number: int) -> Found:
    """A run with the words of the one before or after it, where these tell of it."""
    run = found[number]
    wanted = BESIDE.get(run.kind)
    if wanted is None:
        return run
    for other in found[max(0, number - 1) : number + 2]:
        if other.kind is wanted and other.words:
            return run._replace(beside=other.words)
    return run


def reasons(tagged: Tagged, kinds: Sequence[Kind], evidence: Evidence | None) -> list[str | None]:
    """Why each Line of a page has its kind of `kinds`: the rule that decided, or the evidence of its run.

    `tagged` is what was decided from the model's scores, before kinds were put right (see `settle`). None where nothing
    was told: no `evidence`.
    """
    said: list[str | None] = [None] * len(kinds)
    for run in evidence.found(kinds) if evidence else ():
        if run.kind not in TEXT_KINDS:
            said[run.begin : run.end] = [str(run)] * (run.end - run.begin)
    for number, rule in tagged.ruled.items():
        said[number] = rule
    if tagged.kinds != kinds:
        for number, (before, kind) in enumerate(zip(tagged.kinds, kinds, strict=True)):
            if kind is Kind.OTHER and before in TEXT_KINDS:
                said[number] = PICTURE
            elif before is not kind and kind in AMONG_COMMENTS:
                said[number] = AMONG_COMMENTS[kind]
    return said


def named(said: Iterable[str | None]) -> str | None:
    """The reason for several lines: what most of them have, but for lines of which nothing stands out."""
    reasons = [reason for reason in said if reason is not None]
    if len(set(reasons)) < 2:
        return reasons[0] if reasons else None
    counts = Counter(reasons)
    return max(counts, key=lambda reason: (not reason.startswith(UNNAMED), counts[reason]))


@lru_cache(maxsize=4)
def telling(tagger: Tagger) -> Telling:
    """The telling words of a model."""
    return Telling(tagger)


@lru_cache(maxsize=4)
def _tables(tagger: Tagger) -> tuple[_Table, _Table]:
    names = tagger.description.features
    # With the markup the place in the page hardly matters.
    return _Table(SIGNS, names), _Table(PLACES if names == NAMES else (), names)
