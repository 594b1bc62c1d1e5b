"""The contract: file, standard input and library give the same, and every document fits the schema."""

import io
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean
import newsclean.errors
from newsclean import schema
from newsclean.batch import clean_many
from newsclean.records import Cleaned, Kind, Page
from newsclean.settings import DEFAULT_KINDS, Settings
from newsclean.writing import WRITERS
from tests.command import run

PAGES = sorted((Path(__file__).parent / "pages").glob("*/dump.txt"))
VALIDATOR = jsonschema.Draft202012Validator(schema.build())

CASES: dict[str, tuple[list[str], Settings]] = {
    "text": ([], Settings()),
    "keep": (["--keep", "caption,comment"], Settings(kinds=DEFAULT_KINDS | {Kind.CAPTION, Kind.COMMENT})),
    "only": (["--only", "body"], Settings(kinds=frozenset({Kind.BODY}))),
    "removed": (["--removed"], Settings(removed=True)),
    "precision": (["--favor", "precision"], Settings(favor="precision")),
    "recall": (["--favor", "recall"], Settings(favor="recall")),
    "json": (["--json"], Settings(format="json")),
    "lines": (["-f", "json", "--lines"], Settings(format="json", lines=True)),
    "jsonl": (["--jsonl"], Settings(format="jsonl")),
    "markdown": (["-f", "markdown"], Settings(format="markdown")),
    "html": (
        ["-f", "html", "--keep", "caption,comment"],
        Settings(format="html", kinds=DEFAULT_KINDS | {Kind.CAPTION, Kind.COMMENT}),
    ),
    "jsonld": (["-f", "jsonld"], Settings(format="jsonld")),
    "tei": (["-f", "tei"], Settings(format="tei")),
    "from": (["--from", "text"], Settings(input_form="text")),
}


def command(*arguments: str, stdin: bytes = b"") -> bytes:
    done = run(*arguments, stdin=stdin)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == b""
    return done.stdout


def library(text: str, settings: Settings) -> bytes:
    stream = io.StringIO()
    WRITERS[settings.format](clean_many([Page(text=text)], settings), stream, settings)
    return stream.getvalue().encode()


@pytest.mark.parametrize("case", CASES)
def test_file_standard_input_and_library_agree(case: str) -> None:
    options, settings = CASES[case]
    page = PAGES[list(CASES).index(case)]
    from_stdin = command(*options, stdin=page.read_bytes())
    assert from_stdin == library(page.read_text(), settings)
    assert command(*options, str(page)).replace(str(page).encode(), b"-") == from_stdin


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_library_call(page: Path) -> None:
    article = newsclean.clean(page.read_text(), Settings(lines=True))
    assert article == newsclean.clean(page.read_bytes(), Settings(lines=True))
    document = article.to_dict()
    assert document == json.loads(article.to_json()) == json.loads(article.to_json(indent=2))
    VALIDATOR.validate(document)


def test_compact_and_indented_json_hold_the_same() -> None:
    names = [str(page) for page in PAGES]
    array = json.loads(command("--json", *names))
    assert array == [json.loads(line) for line in command("--jsonl", *names).splitlines()]
    for document in array:
        VALIDATOR.validate(document)


def test_pages_of_a_jsonl_file_are_separated_by_form_feeds() -> None:
    records = "\n".join(json.dumps({"text": page.read_text()}) for page in PAGES)
    assert command(stdin=records.encode()) == b"\f\n".join(library(page.read_text(), Settings()) for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_kept_and_removed_are_the_whole_page(page: Path) -> None:
    (cleaned,) = clean_many([Page(text=page.read_text())], Settings())
    assert isinstance(cleaned, Cleaned)
    kept, removed = (library(page.read_text(), Settings(removed=flag)).decode() for flag in (False, True))
    for block in cleaned.blocks:
        assert block.text in kept + removed or block.kind == Kind.HEADLINE


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_valid_document(text: str) -> None:
    VALIDATOR.validate(newsclean.clean(text).to_dict())


def test_the_schema_file_is_up_to_date() -> None:
    assert schema.shipped() == schema.rendered(), "run: python -m newsclean.schema > newsclean/data/article.schema.json"
    jsonschema.Draft202012Validator.check_schema(schema.build())


def test_every_key_is_described_required_and_in_the_contract() -> None:
    document: dict[str, Any] = schema.build()
    assert list(document["properties"]) == document["required"] == list(schema.DESCRIPTIONS)
    assert list(document["properties"]) == list(newsclean.Article().to_dict())


def test_public_names() -> None:
    assert newsclean.__all__ == [
        "Article",
        "Failure",
        "Kind",
        "Page",
        "Settings",
        "__version__",
        "clean",
        "clean_many",
        "errors",
    ]
    for name in newsclean.__all__:
        assert getattr(newsclean, name)
    with pytest.raises(AttributeError):
        newsclean.nothing  # noqa: B018


def test_public_names_are_there_before_they_are_loaded() -> None:
    code = "import newsclean as n; print(set(n.__all__) <= set(dir(n)), n.errors.InputError.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True InputError\n"


@pytest.mark.parametrize("data", ["", " \n", b"", b"\n", "\ufeff"])
def test_nothing_is_an_empty_article(data: str | bytes) -> None:
    assert newsclean.clean(data).text == ""


@pytest.mark.parametrize(
    ("data", "message"), [(b"%PDF-1.4", "PDF"), ("WARC/1.0\n", "WARC"), ('{"text": "a"}', "pages")]
)
def test_what_is_no_page_is_refused(data: str | bytes, message: str) -> None:
    with pytest.raises(newsclean.errors.InputError, match=message):
        newsclean.clean(data)


def test_a_page_carries_what_is_known_of_it_to_its_article() -> None:
    text = "Ferries stop at Marrow Bay\n\nBy Ann Bell\n\n3 hours ago\n\n" + "The harbour master said so on Monday. " * 9
    page = newsclean.Page(text=text, id="7\x1b", source="bay.txt", url="https://news.example/bay", fetched="2024-05-03")
    article = newsclean.clean(page)
    assert (article.id, article.source, article.url, article.fetched) == ("7 ", "bay.txt", page.url, "2024-05-03")
    assert [article] == list(newsclean.clean_many([page]))
    with pytest.raises(newsclean.errors.InputError, match="too much for one page"):
        newsclean.clean(page, Settings(max_page=10))


def test_what_is_neither_text_nor_bytes_is_told() -> None:
    with pytest.raises(TypeError, match=r"this is a \w+Path"):
        newsclean.clean(Path("page.txt"))  # type: ignore[arg-type]
    for name, wrong in (("text", b"page"), ("text", None), ("id", 7), ("fetched", datetime.now())):
        page = newsclean.Page(**{"text": "page"} | {name: wrong})  # type: ignore[arg-type]
        with pytest.raises(TypeError, match=rf"Page\({name}=…\) is a str, and this is of type \w+: make it one"):
            next(newsclean.clean_many([page]))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"favor": "recal"}, r"Settings\(favor='recal'\): choose one of None, 'precision', 'recall'"),
        ({"input_form": "pdf"}, "choose one of None, 'text', 'html', 'jsonl', 'warc'"),
        ({"format": "xml"}, "choose one of 'text', 'json'"),
        ({"jobs": -1}, r"Settings\(jobs=-1\): give a number from 1 on"),
        ({"timeout": float("inf")}, r"Settings\(timeout=inf\): give a number from 0 on"),
        ({"max_page": 0}, r"Settings\(max_page=0\): give a number from 1 on"),
        ({"max_page": None}, r"Settings\(max_page=None\): give a number from 1 on"),
        ({"jobs": 1.5}, r"Settings\(jobs=1.5\): give a number from 1 on"),
        ({"timeout": "9"}, r"Settings\(timeout='9'\): give a number from 0 on"),
        ({"kinds": {"captions"}}, r"Settings\(kinds=\{'captions'\}\): give a set of headline, standfirst"),
        ({"kinds": ["body"]}, r"Settings\(kinds=\['body'\]\): give a set of headline"),
    ],
)
def test_settings_that_there_are_not_are_told(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(newsclean.errors.UsageError, match=message):
        Settings(**wrong)


def test_same_bytes_whatever_the_hash_seed() -> None:
    runs = [run("--json", "--lines", *PAGES, env=os.environ | {"PYTHONHASHSEED": seed}) for seed in ("0", "1", "2")]
    assert [done.returncode for done in runs] == [0, 0, 0]
    assert len({done.stdout for done in runs}) == 1


def test_pages_of_any_form_may_be_too_large() -> None:
    found = list(newsclean.clean_many(["word " * 9, newsclean.Page(text="word " * 9, id="a")], Settings(max_page=10)))
    assert [isinstance(result, newsclean.Failure) for result in found] == [True, True]
    assert [result.id for result in found] == [None, "a"]
