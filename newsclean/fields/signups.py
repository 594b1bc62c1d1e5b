"""Lines that ask the reader to sign up for a newsletter or a channel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newsclean.fields.words import classes, small

#: Longest such line. Longer ones are paragraphs.
LONGEST = 160

_QUOTED = re.compile(r"[\"“”„«»「]")


def asking(texts: Sequence[str]) -> list[int]:
    """The places of those texts that ask to sign up, and are no speech.

    >>> asking(["Sign up to our newsletter and get the news.", "He read a newsletter.", "Eggs are dear."])
    [0]
    """
    short = [place for place, text in enumerate(texts) if len(text) <= LONGEST]
    lowered = small("\n".join([texts[place] for place in short]))
    if not any(word in lowered for word in _what()):
        return []
    said = dict(zip(short, lowered.split("\n"), strict=True))
    return [place for place in short if _asks(said[place]) and not _QUOTED.search(texts[place])]


def _asks(lowered: str) -> bool:
    return any(word in lowered for word in _what()) and _ask().search(lowered) is not None


@cache
def _what() -> tuple[str, ...]:
    return tuple(classes("signup_words")["what"])


@cache
def _ask() -> re.Pattern[str]:
    """The words that ask for it; scripts without spaces have no boundaries of words."""
    return re.compile(rf"(?<![a-zà-ÿ])(?:{'|'.join(map(re.escape, sorted(classes('signup_words')['ask'])))})")
