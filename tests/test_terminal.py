"""What a page, a name or an option holds changes no terminal: no output and no message carries a control character."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.batch import clean_many
from newsclean.records import Cleaned, Page
from newsclean.settings import Settings
from newsclean.writing import WRITERS
from tests.command import on_terminal, run
from tests.hostile import written

#: Clears the screen, sets the window's title, colours, reports back, begins a C1 sequence, deletes, overwrites.
SEQUENCES = ("\x1b[2J", "\x1b]0;owned\x07", "\x1b[31m", "\x1b[6n", "\x9b31m", "\x90q\x9c", "\x7f", "\x08\x08", "\0")
BIDIRECTIONAL = "\u202e\u2066\u2069\u202c"
HOSTILE = "".join(SEQUENCES) + BIDIRECTIONAL
#: What no output holds at all, and what none on a terminal does.
CONTROLS = frozenset(map(chr, [*range(32), *range(127, 160)])) - set("\t\n\f")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
UNSAFE = CONTROLS | set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

BODY = [
    f"The ferry{HOSTILE} was late again on day {n},\r the harbour{HOSTILE} master said, and he sighed."
    for n in range(8)
]


def in_html(text: str) -> str:
    """A text as character references, which decoding does not see."""
    return "".join(f"&#{ord(character)};" if not character.isalnum() else character for character in text)


def dump() -> str:
    return "\n\n".join(
        [f"Home{HOSTILE}", f"Ferry{HOSTILE} late again", f"By Ann{HOSTILE} Bell", *BODY, f"© 2024 {HOSTILE}The Bell"]
    )


def html() -> str:
    bad = in_html(HOSTILE)
    said = {
        "@type": "NewsArticle",
        "headline": f"Ferry {HOSTILE}late again",
        "author": {"name": f"Ann {HOSTILE}Bell"},
        "keywords": [f"ferries{HOSTILE}", HOSTILE],
        "articleSection": f"Local{HOSTILE}",
        "url": f"https://bell.example/{HOSTILE}",
    }
    return f"""<html lang=en><head><title>Ferry {bad}late</title>
<meta property="og:title" content="Ferry {bad}late again">
<meta name=author content="Bo {bad}Ray"><meta name=news_keywords content="a{bad}, b{bad}">
<link rel=canonical href="https://bell.example/{bad}"><meta property="og:site_name" content="The {bad}Bell">
<script type="application/ld+json">{json.dumps(said)}</script>
<style>p {{ color: red }}</style></head><body><script>document.write("<p>written by a script</p>")</script><article>
<h1>Ferry {bad}late again</h1><p class=byline>By Ann {bad}Bell</p><figure><figcaption>A boat {bad}</figcaption></figure>
{"".join(f"<p>{in_html(text)}</p>" for text in BODY)}<pre>{in_html(BODY[0])}</pre></article></body></html>"""


def cleaned() -> Iterator[Cleaned]:
    url, ident = f"https://bell.example/{HOSTILE}", f"7{HOSTILE}"
    # As the readers hand them over: decoding and scrubbing is theirs.
    from newsclean.reading.pages import page_of
    from newsclean.records import Record

    for text, form in ((dump(), "text"), (html(), "html")):
        line = json.dumps({("html" if form == "html" else "text"): text, "id": ident, "url": url})
        page = page_of(Record(data=line.encode(), form="jsonl"), Settings())
        (result,) = clean_many([page], Settings(lines=True))
        assert isinstance(result, Cleaned) and result.article.text
        yield result


@pytest.mark.parametrize("form", [form for form in WRITERS if form != "parquet"])
@pytest.mark.parametrize("removed", [False, True])
def test_no_format_holds_controls(form: str, removed: bool) -> None:
    for result in cleaned():
        assert CONTROLS.isdisjoint(written(result, format=form, removed=removed and form == "text"))


def test_nothing_of_a_script_or_a_style_is_text() -> None:
    *_, result = cleaned()
    whole = result.article.to_json()
    assert "written by a script" not in whole and "color: red" not in whole


def test_characters_without_width_are_not_in_the_text() -> None:
    text = "\n\n".join(part.replace(" ", "\u200b \u2060") + "\ufeff\u00ad" for part in BODY)
    (result,) = clean_many([Page(text=text)], Settings())
    assert isinstance(result, Cleaned)
    assert set("\u200b\u2060\ufeff\u00ad").isdisjoint(result.article.text)


def test_no_format_is_a_table_whose_cells_are_run() -> None:
    """Formula injection needs CSV or a spreadsheet; Parquet's strings are strings."""
    assert list(WRITERS) == ["text", "json", "jsonl", "markdown", "html", "jsonld", "tei", "parquet"]


BAD_NAME = "a\x1b[31m\u202e\x9b\n\r.txt"
MESSAGES: dict[str, list[str]] = {
    "no such file": [BAD_NAME],
    "no such pattern": [f"*{BAD_NAME}"],
    "empty file": ["empty/"],
    "output": ["--output", f"no/{BAD_NAME}", "page.txt"],
    "output folder": ["--output-dir", f"page.txt/{BAD_NAME}", "page.txt"],
    "failures": ["--failures", f"no/{BAD_NAME}", "page.txt"],
    "list": ["--files-from", BAD_NAME],
    "option": [f"--{BAD_NAME}"],
    "short option": [f"-{BAD_NAME}"],
    "format": ["--format", BAD_NAME, "page.txt"],
    "kind": ["--keep", BAD_NAME, "page.txt"],
    "size": ["--max-page", BAD_NAME, "page.txt"],
    "number": ["--jobs", BAD_NAME, "page.txt"],
    "key": ["--text-key", BAD_NAME, "page.jsonl"],
}


@pytest.mark.parametrize("case", MESSAGES)
def test_messages_hold_no_controls(case: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(dump(), encoding="utf-8")
    (tmp_path / "page.jsonl").write_text(json.dumps({"id": HOSTILE, "b": 1}) + "\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / (BAD_NAME if os.name == "posix" else "a.txt")).touch()
    done = run(*MESSAGES[case], cwd=tmp_path)
    told = done.stderr.decode()
    assert done.returncode == 2 and told and UNSAFE.isdisjoint(told), told
    assert case in ("format", "kind", "size", "number") or told.count("\n") == 1


def test_failures_are_listed_without_controls(tmp_path: Path) -> None:
    (tmp_path / "page.jsonl").write_text(json.dumps({"id": HOSTILE, "b": 1}) + f'\n{{"text": "a", "id": "{HOSTILE}')
    run("--failures", "failures.jsonl", "page.jsonl", cwd=tmp_path)
    rows = (tmp_path / "failures.jsonl").read_text("utf-8")
    assert len(rows.splitlines()) == 2 and CONTROLS.isdisjoint(rows)


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "options",
    [[], ["--json"], ["--removed"], ["-f", "markdown"], ["-f", "html"], ["-v"], ["--explain"], ["--explain", "--all"]],
)
def test_a_terminal_gets_no_control(options: list[str], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(dump(), encoding="utf-8")
    (tmp_path / "page.html").write_text(html(), encoding="utf-8")
    (tmp_path / "page.jsonl").write_text(json.dumps({"text": dump(), "id": HOSTILE, "url": HOSTILE}) + "\n")
    pages = ["page.txt", "page.html", "page.jsonl"]
    plain = os.environ | {"PAGER": "cat", "TERM": "xterm-256color"}
    code, shown = on_terminal(*options, *pages, cwd=tmp_path, env=plain)
    assert code == 0 and ("Bell" in shown or "late again" in shown)
    if "--explain" in options:
        shown = COLOURS.sub("", shown)
    assert UNSAFE.isdisjoint(shown)
    if not options:
        assert "\u202e" in run(*pages, cwd=tmp_path).stdout.decode()  # a pipe gets what the page holds
