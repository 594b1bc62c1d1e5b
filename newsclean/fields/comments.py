"""Comment areas → single comments.

Every line of an area is read for itself (`comment_lines.role`). Runs of comment text are then cut wherever lines that
are none stand between them, and what stands before a run (author, date) or behind it (votes) goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsclean.fields.comment_lines import LIST_MARK, Role, count_of, is_aside, name_of, role
from newsclean.fields.dates import NOTHING_KNOWN, Context, stamps
from newsclean.fields.words import classes
from newsclean.records import Comment

__all__ = ["Entry", "count", "cut"]

#: The author and the date of a comment stand at most this many lines before its text.
REACH = 10


class Entry(NamedTuple):
    """A line of a comment area; `is_text` tells a comment's text from everything else."""

    text: str
    is_text: bool


def cut(entries: Sequence[Entry], context: Context = NOTHING_KNOWN) -> list[Comment]:
    """The comments of a page's comment lines, in order."""
    gaps, runs = _gaps_and_runs(entries, context)
    if not runs:
        return []
    heads = [_head(gap) for gap in gaps[:-1]]
    leads = sum(head is not None for head in heads) >= 0.6 * len(heads)
    footed = not leads and _head(gaps[-1]) is not None
    comments: list[Comment] = []
    for number, run in enumerate(runs):
        head, following = heads[number], gaps[number + 1]
        if (
            comments
            and leads
            and head is None
            and not any(r.kind in ("end", "votes", "says", "date") for _, r in gaps[number])
        ):
            # Nothing that ends a comment or begins one stands between: one comment, cut by a button or a link.
            last = comments[-1]
            comments[-1] = Comment(last.author, last.date, f"{last.text}\n\n{run}", last.score, last.up, last.down)
        else:
            found = _head(following, footer=True) if footed else head
            author, date = (found.author, found.date) if found else (None, None)
            comments.append(Comment(author, date, run))
        comments[-1] = _voted(comments[-1], following, heads[number + 1] if number + 1 < len(heads) else None)
        if head is not None:
            comments[-1] = _voted_in(comments[-1], gaps[number][head.at :])
    return comments


def count(lines: Iterable[str]) -> int | None:
    """The number of comments that a page states: the first of its lines that says one."""
    return next((found for line in lines if role(line).kind == "count" and (found := count_of(line)) is not None), None)


class _Head(NamedTuple):
    """The lines before a comment that belong to it: where they begin in their gap, and what they tell."""

    at: int
    author: str | None
    date: str | None


_Gap = list[tuple[str, Role]]


def _gaps_and_runs(entries: Sequence[Entry], context: Context) -> tuple[list[_Gap], list[str]]:
    """The runs of text, and the lines before, between and behind them: one gap more than runs."""
    gaps: list[_Gap] = [[]]
    runs: list[list[str]] = []
    for entry in entries:
        if entry.is_text:
            if gaps[-1] or not runs:
                runs.append([])
                gaps.append([])
            runs[-1].append(entry.text)
        else:
            found = role(entry.text)
            # What a line is does not depend on what else is known; its date may.
            dated = found.date or found.kind in ("date", "says")
            gaps[-1].append((entry.text, role(entry.text, context) if dated else found))
    if not runs:
        return gaps, []
    return gaps, ["\n\n".join(run) for run in runs]


def _head(gap: _Gap, *, footer: bool = False) -> _Head | None:
    """Author and date in the last lines of a gap (in the first ones, for pages that print them behind the text)."""
    order = range(len(gap)) if footer else range(len(gap) - 1, -1, -1)
    date: str | None = None
    author: str | None = None
    index, wants, dated = -1, True, False
    unknown: str | None = None
    for steps, at in enumerate(order):
        text, found = gap[at]
        if (
            steps >= REACH
            or (found.kind in ("count", "prompt") and not is_aside(text))
            or (found.kind == "votes" and dated)
        ):
            break
        if found.kind == "end" and dated and author is None and _is_reply(text):
            break
        if found.kind in ("date", "says"):
            if dated and author is not None:
                break
            date = date or _with_time(gap, at, found.date)
            dated, index = True, at
            if found.author is not None:
                author, wants = found.author, False
                if found.kind == "says" and found.date is None and not footer:
                    continue
                if date is not None:
                    break
        elif found.kind == "":
            name = name_of(LIST_MARK.sub("", text))
            # "@Vera:" names who is answered.
            if name and not text.startswith("@") and wants and any(map(str.isalpha, name)):
                if dated:
                    author, index, wants = name, at, False
                    break
                unknown = unknown or name
    if index < 0:
        return None
    return _Head(index, author if author is not None else unknown, date)


def _with_time(gap: _Gap, at: int, date: str | None) -> str | None:
    """A date with the time that is printed on one of the next two lines."""
    if date is None or "T" in date:
        return date
    joined = stamps("\n".join(text for text, _ in gap[at : at + 3]))
    value = joined[0].value if joined else None
    return value if value is not None and value.startswith(date) else date


def _voted(comment: Comment, gap: _Gap, head: _Head | None) -> Comment:
    """A comment with the votes behind it, up to where the next one begins."""
    return _voted_in(comment, gap[: head.at if head else REACH])


def _voted_in(comment: Comment, lines: _Gap) -> Comment:
    score, up, down = comment.score, comment.up, comment.down
    for _, found in lines:
        if found.kind == "votes":
            score = found.score if score is None else score
            up = found.up if up is None else up
            down = found.down if down is None else down
    return Comment(comment.author, comment.date, comment.text, score, up, down)


def _is_reply(text: str) -> bool:
    return text.strip().casefold() in classes("comment_lines")["answer"]
