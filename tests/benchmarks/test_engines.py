"""The benchmark of engines, on few pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

for name in ("polars", "pyarrow", "datatrove"):
    pytest.importorskip(name, reason="the engines are in the extra newsclean[dev]")
ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="needs /proc")
def test_tables() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.engines", "--pages", "40", "--engines", "command,polars"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith(("| command", "| polars"))]
    assert [row[0] for row in rows] == ["| command", "| polars"]
    assert all(0 < float(row[3]) < 5_000 and float(row[5].replace(",", "")) > 50 for row in rows)
    done = subprocess.run([*command[:5], "--inside"], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert [line.split()[1] for line in done.stdout.splitlines()[2:]] == [
        "clean_one", "arrow.clean_table", "datatrove.CleanStep",
    ], done.stderr  # fmt: skip
