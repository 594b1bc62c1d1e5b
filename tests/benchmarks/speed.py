"""Speed and memory of whole commands, as ratios in one run: `python tests/benchmarks/speed.py CORPUS`.

Prints a table. Needs the installed commands `newsclean` and `trafilatura` on the path, and a corpus folder.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from chart import Bar, bars

from newsclean.lab.folder import Corpus, load_corpus

#: trafilatura on the same JSON Lines file, with metadata as newsclean has them.
TRAFILATURA = """
import json, sys, trafilatura
for line in open(sys.argv[1], encoding="utf-8"):
    trafilatura.bare_extraction(json.loads(line)["html"], with_metadata=True)
"""


def run(command: Sequence[str], stdin: bytes | None = None) -> float:
    """Wall seconds of a command; its output is thrown away."""
    began = time.perf_counter()
    _measured(command, stdin)
    return time.perf_counter() - began


def cpu(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of processor time, which other programs do not change much, and peak memory (MB) of a command."""
    usage = _measured(command, None)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


def _measured(command: Sequence[str], stdin: bytes | None) -> resource.struct_rusage:
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    if stdin is not None:
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return usage


def median(command: Sequence[str], runs: int, stdin: bytes | None = None) -> float:
    """Median wall seconds of some runs after a warm-up."""
    run(command, stdin)
    return statistics.median(run(command, stdin) for _ in range(runs))


def write_pages(corpus: Corpus, style: str, path: Path, count: int) -> int:
    """A JSON Lines file of `count` article dumps, or HTML pages (the corpus's, repeated); returns its size in bytes.

    Pages are held one by one: what this process takes counts as memory of those that it starts.
    """
    written = 0
    with path.open("w", encoding="utf-8") as out:
        while written < count:
            for row in _rows(corpus, style):
                out.write(row + "\n")
                written += 1
                if written == count:
                    break
    return path.stat().st_size


def _rows(corpus: Corpus, style: str) -> Iterator[str]:
    """The JSON Lines records of the corpus's article pages in a style."""
    articles = (page for page in corpus.pages.values() if page.type == "article")
    if style == "html":
        key, named = "html", ((page.id, corpus.html(page.id).decode("utf-8", "replace")) for page in articles)
    else:
        key = "text"
        named = ((dump.id, dump.styles[style]) for dump in corpus.dumps() if corpus.pages[dump.id].type == "article")
    for page, text in named:
        if text.strip():
            yield json.dumps({"id": page, key: text}, ensure_ascii=False)


class Rate(NamedTuple):
    """What was measured of one command over many pages."""

    label: str
    pages: int
    a_second: float
    megabytes: float
    peak: float


def throughput(corpus: Corpus, folder: Path, python: Sequence[str], count: int) -> Iterator[Rate]:
    """Pages a second of processor time in one process, and peak memory, for `count` pages and ten times as many."""
    idle = cpu([*python, "--version"])[0]
    for style, pages in (
        *((style, count) for style in ("html_text", "bs4", "w3m", "lynx", "html")),
        ("html_text", 10 * count),
    ):
        path = folder / f"{style}-{pages}.jsonl"
        size = write_pages(corpus, style, path, pages)
        seconds, peak = cpu([*python, "--jsonl", "-j", "1", str(path)])
        yield Rate(style, pages, pages / (seconds - idle), size / 1e6 / (seconds - idle), peak)
        if style == "html":
            loading = cpu([sys.executable, "-c", "import json, sys, trafilatura"])[0]
            seconds, peak = cpu([sys.executable, "-c", TRAFILATURA, str(path)])
            rate = pages / (seconds - loading)
            yield Rate("html, by trafilatura", pages, rate, size / 1e6 / (seconds - loading), peak)


def speed_chart(rates: Sequence[Rate]) -> str:
    """The rates for the smaller number of pages as a chart."""
    shown = [rate for rate in rates if rate.pages == rates[0].pages]
    most = max(rate.a_second for rate in shown)
    groups: dict[str, list[Bar]] = {"Text dumps": [], "HTML": []}
    for rate in shown:
        group, kind = (
            ("HTML", "html")
            if "trafilatura" in rate.label
            else ("HTML" if rate.label == "html" else "Text dumps", "newsclean")
        )
        groups[group].append(Bar(rate.label, rate.a_second / most, f"{rate.a_second:.0f}", kind))
    legend = {"newsclean": "newsclean", "html": "trafilatura"}
    return bars(groups, f"Pages a second of processor time, {shown[0].pages:,} pages in one process", legend)


def start(corpus: Corpus, folder: Path, runs: int) -> None:
    """Start-up and one page, against an empty Python and against trafilatura on the page's HTML."""
    dump = next(dump for dump in corpus.dumps() if corpus.pages[dump.id].source == "fundus")
    page = folder / "page.txt"
    page.write_text(dump.styles["html_text"], encoding="utf-8")
    nothing = median([sys.executable, "-c", "pass"], runs)
    version = median(["newsclean", "--version"], runs)
    one = median(["newsclean", str(page)], runs)
    other = median(["trafilatura"], runs, corpus.html(dump.id))
    print("\n| command | seconds (median) | ratio |\n|---|---|---|")
    print(f"| python -c pass | {nothing:.3f} | 1 |")
    print(f"| newsclean --version | {version:.3f} | {version / nothing:.1f} × python -c pass |")
    print(f"| newsclean page.txt | {one:.3f} | {one / other:.2f} × trafilatura |")
    print(f"| trafilatura < page.html | {other:.3f} | 1 |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=7, help="runs of each short command")
    parser.add_argument("--pages", type=int, default=1000, help="pages of the smaller number")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="write the rates as a chart")
    arguments = parser.parse_args()
    corpus = load_corpus(arguments.corpus)
    with tempfile.TemporaryDirectory() as name:
        print("| style | pages | pages a second | MB a second | peak MB |\n|---|---|---|---|---|")
        rates = []
        for rate in throughput(corpus, Path(name), ["newsclean"], arguments.pages):
            rates.append(rate)
            figures = f"{rate.a_second:.0f} | {rate.megabytes:.1f} | {rate.peak:.0f}"
            print(f"| {rate.label} | {rate.pages:,} | {figures} |", flush=True)
        if arguments.svg:
            arguments.svg.write_text(speed_chart(rates), encoding="utf-8")
        start(corpus, Path(name), arguments.runs)


if __name__ == "__main__":
    main()
