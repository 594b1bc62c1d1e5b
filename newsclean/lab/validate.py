"""Figures on held-out pages: word F1 by source and style, and line kinds on the hand-labelled dumps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.lab.examples import Example
from newsclean.lab.score import mean, word_f1
from newsclean.lab.train import IN_TEXT, KINDS

Logits = npt.NDArray[np.float32]


class PageScore(msgspec.Struct, frozen=True):
    """Word F1 of one held-out dump, and the words kept."""

    page: str
    style: str
    group: str
    f1: float
    empty: bool


def kept(logits: Logits, threshold: float = 0.5) -> npt.NDArray[np.bool_]:
    """Which Lines are article text at a probability threshold."""
    return logits[:, 0] > np.log(threshold / (1 - threshold))


def score_page(example: Example, keep: npt.NDArray[np.bool_]) -> PageScore:
    """Word F1 of the kept Lines of an example that has gold text."""
    text = "\n".join(text for text, k in zip(example.texts, keep, strict=True) if k)
    return PageScore(example.page, example.style, example.group, word_f1(text, example.gold or ""), not text)


def kind_numbers(logits: Logits, keep: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The likeliest kind of each Line on the side (text or not) that `keep` gives it."""
    scores = np.where(IN_TEXT[None, :] == keep[:, None], logits[:, 1:], -np.inf)
    return np.asarray(scores.argmax(1), np.int64)


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


def kinds_table(examples: Sequence[Example], predicted: Sequence[npt.NDArray[np.int64]]) -> str:
    """Precision, recall and F1 of each kind over the hand-labelled Lines."""
    gold = np.concatenate([e.kind[e.kind_weight > 1] for e in examples])
    guess = np.concatenate([p[e.kind_weight > 1] for e, p in zip(examples, predicted, strict=True)])
    rows, f1s = [], []
    for number, kind in enumerate(KINDS):
        hits = int(((gold == number) & (guess == number)).sum())
        lines, said = int((gold == number).sum()), int((guess == number).sum())
        if not lines:
            continue
        precision, recall = hits / max(1, said), hits / lines
        f1s.append(2 * hits / (lines + said))
        rows.append(f"{kind:14} f1 {f1s[-1]:.3f}  p {precision:.3f}  r {recall:.3f}  lines {lines}")
    rows.append(f"macro {mean(f1s):.4f}  micro {float((gold == guess).mean()):.4f}")
    return "\n".join(rows)
