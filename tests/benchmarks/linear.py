"""Cost grows like the input, whatever it holds: `python -m tests.benchmarks.linear [--plot FILE.svg]`.

Each shape is made from 1 KB to 100 MB, ten times as much each time, and cleaned as the command line cleans a file,
until it would take more than `--budget` seconds of the processor; single pages end where `--max-page` refuses them.
Prints a table with the seconds for each size and the exponent, fitted from 100 KB on: 1 is linear, 2 quadratic. Ends
with 1 if one is above 1.3: what a noisy machine adds to 1.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import math
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from newsclean.batch import clean_many
from newsclean.reading import read_records
from newsclean.records import Cleaned, Failure, Input
from newsclean.settings import Settings
from tests.archives import page_text, wet_record
from tests.benchmarks.loglog import loglog_chart

SIZES = tuple(10**power for power in range(3, 9))
#: Sizes from which the exponent is fitted: below, a page's fixed costs count.
FIT, LARGEST_EXPONENT = 100_000, 1.3
#: Pages of records are of this many bytes at least.
RECORD = 20_000

PROSE = "The ferry to Marrow Bay was late again on Tuesday, they said, and nobody should be surprised. "


class Shape(NamedTuple):
    """What is repeated between a head and a tail; records of many pages repeat it whole."""

    unit: bytes
    head: bytes = b""
    tail: bytes = b""
    form: str = "text"
    packed: bool = False

    def data(self, size: int) -> bytes:
        """About `size` bytes of it, before they are packed."""
        data = self.head + self.unit * max(1, (size - len(self.head) - len(self.tail)) // len(self.unit)) + self.tail
        return gzip.compress(data, 1) if self.packed else data

    @property
    def is_one_page(self) -> bool:
        return self.form in ("text", "html")


def _text(unit: str, head: str = "") -> Shape:
    return Shape(unit.encode(), head.encode())


def _html(unit: str, head: str = "<html><body>", tail: str = "") -> Shape:
    return Shape(unit.encode(), head.encode(), tail.encode(), "html")


def _record(text: str) -> bytes:
    return json.dumps({"text": text * (RECORD // len(text))}).encode() + b"\n"


_MARKDOWN = "".join(f"* [a{n}](b)\n" for n in range(80))
SHAPES: dict[str, Shape] = {
    "text: prose on one line": _text(PROSE),
    "text: prose, a paragraph a line": _text(PROSE * 3 + "\n\n"),
    "text: one word": _text("a"),
    "text: blank lines": _text("\n"),
    "text: short lines": _text("a\n"),
    "text: brackets": _text("[(<{"),
    "text: vote lines": _text("0 ( +1 / -1 )\n"),
    "text: comments": _text("Ann Bell\n3 May 2024\n" + PROSE + "\nReply\n0 ( +1 / -1 )\n"),
    "text: Markdown links": _text("[a](http://a.example/b) ", _MARKDOWN),
    "text: open Markdown links": _text("[a](", _MARKDOWN),
    "text: lynx links": _text("[12]Sport\n", "[1]Home\n[2]News\n[3]Sport\n"),
    "text: references": _text("1. https://a.example/\n"),
    "text: dates": _text("Published 3 May 2024 at 14:05\n"),
    "text: bylines": _text("By Ann Bell and Bo Ray, The Bell\n"),
    "text: Chinese sentences": _text("記事の本文です。"),
    "text: no encoding": Shape(b"caf\xe9 \xff\n"),
    "HTML: prose": _html(f"<p>{PROSE * 3}</p>\n"),
    "HTML: one text": _html(PROSE, "<p>"),
    "HTML: links": _html("<a href=x>a</a> "),
    "HTML: deep": _html("<div>"),
    "HTML: deep and closed": _html("<div><p>a</p></div><b>"),
    "HTML: formatting": _html("<b>"),
    "HTML: attributes": Shape(b" a=1", b"<p", b">a", "html"),
    "HTML: one attribute": _html("comment author ", '<p class="', '">a'),
    "HTML: entities": _html("&amp;&lt;&#65;&nbsp;"),
    "HTML: tiny tags": _html("<p>a"),
    "HTML: tiny closed tags": _html("<i>a</i> "),
    "HTML: table": _html("<tr><td>a<td>b", "<table>"),
    "HTML: scripts": _html("<script>var a = 1;</script>"),
    "HTML: scripts in SVG": _html("<script type='application/ld+json'>{", "<svg>"),
    "HTML: JSON-LD": _html(
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ann Bell"}}</script>'
    ),
    "HTML: meta": _html("<meta name=author content='Ann Bell'>", "<html><head>"),
    "HTML: comments": _html("<div class=comment id=comment-1><b>Ann</b><p>It was late.</p></div>"),
    "HTML: endless comment": _html("<!-- a ", "<p>a"),
    "HTML: pre": _html(PROSE + "\n", "<pre>"),
    "records: JSON Lines": Shape(_record(PROSE + "\n\n"), form="jsonl"),
    "records: broken JSON Lines": Shape(b'{"text": "a\n', form="jsonl"),
    "records: JSON Lines of NULs": Shape(b'{"text": "' + b"\\u0000" * 3000 + b'"}\n', form="jsonl"),
    "records: WET": Shape(wet_record(1), form="warc"),
    "records: WET, packed": Shape(wet_record(1), form="warc", packed=True),
    "records: no WARC": Shape(b"WARC/1.0\r\n", form="warc"),
    "records: WARC of short lines": Shape(b"W\r\n", wet_record(1), form="warc"),
    "records: pages of a dump": Shape(json.dumps({"text": page_text(1)}).encode() + b"\n", form="jsonl"),
}


class Point(NamedTuple):
    """Processor seconds for a size in bytes, and what came of it."""

    size: int
    seconds: float
    articles: int
    failures: int


def points(shape: Shape, sizes: Sequence[int], budget: float) -> Iterator[Point]:
    """What a shape costs, size by size, as long as the next one can be expected to stay in the budget."""
    with tempfile.TemporaryDirectory(prefix="newsclean-linear-") as folder:
        path = Path(folder) / "input"
        spent = 0.0
        for size in sizes:
            if 10 * spent > budget or (shape.is_one_page and size > Settings().max_page):
                return
            path.write_bytes(shape.data(size))
            gc.collect()
            found = _clean(path, shape.form)
            spent = found.seconds
            yield found._replace(size=size)


def _clean(path: Path, form: str) -> Point:
    settings = Settings(input_form=form)  # type: ignore[arg-type]
    began = time.process_time()
    articles = failures = 0
    for result in clean_many(read_records([Input(str(path), "input", "input")], settings), settings):
        if isinstance(result, Cleaned):
            msgspec.json.encode(result.article)
            articles += bool(result.article.text)
        failures += isinstance(result, Failure)
    return Point(0, time.process_time() - began, articles, failures)


def exponent(found: Sequence[Point]) -> float:
    """The slope of log seconds over log size, by least squares, from `FIT` on; 0 where that takes no time."""
    logs = [(math.log(p.size), math.log(max(p.seconds, 1e-4))) for p in found if p.size >= FIT]
    if len(logs) < 2 or found[-1].seconds < 0.01:
        return 0.0
    x, y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def row(name: str, found: Sequence[Point], sizes: Sequence[int]) -> str:
    """A row of the table: a shape, its seconds by size, its exponent, and what came of its largest input."""
    seconds = {point.size: f"{point.seconds:.3f}" for point in found}
    cells = [name, *(seconds.get(size, "") for size in sizes), f"{exponent(found):.2f}"]
    return f"| {' | '.join(cells)} | {found[-1].articles:,} | {found[-1].failures:,} |"


def main() -> None:
    """Measure, print, draw; exit with 1 if something is not linear."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", metavar="TEXT", help="shapes whose name holds this")
    parser.add_argument("--budget", type=float, default=20.0, help="processor seconds for one input")
    parser.add_argument("--largest", type=int, default=SIZES[-1], metavar="BYTES")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    arguments = parser.parse_args()
    sizes = [size for size in SIZES if size <= arguments.largest]
    _warm_up()
    print(f"| shape | {' | '.join(f'{size / 1e6:g} MB' for size in sizes)} | exponent | articles | failures |")
    print("|" + "---|" * (len(sizes) + 4), flush=True)
    measured: dict[str, list[Point]] = {}
    for name, shape in SHAPES.items():
        if arguments.only in name:
            measured[name] = list(points(shape, sizes, arguments.budget))
            print(row(name, measured[name], sizes), flush=True)
    if arguments.plot:
        series = {name: [(p.size, p.seconds) for p in found] for name, found in measured.items()}
        arguments.plot.write_text(loglog_chart(series, "bytes", "processor seconds"), encoding="utf-8")
    steep = [name for name, found in measured.items() if exponent(found) > LARGEST_EXPONENT]
    if steep:
        raise SystemExit(f"not linear: {', '.join(steep)}")


def _warm_up() -> None:
    """Load libraries and models, which the first page pays."""
    run: Callable[[Shape], object] = lambda shape: list(points(shape, (10_000,), 10.0))  # noqa: E731
    for shape in (SHAPES["text: prose on one line"], SHAPES["text: no encoding"], SHAPES["HTML: prose"]):
        run(shape)


if __name__ == "__main__":
    main()
