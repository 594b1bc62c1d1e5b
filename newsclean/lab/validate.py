"""Figures on held-out pages: word F1 by source and style, and line kinds on the hand-labelled dumps."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.decode import decide
from newsclean.lab.batches import Trained
from newsclean.lab.examples import Example
from newsclean.lab.folder import HTML_STYLE
from newsclean.lab.lessons import Lesson, Said
from newsclean.lab.recipe import Recipe
from newsclean.lab.score import KindsReport, mean, score_kinds, word_f1
from newsclean.lab.train import predict, train
from newsclean.tagger import IN_TEXT, KINDS, Scores, sided_softmax
from newsclean.tokens import TokenTable

log = logging.getLogger(__name__)

Logits = npt.NDArray[np.float32]


class PageScore(msgspec.Struct, frozen=True):
    """Word F1 of one held-out dump, and the words kept."""

    page: str
    style: str
    group: str
    f1: float
    empty: bool


def decided(
    example: Example, logits: Logits, keep_temperature: float = 1.0
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The kinds of an example's Lines, and which are article text, decided as in production."""
    keep = (1 / (1 + np.exp(-logits[:, 0] / keep_temperature))).astype(np.float32)
    marked = example.style == HTML_STYLE
    found = decide(example.texts, Scores(keep, sided_softmax(logits[:, 1:]), marked=marked))
    return found.numbers, found.keep


def kept_text(example: Example, keep: npt.NDArray[np.bool_]) -> str:
    """The article text that the kept Lines of an example make."""
    return "\n".join(text for text, k in zip(example.texts, keep, strict=True) if k)


def score_page(example: Example, keep: npt.NDArray[np.bool_]) -> PageScore:
    """Word F1 of the kept Lines of an example that has gold text."""
    text = kept_text(example, keep)
    return PageScore(example.page, example.style, example.group, word_f1(text, example.gold or ""), not text)


def table(scores: Iterable[PageScore]) -> str:
    """Mean F1 by group and style, with the number of pages, of pages below 0.5, and of empty ones."""
    cells: dict[tuple[str, str], list[PageScore]] = defaultdict(list)
    for score in scores:
        cells[score.group, score.style].append(score)
    rows = []
    for (group, style), members in sorted(cells.items()):
        bad = sum(score.f1 < 0.5 for score in members)
        empty = sum(score.empty for score in members)
        f1 = mean(score.f1 for score in members)
        rows.append(f"{group:12} {style:12} {f1:.4f}  pages {len(members):4}  bad {bad:3}  empty {empty:3}")
    return "\n".join(rows)


def language_table(scores: Iterable[PageScore], languages: Mapping[str, str], style: str = "html_text") -> str:
    """Mean F1 of the fundus pages in one style, by language."""
    groups: dict[str, list[float]] = defaultdict(list)
    for score in scores:
        if score.group == "fundus" and score.style == style:
            groups[languages[score.page]].append(score.f1)
    order = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return "\n".join(
        f"fundus {code:5} {mean(f1s):.4f}  pages {len(f1s):4}  worst {min(f1s):.3f}" for code, f1s in order
    )


def kinds_table(report: KindsReport) -> str:
    """Precision, recall and F1 of each kind, in the order of the kinds."""
    scores = ((kind, report.kinds[kind]) for kind in KINDS if kind in report.kinds)
    rows = [f"{kind:14} f1 {s.f1:.3f}  p {s.precision:.3f}  r {s.recall:.3f}  lines {s.lines}" for kind, s in scores]
    summary = f"macro {report.macro_f1:.4f}  micro {report.micro_f1:.4f}"
    return "\n".join([*rows, summary]) if rows else "no dump labelled by hand"


class Validation(msgspec.Struct):
    """Out-of-fold answers: for each held-out dump its logits, and what they are worth."""

    examples: list[Example]
    logits: list[Logits]

    def gold(self) -> list[tuple[Example, Logits]]:
        """The dumps that have gold text."""
        return [pair for pair in zip(self.examples, self.logits, strict=True) if pair[0].gold is not None]

    def hand(self) -> list[tuple[Example, Logits]]:
        """The dumps whose kinds the corpus has labelled by hand."""
        return [pair for pair in zip(self.examples, self.logits, strict=True) if pair[0].hand == "corpus"]

    def kinds(self, keep_temperature: float = 1.0) -> KindsReport:
        """How right the kinds of the hand-labelled Lines are."""
        said: dict[str, dict[int, str]] = {}
        gold: dict[str, dict[int, tuple[str, str]]] = {}
        for example, logits in self.hand():
            found, key = decided(example, logits, keep_temperature)[0], f"{example.page}.{example.style}"
            lines = np.flatnonzero(example.kind_weight > 1).tolist()
            said[key] = {line: KINDS[found[line]] for line in lines}
            gold[key] = {line: (KINDS[example.kind[line]], example.texts[line]) for line in lines}
        return score_kinds(said, gold)


def write_predictions(found: Validation, folder: Path) -> None:
    """Write the text of every held-out dump with gold text as `{id, text}`, a JSON Lines file a dump style."""
    folder.mkdir(parents=True, exist_ok=True)
    by_style: dict[str, list[dict[str, str]]] = defaultdict(list)
    for example, logits in found.gold():
        text = kept_text(example, decided(example, logits)[1])
        by_style[example.style].append({"id": example.page, "text": text})
    for style, rows in by_style.items():
        (folder / f"{style}.jsonl").write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def cross_validate(
    examples: Sequence[Example],
    table: TokenTable,
    folds: Mapping[str, int],
    recipes: Sequence[Recipe],
    *,
    held: Sequence[Example] | None = None,
) -> Validation:
    """Train on two folds and predict the third (of `held`, or of the examples), three times; several recipes (seeds)
    are averaged."""
    held_examples: list[Example] = []
    held_logits: list[Logits] = []
    for fold, members in without_fold(examples, table, folds, recipes):
        pool = examples if held is None else held
        wanted = [e for e in pool if folds.get(e.page) == fold and not e.variant]
        answers = [predict(member, wanted, recipe) for member, recipe in zip(members, recipes, strict=True)]
        held_examples += wanted
        held_logits += [np.mean(rows, axis=0) for rows in zip(*answers, strict=True)]
    return Validation(held_examples, held_logits)


def without_fold(
    examples: Sequence[Example], table: TokenTable, folds: Mapping[str, int], recipes: Sequence[Recipe]
) -> Iterator[tuple[int, list[Trained]]]:
    """For each fold the networks of some recipes that are trained on the others."""
    for fold in sorted(set(folds.values())):
        known = [e for e in examples if e.page in folds and folds[e.page] != fold]
        log.info("fold %d: %d examples to train", fold, len(known))
        yield fold, [train(known, table, recipe) for recipe in recipes]


def lessons(found: Validation) -> Iterator[Lesson]:
    """What out-of-fold networks say of the renderings of all pages, calibrated on those of known labels."""
    keep_heat, kind_heat = keep_temperature(found), kind_temperature(found)
    for example, logits in zip(found.examples, found.logits, strict=True):
        keep = 1 / (1 + np.exp(-logits[:, :1] / keep_heat))
        joint = sided_softmax(logits[:, 1:] / kind_heat) * np.where(IN_TEXT, keep, 1 - keep)
        kinds, likely = joint.argmax(axis=1).tolist(), joint.max(axis=1).round(3).tolist()
        yield Lesson(example.page, [Said(*line) for line in zip(example.texts, kinds, likely, strict=True)])


def _best_temperature(loss: Callable[[float], float]) -> float:
    """The temperature between 0.5 and 3 of the least loss."""
    grid = np.exp(np.linspace(np.log(0.5), np.log(3.0), 60))
    return float(grid[int(np.argmin([loss(t) for t in grid]))])


def fit_temperature(logits: npt.NDArray[np.float64], targets: npt.NDArray[np.bool_]) -> float:
    """The temperature that makes sigmoid(logit / T) likeliest for the targets (Guo et al. 2017)."""
    return _best_temperature(lambda t: float(np.logaddexp(0, logits / t).mean() - (targets * logits / t).mean()))


def keep_temperature(validation: Validation) -> float:
    """Temperature of the article-text logit, over the Lines of dumps with gold text."""
    pairs = validation.gold()
    logits = np.concatenate([rows[:, 0] for _, rows in pairs]).astype(np.float64)
    return fit_temperature(logits, np.concatenate([e.keep for e, _ in pairs]) > 0.5)


def kind_temperature(validation: Validation) -> float:
    """Temperature of the kind logits (each on its side), over the hand-labelled Lines."""
    scores, gold = [], []
    for example, logits in validation.hand():
        labelled = (example.kind_weight > 1) & (example.kind >= 0)
        side = IN_TEXT[None, :] == IN_TEXT[example.kind[labelled]][:, None]
        scores.append(np.where(side, logits[labelled, 1:], -np.inf))
        gold.append(example.kind[labelled])
    if not scores:
        return 1.0
    rows, right = np.concatenate(scores).astype(np.float64), np.concatenate(gold)

    def loss(t: float) -> float:
        scaled = rows / t
        top = scaled.max(axis=1, keepdims=True)
        norm = top[:, 0] + np.log(np.exp(scaled - top).sum(axis=1))
        return float((norm - scaled[np.arange(len(right)), right]).mean())

    return _best_temperature(loss)


def calibration(
    probabilities: npt.NDArray[np.float64], targets: npt.NDArray[np.bool_], bins: int = 10
) -> tuple[float, str]:
    """Expected calibration error, and the reliability diagram as a table (predicted, observed, share)."""
    edges = np.minimum((probabilities * bins).astype(int), bins - 1)
    rows, error = [], 0.0
    for number in range(bins):
        inside = edges == number
        if not inside.any():
            continue
        said, seen, share = probabilities[inside].mean(), targets[inside].mean(), inside.mean()
        error += share * abs(said - seen)
        rows.append(f"{said:.3f}  {seen:.3f}  {share:.4f}")
    return float(error), "\n".join(rows)
