"""Text that a page prints twice: for small screens and large ones, on paper, behind a button."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

#: A copy is a stretch of lines that prints so many lines, and different lines of so many characters, in the order in
#: which they stand further up, and begins with a line of so many. Shorter ones may be a refrain, a table, an example.
#: With these figures 10 to 13 of the 784 pages of the folds have a copy, style by style.
LINES, CHARACTERS, LONG_LINE = 3, 500, 60
#: A long line that was cut at other places than what it copies, or has the addresses of links between its words, prints
#: such a share of its pieces again, by their characters, and such a share in their order: in texts that stand for
#: others ("Lorem ipsum") they come in any. A piece is words without a sign between them, of so many characters.
SHARE, PIECE = 0.7, 12
#: What stands above is the copy if it is less likely to be the article's by this factor.
LESS_LIKELY = 0.5

_SIGNS = re.compile(r"[^\w\s]+")


class _Pieces(NamedTuple):
    """The pieces of n lines, in order: those of line k begin at `starts[k]` (n + 1 entries). `above[k]` are the numbers
    of those that the line prints again, in its order; empty if it is no copy."""

    texts: list[str]
    starts: list[int]
    above: list[list[int]]

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Pieces:
        texts: list[str] = []
        starts = [0]
        first: dict[str, int] = {}
        whole: dict[str, int] = {}
        above = []
        for line in lines:
            pieces = (_pieces(line) if len(line) >= LONG_LINE else []) or [line]
            place = whole.setdefault(line, len(texts))
            if place < len(texts):
                above.append(list(range(place, place + len(pieces))))
            else:
                known = [piece for piece in pieces if piece in first]
                places = [first[piece] for piece in known]
                copied = sum(map(len, known)) >= SHARE * sum(map(len, pieces)) and _follow(places)
                above.append(places if copied else [])
            for number, piece in enumerate(pieces, len(texts)):
                first.setdefault(piece, number)
            texts += pieces
            starts.append(len(texts))
        return cls(texts, starts, above)

    def stretch(self, begin: int) -> tuple[int, set[int]]:
        """The end of the stretch of lines from `begin` on that print again, in order, what stands above it, and the
        numbers of the lines that they print."""
        printed: set[int] = set()
        place = goes_on = -1
        number = begin
        while number + 1 < len(self.starts) and (above := self.above[number]):
            start, end = self.starts[number : number + 2]
            # A line that is on the page again and again is taken where it follows the one before.
            follows = goes_on >= 0 and self.texts[start:end] == self.texts[goes_on : goes_on + end - start]
            before, place = place, goes_on if follows else above[0]
            if not before < place < self.starts[begin]:
                break
            goes_on = place + end - start
            printed.update([self._line(place)] if follows else map(self._line, above))
            number += 1
        return number, printed

    def _line(self, piece: int) -> int:
        return bisect_right(self.starts, piece) - 1


def _follow(places: Sequence[int]) -> bool:
    """Whether numbers of pieces mostly follow each other."""
    steps = [after - before in (1, 2) for before, after in pairwise(places)]
    return sum(steps) >= SHARE * len(steps)


def _pieces(text: str) -> list[str]:
    return [piece for part in _SIGNS.split(text) if len(piece := part.strip()) >= PIECE]


def _repeat_themselves(lines: Sequence[str]) -> bool:
    """A quick look: whether long lines, or sentences of them, stand there twice."""
    seen: set[str] = set()
    twice = 0
    for line in lines:
        if len(line) >= LONG_LINE:
            for sentence in (line if line.isascii() else line.replace("。", ". ")).rstrip(".").split(". "):
                if sentence in seen:
                    twice += len(sentence)
                seen.add(sentence)
    return twice >= SHARE * CHARACTERS


def copied(texts: Sequence[str], likely: Sequence[float], lines: Sequence[int]) -> list[int]:
    """The numbers of the lines that print a stretch of the article once more, in order: those of the copies, or those
    above them if these are less likely. `likely` is how likely each line is the article's, `lines` are the numbers of
    those that may be.

    Between the first copy and the end of the last, right above and right below, single lines that were printed before
    are copies too.
    """
    said = [texts[line] for line in lines]
    if not _repeat_themselves(said):
        return []
    pieces = _Pieces.of(said)
    copies: list[int] = []
    originals: set[int] = set()
    number = 0
    while number < len(said):
        if not pieces.above[number] or len(said[number]) < LONG_LINE:
            number += 1
            continue
        end, printed = pieces.stretch(number)
        different = set(said[number:end])
        if len(printed) >= LINES and sum(map(len, different)) >= CHARACTERS:
            copies += range(number, end)
            originals |= printed
        number = max(end, number + 1)
    if not copies:
        return []
    above = sorted(lines[original] for original in originals)
    inside = {lines[copy] for copy in copies}
    if _mean(likely, above) < LESS_LIKELY * _mean(likely, inside):
        return above
    first = _first_places(texts)
    begin, end = copies[0], copies[-1] + 1
    start = lines[begin]
    while begin and first[said[begin - 1]] < lines[begin - 1]:
        begin -= 1
    while end < len(lines) and first[said[end]] < start:
        end += 1
    return [line for line in lines[begin:end] if line in inside or first[texts[line]] < min(line, start)]


def _first_places(texts: Sequence[str]) -> dict[str, int]:
    """Where each text stands first."""
    return {text: len(texts) - 1 - place for place, text in enumerate(reversed(texts))}


def _mean(values: Sequence[float], places: Collection[int]) -> float:
    return sum(values[place] for place in places) / len(places)
