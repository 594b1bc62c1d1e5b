"""[Line] → [Tag]: the model shipped in `data/`, its forward pass in numpy, and the decoding of its answers.

The model file is an npz archive of plain arrays (never pickled) with a JSON description: the names of features and
kinds it was trained with, which must be those of this version, and its card. It may hold several networks
(`members`) over one vocabulary; their logits are averaged.
"""

from __future__ import annotations

import hashlib
import threading
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.errors import ModelError
from newsclean.features import NAMES, Encoded, encode
from newsclean.records import TEXT_KINDS, Kind, Line
from newsclean.tokens import FLAGS, FloatArray, TokenTable, look_up

MODEL_FILE = "tagger.npz"
#: The model of pages whose Lines come with hints (see `newsclean.html.hints`).
HTML_MODEL_FILE = "html.npz"
KINDS = tuple(Kind)
IN_TEXT = np.array([kind in TEXT_KINDS for kind in KINDS])
#: Layer normalisation's epsilon (torch's default).
_EPSILON = 1e-5
#: Pages longer than this many Lines are tagged in overlapping windows, so that memory stays bounded.
WINDOW, OVERLAP = 4000, 200


class Description(msgspec.Struct, frozen=True):
    """What a model file says of itself: names it was trained with, temperatures, and its card."""

    features: tuple[str, ...]
    flags: tuple[str, ...]
    kinds: tuple[str, ...]
    members: int
    dilations: tuple[int, ...]
    keep_temperature: float
    kind_temperature: float
    card: dict[str, Any]


class Scores(msgspec.Struct, frozen=True):
    """What the model thinks of n Lines: `keep`, the probability of being article text (n), and `kinds`,
    the probability of each kind given the side it is on (n × kinds; each side sums to one). `marked`
    tells whether the model has seen the page's markup."""

    keep: FloatArray
    kinds: FloatArray
    marked: bool = False


class _Member:
    """The weights of one network, ready for the forward pass."""

    def __init__(self, weights: dict[str, FloatArray], dilations: tuple[int, ...]) -> None:
        salience = np.exp(np.clip(weights["salience"], -4, 4))[:, None]
        self.words = np.concatenate([weights["embedding"] * salience, salience], axis=1)
        self.words[0] = 0.0
        self.dilations = dilations
        self.weights = weights
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
        pooled = np.add.reduceat(self.words[entries] + self.words[bigrams], starts, axis=0)
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
        centred = x - x.mean(axis=1, keepdims=True)
        variance = np.einsum("nh,nh->n", centred, centred)[:, None] / x.shape[1]
        scale, shift = self.weights[f"norms.{number}.weight"], self.weights[f"norms.{number}.bias"]
        normal = centred / np.sqrt(variance + _EPSILON) * scale + shift
        before, at, after = self.taps[number]
        out = normal @ at
        out[dilation:] += normal[:-dilation] @ before
        out[:-dilation] += normal[dilation:] @ after
        return np.asarray(np.maximum(out + self.weights[f"convolutions.{number}.bias"], 0), np.float32)


class Tagger:
    """A loaded model. Safe to share between threads: each thread keeps its own table of words."""

    def __init__(self, data: bytes, hint_names: tuple[str, ...] = ()) -> None:
        """Read a model file's bytes; ModelError if it is damaged or was made for other names.

        `hint_names` are those of the hints that it takes beside the features of the text.
        """
        self.digest = hashlib.sha256(data).hexdigest()
        self.description, arrays = _read(data, NAMES + hint_names)
        self._mean, self._deviation = arrays["mean"], arrays["deviation"]
        self._vocabulary = arrays["words"].tobytes().decode().split("\n")
        self._pairs = arrays["pairs"].astype(np.int64)
        self._members = [
            _Member(_weights(arrays, f"{number}."), self.description.dilations)
            for number in range(self.description.members)
        ]
        self._local = threading.local()

    def scores(self, lines: list[Line], hints: FloatArray | None = None) -> Scores:
        """The model's probabilities for a page's n Lines; `hints` is n × the number of hint names."""
        if not lines:
            return Scores(np.zeros(0, np.float32), np.zeros((0, len(KINDS)), np.float32))
        table = self._table()
        parts = []
        begin = 0
        while True:
            low, high = max(0, begin - OVERLAP), min(len(lines), begin + WINDOW + OVERLAP)
            logits = self._logits(encode(lines[low:high], table), table, None if hints is None else hints[low:high])
            end = min(len(lines), begin + WINDOW)
            parts.append(logits[begin - low : end - low])
            if end == len(lines):
                break
            begin = end
        logits = np.concatenate(parts)
        keep = 1 / (1 + np.exp(-logits[:, 0] / self.description.keep_temperature))
        kinds = sided_softmax(logits[:, 1:] / self.description.kind_temperature)
        return Scores(keep, kinds, marked=hints is not None)

    def _table(self) -> TokenTable:
        """This thread's table, trimmed: to be asked for once a page, since trimming moves its rows."""
        table: TokenTable | None = getattr(self._local, "table", None)
        if table is None:
            table = self._local.table = TokenTable(self._vocabulary)
        table.trim()
        return table

    def _logits(self, page: Encoded, table: TokenTable, hints: FloatArray | None = None) -> FloatArray:
        matrix = page.matrix if hints is None else np.concatenate([page.matrix, hints], axis=1)
        features = np.asarray(np.clip((matrix - self._mean) / self._deviation, -4, 4), np.float32)
        entries, bigrams = look_up(
            table.entry[page.tokens],
            table.shape(page.tokens),
            page.owner,
            page.place,
            self._pairs,
            len(self._vocabulary),
        )
        starts = np.flatnonzero(np.diff(page.owner, prepend=-1))
        return np.asarray(
            np.mean([member.logits(features, entries, bigrams, starts) for member in self._members], axis=0), np.float32
        )


def sided_softmax(logits: FloatArray) -> FloatArray:
    """Softmax over the kinds of article text and, apart from it, over the others."""
    out = np.empty_like(logits)
    for side in (IN_TEXT, ~IN_TEXT):
        part = logits[:, side]
        part = np.exp(part - part.max(axis=1, keepdims=True))
        out[:, side] = part / part.sum(axis=1, keepdims=True)
    return out


def _read(data: bytes, names: tuple[str, ...]) -> tuple[Description, dict[str, Any]]:
    import io
    import zipfile

    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        description = msgspec.json.decode(arrays.pop("description").tobytes(), type=Description)
    except (ValueError, EOFError, KeyError, OSError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise ModelError(f"the model file is damaged ({error}); install newsclean again") from error
    for name, found, wanted in (
        ("features", description.features, names),
        ("token flags", description.flags, FLAGS),
        ("kinds", description.kinds, tuple(kind.value for kind in KINDS)),
    ):
        if found != wanted:
            raise ModelError(f"the model was trained with other {name} than this version has; train it again")
    return description, arrays


def _weights(arrays: dict[str, Any], prefix: str) -> dict[str, FloatArray]:
    """The float32 weights under a prefix; int8 matrices (`name`) are scaled by `name:scale`."""
    weights: dict[str, FloatArray] = {}
    for key, array in arrays.items():
        name = key.removeprefix(prefix)
        if name == key or name.endswith(":scale"):
            continue
        values = array.astype(np.float32)
        if f"{key}:scale" in arrays:
            values = values * arrays[f"{key}:scale"].astype(np.float32)
        weights[name] = values
    return weights


@lru_cache(maxsize=2)
def default_tagger(model_file: str = MODEL_FILE, hint_names: tuple[str, ...] = ()) -> Tagger:
    """The tagger of a model that ships with the package."""
    try:
        data = resources.files("newsclean").joinpath("data", model_file).read_bytes()
    except OSError as error:
        raise ModelError(f"the model file {model_file} cannot be read ({error}); install newsclean again") from error
    return Tagger(data, hint_names)
