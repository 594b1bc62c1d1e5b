"""Many pages: processes, memory and cost as pages grow in number. `python -m tests.benchmarks.many`.

Makes WET files of invented pages, cleans them with the whole command, and prints tables: how much faster two processes
are than one (in turns, in the same run) and what part of the CPU time the parent process takes, then memory of the
parent and CPU milliseconds a page for growing numbers of pages. `--plot` writes the latter as SVG. Needs Linux's /proc;
for gigabytes there is `tests.benchmarks.soak`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.growth import growth_chart
from tests.benchmarks.wet import Archive


class Run(NamedTuple):
    """One run of the command: wall and CPU seconds of all its processes; CPU seconds and largest memory (MB) of the
    parent."""

    wall: float
    cpu: float
    parent_cpu: float
    parent_memory: float


def write_wet(path: Path, count: int) -> int:
    """A WET file of `count` records, each a gzip member; returns its size unpacked."""
    archive = Archive()
    with path.open("wb") as out:
        while archive.pages < count:
            out.write(archive.next())
    return archive.bytes


def run(path: Path, jobs: int) -> Run:
    """Clean a file; its output is thrown away."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "newsclean", "--jsonl", "-j", str(jobs), str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    last = [(0.0, 0.0)]
    done = threading.Event()
    watcher = threading.Thread(target=lambda: last.extend(_holds(process.pid, done)))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    done.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"newsclean ended with {process.returncode}")
    return Run(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, *last[-1])


def _holds(pid: int, done: threading.Event) -> Iterator[tuple[float, float]]:
    """CPU seconds and largest memory (MB) of a process so far, ten times a second; its children are not in it."""
    while not done.wait(0.1):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        except OSError:
            return
        found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
        if found:
            yield sum(map(int, times)) / os.sysconf("SC_CLK_TCK"), int(found[0]) * 1024 / 1e6


def speed_up(folder: Path, count: int, turns: int) -> None:
    """Two processes against one, in turns."""
    path = folder / "speed.warc.wet.gz"
    size = write_wet(path, count)
    runs: dict[int, list[Run]] = {1: [], 2: []}
    for _ in range(turns):
        for jobs in runs:
            runs[jobs].append(run(path, jobs))
    head = ("processes", f"pages a second ({count:,} pages)", "MB a second", "CPU seconds", "parent's share", "ratio")
    print(f"| {' | '.join(head)} |\n{'|---' * len(head)}|")
    one = statistics.median(result.wall for result in runs[1])
    for jobs, results in runs.items():
        wall = statistics.median(result.wall for result in results)
        cpu = statistics.median(result.cpu for result in results)
        share = f"{statistics.median(result.parent_cpu / result.cpu for result in results):.0%}"
        cells = (f"{count / wall:.0f}", f"{size / wall / 1e6:.1f}", f"{cpu:.1f}", share, f"{one / wall:.2f}")
        print(f"| {jobs} | {' | '.join(cells)} |", flush=True)


def growth(folder: Path, largest: int, plot: Path | None) -> None:
    """Memory of the parent and cost a page, from a hundredth of the pages on."""
    print("\n| pages | MB, unpacked | parent's memory (MB) | CPU milliseconds a page |\n|---|---|---|---|")
    counts = [largest // 100, largest // 30, largest // 10, largest // 3, largest]
    points: list[tuple[int, float, float]] = []
    for count in counts:
        path = folder / "growth.warc.wet.gz"
        size = write_wet(path, count)
        result = run(path, 2)
        points.append((count, result.parent_memory, result.cpu * 1000 / count))
        print(
            f"| {count:,} | {size / 1e6:,.0f} | {result.parent_memory:.0f} | {result.cpu * 1000 / count:.2f} |",
            flush=True,
        )
    if plot:
        panels = {
            "Largest memory of the parent process (MB) by pages": [(pages, memory) for pages, memory, _ in points],
            "CPU milliseconds a page, all processes, by pages": [(pages, cost) for pages, _, cost in points],
        }
        plot.write_text(growth_chart(panels), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=100_000, help="the largest number of pages")
    parser.add_argument("--turns", type=int, default=3, help="runs with each number of processes")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write growth as SVG")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        speed_up(Path(name), max(arguments.pages // 10, 100), arguments.turns)
        growth(Path(name), arguments.pages, arguments.plot)


if __name__ == "__main__":
    main()
