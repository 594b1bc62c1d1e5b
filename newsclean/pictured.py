"""Lines and their kinds → what dumps print for a picture is neither text nor anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.fields.pictures.marks import is_picture, once
from newsclean.marks import LINKED
from newsclean.records import TEXT_KINDS, Kind, Line, numbers_of

#: So many lines that are a word in brackets, one of them with a sign that names of files have, tell w3m's marks of
#: pictures: "[graph]", "[team-photo]".
MARKS = 3
#: No more than such a part of the text's characters is what a dump prints twice for its pictures.
MOST_TWICE = 0.5
_MARK = re.compile(r"\[(?=[^\]]*[^\W\d_])[^\s\]]{1,10}\]")
_NUMBER = re.compile(r"\[\d{1,5}\]")
_FILE = re.compile(r"[\d_-]|\[\S{10}\]")
_PICTURED = TEXT_KINDS | {Kind.CAPTION, Kind.BYLINE, Kind.RELATED}


def take_out(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """What dumps print for a picture is neither text nor anything else, nor is the number that lynx gives its link."""
    marks = [number for number, line in enumerate(lines) if line.text[0] == "[" and _MARK.fullmatch(line.text)]
    numbers, twice = [], []
    for number in numbers_of(kinds, TEXT_KINDS):
        text = lines[number].text
        if is_picture(text):
            kinds[number] = Kind.OTHER
        elif once(text) != text:
            twice.append(number)
        elif text[0] == "[" and _NUMBER.fullmatch(text):
            numbers.append(number)
    if twice and _are_few(twice, lines, kinds):
        for number in twice:
            kinds[number] = Kind.CAPTION
    if numbers and any(line.marks & LINKED for line in lines):
        for number in numbers:
            kinds[number] = Kind.OTHER
    if len(marks) < MARKS or not any(_FILE.search(lines[number].text) for number in marks):
        return
    for number in marks:
        if kinds[number] in _PICTURED:
            kinds[number] = Kind.OTHER


def _are_few(numbers: Sequence[int], lines: Sequence[Line], kinds: Sequence[Kind]) -> bool:
    """Whether some lines are no more than a part of the text."""
    text, part = (sum(len(lines[n].text) for n in found) for found in (numbers_of(kinds, TEXT_KINDS), numbers))
    return part <= MOST_TWICE * text
