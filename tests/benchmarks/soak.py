"""Long runs: `python -m tests.benchmarks.soak --jobs 2 --gigabytes 5`. Needs Linux's /proc.

A WET archive is made of the invented test pages while it is read, streamed into the whole command, and never stored.
Three in four of its pages come again and again: what comes out must be the same bytes each time. The others are new,
with words that were never there before. Some members are damaged: each must be one failure, and cost no other page.
Memory and file descriptors of all processes are sampled all along. Prints a row of a table for each run; `--log` keeps
the samples. Ctrl-C ends a run early: the archive ends, and the row tells how far it came.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple

from tests.benchmarks.wet import Archive, id_of

#: One page in so many is damaged.
DAMAGED = 997
#: Seconds between two samples, and the share of the run that is left out for warming up.
PERIOD, WARM = 2.0, 0.1


class Sample(NamedTuple):
    """Memory (MB) and open file descriptors of the parent process and, together, of its children."""

    seconds: float
    pages: int
    parent: float
    children: float
    parent_files: int
    children_files: int


class Check:
    """What came out: `pages`, those that are `lost` or out of order, and those `changed` since they came first."""

    def __init__(self, archive: Archive) -> None:
        self._is_damaged = archive.is_damaged
        self.pages = self.lost = self.changed = 0
        self._first: dict[bytes, bytes] = {}
        self._number = 0

    def read(self, output: IO[bytes]) -> None:
        """Read all of an output, a JSON document a line."""
        for line in output:
            self.pages += 1
            found = re.match(rb'\{"id":"([\w-]+)"', line)
            id = found[1] if found else b""
            self._go_to(id.decode())
            if id.startswith(b"page-"):
                digest = blake2b(line, digest_size=16).digest()
                self.changed += self._first.setdefault(id, digest) != digest

    def _go_to(self, id: str) -> None:
        """The page of this id is next; those passed over, but for the damaged, are lost."""
        for number in range(self._number, self._number + 10_000):
            if not self._is_damaged(number) and id_of(number) == id:
                self.lost += sum(not self._is_damaged(missing) for missing in range(self._number, number))
                self._number = number + 1
                return
        self.lost += 1


class Goal(NamedTuple):
    """How long a run goes on: as long as one of these is not reached, and it is not stopped."""

    lines: int
    bytes: int
    until: float
    stopped: threading.Event

    def reached(self, archive: Archive) -> bool:
        """Whether the archive is long enough."""
        long = archive.lines >= self.lines and archive.bytes >= self.bytes and time.monotonic() >= self.until
        return long or self.stopped.is_set()


def feed(archive: Archive, stdin: IO[bytes], enough: Goal) -> None:
    """Write the archive until it is enough, or nobody reads any more."""
    with suppress(BrokenPipeError), stdin:
        while not enough.reached(archive):
            stdin.write(archive.next())


def samples(pid: int, check: Check, done: threading.Event) -> Iterator[Sample]:
    """What a process and its children hold, until it is done."""
    began = time.monotonic()
    while not done.wait(PERIOD):
        with suppress(OSError, IndexError):
            children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
            parent, parent_files = _holds(pid)
            both = [_holds(child) for child in children]
            memory, files = (sum(column) for column in zip(*both, strict=True)) if both else (0.0, 0)
            yield Sample(time.monotonic() - began, check.pages, parent, memory, parent_files, int(files))


def _holds(pid: int) -> tuple[float, int]:
    """Memory (MB, resident) and open file descriptors of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return resident * 1024 / 1e6, len(list(Path(f"/proc/{pid}/fd").iterdir()))


def run(jobs: int, goal: Goal, log: Path | None) -> list[str]:
    """One run; returns the cells of its row."""
    archive, done = Archive(DAMAGED), threading.Event()
    check = Check(archive)
    kept: list[Sample] = []
    with tempfile.TemporaryDirectory() as folder:
        failures = Path(folder) / "failures.jsonl"
        command = [sys.executable, "-m", "newsclean", "--jsonl", "-q", "-j", str(jobs), "--failures", str(failures)]
        with (
            open(Path(folder) / "told", "wb") as told,
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told) as process,
        ):
            assert process.stdin and process.stdout
            threads = [
                threading.Thread(target=feed, args=(archive, process.stdin, goal)),
                threading.Thread(target=_keep, args=(samples(process.pid, check, done), kept, log)),
            ]
            began = time.monotonic()
            for thread in threads:
                thread.start()
            check.read(process.stdout)
            seconds = time.monotonic() - began
            done.set()
            for thread in threads:
                thread.join()
        named = failures.read_bytes().count(b"\n")
    damaged = sum(map(archive.is_damaged, range(archive.pages)))
    lost = check.lost + archive.pages - damaged - check.pages
    crashed = process.returncode != (2 if damaged else 0)
    return [
        f"`-j {jobs}`", f"{archive.pages:,}", f"{archive.lines / 1e6:.1f} M", f"{archive.bytes / 1e9:.2f}",
        f"{seconds / 3600:.2f}", f"{archive.pages / seconds:.0f}", f"{int(crashed)}", f"{lost}", f"{check.changed}",
        f"{named} of {damaged}", *_grown(kept),
    ]  # fmt: skip


HEAD = (
    "run", "pages", "lines", "GB", "hours", "pages/s", "crashes", "lost pages", "changed pages", "damage named",
    "MB of the parent: first, last quarter, peak", "of its processes", "file descriptors: first, last quarter",
)  # fmt: skip


def _keep(taken: Iterator[Sample], kept: list[Sample], log: Path | None) -> None:
    for sample in taken:
        kept.append(sample)
        if log:
            with log.open("a") as file:
                print(*(f"{value:.1f}" if isinstance(value, float) else value for value in sample), sep="\t", file=file)


def _grown(kept: list[Sample]) -> list[str]:
    """Largest memory, and most file descriptors, in the first and the last quarter of a warm run, and in all of it."""
    warm = kept[int(len(kept) * WARM) :]
    first, last = warm[: len(warm) // 4 + 1], warm[-(len(warm) // 4 + 1) :]
    if not warm:
        return ["too short"] * 3
    parent, children = (
        " → ".join(f"{max(sample[column] for sample in part):.0f}" for part in (first, last))
        + f", {max(sample[column] for sample in kept):.0f}"
        for column in (2, 3)
    )
    files = (max(sample.parent_files + sample.children_files for sample in part) for part in (first, last))
    return [parent, children, " → ".join(map(str, files))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, action="append", help="processes; several make several runs (1 and 2)")
    parser.add_argument("--lines", type=float, default=12e6, help="lines that each run cleans at least")
    parser.add_argument("--minutes", type=float, default=30, help="how long each run takes at least")
    parser.add_argument("--gigabytes", type=float, default=0, help="bytes, unpacked, that each run cleans at least")
    parser.add_argument("--log", type=Path, metavar="FILE", help="append the samples, separated by tabs")
    arguments = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}", flush=True)
    for jobs in arguments.jobs or (1, 2):
        until = time.monotonic() + 60 * arguments.minutes
        goal = Goal(int(arguments.lines), int(arguments.gigabytes * 1e9), until, threading.Event())
        signal.signal(signal.SIGINT, lambda *_, stopped=goal.stopped: stopped.set())
        print(f"| {' | '.join(run(jobs, goal, arguments.log))} |", flush=True)


if __name__ == "__main__":
    main()
