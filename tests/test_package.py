"""The package as users get it: built, complete, installed without a network, few and free dependencies."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.licences import packages

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    for name in ("build.__main__", "hatchling"):  # `build` alone may be the folder of labels
        pytest.importorskip(name, reason="building takes newsclean[dev]")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def wheel(folder: Path) -> Path:
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(wheel(built)) as archive:
        names = set(archive.namelist())
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "newsclean").rglob("*") if path.is_file()}
    manual = {name for name in names if name.endswith(".data/data/share/man/man1/newsclean.1")}
    assert len(manual) == 1
    assert {name for name in names - manual if ".dist-info/" not in name} == {
        name
        for name in files
        if "__pycache__" not in name and not name.endswith(".svg")  # the README's pictures
    }
    assert "newsclean/py.typed" in names and "newsclean/data/digests.txt" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert wheel(built).stat().st_size < 5_000_000


def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {member.name.split("/", 1)[1] for member in archive if "/" in member.name}
    wanted = {"README.md", "LICENSE", "pyproject.toml", "tests/test_package.py", "samples/harbour.txt"}
    assert wanted | {".ci/run", ".ci/lock.txt", "newsclean/lab/explain.svg"} <= names


def test_it_is_installed_from_the_wheel_without_a_network(built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    offline = ["--no-index", "--no-deps", "--disable-pip-version-check", "--quiet"]
    install = [sys.executable, "-m", "pip", "install", *offline, "--target", str(site), str(wheel(built))]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    environment = os.environ | {"PYTHONPATH": str(site)}
    where = [sys.executable, "-c", "import newsclean; print(newsclean.__file__)"]
    done = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).is_relative_to(site)
    page = ROOT / "samples" / "harbour.txt"
    outputs = []
    for command in ([sys.executable, "-m", "newsclean"], [sys.executable, str(site / "bin" / "newsclean")]):
        if os.name == "posix" or command[1] == "-m":
            ran = subprocess.run([*command, str(page)], cwd=tmp_path, env=environment, capture_output=True, timeout=60)
            assert ran.returncode == 0, ran.stderr
            outputs.append(ran.stdout)
    assert len(set(outputs)) == 1 and outputs[0].startswith(b"Marrow Bay to close its tidal gates")


def test_dependencies_are_few_and_bounded() -> None:
    """Each is bounded below by what was tried, and above before the release that may break it."""
    wanted = PROJECT["dependencies"]
    assert len(wanted) <= 10
    for requirement in wanted + [row for name in ("parquet", "warc") for row in PROJECT["optional-dependencies"][name]]:
        assert re.search(r">=\d", requirement) and re.search(r"<\d", requirement), requirement


def test_all_licences_are_permissive() -> None:
    found = list(packages())
    assert {package.name.lower() for package in found} >= {"numpy", "htmldate", "selectolax", "typer"}
    assert [package for package in found if not package.is_permissive] == []


def test_the_lock_file_holds_what_is_asked_for() -> None:
    """`.ci/lock` writes it anew after a change of pyproject.toml."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / ".ci" / "lock.txt").read_text(), re.MULTILINE))
    extras = PROJECT["optional-dependencies"]
    for requirement in [*PROJECT["dependencies"], *extras["dev"], *extras["parquet"], *extras["warc"]]:
        name = re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]
        assert name in locked or name == "newsclean", f"{name}: run .ci/lock"
