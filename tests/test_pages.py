"""The invented test pages: each dump must become its expected document, key by key.

A page's `known_failures.json` names keys that are known to come out wrong; they must go on failing, or be taken
off the list.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import Settings
from tests.expected import PAGES, UNCOMPARED, expected

FOLDERS = sorted(path.parent for path in PAGES.glob("*/dump.txt"))


#: Share of characters rightly told to be article or junk, and of lines with the right kind: (0.9, 0.7) but for
#: the live ticker, of which half is missed, and pages whose lists and boxes are half right.
FLOORS = {"live-ticker": (0.5, 0.4), "no-article": (0.85, 0.7), "recipe": (0.85, 0.7), "related-between": (0.8, 0.7)}


def known_failures(folder: Path) -> list[str]:
    path = folder / "known_failures.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def cases() -> list[Any]:
    out = []
    for folder in FOLDERS:
        failing = known_failures(folder)
        for key in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(strict=True, reason="known failure")] if key in failing else []
            out.append(pytest.param(folder, key, marks=marks, id=f"{folder.name}-{key}"))
    return out


def test_there_are_ten_pages() -> None:
    assert len(FOLDERS) >= 10


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_expected_document_is_what_the_labels_make(folder: Path) -> None:
    assert json.loads((folder / "expected.json").read_text(encoding="utf-8")) == expected(folder)


@pytest.mark.parametrize(("folder", "key"), cases())
def test_page(folder: Path, key: str) -> None:
    article = newsclean.clean((folder / "dump.txt").read_text(encoding="utf-8"))
    document = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert key not in UNCOMPARED
    assert article.to_dict()[key] == document[key]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_most_lines_have_the_right_kind(folder: Path) -> None:
    from newsclean.lab.score import score_kinds
    from tests.expected import labels

    text = (folder / "dump.txt").read_text(encoding="utf-8")
    rows = text.split("\n")
    gold = {number: (kind.value, rows[number - 1]) for number, kind in labels(folder).items()}
    said = newsclean.clean(text, Settings(lines=True)).lines or []
    report = score_kinds({"page": {line.line: line.kind.value for line in said}}, {"page": gold})
    accuracy, micro = FLOORS.get(folder.name, (0.9, 0.7))
    assert report.article_accuracy >= accuracy
    assert report.micro_f1 >= micro
