"""The help, the man page and the completions: made from one table of options, and tried in the shells themselves."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean import manual, options

BIN = Path(sys.executable).parent
needs_command = pytest.mark.skipif(not (BIN / "newsclean").exists(), reason="newsclean is not installed as a command")


def shown(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [str(BIN / "newsclean"), *arguments], capture_output=True, text=True, env=os.environ | environment, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_command
def test_help_is_grouped_and_ends_in_examples() -> None:
    text = shown("--help", COLUMNS="100")
    titles = re.findall(r"^(\w[\w ]+):$", text, re.MULTILINE)
    assert titles == ["Arguments", *options.GROUPS, "Examples"]
    for line, _ in options.EXAMPLES:
        assert f"  {line}" in text
    groups = re.split(r"^\w[\w ]+:$", text, flags=re.MULTILINE)
    assert "--explain" in groups[titles.index("Seeing why") + 1]
    assert "--keep" in groups[titles.index("What is kept") + 1]


@needs_command
def test_examples_use_options_that_there_are() -> None:
    text = shown("--help")
    for line, _ in options.EXAMPLES:
        for option in re.findall(r"newsclean .*?(--[a-z-]+)", line):
            assert f"{option} " in text or f"{option}\n" in text


def test_the_man_page_is_up_to_date() -> None:
    assert manual.shipped() == manual.rendered(), "run: python -m newsclean.manual > newsclean/data/newsclean.1"
    for group in options.GROUPS:
        assert f'.SH "{group.upper()}"' in manual.shipped()


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_man_page_is_well_formed() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8"], input=manual.shipped(), capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "--explain" in re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout)


@needs_command
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_show_completion(shell: str) -> None:
    script = shown("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert f"_NEWSCLEAN_COMPLETE=complete_{shell}" in script
    if program := shutil.which(shell):
        checked = subprocess.run([program, "-n"], input=script, capture_output=True, text=True, timeout=60)
        assert checked.returncode == 0, checked.stderr


@needs_command
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_install_completion(shell: str, tmp_path: Path) -> None:
    """Into a home of its own, never the real one."""
    told = shown("--install-completion", shell, HOME=str(tmp_path), _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert f"{shell} completion installed" in told
    written = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert f"_NEWSCLEAN_COMPLETE=complete_{shell}" in written


@needs_command
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("newsclean --exp", ["--explain"]),
        ("newsclean --format js", ["json", "jsonl", "jsonld"]),
        ("newsclean --keep capt", ["caption"]),
        ("newsclean --keep caption,comm", ["caption,comment", "caption,comment_meta"]),
        ("newsclean --only body,b", ["body,byline"]),
    ],
)
def test_completions(line: str, wanted: list[str]) -> None:
    number = str(len(line.split()) - 1)
    bash = shown(_NEWSCLEAN_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=number)
    assert bash.split() == wanted
    fish = shown(_NEWSCLEAN_COMPLETE="complete_fish", _TYPER_COMPLETE_FISH_ACTION="get-args", _TYPER_COMPLETE_ARGS=line)
    assert [row.split("\t")[0] for row in fish.splitlines()] == wanted
    zsh = shown(_NEWSCLEAN_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line)
    assert all(f'"{word}"' in zsh for word in wanted)


@needs_command
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_options_and_files(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("a")
    script = shown("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    ask = 'COMP_WORDS=(newsclean --expl); COMP_CWORD=1; _newsclean_completion newsclean; echo "${COMPREPLY[@]}"'
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}\ncomplete -p newsclean"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
        timeout=60,
    )
    assert done.stdout.startswith("--explain\n")
    assert "-o default" in done.stdout  # file names, where nothing of newsclean fits
