"""Coverage-guided fuzzing, with atheris (extra `fuzz`): `python -m tests.fuzz [TARGET…] --minutes 5 --work FOLDER`.

Each target runs for so many minutes in a process of its own, one after the other, and begins where it ended the last
time: `FOLDER/corpus/TARGET`. What fails is kept in `FOLDER/findings/TARGET`, the smallest bytes for each place and kind
of error, and the run goes on; only a crash of the interpreter or a hang ends it early. Prints a row a target, and ends
with 1 if there are findings. `python -m tests.fuzz TARGET --on FILE` runs a target on one file, without atheris.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

#: The largest input (bytes), and seconds of the clock after which one is a hang.
LARGEST, HANG = 20_000, 120
#: Megabytes that the process may take.
MEMORY = 4096


class Findings:
    """A folder with the smallest bytes for each place and kind of error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[str, int] = {}

    def keep(self, error: Exception, data: bytes) -> None:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
        name = f"{type(error).__name__}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"
        if len(data) < self._sizes.get(name, LARGEST + 1):
            self._sizes[name] = len(data)
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(data)
            (self._folder / f"{name}.txt").write_text("".join(traceback.format_exception(error)))


def fuzz(name: str, work: Path, seconds: int) -> None:
    """Fuzz one target in this process, which it ends."""
    import atheris

    with atheris.instrument_imports(include=["newsclean"]):
        from tests.fuzz.seeds import seeds
        from tests.fuzz.targets import TARGETS
    corpus = work / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds(name):
        (corpus / hashlib.sha1(data).hexdigest()).write_bytes(data)
    target, findings = TARGETS[name], Findings(work / "findings" / name)

    def once(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:  # what a finding is
            findings.keep(error, data)

    artifacts = work / "findings" / name / "process-"
    artifacts.parent.mkdir(parents=True, exist_ok=True)
    options = (f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}")
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", f"-artifact_prefix={artifacts}", str(corpus)], once)
    atheris.Fuzz()


def _run(name: str, work: Path, seconds: float) -> str:
    """Fuzz one target in a process of its own; a row of the table."""
    executed, edges, ended = 0, 0, time.monotonic() + seconds
    began = time.monotonic()
    while (rest := ended - time.monotonic()) > 1:
        command = [sys.executable, "-m", "tests.fuzz", name, "--work", str(work), "--child", str(int(rest))]
        log = work / "logs" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as file:
            start = file.tell()
            subprocess.run(command, stdout=file, stderr=file, check=False)
        said = log.read_bytes()[start:].decode("utf-8", "replace")
        counted = [int(number) for number in re.findall(r"(?:number_of_executed_units: |^#)(\d+)", said, re.MULTILINE)]
        executed += max(counted, default=0)
        edges = max([edges, *map(int, re.findall(r" cov: (\d+)", said))])
        if not counted:
            raise SystemExit(f"{name} does not run: see {log}")
    found = _found(work, name)
    return f"| {name} | {time.monotonic() - began:.0f} | {executed:,} | {edges:,} | {len(found)} |"


def _found(work: Path, name: str) -> list[Path]:
    return [path for path in sorted((work / "findings" / name).iterdir()) if path.suffix != ".txt"]


def run(names: list[str], work: Path, seconds: float) -> Iterator[str]:
    """Fuzz targets one after the other; the rows of the table, then the paths of findings."""
    yield "| target | seconds | inputs | edges covered | findings |"
    yield "|---|---|---|---|---|"
    for name in names:
        yield _run(name, work, seconds)
    for name in names:
        yield from (f"{name}: {path}" for path in _found(work, name))


def main() -> None:
    """Fuzz, or run one target on one file."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=5.0, help="for each target")
    parser.add_argument("--work", type=Path, default=Path("build/fuzz"), help="folder of corpora, findings and logs")
    parser.add_argument("--on", type=Path, metavar="FILE", help="run a target on one file")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child is not None:
        fuzz(arguments.targets[0], arguments.work, arguments.child)
        return
    from tests.fuzz.targets import TARGETS

    names = arguments.targets or list(TARGETS)
    if unknown := [name for name in names if name not in TARGETS]:
        parser.error(f"unknown target {unknown[0]!r}; there are {', '.join(TARGETS)}")
    if arguments.on is not None:
        for name in names:
            TARGETS[name](arguments.on.read_bytes())
        return
    failed = False
    for row in run(names, arguments.work, 60 * arguments.minutes):
        failed |= not row.startswith("|")
        print(row, flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
