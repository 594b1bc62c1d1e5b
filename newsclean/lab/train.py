"""Examples → a trained network: the loss and the loop."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from newsclean.lab.batches import Batch, Draw, Trained, balance, make_batch
from newsclean.lab.examples import Example
from newsclean.lab.network import Network
from newsclean.lab.recipe import Recipe
from newsclean.lab.vocabulary import choose_vocabulary
from newsclean.tagger import IN_TEXT, KINDS
from newsclean.tokens import TokenTable

log = logging.getLogger(__name__)

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
    draw = Draw(examples, recipe, rng)
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
