"""What the signs of `newsclean.captions` weigh: a logistic regression over the lines that may be captions.

    python -m newsclean.lab.captions CORPUS --work build/lab

Dumps of the folds, with the labels that the taggers are trained on, are judged by models that have not seen their
sites (both kept in the work folder, made if missing). Prints the weights, relative to that of the model's own log odds,
the least odds at which F1 is best, and how right the lines are where all of it was fitted on the other folds, beside
the model alone and the weights in use; the last rows are the dumps that the corpus has labelled by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from newsclean import captions
from newsclean.decode import decide
from newsclean.lab import labels
from newsclean.lab.folder import load_corpus
from newsclean.lab.least import arguments, compare, least
from newsclean.lab.ship import fold_taggers, labels_of
from newsclean.lines import read_lines, split_lines
from newsclean.records import Kind
from newsclean.tagger import KINDS, Tagger

STYLES = ("html_text", "bs4", "lynx", "w3m", "inscriptis", "resiliparse")
#: A label counts from this trust on.
TRUST = 0.7
#: Of the squares of the weights in the loss.
DECAY = 1e-4


class Dump(NamedTuple):
    """The candidates of a dump: for each the model's log odds and the signs (candidates × (1 + signs)), whether it is a
    caption, whether the model took it for one, and whether the weights in use do; and the number of other captions."""

    fold: int
    style: str
    by_hand: bool
    signs: npt.NDArray[np.float32]
    right: npt.NDArray[np.bool_]
    said: npt.NDArray[np.bool_]
    used: npt.NDArray[np.bool_]
    missed: int


def dumps(folder: Path, work: Path) -> Iterator[Dump]:
    """All labelled dumps of an article, but those of silver pages."""
    corpus = load_corpus(folder)
    taggers = fold_taggers(folder, work)
    for dump in labels.read(labels_of(folder, work)):
        fold = corpus.splits.folds.get(dump.page)
        if fold is not None and dump.style in STYLES and (dump.page in corpus.pages or dump.page in corpus.extra):
            yield from _read(dump, taggers[fold], fold)


def _read(dump: labels.LabelledText, tagger: Tagger, fold: int) -> Iterator[Dump]:
    """A dump's candidates, unless the model finds no article in it."""
    lines = read_lines(split_lines("\n".join(dump.lines)))
    decision = decide([line.text for line in lines], tagger.scores(lines))
    if not decision.keep.any():
        return
    kinds = [KINDS[number] for number in decision.numbers.tolist()]
    page = captions.Page(lines, kinds, decision.joint)
    at = [line.first_line - 1 for line in lines]
    known = {n for n, row in enumerate(at) if dump.kind[row] >= 0 and dump.kind_weight[row] >= TRUST}
    right = {n for n in known if KINDS[dump.kind[at[n]]] is Kind.CAPTION}
    found = [n for n in page.candidates() if n in known]
    if not found and not right:
        return
    rows = [[page.log_odds(n), *page.signs(n)] for n in found]
    yield Dump(
        fold,
        dump.style,
        dump.hand == "corpus",
        np.array(rows, np.float32).reshape(-1, 1 + len(captions.WEIGHTS)),
        np.array([n in right for n in found], np.bool_),
        np.array([kinds[n] is Kind.CAPTION for n in found], np.bool_),
        np.array([page.odds(n) >= captions.MIN_ODDS for n in found], np.bool_),
        len(right.difference(found)),
    )


def fit(known: Sequence[Dump]) -> npt.NDArray[np.float32]:
    """The weights that make the labels likeliest, that of the log odds first, the constant last."""
    signs = _with_constant(np.concatenate([dump.signs for dump in known if len(dump.signs)]))
    right = torch.from_numpy(np.concatenate([dump.right for dump in known]).astype(np.float32))

    def loss(weights: torch.Tensor) -> torch.Tensor:
        return functional.binary_cross_entropy_with_logits(signs @ weights, right)

    return least(signs.shape[1], loss, decay=DECAY)


def _with_constant(signs: npt.NDArray[np.float32]) -> torch.Tensor:
    return torch.from_numpy(np.concatenate([signs, np.ones((len(signs), 1), np.float32)], axis=1))


def odds(dump: Dump, weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The log odds of a dump's candidates."""
    if not len(dump.signs):
        return np.zeros(0, np.float32)
    return np.asarray(_with_constant(dump.signs).numpy() @ weights, np.float32)


class Right(NamedTuple):
    """Lines that are captions and were found, found, and captions."""

    hits: int = 0
    found: int = 0
    captions: int = 0

    def add(self, dump: Dump, found: npt.NDArray[np.bool_]) -> Right:
        return Right(
            self.hits + int((found & dump.right).sum()),
            self.found + int(found.sum()),
            self.captions + int(dump.right.sum()) + dump.missed,
        )

    @property
    def f1(self) -> float:
        """Twice the hits by all that was found and all that there is."""
        return 2 * self.hits / max(1, self.found + self.captions)

    def __str__(self) -> str:
        return f"{self.hits / max(1, self.found):.3f} {self.hits / max(1, self.captions):.3f} {self.f1:.3f}"


def best_odds(known: Sequence[Dump], weights: npt.NDArray[np.float32]) -> float:
    """The least log odds, in tenths, at which F1 is best."""
    answers = [(dump, odds(dump, weights)) for dump in known]

    def f1(lowest: float) -> float:
        total = Right()
        for dump, said in answers:
            total = total.add(dump, said >= lowest)
        return total.f1

    return max((tenth / 10 for tenth in range(-20, 6)), key=f1)


def main() -> None:
    """Fit and print."""
    made = list(dumps(*arguments(__doc__)))
    weights = fit(made)
    lowest = (best_odds(made, weights) - weights[-1]) / weights[0]
    names = (*captions.Signs._fields, "least odds")
    compare(names, [*weights[1:-1] / weights[0], lowest], [*captions.WEIGHTS, captions.MIN_ODDS])
    print("precision, recall, F1     dumps   by the model        fitted              in use")
    right: dict[str, list[Right]] = defaultdict(lambda: [Right()] * 3)
    for fold in sorted({dump.fold for dump in made}):
        others = [dump for dump in made if dump.fold != fold]
        weights = fit(others)
        lowest = best_odds(others, weights)
        for dump in made:
            if dump.fold == fold:
                found = (dump.said, odds(dump, weights) >= lowest, dump.used)
                for name in (dump.style, "all", *(["by hand"] if dump.by_hand else [])):
                    right[name] = [total.add(dump, lines) for total, lines in zip(right[name], found, strict=True)]
    for name, totals in right.items():
        print(f"{name:12} {'   '.join(map(str, totals))}")


if __name__ == "__main__":
    main()
