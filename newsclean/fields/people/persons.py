"""The part of a byline that names people → their names, without roles, places, agencies and who made the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from newsclean.fields.people.names import EDGES, cased, is_cjk, is_given, is_organisation, is_person
from newsclean.fields.people.roles import particles, tells_role, without_named, without_outlet, without_role
from newsclean.fields.words import any_of, classes, has_east_asian, words

#: What announces helpers at the start of a segment, and begins no name ("Con Bell" is one).
_WITH = frozenset({"with", "mit", "avec"})
#: Sign for a word between names: "and".
_JOINT = "‖"
_SEPARATORS = re.compile(
    r"([‖,;|•·⋅∙●▪◆‧–—\n、，؛،；／/+&＋]|\s-\s|\s{2,}|(?<![\u30a0-\u30ff])・|・(?![\u30a0-\u30ff])"
    r"|(?<=[^\W\d_]{4})(?<!Prof)(?<!prof)(?<!Dott)(?<!Dipl)(?<!Engr)(?<!Mohd)(?<!Capt)(?<!Dr)\.\s)"
)
#: Separators between people; behind others stand places and sections too.
_LISTING = frozenset("‖,;、，؛،；&＋+・")
_PARTS = re.compile("[|,‖]")
_CITY = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)?)(?:\s[-–—|/]|\s?[:：])\s(?=\S)")
_BRACKETS = re.compile(r"[(（]([^()（）]{0,200})[)）]")
_DOMAIN = re.compile(r"\w\.[a-z]{2,}$")
#: "Tom Bell, Jr."
SUFFIX = re.compile(r",\s(?=[JS]r(?!\w))")
_SEVERAL_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,3}")
_INITIALS = re.compile(r"(?:^|\s)(?:[^\W\d_]\.)*[^\W\d_]$")
# Arabic and Hebrew write "and" before the next word, without a space: "كايلا إبستين وأنجليكا كاساس".
_PREFIXED_AND = re.compile(r"(?<=\S)\s([וو])(?=([\u05d0-\u05ea\u0621-\u064a]{3,})\s\S)")
# "Ann  Bell": the page's source had two spaces, which browsers show as one.
_GAP = re.compile(r"([^\W\d_]+)\s{2,}([^\W\d_][\w'’-]+)(?=\s{2}|\s?\(|[,|/]|$)")


class Persons(NamedTuple):
    """Names, and whether an agency or an outlet, or what a person is, stands among them."""

    names: list[str]
    organisation: bool = False
    role: bool = False


@cache
def joints() -> re.Pattern[str]:
    """Words between names. A single letter joins only if it is small: "JOHN E SMITH"."""
    listed = classes("byline_words")["and"]
    long, short = [w for w in listed if len(w) > 1], [w for w in listed if len(w) == 1]
    return re.compile(rf"\s(?:(?i:{any_of(long)})|{any_of(short)})(?=\s|$)")


def parted(text: str) -> list[str]:
    """The parts of a text between words for "and"."""
    if " و" in text or " ו" in text:
        text = _PREFIXED_AND.sub(lambda found: found[0] if is_given(found[1] + found[2]) else f" {_JOINT}", text)
    return joints().sub(_joint, text).split(_JOINT)


def goes_back(text: str) -> str:
    """What follows the word with which a line goes on with a list: "and Tom Bell"; empty for any other line."""
    first, _, rest = text.partition(" ")
    return rest if len(first) > 1 and first.islower() and first in classes("byline_words")["and"] else ""


def _joint(found: re.Match[str]) -> str:
    """The sign for a word between names; the word itself inside a name: "José Bell e Pinto", "Dr. Dan Bell"."""
    word = found[0].strip()
    if not word.islower() and _is_name(word, found.string[: found.start()]):
        return found[0]
    if word not in ("e", "y"):
        return _JOINT
    before, after = (_PARTS.split(part) for part in (found.string[: found.start()], found.string[found.end() :]))
    surname = after[0].strip()
    inside = len(before[-1].split()) > 1 and surname.istitle() and surname.isalpha() and not is_organisation(surname)
    return found[0] if inside else _JOINT


def _is_name(word: str, before: str) -> bool:
    """Whether a word for "and" that does not begin small is a name behind a text: "Dr. Dan Bell", "LI NA"."""
    alone = len(_PARTS.split(joints().split(before)[-1])[-1].split()) < 2
    return (alone and len(word) == 2) or (is_given(word) and (alone or not word.isupper()))


@cache
def _pictures() -> re.Pattern[str]:
    """Who made the pictures, up to the next label: "… Foto: Tom Bell"."""
    listed = classes("byline_words")
    colons = any_of(word for word in listed["by"] if word.endswith((":", "：")) and len(word) > 2)
    labelled = rf"(?<!\w)(?:{any_of(listed['picture'])})\s?[:：](?:(?!{colons})[^|\n])*"
    return re.compile(labelled, re.IGNORECASE)


@cache
def _bracketed_pictures() -> re.Pattern[str]:
    """The same with the label in brackets: "Tom Bell (photography)"."""
    labels = any_of(classes("byline_words")["picture"])
    return re.compile(rf"(?:^|[|,;‖]|(?<=\)))[^|,;‖()]{{2,60}}\((?:{labels})[^()]{{0,30}}\)", re.IGNORECASE)


def persons(text: str, cue: str, *, dated: bool = False, outlets: frozenset[str] = frozenset()) -> Persons:
    """The persons that the segments of a text name; in its brackets, if nowhere else.

    `cue` tells that words like "By" stood before it. A text without begins with the name, unless a date was taken
    from it. `outlets` are names of the page's site, in small letters and without spaces.
    """
    text = _without_city(text)
    if not cue and text.isalpha() and text.isascii() and text.casefold() not in _WITH:
        return Persons([], is_organisation(text), not without_role(text))  # a word alone is no name
    text = SUFFIX.sub(" ", _undoubled(text))
    if (gap := _GAP.match(text)) and is_given(gap[1]):
        text = f"{gap[1]} {text[gap.start(2) :]}"
    text = _JOINT.join(parted(text))
    if ":" in text or "：" in text:
        text = _pictures().sub("|", text)
    if "(" in text:
        text = _bracketed_pictures().sub("|", text)
    found = _listed(_BRACKETS.sub("|", text), cue, dated, outlets)
    inner = "" if found.names else "|".join(_BRACKETS.findall(text))
    if inner:
        within = _listed(inner, cue, dated, outlets)
        return Persons(within.names, found.organisation or within.organisation, found.role or within.role)
    return found


def _without_city(text: str) -> str:
    """A text without the city that stands before a name or behind one: "القاهرة - أحمد محمد", "Ann Bell Karachi"."""
    before = _CITY.match(text)
    if before and before[1].casefold() in words("cities"):
        return "" if text[before.end()] in "«“" else text[before.end() :]  # "القاهرة: «الأهرام»"
    parts = text.split()
    city = len(parts) == 3 and parts[2].casefold() in words("cities") and not any(map(is_given, parts[1:]))
    return text.rpartition(" ")[0] if city else text


def _listed(text: str, cue: str, dated: bool, outlets: frozenset[str]) -> Persons:
    names: list[str] = []
    organisation = role = False
    certain, named = True, False
    reversed_name = unreversed(text) if cue else None
    if reversed_name:
        return Persons([reversed_name])
    for number, (separator, segment) in enumerate(_segments(text)):
        certain = (separator == _JOINT and named) or (certain and (not separator or separator in _LISTING))
        bare = without_outlet(segment, outlets, least=1 if cue and number == 0 else 2)
        name = _undoubled(without_role(bare))
        name = without_named(name, outlets, least=2) or name  # "Ann Bell AP Sports Writer"
        if number and segment.partition(" ")[0].casefold() in classes("byline_words")["other"]:
            named = False
            continue  # "Penulis Ann Bell | Editor Tom Bell"
        if name.partition(" ")[0].casefold() in _WITH:
            return Persons(names, True, role)  # "Mit Agenturmaterial", "With files from ..."
        organisation |= bare != segment or is_organisation(name) or (name != segment and is_organisation(segment))
        role |= name != bare and tells_role(bare)
        found = [one for one in _apart(name, cue) if is_person(one, stated=bool(cue) and number == 0)]
        # Behind somebody who is no person ("By Marrow Articles, Small Harbours") only known names are.
        first = not names and (not cue or number == 0 or organisation)
        if number and separator != _JOINT and name[:1].islower() and name.partition(" ")[0] in particles():
            continue  # "Ann Bell, da Roma"
        if found and (certain or _known(name) or first):
            names += map(cased, found)
        elif number == 0 and not (cue or dated or organisation):
            break
        named = bool(found)
        certain &= named and name == segment
    # "Laporan Wartawan marrow.example, Ann Bell"
    return Persons([name for name in names if not _DOMAIN.search(name)] or names, organisation, role)


def _segments(text: str) -> Iterator[tuple[str, str]]:
    """The segments of a text that are not empty, each with the separator before it."""
    pieces = ["", *_SEPARATORS.split(text)]
    separator = ""
    for mark, piece in zip(pieces[::2], pieces[1::2], strict=True):
        mark = mark.strip()
        if _JOINT in (separator, mark):
            separator = _JOINT
        elif not separator or mark not in _LISTING:  # "Ann Bell | + Marrow Bay"
            separator = mark
        if separator == "/" and piece[:1].strip():
            separator = ","  # "Ann Bell/Tom Bell", but "Ann Bell / Berlin"
        segment = piece.strip(EDGES).strip()  # of all other spaces
        if segment:
            if f"{segment}." in piece and (_INITIALS.search(segment) or segment.endswith((" Jr", " Sr"))):
                segment += "."  # "Max M."
            yield separator, segment
            separator = ""


def _known(name: str) -> bool:
    """Whether a name begins with a given name, or is written so that none can be known."""
    parts = name.split()
    last = len(parts) == 2 or not name.isascii()  # "Kis Péter", "Trần Thị Bình"
    return has_east_asian(name) or is_given(parts[0]) or (last and is_given(parts[-1]))


def unreversed(text: str) -> str | None:
    """The name that a text prints surname first, as persons write it; None for any other text.

    >>> unreversed("Bell, Ann"), unreversed("Ann Bell, Tom Bell")
    ('Ann Bell', None)
    """
    parts = text.strip(EDGES).split(", ")
    if len(parts) != 2 or any(" " in part or not part.istitle() for part in parts):
        return None
    last, first = parts
    return f"{first} {last}" if is_given(first) and not is_given(last) else None


def _undoubled(name: str) -> str:
    """A name that a dump printed twice in a row, once."""
    half = len(name) // 2
    if len(name) > 6 and (name[:half] == name[half:] or (name[half] == " " and name[:half] == name[half + 1 :])):
        return name[:half]
    return name


def _apart(name: str, cue: str) -> list[str]:
    """Several persons in a row without a separator, one by one; anything else is one person.

    A new name begins with a given name behind one that is none: "Anna Julia Bell Jan Michael Ray". Six words of which
    none is known are three persons.
    """
    parts = name.split()
    family = classes("byline_words")["family"]
    if len(parts) > 1 and all(part[0] in family and len(part) < 5 and is_cjk(part) for part in parts):
        return parts  # "张三 李四"
    if len(parts) < (6 if cue else 4):
        return [name]
    initials = [_SEVERAL_INITIALS.fullmatch(part) is not None for part in parts]  # "K.S. Venkat Ann Bell"
    if any(
        part[0].islower() or ("." in part and not initial) or part.casefold() in particles()
        for part, initial in zip(parts, initials, strict=True)
    ):
        return [name]
    given = [is_given(part) or initial for part, initial in zip(parts, initials, strict=True)]
    starts = [0, *(at for at in range(2, len(parts)) if given[at] and not given[at - 1])]
    ends = [*starts[1:], len(parts)]
    whole = all(given[start] and end - start > 1 for start, end in zip(starts, ends, strict=True))
    if len(starts) > 1 and whole:
        return [" ".join(parts[start:end]) for start, end in zip(starts, ends, strict=True)]
    if len(parts) == 6 and not cue:
        return [" ".join(parts[at : at + 2]) for at in (0, 2, 4)]
    return [name]
