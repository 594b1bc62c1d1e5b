"""Who owns a picture, as credits name them: agencies, photographers, offices."""

from __future__ import annotations

import re
from functools import cache

from newsclean.fields.people.names import begins_given, is_known_person, is_person
from newsclean.fields.words import WORD, any_of, classes, has_east_asian, rows, words
from newsclean.rows import begins_small

#: Longest credit, in characters.
MAX_CREDIT = 120
#: A credit without a label or a mark has at most this many words, a name beside a slash this many.
MAX_WORDS, MAX_NAME = 8, 4
#: The same in signs, in Chinese, Japanese and Korean.
MAX_SIGNS = 16
#: Names of agencies that are longer are no other words, whatever their case.
OWN_CASE = 6
#: A text of so many words that ends as sentences do, behind the label of a credit, is the caption.
SENTENCE = 6
#: What a sentence ends with, and no credit.
CLOSED = (".", "!", "?", "…")

_FULL_STOP = re.compile(r"(?<!\b[A-Z])[.!?]\s")
_BEHIND = re.compile(r"\s?\([^()]{1,60}\)$")
_ADDRESS = re.compile(r"\.\w{2,8}/\w")
# "gov.example"
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+){0,3}\.[a-z]{2,8}")
_ACCOUNT = re.compile(r"@\w+")
# "Ann Bell/The Harbour", "Ann Bell for The Harbour"
_BESIDE = re.compile(r"\s?[/|—]\s?|\s(?:for|pour|für|para|per|voor|via)\s", re.IGNORECASE)


@cache
def _owners() -> re.Pattern[str]:
    """Names of agencies as words."""
    return re.compile(rf"(?<![^\W_])(?:{any_of(words('agencies'))})(?![^\W_])", re.IGNORECASE)


@cache
def _owner_words() -> frozenset[str]:
    """The words of agencies' names."""
    return frozenset(word for name in words("agencies") for word in WORD.findall(name))


@cache
def _spelt() -> frozenset[str]:
    return frozenset(rows("agencies"))


@cache
def _small_words() -> frozenset[str]:
    """What stands in small letters in credits."""
    listed = classes("credit_words")
    labels = frozenset(word for entry in listed["label"] | listed["lead"] for word in WORD.findall(entry))
    return labels | _owner_words() | classes("byline_words")["particle"] | listed["small"]


def _names_owner(text: str) -> bool:
    """Whether an agency is named in a text, in capitals or in the spelling of the list."""
    if _owner_words().isdisjoint(WORD.findall(text.casefold())):
        return False
    found = (match[0] for match in _owners().finditer(text))
    return any(name.isupper() or len(name) > OWN_CASE or name in _spelt() for name in found)


def is_agency(text: str) -> bool:
    """Whether a text is the name of an agency and nothing else; short ones are spelt as in the list, or in capitals."""
    return text.casefold() in words("agencies") and (len(text) > OWN_CASE or text.isupper() or text in _spelt())


def may_end_with_agency(text: str) -> bool:
    """Whether a text ends with a word that names of agencies have: to look for it is fast."""
    return text.rstrip(" .)）]").rpartition(" ")[2].rpartition("/")[2].casefold() in _owner_words()


def agency_ends(text: str) -> list[int]:
    """Where names of agencies end in a text."""
    if _owner_words().isdisjoint(WORD.findall(text.casefold())):
        return []
    return [match.end() for match in _owners().finditer(text)]


def _is_anonymous(text: str) -> bool:
    """Whether a credit names nobody: "privat", "соцсети"."""
    listed = classes("credit_words")["anonymous"]
    text = text.casefold()
    return text in listed or text.partition(" ")[0] in listed or " ".join(text.split()[:2]) in listed


def is_named(text: str) -> bool:
    """Whether a text holds names, and nothing that only sentences hold.

    >>> is_named("Ann Bell via Getty Images"), is_named("Ferries of the BBC at sea")
    (True, False)
    """
    if has_east_asian(text):
        return len(text) <= MAX_SIGNS and "。" not in text
    return all(
        not begins_small(word) or not word.islower() or len(word) < 2 or word in _small_words()
        for word in WORD.findall(_ACCOUNT.sub("", text))
    )


def is_owner(text: str) -> bool:
    """Whether a short text names who owns a picture: an agency and other names."""
    if not text or len(text) > MAX_CREDIT or not _names_owner(text):
        return False
    return not _FULL_STOP.search(text) and not _ADDRESS.search(text) and is_named(text)


def is_source(text: str) -> bool:
    """Whether a text in brackets behind a sentence names a person or an office, with capitals in all its long words:
    "U.S. District Court", "NOAA/SPC", "KTLA"."""
    if text.casefold() in classes("credit_words")["owner"]:
        return False
    if is_person(text):
        return True
    if text.isascii() and text.isupper() and len(text) > 2:
        return True
    parts = re.split(r"[\s/,]+", text)
    several = (len(parts) > 1 or "/" in text) and not any(map(str.isdigit, text))
    return several and all(part[:1].isupper() or part[:1] == "@" for part in parts if len(part) > 3)


def is_signed(text: str) -> bool:
    """Whether a text is a person's name and, beside it, for whom: "Ann Bell/ABC", "Ann Bell for The Harbour"."""
    parts = [part.strip() for part in _BESIDE.split(text)]
    if not 2 <= len(parts) <= 3 or not all(0 < len(part.split()) <= MAX_NAME for part in parts):
        return False
    if any(part[0].islower() and " " in part for part in parts):
        return False
    if is_person(parts[0]) and ("/" in text or begins_given(parts[0])):
        return True
    return len(parts) == 2 and "/" in text and is_known_person(parts[1])


def is_few(text: str) -> bool:
    """Whether a text is so short that it may be a credit without a label."""
    return len(text.split()) <= MAX_WORDS and not text.endswith(CLOSED)


def is_owned(text: str) -> bool:
    """Whether a line without a label is a credit and nothing else.

    >>> is_owned("Getty Images"), is_owned("AP:Associated Press"), is_owned("Ann Bell"), is_owned("BBC crew at sea")
    (True, True, False, False)
    """
    if is_agency(text):
        return True
    text = _BEHIND.sub("", text)
    if not is_few(text) or _FULL_STOP.search(text):
        return False
    account, _, agency = text.partition("/")
    if is_signed(text) or (" " not in account.strip() and is_agency(agency.strip())):
        return True
    if not is_owner(text) or is_known_person(text):
        return False
    if text == text.swapcase() or has_east_asian(text):
        # Without capitals, names are told by what stands between them.
        parts = re.split(r"\s?[/|,:]\s?", text)
        return any(map(is_agency, parts)) and len(text.split()) <= MAX_NAME
    return True


def is_sentence(text: str) -> bool:
    """Whether a text behind a label is a caption and no name."""
    return text.endswith(CLOSED) and len(text.split()) >= SENTENCE and not is_named(text)


def begins_named(text: str) -> bool:
    """Whether a credit begins as names do."""
    begin = text.lstrip("©@( ").split()[:2]
    if not begin:
        return False
    named = not begins_small(begin[0]) or _names_owner(" ".join(begin))
    return named or _is_anonymous(text) or bool(_SITE.fullmatch(text))


def names_somebody(text: str) -> bool:
    """Whether a text names an agency or a person."""
    return is_owner(text) or is_signed(text) or is_person(text)
