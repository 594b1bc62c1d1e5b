"""Front matter before a page's text: what it tells, and that it is none of the text."""

import pytest

import newsclean
from newsclean.front_matter import address, front_lines, front_size
from newsclean.lines import split_lines
from newsclean.marks import FRONT, STATED_ADDRESS, STATED_AUTHOR, STATED_DATE, STATED_TITLE
from newsclean.records import Kind
from newsclean.rows import source_rows

BODY = """
The price of a dozen eggs has doubled since winter, farmers in Marrow Bay said on Friday, and bakers at the harbour
market are turning to smaller cakes until the hens lay more again.

"We have never seen a spring like this one," said Ines Caldbeck, who keeps two hundred hens above the old quarry. The
feed costs more, she said, and the fox has learned to open the gate.

The town's market office expects prices to fall by midsummer, when the new henhouse at Lowmoor opens.
"""
CLIPPED = """---
title: "Eggs are dear again - The Bell"
source: "https://bell.example/eggs"
author:
  - "[[Ann Bell]]"
  - "[[Tom Suzeki]]"
published: 2024-05-03
created: 2024-06-01
description: >
  Eggs cost
  more than ever
tags: []
---
"""
CONVERTED = """---
canonical: https://bell.example/eggs
meta-article:published_time: "2024-05-03T10:20:30Z"
meta-author: Ann Bell
meta-og:title: Eggs are dear again
meta-viewport: width=device-width, initial-scale=1
title: Eggs are dear again - The Bell
---
"""
FETCHED = """Title: Eggs are dear again - The Bell

URL Source: https://bell.example/eggs

Published Time: 2024-05-03T10:20:30Z

Markdown Content:
"""
OWN = """---
source: "samples/eggs.txt"
url: "https://bell.example/eggs"
title: "Eggs are dear again"
authors: ["Ann Bell", "Tom Suzeki"]
byline: "By ANN BELL and TOM SUZEKI"
date: "2024-05-03"
confidence: 0.9236
---
"""


def stated(text: str, mark: int) -> list[str]:
    return [line.text for line in front_lines(source_rows(text)) if line.marks & mark]


@pytest.mark.parametrize(
    ("front", "title", "authors", "date"),
    [
        (CLIPPED, "Eggs are dear again - The Bell", ["Ann Bell", "Tom Suzeki"], "published: 2024-05-03"),
        (CONVERTED, "Eggs are dear again", ["author: Ann Bell"], "article:published_time: 2024-05-03T10:20:30Z"),
        (FETCHED, "Eggs are dear again - The Bell", [], "Published Time: 2024-05-03T10:20:30Z"),
        (
            OWN,
            "Eggs are dear again",
            ["authors: Ann Bell, Tom Suzeki", "byline: By ANN BELL and TOM SUZEKI"],
            "date: 2024-05-03",
        ),
    ],
)
def test_front_matter_tells_fields(front: str, title: str, authors: list[str], date: str) -> None:
    assert front_size(split_lines(front + BODY)) == len(source_rows(front))
    assert stated(front, STATED_TITLE) == [title]
    assert stated(front, STATED_AUTHOR) == authors
    assert stated(front, STATED_DATE) == [date]
    assert stated(front, STATED_ADDRESS) == ["https://bell.example/eggs"]
    assert address(split_lines(front + BODY)) == "https://bell.example/eggs"


@pytest.mark.parametrize("front", [CLIPPED, CONVERTED, FETCHED, OWN])
@pytest.mark.parametrize("heading", ["", "\n# Eggs are dear again\n"])
def test_a_page_with_front_matter(front: str, heading: str) -> None:
    article = newsclean.clean(front + heading + BODY)
    assert article.title == "Eggs are dear again"
    assert article.text.split("\n\n") == [" ".join(text.split()) for text in BODY.strip().split("\n\n")]
    assert article.url == "https://bell.example/eggs"
    assert (article.date or "")[:10] == "2024-05-03"
    assert article.authors[:1] == ([] if front == FETCHED else ["Ann Bell"])
    kinds = [block.kind for block in article.removed]
    assert set(kinds) == {Kind.OTHER}, kinds
    assert {block.reason for block in article.removed} == {"in the front matter, which is about the page"}


def test_what_the_page_prints_goes_before_what_front_matter_says() -> None:
    article = newsclean.clean(f"{CLIPPED}\n# Eggs cost more\n\nBy Orla Penhalligon\n{BODY}")
    assert (article.title, article.authors, article.byline) == (
        "Eggs cost more",
        ["Orla Penhalligon"],
        "By Orla Penhalligon",
    )
    assert article.date == "2024-05-03"


def test_a_page_of_front_matter_alone_has_no_article() -> None:
    article = newsclean.clean(CLIPPED)
    assert (article.text, article.title, article.authors) == ("", None, [])
    assert sum(block.text.count("\n") + 1 for block in article.removed) == len(source_rows(CLIPPED))


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe ferry was late.\n---\nNobody was surprised.",  # a text between two rules
        "---\ntitle: Eggs\nThe ferry was late.",  # never closed
        "---\n\n---\nThe ferry was late.",
        "Title: Eggs are dear again\n\nBy: Ann Bell\n\nThe ferry was late.",  # no reader's
        "Home\n---\ntitle: Eggs\n---\nThe ferry was late.",  # not at the beginning
        " ---\ntitle: Eggs\n ---",
        "",
    ],
)
def test_other_beginnings_are_no_front_matter(text: str) -> None:
    assert not any(line.marks & FRONT for line in split_lines(text))


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ('title: "The \\"Eggs\\""', 'The "Eggs"'),
        ("title: 'The ferry''s eggs'", "The ferry's eggs"),
        ("title: Eggs: dear again", "Eggs: dear again"),
        ('title: ["Eggs, and ham", Ferries]', "Eggs, and ham, Ferries"),
        ("TITLE: Eggs", "Eggs"),
        ("title: ''", None),
        ("title: https://bell.example/eggs", None),
        ("title:", None),
    ],
)
def test_values(row: str, value: str | None) -> None:
    assert stated(f"---\n{row}\n---\n", STATED_TITLE) == ([] if value is None else [value])
