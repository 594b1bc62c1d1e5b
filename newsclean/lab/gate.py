"""The gate: accuracy of the shipped model on pages it never saw, and floors below which it must not fall.

The floors are pinned in a file together with a digest of the pages, so that neither can change unseen: a lower
figure fails, and pinning anew refuses to lower a floor unless that is asked for by name.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from newsclean.errors import InputError
from newsclean.lab.dumps import make_dump
from newsclean.lab.folder import HTML_STYLE, Corpus, CorpusMissing, LabelledDump
from newsclean.lab.score import BAD_F1, KindsReport, mean, score_kinds, word_f1
from newsclean.pipeline import clean_page
from newsclean.reading import scrub
from newsclean.records import Page
from newsclean.settings import Settings

#: A figure may be this much below its floor: the last digit of a float sum on another machine.
TOLERANCE = 0.0005


class Pins(msgspec.Struct, frozen=True):
    """Pinned floors by name of figure, and the digest of the pages they were measured on."""

    pages: str
    floors: dict[str, float]


class Figures(msgspec.Struct, frozen=True):
    """What was measured: figures by name, the higher the better, and the digest of the pages."""

    pages: str
    values: dict[str, float]


def measure(corpus: Corpus, page_ids: frozenset[str] | None = None) -> Figures:
    """Word F1 of `text` by source and dump style, share of pages neither bad nor empty, and kinds, on the
    corpus's gate pages (or on `page_ids`)."""
    wanted = corpus.splits.gate if page_ids is None else page_ids
    digest = hashlib.sha256()
    f1s: dict[str, list[float]] = defaultdict(list)
    for dump in corpus.dumps():
        page = corpus.pages[dump.id]
        if dump.id not in wanted or page.type != "article":
            continue
        for style, text in [*sorted(dump.styles.items()), *_of_html(corpus, dump.id)]:
            digest.update(f"{dump.id}\0{style}\0{text}\0{page.text}\0".encode())
            given = Page(text=text, form="html" if style == HTML_STYLE else "text")
            f1 = word_f1(clean_page(given, Settings()).article.text, page.text)
            f1s[f"f1 {page.source} {style}"].append(f1)
            f1s[f"not bad {style}"].append(float(f1 >= BAD_F1))
            f1s[f"not empty {style}"].append(float(f1 > 0))
    values = {name: mean(scores) for name, scores in sorted(f1s.items())}
    values |= _kinds(corpus, wanted)
    return Figures(digest.hexdigest()[:16], {name: round(value, 4) for name, value in values.items()})


def _of_html(corpus: Corpus, page_id: str) -> list[tuple[str, str]]:
    """The page's HTML as one more style, and the one dump of it that needs no other library; none if the corpus does
    not hold it."""
    try:
        html = corpus.html(page_id)
    except CorpusMissing:
        return []
    return [(HTML_STYLE, scrub(html.decode("utf-8", "replace"))), ("wet", make_dump(html, "wet"))]


def measure_kinds(labelled: Iterable[LabelledDump]) -> KindsReport:
    """How right the kinds of lines are on dumps labelled by hand."""
    said: dict[str, dict[int, str]] = {}
    gold: dict[str, dict[int, tuple[str, str]]] = {}
    for dump in labelled:
        lines = clean_page(Page(text=dump.text), Settings(lines=True)).article.lines or []
        said[dump.key], gold[dump.key] = {line.line: line.kind.value for line in lines}, dump.gold()
    return score_kinds(said, gold)


def _kinds(corpus: Corpus, wanted: frozenset[str]) -> dict[str, float]:
    labelled = [dump for dump in corpus.kinds if dump.id in wanted]
    if not labelled:
        return {}
    report = measure_kinds(labelled)
    figures = {f"kind {kind}": score.f1 for kind, score in report.kinds.items() if score.lines >= 10}
    return figures | {
        "kinds macro": report.macro_f1, "kinds micro": report.micro_f1, "kinds article": report.article_accuracy
    }  # fmt: skip


def read_pins(path: Path) -> Pins:
    """The pinned floors of a file; InputError if it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Pins)
    except (OSError, msgspec.MsgspecError) as error:
        raise InputError(f"{path}: no readable floors ({error}); pin them with `newsclean-lab gate --pin`") from error


def failures(figures: Figures, pins: Pins) -> list[str]:
    """What is below its floor, one line each; different pages are a failure too."""
    if figures.pages != pins.pages:
        return [f"the gate's pages have changed: digest {figures.pages}, pinned {pins.pages}"]
    return [
        f"{name}: {figures.values.get(name, 0.0):.4f} is below its floor {floor:.4f}"
        for name, floor in pins.floors.items()
        if figures.values.get(name, 0.0) < floor - TOLERANCE
    ]


def pin(figures: Figures, old: Pins | None, *, lower: bool = False) -> Pins:
    """New floors at the measured figures; InputError if one would sink, or the pages are others, and `lower` is not
    given."""
    sunk = [] if old is None else failures(figures, old)
    if sunk and not lower:
        raise InputError("pinning would lower floors; say --lower if that is meant:\n" + "\n".join(sunk))
    return Pins(figures.pages, figures.values)
