"""Scores → one Kind a Line: thresholds, certain rules, and what is known of a whole page.

Rules come first where rules are certain; the model answers for the rest; then the page as a whole is looked at:
is there an article at all, and which line is its headline?
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.lines import REFERENCE, columns
from newsclean.records import Kind, Line
from newsclean.settings import Favor
from newsclean.tagger import IN_TEXT, KINDS, Scores
from newsclean.tokens import FloatArray

#: Probability of being article text from which a Line is kept. Measured on the validation folds, see the lab's notes.
THRESHOLDS: dict[Favor | None, float] = {None: 0.5, "precision": 0.75, "recall": 0.2}
#: An article has at least this many characters of text (a wide character counts twice) ...
MIN_CHARACTERS = 80
#: ... and a Line that is article text at least at this probability.
MIN_BEST = 0.6
#: A page with an article but no headline takes the likeliest line before its text, from this probability on.
MIN_HEADLINE = 0.1


Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


class Rule(NamedTuple):
    """A certain sign of a kind: `holds` says whether a Line shows it."""

    name: str
    kind: Kind
    holds: Callable[[Line], bool]


_VOTES = re.compile(r"[-+]?\d+ \( ?\+\d+ ?/ ?[-−]\d+ ?\)$")

#: Rules in the order in which they are tried.
RULES = (
    # lynx ends a dump with the numbered addresses of all links.
    Rule("list of link addresses", Kind.OTHER, lambda line: bool(line.marks & REFERENCE)),
    # "0 ( +1 / -1 )" closes a comment in the comment system of several Japanese news sites.
    Rule("vote line", Kind.COMMENT_META, lambda line: line.text[-1] == ")" and _VOTES.match(line.text) is not None),
)


class Tags(msgspec.Struct, frozen=True):
    """The decision for a page: for each Line its kind, the probability of that kind, and `keep`, the
    probability of being article text. `found` tells whether the page has an article."""

    kinds: list[Kind]
    confidences: list[float]
    keep: FloatArray
    found: bool


def decode(lines: list[Line], scores: Scores, favor: Favor | None = None) -> Tags:
    """The kinds of a page's Lines. Lines marked as lynx's address list have no scores; they come last."""
    count = len(scores.keep)
    keep = scores.keep > THRESHOLDS[favor]
    if not _has_article(lines, scores.keep, keep):
        keep = np.zeros(count, bool)
    joint = scores.kinds * np.where(IN_TEXT[None, :], scores.keep[:, None], 1 - scores.keep[:, None])
    sided = np.where(IN_TEXT[None, :] == keep[:, None], scores.kinds, -1.0)
    numbers = sided.argmax(axis=1) if count else np.zeros(0, np.int64)
    if keep.any():
        _give_headline(numbers, joint, keep)
    kinds = [KINDS[number] for number in numbers]
    confidences = [float(value) for value in joint[np.arange(count), numbers]]
    kinds += [Kind.OTHER] * (len(lines) - count)
    confidences += [1.0] * (len(lines) - count)
    for index, line in enumerate(lines):
        for rule in RULES:
            if rule.holds(line):
                kinds[index], confidences[index] = rule.kind, 1.0
                break
    return Tags(kinds, confidences, scores.keep, bool(keep.any()))


def _has_article(lines: list[Line], probability: FloatArray, keep: Bools) -> bool:
    if not keep.any() or probability[keep].max() < MIN_BEST:
        return False
    return sum(columns(line.text) for line, kept in zip(lines, keep, strict=False) if kept) >= MIN_CHARACTERS


def _give_headline(numbers: Ints, joint: FloatArray, keep: Bools) -> None:
    """Make the likeliest line up to the first body line the headline, if no line is one."""
    headline = KINDS.index(Kind.HEADLINE)
    if (numbers == headline).any():
        return
    body = np.flatnonzero(numbers == KINDS.index(Kind.BODY))
    before = int(body[0]) + 1 if len(body) else len(numbers)
    best = int(joint[:before, headline].argmax())
    if joint[best, headline] >= MIN_HEADLINE and not keep[best]:
        numbers[best] = headline
