"""The command line: options, exit codes, what goes where."""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

import newsclean
from newsclean import schema
from newsclean.console import printable
from tests.archives import WARCINFO
from tests.command import COMMAND, on_terminal, run

PAGE = Path(__file__).parent / "pages" / "comments-and-teasers" / "dump.txt"
NO_ARTICLE = "Home\nNews\nSport\nLog in\n"


def test_article() -> None:
    done = run(PAGE)
    assert (done.returncode, done.stderr) == (0, b"")
    article = newsclean.clean(PAGE.read_bytes())
    assert done.stdout.decode().startswith(f"{article.title}\n\n{article.text[:40]}")
    assert done.stdout.endswith(b"\n")


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        ([], NO_ARTICLE.encode(), 1, b""),
        ([], b"", 2, b"newsclean: standard input: is empty: there is nothing to clean\n"),
        (["none.txt"], b"", 2, b"newsclean: none.txt: no such file or folder\n"),
        (["https://example.org/*"], b"", 2, b"/*: is an address, and newsclean fetches nothing: pipe the page in\n"),
        (["-"], b"%PDF-1.4", 2, b"newsclean: standard input: looks like a binary file (PDF)"),
        (["-", "-"], NO_ARTICLE.encode(), 2, b"already read"),
        (["--from", "html"], b"<p>a", 1, b""),
        (["--from", "warc"], b"WARC/1.0", 2, b"belong to no record"),
        (["--keep", "photo"], b"a", 2, b"unknown kind 'photo'; the kinds are headline, standfirst"),
        (["--keep", "body", "--only", "body"], b"a", 2, b"use one"),
        (["--json", "--jsonl"], b"a", 2, b"choose one of json, jsonl"),
        (["-f", "text", "--json"], b"a", 2, b"choose one of json, text"),
        (["--json", "--keep", "comment"], b"a", 2, b"--keep: json always holds everything"),
        (["-f", "parquet", "--only", "comment"], b"a", 2, b"--only: parquet always holds everything"),
        (["--jsonl", "--removed"], b"a", 2, b"--removed: jsonl always holds everything"),
        (["--lines"], b"a", 2, b"add --json"),
        (["--lines", "-f", "tei"], b"a", 2, b"add --json"),
        (["--links"], b"a", 2, b"text has no links: write markdown or html"),
        (["--links", "--jsonl"], b"a", 2, b"jsonl has no links"),
        (["--links", "-f", "markdown"], b"a", 1, b""),
        (["-f", "jsonld", "--only", "body"], b"a", 2, b"--only: jsonld always holds all of the article"),
        (["-f", "tei", "--keep", "comment"], b"a", 2, b"--keep: tei always holds all of the article"),
        (["-f", "tei", "--removed"], b"a", 2, b"--removed: what was removed is no tei document: write text"),
        (["-f", "html", "--keep", "comment", "--removed"], b"a", 2, b"--removed: what was removed is no html"),
        (["-f", "markdown", "--json"], b"a", 2, b"choose one of json, markdown"),
        (["--format", "xml"], b"a", 2, b"'xml'"),
        (["-j", "many"], b"a", 2, b"newsclean: -j / --jobs: 'many' is not a valid int\n"),
        (["--timeout", "long"], b"a", 2, b"newsclean: --timeout: 'long' is not a valid float\n"),
        (["--jobs", "0"], b"a", 2, b"--jobs"),
        (["--failures", "-"], b"a", 2, b"--failures: standard output is for results: name a file\n"),
        (["--diff", "-"], b"a", 2, b"--diff: standard input is for pages: name the file to compare with\n"),
        (["--nonsense"], b"a", 2, b"newsclean: no such option: --nonsense; see newsclean --help"),
        (["-.txt"], b"a", 2, b"no such option: -.; see newsclean --help, or if it is a file, write ./ before it\n"),
        (["--timeout", "nan"], b"a", 2, b"Settings(timeout=nan): give a number from 0 on"),
        (["--files-from", "-"], b" \n", 2, b"newsclean: the list on standard input names no file\n"),
        (
            ["-o", "none/out.txt"],
            b"a",
            2,
            b"cannot write none/out.txt: there is no folder none; create it first\n",
        ),
    ],
)
def test_exit_codes_and_messages(arguments: list[str], stdin: bytes, code: int, message: bytes) -> None:
    done = run(*arguments, stdin=stdin)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in b" ".join(done.stderr.split()) + b"\n"
    assert bool(done.stderr) == (code == 2)


def test_failures_are_one_line_each_and_the_others_are_written(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run(tmp_path / "none\n\x1b[31m[/red].txt", tmp_path / "empty.txt", PAGE)
    assert done.returncode == 2
    assert done.stdout == run(PAGE).stdout
    first, second = done.stderr.decode().splitlines()
    assert first == f"newsclean: {tmp_path}/none\\n\\x1b[31m[/red].txt: no such file or folder"
    assert second == f"newsclean: {tmp_path}/empty.txt: is empty: there is nothing to clean"


def test_undecodable_names_are_told_safely(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, os.fsencode(tmp_path) + b"/caf\xe9"], capture_output=True)
    assert done.returncode == 2
    assert done.stderr.decode().endswith("/caf\ufffd: no such file or folder\n")
    assert printable("a\ud83d\u202e\n") == "a\\ud83d\\u202e\\n"


def test_output_is_utf8_whatever_the_locale() -> None:
    page = PAGE.read_text().replace("Marrow", "Märröw").encode()
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "Märröw" in run(stdin=page, env=os.environ | environment).stdout.decode()


@pytest.mark.parametrize(
    "options",
    [
        [], ["--json", "--lines"], ["--jsonl"], ["--removed"], ["--keep", "comment,caption"],
        ["-f", "html", "--keep", "comment"], ["-f", "tei"],
    ],
)  # fmt: skip
def test_output_file_holds_what_standard_output_does(tmp_path: Path, options: list[str]) -> None:
    done = run(*options, "-o", tmp_path / "out", PAGE)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "out").read_bytes() == run(*options, PAGE).stdout
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="of POSIX files")
def test_output_is_for_those_who_had_the_file_before(tmp_path: Path) -> None:
    for mode in (0o600, 0o666, 0o640):
        (tmp_path / "out").touch()
        (tmp_path / "out").chmod(mode)
        assert run("-o", tmp_path / "out", PAGE).returncode == 0
        assert (tmp_path / "out").stat().st_mode & 0o777 == mode
        assert (tmp_path / "out").read_bytes()


def test_an_archive_without_pages(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(WARCINFO)
    (tmp_path / "out").write_text("before")
    for options, written in ((["--json"], b"[]\n"), (["-f", "jsonld"], b"[]\n"), (["--jsonl"], b""), ([], b"")):
        done = run(*options, tmp_path / "a.warc")
        assert (done.returncode, done.stdout, done.stderr) == (1, written, b"")
        assert run(*options, "-o", tmp_path / "out", tmp_path / "a.warc").returncode == 1
        assert (tmp_path / "out").read_bytes() == written


def test_output_over_the_input(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE.read_bytes())
    assert run(tmp_path / "page.txt", "-o", tmp_path / "page.txt").returncode == 0
    assert (tmp_path / "page.txt").read_bytes() == run(PAGE).stdout


PARAGRAPH = "The bridge over the Kesh stays closed until the spring, the harbour office said on Tuesday. " * 3


def test_a_report_replaces_nothing_but_a_report(tmp_path: Path) -> None:
    pages = [tmp_path / name for name in ("a.html", "b.html")]
    for page in pages:
        page.write_text(f"<!doctype html><html><body><h1>Bridge closed</h1><p>{PARAGRAPH}</p></body></html>")
    done = run("--report", *pages)
    assert done.returncode == 2 and b"a.html: there is something else, which it would replace" in done.stderr
    assert pages[0].read_text().startswith("<!doctype html><html><body>")
    report = tmp_path / "report.html"
    for _ in range(2):
        assert run("--report", report, *pages).returncode == 0
    assert b"Bridge closed" in report.read_bytes()


@pytest.mark.parametrize("options", [["-o", "out.txt", "--failures", "out.txt"], ["--failures", "page.txt"]])
def test_failures_never_replace_an_input_or_the_output(options: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.read_bytes())
    done = run(page, *(str(tmp_path / name) if name.endswith(".txt") else name for name in options))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"name another file" in done.stderr
    assert page.read_bytes() == PAGE.read_bytes()


def test_output_is_left_alone_if_nothing_could_be_cleaned(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("before")
    assert run("none.txt", "-o", tmp_path / "out").returncode == 2
    assert (tmp_path / "out").read_text() == "before"


@pytest.mark.parametrize(("option", "copies"), [("--jsonl", 1), ("--jsonl", 3000), ("--explain", 1)])
def test_closed_pipe_is_quiet(option: str, copies: int) -> None:
    line = json.dumps({"text": NO_ARTICLE}).encode() + b"\n"
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, option], stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        with suppress(BrokenPipeError), process.stdin as stdin:
            stdin.write(line * copies)
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt(tmp_path: Path, jobs: str) -> None:
    arguments = [*COMMAND, "--jsonl", "-j", jobs, "-o", str(tmp_path / "out")]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stderr
        for _ in range(200):
            process.stdin.write(json.dumps({"text": NO_ARTICLE}).encode() + b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + 20
        while not os.listdir(tmp_path) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b""
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("options", "shown"), [(["-o", "out.jsonl"], True), ([], False)])
def test_progress_is_shown_where_no_results_are(tmp_path: Path, options: list[str], shown: bool) -> None:
    lines = json.dumps({"text": PAGE.read_text("utf-8")}) + "\n"
    (tmp_path / "many.jsonl").write_text(lines * 300)
    _, told = on_terminal("--jsonl", "-j", 1, tmp_path / "many.jsonl", *options, cwd=tmp_path)
    assert ("pages, " in told.replace("300 pages: ", "")) == shown


def test_terminal_without_files_gets_help() -> None:
    code, shown = on_terminal(streams=("stdin", "stdout", "stderr"))
    assert code == 2
    assert shown.startswith("Usage: newsclean") and "pipe a page dump in" in shown


@pytest.mark.parametrize(
    ("options", "told"), [([], False), (["-v"], True), (["-v", "-q"], False), (["--quiet"], False)]
)
def test_summary(options: list[str], told: bool) -> None:
    done = run(PAGE, PAGE, *options)
    summary = rb"newsclean: 2 pages: 2 with an article, 0 without; 0 failed; \d+ pages/s, \d+\.\d MB/s\n"
    assert re.fullmatch(summary if told else b"", done.stderr)


def test_verbose_tells_that_there_is_no_article() -> None:
    assert run("-v", stdin=NO_ARTICLE.encode()).stderr == b"newsclean: standard input: no article found\n"


def test_many_pages_are_in_order_whatever_the_processes() -> None:
    records = [{"id": str(n), "text": PAGE.read_text().replace("Marrow", f"Marrow{n}")} for n in range(40)]
    records[7] = {"id": "7", "text": NO_ARTICLE}
    data = "\n".join(map(json.dumps, records)).encode()
    one, two = run("--jsonl", stdin=data), run("--jsonl", "-j", "2", stdin=data)
    assert one.stdout == two.stdout
    assert [json.loads(line)["id"] for line in one.stdout.splitlines()] == [str(n) for n in range(40)]
    assert one.returncode == two.returncode == 0


@pytest.mark.parametrize("format", ["markdown", "html", "jsonld", "tei"])
def test_documents_are_the_same_whatever_the_processes(format: str) -> None:
    texts = [PAGE.read_text().replace("Marrow", f"Marrow{n}") for n in range(4)]
    data = "\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate([*texts, NO_ARTICLE])).encode()
    one, two = run("-f", format, stdin=data), run("-f", format, "-j", "2", stdin=data)
    assert one.stdout == two.stdout
    assert one.returncode == two.returncode == 0
    places = [one.stdout.index(f"Marrow{n} ".encode()) for n in range(4)]
    assert places == sorted(places)


def test_version_help_schema() -> None:
    assert run("--version").stdout.decode() == f"newsclean {newsclean.__version__}\n"
    assert run("--version", "-q").stdout == run("--version").stdout
    assert run("--schema").stdout.decode() == schema.rendered()
    assert b"Separate the article from the junk" in run("--help").stdout


def test_favor_changes_what_is_kept() -> None:
    page = PAGE.parents[1] / "wire-lynx" / "dump.txt"
    favors = (["--favor", "precision"], [], ["--favor", "recall"])
    precise, balanced, all_in = ({*run(*favor, page).stdout.decode().strip().split("\n\n")} for favor in favors)
    assert precise < balanced < all_in
