"""The invented test pages: each dump, and each HTML page, must become its expected document, key by key.

A page's `known_failures.json` and `known_html_failures.json` name keys that are known to come out wrong; they must go
on failing, or be taken off the list. `floors.json` says how much was right when it was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

import newsclean
from tests.expected import PAGES, UNCOMPARED, expected, found_in_html, html_document, plain, shares_right

FOLDERS = sorted(path.parent for path in PAGES.glob("*/dump.txt"))


HTML_FOLDERS = [folder for folder in FOLDERS if (folder / "page.html").exists()]
FLOORS = json.loads((PAGES / "floors.json").read_text(encoding="utf-8"))


def listed(path: Path) -> list[str]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def cases(folders: list[Path], failures: str, keys_of: Callable[[Path], Iterable[str]]) -> list[Any]:
    out = []
    for folder in folders:
        failing = listed(folder / failures)
        for key in keys_of(folder):
            marks = [pytest.mark.xfail(strict=True, reason="known failure")] if key in failing else []
            out.append(pytest.param(folder, key, marks=marks, id=f"{folder.name}-{key}"))
    return out


#: Keys that are there without the other fields.
OF_TEXT = ("source", "url", "input", "language", "title", "text", "paragraphs", "confidence")


@cache
def document(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found


@cache
def cleaned(folder: Path) -> dict[str, object]:
    return newsclean.clean((folder / "dump.txt").read_text(encoding="utf-8")).to_dict()


@cache
def cleaned_html(folder: Path) -> dict[str, object]:
    return found_in_html(folder)


def wanted_of_html(folder: Path) -> dict[str, object]:
    return html_document(folder, document(folder))


def test_there_are_pages_of_many_styles_and_languages() -> None:
    told = [(folder / "why.txt").read_text("utf-8")[1:].partition("]")[0].split(", ") for folder in HTML_FOLDERS]
    languages, styles = ({words[place] for words in told} for place in (0, 1))
    assert len(FOLDERS) >= 50
    assert len(languages) >= 20
    assert {"html_text", "inscriptis", "bs4", "resiliparse", "w3m", "lynx", "html2text"} <= styles


@pytest.mark.parametrize(
    "page",
    [page for page in sorted(PAGES.glob("*/*.*")) if page.suffix in (".txt", ".html")],
    ids=lambda page: f"{page.parent.name}-{page.suffix[1:]}",
)
def test_text_without_fields(page: Path) -> None:
    whole, unknown = newsclean.clean(page.read_bytes()).to_dict(), newsclean.Article().to_dict()
    alone = newsclean.clean(page.read_bytes(), newsclean.Settings(fields=False)).to_dict()
    assert alone == unknown | {key: whole[key] for key in OF_TEXT}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_expected_document_is_what_the_labels_make(folder: Path) -> None:
    assert document(folder) == expected(folder)


@pytest.mark.parametrize(("folder", "key"), cases(FOLDERS, "known_failures.json", document))
def test_page(folder: Path, key: str) -> None:
    assert key not in UNCOMPARED
    assert cleaned(folder)[key] == document(folder)[key]


@pytest.mark.parametrize(("folder", "key"), cases(HTML_FOLDERS, "known_html_failures.json", wanted_of_html))
def test_html_page(folder: Path, key: str) -> None:
    assert plain(cleaned_html(folder)[key]) == plain(wanted_of_html(folder)[key])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_less_is_right(folder: Path) -> None:
    for share, floor in zip(shares_right(folder), FLOORS[folder.name], strict=True):
        assert share >= floor


def test_the_article_of_a_page_is_found_in_a_dump_that_glues_its_elements() -> None:
    page = re.sub(r">\s+<", "><", (PAGES / "ferry-html" / "page.html").read_text("utf-8"))
    dump = BeautifulSoup(page, "lxml").get_text()
    assert "AdvertisementA diver" in dump
    found, of_html = newsclean.clean(dump), newsclean.clean(page)
    assert (found.title, found.text) == (of_html.title, of_html.text)
    assert (found.date or "")[:10] == (of_html.date or "")[:10] != ""
