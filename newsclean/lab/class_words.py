"""Word families for class and id names, and fixed texts, as class_words.txt lists them."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
NOT_LETTER = re.compile(r"[^a-z]+")
DIGITS, NUMBER = re.compile(r"\d+"), re.compile(r"\d[\d.,]*")


@cache
def class_words() -> dict[str, tuple[str, ...]]:
    """The families of class_words.txt by name."""
    families: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in resources.files("newsclean.lab").joinpath("class_words.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            families[name].append(line.strip())
    return {name: tuple(entries) for name, entries in families.items()}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """A pattern for each family of names, to be searched in a name cut as in class_words.txt."""
    patterns = []
    for name, entries in class_words().items():
        if ":" not in name:
            parts = [re.escape(entry).replace(r"\*", "[a-z]*") for entry in entries]
            whole = "|".join(part[1:] for part in parts if part.startswith("="))
            some = "|".join(part for part in parts if not part.startswith("="))
            patterns.append((name, re.compile(f"-(?:{some})-" + (f"|^-(?:{whole})-$" if whole else ""))))
    return patterns


@lru_cache(maxsize=50_000)
def families(name: str) -> frozenset[str]:
    """The word families that a class or id name is in.

    >>> sorted(families("relatedArticles__Box"))
    ['related']
    """
    cut = f"-{NOT_LETTER.sub('-', HUMP.sub('-', name).lower()).strip('-')}-"
    return frozenset(family for family, pattern in _patterns() if pattern.search(cut))


def is_text(family: str, text: str) -> bool:
    """Whether a text is, but for digits, case and marks around it, one of a family's fixed texts."""
    return _plain(text) in _texts(family)


@cache
def _texts(family: str) -> frozenset[str]:
    return frozenset(_plain(entry) for entry in class_words()[family])


def _plain(text: str) -> str:
    return " ".join(NUMBER.sub("0", text.lower()).split()).strip(" :.!…|()[]-–—>»›+&?\u200b")


def has_mark(family: str, text: str) -> bool:
    """Whether a text holds one of a family's texts, with digits as 0."""
    low = DIGITS.sub("0", text.lower())
    return any(mark in low for mark in class_words()[family])


def says_copyright(text: str) -> bool:
    """Whether a text holds the word or a mark of copyright."""
    return "copyright" in text.lower() or has_mark("text:copyright_mark", text)
