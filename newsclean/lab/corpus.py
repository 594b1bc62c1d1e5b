"""Build the corpus folder from local clones of the public sources.

The folder gets `pages.jsonl.gz`, `html/ID.html.gz` and `dumps.jsonl.xz`, as `newsclean.lab.folder` reads
them. Splits, labelled kinds, silver and extra pages are not made here: they are published with the corpus.
"""

from __future__ import annotations

import gzip
import lzma
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from newsclean.errors import UsageError
from newsclean.lab.dumps import CORPUS_STYLES, DumpError, check_tools, make_dump
from newsclean.lab.folder import Dump
from newsclean.lab.sources import READERS, SourcePage

__all__ = ["DUMPED_TYPES", "BuildReport", "build_corpus"]

#: Types of pages that get dumps.
DUMPED_TYPES = frozenset({"article", "forum"})


@dataclass(frozen=True)
class BuildReport:
    """What was built: pages by source, pages with dumps, and one message for each dump that failed."""

    pages: dict[str, int]
    dumped: int
    failures: tuple[str, ...]


def build_corpus(
    folder: Path,
    clones: Mapping[str, Path],
    styles: Sequence[str] = CORPUS_STYLES,
) -> BuildReport:
    """Write the corpus folder from clones, a path for each of the sources `wcxb`, `fundus`, `readability`.

    The same clones and tools give the same bytes. A dump that a library or program fails on is left out and
    reported. Raises UsageError for an unknown source or a folder that already holds a corpus, MissingTool
    before any page is read when a style cannot be made, and SourceError for a clone laid out otherwise.
    """
    unknown = [name for name in clones if name not in READERS]
    if unknown or not clones:
        raise UsageError(f"name clones of {', '.join(READERS)}; got {', '.join(unknown) or 'none'}")
    if (folder / "pages.jsonl.gz").exists():
        raise UsageError(f"{folder} already holds a corpus: build into another folder")
    check_tools([*styles, *(["html_text"] if "readability" in clones else [])])
    (folder / "html").mkdir(parents=True, exist_ok=True)
    pages_part, dumps_part = folder / "pages.jsonl.gz.part", folder / "dumps.jsonl.xz.part"
    counts: Counter[str] = Counter()
    failures: list[str] = []
    dumped = 0
    with _gzip_writer(pages_part) as pages, lzma.open(dumps_part, "wb") as dumps:
        for item in _read(clones):
            page = item.page
            pages.write(msgspec.json.encode(page) + b"\n")
            with _gzip_writer(folder / "html" / f"{page.id}.html.gz") as stored:
                stored.write(item.html)
            counts[page.source] += 1
            if page.type in DUMPED_TYPES:
                dump = _dump(item, styles, failures)
                dumps.write(msgspec.json.encode({"id": dump.id, **dump.styles}) + b"\n")
                dumped += 1
    dumps_part.replace(folder / "dumps.jsonl.xz")
    pages_part.replace(folder / "pages.jsonl.gz")  # last: its presence says that the folder is whole
    return BuildReport(dict(counts), dumped, tuple(failures))


def _read(clones: Mapping[str, Path]) -> Iterator[SourcePage]:
    for name, reader in READERS.items():
        if name in clones:
            yield from reader(clones[name])


def _dump(item: SourcePage, styles: Sequence[str], failures: list[str]) -> Dump:
    texts = {}
    for style in styles:
        try:
            texts[style] = make_dump(item.html, style)
        except DumpError as error:
            failures.append(f"{item.page.id}: {error}")
    return Dump(item.page.id, texts)


def _gzip_writer(path: Path) -> gzip.GzipFile:
    return gzip.GzipFile(path, "wb", mtime=0)
