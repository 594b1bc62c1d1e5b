"""Readers of the public sources: a local clone in, gold pages with their HTML out.

Each reader knows one repository's layout and yields `SourcePage`s in a fixed order. A clone that does not
look as expected raises SourceError, which names the file.
"""

from __future__ import annotations

import gzip
import html
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from newsclean.errors import InputError
from newsclean.lab.dumps import make_dump
from newsclean.lab.folder import GoldPage

__all__ = ["READERS", "SourceError", "SourcePage", "read_fundus", "read_readability", "read_wcxb"]

#: A fundus page belongs to the version of its parser test whose paragraphs are in the page: at least this
#: share of them. Every page of the published corpus has all of them.
PARAGRAPHS_FOUND = 0.9

_FUNDUS_PAGE = re.compile(r"(?P<publisher>.+)_\d{4}_\d{2}_\d{2}\.html\.gz")
_TAG = re.compile(r"<[^>]*>")
_NOT_WORD = re.compile(r"\W+")


class SourceError(InputError):
    """A clone that is not laid out as its reader expects."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A gold page and its HTML as the source stores it (decompressed)."""

    page: GoldPage
    html: bytes


def read_wcxb(clone: Path) -> Iterator[SourcePage]:
    """The `dev` split of the web content extraction benchmark (WCXB).

    Pages whose address is also in the `test` split are left out; of that split, which is for acceptance
    only, nothing but the addresses is read.
    """
    types = _wcxb_types(_json(_existing(clone / "metadata.json")))
    held_out = _wcxb_addresses(clone / "test" / "ground-truth")
    for path in sorted(_existing(clone / "dev" / "ground-truth").glob("*.json")):
        row = _json(path)
        truth, url = row.get("ground_truth"), row.get("url")
        if not isinstance(truth, dict):
            raise SourceError(f"{path}: no ground_truth object")
        if url and url in held_out:
            continue
        if path.stem not in types:
            raise SourceError(f"{clone / 'metadata.json'}: no page type for {path.stem}")
        page = GoldPage(
            id=f"wcxb-dev-{path.stem}",
            source="wcxb",
            type=types[path.stem],
            text=truth.get("main_content") or "",
            url=url,
            title=truth.get("title"),
            authors=truth.get("author"),
            date=truth.get("publish_date"),
            must_have=tuple(truth.get("with") or ()),
            must_not=tuple(truth.get("without") or ()),
        )
        yield SourcePage(page, _unzip(clone / "dev" / "html" / f"{path.stem}.html.gz"))


def read_fundus(clone: Path) -> Iterator[SourcePage]:
    """The parser tests of fundus: publishers with an even crc32 of their name; the others are held out."""
    root = _existing(clone / "tests" / "resources" / "parser" / "test_data")
    for country in sorted(path for path in root.iterdir() if path.is_dir()):
        meta = country / "meta.info"
        addresses = _json(meta) if meta.is_file() else {}
        tests: dict[str, dict[str, Any]] = {}
        for path in sorted(country.glob("*.html.gz")):
            match = _FUNDUS_PAGE.fullmatch(path.name)
            if match is None or zlib.crc32(match["publisher"].encode()) % 2:
                continue
            publisher = match["publisher"]
            if publisher not in tests:
                tests[publisher] = _json(_existing(country / f"{publisher}.json"))
            content = _unzip(path)
            version = _fundus_version(tests[publisher], content)
            if version is None:
                continue
            # Each version tests one page: a page fetched again for a later version holds both golds (Taz).
            gold = tests[publisher].pop(version)
            page = GoldPage(
                id=f"fundus-{country.name}-{path.name.removesuffix('.html.gz')}",
                source="fundus",
                type="article",
                text=_fundus_text(gold["body"]),
                url=(addresses.get(path.name) or {}).get("url"),
                title=gold.get("title"),
                authors=_names(gold.get("authors")),
                date=gold.get("publishing_date"),
                topics=_names(gold.get("topics")),
                country=country.name,
                publisher=publisher,
                body=gold["body"],
            )
            yield SourcePage(page, content)


def read_readability(clone: Path) -> Iterator[SourcePage]:
    """The test pages of mozilla/readability; the gold text is the `html_text` dump of the expected HTML."""
    root = _existing(clone / "test" / "test-pages")
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        metadata = _json(_existing(folder / "expected-metadata.json"))
        page = GoldPage(
            id=f"mozr-{folder.name}",
            source="readability",
            type="article",
            text=make_dump(_existing(folder / "expected.html").read_bytes(), "html_text"),
            title=metadata.get("title"),
            authors=metadata.get("byline"),
            date=metadata.get("publishedTime"),
        )
        yield SourcePage(page, _existing(folder / "source.html").read_bytes())


#: Readers by source, in the order of the corpus.
READERS = {"wcxb": read_wcxb, "fundus": read_fundus, "readability": read_readability}


def _wcxb_types(metadata: Any, key: str = "") -> dict[str, str]:
    """Page types by file number, wherever in metadata.json the pages' objects are; `test` is skipped.

    A page's object is one with `page_type`, a name or an object with `primary`; its number is its
    `file_id` or `id`, or the key it stands under.
    """
    if isinstance(metadata, list):
        return {number: kind for item in metadata for number, kind in _wcxb_types(item).items()}
    if not isinstance(metadata, dict) or metadata.get("split") == "test":
        return {}
    kind = metadata.get("page_type")
    kind = kind.get("primary") if isinstance(kind, dict) else kind
    if isinstance(kind, str):
        return {str(metadata.get("file_id") or metadata.get("id") or key): kind}
    types: dict[str, str] = {}
    for name, value in metadata.items():
        if name != "test":
            types |= _wcxb_types(value, name)
    return types


def _wcxb_addresses(folder: Path) -> frozenset[str]:
    class Address(msgspec.Struct):
        url: str | None = None

    decoder = msgspec.json.Decoder(Address)
    rows = (decoder.decode(path.read_bytes()) for path in folder.glob("*.json"))
    return frozenset(row.url for row in rows if row.url)


def _fundus_version(versions: Mapping[str, Any], content: bytes) -> str | None:
    """The name of the parser version whose paragraphs are in the page, None when no version's are."""
    page = _letters(_TAG.sub("", content.decode("utf-8", errors="replace")))
    best, found = None, 0.0
    for name, version in versions.items():
        sections = (version.get("body") or {}).get("sections") or []
        paragraphs = [text for section in sections for text in section.get("paragraphs") or []]
        share = sum(_letters(text) in page for text in paragraphs) / max(1, len(paragraphs))
        if share > found:
            best, found = name, share
    return best if found >= PARAGRAPHS_FOUND else None


def _fundus_text(body: Mapping[str, Any]) -> str:
    parts = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        parts += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n\n".join(part for part in parts if part)


def _letters(text: str) -> str:
    return _NOT_WORD.sub("", html.unescape(text))


def _names(value: list[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(value)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise SourceError(f"{path} is missing: is this the clone, at the commit the corpus names?")
    return path


def _json(path: Path) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise SourceError(f"{path}: {error}") from error


def _unzip(path: Path) -> bytes:
    try:
        return gzip.decompress(_existing(path).read_bytes())
    except (OSError, EOFError) as error:
        if isinstance(error, gzip.BadGzipFile | EOFError):
            raise SourceError(f"{path}: {error}") from error
        raise
