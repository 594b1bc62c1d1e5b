"""What HTML says of the text beyond its words, as it comes to the formats that keep it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclean import marks as marks_of_dumps
from newsclean.html import read_html
from newsclean.html.markup import DEEPEST, MOST_COLUMNS, markup_of
from newsclean.pipeline import clean_page
from newsclean.records import ITEM, Block, Kind, Markup, Page
from newsclean.settings import Settings
from tests.test_html_render import PARTS

URL = "https://news.example/2024/gates.html"


def blocks(html: str, *, links: bool = True, url: str | None = URL) -> list[tuple[str, Markup]]:
    """The texts of a page, each Line a paragraph, with its bullet, and their markup."""
    page = read_html(html, marked=True)
    texts = [ITEM * bool(line.marks & marks_of_dumps.BULLET) + line.text for line in page.lines]
    made = [
        Block(Kind.BODY, text, line.first_line, line.last_line) for text, line in zip(texts, page.lines, strict=True)
    ]
    markup = markup_of(made, page.lines, page.markup, url, links=links)
    return [(block.text, markup[block.first_line]) for block in made]


def marks(html: str, *, url: str | None = URL) -> list[tuple[str, str, str | None]]:
    """The marks of a page of one paragraph: what they are, around which text, and their targets."""
    ((text, markup),) = blocks(html, url=url)
    return [(span.mark, text[span.start : span.end], span.target) for span in markup.spans]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>It <b>is</b> <i>late</i>.", [("strong", "is"), ("emphasis", "late")]),
        ("<p>The <em> ferry \n is </em>late", [("emphasis", "ferry is")]),
        ("<p>a <strong>b <em>c</em> d</strong>", [("emphasis", "c"), ("strong", "b c d")]),
        ("<p><b>a <i>b</b> c</i>", [("strong", "a b"), ("emphasis", "b c")]),
        ("<p><b>a</b> <b>b</b> <b></b> <i> </i>c", [("strong", "a b")]),
        ("<p><b><strong>a</strong></b> <kbd>b</kbd> <code>c</code>", [("strong", "a"), ("code", "b c")]),
        # An element's own style wins: word processors paste all of an article into a bold element.
        ("<p><b style='font-weight: normal'>a <span style='font-weight:700'>b</span></b>", [("strong", "b")]),
        ("<p style='color:red;FONT-STYLE:italic'>a <em style='font-style:normal'>b</em>", [("emphasis", "a")]),
        # Characters that are not to be seen go, and what stands behind them moves up.
        ("<p>&#8203;x&shy;y <b>&#8203;z&shy;w</b>&#8203; v", [("strong", "zw")]),
        ("<p>a\x0b\u2028<b>\ufeffb\x07c</b>", [("strong", "b c")]),
        ("<p><b>&#8203;</b>a", []),
    ],
)
def test_marks(html: str, expected: list[tuple[str, str]]) -> None:
    assert [(mark, text) for mark, text, _ in marks(html)] == expected


def test_marks_that_span_rows_are_in_each() -> None:
    page = blocks("<b>one<br>two <i>three<p>four</i> five</b><p>six")
    assert [[(span.mark, text[span.start : span.end]) for span in markup.spans] for text, markup in page] == [
        [("strong", "one")],
        [("strong", "two three"), ("emphasis", "three")],
        [("emphasis", "four"), ("strong", "four five")],
        [],
    ]


@pytest.mark.parametrize(
    ("html", "url", "target"),
    [
        ("<a href='https://x.example/a'>b</a>", None, "https://x.example/a"),
        ("<a href=' ../a?b=c '>b</a>", URL, "https://news.example/a?b=c"),
        ("<a href='//x.example'>b</a>", URL, "https://x.example"),
        ("<a href=a>b</a>", None, "a"),  # no address of the web: formats leave it out
        ("<base href=/c/d><a href=a>b</a>", URL, "https://news.example/c/a"),
        ("<base href=http://c.example/><a href=a>b</a>", None, "http://c.example/a"),
        ("<a href='javascript:x'>b</a>", URL, "javascript:x"),
        ("<a href='http://[x'>b</a>", URL, "http://[x"),
        ("<a name=b>b</a>", URL, None),
        ("<a href='#'>b</a>", URL, None),
        ("<a href=' '>b</a>", URL, None),
        ("<a href='#c'>b</a>", URL, f"{URL}#c"),
        ("<h2><a href='#c'>b</a></h2>", URL, None),
    ],
)
def test_links(html: str, url: str | None, target: str | None) -> None:
    assert marks(html, url=url) == ([("link", "b", target)] if target else [])


def test_bullets_are_part_of_the_text() -> None:
    ((text, markup),) = blocks("<ul><li><b>a</b> b</ul>")
    assert (text, markup.bullet) == ("- a b", 2)
    assert [text[span.start : span.end] for span in markup.spans] == ["a"]


def test_parts_of_a_sentence_are_one_block() -> None:
    """What `assemble` joins has the marks of all its rows."""
    first = "The harbour master said on Friday evening that the gates, which were built in 1931, would"
    page = read_html(f"<p>{first} <b>be</b><br><b>closed</b> by <i>hand</i>.", marked=True)
    block = Block(Kind.BODY, f"{first} be closed by hand.", 1, 2)
    markup = markup_of([block], page.lines, page.markup, None, links=True)[1]
    assert [block.text[span.start : span.end] for span in markup.spans] == ["be", "closed", "hand"]


def test_links_are_there_on_request() -> None:
    assert blocks("<p><a href=/a>b</a>", links=False)[0][1].spans == ()


def around(html: str) -> list[str]:
    """What is around each Line, `form:number`, outermost first."""
    return [
        " ".join(a.form + ("" if a.number is None else f":{a.number}") for a in markup.around)
        for _, markup in blocks(html)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a<li><p>b<ol><li>c</ol></ul>", ["list item", "list item", "list item list item:1"]),
        ("<ol start=3><li>a<li value=9>b<li>c</ol>", ["list item:3", "list item:9", "list item:10"]),
        ("<ol reversed><li>a<li>b</ol>", ["list item:2", "list item:1"]),
        ("<ol reversed start=1><li>a<li>b</ol>", ["list item:1", "list item:0"]),
        ("<ol reversed start=1><li>a<li>b<li>c</ol>", ["list item"] * 3),
        ("<ol start=-7><li></li><li value=x>a<li value=99999999999>b</ol>", ["list item:2", "list item:3"]),
        ("<div><li>a<li>b</div>", ["list item", "list item"]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", ["quote", "quote quote", ""]),
        (
            "<table><tr><th>a<th>b<tr><td><td>c<tr><td>d<td><p>e<p>f</table>",
            ["table row:1", "table row cell:1", "table row cell:0", "table row cell:1", "table row cell:1"],
        ),
        ("<table><tr><td colspan=2><td>a</table>", ["table row cell:2"]),
    ],
)
def test_what_is_around(html: str, expected: list[str]) -> None:
    assert around(html) == expected


def test_cells_of_a_row() -> None:
    ((text, markup),) = blocks("<table><tr><td>a &#8203;b<td><td colspan=2><i>c</i> | d<td><b>e</b></table>")
    assert [(column, text[start:end]) for column, start, end in markup.cells] == [(0, "a b"), (2, "c | d"), (4, "e")]
    assert [(span.mark, text[span.start : span.end]) for span in markup.spans] == [("emphasis", "c"), ("strong", "e")]


def test_a_cell_of_invisible_characters_is_empty() -> None:
    ((text, markup),) = blocks("<table><tr><td>&#8203;<td>a<td>b</table>")
    assert [(column, text[start:end]) for column, start, end in markup.cells] == [(1, "a"), (2, "b")]


def test_what_pages_claim_and_nest_is_bounded() -> None:
    ((_, markup),) = blocks("<table><tr><td colspan=999999><td>a<td>b</table>")
    assert [column for column, _, _ in markup.cells] == [0, 1]
    assert max(len(path.split()) for path in around("<ul><li>" * 60 + "a")) == DEEPEST
    wide = around(f"<table><tr>{'<td>a' * (MOST_COLUMNS + 2)}</table>")
    assert wide[MOST_COLUMNS - 1 :] == [f"table row cell:{MOST_COLUMNS - 1}", "table row", "table row"]


def test_levels() -> None:
    assert [markup.level for _, markup in blocks("<h1>a</h1><h3><div>b</div></h3><h6>c</h6><p>d")] == [1, 3, 6, 0]


@settings(max_examples=200, deadline=None)
@example(["<b>", "0\x85"])
@given(st.lists(PARTS | st.sampled_from(["<b>", "</b>", "<a href=/x>", "</a>", "<code>", "\u200b", " "]), max_size=40))
def test_garbage(parts: list[str]) -> None:
    """Offsets are in the text, at what is to be seen, and nobody's text changes because somebody asks for marks."""
    html = "".join(parts)
    found = blocks(html)
    assert [text[markup.bullet :] for text, markup in found] == [line.text for line in read_html(html).lines]
    for text, markup in found:
        for start, end in [(span.start, span.end) for span in markup.spans] + [cell[1:] for cell in markup.cells]:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


def test_pages_are_asked_only_for_formats_that_keep_it() -> None:
    html = (Path(__file__).parent / "pages" / "ferry-html" / "page.html").read_text("utf-8")
    page = Page(text=html, form="html")
    plain, marked = clean_page(page, Settings()), clean_page(page, Settings(format="markdown"))
    assert plain.markup == {} and marked.markup
    assert (plain.article, plain.blocks) == (marked.article, marked.blocks)
