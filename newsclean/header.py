"""Bylines and dates between the headline and the first paragraph that were taken for text, as on pages whose markup
has no names for them, or for something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.fields.people.bylines import SENTENCE_ENDS, is_named, read, tells_persons, without_dates
from newsclean.fields.people.cues import announces
from newsclean.fields.people.names import EDGES, is_known_person, is_person
from newsclean.fields.people.roles import tells_role
from newsclean.fields.pictures.credits import split_credit
from newsclean.fields.pictures.labels import is_captioned
from newsclean.fields.see_also import asks_for
from newsclean.fields.times.dates import stamps
from newsclean.fields.words import DIGIT, has_east_asian
from newsclean.records import COMMENT_KINDS, TEXT_KINDS, Kind, Line, numbers_of
from newsclean.rows import columns
from newsclean.title_bar import letters

#: A line of the article's text of this many characters is a paragraph, and ends the article's header; lines that are
#: looked at here stand before the second one. A wide character counts twice.
PARAGRAPH = 120
#: Longest byline, and longest line with a date, that is looked for.
LONGEST = 100
#: Longest Chinese, Japanese or Korean byline without a word that announces one: "ワシントン=山田太郎".
SIGNED = 30
#: Shortest standfirst that is told by where it stands.
LEAD = 40
#: The byline below the text, and dates beside it, are among so many lines.
FOOT = 3
#: A date stands at most so many lines behind a name.
NEAR = 3
#: So many of the text's last lines may tell who the author is; of whom more than so many others tell is its topic.
ENDS, MENTIONED = 4, 3
#: A person whom so many lines of the text name is a topic of it.
TOPIC = 2

#: What a byline between the headline and the text is taken for, and what a name stands below.
_MISTAKEN = frozenset(
    {Kind.SECTION, Kind.RELATED, Kind.SHARING, Kind.SIGNUP, Kind.TAGS, Kind.CAPTION, Kind.NAVIGATION, Kind.OTHER}
)
_ABOVE_NAME = (Kind.HEADLINE, Kind.DATE)
_NO_BYLINE = TEXT_KINDS | {Kind.HEADLINE}


def put_header(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Correct the kinds of such lines in `kinds`: of the one that is a date, and of the one that is a byline, where the
    model has seen none before the text, and of all dates that say what they are."""
    _put_lead(lines, kinds)
    _put_foot(lines, kinds)
    header = _header(lines, kinds)
    if not header:
        return
    before = kinds[: header[-1]]
    dated = [number for number in header if _is_date(lines[number].text)]
    seen = dated and any(stamps(lines[number].text) for number in numbers_of(before, (Kind.DATE,)))
    if seen or len(dated) > 1:
        dated = [number for number in dated if _says_what(lines[number].text)]
    for number in dated:
        kinds[number] = Kind.DATE
    signed = [number for number in header if number not in dated and _is_byline(lines[number].text)]
    # "Ann Bell / Tom Bell" over the date
    signed = signed or [number - 1 for number in dated if number - 1 in header and is_named(lines[number - 1].text)]
    signed = signed or [number for number in header if number not in dated and _stands_by(number, lines, kinds)]
    bylines = (lines[number].text for number in numbers_of(before, (Kind.BYLINE,)))
    if len(signed) == 1 and not any(read(text).names for text in bylines):
        kinds[signed[0]] = Kind.BYLINE


def put_mistaken(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """The byline between the headline and the text, where it was taken for something else and no other names anybody:
    the only line there that says "By" and whom, or the only one right below the headline or beside the date that tells
    a known name, of which the text says little."""
    begun = kinds.index(Kind.BODY) if Kind.BODY in kinds else 0
    headlines = numbers_of(kinds[:begun], (Kind.HEADLINE,))
    above = range(headlines[-1] + 1 if headlines else begun, begun)
    if any(kinds[number] is Kind.BYLINE and read(lines[number].text).names for number in above):
        return
    mistaken = [n for n in above if kinds[n] in _MISTAKEN and len(lines[n].text) <= LONGEST]
    # What stands below another story is its own.
    alone = (n for n in mistaken if not kinds[n] is kinds[n - 1] is Kind.RELATED)
    found = [n for n in alone if announces(lines[n].text) and _is_byline(lines[n].text) and _is_known(lines[n].text)]
    if not found:
        beside = (n for n in mistaken if kinds[n - 1] in _ABOVE_NAME or kinds[n + 1] is Kind.DATE)
        named = (n for n in beside if kinds[n] is not Kind.CAPTION and tells_persons(lines[n].text))
        found = [n for n in named if not _is_topic(lines[n].text, lines, kinds)]
    if len(found) == 1:
        kinds[found[0]] = Kind.BYLINE


def _is_known(text: str) -> bool:
    """Whether all names of a line begin with given names."""
    return all(map(is_known_person, read(text).names))


def _is_topic(text: str, lines: Sequence[Line], kinds: Sequence[Kind]) -> bool:
    """Whether the text says the last name of a person whom a line names, as of those in its tags. One line of it may be
    who the author is."""
    texts = [lines[number].text for number in numbers_of(kinds, TEXT_KINDS)]
    return any(sum(name.split()[-1] in text for text in texts) >= TOPIC for name in read(text).names)


def put_bio(lines: Sequence[Line], kinds: list[Kind], text: Sequence[int]) -> None:
    """Who the author is, in one of the last of the text's lines, whose numbers are given, is none of it: the line
    begins with a name that a short line above the text says, but few other lines of it, and tells of a person. So is
    that name alone on a line right above, and what stands between."""
    ends = [(number, found["name"]) for number in text[-ENDS:] if (found := _WHO.match(lines[number].text))]
    if not ends or len(text) <= ENDS:
        return
    told, name = ends[0]
    if not is_person(name):
        return
    above = (number for number in range(text[0] + NEAR) if kinds[number] not in _NO_BYLINE)
    signed = any(name in lines[number].text for number in above if len(lines[number].text) <= LONGEST)
    if not signed or sum(name.split()[-1] in lines[number].text for number in text[:-ENDS]) > MENTIONED:
        return
    kinds[told] = Kind.AUTHOR_BIO
    for number in reversed(range(max(0, told - NEAR), told)):
        if lines[number].text == name:
            for between in range(number, told):
                kinds[between] = Kind.AUTHOR_BIO if kinds[between] in TEXT_KINDS else kinds[between]
            return
        if len(lines[number].text) >= LEAD:
            return


def _put_lead(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """What stands between the headline and the byline or the date right below it is the standfirst, if it is no teaser
    and the caption of no picture."""
    begun = kinds.index(Kind.BODY) if Kind.BODY in kinds else len(kinds)
    for headline in numbers_of(kinds[: min(begun, len(kinds) - 2)], (Kind.HEADLINE,)):
        number = headline + 1
        if kinds[number] in (Kind.RELATED, Kind.CAPTION) and kinds[number + 1] in (Kind.BYLINE, Kind.DATE):
            text = lines[number].text
            if len(text) >= LEAD and _leads(text, kinds[number], lines[headline].text):
                kinds[number] = Kind.STANDFIRST


def _leads(text: str, kind: Kind, headline: str) -> bool:
    """Whether what is taken for a teaser is a sentence and asks for no other story, or what is taken for a caption has
    no credit, and is no byline and no headline."""
    if kind is Kind.RELATED:
        return text.endswith(SENTENCE_ENDS) and asks_for(text) is None
    if announces(text) or is_captioned(text) or letters(headline) in letters(text):
        return False
    return not split_credit(text).credit


def _put_foot(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """The byline right below the text, where nothing above begins like one, and dates there that say what they are."""
    end = next((number for number in range(len(kinds) - 1, -1, -1) if kinds[number] in TEXT_KINDS), len(kinds))
    for number in range(end + 1, min(end + 1 + FOOT, len(kinds))):
        text = lines[number].text
        if len(text) > LONGEST or kinds[number] in COMMENT_KINDS:
            return
        if kinds[number] is not Kind.DATE and DIGIT.search(text) and _says_what(text, ("modified",)):
            kinds[number] = Kind.DATE
        elif number == end + 1 and announces(text) and _is_byline(text) and not _is_signed(lines[:end]):
            kinds[number] = Kind.BYLINE
        elif kinds[number] not in (Kind.BYLINE, Kind.DATE):
            return


def _is_signed(lines: Sequence[Line]) -> bool:
    """Whether a short line begins like a byline."""
    return any(announces(line.text) for line in lines if len(line.text) <= LONGEST)


def _header(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[int]:
    """The numbers of the short lines of text between the headline and the second paragraph."""
    if Kind.HEADLINE not in kinds:
        return []
    found: list[int] = []
    paragraphs = 0
    for number in range(kinds.index(Kind.HEADLINE) + 1, len(kinds)):
        if kinds[number] in TEXT_KINDS:
            size = columns(lines[number].text)
            paragraphs += size >= PARAGRAPH
            if paragraphs == 2:
                return found
            if size <= LONGEST:
                found.append(number)
    return []


def _is_date(text: str) -> bool:
    """Whether a line is no sentence and has a date, with a time, or with nothing beside it but what announces it."""
    told = [stamp.value for stamp in stamps(text) if stamp.value]
    if not told:
        return False
    if not any(map(str.isalpha, without_dates(text))):
        return True
    if _has_dated_part(text) and not _is_byline(text):
        return True
    return any("T" in value for value in told) and ("|" in text or not _is_sentence(text))


def _has_dated_part(text: str) -> bool:
    """Whether a part of a line is a date and nothing else: "@bell • May 3, 2024 • 4 min read"."""
    parts = _PARTED.split(text)
    return len(parts) > 1 and any(stamps(part) and not any(map(str.isalpha, without_dates(part))) for part in parts)


def _is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do, and not with the abbreviation of a time: "7:30 a.m.", "14:05 ч."."""
    return text.endswith(SENTENCE_ENDS) and not any(stamp.end >= len(text) - 1 for stamp in stamps(text))


def _says_what(text: str, roles: Sequence[str] = ("published", "modified")) -> bool:
    """Whether a line is a date that says whether it is that of publication: "Updated May 3, 2024"."""
    said = any(stamp.role in roles for stamp in stamps(text))
    return said and not any(map(str.isalpha, without_dates(text)))


def _is_byline(text: str) -> bool:
    """Whether a line says "By" and whom, at its beginning or beside a date, or tells a name and a date and nothing
    else, and is no sentence."""
    asked = announces(text) or stamps(text) or "@" in text or (len(text) <= SIGNED and has_east_asian(text))
    if text.endswith(":") or _is_sentence(text) or not asked:
        return False
    said = read(text)
    if not said.names:
        return False
    if said.cue == "by":
        return announces(text) or bool(stamps(text)) or _ends_in(text, said.names[-1])
    return not said.cue and said.dated and is_named(_HANDLE.sub("", without_dates(text)))


def _stands_by(number: int, lines: Sequence[Line], kinds: Sequence[Kind]) -> bool:
    """Whether a line beside a date, or behind a "By" on a line of its own, tells a known name and little more:
    "Ann Bell, Marrow Bay"."""
    if kinds[number - 1] not in (Kind.DATE, Kind.BYLINE) and not _leads_to_date(number, lines, kinds):
        return False
    return tells_persons(lines[number].text)


def _leads_to_date(number: int, lines: Sequence[Line], kinds: Sequence[Kind]) -> bool:
    """Whether nothing stands between a line and a date but what somebody is: "Ann Bell", ",", "Political editor"."""
    for after in range(number + 1, min(number + 1 + NEAR, len(lines))):
        if kinds[after] is Kind.DATE:
            return True
        if any(map(str.isalnum, lines[after].text)) and not tells_role(lines[after].text):
            break
    return False


def _ends_in(text: str, name: str) -> bool:
    """Whether nothing follows a name: "【ワシントン＝山田太郎】", but "【ワシントン＝山田太郎】米国の"."""
    return text.rstrip(EDGES).endswith(name)


_PARTED = re.compile(r"\s[|·•]\s")
# "Ann Bell is a reporter", "Ann Bell, who lives in Marrow Bay, covers harbours"
_WHO = re.compile(
    r"(?=.{40})(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3})(?:,[^,.]{2,60},)?"
    r" (?:is|was|has|writes|covers|reports|works|leads|holds|lives|ist|war|schreibt|arbeitet|est|es|è|é)\s"
)
# "Ann Bell @annbell / 6 days"
_HANDLE = re.compile(r"(?<!\S)@\w+")
