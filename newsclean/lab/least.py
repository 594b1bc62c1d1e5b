"""Models of a few weights: the weights at which a loss is least, and the frame of the commands that fit them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch


def least(size: int, loss: Callable[[torch.Tensor], torch.Tensor], *, decay: float) -> npt.NDArray[np.float32]:
    """The weights, `size` in number, at which `loss` and `decay` times the sum of their squares are least (L-BFGS)."""
    weights = torch.zeros(size, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def value() -> torch.Tensor:
        optimizer.zero_grad()
        total = loss(weights) + decay * (weights**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(value)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy(), np.float32)


def arguments(doc: str) -> tuple[Path, Path]:
    """The folder of the corpus, and that of labels and models, of a command that `doc` describes."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/lab"))
    given = parser.parse_args()
    return given.corpus, given.work


def compare(names: Sequence[str], fitted: Sequence[float], used: Sequence[float]) -> None:
    """Print weights by name, as they were fitted and as they are in use."""
    for name, weight, other in zip(names, fitted, used, strict=True):
        print(f"{name:16} {weight:6.2f}   in use {other:6.2f}")
