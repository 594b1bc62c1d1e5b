"""Lists beside an article → entries: tags, headlines of other stories, notices, the section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newsclean.fields.comments import role
from newsclean.fields.words import any_of, classes, has_east_asian
from newsclean.records import folded

#: Longest tag and longest headline, in characters.
MAX_TAG, MAX_HEADLINE = 80, 250
#: A line that ends like a sentence and has this many characters is a teaser's summary, not its headline.
SUMMARY = 120

_SEPARATORS = re.compile(r"\s*(?:[,;|•·、，#]|\s/\s|\s[-–]\s|\s{2,})\s*")
_BULLETS = "•·*|>»›→ \t\u3000\xa0"
_EDGES = " \t\u3000\u00a0,;|•·*/:：.-–—>»›«#+[]"
#: Longest line that is a date, a counter or a button and no headline.
MAX_DATED = 40
#: Longest label of a list, in characters.
LONGEST_LABEL = 50
#: If this share of the tags has a number behind it, that counts stories.
COUNTED = 0.8
_MARK = re.compile(r"[:：|»›>→]")
# "[image]", and links of Markdown that hold an image only
_PLACEHOLDER = re.compile(r"\]\(|^\[[^\]]{0,40}\]$")
#: What w3m prints for a picture without a description: the first ten characters of its name.
PICTURE = re.compile(r"\[(?=[^\]\s]{0,9}[\d_-])[\w.%-]{10}\]")
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"(.*[^\W\d_].*?)\s\(?(\d[\d.,]{0,8})\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[.。!！?？…][\"”’»）)]?$")


@cache
def _tag_label() -> re.Pattern[str]:
    """A label of tags at the start of a line, with a mark behind it or alone."""
    return re.compile(rf"(?:{any_of(classes('list_labels')['tags'])})(?:\s?[:：]\s*|\s?[|»›>→]\s*|\s*$)", re.IGNORECASE)


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
    label = _tag_label().match(line) or _tag_lead().match(line)
    if label:
        line = line[label.end() :]
    found = (part.strip(_EDGES) for part in _SEPARATORS.split(line))
    return [tag for tag in found if tag and len(tag) <= MAX_TAG and _is_word(tag) and not _tag_label().fullmatch(tag)]


def uncounted(tags: list[str]) -> list[str]:
    """Tags without the number of stories behind each, if nearly all of them have one.

    >>> uncounted(["ferries 120", "harbour (7)", "Marrow Bay 12"]), uncounted(["Euro 2024", "Rio 2016", "Tokyo 2020"])
    (['ferries', 'harbour', 'Marrow Bay'], ['Euro 2024', 'Rio 2016', 'Tokyo 2020'])
    """
    counted = [_COUNTED.fullmatch(tag) for tag in tags]
    numbers = [found[2] for found in counted if found is not None]
    if len(numbers) < max(3, COUNTED * len(tags)) or all(map(_YEAR.fullmatch, numbers)):
        return tags
    return [tag if found is None else found[1] for tag, found in zip(tags, counted, strict=True)]


def headline(line: str) -> str | None:
    """The headline of another story on one line; None for labels ("Read more"), dates, counters and summaries.

    >>> headline("Read more: Eggs are dear"), headline("Most read"), headline("3 hours ago")
    ('Eggs are dear', None, None)
    """
    plain = PICTURE.sub("", line, 1).strip(_BULLETS) if line[0] == "[" and PICTURE.match(line) else line.strip(_BULLETS)
    plain = _unlabelled(_unlabelled(plain))
    if len(plain) < 4 and not has_east_asian(plain):
        return None
    if (
        ("]" in plain and _PLACEHOLDER.search(plain))
        or not _LETTER.search(plain)
        or len(plain) > MAX_HEADLINE
        or (len(plain) >= SUMMARY and _SENTENCE.search(plain))
    ):
        return None
    if len(plain) > MAX_DATED:
        return plain
    if _DIGIT.search(plain):
        found = role(plain)
        return None if found.kind in ("date", "count", "end", "more", "votes") or found.date else plain
    return None if plain.casefold() in classes("comment_lines")["end"] else plain


def _unlabelled(text: str) -> str:
    """A line without the label that it is, or that it begins with."""
    mark = _MARK.search(text, 0, LONGEST_LABEL + 4)
    label = text[: mark.start()].rstrip() if mark else text
    if label.casefold() not in classes("list_labels")["related"]:
        return text
    return text[mark.end() :].lstrip() if mark else ""


def section(lines: Iterable[str], title: str | None = None) -> str | None:
    """The section that lines print: without marks at its ends, repeats, lines without words, and the article's title,
    with which breadcrumbs end."""
    found: dict[str, str] = {}
    for line in lines:
        plain = line.strip(_EDGES)
        if _LETTER.search(plain):
            found.setdefault(folded(plain), plain)
    if title is not None:
        found.pop(folded(title), None)
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
