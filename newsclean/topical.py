"""The entries below a label of tags, whatever the model took them for: lists of short lines look like menus."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newsclean.fields.lists import EDGES, is_sharing
from newsclean.fields.tags import SAID, is_heading_of_tags, is_said, searched
from newsclean.fields.words import classes, small
from newsclean.records import COMMENT_KINDS, SAID_KINDS, TEXT_KINDS, Kind, Line, numbers_of

#: The longest entry, in characters and in words, and the most of a list.
LONGEST, MOST_WORDS, MOST = 45, 6, 40

#: Kinds that entries are not taken for.
_OTHERS = SAID_KINDS.union({Kind.COMMENT, Kind.CAPTION, Kind.DATE, Kind.COPYRIGHT})
_ENDS = (".", "!", "?", "…", ":", "：")


def put_tags(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Short lines below a label of tags that stands below the beginning of the text are tags, down to the last that the
    model takes for one or the article says, if enough of them (`SAID`) are such."""
    begun = next((number for number, kind in enumerate(kinds) if kind in TEXT_KINDS), len(kinds))
    article = ""
    for number in range(begun + 1, len(lines) - 1):
        if not is_heading_of_tags(lines[number].text):
            continue
        article = article or searched(lines[said].text for said in numbers_of(kinds, SAID_KINDS))
        entries = _entries(lines, kinds, number + 1)
        told = [entry for entry in entries if kinds[entry] is Kind.TAGS or _is_said(lines[entry], article)]
        if told and len(told) >= SAID * (told[-1] - number):
            for entry in range(number + 1, told[-1] + 1):
                kinds[entry] = Kind.TAGS
            if kinds[number] not in COMMENT_KINDS:
                kinds[number] = Kind.TAGS


def _is_said(line: Line, article: str) -> bool:
    """Whether the article says an entry, which is no bullet and no number of one digit."""
    entry = line.text.strip(EDGES)
    return len(entry) > 1 and is_said(entry, article)


def _entries(lines: Sequence[Line], kinds: Sequence[Kind], start: int) -> list[int]:
    """The numbers of the lines from `start` on that may be tags of one list."""
    found: list[int] = []
    for number in range(start, min(start + MOST, len(lines))):
        text = lines[number].text
        if kinds[number] in _OTHERS or len(text) > LONGEST or text.count(" ") >= MOST_WORDS or text.endswith(_ENDS):
            break
        if small(text.strip(EDGES)) in _labels() or is_sharing(text):
            break
        found.append(number)
    return found


@cache
def _labels() -> frozenset[str]:
    """Labels and buttons that end a list of tags."""
    listed = classes("list_labels")
    names = (
        "tags",
        "tag_lead",
        "tag_head",
        "button",
        "share",
        "network",
        "copyright",
        "related",
        "advertisement",
        "tool",
    )
    return frozenset(set[str]().union(*(listed[name] for name in names)))
