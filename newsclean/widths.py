"""Rows of a dump → the width at which it was hard-wrapped, and which rows go on with the one before."""

from __future__ import annotations

import re
from itertools import pairwise

from newsclean.marks import bullet_width, number_width
from newsclean.rows import Row, before_unspaced, begins_unspaced, has_few_blanks, is_uneven, printed

#: Shortest and longest width that counts as a hard wrap, in columns.
MIN_WRAP, MAX_WRAP = 50, 140
#: So many rows of prose may tell the width; fewer than the second number are a short page, if none is wider than a
#: terminal.
FEWEST, MANY, TERMINAL = 4, 20, 80
#: So many rows that are full must be there, one less of a short page, and twice as many where no text of the page
#: stands apart; at most such a share of these end sentences, as texts do that are as long by chance.
FULL, MOST_ENDED = 3, 0.5
#: Of a script without spaces, a row of fewer characters tells nothing of the width.
LEAST_UNSPACED = 20
#: So much of a row is full that was broken at a space in such a script. It does not end a sentence, and is no field to
#: fill in and no picture.
BROKEN, _ENDS = 0.65, "。！？!?.…」』”）)]_"
# Behind its reading in kana, "弾劾（だんがい）", a Japanese word goes on.
_READING = re.compile(r"[\u4e00-\u9fff]（[\u3041-\u30ff]+）$")


def wrap_width(rows: list[Row], *, narrow: bool = False) -> int:
    """The width at which a page was hard-wrapped, or 0.

    Wrapped prose has many lines of nearly one length and next to none beyond; and where two lines follow
    each other without a blank, the second one's first word would rarely have fitted on the first.
    """
    widths = sorted([row.width for row in rows if row.text.count(" ") >= 5 or _is_unspaced(row, narrow=narrow)])
    if len(widths) < FEWEST:
        return 0
    small = len(widths) < MANY and widths[-1] <= TERMINAL
    guess = widths[-1 if small else int(0.92 * (len(widths) - 1))]
    if not MIN_WRAP <= guess <= MAX_WRAP:
        return 0
    long = [w for w in widths if w >= MIN_WRAP]
    within = [w for w in long if w <= guess + 4]
    few = sum(w > guess - 12 for w in within) < 0.3 * len(long)
    if len(long) - len(within) > 0.06 * len(widths) or (few and guess > TERMINAL):
        return 0
    # Not the longest: a few rows hold a word that could not be broken.
    likely = [within[-3:][0], *([guess] if small else [])]
    return next((width for width in likely if _is_width(width, rows, narrow=narrow, small=small, few=few)), 0)


def _is_width(width: int, rows: list[Row], *, narrow: bool, small: bool, few: bool) -> bool:
    """Whether rows that follow each other without a blank were wrapped at a width. `small`: the page is short; `few`:
    few of its long rows are near that width."""
    full = fitted = ended = 0
    for row, after in pairwise(rows):
        if not after.blanks and row.width > 0.8 * width and not (bullet_width(after.text) or number_width(after.text)):
            full += 1
            fitted += not wraps(row, after, width, narrow=narrow)
            ended += row.text[-1] in ".!?。।"
    if fitted > (0.1 if few else 0.4) * full or (few and full < 12):
        return False
    if has_few_blanks(rows):
        # Rows that are sentences were not cut at a width.
        enough = full >= 2 * FULL and ended <= MOST_ENDED * full
    else:
        enough = full >= FULL or (full == FULL - 1 and ended < full and small)
    return (enough and fitted <= 0.1 * full) or (full >= 12 and fitted <= 0.4 * full)


def _is_unspaced(row: Row, *, narrow: bool) -> bool:
    """Whether a row is a longer text in a script without spaces, or with few."""
    size = len(row.text)
    if size < LEAST_UNSPACED:
        return False
    return row.width != row.indent + size or (narrow and is_uneven(row.text))


def wraps(row: Row, after: Row, width: int, *, narrow: bool = False) -> bool:
    """Whether `after` can be the wrapped rest of `row`: its first word would not have fitted."""
    if not 0.55 * width <= row.width <= width + 4:
        return False
    word, _, rest = (after.text.lstrip("> ") or ">").partition(" ")  # of a quote, behind its mark
    if len(word) == 1 and word.islower():
        word = f"{word} {rest.partition(' ')[0]}"  # Slavic prepositions keep to the next word: "w zeszłym"
    if begins_unspaced(word):
        needed = 2
    elif narrow:
        needed = 1 + len(word)
    else:
        # A program that knows wide characters may wrap before any of these.
        needed = 1 + printed(before_unspaced(word))
    return _is_full(row, needed, width)


def breaks_at_space(row: Row, after: Row, width: int) -> bool:
    """Whether a row of a script without spaces may end at a space that its text has: lynx and html2text, which count
    wide characters as one column, break it there if what follows is longer than the rest of the row."""
    if not (begins_unspaced(after.text) and _is_full(row, 1 + len(after.text.split(" ", 1)[0]), width)):
        return False
    return _READING.search(row.text) is not None or (row.width > BROKEN * width and row.text[-1] not in _ENDS)


def _is_full(row: Row, needed: int, width: int) -> bool:
    """Whether so many columns more do not fit on a row."""
    # lynx leaves as many free on the right as it indents on the left.
    return row.width + needed > width - 2 - min(row.indent, 3)
