"""The weights of a caption's signs come from a regression over candidates."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra `lab`")

from newsclean.lab.captions import Dump, Right, best_odds, fit, odds


def dumps() -> list[Dump]:
    """Dumps whose candidates are captions if their odds, by the weights 1, 2 and -2, are 1 at least."""
    rng = np.random.default_rng(0)
    made = []
    for _ in range(100):
        signs = rng.normal(size=(6, 3)).astype(np.float32)
        right = signs @ [1.0, 2.0, -2.0] >= 1
        made.append(Dump(0, "w3m", by_hand=False, signs=signs, right=right, said=right, used=right, missed=1))
    empty = np.zeros(0, np.bool_)
    none = np.zeros((0, 3), np.float32)
    return [*made, Dump(0, "w3m", by_hand=True, signs=none, right=empty, said=empty, used=empty, missed=2)]


def test_signs_of_captions_weigh_more() -> None:
    first, second, third, constant = fit(dumps()).tolist()
    assert (second / first, third / first, constant / first) == pytest.approx((2, -2, -1), rel=0.2)


def test_the_best_odds_find_most_of_what_there_is() -> None:
    known = dumps()
    weights = np.array([1, 2, -2, -1], np.float32)
    assert best_odds(known, weights) == pytest.approx(0)
    total = Right()
    for dump in known:
        total = total.add(dump, odds(dump, weights) >= 0)
    assert total.hits == total.found == total.captions - 102
