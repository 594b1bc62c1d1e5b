"""Threads and forked processes get what one thread alone gets; no module keeps state but caches of pure functions."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean

PACKAGE = Path(newsclean.__file__).parent
ROOT = PACKAGE.parent
#: Methods that change what they are called on.
CHANGES = frozenset(
    ("add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "sort",
     "update")
)  # fmt: skip
#: What is changed all the same: the ends of pipes to the worker processes that this process has started.
CHANGED = {"processes.py": {"_ENDS"}}

#: Cleans test pages in turn and prints a digest: in several threads at once, in a process forked before and after, and
#: in one forked while threads work. Pages of both forms are cleaned first ("warm"), or nothing is loaded yet.
SCRIPT = """
import hashlib, os, sys, threading, warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import newsclean
from newsclean import Settings

paths = [path for path in sorted(Path("tests/pages").glob("*/*")) if path.name in ("dump.txt", "page.html")]
pages = [path.read_bytes() for path in paths[:40]]
if sys.argv[1] == "warm":
    for page in pages[:4]:
        newsclean.clean(page)

def digest(order):
    said = {n: newsclean.clean(pages[n], Settings(lines=True)).to_json() for n in order}
    return hashlib.sha256("".join(said[n] for n in sorted(said)).encode()).hexdigest()

def forked(work):
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that other threads are there is what is tried
        child = os.fork()
    if not child:
        os.write(writing, work().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        found = stream.read()
    os.waitpid(child, 0)
    return found

forwards, backwards = range(len(pages)), range(len(pages) - 1, -1, -1)
way = sys.argv[2]
if way == "alone":
    found = [digest(forwards), digest(backwards)]
elif way == "threads":
    start = threading.Barrier(6)
    def run(order):
        start.wait()
        return digest(order)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(run, [forwards, backwards] * 3))
elif way == "forked":
    found = [forked(lambda: digest(forwards)), digest(forwards), forked(lambda: digest(backwards))]
else:
    with ThreadPoolExecutor(2) as pool:
        others = [pool.submit(digest, forwards), pool.submit(digest, backwards)]
        found = [forked(lambda: newsclean.clean(pages[0]).to_json())]
        assert found == [newsclean.clean(pages[0]).to_json()]
        found = [other.result() for other in others]
print(*set(found))
"""


def said(start: str, way: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, start, way],
        cwd=ROOT, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def alone() -> str:
    found = said("cold", "alone")
    assert len(found.split()) == 1
    return found


@pytest.mark.parametrize(
    ("start", "way"),
    # A process forked while another thread imports waits for ever in Python's own lock: the last one only when loaded.
    [
        ("cold", "threads"),
        ("warm", "threads"),
        ("cold", "forked"),
        ("warm", "forked"),
        ("warm", "forked beside threads"),
    ],
)
def test_the_same_results(alone: str, start: str, way: str) -> None:
    if "forked" in way and not hasattr(os, "fork"):
        pytest.skip("this system does not fork")
    assert said(start, way) == alone


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "lab" not in path.parts]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_changes_what_it_holds(path: Path) -> None:
    """No `global`, and no list, dict or set of a module is changed by a function."""
    tree = ast.parse(path.read_text("utf-8"))
    held = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)):
        own = {arg.arg for arg in function.args.args} | {
            node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(function):
            assert not isinstance(node, ast.Global), path
            changed = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
                changed = node.func.value
            elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
                changed = node.value
            if isinstance(changed, ast.Name) and changed.id in held - own - CHANGED.get(path.name, set()):
                raise AssertionError(f"{path}:{node.lineno} changes {changed.id}, which the module holds")
