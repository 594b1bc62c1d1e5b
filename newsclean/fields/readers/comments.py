"""Comment areas → single comments.

Every line of an area is read for itself (`lines.roles`). Runs of comment text are then cut wherever lines that
are none stand between them, and what stands before a run (author, date) or behind it (votes) goes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from newsclean.fields.readers.buttons import Role, plain_of, vote
from newsclean.fields.readers.layout import REACH, Gap, Told, date_behind, head, is_behind, speaker
from newsclean.fields.readers.lines import count_of, role, roles
from newsclean.fields.times.dates import NOTHING_KNOWN, Context
from newsclean.records import Comment

__all__ = ["Entry", "count", "cut"]


class Entry(NamedTuple):
    """A line of a comment area; `is_text` tells a comment's text from everything else. `date` is what the markup
    states."""

    text: str
    is_text: bool
    date: str | None = None


def cut(entries: Sequence[Entry], context: Context = NOTHING_KNOWN) -> list[Comment]:
    """The comments of a page's comment lines, in order."""
    gaps, runs = _gaps_and_runs(entries, context)
    if not runs:
        return []
    heads = [head(gap) for gap in gaps[:-1]]
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
    return comments


def _told_behind(gaps: Sequence[Gap]) -> list[Told | None]:
    """What is told of each comment where its date stands behind it, and its author before it or behind it."""
    behind = [date_behind(gap) for gap in gaps[1:]]
    last = behind[-1]
    if speaker(gaps[0]) is None or (last is not None and last.author is not None):
        return [head(gap, footer=True) for gap in gaps[1:]]
    starts = [0, *(told.at + 1 if told else 0 for told in behind)]
    return [
        Told(0, speaker(gap[start:]), told and told.date)
        for gap, start, told in zip(gaps, starts, behind, strict=False)
    ]


def count(entries: Sequence[Entry]) -> int | None:
    """The number of comments that a page states: the first of its lines that says one, or else of the lines above the
    comments one that says how many replies there are. "2 replies" below a comment are those to it."""
    lines = [entry.text for entry in entries if not entry.is_text]
    above = [entry.text for entry in takewhile(lambda entry: not entry.is_text, entries)]
    stated = (count_of(line) for line in lines if role(line).kind == "count")
    replies = (count_of(line) for line in above if line[0].isdigit() and role(line).kind == "end")
    return next((number for number in chain(stated, replies) if number is not None), None)


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
        # "12", "Like", "3", "Dislike": the numbers stand above the buttons.
        over = number > 1 and number - 2 != counted and lines[number - 2][0].isdecimal()
        is_number = found.kind == "more" and text.isdecimal() and len(text) <= 6
        if is_number and not over and (voted := vote(plain_of(above), int(text))):
            told.append(voted)
            counted = number
    for found in told:
        score = found.score if score is None else score
        up = found.up if up is None else up
        down = found.down if down is None else down
    return Comment(comment.author, comment.date, comment.text, score, up, down)
