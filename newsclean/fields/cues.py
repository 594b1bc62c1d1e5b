"""The words that announce an author: "By", "Ein Kommentar von", "記者"; and those after which no author follows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from newsclean.fields.names import is_given
from newsclean.fields.persons import EDGES
from newsclean.fields.words import any_of, classes

_WORD = re.compile(r"[^\W\d_]+")
#: Marks between the parts of a line.
_PARTING = tuple("|/•·⋅–—")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
# lynx joins elements of a line: "byAnn Bell".
_GLUED = re.compile(r"(?:by|By|BY|von|Von|par|Par|por|Por|di|Di)(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ])")
# "All rights reserved Von Ann Bell", "Travel ByAnn Bell": a new element begins with a capital.
_CAPITAL = re.compile(
    r"(?<=[\s|])(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af)(?:\s+|(?=[A-Z][a-z]))([^\W\d_][\w-]+)"
)


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
    glued = _GLUED.match(plain)
    if glued and not plain[glued.end() :].split(None, 1)[0].islower():
        plain = f"{glued[0]} {plain[glued.end() :]}"
    kind = ""
    # "Artikel von: Von Ann Bell"
    while (begun := _at_start(plain)) and (not kind or begun["by"]):
        kind = kind or begun.lastgroup or ""
        plain = plain[begun.end() :].lstrip(EDGES)
    if kind:
        return Announced("", kind, _helpers().split(plain, maxsplit=1)[0] if kind == "by" else plain)
    inside = _inside(plain)
    if inside:
        return inside
    capital = _CAPITAL.search(plain)
    if capital and is_given(capital[1]):
        return Announced("", "by", plain[capital.start(1) :])
    return Announced("", "", plain)


def announces(text: str) -> bool:
    """Whether a text begins with words that announce an author."""
    found = _at_start(text.lstrip(EDGES))
    return found is not None and found["by"] is not None


def _at_start(plain: str) -> re.Match[str] | None:
    found = _of_first_word(_cues(), plain, 0)
    return found.match(plain) if found else None


def _inside(plain: str) -> Announced | None:
    for word in _WORD.finditer(plain):
        found = _of_first_word(_cues_inside(), plain, word.start())
        begun = found.match(plain, word.start()) if found else None
        if begun:
            before = plain[: begun.start()]
            if begun["anywhere"] or _begins_part(before):
                return Announced(before, "other" if _is_helped(before) else "by", plain[begun.end() :])
    return None


def _begins_part(before: str) -> bool:
    """Whether what follows a text is a new part of the line."""
    kept = before.rstrip()
    return kept.endswith(_PARTING) or "\n" in before[len(kept) :]


def _of_first_word(cues: Cues, plain: str, at: int) -> re.Pattern[str] | None:
    """The pattern of the cues that begin as a text does."""
    word = _WORD.match(plain, at)
    key = word[0].casefold() if word else plain[at : at + 1]
    return cues.get(key) or cues.get(key[:1])


class Cues:
    """Cues in named groups, by their first word (where no spaces part words, by their first sign): a pattern of them
    all takes forty times as long, and to compile them all takes longer than most pages."""

    def __init__(self, groups: dict[str, Iterable[str]], ending: str) -> None:
        self._ending = ending
        self._listed: dict[str, dict[str, list[str]]] = defaultdict(lambda: {group: [] for group in groups})
        self._patterns: dict[str, re.Pattern[str]] = {}
        for group, cues in groups.items():
            for cue in cues:
                word = _WORD.match(cue)
                self._listed[word[0] if word and not _SPACELESS.match(cue) else cue[0]][group].append(cue)

    def get(self, key: str) -> re.Pattern[str] | None:
        """The pattern of the cues that begin with a word, with a group for each name; None without such cues."""
        if key in self._listed and key not in self._patterns:
            # A group without cues matches nothing.
            parts = (rf"(?P<{group}>{any_of(cues) or '(?!)'})" for group, cues in self._listed[key].items())
            self._patterns[key] = re.compile(rf"(?:{'|'.join(parts)}){self._ending}", re.IGNORECASE)
        return self._patterns.get(key)


@cache
def _cues() -> Cues:
    listed = classes("byline_words")
    return Cues({"other": listed["other"], "by": listed["by"]}, r"(?![^\W\d_])")


@cache
def _cues_inside() -> Cues:
    listed = classes("byline_words")["by"]
    anywhere = {cue for cue in listed if " " in cue and cue.isascii()} | {"by", "par"}
    # "14:07 | Von Eva Kirchner": a new part of the line begins with a cue.
    return Cues({"anywhere": anywhere, "part": listed}, r"\s+")


@cache
def _helpers() -> re.Pattern[str]:
    """A second part of a byline, which names helpers: "Written by Ann Bell Edited by Tom Bell"."""
    listed = any_of(cue for cue in classes("byline_words")["other"] if cue.endswith((" by", " von", " par", " av")))
    own = any_of(word for word in _cue_words() if word.endswith("ed"))
    return re.compile(rf"\s(?:{listed}|(?!(?:{own})\s)[a-z-]+ed by)\s", re.IGNORECASE)


def _is_helped(before: str) -> bool:
    """Whether "by" stands behind a word that makes of who follows no author: "photographed by"."""
    word = before.rstrip().casefold().rpartition(" ")[2]
    return word in classes("byline_words")["helper"] or (word.endswith("ed") and word not in _cue_words())


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(word for cue in classes("byline_words")["by"] for word in cue.split())
