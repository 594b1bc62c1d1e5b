"""The language of a text, by the small offline identifier CLD3 (a 1.4 MB library; the only module that imports it)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier

#: Characters that are looked at: 100, 300 and 1,000 are right for all 73 fundus pages of the folds, and the cost grows.
ENOUGH = 250
#: Characters that overrule what a page's markup says: themes say "en" on pages in every language.
MUCH = 2000
#: Texts with less say nothing, and neither do answers that the identifier itself calls unreliable and gives less than
#: this probability (it calls 0.7 unreliable, and cannot tell Indonesian from Malay for sure).
TOO_SHORT, LIKELY = 20, 0.5
#: CLD3's codes that are not ISO 639-1.
_CODES = {"iw": "he", "fil": "tl", "jw": "jv", "nb": "no", "nn": "no"}


@cache
def _identifier() -> NNetLanguageIdentifier:
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(0, 4 * MUCH)


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None if it cannot be told."""
    return _identified(text[:ENOUGH], LIKELY)


def confirmed(said: str | None, told: str | None, text: str) -> str | None:
    """The language of a page: what its markup has `said`, unless the text, of which a part has `told` another one, is
    for sure in another one."""
    if said is None or told is None or said == told:
        return said or told
    return _identified(text[:MUCH], 1.0) or said


def common(code: str) -> str:
    """The code of a language under which this package knows it: Bokmål and Nynorsk are Norwegian."""
    return _CODES.get(code, code.split("-")[0])


def _identified(sample: str, likely: float) -> str | None:
    """The code of a sample's language; None if the identifier is not sure, and gives it less than this probability."""
    if len(sample) < TOO_SHORT and sample.isascii():
        return None
    found = _identifier().FindLanguage(sample)
    if not found.is_reliable and found.probability < likely:
        return None
    code = common(found.language)
    return code if len(code) == 2 else None
