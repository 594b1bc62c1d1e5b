"""Lines and their kinds → those of pictures put right: their marks, and captions that are told by a credit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.fields.pictures.credits import credit_alone, is_credited, is_label
from newsclean.fields.pictures.labels import naming_pictures
from newsclean.fields.pictures.marks import is_picture
from newsclean.fields.pictures.owners import CLOSED, MAX_CREDIT, is_named
from newsclean.marks import LINKED
from newsclean.records import TEXT_KINDS, Kind, Line, numbers_of

#: So many lines that are a word in brackets, one of them with a sign that names of files have, tell w3m's marks of
#: pictures: "[graph]", "[team-photo]".
MARKS = 3
#: Longest line of the text that is a caption with its credit, sentence right above a credit, and credit below a label.
#: On 700 pages of the folds, in two dumps of each, 155 of 166 such lines with a credit are captions by the markup, as
#: are 46 of 49 sentences, and 46 of 48 credits. Longer sentences are paragraphs in a third of all cases.
CREDITED, ABOVE, BELOW = 400, 160, 60
#: So many characters has a credit that ends as sentences do.
IN_SENTENCE = 60

_MARK = re.compile(r"\[(?=[^\]]*[^\W\d_])[^\s\]]{1,10}\]")
_NUMBER = re.compile(r"\[\d{1,5}\]")
_FILE = re.compile(r"[\d_-]|\[\S{10}\]")
_PICTURED = TEXT_KINDS | {Kind.CAPTION, Kind.BYLINE, Kind.RELATED}
_NAMED = TEXT_KINDS | {Kind.BYLINE, Kind.RELATED, Kind.OTHER}
_LABELLED = _NAMED | {Kind.CAPTION}


def take_out(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """What dumps print for a picture is neither text nor anything else, nor is the number that lynx gives its link."""
    marks = [number for number, line in enumerate(lines) if line.text[0] == "[" and _MARK.fullmatch(line.text)]
    numbers = []
    for number in numbers_of(kinds, TEXT_KINDS):
        text = lines[number].text
        if is_picture(text):
            kinds[number] = Kind.OTHER
        elif text[0] == "[" and _NUMBER.fullmatch(text):
            numbers.append(number)
    if numbers and any(line.marks & LINKED for line in lines):
        for number in numbers:
            kinds[number] = Kind.OTHER
    if len(marks) < MARKS or not any(_FILE.search(lines[number].text) for number in marks):
        return
    for number in marks:
        if kinds[number] in _PICTURED:
            kinds[number] = Kind.OTHER


def put_captions(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A line between paragraphs that ends with the credit of a picture is its caption, a name below the label of such a
    credit is the credit, and a sentence above one the caption."""
    if Kind.BODY not in kinds:
        return
    end = numbers_of(kinds, (Kind.BODY,))[-1]
    begin = numbers_of(kinds, TEXT_KINDS)[0]
    between = [begin + place for place in numbers_of(kinds[begin:end], _LABELLED)]
    between = [number for number in between if len(lines[number].text) <= CREDITED]
    for place in naming_pictures([_end(lines[number].text) for number in between]):
        number = between[place]
        text = lines[number].text
        if kinds[number] in TEXT_KINDS and is_credited(text):
            kinds[number] = Kind.CAPTION
        elif is_label(text):
            _put_credit(lines, kinds, number)
    for number in numbers_of(kinds[:end], (Kind.CAPTION,)):
        _put_above(lines, kinds, number)


def _end(text: str) -> str:
    """The end of a line, where a credit may stand."""
    return text[-(IN_SENTENCE if text.endswith(CLOSED) else MAX_CREDIT) :]


def _put_credit(lines: Sequence[Line], kinds: list[Kind], label: int) -> None:
    """The credit below a label."""
    text = lines[label + 1].text
    if kinds[label + 1] in _NAMED and len(text) <= BELOW and is_named(text):
        kinds[label : label + 2] = [Kind.CAPTION] * 2


def _put_above(lines: Sequence[Line], kinds: list[Kind], credit: int) -> None:
    """The sentence of the text right above a credit alone, unless the caption stands behind that."""
    number = credit - 1
    text = lines[number].text
    if (
        number > 0
        and kinds[number] is Kind.BODY
        and not lines[credit].blanks
        and len(text) <= ABOVE
        and text.endswith(CLOSED)
        and (kinds[number - 1] is not Kind.BODY or lines[number - 1].text.endswith(CLOSED))
        and kinds[credit + 1] is not Kind.CAPTION
        and credit_alone(lines[credit].text)
    ):
        kinds[number] = Kind.CAPTION
