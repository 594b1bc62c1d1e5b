"""A text → the tokens of which its dates are made, each of one class: a number, a year, the name of a month…"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.fields.times.calendars import AMERICAN, BUDDHIST, FIRST, PERSIAN
from newsclean.fields.words import any_of, classes, has_east_asian, rows

#: Years that a page's date can have.
FIRST_YEAR, LAST_YEAR = 1900, 2100


class Token(NamedTuple):
    """The sign of its class, its text, and the characters that it spans."""

    sign: str
    text: str
    start: int
    end: int


@cache
def months() -> dict[str, tuple[tuple[int, frozenset[str]], ...]]:
    """Name → its months, each with the languages in which it is one."""
    found: dict[str, tuple[tuple[int, frozenset[str]], ...]] = {}
    for row in rows("months"):
        printed, month, languages = row.split("\t")
        name = _plain(printed)
        found[name] = (*found.get(name, ()), (int(month), frozenset(languages.split())))
    return found


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """A name of a month as it is looked up: in small letters, without full stops and joiners."""
    return unicodedata.normalize("NFC", word.casefold()).translate(_DROPPED)


@cache
def _firsts() -> frozenset[str]:
    """First words of names of several words."""
    return frozenset(name.split()[0] for name in months() if " " in name)


@cache
def zones() -> dict[str, str]:
    """Abbreviation of a time zone → its offset."""
    return {row.partition("\t")[0]: row.partition("\t")[2] for row in rows("timezones")}


@cache
def _signs() -> dict[str, str]:
    """Word → class of its token."""
    listed = classes("date_words")
    named = {"t0": "0", "t1": "1"}
    return {word: named.get(label, label) for label in reversed(list(listed)) for word in listed[label]}


@cache
def _tokens() -> re.Pattern[str]:
    unspaced = list(filter(has_east_asian, _signs()))
    dotted = [word for word in _signs() if "." in word or set(" '’") & set(word)]
    # Looking at the first sign alone rules most words out: that halves the time.
    begins, others = (f"(?=[{''.join({word[0] for word in listed})}])" for listed in (unspaced, dotted))
    return re.compile(
        # Dumps glue year and hour: "Apr 28, 20232:23 PM".
        # Or the counts of comments and views: "November 21, 202501747", "April 10, 20233 years", "10 avril 20240".
        r"(?P<glued>(?<!\d)(?:19|20)\d\d(?=\d{1,2}[:.]\d\d)|(?:(?<=\d, )|(?<=[^\W\d_]{3} ))20\d\d(?=\d))"
        # "21 st": a dump parts what is set higher.
        r"|(?P<number>\d+)(?: (?:st|nd|rd|th)(?![^\W\d_])|st|nd|rd|th|er|º|ª|°)?"
        rf"|(?P<known>{begins}(?:{any_of(unspaced)})|(?<![^\W\d_]){others}(?:{any_of(dotted)})(?![^\W\d_]))"
        # "(月)" and "日曜日" are no month and no day of one.
        r"|(?P<weekday>星期[一二三四五六日天]|[周週][一二三四五六日]|[日月火水木金土]曜日?|[월화수목금토일]요일"
        r"|(?<=[(（])[日月일월](?=[)）]))"
        rf"|(?P<first>{FIRST}(?=年))"
        r"|(?P<cjk>[年년月월日일號号時时点點시分분])"
        # "7:55 AM UTCUpdated", "14.32 BSTLast modified", "5.30pmFirst published"
        rf"|(?P<zone>UTC|GMT|(?-i:(?:{any_of([*zones(), *AMERICAN])})(?=[A-Z][a-z])))"
        r"|(?P<half>(?:(?<=\d)|(?<=\d\s))[ap]m(?=first|(?-i:[A-Z][a-z])))"
        # "06·05·24"
        r"|(?P<dot>(?<=\d\d)·(?=\d\d·\d\d)|(?<=\d\d·\d\d)·(?=\d\d))"
        # Thai abbreviations have dots inside.
        r"|(?P<thai>[\u0e01-\u0e4e]+\.[\u0e01-\u0e4e]+\.?)"
        # Not the micro sign, which is one with the Greek letter for this purpose.
        r"|(?P<word>[^\W\d_](?:[^\s\d!-/:-@\[-`{-~\u00a0-\u00b4\u00b6-\u00bf\u060c\u061b\u2000-\u200b\u200e-\u206f\u3000-\u303f\uff00-\uff0f年년月월日일時时]*))"
        r"|(?P<mark>[-/.:,|•·–—−\n()+،、，：／])",
        re.IGNORECASE,
    )


# Letters of Arabic that Persian papers use, and the capitals of Turkish
_FARSI = str.maketrans("يك", "یک")
_TURKISH = str.maketrans("Iİ", "ıi")
_DROPPED = str.maketrans("", "", ".\u200c\u200d")
_ORDINAL = re.compile(r"\s+\d{1,2}\.\s")
# "2 minute readApril 25, 2023", "HealthAPRIL 25, 2023"
_GLUED_MONTH = re.compile(r"(?<=[a-z])(?:[A-Z][a-z]+|[A-Z]{3,})$")
# Kinds of tokens with one class
_SURE = {"glued": "y", "weekday": "x", "dot": ".", "first": "n"}
_CJK_SIGNS = {
    "年": "N", "년": "N", "月": "G", "월": "G", "日": "R", "일": "R", "號": "R", "号": "R", "時": "H", "时": "H",
    "点": "H", "點": "H", "시": "H", "分": "I", "분": "I",
}  # fmt: skip
_MARKS = {"•": "|", "·": "|", "–": "-", "−": "-", "—": "|", "،": ",", "、": ",", "，": ",", "：": ":", "／": "/"}


@cache
def cues() -> re.Pattern[str]:
    """The beginnings of the words that say what a date is, in small letters; its groups are their classes."""
    listed = classes("date_cues")
    groups = (f"(?P<{label}>{any_of(words)})" for label, words in listed.items())
    # No word boundary is asked for between scripts without spaces.
    return re.compile(rf"(?<![a-zß-öø-ÿ])(?:{'|'.join(groups)})")


def tokenised(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    tokens: list[Token] = []
    matches = list(_tokens().finditer(text))
    skip = 0
    for place, match in enumerate(matches):
        if skip:
            skip -= 1
            continue
        kind = match.lastgroup or ""
        word, end = match[kind], match.end()  # of "3rd", the number
        if kind in ("word", "thai") and _plain(word) in _firsts():
            after = matches[place + 1 : place + 3]
            for more in range(len(after), 0, -1):
                name = " ".join([word, *(one[0] for one in after[:more])])
                if _plain(name) in months():
                    word, end, skip = name, after[more - 1].end(), more
                    break
        sign, start = _sign(kind, word), match.start()
        if sign == "a" and _ORDINAL.match(text, end):
            sign = "f"  # "12:30 am 5. Mai"
        glued = _GLUED_MONTH.search(word) if sign == "x" and not word[1:].islower() else None
        if glued and glued[0].casefold() in months():
            sign, start, word = "M", start + glued.start(), glued[0]
        tokens.append(Token(sign, word, start, end))
    return tokens


@lru_cache(maxsize=4096)
def month_key(word: str) -> str:
    """A word as the list of months writes it; empty for a word that is no month's name."""
    plain = _plain(word)
    # Hebrew writes "in" before the month ("3 במאי"); Persian is written with Arabic letters too; Turkish has two "i".
    keys = (plain, plain.removeprefix("ב"), plain.translate(_FARSI), _plain(word.translate(_TURKISH)))
    return next((key for key in keys if key in months()), "")


@lru_cache(maxsize=4096)
def _sign(kind: str, word: str) -> str:
    if kind in _SURE:
        return _SURE[kind]
    if kind == "number":
        if len(word) <= 2:
            return "n"
        is_year = len(word) == 4 and (
            FIRST_YEAR <= int(word) <= LAST_YEAR or int(word) in PERSIAN or int(word) in BUDDHIST
        )
        return "y" if is_year else "d"
    if kind == "cjk":
        return _CJK_SIGNS[word]
    if kind == "mark":
        return _MARKS.get(word, word)
    lowered = word.casefold()
    if word in ("T", "Z"):
        return word
    if word in AMERICAN:
        return "Z"
    if month_key(word):
        return "M"
    # "art", "est" and "cat" are words; "мск" is none.
    if kind == "zone" or ((word.isupper() or not word.isascii()) and word.upper() in zones()):
        return "Z"
    if lowered in ("am", "pm", "ap"):
        return lowered[0]
    sign = _signs().get(" ".join(lowered.split()))
    if sign:
        return sign
    return "c" if cues().match(lowered) else "x"
