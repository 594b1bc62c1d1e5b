"""The language of a text, by the small offline identifier CLD3 (a 1.4 MB library; the only module that imports it)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsclean.fields.words import WORD, classes, rows

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier

#: Characters that are looked at. Of the corpus's 952 articles 54 are told otherwise than it says by 150 or 200 (most of
#: them are "Lorem ipsum"), 52 by 250 or 400, 72 by 100; and from 250 on it takes twice as long.
ENOUGH = 200
#: Characters in which words are looked for that tell Serbian from Croatian.
MORE = 2000
#: Texts with less say nothing, and neither do answers that the identifier itself calls unreliable and gives less than
#: this probability (it calls 0.7 unreliable, and cannot tell Indonesian from Malay for sure).
TOO_SHORT, LIKELY = 20, 0.5


@cache
def _identifier() -> NNetLanguageIdentifier:
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(0, 4 * ENOUGH)


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None if it cannot be told."""
    sample = text[:ENOUGH]
    if len(sample) < TOO_SHORT and sample.isascii():
        return None
    found = _identifier().FindLanguage(sample)
    if not found.is_reliable and found.probability < LIKELY:
        return None
    code = standard(found.language.split("-")[0])
    if code in ("hr", "bs") and _is_serbian(text[:MORE]):
        return "sr"
    return code if code in languages() else None


def _is_serbian(text: str) -> bool:
    """Whether a text that the identifier takes for Croatian or Bosnian is Serbian in Latin letters, which it does not
    know: by words that are spelt otherwise."""
    said = WORD.findall(text.casefold())
    words = classes("south_slavic")
    return sum(word in words["sr"] for word in said) > sum(word in words["hr"] for word in said)


def standard(code: str) -> str:
    """The one code that is used for a language that has several: "no" for "nb"."""
    return _others().get(code, code)


@cache
def languages() -> frozenset[str]:
    """The codes of ISO 639-1, one a language."""
    return frozenset(row.partition("\t")[0] for row in rows("languages"))


@cache
def _others() -> dict[str, str]:
    """Other codes → those of ISO 639-1."""
    return {other: row.partition("\t")[0] for row in rows("languages") for other in row.partition("\t")[2].split()}


def surely(text: str, code: str | None) -> bool:
    """Whether a text of some length that begins in a language, by its code, is in it in the middle too."""
    return code is not None and len(text) >= ENOUGH and language(text[len(text) // 2 :]) == code
