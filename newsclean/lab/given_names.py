"""The list of given names that `newsclean.fields.people.names` knows, made from Faker's names of persons (MIT).

    newsclean-lab given-names

Faker is a library of the lab only: what is shipped is the list. Names of more than one word, or with a hyphen, are
listed word by word, without accents. Chinese, Japanese and Korean are left out, where no space parts a name's
words, and so are two lists that are registers of all names ever given: Iceland's, and one of the United States.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from newsclean.fields.people.names import unaccented

LEFT_OUT = frozenset({"en", "is_IS", "ja_JP", "ko_KR", "zh_CN", "zh_TW"})
#: What Faker lacks: whole languages, and short forms by which journalists sign.
ADDED = Path(__file__).parent / "given_names_added.txt"
HEADER = """\
# Given names of some 60 locales, in small letters and without accents. Made by `newsclean-lab given-names`
# from Faker {version}.
"""


def table() -> str:
    """The entries of the list, sorted."""
    rows = [row for row in ADDED.read_text("utf-8").splitlines() if not row.startswith("#")]
    found = {word for name in [*_names(), *" ".join(rows).split()] for word in re.split(r"[\s-]+", unaccented(name))}
    return (
        HEADER.format(version=metadata.version("faker"))
        + "\n".join(sorted(word for word in found if _is_name(word)))
        + "\n"
    )


def _is_name(word: str) -> bool:
    """Whether a word is of letters: some of Faker's lists hold initials, marks and notes, too."""
    return len(word) > 1 and all(sign in "'’‘" or unicodedata.category(sign)[0] in "LM" for sign in word)


def _names() -> Iterator[str]:
    """All given names of Faker's locales; some lists hold pairs of a name in two scripts."""
    from faker.providers import person

    for module in pkgutil.iter_modules(person.__path__):
        if not module.ispkg or module.name in LEFT_OUT:
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            listed = getattr(provider, attribute)
            if attribute.startswith("first_name") and isinstance(listed, tuple | list | dict):
                for name in listed:
                    yield from [name] if isinstance(name, str) else name
