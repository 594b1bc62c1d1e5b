"""Word F1 and kind scores against cases worked by hand."""

from __future__ import annotations

import math

import pytest

from newsclean.lab.score import Overlap, mean, overlap, score_kinds, word_bag, word_f1


@pytest.mark.parametrize(
    ("text", "bag"),
    [
        ("The cat, the CAT!", {"the": 2, "cat": 2}),
        ("it's 3.5 %", {"it": 1, "s": 1, "3": 1, "5": 1}),
        ("東京 news", {"東": 1, "京": 1, "news": 1}),
        ("5日", {"5": 1, "日": 1}),  # a run with one spaceless character is cut throughout
        ("ไทย", {"ไ": 1, "ท": 1, "ย": 1}),
        ("한국 뉴스", {"한국": 1, "뉴스": 1}),  # Korean is written with spaces
        ("", {}),
    ],
)
def test_words_are_lower_cased_and_spaceless_scripts_cut_into_characters(text: str, bag: dict[str, int]) -> None:
    assert dict(word_bag(text)) == bag


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        ("a b c", "a b c", Overlap(1.0, 1.0, 1.0)),
        ("a a b c", "a b d d d", Overlap(2 / 4, 2 / 5, 4 / 9)),  # the second "a" is not in the gold
        ("x", "a b", Overlap(0.0, 0.0, 0.0)),
        ("", "a b", Overlap(0.0, 0.0, 0.0)),
        ("a", "", Overlap(0.0, 0.0, 0.0)),
        ("", "", Overlap(1.0, 1.0, 1.0)),
    ],
)
def test_overlap_counts_each_word_as_often_as_both_bags_have_it(predicted: str, gold: str, expected: Overlap) -> None:
    assert overlap(word_bag(predicted), word_bag(gold)) == pytest.approx(expected)
    assert word_f1(predicted, gold) == pytest.approx(expected.f1)


def test_mean_of_nothing_is_not_a_number() -> None:
    assert mean([0.5, 1.0]) == 0.75
    assert math.isnan(mean([]))


GOLD = {
    "p.html_text": {
        1: ("navigation", "Home"),  # 4 characters
        3: ("headline", "Bridge to open"),  # 14
        5: ("body", "The bridge opens today."),  # 23
        6: ("body", "Ships go round."),  # 15
    },
    "q.lynx": {2: ("related", "More on ships")},  # 13
}


def test_kinds_are_scored_over_all_lines_of_all_pages() -> None:
    predicted = {"p.html_text": {1: "headline", 2: "legal", 3: "headline", 5: "body"}}
    report = score_kinds(predicted, GOLD)
    # headline: one hit, one false (line 1); body: one of two found; line 6 and page q have no prediction.
    assert set(report.kinds) == {"navigation", "headline", "body", "related"}
    headline, body = report.kinds["headline"], report.kinds["body"]
    assert (headline.precision, headline.recall, headline.lines) == (0.5, 1.0, 1)
    assert headline.f1 == pytest.approx(2 / 3)
    assert (body.precision, body.recall, body.lines) == (1.0, 0.5, 2)
    assert report.macro_f1 == pytest.approx((0 + 2 / 3 + 2 / 3 + 0) / 4)
    assert report.micro_f1 == pytest.approx(2 / 5)
    assert report.article_accuracy == pytest.approx((14 + 23) / (4 + 14 + 23 + 15 + 13))


def test_a_wrong_kind_on_the_right_side_counts_for_article_accuracy_only() -> None:
    report = score_kinds({"d": {1: "caption"}}, {"d": {1: ("body", "Words.")}})
    assert (report.article_accuracy, report.micro_f1) == (1.0, 0.0)
    assert "caption" not in report.kinds  # no gold line has it


def test_no_labelled_lines() -> None:
    report = score_kinds({}, {})
    assert report.kinds == {}
    assert math.isnan(report.macro_f1)
    assert (report.micro_f1, report.article_accuracy) == (0.0, 0.0)
