"""Hand labels: what is read back, what is refused, and what a sheet shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.errors import InputError
from newsclean.lab import sheets
from newsclean.lab.folder import Corpus, SilverPage, Splits
from newsclean.records import Kind

LINES = ["Home", "", "Ferry late again", "The ferry to Marrow Bay was late on Monday, for the third time.", "Share"]
PAGE = SilverPage("bay-1", tuple(LINES), (0, 0, 0, 3, 0), 3)


class _Corpus(Corpus):
    """A corpus of one silver page."""

    def dumps(self):  # type: ignore[no-untyped-def]
        return iter(())

    def silver(self):  # type: ignore[no-untyped-def]
        return iter([PAGE])


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return _Corpus(tmp_path, {}, Splits(folds={"bay-1": 0}))


def collected(corpus: Corpus, folder: Path, text: str) -> tuple[list[sheets.Labelled], list[str]]:
    (folder / "labels1.txt").write_text(text, encoding="utf-8")
    return sheets.collect(corpus, folder)


def test_labels_come_back_as_they_were_written(corpus: Corpus, tmp_path: Path) -> None:
    found, wrong = collected(corpus, tmp_path, "=== PAGE bay-1\n1 navigation\n3 headline\n4 body\n5 sharing\n")
    assert not wrong
    sheets.write(found, tmp_path / "kinds.tsv")
    (back,) = sheets.read(tmp_path / "kinds.tsv")
    assert back.kinds(LINES) == {0: Kind.NAVIGATION, 2: Kind.HEADLINE, 3: Kind.BODY, 4: Kind.SHARING}


def test_labels_of_another_dump_are_left_out(corpus: Corpus, tmp_path: Path) -> None:
    found, _ = collected(corpus, tmp_path, "=== PAGE bay-1\n1-5 body\n")
    assert found[0].kinds([*LINES, "one more line"]) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("=== PAGE bay-1\n1-4 body\n", r"without a label: \[5\]"),
        ("=== PAGE bay-1\n1-4 body\n4-5 body\n", "twice"),
        ("=== PAGE bay-1\n1-9 body\n", "not there"),
        ("=== PAGE bay-1\n1-5 bodyy\n", "bodyy"),
        ("=== PAGE bay-1\nall of it\n", "no run of lines"),
        ("=== PAGE bay-2\n1-5 body\n", "no such page"),
    ],
)
def test_what_is_wrong_is_named_and_left_out(corpus: Corpus, tmp_path: Path, text: str, message: str) -> None:
    found, wrong = collected(corpus, tmp_path, text)
    assert not found
    assert len(wrong) == 1
    with pytest.raises(InputError, match=message):
        raise InputError(wrong[0])


def test_a_sheet_shows_numbered_lines(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LINES", range(1, 10))
    assert sheets.write_sheets(corpus, tmp_path, 5) == 1
    rows = (tmp_path / "pages1.txt").read_text("utf-8").splitlines()
    assert rows[:3] == ["=== PAGE bay-1", "1: Home", "3: Ferry late again"]


def test_the_project_s_own_labels_can_be_read() -> None:
    found = list(sheets.read())
    assert len({one.page for one in found}) == len(found) > 500
    for one in found:
        ends = [last for _, last, _ in one.runs]
        assert ends == sorted(ends)
