"""Kinds that are put right where that is certain."""

from __future__ import annotations

import pytest

from newsclean.lines import split_lines
from newsclean.records import Kind
from newsclean.settle import settled_kinds

BODY = "The ferry from Skerry Point was late again on Tuesday, and nobody on the pier could say when it would come."


def settled(*lines: tuple[str, str]) -> list[str]:
    """The kinds of lines with these kinds, put right."""
    found = split_lines("\n".join(text for _, text in lines))
    assert len(found) == len(lines)
    return [kind.value for kind in settled_kinds(found, [Kind(kind) for kind, _ in lines])]


@pytest.mark.parametrize(
    ("marks", "kinds"),
    [
        (("[graph]", "[team-photo]", "[pier]"), ["other"] * 3),
        (("[Chorus]", "[Verse]", "[Chorus]"), ["body"] * 3),
        (("[graph]", "The pier.", "[team-photo]"), ["body", "body", "other"]),
        (("ferry-2024.jpg", "See ferry.jpg", "[1]"), ["other", "body", "body"]),
        (("[220px-Marrow_Bay]", "[pier-at-night] [svg]", "[INS::INS]"), ["other"] * 3),
        (("[1] Marrow Bell, 3 May", "[Applause]", "[Mr Bell-Penhalligon]"), ["body"] * 3),
    ],
)
def test_marks_of_pictures_are_no_text(marks: tuple[str, str, str], kinds: list[str]) -> None:
    assert settled(("headline", "Ferry late"), ("body", BODY), *(("body", mark) for mark in marks))[2:] == kinds


def test_pictures_and_links_without_words_are_no_part_of_an_article() -> None:
    lines = [
        ("navigation", "[Home](/) [News](/news) [Sport](/sport)"),
        ("headline", "[ ](/ferry)"),
        ("headline", "# Ferry late"),
        ("caption", "![](/ferry.jpg)"),
        ("body", f"**MARROW BAY** {BODY}"),
        ("body", ">"),
        ("related", "[![](/b.jpg)](/boats)"),
    ]
    settled_to = settled(*((kind, f"{text}\n") for kind, text in lines))
    assert settled_to == ["navigation", "other", "headline", "other", "body", "other", "related"]


def test_the_number_of_a_link_around_a_picture_is_no_text() -> None:
    menu = [("navigation", f"[{number}]{name}") for number, name in enumerate(("Home", "News", "Sport", "Harbour"), 1)]
    assert settled(*menu, ("body", BODY), ("body", "[5]"), ("body", BODY))[4:] == ["body", "other", "body"]


def test_a_list_of_key_points_is_one() -> None:
    points = ["* The ferry was late again.", "* Nobody knows why it was.", "* The pier stays open."]
    kinds = ["standfirst", "caption", "related"]
    head, body = ("headline", "Ferry late"), ("body", BODY)
    listed = list(zip(kinds, points, strict=True))
    assert settled(head, *listed, body) == ["headline", *["standfirst"] * 3, "body"]
    assert settled(head, body, *listed)[2:] == kinds
    assert settled(head, *listed[:2], body)[1:3] == kinds[:2]
    assert settled(head, *(("related", point) for point in points), body)[1:4] == ["related"] * 3


def test_a_headline_that_is_printed_again_above_the_text_is_none_of_it() -> None:
    head = ("headline", "Ferry late")
    assert settled(head, ("standfirst", "Ferry  late"), ("body", BODY))[1] == "headline"
    assert settled(head, ("body", BODY), ("subheading", "Ferry late"), ("body", BODY))[2] == "subheading"


THREAD = [
    ("comment_meta", "2 comments"), ("comment_meta", "Vera Bell says:"), ("date", "May 3, 2019 at 9:14 am"),
    ("body", "It was late again."), ("comment_meta", "Reply"), ("comment_meta", "Tom Ray says:"),
    ("comment_meta", "May 4, 2019"), ("comment", "So was I."), ("comment_meta", "Reply"),
]  # fmt: skip


def test_text_between_the_head_of_a_comment_and_its_button_is_one() -> None:
    head = (("headline", "Ferry late"), ("body", BODY))
    assert settled(*head, *THREAD)[4:6] == ["comment_meta", "comment"]
    # A text of that length may be the article, and on a page of other comments the first post of a forum.
    assert settled(("headline", "Ferry late"), *THREAD)[3:5] == ["date", "body"]
    framed = [pair for pair in THREAD if pair[1] != "Reply"]
    assert settled(*head, *framed, ("comment_meta", "Share"), ("comment", BODY))[4:6] == ["date", "body"]


def test_the_head_above_a_button_is_that_of_a_comment() -> None:
    said = [
        ("related", "Vera Bell May 3, 2024 at 6:26 pm"),
        ("comment_meta", "Reply"),
        ("comment", "I was on that boat, and it was late."),
        ("comment_meta", "Tom Bell May 4, 2024 at 6:30 pm"),
        ("comment_meta", "Reply"),
        ("comment", "So was I."),
    ]
    kinds = settled(("body", BODY), ("comment_meta", "2 Comments"), *said)[2:]
    assert kinds == ["comment_meta", "comment_meta", "comment"] * 2


def test_what_stands_right_below_a_head_is_a_comment_as_below_the_others() -> None:
    said = [
        (("comment_meta", f"{name} says:"), ("comment_meta", f"May {day}, 2024 at 6:26 pm"), (kind, text))
        for day, (name, kind, text) in enumerate(
            [
                ("Vera Bell", "comment", "I was on that boat, and it was late."),
                ("Tom Bell", "comment", "So was I, with two hens."),
                ("Rose Orlik", "related", "So happy to see that somebody keeps a list of late boats!"),
            ],
            1,
        )
    ]
    area = [line for lines in said for line in lines]
    below = [("related", "You may also like"), ("related", "Eggs are dear again")]
    kinds = settled(("body", BODY), ("comment_meta", "3 Comments"), *area, *below)
    assert kinds[2:11] == ["comment_meta", "comment_meta", "comment"] * 3
    assert kinds[11:] == ["related", "related"]


def test_comments_that_the_model_takes_for_something_else() -> None:
    thread = [
        ("body", "2 comments"), ("byline", "Vera Bell"), ("date", "3 May 2019"), ("related", "It was late."),
        ("body", "Was it not?"), ("other", "Reply"), ("related", "Tom Ray"), ("date", "4 May 2019"),
        ("signup", "So was I."), ("other", "Reply"), ("other", "+12"),
    ]  # fmt: skip
    found = settled(("headline", "Ferry late"), ("body", BODY), *thread)[2:]
    meta, said = "comment_meta", "comment"
    assert found == [meta, meta, meta, said, said, meta, meta, meta, said, meta, meta]
    # More text than stands above may be posts of a forum.
    assert settled(("headline", "Ferry late"), ("body", "Late."), *thread[1:])[5] == "body"


@pytest.mark.parametrize(
    ("label", "entries", "after", "count"),
    [
        ("Tags", ["Skerry Point", "Ropes", "Ferries"], "Related stories", 1),
        ("Tags:", ["Ropes", "Skerry Point", "Ferry"], "Home", 3),
        ("Schlagwörter", ["Ropes", "Pier", "Gulls"], "Teilen", 2),
        ("Keywords", ["Pier"], "Share", 1),
        ("タグ", ["Pier", "Skerry Point"], "関連記事", 2),
        ("Tags", ["Ropes", "Gulls", "Buoys", "Tides", "Pier"], "Home", 0),
        ("Tags", ["Ropes", "Gulls"], "Home", 0),
        ("Tags", ["Share", "Pier"], "Home", 0),
        ("Tags", ["#Pier", "Ropes,", "Ferry,"], "Home", 3),
        ("Tags", ["Ropes", "Gulls", "Buoys", "1"], "Home", 0),
        ("Topics", ["Skerry Point", "Pier"], "Home", 0),
        ("Tags", ["The pier is where nobody waits for it any more.", "Pier"], "Home", 0),
    ],
)
def test_short_lines_below_a_label_of_tags_are_tags_down_to_the_last_that_the_article_says(
    label: str, entries: list[str], after: str, count: int
) -> None:
    menu = [("navigation", line) for line in (label, *entries, after)]
    kinds = settled(("headline", "Ferry late"), ("body", BODY), *menu)[2:]
    assert kinds == ["tags"] * (count + bool(count)) + ["navigation"] * (len(entries) + 1 - count + (not count))
    # Above the text it is a menu.
    assert "tags" not in settled(*menu, ("headline", "Ferry late"), ("body", BODY))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Boats in the fog of Marrow Bay. Boats in the fog of Marrow Bay.", "caption"),
        ("Boats in the fog of Marrow BayBoats in the fog of Marrow Bay", "caption"),
        (f"{BODY} {BODY} {BODY} {BODY} {BODY} {BODY} {BODY} {BODY}", "body"),
        ("boats-in-the-fog-of-marrow", "other"),
        ("No, no, no, no", "body"),
    ],
)
def test_what_dumps_print_for_a_picture_is_no_text(line: str, kind: str) -> None:
    assert settled(("headline", "Ferry late"), ("body", BODY), ("body", line), ("body", BODY))[2] == kind


def test_a_list_of_the_headings_of_a_text_is_a_menu() -> None:
    headings = ["How the ferry was lost", "Where the ferry was seen", "Who found it in the end"]
    parts = [part for heading in headings for part in (("subheading", heading), ("body", BODY))]
    listed = [("body", heading) for heading in headings]
    assert settled(("headline", "Ferry late"), *listed, *parts)[1:4] == ["navigation"] * 3
    assert settled(("headline", "Ferry late"), *listed[:2], *parts)[1:3] == ["body"] * 2


def test_a_standfirst_that_the_text_says_again_is_printed_once() -> None:
    lead = "“The ferry was late because nobody had told the ferryman that the clocks of Marrow Bay were set back.”"
    body = [("body", f"{number}. {BODY}") for number in range(8)]
    again = settled(("headline", "Ferry late"), ("standfirst", lead), *body[:4], ("body", lead), *body[4:])
    assert (again[1], again[6]) == ("other", "body")
    below = settled(("headline", "Ferry late"), ("standfirst", lead), *body, ("body", lead))
    assert (below[1], below[-1]) == ("standfirst", "other")


def test_who_the_author_is_is_none_of_the_text() -> None:
    about = "Ann Bell is a writer who lives in Marrow Bay with two cats and an oar."
    body = [("body", f"{number}. {BODY}") for number in range(6)]
    head = [("headline", "Ferry late"), ("byline", "By Ann Bell")]
    assert settled(*head, *body, ("subheading", "Ann Bell"), ("body", about))[-2:] == ["author_bio"] * 2
    # She is not the author, or what the text is about.
    assert settled(head[0], *body, ("body", about))[-1] == "body"
    # What stands at the page's end is not above its beginning.
    short = [("body", "Fog again."), ("body", about), ("byline", "By Ann Bell"), *body[:3], ("other", "Ann Bell")]
    assert settled(*short)[:2] == ["body", "author_bio"]
    told = [("body", f"{number}. Mrs Bell says so. {BODY}") for number in range(8)]
    assert settled(*head, *told, ("body", about))[-1] == "body"
