"""Comment areas → single comments.

Every line of an area is read for itself (`lines.roles`). Runs of comment text are then cut wherever lines that
are none stand between them, and what stands before a run (author, date) or behind it (votes) goes with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, starmap, takewhile
from typing import NamedTuple

from newsclean.fields.readers.buttons import Role, plain_of, vote, without_numbers
from newsclean.fields.readers.counts import count_of
from newsclean.fields.readers.heads import COLONS
from newsclean.fields.readers.layout import REACH, Gap, Told, date_behind, head, is_behind, speaker, speakers
from newsclean.fields.readers.lines import role, roles
from newsclean.fields.readers.speakers import first_names
from newsclean.fields.readers.speakers import heads as heads_of
from newsclean.fields.times.dates import NOTHING_KNOWN, Context
from newsclean.fields.words import DIGIT, WORD, classes, words
from newsclean.records import Comment

#: Two numbers behind a comment are its votes where so many comments have them, and this share of all.
FEWEST, PAIRED = 2, 0.6
#: Buttons that dumps glue to a text have at most so many characters, and stand behind one of these.
MAX_TAIL = 40
#: Longest line that is a number of comments alone: "(1 204)".
MAX_NUMBER = 12
_SENTENCE_ENDS = '.!?…。！？)”»"'


class Entry(NamedTuple):
    """A line of a comment area; `is_text` tells a comment's text from everything else. `date` is what the markup
    states."""

    text: str
    is_text: bool
    date: str | None = None


def cut(entries: Sequence[Entry], context: Context = NOTHING_KNOWN) -> list[Comment]:
    """The comments of a page's comment lines, in order."""
    gaps, runs = _gaps_and_runs(list(_unglued(entries)), context)
    if not runs:
        return []
    heads = heads_of(gaps)
    behind = is_behind(gaps)
    led = behind or sum(told is not None for told in heads) >= 0.6 * len(heads)
    told = _told_behind(gaps) if behind else heads
    comments: list[Comment] = []
    for number, run in enumerate(runs):
        before, following = gaps[number], gaps[number + 1]
        if (
            comments
            and led
            and heads[number] is None
            and not any(found.kind in ("end", "votes", "says", "date") for _, found in before)
        ):
            # Nothing that ends a comment or begins one stands between: one comment, cut by a button or a link.
            last = comments[-1]
            comments[-1] = Comment(last.author, last.date, f"{last.text}\n\n{run}", last.score, last.up, last.down)
        else:
            mine = told[number]
            comments.append(Comment(mine and mine.author, mine and mine.date, run))
        next_head = heads[number + 1] if number + 1 < len(heads) and not behind else None
        comments[-1] = _voted(comments[-1], following[: next_head.at if next_head else REACH])
        if (own := heads[number]) is not None and not behind:
            comments[-1] = _voted(comments[-1], before[own.at :])
    return _with_pairs(comments, gaps) if len(comments) == len(runs) else comments


def _with_pairs(comments: list[Comment], gaps: Sequence[Gap]) -> list[Comment]:
    """Comments with the two numbers that stand behind each of them on lines of their own, where nothing else tells
    votes: those for it, and those against."""
    if len(comments) < FEWEST or any((one.score, one.up, one.down) != (None, None, None) for one in comments):
        return comments
    pairs = [_pair(gap) for gap in gaps[1:]]
    if sum(pair is not None for pair in pairs) < max(FEWEST, PAIRED * len(pairs)):
        return comments
    return [
        Comment(one.author, one.date, one.text, None, *pair) if pair else one
        for one, pair in zip(comments, pairs, strict=True)
    ]


def _pair(gap: Gap) -> tuple[int, int] | None:
    """The only two numbers that stand together in a gap, on lines of their own."""
    lone = [number for number, (text, _) in enumerate(gap[:REACH]) if text.isdecimal() and len(text) <= 6]
    if len(lone) != 2 or lone[1] != lone[0] + 1:
        return None
    return int(gap[lone[0]][0]), int(gap[lone[1]][0])


def _told_behind(gaps: Sequence[Gap]) -> list[Told | None]:
    """What is told of each comment where its date stands behind it, and its author before it or behind it."""
    behind = [date_behind(gap) for gap in gaps[1:]]
    last = behind[-1]
    if speaker(gaps[0]) is None or (last is not None and last.author is not None):
        return [head(gap, footer=True) for gap in gaps[1:]]
    starts = [0, *(told.at + 1 if told else 0 for told in behind)]
    names = first_names([speakers(gap[start:]) for gap, start in zip(gaps[:-1], starts[:-1], strict=True)])
    return [Told(0, name, told and told.date) for name, told in zip(names, behind, strict=True)]


def count(entries: Sequence[Entry]) -> int | None:
    """The number of comments that a page states: the first of its lines that says one, or else of the lines above the
    comments one that says how many replies there are. "2 replies" below a comment are those to it."""
    above = [entry.text for entry in takewhile(lambda entry: not entry.is_text, entries)]
    below = [entry.text for entry in entries[len(above) :] if not entry.is_text and not _counts_replies(entry.text)]
    stated = (count_of(line) for line in chain(above, below) if role(line).kind == "count")
    parted = starmap(_count_on_two, pairwise(above))
    replies = (count_of(line) for line in above if line[0].isdigit() and role(line).kind == "end")
    return next((number for number in chain(stated, parted, replies) if number is not None), None)


def _count_on_two(first: str, second: str) -> int | None:
    """The number of comments that two lines state, a heading and a number: "Comments", "1.2K"."""
    name = first.strip(COLONS)
    if len(second) > MAX_NUMBER or name.casefold() not in words("comment_words") or role(name).kind == "end":
        return None
    return count_of(f"{name} ({second.strip('()')})") if DIGIT.match(second.lstrip("(")) else None


def _counts_replies(text: str) -> bool:
    """Whether what a line counts is answers, to a comment or in another thread."""
    return not classes("comment_lines")["shown"].isdisjoint(WORD.findall(text.casefold()))


def _unglued(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The lines of an area without the buttons that dumps put behind the last words of a text, and these: "… or swim?
    Reply", where such buttons stand elsewhere too, alone or behind a text."""
    tails = [glued_buttons(entry.text) if entry.is_text else "" for entry in entries]
    if not any(tails):
        yield from entries
        return
    times = Counter(filter(None, map(without_numbers, tails)))
    times.update(without_numbers(entry.text) for entry in entries if not entry.is_text and len(entry.text) <= MAX_TAIL)
    for entry, tail in zip(entries, tails, strict=True):
        if tail and times[without_numbers(tail)] > 1:
            yield entry._replace(text=entry.text.removesuffix(tail).rstrip())
            yield Entry(tail, is_text=False)
        else:
            yield entry


def glued_buttons(text: str) -> str:
    """The buttons behind the last sentence of a text, as dumps glue them to it; empty if there are none.

    >>> glued_buttons("Where are the books? Reply"), glued_buttons("Where are the books?")
    ('Reply', '')
    """
    end = max(text.rfind(sign, -MAX_TAIL) for sign in _SENTENCE_ENDS) + 1
    tail = text[end:].lstrip()
    return tail if 0 < end < len(text) and tail and role(tail).kind in ("end", "votes") else ""


def _gaps_and_runs(entries: Sequence[Entry], context: Context) -> tuple[list[Gap], list[str]]:
    """The runs of text, and the lines before, between and behind them: one gap more than runs."""
    gaps: list[list[tuple[str, Role]]] = [[]]
    runs: list[list[str]] = []
    found = roles(["" if entry.is_text else entry.text for entry in entries], context)
    for entry, what in zip(entries, found, strict=True):
        if not entry.is_text:
            if entry.date and what.kind in ("date", "says", "end", ""):
                what = what._replace(kind=what.kind or "date", date=entry.date)
            gaps[-1].append((entry.text, what))
            continue
        if gaps[-1] or not runs:
            runs.append([])
            gaps.append([])
        runs[-1].append(entry.text)
    return list(gaps), ["\n\n".join(run) for run in runs]


def _voted(comment: Comment, lines: Gap) -> Comment:
    """A comment with the votes that lines tell: "12 likes", or a button and its number below."""
    score, up, down = comment.score, comment.up, comment.down
    told = [found for _, found in lines]
    counted = -1
    for number, ((above, _), (text, found)) in enumerate(pairwise(lines), 1):
        over = number > 1 and number - 2 != counted and lines[number - 2][0].isdecimal() and _is_over(lines, number)
        is_number = found.kind == "more" and text.isdecimal() and len(text) <= 6
        if is_number and not over and (voted := vote(plain_of(above), int(text))):
            told.append(voted)
            counted = number
    for found in told:
        score = found.score if score is None else score
        up = found.up if up is None else up
        down = found.down if down is None else down
    return Comment(comment.author, comment.date, comment.text, score, up, down)


def _is_over(lines: Gap, number: int) -> bool:
    """Whether numbers stand above their buttons: "12", "Like", "3", "Dislike"."""
    while number + 2 < len(lines) and lines[number + 2][0].isdecimal():
        number += 2
    return number + 1 < len(lines) and vote(plain_of(lines[number + 1][0]), 0) is not None
