"""Comments that are plain from what stands around them, whatever their lines were taken for: "Vera Bell", the date,
some lines, "Reply", and again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from newsclean.fields.readers.buttons import LONGEST, MAX_BUTTON
from newsclean.fields.readers.heads import MAX_NAME
from newsclean.fields.readers.layout import MOST_WORDS, lone_name, tells_date
from newsclean.fields.readers.lines import is_aside, role
from newsclean.fields.words import classes, has_east_asian

#: A thread has at least so many comments that close with a button to answer.
FEWEST = 2
#: A comment has at most so many lines, buttons with them, and its head so many above the date.
MOST_LINES, HEAD = 40, 4
#: More buttons among the lines of a comment make these a menu.
MOST_BUTTONS = 4
#: Longest initial at the end of a name.
INITIAL = 3
#: The name, the text and the date of a comment are so many lines at least.
BELOW = 3
#: Buttons of East Asian languages take so many characters with their numbers.
SHORT = 20


class Frame(NamedTuple):
    """Where a comment's head begins, its text, the buttons behind it, and where these end: numbers of lines."""

    start: int
    text: int
    closes: int
    end: int


def can_answer(texts: Iterable[str]) -> bool:
    """Whether a button to answer may stand on a short line of a page: a quick look."""
    short = "\n".join([text for text in texts if len(text) <= LONGEST]).casefold()
    return not _first_words().isdisjoint(short.split()) or any(map(short.__contains__, _east_asian()))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(button.split()[0] for button in _buttons())


@cache
def _east_asian() -> tuple[str, ...]:
    return tuple(filter(has_east_asian, _buttons()))


def frames(texts: Sequence[str], known: Sequence[bool | None]) -> list[Frame]:
    """The comments of a page that have a date above and a button to answer or to complain below; none where there are
    fewer than two. `known` tells which lines are taken for a comment's text (True), or for other lines of a comment
    area (False).
    """
    closing = [number for number, text in enumerate(texts) if _may_answer(text)]
    if len(closing) < FEWEST:
        return []
    closing = [number for number in closing if not known[number] and role(texts[number]).kind in ("end", "votes")]
    if not closing or any(tells_date(text, role(text)) for text in texts[closing[-1] + 1 : closing[-1] + 3]):
        return []  # the dates stand behind the comments
    if tells_date(above := texts[closing[0] - 1], role(above)):
        return _dated_below(texts, closing)
    found: list[Frame] = []
    last = 0
    for at in closing:
        if frame := _frame(texts, known, at, last):
            found.append(frame)
            last = at + 1
    return _below_names(texts, found) if len(found) >= FEWEST else []


@cache
def _buttons() -> frozenset[str]:
    """Buttons that only comments have."""
    listed = classes("comment_lines")
    return listed["answer"] | listed["complain"]


def _dated_below(texts: Sequence[str], closing: Sequence[int]) -> list[Frame]:
    """Comments below a heading whose date stands between the text and the button: "Vera Bell", some lines, the date,
    "Reply". None if one of them has no name above or no date below."""
    heads = range(closing[0] - 1, max(closing[0] - MOST_LINES, -1), -1)
    start = next((number + 1 for number in heads if role(texts[number]).kind in ("count", "prompt")), None)
    found: list[Frame] = []
    for at in closing:
        if start is None or at - start < BELOW or not tells_date(texts[at - 1], role(texts[at - 1])):
            return []
        if not _may_be_name(texts[start]):
            return []
        found.append(Frame(start, start + 1, at - 1, at + 1))
        start = at + 1
    return found


def _may_be_name(text: str) -> bool:
    """Whether a line above a comment may be a name: "Vera B.", but no sentence and no button."""
    if len(text) > MAX_NAME or role(text).kind not in ("", "says"):
        return False
    last = text.rpartition(" ")[2]
    initial = last[-1] == "." and len(last) <= INITIAL and not last.islower()
    return text.count(" ") < MOST_WORDS and (text[-1] not in ".!?…:。" or initial)


def _below_names(texts: Sequence[str], found: list[Frame]) -> list[Frame]:
    """Comments without the names that stand below their dates, if all have one there and none above."""
    named = all(
        frame.start + 1 == frame.text < frame.closes - 1
        and role(texts[frame.start]).author is None
        and lone_name([(texts[frame.text], role(texts[frame.text]))])
        for frame in found
    )
    return [frame._replace(text=frame.text + 1) for frame in found] if named else found


def is_said(text: str) -> bool:
    """Whether a line between a comment's date and its button is what the reader says: no votes, no "Liked by …"."""
    return role(text).kind != "votes" and not is_aside(text)


def _may_answer(text: str) -> bool:
    """Whether a line may be a button to answer, or several with one."""
    if len(text) > LONGEST:
        return False
    listed, lowered = _buttons(), text.casefold()
    if text.isascii() or not has_east_asian(text):
        words = lowered.split()
        return not listed.isdisjoint(words) or lowered in listed or (len(words) > 2 and " ".join(words[:2]) in listed)
    return len(text) <= SHORT and any(word in text for word in listed)


def _frame(texts: Sequence[str], known: Sequence[bool | None], at: int, last: int) -> Frame | None:
    """The comment that a button closes; `last` is where the one before it ends."""
    closes, written = at, False
    for number in range(at - 1, max(last, at - MOST_LINES) - 1, -1):
        text, found = texts[number], role(texts[number])
        if not known[number] and (tells_date(text, found) or (found.kind == "says" and written)):
            plain = written and not _is_menu(texts[number + 1 : closes])
            return Frame(_start(texts, number, last), number + 1, closes, at + 1) if plain else None
        if found.kind in ("prompt", "count") and not is_aside(text):
            if number == last or role(texts[number - 1]).kind not in ("date", "says"):
                return None
            written = True  # "Please add …"
        elif found.kind == "" and any(map(str.isalpha, text)):
            written = True
        elif not written:
            closes = number
    return None


def _is_menu(texts: Sequence[str]) -> bool:
    """Whether lines are buttons of many words for the most part: "Follow Vera Bell", "Share to …"."""
    short = sum(len(text) <= MAX_BUTTON and text[-1] not in ".!?…,:;" for text in texts)
    return short > MOST_BUTTONS and 2 * short > len(texts)


def _start(texts: Sequence[str], date: int, last: int) -> int:
    """The first line of a comment's head: names and badges above its date."""
    start = date
    if role(texts[date]).author is not None:
        return start
    for number in range(date - 1, max(last - 1, date - 1 - HEAD), -1):
        found = role(texts[number])
        if found.kind not in ("", "more", "says") or len(texts[number]) > MAX_NAME:
            break
        start = number
    return start
