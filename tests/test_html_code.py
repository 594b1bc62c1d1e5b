"""Code of HTML pages: one paragraph with its line ends, a part of the article where that is around it."""

from __future__ import annotations

from io import StringIO

import pytest

import newsclean
from newsclean.html import read_html
from newsclean.marks import VERBATIM
from newsclean.pipeline import clean_page
from newsclean.records import Page
from newsclean.settings import Settings
from newsclean.writing.html import write_html
from newsclean.writing.markdown import page_markdown

ABOVE = "The hens of Marrow Bay are fed by a small program, which a farmer wrote last winter, and which never failed."
BELOW = "It counts the hens at dusk, opens the gate of the barn, and writes what it has seen into a file for all."
CODE = "hens:\n  - author: Ann Bell\n\n    tags: corn"


def page(code: str) -> str:
    others = "".join(f"<p>{text} Nobody had asked for that, she said.</p>" for text in (ABOVE, BELOW))
    return (
        "<html lang=en><title>How to feed hens</title><article><h1>How to feed hens</h1>"
        f"<p>{ABOVE}</p>{code}<p>{BELOW}</p>{others}</article>"
    )


@pytest.mark.parametrize(
    "code",
    [
        f"<pre><code>\n{CODE}\n</code></pre>".replace("\n", "\n  "),
        f"<div class=highlight><pre>{CODE}  \n</pre></div>",
        f"<pre class='brush: yaml'>{CODE}</pre>".replace("\n", "<br>"),
    ],
)
def test_code_is_one_paragraph_as_it_was_laid_out(code: str) -> None:
    article = newsclean.clean(page(code))
    found = [paragraph for paragraph in article.paragraphs if "Ann Bell" in paragraph.text]
    assert [(paragraph.kind, paragraph.text) for paragraph in found] == [("body", CODE)]
    assert found[0].last_line == found[0].first_line + 3
    assert not article.removed
    assert f"\n\n{CODE}\n\n" in article.text


def test_rows_that_look_like_code_are() -> None:
    rows = "int hens() {\n  return 3;\n}"
    assert [line.text for line in read_html(f"<pre>{rows}</pre>").lines if line.marks & VERBATIM] == [
        "int hens() { return 3; }"
    ]
    for html in (
        f"<body class=lang-en><pre>{ABOVE}\n{BELOW}</pre>",
        "<pre class=code>1\n2</pre>",
        "<pre>a postcode</pre>",
    ):
        assert not any(line.marks & VERBATIM for line in read_html(html).lines)


def test_code_of_one_row_keeps_its_spaces() -> None:
    assert "\n\na\tb   c\n\n" in newsclean.clean(page("<pre><code>a\tb   c<button>Copy</button></code></pre>")).text


def test_the_name_of_its_language_is_no_subheading() -> None:
    article = newsclean.clean(page(f"<div class=code><span>Shell</span><pre>{CODE}</pre></div>"))
    assert "Shell" not in article.text
    assert CODE in article.text
    assert "Introduction" in newsclean.clean(page(f"<p>Introduction</p><pre><code>{CODE}</code></pre>")).text


def test_markdown_and_html_keep_code() -> None:
    ticked = CODE.replace("corn", "`` ``` <b>")
    html = page(f"<ul><li>{ABOVE}<pre><code>{ticked.replace('<', '&lt;')}</code></pre></ul>")
    settings = Settings(format="markdown")
    markdown = page_markdown(clean_page(Page(text=html, form="html"), settings), settings.kinds)
    indented = "\n".join(f"  {row}".rstrip() for row in ["````", *ticked.split("\n"), "````"])
    assert f"- {ABOVE}\n\n{indented}\n" in markdown
    settings, stream = Settings(format="html"), StringIO()
    write_html([clean_page(Page(text=html, form="html"), settings)], stream, settings)
    assert f"<pre><code>{ticked.replace('<', '&lt;').replace('>', '&gt;')}</code></pre>" in stream.getvalue()
