"""The lines of a page that may be bylines → its authors.

Each line is read for itself (`bylines.read`), then weighed by what the page tells of it: the tagger also takes buttons,
picture captions and teasers for bylines, and bylines for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsclean.fields.people.announcing import (
    APART,
    BYLINE,
    REACH,
    Printed,
    announce,
    goes_on,
    leads_on,
    names_picture,
    set_apart,
)
from newsclean.fields.people.bylines import Byline, read
from newsclean.fields.people.names import EDGES, MAX_WORDS, begins_given, is_cjk, is_given, is_known_person
from newsclean.fields.times.dates import is_cue
from newsclean.fields.words import classes
from newsclean.title_bar import parts

#: Most words of a signature that names nobody.
SIGNATURE = 3
#: So many characters of a text show whether it is Japanese.
START = 2000
#: A page's authors are those of its most trusted lines, if their trust is this at least; for editors less is enough.
ENOUGH, ENOUGH_FOR_EDITORS = 2.9, 1.4


_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa]")
_NO_SIGNATURE = re.compile(r"[\d\[\]?!…]|[.:：]$")
_HANDLE = re.compile(r"(?<!\S)@(\w{4,})")


class Authors(NamedTuple):
    """The authors of a page; which of the lines given are bylines, and from which the names were read (by their places
    in the sequence)."""

    names: list[str]
    bylines: frozenset[int]
    named: frozenset[int]


class Surroundings:
    """What a page tells of a name: `told` is its article's headline and text, `end` the lines that print an author
    again (who he is, "More by"), `outlets` the names of its site, in small letters and without spaces, `told_of` the
    lines of any kind that say who writes ("Ann Bell is a reporter")."""

    def __init__(
        self, told: str = "", end: str = "", outlets: frozenset[str] = frozenset(), told_of: Sequence[str] = ()
    ) -> None:
        self.told, self.end, self.outlets, self.told_of = told, end, outlets, told_of
        # A single kana is a slip in a Chinese text.
        self._is_japanese = not told or len(_KANA.findall(told[:START])) > 1

    def credit(self, name: str, cue: str) -> float:
        """How much more, or less, likely a name is to be that of an author.

        These weights, and those of kinds and places, were set on the fundus pages of the validation folds and on half
        of the other sites of the corpus; right answers rose as much on the other half (67 to 82 % of WCXB's dumps).
        """
        credit = 2.0 if self.end and name in self.end else 0.0
        parts = name.split()
        if any(map(is_given, parts)):
            credit += 1
        elif not cue and is_cjk(name):
            familiar = name[0] in classes("byline_words")["family"]
            # Japanese names are told by no list of families: "岩渕遼子".
            kanji = self._is_japanese and 3 <= len(name) <= 5 and all("\u3400" <= sign <= "\u9fff" for sign in name)
            credit += 1 if familiar else 0 if kanji else -2
        elif not cue and self.is_made_of_words(parts):
            credit -= 4
        if len(parts) == 1 and name.isascii() and not credit:
            credit -= 1.5
        if not cue and credit < 2 and self._is_in_the_news(parts[-1]):
            credit -= 2
        return credit

    def _is_in_the_news(self, surname: str) -> bool:
        """Whether the article tells of a name, in any of its cases: "Merz" is "Merza" in Polish."""
        stem = surname[: max(4, len(surname) - 2)]
        return any(not _is_in_word(self.told, start - 1) for start in _places(stem, self.told))

    def is_made_of_words(self, parts: list[str]) -> bool:
        """Whether the text uses a word of a name in small letters, as no name is."""
        return any(
            not _is_in_word(self.told, start - 1) and not _is_in_word(self.told, start + len(word))
            for word in (part.casefold() for part in parts if len(part) > 2 and part[0].isupper())
            for start in _places(word, self.told)
        )


def _places(part: str, text: str) -> Iterator[int]:
    """Where a text holds another."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _is_in_word(text: str, place: int) -> bool:
    """Whether there is a letter, a digit or an underscore at a place of a text."""
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


def authors(lines: Sequence[Printed], dated: Iterable[int] = (), page: Surroundings | None = None) -> Authors:
    """The authors that the lines of a page name together: those of the most trusted line and of its neighbours.

    `dated` are the numbers of the lines that print the article's dates. Editors and the like are taken without an
    author only.
    """
    page = page or Surroundings()
    found = [read(line.text, page.outlets) for line in lines]
    dates = list(dated)
    announce(lines, found)
    set_apart(lines, found)
    trusts = [_trust(line, byline, dates, page) for line, byline in zip(lines, found, strict=True)]
    _weigh_neighbours(lines, found, trusts)
    best = max(trusts, default=0.0)
    first = trusts.index(best) if trusts else 0
    if trusts and _is_unsigned(lines, found, first):
        best = 0.0
    enough = bool(lines) and best >= (ENOUGH_FOR_EDITORS if found[first].cue == "other" else ENOUGH)
    chosen = _group(lines, found, trusts, first) if enough else []
    names: dict[str, str] = {}
    for number in chosen:
        for name in found[number].names:
            names.setdefault(name.casefold(), name)
    tagged = {n for n, line in enumerate(lines) if line.trust >= BYLINE and any(map(str.isalnum, line.text))}
    # "Author: Ann Bell" beside her picture, "Ann Bell, Tom Bell, University of Marrow" over the text.
    for number in sorted(tagged) if names else ():
        listed = {name.casefold(): name for name in found[number].names}
        if names.keys() < listed.keys() and not found[number].cue:
            names, chosen = listed, [*chosen, number]
    stated = {n for n in tagged if found[n].cue or found[n].organisation or n in chosen}
    # "Ann Bell", "Political editor"
    near = {n + 1 for n in stated} & tagged
    stated |= {n for n in near if found[n].role and not found[n].names}
    if not stated and not chosen:
        stated = {n for n in tagged if found[n].names or _may_sign(lines[n])}
    return Authors(_whole(names), frozenset(stated), frozenset(chosen))


def _may_sign(line: Printed) -> bool:
    """Whether a line that the tagger takes for a byline, and that names nobody, may be one: initials, a team or an
    outlet between the headline and the text, or behind a label."""
    text = line.text
    bare = text.strip(EDGES)
    if (":" not in bare and is_cue(bare)) or bare.casefold() in classes("byline_words")["nobody"]:
        return False
    return (line.trust > BYLINE or ":" in text) and len(text.split()) <= SIGNATURE and not _NO_SIGNATURE.search(text)


def _trust(line: Printed, byline: Byline, dates: list[int], page: Surroundings) -> float:
    """How likely a line names the authors; 0 for one without names, and for who made the pictures."""
    if not byline.names or (byline.cue == "other" and _made_pictures(line.text)):
        return 0.0
    trust = line.trust + {"by": 3.0, "other": -1.0, "": 0.0}[byline.cue] + 0.5 * byline.role
    trust += byline.dated or min((abs(line.line - date) for date in dates), default=99) <= REACH
    if not byline.cue and _is_credit(line.text, byline):
        trust -= 2
    elif not byline.cue and byline.organisation and byline.dated and begins_given(byline.names[0]):
        trust += 1  # "Ann Bell, Marrow Post 3:53 p.m. January 25, 2014"
    return max(0.1, trust + max(page.credit(name, byline.cue) for name in byline.names))


def _made_pictures(text: str) -> bool:
    """Whether a line begins with who made the pictures: "Illustration by Ann Bell"."""
    return text.lstrip(EDGES).partition(" ")[0].casefold() in classes("byline_words")["picture"]


def _weigh_neighbours(lines: Sequence[Printed], found: list[Byline], trusts: list[float]) -> None:
    """Trust a name more whose handle stands on another line, less right above who made the picture that shows its
    bearer, and who made pictures not at all. A handle behind the name is that of who wrote a post that is quoted."""
    handles = {_handle(word) for line in lines if "@" in line.text for word in _HANDLE.findall(line.text)}
    pictures = {line.line for line in lines if names_picture(line.text)}
    for number, (line, byline) in enumerate(zip(lines, found, strict=True)):
        if line.line in pictures and byline.cue == "other":
            trusts[number] = 0.0
        elif byline.names and "@" not in line.text and _handle(byline.names[0]) in handles:
            trusts[number] += 2
        elif byline.names and not byline.cue and not pictures.isdisjoint((line.line + 1, line.line + 2)):
            trusts[number] = max(0.1, trusts[number] - 1)


def _handle(name: str) -> str:
    """What a name and its bearer's handle have in common: "Ann Bell", "ann_bell"."""
    return "".join(filter(str.isalpha, name.casefold()))


def _is_credit(text: str, byline: Byline) -> bool:
    """Whether a line without "By" tells who made a picture: an agency stands before the name, or one of pictures."""
    lowered = text.casefold()
    if any(agency in lowered for agency in classes("byline_words")["pictures_of"]):
        return True
    return byline.organisation and not lowered.lstrip(EDGES).startswith(byline.names[0].casefold()[:4])


def _is_unsigned(lines: Sequence[Printed], found: list[Byline], first: int) -> bool:
    """Whether a byline names an agency or the staff and nobody else, and the best line is neither a byline nor says
    "By", or names who edited the text."""
    other = found[first].cue == "other" and lines[first].trust < BYLINE
    if other and any(said.cue == "by" and said.organisation and not said.names for said in found):
        return True
    if lines[first].trust >= BYLINE or found[first].cue == "by":
        return False
    # "Ann Bell" over "Marrow Post" is who wrote for it.
    own = first + 1 if any(map(begins_given, found[first].names)) else -1
    pairs = enumerate(zip(lines, found, strict=True))
    return any(n != own and line.trust >= BYLINE and said.organisation and not said.names for n, (line, said) in pairs)


def _group(lines: Sequence[Printed], found: list[Byline], trusts: list[float], first: int) -> list[int]:
    """The best line, and those that follow and precede it closely and are trusted nearly as much."""
    group = [first]
    for step in (1, -1):
        last = first
        number = first + step
        while 0 <= number < len(lines):
            joined = goes_on(lines[min(number, last)].text)
            if abs(lines[number].line - lines[last].line) > (APART if joined else REACH):
                break
            near = found[number].names and found[number].cue == found[first].cue
            sure = found[number].cue == "by" and lines[number].trust >= BYLINE
            listed = joined or found[number].announced
            if near and (listed or trusts[number] >= trusts[first] - (2 if sure else 1.5)):
                group.append(number)
                last = number
            elif leads_on(lines[number], found[number], listed=bool(found[first].cue)):
                last = number
            number += step
    return sorted(group)


def owner(bar: str, printed: Iterable[str]) -> str | None:
    """The person whose site a page is: its title bar ends with a name that is a line of the page, or closes its notice
    of copyright; None for any other site.

    >>> owner("Eggs are dear | Ann Bell", ["Home", "© 2024 Ann Bell"]), owner("Eggs | Marrow Post", ["Marrow Post"])
    ('Ann Bell', None)
    """
    name = parts(bar)[-1].strip()
    if name == bar.strip() or not is_known_person(name):
        return None
    shown = any(line == name or (line.endswith(name) and "©" in line) for line in printed)
    return name if shown else None


def _whole(names: dict[str, str]) -> list[str]:
    """The names, without those that are the first or last word of another one, or another one with an initial."""
    several = [key.split() for key in names if " " in key]
    parts = {part for words in several for part in words[:MAX_WORDS]}
    parts |= {f"{given[0]}. {' '.join(rest)}" for given, *rest in several if len(given) > 2}
    return [name for key, name in names.items() if key not in parts]
