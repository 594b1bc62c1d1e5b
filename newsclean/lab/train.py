"""Examples → a trained network: vocabulary, batches, losses, and the loop."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from newsclean.features import NAMES, Encoded
from newsclean.html.hints import GROUPS as HINT_GROUPS
from newsclean.lab.examples import Example
from newsclean.lab.network import Network
from newsclean.tagger import IN_TEXT, KINDS
from newsclean.tokens import SHAPES, TokenTable, follow, look_up

log = logging.getLogger(__name__)

#: How often a page of each group (see `labels`) is drawn, relative to its number of pages.
GROUPS = {
    "wcxb": 1.0, "fundus": 3.5, "readability": 1.5, "extra": 1.0, "silver": 0.6, "web": 0.3, "none": 0.05,
}  # fmt: skip
#: How often each group of hints of an HTML page is hidden (see `newsclean.html.hints.GROUPS`).
HIDDEN = {"names": 0.3, "tags": 0.1, "blocks": 0.1, "shape": 0.1, "areas": 0.1, "prose": 0.1, "evidence": 0.3}


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What a training run is made of; the defaults are those of the shipped model."""

    steps: int = 2800
    batch: int = 12
    rate: float = 3e-3
    decay: float = 1e-4
    hidden: int = 96
    embedding: int = 24
    dropout: float = 0.35
    word_dropout: float = 0.3
    feature_dropout: float = 0.05
    noise: float = 0.05
    sites: int = 8
    kinds_weight: float = 0.7
    #: Weight of (1 - the soft word F1 of the page) beside the cross-entropy.
    f1_weight: float = 0.5
    #: Kinds weigh by (their share of labelled Lines) to minus this power, between 1/3 and 4 times the mean.
    kinds_balance: float = 0.3
    #: What a kind read off the HTML weighs beside one that somebody gave by hand.
    distant: float = 0.3
    line_power: float = 0.5
    longest: int = 500
    seed: int = 0
    groups: dict[str, float] = msgspec.field(default_factory=lambda: dict(GROUPS))
    #: How much more often a page with hand labels is drawn.
    hand: float = 3.0
    #: Share of draws that take an augmented variant of the page.
    variants: float = 0.4
    hidden_hints: dict[str, float] = msgspec.field(default_factory=lambda: dict(HIDDEN))


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
    chosen = np.flatnonzero(seen >= sites)
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


_IN_TEXT = torch.from_numpy(IN_TEXT)


def loss(logits: Tensor, batch: Batch, recipe: Recipe) -> Tensor:
    """Cross-entropy of article text or not, what the page's soft word F1 lacks to 1, and the cross-entropy of the kind
    among the kinds on the right side."""
    keep = functional.binary_cross_entropy_with_logits(logits[..., 0], batch.keep, reduction="none")
    total = (keep * batch.keep_weight).sum()
    probability = logits[..., 0].sigmoid() * batch.size
    wanted = batch.keep * batch.size
    hit = (probability * batch.keep).sum(1)
    # Pages without an article have no F1: hit and wanted are 0 there.
    f1 = 2 * hit / (probability.sum(1) + wanted.sum(1) + 1e-6)
    total = total + recipe.f1_weight * (1 - f1)[wanted.sum(1) > 0].sum()
    known = batch.kind >= 0
    if recipe.kinds_weight and bool(known.any()):
        kinds = batch.kind[known]
        scores = logits[..., 1:][known]
        same_side = _IN_TEXT[None, :] == _IN_TEXT[kinds][:, None]
        scores = scores.masked_fill(~same_side, -1e9)
        total = (
            total
            + recipe.kinds_weight
            * (functional.cross_entropy(scores, kinds, reduction="none") * batch.kind_weight[known]).sum()
        )
    return total / len(logits)


class _Draw:
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


def train(examples: Sequence[Example], table: TokenTable, recipe: Recipe) -> Trained:
    """Train a network; its weights are an exponential moving average over the steps."""
    rng = np.random.default_rng(recipe.seed)
    torch.manual_seed(recipe.seed)
    vocabulary = choose_vocabulary(examples, table, recipe.sites)
    sample = np.concatenate([example.encoded.matrix for example in examples[:: max(1, len(examples) // 1500)]])
    network = Network(
        vocabulary.size,
        sample.shape[1],
        len(KINDS),
        hidden=recipe.hidden,
        embedding=recipe.embedding,
        dropout=recipe.dropout,
    )
    trained = Trained(network, vocabulary, sample.mean(0), sample.std(0) + np.float32(1e-3), balance(examples, recipe))
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    draw = _Draw(examples, recipe, rng)
    began, smooth = time.monotonic(), 0.0
    network.train()
    for step in range(recipe.steps):
        rate = recipe.rate * min(1, (step + 1) / 50) * (0.49 * (1 + math.cos(math.pi * step / recipe.steps)) + 0.02)
        for group in optimizer.param_groups:
            group["lr"] = rate
        batch = make_batch(draw(), trained, recipe, rng)
        value = loss(network(batch.features, batch.entries, batch.owners, batch.mask), batch, recipe)
        optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        fading = min(0.995, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, weights in network.state_dict().items():
                average[name].mul_(fading).add_(weights, alpha=1 - fading)
        smooth = 0.98 * smooth + 0.02 * float(value.detach())
        if (step + 1) % 100 == 0:
            log.info("step %d loss %.4f after %.0f s", step + 1, smooth, time.monotonic() - began)
    network.load_state_dict(average)
    network.eval()
    return trained


def predict(trained: Trained, examples: Sequence[Example], recipe: Recipe) -> list[npt.NDArray[np.float32]]:
    """Logits (lines × (1 + kinds)) of every example."""
    out: list[npt.NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * len(examples)
    order = sorted(range(len(examples)), key=lambda number: len(examples[number].texts))
    with torch.no_grad():
        for begin in range(0, len(order), 8):
            numbers = order[begin : begin + 8]
            batch = make_batch([examples[n] for n in numbers], trained, recipe, None)
            logits = trained.network(batch.features, batch.entries, batch.owners, batch.mask).numpy()
            for row, number in enumerate(numbers):
                out[number] = logits[row, : len(examples[number].texts)]
    return out
