"""Reasons of what was removed: they come from what decided, and what they name matters to the model."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

import newsclean
from newsclean.decode import decode
from newsclean.evidence import PLACES, SIGNS, telling_words
from newsclean.features import NAMES
from newsclean.html import HINT_NAMES
from newsclean.lab.telling import of_words, outdated
from newsclean.lines import read_lines, split_lines
from newsclean.reasons import CALLED, UNNAMED, Evidence, Found, named, telling
from newsclean.records import ARTICLE_KINDS, Kind
from newsclean.rules import RULES, ruled
from newsclean.tagger import KINDS, default_tagger

PAGES = Path(__file__).parent / "pages"
DUMPS = sorted(PAGES.glob("*/dump.txt"))


def removed(name: str) -> dict[int, str | None]:
    """Why the runs of a sample that begin at a line were removed, by line."""
    text = (PAGES / name).read_text("utf-8")
    return {block.first_line: block.reason for block in newsclean.clean(text).removed}


def test_reasons_name_words_rules_and_places() -> None:
    found = removed("comments-and-teasers/dump.txt")
    assert found[68] == "a vote line closes a comment"
    assert found[30] == "a number of comments and nothing else"
    assert found[1] == "short menu-like lines without a full stop; above the article"
    assert found[187] == "says “about us”, “contact us”, “advertise with”; below the article"


def test_reasons_of_html_name_the_markup() -> None:
    found = removed("ferry-html/page.html")
    assert found[6] == "inside a navigation element"
    assert found[50] == "inside a comment's element"


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.parent.name)
def test_everything_removed_has_a_reason_without_characters_of_the_page(path: Path) -> None:
    for block in newsclean.clean(path.read_text("utf-8")).removed:
        assert block.reason
        assert block.reason.isprintable()


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.parent.name)
def test_no_rule_holds_for_a_line_that_is_not_looked_at(path: Path) -> None:
    lines = split_lines(path.read_text("utf-8"))
    first = {number: next((rule for rule in RULES if rule.holds(line)), None) for number, line in enumerate(lines)}
    assert dict(ruled(lines)) == {number: rule for number, rule in first.items() if rule}


def test_a_reason_that_names_something_goes_before_one_that_does_not() -> None:
    vote = RULES[2].name
    assert named([f"{UNNAMED} navigation", vote, f"{UNNAMED} navigation"]) == vote
    assert named([None, f"{UNNAMED} navigation"]) == f"{UNNAMED} navigation"
    assert named([None]) is None


def test_what_is_not_known_is_not_made_up() -> None:
    for kind in set(Kind) - ARTICLE_KINDS:
        assert str(Found(0, 1, kind)) == f"{UNNAMED} {CALLED[kind]}"


def test_evidence_names_columns_of_the_models() -> None:
    names = [row.name for row in (*SIGNS, *PLACES)]
    assert len(names) == len(set(names))
    for row in (*SIGNS, *PLACES):
        assert row.columns <= {*NAMES, *HINT_NAMES}, row.name
        assert row.kinds.isdisjoint(ARTICLE_KINDS)


def test_telling_words_are_the_models() -> None:
    assert not outdated(default_tagger()), "run: python -m newsclean.lab.telling --check"
    for words in telling_words().values():
        assert list(words) == sorted(set(words), key=words.index)
        assert all(of_words(default_tagger(), word) for word in words)


def test_evidence_matters_to_the_model() -> None:
    """Without the words or the columns named, the kind's logit falls further than without others at random, on half
    of the pages: one with forty comments has as many reasons as all others.

    A small sibling of `tests/benchmarks/reasons.py`, on the invented pages.
    """
    tagger = default_tagger()
    random = np.random.default_rng(0)
    pages: list[tuple[list[float], list[float]]] = []
    for path in DUMPS[::4]:
        falls, chance = [], []
        lines = read_lines(split_lines(path.read_text("utf-8")))
        scores = tagger.scores(lines)
        seen = scores.seen
        assert seen is not None
        before = tagger.judge(seen)
        for run in Evidence(tagger, seen).found(decode(lines, scores).kinds):
            if run.kind in ARTICLE_KINDS or not (run.words or run.sign):
                continue
            inside, column = slice(run.begin, run.end), 1 + KINDS.index(run.kind)
            if run.words:
                bit = np.uint32(1 << KINDS.index(run.kind))
                bits = telling(tagger).bits
                said = (bits[seen.entries] & bit > 0) | (bits[seen.bigrams] & bit > 0)
                said &= (seen.owner >= run.begin) & (seen.owner < run.end)
                other = (seen.owner >= run.begin) & (seen.owner < run.end) & ~said
                changed = [
                    msgspec.structs.replace(
                        seen, entries=np.where(gone, 0, seen.entries), bigrams=np.where(gone, 0, seen.bigrams)
                    )
                    for gone in (said, other)
                ]
            else:
                assert run.sign is not None
                columns = [NAMES.index(name) for name in run.sign.columns if name in NAMES]
                others = random.choice(np.delete(np.arange(len(NAMES)), columns), len(columns), replace=False)
                changed = []
                for gone in (columns, others.tolist()):
                    matrix = seen.matrix.copy()
                    matrix[inside, gone] = tagger.mean[gone]
                    changed.append(msgspec.structs.replace(seen, matrix=matrix))
            for kept, new in zip((falls, chance), changed, strict=True):
                kept.append(float((before - tagger.judge(new))[inside, column].mean()))
        if falls:
            pages.append((falls, chance))
    assert sum(len(falls) for falls, _ in pages) > 100
    usual, least = (np.median([np.mean(page[side]) for page in pages]) for side in (0, 1))
    assert usual > 1 > least + 0.5
