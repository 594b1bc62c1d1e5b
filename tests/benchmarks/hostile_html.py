"""Hostile HTML: no page crashes, none is slow. `python tests/benchmarks/hostile_html.py CORPUS [--mutants 10000]`.

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
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import msgspec
from htmldate.extractors import _external_date

from newsclean.batch import clean_one
from newsclean.records import Failure, Record
from newsclean.settings import Settings

#: Pages of more bytes are not mutated, so that 10,000 mutants take minutes.
LARGEST = 60_000
#: Pages of fewer bytes count as this many.
LEAST = 100_000
#: Seconds after which a page counts as crashed.
PATIENCE = 400.0
DEPTH = 10_000

_TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
_END = re.compile(rb"</[a-zA-Z][^<>]*>")

Mutation = Callable[[bytes, random.Random], bytes]


def _insert(page: bytes, piece: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(page) + 1)
    return page[:place] + piece + page[place:]


def _in_tag(page: bytes, piece: bytes, chance: random.Random) -> bytes:
    """`piece` at the end of a start tag."""
    tags = list(_TAG.finditer(page))
    if not tags:
        return b"<p " + piece + b">" + page
    place = chance.choice(tags).end() - 1
    return page[:place] + b" " + piece + page[place:]


def truncated(page: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(1, len(page))]


def flipped(page: bytes, chance: random.Random) -> bytes:
    out = bytearray(page)
    for _ in range(chance.choice((1, 10, 100, len(out) // 100, len(out) // 10))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def nested(page: bytes, chance: random.Random) -> bytes:
    tags = (
        b"<div>",
        b"<span>",
        b"<b>",
        b"<ul><li>",
        b"<table><tr><td>",
        b"<section class=comment>",
        b"<a href=x>",
        b"<x-y>",
        b"<blockquote>x",
        b"<font size=1><p>",
        b"<form><div></form>",
        b"<svg><g>",
        b"<template>",
        b"<object>",
        b"<pre>",
        b"<select><option>",
        b"<button>",
        b"<details><summary>",
        b"<noscript>",
        b"<math><mi>",
        b"<h1>",
        b"<div></span>",
    )
    tag = chance.choice(tags)
    end = b"</" + tag[1:].split(b">")[0].split()[0] + b">" if chance.random() < 0.3 else b""
    return _insert(page, tag * DEPTH, chance) + end * DEPTH


def attributes(page: bytes, chance: random.Random) -> bytes:
    count = chance.choice((200, 5000, 20_000))
    forms = (b"a%d=1", b"a%d", b'a%d="<p>"', b"class%d='x", b'data-a%d="&quot;"', b"%d=", b'"%d"', b"a=%d", b"/%d")
    form = chance.choice(forms)
    return _in_tag(page, b" ".join(form % number for number in range(count)), chance)


def values(page: bytes, chance: random.Random) -> bytes:
    """One attribute with a huge value."""
    names = (b"class", b"id", b"style", b"href", b"itemprop", b"datetime", b"rel", b"content", b"role", b"title")
    parts = (b"comment author ", b"a", b"x-y ", b"display : ", b"<b>", b"&lt;", b"CamelCase", b"0", b" ", b"\xe9")
    value = chance.choice(parts) * chance.choice((1000, 50_000))
    return _in_tag(page, chance.choice(names) + b'="' + value + chance.choice((b'"', b'"', b"")), chance)


def entities(page: bytes, chance: random.Random) -> bytes:
    parts = (
        b"&amp;",
        b"&",
        b"&#x41;",
        b"&#65",
        b"&lt;p&gt;",
        b"&nbsp",
        b"&#0;",
        b"&#xD800;",
        b"&#x110000;",
        b"&#9999999999;",
        b"&notit;",
        b"&CounterClockwiseContourIntegral;",
        b"&zwj;",
        b"&#8238;",
        b"&shy;",
        b"&#x85;",
        b"&NewLine;",
        b"&#",
    )
    return _insert(page, chance.choice(parts) * chance.choice((1000, 30_000)), chance)


def unclosed(page: bytes, chance: random.Random) -> bytes:
    parts = (
        b"<!--",
        b"<!-->",
        b"<script>",
        b"<style>",
        b"<textarea>",
        b"<title>",
        b"<![CDATA[",
        b"<plaintext>",
        b"<?",
        b"<!",
        b'<p class="',
        b"<p class='",
        b"<",
        b"</",
        b"<xmp>",
        b"<iframe>",
        b"<noscript>",
        b"<noframes>",
        b"<frameset>",
        b"<select>",
        b"<svg>",
        b"<math>",
        b"<template>",
        b"<table>",
        b"<script><!--<script>",
        b"<pre>",
        b"<body ",
        b'<script type="application/ld+json">{"@type": "NewsArticle", "author": [',
    )
    for _ in range(chance.choice((1, 1, 3, 30))):
        page = _insert(page, chance.choice(parts) * chance.choice((1, 1, 1, 3000)), chance)
    return page


def nuls(page: bytes, chance: random.Random) -> bytes:
    form = chance.randrange(3)
    if form == 0:
        return _insert(page, b"\0" * chance.choice((1, 1000, 100_000)), chance)
    every = chance.choice((1, 2, 7, 1000))
    filler = b"\0" if form == 1 else bytes([chance.choice((0, 1, 8, 12, 27, 31, 127, 133, 155))])
    return filler.join(page[place : place + every] for place in range(0, len(page), every))


def encodings(page: bytes, chance: random.Random) -> bytes:
    names = (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "shift_jis",
        "euc_kr",
        "gb18030",
        "iso2022_jp",
        "koi8_r",
    )
    words = "Zeitung, économie, новости, 新聞記事, 뉴스, أخبار, ニュース — “quoted” "
    foreign = (words * chance.choice((1, 100, 2000))).encode(chance.choice(names), "ignore")
    form = chance.randrange(5)
    if form == 0:
        return _insert(page, foreign, chance)
    if form == 1:
        return page.decode("utf-8", "replace").encode(chance.choice(names), "ignore")
    if form == 2:
        label = chance.choice(
            (b"utf-7", b"utf-16", b"x-user-defined", b"shift_jis", b"iso-2022-kr", b"rot13", b"idna", b"\xff")
        )
        return b'<meta charset="' + label + b'">' + page + foreign
    middle = chance.randrange(len(page))
    rest = page[middle:].decode("utf-8", "replace")
    mark = chance.choice((b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b$B", b"\x1b$)C"))
    return mark + page[:middle] + rest.encode(chance.choice(names), "ignore")


def one_text(page: bytes, chance: random.Random) -> bytes:
    """A huge single text."""
    parts = (
        "a",
        "a ",
        "word and word. ",
        "字",
        "1",
        "1.",
        "- ",
        "…",
        "é",
        "A",
        "\u00ad",
        "\u200b",
        "a\u0301",
        "\U0001f600",
        "[1]",
        "| ",
        "* ",
        "2024-05-03 ",
        "By Ann Bell and ",
        "http://a.example/",
        "a@b.",
        "\n",
        " \n",
        "\t",
        "\r",
        "\xa0",
        "\u2028",
        "Comments (5) ",
        "“",
        "(",
        "a,",
        "Jan. 1, ",
        "_",
        "#",
        "Mr. ",
        "1 000 ",
        "12:30 ",
        "AP — ",
        "Photo: ",
        "© ",
    )
    tag = chance.choice(("p", "div", "pre", "li", "td", "h1", "title", "a", "time", "figcaption", "b", "button"))
    text = chance.choice(parts) * chance.choice((2000, 50_000, 200_000))
    return _insert(page, f"<{tag}>{text}</{tag}>".encode(), chance)


def floods(page: bytes, chance: random.Random) -> bytes:
    """Very many small elements."""
    parts = (
        b"<p>",
        b"<br>",
        b"<p>a",
        b"<li>a",
        b"<tr><td>a<td>b",
        b"<span>a</span>",
        b"<a href=x>a</a>",
        b"<hr>",
        b"<img>",
        b"<pre>a</pre>",
        b"<h1>a</h1>",
        b"<time datetime=2024-05-03>a</time>",
        b"<td>a",
        b"<b></p>",
        b"<li id=comment-1>a",
        b"<div class=comment>By Ann<p>text</div>",
        b"</p>",
        b"<body a>",
        b"<html b>",
        b"<meta name=author content='Ann Bell'>",
        b"<p>5 May 2024</p>",
        b"<p>By Ann Bell, Bo Ray</p>",
        b"<option>a",
        b"<!---->",
        b"<script></script>",
        b'<script type=\'application/ld+json\'>{"@type":"NewsArticle","author":"Ann Bell"}</script>',
        b"<p>A sentence that goes on for as long as a paragraph of the news does, and then it ends.</p>",
        b"<b itemprop=author><i itemprop=name>a</i></b>",
        b"<figure><figcaption>Photo: A</figcaption></figure>",
    )
    return _insert(page, chance.choice(parts) * chance.choice((500, 10_000)), chance)


def untagged(page: bytes, chance: random.Random) -> bytes:
    """Many tags without their ends, or ends without their tags, or in another order."""
    pattern = chance.choice((_TAG, _END))
    share = chance.random()
    if chance.random() < 0.5:
        return pattern.sub(lambda found: b"" if chance.random() < share else found[0], page)
    tags = pattern.findall(page)
    chance.shuffle(tags)
    return pattern.sub(lambda _: tags.pop(), page)


def spliced(page: bytes, chance: random.Random) -> bytes:
    """Pieces of a page in any order, some twice."""
    cuts = sorted(chance.randrange(len(page)) for _ in range(chance.choice((1, 5, 50))))
    pieces = [page[a:b] for a, b in zip([0, *cuts], [*cuts, len(page)], strict=True)]
    return b"".join(chance.choices(pieces, k=len(pieces) + 1)) or page


MUTATIONS: tuple[Mutation, ...] = (
    truncated,
    flipped,
    nested,
    attributes,
    values,
    entities,
    unclosed,
    nuls,
    encodings,
    one_text,
    floods,
    untagged,
    spliced,
)

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
