"""Files, folders, standard input and JSON Lines: which pages and failures come out."""

import bz2
import gzip
import io
import json
import lzma
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import newsclean
from newsclean.errors import InputError
from newsclean.reading import find_inputs, one_page, read_page, read_records
from newsclean.reading.jsonl import read_jsonl
from newsclean.reading.sniffing import sniff
from newsclean.records import Failure, Input, Page, Record
from newsclean.settings import Settings

HTML = b"<!doctype html><html><body><h1>Bridge closed</h1><p>The bridge stays closed.</p></body></html>"
MHTML = b"""\
From: <Saved by a browser>\r
Snapshot-Content-Location: https://bell.example/bridge\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\tboundary="--part"\r
\r
----part\r
Content-Type: text/html; charset="utf-8"\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><body><h1>Bridge closed</h1><p>The bridge stays clos=\r
ed =E2=80=93 until May.</p></body></html>\r
----part--\r
"""
TEXT = "Bridge closed\n\nThe bridge stays closed, the mayor said.\n"


def read(*inputs: object, **options: object) -> list[Page | Failure]:
    settings = Settings(**options)  # type: ignore[arg-type]
    found = read_records(find_inputs(str(name) for name in inputs), settings)
    return [
        read_page(item, settings) if isinstance(item, Record) else item for item in found if not isinstance(item, Input)
    ]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"A text\n", "text"),
        (b"[1]Skip to content\n", "text"),
        (b"{not json}", "text"),
        (b"a < b and <b>bold</b>", "text"),
        (HTML, "html"),
        (b"\xef\xbb\xbf\n<!-- saved -->\n<HTML>", "html"),
        (b"Warning: x in /a.php\n<!DOCTYPE html>\n<html><head></head><body>" + b"<p>a</p>" * 4, "html"),
        (b"A page begins with\n<!DOCTYPE html>\n<html>\nand ends with\n</html>\n", "text"),
        (b"<div><p>One</p><p>Two</p></div>", "html"),
        (HTML.decode().encode("utf-16"), "html"),
        (b'{"text": "a"}\n', "jsonl"),
        (b' {"id":1,"text":"a"}', "jsonl"),
        (b"\xef\xbb\xbf" + b'{"text": "a"}', "jsonl"),
        (b'{\n  "text": "a"\n}', "json"),
        (b'{"cut off\n{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        (b'garbage\n{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        (b'{"@context": "x"}\nHome\nNews\n', "text"),
        (b'{"a quote": that goes on', "text"),
        (b'[{"text": "a"}]', "json"),
        (MHTML, "mhtml"),
        (b"Date: Monday\nContent-Type: text/plain\n\nThe gates of Marrow Bay\n", "text"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"),
        (
            b'<!DOCTYPE html><html><head><script>\n{"@graph": [\n {"@type": "WebSite"},\n {"@type": "Person"}]}\n',
            "html",
        ),
    ],
)
def test_sniff(head: bytes, form: str) -> None:
    assert sniff(head) == form


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'[{"text": "a"}]', "jq -c"),
        (b"", "empty"),
        (b"%PDF-1.4", "looks like a binary file (PDF)"),
        (gzip.compress(b"x" * 1000)[:-12], "damaged or cut off"),
    ],
)
def test_what_cannot_be_cleaned_is_a_failure(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "bad").write_bytes(data)
    (tmp_path / "good").write_text(TEXT)
    failure, page = read(tmp_path / "bad", tmp_path / "good")
    assert isinstance(failure, Failure)
    assert failure.source == str(tmp_path / "bad")
    assert message in failure.message
    assert page == Page(text=TEXT, source=str(tmp_path / "good"))


@pytest.mark.parametrize("form", [None, "text", "html", "jsonl", "warc"])
def test_nothing_is_empty_whatever_it_is_read_as(tmp_path: Path, form: str | None) -> None:
    for data in (b"", b" \n", gzip.compress(b"")):
        (tmp_path / "a").write_bytes(data)
        (failure,) = read(tmp_path / "a", input_form=form)
        assert failure == Failure(str(tmp_path / "a"), "reading", "is empty: there is nothing to clean")


def test_missing_and_unreadable(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "none.txt")
    assert isinstance(failure, Failure)
    assert failure.message == "no such file or folder"


def test_html(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(HTML)
    name = str(tmp_path / "page")
    assert read(name) == read(name, input_form="html") == [Page(text=HTML.decode(), source=name, form="html")]


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(MHTML)
    (page,) = read(tmp_path / "a.mhtml")
    assert isinstance(page, Page)
    assert (page.form, page.url) == ("html", "https://bell.example/bridge")
    assert "<p>The bridge stays closed – until May.</p>" in page.text
    assert "until May" in newsclean.clean(MHTML.decode()).text
    (tmp_path / "a.mhtml").write_bytes(MHTML.replace(b"text/html", b"text/css"))
    (failure,) = read(tmp_path / "a.mhtml")
    assert isinstance(failure, Failure) and "has no HTML in it" in failure.message


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://bell.example/brücke", "https://bell.example/brücke"),
        ("https://bell.example/a\r\n b", "https://bell.example/ab"),
        ("=?utf-8?Q?https://bell.example/br=C3=BCcke?=", "https://bell.example/brücke"),
        ("=?utf-8?B?aHR0cHM6Ly9iZWxsLmV4YW1wbGUv?=\r\n =?utf-8?Q?b?=", "https://bell.example/b"),
        ("=?none?Q?https://bell.example/a?=", None),
        ("cid:a@b", None),
    ],
)
def test_addresses_of_saved_pages(address: str, url: str | None) -> None:
    saved = MHTML.replace(b"https://bell.example/bridge", address.encode())
    assert one_page(saved, Settings()).url == url


def test_saved_pages_that_are_hostile() -> None:
    charset = MHTML.replace(b'charset="utf-8"', b"charset*=a\0b''x")
    assert "until May" in one_page(charset, Settings()).text
    headers = (f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(1000))
    nested = f"From: a\r\n{''.join(headers)}Content-Type: text/html\r\n\r\n<p>One.\r\n"
    with pytest.raises(InputError, match="more than 20 parts that hold parts"):
        one_page(nested, Settings())


def test_text_as_html(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("A text, or so it seems.")
    (page,) = read(tmp_path / "page", input_form="html")
    assert isinstance(page, Page) and page.form == "html"


def test_html_records() -> None:
    lines = b'{"html": "<p>One."}\n{"text": "One.", "html": "<p>One."}\n{"text": "One.", "html": " "}\n{"html": ""}'
    assert [(page.text, page.form) for page in records(lines) if isinstance(page, Page)] == [
        ("<p>One.", "html"),
        ("<p>One.", "html"),
        ("One.", "text"),
        ("", "html"),
    ]


def test_html_as_text(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(HTML)
    assert read(tmp_path / "page", input_form="text") == [Page(text=HTML.decode(), source=str(tmp_path / "page"))]


def zstd(data: bytes) -> bytes:
    from backports import zstd

    return zstd.compress(data)


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress, zstd])
def test_compressed(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a").write_bytes(compress(TEXT.encode()))
    (tmp_path / "b").write_bytes(compress(b'{"text": "One page."}\n{"text": "Another."}\n'))
    assert [page.text for page in read(tmp_path / "a", tmp_path / "b") if isinstance(page, Page)] == [
        TEXT,
        "One page.",
        "Another.",
    ]


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    os.symlink(tmp_path, tmp_path / "c" / "loop")
    assert [page.text for page in read(tmp_path) if isinstance(page, Page)] == [
        "a/z.txt",
        "b.txt",
        "c/d/e.txt",
    ]
    assert len(read(tmp_path)) == 3


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    assert "no files" in read(tmp_path)[0].message  # type: ignore[union-attr]


def test_standard_input_is_read_once_and_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    page, failure = read("-", "-")
    assert page == Page(text=TEXT, source="-")
    assert isinstance(failure, Failure)
    assert "already read" in failure.message
    assert not stdin.buffer.closed


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert isinstance(read("-")[0], Failure)


def test_standard_input_is_not_touched_for_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (tmp_path / "a").write_text(TEXT)
    assert isinstance(read(tmp_path / "a")[0], Page)


def test_undecodable_file_name(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write(TEXT)
    assert read(os.fsdecode(name)) == [Page(text=TEXT, source=f"{tmp_path}/caf\ufffd.txt")]


def records(data: bytes, size: int = 7, **options: object) -> list[Page | Failure]:
    settings = Settings(**options)  # type: ignore[arg-type]
    found = read_jsonl((data[i : i + size] for i in range(0, len(data), size)), "pages.jsonl", settings)
    return [read_page(item, settings) if isinstance(item, Record) else item for item in found]


@pytest.mark.parametrize(
    ("line", "text", "id"),
    [
        (b'{"text": "One."}', "One.", None),
        (b'{"id": "a", "text": "One.", "more": [1]}', "One.", "a"),
        (b'{"id": 7, "text": "One."}', "One.", "7"),
        (b'{"id": [1], "url": 3, "html": {}, "text": "One."}', "One.", None),
        (b'{"id": true, "text": " "}', " ", None),
        (b'{"text": "lone \\ud83d surrogate"}', "lone \ufffd surrogate", None),
        (b'{"text": "pair \\ud83d\\ude00"}', "pair 😀", None),
        (b'{"text": "esc \\u001b[0m"}', "esc     ", None),
        (b'{"text": "raw \x01 control"}', "raw   control", None),
        (b'{"text": "nan", "score": NaN}', "nan", None),
        (
            '{"text": "Straße über die Brücke für alle"}'.encode("cp1252"),
            "Straße über die Brücke für alle",
            None,
        ),
    ],
)
def test_records(line: bytes, text: str, id: str | None) -> None:
    assert records(line + b"\n") == [Page(text=text, source="pages.jsonl", id=id)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "cut off', "line 2: is not a JSON object"),
        (b"[1]", "line 2: is not a JSON object"),
        (b'{"id": "a"}', "line 2: has no `text`"),
        (b'{"text": "a", "id": ' + b"1" * 5000 + b"}", "line 2: has a value that cannot be read in `id`"),
        (b'{"text": 3}', "line 2: `text` is of the wrong type"),
        (b'{"html": 3}', "line 2: has no `text`"),
        (b'{"text": "a", "deep": ' + b"[" * 100_000, "line 2: is nested too deeply"),
    ],
)
def test_broken_records_do_not_stop_the_others(line: bytes, message: str) -> None:
    first, failure, last = records(b'{"text": "One."}\n' + line + b'\n\n{"text": "Two."}', size=1000)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert isinstance(failure, Failure)
    assert failure.source == "pages.jsonl"
    assert message in failure.message


def test_failures_keep_the_id_of_their_record() -> None:
    found = records(b'{"id": "c", "page": "x"}\n{"id": 7, "text": 5}\n{"id": "cut off"', size=1000)
    assert [result.id for result in found] == ["c", "7", None]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_encodings(ending: str, encoding: str, last: bool) -> None:
    lines = [json.dumps({"text": f"Straße {n}"}, ensure_ascii=False) for n in range(3)]
    data = (ending.join(lines) + ending * last).encode(encoding)
    assert [page.text for page in records(data, size=33) if isinstance(page, Page)] == [
        "Straße 0",
        "Straße 1",
        "Straße 2",
    ]


def test_jsonl_is_streamed() -> None:
    taken = 0

    def chunks() -> Iterator[bytes]:
        nonlocal taken
        for n in range(1000):
            taken += 1
            yield b'{"text": "Page %d."}\n' % n

    pages = read_jsonl(chunks(), "-", Settings())
    assert next(pages) == Record(data=b'{"text": "Page 0."}', form="jsonl", place="line 1")
    assert taken == 1


def test_library_page() -> None:
    assert one_page("a\0b", Settings()).text == "a b"
    assert one_page(TEXT.encode("utf-16"), Settings()).text == TEXT
