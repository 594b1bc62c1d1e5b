"""Which of the lines above an article's text is its headline, where the model is not sure."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.fields.addresses import shared, slug
from newsclean.headline import HEADLINE, headline_lines
from newsclean.records import Kind
from newsclean.tagger import KINDS

BODY = (
    "It was late when they came back.",
    "The three old gates of Marrow Bay were closed by hand on Thursday, and they stay so for the winter.",
    "Rose Orlik, the harbour master, says that nobody had oiled them since the spring.",
)


def chosen(
    above: list[tuple[str, float]], *, marked: bool = False, said: tuple[int, ...] = (), address: str | None = None
) -> list[str]:
    """The headline's lines among those above the text, each with its probability of being one, below the title bar."""
    above = [("Home", 0.0), *above]
    texts = [text for text, _ in above] + list(BODY)
    joint = np.zeros((len(texts), len(KINDS)), np.float32)
    joint[: len(above), HEADLINE] = [probability for _, probability in above]
    for number, text in enumerate(texts):
        joint[number, KINDS.index(Kind.DATE)] = 0.9 * text.startswith("May ")
    keep = np.array([text in BODY for text in texts])
    return [texts[line] for line in headline_lines(texts, joint, keep, said, marked=marked, slug=slug(address))]


GATES = ("Marrow Bay closes its three old gates", 0.3)


@pytest.mark.parametrize(
    "other",
    [
        ("Rose Orlik oiled the gates in the spring.", 0.4),
        ("Picture for Marrow Bay closes its three old gates", 0.5),
        ("The gates on Thursday. Photo: Rose Orlik", 0.5),
        ("Harbours", 0.5),
        ("Home > Thursday", 0.5),
        ("Everything you need to know about boats and nets", 0.5),
    ],
)
def test_what_the_page_tells_outweighs_the_model(other: tuple[str, float]) -> None:
    assert chosen([other, GATES]) == chosen([GATES, other]) == [GATES[0]]
    # The model knows better where it has seen the markup.
    assert chosen([other, GATES], marked=True) == [other[0]]


def test_a_line_that_the_page_prints_elsewhere_too_is_likelier() -> None:
    other = ("Three old gates closed in Marrow Bay", 0.35)
    assert chosen([GATES, other]) == [other[0]]
    assert chosen([(f"Home > Harbours > {GATES[0]}", 0.0), GATES, other]) == [GATES[0]]


def test_a_date_below_speaks_for_a_headline() -> None:
    first, second = ("Marrow Bay closes the gates", 0.3), ("Marrow Bay oiled the gates", 0.33)
    between = [("Menu", 0.0)] * 5
    assert chosen([first, *between, second]) == [second[0]]
    assert chosen([first, ("May 3, 2024", 0.0), *between, second]) == [first[0]]


def test_what_stands_under_a_shorter_headline_is_none() -> None:
    lead = ("Nobody knows who oiled the three gates of the bay", 0.35)
    assert chosen([GATES, lead]) == [GATES[0]]
    assert chosen([GATES, ("Menu", 0.0), ("Sport", 0.0), lead]) == chosen([lead, GATES]) == [lead[0]]


def test_an_unlikely_line_is_no_headline() -> None:
    assert chosen([("News", 0.02), ("Sport", 0.02)]) == []
    assert chosen([("Menus and nets", 0.15)]) == ["Menus and nets"]
    assert chosen([("Sport", 0.0), GATES], said=(1,)) == [GATES[0]]


def test_a_headline_without_spaces_has_words() -> None:
    path, headline = ("トップ > 県内 > 港の卵が高い", 0.35), ("港の卵がまた高くなった", 0.3)
    assert chosen([path, headline]) == [headline[0]]


def test_the_address_of_the_page_says_its_headline() -> None:
    site, address = ("The Bell of the Harbour", 0.5), "https://bell.example/2024/marrow-bay-closes-old-gates-7.html"
    unsure = ("Marrow Bay closes its old gates", 0.05)
    assert chosen([site, unsure]) == [site[0]]
    assert chosen([site, unsure], address=address) == [unsure[0]]
    assert chosen([site, unsure], address=address, marked=True) == [site[0]]
    assert chosen([site, unsure], address="https://bell.example/news/") == [site[0]]


def test_buttons_to_share_a_page_tell_its_address() -> None:
    own = "https://bell.example/eggs-are-dear-again"
    addresses = [
        "3. https://share.example/sharer.php?u=https%3A%2F%2Fbell.example%2Feggs-are-dear-again&t=Eggs",
        "4. https://post.example/intent?text=Eggs&url=https://bell.example/eggs-are-dear-again?from=post",
        "5. https://bell.example/login?back=https://bell.example/boats-are-dear-too",
        "6. https://bell.example/eggs.jpg?from=https://bell.example/eggs-are-in-baskets.jpg",
    ]
    assert shared(addresses) == own
    assert shared(["1. https://bell.example/eggs-are-dear-again"]) is None
    assert sorted(slug(own)) == ["again", "are", "dear", "eggs"]
    assert slug("https://bell.example/2024/05/03/") == slug("https://[bell") == slug(None) == frozenset()
