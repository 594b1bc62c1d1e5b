"""Texts in which heads state names and dates → names of persons, dates in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from html import unescape

from newsclean.fields.people.cues import announced
from newsclean.fields.people.east_asian import names_in
from newsclean.fields.people.names import MAX_WORDS, begins_given, cased, is_cjk, is_given, is_organisation, is_person
from newsclean.fields.people.persons import SUFFIX, parted, unreversed
from newsclean.fields.people.roles import without_outlet, without_role
from newsclean.fields.times.dates import stamps
from newsclean.fields.times.tokens import FIRST_YEAR, LAST_YEAR
from newsclean.fields.words import any_of, classes, has_east_asian
from newsclean.shipped import rows

#: Longest name of an author, in characters.
LONGEST_NAME = 60
#: Longest date in words, in characters: "Mon May 06 2024 14:32:10 GMT+0200 (Central European Summer Time)".
LONGEST_DATE = 70
#: What names no person: an address, or markup.
ADDRESS = re.compile(r"https?:|www\.|@|\w\.[a-z]{2,4}\b|[<>{}=]")

_DIGITS = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ]*+(\d{2}):?(\d{2}))?")
#: "2024-03-05T10:20+5.30"
_POINTED = re.compile(r"(?<=\d)([+-])(\d{1,2})\.(\d\d)$")
#: "Tue Mar 05 10:20:00 CET 2024", as programs print a date.
_OF_PROGRAMS = re.compile(r"\w{3} (\w{3} \d{1,2}) (\d\d:\d\d:\d\d)( [\w+:-]{1,9})? (\d{4})$")
#: "05/08/2014", whose month is its first number or its second.
_EITHER_WAY = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])([/-])(?:0?[1-9]|1[0-2])\1\d\d")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: Seconds, or thousandths of them, since 1970.
_SECONDS = re.compile(r"1[0-8]\d{8}(?:\d{3})?")
#: "Tue, 05 Mar 2024 10:20:00 GMT", "Tue, Mar 5 2024 10:20:00 +0000"
_OF_MAILS = re.compile(r"\w{3}, (?:\d|\w{3} \d)")
#: Markup in texts of heads.
_TAG = re.compile(
    r"</?(?:a|b|br|cite|em|font|i|mark|p|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_FOR = re.compile(r" [Ff]or (?=[A-Z])")
_INITIALS = re.compile(r"\s?\([^()]{1,12}\)$")
_ENDS_IN_INITIAL = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|[JS]r)\.$")
_SEVERAL = re.compile(r"\s?[,;|/&•]\s?|\s-\s")


def plain(text: str) -> str:
    """A text without the markup and entities, once and twice escaped, that some heads hold, spaces as one."""
    text = unescape(unescape(text)) if "&" in text else text
    return " ".join((_TAG.sub("", text) if "<" in text else text).split())


def names_of(texts: Iterable[str], site: Iterable[str] = ()) -> Iterator[str]:
    """The names of persons in texts like "By Ann Bell and Bo Ray"; generic ones and the site's are left out."""
    sites = {name.casefold() for name in site}
    seen = set(sites)
    for text in map(plain, texts):
        if ADDRESS.search(text):
            continue
        said = SUFFIX.sub(" ", _without_by(text))
        parts = _parts(said)
        for part in parts:
            name = _INITIALS.sub("", _without_by(part.strip(' :"“”„')))
            name = _without_role(name if _ENDS_IN_INITIAL.search(name) else name.strip(". "))
            name = cased(name) if " " in name else name
            if len(parts) > 1 and ((" " not in name and name.isascii()) or not is_person(name)):
                continue  # a place or an agency: "AFP, MANILA"
            key = name.casefold()
            if not name or key in seen or len(name) > LONGEST_NAME:
                continue
            if is_cjk(name) and not is_person(name):
                continue
            if _is_generic(name) or is_organisation(name) or len(name.split()) > MAX_WORDS or ":" in name:
                continue
            if any(char.isdigit() for char in name):
                continue
            seen.add(key)
            yield name


def _parts(said: str) -> list[str]:
    """The names in a text, each perhaps with more around it."""
    if has_east_asian(said) and (signed := names_in(said)):  # "홍길동 기자"
        return list(signed)
    if reversed_name := unreversed(said):
        return [reversed_name]
    return [part for piece in _SEVERAL.split(said) for part in parted(piece)]


def _without_role(name: str) -> str:
    """A name without what the person is or for whom they write, which heads put behind it; empty for such words alone:
    "Ann Bell for The Bell", "Political Editor"."""
    if (before := _FOR.split(name)[0]) != name and is_person(before):
        return before
    named = without_outlet(without_role(name), frozenset(), least=2) if name else ""
    return named if not named or (" " in named and begins_given(named)) else name


def _without_by(text: str) -> str:
    found = _by().match(text)
    if found is not None:
        return text[found.end() :]
    said = announced(text)
    # "Recueilli par Ann Bell", "Автор: …": a word alone may be a name's ("De Bell").
    cue = text[: len(text) - len(said.after)].strip()
    sure = said.kind == "by" and (" " in cue or cue.endswith(":"))
    return said.after if sure and text.endswith(said.after) else text


@cache
def _by() -> re.Pattern[str]:
    short = any_of(classes("byline_words")["short_by"])
    return re.compile(rf"\s*(?:{short})[\s:]++(?=\S++\s+\S|\w++$)", re.IGNORECASE)


@cache
def generic_words() -> frozenset[str]:
    """Words of those who are nobody: "staff", "admin"."""
    return frozenset(rows("generic_authors"))


def _is_generic(name: str) -> bool:
    """Whether a name is that of nobody: "Staff", "News Desk", "admin"."""
    words = re.findall(r"\w+", name.casefold())
    return not words or words[0] in generic_words() or (words[-1] in generic_words() and not is_given(words[0]))


def date_in_head(text: str) -> str | None:
    """A date in any of the forms that heads use as ISO 8601; without a time where the text has none.

    >>> date_in_head("20240305"), date_in_head("Tue, 05 Mar 2024 10:20:00 GMT"), date_in_head("soon")
    ('2024-03-05', '2024-03-05T10:20:00+00:00', None)
    >>> date_in_head("1709634000"), date_in_head("May 3, 2024")
    ('2024-03-05T10:20:00+00:00', None)
    """
    text = _POINTED.sub(lambda offset: f"{offset[1]}{offset[2]:0>2}:{offset[3]}", text.strip())
    found = _DIGITS.match(text)
    try:
        if _SECONDS.fullmatch(text):
            return _in_range(datetime.fromtimestamp(int(text[:10]), UTC))
        if found is None:
            return date_in_words(text) if _OF_MAILS.match(text) else None
        year, month, day, hour, minute = found.groups()
        if len(text) > 10:
            with suppress(ValueError):
                return _in_range(datetime.fromisoformat(text))
            if text[found.end() :]:  # "2024-03-05 10:20 PM", "2024-03-05 10:20:00 UTC"
                told = next((stamp.value for stamp in stamps(text) if stamp.start == 0), None)
                if told and told[:10] == f"{year}-{month}-{day}" and "T" in told:
                    return told
        said = _in_range(datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0)))
        return said if hour or said is None else said[:10]
    except (ValueError, TypeError, OverflowError):
        return None


def date_in_words(text: str) -> str | None:
    """A date as people write it, or programs that do not write for others.

    >>> date_in_words("March 5, 2024"), date_in_words("25/03/2024"), date_in_words("05/03/2024")
    ('2024-03-05', '2024-03-25', None)
    """
    if len(text) > LONGEST_DATE or _EITHER_WAY.search(text) or not _YEAR.search(text):
        return None
    found = stamps(_OF_PROGRAMS.sub(r"\1, \4 \2\3", text))
    return next((stamp.value for stamp in found if stamp.value), None)


def _in_range(moment: datetime) -> str | None:
    """A moment as ISO 8601, if it can be that of a page: some systems write an empty date as the first day of 1970, or
    of the year 1."""
    offset = moment.utcoffset()
    if (
        (moment.year, moment.month, moment.day) == (1970, 1, 1)
        or not FIRST_YEAR <= moment.year <= LAST_YEAR
        or (offset is not None and offset.seconds % 60)
    ):
        return None
    return moment.isoformat(timespec="seconds")
