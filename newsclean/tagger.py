"""[Line] → Scores: the model shipped in `data/`, and its forward pass in numpy.

It may hold several networks (`members`) over one vocabulary; their logits are averaged.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean import shipped
from newsclean.features import NAMES, Encoded, encode
from newsclean.modelfile import read_model, weights_of
from newsclean.records import TEXT_KINDS, Kind, Line
from newsclean.tokens import SHAPES, FloatArray, TokenTable, look_up

MODEL_FILE = "tagger.npz"
#: The model of pages whose Lines come with hints (see `newsclean.html.hints`).
HTML_MODEL_FILE = "html.npz"
KINDS = tuple(Kind)
IN_TEXT = np.array([kind in TEXT_KINDS for kind in KINDS])
#: Layer normalisation's epsilon (torch's default).
_EPSILON = 1e-5
#: What is further from its mean, in deviations, counts as so far. (An int would be cast for each element.)
_MOST = np.float32(4)
#: Pages longer than this many Lines are tagged in overlapping windows, so that memory stays bounded.
WINDOW, OVERLAP = 4000, 200


class Seen(msgspec.Struct, frozen=True):
    """What the model sees of n Lines: `matrix` (n × names of features and hints, not normalised), and k tokens.

    Of each token: the `entries` of the embedding that are its word and the `bigrams` that it begins (0: none), and
    its `owner`, the number of a Line.
    """

    matrix: FloatArray
    entries: npt.NDArray[np.int64]
    bigrams: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int32]

    def part(self, begin: int, end: int) -> Seen:
        """The Lines from `begin` to before `end`, numbered from 0."""
        low, high = np.searchsorted(self.owner, (begin, end))
        return Seen(
            self.matrix[begin:end], self.entries[low:high], self.bigrams[low:high], self.owner[low:high] - begin
        )


class Scores(msgspec.Struct, frozen=True):
    """What the model thinks of n Lines: `keep`, the probability of being article text (n), and `kinds`,
    the probability of each kind given the side it is on (n × kinds; each side sums to one). `marked`
    tells whether the model has seen the page's markup, `seen` what it saw of the Lines."""

    keep: FloatArray
    kinds: FloatArray
    marked: bool = False
    seen: Seen | None = None


class _Member:
    """The weights of one network, ready for the forward pass."""

    def __init__(self, weights: dict[str, FloatArray], dilations: tuple[int, ...]) -> None:
        salience = np.exp(np.clip(weights["salience"], -4, 4))[:, None]
        self.words = np.concatenate([weights["embedding"] * salience, salience], axis=1)
        self.words[0] = 0.0
        self.dilations = dilations
        self.weights = weights
        width = len(weights["dense2.bias"])
        self.even = np.full(width, 1 / width, np.float32)
        self.taps = [
            np.ascontiguousarray(weights[f"convolutions.{i}.weight"].transpose(2, 1, 0)) for i in range(len(dilations))
        ]
        self.linear = {
            name.removesuffix(".weight"): np.ascontiguousarray(matrix.T)
            for name, matrix in weights.items()
            if name.endswith(".weight") and matrix.ndim == 2
        }

    def _apply(self, name: str, x: FloatArray) -> FloatArray:
        return x @ self.linear[name] + self.weights[f"{name}.bias"]

    def logits(
        self, features: FloatArray, entries: npt.NDArray[np.int64], bigrams: npt.NDArray[np.int64],
        starts: npt.NDArray[np.intp],
    ) -> FloatArray:  # fmt: skip
        """Logits (n × (1 + kinds)): article text or not, then one a kind. `starts`: each Line's first token."""
        tokens = self.words.take(entries, axis=0) + self.words.take(bigrams, axis=0)  # faster than `[]`
        pooled = np.add.reduceat(tokens, starts, axis=0)
        lexical = 3 * pooled[:, :-1] / (pooled[:, -1:] + 1)
        first = np.maximum(self._apply("dense1", np.concatenate([lexical, features], axis=1)), 0)
        first = np.maximum(self._apply("dense2", first), 0)
        x = first
        for number, dilation in enumerate(self.dilations):
            x = x + self._convolution(number, dilation, x)
        attention = self._apply("attention", x)
        attention = np.exp(attention - attention.max(axis=0))
        attention /= attention.sum(axis=0)
        page = np.concatenate([(attention.T @ x).ravel(), x.mean(axis=0)])
        x = x + np.maximum(self._apply("page", page), 0)
        return self._apply("out", np.maximum(self._apply("mix", np.concatenate([x, first], axis=1)), 0))

    def _convolution(self, number: int, dilation: int, x: FloatArray) -> FloatArray:
        normal = x - (x @ self.even)[:, None]  # faster than `mean`
        variance = np.einsum("nh,nh->n", normal, normal) / x.shape[1]
        normal *= (1 / np.sqrt(variance + _EPSILON))[:, None]
        normal *= self.weights[f"norms.{number}.weight"]
        normal += self.weights[f"norms.{number}.bias"]
        before, at, after = self.taps[number]
        out = normal @ at
        out[dilation:] += normal[:-dilation] @ before
        out[:-dilation] += normal[dilation:] @ after
        out += self.weights[f"convolutions.{number}.bias"]
        return np.asarray(np.maximum(out, 0, out=out), np.float32)


class Tagger:
    """A loaded model. Safe to share between threads: each thread keeps its own table of words.

    `mean` is that of each column over the training.
    """

    def __init__(self, data: bytes, hint_names: tuple[str, ...] = ()) -> None:
        """Read a model file's bytes; ModelError if it is damaged or was made for other names.

        `hint_names` are those of the hints that it takes beside the features of the text.
        """
        self.digest = hashlib.sha256(data).hexdigest()
        self.description, arrays = read_model(data, NAMES + hint_names)
        self.mean: FloatArray = arrays["mean"]
        self._deviation: FloatArray = arrays["deviation"]
        self._vocabulary = arrays["words"].tobytes().decode().split("\n")
        self._pairs = arrays["pairs"].astype(np.int64)
        self._members = [
            _Member(weights_of(arrays, f"{number}."), self.description.dilations)
            for number in range(self.description.members)
        ]
        self._local = threading.local()

    @property
    def entries(self) -> int:
        """How many entries the embedding has: shapes, words and pairs of words, and an empty one."""
        return 1 + SHAPES + len(self._vocabulary) + len(self._pairs)

    def vocabulary(self) -> Iterator[str]:
        """The words, and the pairs of words that follow each other, which the model knows."""
        yield from self._vocabulary
        for pair in self._pairs.tolist():
            yield " ".join(self._vocabulary[word] for word in divmod(pair, len(self._vocabulary)))

    def entry(self, words: str) -> int:
        """The entry of a word, or of two that follow each other, as in `Seen`; 0 if the model does not know them."""
        known = self._table().vocabulary
        first, _, second = words.partition(" ")
        if first not in known or (second and second not in known):
            return 0
        if not second:
            return 1 + SHAPES + known[first]
        pair = known[first] * len(known) + known[second]
        place = int(np.searchsorted(self._pairs, pair))
        found = place < len(self._pairs) and self._pairs[place] == pair
        return 1 + SHAPES + len(known) + place if found else 0

    def scores(self, lines: list[Line], hints: FloatArray | None = None) -> Scores:
        """The model's probabilities for a page's n Lines; `hints` is n × the number of hint names."""
        if not lines:
            return Scores(np.zeros(0, np.float32), np.zeros((0, len(KINDS)), np.float32))
        table = self._table()
        parts: list[FloatArray] = []
        sights: list[Seen] = []
        for begin in range(0, len(lines), WINDOW):
            low, end = max(0, begin - OVERLAP), min(len(lines), begin + WINDOW)
            high = end + OVERLAP
            seen = self._look(encode(lines[low:high], table), table, None if hints is None else hints[low:high])
            parts.append(self.judge(seen)[begin - low : end - low])
            sights.append(seen.part(begin - low, end - low))
        logits = np.concatenate(parts)
        keep = 1 / (1 + np.exp(-logits[:, 0] / self.description.keep_temperature))
        kinds = sided_softmax(logits[:, 1:] / self.description.kind_temperature)
        return Scores(keep, kinds, marked=hints is not None, seen=_joined(sights))

    def _table(self) -> TokenTable:
        """This thread's table, trimmed: to be asked for once a page, since trimming moves its rows."""
        table: TokenTable | None = getattr(self._local, "table", None)
        if table is None:
            table = self._local.table = TokenTable(self._vocabulary)
        table.trim()
        return table

    def _look(self, page: Encoded, table: TokenTable, hints: FloatArray | None = None) -> Seen:
        matrix = page.matrix if hints is None else np.concatenate([page.matrix, hints], axis=1)
        entries, bigrams = look_up(
            table.entry[page.tokens],
            table.shape(page.tokens),
            page.owner,
            page.place,
            self._pairs,
            len(self._vocabulary),
        )
        return Seen(matrix, entries, bigrams, page.owner)

    def judge(self, seen: Seen) -> FloatArray:
        """The logits of n Lines (n × (1 + kinds)), averaged over the members: article text or not, then one a kind."""
        features = np.asarray(np.clip((seen.matrix - self.mean) / self._deviation, -_MOST, _MOST), np.float32)
        starts = np.flatnonzero(np.diff(seen.owner, prepend=-1))
        return np.asarray(
            np.mean([member.logits(features, seen.entries, seen.bigrams, starts) for member in self._members], axis=0),
            np.float32,
        )


def _joined(parts: list[Seen]) -> Seen:
    """The windows of a page as one."""
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0, *(len(part.matrix) for part in parts[:-1])]).tolist()
    return Seen(
        np.concatenate([part.matrix for part in parts]),
        np.concatenate([part.entries for part in parts]),
        np.concatenate([part.bigrams for part in parts]),
        np.concatenate([part.owner + start for part, start in zip(parts, starts, strict=True)], dtype=np.int32),
    )


def sided_softmax(logits: FloatArray) -> FloatArray:
    """Softmax over the kinds of article text and, apart from it, over the others."""
    out = np.empty_like(logits)
    for side in (IN_TEXT, ~IN_TEXT):
        part = logits[:, side]
        part = np.exp(part - part.max(axis=1, keepdims=True))
        out[:, side] = part / part.sum(axis=1, keepdims=True)
    return out


@lru_cache(maxsize=2)
def default_tagger(model_file: str = MODEL_FILE, hint_names: tuple[str, ...] = ()) -> Tagger:
    """The tagger of a model that ships with the package."""
    return Tagger(shipped.read(model_file), hint_names)
