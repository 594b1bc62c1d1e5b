"""Texts that a dump glued together are cut apart: BeautifulSoup's `get_text()` puts nothing between elements.

On pages whose source is one long line "… before the winter.However, the company …" are two paragraphs, and
"… at the harbourThe Bell" is a headline and a menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsclean.dialects import Dialect
from newsclean.rows import Row, columns
from newsclean.shipped import rows as listed

#: So many sentences that begin right behind the full stop of another tell a page whose texts are glued, if it also has
#: the gaps or the long lines of `get_text()`: of 3,920 dumps in five other styles the article of four is then another.
FEWEST = 2
#: So do, beside such gaps or on one line, as many different words that are plainly several ("harbourThe",
#: "HomeNewsSport"): of 4,224 dumps in six other styles four more are then taken for glued, all of inscriptis.
JOINED = 8
#: These empty lines are left of elements without text.
GAP = "\n\n\n\n"
#: So many characters a line, empty ones too, are long lines on average.
LONG_LINES = 150
#: Shortest word in which two are looked for.
SHORTEST = 5
#: Longest given name that is looked for.
LONGEST_NAME = 20

_SMALL, _CAPITAL = "a-zß-öø-ÿа-яё", "A-ZÀ-ÖØ-ÞА-ЯЁ"
# Behind a word and the mark that ends its sentence, right before a sentence.
_SEAMLESS = rf"(?<=[^\W\d_]{{2}}.)[”’»)]?(?=[\"“‘«(]?[{_CAPITAL}][^\W\d_]+[ ,])"
_FULL_STOP = re.compile(rf"\.{_SEAMLESS}")
_SENTENCE = re.compile(rf"[.!?…]{_SEAMLESS}")
# Where signs of different kinds meet that are not in one word: "straight’By Ann Bell", "2024Save", "Drucken03.04.2024",
# "GMTUpdated", "Ann BellMARROW BAY", "ShareA ferry", "3 May 202410:30", "6:09 p.m.The ferry"
_SEAM = re.compile(
    rf"(?<=[{_SMALL}]{{2}}[”’»)])(?=[{_CAPITAL}][{_SMALL}])|(?<=\d)(?=[{_CAPITAL}][{_SMALL}]{{2}})"
    rf"|(?<=[{_SMALL}]{{3}})(?=\d{{1,2}}[.:]\d)|(?<=[{_CAPITAL}]{{2}})(?=[{_CAPITAL}][{_SMALL}]{{2}})"
    rf"|(?<=[{_SMALL}]{{3}})(?=[{_CAPITAL}]{{3}}|A [a-z])"
    rf"|(?<=(?:19|20)\d\d)(?=\d{{1,2}}[:.]\d\d(?!\d)|[{_CAPITAL}]{{3}})|(?<=[ap]\.m\.)(?=[{_CAPITAL}][{_SMALL}])"
)
# Where a byline or the label of a date begins: "NewsByAnn Bell", "UTCBy Ann Bell", "Ann BellUpdated: 3 May"
_CUE = re.compile(
    rf"(?<=[^\s_,;:([{{«“‘\"'-])(?=(?:By|BY|Von|Par|Por)[ \u00a0]?[{_CAPITAL}][{_SMALL}]+[ -][{_CAPITAL}]"
    rf"|(?:Updated|Published|Posted|Modified)[ :])"
)
# Likes and comments are counted behind it: "Dec 18, 2025133812Share"
_DATE = re.compile(rf"[{_CAPITAL}][{_SMALL}]{{2,8}} \d{{1,2}}, (?:19|20)\d\d(?=\d)")
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(rf"(?<=[{_SMALL}]{{2}})(?=[{_CAPITAL}][{_SMALL}])")


def is_glued(text: str, dialect: Dialect) -> bool:
    """Whether paragraphs of a page are glued together. `dialect` is how it was printed.

    >>> page = "It was late.However, they came.The boat left.Nobody knows."
    >>> is_glued(page, Dialect(squeezed=True)), is_glued(page, Dialect()), is_glued(page + GAP, Dialect())
    (True, False, True)
    """
    has_lines = not (dialect.squeezed or GAP in text)
    if dialect.lynx or dialect.markdown or (has_lines and not _has_long_lines(text)):
        return False
    stops = text.count(".") - text.count(". ") - text.count(".\n")
    if stops >= FEWEST and len(_FULL_STOP.findall(text)) >= FEWEST:
        return True
    return not has_lines and _has_joined_words(text)


def _has_joined_words(text: str) -> bool:
    """Whether many words of a page are several without a space between them."""
    found = (word for word in words_of(text) if len(word) >= SHORTEST and not word.islower())
    return sum(len(_HUMP.findall(word)) > word[0].isupper() for word in found) >= JOINED


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
    places = {found.end() for pattern in (_SENTENCE, _DATE) for found in pattern.finditer(text)}
    places.update(found.start() for pattern in (_SEAM, _CUE) for found in pattern.finditer(text))
    places.update(_humps(text, words))
    return sorted(places)


def _humps(text: str, words: frozenset[str]) -> Iterator[int]:
    """Where a capital inside a word begins another element: the word begins small ("harbourThe"), has several such
    capitals ("HomeNewsSport"), or its parts are words of the page, or a surname and one of these ("BankingIndia", "Ann
    BellApple", but not "WhatsApp")."""
    for word in _WORD.finditer(text):
        whole = word[0]
        if len(whole) < SHORTEST or whole.islower() or whole.istitle() or whole.isupper():
            continue
        humps = [found.start() for found in _HUMP.finditer(whole)]
        if len(humps) == 1 and whole[0].isupper():
            cut = humps[0]
            behind = text[word.end() : word.end() + 1]
            known = {whole[:cut], whole[cut:]} <= words or _begins_date(whole[cut:], text[word.end() : word.end() + 3])
            if behind not in ("", " ", ",") or not (known or _is_surname(text, word.start(), whole[cut:], words)):
                continue
        yield from (word.start() + hump for hump in humps)


def _begins_date(word: str, after: str) -> bool:
    """Whether a date begins with a word: "October 5"."""
    return after.strip()[:1].isdigit() and word.casefold() in months()


def _is_surname(text: str, place: int, after: str, words: frozenset[str]) -> bool:
    """Whether a given name stands before a word that ends in another word of the page."""
    before = text[max(0, place - LONGEST_NAME) : place].split()
    named = text[place - 1 : place] == " " and bool(before) and before[-1].casefold() in given_names()
    return named and (after in words or after.casefold() in words)


@cache
def months() -> frozenset[str]:
    """The names of months that are known, in small letters."""
    return frozenset(row.partition("\t")[0] for row in listed("months"))


@cache
def given_names() -> frozenset[str]:
    """The given names that are known, in small letters."""
    return frozenset(listed("given_names"))
