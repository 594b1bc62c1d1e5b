"""Word lists of the package's `data/` folder: one entry a line, `#` begins a comment line.

A list of classes has two columns, `class<TAB>words`; the words of a row are separated by ` | `.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import cache

from newsclean.shipped import rows as rows

#: A word, a letter, a digit.
WORD = re.compile(r"[^\W\d_]+")
LETTER = re.compile(r"[^\W\d_]")
DIGIT = re.compile(r"\d")
#: An entry of a list that stands beside others has at most so many words.
WIDEST = 4
#: A letter that is not Latin, or a picture; what they are not is compiled in a fifth of the time.
OTHER_SCRIPT = re.compile("[^\x00-\u036f\u1e00-\u303f]")
#: A sign of a word, in a regular expression: those of vowels are marks in the scripts of South Asia and Thai.
IN_WORD = r"[\w\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]"


@cache
def words(name: str) -> frozenset[str]:
    """A list without classes, in small letters."""
    return frozenset("\n".join(rows(name)).casefold().split("\n"))


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """A list of classes: class → its words, in small letters."""
    found: dict[str, set[str]] = {}
    for row in rows(name):
        label, _, words_of_row = row.partition("\t")
        listed = words_of_row.casefold()
        told = found.setdefault(label, set())
        told.update(listed.split(" | "))
        if not _DOTTED.isdisjoint(listed):
            told.update(_composed(listed).split(" | "))
    return {label: frozenset(listed) for label, listed in found.items()}


# Letters with a dot below, in Hindi, Bengali and Punjabi, are one sign or two.
_DOTTED = frozenset("\u093c\u09bc\u0a3c")
_COMPOSED = {
    unicodedata.normalize("NFC", sign): sign
    for sign in "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f\u09dc\u09dd\u09df"
}


def _composed(text: str) -> str:
    """A text with such letters as one sign."""
    for parts, sign in _COMPOSED.items():
        text = text.replace(parts, sign)
    return text


def any_of(listed: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first. Small letters have "ss" for "ß", and two for "և"."""
    escaped = (re.escape(word).replace(r"\ ", r"\s?") for word in sorted(listed, key=lambda w: (-len(w), w)))
    return "|".join(word.replace("ss", "(?:ss|ß)").replace("եւ", "(?:եւ|և)") for word in escaped)


def small(text: str) -> str:
    """A text in small letters, without the dot that a Turkish capital leaves there ("İlgili")."""
    lowered = text.casefold()
    return lowered if lowered.isascii() else lowered.replace("\u0307", "")


def first_word(text: str) -> str:
    """The first word of a text, in small letters; "" if there is none."""
    found = WORD.search(text)
    return small(found[0]) if found else ""


def is_made_of(text: str, listed: Set[str]) -> bool:
    """Whether a text in small letters is made of entries of a list, one behind the other: "log in subscribe"."""
    left = text.split()
    while left:
        size = next((size for size in range(min(len(left), WIDEST), 0, -1) if " ".join(left[:size]) in listed), 0)
        if not size:
            return False
        left = left[size:]
    return True


def is_east_asian(sign: str) -> bool:
    """Whether a sign is one of Chinese, Japanese or Korean."""
    return "\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3"


def is_unspaced(sign: str) -> bool:
    """Whether a sign is of a script that puts no space between words."""
    if sign < "\u0e00":
        return False
    south = sign <= "\u0eff" or "\u1000" <= sign <= "\u109f" or "\u1780" <= sign <= "\u17ff"
    return south or "\u3040" <= sign <= "\u9fff"


def has_east_asian(text: str) -> bool:
    """Whether there is such a sign in a text. A regular expression that lists them takes 2 ms to compile: those that do
    are compiled where this is true."""
    return not text.isascii() and max(text) >= "\u3040" and any(map(is_east_asian, text))
