"""Measures of extracted text and of line kinds: the one place where a figure of this project is computed.

Word F1 compares bags of lower-cased words; a character of a script written without spaces (Chinese,
Japanese, Thai, Lao, Burmese, Khmer) is a word of its own. This is the measure of the WCXB benchmark.
Line kinds are scored by precision, recall and F1 of each kind over all lines of all pages.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newsclean.records import ARTICLE_KINDS

__all__ = [
    "BAD_F1",
    "SPACELESS",
    "KindScore",
    "KindsReport",
    "Overlap",
    "mean",
    "overlap",
    "score_kinds",
    "word_bag",
    "word_f1",
    "words",
]

#: A page below this word F1 counts as bad: the wrong part of the document, or nothing.
BAD_F1 = 0.5

_WORD = re.compile(r"\w+")
SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # Thai to CJK
)


class Overlap(NamedTuple):
    """How well one bag of words covers another; each value lies between 0 and 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class KindScore:
    """Precision, recall and F1 of one kind, and how many gold lines have it."""

    precision: float
    recall: float
    f1: float
    lines: int


@dataclass(frozen=True, slots=True)
class KindsReport:
    """Scores of line kinds over a set of labelled dumps.

    `kinds` has a row for each kind that occurs in the gold lines. `macro_f1` is the mean of their F1
    (NaN without gold lines), `micro_f1` the share of lines with the right kind, `article_accuracy` the
    share of characters on lines rightly told to be article or junk.
    """

    kinds: dict[str, KindScore]
    macro_f1: float
    micro_f1: float
    article_accuracy: float


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean, NaN without values."""
    items = list(values)
    return sum(items) / len(items) if items else math.nan


def words(text: str) -> list[str]:
    """Lower-cased words of a text; each character of a script without spaces is a word.

    >>> words("It's 5 o'clock, 東京")
    ['it', 's', '5', 'o', 'clock', '東', '京']
    """
    out: list[str] = []
    for word in _WORD.findall(text.lower()):
        out.extend(word if SPACELESS.search(word) else (word,))
    return out


def word_bag(text: str) -> Counter[str]:
    r"""Count the words of a text, lower-cased; a word with a spaceless script is cut into characters.

    >>> word_bag("The the CAT")
    Counter({'the': 2, 'cat': 1})
    >>> sorted(word_bag("\u65b0\u805e"))
    ['新', '聞']
    """
    return Counter(words(text))


def overlap(predicted: Counter[str], gold: Counter[str]) -> Overlap:
    """Precision, recall and F1 of a bag of words against the gold bag; two empty bags agree fully."""
    common = (predicted & gold).total()
    precision = common / predicted.total() if predicted else float(not gold)
    recall = common / gold.total() if gold else float(not predicted)
    return Overlap(precision, recall, _harmonic(precision, recall))


def word_f1(predicted: str, gold: str) -> float:
    """Word-level F1 of an extracted text against the gold text, 0 to 1.

    >>> word_f1("a b", "b c")
    0.5
    """
    return overlap(word_bag(predicted), word_bag(gold)).f1


def score_kinds(
    predicted: Mapping[str, Mapping[int, str]], gold: Mapping[str, Mapping[int, tuple[str, str]]]
) -> KindsReport:
    """Score predicted line kinds against labelled dumps.

    `gold` maps a dump's key to its labelled lines, line number to (kind, line text); `predicted` maps the
    same keys to line number to kind. A line without a prediction is a miss; predictions for lines that
    have no label are not counted.
    """
    hits: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    right_chars = all_chars = 0
    for key, lines in gold.items():
        guesses = predicted.get(key, {})
        for number, (kind, text) in lines.items():
            guess = guesses.get(number)
            all_chars += len(text)
            if guess is not None and (guess in ARTICLE_KINDS) == (kind in ARTICLE_KINDS):
                right_chars += len(text)
            if guess == kind:
                hits[kind] += 1
                continue
            missed[kind] += 1
            if guess is not None:
                wrong[guess] += 1
    kinds = {kind: _kind_score(hits[kind], wrong[kind], missed[kind]) for kind in sorted({*hits, *missed})}
    return KindsReport(
        kinds=kinds,
        macro_f1=mean(score.f1 for score in kinds.values()),
        micro_f1=hits.total() / max(1, hits.total() + missed.total()),
        article_accuracy=right_chars / max(1, all_chars),
    )


def _kind_score(hits: int, wrong: int, missed: int) -> KindScore:
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    return KindScore(precision, recall, _harmonic(precision, recall), hits + missed)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
