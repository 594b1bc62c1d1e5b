"""A line → the number of comments that it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newsclean.fields.words import classes, has_east_asian, words

#: Longest line of a comment area that can be anything but text.
MAX_LINE = 160

_COUNT = re.compile(
    r"\d{1,3}(?:[.,，\u00a0\u202f ]\d{3}){1,3}(?!\d)|\d{1,3}(?:[.,]\d)?\s?(?:k|mil|тыс|tys|tis)\b\.?"
    r"|\d{1,3}(?:\.\d)?[万萬만]|\d{1,6}",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\d+(?:[.,]\d)?")
_MANY = {"万": 10_000, "萬": 10_000, "만": 10_000}
# A word, of scripts whose vowels are marks too.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d])+")
# What comes behind a number that counts comments: "5 comments on", "12 reader comments:".
_COUNTED = re.compile(
    r"\W*[^\W\d_]+(?:\s[^\W\d_]+)?\s?(?:\b(?:on|to|zu|sur|en|su|do|về|untuk|so far|add yours)\b|[-–—:|“”„\"«»「《])"
)
_COUNTED_IN_CJK = re.compile(
    r"\s?(?:件の(?:コメント|フィードバック)|条评论|[則個]評論|[条條則]留言|개의 (?:댓글|생각|응답)|コメント|评论)"
)


def count_of(text: str) -> int | None:
    """The number of comments that a line states: "5 Comments", "There are 13 comments", "6 thoughts on …".

    >>> count_of("124 Reader Comments"), count_of("11 more comments..."), count_of("Kommentare (1.2K)")
    (124, None, 1200)
    """
    listed, readers = words("comment_words"), classes("comment_lines")["reader"]
    if len(text) > MAX_LINE or (listed.isdisjoint(_WORD.findall(text.casefold())) and not has_east_asian(text)):
        return None
    for number in reversed(list(_COUNT.finditer(text))):
        before, after = text[: number.start()].casefold(), text[number.end() :].casefold()
        if _COUNTED_IN_CJK.match(after):
            return _number(number[0])
        next_words = _WORD.findall(after[:40])[:2]
        last_words = _WORD.findall(before[-30:])[-2:]
        # "“The ferry” için 2 yorum"
        if "more" in next_words[:1] or len(_WORD.findall(before[max(map(before.rfind, "”»")) + 1 :])) > 3:
            continue
        if next_words and (next_words[0] in listed or (next_words[0] in readers and next_words[-1] in listed)):
            # "5 comments that changed my mind" is a headline.
            rest = _WORD.findall(after)
            if len(rest) <= 2 or _COUNTED.match(after):
                return _number(number[0])
        # "Kommentare (12)", "Kommentare lesen (12)", "コメント2件"
        elif set(next_words) <= classes("comment_lines")["counter"] and _counts_comments(before, last_words):
            return _number(number[0])
    return None


def _counts_comments(before: str, last_words: Sequence[str]) -> bool:
    """Whether what stands before a number says that it counts comments: its last word, or the last but one where the
    number stands in brackets. East Asian words stand together: "网友评论"."""
    listed = words("comment_words")
    near = last_words if before[-1:] == "(" else last_words[-1:]
    return any(word in listed or (has_east_asian(word) and word.endswith(_unspaced())) for word in near)


@cache
def _unspaced() -> tuple[str, ...]:
    """The words that name comments in East Asian languages."""
    return tuple(filter(has_east_asian, words("comment_words")))


def _number(text: str) -> int:
    """A number that may have separators of thousands, or be one of thousands: "1.2K"."""
    short = _SHORT.match(text)
    if short and not text[-1].isdigit():
        return round(_MANY.get(text[-1], 1000) * float(short[0].replace(",", ".")))
    return int("".join(filter(str.isdigit, text)))
