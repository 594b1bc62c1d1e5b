"""How many threads numpy may use."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


def one_thread() -> None:
    """Have numpy compute in one thread; works only before it is loaded, and leaves what the user set.

    A page's matrices are too small to share: 300 pages took 1.1 s with one thread and 1.7 s with two, in two
    processes 1.2 s and 4.4 s (busy two-core machine, OpenBLAS).
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def in_one_thread() -> AbstractContextManager[object]:
    """Have numpy compute in one thread while this is entered, although it is loaded: 0.02 ms.

    Two add up in another order than one, and a confidence may differ in its last digit. Takes threadpoolctl, which
    the extra `arrow` brings: pyarrow loads numpy before anybody could ask.
    """
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> ThreadpoolController:
    import numpy  # noqa: F401 (threadpoolctl knows the libraries that are loaded)
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
