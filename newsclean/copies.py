"""Text that a page prints twice: for small screens and large ones, on paper, behind a button."""

from __future__ import annotations

from collections.abc import Collection, Sequence

#: A copy is a stretch of so many different lines and characters in the order in which they stand further up, and
#: begins with a line of so many characters. What is shorter may be a refrain, a table, an example. With these figures 6
#: to 9 of the 784 pages of the folds have a copy, style by style, and but for one page all of them gain by losing it;
#: with two lines or 300 characters several lose.
LINES, CHARACTERS, LONG_LINE = 3, 500, 60
#: What stands above is the copy if it is less likely to be the article's by this factor.
LESS_LIKELY = 0.5


def copied(texts: Sequence[str], likely: Sequence[float], lines: Sequence[int]) -> list[int]:
    """The numbers of the lines that print a stretch of the article once more, in order: those of the copies, or those
    above them if these are less likely. `likely` is how likely each line is the article's, `lines` are the numbers of
    those that may be.

    Between the first copy and the end of the last, right above and right below, single lines that were printed before
    are copies too.
    """
    said = [texts[line] for line in lines]
    if len(set(said)) == len(said):
        return []
    first = _first_places(said)
    copies: list[int] = []
    number = 0
    while number < len(said):
        above = first[said[number]]
        if above == number or len(said[number]) < LONG_LINE:
            number += 1
            continue
        end = number
        while end < len(said) and above + end - number < number and said[end] == said[above + end - number]:
            end += 1
        different = set(said[number:end])
        if len(different) >= LINES and sum(map(len, different)) >= CHARACTERS:
            copies += range(number, end)
        number = end
    if not copies:
        return []
    originals = sorted({lines[first[said[copy]]] for copy in copies})
    inside = {lines[copy] for copy in copies}
    if _mean(likely, originals) < LESS_LIKELY * _mean(likely, inside):
        return originals
    printed = _first_places(texts)
    begin, end = copies[0], copies[-1] + 1
    start = lines[begin]
    while begin and printed[said[begin - 1]] < lines[begin - 1]:
        begin -= 1
    while end < len(lines) and printed[said[end]] < start:
        end += 1
    return [line for line in lines[begin:end] if line in inside or printed[texts[line]] < min(line, start)]


def _first_places(texts: Sequence[str]) -> dict[str, int]:
    """Where each text stands first."""
    return {text: len(texts) - 1 - place for place, text in enumerate(reversed(texts))}


def _mean(values: Sequence[float], places: Collection[int]) -> float:
    return sum(values[place] for place in places) / len(places)
