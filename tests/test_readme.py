"""The README cannot rot: its commands run, and it names every option and every key."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from newsclean import Article, Kind
from newsclean.writing import WRITERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def commands(title: str = "Command line") -> list[str]:
    block = re.findall(r"```sh\n(.*?)```", section(title), re.DOTALL)[0]
    return [line.split("#")[0].strip() for line in block.splitlines()]


@pytest.mark.parametrize("command", commands() + commands("Formats"))
def test_commands_run(command: str) -> None:
    program = f"{shlex.quote(sys.executable)} -m newsclean"
    done = subprocess.run(
        re.sub(r"\bnewsclean\b", program, command, count=1), shell=True, cwd=ROOT, capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout and not done.stderr


def test_the_python_example_runs() -> None:
    example = re.findall(r"```python\n(.*?)```", section("Python"), re.DOTALL)[0]
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Marrow Bay" in done.stdout


def test_the_pipe_gives_the_same_bytes() -> None:
    outputs = {
        subprocess.run(
            re.sub(r"\bnewsclean\b", f"{shlex.quote(sys.executable)} -m newsclean", command, count=1),
            shell=True, cwd=ROOT, capture_output=True, timeout=60, check=True,
        ).stdout
        for command in commands()[:2]
    }  # fmt: skip
    assert len(outputs) == 1


def test_every_option_is_named() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "newsclean", "--help"], capture_output=True, text=True, timeout=60
    ).stdout
    shown = re.sub(r"-\n\s+", "-", shown)  # names are cut at hyphens
    options = set(re.findall(r"(?<![\w-])--[a-z-]+", shown)) - {"--install-completion", "--show-completion"}
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
