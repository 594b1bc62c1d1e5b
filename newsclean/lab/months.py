"""The table of month names that `newsclean.fields.times.tokens` reads, made from Babel (the Unicode locale data).

    newsclean-lab months

Babel is a library of the lab only: what is shipped is the table. A row is `name<TAB>month<TAB>languages`; a name that
means different months in different languages (Croatian and Polish listopad) has a row for each.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from pathlib import Path

#: Languages that the shipped language identifier knows, and locales with month names of their own.
LOCALES = [
    "af", "sq", "am", "ar", "ar_SY", "ar_MA", "ar_DZ", "ar_TN", "hy", "az", "eu", "be", "bn", "bs", "bg", "my", "ca",
    "hr", "cs", "da", "nl", "en", "eo", "et", "fi", "fr", "gl", "ka", "de", "de_AT", "el", "gu", "ht", "ha", "haw",
    "he", "hi", "hu", "is", "ig", "id", "ga", "it", "ja", "jv", "kn", "kk", "km", "ko", "ky", "lo", "lv", "lt", "lb",
    "mk", "ms", "ml", "mt", "mi", "mr", "mn", "ne", "no", "nn", "ny", "pa", "ps", "fa", "pl", "pt", "ro", "ru", "gd",
    "sr", "sr_Latn", "sn", "sd", "si", "sk", "sl", "so", "es", "es_AR", "st", "su", "sw", "sv", "tg", "ta", "te",
    "th", "tr", "uk", "ur", "uz", "vi", "cy", "xh", "yi", "yo", "zh", "zu", "fil",
]  # fmt: skip
#: Names that are weekdays in many more texts.
WEEKDAYS = {"sat"}
HEADER = """\
# Month names: name, month (1 to 12; Persian calendar 101 to 112), languages. Made by `newsclean-lab months`.
"""
#: What Babel lacks: the Persian calendar's months as Iranian and Afghan papers print them, and cases, spellings and
#: abbreviations in use.
ADDED = Path(__file__).parent / "months_added.txt"


def table() -> str:
    """The rows of the table, sorted."""
    from babel import localedata

    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for code in LOCALES:
        if not localedata.exists(code):
            continue
        # What the locale itself says: Babel 2.18's Locale.months hands the first resolved alias on to other locales.
        stated = localedata.load(code, merge_inherited=False).get("months", {})
        for context, width in product(("format", "stand-alone"), ("wide", "abbreviated")):
            names = stated.get(context, {}).get(width, {})
            for month, name in names.items() if isinstance(names, dict) else ():
                plain = name.casefold().replace(".", "").strip()
                if _is_name(plain) and plain not in WEEKDAYS:
                    found[plain, month].add(code.split("_")[0])
    for row in ADDED.read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            plain, number, languages = row.split("\t")
            found[plain, int(number)].update(languages.split())
    lines = [f"{name}\t{month}\t{' '.join(sorted(codes))}" for (name, month), codes in sorted(found.items())]
    return HEADER + "\n".join(lines) + "\n"


def _is_name(text: str) -> bool:
    """Whether a name can be told from other words: no digits, two words at most, three letters where there is case."""
    if any(character.isdigit() for character in text) or text.count(" ") > 1:
        return False
    return len(text) >= (3 if text.upper() != text else 2)
