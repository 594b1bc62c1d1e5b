"""Cost must grow like the input, whatever a page holds: twice the input, about twice the time."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from newsclean.decode import decode
from newsclean.lines import split_lines
from newsclean.pipeline import clean_page
from newsclean.reading import http
from newsclean.reading.sniffing import sniff
from newsclean.reading.warc import read_warc
from newsclean.records import Page
from newsclean.settings import Settings
from tests.timing import least_seconds

MARKDOWN = "".join(f"* [a{n}](b)\n" for n in range(80))
HOSTILE = {
    "brackets": "[" * 40,
    "link starts": "](" * 20,
    "open links": "[a](" * 10,
    "stars": "**a ",
    "emphasis": " *a",
    "underlines": " _a",
    "image marks": "[IMG ",
    "image names": "[a.jpg",
    "bars": "| ",
    "stops": "。",
    "short words": "and\n",
    "prose": "and they said that it was so, and that it would stay so for a good while ",
    "prose lines": "and they said that it was so, and that it would stay so for a good while\n",
    "vote lines": "0 ( +1 / -1 )\n",
    "dashes": "---",
    "wide spaces": "日本語の文章です。\u3000\u3000\u3000",
    "blank lines": "\n",
    "indentation": "  " * 30 + "a\n",
    "references": "1. https://a.example/\n",
}


def grows_like_its_input(cost: Callable[[int], float]) -> bool:
    """Whether four times the characters cost no more than about four times as much: quadratic would be sixteen times.
    Below 20 ms it is noise, and a machine that pauses does not do so three times in a row."""
    return any((large := cost(120_000)) < 0.02 or large < 9 * cost(30_000) for _ in range(3))


@pytest.mark.parametrize("head", ["", MARKDOWN, "[1]Home\n[2]News\n[3]Sport\n"], ids=["plain", "markdown", "lynx"])
@pytest.mark.parametrize("name", HOSTILE)
def test_lines_are_split_in_linear_time(name: str, head: str) -> None:
    piece = HOSTILE[name]
    assert grows_like_its_input(
        lambda size: least_seconds(lambda: split_lines(head + piece * (size // len(piece))), 1),
    )


@pytest.mark.parametrize("piece", ["<!---->", "<!-- a -->\n", "<?xml ?>", " \n", '{"a"', "<!--"])
def test_forms_are_told_in_linear_time(piece: str) -> None:
    assert grows_like_its_input(
        lambda size: least_seconds(lambda: sniff(piece.encode() * (size // len(piece)) + b"x"), 1),
    )


def test_headers_without_end_are_passed_over_in_linear_time() -> None:
    def cost(size: int) -> float:
        data = b"WARC/1.0\nA: b\n" * (size // 2)
        pieces = [data[i : i + (1 << 18)] for i in range(0, len(data), 1 << 18)]
        return least_seconds(lambda: list(read_warc(pieces, "-", Settings())), 1)

    assert grows_like_its_input(cost)


def test_bodies_of_many_members_are_unpacked_in_linear_time() -> None:
    member = gzip.compress(b"a", 1)
    assert grows_like_its_input(lambda size: least_seconds(lambda: http._unpacked(member * (size // 4), 1 << 20), 1))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_cleaned(name: str) -> None:
    piece = HOSTILE[name]
    article = clean_page(Page(text=MARKDOWN + piece * (20_000 // len(piece))), Settings(lines=True)).article
    assert article.lines


def test_many_runs_of_text_are_decided_in_linear_time() -> None:
    from newsclean.tagger import default_tagger

    lines = split_lines("A paragraph about a ferry that is late again, as ferries are.\n\nHome\n\n" * 4000)
    tagger = default_tagger()
    scores = tagger.scores(lines)
    assert least_seconds(lambda: decode(lines, scores)) < 2 * least_seconds(lambda: tagger.scores(lines), 1)
