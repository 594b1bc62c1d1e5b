"""Line kinds labelled by hand for this project: sheets to label, and the file the labels are kept in.

`hand_kinds.tsv` holds no text of any page: a row is a page's id, a dump style, a digest of that dump, and runs of line
numbers with their kinds. Labels of a dump that is no longer the same are left out. To add some:

    python -m newsclean.lab.sheets write CORPUS FOLDER --pages 40    # numbered lines of pages without labels
    python -m newsclean.lab.sheets collect CORPUS FOLDER             # checks FOLDER/labels*.txt and adds them

Into `labelsN.txt` beside `pagesN.txt` goes, for each page, its `=== PAGE id` line and below it one run a line
(`3-9 navigation`), by the rules of the corpus's annotation guide.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from newsclean.errors import InputError
from newsclean.lab.folder import Corpus, load_corpus
from newsclean.records import Kind

KINDS_FILE = Path(__file__).with_name("hand_kinds.tsv")
#: The style in which pages are labelled; labels are carried to the others by alignment.
STYLE = "html_text"
PAGES_A_SHEET = 6
#: Lines are shown whole up to this many characters, ASCII or not.
SHOWN = {True: 110, False: 80}
#: Shorter and longer pages teach little for the work.
LINES = range(20, 351)
_HEADER = "=== PAGE "
_RUN = re.compile(r"(\d+)(?:-(\d+))? (\w+)")


class Labelled(msgspec.Struct, frozen=True):
    """The kinds of a dump's lines: `runs` are (first line, last line, kind), 1-based and in order."""

    page: str
    style: str
    digest: str
    runs: tuple[tuple[int, int, Kind], ...]

    def kinds(self, lines: Sequence[str]) -> dict[int, Kind]:
        """Row (0-based) → kind of the non-blank lines of the dump; nothing if it is not the dump that was labelled."""
        if digest(lines) != self.digest:
            return {}
        return {row: kind for first, last, kind in self.runs for row in range(first - 1, last) if lines[row].strip()}


def digest(lines: Sequence[str]) -> str:
    """What tells one dump of a page from another."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:12]


def read(path: Path = KINDS_FILE) -> Iterator[Labelled]:
    """The labelled dumps of the project's file."""
    for row in path.read_text("utf-8").splitlines():
        page, style, stamp, runs = row.split("\t")
        yield Labelled(page, style, stamp, tuple(_run(run) for run in runs.split(", ")))


def write(labelled: Iterable[Labelled], path: Path = KINDS_FILE) -> None:
    """Write labelled dumps, sorted by page."""
    rows = sorted(labelled, key=lambda one: (one.page, one.style))
    texts = ("\t".join((one.page, one.style, one.digest, ", ".join(map(_shown, one.runs)))) for one in rows)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


def _run(text: str) -> tuple[int, int, Kind]:
    found = _RUN.fullmatch(text)
    if found is None:
        raise InputError(f"{text!r} is no run of lines with a kind, such as `3-9 navigation`")
    first = int(found[1])
    return first, int(found[2] or first), Kind(found[3])


def _shown(run: tuple[int, int, Kind]) -> str:
    first, last, kind = run
    return f"{first} {kind}" if first == last else f"{first}-{last} {kind}"


def with_lines(corpus: Corpus) -> Iterator[tuple[Labelled, list[str]]]:
    """The labelled dumps of the project's file that are in a corpus, with their lines."""
    known = [labelled for labelled in read() if labelled.page in corpus.splits.folds]
    if known:
        dumps = _dumps(corpus)
        yield from ((labelled, dumps[labelled.page]) for labelled in known if labelled.page in dumps)


def write_sheets(corpus: Corpus, folder: Path, count: int, *, seed: int = 0) -> int:
    """Write sheets of `count` random pages that train the model and have no hand labels yet; returns how many."""
    known = {dump.id for dump in corpus.kinds} | {labelled.page for labelled in read()}
    pages = [(name, lines) for name, lines in _dumps(corpus).items() if name not in known and _size(lines) in LINES]
    random.Random(seed).shuffle(pages)
    folder.mkdir(parents=True, exist_ok=True)
    for begin in range(0, min(count, len(pages)), PAGES_A_SHEET):
        part = pages[begin : min(begin + PAGES_A_SHEET, count)]
        sheet = "".join(_sheet(name, lines) for name, lines in part)
        (folder / f"pages{begin // PAGES_A_SHEET + 1}.txt").write_text(sheet, encoding="utf-8")
    return min(count, len(pages))


def _dumps(corpus: Corpus) -> dict[str, list[str]]:
    """The lines of the dumps that may be labelled: those of the folds."""
    dumps = {dump.id: dump.styles[STYLE].split("\n") for dump in (*corpus.dumps(), *corpus.extra_dumps())}
    dumps |= {page.id: list(page.lines) for page in corpus.silver()}
    return {name: lines for name, lines in dumps.items() if name in corpus.splits.folds}


def _size(lines: Sequence[str]) -> int:
    return sum(1 for line in lines if line.strip())


def _sheet(name: str, lines: Sequence[str]) -> str:
    rows = [f"{number}: {_shortened(line.strip())}\n" for number, line in enumerate(lines, 1) if line.strip()]
    return f"{_HEADER}{name}\n{''.join(rows)}"


def _shortened(line: str) -> str:
    line = "".join(character if character.isprintable() else "?" for character in line)
    limit = SHOWN[line.isascii()]
    if len(line) <= limit:
        return line
    return f"{line[: limit - 35]} … {line[-25:]} [{len(line.split())} words, {len(line)} characters]"


def collect(corpus: Corpus, folder: Path) -> tuple[list[Labelled], list[str]]:
    """The labels written into a folder of sheets, and what is wrong with those that are left out."""
    dumps = _dumps(corpus)
    good, wrong = [], []
    for path in sorted(folder.glob("labels*.txt")):
        for name, rows in _pages(path.read_text("utf-8").splitlines()).items():
            try:
                good.append(_checked(name, rows, dumps))
            except (InputError, ValueError) as error:
                wrong.append(f"{path}: {name}: {error}")
    return good, wrong


def _pages(rows: Sequence[str]) -> dict[str, list[str]]:
    pages: dict[str, list[str]] = {}
    current: list[str] = []
    for row in filter(None, map(str.strip, rows)):
        if row.startswith(_HEADER):
            current = pages.setdefault(row.removeprefix(_HEADER), [])
        else:
            current.append(row)
    return pages


def _checked(name: str, rows: Sequence[str], dumps: Mapping[str, list[str]]) -> Labelled:
    if name not in dumps:
        raise InputError("the corpus has no such page to train on")
    lines = dumps[name]
    runs = tuple(map(_run, rows))
    covered = [number for first, last, _ in runs for number in range(first, last + 1)]
    if len(covered) != len(set(covered)) or (covered and max(covered) > len(lines)):
        raise InputError("a line is labelled twice, or is not there")
    missing = {number for number, line in enumerate(lines, 1) if line.strip()}.difference(covered)
    if missing:
        raise InputError(f"lines without a label: {sorted(missing)[:10]}")
    return Labelled(name, STYLE, digest(lines), runs)


def main() -> None:
    """Write sheets to label, or collect what was written into them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("write", "collect"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    args = parser.parse_args()
    corpus = load_corpus(args.corpus)
    if args.action == "write":
        print(f"{write_sheets(corpus, args.folder, args.pages)} pages to label in {args.folder}")
        return
    found, wrong = collect(corpus, args.folder)
    known = {(one.page, one.style): one for one in read()}
    known |= {(one.page, one.style): one for one in found}
    write(known.values())
    print(*wrong, f"{len(found)} pages taken, {len(wrong)} left out; {len(known)} in {KINDS_FILE.name}", sep="\n")


if __name__ == "__main__":
    main()
