"""The headline as the page prints it elsewhere: in its title bar, a breadcrumb, a picture's alt text.

Dumps glue the kicker before the headline, or cut it off and lose the colon between them, and print the site's name
behind it. The same words elsewhere on the page show where the headline begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsclean.records import folded

#: The title bar is among so many first lines of a dump.
BAR = 3
#: A headline has at least this many letters, and a shortened one at least half of them.
SHORTEST = 12
#: A kicker before the headline has at most this many words.
KICKER = 5
#: Longest line that is looked at.
LONGEST = 300

_CUT = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*[|»]\s*|\s*-{2,}\s*")
_NUMBER = re.compile(r"^\d{1,2}\.\s+(?=\D)")


def settled(headline: str, above: str | None, bar: Sequence[str], others: Iterable[str] = ()) -> str:
    """The headline in its best printing: `above` is the line over it, `bar` the first lines of the page.

    The same letters with other punctuation in the title bar or elsewhere win; then the line above and the headline as
    one; then a headline without the kicker, number or site's name that the dump glued to it.

    >>> settled("Culture: Eggs are dear again", None, ["Eggs are dear again | The Bell"])
    'Eggs are dear again'
    >>> settled("Eggs are dear", "Market day", ["Market day: Eggs are dear - The Bell"])
    'Market day: Eggs are dear'
    """
    key = letters(headline)
    if len(key) < 4:
        return headline
    over = letters(above or "")
    printings = [cut for line in bar[:BAR] for cut in cuts(line)]
    barred = len(printings)
    barred_keys = [letters(printing) for printing in printings]
    if any(found.endswith(key) for found in barred_keys):
        # The title bar knows the headline: nothing else is asked.
        others = ()
    ends = {folded(word) for word in (*headline.split()[:1], *headline.split()[-1:])}
    printings += [
        line
        for line in others
        if len(headline) // 3 < len(line) <= len(headline) + 100 and any(end in line.casefold() for end in ends)
    ]
    keys = [letters(printing) for printing in printings]
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


def cuts(line: str) -> list[str]:
    """A title bar's text, whole and without what stands behind each of its separators, longest first."""
    if len(line) > LONGEST:
        return []
    ends = [found.start() for found in _CUT.finditer(line)][-5:]
    return [line, *(line[:end] for end in reversed(ends) if end)]


def letters(text: str) -> str:
    """The letters and digits of a text, small."""
    return "".join(filter(str.isalnum, text.casefold()))


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
        return len(kicker.split()) <= KICKER and (kicker[-1:] in ":|–—·>/▸" or (barred and " " in kicker))
    if whole.startswith(part):
        rest = whole[len(part) :].strip()
        return rest[:1] in "|–—·»" or (barred and len(rest.split()) <= 3 and any(map(str.isdigit, rest)))
    return False
