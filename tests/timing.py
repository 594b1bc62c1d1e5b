"""What something costs, for tests of how cost grows."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def least_seconds(run: Callable[[], object], times: int = 3) -> float:
    """The best of some runs, in processor time, without the collector: what it costs depends on all that other tests
    have left."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(times):
            began = time.process_time()
            run()
            best = min(best, time.process_time() - began)
    finally:
        gc.enable()
    return best
