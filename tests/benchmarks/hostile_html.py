"""Hostile HTML: no page crashes, none is slow. `python -m tests.benchmarks.hostile_html CORPUS [--mutants 10000]`.

Cleans all HTML pages of a corpus folder, then damaged ones: most are made of its smaller pages by seeded mutations, a
few are 50 MB of one tag. Prints a table with a row for each kind of mutation; ends with 1 if a page crashed. Pages are
cleaned in a child process, so that a crash of the interpreter is one of a page, and a child's memory is a mutation's.
Seconds are of the processor, after the libraries have been loaded; pages below 100 kB count as that, since every page
has a cost of its own.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import msgspec
from htmldate.extractors import _external_date

from newsclean.batch import clean_one
from newsclean.records import Failure, Record
from newsclean.settings import Settings
from tests.benchmarks.mutations import MUTATIONS

#: Pages of more bytes are not mutated, so that 10,000 mutants take minutes.
LARGEST = 60_000
#: Pages of fewer bytes count as this many.
LEAST = 100_000
#: Seconds after which a page counts as crashed.
PATIENCE = 400.0

#: What is repeated to 50 MB.
TAGS = (b"<div>", b"<p>", b"<b>", b"<br>", b"<table><tr><td>", b"<a href=x>", b"<p>a ", b"<!--", b"&amp;", b"<")


class Outcome(NamedTuple):
    """What became of a page: `article`, `without`, `failure` or `crash`, with processor seconds, bytes, and the
    largest memory of the process so far (MB)."""

    what: str
    seconds: float
    size: int
    memory: float
    remark: str = ""


class Mutant(NamedTuple):
    """A page to be made: of the bytes of a file (or a tag, repeated to `size`), by the mutation of this number."""

    source: Path | bytes
    mutation: int
    seed: int
    size: int = 0

    def data(self) -> bytes:
        """The bytes of the page; the same ones every time."""
        if isinstance(self.source, bytes):
            return self.source * (self.size // len(self.source))
        page = gzip.decompress(self.source.read_bytes())
        return MUTATIONS[self.mutation](page, random.Random(self.seed)) if self.mutation >= 0 else page

    def __str__(self) -> str:
        name = self.source.name if isinstance(self.source, Path) else repr(self.source)
        return f"{name}, seed {self.seed}"


def clean(data: bytes, limit: int) -> Outcome:
    """Clean one page of HTML and encode the result."""
    settings = Settings(max_page=limit, lines=True)
    began = time.process_time()
    remark = ""
    try:
        result = clean_one(Record(data=data, form="html"), settings)
        msgspec.json.encode(result)
        what = "failure" if isinstance(result, Failure) else "article" if result.article.text else "without"
        if isinstance(result, Failure) and "this is a bug" in result.message:
            what, remark = "crash", result.message
    except Exception as error:  # what a crash is
        what, remark = "crash", repr(error)
    seconds = time.process_time() - began
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Outcome(what, seconds, len(data), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale, remark)


def _serve(pages: Sequence[Mutant], limit: int, connection: Connection) -> None:
    """Clean pages in a child process, and send what became of each."""
    clean(b"<title>A ferry</title><p>A ferry was late. <time>today</time>" * 20, limit)  # loads the libraries
    _external_date("Xyzzy 12 plugh 2024")  # loads dateparser's languages, 1.5 s once a process
    for page in pages:
        connection.send(clean(page.data(), limit))


def outcomes(pages: Sequence[Mutant], limit: int) -> Iterator[Outcome]:
    """What became of each page; a child that ends or hangs is a crash, and another one takes the next page."""
    context = multiprocessing.get_context("spawn")
    done = 0
    while done < len(pages):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_serve, args=(pages[done:], limit, theirs), daemon=True)
        child.start()
        theirs.close()
        try:
            while done < len(pages):
                if not ours.poll(PATIENCE):
                    raise EOFError
                yield ours.recv()
                done += 1
        except EOFError:
            child.kill()
            child.join()
            yield Outcome("crash", 0.0, 1, 0.0, f"the process ended with {child.exitcode}")
            done += 1
        child.join(10)
        child.kill()


def row(name: str, pages: Sequence[Mutant], limit: int, slow: float) -> tuple[str, int, list[str]]:
    """A row of the table, its number of crashes, and remarks on pages that crashed or were slow."""
    counts = dict.fromkeys(("article", "without", "failure", "crash"), 0)
    worst = memory = 0.0
    remarks = []
    for page, found in zip(pages, outcomes(pages, limit), strict=True):
        counts[found.what] += 1
        pace = found.seconds / (max(found.size, LEAST) / 1e6)
        worst, memory = max(worst, pace), max(memory, found.memory)
        if found.what == "crash" or pace > slow:
            remarks.append(f"{name}: {page}: {found.what}, {pace:.2f} s a MB, {found.size} bytes {found.remark}")
    cells = [name, f"{len(pages):,}", *(f"{count:,}" for count in counts.values()), f"{worst:.2f}", f"{memory:.0f}"]
    return f"| {' | '.join(cells)} |", counts["crash"], remarks


def groups(files: Sequence[Path], mutants: int, huge: int) -> Iterator[tuple[str, list[Mutant]]]:
    """The pages of each row of the table: `huge` is the size of the pages of one tag."""
    yield "as they are", [Mutant(file, -1, 0) for file in files]
    small = [file for file in files if _size(file) <= LARGEST] or list(files)
    chance = random.Random(4)
    for number, mutation in enumerate(MUTATIONS):
        count = mutants // len(MUTATIONS) + (number < mutants % len(MUTATIONS))
        picked = (chance.choice(small) for _ in range(count))
        pages = [Mutant(file, number, chance.randrange(1 << 30)) for file in picked]
        yield mutation.__name__.replace("_", " "), pages
    if huge:
        yield f"{huge / 1e6:g} MB of one tag, refused", [Mutant(TAGS[0], -1, 0, huge)]
        for tag in TAGS:
            yield f"{huge / 1e6:g} MB of `{tag.decode()}`", [Mutant(tag, -1, 0, huge)]


def _size(file: Path) -> int:
    """The bytes of a gzip file, unpacked."""
    with file.open("rb") as opened:
        opened.seek(-4, 2)
        return int.from_bytes(opened.read(4), "little")


def measure(named: Iterable[tuple[str, list[Mutant]]], jobs: int, slow: float) -> int:
    """Print the table and the remarks; the number of crashes."""
    print("| mutation | pages | articles | without article | failures | crashes | worst seconds a MB | peak MB |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    crashes, notes = 0, []
    with ThreadPoolExecutor(jobs) as pool:
        parts = (
            (name, pages, Settings().max_page if name.endswith("refused") else 1 << 30, slow)
            for name, pages in named
            if pages
        )
        for text, crashed, remarks in pool.map(lambda part: row(*part), parts):
            print(text, flush=True)
            crashes += crashed
            notes += remarks
    print("\n".join(["", *notes]) if notes else "")
    return crashes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--huge", type=int, default=50_000_000, metavar="BYTES", help="size of a page of one tag")
    parser.add_argument("--jobs", type=int, default=1, help="kinds of mutation at once")
    parser.add_argument("--slow", type=float, default=2.0, help="seconds a MB from which a page is listed")
    parser.add_argument("--only", metavar="NAME", help="rows whose name holds this")
    arguments = parser.parse_args()
    files = sorted([*arguments.corpus.glob("html/*.gz"), *arguments.corpus.glob("extra/html/*.gz")])
    if not files:
        raise SystemExit(f"{arguments.corpus} holds no html/*.gz")
    found = groups(files, arguments.mutants, arguments.huge)
    wanted = ((name, pages) for name, pages in found if (arguments.only or "") in name)
    if measure(wanted, arguments.jobs, arguments.slow):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
