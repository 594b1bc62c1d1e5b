"""Scores → one Kind a Line: thresholds, certain rules, and what is known of a whole page.

Rules come first where rules are certain; the model answers for the rest; then the page as a whole is looked at:
is there an article at all, and which line is its headline?
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.marks import REFERENCE
from newsclean.records import ARTICLE_KINDS, Kind, Line, folded
from newsclean.rows import columns
from newsclean.settings import Favor
from newsclean.tagger import IN_TEXT, KINDS, Scores
from newsclean.tokens import FloatArray

#: Probability of being article text from which a Line is kept. Measured on the validation folds, see the lab's notes.
THRESHOLDS: dict[Favor | None, float] = {None: 0.45, "precision": 0.75, "recall": 0.2}
#: An article has at least this many characters of text (a wide character counts twice), or this share of its page.
MIN_CHARACTERS, MIN_SHARE = 80, 0.3
#: A page with an article but no headline takes the likeliest line before its text, from this probability on.
MIN_HEADLINE = 0.1


OF_ARTICLE = np.array([kind in ARTICLE_KINDS for kind in KINDS])

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
    numbers, keep, joint = settle([line.text for line in lines[:count]], scores, favor)
    kinds = [KINDS[number] for number in numbers] + [Kind.OTHER] * (len(lines) - count)
    confidences = joint[np.arange(count), numbers].tolist() + [1.0] * (len(lines) - count)
    for index, line in enumerate(lines):
        for rule in RULES:
            if rule.holds(line):
                kinds[index], confidences[index] = rule.kind, 1.0
                break
    return Tags(kinds, confidences, scores.keep, bool(keep.any()))


def settle(texts: Sequence[str], scores: Scores, favor: Favor | None = None) -> tuple[Ints, Bools, FloatArray]:
    """What the model's scores mean for a page of n Lines: for each Line the number of its kind in `KINDS`, whether it
    is article text, and the probability of every kind (n × kinds).

    A page without an article has no line of the article's kinds, and one with an article has one headline, which
    may be printed several times.
    """
    keep = scores.keep > THRESHOLDS[favor]
    joint = scores.kinds * np.where(IN_TEXT[None, :], scores.keep[:, None], 1 - scores.keep[:, None])
    sided = np.where(IN_TEXT[None, :] == keep[:, None], scores.kinds, -1.0)
    if not _has_article(texts, keep):
        keep = np.zeros(len(texts), bool)
        sided = np.where(OF_ARTICLE[None, :], -1.0, scores.kinds)
    elif len(texts):
        _settle_headline(texts, sided, joint, keep)
    return sided.argmax(axis=1), keep, joint


def _has_article(texts: Sequence[str], keep: Bools) -> bool:
    size = sum(columns(text) for text, kept in zip(texts, keep, strict=True) if kept)
    return size >= MIN_CHARACTERS or (size > 0 and size >= MIN_SHARE * sum(map(columns, texts)))


def _settle_headline(texts: Sequence[str], sided: FloatArray, joint: FloatArray, keep: Bools) -> None:
    """Leave one headline in `sided`: the text whose lines are together the likeliest to be one.

    Without any, the likeliest line before the first body line becomes it.
    """
    headline = KINDS.index(Kind.HEADLINE)
    said = np.flatnonzero(sided.argmax(axis=1) == headline)
    if not len(said):
        body = np.flatnonzero(keep)
        before = int(body[0]) + 1
        best = int(joint[:before, headline].argmax())
        if joint[best, headline] >= MIN_HEADLINE and not keep[best]:
            sided[best, headline] = 2.0
        return
    trust: dict[str, float] = defaultdict(float)
    for line in said.tolist():
        trust[folded(texts[line])] += float(joint[line, headline])
    chosen = max(trust, key=trust.__getitem__)
    for line in said.tolist():
        if folded(texts[line]) != chosen:
            sided[line, headline] = -1.0
