"""Make `expected.json` of the test pages from what a reader said of them: `python -m tests.expected`.

`kinds.tsv` is the truth of a test page, one `kind<TAB>line` a line of `dump.txt`, or a text of one that is a single
line; `fields.json`, where there is one, tells what its fields are. The expected document is what newsclean makes of
these kinds, with these fields; it is reviewed by eye when a page is added or the document changes. Reasons are told
from what the model reads of the lines, not from what it makes of them. With `--failures`, the keys that come out
otherwise today are written to `known_failures.json`, those of `page.html` to `known_html_failures.json`, and the share
of lines with the right kind, and word F1, to `floors.json`: read the difference first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

import newsclean
from newsclean.assemble import WHOLE_KINDS, assemble
from newsclean.decode import Tagged
from newsclean.front_matter import front_size
from newsclean.lines import read_lines, split_lines
from newsclean.reasons import Evidence
from newsclean.records import TEXT_KINDS, Kind, Line, Page
from newsclean.rules import ruled
from newsclean.scripts import without_scripts
from newsclean.tagger import default_tagger

#: Kinds whose lines may be in a field of the document, beside the title.
FIELD_KINDS = WHOLE_KINDS | {Kind.SECTION, Kind.BYLINE, Kind.DATE, Kind.CAPTION, Kind.TAGS, Kind.RELATED}
PAGES = Path(__file__).parent / "pages"
#: Keys that depend on the model's probabilities, or say where the input came from.
UNCOMPARED = ("confidence", "lines", "id", "source", "url", "input")


def labels(folder: Path) -> dict[int, Kind]:
    """Line number to kind, from a page's `kinds.tsv`."""
    rows = (folder / "kinds.tsv").read_text(encoding="utf-8").split("\n")
    return {number: Kind(row.split("\t", 1)[0]) for number, row in enumerate(rows, 1) if "\t" in row}


def squeezed_rows(folder: Path, text: str) -> list[tuple[int, Kind, str]]:
    """Where each row of a squeezed dump's `kinds.tsv` begins in it, the row's kind and its text."""
    rows = (folder / "kinds.tsv").read_text(encoding="utf-8").split("\n")
    found = []
    place = 0
    for number, kind in labels(folder).items():
        row = rows[number - 1].partition("\t")[2]
        place = text.index(row, place)
        found.append((place, kind, row))
        place += len(row)
    return found


def is_squeezed(text: str) -> bool:
    """Whether a dump is one line."""
    return text.strip().count("\n") == 0


def expected(folder: Path) -> dict[str, object]:
    """The document that the labels of a page make."""
    text, code = without_scripts((folder / "dump.txt").read_text(encoding="utf-8"))
    lines = split_lines(text)
    kinds = line_kinds(folder, text, lines)
    keep = np.array([float(kind in TEXT_KINDS) for kind in kinds], np.float32)
    # Rules decide whatever the model says: they are reasons too.
    rules = {number: rule.name for number, rule in ruled(lines)}
    tagged = Tagged(kinds, [1.0] * len(kinds), keep, bool(keep.any()), rules)
    tagger = default_tagger()
    seen = tagger.scores(read_lines(lines)).seen
    evidence = Evidence(tagger, seen, front_size(lines))
    document = assemble(Page(text=text), lines, tagged, evidence, code=code).article.to_dict()
    told = fields(folder)
    return {
        key: told[key] if key in told and plain(told[key]) != plain(value) else value
        for key, value in document.items()
        if key not in UNCOMPARED
    }


def line_kinds(folder: Path, text: str, lines: list[Line]) -> list[Kind]:
    """The kinds of a page's Lines; of a squeezed one, that of most of each one's characters."""
    if not is_squeezed(text):
        by_line = labels(folder)
        return [by_line[line.first_line] for line in lines]
    rows = squeezed_rows(folder, text)
    return [
        max(rows, key=lambda row: min(line.end, row[0] + len(row[2])) - max(line.start, row[0]))[1] for line in lines
    ]


def fields(folder: Path) -> dict[str, object]:
    """The fields of a page as a reader sees them; none for pages that are told by their lines alone."""
    path = folder / "fields.json"
    told: dict[str, object] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    # A reader tells only a dateline on a line of its own; one that begins a paragraph is reported too.
    return {key: value for key, value in told.items() if key != "dateline" or value is not None}


def plain(value: object) -> object:
    """A value whatever the dump did to its lines: line ends and list markers of a text are as printed."""
    return " ".join(value.replace("\n- ", "\n").split()) if isinstance(value, str) else value


def shares_right(folder: Path) -> list[float]:
    """Share of characters rightly told to be article or junk, and of lines with the right kind; word F1 of the dump's
    text, and of `page.html` if there is one: the tests of whole texts that are expected to fail notice no loss."""
    from newsclean.lab.score import score_kinds, word_f1

    text = (folder / "dump.txt").read_text(encoding="utf-8")
    article = newsclean.clean(text, newsclean.Settings(lines=True))
    if is_squeezed(text):
        parts = squeezed_rows(folder, text)
        gold = {place: (kind.value, row) for place, kind, row in parts}
        lines = article.lines or []
        said = {place: next(line.kind.value for line in lines if line.end > place) for place, _, _ in parts}
    else:
        rows = text.split("\n")
        gold = {number: (kind.value, rows[number - 1]) for number, kind in labels(folder).items()}
        said = {line.line: line.kind.value for line in article.lines or []}
    report = score_kinds({"page": said}, {"page": gold})
    found = [article.text, str(found_in_html(folder)["text"])] if (folder / "page.html").exists() else [article.text]
    wanted = str(json.loads((folder / "expected.json").read_text("utf-8"))["text"])
    return [report.article_accuracy, report.micro_f1, *(word_f1(text, wanted) for text in found)]


def html_document(folder: Path, document: dict[str, object]) -> dict[str, object]:
    """What is expected of `page.html`: the text and the fields, not what depends on the lines of the dump."""
    return {key: document[key] for key in ("text", *fields(folder)) if key != "byline"}


def found_in_html(folder: Path) -> dict[str, object]:
    """What newsclean makes of `page.html`."""
    return newsclean.clean((folder / "page.html").read_bytes()).to_dict()


def _write_list(path: Path, keys: list[str]) -> None:
    """Write a list of keys; no file if there are none."""
    path.unlink(missing_ok=True)
    if keys:
        path.write_text(json.dumps(keys, indent=1) + "\n", encoding="utf-8")


def write_failures(folder: Path, document: dict[str, object]) -> None:
    """Write the keys of a page that come out otherwise than expected."""
    found = newsclean.clean((folder / "dump.txt").read_text(encoding="utf-8")).to_dict()
    failing = [key for key, value in document.items() if found[key] != value]
    _write_list(folder / "known_failures.json", failing)
    if (folder / "page.html").exists():
        wanted, found = html_document(folder, document), found_in_html(folder)
        failing = [key for key, value in wanted.items() if plain(found[key]) != plain(value)]
        _write_list(folder / "known_html_failures.json", failing)


def write_floors() -> None:
    """Write what may not sink: the shares of `shares_right`, rounded down to twentieths."""
    shares = {folder.name: shares_right(folder) for folder in sorted(path.parent for path in PAGES.glob("*/kinds.tsv"))}
    floors = {name: [int(20 * share) / 20 for share in found] for name, found in shares.items()}
    (PAGES / "floors.json").write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    for folder in sorted(path.parent for path in PAGES.glob("*/kinds.tsv")):
        document = expected(folder)
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
        if "--failures" in sys.argv[1:]:
            write_failures(folder, document)
    if "--failures" in sys.argv[1:]:
        write_floors()


if __name__ == "__main__":
    main()
