"""Scripts that a dump left in a page are no text of it, and code that an article shows is. All texts are invented."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.assemble import CODE
from newsclean.pipeline import clean_page
from newsclean.records import Kind, Page
from newsclean.rows import source_rows
from newsclean.scripts import without_scripts
from newsclean.settings import Settings
from newsclean.writing.views import view
from tests.test_conservation import squash
from tests.test_lines import PARAGRAPHS

SCRIPT = """\
  window.dataLayer = window.dataLayer || [];
  function gtag(){dataLayer.push(arguments);}
  gtag('js', new Date()); gtag('config', 'G-12345', {'anonymize_ip': true});
  /* the banner comes when the page is there, and goes when the reader has said what he wants */
  document.addEventListener("DOMContentLoaded", function() {
    var banner = document.getElementById("banner"); // shown once
    if (banner && !document.cookie.includes("seen=1")) { banner.style.display = "block"; }
  });
"""
STYLE = """\
  .banner,.banner a{display:none;margin:0 auto;color:#333}
  @media (max-width: 600px) { .menu li { float: none !important; } }
  button,input,select,textarea{font:inherit}
"""
DATA = (
    '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry late again",'
    f'"articleBody":"{" ".join(PARAGRAPHS)}","author":[{{"@type":"Person","name":"Ann Bell"}}]}}\n'
)
SHOWN = "function late(boat) {\n  return boat.time > {due: 9}.due;\n}\n\nlate({time: 10}); late({});\n"
TEXT = "\n\n".join(["Ferry late again", "By Ann Bell", "May 3, 2024", *PARAGRAPHS])
PAGE = f"Ferry late again | The Bell\n{SCRIPT}{STYLE}{DATA}\nHome\nNews\nSport\n\n{TEXT}\n\n{SCRIPT}© 2024 The Bell\n"


def test_scripts_style_sheets_and_data_are_no_text() -> None:
    found, clean = newsclean.clean(PAGE), newsclean.clean(f"Ferry late again | The Bell\n\nHome\nNews\nSport\n\n{TEXT}")
    assert (found.title, found.authors, found.date) == ("Ferry late again", ["Ann Bell"], "2024-05-03")
    assert found.text == clean.text == "\n\n".join(PARAGRAPHS)


def test_code_is_handed_back_and_keeps_its_place() -> None:
    cleaned = clean_page(Page(text=PAGE), Settings(lines=True))
    removed = [part for part in cleaned.article.removed if part.reason == CODE]
    assert [(part.kind, part.first_line, part.last_line) for part in removed] == [
        (Kind.OTHER, 2, 13),
        (Kind.OTHER, 39, 46),
    ]
    rows = PAGE.split("\n")
    assert removed[0].text.split("\n") == [row.strip() for row in rows[1:13]]
    lines = cleaned.article.lines or []
    shown = {number for number, row in enumerate(rows, 1) if row.strip()}
    assert Counter(line.line for line in lines) == Counter(shown)
    assert all(PAGE[line.start : line.end] == rows[line.line - 1].strip() for line in lines)
    assert [block.first_line for block in cleaned.blocks] == sorted(block.first_line for block in cleaned.blocks)
    assert cleaned.page == PAGE
    runs = [run for run in view(cleaned).runs if run.reason == CODE]
    assert [[row.number for row in run.rows] for run in runs] == [list(range(2, 14)), list(range(39, 47))]


@pytest.mark.parametrize("fields", [True, False])
def test_a_page_may_be_nothing_but_code(fields: bool) -> None:
    cleaned = clean_page(Page(text=SCRIPT + STYLE), Settings(lines=True, fields=fields))
    assert (cleaned.article.text, len(cleaned.article.lines or [])) == ("", 11)
    assert cleaned.reasons == ([CODE] * 11 if fields else [])
    assert [part.reason for part in cleaned.article.removed] == [CODE] * fields


def test_code_and_text_may_share_a_line() -> None:
    shared = f"{' '.join(SCRIPT.replace('// shown once', '').split())}{STYLE.strip()}"
    page = f"Ferry late again!{shared}Home\n{TEXT}\n"
    text, code = without_scripts(page)
    assert len(text) == len(page)
    assert text.split() == ["Ferry", "late", "again", "Home", *TEXT.split()]
    assert squash("".join(row.text for row in code)) == squash(f"!{shared}")
    lines = clean_page(Page(text=page), Settings(lines=True)).article.lines or []
    assert squash("".join(page[line.start : line.end] for line in lines)) == squash(page)


PIECES = (SCRIPT, STYLE, DATA, *PARAGRAPHS[:3], "Home", "News | Sport", "© 2024", "{", "}", '"', "/*", "*/", "&nbsp;")


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", " ", "\r\n", "\n\n"]))
def test_code_and_text_are_all_of_a_page(pieces: list[str], glue: str) -> None:
    page = glue.join([SCRIPT + STYLE, *pieces])
    cleaned = clean_page(Page(text=page), Settings(lines=True))
    lines = cleaned.article.lines or []
    assert without_scripts(page).code
    assert all(one.end <= two.start for one, two in pairwise(lines))
    assert squash("".join(page[line.start : line.end] for line in lines)) == squash(page)
    view(cleaned)
    owned = {number for block in cleaned.blocks for number in range(block.first_line, block.last_line + 1)}
    assert {row.number for row in source_rows(page)} <= owned


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        # Articles show code, and Markdown has marks of its own.
        f"{TEXT}\n\n{SHOWN}{SHOWN}",
        f"{TEXT}\n\n{STYLE}{STYLE}",
        f"[Home](/) [News](/news) [Sport](/sport)\n\n{TEXT}\n\n    {SCRIPT}",
    ],
    ids=["prose", "code", "style sheets", "markdown"],
)
def test_what_articles_show_stays(text: str) -> None:
    assert without_scripts(text) == (text, [])


@pytest.mark.parametrize("unit", ['="', "='", ':"', '=\\"', "/*", "//", "{", "}{", "[`", "a.", "a-", "#a", "aB", "&#a"])
def test_hostile_code_takes_no_long(unit: str) -> None:
    """None of these may take time by the square of its length: at that, this test would take minutes."""
    page = SCRIPT + STYLE + unit * 100_000
    text, code = without_scripts(page)
    assert len(text) == len(page)
    assert code
