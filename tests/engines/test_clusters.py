"""Ray Data and Spark, for real: the documents of the command line whatever the partitions, and when a worker dies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.engines import by_command, by_engine, differing, installed, records, run_module, write_jsonl, write_wet

ENGINES = [
    pytest.param(
        "on_ray",
        marks=pytest.mark.skipif(not installed("ray"), reason="Ray is not installed: pip install '.[ray]'"),
    ),
    pytest.param(
        "on_spark",
        marks=[
            pytest.mark.skipif(not installed("pyspark"), reason="Spark is not installed: pip install '.[spark]'"),
            pytest.mark.skipif(not shutil.which("java"), reason="Spark needs a Java runtime (17 or later)"),
        ],
    ),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_same_documents_as_the_command_line(engine: str, tmp_path: Path) -> None:
    pages = write_jsonl(tmp_path / "pages.jsonl", records(copies=2))
    wet = write_wet(tmp_path / "crawl.warc.wet.gz", range(30))
    assert run_module(engine, tmp_path) == 0
    expected = by_command(pages)
    for name in ("blocks-1", "blocks-5", "blocks-23", "killed"):
        documents, errors = by_engine(tmp_path / name)
        assert not differing(documents, expected), name
        assert [id for id, _ in errors] == ["none 0", "none 1"]
        assert all(error.startswith("reading: has no `text`") for _, error in errors)
    assert (tmp_path / "killed-once").exists()

    documents, errors = by_engine(tmp_path / "paths")
    assert not differing(documents, by_command(pages, named=True) | by_command(wet, named=True))
    assert [error.split()[1] for _, error in errors] == ["line", "line", "no"]  # line 21: …; no such file
