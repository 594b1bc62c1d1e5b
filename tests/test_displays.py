"""What people look at: --explain and --diff in the terminal, whatever the page says and whatever the terminal is."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsclean.batch import clean_many
from newsclean.records import Kind, Page
from newsclean.settings import Settings
from newsclean.writing import DISPLAY_WRITERS
from newsclean.writing.explain import COLOURS
from newsclean.writing.views import MARKS, view
from tests import command

PAGES = Path(__file__).parent / "pages"
DUMPS = sorted(PAGES.glob("*/dump.txt"))
PAGE = PAGES / "comments-and-teasers" / "dump.txt"
PLAIN = {"NO_COLOR": "", "FORCE_COLOR": "", "TERM": "xterm-256color", "PAGER": "cat"}


def run(*arguments: str, stdin: str = "", **environment: str) -> str:
    done = command.run(*arguments, stdin=stdin.encode(), env=os.environ | PLAIN | environment)
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    return done.stdout.decode()


def in_terminal(*arguments: str, columns: int = 80, **environment: str) -> str:
    """What a terminal gets."""
    variables = os.environ | PLAIN | {"COLUMNS": str(columns)} | environment
    variables = {name: value for name, value in variables.items() if value}
    code, shown = command.on_terminal(*arguments, streams=("stdout",), env=variables)
    assert code in (0, 1)
    return shown


def explained(text: str, columns: int, monkeypatch: pytest.MonkeyPatch, **more: bool) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    settings = Settings(format="explain", lines=True, **more)
    stream = io.StringIO()
    DISPLAY_WRITERS["explain"](clean_many([Page(text=text)], settings), stream, settings)
    return stream.getvalue()


def test_explain_tells_kinds_marks_reasons_and_a_summary() -> None:
    shown = run("--explain", str(PAGE))
    assert re.search(r"^ *28 \+ headline .*Marrow Bay", shown, re.MULTILINE)
    assert re.search(r"^ *26 = section", shown, re.MULTILINE)
    assert re.search(
        r"^ *3 - navigation .*Home\n +⋮ 20 more lines of navigation\n +↳ short menu-like", shown, re.MULTILINE
    )
    assert "↳ a vote line closes a comment" in shown
    assert re.search(r"^\+ the article: 11 lines \(body 10, headline 1\)$", shown, re.MULTILINE)
    assert re.search(r"^- removed: \d+ lines \(navigation \d+", shown, re.MULTILINE)
    assert "\x1b" not in shown


def test_a_terminal_that_does_not_tell_its_width_has_80_columns() -> None:
    assert run("--explain", str(PAGE), COLUMNS="0") == run("--explain", str(PAGE), COLUMNS="80")


def test_all_shows_every_line_in_full() -> None:
    shown = run("--explain", "--all", str(PAGE))
    assert "⋮" not in shown and "…" not in shown
    squeezed = "".join(shown.split())
    assert [word for word in PAGE.read_text("utf-8").split() if word not in squeezed] == []


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize(
    "path", [*DUMPS[::3], PAGES / "rtl-hebrew/dump.txt", PAGES / "japanese/dump.txt"], ids=lambda p: p.parent.name
)
def test_no_line_is_wider_than_the_terminal(path: Path, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for unfolded in (False, True):
        shown = explained(path.read_text("utf-8"), columns, monkeypatch, unfolded=unfolded)
        assert max(map(cell_len, shown.split("\n"))) <= columns


# The parts of a page that is one line all have its number.
@pytest.mark.parametrize(
    "path", [path for path in DUMPS[::2] if path.parent.name != "squeezed-one-line"], ids=lambda path: path.parent.name
)
def test_every_line_is_in_the_view_once_and_every_junk_run_has_a_reason(path: Path) -> None:
    (cleaned,) = clean_many([Page(text=path.read_text("utf-8"))], Settings(lines=True))
    shown = view(cleaned)
    rows = [row for run in shown.runs for row in run.rows]
    assert [(row.number, row.kind) for row in rows] == [(line.line, line.kind) for line in cleaned.article.lines]
    assert sum(map(shown.count, MARKS)) == len(rows)
    removed = {number for run in cleaned.article.removed for number in range(run.first_line, run.last_line + 1)}
    for one in shown.runs:
        assert (one.reason is not None) == (one.home == "removed" or one.kind in COLOURS)
        assert (one.home == "removed") == (one.rows[0].number in removed)


def test_every_kind_of_junk_has_a_colour() -> None:
    assert set(COLOURS) == {kind for kind in Kind if list(Kind).index(kind) >= list(Kind).index(Kind.NAVIGATION)}


def test_a_page_of_nothing() -> None:
    assert "no article found" in run("--explain", stdin="Home\nNews\n")
    document = json.dumps({"text": ""})
    assert "no article found" in run("--explain", "--from", "jsonl", stdin=document + "\n")


def test_a_terminal_gets_colours_unless_told_otherwise() -> None:
    assert "\x1b[2;94m" in in_terminal("--explain", str(PAGE))
    plain = in_terminal("--explain", str(PAGE), NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*[39]\dm", plain) and "\x1b[1m" in plain
    assert "\x1b" not in in_terminal("--explain", str(PAGE), TERM="dumb")
    assert "\x1b[2;94m" in run("--explain", str(PAGE), FORCE_COLOR="1")


def test_markup_of_the_page_is_text() -> None:
    shown = run("--explain", "--all", stdin=PAGE.read_text("utf-8").replace("Home\n", "[red]Home[/] :smile: [/]\n", 1))
    assert "[red]Home[/] :smile: [/]" in shown


def test_the_pager_is_used_on_a_terminal_only(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nhead -n 3\necho paged $LESS\n")
    pager.chmod(0o755)
    shown = in_terminal("--explain", str(PAGE), PAGER=str(pager))
    assert shown.endswith("paged FRX\n") and shown.count("\n") == 4
    assert "paged" not in run("--explain", str(PAGE), PAGER=str(pager))
    assert "paged" not in in_terminal("--explain", str(PAGE), PAGER=str(pager), TERM="dumb")
    assert "paged" not in in_terminal(str(PAGE), PAGER=str(pager))
    assert "no article" not in in_terminal("--explain", str(PAGE), PAGER="/no/such/pager")


def test_explaining_500_lines_costs_little_more_than_cleaning_them() -> None:
    """At most as much again, start-up included, in processor time: best of three, because other programs run too."""
    text = "\n".join((PAGE.read_text("utf-8") * 3).split("\n")[:500])

    def seconds(*arguments: str) -> float:
        times = []
        for _ in range(3):
            before = os.times()
            run(*arguments, stdin=text)
            after = os.times()
            times.append(after.children_user + after.children_system - before.children_user - before.children_system)
        return min(times)

    assert seconds("--explain") < 2 * seconds()


def test_displays_are_the_same_in_processes(tmp_path: Path) -> None:
    one, two = (run("--explain", "-j", jobs, str(PAGE), str(DUMPS[0])) for jobs in ("1", "2"))
    assert one == two and one.count("confidence of the result") == 2
    reports = [tmp_path / "one.html", tmp_path / "two.html"]
    for path, jobs in zip(reports, ("1", "2"), strict=True):
        run("--report", str(path), "-j", jobs, str(PAGE), str(DUMPS[0]))
    assert reports[0].read_bytes() == reports[1].read_bytes()


def complaint(*arguments: object) -> str:
    """The one line that the command says when it cannot do as it is told."""
    done = command.run(*arguments, stdin=b"a")
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert told.startswith("newsclean: ") and told.count("\n") == 1
    return told.removeprefix("newsclean: ")


def documents(*arguments: str) -> str:
    return run("--jsonl", "--lines", *arguments)


def test_diff_tells_which_lines_changed(tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    old.write_text(documents(str(PAGE)), encoding="utf-8")
    assert "0 lines of 118 changed kind\n" in run("--diff", str(old), str(PAGE))
    packed = tmp_path / "old.jsonl.gz"
    packed.write_bytes(gzip.compress(old.read_bytes()))
    assert "0 lines of 118 changed kind\n" in run("--diff", str(packed), str(PAGE))
    packed.write_bytes(packed.read_bytes()[:-20])
    assert f"cannot read {packed}: gzip data is damaged" in complaint("--diff", packed, PAGE)
    document = json.loads(old.read_text("utf-8"))
    for line in document["lines"]:
        if line["line"] in (3, 4, 5, 6, 7, 36):
            line["kind"] = "menu of old" if line["line"] < 36 else "legal"
    old.write_text(json.dumps(document, indent=1), encoding="utf-8")
    shown = run("--diff", str(old), str(PAGE))
    assert re.search(r"3 menu of old → - navigation Home\n.*\n +⋮ 3 more lines changed so\n +↳ short menu-like", shown)
    assert re.search(r"36 legal → \+ body The town", shown)
    assert "6 lines of 118 changed kind: menu of old → navigation 5, legal → body 1" in shown
    assert "⋮" not in run("--diff", str(old), "--all", str(PAGE))
    document["lines"][8]["kind"] = "\x1b[31mmenu\x1b]0;title\x07"
    old = tmp_path / "old\x1b[31m.jsonl"
    old.write_text(json.dumps(document), encoding="utf-8")
    assert "\x1b" not in run("--diff", str(old), str(PAGE)) + run("--diff", str(old), str(DUMPS[1]))


def test_diff_of_records_without_an_id(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in DUMPS[:3]]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    pages, old = str(tmp_path / "pages.jsonl"), str(tmp_path / "old.jsonl")
    run("--jsonl", "--lines", "-o", old, pages)
    shown = run("--diff", old, pages)
    assert shown.count(" 0 lines of ") == 3 and "not found" not in shown
    shown = run("--diff", old, pages, pages)
    assert shown.count(" has no such page") == 3


def test_diff_is_not_of_what_it_compares_with(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE.read_bytes())
    run("--jsonl", "--lines", "-o", str(tmp_path / "old.jsonl"), str(tmp_path))
    shown = run("--diff", str(tmp_path / "old.jsonl"), str(tmp_path))
    assert "has no such page" not in shown and shown.count("changed kind") == 1


def test_diff_of_pages_that_are_others(tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    old.write_text(documents(str(PAGE), str(DUMPS[0])), encoding="utf-8")
    assert "has no such page" in run("--diff", str(old), str(DUMPS[1]))
    changed = tmp_path / "page.txt"
    changed.write_text(PAGE.read_text("utf-8") + "New at the end\n", encoding="utf-8")
    old.write_text(documents(str(PAGE)), encoding="utf-8")
    assert "1 line of the page not found in" in run("--diff", str(old), str(changed))  # under another name
    changed.write_text("New on top\n" + PAGE.read_text("utf-8"), encoding="utf-8")
    assert "has no such page" in run("--diff", str(old), str(changed))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file or folder"),
        ("{}", "does not hold the kinds of lines: write it with `newsclean --jsonl --lines`"),
        ('{"lines": null}', "does not hold the kinds"),
        ("", "does not hold the kinds"),
        ("Marrow Bay", "is no JSON of newsclean"),
        ('{"lines": [{"line": "x"}]}', "is no JSON of newsclean"),
    ],
)
def test_diff_with_what_is_no_document(tmp_path: Path, content: str | None, message: str) -> None:
    old = tmp_path / "old.json"
    if content is not None:
        old.write_text(content)
    assert message in complaint("--diff", old, PAGE)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--explain", "--json"], "--explain: it shows the page, and writes no document"),
        (["--report", "r.html", "-o", "x"], "--report: it goes to one place"),
        (["--explain", "--output-dir", "x"], "--explain: it goes to one place"),
        (["--output", "x/"], "--output: is a folder: name a file, or choose --output-dir"),
        (["--explain", "--keep", "comment"], "--explain: it always shows all kinds"),
        (["--explain", "--diff", "x"], "--diff: choose one of --explain and --diff"),
        (["--report", str(PAGE)], "--report: '"),
        (["--all"], "--all: it unfolds what --explain and --diff show"),
        (["--fromat", "html"], "no such option: --fromat; did you mean --format or --from"),
        (["--format", "xml"], "-f / --format: 'xml' is not one of 'text', 'json'"),
        (["-j", "0"], "-j / --jobs: 0 is not in the range"),
        (["-o"], "option '-o' requires an argument; see newsclean --help"),
    ],
)  # fmt: skip
def test_errors_are_one_line_that_tells_what_to_do(arguments: list[str], message: str) -> None:
    assert complaint(*arguments).startswith(message)
