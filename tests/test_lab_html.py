"""The lab on HTML pages: renderings are labelled like dumps, and become examples with hints."""

from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("rapidfuzz", reason="install newsclean[dev]")

from newsclean.errors import InputError
from newsclean.features import NAMES
from newsclean.html import HINT_NAMES
from newsclean.lab import html_examples, labels, lessons
from newsclean.lab.folder import HTML_STYLE, Corpus, load_corpus
from newsclean.lab.labels import NUMBER, LabelledText
from newsclean.lab.lessons import Lesson, Said
from newsclean.tokens import TokenTable
from tests.html_pages import HEADLINE, PAGE

STARTS = ("The morning ferry", "“We heard a bang", "A diver cut", "The company that runs")


GOLD = """The morning ferry to Skerry Point left its berth almost two hours late on Tuesday after a drifting rope was
caught in its screw, the harbour master said, and forty passengers had to wait in the rain.

“We heard a bang and then nothing at all,” said Mary Kell, who takes the boat to work five days a week and was on the
quay when it happened. “It is the third time since the new year, and nobody tells us anything.”

A diver cut the rope away at half past nine. The harbour master, Tom Oram, said that nets and ropes thrown from fishing
boats were a growing danger, and that the town would ask the fleet to bring them ashore.

The company that runs the ferry, which lost its licence for the night service last autumn, said that it was sorry for
the delay and that all tickets of the morning would be paid back within the week."""


def corpus(folder: Path) -> Corpus:
    """A corpus folder of the invented page, three times, and a page without an article."""
    (folder / "html").mkdir()
    rows = []
    for name, kind in (("a", "article"), ("b", "article"), ("c", "article"), ("d", "listing")):
        rows.append({"id": name, "source": "wcxb", "type": kind, "text": GOLD, "url": f"https://{name}.example/"})
        (folder / "html" / f"{name}.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    with gzip.open(folder / "pages.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    (folder / "splits.json").write_text(json.dumps({"folds": {"a": 0, "b": 0, "d": 1}, "gate": ["c"]}))
    return load_corpus(folder)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, list[LabelledText]]:
    folder = tmp_path_factory.mktemp("corpus")
    opened = corpus(folder)
    assert labels.build(folder, folder / "labels.xz", form="html", jobs=1) == 4
    return opened, list(labels.read(folder / "labels.xz"))


def test_renderings_are_labelled(labelled: tuple[Corpus, list[LabelledText]]) -> None:
    first, *_, last = labelled[1]
    assert first.style == HTML_STYLE and first.gold
    kept = [line for line, keep in zip(first.lines, first.keep, strict=True) if keep > 0.8]
    assert len(kept) == len(STARTS)
    assert all(line.startswith(start) for line, start in zip(kept, STARTS, strict=True))
    said = dict(zip(first.lines, first.kind, strict=True))
    assert said[HEADLINE] == NUMBER["headline"]
    assert said["Crane falls into the dock at low water"] == NUMBER["related"]
    assert last.group == "none" and not any(last.keep)


def test_examples_have_hints_and_variants(labelled: tuple[Corpus, list[LabelledText]]) -> None:
    opened, dumps = labelled
    made = list(html_examples.build(dumps, opened, TokenTable(limit=10**9), opened.splits.folds))
    assert [(example.page, example.variant) for example in made] == [
        ("a", ""), ("a", "spliced"), ("a", "cropped"), ("b", ""), ("b", "spliced"), ("b", "cropped"), ("c", ""),
        ("d", ""), ("d", "spliced"), ("d", "cropped"),
    ]  # fmt: skip
    plain, spliced = made[:2]
    assert plain.encoded.matrix.shape == (len(plain.texts), len(NAMES) + len(HINT_NAMES))
    assert len(spliced.texts) > len(plain.texts)
    where = plain.texts.index(HEADLINE)
    assert plain.encoded.matrix[where, len(NAMES) + HINT_NAMES.index("block_h1")] == 1
    assert not np.isnan(spliced.encoded.matrix).any()


def test_labels_of_another_rendering_are_refused(labelled: tuple[Corpus, list[LabelledText]]) -> None:
    import msgspec

    opened, dumps = labelled
    stale = msgspec.structs.replace(dumps[0], lines=[*dumps[0].lines, "x"])
    with pytest.raises(InputError, match="delete the file of labels"):
        html_examples.pieces(stale, opened)


def test_the_model_of_html_pages_teaches_kinds(tmp_path: Path) -> None:
    pytest.importorskip("html2text", reason="makes the dump that the corpus does not hold; install newsclean[lab]")
    corpus(tmp_path)
    dump = "\n".join(("Menu", HEADLINE, "Crane falls into the dock", STARTS[0] + " left its berth"))
    texts = (("Menu", "navigation", 0.9), (HEADLINE, "body", 0.4), ("Crane falls into the dock", "caption", 0.8))
    said = [Said(text, NUMBER[kind], likely) for text, kind, likely in (*texts, (STARTS[0], "related", 0.9))]
    lessons.write(tmp_path / "lessons.xz", [Lesson("a", said)])
    with lzma.open(tmp_path / "dumps.jsonl.xz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "a", "bs4": dump}) + "\n")
    labels.build(tmp_path, tmp_path / "labels.xz", taught=tmp_path / "lessons.xz", jobs=1)
    found = next(page for page in labels.read(tmp_path / "labels.xz") if page.page == "a" and page.style == "bs4")
    kinds = dict(zip(found.lines, zip(found.kind, found.kind_weight, strict=True), strict=True))
    assert kinds["Menu"] == (NUMBER["navigation"], 0.9)
    assert kinds["Crane falls into the dock"] == (NUMBER["caption"], 0.8)
    assert kinds[HEADLINE][0] != NUMBER["body"], "it was not sure"
    assert kinds[STARTS[0] + " left its berth"][0] != NUMBER["related"], "the gold text says otherwise"
