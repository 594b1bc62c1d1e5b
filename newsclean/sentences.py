"""Sentences that a dump cut at links and other inline elements, joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from newsclean.marks import BULLET, is_rule, number_width
from newsclean.records import Line
from newsclean.rows import Row, begins_small, begins_unspaced, columns, has_no_case
from newsclean.title_bar import TitleBar

#: A label of at most so many characters that stands on the page so many times.
LONGEST_LABEL, AGAIN = 30, 3
#: In scripts without capitals, at most so many pieces go on with a sentence.
MOST_PIECES = 6
#: A text of fewer columns tells nothing of a sentence that was cut.
LONG_ENOUGH = 50
#: A dump keeps the spaces beside inline elements, as BeautifulSoup's `get_text("\n")` does, if so many lines begin with
#: one and a small letter, and so many, but no more than this share, end with one. Of 13,645 dumps in 22 styles that do
#: not, 24 have such lines.
FEWEST_LED, FEWEST_SPACED, MOST_SPACED = 2, 4, 0.5
#: What ends a sentence that is no question and no exclamation.
FULL_STOPS = ".。।۔።։"

_ENDS = ".!?。！？…:;：；\"”»’')]|।॥۔؟։።။។"
_OPENING = "([“„«"
_ANY_SCRIPT = "“”‘’…—·"
_CLOSES = {"“": "„", "«": "»"}
_FULL_STOP = re.compile(r"[。।۔።։](?=.)|(?<!\d)\.[\"”»]?(?= )")
_PAIRS = {"“": "”", "«": "»", "「": "」"}
# Behind a sentence it names the owner of a picture: "आज पुल खुला। फोटो: बेल"
_CREDIT = re.compile("[:：/／|©]")
_CONTINUES = re.compile(r"[,.;:!?)\]’”»、。，）」]")
# "by Ann Bell", "von: Max Muster, dpa": a byline under a headline
_SIGNED = re.compile(r"(?:by|von|par|por|door|av|af)\b:?(?: (?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|and|und|et|en|og|och|y|e),?){2,8}$")


def join(pieces: Iterable[str]) -> str:
    """Pieces of one paragraph as one string: a space between them, none between unspaced scripts."""
    joined: list[str] = []
    for piece in filter(None, pieces):
        if joined and not _is_one_text(joined[-1][-1], piece[0]):
            joined.append(" ")
        joined.append(piece)
    return "".join(joined)


def _is_one_text(before: str, after: str) -> bool:
    """Whether no space stands between two signs where a text was wrapped: both are of a script without spaces, or one
    is and the other a mark that is printed in any."""
    if begins_unspaced(after):
        return before in _ANY_SCRIPT or begins_unspaced(before)
    return after in _ANY_SCRIPT and begins_unspaced(before)


def rejoined(lines: list[Line], bar: TitleBar, spaces: Set[int], *, cut: bool) -> list[Line]:
    """Lines of which inline elements cut one sentence, joined again.

    A label that the page has again and again goes before what it is of: the speaker of an interview.
    A line that begins with closing punctuation, or with a small letter after a line without an end,
    goes on with the sentence before it; and so does a short piece between two such parts (a link's text).
    A line that says what the title bar says is the headline, with which nothing goes on; so is a title bar with the
    site's name. `spaces` are those that the dump keeps, see `kept_spaces`.
    """
    joined: list[Line] = []
    labels = _labels(lines) if cut else frozenset()
    index, count = 0, len(lines)
    while index < count:
        pieces = [lines[index]]
        may_end = index > 0 or bar.is_sited
        index += 1
        while index < count and not lines[index].blanks:
            speaks = len(pieces) == 1 and pieces[0].text in labels and _is_prose(lines[index].text)
            taken = 1 if speaks else _continuation(pieces, lines, index, spaces, cut=cut)
            if not taken or (may_end and bar.repeats(pieces[0].text) and _has_letter(lines[index].text)):
                break
            may_end = False
            pieces.extend(lines[index : index + taken])
            index += taken
        joined.append(_merged(pieces) if len(pieces) > 1 else pieces[0])
    return joined


def _labels(lines: list[Line]) -> frozenset[str]:
    """Texts with a colon behind them that a page has again and again."""
    found = Counter(
        line.text
        for line in lines
        if line.text[-1] == ":" and line.text[0].isupper() and len(line.text) <= LONGEST_LABEL
    )
    return frozenset(text for text, times in found.items() if times >= AGAIN)


def kept_spaces(rows: Sequence[Row]) -> frozenset[int]:
    """Where rows end that have one space behind their text, if the dump keeps the spaces between texts and the inline
    elements beside them."""
    led = sum([row.indent == 1 and not row.blanks and begins_small(row.text) for row in rows])
    if led < FEWEST_LED:
        return frozenset()
    ends = frozenset(row.end for row in rows if row.end - row.start == row.indent + len(row.text) + 1)
    return ends if FEWEST_SPACED <= len(ends) <= MOST_SPACED * len(rows) else frozenset()


def _has_letter(text: str) -> bool:
    """Whether a text is more than punctuation."""
    return any(map(str.isalnum, text))


def _continuation(pieces: list[Line], lines: list[Line], index: int, spaces: Set[int], *, cut: bool) -> int:
    """How many of the lines at `index`, before which there is no blank, go on with the sentence that `pieces` begin:
    0, 1 or 2, or more in scripts without capitals. `cut`: the page has next to no blanks, as where inline elements
    cut sentences."""
    before, line = pieces[-1], lines[index]
    text, last = line.text, before.text[-1]
    if line.marks or before.marks & ~BULLET or (last == "━" and is_rule(before.text)):
        return 0
    if _shifted(before, line) and not (spaces and max(before.indent, line.indent) == 1):
        return 0
    if not text[0].isalnum() and _CONTINUES.match(text):
        return int(text[0] != "." or not text.startswith("..")) and int(last not in ".|")
    if last in _OPENING and _opens(before.text):
        return int(_is_begun(pieces))
    if last == "," and _is_begun(pieces):
        return 1
    if last in _ENDS and last not in '"”’»)':
        return 0
    if before.end in spaces and _is_begun(pieces):
        return 1
    if begins_small(text):
        if spaces and line.indent == 1:
            return 1
        signed = len(pieces) == 1 and _SIGNED.match(text) and not _is_rest(lines, index + 1)
        return int(not signed and (_is_prose(text) or _is_begun(pieces) or _leads(before.text, text, lines, index + 1)))
    if cut and is_cut(before.text, text):
        return _to_full_stop(lines, index) if len(pieces) > 1 or _has_begun_another(before.text) else 0
    if last.islower() and text[0].isdigit() and text[-1] in ".,;!?" and len(before.text) > 40:
        return int(_is_begun(pieces) and not number_width(text))
    if len(text) <= 80 and text[-1] not in _ENDS and _is_rest(lines, index + 1):
        after = lines[index + 1]
        is_sentence = not begins_small(after.text) or _is_prose(after.text)
        if is_sentence and not after.marks and not _shifted(line, after) and _is_begun(pieces):
            return 2
    return 0


def _opens(text: str) -> bool:
    """Whether a text ends with an opening bracket or quote; „two“ and »two« close with what opens others."""
    sign = text[-1]
    return sign in _OPENING and not (sign in _CLOSES and _CLOSES[sign] in text)


def _leads(before: str, text: str, lines: list[Line], index: int) -> bool:
    """Whether a few words, the text of a link and the line at `index` begin a sentence: "The council has", "dropped",
    "its plan for the pier"."""
    if index == len(lines) or lines[index].blanks or text[-1] in _ENDS or not before.rpartition(" ")[2].islower():
        return False
    return begins_small(lines[index].text) and _is_prose(lines[index].text)


def _is_rest(lines: list[Line], index: int) -> bool:
    """Whether the line at `index` begins as the rest of a sentence does."""
    if index == len(lines) or lines[index].blanks:
        return False
    text = lines[index].text
    return begins_small(text) or (not text[0].isalnum() and _CONTINUES.match(text) is not None)


def _is_begun(pieces: list[Line]) -> bool:
    """Whether what there is so far looks like part of a sentence."""
    return len(pieces) > 1 or _is_prose(pieces[0].text)


def _has_begun_another(text: str) -> bool:
    """Whether a text has a sentence and the beginning of another, or an open quote, as headlines, bylines and captions
    have not. In scripts without small letters nothing else tells that an inline element cut it."""
    if columns(text) < LONG_ENOUGH:
        return False
    end = _FULL_STOP.search(text)
    if end is None:
        return text.count('"') % 2 > 0 or any(text.count(mark) > text.count(_PAIRS[mark]) for mark in _PAIRS)
    return _CREDIT.search(text, end.end()) is None


def _to_full_stop(lines: list[Line], index: int) -> int:
    """How many of the lines at `index` there are to the full stop of a sentence; 0 if there is none soon: headlines
    have none."""
    for number, line in enumerate(lines[index : index + MOST_PIECES], 1):
        if line.blanks or line.marks:
            return 0
        if line.text.rstrip('"”」』»)）')[-1:] in FULL_STOPS:
            return number
        if line.text[-1] in _ENDS:
            return 0
    return 0


def is_cut(text: str, after: str) -> bool:
    """Whether a paragraph that ends with `text`, and has no sign of an end, may go on with `after`, in a script in
    which nothing tells."""
    return text[-1] not in _ENDS and (has_no_case(after) or (after[0].isdigit() and has_no_case(text[-1])))


def _shifted(before: Line, line: Line) -> bool:
    """Whether a line is indented otherwise than the one before. Text that begins with a small letter at some depth
    after a line at the margin was wrapped in the page's source."""
    return line.indent != before.indent and not (before.indent == 0 and begins_small(line.text))


def _is_prose(text: str) -> bool:
    """Whether a text looks like part of a sentence: four words or more, half of them in small letters."""
    words = text.split()
    return len(words) >= 4 and 2 * sum(word[0].islower() for word in words) >= len(words)


def _merged(pieces: list[Line]) -> Line:
    """Lines of one sentence as one Line; closing punctuation and what follows an opening bracket are glued."""
    glued = [[pieces[0].text]]
    for before, piece in pairwise(pieces):
        if _CONTINUES.match(piece.text) or _opens(before.text):
            glued[-1].append(piece.text)
        else:
            glued.append([piece.text])
    text = join("".join(parts) for parts in glued)
    first, last = pieces[0], pieces[-1]
    return Line(text, first.first_line, last.last_line, first.start, last.end, first.indent, first.blanks, first.marks)
