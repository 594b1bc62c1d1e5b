"""What a person's name looks like, and how names in capitals are written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from newsclean.fields.words import classes, has_east_asian, words
from newsclean.rows import begins_small

#: What stands around names and belongs to none.
EDGES = " \t\u3000\u00a0/|｜•·⋅∙●▪◆‧–—-:：,;.。<>*\"“”„'’‘«»›→▸►+=＝()（）[]【】#_‖"
#: Most words of one name: "María del Carmen de la Cruz Ortega" has seven.
MAX_WORDS = 7

# What may stand between the words of a text that names an organisation.
_BREAK = re.compile(r"[\s/()]+")
# Possessive: some marks are letters, and what can be read in two ways is read in 2ⁿ.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e\u064b-\u0652\u200c\u200d'’`ʼ·.-])*+$")
# "FurrerDeutsche" is two names without a space; McDonald, DiCaprio, LaFleur are one.
_GLUED = re.compile(r"(?!(?:Fitz|Vander)[A-Z])[^\W\d_]{3,}[^\W\d_A-Z]([A-Z])")
_NICKNAME = re.compile(r"\s[\"“‘][^\W\d_][^\"“”‘’]{0,20}[\"”’]\s")
_ROMAN = re.compile(r"(?:II|III|IV|VI{0,3})$")
_STROKES = str.maketrans("łøđðı", "loddi")
_ACRONYM = re.compile(r"[A-Z]{2,6}$")
# "MSV Marrow", "NBC News": capitals that nobody can say as a word begin no name that is not all in capitals.
_INITIALISM = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,}$")


#: A name from elsewhere in Chinese signs, with a dot between its parts.
FOREIGN = r"[\u4e00-\u9fff]{1,6}(?:[·•‧][\u4e00-\u9fff]{1,8}){1,3}"


@cache
def _cjk() -> re.Pattern[str]:
    """A name in Chinese, Japanese or Korean; between its parts stands a space, or a dot in names from elsewhere."""
    return re.compile(
        r"(?:(?P<whole>[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,6}|[가-힣]{2,4})"
        rf"|[\u3400-\u9fff]{{1,3}}[ \u3000][\u3040-\u30ff\u3400-\u9fff]{{1,4}}|{FOREIGN})$"
    )


def is_person(text: str, *, stated: bool = False) -> bool:
    """Whether a text looks like a person's name. `stated`: it stands behind "By", so that one word is enough.

    >>> is_person("Maria de la Cruz"), is_person("Agence France-Presse"), is_person("Key Points")
    (True, False, False)
    """
    if has_east_asian(text):
        return bool(_cjk().match(text)) and text not in words("agencies") and not _is_organisation_in_cjk(text)
    parts = _NICKNAME.sub(" ", text).split()
    if not (1 if stated else 2) <= len(parts) <= MAX_WORDS or is_organisation(text) or len(text) > 60:
        return False
    if _INITIALISM.match(parts[0]) and not text.isupper():
        return False
    listed = classes("byline_words")
    if parts[0].casefold() in listed["article"] and not is_given(parts[1]) and parts[2:3] in ([], ["de"], ["del"]):
        return False  # "O Globo", "El Faro de Marrow"
    particles = listed["particle"]
    capitalised = 0
    for number, part in enumerate(parts):
        lowered = part.casefold()
        if begins_small(part) or part[0] in "'’":
            apart = _apostrophe(part)
            small = apart or lowered.replace("’", "'") in particles or lowered in listed["title"]
            if not small or (number == 0 and len(part) == 1):
                return False
            capitalised += apart and number > 0  # "Ali al-Masri"
            continue
        last = number > 0 and number == len(parts) - 1
        surname = last and lowered in listed["surname"]  # "Ann Page"
        # "By Tracey Lien", "Dave Dice": what is a word in one language is a surname in another, or a given name.
        known = last and number == 1 and is_given(parts[0])
        if number == 0 and ((len(parts) == 2 and lowered in listed["forename"]) or (stated and is_given(part))):
            capitalised += 1
            continue  # "Will Bell"
        nobody = lowered.rstrip(".:") in listed["nobody"] and (not surname or lowered in listed["organisation"])
        nobody &= not (known and stated)
        if nobody or (lowered in listed["speech"] and not known) or not _WORD.match(part):
            return False
        # "DER SPIEGEL": a particle that stands first in capitals is no name.
        if (_GLUED.match(part) and not part.isupper()) or (number == 0 and len(parts) == 1 and len(part) < 2):
            return False
        if not part.isupper() and part.endswith(".") and len(part) > 4 and lowered not in listed["title"]:
            return False
        capitalised += 1
    # "A- A+" is no name.
    if not any(len(part.strip(".-'")) > 2 for part in parts) and not stated:
        return False
    if stated:
        return capitalised > 1 or (capitalised == 1 and not _ACRONYM.match(text))
    return capitalised >= 2 or (capitalised == 1 and len(parts) > 1 and parts[0].casefold() in particles)


def is_organisation(text: str) -> bool:
    """Whether a text names an agency, an outlet or its staff, or a city as names of persons are written."""
    lowered = text.casefold()
    listed = classes("byline_words")
    if lowered in words("agencies") or lowered in listed["place"] or is_newspaper(lowered):
        return True
    parts = _BREAK.split(lowered)
    if len(parts) == 2 and parts[1] in listed["surname"] and is_given(parts[0]):
        return False  # "Megan Fox"
    return not listed["organisation"].isdisjoint(parts)


def is_newspaper(lowered: str) -> bool:
    """Whether a text in small letters is the name of a newspaper that is known, with or without "The"."""
    return lowered in words("newspapers") or lowered.removeprefix("the ") in words("newspapers")


def is_cjk(text: str) -> bool:
    """Whether a text is written as Chinese, Japanese and Korean names are, in a few signs without a space."""
    found = _cjk().match(text) if has_east_asian(text) else None
    return found is not None and found["whole"] is not None


def is_known_person(text: str) -> bool:
    """Whether a text looks like a person's name and begins with a given name."""
    return is_person(text) and begins_given(text)


def begins_given(name: str) -> bool:
    """Whether the first word of a name is a given name."""
    return is_given(name.split()[0])


def is_roman(word: str) -> bool:
    """Whether a word counts bearers of a name: "John McDonald III"."""
    return _ROMAN.match(word) is not None


def unaccented(text: str) -> str:
    """A text in small letters, without accents and strokes."""
    if text.isascii():
        return text.casefold()
    parted = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign)).translate(_STROKES)


def is_given(word: str) -> bool:
    """Whether a word, or its first part before a hyphen, is a given name of one of some sixty countries.

    >>> is_given("Jean-Pierre"), is_given("Łucja"), is_given("Correspondent")
    (True, True, False)
    """
    listed = words("given_names")
    lowered = unaccented(word)
    return lowered in listed or lowered.partition("-")[0] in listed


def _is_organisation_in_cjk(text: str) -> bool:
    """Offices, departments and companies end in such a sign, and so does who took a picture; labels are listed."""
    return (
        text[-1] in "社局部網网报報台站室院課班摄攝"
        or text in classes("byline_words")["nobody"]
        or any(sign in text for sign in classes("byline_words")["office"])
    )


def _apostrophe(part: str) -> bool:
    """`d'Ancona`, `al-Masri`, `ter-Braak`: a small particle and a capital behind a mark."""
    return re.match(r"[^\W\d_A-Z]{1,3}['’`-][^\W\d_]", part) is not None and any(c.isupper() for c in part)


def cased(name: str) -> str:
    """A name as it is written: words in capitals get small letters where names have them.

    >>> cased("MARI YAMAGUCHI"), cased("JOHN MCDONALD III"), cased("MARÍA DE LA CRUZ"), cased("SEAN O’NEIL")
    ('Mari Yamaguchi', 'John McDonald III', 'María de la Cruz', 'Sean O’Neil')
    """
    parts = name.split()
    all_upper = name.upper() == name and name.lower() != name
    folded = []
    for number, part in enumerate(parts):
        shouted = part.upper() == part and len(part.strip(".'’-")) > 1 and "." not in part.rstrip(".")
        if mixed := _MIXED.fullmatch(part):
            folded.append(mixed[1] + _titled(mixed[2]))  # "FERGUS McALLISTER"
            continue
        inner = 0 < number < len(parts) - 1 and part.casefold() in classes("byline_words")["particle"]
        # Among words in small letters, short capitals are initials ("TJ Miller", "Kim Jong UN" is not worth it).
        if not shouted or (not all_upper and len(part) <= 3 and not inner) or is_roman(part):
            folded.append(part)
        elif inner:
            folded.append(part.lower() if all_upper or part != "LE" else "Le")  # "Yves LE GOFF"
        elif all_upper and len(part) == 2 and number == 0 and len(parts) > 1 and part.isascii() and _is_initials(part):
            folded.append(part)
        else:
            folded.append("-".join(map(_titled, part.split("-"))))
    return " ".join(folded)


_MIXED = re.compile(r"(Ma?c|[ODLN]['’])([A-Z]{3,})")


def _is_initials(part: str) -> bool:
    """Two consonants ("JR", "TJ") are initials, and so is "AJ"; "AL", "ED", "JO" are names."""
    return part[1] == "J" or not re.search("[AEIOUY]", part)


def _titled(word: str) -> str:
    """One word of capitals with a capital first letter, and a second one after Mc, O' and D'."""
    lowered = word.replace("İ", "i").lower()
    if not lowered:
        return word
    found = re.match(r"(mc|[odln]['’])(.+)", lowered)
    if found and len(found[2]) > 2:
        prefix = found[1]
        return prefix[0].upper() + prefix[1:] + found[2][0].upper() + found[2][1:]
    first = "İ" if word[0] == "İ" else lowered[0].upper()
    return first + lowered[1:]
