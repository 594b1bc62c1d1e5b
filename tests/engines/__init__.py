"""Pages for engines, what the command line makes of them, and the same out of an engine's table."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec
import pyarrow
import pyarrow.parquet

from newsclean.records import Article
from tests.archives import WARCINFO, page_text, wet_record

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages"

#: What no reader of JSON takes for a row less.
HOSTILE = {
    "empty": "",
    "blank": " \n\t\n",
    "nul": "Home\x00\n" * 50 + page_text(7),
    "one line": page_text(8).replace("\n", " ") * 40,
    "separators": page_text(9).replace("\n", "\u2028"),
    "right to left": "\u202e" + page_text(10),
    "votes": page_text(11) + "\n\n3 Comments\n\nann\n\nFirst.\n\n" + "9" * 40 + " ( +" + "9" * 40 + " / -0 )\n",
    "tags": "<" * 5_000 + "<p>" * 2_000,
}


def records(copies: int = 1) -> list[dict[str, str | None]]:
    """Pages under `text` and `html`, one that has neither, and hostile ones, each with an id and an address."""
    found: list[dict[str, str | None]] = []
    for key, name in (("text", "dump.txt"), ("html", "page.html")):
        files = sorted(PAGES.glob(f"*/{name}"))
        found += [{"id": f"{file.parent.name} {key}", key: file.read_text("utf-8")} for file in files]
    found += [{"id": id, "text": text} for id, text in HOSTILE.items()]
    found.insert(20, {"id": "none", "text": None})
    return [
        {**record, "id": f"{record['id']} {copy}", "url": f"https://gazette.example/{number}"}
        for copy in range(copies)
        for number, record in enumerate(found)
    ]


def write_jsonl(path: Path, rows: list[dict[str, str | None]]) -> Path:
    """Rows as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def write_wet(path: Path, numbers: range) -> Path:
    """Invented pages as a WET file."""
    path.write_bytes(b"".join(gzip.compress(part) for part in [WARCINFO, *map(wet_record, numbers)]))
    return path


def by_command(path: Path, *options: str, named: bool = False) -> dict[str, str]:
    """JSON Lines of the command line by id; `source` is `-` unless the file is to be `named`."""
    command = [sys.executable, "-m", "newsclean", "--jsonl", *options, *([str(path)] if named else [])]
    page = None if named else path.read_bytes()
    done = subprocess.run(command, input=page, capture_output=True, timeout=300)
    assert done.returncode in (0, 2), done.stderr.decode()
    lines = done.stdout.decode("utf-8").splitlines()
    return {json.loads(line)["id"]: line for line in lines}


def by_engine(found: pyarrow.Table | Path) -> tuple[dict[str, str], list[tuple[str | None, str]]]:
    """The same out of a table, or a Parquet folder or file; and the ids and errors of the others. No id comes twice."""
    table = pyarrow.parquet.read_table(found) if isinstance(found, Path) else found
    documents: dict[str, str] = {}
    errors: list[tuple[str | None, str]] = []
    for row in table.to_pylist():
        if (error := row.pop("error")) is not None:
            errors.append((row["id"], error))
        else:
            assert row["id"] not in documents
            documents[row["id"]] = msgspec.convert(row, Article).to_json()
    return documents, sorted(errors, key=lambda error: (error[1], error[0] or ""))


def differing(found: dict[str, str], expected: dict[str, str]) -> list[str]:
    """The ids of documents that are not the same: a test of the documents themselves would take minutes to fail."""
    return sorted(id for id in found.keys() | expected.keys() if found.get(id) != expected.get(id))


def run_module(name: str, folder: Path, *arguments: str) -> int:
    """Run a module of this folder."""
    return run(["-m", f"tests.engines.{name}", str(folder), *arguments], ROOT, log=folder / "log.txt")


def run(arguments: list[str], folder: Path, *, log: Path | None = None, timeout: float = 600, **variables: str) -> int:
    """Run Python in a folder, in processes of their own, which end with the time; returns its exit code.

    Prints what it said, for pytest to show if the test fails.
    """
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable} | variables
    log = log or folder / "log.txt"
    with log.open("wb") as out:  # no pipe: a process that is left over would keep it open
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, env=environment, stdout=out, stderr=out, start_new_session=True
        )
        try:
            return process.wait(timeout)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            print(log.read_text("utf-8", "replace")[-8_000:])


def installed(*names: str) -> bool:
    """Whether libraries can be imported, without importing them."""
    return all(importlib.util.find_spec(name) is not None for name in names)
