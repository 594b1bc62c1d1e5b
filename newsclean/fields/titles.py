"""The headline as the page prints it elsewhere: in its title bar, a breadcrumb, a picture's alt text.

Dumps glue the kicker before the headline, or cut it off and lose the colon between them, and print the site's name
behind it. The same words elsewhere on the page show where the headline begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsclean.fields.pictures.marks import PICTURE
from newsclean.fields.words import classes, is_unspaced
from newsclean.records import folded
from newsclean.title_bar import KICKER, SHORTEST, TitleBar, bare, cuts, letters

#: The title bar is among so many first lines of a dump.
BAR = 3
#: So many words of a title bar, and half of them, are in the article's text: it is the article's.
TOLD = 3
#: A word in capitals before a headline has at least so many letters if it is a section's name: "MARKETS", not "NATO".
CAPITALS = 5

_MARKS = re.compile(r"[|>/▸»]")
# Marks over and under the letters of South Asia are no letters to Python, and no ends of words to anybody.
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0963\u0966-\u0dff])+")
# A kicker that a page parts from the headline by a style sheet only: "Market day:Eggs are dear", but "re:publica".
_KICKED = re.compile(r"(?<=[a-zß-ÿ]{3}):(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ])")
# What is left before a headline of a kicker that is none of the text.
_LEFT = " :|"
_NUMBER = re.compile(r"^\d{1,2}\.\s+(?=\D)")


class Bar(TitleBar):
    """The page's title bar; false if a page's first line is none.

    It is one if the article's `body`, in small letters, says most of what it says without the site's name.
    """

    def __init__(self, line: str, body: str) -> None:
        super().__init__(line)
        words = _words(bare(self.line))
        if sum(map(body.__contains__, words)) < max(TOLD, len(words) / 2):
            self.line = ""
        self._words = _words(self.line)

    def share(self, text: str) -> float:
        """How many of the words of another line and of the title bar are in both, from 0 to 1; 0 of its own."""
        words = _words(text)
        common = len(words & self._words)
        return 2 * common / (len(words) + len(self._words)) if common > 1 and text != folded(self.line) else 0.0


def told(text: str, body: str) -> tuple[int, int]:
    """How many of the words of a line are in the article's `body`, which is in small letters; and how many it has."""
    words = _words(text)
    return sum(map(body.__contains__, words)), len(words)


def _words(text: str) -> frozenset[str]:
    """The words of three letters or more; pairs of letters where words are not spaced."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if not word.isascii() and is_unspaced(word[0]):
            found += map("".join, pairwise(word))
        elif len(word) > 2:
            found.append(word)
    return frozenset(found)


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
    if "[" in headline or headline[0] in _LEFT:
        headline = PICTURE.sub("", headline).strip(_LEFT) or headline
    headline = _KICKED.sub(": ", _once(headline if spaced else _unspaced(headline)))
    key = letters(headline)
    if len(key) < 4:
        return headline
    over = letters(above or "")
    printings = [cut for line in bar[:BAR] for cut in cuts(line)]
    barred = len(printings)
    keys = [letters(printing) for printing in printings]
    for printing, found in zip(printings, keys, strict=True):
        if over and found == over + key and "|" not in printing:
            return printing.strip()
    if not any(found.endswith(key) for found in keys):
        # What the title bar says without the headline is looked for elsewhere.
        begin, *_, end = map(folded, (*headline.split()[:1], *headline.split()[-1:]))
        low, high = len(headline) // 3, len(headline) + 100
        near = [(line, line.casefold()) for line in others if low < len(line) <= high]
        more = [line for line, plain in near if begin in plain or end in plain]
        printings += more
        keys += map(letters, more)
    for printing, found in zip(printings, keys, strict=True):
        if found == key and _is_better(printing.strip(), headline):
            return printing.strip()
    if key in keys[:barred] or keys.count(key) > 1:
        return headline
    for number, (printing, found) in enumerate(zip(printings, keys, strict=True)):
        if max(SHORTEST, len(key) / 2) <= len(found) < len(key) and _is_within(printing, headline, number < barred):
            return printing.strip()
    unnumbered = _NUMBER.sub("", headline)
    return unnumbered if unnumbered in printings else headline


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
    return half if len(half) >= SHORTEST and headline in (f"{half} {half}", half * 2) else headline


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
        return few and (kicker[-1:] in ":|–—·>/▸" or (barred and (" " in kicker or _is_kicker(kicker, headline))))
    if whole.startswith(part):
        rest = whole[len(part) :].strip()
        few = len(rest.split()) <= 3
        # A time, a "by" that the dump put there, the kicker of what comes next.
        return (
            rest[:1] in "|–—·»"
            or (barred and rest[:2] == "- ")
            or (barred and few and (rest.endswith(":") or rest.islower() or any(map(str.isdigit, rest))))
        )
    return False


def _is_kicker(word: str, headline: str) -> bool:
    """Whether the first word of a headline is a label of stories ("Video"), or the only one in capitals."""
    labels = classes("list_labels")
    first = headline[: len(word)]
    capitals = len(word) >= CAPITALS and first.isupper() and not headline.isupper()
    return capitals or word.rstrip("+") in labels["related"] | labels["genre"]
