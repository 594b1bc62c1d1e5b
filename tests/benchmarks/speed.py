"""Speed and memory of whole commands, as ratios in one run: `python tests/benchmarks/speed.py CORPUS`.

Prints a table. Needs the installed commands `newsclean` and `trafilatura` on the path, and a corpus folder.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsclean.lab.folder import Corpus, load_corpus

#: What is written: a document with all fields, or the text alone; and trafilatura on the same JSON Lines file.
FORMATS = {
    "jsonl": "trafilatura.bare_extraction(json.loads(line)['html'], with_metadata=True)",
    "text": "trafilatura.extract(json.loads(line)['html'])",
}
TRAFILATURA = "import json, sys, trafilatura\nfor line in open(sys.argv[1], encoding='utf-8'): {}"


def run(command: Sequence[str], stdin: bytes | None = None) -> tuple[float, float]:
    """Wall seconds and peak memory (MB) of a command; its output is thrown away."""
    began = time.perf_counter()
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
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return time.perf_counter() - began, usage.ru_maxrss / scale


def median(command: Sequence[str], runs: int, stdin: bytes | None = None) -> float:
    """Median wall seconds of some runs after a warm-up."""
    run(command, stdin)
    return statistics.median(run(command, stdin)[0] for _ in range(runs))


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


def throughput(corpus: Corpus, folder: Path, python: Sequence[str]) -> None:
    """Pages a second on one core, and peak memory for 1,000 and 10,000 pages."""
    print("| style | format | pages | pages a second | MB a second | peak MB |\n|---|---|---|---|---|---|")
    idle = run([*python, "--version"])[0]
    loading = run([sys.executable, "-c", "import json, sys, trafilatura"])[0]
    for style, format, count in (
        ("html_text", "jsonl", 1000),
        ("html_text", "text", 1000),
        ("bs4", "jsonl", 1000),
        ("w3m", "jsonl", 1000),
        ("lynx", "jsonl", 1000),
        ("html", "jsonl", 1000),
        ("html", "text", 1000),
        ("html_text", "jsonl", 10_000),
    ):
        path = folder / f"{style}-{count}.jsonl"
        size = write_pages(corpus, style, path, count)
        commands = [(style, [*python, "-f", format, "-j", "1", str(path)], idle)]
        if style == "html":
            program = TRAFILATURA.format(FORMATS[format])
            commands.append(("html, by trafilatura", [sys.executable, "-c", program, str(path)], loading))
        for name, command, before in commands:
            seconds, peak = run(command)
            rates = f"{count / (seconds - before):.0f} | {size / 1e6 / (seconds - before):.1f}"
            print(f"| {name} | {format} | {count:,} | {rates} | {peak:.0f} |", flush=True)


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
    arguments = parser.parse_args()
    corpus = load_corpus(arguments.corpus)
    with tempfile.TemporaryDirectory() as name:
        throughput(corpus, Path(name), ["newsclean"])
        start(corpus, Path(name), arguments.runs)


if __name__ == "__main__":
    main()
