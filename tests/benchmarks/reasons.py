"""Whether the evidence that reasons name matters to the model: it is taken away, and the model is asked again.

    python tests/benchmarks/reasons.py CORPUS                 # pages that the gate does not hold
    python tests/benchmarks/reasons.py CORPUS --style html    # with the markup
    python tests/benchmarks/reasons.py CORPUS --time          # what reasons cost, as a share of cleaning a dump

For each run of junk lines, the columns of the named evidence are set to the mean over the training pages, or its
words are taken out, in all lines of the run; and, to compare, as many columns or tokens of the same lines at
random. The table tells how far the logarithm of the odds of the run's kind falls (mean over runs, of the mean over the
run's lines), and in which share of runs it falls further than at random.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import msgspec
import numpy as np
import numpy.typing as npt
from tables import render

from newsclean.decode import decode
from newsclean.features import NAMES
from newsclean.html import HINT_NAMES, read_html
from newsclean.lab.folder import Corpus, load_corpus
from newsclean.lines import read_lines, split_lines
from newsclean.pipeline import clean_page
from newsclean.reasons import KINDS, Evidence, Found, reasons, telling
from newsclean.records import ARTICLE_KINDS, Page
from newsclean.settings import Settings
from newsclean.tagger import HTML_MODEL_FILE, IN_TEXT, Scores, Seen, Tagger, default_tagger, sided_softmax

Floats = npt.NDArray[np.float64]


class Fall(NamedTuple):
    """How far the log odds of a run's kind, and of being junk, fell without the evidence, and at random."""

    kind: float
    random: float
    junk: float
    random_junk: float


def texts(corpus: Corpus, style: str, count: int) -> Iterator[str]:
    """`count` pages that are not the gate's, spread over the corpus."""
    if style == "html":
        keys = [key for key in corpus.pages if key not in corpus.splits.gate]
        for key in keys[:: max(1, len(keys) // count)][:count]:
            yield corpus.html(key).decode("utf-8", "replace")
        return
    dumps = [dump.styles[style] for dump in corpus.dumps() if dump.id not in corpus.splits.gate]
    yield from dumps[:: max(1, len(dumps) // count)][:count]


def odds(tagger: Tagger, seen: Seen) -> tuple[Floats, Floats]:
    """The log odds of every kind (n × kinds), and of being junk (n)."""
    logits = tagger.judge(seen).astype(np.float64)
    keep = 1 / (1 + np.exp(-logits[:, :1] / tagger.description.keep_temperature))
    kinds = sided_softmax(logits[:, 1:] / tagger.description.kind_temperature)
    joint = np.clip(kinds * np.where(IN_TEXT[None, :], keep, 1 - keep), 1e-9, 1 - 1e-9)
    return np.log(joint / (1 - joint)), -logits[:, 0] / tagger.description.keep_temperature


class Checker:
    """Takes evidence away from pages, and counts what that does."""

    def __init__(self, tagger: Tagger, names: tuple[str, ...]) -> None:
        self._tagger, self._names = tagger, names
        self._mean = tagger.mean
        self._random = np.random.default_rng(0)
        self.falls: dict[tuple[str, str], list[Fall]] = defaultdict(list)
        self.unnamed: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, scores: Scores, found: list[Found]) -> None:
        """Check all evidence of a page."""
        seen = scores.seen
        assert seen is not None
        before = odds(self._tagger, seen)
        for run in found:
            if run.kind in ARTICLE_KINDS:
                continue
            self.unnamed[run.kind][0] += 1
            self.unnamed[run.kind][1] += not (run.words or run.sign or run.beside)
            for row in (run.sign, run.place):
                if row is not None:
                    columns = [self._names.index(name) for name in row.columns if name in self._names]
                    others = [n for n in range(len(self._names)) if n not in columns]
                    chosen = self._random.choice(others, len(columns), replace=False)
                    changed = (self._without(seen, run, columns), self._without(seen, run, chosen.tolist()))
                    self.falls[row.name, run.kind].append(self._fall(run, before, changed))
            if run.words:
                changed = self._without_words(seen, run)
                self.falls["words", run.kind].append(self._fall(run, before, changed))
            if run.beside:
                other = next(o for o in found if o.words == run.beside and (o.end == run.begin or o.begin == run.end))
                self.falls["words beside", run.kind].append(self._fall(run, before, self._without_words(seen, other)))

    def _fall(self, run: Found, before: tuple[Floats, Floats], changed: tuple[Seen, Seen]) -> Fall:
        lines, kind = slice(run.begin, run.end), KINDS.index(run.kind)
        after = [odds(self._tagger, seen) for seen in changed]
        falls = [
            (float((before[0] - kinds)[lines, kind].mean()), float((before[1] - junk)[lines].mean()))
            for kinds, junk in after
        ]
        return Fall(falls[0][0], falls[1][0], falls[0][1], falls[1][1])

    def _without(self, seen: Seen, run: Found, columns: list[int]) -> Seen:
        matrix = seen.matrix.copy()
        matrix[run.begin : run.end, columns] = self._mean[columns]
        return msgspec.structs.replace(seen, matrix=matrix)

    def _without_words(self, seen: Seen, run: Found) -> tuple[Seen, Seen]:
        """Without the telling words of the kind, and without as many other tokens of the run, if it has some."""
        bit = np.uint32(1 << KINDS.index(run.kind))
        bits = telling(self._tagger).bits
        inside = (seen.owner >= run.begin) & (seen.owner < run.end)
        pairs = inside & (bits[seen.bigrams] & bit > 0)
        said = pairs | (inside & (bits[seen.entries] & bit > 0)) | np.append(False, pairs[:-1])
        others = np.flatnonzero(inside & ~said)
        chosen = np.zeros(len(said), bool)
        chosen[self._random.choice(others, min(len(others), int(said.sum())), replace=False)] = True
        return self._emptied(seen, said), self._emptied(seen, chosen)

    def _emptied(self, seen: Seen, tokens: npt.NDArray[np.bool_]) -> Seen:
        entries, bigrams = seen.entries.copy(), seen.bigrams.copy()
        entries[tokens] = 0
        bigrams[tokens | np.append(tokens[1:], False)] = 0
        return msgspec.structs.replace(seen, entries=entries, bigrams=bigrams)


def check(corpus: Corpus, style: str, count: int) -> Checker:
    """All evidence of `count` pages."""
    html = style == "html"
    tagger = default_tagger(HTML_MODEL_FILE, HINT_NAMES) if html else default_tagger()
    checker = Checker(tagger, NAMES + HINT_NAMES if html else NAMES)
    for text in texts(corpus, style, count):
        if html:
            page = read_html(text)
            lines, scores = page.lines, tagger.scores(page.lines, page.hints)
        else:
            lines = read_lines(split_lines(text))
            scores = tagger.scores(lines)
        if 0 < len(lines) <= 2000:
            tags = decode(lines, scores)
            checker.add(scores, Evidence(tagger, scores.seen).found(tags.kinds))
    return checker


def table(checker: Checker, least: int) -> list[list[str]]:
    """A row an evidence and kind that was named at least so often."""
    rows = [["evidence", "kind", "runs", "kind falls", "at random", "junk falls", "at random", "further"]]
    for (name, kind), falls in sorted(checker.falls.items()):
        if len(falls) >= least:
            means = np.array(falls).mean(axis=0)
            further = np.mean([fall.kind > fall.random or fall.junk > fall.random_junk for fall in falls])
            rows.append([name, str(kind), str(len(falls)), *(f"{value:.2f}" for value in means), f"{further:.0%}"])
    return rows


def cost(corpus: Corpus, style: str, count: int) -> float:
    """CPU time of telling reasons as a share of cleaning, which holds it; median over pages."""
    tagger = default_tagger()
    shares = []
    for text in texts(corpus, style, count):
        lines = read_lines(split_lines(text))
        if not lines:
            continue
        scores = tagger.scores(lines)
        tags = decode(lines, scores)
        page, evidence = Page(text=text), Evidence(tagger, scores.seen)
        whole = _seconds(partial(clean_page, page, Settings()))
        shares.append(_seconds(partial(reasons, tags, tags.kinds, evidence)) / whole)
    return float(np.median(shares))


def _seconds(work: Callable[[], object]) -> float:
    """CPU time of doing something five times."""
    began = time.process_time()
    for _ in range(5):
        work()
    return time.process_time() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--style", default="html_text", help="a dump style, or html")
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--least", type=int, default=5, help="leave out rows with fewer runs")
    parser.add_argument("--time", action="store_true", help="what reasons cost")
    arguments = parser.parse_args()
    corpus = load_corpus(arguments.corpus)
    if arguments.time:
        print(f"reasons take {cost(corpus, arguments.style, arguments.pages):.1%} of the time of cleaning")
        return
    checker = check(corpus, arguments.style, arguments.pages)
    print(render(table(checker, arguments.least), markdown=False))
    for kind, (runs, unnamed) in sorted(checker.unnamed.items()):
        print(f"{kind}: {runs} runs, {unnamed} without a sign")


if __name__ == "__main__":
    main()
