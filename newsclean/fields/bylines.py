"""Bylines as printed → names of persons.

A line is read for itself first (`read`): without addresses and dates, from the words that announce an author on, cut
into segments, each of which is a person, or an agency, a role, a place. Then the lines of a page are weighed against
each other (`authors`): the tagger also takes buttons and picture captions for bylines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.fields.dates import stamps
from newsclean.fields.names import cased, is_organisation, is_person
from newsclean.fields.words import any_of, classes

#: Lines of authors stand at most this many lines apart, and so near to the date.
REACH = 3
#: Longest line that is read as a byline.
MAX_BYLINE = 400


class Printed(NamedTuple):
    """A line of a page: its text, and its number on the page."""

    text: str
    line: int


class Byline(NamedTuple):
    """What one line says: the persons, the kind of words before them (`by`, `other` or empty), and whether an agency
    or an outlet is named."""

    names: tuple[str, ...] = ()
    cue: str = ""
    organisation: bool = False


class Authors(NamedTuple):
    """The authors of a page, and which of the lines given are bylines (by their place in the sequence)."""

    names: list[str]
    bylines: frozenset[int]


# lynx joins elements of a line: "byAnn Bell", "Ann Bell@annbell".
_GLUED_CUE = re.compile(r"(?:by|By|von|Von|par|Par|por|Por|di|Di)(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ])")
_NOT_NAMES = re.compile(
    r"(?<!\S)\S+@[^\s@]+\.\w+|https?://\S+|www\.\S+|@\w+|\[[^\]\[]{0,40}\]|\b\d+[ -]?(?:min|Min)\w*\b"
)
_EDGES = " \t\u3000\u00a0/|•·–—-:：,;.<>*\"“”„'’‘«»+=＝()（）[]【】#_"
#: A bracket at the end of a line closes one inside it.
_KEPT = {ord(")"): None, ord("）"): None}
#: What announces helpers at the start of a line, and begins no name ("Con Bell" is one).
_WITH = frozenset({"with", "mit", "avec"})
_SEPARATORS = re.compile(r"[,;|•·–—\n、，；／/+&＋]|\s-\s|\s{2,}|(?<![\u30a0-\u30ff])・|・(?![\u30a0-\u30ff])")
# "Richard (R.J.) Bell": initials inside a name.
_INNER = re.compile(r"\(((?:[A-Z]\.){1,4})\)(?=\s[A-Z])")
_BRACKETS = re.compile(r"[(（]([^()（）]{0,200})[)）]")

_CJK = re.compile(r"[\u4e00-\u9fff가-힣]")
# Names in Chinese, Japanese and Korean bylines, each with its evidence.
_HAN = r"[\u4e00-\u9fff]{2,4}"
_CJK_ROWS = (
    # "홍길동 기자", "(서울=연합뉴스) 홍길동 이몽룡 기자 = "
    re.compile(
        r"(?P<names>[가-힣]{2,4}(?:[ ·,]{1,2}[가-힣]{2,4}){0,4})\s?(?:인턴|선임|수습|전문)?(?:기자|특파원|논설위원)"
    ),
    # "记者 张三、李四", "記者王小明／台北報導", "文／林小華", "作者：王五", "取材・文＝田中花子"
    re.compile(
        r"(?:记者|記者|文[/／=＝・:：]|作者|撰文|采写|採訪|執筆|聞き手)[:：/／=＝・ \u3000]{0,2}"
        rf"(?P<names>{_HAN}(?:[、，,／/ \u3000]{{1,2}}{_HAN}){{0,7}})"
    ),
    # "田中花子記者", "【山田太郎】"
    re.compile(r"(?P<names>[\u4e00-\u9fff\u3041-\u3096]{3,6})記者"),
    re.compile(r"【(?P<names>[\u4e00-\u9fff\u3041-\u3096]{3,6}(?:、[\u4e00-\u9fff\u3041-\u3096]{3,6}){0,4})】"),
)
_CJK_SPLIT = re.compile(r"[、，,／/·\s\u3000]+")
_CJK_NOT = re.compile(r"(?:報導|报道|報道|電|电|攝|摄|撮影|综合|綜合|整理)$|^(?:記者|记者|通讯员|實習)")


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What announces names: at the start of a line; and anywhere, where it cannot be a part of a name."""
    listed = classes("byline_words")
    begins = rf"(?:(?P<other>{any_of(listed['other'])})|(?P<by>{any_of(listed['by'])}))(?![^\W\d_])"
    anywhere = [cue for cue in listed["by"] if " " in cue and cue.isascii()] + ["by", "par"]
    # "14:07 | Von Eva Kirchner": a new part of the line begins with a cue.
    inside = rf"(?<!\w)(?:{any_of(anywhere)})\s+|[|/•·–—\n]\s*+(?:{any_of(listed['by'])})\s+"
    return re.compile(begins, re.IGNORECASE), re.compile(inside, re.IGNORECASE)


@cache
def _joints() -> re.Pattern[str]:
    """Words between names. A single letter joins only if it is small: "JOHN E SMITH"."""
    listed = classes("byline_words")["and"]
    long, short = [w for w in listed if len(w) > 1], [w for w in listed if len(w) == 1]
    return re.compile(rf"\s(?:(?i:{any_of(long)})|{any_of(short)})(?=\s)")


def _and_words() -> frozenset[str]:
    return classes("byline_words")["and"] | {""}


@lru_cache(maxsize=512)
def read(text: str) -> Byline:
    """What a line says about authors.

    >>> read("By MARI YAMAGUCHI and John McDonald, Associated Press").names
    ('Mari Yamaguchi', 'John McDonald')
    """
    text = _INNER.sub(r"\1", text[:MAX_BYLINE])
    undated = _without_dates(text)
    dated = undated != text
    text = _NOT_NAMES.sub(" ", undated)
    if not text.isascii() and _CJK.search(text):
        for row in _CJK_ROWS:
            found = [name for match in row.finditer(text) for name in _CJK_SPLIT.split(match["names"])]
            names = [name for name in found if len(name) > 1 and not _CJK_NOT.search(name) and is_person(name)]
            if names:
                return Byline(tuple(dict.fromkeys(names)), "by")
    plain = text.lstrip(_EDGES).rstrip(_EDGES.translate(_KEPT))
    start, anywhere = _cues()
    glued = _GLUED_CUE.match(plain)
    if glued and not plain[glued.end() :].split(None, 1)[0].islower():
        plain = f"{glued[0]} {plain[glued.end() :]}"
    begun = start.match(plain)
    cue = (begun.lastgroup or "") if begun else ""
    if begun:
        plain = plain[begun.end() :]
    else:
        inside = anywhere.search(plain)
        if inside:
            cue, plain = "by", plain[inside.end() :]
        elif re.search(r"[.!?]\s", plain) and len(plain) > 60:
            # A sentence, not a byline.
            return Byline()
    names, organisation = _persons(_BRACKETS.sub("|", plain), cue, dated)
    if not names:
        inner = "|".join(_BRACKETS.findall(plain))
        names, within = _persons(inner, cue, dated) if inner else ([], False)
        organisation = organisation or within
    if cue and not names and not organisation and len(plain) > 80:
        return Byline()
    return Byline(tuple(dict.fromkeys(names)), cue, organisation)


def authors(lines: Sequence[Printed], dated: Iterable[int] = ()) -> Authors:
    """The authors that the byline lines of a page name together.

    Lines with "By" come first, the first group of them; then names alone, those next to a line of `dated` (line
    numbers of the article's dates) or printed twice first; then editors and the like.
    """
    found = [read(line.text) for line in lines]
    dates = list(dated)
    _announce(lines, found)
    chosen = _group(lines, [n for n, byline in enumerate(found) if byline.cue == "by" and byline.names])
    if not chosen:
        bare = [n for n, byline in enumerate(found) if byline.names and not byline.cue]
        chosen = _group(lines, _best(lines, found, bare, dates))
    if not chosen:
        chosen = _group(lines, [n for n, byline in enumerate(found) if byline.cue == "other" and byline.names])
    names: dict[str, str] = {}
    for number in chosen:
        for name in found[number].names:
            names.setdefault(name.casefold(), name)
    stated = {n for n, byline in enumerate(found) if byline.cue or byline.organisation} | set(chosen)
    return Authors(list(names.values()), frozenset(stated or range(len(lines))))


def _announce(lines: Sequence[Printed], found: list[Byline]) -> None:
    """Mark the names that "By" on a line of its own announces: "By", "Ann Bell", "and", "Tom Bell"."""
    expects = False
    last = -REACH
    for number, byline in enumerate(found):
        here = lines[number].line
        if byline.cue or here - last > REACH:
            expects = byline.cue == "by" and not byline.names and not byline.organisation
            last = here if byline.cue == "by" else -REACH
            continue
        said = byline.names or (read(f"by {lines[number].text}").names if expects else ())
        if said and not byline.organisation:
            found[number] = Byline(said, "by")
        elif lines[number].text.strip(_EDGES).casefold() not in _and_words():
            last = -REACH
            continue
        expects, last = not said, here


def signed(paragraph: str) -> list[str]:
    """The reporters that an agency's first paragraph names.

    "新华社北京4月24日电（记者张三、李四）", "(서울=연합뉴스) 홍길동 기자 = ":
    only these two shapes are certain enough to be looked for in an article's text.
    """
    found = _SIGNED.search(paragraph[:120])
    if not found:
        return []
    names = _CJK_SPLIT.split(found["chinese"] or found["korean"])
    return [name for name in names if is_person(name) and not _CJK_NOT.search(name)]


_SIGNED = re.compile(
    r"[（(](?:[\u4e00-\u9fff]{2,8}[社网網报報])?(?:记者|記者)[ \u3000]?"
    rf"(?P<chinese>{_HAN}(?:[、，, \u3000]{{1,2}}{_HAN}){{0,5}})[）)]"
    r"|^[(（\[][가-힣]{2,8}=[^)）\]]{2,12}[)）\]]\s?"
    r"(?P<korean>[가-힣]{2,4}(?:[ ·]{1,2}[가-힣]{2,4}){0,4})\s?(?:기자|특파원)\s?="
)


def _best(lines: Sequence[Printed], found: list[Byline], bare: list[int], dates: list[int]) -> list[int]:
    """Lines of names alone, the most credible of them first in page order, without the less credible."""
    if not bare:
        return []
    times = Counter(name.casefold() for number in bare for name in found[number].names)

    def credit(number: int) -> int:
        near = min((abs(lines[number].line - line) for line in dates), default=99) <= REACH
        return 2 * near + any(times[name.casefold()] > 1 for name in found[number].names)

    best = max(map(credit, bare))
    return [number for number in bare if credit(number) == best]


def _group(lines: Sequence[Printed], numbers: list[int]) -> list[int]:
    """The first of the lines, and those that follow closely."""
    group = numbers[:1]
    for number in numbers[1:]:
        if lines[number].line - lines[group[-1]].line > REACH:
            break
        group.append(number)
    return group


def _without_dates(text: str) -> str:
    """A text with its dates replaced by separators."""
    if not any(map(str.isdigit, text)):
        return text
    end, pieces = 0, []
    for stamp in stamps(text):
        pieces.append(_announcements().sub("", text[end : stamp.start]))
        end = stamp.end
    return "|".join([*pieces, text[end:]])


@cache
def _announcements() -> re.Pattern[str]:
    """What announces a date right before it: "Publié le", "Updated:"."""
    listed = classes("date_cues")
    begins = any_of([*listed["published"], *listed["modified"]])
    return re.compile(rf"(?<!\w)(?:{begins})\w{{0,12}}(?: \w{{1,3}})?[ :]{{0,3}}$", re.IGNORECASE)


def _persons(text: str, cue: str, dated: bool) -> tuple[list[str], bool]:
    """The persons among the segments of a text, and whether an organisation is among them.

    A line without "By" begins with the name, unless a date was taken from it.
    """
    names: list[str] = []
    organisation = False
    for number, segment in enumerate(_SEPARATORS.split(_joints().sub("|", text))):
        name = _undoubled(_without_role(segment.strip(_EDGES)))
        if not name:
            continue
        if name.partition(" ")[0].casefold() in _WITH:
            # "Mit Agenturmaterial", "With files from ..."
            organisation = True
            continue
        if is_organisation(name) or (name != segment.strip(_EDGES) and is_organisation(segment.strip(_EDGES))):
            organisation = True
        if is_person(name, stated=bool(cue) and number == 0):
            names += map(cased, _apart(name, cue))
        elif number == 0 and not (cue or dated or organisation):
            break
    return names, organisation


def _without_role(segment: str) -> str:
    """A segment without what the person is, where they are, and the agency behind the name."""
    listed = classes("byline_words")
    parts = segment.split()
    while len(parts) > 1 and parts[0].casefold().strip(",.:") in listed["role"]:
        parts = parts[1:]
    for number, part in enumerate(parts):
        lowered = part.casefold()
        if (
            number
            and (lowered in listed["stop"] or lowered in listed["with"])
            and (part.islower() or segment.isupper())
        ):
            parts = parts[:number]
            break
        if lowered in listed["role"] and (number > 1 or (number and part.islower())):
            parts = parts[:number]
            break
    return " ".join(parts).strip(_EDGES)


def _undoubled(name: str) -> str:
    """A name that a dump printed twice in a row, once."""
    half = len(name) // 2
    if len(name) > 6 and (name[:half] == name[half:] or (name[half] == " " and name[:half] == name[half + 1 :])):
        return name[:half]
    return name


def _apart(name: str, cue: str) -> list[str]:
    """Three persons in a row without a separator, as pairs of words; anything else is one person."""
    parts = name.split()
    if cue or len(parts) != 6 or any(part[0].islower() or "." in part for part in parts):
        return [name]
    return [" ".join(parts[at : at + 2]) for at in (0, 2, 4)]
