"""Readers' comments with their authors, dates and votes, where the markup of each comment tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.fields.comments import role
from newsclean.fields.dates import NOTHING_KNOWN, Context
from newsclean.html import Rendered
from newsclean.html.elements import TAG_BIT
from newsclean.html.head import iso_date
from newsclean.html.words import family_names
from newsclean.records import Comment, Kind

_NAMES = TAG_BIT["in_author"] | TAG_BIT["link_author"]
_FAMILY = {name: 1 << number for number, name in enumerate(family_names())}
_NUMBER = re.compile(r"[+-]?\d{1,6}$")
#: A commenter's name is not longer, nor his comment's date.
_LONGEST_NAME, _LONGEST_DATE = 60, 60


class _Item:
    """What the Lines of one comment's element tell."""

    def __init__(self) -> None:
        self.author: str | None = None
        self.date: str | None = None
        self.score: int | None = None
        self.text: list[str] = []


def comments_of(
    page: Rendered, kinds: Sequence[Kind], found: list[Comment], context: Context = NOTHING_KNOWN
) -> list[Comment]:
    """The comments of a page, one for each element that holds one; `found` where the markup does not part them.

    `context` helps to read the dates that are printed only.
    """
    items: dict[int, _Item] = {}
    loose = False
    for line, row, time, kind in zip(page.lines, page.rows, page.times, kinds, strict=True):
        number = row.item
        if number < 0:
            loose |= kind is Kind.COMMENT
            continue
        item = items.setdefault(number, _Item())
        near, bits = row.near, row.tags | row.inner
        if kind is Kind.COMMENT:
            item.text.append(line.text)
        elif item.date is None and time and (date := iso_date(time)):
            item.date = date
        elif item.date is None and near & _FAMILY["date"] and len(line.text) <= _LONGEST_DATE and _has_digit(line.text):
            item.date = role(line.text, context).date
        elif item.score is None and near & (_FAMILY["poll"] | _FAMILY["share"]) and _NUMBER.match(line.text):
            item.score = int(line.text)
        if item.author is None and kind is not Kind.COMMENT and len(line.text) <= _LONGEST_NAME:
            named = bits & _NAMES or near & _FAMILY["author"]
            if named and any(map(str.isalpha, line.text)):
                item.author = line.text.removesuffix(":").strip()
    whole = [Comment(i.author, i.date, "\n\n".join(i.text), score=i.score) for i in items.values() if i.text]
    return found if loose or not whole else whole


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
