"""Pages that a dump squeezed into a few very long lines are cut where their lines may have ended.

`" ".join(soup.stripped_strings)` and `re.sub(r"\\s+", " ", text)` make one line of "Sport", "Ferry runs again", "By Ann
Bell" and "The ferry …". Sentences end with their marks, and the headline is what the title bar says once more; menus,
bylines and the rest are told by their capitals, by the words that stand around them, and by being on the page again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from newsclean.glued import months, seams
from newsclean.rows import Row
from newsclean.squeezed_words import MOST_WORDS, Again, Beginnings, Words
from newsclean.title_bar import SHORTEST, cuts, letters

#: The title begins among so many first words, and has so many words, the least and the most.
START, LEAST, MOST = 15, 3, 30
#: What begins like the title is a printing of it with this share of the longest one's words.
SHARE = 0.6
#: So many of its separators behind the beginning are looked at.
CUTS = 8
#: The name of a time zone has so many letters at most.
ZONE = 5

# Not behind initials, "Dr.", "No.".
_SENTENCE_GAP = re.compile(
    r"(?<=[.!?…؟।۔])(?<!\b\w\.)(?<!\b[A-Z][a-z]\.)[\"”’»)]?\s+(?=[\"“«‘(¿¡]?[^\W\d_a-zß-öø-ÿ])"
    r"|(?<=[。！？])(?![。！？”’」』）])|(?<=[。！？][”’」』）])"
    r"|\s+[|•·»▪]\s+|\s{3,}"
)
_SEPARATORS = "|•·»▪"
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[,-]? (?:(?:at|um|à|às|kl\.|om|ore) )?\d{1,2}[:.h]\d\d(?: ?[AaPp]\.?[Mm]\b\.?| Uhr)?)?"
# "May 3, 2024, 10:30 am", "3. Mai 2024 um 10.30 Uhr"
_DATE = re.compile(
    rf"(?<!\S)(?:[^\W\d_]{{3,}}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|\d{{1,2}}\.?(?: de)? [^\W\d_]{{3,}}\.?,?(?: de)? {_YEAR}){_CLOCK}"
)
# "12. März"
_DAY = re.compile(r"(?<!\S)\d{1,2}\.\s([^\W\d_]{3,})")
# What stands in brackets or quotes.
_INSIDE = re.compile(r"\([^()]{1,80}\)|\[[^\[\]]{1,80}\]|“[^“”]{1,80}”|„[^„“”]{1,80}[“”]|«[^«»]{1,80}»")


class Printing(NamedTuple):
    """Words of a row that print the page's title: the first one's number, how many, and the row's number."""

    row: int
    first: int
    size: int


def pieces(rows: Sequence[Row], glued: frozenset[str] | None = None) -> Iterator[Row]:
    """The rows of a squeezed page, each cut where a line may have ended. `glued` are the words of a page of which texts
    are glued together too."""
    joints = [
        sorted({*ends, *(seams(row.text, glued) if glued is not None else ())})
        for row, ends in zip(rows, _title_ends(rows), strict=True)
    ]
    words = [Words(row.text, joint) for row, joint in zip(rows, joints, strict=True)]
    again = Again(words)
    titles = _titles(words)
    is_page = any(part.has_menu() for part in words)
    for number, (row, part, joint) in enumerate(zip(rows, words, joints, strict=True)):
        places = {gap.end() for gap in _SENTENCE_GAP.finditer(row.text)}.union(joint)
        if is_page:
            places.update(Beginnings(part, again, places))
        for inside in _INSIDE.finditer(row.text):
            places.difference_update(range(inside.start() + 1, inside.end()))
        _keep_dates(row.text, part, places)
        for title in titles:
            if title.row == number:
                _set_apart(title, part, places, len(row.text))
        yield from _cut(row, places)


def _set_apart(title: Printing, words: Words, places: set[int], end: int) -> None:
    """Make a printing of the title a line. It goes on where a small letter follows: the title bar may be cut short."""
    after = title.first + title.size
    begin, stop = words.starts[title.first], words.starts[after] if after < len(words) else end
    places.difference_update(range(begin + 1, stop))
    places.add(begin)
    if after == len(words) or not words.small[after]:
        places.add(stop)


def _keep_dates(text: str, words: Words, places: set[int]) -> None:
    """Keep dates whole, with their times. One that stands in no sentence ends a line, but for its time zone."""
    for day in _DAY.finditer(text):
        if day[1].casefold() in months():
            places.discard(day.start(1))
    for date in _DATE.finditer(text):
        places.difference_update(range(date.start() + 1, date.end()))
        first, after = (bisect_left(words.starts, place) for place in date.span())
        if after == len(words) or words.small[after] or (first and words.small[first - 1]):
            continue
        following = words.texts[after]
        if words.firsts[after] and not (len(following) <= ZONE and following.isupper()):
            places.add(words.starts[after])


def _title_ends(rows: Sequence[Row]) -> list[list[int]]:
    """Where in each row begins and ends what stands before a separator of the title bar, if the page has it once more:
    other texts may be glued to it."""
    for title in cuts(rows[0].text)[1:][-CUTS:]:
        if len(letters(title)) >= SHORTEST and sum(row.text.count(title) for row in rows) > 1:
            return [[*_ends(row.text, title)] for row in rows]
    return [[] for _ in rows]


def _ends(text: str, title: str) -> Iterator[int]:
    """Where a title begins and ends in a text, but for ends inside a word: the title bar may be cut short."""
    for found in re.finditer(re.escape(title), text):
        yield found.start()
        if not text[found.end() : found.end() + 1].islower():
            yield found.end()


def _titles(words: Sequence[Words]) -> list[Printing]:
    """Where the page's title stands: what its title bar says, with which it begins, and it prints once more. The title
    bar may begin with the site's name."""
    head = words[0]
    best: list[Printing] = []
    for start in (0, *(number + 1 for number, first in enumerate(head.firsts[:START]) if not first)):
        bar = head.texts[start : start + MOST]
        found = [printing for printing in _printings(bar, words, start) if LEAST <= printing.size < MOST]
        longest = max((printing.size for printing in found), default=0)
        known = max((printing.size for printing in best), default=0)
        if longest > known and len(letters("".join(bar[:longest]))) >= SHORTEST:
            best = [printing for printing in found if printing.size >= SHARE * longest]
            best += [Printing(0, start, size) for size in {printing.size for printing in best}]
    return best


def _printings(bar: Sequence[str], words: Sequence[Words], start: int) -> Iterator[Printing]:
    """Where words stand with which the title bar begins, below it; `start` is the number of its first word."""
    for row, part in enumerate(words if bar else ()):
        texts = part.texts
        for number in _numbers(texts, bar[0], start if row == 0 else -1):
            limit = min(len(bar), number - start if row == 0 else len(bar), len(texts) - number)
            yield Printing(row, number, next((n for n in range(limit) if texts[number + n] != bar[n]), limit))


def _numbers(texts: Sequence[str], word: str, last: int) -> Iterator[int]:
    """The numbers of the words behind the last one that are such a word, in order."""
    for _ in range(texts[last + 1 : MOST_WORDS].count(word)):
        last = texts.index(word, last + 1)
        yield last


def _cut(row: Row, places: Iterable[int]) -> Iterator[Row]:
    """A row cut at such places. Separators go with what they stand behind, and are no text."""
    parts: list[Row] = []
    offset = row.start + row.indent
    begin = 0
    for end in (*sorted(places), len(row.text)):
        printed = row.text[begin:end].strip()
        shown = printed.strip(_SEPARATORS).strip()
        if shown:
            start = offset + row.text.index(printed[0], begin)
            parts.append(Row(row.number, start, start + len(printed), shown, 0, 0, 0))
        elif parts and printed:
            last = offset + begin + len(row.text[begin:end].rstrip())
            parts[-1] = msgspec.structs.replace(parts[-1], end=last)
        elif not parts:
            continue
        begin = end
    yield from parts or [row]
