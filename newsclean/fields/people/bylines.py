"""One line → what it says about authors: without addresses and dates, from the words that announce an author on."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.fields.people.cues import announced, begins_part
from newsclean.fields.people.east_asian import AS_ELSEWHERE, clauses, names_in, pictures, spaced_names
from newsclean.fields.people.names import EDGES, is_given, is_known_person, is_newspaper, is_person
from newsclean.fields.people.persons import goes_back, persons
from newsclean.fields.times.ago import without_ago
from newsclean.fields.times.dates import stamps
from newsclean.fields.words import DIGIT, IN_WORD, WORD, any_of, classes, has_east_asian, rows, words
from newsclean.title_bar import letters

#: Longest line that is read as a byline.
MAX_BYLINE = 400


class Byline(NamedTuple):
    """What one line says: the persons, the kind of words before them (`by`, `other` or empty), whether an agency or an
    outlet is named, whether it says what a person is, whether a date stands on it, and whether the words before the
    persons stand on a line above."""

    names: tuple[str, ...] = ()
    cue: str = ""
    organisation: bool = False
    role: bool = False
    dated: bool = False
    announced: bool = False


_NOT_NAMES = re.compile(
    r"(?<!\S)\S+@[^\s@]+\.\w+|https?://\S+|www\.\S+|@\w+|\[[^\]\[]{0,40}\]|\b\d+[ -]?(?:[Mm]in|мин|хв|dk)\w*\b"
)
#: A bracket at the end of a line closes one inside it, and a full stop may belong to an initial.
_END_EDGES = "".join(edge for edge in EDGES if edge not in ")）.")
_LINK = re.compile(r"\[([^\]\[]{1,80})\]\([^()\s]{0,300}\)")
_GLUED_TIME = re.compile(r"(?<=[a-zß-ÿ]{2})(?=\d{1,2} (?:min|hour|day|week|month)s?)")
# Arrows, signs, the private signs of icon fonts, and pictures.
_ICON = re.compile("[\u2190-\u23ff\u2600-\u2bff\ue000-\uf8ff\ufe0f\U0001f000-\U0001faff]")
# "Richard (R.J.) Bell": initials inside a name.
_INNER = re.compile(r"\(((?:[A-Z]\.){1,4})\)(?=\s[A-Z])")
#: Days of the week with so many letters are no names.
FULL_DAY = 5
#: How sentences end.
SENTENCE_ENDS = (".", "!", "?", "。", "！", "？")


@cache
def _counters() -> re.Pattern[str]:
    """Numbers of comments: "0 Kommentare", "Ann Bell24 comments", "Comments (12)"."""
    listed = any_of(words("comment_words"))
    counted, counting = rf"(?<!\d)\d{{1,5}}\s(?:{listed})", rf"(?<!\w)(?:{listed})\s?\(?\d{{1,5}}\)?"
    return re.compile(rf"(?:{counted}|{counting})(?!\w)", re.IGNORECASE)


def _counts_comments(text: str) -> bool:
    """Whether there may be such a number in a text."""
    return has_east_asian(text) or not words("comment_words").isdisjoint(WORD.findall(text.casefold()))


@lru_cache(maxsize=512)
def read(text: str, outlets: frozenset[str] = frozenset()) -> Byline:
    """What a line says about authors. `outlets` are names of the page's site, in small letters and without spaces.

    >>> read("By MARI YAMAGUCHI and John McDonald, Associated Press").names
    ('Mari Yamaguchi', 'John McDonald')
    """
    text = _without_signs(text[:MAX_BYLINE])
    if "(" in text:
        text = _INNER.sub(r"\1", text)
    east_asian = has_east_asian(text)
    if east_asian:
        text = text.translate(AS_ELSEWHERE)
    undated = without_dates(_unlabelled(text))
    dated = undated != text
    text = _NOT_NAMES.sub(" ", undated)
    if east_asian:
        text = pictures().sub("|", text)
        names = names_in(text)
        if names:
            return Byline(names, "by")
        if clauses().search(text):
            return Byline()
        if spaced_names().fullmatch(text.strip(EDGES)):
            listed = text.strip(EDGES).split("\u3000")
            return Byline(tuple(name for name in listed if is_person(name)), dated=dated)
    bare = text.lstrip(EDGES).rstrip(_END_EDGES)
    if is_newspaper(bare.casefold()):
        return Byline(organisation=True, dated=dated)  # "De Standaard"
    before, cue, plain = announced(bare)
    if not cue and ((len(plain) > 60 and _FULL_STOP.search(plain)) or text.endswith((":", "："))):
        return Byline()  # a sentence, a label
    found = persons((not cue and goes_back(plain)) or plain, cue, dated=dated, outlets=outlets)
    if before and not found.names:  # "Ann Bell – Journalist"
        cue, found = "", persons(before, "", dated=dated, outlets=outlets)
    elif cue == "other" and begins_part(wrote := before.strip().rpartition(" ")[0]):
        written = persons(wrote, "", dated=dated, outlets=outlets)
        if any(map(is_known_person, written.names)):  # "Ann Bell | Edited by Tom Bell"
            cue, found = "", written
    if cue and not found.names and not found.organisation and len(plain) > 80:
        return Byline()
    return Byline(tuple(dict.fromkeys(found.names)), cue, found.organisation, found.role, dated)


def _without_signs(text: str) -> str:
    """A text with a bar for every icon and before a time that is glued to a name, and without the addresses of
    Markdown's links: "👤 [Ann Bell](/ann)", "Ann Bell5 min read"."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if DIGIT.search(text):
        text = _GLUED_TIME.sub("| ", text)
    return text if text.isascii() else _ICON.sub("|", text)


def is_named(text: str) -> bool:
    """Whether a line is names and nothing else."""
    names = read(text).names
    return bool(names) and letters("".join(names)) == letters(text)


def tells_persons(text: str) -> bool:
    """Whether a line tells known persons and little more: "Ann Bell, Marrow Bay"."""
    said = read(text)
    if text.endswith((*SENTENCE_ENDS, ":")) or said.cue or not all(map(is_known_person, said.names)):
        return False
    return text.startswith(said.names[:1]) and 2 * sum(len(name.split()) for name in said.names) >= len(text.split())


def _unlabelled(text: str) -> str:
    """A text without what a dump glues to a name, or prints for the author's picture: "Published:", "Picture of"."""
    if _HUMP.search(text):
        text = _JOINED.sub(_part_names, _glued().sub("| ", text))
    elif "." in text:
        text = _SHOUTED.sub("| ", text)
    return text if _portrait_words().isdisjoint(text.casefold().split()) else _portraits().sub("|", text)


@cache
def _glued() -> re.Pattern[str]:
    """Labels behind a name, or before a date, without a space: "Ann BellPublished: May 3", "Ann Bell UpdatedMay 3";
    roles, agencies and the like behind a name: "Ann BellReporter", "Ann BellThe Associated Press"."""
    cues, listed = classes("date_cues"), classes("byline_words")
    labels = any_of(word.capitalize() for word in [*cues["published"], *cues["modified"]] if len(word) > 4)
    ends = any_of({word.capitalize() for word in listed["role"] if len(word) > 3} | _named("glued"))
    titled = any_of(word.capitalize() for word in listed["beat"] & listed["role"])  # "Ann BellChina Correspondent"
    papers = rows("newspapers")
    known = [*rows("agencies"), *papers, *(f"The {name}" for name in papers), *map(str.upper, papers)]
    owners = any_of(word for word in known if len(word) > 3 and word[0].isupper())
    return re.compile(
        rf"(?<=[a-zß-ÿ])(?<!Pro)(?:{labels})[a-zß-ÿ]{{0,12}}|(?<!\w)(?:{labels})[a-zß-ÿ]{{0,12}}(?=[A-Z])"
        rf"|(?<=[a-zß-ÿ]{{3}})(?=[A-Z])(?:{ends}|{owners}|(?<!Fitz)[A-Z][a-z]+ (?:{titled}))(?!\w)"
    )


def _part_names(hump: re.Match[str]) -> str:
    """Two names without a space, with a mark between if the second one begins with a given name: "Ann BellOrla Suzeki",
    but "Ann FitzPatrick"."""
    return f"{hump[1]}| {hump[2]}" if is_given(hump[2]) and hump[1].casefold() != "fitz" else hump[0]


def _named(label: str) -> set[str]:
    """The words of a class of words of bylines, in the case in which they are listed."""
    listed = (row.partition("\t") for row in rows("byline_words"))
    return {word for name, _, said in listed if name == label for word in said.split(" | ")}


@cache
def _portraits() -> re.Pattern[str]:
    """Labels around the name of whom a picture shows."""
    listed = classes("byline_words")["portrait"]
    before, behind = any_of(w for w in listed if w[0] != "-"), any_of(w[1:] for w in listed if w[0] == "-")
    return re.compile(rf"(?<!\w)(?<![,;]\s)(?:{before})\s|(?:\s|['’]s\s)(?:{behind})(?!\w|\sby\s)", re.IGNORECASE)


@cache
def _portrait_words() -> frozenset[str]:
    """The first words of these labels."""
    return frozenset(label.lstrip("-").split()[0] for label in classes("byline_words")["portrait"])


_FULL_STOP = re.compile(r"[.!?]\s")
_HUMP = re.compile("[a-zß-ÿ][A-ZÀ-ÖØ-Þ]")
_JOINED = re.compile(r"(?<!\w)([A-ZÀ-ÖØ-Þ][a-zß-ÿ]{3,}+)([A-ZÀ-ÖØ-Þ][a-zß-ÿ]++)(?= [A-ZÀ-ÖØ-Þ])")
# "By ANN BELL and TOM BELLAUG. 24, 2016"
_SHOUTED = re.compile(r"(?<=[A-Z]{2})(?=(?:JAN|FEB|AUG|SEPT|OCT|NOV|DEC)\. \d{1,2}, \d{4})")


def without_dates(text: str) -> str:
    """A text with its dates, times told from now and numbers of comments replaced by separators."""
    if not DIGIT.search(text):
        return text
    text = without_ago(text)
    if _counts_comments(text):
        text = _counters().sub("|", text)
    end, pieces = 0, []
    for stamp in stamps(text):
        pieces.append(_announcements().sub("", _without_weekday(text[end : stamp.start])))
        end = stamp.end
    return "|".join([*pieces, text[end:]])


def _without_weekday(before: str) -> str:
    """What stands before a date, without the day of the week: "Ann Bell Fri, ", "MUMBAI Tue ", but "Kim Sun "."""
    words = before.rsplit(None, 2)[-2:]
    last = words[-1].rstrip(".,") if words else ""
    if not last or not before.endswith((" ", "\u00a0", ",", ".")):
        return before
    hump = _HUMP.search(last)
    day = last[hump.start() + 1 :] if hump else last
    if day.casefold() not in classes("comment_lines")["weekday"]:
        return before
    cut = before[: before.rindex(day)]
    may_be_name = len(day) < FULL_DAY and day.casefold() not in classes("comment_lines")["no_name"]
    return before if cut and not hump and may_be_name and len(cut.split()) == 1 and words[-1] == last else cut


@cache
def _announcements() -> re.Pattern[str]:
    """What announces a date right before it: "Publié le", "Updated:", "am"."""
    listed = classes("date_cues")
    begins = any_of([*listed["published"], *listed["modified"]])
    told = rf"(?<!\w)(?i:{begins}){IN_WORD}{{0,16}}(?: {IN_WORD}{{1,3}})?[ :՝]{{0,3}}$"
    days = any_of(classes("date_words")["x"])
    return re.compile(rf"{told}|(?<=\s)(?:{any_of(classes('byline_words')['before_date'])})\s$|(?<=\s)(?i:{days}),?\s$")
