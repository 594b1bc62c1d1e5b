"""The address of a page → the words of its headline that it has: "…/2024/05/03/eggs-are-dear-in-marrow-bay.html"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from newsclean.fields.people.names import unaccented

#: Fewest words that tell a headline, and shortest word.
FEWEST, SHORTEST = 3, 3
#: The headline's words are in one of so many last parts of a path.
LAST = 2

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"\.[a-z]{2,5}\d?$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp4)\b", re.IGNORECASE)
# Buttons to share a page, and what embeds it, have its address in theirs: "…/share?u=https%3A%2F%2Fbell.example%2F…".
_SHARED = re.compile(r"=(https?(?:%3[aA]|:)[^&\s]+)")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})


def slug(address: str | None) -> frozenset[str]:
    """The words of an address that may be those of the page's headline; empty if there are too few.

    >>> sorted(slug("https://bell.example/2024/05/eggs-are-dear-101.html"))
    ['are', 'dear', 'eggs']
    """
    try:
        path = urlsplit(address or "").path
    except ValueError:
        return frozenset()
    parts = [part for part in unquote(path).casefold().split("/") if part]
    for part in reversed(parts[-LAST:]):
        words = _words(_ENDING.sub("", part))
        if len(words) >= FEWEST:
            return words
    return frozenset()


def shared(addresses: Iterable[str]) -> str | None:
    """The address of the page itself, by the buttons to share it: the one that is most often in other addresses."""
    found = Counter(
        own
        for address in addresses
        if "=http" in address
        for nested in _SHARED.findall(address)
        if slug(own := unquote(unquote(nested)).partition("?")[0]) and not _PICTURE.search(own)
    )
    return max(found, key=found.__getitem__) if found else None


def covers(text: str, words: frozenset[str]) -> float:
    """How many of the words of an address a line has, from 0 to 1.

    >>> covers("Eggs are dear again", frozenset(["eggs", "are", "dear", "ferry"]))
    0.75
    """
    lowered = text.casefold()
    if not words or (not any(map(lowered.__contains__, words)) and lowered.isascii()):
        return 0.0
    said = _words(lowered)
    if not lowered.isascii():
        said |= _words(unaccented(lowered)) | _words(lowered.translate(_LETTERS))
    return len(words & said) / len(words)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text) if len(word) >= SHORTEST)
