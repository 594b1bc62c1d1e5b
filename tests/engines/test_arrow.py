"""Arrow, and what speaks it: the documents of the command line, and errors as rows."""

from __future__ import annotations

import json
import subprocess
import sys
import types
from pathlib import Path

import pyarrow
import pytest

from newsclean import Article, Page, Settings
from newsclean.engines import arrow
from newsclean.errors import InputError, ModelError, UsageError
from newsclean.records import Cleaned
from tests.archives import page_text
from tests.engines import by_command, by_engine, differing, records, write_jsonl, write_wet

PAGE_SCHEMA = pyarrow.schema({"id": "string", "url": "string", "text": "string", "html": "string"})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("pages") / "pages.jsonl", records())


@pytest.fixture(scope="module")
def expected(pages: Path) -> dict[str, str]:
    return by_command(pages)


@pytest.mark.parametrize(("size", "jobs"), [(1, 1), (10, 1), (1000, 1), (10, 2)])
def test_same_documents_as_the_command_line(expected: dict[str, str], size: int, jobs: int) -> None:
    table = pyarrow.Table.from_pylist(records(), PAGE_SCHEMA)
    batches = table.to_batches(max_chunksize=size)
    found = pyarrow.Table.from_batches(arrow.clean_batches(batches, Settings(jobs=jobs)), arrow.schema())
    assert found["id"].to_pylist() == table["id"].to_pylist()
    documents, errors = by_engine(found)
    assert not differing(documents, expected)
    assert errors == [("none 0", "reading: has no `text`: it is null")]


def test_every_line_if_asked_for(pages: Path) -> None:
    table = pyarrow.Table.from_pylist(records(), PAGE_SCHEMA)
    documents, _ = by_engine(arrow.clean_table(table, Settings(lines=True)))
    assert not differing(documents, by_command(pages, "--lines"))


def test_files_are_read_as_by_the_command_line(pages: Path) -> None:
    wet = write_wet(pages.parent / "crawl.warc.wet.gz", range(30))
    both = by_command(pages, named=True) | by_command(wet, named=True)
    found = arrow.clean_files([str(pages), "gone.txt", str(wet)]).read_all()
    assert not differing(by_engine(found)[0], both)
    assert [row["error"] for row in found.to_pylist() if row["source"] == "gone.txt"] == [
        "reading: no such file or folder"
    ]
    for name in (str(wet), wet, [wet]):
        assert not differing(by_engine(arrow.clean_files(name).read_all())[0], by_command(wet, named=True))


def test_polars_and_duckdb(pages: Path, expected: dict[str, str], tmp_path: Path) -> None:
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    frame = polars.read_ndjson(pages, infer_schema_length=None)
    polars.DataFrame(arrow.clean_stream(frame)).write_parquet(tmp_path / "polars.parquet")
    assert not differing(by_engine(tmp_path / "polars.parquet")[0], expected)

    with duckdb.connect() as reading, duckdb.connect() as writing:
        articles = arrow.clean_stream(reading.sql(f"from '{pages}'"))
        writing.register("articles", articles)
        writing.sql(f"copy articles to '{tmp_path / 'duckdb.parquet'}' (format parquet)")
    assert not differing(by_engine(tmp_path / "duckdb.parquet")[0], expected)


@pytest.mark.parametrize(
    "type", ["string", "large_string", "string_view", "binary", "large_binary", pyarrow.dictionary("int32", "string")]
)
def test_types_of_the_page(type: object) -> None:
    texts = [page_text(1), page_text(2), None]
    column = pyarrow.array(texts).cast(type) if isinstance(type, pyarrow.DataType) else pyarrow.array(texts, type)
    found = arrow.clean_table(pyarrow.table({"text": column})).to_pylist()
    assert [row["title"] for row in found[:2]] == [text.split("\n")[6] for text in texts[:2] if text]
    assert found[2]["error"].startswith("reading: has no `text`")


def test_bytes_are_decoded_like_files() -> None:
    text = page_text(1).replace("Port Ellery", "Orléans")
    body = page_text(2).replace("©", "").replace("\n\n", "<p>")
    html = f'<html><head><meta charset="iso-8859-2"><body><article><h1>Zażółć</h1><p>{body}</article>'
    batch = pyarrow.table({"text": [text.encode("latin-1"), None], "html": [None, html.encode("iso-8859-2")]})
    latin, polish = arrow.clean_table(batch).to_pylist()
    assert "The bridge in Orléans reopened" in latin["text"]
    assert (polish["input"], polish["title"]) == ("html", "Zażółć")


def test_strings_that_are_none() -> None:
    """Arrow does not check that its strings are UTF-8: here a file gave it Latin-1."""
    raw = pyarrow.array([page_text(1).replace("Port Ellery", "Orléans").encode("latin-1")]).view("string")
    (row,) = arrow.clean_table(pyarrow.table({"text": raw})).to_pylist()
    assert row["error"] is None and "Orléans" in row["text"]


def test_what_is_no_page_is_a_row() -> None:
    texts = [b"%PDF-1.7 and so on", b"", b" ", (page_text(1) * 9).encode()]
    batch = pyarrow.record_batch({"text": texts, "id": [1, 2, 3, 4], "url": list("abcd"), "source": ["s"] * 4})
    found = arrow.clean_table(batch, Settings(max_page=5_000)).to_pylist()
    assert [(row["id"], row["url"], row["source"]) for row in found] == [
        (str(n), u, "s") for n, u in enumerate("abcd", 1)
    ]
    assert [row["error"] and row["error"].split(":")[0] for row in found] == ["reading", None, None, None]
    wrong = arrow.clean_table(pyarrow.table({"text": [["a", "list"]]})).to_pylist()
    assert "wrong type" in wrong[0]["error"]


@pytest.mark.parametrize("form", ["text", "html"])
def test_form_may_be_said(form: str) -> None:
    batch = pyarrow.table({"content": [page_text(1)]})
    (row,) = arrow.clean_table(batch, Settings(input_form=form)).to_pylist()  # type: ignore[arg-type]
    assert row["input"] == form


def test_times_are_written_as_archives_do() -> None:
    from datetime import UTC, datetime

    moments = [datetime(2024, 2, 21, 1, 2, 3, tzinfo=UTC)]
    (row,) = arrow.clean_table(pyarrow.table({"text": [page_text(1)], "warc_date": moments})).to_pylist()
    assert row["fetched"] == "2024-02-21T01:02:03Z"


def test_cells_that_python_has_no_value_for() -> None:
    far, near = 1 << 62, 1_708_477_323
    batch = pyarrow.table(
        {
            "text": [page_text(1)] * 2,
            "url": pyarrow.array([far, far], pyarrow.timestamp("us")),
            "fetched": pyarrow.array([near, far], pyarrow.timestamp("s", "Nowhere/Land")),
            "id": pyarrow.array([far, 0], pyarrow.duration("s")),
        }
    )
    found = arrow.clean_table(batch).to_pylist()
    assert [(row["url"], row["fetched"], row["error"]) for row in found] == [
        (None, "2024-02-21T01:02:03Z", None), (None, None, None)
    ]  # fmt: skip
    exact = pyarrow.array([near * 10**9 + 123_456_789], pyarrow.timestamp("ns"))
    (row,) = arrow.clean_table(pyarrow.table({"text": [page_text(1)], "fetched": exact})).to_pylist()
    assert row["fetched"] == "2024-02-21T01:02:03.123456"


def test_the_first_value_of_a_row_counts_as_in_json_lines(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": None, "doc_id": "d1", "url": 7, "link": "https://l.example/", "fetched": 20240505},
        {"id": 2, "doc_id": "d2", "url": "https://u.example/", "link": None, "fetched": 20240506},
    ]
    rows = [row | {"text": page_text(1)} for row in rows]
    rows[0]["url"] = None  # a column has one type
    found = arrow.clean_table(pyarrow.Table.from_pylist([row | {"id": row["id"] and str(row["id"])} for row in rows]))
    files = arrow.clean_files([str(write_jsonl(tmp_path / "pages.jsonl", rows))]).read_all()
    for table in (found, files):
        assert table.select(["id", "url", "fetched"]).to_pylist() == [
            {"id": "d1", "url": "https://l.example/", "fetched": None},
            {"id": "2", "url": "https://u.example/", "fetched": None},
        ]


def test_columns_of_one_name() -> None:
    texts = pyarrow.array([page_text(1)])
    with pytest.raises(InputError, match="more than one column `text`"):
        arrow.clean_table(pyarrow.Table.from_arrays([texts, texts], ["text", "text"]))
    (row,) = arrow.clean_table(pyarrow.Table.from_arrays([texts] * 3, ["text", "n", "n"])).to_pylist()
    assert row["title"]


def test_nothing_in_nothing_out() -> None:
    assert arrow.clean_table(pyarrow.table({})).num_rows == 0
    assert arrow.clean_table(pyarrow.table({"text": []})).schema == arrow.schema()


def test_no_column_for_the_page() -> None:
    with pytest.raises(InputError, match=r"no column `html` or .* its columns are id, dump"):
        arrow.clean_table(pyarrow.table({"id": ["1"], "dump": [page_text(1)]}))
    found = arrow.clean_table(pyarrow.table({"id": ["1"], "dump": [page_text(1)]}), Settings(text_key="dump"))
    assert found["title"][0].as_py().startswith("Bridge and")


def test_engines_have_processes_of_their_own() -> None:
    for settings in (Settings(jobs=2), Settings(jobs=None), Settings(timeout=1)):
        with pytest.raises(UsageError, match="of its own"):
            arrow.refuse_processes(settings)


@pytest.mark.parametrize("form", ["jsonl", "warc"])
def test_a_column_holds_no_archive(form: str) -> None:
    with pytest.raises(UsageError, match="is for files: a page by itself"):
        arrow.clean_table(pyarrow.table({"text": ["a"]}), Settings(input_form=form))  # type: ignore[arg-type]


def test_a_bug_is_a_row_and_a_wrong_model_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def stand_in(page: Page, settings: Settings) -> Cleaned:
        if page.text == "model":
            raise ModelError("wrong model")
        if page.text == "bug":
            raise ZeroDivisionError("by zero")
        return Cleaned(Article(id=page.id, text=page.text), [])

    module = types.ModuleType("newsclean.pipeline")
    module.clean_page = stand_in  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "newsclean.pipeline", module)
    found = arrow.clean_table(pyarrow.table({"text": ["a", "bug", "b"], "url": ["1", "2", "3"]})).to_pylist()
    assert [row["text"] for row in found] == ["a", "", "b"]
    assert "ZeroDivisionError" in found[1]["error"] and found[1]["url"] == "2"
    with pytest.raises(ModelError):
        arrow.clean_table(pyarrow.table({"text": ["model"]}))


def test_columns_are_versioned() -> None:
    """Another set of columns is another version: raise arrow.VERSION, and write `schema-VERSION.txt` anew."""
    schema = arrow.schema()
    assert schema.names == [*Article.__struct_fields__, "error"]
    assert schema.metadata == {arrow.VERSION_KEY: str(arrow.VERSION).encode()}
    shown = "".join(f"{field.name}: {field.type}{'' if field.nullable else ' not null'}\n" for field in schema)
    assert shown == (Path(__file__).parent / f"schema-{arrow.VERSION}.txt").read_text("utf-8")
    assert arrow.clean_table(pyarrow.table({"text": ["a"]})).schema.metadata == schema.metadata


@pytest.mark.parametrize(
    ("module", "library", "extra"),
    [("arrow", "pyarrow", "arrow"), ("ray", "ray", "ray"), ("spark", "pyspark", "spark"),
     ("datatrove", "datatrove", "datatrove")],
)  # fmt: skip
def test_a_missing_extra_is_named(module: str, library: str, extra: str) -> None:
    code = f"import sys; sys.modules[{library!r}] = None; import newsclean.engines.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert f"pip install 'newsclean[{extra}]'" in done.stderr.splitlines()[-1]


def test_importing_newsclean_loads_no_engine() -> None:
    code = "import newsclean, newsclean.engines, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pyarrow", "ray", "pyspark", "datatrove", "duckdb", "polars", "numpy"} & set(done.stdout.split())


def test_documents_are_json(expected: dict[str, str]) -> None:
    assert len(expected) == len(records()) - 1
    assert sum(bool(json.loads(line)["text"]) for line in expected.values()) > len(expected) / 2
