"""Examples → batches: which pages are drawn, what of them is cut, hidden or blurred, and their targets, as tensors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from newsclean.features import NAMES, Encoded
from newsclean.html.hints import GROUPS as HINT_GROUPS
from newsclean.lab.examples import Example
from newsclean.lab.network import Network
from newsclean.lab.recipe import Recipe
from newsclean.lab.vocabulary import Vocabulary
from newsclean.tagger import KINDS


class Trained(msgspec.Struct):
    """A network with what it needs to read pages: vocabulary, and mean and deviation of each feature.

    `balance` is the weight of each kind in training.
    """

    network: Network
    vocabulary: Vocabulary
    mean: npt.NDArray[np.float32]
    deviation: npt.NDArray[np.float32]
    balance: npt.NDArray[np.float32]


class Batch(msgspec.Struct):
    """Pages padded to one length, as tensors (see `Network.forward`), and their targets if wanted."""

    features: Tensor
    entries: Tensor
    owners: Tensor
    mask: Tensor
    keep: Tensor
    keep_weight: Tensor
    size: Tensor
    kind: Tensor
    kind_weight: Tensor


def normalise(
    matrix: npt.NDArray[np.float32], mean: npt.NDArray[np.float32], deviation: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Features in standard deviations, cut at ±4."""
    clipped: npt.NDArray[np.float32] = np.clip((matrix - mean) / deviation, -4, 4)
    return clipped


def _kind_weights(example: Example, recipe: Recipe) -> npt.NDArray[np.float32]:
    # Only what was labelled by hand is trusted more than 1.
    return np.where(example.kind_weight > 1, example.kind_weight, recipe.distant * example.kind_weight).astype(
        np.float32
    )


def balance(examples: Iterable[Example], recipe: Recipe) -> npt.NDArray[np.float32]:
    """The weight of each kind, from the weighted number of Lines that have it as a label."""
    lines = np.zeros(len(KINDS))
    for example in examples:
        known = example.kind >= 0
        weight = _kind_weights(example, recipe)[known]
        lines += np.bincount(example.kind[known], weights=weight, minlength=len(KINDS))
    weights = (lines + 1) ** -recipe.kinds_balance
    weights /= np.average(weights, weights=lines + 1)
    return np.clip(weights, 1 / 3, 4).astype(np.float32)


def make_batch(examples: Sequence[Example], trained: Trained, recipe: Recipe, rng: np.random.Generator | None) -> Batch:
    """A batch; with `rng`, for training: long pages cut, words and features dropped, noise added."""
    windows = [_window(example, recipe, rng) for example in examples]
    longest = max(high - low for low, high in windows)
    shape = (len(examples), longest)
    features = np.zeros((*shape, len(trained.mean)), np.float32)
    targets = np.zeros((5, *shape), np.float32)
    mask = np.zeros(shape, np.float32)
    entries, owners = [], []
    for number, (example, (low, high)) in enumerate(zip(examples, windows, strict=True)):
        size = high - low
        matrix = normalise(example.encoded.matrix[low:high], trained.mean, trained.deviation)
        if rng is not None:
            matrix = matrix + rng.normal(0, recipe.noise, matrix.shape).astype(np.float32)
            matrix *= rng.random(matrix.shape[1]) > recipe.feature_dropout
            _hide_hints(matrix, trained, recipe, rng)
        features[number, :size] = matrix
        mask[number, :size] = 1
        weight = np.maximum(example.size[low:high], 1) ** recipe.line_power
        known = weight * example.keep_weight[low:high]
        targets[0, number, :size] = example.keep[low:high]
        targets[1, number, :size] = known / weight.sum()
        targets[2, number, :size] = example.kind[low:high]
        kind_weight = _kind_weights(example, recipe)[low:high] * trained.balance[example.kind[low:high]]
        targets[3, number, :size] = kind_weight / max(20.0, kind_weight.sum())
        targets[4, number, :size] = example.size[low:high] * example.keep_weight[low:high]
        for values in _words(example.encoded, trained.vocabulary, recipe, rng):
            taken = (values > 0) & (example.encoded.owner >= low) & (example.encoded.owner < high)
            entries.append(values[taken])
            owners.append(example.encoded.owner[taken] - low + number * longest)
    return Batch(
        torch.from_numpy(features), torch.from_numpy(np.concatenate(entries)),
        torch.from_numpy(np.concatenate(owners).astype(np.int64)), torch.from_numpy(mask),
        torch.from_numpy(targets[0]), torch.from_numpy(targets[1]), torch.from_numpy(targets[4]),
        torch.from_numpy(targets[2]).long(), torch.from_numpy(targets[3]),
    )  # fmt: skip


def _hide_hints(matrix: npt.NDArray[np.float32], trained: Trained, recipe: Recipe, rng: np.random.Generator) -> None:
    """Hide whole groups of hints from a page, as if its markup did not tell."""
    column = len(NAMES)
    if matrix.shape[1] == column:
        return
    for name, members in HINT_GROUPS.items():
        after = column + len(members)
        if rng.random() < recipe.hidden_hints[name]:
            blank = -trained.mean[column:after] / trained.deviation[column:after]
            matrix[:, column:after] = np.clip(blank, -4, 4)
        column = after


def _window(example: Example, recipe: Recipe, rng: np.random.Generator | None) -> tuple[int, int]:
    lines = len(example.texts)
    if rng is None or lines <= recipe.longest:
        return 0, lines
    low = 0 if rng.random() < 0.7 else int(rng.integers(0, lines - recipe.longest))
    return low, low + recipe.longest


def _words(
    encoded: Encoded, vocabulary: Vocabulary, recipe: Recipe, rng: np.random.Generator | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    words, bigrams = vocabulary.look_up(encoded)
    if rng is not None:
        shapes = 1 + vocabulary.shape_of_row[encoded.tokens]
        words = np.where(rng.random(len(words)) < recipe.word_dropout, shapes, words)
        bigrams = np.where(rng.random(len(bigrams)) < recipe.word_dropout, 0, bigrams)
    return words, bigrams


class Draw:
    """Draws batches of pages of similar length: a page by its group's weight, then one of its dumps."""

    def __init__(self, examples: Iterable[Example], recipe: Recipe, rng: np.random.Generator) -> None:
        pages: dict[str, tuple[list[Example], list[Example]]] = {}
        for example in examples:
            pages.setdefault(example.page, ([], []))[bool(example.variant)].append(example)
        self.pages = list(pages.values())
        weights = np.array([_page_weight(plain or varied, recipe) for plain, varied in self.pages])
        self.weights = weights / weights.sum()
        self.recipe, self.rng = recipe, rng
        self.waiting: list[list[Example]] = []

    def __call__(self) -> list[Example]:
        if not self.waiting:
            chosen = []
            for number in self.rng.choice(len(self.pages), self.recipe.batch * 8, p=self.weights):
                plain, varied = self.pages[number]
                pool = varied if varied and self.rng.random() < self.recipe.variants else plain or varied
                chosen.append(pool[self.rng.integers(len(pool))])
            chosen.sort(key=lambda example: len(example.texts))
            self.waiting = [chosen[i : i + self.recipe.batch] for i in range(0, len(chosen), self.recipe.batch)]
            self.waiting = [self.waiting[number] for number in self.rng.permutation(len(self.waiting))]
        return self.waiting.pop()


def _page_weight(dumps: list[Example], recipe: Recipe) -> float:
    weight = recipe.groups[dumps[0].group]
    return weight * recipe.hand if any(example.hand for example in dumps) else weight
