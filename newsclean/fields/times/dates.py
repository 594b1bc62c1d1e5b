"""Printed dates → ISO 8601.

A text becomes tokens, each of one class (see `tokens`), and the classes of all tokens make a string of one character
each, over which the rows of `shapes.SHAPES` are searched. So every pattern sees `8 de agosto de 2024`,
`8. elokuuta 2024` and `8 August 2024` alike, and costs time proportional to the text.

What a page does not say is not guessed: a date without a year, or told from today, has no value unless the day on
which the page was fetched is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsclean.fields.times.ago import days_ago
from newsclean.fields.times.calendars import AMERICAN, american_offset, day_of, year_of
from newsclean.fields.times.shapes import AGAIN, DATED, STAMP
from newsclean.fields.times.tokens import Token, cues, month_key, months, tokenised, zones
from newsclean.fields.words import DIGIT, classes

#: Longest text that is looked at: a line with a date is short, and a cue stands near its date.
MAX_TEXT = 2000


class Stamp(NamedTuple):
    """A date found in a text: its value in ISO 8601, what the page says it is, and the characters it spans.

    `role` is `published`, `modified`, `other` or empty. `value` is None where the text leaves it open.
    """

    value: str | None
    role: str
    start: int
    end: int


class Context(NamedTuple):
    """What is known of a page when its dates are read.

    `language` is an ISO 639-1 code, `domain` the last part of the site's name (`uk`), `month_first` is set where
    another date of the page shows the order of day and month, `fetched` is the day on which the page was fetched.
    """

    language: str | None = None
    domain: str = ""
    month_first: bool | None = None
    fetched: date | None = None


NOTHING_KNOWN = Context()

# Korean labels stand before their dates, and so do those that end in such a sign: "更新日：2024年5月4日".
_LABEL = re.compile(r"\s*[日时時:：]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# "1:02 pm ETUpdated"
_GLUED = re.compile(r"(?<=[A-Za-z])(?=[A-Z][a-z])")


class _Printed(NamedTuple):
    """All of a date that does not depend on what is known of the page: the texts of its named parts, which are none for
    another time of the day before, its time as ISO 8601 (but for an American zone: "T10:05ET"), and what a
    `Stamp` has."""

    parts: dict[str, str]
    time: str
    role: str
    start: int
    end: int


def stamps(text: str, context: Context = NOTHING_KNOWN) -> list[Stamp]:
    """The dates of a text, in order. A date without a year takes that of the date before it."""
    if not DIGIT.search(text) and context.fetched is None:
        # A date told from today leaves no value.
        return []
    text = text[:MAX_TEXT] if text.isascii() else _FOREIGN_DIGIT.sub(_western, text[:MAX_TEXT])
    found = _told_from(context.fetched, text) if context.fetched else []
    for stamp in found:
        # "3d ago" is no day of August.
        text = text[: stamp.start] + " " * (stamp.end - stamp.start) + text[stamp.end :]
    year: int | None = None
    day: date | None = None
    for parts, time, role, start, end in _printed(text):
        day = _day(parts, context, year) if parts else day
        if day is not None:
            year = day.year
        found.append(Stamp(None if day is None else day.isoformat() + _on(day, time), role, start, end))
    return sorted(found, key=lambda stamp: stamp.start)


def _on(day: date, time: str) -> str:
    """A time with the offset that its zone has on a day: "T10:05ET" is "T10:05-04:00" in summer."""
    zone = time[-2:]
    return time[:-2] + american_offset(zone, day) if zone in AMERICAN else time


def _told_from(fetched: date, text: str) -> list[Stamp]:
    """The days that a text tells from that on which it was fetched."""
    return [
        Stamp((fetched - timedelta(ago.days)).isoformat(), _role(text[: ago.start]), ago.start, ago.end)
        for ago in days_ago(text)
    ]


@lru_cache(maxsize=512)
def _printed(text: str) -> list[_Printed]:
    """The dates that a text prints, in order. A line is read for the date, the byline and the comment."""
    tokens = tokenised(text)
    signs = "".join([token.sign for token in tokens])
    found: list[_Printed] = []
    if not DATED.search(signs):
        return found
    end, was_behind = 0, False
    for match, after in pairwise([*STAMP.finditer(signs), None]):
        if match is None:
            break
        parts = _parts(match, tokens)
        # An unknown word before a clock may be that of a half of the day, or a name: "Ann Bell 15:35, Oct 29 2020".
        start = tokens[match.start() + (signs[match.start()] == "x")].start
        stop = tokens[match.end() - 1].end
        behind = _role_behind(text[stop : stop + 12])
        role = behind or _role(text[end:start])
        if was_behind and not behind and role == found[-1].role:
            # "2024-05-06 更新 2024-05-07": the one label between two dates is that of the second.
            found[-1] = found[-1]._replace(role="")
        was_behind = behind != ""
        found.append(_Printed(parts, _time(match, parts), role, start, stop))
        end = stop
        for again in AGAIN.finditer(signs, match.end(), after.start() if after else len(signs)):
            start, stop = tokens[again.start() + 1].start, tokens[again.end() - 1].end
            if time := _time(again, _parts(again, tokens)):
                found.append(_Printed({}, time, _role(text[end:start]), start, stop))
                end = stop
    return found


def _parts(match: re.Match[str], tokens: list[Token]) -> dict[str, str]:
    """The texts of the named parts of a shape."""
    parts = {name: tokens[match.start(name)].text for name, sign in match.groupdict().items() if sign}
    for name in ("sign1", "sign2"):
        sign = match.start(name) if name in parts else -1
        # "19:28 IST - 7 min read" tells no offset.
        if sign >= 0 and tokens[sign].end != tokens[sign + 1].start:
            del parts[name]
    return parts


def published(texts: Iterable[str], context: Context = NOTHING_KNOWN) -> tuple[str | None, str | None]:
    """The dates of publication and of the last change that the lines of a page's header tell, in page order.

    A date called published comes first, then one without a name; what is called updated is no publication.
    """
    found = [stamp for text in texts if _may_hold_year(text, context) for stamp in stamps(text, context) if stamp.value]
    named = [stamp.value for stamp in found if stamp.role == "published"]
    bare = [stamp.value for stamp in found if not stamp.role]
    changed = [stamp.value for stamp in found if stamp.role == "modified"]
    return next(iter(named + bare), None), next(iter(changed), None)


def _may_hold_year(text: str, context: Context) -> bool:
    """Whether a text can hold a date with a year: looked at first, because few lines do."""
    return context.fetched is not None or (DIGIT.search(text) is not None and _YEAR.search(text) is not None)


_YEAR = re.compile(
    r"\d{4}|\d{1,2}[./·-] ?\d{1,2}[./·-] ?\d\d|\d[ -][^\W\d_]{3,}\.?[ -]'?\d\d|\d ?[\u0e01-\u0e4e.]{2,12} ?\d\d|年|년"
)


def month_first(texts: Iterable[str]) -> bool | None:
    """Whether dates such as 5/16/2024 or 16/5/2024 among the texts show the order of day and month, or a time beside
    them is that of a country that writes the day first."""
    abroad = False
    for text in texts:
        for one, other in _SLASHED.findall(text) if "/" in text or "-" in text else ():
            if int(one) > 12 >= int(other):
                return False
            if int(other) > 12 >= int(one):
                return True
            abroad |= _DAY_FIRST.search(text) is not None
    return False if abroad else None


def is_cue(text: str) -> bool:
    """Whether a short text is a word that says what a date is: "Published", "Verfasst am"."""
    found = cues().match(text.casefold()) if len(text.split()) <= 3 else None
    return found is not None and found.lastgroup != "none"


def is_month(text: str) -> bool:
    """Whether a text is a month, or one of a year, and nothing else: "October 2024"."""
    found = _MONTH_AND_YEAR.fullmatch(text)
    return found is not None and month_key(found[1]) != ""


_MONTH_AND_YEAR = re.compile(r"([^\W\d_]+)\.?(?:,? \d{4})?")
_DAY_FIRST = re.compile(
    r"(?i:\d ?[ap]m|\d) \(?(?:GMT|BST|CES?T|IST|PKT|SGT|MYT|HKT|AE[SD]T|NZ[SD]T|SAST|WAT|[CE]AT)(?!\w)"
)
_SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d\d)(?![\d/-])")


def _role_behind(after: str) -> str:
    """What a date is called by a cue of Chinese or Japanese right behind it."""
    after = after.lstrip(" )）:")
    cue = cues().match(after) if after and "\u3040" <= after[0] < "가" else None
    return cue.lastgroup if cue and cue.lastgroup and not _LABEL.match(after, cue.end()) else ""


def _role(before: str) -> str:
    """What a date is called by the last cue before it."""
    role = ""
    # A cue stands on the date's line, or alone above it: "Updated 5 minutes ago" says nothing of the next line.
    over, _, own = before[-80:].rpartition("\n")
    if not any(map(str.isalnum, own)) and not DIGIT.search(over):
        own = over.rpartition("\n")[2]
    for cue in cues().finditer(_GLUED.sub(" ", own).casefold()):
        role = cue.lastgroup if cue.lastgroup and cue.lastgroup != "none" else ""
    return role


def _day(groups: dict[str, str], context: Context, known: int | None) -> date | None:
    """The day that the named parts of a date tell, or None if the text leaves it open or it is none."""
    if "today" in groups or "yesterday" in groups:
        fetched = context.fetched
        return None if fetched is None else fetched - timedelta("yesterday" in groups)
    parts = {name[0]: text for name, text in groups.items() if _PART.fullmatch(name)}
    if "a" in parts and len(parts.get("y", "")) == 2 and context.language in _YEAR_FIRST:
        parts = {"y": parts["a"], "m": parts["b"], "d": parts["y"]}
    name = "" if parts.get("m", "").isdigit() else parts.get("m", "")
    if "a" in parts:
        mark = next(groups[place] for place in ("s4", "s5", "s6") if place in groups)
        if "y" not in parts and context.language in _YEAR_FIRST:
            context = context._replace(month_first=True)
        day, month = _ordered(int(parts["a"]), int(parts["b"]), mark, context)
    else:
        day, month = int(parts["d"]), _month(name, context.language) if name else int(parts["m"])
    thai = context.language == "th" or "\u0e01" <= name[:1] <= "\u0e4e"
    year = year_of(parts["y"], groups.get("era", ""), month, thai) if "y" in parts else known
    if year is None:
        return None if context.fetched is None else _latest(month, day, context.fetched)
    try:
        return day_of(year, month, day)
    except ValueError:
        return None


# Languages that put the year first, also one of two digits, and the month before the day.
_YEAR_FIRST = ("ja", "ko", "zh")
# The names of the day, the month and the year in the shapes, and of two numbers of which one is the day.
_PART = re.compile(r"[dmyab]\d+")


def _latest(month: int, day: int, fetched: date) -> date | None:
    """The last such day not after the day on which the page was fetched."""
    for year in (fetched.year, fetched.year - 1):
        try:
            if (found := date(year, month, day)) <= fetched:
                return found
        except ValueError:
            continue
    return None


def _month(name: str, language: str | None) -> int:
    """The number of a month's name: in the page's language, or in most languages."""
    meanings = months()[month_key(name)]
    if len(meanings) == 1:
        return meanings[0][0]
    own = [month for month, languages in meanings if language in languages]
    return own[0] if own else max(meanings, key=lambda meaning: len(meaning[1]))[0]


def _ordered(one: int, other: int, mark: str, context: Context) -> tuple[int, int]:
    """Day and month of two numbers in the order of the page: dots put the day first wherever they are used."""
    if one > 12 or other > 12:
        return (one, other) if one > 12 else (other, one)
    order = classes("date_order")
    first = context.month_first
    if first is None:
        english = (context.language or "en") in order["month_first"]
        first = english and mark != "." and context.domain not in order["day_first"]
    return (other, one) if first else (one, other)


def _time(match: re.Match[str], said: dict[str, str]) -> str:
    """`T17:47`, with seconds and offset where they are printed; empty without a time or with an impossible one.

    `said` are the texts of the match's named parts.
    """
    for place in "12":
        hours = [name for name in ("H", "Hc", "Hh", "Hd", "Hk", "Ha") if name + place in said]
        if not hours:
            continue

        def token(name: str, place: str = place) -> str:
            return said.get(name + place, "")

        hour = int(token(hours[0]))
        minute = next((int(token(name)) for name in ("i", "ic", "ih", "id", "ik") if token(name)), 0)
        halves = [match[name + place] for name in ("before", "half", "after", "aa", "ad") if name + place in said]
        half = next((sign for sign in halves if sign in "ap"), "")
        if half and hour <= 12:
            hour = hour % 12 + 12 * (half == "p")
        if hour > 23 or minute > 59:
            return ""
        seconds = token("s")
        clock = f"T{hour:02}:{minute:02}" + (f":{int(seconds):02}" if seconds and int(seconds) < 60 else "")
        return clock + _offset(token)
    return ""


def _offset(token: Callable[[str], str]) -> str:
    """The offset from UTC that is printed behind a time: `+02:00`, a zone whose offset depends on the day, or empty."""
    name, sign, hours, minutes = token("zone"), token("sign"), token("off"), token("offm")
    if sign and hours:
        sign = "+" if sign == "+" else "-"
        if len(hours) in (3, 4):
            hours, minutes = hours[:-2], hours[-2:]
        if int(hours) <= 14 and int(minutes or 0) < 60:
            return f"{sign}{int(hours):02}:{int(minutes or 0):02}"
        return ""
    return name if name in AMERICAN else zones().get(name.upper(), "")


def _western(match: re.Match[str]) -> str:
    """A digit of any script as a western one."""
    return str(unicodedata.digit(match[0]))
