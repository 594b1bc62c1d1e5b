"""Lists beside an article → entries: tags, headlines of other stories, notices, the section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newsclean.fields.comments import role
from newsclean.fields.dates import stamps
from newsclean.fields.words import any_of, classes
from newsclean.records import folded

#: Longest tag and longest headline, in characters.
MAX_TAG, MAX_HEADLINE = 80, 250
#: A line that ends like a sentence and has this many characters is a teaser's summary, not its headline.
SUMMARY = 120

_SEPARATORS = re.compile(r"\s*(?:[,;|•·、，#]|\s/\s|\s[-–]\s|\s{2,})\s*")
_EDGES = " \t\u3000\u00a0,;|•·*/:：.-–—>»›«#+[]"
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[.。!！?？…][\"”’»）)]?$")


@cache
def _label(kind: str) -> re.Pattern[str]:
    """A label at the start of a line, with a mark behind it or alone."""
    return re.compile(rf"(?:{any_of(classes('list_labels')[kind])})(?:\s?[:：]\s*|\s?[|»›>→]\s*|\s*$)", re.IGNORECASE)


@cache
def _tag_lead() -> re.Pattern[str]:
    """Labels that need no mark behind them, because nobody tags with them: "Tagged jobs, work"."""
    return re.compile(
        r"(?:tagged|posted in|filed under|more about|published in|weitere artikel zu)\s+(?=\S)", re.IGNORECASE
    )


def tags(line: str) -> list[str]:
    """The tags on one line; none on a label.

    >>> tags("Tags: ferries, Marrow Bay | #harbour"), tags("More about")
    (['ferries', 'Marrow Bay', 'harbour'], [])
    """
    line = line.strip(_EDGES)
    label = _label("tags").match(line) or _tag_lead().match(line)
    if label:
        line = line[label.end() :]
    found = (part.strip(_EDGES) for part in _SEPARATORS.split(line))
    return [tag for tag in found if tag and len(tag) <= MAX_TAG and _is_word(tag) and not _label("tags").fullmatch(tag)]


def headline(line: str) -> str | None:
    """The headline of another story on one line; None for labels ("Read more"), dates, counters and summaries.

    >>> headline("Read more: Eggs are dear"), headline("Most read"), headline("3 hours ago")
    ('Eggs are dear', None, None)
    """
    plain = line.strip().strip("•·*|>»›→ \t")
    for _ in range(2):
        label = _label("related").match(plain)
        if not label:
            break
        plain = plain[label.end() :].strip()
    if len(plain) < 4 and not re.search(r"[\u3040-\u9fff\uac00-\ud7a3]", plain):
        return None
    if not _LETTER.search(plain) or len(plain) > MAX_HEADLINE or (len(plain) >= SUMMARY and _SENTENCE.search(plain)):
        return None
    if len(plain) <= 60 and role(plain).kind in ("date", "count", "end", "more", "votes"):
        return None
    if any(map(str.isdigit, plain)) and len(plain) <= 60 and _is_date(plain):
        return None
    return plain


def section(lines: Iterable[str]) -> str | None:
    """The section that lines print: without marks at its ends, repeats and lines without words."""
    found: dict[str, str] = {}
    for line in lines:
        plain = line.strip(_EDGES)
        if _LETTER.search(plain):
            found.setdefault(folded(plain), plain)
    return "\n".join(found.values()) or None


def unrepeated(lines: Iterable[str]) -> list[str]:
    """Lines without their repeats, told by case and spacing apart."""
    once: dict[str, str] = {}
    for line in lines:
        once.setdefault(folded(line), line)
    return list(once.values())


def _is_word(text: str) -> bool:
    """Whether there is a letter, or a number that can be a topic ("2024")."""
    return _LETTER.search(text) is not None or re.fullmatch(r"\d{3,4}", text) is not None


def _is_date(text: str) -> bool:
    found = stamps(text)
    if not found:
        return False
    rest = text[: found[0].start] + text[found[-1].end :]
    return len(_LETTER.findall(rest)) <= 12
