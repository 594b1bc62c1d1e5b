"""[Line] → numeric matrix. The features are one ordered, named table: `NAMES`.

Three groups: the line's own shape, its place in the page, and document-level evidence: which lines share
words with the longest stretch of prose and with the line most like the title, which repeat, what is
around them. No feature depends on the language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean import marks
from newsclean.records import Line
from newsclean.tokens import FLAG, LINE, FloatArray, IntArray, TokenTable, tokenize

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.integer[Any]]

#: Tokens whose flags are in memory at once.
_PIECE = 1 << 20
#: Lexical input of a line: this many tokens from its start and from its end.
HEAD, TAIL = 20, 8

SHAPE_NAMES = (
    "characters", "words", "capitals", "uppers", "digits", "stops", "word_length", "short_words", "small_words",
    "sentences", "sentence_length", "singles", "commas", "ends", "ends_dot", "ends_colon", "starts_upper",
    "starts_small", "starts_quote", "starts_bracket", "starts_mark", "bar", "copyright", "at", "quote", "question",
    "url", "date", "only_numbers", "bullet", "heading", "linked", "button", "image", "segment", "joined",
)  # fmt: skip
PLACE_NAMES = (
    "blanks_before", "blanks_after", "indent", "indent_prose", "position", "from_start", "from_end", "page_lines",
    "repeats", "repeats_shape", "length_rank", "next_starts_small", "previous_ends",
)  # fmt: skip
DOCUMENT_NAMES = (
    "prose_2", "prose_8", "prose_25", "in_segment", "to_segment_start", "to_segment_end", "segment_lines",
    "segment_share", "shared", "shared_in_segment", "shared_count", "shared_rare", "first_line_words",
    "title_likeness", "to_title", "title_found", "shared_previous", "shared_next", "prose_before",
)  # fmt: skip
NAMES = SHAPE_NAMES + PLACE_NAMES + DOCUMENT_NAMES


class Encoded(msgspec.Struct, frozen=True):
    """A page as the tagger sees it: n Lines, k tokens of their heads and tails.

    `matrix` is n × len(NAMES), float32, not normalised. `tokens` (rows of the TokenTable), `owner` (the
    Line's index) and `place` (0 for a Line's first token) have k elements, in page order.
    """

    matrix: FloatArray
    tokens: IntArray
    owner: IntArray
    place: IntArray


def encode(lines: list[Line], table: TokenTable) -> Encoded:
    """The features and lexical input of a page's Lines (at least one)."""
    texts = [line.text for line in lines]
    rows = table.rows(tokenize(texts))
    begins = rows == table[LINE]
    starts = np.flatnonzero(begins)
    owner = np.cumsum(begins) - 1
    looks = table.look.take(rows)
    counts = np.diff(np.append(starts, len(rows)))
    shape, prose = _shape_features(lines, texts, table.flags, looks, starts, counts)
    is_number, is_content = (table.flags[:, FLAG[name]].take(looks) > 0 for name in ("digit", "content"))
    alike = _line_shapes(np.where(is_number, -1, rows), starts)  # all numbers are alike
    place = _place_features(lines, texts, alike, shape, prose)
    contents = np.flatnonzero(is_content)
    document = _document_features(table.lower.take(rows.take(contents)), owner.take(contents), prose)
    columns = shape | place | document
    matrix = np.stack([columns[name] for name in NAMES], axis=1).astype(np.float32)
    order = np.arange(len(rows)) - starts[owner] - 1
    rest = counts[owner] - 2 - order
    taken = np.flatnonzero((order >= 0) & ((order < HEAD) | (rest < TAIL)))
    place_in_line = np.minimum(order.take(taken), 127).astype(np.int32)
    return Encoded(matrix, rows.take(taken), owner.take(taken).astype(np.int32), place_in_line)


class _Prose(msgspec.Struct):
    """How much like prose each line is: `words` (effective), `amount` (0 where not prose), `is_prose`."""

    words: Floats
    amount: Floats
    is_prose: npt.NDArray[np.bool_]


def _shape_features(
    lines: list[Line], texts: list[str], flags: FloatArray, looks: IntArray, starts: Ints, counts: Ints
) -> tuple[dict[str, Floats], _Prose]:
    total = _sums(flags, looks, starts)

    def sums(name: str) -> Floats:
        return total[:, FLAG[name]]

    words = np.maximum(sums("word"), 1)
    # A character of an unspaced script counts half a word.
    effective = sums("word") - 0.5 * sums("single")
    characters = np.array([len(text) for text in texts], np.float64) + sums("single")
    first = flags.take(looks.take(np.minimum(starts + 1, len(looks) - 1)), axis=0)
    last = flags.take(looks.take(starts + counts - 1), axis=0)
    before_last = flags.take(looks.take(starts + counts - 2), axis=0)
    closes = (last[:, FLAG["quote"]] + last[:, FLAG["bracket"]]) > 0
    ends = (last[:, FLAG["ender"]] > 0) | closes
    lasts = [text[-1] for text in texts]
    sentences = sums("ender")
    digit, separator = (flags[:, FLAG[name]].take(looks) for name in ("digit", "separator"))
    pattern = np.zeros(len(looks))
    pattern[:-2] = digit[:-2] * separator[1:-1] * digit[2:]
    dated = np.add.reduceat(pattern, starts) + sums("year") > 0
    mark = np.array([line.marks for line in lines])
    is_prose = ((effective >= 10) & (ends | (before_last[:, FLAG["ender"]] > 0))) | (effective >= 25)

    def has(name: str) -> Floats:
        return np.minimum(sums(name), 1)

    features = {
        "characters": np.log1p(characters) / 6,
        "words": np.log1p(effective) / 4,
        "capitals": sums("capital") / words,
        "uppers": sums("upper") / words,
        "digits": sums("digit") / words,
        "stops": np.minimum(sums("stop") / words, 2),
        "word_length": np.minimum(sums("length") / words, 20) / 10,
        "short_words": sums("short") / words,
        "small_words": sums("small") / words,
        "sentences": np.log1p(sentences) / 2,
        "sentence_length": np.minimum(effective / np.maximum(sentences, 1), 60) / 60,
        "singles": sums("single") / words,
        "commas": np.minimum(sums("comma") / words, 1),
        "ends": ends.astype(np.float64),
        "ends_dot": np.array([last in ".。．" for last in lasts], np.float64),
        "ends_colon": np.array([last in ":：" for last in lasts], np.float64),
        "starts_upper": first[:, FLAG["capital"]],
        "starts_small": first[:, FLAG["small"]] * (1 - first[:, FLAG["single"]]),
        "starts_quote": first[:, FLAG["quote"]],
        "starts_bracket": first[:, FLAG["bracket"]],
        "starts_mark": first[:, FLAG["punctuation"]],
        "bar": has("bar"),
        "copyright": has("copyright"),
        "at": has("at"),
        "quote": has("quote"),
        "question": has("question"),
        "url": has("url"),
        "date": dated.astype(np.float64),
        "only_numbers": (sums("word") == sums("digit")).astype(np.float64),
        # Parts of squeezed pages read like lines. The model learnt this mark of coarser ones.
        "segment": np.zeros(len(lines)),
        "joined": np.array([line.last_line > line.first_line for line in lines], np.float64),
    }
    for name, bit in _MARKS:
        features[name] = (mark & bit > 0).astype(np.float64)
    return features, _Prose(effective, np.where(is_prose, effective, 0.0), is_prose)


_MARKS = (
    ("bullet", marks.BULLET),
    ("heading", marks.HEADING),
    ("linked", marks.LINKED),
    ("button", marks.BUTTON),
    ("image", marks.IMAGE),
)


def _sums(flags: FloatArray, looks: IntArray, starts: Ints) -> Floats:
    """The flags of each line's tokens, summed; a piece of the page at a time, since a page of 20 MB may have a token a
    character."""
    total = np.zeros((len(starts), flags.shape[1]))
    for low in range(0, len(looks), _PIECE):
        # The line that goes on, or begins here, and the one after the last of this piece.
        first, after = np.searchsorted(starts, low, side="right") - 1, np.searchsorted(starts, low + _PIECE)
        part = np.maximum(starts[first:after] - low, 0)
        total[first:after] += np.add.reduceat(flags.take(looks[low : low + _PIECE], axis=0), part, axis=0)
    return total


def _place_features(
    lines: list[Line],
    texts: list[str],
    shapes: npt.NDArray[np.uint64],
    shape: dict[str, Floats],
    prose: _Prose,
) -> dict[str, Floats]:
    n = len(lines)
    index = np.arange(n)
    blanks = np.minimum([line.blanks for line in lines], 3) / 3
    indent = np.minimum([line.indent for line in lines], 60)
    by_indent = np.bincount(indent, weights=prose.amount, minlength=1)
    prose_indent = int(by_indent.argmax()) if by_indent.any() else 0
    rank = np.argsort(np.argsort(shape["characters"], kind="stable"), kind="stable")
    return {
        "blanks_before": blanks,
        "blanks_after": np.append(blanks[1:], 1.0),
        "indent": indent / 20,
        "indent_prose": np.minimum(np.abs(indent - prose_indent), 8) / 8,
        "position": index / n,
        "from_start": np.minimum(index, 60) / 60,
        "from_end": np.minimum(n - index, 60) / 60,
        "page_lines": np.full(n, np.log1p(n) / 6),
        "repeats": np.minimum(_log_counts(texts), 3),
        "repeats_shape": np.minimum(_log_counts(shapes.tolist()), 4),
        "length_rank": rank / n,
        "next_starts_small": np.append(shape["starts_small"][1:], 0.0),
        "previous_ends": np.append(1.0, shape["ends"][:-1]),
    }


def _log_counts(values: Sequence[object]) -> Floats:
    """How often each of some values is among them (log)."""
    counts = Counter(values)
    return np.asarray(np.log([counts[value] for value in values]))


def _line_shapes(tokens: IntArray, starts: Ints) -> npt.NDArray[np.uint64]:
    """A number for each line that is the same for lines of the same tokens."""
    alike = tokens.astype(np.uint64)
    # The finalizer of splitmix64, so that sums of different tokens differ.
    mixed = (alike ^ (alike >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.add.reduceat(mixed ^ (mixed >> np.uint64(31)), starts)


def _document_features(words: IntArray, owner: Ints, prose: _Prose) -> dict[str, Floats]:
    """Where each line is from the best segment of prose, and what it shares with it and others.

    `words` are content words as table rows, `owner` the line of each.
    """
    n = len(prose.words)
    index = np.arange(n)
    start, end = _best_segment(prose)
    inside = (index >= start) & (index <= end)
    sums = np.concatenate([[0.0], np.cumsum(prose.amount)])
    windows = [_window_mean(sums, radius) for radius in (2, 8, 25)]
    total = prose.amount.sum() + 1e-6
    features = {
        "prose_2": windows[0] / (windows[0].max() + 1e-6),
        "prose_8": windows[1] / (windows[1].max() + 1e-6),
        "prose_25": windows[2] / (windows[2].max() + 1e-6),
        "in_segment": inside.astype(np.float64),
        "to_segment_start": _signed_log(index - start),
        "to_segment_end": _signed_log(end - index),
        "segment_lines": np.full(n, (end - start + 1) / n),
        "segment_share": np.full(n, (prose.amount * inside).sum() / total),
        "prose_before": (sums[1:] - 0.5 * prose.amount) / total,
    }
    return features | _overlap_features(words, owner, inside & prose.is_prose, start, inside, prose.words)


def _best_segment(prose: _Prose) -> tuple[int, int]:
    """First and last line of the maximum-sum span, where prose counts its words and other lines cost some.

    The costs (4 words a line and 0.7 a word, at most 18) are those of the experiments in the lab's notes.
    """
    gain = np.where(prose.is_prose, prose.words, -(4 + 0.7 * np.minimum(prose.words, 20)))
    sums = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(sums[:-1])
    end = int(np.argmax(sums[1:] - lowest))
    return int(np.argmin(sums[: end + 1])), end


def _overlap_features(
    words: IntArray, owner: Ints, in_prose: npt.NDArray[np.bool_], start: int,
    inside: npt.NDArray[np.bool_], effective: Floats,
) -> dict[str, Floats]:  # fmt: skip
    """Words shared with the best segment, with the title-like lines, and with the lines around.

    `words` are content words as table rows, `owner` the line of each.
    """
    n = len(inside)
    pairs = np.sort(words.astype(np.int64) * n + owner)
    first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else np.zeros(0, np.intp)
    times = np.diff(np.append(first, len(pairs)))
    pair_word, pair_line = np.divmod(pairs[first], n)
    if len(first):
        pair_word = np.cumsum(np.append(0, pair_word[1:] != pair_word[:-1]))
    in_segment = np.bincount(pair_word, weights=in_prose[pair_line])
    elsewhere = times * (in_segment[pair_word] > in_prose[pair_line])
    shared_count = np.bincount(pair_line, weights=elsewhere, minlength=n)
    rare = elsewhere * (np.bincount(pair_word)[pair_word] <= 6)
    shared = shared_count / np.maximum(np.bincount(pair_line, weights=times, minlength=n), 1)

    in_first = np.bincount(pair_word, weights=pair_line == 0, minlength=1)
    common = np.bincount(pair_line, weights=in_first[pair_word], minlength=n)
    kinds_of_words = np.bincount(pair_line, minlength=n)
    likeness = common / np.maximum(kinds_of_words + in_first.sum() - common, 1)
    candidates = np.where((effective > 40) | (effective < 2), 0.0, likeness)
    candidates[0] = 0.0
    best = candidates.max()
    to_title = np.zeros(n)
    if best > 0.25:
        titles = np.flatnonzero(candidates >= 0.9 * best)
        early = titles[titles <= start + 1]
        to_title = _signed_log(np.arange(n) - (early[-1] if len(early) else titles[0]))

    previous, following = _neighbour_shares(pair_word, pair_line, n)
    lines_words = np.maximum(kinds_of_words, 1)
    return {
        "shared": shared,
        "shared_in_segment": shared * inside,
        "shared_count": np.log1p(shared_count) / 3,
        "shared_rare": np.log1p(np.bincount(pair_line, weights=rare, minlength=n)) / 2,
        "first_line_words": common / lines_words,
        "title_likeness": likeness,
        "to_title": to_title,
        "title_found": np.full(n, best),
        "shared_previous": previous / lines_words,
        "shared_next": following / lines_words,
    }


def _neighbour_shares(pair_word: Ints, pair_line: Ints, n: int, reach: int = 4) -> tuple[Floats, Floats]:
    """How many of each line's distinct words occur in the `reach` lines before it, and after it.

    The pairs are sorted by word, then line.
    """
    near = (pair_word[1:] == pair_word[:-1]) & (pair_line[1:] - pair_line[:-1] <= reach)
    previous = np.bincount(pair_line[1:], weights=near, minlength=n)
    following = np.bincount(pair_line[:-1], weights=near, minlength=n)
    return previous.astype(np.float64), following.astype(np.float64)


def _window_mean(sums: Floats, radius: int) -> Floats:
    """The means of the values around each of n; `sums` are those of the first 0 to n of them."""
    index = np.arange(len(sums) - 1)
    low = np.maximum(0, index - radius)
    high = np.minimum(len(index), index + radius + 1)
    return np.asarray((sums[high] - sums[low]) / (high - low), np.float64)


def _signed_log(values: Ints) -> Floats:
    return np.sign(values) * np.log1p(np.abs(values)) / 4
