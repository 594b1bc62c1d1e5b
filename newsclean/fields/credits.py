"""A line of a caption → its text and its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from newsclean.fields.lists import PICTURE, RULE
from newsclean.fields.names import is_person
from newsclean.fields.words import WORD, any_of, classes, has_east_asian, is_east_asian, words

#: Longest credit, in characters: a longer text behind "Photo:" is the caption itself.
MAX_CREDIT = 120
#: Longest line that is a credit and nothing else.
MAX_LINE = 90
#: A caption that begins again with so many characters of itself is printed twice.
REPEATED = 20
#: A word of so many letters is none that leads to a name.
LONG_WORD = 4
#: Longest label before a caption.
MAX_CAPTIONED = 20
#: Longest line of which only the end is looked at, and longest button at its end with what is around it.
TAIL, LONGEST_BUTTON = 400, 60

_MARK = re.compile(r"(?:^|[\s|.,;–—-])(?:©|\(c\) |\(C\)|copyright (?=[A-Z©]))\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{2,120}(?:\([^()]{1,60}\)[^()]{0,40})?)[)）\]】]?[.。]?$")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"”’»)]?\s+|(?<=[^\W\d_]{2}[.!?])(?=[A-Z])|[»”]\s+|\s[|–—]\s")
_BARE = re.compile(
    r"\s(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]{1,30} [^\W\d_a-zß-öø-ÿ][\w.'’-]{1,30}|@\w{1,30} via \w{1,30})"
    r" ?/ ?(?P<owner>[\w /-]{2,40})$"
)
# "[1/5] The ferry", "1 of 2. The ferry", "1:07 The ferry": numbers of pictures, lengths of videos
_COUNTER = re.compile(
    r"\[?\d{1,3}\s?(?:/|of|von|sur|de|di|af|av|van|из)\s?\d{1,3}\]?[.:]?\s+(?=\S)|\d{1,2}:\d\d\s+(?=[^\W\d_])"
)
# What a label of a credit needs: a mark, or a word of those that need none.
_SIGN = re.compile(
    r"[:：©/|=＝(（،]|\.\.\.|source,|\b(?:by|of|via|di|de|von|av|door|Dok|fot|courtesy)\b", re.IGNORECASE
)
_GLUED = re.compile(r"(?:foto|photo|bild|image|credit|fotos)(?::|\.\.\.)", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.!?]\s")
_NEW_SENTENCE = re.compile(r"[.!?]\s\S")
#: What stands around a credit.
EDGES = " \t\u3000|,;:：/–—-=＝.●■▲"


class Part(NamedTuple):
    """A line of a caption, split: `text` is empty if the line is a credit only."""

    text: str
    credit: str | None


@cache
def _labels() -> re.Pattern[str]:
    """A label of a credit at the start of a line or behind a mark, and what is between it and the credit."""
    listed = any_of(classes("credit_words")["label"])
    unspaced = any_of(word for word in classes("credit_words")["label"] if is_east_asian(word[0]))
    # Vogue's dumps glue: "VALENTINOFoto: ..."; a label that begins with a capital may stand right behind a letter.
    return re.compile(
        rf"(?:^|(?<=[\s|(（\[.,;»”/–—-]))(?:{listed})(?:\s?[:：]|\.\.\.|\s?©|\s?/(?=\s?\S)|\s[|–-]\s)\s*"
        rf"|(?:^|(?<=[\s|(（\[.,;»”/–—-]))(?:{any_of(classes('credit_words')['lead'])})(?:\s?[:：]\s*|\s+)"
        rf"|(?<=[^\W\d_])(?:Foto|Photo|Bild|Image|Credit|Fotos)(?::|\.\.\.)\s*"
        rf"|(?:{unspaced})[=＝／/：:・]\s*|(?:{unspaced})(?=[A-Z])",
        re.IGNORECASE,
    )


@cache
def _trailing() -> re.Pattern[str]:
    """A button behind a credit, at the end of a line."""
    return re.compile(rf"[\s,.|]{{0,3}}(?:{any_of(classes('credit_words')['purchase'])})[\s,.]*+$", re.IGNORECASE)


def _untrailed(text: str) -> str:
    """A line without the buttons at its end."""
    end = len(text)
    while found := _trailing().search(text, max(0, end - LONGEST_BUTTON), end):
        end = found.start()
    return text[:end]


@cache
def _captioned() -> tuple[str, ...]:
    """Labels before a caption: "Image caption"."""
    return tuple(classes("credit_words")["captioned"])


@cache
def _purchase_ends() -> tuple[str, ...]:
    """The last words of what `_trailing` takes off."""
    return tuple({word.split()[-1] for word in classes("credit_words")["purchase"]})


@cache
def _label_words() -> frozenset[str]:
    """The first words of labels: without one of them no label is looked for."""
    listed = classes("credit_words")
    return frozenset(match[0] for word in listed["label"] | listed["lead"] if (match := WORD.search(word)))


def _label_places(text: str, start: int = 0) -> Iterator[int]:
    """Where in a text a label can begin, unless it is glued to the word before it."""
    return (word.start() for word in WORD.finditer(text, start) if word[0].casefold() in _label_words())


def _label_of(text: str) -> re.Match[str] | None:
    """The label that a text begins with."""
    unspaced = text != "" and is_east_asian(text[0])
    if not (_SIGN.search(text) or has_east_asian(text)) or (not unspaced and next(_label_places(text), 1)):
        return None
    return _labels().match(text)


def _last_label(text: str, start: int) -> re.Match[str] | None:
    """The last label of a credit from `start` on: known words begin one, and to search for all of them is slow."""
    unspaced = has_east_asian(text[start:])
    if not unspaced and not _SIGN.search(text, start):
        return None
    if unspaced or _GLUED.search(text, start):
        return _last(_labels(), text, start)
    found: re.Match[str] | None = None
    for place in _label_places(text, start):
        if found is None or place >= found.end():
            found = _labels().match(text, place) or found
    return found


@cache
def _owners() -> re.Pattern[str]:
    """Names of agencies as words, in the spelling of the list or in capitals."""
    listed = words("agencies")
    return re.compile(rf"(?<![^\W_])(?:{any_of(listed)})(?![^\W_])", re.IGNORECASE)


@cache
def _owner_words() -> frozenset[str]:
    """The first words of agencies' names."""
    return frozenset(match[0] for name in words("agencies") if (match := WORD.search(name)))


def _names_owner(text: str) -> bool:
    """Whether an agency is named in a text."""
    found = _owner_words().intersection(WORD.findall(text.casefold()))
    return bool(found) and _owners().search(text) is not None


def split_credit(text: str) -> Part:
    """A caption's line as text and credit.

    >>> split_credit("The ferry at Marrow Bay. (Photo: Ann Bell/AFP)")
    Part(text='The ferry at Marrow Bay.', credit='Ann Bell/AFP')
    >>> split_credit("Getty Images").credit
    'Getty Images'
    """
    if RULE.match(text):
        text = RULE.sub("", text, 1)
    if "[" in text:
        text = PICTURE.sub("", text).strip()
    if counter := _COUNTER.match(text):
        text = text[counter.end() :].lstrip(EDGES)
    if label := next(filter(text[:MAX_CAPTIONED].casefold().startswith, _captioned()), ""):
        text = text[len(label) :].lstrip(" ,،:")
    if text.rstrip(" \t\xa0,.").casefold().endswith(_purchase_ends()):
        text = _untrailed(text)
    if not text.strip():
        return Part("", None)
    whole = _whole(text)
    if whole is not None:
        return Part("", whole)
    start = max(0, len(text) - TAIL)
    bracket = _BRACKET.search(text, start)
    if bracket and bracket.start():
        credit = _unlabelled(bracket[1])
        before = text[: bracket.start()].rstrip()
        labelled = credit != bracket[1].strip(EDGES)
        ends = before[-1:] in '.!?…»”"。'
        if (labelled and credit) or is_owner(credit) or (ends and (is_person(credit) or _is_title(credit))):
            return Part(before.strip(), credit)
    found = _last_label(text, start)
    if found is not None and (inside := _in_brackets(text, found)) is not None:
        return inside
    if found is None or len(text) - found.end() > MAX_CREDIT or not _is_capital(text[found.end() :]):
        found = _last(_MARK, text, start)
    if found is not None and found.start() and 1 < len(text) - found.end() <= MAX_CREDIT:
        credit = _unlabelled(text[found.end() :])
        # The first label of several: "Foto: Bild: X".
        return Part(text[: found.start()].rstrip(" \t\u3000|,;:/–—-(（["), credit or None)
    return _last_sentence(text, start)


def _in_brackets(text: str, label: re.Match[str]) -> Part | None:
    """A credit in brackets with text behind them: "The ferry. (AP Photo/Ann Bell) The ferry ... more >"."""
    opened = text.rfind("(", 0, label.start() + 1)
    closed = text.find(")", label.end())
    if opened < 1 or closed < 0 or text.find(")", opened, label.start()) >= 0 or closed - opened > MAX_CREDIT:
        return None
    before, behind = text[:opened].rstrip(), text[closed + 1 :].strip(" .*")
    repeated = behind[:REPEATED].casefold() in before.casefold() or behind.endswith(">")
    whole = before if repeated else f"{before} {text[closed + 1 :].strip()}"
    return Part(whole.strip(), _unlabelled(text[opened + 1 : closed]) or None)


def is_owner(text: str) -> bool:
    """Whether a short text names who owns a picture: an agency in it, or a name and a slash."""
    if not text or len(text) > MAX_CREDIT:
        return False
    return _names_owner(text) and not _FULL_STOP.search(text[:-1])


def _whole(text: str) -> str | None:
    """The credit that a line is, if it is nothing else."""
    if len(text) > MAX_LINE:
        return None
    plain = text.strip()
    if plain[0] in "(（[" and plain[-1] in ")）]":
        plain = plain[1:-1]
    plain = plain.strip(EDGES)
    label = _label_of(plain)
    if label:
        rest = plain[label.end() :]
        return _unlabelled(rest) or plain if not _NEW_SENTENCE.search(rest) and _is_capital(rest) else None
    mark = _MARK.match(plain)
    if mark:
        return plain[mark.end() :].strip(EDGES) or plain
    listed = classes("credit_words")
    if plain.casefold() in listed["label"] | listed["lead"] | classes("byline_words")["short_by"]:
        return ""
    few = len(plain.split()) <= 7 and not plain.endswith((".", "!", "?", "…"))
    if few and plain.casefold() in words("agencies"):
        return plain
    if few and is_owner(plain) and re.search(r"[/|@,]| via | für | for ", plain):
        return plain
    if few and is_owner(plain) and _owners().fullmatch(plain.split("/")[-1].strip()):
        return plain
    # "Craig Bell/ABC", "Ann Bell | Moment | Getty Images"
    first, slash, rest = plain.partition("/")
    if few and slash and is_person(first.strip()) and len(rest.split()) <= 4:
        return plain
    bars = plain.split(" | ")
    if 1 < len(bars) <= 4 and bars[-1].casefold() in words("agencies") and all(len(b.split()) <= 4 for b in bars):
        return plain
    # "AP:Associated Press"
    return plain if few and all(is_owner(part.strip()) for part in re.split("[:|]", plain)) else None


def _is_title(text: str) -> bool:
    """Whether all long words of a text have capitals, as names of offices do: "U.S. District Court", "NOAA/SPC"."""
    if text.casefold() in classes("credit_words")["owner"] or any(map(str.isdigit, text)):
        return False
    parts = re.split(r"[\s/,]+", text)
    return (len(parts) > 1 or "/" in text) and all(part[:1].isupper() for part in parts if len(part) > 3)


def _is_capital(text: str) -> bool:
    """Whether a credit begins as names do."""
    plain = text.lstrip("©@( ")
    return bool(plain) and (not plain[0].islower() or is_owner(plain))


def _unlabelled(text: str) -> str:
    """A credit without its labels and marks."""
    text = text.strip(EDGES)
    for _ in range(3):
        label = _labels().match(text) or _MARK.match(text)
        if not label or label.end() >= len(text):
            break
        text = text[label.end() :].strip(EDGES)
    # "Credit: By Ann Bell"
    return text[3:] if text[:3] in ("By ", "by ") else text


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The last match from `start` on."""
    found = None
    for match in pattern.finditer(text, start):
        found = match
    return found


def _agency_at_end(text: str) -> str:
    """The agency that a caption ends with, behind a word in small letters that is none of "by", "of" and the like; or
    nothing."""
    last = text.split()[-4:]
    for number in range(1, len(last)):
        if last[number - 1].islower() and len(last[number - 1]) >= LONG_WORD and last[number][0].isupper():
            agency = " ".join(last[number:])
            return agency if agency.casefold() in words("agencies") else ""
    return ""


def _last_sentence(text: str, start: int) -> Part:
    """A credit that stands behind the last sentence without a mark: "… on Monday. Ann Bell/AFP"."""
    end = _last(_SENTENCE_END, text, start)
    if end is not None and end.end() < len(text):
        rest = text[end.end() :].strip()
        short = len(rest) <= MAX_LINE and len(rest.split()) <= 8 and not rest.endswith((".", "!", "?"))
        if short and is_owner(rest):
            return Part(text[: end.end()].rstrip(" |–—"), rest)
    # "… in the harbour Reuters"
    agency = _agency_at_end(text)
    if agency:
        return Part(text[: -len(agency)].rstrip(), agency)
    # "… in Paris Benoit Bell/Reuters", "… @fire via X / Reuters"
    bare = _BARE.search(text, start)
    if bare and bare.start() > 20 and is_owner(bare["owner"]):
        return Part(text[: bare.start()].rstrip(), bare[0].strip())
    return Part(text, None)
