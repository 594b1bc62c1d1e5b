"""The README's examples of engines run as they stand, and give the command line's documents."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.engines import ROOT, by_command, by_engine, differing, installed, records, run, write_jsonl, write_wet

README = (ROOT / "README.md").read_text("utf-8").split("\n## Engines\n")[1].split("\n## ")[0]
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
NAMES = ("pyarrow", "polars", "duckdb", "ray", "pyspark", "datatrove")


def test_there_is_one_for_each_engine() -> None:
    assert [next(name for name in NAMES if name in example) for example in EXAMPLES] == list(NAMES)


@pytest.mark.parametrize(("name", "example"), list(zip(NAMES, EXAMPLES, strict=True)), ids=NAMES)
def test_examples_run(name: str, example: str, tmp_path: Path) -> None:
    if not installed(name):
        pytest.skip(f"{name} is not installed: pip install '.[ray,spark]'")
    if name == "pyspark" and not shutil.which("java"):
        pytest.skip("Spark needs a Java runtime")
    rows = [row for row in records() if row.get("text")]
    pages = write_jsonl(tmp_path / "pages.jsonl", rows)
    crawl = write_wet(tmp_path / "crawl.warc.wet.gz", range(30))
    (tmp_path / "example.py").write_text(example, "utf-8")
    assert run(["example.py"], tmp_path, PYTHONPATH=str(ROOT)) == 0
    for found in [*tmp_path.glob("articles*"), *tmp_path.glob("crawled")]:
        documents, errors = by_engine(found)
        is_crawl = name == "pyarrow" or found.name == "crawled"
        expected = by_command(crawl if is_crawl else pages)
        assert not errors
        assert not differing(unnamed(documents), expected)


def unnamed(documents: dict[str, str]) -> dict[str, str]:
    """The documents as of standard input: engines that read files themselves name them."""
    return {id: re.sub(r'"source":"[^"]*"', '"source":"-"', line, count=1) for id, line in documents.items()}
