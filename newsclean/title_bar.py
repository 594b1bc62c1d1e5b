"""The page's title bar, with which many dumps begin: what it says with the site's name and without."""

from __future__ import annotations

import re

from newsclean.rows import columns

#: A headline has at least this many letters; a wide one counts twice.
SHORTEST = 12
#: A site's name has at most this many words, as has a kicker before a headline,
KICKER = 5
#: and is at most this share of a headline.
SITE = 0.6
#: A line that repeats the title bar has at most so many more characters, for its quotes.
MORE = 5
#: Longest line that is looked at.
LONGEST = 300

# Chinese and Japanese set no space around them: "卵が高い｜ベル新聞", "港口鸡蛋涨价_贝尔网".
_CUT = re.compile(
    r"\s+(?:[|–—·•»›«‹<>~⋆│┃―:-]{1,2}|//)\s+|\s*[|»｜│┃]\s*|\s*-{2,}\s*|(?<=[^\x00-\u2fff])[_－-](?=[^\x00-\u2fff])"
)
_QUOTES = frozenset("«»")
# "(12) Eggs are dear": messages that a browser's tab counts
_COUNT = re.compile(r"\(\d{1,3}\)\s+")
_NO_LETTER = re.compile(r"[\W_]+")


class TitleBar:
    """A page's first line, of which others may be repetitions; false if it is no title bar."""

    def __init__(self, line: str) -> None:
        # lynx begins with the names of the page's links, behind a "#".
        self.line = line[:LONGEST] if line[:1] != "#" else ""
        self._cuts = frozenset(key for cut in cuts(self.line) if len(key := letters(cut)) >= SHORTEST)
        self._least = min(map(len, self._cuts), default=LONGEST)

    def __bool__(self) -> bool:
        return bool(self.line)

    @property
    def is_sited(self) -> bool:
        """Whether a separator stands before what may be the site's name."""
        return len(self._cuts) > 1

    def repeats(self, text: str) -> bool:
        """Whether a line below the title bar is what that says, with or without the site's name."""
        return self._least <= len(text) <= len(self.line) + MORE and letters(text) in self._cuts


def bare(bar: str) -> str:
    """A title bar's text without the site's name and its sections: short parts at its end, or one at its start.

    >>> bare("Eggs are dear again | Markets | The Bell"), bare("The Bell | Eggs are dear again in Marrow Bay")
    ('Eggs are dear again', 'Eggs are dear again in Marrow Bay')
    >>> bare("(12) Eggs are dear again « The Bell"), bare("港の卵がまた高い｜ベル新聞")
    ('Eggs are dear again', '港の卵がまた高い')
    """
    bar = _COUNT.sub("", bar, 1) if bar[:1] == "(" else bar
    while marks := _marks(bar):
        before, site = bar[: marks[-1].start()], bar[marks[-1].end() :]
        if columns(letters(before)) < SHORTEST or len(site.split()) > KICKER or len(site) > SITE * len(before):
            site, after = bar[: marks[0].start()], bar[marks[0].end() :]
            first = not {"|", "｜", "::"}.isdisjoint({marks[0][0].strip()}) and len(site) < SITE * len(after)
            return after if first else bar
        bar = before.rstrip()
    return bar


def cuts(line: str) -> list[str]:
    """A title bar's text, whole and without what stands behind each of its separators, longest first."""
    # Of a line to which a dump glued the menu, the separators nearest to the title are looked at.
    line, last = line[:LONGEST], -5 if len(line) <= LONGEST else 0
    ends = [found.start() for found in _marks(line)][last:]
    return [line, *(line[:end] for end in reversed(ends) if end)]


def parts(line: str) -> list[str]:
    """What stands between the separators of a title bar.

    >>> parts("Eggs are dear again | Markets | The Bell")
    ['Eggs are dear again', 'Markets', 'The Bell']
    """
    return _CUT.split(line[:LONGEST])


def _marks(line: str) -> list[re.Match[str]]:
    """The separators of a title bar; marks of quotation are none."""
    found = list(_CUT.finditer(line))
    quoted = line.count("«") == line.count("»") > 0
    return [mark for mark in found if _QUOTES.isdisjoint(mark[0])] if quoted else found


def letters(text: str) -> str:
    """The letters and digits of a text, small."""
    return _NO_LETTER.sub("", text.casefold())
