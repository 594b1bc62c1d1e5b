"""The files of `data/`: what is not what was shipped is refused, on the command line too."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean
from newsclean import shipped
from newsclean.errors import ModelError
from newsclean.lab import digests

PACKAGE = Path(newsclean.__file__).parent
DATA = PACKAGE / "data"
NAMES = [line.split("  ")[1] for line in (DATA / shipped.DIGESTS).read_text().splitlines()]


def test_digests_are_those_of_the_files() -> None:
    assert digests.listed(DATA) == (DATA / shipped.DIGESTS).read_text(), "run: newsclean-lab digests"
    assert {path.name for path in DATA.iterdir() if path.suffix != ".md"} == {*NAMES, shipped.DIGESTS}


def test_all_files_are_read_there() -> None:
    """No other module opens a file of the package."""
    for path in PACKAGE.rglob("*.py"):
        if "lab" not in path.parts and path.name != "shipped.py":
            assert "importlib.resources" not in path.read_text("utf-8"), path
            assert "importlib import resources" not in path.read_text("utf-8"), path


def test_nothing_of_the_package_runs_code_from_data() -> None:
    """No unpickling, no `eval`; numpy's files are read without objects."""
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        called = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert not names & {"pickle", "marshal", "shelve", "dill", "joblib"}, path
        assert not set(called) & {"eval", "exec", "compile", "__import__", "torch.load", "yaml.load"}, path
        loads = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "np.load"]
        for load in loads:
            assert any(word.arg == "allow_pickle" and ast.unparse(word.value) == "False" for word in load.keywords)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package that may be damaged, and is repaired after that. It is sound at first."""
    target = tmp_path_factory.mktemp("copied") / "newsclean"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("lab", "__pycache__"))
    for page in (TEXT, HTML):
        assert run(target.parent, page).returncode == 0
    return target


def run(folder: Path, page: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from newsclean.__main__ import main; main()", "--json", "-"]
    return subprocess.run(command, cwd=folder, input=page, capture_output=True, text=True, timeout=60)


TEXT = "By Ann Bell\n\nPublished 3 May 2024\n\n" + "The ferry to Marrow Bay was late again on Tuesday, they said. " * 4
HTML = f"<html><meta name=author content='Ann Bell'><article class=story>{TEXT}"


@pytest.mark.parametrize(
    ("name", "page"),
    [("tagger.npz", TEXT), ("html.npz", HTML), ("months.txt", TEXT), ("markup_words.txt", HTML), ("digests.txt", TEXT)],
)
@pytest.mark.parametrize("damage", ["cut off", "exchanged", "missing"])
def test_other_files_are_refused(copied: Path, name: str, page: str, damage: str) -> None:
    path = copied / "data" / name
    sound = path.read_bytes()
    if damage == "cut off":
        path.write_bytes(path.read_bytes()[:-100] if name != "digests.txt" else b"")
    elif damage == "exchanged":
        path.write_bytes((DATA / ("html.npz" if name == "tagger.npz" else "tagger.npz")).read_bytes())
    else:
        path.unlink()
    done = run(copied.parent, page)
    path.write_bytes(sound)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "install newsclean again" in done.stderr, done.stderr


def test_the_error_is_one_of_the_package() -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        shipped.read("no such file")


def test_training_writes_the_digests(tmp_path: Path) -> None:
    """`newsclean-lab train` ends with `ship.ship`, which does this; cards are left out."""
    (tmp_path / "tagger.npz").write_bytes(b"")
    (tmp_path / "tagger.md").write_text("its card")
    digests.write(tmp_path)
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (tmp_path / "digests.txt").read_text() == f"{nothing}  tagger.npz\n"
