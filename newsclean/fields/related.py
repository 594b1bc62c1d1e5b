"""The lines of a list of other stories → their headlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from newsclean.fields.lists import (
    BULLETS,
    EDGES,
    NUMBERED,
    is_sharing,
    reading,
    unread,
)
from newsclean.fields.people.bylines import read, without_dates
from newsclean.fields.people.cues import announces
from newsclean.fields.people.names import is_known_person, is_person
from newsclean.fields.pictures.marks import PICTURE, is_picture
from newsclean.fields.pictures.owners import is_owner
from newsclean.fields.readers.lines import role
from newsclean.fields.see_also import SENTENCE, labels_stories, unlabelled
from newsclean.fields.times.ago import is_ago
from newsclean.fields.times.dates import is_cue, is_month
from newsclean.fields.times.tokens import month_key
from newsclean.fields.words import DIGIT, LETTER, any_of, classes, has_east_asian, is_unspaced, small, words
from newsclean.title_bar import letters

#: Longest headline, in characters.
MAX_HEADLINE = 250
#: A line that ends like a sentence and has this many characters is a teaser's summary, not its headline.
SUMMARY = 120
#: The same in Chinese and Japanese, if a sentence ends in it.
SHORT_SUMMARY = 25
#: Longest line that is a date, a counter or a button and no headline; longest one that is a name beside a date, and how
#: many letters more than the name it has.
MAX_DATED, MAX_SIGNED, SPARE = 40, 80, 4
#: Longest word that is no headline alone; longest Chinese, Japanese or Korean line that is none: of 400 on 40 sites all
#: were sections, names and buttons.
ONE_WORD, FEW_SIGNS = 20, 4
#: Where this many headlines have that many words (the median), what has so few words is a section, a label or a name:
#: 51 of 60 such entries, read on pages of the folds.
LIST, LONG, SHORT = 5, 6, 3
#: The least of a headline that is found within another one, in Chinese and Japanese; more words than `SHORT` in others.
LONG_SIGNS = 12
#: So many letters of a headline that is cut off tell it; so many of a list begin with a time if all do.
CUT, TIMED = 25, 3

# What links and w3m print for pictures: "[IMG] Eggs are dear", "[p] Eggs are dear".
_ICONS = re.compile(r"^(?:\[(?:IMG|[a-zA-Z])\]\s*)+")
_LAST = re.compile(r"\s[|·•/–—-]\s(?=[^|·•]{1,40}$)")
# "[image]", and links of Markdown that hold an image only; w3m's field of a form
_PLACEHOLDER = re.compile(r"\]\(|^\[[^\]]{0,200}\]$|\[ {3,200}\]")
# "12:07 PM UTC"
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?| Uhr| h)?(?: [A-Z]{2,4})?", re.IGNORECASE)
_CLOCK_OR_YEAR = re.compile(r"\d[:.h]\d\d|(?<!\d)(?:19|20)\d\d(?!\d)")
# "10:21 | Eggs are dear", "10 h 21 Eggs are dear", "03/05/2024 Eggs are dear"
_TIME = re.compile(r"^(?:\d{1,2}(?:[:.h]| h )\d\d|\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2})[\s|·–-]+(?=\S)")
# "Eggs are dear 02:13"
_LENGTH = re.compile(r"(?<=[^\s\d.,)|·–(-])[\s|·–(-]{1,4}\d{1,2}:\d\d(?::\d\d)?\)?$")
# "May 3, 2024", "3. Mai 2024", "3 de mayo de 2024"
_DATE = (
    r"(?:(?P<month>[^\W\d_]{3,12})\.? \d{1,2},?|\d{1,2}\.? (?:de )?(?P<after>[^\W\d_]{3,12})\.?,?(?: de)?)"
    r" (?:19|20)\d\d"
)
_DAY = re.compile(_DATE)
# "May 3, 2024 | Eggs are dear", "03/05/2024 Eggs are dear", "Ann Bell, May 3 | Eggs are dear"
_FIRST = re.compile(
    rf"(?:{_DATE}|(?P<mark>\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}))[\s:|·•–—-]{{1,3}}(?=[^\Wa-z_])"
    r"|(?P<before>[^|·•–—]{4,40})\s[|·•–—-]\s(?=\S)"
)
# "Eggs are dear 21 Nov 2017, 11:30pm"
_DATED = re.compile(
    rf"(?<=[^\s,|·–-])(?-i:(?<!\s[a-zà]{{2}})(?<!\s[a-z]{{3}}))[\s|,·–-]{{1,3}}{_DATE}"
    r"(?P<clock>,? \d{1,2}[:.]\d\d(?: ?[ap]m| Uhr)?)?$",
    re.IGNORECASE,
)
# "港の船が動き出した2024-05-03"
_GLUED_DATE = re.compile(r"(?<=[^\s\d])20\d\d([-/.])\d\d?\1\d\d?(?: \d\d?:\d\d)?$")
_CLOSES = "0123456789mMr"
# The end of a sentence in Chinese and Japanese.
_STOP = re.compile(r"。(?![」』）])")


def headlines(lines: Sequence[str], own: Iterable[str] = ()) -> dict[int, str]:
    """The headlines that the lines of a page's lists print, each once, by the number of the line. `own` are those of
    the page's article, which its lists hold too.

    >>> headlines(["Read more: Eggs are dear", "Most read", "Gates stay open"], ["Gates stay open"])
    {0: 'Eggs are dear'}
    """
    found = {number: said for number, line in enumerate(lines) if (said := headline(line)) is not None}
    titles = {letters(title) for title in own}
    found = {number: said for number, said in found.items() if not _is_one_of(said, titles)}
    found = _without_labelled(_without_sections(found))
    numbered = [number for number, said in found.items() if DIGIT.search(said)]
    for time in (_TIME, _LENGTH, _DATED) if len(numbered) >= TIMED else ():
        timed = {number: time.sub("", found[number]) for number in numbered if time.search(found[number])}
        if len(timed) >= TIMED:
            found |= timed
    return dict(zip(found, unnumbered(list(found.values())), strict=True))


def _is_one_of(headline: str, titles: set[str]) -> bool:
    """Whether a headline is one of these, or the beginning of one."""
    said = letters(headline)
    if said in titles:
        return True
    return len(said) >= CUT and headline.endswith(("…", "...")) and any(title.startswith(said) for title in titles)


def _without_sections(found: dict[int, str]) -> dict[int, str]:
    """The headlines without those that are so short, in a list of long ones, that they are none."""
    words = {number: said.count(" ") + 1 for number, said in found.items() if not has_east_asian(said)}
    if len(words) < LIST or median(words.values()) < LONG:
        return found
    return {n: said for n, said in found.items() if words.get(n, LONG) > SHORT or DIGIT.search(said)}


def _without_labelled(found: dict[int, str]) -> dict[int, str]:
    """The headlines without those that another one is the beginning or the end of: the same with a section, a label or
    an alt text beside it."""
    known = set(found.values())
    return {number: said for number, said in found.items() if known.isdisjoint(_ends(said))}


def _ends(said: str) -> Iterator[str]:
    """The beginnings and the ends of a headline that are long enough for one, but not all of it; nothing begins with a
    small letter, which would go on with what is before it."""
    spaces = [place for place, sign in enumerate(said) if sign == " " and not said[place + 1 : place + 2].islower()]
    count = said.count(" ")
    for space in spaces:
        end, begin = said[space + 1 :], said[:space]
        if end.count(" ") >= SHORT or (len(end) >= LONG_SIGNS and has_east_asian(end)):
            yield end
        if count - end.count(" ") > SHORT or (len(begin) >= LONG_SIGNS and has_east_asian(begin)):
            yield begin


def headline(line: str) -> str | None:
    """The headline of another story on one line; None for labels ("Read more"), names, dates, counters and summaries.

    >>> headline("Read more: Eggs are dear"), headline("Most read"), headline("Ann Bell"), headline("3 hours ago")
    ('Eggs are dear', None, None, None)
    """
    plain = _plain(line)
    once = unlabelled(plain)
    plain = _unsigned(_undated(_unbuttoned(once if once == plain else unlabelled(once))))
    numbered = DIGIT.search(plain) is not None
    # A section, or a button: no headline is one short word.
    short = len(plain) < 4 or (len(plain) <= ONE_WORD and " " not in plain)
    if not plain or (short and _is_short(plain)):
        return None
    if (
        ("]" in plain and _PLACEHOLDER.search(plain))
        or (" " not in plain and ("://" in plain or is_picture(plain)))
        or not LETTER.search(plain)
        or is_sharing(plain)
        or len(plain) > MAX_HEADLINE
        or (len(plain) >= SUMMARY and SENTENCE.search(plain))
        or (len(plain) >= SHORT_SUMMARY and _STOP.search(plain))
        or plain[-1] in ":："
    ):
        return None
    if numbered and len(plain) <= MAX_SIGNED and _is_signed(plain):
        return None
    if len(plain) > MAX_DATED:
        return plain
    if plain.casefold().startswith(_leads()) or _is_named(plain):
        return None
    if announces(plain) and read(plain).names:
        return None  # "By Ann Bell | 10 hours ago"
    if numbered:
        if _CLOCK.fullmatch(plain) or is_month(plain):
            return None
        left = unread(plain).strip(EDGES)
        found = map(role, {left, plain.strip(EDGES)})
        useless = any(said.kind in ("date", "count", "end", "more", "votes") or said.date for said in found)
        return None if useless or _counted().fullmatch(plain) or labels_stories(_LENGTH.sub("", left)) else plain
    return None if plain.casefold() in classes("comment_lines")["end"] else plain


def _is_short(line: str) -> bool:
    """Whether a line without spaces between its words is too short for a headline; others are, being one word."""
    if has_east_asian(line):
        return len(line) <= FEW_SIGNS
    return not is_unspaced(line[0])


def _plain(line: str) -> str:
    """A line without what stands around it; the quotation marks around words stay."""
    if line[0] in "[iI":
        line = PICTURE.sub("", line) if PICTURE.match(line) else _ICONS.sub("", line)
    plain = line.strip(BULLETS)
    if plain[:1] == "[" and plain.find("]") == len(plain) - 1 and plain.count(" ") >= SHORT:
        return plain[1:-1].strip(BULLETS)  # no mark of a picture
    if "«" in plain and plain.count("«") > plain.count("»"):
        if line.rstrip().endswith("»"):
            return line.lstrip(BULLETS).rstrip()
        return plain.removeprefix("« ")  # the way to the story before
    return plain


def _is_signed(line: str) -> bool:
    """Whether a line is a date, or a name beside one, and nothing else: "Ann Bell, May 3, 17:46"."""
    if (day := _DAY.fullmatch(line)) and month_key(day["month"] or day["after"]):
        return True  # most lines that are dates are such
    timed = _CLOCK_OR_YEAR.search(line) is not None
    if not timed and len(line) > MAX_DATED:
        return False
    rest = without_dates(line)
    if rest == line:
        return False
    rest = _CLOCK.sub("", rest)
    left = len(letters(rest))
    if left and not (timed or is_ago(line) or unread(line) != line):
        return False
    if left <= SPARE or is_cue(rest.strip(EDGES)):
        return True
    return left <= len(letters("".join(read(line).names))) + SPARE


def _is_named(line: str) -> bool:
    """Whether a line is the name of one or more persons or an agency, or a picture's credit."""
    label, mark, rest = line.partition(": ")
    if mark and label.casefold() in classes("credit_words")["label"]:
        return is_person(rest) or is_owner(rest)
    if line.casefold() in words("agencies") or line[0] == "©":
        return True
    return all(map(is_known_person, _ands().split(line)))


@cache
def _ands() -> re.Pattern[str]:
    """What stands between names."""
    return re.compile(rf",\s|\s(?:{any_of(classes('byline_words')['and'])})\s", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """How many have read a story: "1.2K views"."""
    counted = any_of(classes("list_labels")["counted"])
    return re.compile(rf"\+?\d[\d.,]{{0,8}} ?[kKmM]? ?(?:{counted})(?: \d{{1,9}})?", re.IGNORECASE)


def _unbuttoned(line: str) -> str:
    """A headline without the button behind it: "Eggs are dear Read more"."""
    lowered = small(line)
    if len(lowered) != len(line) or not lowered.endswith(_buttons()):
        return line
    button = next(button for button in _buttons() if lowered.endswith(button))
    rest = line[: -len(button)]
    is_headline = " " in rest or has_east_asian(rest)
    return rest.rstrip(BULLETS) if is_headline and not line[len(rest) + 1].islower() else line


@cache
def _buttons() -> tuple[str, ...]:
    return tuple(sorted((f" {label}" for label in classes("list_labels")["read_on"]), key=len, reverse=True))


def _undated(line: str) -> str:
    """A headline without the date before it, and the date, or the time that it takes to read, behind it: "Eggs are dear
    | 3 min read"."""
    if not DIGIT.search(line):
        return line
    if has_east_asian(line):
        line = _GLUED_DATE.sub("", line)
    if (rest := line[_date_end(line) :]).count(" ") >= SHORT:
        line = rest
    dated = _DATED.search(line, max(0, len(line) - MAX_DATED)) if line[-1] in _CLOSES else None
    if dated and dated["clock"] and line.count(" ", 0, dated.start()) >= SHORT - 1:
        line = line[: dated.start()]
    while last := _LAST.search(line):
        rest = line[last.end() :]
        if letters(unread(rest)) and not _CLOCK.fullmatch(rest) and not _is_signed(rest):
            return line
        line = line[: last.start()]
    found = reading(line, max(0, len(line) - MAX_DATED))
    return line[: found.start()].rstrip() if found and found["beside"] and found.end() == len(line) else line


def _date_end(line: str) -> int:
    """Where the date before a headline ends, and what parts the two."""
    first = _FIRST.match(line) if DIGIT.search(line, 0, MAX_DATED) else None
    if first is None:
        return 0
    if before := first["before"]:
        dated = LETTER.search(before) is not None and not _CLOCK.fullmatch(before) and _is_signed(before)
    else:
        dated = bool(first["mark"] or month_key(first["month"] or first["after"]))
    return first.end() if dated else 0


def _unsigned(line: str) -> str:
    """A headline without its author: "Eggs are dear | Ann Bell", "Eggs are dear By Ann Bell"."""
    said, mark, name = line.rpartition(" | ")
    if not mark:
        said, mark, name = line.rpartition(" By ")
    return said if " " in said and 0 < len(name) <= MAX_DATED and is_known_person(name) else line


@cache
def _leads() -> tuple[str, ...]:
    """How labels begin behind which the name of a section or of a person stands: "More from The Bell"."""
    return tuple(f"{lead} " for lead in classes("list_labels")["lead"])


def unnumbered(headlines: list[str]) -> list[str]:
    """Headlines without their numbers, if three or more follow each other with the numbers of a list.

    >>> unnumbered(["1. Eggs", "2. Ferries", "3. Gates"]), unnumbered(["1. FC Bell wins", "7. Mai: Eggs are dear"])
    (['Eggs', 'Ferries', 'Gates'], ['1. FC Bell wins', '7. Mai: Eggs are dear'])
    """
    found = [NUMBERED.match(headline) for headline in headlines]
    numbers = [int(number[1]) if number else 0 for number in found]
    follows = [one and other == one + 1 for one, other in pairwise(numbers)]
    if sum(map(bool, follows)) < 2:
        return headlines
    return [text[number.end() :] if number else text for text, number in zip(headlines, found, strict=True)]
