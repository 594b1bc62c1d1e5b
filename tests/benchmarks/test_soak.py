"""The benchmark of long runs, on a short one, and whether it would see what it looks for."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.benchmarks.soak import HEAD, Check
from tests.benchmarks.wet import Archive, id_of

ROOT = Path(__file__).parents[2]


def output(numbers: list[int], *, changed: int = -1) -> io.BytesIO:
    """What the command would write for the pages of these numbers."""
    lines = (b'{"id":"%s","text":"%d"}\n' % (id_of(number).encode(), number == changed) for number in numbers)
    return io.BytesIO(b"".join(lines))


def test_the_archive_is_what_it_says() -> None:
    archive = Archive(damage=50)
    size = lines = 0
    for number in range(100):
        member = archive.next()
        if archive.is_damaged(number):
            with pytest.raises((zlib.error, OSError, EOFError)):
                gzip.decompress(member)
            continue
        record = gzip.decompress(member)
        assert f"WARC-Record-ID: <{id_of(number)}>".encode() in record
        size += len(record)
        lines += len(record.split(b"\r\n\r\n", 1)[1].rstrip(b"\r\n").split(b"\n"))
    assert archive.pages == 100
    assert size < archive.bytes < 1.2 * size and 0.9 * lines < archive.lines < 1.2 * lines
    assert 5_000 < archive.bytes / archive.pages < 10_000


def test_lost_and_changed_pages_are_seen() -> None:
    archive = Archive(damage=50)
    sound = [number for number in range(900) if not archive.is_damaged(number)]
    check = Check(archive)
    check.read(output(sound))
    assert (check.pages, check.lost, check.changed) == (len(sound), 0, 0)
    check = Check(archive)
    check.read(output([number for number in sound if number not in (3, 500, 501)], changed=800))
    assert (check.lost, check.changed) == (3, 1)
    swapped = [*sound[:10], sound[11], sound[10], *sound[12:]]
    check = Check(archive)
    check.read(output(swapped))
    assert check.lost > 0


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs /proc")
def test_a_row_for_each_run(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.soak", "--lines", "3e4", "--minutes", "0.1"]
    done = subprocess.run(
        [*command, "--log", str(tmp_path / "log")], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    head, _, *rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines()]
    assert tuple(head) == HEAD
    assert [row[0] for row in rows] == ["`-j 1`", "`-j 2`"]
    for row in rows:
        found = dict(zip(HEAD, row, strict=True))
        assert (found["crashes"], found["lost pages"], found["changed pages"]) == ("0", "0", "0")
    assert (tmp_path / "log").read_text().count("\n") >= 2
