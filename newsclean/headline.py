"""Which lines of a page print its headline: what the model says of each, and what the page tells of its text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import mul
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newsclean.fields import addresses, titles
from newsclean.records import Kind, folded
from newsclean.tagger import KINDS
from newsclean.title_bar import SHORTEST
from newsclean.tokens import FloatArray

#: A headline has at most this many characters.
MAX_HEADLINE = 250
#: Lines of this probability can become the headline, those of the text from the second on; a line the title bar repeats
#: can whatever the model says, up to so many lines after the text's first.
MIN_LIKELY, SURE_HEADLINE, AFTER = 0.02, 0.3, 2
#: So many lines are looked at, the likeliest; of 5,804 dumps none has more.
MOST = 100
#: No text counts as less or more probable than this.
LEAST, SUREST = 0.001, 0.98
#: A first line of this probability is no title bar but the headline: of 883 html_text dumps, which all begin with a
#: title bar, 8 have it taken for the headline itself.
SURE_FIRST = 0.6
#: A page with an article but no line taken for a headline has none whose log odds are less: by the model's answer,
#: and with what follows.
MIN_ALONE, MIN_ODDS = -2.2, -1.5

#: What a text's log odds change by if it stands below the article's first lines only.
BELOW = -0.75
#: A line with such a share of the words of the page's address can become the headline.
COVERED = 0.8
NO_WORDS: frozenset[str] = frozenset()
#: A byline or a date is among so many lines below a headline; so many words are few, so many characters long.
NEAR, FEW, MANY = 4, 2, 150
#: A line above of such a probability, with so many words, may be the headline of a standfirst so few lines below.
LIKELY, SEVERAL, OVER = 0.1, 4, 2


class Signs(NamedTuple):
    """What a page tells of a text that may be its headline; most are 0 or 1."""

    #: The title bar repeats it; else the share of words that both have.
    barred: float
    #: The share of its words that are in the article, and the logarithm of their number.
    told: float
    words: float
    #: The share of the words of the page's address that it has.
    addressed: float
    #: Another line above the text has it as a part, as a breadcrumb or a button to share has.
    again: float
    #: How likely a byline or a date follows closely, and how likely the lines below it, up to the text, are headlines.
    dated: float
    last: float
    #: It ends as a sentence does, or with another candidate ("Picture for …").
    sentence: float
    ends_with_other: float
    #: It tells of a picture or is a path, is one or two words, or long.
    no_headline: float
    few_words: float
    long: float
    #: A shorter text that may be the headline stands right above it, as over a standfirst.
    under: float


#: What each sign adds to the log odds: about the weights of a logistic choice among the candidates of 5,804 dumps in
#: five styles that print the stated headline as a line, by the answers of models that had not seen the page's site
#: (`python -m newsclean.lab.headlines`). The title bar's is twice that: no worse in all, better where there are some.
#: They find 88.8 % of these headlines, and 88.1 % if fitted without the page's fold; the model's answers with the title
#: bar and the share of words alone found 86.4 %. The address's was not fitted with them, because dumps do not hold it:
#: 2 to 6 do alike (titles of WCXB's folds by such models: w3m .716 -> .763, lynx .746 -> .784, html_text .803 -> .809).
WEIGHTS = Signs(
    barred=5.0, told=0.8, words=1.1, addressed=4.5, again=1.4, dated=0.7, last=0.55, sentence=-1.4,
    ends_with_other=-1.15, no_headline=-1.4, few_words=-0.75, long=-1.35, under=-1.0,
)  # fmt: skip

#: The first line of a text without a headline is it with as many characters, from the first to the second number, and
#: with such a share of its words in the text. Of 18 such lines on 1,045 pages in four styles 14 are headlines.
UNSEEN_HEADLINE, UNSEEN_TOLD = (25, 150), 0.4

HEADLINE = KINDS.index(Kind.HEADLINE)
_HEADER = [KINDS.index(Kind.BYLINE), KINDS.index(Kind.DATE)]
_LETTER = re.compile(r"[^\W_]")
_NONE = re.compile(r"(?<!\w)(?:foto|photo|image|bild|logo|credit|getty)(?!\w)|©|\s[>›»]\s")

Bools = npt.NDArray[np.bool_]


def headline_lines(
    texts: Sequence[str],
    joint: FloatArray,
    keep: Bools,
    said: Sequence[int],
    *,
    marked: bool,
    slug: frozenset[str] = NO_WORDS,
) -> list[int]:
    """The numbers of the lines that print the headline of a page with an article: the text whose lines are together the
    likeliest to be one. `joint` is the probability of every kind (lines × kinds), `keep` the article's text, `said`
    the lines taken for headlines, `marked` whether the model has seen the page's markup: then it knows better; `slug`
    are the words of the page's address.

    Beside the lines taken for headlines, those up to the first body line are looked at that may be one, or that the
    title bar repeats. Where no line is likely enough, the title bar is the headline, or the text's first line.
    """
    page = Page(texts, joint, keep, marked=marked, slug=slug)
    first, found = page.first, page.candidates(said)
    alone = {text: log_odds(joint, lines) for text, lines in found.items()}
    odds = {text: alone[text] + BELOW * (lines[0] > first + AFTER) for text, lines in found.items()}
    if not marked:
        for text, lines in found.items():
            odds[text] += sum(map(mul, page.signs(text, lines, found), WEIGHTS))
    chosen = max(odds, key=odds.__getitem__, default="")
    if chosen and (said or alone[chosen] >= MIN_ALONE or (not marked and odds[chosen] >= MIN_ODDS)):
        return found[chosen]
    if page.bar:
        return [0]
    return [first] if not marked and _may_be_headline(texts[first], page.body) else []


class Page:
    """What a page tells of its lines: the number of its text's first one, its title bar, and in small letters the rest
    of the text (of a page with markup none)."""

    def __init__(
        self,
        texts: Sequence[str],
        joint: FloatArray,
        keep: Bools,
        *,
        marked: bool = False,
        slug: frozenset[str] = NO_WORDS,
    ) -> None:
        self._slug = NO_WORDS if marked else slug
        self.first = int(keep.argmax())
        body = [] if marked else [texts[line] for line in np.flatnonzero(keep).tolist() if line > self.first]
        self.body = "\n".join(body).casefold()
        self.bar = titles.Bar(texts[0] if joint[0, HEADLINE] < SURE_FIRST and not keep[0] else "", self.body)
        self._texts, self._joint, self._keep = texts, joint, keep

    @cached_property
    def _above(self) -> str:
        """The lines up to the article's first ones, in small letters."""
        return "\n".join(self._texts[: self.first + 1 + AFTER]).casefold()

    @cached_property
    def _header(self) -> list[float]:
        """How likely each of these lines, and of some below, is a byline or a date."""
        found: list[float] = self._joint[: self.first + 1 + AFTER + NEAR, _HEADER].sum(axis=1).tolist()
        return found

    @cached_property
    def _sure(self) -> list[float]:
        """How likely each line up to the text's first is a headline."""
        found: list[float] = self._joint[: self.first + 1, HEADLINE].tolist()
        return found

    def candidates(self, said: Sequence[int]) -> dict[str, list[int]]:
        """The texts that may be the headline, folded, with their lines; `said` were taken for headlines."""
        texts, up = self._texts, slice(self.first + 1)
        least = np.where(self._keep[up], SURE_HEADLINE, MIN_LIKELY)
        likely = np.flatnonzero(self._joint[up, HEADLINE] >= least).tolist()
        near = range(1, min(self.first + 1 + AFTER, len(texts))) if self.bar else ()
        barred = [*(line for line in near if self.bar.repeats(texts[line])), *self._addressed()]
        numbers = sorted({*said, *likely, *barred}, key=lambda line: -self._joint[line, HEADLINE])[:MOST]
        found: dict[str, list[int]] = {}
        for line in sorted(numbers):
            if len(texts[line]) <= MAX_HEADLINE and _LETTER.search(texts[line]):
                found.setdefault(folded(texts[line]), []).append(line)
        return found

    def _addressed(self) -> list[int]:
        """The lines below the title bar that have most words of the page's address, one of the two longest at least."""
        longest = sorted(self._slug, key=len)[-2:]
        if not longest:
            return []
        first, last = longest[0], longest[-1]
        likely = [line for line, said in enumerate(self._above.split("\n")) if last in said or first in said]
        return [line for line in likely if line and self._is_addressed(self._texts[line])]

    def _is_addressed(self, text: str) -> bool:
        """Whether a line is short enough for a headline, and has most words of the page's address."""
        return len(text) <= MANY and addresses.covers(text, self._slug) >= COVERED

    def signs(self, text: str, lines: Sequence[int], others: Mapping[str, Sequence[int]]) -> Signs:
        """What is told of a text, whose lines are given; `others` are all candidates."""
        near = [line for line in lines if line <= self.first + AFTER]
        last = (near or lines)[-1]
        told, words = titles.told(text, self.body)
        parts = (other for other in others if len(other) >= SHORTEST and other != text)
        return Signs(
            barred=self._barred(text, near),
            told=told / words if words > 1 else 0.0,
            words=math.log1p(told),
            addressed=addresses.covers(text, self._slug),
            again=len(text) >= SHORTEST and self._above.count(self._texts[last].casefold()) > len(near),
            dated=max(self._header[last + 1 : last + 1 + NEAR], default=0.0),
            last=sum(self._sure[last + 1 :]),
            sentence=text.endswith((".", "。")),
            ends_with_other=any(map(text.endswith, parts)),
            no_headline=_NONE.search(text) is not None,
            few_words=text.count(" ") < FEW >= words,
            long=len(text) > MANY,
            under=self._is_under(text, last, others),
        )

    def _is_under(self, text: str, line: int, others: Mapping[str, Sequence[int]]) -> bool:
        """Whether a shorter text that may be the headline stands right above a line."""
        above = range(max(0, line - OVER), min(line, len(self._sure)))
        likely = (folded(self._texts[number]) for number in above if self._sure[number] >= LIKELY)
        return any(len(over) < len(text) and over.count(" ") + 1 >= SEVERAL and over in others for over in likely)

    def _barred(self, text: str, lines: Sequence[int]) -> float:
        """How much of a text the title bar says, from 0 to 1."""
        if not self.bar:
            return 0.0
        return 1.0 if any(line and self.bar.repeats(self._texts[line]) for line in lines) else self.bar.share(text)


def _may_be_headline(text: str, body: str) -> bool:
    """Whether the first line of the text is its headline where no line was taken for one: it is short, no sentence, and
    the rest of the text, `body`, in small letters, has its words."""
    low, high = UNSEEN_HEADLINE
    told, words = titles.told(folded(text), body)
    return low <= len(text) <= high and text[-1] not in ".。:：,;" and words > 1 and told >= UNSEEN_TOLD * words


def log_odds(joint: FloatArray, lines: Sequence[int]) -> float:
    """The log odds that a text is the headline, by what the model says of its lines."""
    sure = min(max(float(joint[lines, HEADLINE].sum()), LEAST), SUREST)
    return math.log(sure / (1 - sure))
