"""The weights of a headline's signs come from choices among candidates."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra `lab`")

from newsclean.lab.headlines import Choice, fit


def test_signs_of_right_candidates_weigh_more() -> None:
    rng = np.random.default_rng(0)
    choices = []
    for _ in range(60):
        signs = rng.normal(size=(4, 3)).astype(np.float32)
        choices.append(Choice(0, "w3m", signs, int((signs @ [1.0, 2.0, -2.0]).argmax()), found=False))
    none = Choice(0, "w3m", np.ones((2, 3), np.float32), -1, found=False)
    first, second, third = fit([*choices, none]).tolist()
    assert (second / first, third / first) == pytest.approx((2, -2), rel=0.3)
