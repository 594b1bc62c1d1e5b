"""The weights at which a loss is least, for models of a few weights."""

from __future__ import annotations

from collections.abc import Callable

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
