"""Building and loading a corpus folder, on invented clones of the public sources."""

from __future__ import annotations

import gzip
import json
import lzma
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newsclean.errors import UsageError
from newsclean.lab import dumps as dumps_module
from newsclean.lab.corpus import build_corpus
from newsclean.lab.dumps import STYLES, DumpError, MissingTool, check_tools, make_dump, missing_tool
from newsclean.lab.folder import CorpusMissing, GoldPage, Splits, load_corpus
from newsclean.lab.sources import SourceError, read_fundus, read_readability, read_wcxb

PAGE = """<!DOCTYPE html><html><head><title>Ferry runs again</title>
<style>p { color: red }</style></head><body>
<ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul>
<h1>Ferry runs again</h1>
<p>The ferry across the <b>Lind</b> took up its service on Monday, three weeks after the storm.</p>
<p>“We are glad”, said the captain.</p>
<noscript>Please turn on scripts.</noscript><script>var hidden = 1;</script></body></html>"""


def need_html_text() -> None:
    if lack := missing_tool("html_text"):
        pytest.skip(lack)


def put(path: Path, content: str | dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.fixture
def wcxb(tmp_path: Path) -> Path:
    clone = tmp_path / "wcxb"
    truth: dict[str, Any] = {"title": "Ferry runs again", "author": "A. Writer", "publish_date": "2025-02-03"}
    truth |= {"main_content": "The ferry took up its service.", "with": ["ferry"], "without": ["Home"]}
    for number, url in (("0001", "https://a.example/1"), ("0002", "https://b.example/2"), ("0003", None)):
        put(clone / f"dev/ground-truth/{number}.json", {"url": url, "ground_truth": truth})
        put(clone / f"dev/html/{number}.html.gz", PAGE)
    put(clone / "test/ground-truth/0009.json", {"url": "https://b.example/2", "ground_truth": {}})
    types = {"0001": "article", "0002": "article", "0003": "listing"}
    put(clone / "metadata.json", {"dev": {number: {"page_type": kind} for number, kind in types.items()}})
    return clone


def crc_name(parity: int) -> str:
    return next(name for name in map("Paper{}".format, range(9)) if zlib.crc32(name.encode()) % 2 == parity)


def body(*paragraphs: str) -> dict[str, Any]:
    sections = [{"headline": ["Back on the water"], "paragraphs": list(paragraphs)}]
    return {"summary": ["After the storm."], "sections": sections}


@pytest.fixture
def fundus(tmp_path: Path) -> Path:
    clone = tmp_path / "fundus"
    country = clone / "tests/resources/parser/test_data/xx"
    even, odd = crc_name(0), crc_name(1)
    first = body("The ferry across the Lind took up its service on Monday, three weeks after the storm.")
    versions = {
        "V1": {"title": "Old", "body": body("A paragraph that is not in the page.")},
        "V2": {"title": "Ferry", "authors": ["A. Writer"], "publishing_date": "2025-02-03", "body": first},
    }
    for publisher in (even, odd):
        put(country / f"{publisher}.json", versions)
        put(country / f"{publisher}_2025_02_04.html.gz", PAGE)
    put(country / f"{even}_2023_01_01.html.gz", "<html><body><p>Another page.</p></body></html>")
    put(country / "meta.info", {f"{even}_2025_02_04.html.gz": {"url": "https://x.example/ferry"}})
    return clone


@pytest.fixture
def readability(tmp_path: Path) -> Path:
    clone = tmp_path / "readability"
    folder = clone / "test/test-pages/ferry-1"
    put(folder / "source.html", PAGE)
    put(folder / "expected.html", "<div><p>The ferry took up\nits service.</p><p>Glad.</p></div>")
    put(folder / "expected-metadata.json", {"title": "Ferry", "byline": "A. Writer", "publishedTime": None})
    return clone


def test_wcxb_leaves_out_pages_whose_address_is_in_its_test_split(wcxb: Path) -> None:
    found = list(read_wcxb(wcxb))
    assert [item.page.id for item in found] == ["wcxb-dev-0001", "wcxb-dev-0003"]
    first, third = (item.page for item in found)
    assert (first.type, third.type, third.url) == ("article", "listing", None)
    assert (first.must_have, first.must_not) == (("ferry",), ("Home",))
    assert (first.title, first.authors, first.date) == ("Ferry runs again", "A. Writer", "2025-02-03")
    assert found[0].html == PAGE.encode()


@pytest.mark.parametrize(
    "metadata",
    [
        {"0001": {"page_type": "article"}, "0003": {"page_type": {"primary": "listing"}}},
        {"pages": [{"file_id": "0001", "page_type": "article"}, {"id": "0003", "page_type": "listing"}]},
        {
            "test": {"0001": {"page_type": "forum"}},
            "dev": {"0001": {"page_type": "article"}, "0003": {"page_type": "listing"}},
        },
    ],
)
def test_wcxb_page_types_are_found_wherever_they_stand(wcxb: Path, metadata: dict[str, Any]) -> None:
    put(wcxb / "metadata.json", metadata)
    assert [item.page.type for item in read_wcxb(wcxb)] == ["article", "listing"]


def test_fundus_takes_even_publishers_and_the_version_that_is_in_the_page(fundus: Path) -> None:
    (item,) = read_fundus(fundus)
    page, even = item.page, crc_name(0)
    assert (page.id, page.publisher, page.country) == (f"fundus-xx-{even}_2025_02_04", even, "xx")
    assert (page.title, page.authors, page.topics) == ("Ferry", ("A. Writer",), None)
    assert page.url == "https://x.example/ferry"
    assert page.text.split("\n\n")[:2] == ["After the storm.", "Back on the water"]
    assert page.text.endswith("three weeks after the storm.")


def test_fundus_page_fetched_twice_gets_one_version_each_in_order(fundus: Path) -> None:
    (path,) = fundus.rglob(f"{crc_name(0)}.json")
    versions = json.loads(path.read_text())
    versions["V3"] = {"title": "Later", "body": body("“We are glad”, said the captain.")}
    put(path, versions)
    put(path.with_name(f"{crc_name(0)}_2025_06_01.html.gz"), PAGE)
    assert [item.page.title for item in read_fundus(fundus)] == ["Ferry", "Later"]


def test_readability_gold_is_the_text_of_the_expected_html(readability: Path) -> None:
    need_html_text()
    (item,) = read_readability(readability)
    assert item.page.id == "mozr-ferry-1"
    assert item.page.text == "The ferry took up its service.\n\nGlad."
    assert item.page.authors == "A. Writer"
    assert item.html == PAGE.encode()


@pytest.mark.parametrize("reader", [read_wcxb, read_fundus, read_readability])
def test_a_folder_that_is_no_clone_is_named(tmp_path: Path, reader: Any) -> None:
    with pytest.raises(SourceError, match="is missing"):
        list(reader(tmp_path))


def test_broken_files_are_named(wcxb: Path) -> None:
    (wcxb / "dev/html/0001.html.gz").write_bytes(b"not gzip")
    with pytest.raises(SourceError, match=r"0001\.html\.gz"):
        list(read_wcxb(wcxb))
    put(wcxb / "metadata.json", "{")
    with pytest.raises(SourceError, match=r"metadata\.json"):
        list(read_wcxb(wcxb))


@pytest.mark.parametrize("style", STYLES)
def test_each_style_keeps_the_article_and_hides_scripts_but_one(style: str) -> None:
    if lack := missing_tool(style):
        pytest.skip(lack)
    text = make_dump(PAGE.encode(), style)
    assert "took up its service" in " ".join(text.replace("**", "").split())
    assert ("hidden" in text) == (style == "text_content")
    assert make_dump(PAGE.encode(), style) == text  # no temporary names, no dates
    assert max(map(len, text.splitlines())) <= {"w3m": 80, "lynx": 80, "html2text": 78}.get(style, 1000)


def test_wet_has_a_line_an_element_and_no_empty_ones() -> None:
    page = """<html><head><title> The \n Bell</title><style>p{}</style></head><body><div> <p>One<br>two&nbsp;
        <b>three</b> four</p></div><table><tr><td>A<td>B</table><a>Home</a><a>Sport</a><pre>x  y
    z</pre><script>hidden</script><select><option>1<option>2</select></body>"""
    lines = ["The Bell", "One", "two three four", "A B", "HomeSport", "x  y", "    z", "12"]
    assert make_dump(page.encode(), "wet") == "\n".join([*lines, ""])


def test_a_browser_selects_what_it_shows_and_runs_nothing() -> None:
    if lack := missing_tool("selectall"):
        pytest.skip(lack)
    page = """<html><head><title>Title</title><meta charset="latin1"><meta http-equiv="refresh" content="0;url=/">
        <script>document.write('<p>written</p>')</script></head>
        <body onload="document.body.innerHTML='owned'"><h1>Müsli</h1><p style="display:none">gone</p>
        <p>One <b>two</b><br>three</p><table><tr><td>A<td>B</table><noscript>No scripts.</noscript>
        <iframe src="https://example.org/"></iframe></body>"""
    lines = ["Müsli", "One two", "three", "A\tB", "No scripts."]
    assert list(filter(None, map(str.strip, make_dump(page.encode(), "selectall").split("\n")))) == lines


def test_lynx_prints_no_temporary_file_names() -> None:
    if lack := missing_tool("lynx"):
        pytest.skip(lack)
    page = b'<p><a href="#top">Up</a> <a href="more.html">More</a> <a href="">Here</a></p>'
    assert "lynxXXXX" not in make_dump(page, "lynx")


def test_a_missing_tool_is_named_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.lab.dumps.shutil.which", lambda name: None)
    with pytest.raises(MissingTool, match=r"w3m needs w3m: apt-get install w3m(?s:.*)apt-get install lynx"):
        check_tools(["w3m", "lynx"])
    with pytest.raises(UsageError, match="no dump style 'elinks'"):
        check_tools(["elinks"])


def test_building_and_loading(tmp_path: Path, wcxb: Path, fundus: Path, readability: Path) -> None:
    need_html_text()
    clones = {"readability": readability, "wcxb": wcxb, "fundus": fundus}
    report = build_corpus(tmp_path / "out", clones, ["html_text"])
    assert report.pages == {"wcxb": 2, "fundus": 1, "readability": 1}
    assert (report.dumped, report.failures) == (3, ())

    corpus = load_corpus(tmp_path / "out")
    assert [page.source for page in corpus.pages.values()] == ["wcxb", "wcxb", "fundus", "readability"]
    assert corpus.html("wcxb-dev-0003") == PAGE.encode()
    dumps = {dump.id: dump.styles for dump in corpus.dumps()}
    assert "wcxb-dev-0003" not in dumps  # a listing
    assert dumps["mozr-ferry-1"] == {"html_text": make_dump(PAGE.encode(), "html_text")}
    assert corpus.splits == Splits()
    assert not corpus.kinds
    assert not corpus.extra
    assert not list(corpus.silver())

    build_corpus(tmp_path / "again", clones, ["html_text"])
    for name in ("pages.jsonl.gz", "dumps.jsonl.xz", "html/mozr-ferry-1.html.gz"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    with pytest.raises(UsageError, match="already holds a corpus"):
        build_corpus(tmp_path / "out", clones, ["html_text"])


def test_a_dump_that_fails_is_left_out_and_reported(
    tmp_path: Path, wcxb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(page: str) -> str:
        raise ValueError("no body")

    monkeypatch.setitem(STYLES, "broken", dumps_module.Style(broken, "nothing"))
    with pytest.raises(DumpError, match="broken failed: ValueError: no body"):
        make_dump(b"", "broken")
    report = build_corpus(tmp_path / "out", {"wcxb": wcxb}, ["broken"])
    assert report.failures == ("wcxb-dev-0001: broken failed: ValueError: no body",)
    assert [dump.styles for dump in load_corpus(tmp_path / "out").dumps()] == [{}]


@pytest.mark.parametrize("clones", [{}, {"other": Path("x")}])
def test_unknown_sources_are_refused(tmp_path: Path, clones: dict[str, Path]) -> None:
    with pytest.raises(UsageError, match="name clones of wcxb, fundus, readability"):
        build_corpus(tmp_path, clones)


def test_loading_everything_a_published_folder_holds(tmp_path: Path) -> None:
    page = {
        "id": "a",
        "source": "wcxb",
        "type": "article",
        "text": "T",
        "with": ["T"],
        "authors": "A. Writer",
    }
    put(tmp_path / "pages.jsonl.gz", page)
    put(tmp_path / "splits.json", {"gate": ["a"], "excluded": ["x"], "folds": {"b": 2}})
    put(tmp_path / "kinds/s.1.html_text.tsv", "navigation\tHome\n\nbody\tIt rained.\tMuch.\n")
    silver = {"id": "s.1", "lines": ["Home", "", "It rained."], "votes": [0, 0, 5], "voters": 7}
    for name in ("silver.jsonl.xz", "extra/silver.jsonl.xz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(lzma.compress(json.dumps(silver).encode()))
    extra = {
        "id": "e",
        "source": "gne",
        "path": "p",
        "text": "T",
        "label": "silver",
        "agreement": 0.9,
        "lang": "zh",
    }
    put(tmp_path / "extra/pages.jsonl.gz", extra)
    put(tmp_path / "extra/html/e.html.gz", "<p>T")

    corpus = load_corpus(tmp_path)
    assert corpus.pages["a"].must_have == ("T",)
    assert [corpus.splits.names(key) for key in ("a", "b", "x", "y")] == [
        ("gate",),
        ("folds",),
        ("excluded",),
        (),
    ]
    (labelled,) = corpus.kinds
    assert (labelled.key, labelled.text) == ("s.1.html_text", "Home\n\nIt rained.\tMuch.")
    assert labelled.gold() == {1: ("navigation", "Home"), 3: ("body", "It rained.\tMuch.")}
    assert [row.votes for row in corpus.silver()] == [row.votes for row in corpus.extra_silver()] == [(0, 0, 5)]
    assert corpus.extra["e"].lang == "zh"
    assert corpus.html("e") == b"<p>T"
    with pytest.raises(CorpusMissing, match="no HTML for page 'a'"):
        corpus.html("a")
    with pytest.raises(CorpusMissing, match=r"dumps\.jsonl\.xz is missing"):
        list(corpus.dumps())


def test_a_folder_without_pages_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing, match="newsclean-lab corpus"):
        load_corpus(tmp_path)


def test_gold_pages_are_written_with_the_keys_of_the_published_file() -> None:
    page = GoldPage(id="a", source="wcxb", type="article", text="T", must_not=("Home",))
    row = msgspec.json.decode(msgspec.json.encode(page))
    assert row == {"id": "a", "source": "wcxb", "type": "article", "text": "T", "without": ["Home"]}
