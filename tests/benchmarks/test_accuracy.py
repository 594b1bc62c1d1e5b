"""The accuracy command on an invented corpus of three pages."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DUMP = "Home Sport\n\nThe ferry runs again today, said Tom.\nMore"
GOLD = "The ferry runs again today, said Tom."


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(HERE.parents[1])}
    command = [sys.executable, str(HERE / "accuracy.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    base = {"type": "article", "text": GOLD}
    pages = [
        {"id": "w", "source": "wcxb", **base},
        {"id": "f", "source": "fundus", "country": "de", "publisher": "A<B", **base},
        {"id": "l", "source": "wcxb", "type": "listing", "text": GOLD},
    ]
    dumps = [{"id": key, "html_text": DUMP, "bs4": "Menu"} for key in ("w", "f")]
    (tmp_path / "pages.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, pages)).encode()))
    (tmp_path / "dumps.jsonl.xz").write_bytes(lzma.compress("\n".join(map(json.dumps, dumps)).encode()))
    (tmp_path / "splits.json").write_text(json.dumps({"gate": ["w"], "excluded": [], "folds": {"f": 0}}))
    return tmp_path


RULES = ("--systems", "keep everything,punctuation rule")


def test_figures_by_source(corpus: Path, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    done = run(corpus, *RULES, "--styles", "html_text,bs4", "--markdown", "--json", figures)
    assert done.returncode == 0, done.stderr
    head, _, first, _, rule, empty = done.stdout.splitlines()
    assert "WCXB (1)" in head
    # 10 words of 7 in the gold: precision .7, recall 1
    assert [cell.strip() for cell in first.split("|")[1:6]] == [
        "keep everything", "html_text", ".824", ".824", "n/a"
    ]  # fmt: skip
    assert "1.000" in rule
    assert empty.count("1 + 1 + 0") == 2  # both below .5 and empty
    row = json.loads(figures.read_text())[0]["sources"]
    assert row["wcxb"] == {"f1": pytest.approx(14 / 17, abs=1e-6), "pages": 1, "bad": 0, "empty": 0}
    assert "readability" not in row


def test_split_language_predictions_and_cache(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(json.dumps({"id": "f", "text": GOLD}) + "\n")
    cache = tmp_path / "cache.json"
    options = (
        *RULES,
        "--by",
        "language",
        "--cache",
        cache,
        "--predictions",
        f"ours={tmp_path / 'mine.jsonl'}",
    )
    first = run(corpus, "--split", "folds", *options)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[1].split() == ["de", "1", ".824", "1.000", "1.000"]
    stored = json.loads(cache.read_text())
    stored["scores"]["keep everything 1 | html_text"]["f"] = [0.25, 0]
    cache.write_text(json.dumps(stored))
    assert run(corpus, "--split", "folds", *options).stdout.splitlines()[1].split()[2] == ".250"


def test_the_chart_is_well_formed_and_escaped(corpus: Path, tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    (tmp_path / "m.jsonl").write_text("")
    done = run(corpus, *RULES, "--styles", "html_text", "--svg", chart, "--predictions", f"a<b&c={tmp_path}/m.jsonl")
    assert done.returncode == 0, done.stderr
    root = ET.fromstring(chart.read_text())
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "a<b&c (predictions)" in texts
    assert "WCXB, 1 pages" in texts


@pytest.mark.parametrize("split", ["gate", "all"])
def test_without_a_corpus_the_exit_code_is_2(tmp_path: Path, split: str) -> None:
    done = run(tmp_path / "none", "--split", split)
    assert done.returncode == 2
    assert "is no corpus folder" in done.stderr
