"""A WET file gives what the same pages give as JSON Lines."""

import gzip
import json
import lzma
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

import msgspec
import pytest

from newsclean.console import Console
from newsclean.job import FOUND, Job, run
from newsclean.reading import find_inputs, read_page, read_records
from newsclean.records import Failure, Page, Record
from newsclean.settings import Settings
from tests.archives import page_text, url, warc_record
from tests.corpus import FOLDER, needs_corpus

#: Texts that a file of bytes would not be taken for text with, or for another one.
ODD = (
    "", " \n", "ID3 tags explained\nHow to edit them", "%PDF-1.4 is a version", "GIF89a or GIF87a?", "PK\x03\x04",
    "MZ\x90\0", "Cards of\x1b$B Japan", "\ufeffmark", "n\0u\0l\0l\0s\0", "\0\0\0\0\0", "中\u3000文", "\x85\x9b",
    '{"text": 1}', "<p>one</p>",
)  # fmt: skip


def write(folder: Path, texts: Iterable[str]) -> tuple[str, str]:
    """The same pages as WET and as JSON Lines."""
    wet, lines = folder / "a.warc.wet.gz", folder / "a.jsonl"
    with wet.open("wb") as archive, lines.open("w") as rows:
        for number, text in enumerate(texts):
            headers = (
                f"WARC-Target-URI: {url(number)}",
                f"WARC-Record-ID: <urn:uuid:{number}>",
                "WARC-Date: 2024-02-21T01:02:03Z",
                "Content-Type: text/plain",
            )
            archive.write(gzip.compress(warc_record("conversion", text.encode(), *headers), 1))
            row = {"id": f"urn:uuid:{number}", "url": url(number), "text": text, "warc_date": "2024-02-21T01:02:03Z"}
            rows.write(json.dumps(row) + "\n")
    return str(wet), str(lines)


def pages(name: str) -> list[Page | Failure]:
    """The pages of a file, without its name."""
    found = (
        read_page(item, Settings())
        for item in read_records(find_inputs([name]), Settings())
        if isinstance(item, Record)
    )
    return [msgspec.structs.replace(page, source="") for page in found]


def test_results_are_the_same(tmp_path: Path) -> None:
    dumps = (path.read_text() for path in sorted((Path(__file__).parent / "pages").glob("*/dump.txt")))
    results = []
    for name in write(tmp_path, chain(ODD, dumps)):
        job = Job(names=(name,), output=str(tmp_path / "out"))
        assert run(job, Settings(format="jsonl"), Console()) == FOUND
        results.append([json.loads(line) | {"source": ""} for line in (tmp_path / "out").read_text().splitlines()])
    assert results[0] == results[1]
    assert len(results[0]) > len(ODD) + 40


def test_a_thousand_pages_are_the_same(tmp_path: Path) -> None:
    wet, lines = map(pages, write(tmp_path, map(page_text, range(1000))))
    assert wet == lines
    assert len(wet) == 1000 and all(isinstance(page, Page) for page in wet)


@needs_corpus
@pytest.mark.parametrize("style", ["html_text", "resiliparse", "lynx"])
def test_a_thousand_pages_of_the_corpus_are_the_same(tmp_path: Path, style: str) -> None:
    with lzma.open(FOLDER / "dumps.jsonl.xz") as rows:
        texts = (json.loads(row)[style] for row in rows)
        wet, lines = map(pages, write(tmp_path, islice((text for text in texts if text is not None), 1000)))
    assert wet == lines
    assert len(wet) == 1000 and all(isinstance(page, Page) for page in wet)
