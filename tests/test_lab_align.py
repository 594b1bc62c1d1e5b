"""Word alignment of dumps with known texts, on invented pages."""

import numpy as np
import pytest

from newsclean.lab import align

TEXT = """The ferry to Brenmoor will run twice a day from June, the harbour office said on Monday.
Timetables
A return ticket costs four crowns, and children under six travel free of charge.
Bookings open next week at the pier."""

PAGE = [
    "Home",
    "The Brenmoor Gazette | Travel from Monday",
    "",
    "The ferry to Brenmoor will run twice a day from June, the harbour office said on Monday.",
    "Photo: the old pier",
    "Timetables",
    "A return ticket costs four crowns, and children",
    "under six travel free of charge.",
    "Read more: Why the harbour office moved",
    "Bookings open next week at the pier.",
    "Timetables",
    "----",
]


def test_words_cut_scripts_without_spaces_into_characters() -> None:
    assert align.words("Tide 7, 港町 news") == ["tide", "7", "港", "町", "news"]


def test_matched_pairs_are_a_common_subsequence() -> None:
    left, right = ["a", "b", "c", "d", "e"], ["x", "b", "d", "e", "a"]
    rows, columns = align.matched_pairs(left, right)
    assert [left[i] for i in rows] == [right[j] for j in columns] == ["b", "d", "e"]


@pytest.mark.parametrize(("left", "right"), [([], []), (["a"], []), (["a"], ["b"])])
def test_matched_pairs_of_nothing(left: list[str], right: list[str]) -> None:
    rows, columns = align.matched_pairs(left, right)
    assert len(rows) == len(columns) == 0


def test_long_inputs_are_cut_at_shared_shingles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "LONGEST", 50)
    left = [f"w{i}" for i in range(400)]
    right = ["menu"] * 30 + left[:200] + ["advert"] * 20 + left[200:]
    rows, columns = align.matched_pairs(left, right)
    assert len(rows) >= 390
    assert all(left[i] == right[j] for i, j in zip(rows, columns, strict=True))
    assert (np.diff(rows) > 0).all() and (np.diff(columns) > 0).all()


def test_kept_share_tells_article_lines_from_the_rest() -> None:
    share = align.kept_share(PAGE, TEXT)
    assert share.tolist() == [0, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0, 0]


def test_kept_share_reads_over_lynx_link_numbers() -> None:
    lines = [
        "[1]Home [2]Travel [3]Sport",
        "The ferry to [4]Brenmoor will run twice a day",
        "from [5]June,",
        "[6]Log in",
    ]
    assert align.kept_share(lines, TEXT).tolist() == [0, 1, 1, 0]


def test_footnote_marks_are_no_link_numbers() -> None:
    lines = ["As shown before [3] and later [3]", "and in [17]"]
    assert align.without_link_numbers(lines) == lines


def test_kept_share_finds_passages_in_another_order() -> None:
    lines = ["Bookings open next week at the pier.", "Menu", *PAGE[3:8]]
    share = align.kept_share(lines, TEXT)
    assert share[0] == 1 and share[1] == 0 and share[2] == 1


@pytest.mark.parametrize("text", ["", "..."])
def test_kept_share_without_gold_words_is_zero(text: str) -> None:
    assert not align.kept_share(PAGE, text).any()
