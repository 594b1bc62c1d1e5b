"""What each writer makes of a cleaned page, and files that are whole or untouched."""

import io
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.errors import UsageError
from newsclean.records import Article, Block, Cleaned, Failure, Kind
from newsclean.settings import DEFAULT_KINDS, Format, Settings
from newsclean.writing import WRITERS, Output
from newsclean.writing.terminal import _Terminal
from tests.hostile import written

BLOCKS = [
    Block(Kind.NAVIGATION, "Home | News", 1, 1),
    Block(Kind.HEADLINE, "Another story", 2, 2),
    Block(Kind.BYLINE, "By Ada Example", 3, 3),
    Block(Kind.HEADLINE, "Bridge  closed", 4, 4),
    Block(Kind.CAPTION, "The bridge.", 5, 5),
    Block(Kind.STANDFIRST, "In short.", 6, 6),
    Block(Kind.BODY, "First paragraph.", 7, 8),
    Block(Kind.SUBHEADING, "Reasons", 9, 9),
    Block(Kind.BODY, "Second paragraph.", 10, 10),
    Block(Kind.COMMENT, "Well said.", 12, 12),
    Block(Kind.COPYRIGHT, "© Example", 13, 13),
]
ARTICLE = Cleaned(Article(id="a", title="Bridge closed", text="In short.\n\nFirst paragraph."), BLOCKS)
NO_ARTICLE = Cleaned(Article(id="n"), [Block(Kind.NAVIGATION, "Home | News", 1, 1), Block(Kind.COMMENT, "Hm.", 2, 2)])
FAILURE = Failure("x", "reading", "is empty")
DEFAULT = "Bridge closed\n\nIn short.\n\nFirst paragraph.\n\nReasons\n\nSecond paragraph.\n"
REMOVED = "Home | News\n\nAnother story\n\nBy Ada Example\n\nThe bridge.\n\nWell said.\n\n© Example\n"


@pytest.mark.parametrize(
    ("kinds", "removed", "text"),
    [
        (DEFAULT_KINDS, False, DEFAULT),
        (DEFAULT_KINDS, True, REMOVED),
        ({Kind.COMMENT}, False, "Well said.\n"),
        ({Kind.HEADLINE}, False, "Bridge closed\n"),
        ({Kind.CAPTION, Kind.BODY}, False, "The bridge.\n\nFirst paragraph.\n\nSecond paragraph.\n"),
        (
            set(Kind) - {Kind.HEADLINE, Kind.BODY},
            True,
            "Bridge closed\n\nAnother story\n\nFirst paragraph.\n\nSecond paragraph.\n",
        ),
        (DEFAULT_KINDS | {Kind.BYLINE}, False, DEFAULT.replace("In short", "By Ada Example\n\nIn short")),
    ],
)
def test_kinds(kinds: set[Kind], removed: bool, text: str) -> None:
    assert written(ARTICLE, kinds=frozenset(kinds), removed=removed) == text


def test_a_page_without_article_keeps_nothing() -> None:
    assert written(NO_ARTICLE) == ""
    assert written(NO_ARTICLE, kinds=frozenset({Kind.COMMENT})) == ""
    assert written(NO_ARTICLE, removed=True) == "Home | News\n\nHm.\n"


def test_pages_are_separated_by_form_feeds() -> None:
    assert written(ARTICLE, FAILURE, NO_ARTICLE, ARTICLE) == DEFAULT + "\f\n" + "\f\n" + DEFAULT


@pytest.mark.parametrize(
    ("results", "ids"),
    [
        ([ARTICLE], "a"),
        ([ARTICLE, NO_ARTICLE], ["a", "n"]),
        ([ARTICLE, FAILURE], ["a"]),
        ([FAILURE, ARTICLE, NO_ARTICLE], ["a", "n"]),
        ([FAILURE, FAILURE], []),
    ],
)
def test_json_is_an_object_for_one_result_and_an_array_for_several(
    results: list[Cleaned | Failure], ids: str | list[str]
) -> None:
    document = json.loads(text := written(*results, format="json"))
    assert ids == (document["id"] if isinstance(document, dict) else [item["id"] for item in document])
    assert text == json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def test_json_of_a_failure_alone_is_nothing_and_of_no_page_an_empty_array() -> None:
    assert written(FAILURE, format="json") == ""
    assert written(format="json") == "[]\n"


def test_jsonl_is_compact() -> None:
    lines = written(ARTICLE, FAILURE, NO_ARTICLE, format="jsonl").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "n"]
    assert lines[0].startswith('{"id":"a","source":null,')


# Parquet is written in groups of rows, and as bytes.
@pytest.mark.parametrize("format", [format for format in WRITERS if format != "parquet"])
def test_pages_are_written_as_they_come(format: Format) -> None:
    stream = io.StringIO()
    written_before: list[int] = []

    def results() -> Iterator[Cleaned | Failure]:
        for result in (ARTICLE, FAILURE, ARTICLE, ARTICLE, ARTICLE):
            written_before.append(stream.tell())
            yield result

    WRITERS[format](results(), stream, Settings(format=format))
    assert written_before[2] > 0
    assert written_before[2] < written_before[3] < written_before[4] < stream.tell()


def test_terminals_get_no_character_that_changes_others() -> None:
    stream = io.StringIO()
    _Terminal(stream).write("a\u202eb\x9b31m\u2066c אב\n")
    assert stream.getvalue() == "ab31mc אב\n"


def test_output_appears_when_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("before")
    with Output(str(path)) as output:
        output.stream.write("after ü\n")
        assert path.read_text() == "before"
    assert path.read_bytes() == "after ü\n".encode()
    assert os.listdir(tmp_path) == ["out.txt"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_output_is_untouched_after_an_error(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "out.txt"
    path.write_text("before")
    with pytest.raises(error), Output(str(path)) as output:
        output.stream.write("half")
        raise error
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_discarded_output_is_not_created(tmp_path: Path) -> None:
    with Output(str(tmp_path / "out.txt")) as output:
        output.discard()
    assert os.listdir(tmp_path) == []


def test_output_permissions_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with Output(str(tmp_path / "out.txt")):
            pass
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640


def test_output_follows_links_and_leaves_devices_alone(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("before")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "null").symlink_to(os.devnull)
    for name in ("link", "null"):
        with Output(str(tmp_path / name)) as output:
            output.stream.write("after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "after"
    assert not os.path.isfile(os.devnull)


@pytest.mark.parametrize(("name", "message"), [("none/out.txt", "there is no folder"), (".", "is a folder")])
def test_output_that_cannot_be_created(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Output(str(tmp_path / name))
