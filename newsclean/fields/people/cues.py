"""The words that announce an author: "By", "Ein Kommentar von", "記者"; and those after which no author follows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from newsclean.fields.people.names import EDGES, is_given
from newsclean.fields.words import WORD, any_of, classes, is_east_asian, is_unspaced

#: Marks between the parts of a line.
_PARTING = tuple("|/•·⋅–—")


class Announced(NamedTuple):
    """What stands before the words that announce names, their kind (`by`, `other` or empty), and what follows."""

    before: str
    kind: str
    after: str


def announced(plain: str) -> Announced:
    """Find the words that announce an author in a line: at its start, or inside where they cannot be part of a name.

    >>> announced("Ein Kommentar von Ann Bell"), announced("14:07 | Von Ann Bell").after
    (Announced(before='', kind='by', after='Ann Bell'), 'Ann Bell')
    """
    glued = _glued().match(plain)
    if glued and not plain[glued.end() :].split(None, 1)[0].islower():
        plain = f"{glued[0]} {plain[glued.end() :]}"
    kind = ""
    # "Artikel von: Von Ann Bell"
    while (begun := _cues().match(plain)) and (not kind or begun["by"]):
        kind = kind or begun.lastgroup or ""
        plain = plain[begun.end() :].lstrip(EDGES)
    if kind == "by":
        return Announced("", kind, _helpers().split(plain, maxsplit=1)[0])
    inside = _inside(plain)
    if kind:  # "Reviewed by Tom Bell | By Ann Bell"
        return inside if inside and inside.kind == "by" and begins_part(inside.before) else Announced("", kind, plain)
    if inside:
        return inside
    capital = _capital().search(plain)
    if capital and is_given(capital[1]) and not _is_in_a_name(plain, capital):
        return Announced("", "by", plain[capital.start(1) :])
    return Announced("", "", plain)


def tells_of_author(text: str) -> bool:
    """Whether a line is the heading over who the author is, or begins with it: "About the author: Ann Bell"."""
    if text[:4].casefold() not in _about_beginnings():
        return False
    return text.partition(":")[0].strip().casefold() in classes("byline_words")["about"]


@cache
def _about_beginnings() -> frozenset[str]:
    return frozenset(heading[:4] for heading in classes("byline_words")["about"])


@cache
def _glued() -> re.Pattern[str]:
    """A word for "by" that lynx joined with the name: "byAnn Bell"."""
    return re.compile(rf"(?i:{any_of(classes('byline_words')['short_by'])})(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ])")


@cache
def _capital() -> re.Pattern[str]:
    """The same inside a line, where a new element begins with a capital: "All rights reserved Von Ann Bell"."""
    short = {form for word in classes("byline_words")["short_by"] for form in (word.capitalize(), word.upper())}
    return re.compile(rf"(?<=[\s|])(?:{any_of(short)})(?:\s+|(?=[A-Z][a-z]))([^\W\d_][\w-]+)")


def _is_in_a_name(plain: str, particle: re.Match[str]) -> bool:
    """Whether what may be a cue is a particle: "Mark Di Stefano" is one name."""
    return particle[0][:2] not in ("By", "BY") and plain[: particle.start()].rstrip().rpartition(" ")[2].istitle()


def announces(text: str) -> bool:
    """Whether a text begins with words that announce an author."""
    found = _cues().match(text.lstrip(EDGES))
    return found is not None and found["by"] is not None


def _inside(plain: str) -> Announced | None:
    for begun in _cues_inside().finditer(plain):
        before = plain[: begun.start()]
        if begun["anywhere"] or begins_part(before):
            return Announced(before, "other" if _is_helped(before) else "by", plain[begun.end() :])
    return None


def begins_part(before: str) -> bool:
    """Whether what follows a text is a new part of the line."""
    kept = before.rstrip()
    return kept.endswith(_PARTING) or "\n" in before[len(kept) :]


class _Cues:
    """Cues in named groups, by their first word (where no spaces part words, by their first sign): a pattern of them
    all takes forty times as long, and to compile them all takes longer than most pages."""

    def __init__(self, groups: dict[str, Iterable[str]], ending: str) -> None:
        self._ending = ending
        listed: dict[str, dict[str, list[str]]] = defaultdict(lambda: {group: [] for group in groups})
        self._patterns: dict[str, re.Pattern[str]] = {}
        for group, cues in groups.items():
            for cue in cues:
                word = WORD.match(cue)
                whole = word and not (is_east_asian(cue[0]) or is_unspaced(cue[0]))
                listed[word[0] if word and whole else cue[0]][group].append(cue)
        self._listed = dict(listed)

    def match(self, text: str) -> re.Match[str] | None:
        """The cue that a text begins with, in the group of its name."""
        word = WORD.match(text)
        found = self._beginning(word[0].casefold() if word else text[:1])
        return found.match(text) if found else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The cues in a text, in order."""
        if text.isascii() and self._listed.keys().isdisjoint(WORD.findall(text.casefold())):
            return
        for word in WORD.finditer(text):
            found = self._beginning(word[0].casefold())
            if found and (cue := found.match(text, word.start())):
                yield cue

    def _beginning(self, key: str) -> re.Pattern[str] | None:
        """The pattern of the cues that begin with a word, or with its first sign; None without such cues."""
        if key not in self._listed:
            key = key[:1]
        if key in self._listed and key not in self._patterns:
            # A group without cues matches nothing.
            parts = (rf"(?P<{group}>{any_of(cues) or '(?!)'})" for group, cues in self._listed[key].items())
            self._patterns[key] = re.compile(rf"(?:{'|'.join(parts)}){self._ending}", re.IGNORECASE)
        return self._patterns.get(key)


@cache
def _cues() -> _Cues:
    listed = classes("byline_words")
    return _Cues({"other": listed["other"], "by": listed["by"]}, r"(?:(?<=[:：/／'’])|(?![^\W\d_]))")


@cache
def _cues_inside() -> _Cues:
    listed = classes("byline_words")["by"]
    anywhere = {cue for cue in listed if " " in cue and cue.isascii()} | {"by", "par", "berichtet", "berichten"}
    # "14:07 | Von Eva Kirchner": a new part of the line begins with a cue.
    return _Cues({"anywhere": anywhere, "part": listed}, r"\s+")


@cache
def _helpers() -> re.Pattern[str]:
    """A second part of a byline, which names helpers: "Written by Ann Bell Edited by Tom Bell"."""
    listed = classes("byline_words")["other"]
    said = any_of(cue for cue in listed if cue.endswith((" by", " von", " par", " av", " de", " di")))
    labels = any_of(cue for cue in listed if cue.endswith((":", "：")))
    own = any_of(word for word in _cue_words() if word.endswith("ed"))
    return re.compile(rf"\s(?:(?:{said}|(?!(?:{own})\s)[a-z-]+ed by)[\s:]|(?:{labels}))", re.IGNORECASE)


def _is_helped(before: str) -> bool:
    """Whether "by" stands behind a word that makes of who follows no author: "photographed by"."""
    word = (before.casefold().split() or [""])[-1].lstrip(EDGES)
    return word in classes("byline_words")["helper"] or (word.endswith("ed") and word not in _cue_words())


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(word for cue in classes("byline_words")["by"] for word in cue.split())
