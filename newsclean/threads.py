"""How many threads numpy may use."""

from __future__ import annotations

import os


def one_thread() -> None:
    """Have numpy compute in one thread; works only before it is loaded, and leaves what the user set.

    A page's matrices are too small to share: 300 pages took 1.1 s with one thread and 1.7 s with two, in two
    processes 1.2 s and 4.4 s (busy two-core machine, OpenBLAS).
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
