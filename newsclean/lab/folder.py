"""The corpus folder as typed records: what training, scoring and benchmarks read.

Small files (gold pages, splits, labelled dumps) are read when the folder is opened or first asked for;
dumps and silver pages are streamed, and a page's HTML is read when it is asked for.
"""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TextIO, TypeVar

import msgspec

from newsclean.errors import InputError

__all__ = [
    "HTML_STYLE",
    "Corpus",
    "CorpusMissing",
    "Dump",
    "ExtraPage",
    "GoldPage",
    "LabelledDump",
    "LabelledLine",
    "SilverPage",
    "Splits",
    "load_corpus",
    "open_text",
]

#: The style of a page's HTML itself, beside those of its dumps: its lines are those of the package's own rendering.
HTML_STYLE = "html"

_Record = TypeVar("_Record")


class CorpusMissing(InputError):
    """The folder is not a corpus folder, or a file of it is missing."""


class GoldPage(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={"must_have": "with", "must_not": "without"},
):
    """A page with gold article text: standfirst, body and subheadings, paragraphs joined by blank lines.

    `type` is the kind of page (`article`, `forum`, `listing`...). `must_have` and `must_not` are snippets
    that an extraction must and must not hold. `country`, `publisher`, `topics` and `body` (the article's
    structure) are known for fundus pages only.
    """

    id: str
    source: str
    type: str
    text: str
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] | str | None = None
    date: str | None = None
    must_have: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    topics: tuple[str, ...] | None = None
    country: str | None = None
    publisher: str | None = None
    body: dict[str, Any] | None = None

    @property
    def language(self) -> str:
        """ISO 639-1 code: known from country and publisher for fundus, English elsewhere."""
        known = _languages()
        return known.get(self.publisher or "", known.get(self.country or "", "en"))


@cache
def _languages() -> dict[str, str]:
    text = Path(__file__).with_name("languages.tsv").read_text("utf-8")
    rows = (line.partition("\t")[::2] for line in text.splitlines() if not line.startswith("#"))
    return dict(rows)


class ExtraPage(msgspec.Struct, frozen=True, kw_only=True):
    """A noisier page for training only.

    `label` is `gold` or `silver`; `gold_kind` says who made the gold (`paragraphs`, `expected`);
    `agreement` is the mean word F1 between three extractions of the page.
    """

    id: str
    source: str
    path: str
    text: str
    label: str
    agreement: float
    lang: str
    url: str | None = None
    html_lang: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    gold_kind: str | None = None
    publisher: str | None = None
    comments: bool = False
    comment_markup: bool = False


class SilverPage(msgspec.Struct, frozen=True):
    """An `html_text` dump voted on line by line: `votes[i]` of `voters` extractors kept `lines[i]`."""

    id: str
    lines: tuple[str, ...]
    votes: tuple[int, ...]
    voters: int


class Dump(msgspec.Struct, frozen=True):
    """The plain-text dumps of one page, by style name."""

    id: str
    styles: dict[str, str]


class LabelledLine(msgspec.Struct, frozen=True):
    """One line of a dump with the kind an annotator gave it; a blank line has none. `number` starts at 1."""

    number: int
    kind: str | None
    text: str


class LabelledDump(msgspec.Struct, frozen=True):
    """A dump labelled by hand, line by line. `id` is a gold or silver page's."""

    id: str
    style: str
    lines: tuple[LabelledLine, ...]

    @property
    def key(self) -> str:
        """`ID.STYLE`, the name under which predictions for this dump are scored."""
        return f"{self.id}.{self.style}"

    @property
    def text(self) -> str:
        """The dump itself."""
        return "\n".join(line.text for line in self.lines)

    def gold(self) -> dict[int, tuple[str, str]]:
        """Line number to (kind, text) of the labelled lines, as `score.score_kinds` wants it."""
        return {line.number: (line.kind, line.text) for line in self.lines if line.kind is not None}


class Splits(msgspec.Struct, frozen=True):
    """Which page serves for what: `gate` for the pinned floors, `folds` for training in three folds."""

    gate: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    folds: dict[str, int] = {}

    def names(self, page_id: str) -> tuple[str, ...]:
        """The splits a page is in: `gate`, `excluded`, or `folds`; none for a page unknown to the file."""
        found = [name for name, ids in (("gate", self.gate), ("excluded", self.excluded)) if page_id in ids]
        return (*found, "folds") if page_id in self.folds else tuple(found)


@dataclass(frozen=True)
class Corpus:
    """An opened corpus folder."""

    folder: Path
    pages: dict[str, GoldPage] = field(repr=False)
    splits: Splits = field(repr=False)

    def html(self, page_id: str) -> bytes:
        """The page's HTML as fetched, gold or extra; raises CorpusMissing when there is none."""
        for folder in (self.folder / "html", self.folder / "extra" / "html"):
            path = folder / f"{page_id}.html.gz"
            if path.is_file():
                return gzip.decompress(path.read_bytes())
        raise CorpusMissing(f"no HTML for page {page_id!r} under {self.folder}")

    def dumps(self) -> Iterator[Dump]:
        """Stream the dumps of the gold pages of type `article` and `forum`."""
        return _read_dumps(self.folder / "dumps.jsonl.xz")

    def silver(self) -> Iterator[SilverPage]:
        """Stream the silver pages; none when the folder has no silver file."""
        return _read_optional(self.folder / "silver.jsonl.xz", SilverPage)

    @cached_property
    def extra(self) -> dict[str, ExtraPage]:
        """The extra training pages by id; empty when the folder has none."""
        pages = _read_optional(self.folder / "extra" / "pages.jsonl.gz", ExtraPage)
        return {page.id: page for page in pages}

    def extra_dumps(self) -> Iterator[Dump]:
        """Stream the dumps of the extra pages; none when the folder has no extra pages."""
        path = self.folder / "extra" / "dumps.jsonl.xz"
        return _read_dumps(path) if path.is_file() else iter(())

    def extra_silver(self) -> Iterator[SilverPage]:
        """Stream the votes on the extra pages; none when the folder has no extra pages."""
        return _read_optional(self.folder / "extra" / "silver.jsonl.xz", SilverPage)

    @cached_property
    def kinds(self) -> tuple[LabelledDump, ...]:
        """The dumps labelled by hand, in the order of their file names."""
        return tuple(_read_labelled(path) for path in sorted((self.folder / "kinds").glob("*.tsv")))


def load_corpus(folder: Path | str) -> Corpus:
    """Open a corpus folder; raises CorpusMissing when it holds no `pages.jsonl.gz`.

    A freshly built folder has gold pages, HTML and dumps only: its splits are empty.
    """
    root = Path(folder)
    path = root / "pages.jsonl.gz"
    if not path.is_file():
        raise CorpusMissing(
            f"{root} is no corpus folder: pages.jsonl.gz is missing. Build one with `newsclean-lab corpus`."
        )
    pages = {page.id: page for page in _read_records(path, GoldPage)}
    splits_path = root / "splits.json"
    has_splits = splits_path.is_file()
    splits = msgspec.json.decode(splits_path.read_bytes(), type=Splits) if has_splits else Splits()
    return Corpus(root, pages, splits)


def open_text(path: Path) -> Iterator[str]:
    """Yield the non-blank lines of a UTF-8 file, decompressed by its suffix (.gz, .xz)."""
    openers: dict[str, Callable[..., TextIO]] = {".gz": gzip.open, ".xz": lzma.open}
    opener = openers.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
        yield from (line for line in stream if line.strip())


def _read_records(path: Path, record: type[_Record]) -> Iterator[_Record]:
    decoder = msgspec.json.Decoder(record)
    return (decoder.decode(line) for line in open_text(path))


def _read_optional(path: Path, record: type[_Record]) -> Iterator[_Record]:
    return _read_records(path, record) if path.is_file() else iter(())


def _read_dumps(path: Path) -> Iterator[Dump]:
    if not path.is_file():
        raise CorpusMissing(f"{path} is missing. Build it with `newsclean-lab corpus`.")
    for row in _read_records(path, dict[str, str]):
        yield Dump(row.pop("id"), row)


def _read_labelled(path: Path) -> LabelledDump:
    page_id, style = path.stem.rsplit(".", 1)
    rows = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    lines = []
    for number, row in enumerate(rows, 1):
        kind, tab, text = row.partition("\t")
        lines.append(LabelledLine(number, kind if tab else None, text if tab else row))
    return LabelledDump(page_id, style, tuple(lines))
