"""Texts that are hard for a regular expression, made from the pattern itself: what its parts match, again and again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: Characters of a pattern that are paired, longest beginnings and repeated parts that are looked at, and most branches
#: of an alternation: the longest lists are of words, which are alike.
PAIRED, LONGEST, MOST_BRANCHES = 8, 60, 12
#: Stand-ins for the characters of a class.
_SAMPLES = "a1 A.\n-(_[字é<"


def units(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """What is repeated between which texts to be hard for a pattern: (before, repeated, behind)."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = parser.parse(source, flags & ~re.DEBUG)
    made: dict[tuple[str, str, str], None] = {}
    characters: dict[str, int] = {}
    for before, part in _parts(tree, ""):
        for behind in ("\0", "\n!"):
            made[before[-LONGEST:], part[:LONGEST], behind] = None
        made["", (before + part)[:LONGEST], "\0"] = None
        made["", (before + part)[-LONGEST:], "\0"] = None
    for character in _alphabet(tree):
        characters[character] = characters.get(character, 0) + 1
    common = sorted(characters, key=lambda c: -characters[c])
    for character in common[:40]:
        made["", character, "\0"] = None
    for pair in itertools.permutations(common[:PAIRED], 2):
        made["", "".join(pair), "\0"] = None
    return [unit for unit in made if unit[1]]


def _parts(items: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
    """What each repeated part of a pattern matches, and an example of what comes before it."""
    for operation, value in items:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most > 8:
                yield from ((before, text) for text in _examples(inner) if text)
            yield from _parts(inner, before)
        elif operation is sre.SUBPATTERN:
            yield from _parts(value[-1], before)
        elif operation is sre.ATOMIC_GROUP:
            yield from _parts(value, before)
        elif operation is sre.BRANCH:
            for branch in value[1][:MOST_BRANCHES]:
                yield from _parts(branch, before)
        before += _example([(operation, value)])
        if before and operation is not sre.LITERAL:  # a beginning that ends inside a word is like one before it
            yield before, before
    if before:
        yield before, before


def _examples(items: Sequence[Any]) -> Iterator[str]:
    """Texts that a part matches: one for each of its branches, or for characters of its class."""
    if len(items) == 1:
        operation, value = items[0]
        if operation is sre.SUBPATTERN:
            yield from _examples(value[-1])
            return
        if operation is sre.BRANCH:
            for branch in value[1][:MOST_BRANCHES]:
                yield _example(branch)
            return
        if operation in (sre.IN, sre.NOT_LITERAL, sre.ANY, sre.CATEGORY):
            yield from itertools.islice(_characters(operation, value), 3)
            return
    yield _example(items)


def _example(items: Sequence[Any]) -> str:
    """A text that a part matches, about."""
    made = []
    for operation, value in items:
        if operation is sre.LITERAL:
            made.append(chr(value))
        elif operation in (sre.IN, sre.NOT_LITERAL, sre.ANY, sre.CATEGORY):
            made.append(next(_characters(operation, value), ""))
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            made.append(_example(value[2]) * value[0])
        elif operation is sre.SUBPATTERN:
            made.append(_example(value[-1]))
        elif operation is sre.ATOMIC_GROUP:
            made.append(_example(value))
        elif operation is sre.BRANCH:
            made.append(_example(value[1][0]))
    return "".join(made)


def _characters(operation: Any, value: Any) -> Iterator[str]:
    """Characters of a class."""
    if operation is sre.ANY:
        yield from "a "
    elif operation is sre.NOT_LITERAL:
        yield from (c for c in _SAMPLES if c != chr(value))
    elif operation is sre.CATEGORY:
        yield from (c for c in _SAMPLES if _is_of(value, c))
    else:
        negated = value[0][0] is sre.NEGATE
        own = [
            chr(item[1]) if item[0] is sre.LITERAL else chr(item[1][0])
            for item in value
            if item[0] in (sre.LITERAL, sre.RANGE)
        ]
        for character in (*(() if negated else own), *_SAMPLES):
            if any(_holds(item, character) for item in value) != negated:
                yield character


def _holds(item: Any, character: str) -> bool:
    operation, value = item
    if operation is sre.LITERAL:
        return chr(value) == character
    if operation is sre.RANGE:
        return value[0] <= ord(character) <= value[1]
    return operation is sre.CATEGORY and _is_of(value, character)


def _is_of(category: Any, character: str) -> bool:
    name = str(category).removeprefix("CATEGORY_")
    shown = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[name.removeprefix("NOT_").removeprefix("UNI_")]
    return (re.match(shown, character) is not None) != name.startswith("NOT_")


def _alphabet(items: Iterable[Any]) -> Iterator[str]:
    """Characters that a pattern tells apart, as often as it names them."""
    for operation, value in items:
        if operation is sre.LITERAL:
            yield chr(value)
        elif operation in (sre.IN, sre.NOT_LITERAL, sre.ANY, sre.CATEGORY):
            yield from itertools.islice(_characters(operation, value), 4)
            if operation is sre.IN:
                yield from (chr(item[1]) for item in value if item[0] is sre.LITERAL)
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from _alphabet(value[2])
        elif operation is sre.SUBPATTERN:
            yield from _alphabet(value[-1])
        elif operation is sre.BRANCH:
            for branch in value[1]:
                yield from _alphabet(branch)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _alphabet(value[1])


def text_of(pattern: re.Pattern[Any], unit: tuple[str, str, str], size: int) -> Any:
    """The text of `size` characters (about) that a unit makes, of the pattern's type."""
    before, part, behind = unit
    text = before + part * max(1, (size - len(before) - len(behind)) // len(part)) + behind
    return text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
