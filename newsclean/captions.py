"""Which lines of a dump are captions and credits: what the model says of each, and the credits in it and beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from newsclean.fields.people.bylines import tells_persons
from newsclean.fields.people.cues import announces
from newsclean.fields.pictures.credits import MAX_LINE, Credit, credit_in
from newsclean.fields.pictures.labels import is_captioned, is_label, is_labelled, naming_pictures, shows_picture
from newsclean.fields.pictures.owners import CLOSED, MAX_CREDIT, is_agency, may_end_with_agency
from newsclean.marks import BULLET
from newsclean.records import TEXT_KINDS, Kind, Line, numbers_of
from newsclean.tagger import KINDS
from newsclean.tokens import FloatArray

#: Lines of this probability can become captions, and whatever the model says those with the label of a picture, so many
#: lines above the article's text, or below, and of at most so many characters.
LIKELY, ABOVE, BELOW, LONGEST = 0.1, 5, 2, 400
#: A picture's label stands among so many last characters of a line that ends as sentences do.
IN_SENTENCE = 60
#: No line counts as less or more probable than this.
LEAST, SUREST = 0.001, 0.999
#: Lines that begin with so many equal characters are an alt text and its caption.
SAME = 30


class Signs(NamedTuple):
    """What a page tells of a line that may be a caption: each is 1, or 0."""

    #: It ends with a credit behind the label of a picture; it is a credit and nothing else; it has another one.
    credited: float
    alone: float
    other_credit: float
    #: It is the label of a credit and nothing else, or begins with that of a caption.
    label: float
    captioned: float
    #: It says what captions say of their picture ("from left").
    shows: float
    #: It has no credit, but the line above is the label of one, or the line below a credit and nothing else; then a
    #: sentence is likelier than a heading.
    below_label: float
    above_credit: float
    sentence_above: float
    #: One of the two lines above or below begins with the same words, or a part of itself: alt text and caption.
    again: float
    #: It is an item of a list, has a colon, does not begin with a capital.
    item: float
    colon: float
    small: float
    #: A blank line stands above it.
    apart: float


#: What each sign adds to the log odds: the weights of a logistic regression over the candidates of labelled dumps in
#: six styles, by the answers of models that had not seen the page's site (`python -m newsclean.lab.captions`).
WEIGHTS = Signs(
    credited=4.1, alone=2.1, other_credit=3.0, label=1.8, captioned=1.1, shows=2.4, below_label=1.2, above_credit=1.1,
    sentence_above=1.8, again=1.4, item=-1.7, colon=-0.4, small=-0.6, apart=-0.5,
)  # fmt: skip
#: The least log odds of a caption. The lines so chosen have F1 .56 (.58 in the dumps labelled by hand), those that the
#: model alone takes for captions .44 (.51).
MIN_ODDS = -0.6

CAPTION = KINDS.index(Kind.CAPTION)
# Credits have one of these at least, a label, or an agency's name at their end. Behind a slash stands a name.
_SIGN = re.compile(r"[|©＝=]|\([cC]\)|[)）\]】][.。]?$|^[(（\[【]|/\s?[^\Wa-z\d][^/]*$")
_NONE = frozenset({Kind.HEADLINE, Kind.COPYRIGHT, Kind.COMMENT, Kind.COMMENT_META})
_LABELLED = TEXT_KINDS | {Kind.BYLINE, Kind.RELATED, Kind.OTHER}
#: What else such a line may be. Other junk fills fields: notices, tags.
_JUNK = [KINDS.index(kind) for kind in (Kind.RELATED, Kind.ADVERTISEMENT, Kind.NAVIGATION, Kind.OTHER)]


def settle_captions(
    lines: Sequence[Line], kinds: list[Kind], joint: FloatArray, *, text_alone: bool = False
) -> list[int]:
    """Leave the kind of captions in `kinds` to the Lines of an article's page that are likely enough to be some, by the
    model and by what the page tells; give it to others. `joint` is the probability of every kind (lines × kinds). With
    `text_alone` only the kinds of the article's text need be right. Returns the numbers of the Lines that were settled.
    """
    page = Page(lines, kinds, joint, text_alone=text_alone)
    headline, body = (kinds.index(kind) if kind in kinds else 0 for kind in (Kind.HEADLINE, Kind.BODY))
    settled: list[int] = []
    for line in page.candidates():
        if page.odds(line) >= MIN_ODDS:
            kinds[line] = Kind.CAPTION
            settled.append(line)
        elif kinds[line] is Kind.CAPTION and not _is_in_header(kinds, line):
            text, likeliest = lines[line].text, KINDS[_JUNK[int(joint[line, _JUNK].argmax())]]
            signed = announces(text) or (headline < line < body and tells_persons(text))
            kinds[line] = Kind.BYLINE if signed else likeliest
            settled.append(line)
    return settled


class Page:
    """The Lines of an article's page, their kinds, and the probability of every kind (lines × kinds). With `text_alone`
    only lines that were taken for text are candidates."""

    def __init__(
        self, lines: Sequence[Line], kinds: Sequence[Kind], joint: FloatArray, *, text_alone: bool = False
    ) -> None:
        self._lines, self._kinds, self._text_alone = lines, kinds, text_alone
        self._likely = joint[:, CAPTION].tolist()
        self._credits: dict[int, Credit | None] = {}
        text = numbers_of(kinds, TEXT_KINDS)
        self._reach = range(max(0, text[0] - ABOVE), min(len(lines), text[-1] + 1 + BELOW))
        #: The ends of lines where a label is looked for, and the lines that have that of a picture there.
        looked_at = TEXT_KINDS if text_alone else _LABELLED
        self._ends = {line: _end(lines[line].text) for line in self._reach if kinds[line] in looked_at}
        numbers = list(self._ends)
        self._labelled = {numbers[place] for place in naming_pictures(list(self._ends.values()))}

    def candidates(self) -> list[int]:
        """The numbers of the lines that were taken for captions, or may be some."""
        said = numbers_of(self._kinds, (Kind.CAPTION,))
        likely = (line for line in self._reach if self._likely[line] >= LIKELY)
        credits = (line for line, end in self._ends.items() if _may_be_credit(end))
        found = sorted({*said, *likely, *self._labelled, *credits})
        return [line for line in found if self._may_be_caption(line)]

    def _may_be_caption(self, line: int) -> bool:
        """Whether a line has a kind and a length that captions may have."""
        kind = self._kinds[line]
        if kind is Kind.BYLINE:
            return line in self._labelled
        may_be = kind in TEXT_KINDS if self._text_alone else kind not in _NONE
        return may_be and len(self._lines[line].text) <= LONGEST

    def odds(self, line: int) -> float:
        """The log odds that a line is a caption, but for a constant."""
        told: float = sum(map(mul, self.signs(line), WEIGHTS))
        return self.log_odds(line) + told

    def log_odds(self, line: int) -> float:
        """The same by the model alone."""
        sure = min(max(self._likely[line], LEAST), SUREST)
        return math.log(sure / (1 - sure))

    def signs(self, line: int) -> Signs:
        """What is told of a line."""
        text, own = self._lines[line].text, self._credit(line)
        above_credit = own is None and self._is_credit(line + 1)
        return Signs(
            credited=own is not None and own.labelled,
            alone=own is not None and own.alone,
            other_credit=own is not None and not any(own),
            label=is_label(text),
            captioned=is_captioned(text),
            shows=shows_picture(text),
            below_label=own is None and line > 0 and is_label(self._lines[line - 1].text),
            above_credit=above_credit,
            sentence_above=above_credit and text.endswith(CLOSED),
            again=self._is_again(line),
            item=bool(self._lines[line].marks & BULLET),
            colon=":" in text,
            small=not text[0].isupper(),
            apart=self._lines[line].blanks > 0,
        )

    def _credit(self, line: int) -> Credit | None:
        if line not in self._credits:
            text = self._lines[line].text
            end = _end(text)
            signed = _SIGN.search(end) or may_end_with_agency(end) or is_labelled(text, len(text) - len(end))
            self._credits[line] = credit_in(text) if signed else None
        return self._credits[line]

    def _is_credit(self, line: int) -> bool:
        """Whether there is such a line, and it is a credit and nothing else."""
        if line >= len(self._lines) or len(self._lines[line].text) > MAX_LINE:
            return False
        credit = self._credit(line)
        return credit is not None and credit.alone

    def _is_again(self, line: int) -> bool:
        text = self._lines[line].text
        begin = text[:SAME]
        if len(begin) == SAME and text.find(begin, SAME) > 0:
            return True
        near = (*self._lines[max(0, line - 2) : line], *self._lines[line + 1 : line + 3])
        begin = begin.casefold()
        return any(other.text[:SAME].casefold() == begin for other in near)


def _is_in_header(kinds: Sequence[Kind], line: int) -> bool:
    """Whether a line stands right between the headline and the byline or the date: `header` finds standfirsts there."""
    between = 0 < line < len(kinds) - 1
    return between and kinds[line - 1] is Kind.HEADLINE and kinds[line + 1] in (Kind.BYLINE, Kind.DATE)


def _may_be_credit(end: str) -> bool:
    """Whether a line with this end may be a credit without a label, or have a sign of one."""
    short = len(end) <= MAX_LINE
    return "©" in end or (short and ("/" in end or is_agency(end)))


def _end(text: str) -> str:
    """The end of a line, where a credit may stand."""
    return text[-(IN_SENTENCE if text.endswith(CLOSED) else MAX_CREDIT) :]
