"""The title bar, and a headline's best printing."""

from __future__ import annotations

import pytest

from newsclean.fields.titles import Bar, settled, told
from newsclean.title_bar import TitleBar, bare

BODY = "the three gates of marrow bay were closed by hand on thursday, and stay so for the winter."


@pytest.mark.parametrize(
    ("bar", "title"),
    [
        ("Gates of Marrow Bay closed | Local | The Bell", "Gates of Marrow Bay closed"),
        ("The Bell | Gates of Marrow Bay closed for the winter", "Gates of Marrow Bay closed for the winter"),
        ("Gates closed", "Gates closed"),
    ],
)
def test_a_title_bar_without_the_site(bar: str, title: str) -> None:
    assert bare(bar) == title


def test_a_first_line_of_which_the_article_says_nothing_is_no_title_bar() -> None:
    assert Bar("Gates of Marrow Bay closed | The Bell", BODY)
    assert not Bar("Skip to the main content", BODY)
    assert not Bar("#Gates of Marrow Bay closed", BODY)


def test_what_a_title_bar_has_in_common_with_a_line() -> None:
    bar = Bar("Gates of Marrow Bay closed | The Bell", BODY)
    assert bar.repeats("GATES OF MARROW BAY CLOSED")
    assert not bar.repeats("Gates of Marrow Bay")
    assert 0 < bar.share("Marrow Bay shuts its gates") < 1
    assert bar.share("Read more") == 0


def test_how_much_of_a_line_the_article_says() -> None:
    assert told("Marrow Bay closes gates", BODY) == (3, 4)
    assert told("of", BODY) == (0, 0)


@pytest.mark.parametrize(
    ("headline", "bar", "title"),
    [
        ("Gates of Marrow Bay closed by", "Gates of Marrow Bay closed - The Bell", "Gates of Marrow Bay closed"),
        ("Home | News | Gates of Marrow Bay closed", "Gates of Marrow Bay closed", "Gates of Marrow Bay closed"),
        ("Gates of the bay Gates of the bay", "The Bell", "Gates of the bay"),
        ("Floods : The gates of the bay", "The Bell", "Floods: The gates of the bay"),
        ("Floods:The gates of the bay", "The Bell", "Floods: The gates of the bay"),
        ("At re:publica, gates at 12:30 Uhr", "The Bell", "At re:publica, gates at 12:30 Uhr"),
        ("Local : Floods: The gates of the bay", "The Bell", "Floods: The gates of the bay"),
    ],
)
def test_what_a_dump_glued_to_a_headline_is_taken_off(headline: str, bar: str, title: str) -> None:
    assert settled(headline, None, [bar], [bar, headline]) == title


def test_a_teaser_does_not_put_the_section_before_the_headline() -> None:
    teaser = "Harbour: Gates of Marrow Bay closed"
    assert settled("Gates of Marrow Bay closed", "Harbour", ["Home"], ["Home", teaser]) == "Gates of Marrow Bay closed"
    assert settled("Gates of Marrow Bay closed", "Harbour", [f"{teaser} | The Bell"]) == teaser


def test_a_title_bar_names_the_site_behind_a_separator() -> None:
    assert TitleBar("Gates of Marrow Bay closed | The Bell").is_sited
    assert not TitleBar("Gates of Marrow Bay closed").is_sited
    assert not TitleBar("")


def test_french_sets_a_space_before_a_colon() -> None:
    assert settled("Crues : les portes de la baie", None, [], spaced=True) == "Crues : les portes de la baie"
