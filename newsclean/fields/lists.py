"""Lists beside an article → entries: tags, headlines of other stories, notices, the section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from newsclean.fields.bylines import read
from newsclean.fields.comment_lines import role
from newsclean.fields.cues import announces
from newsclean.fields.dates import is_month
from newsclean.fields.names import is_given, is_person
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
#: Longest menu behind a sentence of a notice, and longest part of one in which a menu is looked for.
LONGEST_MENU, LONGEST_NOTICE = 150, 2000
#: Longest word that is no headline alone.
ONE_WORD = 20
_MARK = re.compile(r"[:：|»›>→]")
# "[image]", and links of Markdown that hold an image only
_PLACEHOLDER = re.compile(r"\]\(|^\[[^\]]{0,40}\]$")
#: What dumps print for a picture without a description, w3m the first ten characters of its name, and for elements that
#: are no text: "[team-photo]", "[team@2x.png]", "[ins: :ins]", "IFRAME:".
PICTURE = re.compile(
    r"(?:\[\d{1,4}\]\s?)?\[(?:(?=[^\]\s]{0,9}[\d_-])[\w.%-]{10}|[^\]\s]{1,120}\.(?:jpe?g|png|gif|webp|svg))\]"
    r"|\[?ins: ?:ins\]?|IFRAME:"
)
_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
#: A line across the page, which a dump put before a text.
RULE = re.compile(r"[━─_=*-]{5,}\s*")
#: How long it takes to read a story.
_READING = re.compile(
    r"\d{1,3}[ -]?min(?:s|utes?|uten|utos|uti)?\b\.?(?: (?:read|watch|listen|lesezeit|de lecture))?", re.I
)
# "12:07 PM UTC"
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?| Uhr| h)?(?: [A-Z]{2,4})?", re.IGNORECASE)
# "2. Eggs are dear"
_NUMBERED = re.compile(r"(\d{1,2})\.\s+(?=\D)")
#: The marks between a notice and the menu behind it; lynx numbers the links of that.
_MENU = re.compile(r"[|·∙•]|\s[-–—]\s|(?<=\.)(?=\s)")
_LINK = re.compile(r"\[\d{1,4}\]\s?")
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
    line = PICTURE.sub("", line).strip(_EDGES)
    label = _tag_label().match(line) or _tag_lead().match(line)
    if label:
        line = line[label.end() :]
    elif line.casefold().startswith(_prompts()):
        return []  # "Log in with your account"
    found = (part.strip(_EDGES) for part in _SEPARATORS.split(line))
    return [tag for tag in found if tag and len(tag) <= MAX_TAG and _is_word(tag) and not _tag_label().fullmatch(tag)]


@cache
def _prompts() -> tuple[str, ...]:
    """How lines begin that ask the reader to do something."""
    return tuple(f"{prompt} " for prompt in classes("comment_lines")["prompt"])


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
    """The headline of another story on one line; None for labels ("Read more"), names, dates, counters and summaries.

    >>> headline("Read more: Eggs are dear"), headline("Most read"), headline("Ann Bell"), headline("3 hours ago")
    ('Eggs are dear', None, None, None)
    """
    plain = (
        PICTURE.sub("", line, 1).strip(_BULLETS) if line[0] in "[iI" and PICTURE.match(line) else line.strip(_BULLETS)
    )
    plain = _unlabelled(_unlabelled(plain))
    # A section, or a button: no headline is one short word.
    if (len(plain) < 4 or (len(plain) <= ONE_WORD and " " not in plain)) and not has_east_asian(plain):
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
    if plain.casefold().startswith(_leads()) or (is_person(plain) and is_given(plain.split()[0])):
        return None
    if announces(plain) and read(plain).names:
        return None  # "By Ann Bell | 10 hours ago"
    if _DIGIT.search(plain):
        if _CLOCK.fullmatch(plain) or is_month(plain):
            return None
        found = map(role, {_READING.sub("", plain).strip(_EDGES), plain.strip(_EDGES)})
        useless = any(said.kind in ("date", "count", "end", "more", "votes") or said.date for said in found)
        return None if useless else plain
    return None if plain.casefold() in classes("comment_lines")["end"] else plain


@cache
def _leads() -> tuple[str, ...]:
    """How labels begin behind which the name of a section or of a person stands: "More from The Bell"."""
    return tuple(f"{lead} " for lead in classes("list_labels")["lead"])


def unnumbered(headlines: list[str]) -> list[str]:
    """Headlines without their numbers, if three or more follow each other with the numbers of a list.

    >>> unnumbered(["1. Eggs", "2. Ferries", "3. Gates"]), unnumbered(["1. FC Bell wins", "7. Mai: Eggs are dear"])
    (['Eggs', 'Ferries', 'Gates'], ['1. FC Bell wins', '7. Mai: Eggs are dear'])
    """
    found = [_NUMBERED.match(headline) for headline in headlines]
    numbers = [int(number[1]) if number else 0 for number in found]
    follows = [one and other == one + 1 for one, other in pairwise(numbers)]
    if sum(map(bool, follows)) < 2:
        return headlines
    return [text[number.end() :] if number else text for text, number in zip(headlines, found, strict=True)]


def notice(text: str) -> str:
    """A notice of copyright without the rule before it, the numbers of links in it and the menu behind it.

    >>> notice("© 2024 The Bell · [11]Privacy ∙ [12]Terms"), notice("© 2024 The Bell | All rights reserved")
    ('© 2024 The Bell', '© 2024 The Bell | All rights reserved')
    """
    whole = text
    text = _LINK.sub("", RULE.sub("", text, 1) if RULE.match(text) else text)
    for mark in _MENU.finditer(text[:LONGEST_NOTICE]):
        rest = text[mark.end() :].lstrip()
        # Behind a full stop, a long rest goes on with the notice.
        ends = mark[0] or len(rest) <= LONGEST_MENU
        if mark.start() and ends and "©" not in rest and _begins_menu().match(rest):
            text = text[: mark.start()]
            break
    return text.strip(" \t\xa0|·") or whole


@cache
def _begins_menu() -> re.Pattern[str]:
    """The words with which the entries of a menu behind a notice begin."""
    return re.compile(rf"(?:{any_of(classes('list_labels')['menu'])})(?![^\W\d_])", re.IGNORECASE)


def is_label(text: str, kind: str) -> bool:
    """Whether a line is a button or a label, and no section or caption; or a caption a link to another story."""
    plain = text.strip(_EDGES).casefold()
    if plain.endswith(_FILES) and " " not in plain:
        return True
    if kind == "caption" and (mark := _MARK.search(text, 0, LONGEST_LABEL)):
        label = text[: mark.start()].strip().casefold()
        if " " in label and label in classes("list_labels")["related"]:
            return True
    return not {plain, text.casefold()}.isdisjoint(classes("list_labels").get(kind, ()))


def _unlabelled(text: str) -> str:
    """A line without the label that it is, or that it begins with."""
    mark = _MARK.search(text, 0, LONGEST_LABEL + 4)
    label = text[: mark.start()].rstrip() if mark else text
    if label.casefold() not in classes("list_labels")["related"]:
        return text
    return text[mark.end() :].lstrip() if mark else ""


def section(lines: Iterable[str], title: str | None = None, authors: Iterable[str] = ()) -> str | None:
    """The section that lines print: without marks and numbers at its ends, repeats, lines without words, the article's
    title, with which breadcrumbs end, and its authors."""
    found: dict[str, str] = {}
    for line in lines:
        plain = _NUMBERED.sub("", line.strip(_EDGES), 1)
        if _LETTER.search(plain):
            found.setdefault(folded(plain), plain)
    for other in (title or "", *authors):
        found.pop(folded(other), None)
    return "\n".join(found.values()) or None


def unrepeated(lines: Iterable[str]) -> list[str]:
    """Lines without their repeats, told by case and spacing apart."""
    once: dict[str, str] = {}
    for line in lines:
        once.setdefault(folded(line), line)
    return list(once.values())


def _is_word(text: str) -> bool:
    """Whether there are two letters, or a sign of a script without them, or a number that can be a topic ("2024")."""
    letter = _LETTER.search(text)
    return (letter is not None and (len(text) > 1 or has_east_asian(text))) or re.fullmatch(
        r"\d{3,4}", text
    ) is not None
