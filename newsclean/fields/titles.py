"""The headline as the page prints it elsewhere: in its title bar, a breadcrumb, a picture's alt text.

Dumps glue the kicker before the headline, or cut it off and lose the colon between them, and print the site's name
behind it. The same words elsewhere on the page show where the headline begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsclean.records import folded

#: The title bar is among so many first lines of a dump.
BAR = 3
#: A headline has at least this many letters, and a shortened one at least half of them.
SHORTEST = 12
#: A kicker before the headline has at most this many words.
KICKER = 5
#: The site's name is at most this share of a headline.
SITE = 0.6
#: So many words of a title bar, and half of them, are in the article's text: it is the article's.
TOLD = 3
#: A line that repeats the title bar has at most so many more characters, for its quotes.
MORE = 5
#: Longest line that is looked at.
LONGEST = 300

_CUT = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*[|»]\s*|\s*-{2,}\s*")
_MARKS = re.compile(r"[|>/▸»]")
_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")
# A kicker that a page parts from the headline by a style sheet only: "Market day:Eggs are dear", but "re:publica".
_KICKED = re.compile(r"(?<=[a-zß-ÿ]{3}):(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ])")
_NUMBER = re.compile(r"^\d{1,2}\.\s+(?=\D)")


class Bar:
    """The page's title bar, with which many dumps begin; false if a page's first line is none.

    It is one if the article's `body`, in small letters, says most of what it says without the site's name.
    """

    def __init__(self, line: str, body: str) -> None:
        # lynx begins with the names of the page's links, behind a "#".
        self._line = line[:LONGEST] if line[:1] != "#" else ""
        words = _words(bare(self._line))
        if sum(word in body for word in words) < max(TOLD, len(words) / 2):
            self._line = ""
        self._cuts = frozenset(key for cut in cuts(self._line) if len(key := letters(cut)) >= SHORTEST)
        self._least = min(map(len, self._cuts), default=LONGEST)
        self._words = _words(self._line)

    def __bool__(self) -> bool:
        return bool(self._line)

    def repeats(self, text: str) -> bool:
        """Whether a line below the title bar is what that says, with or without the site's name."""
        return self._least <= len(text) <= len(self._line) + MORE and letters(text) in self._cuts

    def share(self, text: str) -> float:
        """How many of the words of another line and of the title bar are in both, from 0 to 1; 0 of its own."""
        words = _words(text)
        common = len(words & self._words)
        return 2 * common / (len(words) + len(self._words)) if common > 1 and text != folded(self._line) else 0.0


def told(text: str, body: str) -> float:
    """How many of the words of a line are in the article's `body`, which is in small letters, from 0 to 1;
    0 of a single word."""
    words = _words(text)
    return sum(word in body for word in words) / len(words) if len(words) > 1 else 0.0


def _words(text: str) -> frozenset[str]:
    """The words of three letters or more; pairs of letters where words are not spaced."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if word[0] >= "\u0e00" and _is_unspaced(word[0]):
            found += map("".join, pairwise(word))
        elif len(word) > 2:
            found.append(word)
    return frozenset(found)


def _is_unspaced(sign: str) -> bool:
    """Whether a sign is of a script that puts no space between words."""
    south = "\u0e00" <= sign <= "\u0eff" or "\u1000" <= sign <= "\u109f"
    return south or "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff"


def bare(bar: str) -> str:
    """A title bar's text without the site's name and its sections: short parts at its end, or one at its start.

    >>> bare("Eggs are dear again | Markets | The Bell"), bare("The Bell | Eggs are dear again in Marrow Bay")
    ('Eggs are dear again', 'Eggs are dear again in Marrow Bay')
    """
    while marks := list(_CUT.finditer(bar)):
        before, site = bar[: marks[-1].start()], bar[marks[-1].end() :]
        if len(letters(before)) < SHORTEST or len(site.split()) > KICKER or len(site) > SITE * len(before):
            site, after = bar[: marks[0].start()], bar[marks[0].end() :]
            return after if "|" in marks[0][0] and len(site) < SITE * len(after) else bar
        bar = before
    return bar


def settled(
    headline: str, above: str | None, bar: Sequence[str], others: Iterable[str] = (), *, spaced: bool = False
) -> str:
    """The headline in its best printing: `above` is the line over it, `bar` the first lines of the page.

    The same letters with other punctuation in the title bar or elsewhere win; then the line above and the headline as
    one; then a headline without the kicker, number or site's name that the dump glued to it. `spaced` says that the
    page's language puts a space before a colon.

    >>> settled("Culture: Eggs are dear again", None, ["Eggs are dear again | The Bell"])
    'Eggs are dear again'
    >>> settled("Eggs are dear", "Market day", ["Market day: Eggs are dear - The Bell"])
    'Market day: Eggs are dear'
    """
    others = list(others)
    if [headline] == bar[:1] and others.count(headline) < 2:
        return bare(headline)
    headline = _KICKED.sub(": ", _once(headline if spaced else _unspaced(headline)))
    key = letters(headline)
    if len(key) < 4:
        return headline
    over = letters(above or "")
    printings = [cut for line in bar[:BAR] for cut in cuts(line)]
    barred = len(printings)
    keys = [letters(printing) for printing in printings]
    if not any(found.endswith(key) for found in keys):
        # What the title bar says without the headline is looked for elsewhere.
        begin, *_, end = map(folded, (*headline.split()[:1], *headline.split()[-1:]))
        low, high = len(headline) // 3, len(headline) + 100
        near = [(line, line.casefold()) for line in others if low < len(line) <= high]
        more = [line for line, plain in near if begin in plain or end in plain]
        printings += more
        keys += map(letters, more)
    for printing, found in zip(printings, keys, strict=True):
        if over and found == over + key and "|" not in printing:
            return printing.strip()
    for printing, found in zip(printings, keys, strict=True):
        if found == key and _is_better(printing.strip(), headline):
            return printing.strip()
    if key in keys[:barred] or keys.count(key) > 1:
        return headline
    for number, (printing, found) in enumerate(zip(printings, keys, strict=True)):
        if max(SHORTEST, len(key) / 2) <= len(found) < len(key) and _is_within(printing, headline, number < barred):
            return printing.strip()
    return _NUMBER.sub("", headline) if f"{_NUMBER.sub('', headline)}" in printings else headline


def _unspaced(headline: str) -> str:
    """A headline without the spaces before its colons, which stand where the dump joined the kicker; a section before
    the kicker is left out ("Culture : Book fair: What they read")."""
    before, mark, after = headline.partition(" : ")
    if not mark:
        return headline
    return after if ": " in after and " " not in before else f"{before}: {after}"


def _once(headline: str) -> str:
    """A headline that a dump printed twice on one line, once."""
    half = headline[: len(headline) // 2].rstrip()
    return half if len(half) >= SHORTEST and headline == f"{half} {half}" else headline


def cuts(line: str) -> list[str]:
    """A title bar's text, whole and without what stands behind each of its separators, longest first."""
    # Of a line to which a dump glued the menu, the separators nearest to the title are looked at.
    line, last = line[:LONGEST], -5 if len(line) <= LONGEST else 0
    ends = [found.start() for found in _CUT.finditer(line)][last:]
    return [line, *(line[:end] for end in reversed(ends) if end)]


def letters(text: str) -> str:
    """The letters and digits of a text, small."""
    return _NO_LETTER.sub("", text.casefold())


def _is_better(printing: str, headline: str) -> bool:
    """Whether another printing of the same letters is worth having: it has the colon, or small letters.

    French sets a space before a colon, and so do dumps in other languages where a kicker ended.
    """
    if (
        printing[-1:].casefold() != headline[-1:].casefold()
        or printing[0].isalnum() != headline[0].isalnum()
        or "|" in printing
    ):
        return False
    colon = printing.count(":") > headline.count(":") or (" :" in headline and " :" not in printing and ":" in printing)
    return colon or (headline.isupper() and not printing.isupper())


def _is_within(printing: str, headline: str, barred: bool) -> bool:
    """Whether a headline is another printing with a kicker before it, or with a site's name or a time behind it."""
    whole, part = folded(headline), folded(printing)
    if whole.endswith(part):
        kicker = whole[: -len(part)].strip()
        # A breadcrumb has several marks.
        few = len(kicker.split()) <= KICKER or len(_MARKS.findall(kicker)) > 1
        return few and (kicker[-1:] in ":|–—·>/▸" or (barred and " " in kicker))
    if whole.startswith(part):
        rest = whole[len(part) :].strip()
        few = len(rest.split()) <= 3
        # A time, a "by" that the dump put there, the kicker of what comes next.
        return rest[:1] in "|–—·»" or (
            barred and few and (rest.endswith(":") or rest.islower() or any(map(str.isdigit, rest)))
        )
    return False
