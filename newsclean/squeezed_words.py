"""The words of a squeezed page, and what tells that a line of it begins with one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise
from operator import eq

from newsclean.dialects import CAPITALS
from newsclean.glued import given_names
from newsclean.rows import begins_unspaced, has_no_case

#: What speaks for a line's beginning with a capital or a number, and against it, as log odds. Fitted to the lines of
#: 270 pages of the folds in some 15 languages, as BeautifulSoup prints them.
ANY = 0.75
#: A phrase that stands elsewhere behind another word begins here, or one ends here that stands elsewhere before another
#: word; both.
AGAIN, BOTH_AGAIN = 1.3, 2.95
#: Two words that the page has side by side once more, and in a sentence.
PAIR, NAME = -0.55, -0.85
#: The ends of sentences and of their parts among so many words ahead and behind.
FAR = 10
SENTENCE_AHEAD, COMMA_AHEAD, SENTENCE_BEHIND, COMMA_BEHIND = -0.85, -0.55, -0.25, -0.4
#: Each word that begins small: among the three behind, the five behind these, the fifth to the ninth ahead.
SMALL_NEAR, SMALL_BEHIND, SMALL_AHEAD = -0.3, -0.07, -0.09
#: Behind a small word of few letters, or one that the page has again and again; but a function word with a capital
#: behind a small word begins something.
AFTER_SHORT, AFTER_FREQUENT, FUNCTION_AFTER_SMALL = -2.0, -0.7, 1.7
#: Function words stand at the beginnings of lines more often than at their ends.
AFTER_FUNCTION, AFTER_FREQUENT_FUNCTION, BEFORE_FUNCTION = -0.35, -0.85, -0.65
#: "Sport Weather The ferry"
BEGINS_SENTENCE = 0.8
#: Behind "By", and behind the word after it: "By Ann Bell".
AFTER_BY = -2.0
AFTER_BRACKET, BRACKET = 2.0, -1.65
AFTER_GIVEN_NAME, AFTER_OWNER, AFTER_COLON, BETWEEN_CAPITALS, NUMBER_AFTER_CAPITAL = -1.5, -2.1, -1.5, -1.05, -0.5
#: A line begins from this score on. With -0.9 to -0.4 word F1 is within .005; lower ones find more authors and dates,
#: higher ones more titles.
LEAST = -0.7
#: A word of so many letters is short; one that the page has so many times in small letters is frequent.
SHORT, FREQUENT, FREQUENT_FUNCTION = 3, 8, 5
#: Initials, "Dr.", "No." have so many signs.
ABBREVIATION = 3
#: A number of so many digits, with which a line begins, counts what comes next.
COUNT = 3
#: Phrases of so many words are looked for among so many words of a page.
PHRASE, MOST_WORDS = 3, 50_000

_WORD = re.compile(r"\S+")
_SIGNS = '.,;:!?"“”„«»()[]…'
_CLOSING = "\"”’»)]'"
_SENTENCE_ENDS, _COMMAS = frozenset(".!?…。！？؟।۔"), frozenset(",;，；、،؛")
_OWNERS = ("'s", "’s")
_BY_WORDS = frozenset(("by", "von", "par", "por", "door", "di", "av", "af"))
# "ByAnn Bell"
_BY = re.compile(r"By(?=[A-Z][a-z])")


class Words:
    """The words of one row, n of them: each one's text, where it begins in the row, its text without signs, its first
    letter or digit, its last sign, and whether it begins small; and how many of the words before it begin small, end a
    sentence or a part of one (n + 1 entries). A word ends at a seam too."""

    def __init__(self, text: str, seams: Sequence[int] = ()) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        for begin, end in _spans(text, seams) if seams else (word.span() for word in _WORD.finditer(text)):
            self.texts.append(text[begin:end])
            self.starts.append(begin)
        self.bare = [word.strip(_SIGNS) for word in self.texts]
        self.firsts = [word[0] if word[0].isalnum() else next(filter(str.isalnum, word), "") for word in self.texts]
        self.lasts = [word.rstrip(_CLOSING)[-1:] for word in self.texts]
        self.small = [first.islower() for first in self.firsts]
        self.smalls = [0, *accumulate(self.small)]
        self.ends = [0, *accumulate(last in _SENTENCE_ENDS for last in self.lasts)]
        self.commas = [0, *accumulate(last in _COMMAS for last in self.lasts)]

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def named(self) -> frozenset[int]:
        """The numbers of the words that go on with a name in a sentence, as words with capitals, and numbers, do behind
        one that begins small: "of Marrow Bay"."""
        found = []
        in_name = False
        for number in range(1, len(self)):
            goes_on = self.lasts[number - 1].isalnum() and self._is_large(number)
            in_name = goes_on and (in_name or self.small[number - 1])
            if in_name and not self.small[number - 1]:
                found.append(number)
        return frozenset(found)

    def has_menu(self) -> bool:
        """Whether many words in a row do not begin small, as in menus and headers, and seldom in sentences."""
        return any(map(eq, self.smalls, self.smalls[CAPITALS:]))

    def _is_large(self, number: int) -> bool:
        return self.firsts[number] != "" and not self.small[number]


def _spans(text: str, seams: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end."""
    places = iter([*seams, len(text)])
    place = next(places)
    for word in _WORD.finditer(text):
        begin, end = word.span()
        while place < end:
            if place > begin:
                yield begin, place
                begin = place
            place = next(places)
        yield begin, end


class Again:
    """What a page prints more than once: phrases, by the words before and behind them, pairs of words, names, and
    words in small letters."""

    def __init__(self, words: Sequence[Words]) -> None:
        texts = list(islice(chain.from_iterable(part.texts for part in words), MOST_WORDS))
        phrases = list(zip(*(texts[shift:] for shift in range(PHRASE)), strict=False))
        self.begins = _differing(phrases, ["", *texts])
        self.ends = _differing(phrases, [*texts[PHRASE:], ""])
        self.pairs = Counter(islice(chain.from_iterable(pairwise(part.bare) for part in words), MOST_WORDS))
        self.named = Counter((part.bare[number - 1], part.bare[number]) for part in words for number in part.named)
        self.small = Counter(word for part in words for word, small in zip(part.bare, part.small, strict=True) if small)


def _differing(phrases: Sequence[tuple[str, ...]], beside: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The phrases that have different words beside them."""
    first: dict[tuple[str, ...], str] = {}
    return frozenset(
        phrase for phrase, word in zip(phrases, beside, strict=False) if first.setdefault(phrase, word) != word
    )


class Beginnings:
    """Where lines of a row may begin. `ends` are the places where lines end for sure."""

    def __init__(self, words: Words, again: Again, ends: set[int]) -> None:
        self._words = words
        self._again = again
        self._ends = ends
        self._function = [
            not small and word.casefold() in again.small for word, small in zip(words.bare, words.small, strict=True)
        ]

    def __iter__(self) -> Iterator[int]:
        """The places, in order."""
        words = self._words
        last = 0
        for number in range(1, len(words)):
            if words.small[number] or not words.firsts[number]:
                continue
            if self._begins(number, last == number - 1 or words.starts[number - 1] in self._ends):
                last = number
                yield words.starts[number]

    def _begins(self, number: int, begun: bool) -> bool:
        """Whether a line begins with a word that does not begin small; `begun`: one begins with the word before."""
        words = self._words
        first, before = words.firsts[number], words.texts[number - 1]
        if not words.firsts[number - 1] or words.lasts[number - 1] in _COMMAS:
            return False
        if before[-1] == "." and len(before) <= ABBREVIATION:
            return False
        starts = tuple(words.texts[number : number + PHRASE]) in self._again.begins
        stops = tuple(words.texts[max(0, number - PHRASE) : number]) in self._again.ends
        if starts and stops and not first.isdigit() and not first.isupper():
            return True
        if first.isalpha() and not first.isupper():
            # In scripts without capitals, a space between signs that need none is all there is.
            return begins_unspaced(words.texts[number]) and begins_unspaced(words.lasts[number - 1])
        if first.isdigit() and has_no_case(words.firsts[number - 1]) and not begins_unspaced(before):
            # No small letter tells that a sentence goes on.
            return (starts and stops) or not any(self._ends_ahead(number))
        if begun and not (starts and stops) and (self._function[number - 1] or _counts(before)):
            return False
        again = BOTH_AGAIN if starts and stops else AGAIN if starts or stops else 0.0
        return ANY + again + self._around(number) + self._before(number) + self._beside(number) >= LEAST

    def _ends_ahead(self, number: int) -> tuple[bool, bool]:
        """Whether a sentence ends soon behind a word, and a part of one."""
        words = self._words
        ahead = min(number + FAR, len(words))
        return words.ends[ahead] > words.ends[number], words.commas[ahead] > words.commas[number]

    def _around(self, number: int) -> float:
        """What sentences around a word tell."""
        words = self._words
        count, smalls = len(words), words.smalls
        sentence, comma = self._ends_ahead(number)
        behind = max(number - FAR, 0)
        near, off = max(number - 3, 0), max(number - 8, 0)
        return (
            SENTENCE_AHEAD * sentence
            + COMMA_AHEAD * comma
            + SENTENCE_BEHIND * (words.ends[number] > words.ends[behind])
            + COMMA_BEHIND * (words.commas[number] > words.commas[behind])
            + SMALL_NEAR * (smalls[number] - smalls[near])
            + SMALL_BEHIND * (smalls[near] - smalls[off])
            + SMALL_AHEAD * (smalls[min(number + 9, count)] - smalls[min(number + 4, count)])
        )

    def _before(self, number: int) -> float:
        """What the word before tells."""
        words, again = self._words, self._again
        last, bare = words.lasts[number - 1], words.bare[number - 1]
        score = AFTER_BRACKET * (words.texts[number - 1][-1] in ')]”»"') + AFTER_OWNER * bare.endswith(_OWNERS)
        if words.small[number - 1]:
            score += AFTER_SHORT * (len(bare) <= SHORT) + AFTER_FREQUENT * (again.small[bare] >= FREQUENT)
            score += FUNCTION_AFTER_SMALL * self._function[number]
        elif self._function[number - 1]:
            score += AFTER_FUNCTION
            score += AFTER_FREQUENT_FUNCTION * (again.small[bare.casefold()] >= FREQUENT_FUNCTION)
        if not self._function[number] and _BY.sub("", bare).casefold() in given_names():
            score += AFTER_GIVEN_NAME
        if bare.casefold() in _BY_WORDS or (number > 1 and words.bare[number - 2].casefold() in _BY_WORDS):
            score += AFTER_BY
        if last == ":" and words.smalls[min(number + 6, len(words))] > words.smalls[number] + 1:
            score += AFTER_COLON * (not any(map(str.isdigit, words.firsts[number : number + 4])))
        return score

    def _beside(self, number: int) -> float:
        """What the two words at a place tell together, and the next one."""
        words, again = self._words, self._again
        pair = (words.bare[number - 1], words.bare[number])
        here = number in words.named
        capitals = all(len(word) > 1 and word.isupper() for word in pair)
        return (
            PAIR * (again.pairs[pair] > 1)
            + NAME * (again.named[pair] > here)
            + BETWEEN_CAPITALS * capitals
            + NUMBER_AFTER_CAPITAL * (words.firsts[number].isdigit() and words.firsts[number - 1].isupper())
            + BRACKET * (words.texts[number][0] in '([“«"„')
            + BEFORE_FUNCTION * (number + 1 < len(words) and self._function[number + 1])
            + BEGINS_SENTENCE
            * (self._function[number] and words.small[number - 1 : number + 2] == [False, False, True])
        )


def _counts(word: str) -> bool:
    return len(word) <= COUNT and word.isdigit()
