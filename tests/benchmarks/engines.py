"""What engines add to newsclean's own time: `python -m tests.benchmarks.engines [CORPUS]`.

Cleans the same JSON Lines with the command line and on each engine that is installed, from reading to Parquet, one
after another, and prints wall and CPU seconds of all their processes, start included. Pages are dumps of CORPUS, again
and again, or invented ones of 5,000 bytes. Needs Linux's /proc.
"""

from __future__ import annotations

import argparse
import ctypes
import itertools
import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.archives import page_text
from tests.benchmarks.engine_runs import RUNS

#: Files that the pages are spread over: tasks of engines that take a file each.
FILES = 16
COLUMNS = (  # a TB is 10 ** 12 bytes of the pages' text, as it lies in WET unpacked
    "engine",
    "seconds",
    "CPU seconds",
    "CPU milliseconds a page",
    "ratio",
    "MB, all processes",
    "core hours a TB",
)
_TICKS = os.sysconf("SC_CLK_TCK")
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2): orphans become our children, and stay countable


class Run(NamedTuple):
    """Wall and CPU seconds of one run, and the largest memory (MB) of all its processes together."""

    wall: float
    cpu: float
    memory: float


def texts(corpus: Path | None) -> Iterator[str]:
    """Pages without end."""
    if corpus is None:
        for number in itertools.count():
            yield "\n".join(page_text(number * 10 + part) for part in range(10))
    with lzma.open(corpus / "dumps.jsonl.xz", "rt", encoding="utf-8") as rows:
        dumps = [json.loads(row)["html_text"] for row in rows]
    yield from itertools.cycle(dumps)


def write_pages(folder: Path, count: int, corpus: Path | None) -> int:
    """Write pages as JSON Lines files; returns their bytes of text."""
    size = 0
    pages = enumerate(itertools.islice(texts(corpus), count))
    for file in range(FILES):
        share = count * (file + 1) // FILES - count * file // FILES
        with (folder / f"pages-{file:02}.jsonl").open("w", encoding="utf-8") as out:
            for number, text in itertools.islice(pages, share):
                size += len(text.encode())
                row = {"id": str(number), "url": f"https://gazette.example/{number}", "text": text}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return size


def measure(engine: str, folder: Path, cores: int) -> Run:
    """Run one engine and watch all processes that come of it, until the last has ended."""
    command = [sys.executable, "-m", "tests.benchmarks.engine_runs", engine, str(folder), str(cores)]
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable}
    log = folder / f"{engine}.log"
    began = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
    spent: dict[int, float] = {}
    memory, wall = 0.0, 0.0
    while alive := _descendants():
        memory = max(memory, sum(alive[pid][1] for pid in alive))
        spent |= {pid: cpu for pid, (cpu, _) in alive.items()}
        if not wall and process.poll() is not None:
            wall = time.perf_counter() - began
        time.sleep(0.1)
        _bury(process.pid)
    if process.wait():
        raise SystemExit(f"{engine} failed:\n{log.read_text()[-3000:]}")
    return Run(wall or time.perf_counter() - began, sum(spent.values()), memory)


def _descendants() -> dict[int, tuple[float, float]]:
    """CPU seconds and memory (MB) of all processes that come of this one, by number; dead ones that nobody asked for
    too."""
    parents: dict[int, int] = {}
    found: dict[int, tuple[float, float]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry)] = int(fields[1])
            cpu = (int(fields[11]) + int(fields[12])) / _TICKS
            found[int(entry)] = cpu, int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    own = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in own} - own:
        own |= more
    return {pid: found[pid] for pid in own - {os.getpid()}}


def _bury(but: int) -> None:
    """Take leave of orphans that ended; subprocess asks for its own."""
    for entry, (_, _) in _descendants().items():
        if entry != but:
            try:
                os.waitpid(entry, os.WNOHANG)
            except ChildProcessError:
                continue


def inside(corpus: Path | None, count: int, turns: int = 5) -> None:
    """A table of CPU time a page in one process, in turns: what Arrow and datatrove's step add to `clean_one`."""
    import pyarrow
    from datatrove.data import Document

    from newsclean import Settings
    from newsclean.batch import clean_one
    from newsclean.engines import arrow, datatrove
    from newsclean.records import Record
    from newsclean.threads import in_one_thread

    pages, settings = list(itertools.islice(texts(corpus), count)), Settings(input_form="text")
    table, step = pyarrow.table({"text": pages}), datatrove.CleanStep(settings)
    ways = {
        "clean_one": lambda: [clean_one(Record(data=page), settings) for page in pages],
        "arrow.clean_table": lambda: arrow.clean_table(table, settings),
        "datatrove.CleanStep": lambda: list(step.run(Document(text=page, id="") for page in pages)),
    }
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(turns):
        for way, clean in ways.items():
            with in_one_thread():
                spent[way].append(_seconds(clean))
    print(f"| {count:,} pages, in one process | CPU milliseconds a page | ratio |\n|---|---|---|")
    for way in ways:
        cost = min(spent[way])
        print(f"| {way} | {cost / count * 1000:.2f} | {cost / min(spent['clean_one']):.3f} |", flush=True)


def _seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def compare(folder: Path, engines: list[str], count: int, size: int, cores: int) -> None:
    """A table of the engines with one number of pages and cores."""
    print(f"\n{count:,} pages of {size / count:,.0f} bytes, {cores} processes\n")
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    own = 0.0
    for engine in engines:
        run = measure(engine, folder, cores)
        own = own or run.cpu
        for left in folder.glob(f"{engine}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        cells = (f"{run.wall:.0f}", f"{run.cpu:.0f}", f"{run.cpu / count * 1000:.2f}", f"{run.cpu / own:.2f}")
        hours = run.cpu / size * 1e12 / 3600
        print(f"| {engine} | {' | '.join(cells)} | {run.memory:,.0f} | {hours:.0f} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--pages", default="1000,10000,50000", help="numbers of pages")
    parser.add_argument("--cores", default="2", help="numbers of processes")
    parser.add_argument("--engines", default=",".join(RUNS), help="the first is what the others are compared to")
    parser.add_argument("--inside", action="store_true", help="what the way of the rows costs, without an engine")
    arguments = parser.parse_args()
    if arguments.inside:
        inside(arguments.corpus, int(arguments.pages.split(",")[0]))
        return
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    for count in map(int, arguments.pages.split(",")):
        with tempfile.TemporaryDirectory() as name:
            size = write_pages(Path(name), count, arguments.corpus)
            for cores in map(int, arguments.cores.split(",")):
                compare(Path(name), arguments.engines.split(","), count, size, cores)


if __name__ == "__main__":
    main()
