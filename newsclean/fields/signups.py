"""Lines that ask the reader to sign up for a newsletter or a channel."""

from __future__ import annotations

import re
from functools import cache

from newsclean.fields.words import classes, first_word, small

#: Longest such line. Longer ones are paragraphs.
LONGEST = 160

_QUOTED = re.compile(r"[\"“”„«»「]")
# Letters that English has not. In many of the languages that have them the verb stands at the end of what asks.
_FOREIGN = re.compile("[^\x00-\xbf\u2000-\u303f]")


def asks_to_sign_up(text: str, word: str) -> bool:
    """Whether a line asks to sign up, and is no speech: its first `word` begins such lines, or it is in a language in
    which other words may.

    >>> asks_to_sign_up("Sign up to our newsletter and get the news.", "sign")
    True
    >>> asks_to_sign_up("Users can get the newsletter.", "users")
    False
    """
    if len(text) > LONGEST or not (word in _first_words() or (not text.isascii() and _FOREIGN.search(text))):
        return False
    lowered = small(text)
    offers = any(map(lowered.__contains__, classes("signup_words")["what"]))
    return offers and _ask().search(lowered) is not None and not _QUOTED.search(text)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(map(first_word, classes("signup_words")["ask"]))


@cache
def _ask() -> re.Pattern[str]:
    """The words that ask for it; scripts without spaces have no boundaries of words."""
    return re.compile(rf"(?<![a-zà-ÿ])(?:{'|'.join(map(re.escape, sorted(classes('signup_words')['ask'])))})")
