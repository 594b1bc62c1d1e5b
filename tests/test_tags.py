"""Tags and attributes that pandoc leaves in Markdown are no text of a page. All texts are invented."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.assemble import CODE
from newsclean.lines import split_lines
from newsclean.marks import UNSEEN
from newsclean.pipeline import clean_page
from newsclean.reading.sniffing import sniff
from newsclean.records import Page
from newsclean.settings import Settings
from newsclean.tags import without_tags
from tests.test_lines import PARAGRAPHS

BODY = "\n\n".join(PARAGRAPHS)
WRAPPED = "\n\n".join(textwrap.fill(text, 72) for text in PARAGRAPHS)
GFM = f"""\
<div id="page" class="site">

<div class="menu">

- [Home](/)
- [News](/news)
- [Sport](/sport)

</div>

# Ferry late again

<div class="byline"
data-id="7" style="margin: 0; padding: 0">

By <span class="author"
title="All the texts of Ann Bell on islands, boats and the weather">Ann
Bell</span> <img src="/bell.png"
width="40" alt="" />

<span class="date">May 3, 2024</span>

</div>

{WRAPPED}

The <a href="/boats" class="link">mail boat</a> is at nine<sup>2</sup>.

</div>

</div>
"""
MARKDOWN = f"""\
::: {{#page .site}}
::: menu
-   [Home](/){{.link}}
-   [News](/news){{.link .link-news
    data-position="header \\"2\\""}}
-   [Sport](/sport){{.link}}
:::

# Ferry late again {{#ferry-late-again .headline}}

::: {{.byline data-id="{{7}}"}}
By [[Ann Bell](/ann){{.author}}]{{.name
title="All texts of Ann Bell"}} []{{.icon}} `<svg><path d="M0 0"></path></svg>`{{=html}}

[May 3, 2024]{{.date}}
:::

{WRAPPED}

The [mail boat](/boats){{.link}} is at nine^2^.
:::
"""


@pytest.mark.parametrize("page", [GFM, MARKDOWN])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_tags_and_attributes_are_no_text(page: str, ending: str) -> None:
    found = newsclean.clean(page.replace("\n", ending))
    assert (found.title, found.authors, found.date) == ("Ferry late again", ["Ann Bell"], "2024-05-03")
    assert found.text.startswith(BODY)
    assert found.text.endswith(("The mail boat is at nine2.", "The mail boat is at nine^2^."))
    lines = [line.text for line in split_lines(without_tags(page).text)]
    assert lines[:6] == ["Home", "News", "Sport", "Ferry late again", "By Ann Bell", "May 3, 2024"]


def test_a_picture_without_words_shows_none_of_the_signs_that_are_not_seen() -> None:
    page = MARKDOWN.replace("# Ferry", '[![](/x.png){.a}](/y){.b}\n\n![](z.png){width="3"\nheight="4"}\n\n# Ferry')
    found = newsclean.clean(page, newsclean.Settings(lines=True))
    assert UNSEEN not in str(found.to_dict())
    assert "[![](/x.png)](/y)" in "\n".join(part.text for part in found.removed)


@pytest.mark.parametrize("page", [GFM, MARKDOWN])
def test_every_row_is_told_of_once(page: str) -> None:
    cleaned = clean_page(Page(text=page), Settings(lines=True))
    lines = cleaned.article.lines or []
    assert sorted(line.line for line in lines) == [n for n, row in enumerate(page.split("\n"), 1) if row.strip()]
    assert cleaned.page == page
    code = [part for part in cleaned.article.removed if part.reason == CODE]
    assert code and all(row.startswith(("<", ":", "data-")) for part in code for row in part.text.split("\n"))


def test_a_file_of_such_markdown_is_no_html() -> None:
    assert sniff(GFM.encode()) == "text"
    assert sniff(GFM.replace("\n", "\r\n").encode()) == "text"
    for tag in ("<p>A boat</p>", "<!DOCTYPE html>\n<html>", "<script>boat()</script>"):
        html = f"<div>\n\n<div>\n\n{tag}\n\n</div>\n\n</div>\n\n</div>\n"
        assert sniff(html.encode()) == "html"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nWrite <div> and </div>, or {{#anchor}}, around it.\n",
        "Use `a[0]{.b}` here.\n\n::: note\nA [boat](/b) is late.\n:::\n",
        f"<ann@example.org> wrote: {BODY}",
    ],
)
def test_texts_that_speak_of_tags_are_left_alone(text: str) -> None:
    assert without_tags(text) == (text, [])


def test_code_and_what_is_escaped_stay() -> None:
    said = 'Use `<b class="x">` and \\<img src=x\\> or {x=1} there.'
    shown, code = without_tags(f"{GFM}\n{said}\n\nA boat <!-- hidden --> is late.\n\n<!-- -->\n")
    assert said in shown and "A boat " in shown and "hidden" not in shown
    assert code[-1].text == "<!-- -->"


PIECES = [
    "</div>",
    "<a b",
    ">",
    "[",
    "]",
    "{.a}",
    "{#b",
    "}",
    "\n",
    "\r\n",
    ":::",
    " x ",
    "`",
    "<br>",
    "<!-- -->",
    "\\<",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_all_else_keeps_its_place(pieces: list[str]) -> None:
    text = "\n\n</div>" * 3 + "\n" + "".join(pieces)
    shown, code = without_tags(text)
    assert len(shown) == len(text)
    assert all(new in (old, " ", UNSEEN) for old, new in zip(text, shown, strict=True))
    assert all(text[row.start : row.end] == row.text and not shown[row.start : row.end].strip() for row in code)
    if not {":::", "<a b", "`", "{#b"} & set(pieces):  # no mark that could hold it
        assert shown.count("x") == text.count("x")


def test_a_backslash_breaks_a_row() -> None:
    first, second = PARAGRAPHS[:2]
    verses = f"{textwrap.fill(first, 72)}\\\n{textwrap.fill(second, 72)}"
    assert [line.text for line in split_lines(f"{GFM}\n\n{verses}\n\nIt\\'s \\$5 \\~ 6.")][-3:] == [
        first,
        second,
        "It's $5 ~ 6.",
    ]
