"""Texts that a dump glued together are cut apart: BeautifulSoup's `get_text()` puts nothing between elements.

On pages whose source is one long line "… before the winter.However, the company …" are two paragraphs, and
"… at the harbourThe Bell" is a headline and a menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.rows import Dialect, Row, columns

#: So many sentences that begin right behind the full stop of another tell a page whose texts are glued, if it also has
#: the gaps or the long lines of `get_text()`: of 3,920 dumps in five other styles the article of four is then another.
FEWEST = 2
#: These empty lines are left of elements without text.
GAP = "\n\n\n\n"
#: So many characters a line, empty ones too, are long lines on average.
LONG_LINES = 150
#: Shortest word in which two are looked for.
SHORTEST = 5

_SMALL, _CAPITAL = "a-zß-öø-ÿа-яё", "A-ZÀ-ÖØ-ÞА-ЯЁ"
# Behind a word and the mark that ends its sentence, right before a sentence.
_SEAMLESS = rf"(?<=[^\W\d_]{{2}}.)[”’»)]?(?=[\"“‘«(]?[{_CAPITAL}][^\W\d_]+[ ,])"
_FULL_STOP = re.compile(rf"\.{_SEAMLESS}")
_SENTENCE = re.compile(rf"[.!?…]{_SEAMLESS}")
# Where signs of different kinds meet that are not in one word: "straight’By Ann Bell", "2024Save", "Drucken03.04.2024",
# "GMTUpdated", "Ann BellMARROW BAY", "ShareA ferry"
_SEAM = re.compile(
    rf"(?<=[{_SMALL}]{{2}}[”’»)])(?=[{_CAPITAL}][{_SMALL}])|(?<=\d)(?=[{_CAPITAL}][{_SMALL}]{{2}})"
    rf"|(?<=[{_SMALL}]{{3}})(?=\d{{1,2}}[.:]\d)|(?<=[{_CAPITAL}]{{2}})(?=[{_CAPITAL}][{_SMALL}]{{2}})"
    rf"|(?<=[{_SMALL}]{{3}})(?=[{_CAPITAL}]{{3}}|A [a-z])"
)
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(rf"(?<=[{_SMALL}]{{2}})(?=[{_CAPITAL}][{_SMALL}])")


def is_glued(text: str, dialect: Dialect) -> bool:
    """Whether paragraphs of a page are glued together. `dialect` is how it was printed.

    >>> page = "It was late.However, they came.The boat left.Nobody knows."
    >>> is_glued(page, Dialect(squeezed=True)), is_glued(page, Dialect()), is_glued(page + GAP, Dialect())
    (True, False, True)
    """
    if dialect.lynx or dialect.markdown or not (dialect.squeezed or GAP in text or _has_long_lines(text)):
        return False
    if text.count(".") - text.count(". ") - text.count(".\n") < FEWEST:
        return False
    return len(_FULL_STOP.findall(text)) >= FEWEST


def _has_long_lines(text: str) -> bool:
    """Whether a page has few lines for its length."""
    return len(text) >= LONG_LINES * (1 + text.count("\n"))


def unglued(rows: list[Row], text: str) -> Iterator[Row]:
    """The rows of such a page, each cut where a sentence or a title begins inside it."""
    words = words_of(text)
    for row in rows:
        places = seams(row.text, words)
        if not places:
            yield row
            continue
        begin, offset = 0, row.start + row.indent
        for end in (*places, len(row.text)):
            piece = row.text[begin:end]
            if shown := piece.strip():
                start = offset + begin + piece.index(shown[0])
                stop = start + len(shown)
                if begin:
                    yield Row(row.number, start, stop, shown, 0, 0, columns(shown))
                else:
                    yield Row(row.number, row.start, stop, shown, row.indent, row.blanks, row.indent + columns(shown))
            begin = end


def words_of(text: str) -> frozenset[str]:
    """The words of a page."""
    return frozenset(_WORD.findall(text))


def seams(text: str, words: frozenset[str]) -> list[int]:
    """Where a sentence or a title begins inside a text right behind another. `words` are those of the page."""
    places = {found.end() for found in _SENTENCE.finditer(text)}
    places.update(found.start() for found in _SEAM.finditer(text))
    places.update(_humps(text, words))
    return sorted(places)


def _humps(text: str, words: frozenset[str]) -> Iterator[int]:
    """Where a capital inside a word begins another element: the word begins small ("harbourThe"), has several such
    capitals ("HomeNewsSport"), or both of its parts are words of the page ("BankingIndia", but not "WhatsApp")."""
    for word in _WORD.finditer(text):
        whole = word[0]
        if len(whole) < SHORTEST or whole.islower() or whole.istitle() or whole.isupper():
            continue
        humps = [found.start() for found in _HUMP.finditer(whole)]
        if len(humps) == 1 and whole[0].isupper():
            cut = humps[0]
            behind = text[word.end() : word.end() + 1]
            if behind not in ("", " ", ",") or not {whole[:cut], whole[cut:]} <= words:
                continue
        yield from (word.start() + hump for hump in humps)
