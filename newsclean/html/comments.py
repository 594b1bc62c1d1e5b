"""Readers' comments with their authors, dates and votes, where the markup of each comment tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.fields.readers.comments import Entry, cut
from newsclean.fields.readers.heads import name_of
from newsclean.fields.readers.lines import answered, role
from newsclean.fields.times.dates import NOTHING_KNOWN, Context
from newsclean.html import Rendered
from newsclean.html.elements import OF_AUTHOR
from newsclean.html.stated import date_in_head
from newsclean.html.words import family_bit
from newsclean.records import COMMENT_KINDS, Comment, Kind

_AUTHOR, _VOTES = family_bit("author"), family_bit("poll") | family_bit("share")
_NUMBER = re.compile(r"[+-]?\d{1,6}$")
#: A commenter's name is not longer, nor their comment's date.
_LONGEST_NAME, _LONGEST_DATE = 60, 60

#: Score, votes for a comment, and votes against it.
_Votes = tuple[int | None, int | None, int | None]
_NO_VOTES: _Votes = (None, None, None)


class _Item:
    """What the Lines of one comment's element tell."""

    def __init__(self) -> None:
        self.author: str | None = None
        self.date: str | None = None
        self.votes = _NO_VOTES
        self.text: list[str] = []
        self.entries: list[Entry] = []

    def comment(self, read: Comment) -> Comment:
        """The comment; what the markup does not tell of it is what was read off its lines."""
        votes = (read.score, read.up, read.down) if self.votes == _NO_VOTES else self.votes
        return Comment(self.author or read.author, self.date or read.date, "\n\n".join(self.text), *votes)


def comments_of(page: Rendered, kinds: Sequence[Kind], context: Context = NOTHING_KNOWN) -> list[Comment]:
    """The comments of a page, one for each element that holds one; where the markup does not part them, their lines do.

    `context` helps to read the dates that are printed only.
    """
    if Kind.COMMENT not in kinds:
        return []
    items: dict[int, _Item] = {}
    entries: list[Entry] = []
    loose = False
    for line, row, time, kind in zip(page.lines, page.rows, page.times, kinds, strict=True):
        number, is_text = row.item, kind is Kind.COMMENT
        if kind in COMMENT_KINDS:
            entries.append(Entry(line.text, is_text, date_in_head(time) if time else None))
        if number < 0:
            loose |= is_text
            continue
        item = items.setdefault(number, _Item())
        if kind in COMMENT_KINDS:
            item.entries.append(entries[-1])
        near, bits = row.near, row.tags | row.inner
        if is_text:
            item.text.append(line.text)
            continue
        if item.date is None and time and (date := date_in_head(time)):
            item.date = date
        elif item.date is None and len(line.text) <= _LONGEST_DATE and any(map(str.isdigit, line.text)):
            item.date = role(line.text, context).date
        told = role(line.text)
        if item.votes[0] is None and near & _VOTES and _NUMBER.match(line.text):
            item.votes = (int(line.text), *item.votes[1:])
        elif told.kind == "votes" and item.votes == _NO_VOTES:
            item.votes = (told.score, told.up, told.down)
        if item.author is None and len(line.text) <= _LONGEST_NAME and not answered(line.text):
            named = bits & OF_AUTHOR or near & _AUTHOR
            if named and any(map(str.isalpha, line.text)) and told.kind in ("says", ""):
                item.author = told.author or name_of(line.text)
    spoken = [item for item in items.values() if item.text]
    read = cut(entries, context)
    if loose or not spoken:
        return read
    if [comment.text for comment in read] != ["\n\n".join(item.text) for item in spoken]:
        read = [cut(item.entries, context)[0] for item in spoken]
    return [item.comment(comment) for item, comment in zip(spoken, read, strict=True)]
