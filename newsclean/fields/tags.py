"""The lines of a list of tags → its tags."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from newsclean.fields.lists import EDGES, LONGEST_LABEL, is_sharing, runs, unlinked, unread
from newsclean.fields.people.bylines import read, without_dates
from newsclean.fields.pictures.marks import without_pictures
from newsclean.fields.times.dates import is_month
from newsclean.fields.words import LETTER, any_of, classes, has_east_asian, small

#: So many spaces part the tags of a line in Chinese or Japanese, also without a label before them.
GLUED = 3
#: Longest tag, in characters.
MAX_TAG = 80
#: So many lines further on an entry is still one of the same list.
LIST_GAP = 3
#: The least share of the tags of a list without a label that the article says: on pages of 150 sites that the model
#: had not seen, 26 of 391 entries of other lists were tags.
SAID = 0.25
#: An entry alone behind a label, of so many words, may be several.
GLUED_WORDS = 3
#: So many characters of an article are searched for tags, and for so many tags of a list: pages may be hostile.
MOST_TEXT, MOST_TAGS = 50_000, 100
#: Tags of so many letters are looked for without the last of them.
ENDED, ENDING = 6, 2
#: If this share of the tags has a number behind it, that counts stories.
COUNTED = 0.8

_SEPARATORS = re.compile(r"\s*(?:[,;|•·、，،؛#＃]|\s/\s|\s[-–]\s|\s{2,})\s*")
_COLON = re.compile("[:：՝]")
_COUNTED = re.compile(r"(.*[^\W\d_].*?)\s\(?(\d[\d.,]{0,8})\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@cache
def _labels() -> dict[str, tuple[list[str], list[str]]]:
    """Labels of tags, with the buttons beside them, and those that need no mark behind them, by their first two signs:
    a pattern of them all takes thirty times as long."""
    listed = classes("list_labels")
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for place, labels in enumerate((listed["tags"] | listed["tag_head"] | listed["button"], listed["tag_lead"])):
        for label in labels:
            found[label[:2]][place].append(label)
    return dict(found)


def label_of(line: str) -> re.Match[str] | None:
    """The label of tags that a line begins with."""
    begin = line[:2].casefold()
    return _labels_from(begin).match(line) if begin in _labels() else None


@cache
def _labels_from(begin: str) -> re.Pattern[str]:
    """Labels of tags at the start of a line that begin with two signs: with a mark behind them, or alone, or such as
    nobody tags with ("Tagged jobs, work")."""
    labels, leads = map(any_of, _labels()[begin])
    return re.compile(
        rf"(?:{labels or '(?!)'})(?:\s?[:：՝]\s*|\s?[|»›>→]\s*|\s*$)"
        rf"|(?:{leads or '(?!)'})\s+(?=[^\W\d]|#)(?!(?:and|und|et|y|e|in|of)\s)",
        re.IGNORECASE,
    )


def heads_tags(line: str) -> bool:
    """Whether a line begins with a label of tags and a colon, and is no sentence: "Tags: ferries, harbour"."""
    return _before_colon(line) in classes("list_labels")["tag_lead"] and not line.endswith((".", "!", "?"))


def _before_colon(line: str) -> str:
    """The label before a colon, in small letters; empty if there is none."""
    colon = _COLON.search(line, 0, LONGEST_LABEL)
    return small(line[: colon.start()].rstrip()) if colon else ""


def tags(line: str) -> list[str]:
    """The tags on one line; none on a label.

    >>> tags("Tags: ferries, Marrow Bay | #harbour"), tags("More about")
    (['ferries', 'Marrow Bay', 'harbour'], [])
    """
    line = without_pictures(line, "  ").replace("&nbsp;", " ").replace("&nbsp", " ")
    line = unlinked(line.lstrip()).lstrip(EDGES)
    label = label_of(line)
    if label:
        line = line[label.end() :]
    elif is_sharing(line) or line.casefold().startswith(_prompts()) or names_author(line) or _names_source(line):
        return []  # "Log in with your account"
    parts = [part for part in _SEPARATORS.split(line) if not part.endswith((":", "："))]  # "Places:"
    if len(parts) == 1 and has_east_asian(line) and (label or line.count(" ") >= GLUED):
        parts = _spaces().split(line)
    found = [tag for part in parts if (tag := _entry(part)) and len(tag) <= MAX_TAG and _is_word(tag)]
    found = [tag for tag in found if not ((label := label_of(tag)) and label.end() == len(tag))]
    # "May 3, 2024"
    return [] if LETTER.search(line) and all(map(_YEAR.fullmatch, found)) else found


@cache
def _spaces() -> re.Pattern[str]:
    """Spaces between words in Chinese or Japanese."""
    return re.compile(r"(?<=[\u3040-\u9fff])[ \u3000]{1,3}|[ \u3000]{1,3}(?=[\u3040-\u9fff])")


def _entry(part: str) -> str:
    """A part of a list without what stands around it, and the label of a second list; the full stop of "U.S." stays."""
    entry = unlinked(part).strip(EDGES)
    label = label_of(entry)
    if label and label.end() < len(entry):
        entry = entry[label.end() :]
    return f"{entry}." if "." in entry and part.endswith(f"{entry}.") else entry


def names_author(text: str) -> bool:
    """Whether a text is a byline: "By Ann Bell"."""
    by = text.partition(" ")[0].casefold() in classes("byline_words")["short_by"]
    return by and bool(read(text).names)


def _names_source(line: str) -> bool:
    """Whether a line tells where the text or its pictures come from: "Source: Marrow Bay Bell"."""
    return _before_colon(line) in classes("credit_words")["label"]


def is_labelled(line: str) -> bool:
    """Whether a line is a label of tags, or begins with one."""
    return label_of(line.strip(EDGES)) is not None


def is_certain(line: str) -> bool:
    """Whether a line is a label of tags, or begins with one, and of nothing else, as those of menus are ("Topics")."""
    label = label_of(line.strip(EDGES))
    return label is not None and is_heading_of_tags(label[0])


def is_heading_of_tags(line: str) -> bool:
    """Whether a line is a label that stands above tags and nothing else: "Tags", "Keywords:"."""
    return len(line) <= LONGEST_LABEL and small(line.strip(EDGES)) in _headings()


@cache
def _headings() -> frozenset[str]:
    listed = classes("list_labels")
    return frozenset(listed["tag_lead"] | listed["tag_head"])


def searched(texts: Iterable[str]) -> str:
    """What of an article's lines is searched for tags, in small letters."""
    return small("\n".join(texts)[:MOST_TEXT])


def is_said(tag: str, text: str) -> bool:
    """Whether a text, in small letters, holds a tag, whatever its ending."""
    lowered = small(tag)
    return (lowered[:-ENDING] if len(lowered) >= ENDED else lowered) in text


def lists_of_tags(
    found: Mapping[int, Sequence[str]], texts: Mapping[int, str], article: Callable[[], str] | None = None
) -> set[int]:
    """Of the places on a page that were taken for tags (numbers of lines, rising, with the tags and the text of each),
    those of the lists with a label, or of the longest list if none has one; the others are sections and buttons. So
    are lists of which the article says nothing, if `article` gives its text, in small letters; without a label it says
    a part of them (`SAID`).
    """
    lists = [places for places in runs(found, LIST_GAP) if any(found[place] for place in places)]
    labelled = {place for place in found if is_labelled(texts[place])}
    named = [_behind_label(places, found, texts) for places in lists if not labelled.isdisjoint(places)]
    chosen = [
        places for places in named if any(is_certain(texts[place]) for place in places) or _is_glued(places, found)
    ]
    if lists and (len(chosen) < len(named) or not named):
        text = article() if article else None
        chosen = [places for places in named if places in chosen or _share_said(places, found, text)]
        told = [] if chosen else [places for places in lists if _share_said(places, found, text) >= SAID]
        chosen = chosen or sorted(told, key=lambda places: -sum(len(found[place]) for place in places))[:1]
    return {place for places in chosen for place in places}


def _is_glued(places: Sequence[int], found: Mapping[int, Sequence[str]]) -> bool:
    """Whether a list is one entry of so many words that it may be several, which a dump glued."""
    tags = [tag for place in places for tag in found[place]]
    return len(tags) == 1 and len(tags[0].split()) >= GLUED_WORDS


def _share_said(places: Sequence[int], found: Mapping[int, Sequence[str]], text: str | None) -> float:
    """The share of a list's tags that a text holds; all without a text."""
    if text is None:
        return 1.0
    tags = [tag for place in places for tag in found[place]][:MOST_TAGS]
    return sum(is_said(tag, text) for tag in tags) / len(tags)


def _behind_label(places: list[int], found: Mapping[int, Sequence[str]], texts: Mapping[int, str]) -> list[int]:
    """The places of a list without those before its label, such as a source; all if none is behind."""
    heads = (number for number, place in enumerate(places) if _heads_list(texts[place]))
    behind = places[next(heads, 0) :]
    return behind if any(found[place] for place in behind) else places


def _heads_list(line: str) -> bool:
    """Whether a line is a label of tags, or begins with one, and is no button between two lists."""
    listed, plain = classes("list_labels"), small(line.strip(EDGES))
    return is_labelled(line) and not any(plain in listed[name] for name in ("advertisement", "button", "share", "tool"))


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


def _is_word(text: str) -> bool:
    """Whether there are two letters, or a sign of a script without them, or a year; and no date, and no month."""
    if is_month(text):
        return False
    letter = LETTER.search(text)
    if letter is None:
        return _YEAR.fullmatch(text) is not None
    if not any(map(str.isdigit, text)):
        return len(text) > 1 or has_east_asian(text)
    return LETTER.search(without_dates(unread(text))) is not None
