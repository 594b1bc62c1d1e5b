"""Where comment areas print who says what, and when: before each comment, behind it, or the name before and the date
behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsclean.fields.readers.buttons import Role
from newsclean.fields.readers.heads import MAX_NAME, name_of
from newsclean.fields.readers.lines import is_aside, unlisted
from newsclean.fields.times.ago import told_from_now
from newsclean.fields.times.dates import stamps
from newsclean.fields.words import classes

#: The author and the date of a comment stand at most this many lines from its text; buttons and badges do not count.
REACH = 10

#: A name without a date has at most so many words.
MOST_WORDS = 4

#: The lines between two comments, and what they are.
Gap = Sequence[tuple[str, Role]]


class Told(NamedTuple):
    """What the lines beside a comment tell of it, and where in their gap they begin (of a date behind: end).

    `above` are all names between the end of the comment before and a date that has none beside it, the nearest first,
    and `below` the name between such a date and the text.
    """

    at: int
    author: str | None
    date: str | None
    above: tuple[str, ...] = ()
    below: str | None = None


def tells_date(text: str, found: Role) -> bool:
    """Whether a line tells a date."""
    told = found.date is not None or found.kind == "date"
    return told or (found.kind in ("says", "end") and told_from_now(text) is not None)


def is_behind(gaps: Sequence[Gap]) -> bool:
    """Whether the dates stand behind the comments: before the first there is none, behind the last there is one, and
    between two it comes first. `gaps` are the lines before, between and behind the comments."""
    if len(gaps) < 2 or any(tells_date(*line) for line in _area(gaps[0])) or date_behind(gaps[-1]) is None:
        return False
    if any(not found.kind and len(text) > MAX_NAME for text, found in gaps[-1]):
        return False  # a comment that is not known as one
    inner = [_comes_first(gap) for gap in gaps[1:-1]]
    return 2 * sum(inner) >= len(inner)


def _area(gap: Gap) -> Gap:
    """The last lines of a gap that no prompt and no number of comments parts from what follows."""
    for at in range(len(gap) - 1, -1, -1):
        if _parts(*gap[at]):
            return gap[at + 1 :]
    return gap


def _parts(text: str, found: Role) -> bool:
    return found.kind in ("count", "prompt") and not is_aside(text)


def _comes_first(gap: Gap) -> bool:
    """Whether the date between two comments is that of the first."""
    told = date_behind(gap)
    if told is None:
        return False
    ended = any(found.kind in ("end", "votes") and not tells_date(text, found) for text, found in gap[: told.at])
    return not ended or speaker(gap[told.at + 1 :]) is not None


def date_behind(gap: Gap) -> Told | None:
    """The date in the first lines of a gap, and the name on its line or before it."""
    name: str | None = None
    for at, (text, found) in enumerate(gap[:REACH]):
        if _parts(text, found):
            return None
        if tells_date(text, found):
            return Told(at, found.author or name, _with_time(gap, at, found.date))
        if found.kind in ("", "says") and name is None:
            name = found.author if found.kind else _name(text)
    return None


def speaker(gap: Gap) -> str | None:
    """The last name in a gap."""
    for text, found in reversed(_area(gap)):
        if found.kind == "says" and found.author is not None:
            return found.author
        if not found.kind and (name := _name(text)):
            return name
    return None


def head(gap: Gap, *, footer: bool = False) -> Told | None:
    """Author and date in the last lines of a gap (in the first ones, for pages that print them behind the text)."""
    order = range(len(gap)) if footer else range(len(gap) - 1, -1, -1)
    date = author = unknown = handle = None
    index, wants, dated, steps = -1, True, False, 0
    for at in order:
        text, found = gap[at]
        steps += found.kind != "more"
        if steps > REACH or _parts(text, found) or (found.kind == "votes" and dated):
            break
        if (
            found.kind == "end"
            and dated
            and author is None
            and text.strip().casefold() in classes("comment_lines")["answer"]
        ):
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
        elif found.kind == "" and wants and (name := _name(text)):
            if text.startswith("@"):
                # "@Vera:" names who is answered, or who speaks.
                handle = handle or (name if dated else None)
            elif dated:
                return Told(at, name, date, (name, *_names_above(gap[:at])) if not footer else (), unknown)
            else:
                unknown = unknown or name
    if index < 0:
        return None
    named = next((name for name in (author, unknown, handle) if name is not None), None)
    return Told(index, named, date, (), unknown)


def lone_name(gap: Gap) -> str | None:
    """The name that stands right before a text, behind what ends the comment before, or alone."""
    before = [line for line in gap if line[1].kind != "more"]
    if not before or before[-1][1].kind or (len(before) > 1 and not before[-2][1].kind):
        return None
    text = before[-1][0]
    return _name(text) if text[-1] not in ".!?…:" and len(text.split()) <= MOST_WORDS else None


def _names_above(gap: Gap) -> Iterator[str]:
    """The names in the last lines of a gap, up to what ends a comment, or a number."""
    for text, found in reversed(gap[-REACH:]):
        name = _name(text) if not found.kind else None
        if (found.kind not in ("", "more") or text.isdecimal()) or (not found.kind and name is None):
            return
        if name and text[-1] not in "!?…" and not text.startswith("@"):
            yield name


def speakers(gap: Gap) -> list[str]:
    """The names in the last lines of a gap that stand together, the last first."""
    area = _area(gap)
    found = list(_names_above(area))
    return found or ([name] if (name := speaker(gap)) else [])


def _name(text: str) -> str | None:
    """The name that a line may be: "(Vera Bell)" says more of one."""
    name = name_of(unlisted(text))
    return name if name and not text.startswith("(") and any(map(str.isalpha, name)) else None


def _with_time(gap: Gap, at: int, date: str | None) -> str | None:
    """A date with the time that is printed on one of the next two lines."""
    if date is None or "T" in date:
        return date
    joined = stamps("\n".join(text for text, _ in gap[at : at + 3]))
    value = joined[0].value if joined else None
    return value if value is not None and value.startswith(date) else date
