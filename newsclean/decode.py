"""Scores → one Kind a Line: thresholds, certain rules (`newsclean.rules`), and what is known of a whole page: is there
an article at all (`newsclean.error_pages`), is it printed twice (`newsclean.copies`), and which line is its headline?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.bounds import Sizes, begins_at, ends_at
from newsclean.captions import settle_captions
from newsclean.copies import copied
from newsclean.error_pages import error_heading
from newsclean.fields.addresses import shared, slug
from newsclean.front_matter import front_size
from newsclean.headline import HEADLINE, MAX_HEADLINE, NO_WORDS, headline_lines
from newsclean.marks import FRONT, STATED_AUTHOR, STATED_DATE, STATED_TITLE
from newsclean.records import ARTICLE_KINDS, COMMENT_KINDS, TEXT_KINDS, Kind, Line
from newsclean.rows import columns
from newsclean.rules import ruled
from newsclean.settings import Favor
from newsclean.tagger import IN_TEXT, KINDS, Scores
from newsclean.tokens import FloatArray

#: The F-measure whose expected value decides which Lines are kept: how many times recall counts as much as precision.
BETA: dict[Favor | None, float] = {None: 1.0, "precision": 0.5, "recall": 2.0}
#: Whatever the page, no Line less likely than this to be article text is kept.
LEAST_LIKELY = 0.1
#: An article has at least this many characters of text (a wide character counts twice), or this share of its page,
#: with no less than the last of these.
MIN_CHARACTERS, MIN_SHARE, MIN_SCRAP = 80, 0.3, 40
#: Of an HTML page a smaller article is believed if its Lines have this mean probability: servers' error pages, which
#: are like articles of a few words as text, and pages of one word have .56 or less with the markup.
SURE_SCRAP = 0.6
#: A run of text of this share of the longest one's characters is part of the article, not a comment.
LONG_RUN = 0.3
#: The article's byline, dates and section stand at most this many Lines from its text.
HEADER_REACH = 20

COMMENT_AREA = frozenset(map(KINDS.index, COMMENT_KINDS))
OF_ARTICLE = np.array([kind in ARTICLE_KINDS for kind in KINDS])
#: The probability of each kind for a Line that is certain to be something else.
OTHER = np.array([kind is Kind.OTHER for kind in KINDS], np.float32)
#: The article's own header, but for the headline.
OF_HEADER = [KINDS.index(kind) for kind in (Kind.BYLINE, Kind.DATE, Kind.SECTION, Kind.DATELINE)]

_SIGN = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")
# A place, and an agency in brackets: "PORT ELLERY", "LONDON (Reuters) -".
_PLACE = re.compile(r"[^\W\d_]+(?:[ ,.'’-]+[^\W\d_]+){0,3}(?: ?\([\w ]+\))?[ ,:–—-]*$")

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

#: What is said of text that is none of the article's: of a page without one, or that stands in for one, of a copy,
#: above its headline, below its end, and in a comment area.
TOO_LITTLE = "reads like an article's text, but the page has too little of it"
HEADED = "the page is headed “{}”, as are pages that stand in for an article"
COPIED = "text of the article that the page prints twice"
ABOVE_HEADLINE = "above the article's headline"
BELOW_END = "below what ends the article: buttons to share it, a notice of copyright, or who its author is"
AMONG_COMMENTS = "sentences between the lines of a comment area, after the article"


class Tagged(msgspec.Struct, frozen=True):
    """What the Lines of a page were tagged as: for each its kind, the probability of that kind, and `keep`, the
    probability of being article text. `found` tells whether the page has an article, and `ruled` which rule decided
    and not the model, by the number of the Line."""

    kinds: list[Kind]
    confidences: list[float]
    keep: FloatArray
    found: bool
    ruled: dict[int, str] = {}


class Decision(NamedTuple):
    """What scores mean for n Lines: the number of each one's kind in `KINDS`, whether it is article text, how likely it
    is to be that, the probability of every kind (n × kinds), and why Lines that read like article text are none."""

    numbers: Ints
    keep: Bools
    probability: FloatArray
    joint: FloatArray
    overruled: dict[int, str]


def decode(
    lines: list[Line], scores: Scores, favor: Favor | None = None, *, text_alone: bool = False, url: str | None = None
) -> Tagged:
    """The kinds of a page's Lines. Front matter, which comes first, and lynx's address list, which comes last, have no
    scores. With `text_alone` only the kinds of the article's text need be right. `url` is the page's address, if it is
    known."""
    count, begin = len(scores.keep), front_size(lines)
    read = slice(begin, begin + count)
    own = url or shared(line.text for line in lines[begin + count :])
    texts = [line.text for line in lines[read]]
    numbers, text, probability, joint, overruled = decide(texts, scores, favor, slug(own))
    said = [KINDS[number] for number in numbers.tolist()]
    sure = joint[np.arange(count), numbers].tolist()
    if text.any() and not scores.marked:
        for line in settle_captions(lines[read], said, joint, text_alone=text_alone):
            sure[line] = float(joint[line, KINDS.index(said[line])])
    kinds = [Kind.OTHER] * len(lines)
    kinds[read] = said
    confidences = [1.0] * len(lines)
    confidences[read] = sure
    keep = np.zeros(len(lines), np.float32)
    keep[read] = probability
    decided = {begin + line: why for line, why in overruled.items()}
    for index, rule in ruled(lines):
        kinds[index], confidences[index], decided[index] = rule.kind, 1.0, rule.name
    found = not TEXT_KINDS.isdisjoint(kinds)
    if found:
        _take_stated(lines[:begin], kinds)
    return Tagged(kinds, confidences, keep, found, decided)


def _take_stated(front: Sequence[Line], kinds: list[Kind]) -> None:
    """Front matter says when an article was published, and its headline and authors where the page prints none. Pages
    print dates that tell no day ("2 hours ago")."""
    stated = {STATED_TITLE: Kind.HEADLINE, STATED_AUTHOR: Kind.BYLINE, STATED_DATE: Kind.DATE}
    taken = {mark: kind for mark, kind in stated.items() if kind is Kind.DATE or kind not in kinds}
    for number, line in enumerate(front):
        kinds[number] = taken.get(line.marks & ~FRONT, kinds[number])


def decide(
    texts: Sequence[str], scores: Scores, favor: Favor | None = None, words: frozenset[str] = NO_WORDS
) -> Decision:
    """What the model's scores mean for a page of n Lines. `words` are those of its address.

    A page without an article has no line of the article's kinds, and one with an article has one headline, which
    may be printed several times.
    """
    out, why = _never_text(texts, scores.keep)
    probability = np.where(out, 0, scores.keep)
    size = np.fromiter(map(len, texts), np.float64, len(texts))
    keep = _likely(size, probability, BETA[favor])
    keep[[line for line in np.flatnonzero(keep).tolist() if not _SIGN.search(texts[line])]] = False
    likely = keep.copy()
    kinds = np.where(out[:, None], OTHER[None, :], scores.kinds)
    joint = kinds * np.where(IN_TEXT[None, :], probability[:, None], 1 - probability[:, None])
    sided = np.where(IN_TEXT[None, :] == keep[:, None], kinds, -1.0)
    first, last = 0, len(texts)
    bounded = favor != "recall" and not scores.marked  # by markup the model knows better
    if bounded:
        last = ends_at(texts, size * keep, probability, joint)
        _take_out(last + np.flatnonzero(keep[last:]), kinds, sided, keep)
    if not _has_article(texts, keep, scores):
        keep = np.zeros(len(texts), bool)
        sided = np.where(OF_ARTICLE[None, :], -1.0, kinds)
    else:
        _settle_comments(texts, sided, keep)
        _settle_dateline(texts, sided, keep)
        _settle_header(texts, size, sided, keep)
        headline = _settle_headline(texts, sided, joint, keep, words, marked=scores.marked)
        if bounded:
            first = begins_at(size * keep, joint, headline)
            _take_out(np.flatnonzero(keep[:first]), kinds, sided, keep)
    reason = [ABOVE_HEADLINE] * first + [AMONG_COMMENTS] * (last - first) + [BELOW_END] * (len(texts) - last)
    if not keep.any():
        reason = [TOO_LITTLE] * len(texts)
    decided = {line: reason[line] for line in np.flatnonzero(likely & ~keep).tolist()}
    decided |= dict.fromkeys(np.flatnonzero(out).tolist(), why)
    return Decision(sided.argmax(axis=1), keep, probability, joint, decided)


def _take_out(lines: Ints, kinds: FloatArray, sided: FloatArray, keep: Bools) -> None:
    """Give lines that were taken for text their likeliest kinds that are none of the article's."""
    keep[lines] = False
    sided[lines] = np.where(OF_ARTICLE[None, :], -1.0, kinds[lines])


def _never_text(texts: Sequence[str], probability: FloatArray) -> tuple[Bools, str]:
    """Which lines are none of the article's text though they read like it, and why: those of a page that stands in for
    an article, or text that the page prints once more."""
    out = np.zeros(len(texts), bool)
    readable = np.flatnonzero(probability >= LEAST_LIKELY).tolist()
    if heading := error_heading(texts, readable):
        out[readable] = True
        return out, HEADED.format(heading)
    out[copied(texts, probability.tolist(), readable)] = True
    return out, COPIED


def _likely(size: Sizes, probability: FloatArray, beta: float) -> Bools:
    """The Lines that together let expect the highest F-measure of the page, by characters.

    With p the probability and w the length of each Line, keeping the set K lets expect about
    (1 + β²) Σ_K pw / (Σ_K w + β² Σ pw); the best K are the likeliest Lines down to some probability, which is half of
    the F1 reached (Lipton, Elkan, Naryanaswamy: Optimal thresholding of classifiers to maximize F1 measure, 2014).
    On a page where nothing is sure, less likely Lines are kept than where most are.
    """
    if not len(probability):
        return np.zeros(0, bool)
    order = np.argsort(-probability, kind="stable")
    hit = np.cumsum((probability * size)[order])
    expected = hit / (np.cumsum(size[order]) + beta**2 * hit[-1])
    least = probability[order[int(expected.argmax())]]
    return np.asarray(probability >= max(least, LEAST_LIKELY), np.bool_)


def _has_article(texts: Sequence[str], keep: Bools, scores: Scores) -> bool:
    size = 0
    for line in np.flatnonzero(keep).tolist():
        size += columns(texts[line])
        if size >= MIN_CHARACTERS:
            return True
    if size >= max(MIN_SCRAP, MIN_SHARE * sum(map(columns, texts))):
        return True
    return size > 0 and scores.marked and float(scores.keep[keep].mean()) >= SURE_SCRAP


def _settle_comments(texts: Sequence[str], sided: FloatArray, keep: Bools) -> None:
    """Make runs of text between lines of a comment area comments: they are well-written comments, not the article.

    Comments come after the article: only runs behind the last long one (`LONG_RUN` of the longest) are looked at.
    """
    runs = np.flatnonzero(np.diff(keep.astype(np.int8), prepend=0, append=0)).reshape(-1, 2).tolist()
    sizes = [sum(map(len, texts[start:end])) for start, end in runs]
    long = LONG_RUN * max(sizes)
    last = max(number for number, size in enumerate(sizes) if size >= long)
    if last + 1 == len(runs):
        return
    kinds = sided.argmax(axis=1).tolist()
    for start, end in runs[last + 1 :]:
        if end < len(kinds) and kinds[start - 1] in COMMENT_AREA and kinds[end] in COMMENT_AREA:
            keep[start:end] = False
            sided[start:end] = -1.0
            sided[start:end, KINDS.index(Kind.COMMENT)] = 1.0


def _settle_dateline(texts: Sequence[str], sided: FloatArray, keep: Bools) -> None:
    """A place in capitals on a line of its own before the first paragraph is the dateline."""
    first = int(keep.argmax())
    if first + 1 >= len(texts) or not keep[first + 1] or len(texts[first + 1]) < 8 * len(texts[first]):
        return
    place = texts[first].split("(")[0]
    if place.isupper() and len(texts[first]) < 40 and _PLACE.match(texts[first]):
        keep[first] = False
        sided[first] = -1.0
        sided[first, KINDS.index(Kind.DATELINE)] = 1.0


def _settle_header(texts: Sequence[str], size: Sizes, sided: FloatArray, keep: Bools) -> None:
    """Leave the kinds of the article's own header only where it can be, and take dates for dates only with a digit.

    Bylines and dates far from the article's text are those of other stories, and the headline is no menu.
    """
    text = np.flatnonzero(keep)
    sided[: max(0, text[0] - HEADER_REACH), OF_HEADER] = -1.0
    sided[text[-1] + HEADER_REACH + 1 :, OF_HEADER] = -1.0
    date = KINDS.index(Kind.DATE)
    for line in np.flatnonzero(sided.argmax(axis=1) == date).tolist():
        if _DIGIT.search(texts[line]) is None:
            sided[line, date] = -1.0
    sided[size > MAX_HEADLINE, HEADLINE] = -1.0


def _settle_headline(
    texts: Sequence[str], sided: FloatArray, joint: FloatArray, keep: Bools, words: frozenset[str], *, marked: bool
) -> list[int]:
    """Leave one headline in `sided`, and out of the article's text; see `newsclean.headline`. Returns its lines."""
    said = np.flatnonzero(sided.argmax(axis=1) == HEADLINE).tolist()
    lines = headline_lines(texts, joint, keep, said, marked=marked, slug=words)
    sided[said, HEADLINE] = -1.0
    sided[lines, HEADLINE] = 2.0
    keep[lines] = False
    return lines
