"""Make `expected.json` of the test pages from their hand-made line labels: `python -m tests.expected`.

`kinds.tsv` is the truth of a test page, one `kind<TAB>line` a line of `dump.txt`. The expected document is what
newsclean must make of these kinds; it is reviewed by eye when a page is added or the document changes. With
`--failures`, the keys that come out otherwise today are written to `known_failures.json`: read the difference first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

import newsclean
from newsclean.assemble import assemble
from newsclean.decode import Tags
from newsclean.lines import split_lines
from newsclean.records import TEXT_KINDS, Kind, Page

PAGES = Path(__file__).parent / "pages"
#: Keys that depend on the model's probabilities, or say where the input came from.
UNCOMPARED = ("confidence", "lines", "id", "source", "url", "input")


def labels(folder: Path) -> dict[int, Kind]:
    """Line number to kind, from a page's `kinds.tsv`."""
    rows = (folder / "kinds.tsv").read_text(encoding="utf-8").split("\n")
    return {number: Kind(row.split("\t", 1)[0]) for number, row in enumerate(rows, 1) if "\t" in row}


def expected(folder: Path) -> dict[str, object]:
    """The document that the labels of a page make."""
    text = (folder / "dump.txt").read_text(encoding="utf-8")
    by_line = labels(folder)
    lines = split_lines(text)
    kinds = [by_line[line.first_line] for line in lines]
    keep = np.array([float(kind in TEXT_KINDS) for kind in kinds], np.float32)
    tags = Tags(kinds, [1.0] * len(kinds), keep, bool(keep.any()))
    document = assemble(Page(text=text), lines, tags).article.to_dict()
    return {key: value for key, value in document.items() if key not in UNCOMPARED}


def write_failures(folder: Path, document: dict[str, object]) -> None:
    """Write the keys of a page that come out otherwise than expected; no file if there are none."""
    found = newsclean.clean((folder / "dump.txt").read_text(encoding="utf-8")).to_dict()
    keys = [key for key, value in document.items() if found[key] != value]
    path = folder / "known_failures.json"
    path.unlink(missing_ok=True)
    if keys:
        path.write_text(json.dumps(keys, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    for folder in sorted(path.parent for path in PAGES.glob("*/kinds.tsv")):
        document = expected(folder)
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
        if "--failures" in sys.argv[1:]:
            write_failures(folder, document)


if __name__ == "__main__":
    main()
