"""The benchmark of many pages, on few."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs /proc")
def test_tables_and_plot(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.many", "--pages", "200", "--turns", "1"]
    done = subprocess.run(
        [*command, "--plot", str(tmp_path / "plot.svg")], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert [row[0] for row in rows] == ["| 1", "| 2", "| 2", "| 6", "| 20", "| 66", "| 200"]
    assert all(10 < float(row[2]) < 200 for row in rows[2:])  # a parent that loads no model
    svg = ET.parse(tmp_path / "plot.svg").getroot()
    assert len(svg.findall(".//{*}polyline")) == 2
    assert len(svg.findall(".//{*}circle")) == 10
