"""Times told from now: "3 hours ago", "vor 2 Tagen", "5분 전"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from newsclean.fields.words import WORD, any_of, classes, small

# "6d", "2mo", "6dEdited"
_SHORT = re.compile(r"\d[smhdwy]", re.IGNORECASE)


@cache
def _told_from_now() -> re.Pattern[str]:
    """A time told from now, between spaces or separators; "kovo 12 d." is the twelfth of March."""
    listed = classes("comment_lines")
    ago, about, unit, one = (any_of(listed[name]) for name in ("ago", "about", "unit", "one"))
    now, changed = (any_of(listed[name]) for name in ("now", "edited"))
    unspaced, behind = (any_of(listed[name]) for name in ("unit_unspaced", "ago_unspaced"))
    return re.compile(
        rf"(?:^|(?<=[\s|·•(]))(?:(?:(?:{ago})\s)?(?:(?:{about})\s)?(?:\d{{1,3}}\s?\+?\s?|(?:{one})\s)(?:{unit})(?!\w)"
        rf"(?:(?<!\s\w)\.)?(?:\s(?:{ago}))?|\d{{1,3}}[smhdwy]|\d{{1,3}}mo|{now})(?:\s?\(?(?:{changed})\)?)?"
        r"(?=$|[\s|·•)*])"
        rf"|\d{{1,3}}\s?(?:{unspaced})\s?(?:{behind})",
        re.IGNORECASE,
    )


@cache
def _telling() -> frozenset[str]:
    """The first words of units, and of other such times: one of them is in every such time but "6d"."""
    listed = classes("comment_lines")
    return frozenset(found[0] for told in (*listed["unit"], *listed["now"]) if (found := WORD.match(told)))


def _may_tell(text: str) -> bool:
    """Whether there may be such a time in a text: to look for one is slow. Not all scripts have spaces."""
    may = _SHORT.search(text) or max(text, default="") >= "\u0e00"
    return bool(may) or not _telling().isdisjoint(WORD.findall(small(text)))


def told_from_now(text: str) -> re.Match[str] | None:
    """The first time that a text tells from now."""
    return _told_from_now().search(text) if _may_tell(text) else None


def without_ago(text: str) -> str:
    """A text with a bar for each time that it tells from now.

    >>> without_ago("Ann Bell · 3 hours ago")
    'Ann Bell · |'
    """
    return _told_from_now().sub("|", text) if _may_tell(text) else text


class Ago(NamedTuple):
    """A number of days before now, and the characters that tell it."""

    days: int
    start: int
    end: int


def is_ago(text: str) -> bool:
    """Whether a text tells a time from now, and no mere duration.

    >>> is_ago("18 hours ago"), is_ago("il y a 3 heures"), is_ago("4 min read")
    (True, True, False)
    """
    found = told_from_now(text)
    if found is None:
        return False
    told, listed = found[0].casefold(), classes("comment_lines")
    return told.endswith(tuple(listed["ago_unspaced"])) or any(f" {ago} " in f" {told} " for ago in listed["ago"])


def days_ago(text: str) -> list[Ago]:
    """How many days ago a text says that something was; not hours, and not months, which are no number of days.

    >>> days_ago("Updated 2 days ago"), days_ago("3 hours ago"), days_ago("in 2 days")
    ([Ago(days=2, start=8, end=18)], [], [])
    """
    return [Ago(int(found[found.lastindex or 0]), *found.span()) for found in _days().finditer(text)]


@cache
def _days() -> re.Pattern[str]:
    listed = classes("comment_lines")
    ago, day, sign, behind = (any_of(listed[name]) for name in ("ago", "day", "day_unspaced", "ago_unspaced"))
    return re.compile(
        rf"(?<!\w)(?:{ago})\s(\d{{1,3}})\s?(?:{day})(?!\w)|(?<!\w)(\d{{1,3}})\s?(?:{day})\s(?:{ago})(?!\w)"
        rf"|(?<!\d)(\d{{1,3}})\s?(?:{sign})\s?(?:{behind})",
        re.IGNORECASE,
    )
