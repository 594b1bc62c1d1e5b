"""Bylines and dates between the headline and the text that the model took for something else."""

from __future__ import annotations

import pytest

from newsclean.header import put_header, put_mistaken
from newsclean.lines import split_lines
from newsclean.records import Kind

TITLE, LEAD = "The village that learned to switch off its lamps", "The bill fell by two thirds"
PARAGRAPH = (
    "At eleven sharp the keeper crosses the square with a key as long as a shoe and switches the village off, but for "
    "the four lamps at its gates and the one at the doctor's."
)


def kinds_of(*header: str) -> dict[str, Kind]:
    """The kinds of header lines that all were taken for text."""
    lines = split_lines("\n".join([TITLE, *header, PARAGRAPH, PARAGRAPH]))
    kinds = [Kind.HEADLINE] + [Kind.BODY] * (len(lines) - 1)
    put_header(lines, kinds)
    return {line.text: kind for line, kind in zip(lines, kinds, strict=True) if line.text in header}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Rocío Santolaria", Kind.BYLINE),
        ("Von Annegret Böttcher und Jörg Krüger", Kind.BYLINE),
        ("28.03.2024, 18:07 Uhr | Aktualisiert: 29.03.2024, 09:30 Uhr | Lesedauer: 3 Min.", Kind.DATE),
        ("Villar de la Hoz (Teruel) - 05 MAY 2024 - 05:30 CEST", Kind.DATE),
        ("Friday, 5 January 2024 · by Prudence Ackerley", Kind.BYLINE),
        ("Published March 16, 2026", Kind.DATE),
        ("@annbell • May 3, 2024 • Reading time", Kind.DATE),
        ("Rocío Santolaria @rociosanto / 6 days", Kind.BYLINE),
        ("Rocío Santolaria · 5 May 2024", Kind.BYLINE),
        ("ワシントン=山田太郎", Kind.BYLINE),
        ("【ワシントン＝山田太郎】米国の", Kind.BODY),
        ("6 de mayo de 2024, 02:32 p. m.", Kind.DATE),
        ("6 พ.ค. 2567 14:32 น.", Kind.DATE),
        ("Автор: Десислава Белова 12 март 2024 г., 07:30 ч.", Kind.DATE),
        ("By Monday the lamps were out.", Kind.BODY),
        ("On March 16, 2026, the lamps were out.", Kind.BODY),
        (LEAD, Kind.BODY),
    ],
)
def test_one_line(line: str, kind: Kind) -> None:
    assert kinds_of(LEAD, line)[line] is kind


def test_a_sentence_between_headline_and_byline_is_the_standfirst() -> None:
    lead, teaser = "Sillat ovat yhä auki, eikä kukaan tiedä miksi.", "Sillat ovat yhä auki"
    for line, kind in ((lead, Kind.STANDFIRST), (teaser, Kind.RELATED), (f"Lue myös: {lead}", Kind.RELATED)):
        lines = split_lines("\n".join([TITLE, line, "Teksti: Aino Lehtovaara", PARAGRAPH, PARAGRAPH]))
        kinds = [Kind.HEADLINE, Kind.RELATED, Kind.BYLINE, Kind.BODY, Kind.BODY]
        put_header(lines, kinds)
        assert kinds[1] is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Nobody at the town hall knows why the bridges are still open", Kind.STANDFIRST),
        ("Why are they open? Nobody at the town hall would say.", Kind.STANDFIRST),
        ("The bridges, still open", Kind.CAPTION),
        ("The bridges were open on Monday night. Photo: Ann Bell / AFP", Kind.CAPTION),
        ("Image caption The bridges on the night of the storm", Kind.CAPTION),
        (f"Marrow Bay: {TITLE}", Kind.CAPTION),
        ("By Ann Bell and the newsroom of the Marrow Bay Bell", Kind.CAPTION),
    ],
)
def test_what_is_no_caption_between_headline_and_date_is_the_standfirst(line: str, kind: Kind) -> None:
    lines = split_lines("\n".join([TITLE, line, "12 March 2024", PARAGRAPH, PARAGRAPH]))
    for below, found in ((Kind.DATE, kind), (Kind.OTHER, Kind.CAPTION)):
        kinds = [Kind.HEADLINE, Kind.CAPTION, below, Kind.BODY, Kind.BODY]
        put_header(lines, kinds)
        assert kinds[1] is found


def test_byline_and_change_right_below_the_text() -> None:
    foot = ["Piše: Marijeta Lovrić", "Zadnja izmjena: 12. ožujka 2024. u 14:05", "Jaja su opet skupa"]
    other = [Kind.RELATED] * 3
    for above, found in (([], [Kind.BYLINE, Kind.DATE, Kind.RELATED]), (["Piše: Ana Lovrić"], other)):
        lines = split_lines("\n".join([TITLE, *above, PARAGRAPH, PARAGRAPH, *foot]))
        kinds = [Kind.HEADLINE, *[Kind.OTHER] * len(above), Kind.BODY, Kind.BODY, *other]
        put_header(lines, kinds)
        assert kinds[-3:] == found


def test_names_without_by_stand_over_a_date() -> None:
    names, day = "Rocío Santolaria / Iñaki Etxeberria", "05 MAY 2024 - 05:30 CEST"
    assert kinds_of(LEAD, names, day) == {LEAD: Kind.BODY, names: Kind.BYLINE, day: Kind.DATE}
    assert kinds_of(LEAD, names)[names] is Kind.BODY


def test_several_days_are_no_date_of_the_article() -> None:
    days = ("26 September 1907", "25 November 1947")
    assert set(kinds_of(*days).values()) == {Kind.BODY}


def test_dates_that_say_what_they_are_stand_beside_others() -> None:
    days = ("6 maggio 2024 alle 14:32", "Aggiornato il 7 maggio 2024")
    assert kinds_of(*days) == {days[0]: Kind.BODY, days[1]: Kind.DATE}


def test_what_the_model_has_seen_stays() -> None:
    lines = split_lines("\n".join([TITLE, "March 3, 2026", "By Ann Bell", "March 16, 2026", PARAGRAPH, PARAGRAPH]))
    kinds = [Kind.HEADLINE, Kind.DATE, Kind.BYLINE, Kind.BODY, Kind.BODY, Kind.BODY]
    right = kinds.copy()
    put_header(lines, right)
    assert right == kinds
    bare = [Kind.BODY] * len(lines)
    put_header(lines, bare)
    assert set(bare) == {Kind.BODY}


def test_a_paragraph_of_wide_characters_is_shorter() -> None:
    paragraph = (
        "鍵番は十一時ちょうどに靴ほどの長さの鍵を持って広場を横切り、門の四つの灯りと医者の家の灯りを残して村の灯りを消す。"
        * 2
    )
    day = "2024年3月5日 10時20分"
    lines = split_lines("\n".join(["灯りを消すことを覚えた村", day, paragraph[:69] + "。", paragraph[:64] + "。"]))
    kinds = [Kind.HEADLINE] + [Kind.BODY] * 3
    put_header(lines, kinds)
    assert kinds == [Kind.HEADLINE, Kind.DATE, Kind.BODY, Kind.BODY]


@pytest.mark.parametrize(
    ("line", "kind", "found"),
    [
        ("By Ann Bell", Kind.SECTION, Kind.BYLINE),
        ("di Anna Bellini", Kind.RELATED, Kind.BYLINE),
        ("By Ann Bell", Kind.CAPTION, Kind.BYLINE),
        ("Ann Bell", Kind.NAVIGATION, Kind.BYLINE),
        # The credit of a picture, who stands in its caption, and no names.
        ("Ann Bell/AFP", Kind.CAPTION, Kind.CAPTION),
        ("Ann Bell", Kind.CAPTION, Kind.CAPTION),
        ("Door Check Gas Springs", Kind.NAVIGATION, Kind.NAVIGATION),
        ("Lamps and locks", Kind.SECTION, Kind.SECTION),
    ],
)
def test_a_byline_may_be_taken_for_something_else(line: str, kind: Kind, found: Kind) -> None:
    assert mistaken((TITLE, Kind.HEADLINE), (line, kind))[line] is found


def test_a_byline_that_is_one_of_several_or_of_another_story_stays() -> None:
    title, day = (TITLE, Kind.HEADLINE), ("5 May 2024", Kind.DATE)
    names = ("Ann Bell", Kind.TAGS), ("Tom Bell", Kind.TAGS)
    assert set(mistaken(title, names[0], day, names[1]).values()) == {Kind.HEADLINE, Kind.DATE, Kind.TAGS, Kind.BODY}
    told = mistaken(title, names[0], day, text=f"{PARAGRAPH} Bell has the key.")
    assert told["Ann Bell"] is Kind.TAGS  # a topic
    teaser = mistaken(title, ("The gates of Marrow Bay", Kind.RELATED), ("By Ann Bell", Kind.RELATED))
    assert teaser["By Ann Bell"] is Kind.RELATED
    signed = mistaken(title, ("By Tom Bell", Kind.BYLINE), ("By Ann Bell", Kind.SECTION))
    assert signed["By Ann Bell"] is Kind.SECTION


def test_a_page_without_a_paragraph_has_no_byline_to_find() -> None:
    lines = split_lines(f"{TITLE}\n\nBy Ann Bell")
    kinds = [Kind.STANDFIRST, Kind.SECTION]
    put_mistaken(lines, kinds)
    assert kinds == [Kind.STANDFIRST, Kind.SECTION]


def mistaken(*header: tuple[str, Kind], text: str = PARAGRAPH) -> dict[str, Kind]:
    """The kinds of header lines that were taken for these, by their texts."""
    lines = split_lines("\n\n".join([*(line for line, _ in header), text, text]))
    kinds = [*(kind for _, kind in header), Kind.BODY, Kind.BODY]
    put_mistaken(lines, kinds)
    return {line.text: kind for line, kind in zip(lines, kinds, strict=True)}
