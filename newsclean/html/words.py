"""Class and id names → word families, as bits: the list is `data/markup_words.txt`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newsclean.shipped import text

#: A word of a name: cut at camelCase humps and at anything that is no letter.
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_APART = {code: " " for code in range(128) if not chr(code).isalpha()}
#: Names are looked at up to this many characters; utility classes can run to thousands.
_LONGEST = 400
_SHORTEST_PREFIX = 4
#: The last families of the list, which tell fields and are no hints.
_OF_FIELDS = ("credit",)


class _Families:
    """The families by name, and the bits of their words, prefixes and runs of words."""

    def __init__(self, text: str) -> None:
        self.names: list[str] = []
        self.words: dict[str, int] = {}
        self.prefixes: dict[str, int] = {}
        self.runs: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for row in text.splitlines():
            if row.startswith("["):
                self.names.append(row.strip("[]"))
            elif row and not row.startswith("#"):
                self._add(row, 1 << (len(self.names) - 1))

    def _add(self, row: str, bit: int) -> None:
        first, *rest = row.split("-")
        if rest:
            self.runs.setdefault(first, []).append((tuple(rest), bit))
        elif row.endswith("*"):
            stem = row[:-1]
            self.words[stem] = self.words.get(stem, 0) | bit
            self.prefixes[stem] = self.prefixes.get(stem, 0) | bit
        else:
            self.words[row] = self.words.get(row, 0) | bit


@cache
def _families() -> _Families:
    return _Families(text("markup_words.txt"))


@cache
def family_names() -> tuple[str, ...]:
    """The names of the families; the first is bit 0."""
    return tuple(_families().names)


def hint_families() -> tuple[str, ...]:
    """The names of the families that the model reads: all but the last."""
    return family_names()[: -len(_OF_FIELDS)]


def family_bit(name: str) -> int:
    """The bit of the family of a name."""
    return 1 << family_names().index(name)


@lru_cache(maxsize=20_000)
def _word_bits(word: str) -> int:
    families = _families()
    bits = families.words.get(word, 0)
    for end in range(min(_SHORTEST_PREFIX, len(word)), len(word)):
        bits |= families.prefixes.get(word[:end], 0)
    return bits


@lru_cache(maxsize=20_000)
def _single_bits(name: str) -> int:
    """The families of one class name or id."""
    if name.islower() and name.isascii():
        found = name.translate(_APART).split()  # the same as below, in a third of the time
    else:
        found = [word.lower() for word in _WORD.findall(name)]
    runs = _families().runs
    bits = 0
    for place, word in enumerate(found, 1):
        bits |= _word_bits(word)
        if word in runs:
            for rest, bit in runs[word]:
                if tuple(found[place : place + len(rest)]) == rest:
                    bits |= bit
    return bits


@lru_cache(maxsize=20_000)
def name_bits(names: str) -> int:
    """The families that class names or an id are in, a bit each.

    >>> [name for number, name in enumerate(family_names()) if name_bits("wide relatedBox__wrap") >> number & 1]
    ['related', 'box']
    """
    bits = 0
    for name in names[:_LONGEST].split():
        bits |= _single_bits(name)
    return bits
