"""The README cannot rot: its commands run, and it names every option and every key."""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from newsclean import Article, Kind
from newsclean.writing import WRITERS
from tests.archives import wet_record

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of any level, up to the next of its level or above."""
    level, text = re.split(rf"^(##+) {re.escape(title)}\n", README, maxsplit=1, flags=re.MULTILINE)[1:]
    return re.split(rf"^#{{2,{len(level)}}} ", text, flags=re.MULTILINE)[0]


def commands(title: str) -> list[str]:
    """The commands of the first block under a heading."""
    block = re.findall(r"```sh\n(.*?)```", section(title), re.DOTALL)[0]
    return [re.sub(r"\s+# .*", "", line).strip() for line in block.splitlines()]


#: Blocks of commands that write to standard output, that write files, and that take the corpus.
SHOWN, WRITING = ("Command line", "Formats"), ("Seeing why", "Many pages")
MEASURING = ("Reasons", "Accuracy", "Fields", "Speed")
PROGRAM = f"{shlex.quote(sys.executable)} -m newsclean"


def run(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        re.sub(r"(?<![\w/.-])newsclean(?= |$)", PROGRAM, command, count=1),
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("command", [command for title in SHOWN for command in commands(title)])
def test_commands_run(command: str) -> None:
    done = run(command)
    assert done.returncode == 0, done.stderr
    assert done.stdout and not done.stderr


def test_commands_that_write_run(tmp_path: Path) -> None:
    """In the order of the README, in a folder where there is what they read."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "samples", tmp_path / "dumps")
    (tmp_path / "crawl.warc.wet.gz").write_bytes(b"".join(gzip.compress(wet_record(n)) for n in range(3)))
    for command in [command for title in WRITING for command in commands(title)]:
        done = run(command, tmp_path)
        assert done.returncode == 0 and not done.stderr, (command, done.stderr)
    written = ["report.html", "old.jsonl", "articles.jsonl", "clean/harbour.txt.jsonl", "articles.parquet"]
    assert all((tmp_path / name).stat().st_size > 1000 for name in written)
    assert (tmp_path / "failures.jsonl").read_text() == ""


def test_commands_that_measure_know_their_options(tmp_path: Path) -> None:
    """Without a corpus they say that there is none. They take minutes with one, and what they need is an extra."""
    pytest.importorskip("bs4", reason="beautifulsoup4 is in the extra newsclean[dev]")
    measured = [line for title in MEASURING for block in blocks(title) for line in block.splitlines()]
    measured = [re.sub(r"\s+# .*", "", line) for line in measured]
    assert len(measured) >= 7
    for command in measured:
        if command.startswith("newsclean-lab"):
            command = command.replace(
                "newsclean-lab", f"{sys.executable} -c 'from newsclean.lab.cli import main; main()'"
            )
        command = re.sub(r"^python ", f"{shlex.quote(sys.executable)} ", command)
        if "CORPUS" not in command:
            done = run(f"{command} --help")
            assert done.returncode == 0, done.stderr
            options = re.findall(r" (--?[a-z-]+)", command.split(" -m ")[-1])
            assert all(option in done.stdout for option in options)
            continue
        done = run(command.replace("CORPUS", str(tmp_path)))
        assert done.returncode != 0
        assert "is no corpus folder" in done.stderr or "No module named" in done.stderr, (command, done.stderr)


def blocks(title: str) -> list[str]:
    """All blocks of commands under a heading."""
    return re.findall(r"```sh\n(.*?)```", section(title), re.DOTALL)


def test_every_block_of_commands_is_run() -> None:
    """By these tests, or by CI: the two commands at the top, which it takes from here, and the checks at the end."""
    known = [block for title in (*SHOWN, *WRITING, *MEASURING) for block in blocks(title)]
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    taken = re.findall(r"<!-- (run|tests) -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert [name for name, _ in taken] == ["run", "tests"] and all(f"<!-- {name} -->" in ci for name, _ in taken)
    run_by_ci = ci + "".join(block for _, block in taken)
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL):
        assert block in known or all(command in run_by_ci for command in block.strip().split(" && ")), block


def test_the_chart_of_speed_shows_the_table() -> None:
    from tests.pictures import speed_svg

    assert (ROOT / "newsclean" / "lab" / "speed.svg").read_text("utf-8") == speed_svg(README), (
        "python -m tests.pictures"
    )


@pytest.mark.parametrize("path", re.findall(r"!\[[^]]*\]\(([^)]*)\)", README))
def test_pictures_are_there_and_say_what_they_show(path: str) -> None:
    picture = ElementTree.parse(ROOT / path).getroot()
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert [one.text for one in picture.iter("{http://www.w3.org/2000/svg}title") if one.text]
    assert not [one for one in picture.iter() if one.tag.endswith("script")]


def test_the_python_example_runs() -> None:
    example = re.findall(r"```python\n(.*?)```", section("Python"), re.DOTALL)[0]
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Marrow Bay" in done.stdout


def test_the_pipe_gives_the_same_bytes() -> None:
    assert len({run(command).stdout for command in commands("Command line")[:2]}) == 1


def test_every_option_is_named() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "newsclean", "--help"], capture_output=True, text=True, timeout=60
    ).stdout
    shown = re.sub(r"-\n\s+", "-", shown)  # names are cut at hyphens
    options = set(re.findall(r"(?<![\w-])--[a-z-]+", shown))
    assert {"--keep", "--favor"} <= options
    assert options <= set(re.findall(r"--[a-z-]+", section("Command line")))


def test_every_format_is_named() -> None:
    assert "`--format " + "\\|".join(WRITERS) + "`" in section("Command line")
    shown = re.findall(r"^\| `(\w+)` \|", section("Formats"), re.MULTILINE)
    assert shown == list(WRITERS)


def test_every_key_and_kind_is_named() -> None:
    keys = {field.name for field in msgspec.structs.fields(Article)}
    assert keys <= set(re.findall(r"`(\w+)`", section("JSON")))
    assert all(kind.value in section("Command line") for kind in Kind)


@pytest.mark.parametrize(
    ("sample", "page"),
    [("harbour.txt", "comments-and-teasers"), ("wire.lynx.txt", "wire-lynx"), ("japanese.txt", "japanese")],
)
def test_samples_are_test_pages(sample: str, page: str) -> None:
    assert (ROOT / "samples" / sample).read_bytes() == (ROOT / "tests" / "pages" / page / "dump.txt").read_bytes()


def test_nothing_else_is_in_samples() -> None:
    named = set(re.findall(r"samples/([\w.]+)", README))
    assert {path.name for path in (ROOT / "samples").iterdir()} == named


def test_the_picture_of_explain_shows_the_sample() -> None:
    shown = (ROOT / "newsclean" / "lab" / "explain.svg").read_text("utf-8")
    assert shown.count("</text>") > 100
    assert all(kind in shown for kind in ("headline", "byline", "body", "navigation"))
