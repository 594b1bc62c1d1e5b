"""Run the systems over the corpus pages and keep each page's score, with a cache for the baselines."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from baselines import HTML_SYSTEMS, TEXT_SYSTEMS, System

from newsclean.lab.dumps import dump_in
from newsclean.lab.folder import Corpus, GoldPage
from newsclean.lab.gate import measure_kinds
from newsclean.lab.score import KindsReport, overlap, word_bag

__all__ = [
    "HTML",
    "PREDICTIONS",
    "STYLES",
    "PageScore",
    "Run",
    "kinds_of_split",
    "measure",
    "prediction_run",
    "select_pages",
]

STYLES = ("html_text", "inscriptis", "bs4", "resiliparse", "w3m", "lynx")
HTML = "html"
PREDICTIONS = "predictions"


class PageScore(NamedTuple):
    """Word F1 of one page, and whether nothing was returned although the page has gold text."""

    f1: float
    empty: bool


class Run(NamedTuple):
    """The scores of one system on one input (a dump style, `html`, or a predictions file), by page id."""

    system: str
    given: str
    scores: dict[str, PageScore]


def select_pages(corpus: Corpus, split: str) -> dict[str, GoldPage]:
    """The article pages of a split: `gate`, `folds`, or `all`."""
    articles = {key: page for key, page in corpus.pages.items() if page.type == "article"}
    if split == "all":
        return articles
    return {key: page for key, page in articles.items() if split in corpus.splits.names(key)}


def measure(
    corpus: Corpus,
    pages: Mapping[str, GoldPage],
    styles: Iterable[str],
    systems: Iterable[str],
    cache: Path | None,
) -> list[Run]:
    """Score the named systems on the pages: text systems on each style, HTML systems on the HTML.

    Baseline scores found in the cache file for the same corpus and library version are not measured
    again; new ones are written back.
    """
    wanted, styles = set(systems), list(styles)
    stored = _Cache(cache, corpus)
    runs = [(system, style) for system in TEXT_SYSTEMS if system.name in wanted for style in styles]
    runs += [(system, HTML) for system in HTML_SYSTEMS if system.name in wanted]
    golds = {key: word_bag(page.text) for key, page in pages.items()}
    meters = {run: _Meter(*run, stored.known(*run)) for run in runs}
    for key, inputs in _inputs(corpus, pages, styles, list(meters.values())):
        for (_, given), meter in meters.items():
            if given in inputs and key not in meter.scores:
                meter.add(key, inputs[given], pages[key].language, golds[key])
    for meter in meters.values():
        meter.warn()
        stored.keep(meter)
    stored.save()
    return [meter.run(pages) for meter in meters.values() if meter.scores]


def showing(corpus: Corpus, pages: Mapping[str, GoldPage], styles: Sequence[str], share: float) -> dict[str, GoldPage]:
    """The pages of which every dump shows a share of the gold's words: a browser leaves out what is hidden."""
    kept = {}
    for dump in corpus.dumps():
        if page := pages.get(dump.id):
            gold = word_bag(page.text)
            if all(overlap(word_bag(dump_in(corpus, dump, style)), gold).recall >= share for style in styles):
                kept[dump.id] = page
    return kept


def kinds_of_split(corpus: Corpus, split: str) -> KindsReport:
    """newsclean's line kinds on the dumps of a split (or `all`) that were labelled by hand."""
    return measure_kinds(dump for dump in corpus.kinds if split == "all" or split in corpus.splits.names(dump.id))


def prediction_run(name: str, path: Path, pages: Mapping[str, GoldPage]) -> Run:
    """Score a JSON Lines file of `id` and `text`; a page that is missing from it counts as empty."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    texts = {row["id"]: row.get("text") or "" for row in rows}
    scores = {key: _score(texts.get(key, ""), word_bag(page.text)) for key, page in pages.items()}
    return Run(name, PREDICTIONS, scores)


class _Meter:
    """Collects one system's scores on one input; a page it fails on counts as empty, and is told."""

    def __init__(self, system: System, given: str, known: dict[str, PageScore]) -> None:
        self.system, self.given, self.scores = system, given, known
        self.missing: str | None = None
        self.failures: Counter[str] = Counter()

    def add(self, key: str, page: str | bytes, code: str, gold: Counter[str]) -> None:
        if self.missing:
            return
        try:
            text = self.system.extract(page, code)
        except (ImportError, AttributeError) as error:
            if not self.scores:  # not installed, or newsclean.clean does not exist yet
                self.missing = str(error)
                return
            text = self._failed(error)
        except Exception as error:
            text = self._failed(error)
        self.scores[key] = _score(text, gold)

    def run(self, pages: Iterable[str]) -> Run:
        return Run(self.system.name, self.given, {key: self.scores[key] for key in pages})

    def warn(self) -> None:
        name = f"{self.system.name} on {self.given}"
        if self.missing:
            print(f"accuracy.py: {name} left out: {self.missing}", file=sys.stderr)
        for reason, count in self.failures.items():
            print(f"accuracy.py: {name} failed on {count} pages: {reason}", file=sys.stderr)

    def _failed(self, error: Exception) -> str:
        self.failures[type(error).__name__] += 1
        return ""


class _Cache:
    """Baseline scores in a JSON file, valid for one state of the corpus folder."""

    def __init__(self, path: Path | None, corpus: Corpus) -> None:
        self.path = path
        names = ("pages.jsonl.gz", "dumps.jsonl.xz")
        digest = hashlib.sha256(b"".join((corpus.folder / name).read_bytes() for name in names))
        self.content: dict[str, dict[str, list[float]]] = {}
        self.corpus = digest.hexdigest()
        if path is not None and path.is_file():
            loaded = json.loads(path.read_text(encoding="utf-8"))
            if loaded["corpus"] == self.corpus:
                self.content = loaded["scores"]

    def known(self, system: System, given: str) -> dict[str, PageScore]:
        rows = self.content.get(system.cache_key(given), {}) if system.cached else {}
        return {key: PageScore(f1, bool(empty)) for key, (f1, empty) in rows.items()}

    def keep(self, meter: _Meter) -> None:
        if meter.system.cached and meter.scores:
            rows = {key: [round(score.f1, 6), int(score.empty)] for key, score in meter.scores.items()}
            self.content[meter.system.cache_key(meter.given)] = rows

    def save(self) -> None:
        if self.path is not None:
            content = {"corpus": self.corpus, "scores": self.content}
            self.path.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")


def _score(text: str, gold: Counter[str]) -> PageScore:
    predicted = word_bag(text)
    return PageScore(overlap(predicted, gold).f1, bool(gold) and not predicted)


def _inputs(
    corpus: Corpus, pages: Mapping[str, GoldPage], styles: list[str], meters: list[_Meter]
) -> Iterator[tuple[str, dict[str, str | bytes]]]:
    """Each page that some system still lacks, with the inputs that are wanted of it."""
    lacking: dict[str, set[str]] = defaultdict(set)
    for meter in meters:
        lacking[meter.given] |= pages.keys() - meter.scores.keys()
    if any(lacking.get(style) for style in styles):
        for dump in corpus.dumps():
            if any(dump.id in lacking.get(style, ()) for style in styles):
                yield dump.id, {style: dump_in(corpus, dump, style) for style in styles}
    for key in pages:
        if key in lacking.get(HTML, ()):
            yield key, {HTML: corpus.html(key)}
