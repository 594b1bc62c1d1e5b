"""The topics of an HTML page: link by link, and against those that its head states."""

from __future__ import annotations

import pytest

from newsclean.html import read_html
from newsclean.html.tags import tags_of
from newsclean.records import Kind

LINKS = "<a href=/1>ferries</a> <a href=/2><span class=tag-x>Skerry</span> <b>Point</b></a><a href=/3>#ropes</a>"


def tags(html: str) -> list[str]:
    """The topics of a page all of whose lines are tags."""
    page = read_html(html)
    return tags_of(page, [Kind.TAGS] * len(page.lines))


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LINKS}",
        f"<p>Topics {LINKS}",
        f"<p>Read on about these:<p>{LINKS}<p>Ferries",
        "<ul><li>Mehr davon<li><a href=/1>ferries</a><li><a href=/2>Skerry Point</a><li><a href=/3>ropes</a></ul>",
        "<p>ferries, Skerry Point, ropes",
    ],
)
def test_links_are_topics_and_what_is_beside_them_is_a_label(html: str) -> None:
    assert tags(html) == ["ferries", "Skerry Point", "ropes"]


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("ropes, ferries, Skerry Point, harbour, _prio_3", ["ropes", "ferries", "Skerry Point", "harbour"]),
        ("Ropes, Ferries, harbour", ["Ropes", "Ferries", "harbour", "Skerry Point"]),
        ("ropes, harbour, bell_article_wide", ["ferries", "Skerry Point", "ropes"]),
        ("", ["ferries", "Skerry Point", "ropes"]),
    ],
)
def test_the_heads_topics_come_first_if_it_knows_half_of_the_printed_ones(stated: str, found: list[str]) -> None:
    assert tags(f'<meta name="keywords" content="{stated}"><p>{LINKS}') == found


def test_a_page_that_prints_no_topics_has_those_of_its_head() -> None:
    assert tags('<meta name="keywords" content="ropes, ferries">') == ["ropes", "ferries"]


def test_links_that_the_markup_marks_as_topics_are_found_between_other_words() -> None:
    html = "<p>This was filed under <a href=/1 rel=tag>ferries</a> and tagged as <a href=/2 rel=tag>ropes</a>"
    assert tags(html) == ["ferries", "ropes"]


@pytest.mark.parametrize("other", ["<a href=/3>ropes</a>", "<a href=/3>ropes</a> <a href=/4>buoys</a>"])
def test_other_links_on_the_line_are_topics_if_few_are_marked(other: str) -> None:
    marked = "<a href=/1 rel=tag>ferries</a>"
    assert tags(f"<p>{marked} {other}") == (["ferries"] if other.count("<a") < 2 else ["ferries", "ropes", "buoys"])


def test_days_are_no_topics() -> None:
    assert tags('<meta name="keywords" content="20240305, ferries">') == ["ferries"]


def test_a_headline_that_was_taken_to_pieces_is_no_topics() -> None:
    title = '<meta property="og:title" content="The harbour master lists every late boat">'
    head = f'{title}<meta name="keywords" content="{{}}">'
    assert tags(head.format("the, harbour, master, lists, every, boat")) == []
    assert tags(head.format("harbour, late boats")) == ["harbour", "late boats"]
