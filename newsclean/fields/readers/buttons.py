"""One line of a comment area that is made of buttons, badges or votes → what it is."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import NamedTuple

from newsclean.fields.words import DIGIT, WORD, classes, has_east_asian, is_made_of

#: Buttons and votes take at most so many characters, and a button that shows or hides comments so many words.
LONGEST, MOST_WORDS = 80, 6
#: Words of a commenter's name before "avatar".
LONGEST_USER = 3
#: A button alone, or a badge, takes at most so many characters.
MAX_BUTTON = 30


class Role(NamedTuple):
    """What a line is.

    `kind` is `votes`, `end` (a button that closes a comment), `more` (another button), `prompt`, `count`, `says` (who
    speaks), `date`, or empty: a name, or text.
    """

    kind: str
    author: str | None = None
    date: str | None = None
    score: int | None = None
    up: int | None = None
    down: int | None = None


# "14 ( +15 / -1 )", "Upvote 14 (15 / -1)"
_BALANCE = re.compile(r"(?:[^\W\d]{2,20}:? )?([-+−]?\d{1,9}) \( ?\+?(\d{1,9}) ?/ ?[-−](\d{1,9}) ?\)$")
# Arrows of Disqus: "12 ^ | v".
_CARETS = re.compile(r"(\d{1,6})?\s?\^\s?\|?\s?(\d{1,6})?\s?v")
# "Score: 57 (61 up, 4 down)"
_TALLY = re.compile(
    r"(?:[^\W\d]{2,20}:? )?([-+−]?\d{1,6}) ?\( ?(\d{1,6}) [^\W\d]{2,12}[,/] ?(\d{1,6}) [^\W\d]{2,12} ?\)"
)
_ARROWS = re.compile(
    r"(?:[▲△⬆👍♥❤👏+↑]\ufe0f?\s?(\d{1,6})|(\d{1,6})\s?[▲△⬆👍♥❤↑]\ufe0f?)"
    r"(?:[\s|/·]{0,5}(?:[▼▽⬇👎↓−-]\ufe0f?\s?(\d{1,6})|(\d{1,6})\s?[▼▽⬇👎↓]\ufe0f?))?$"
)
_NUMBERED = re.compile(
    r"(?P<before>[^\W\d][^\d]{0,30}?)?\s?[(\[]?\+?(?P<number>\d{1,6})[)\]]?\s?(?P<after>[^\W\d][^\d]{0,30})?$"
)
# Buttons behind a number of votes: "(Like | Disagree)".
_BESIDE = re.compile(r"(?<!\s)\s*\(([^()\d]{3,40})\)$")
_BETWEEN = re.compile(r"\s*[|·•⋅]\s*|\s{2,}")
_SPLIT = re.compile(r"\s*[|·•⋅/,;]\s*|\s{2,}|\s(?=\(?\d)|(?<=\d)\s")
_NUMBER = re.compile(r"\d+")
# Dumps glue buttons: "LikeReply", "AntwortenLöschen".
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")


def plain_of(text: str) -> str:
    """A text as lists write it: in small letters, with straight apostrophes."""
    return text.casefold().replace("’", "'")


def without_numbers(text: str) -> str:
    """A text without its numbers, as buttons with counters are compared."""
    return "".join(sign for sign in text.casefold() if not sign.isdecimal()).strip()


@cache
def _alone() -> frozenset[str]:
    """Buttons that need no number beside them."""
    listed = classes("comment_lines")
    return listed["end"] | listed["more"]


@cache
def _buttons() -> frozenset[str]:
    """Buttons that count nothing."""
    listed = classes("comment_lines")
    return _alone() - listed["up"] - listed["down"]


@cache
def _pressed() -> frozenset[str]:
    """All that stands on buttons and beside their numbers."""
    listed = classes("comment_lines")
    return frozenset().union(*(listed[name] for name in ("end", "more", "up", "down", "score", "unit", "counter")))


@cache
def _tails() -> tuple[str, ...]:
    """How lines end that describe a picture of the commenter."""
    return tuple(classes("comment_lines")["tail"])


@cache
def _pictures() -> tuple[str, ...]:
    """How lines begin that do."""
    return tuple(classes("comment_lines")["picture"])


def button(text: str) -> str:
    """`end` or `more` if a line is made of buttons and numbers only; empty if not."""
    listed = classes("comment_lines")
    lowered = plain_of(text).rstrip(" :")
    if lowered in listed["more"] or lowered in listed["badge"]:
        return "more"
    if lowered in listed["end"]:
        return "end"
    if len(text) > LONGEST:
        return ""
    pictured = lowered.endswith(_tails()) or lowered.startswith(_pictures())
    if pictured or (lowered.endswith(" avatar") and _is_user(text.split()[:-1])):
        return "more"
    # Chinese and Japanese write numbers without spaces: "返信3件".
    spaced = _NUMBER.sub(r" \g<0> ", lowered) if has_east_asian(text) else plain_of(_HUMP.sub("|", text))
    pieces = _SPLIT.split(spaced.strip())
    parts = [part for part in pieces if part and not part.strip("()+-–−.").isdigit()]
    if not parts:
        return "" if len(text) > 6 else "more"
    return "end" if all(map(_is_button, parts)) and any(part not in listed["unit"] for part in parts) else ""


def _is_user(words: list[str]) -> bool:
    """Whether words before "avatar" are a commenter's name: "verabell avatar", "Vera Bell Avatar"."""
    return len(words) == 1 or (0 < len(words) <= LONGEST_USER and all(word[0].isupper() for word in words))


def _is_button(part: str) -> bool:
    """Whether a part of a line is a button, or several: "report this post reply"; in Chinese a counter stands before it
    ("条回复")."""
    said = part.rstrip(" :")
    counted = said[:1] in classes("comment_lines")["counter"] and said[1:] in _pressed()
    return said in _pressed() or counted or is_made_of(part, _alone())


def shows(text: str, hidden: Set[str]) -> bool:
    """Whether a line is a button that shows or hides what words name: "View 3 more replies", "Ver respuestas (3)"."""
    listed = classes("comment_lines")
    found = WORD.findall(text.casefold())
    if not 2 <= len(found) <= MOST_WORDS or listed["show"].isdisjoint((found[0], found[-1])):
        return False
    return not hidden.isdisjoint(found)


def votes(text: str) -> Role | None:
    """The votes that a line tells, alone or between buttons: "Reply | Report | 12 likes", "Like · 12 · Reply"."""
    if (found := _tallied(text)) or not DIGIT.search(text) or len(text) > LONGEST:
        return found
    parts = [part for part in _BETWEEN.split(text) if part and plain_of(part) not in _buttons()]
    return _tallied(" ".join(unbuttoned(" ".join(parts).split(), _buttons())))


def unbuttoned(pieces: list[str], pressed: Set[str]) -> list[str]:
    """The words of a line without the buttons at its ends, `pressed`."""
    while pieces and plain_of(pieces[-1]) in pressed:
        pieces.pop()
    while pieces and plain_of(pieces[0]) in pressed:
        pieces.pop(0)
    return pieces


def _tallied(text: str) -> Role | None:
    for shape in (_BALANCE, _TALLY):
        if balance := shape.fullmatch(text):
            score, up, down = (int(number.replace("−", "-")) for number in balance.groups())
            return Role("votes", score=score, up=up, down=down)
    if carets := _CARETS.fullmatch(text):
        return Role("votes", up=int(carets[1]) if carets[1] else None, down=int(carets[2]) if carets[2] else None)
    if arrows := _ARROWS.fullmatch(text):
        ups, downs = arrows[1] or arrows[2], arrows[3] or arrows[4]
        return Role("votes", up=int(ups), down=int(downs) if downs else None)
    if (beside := _BESIDE.search(text)) and all(map(_is_button, _SPLIT.split(plain_of(beside[1])))):
        text = text[: beside.start()]
    if found := _NUMBERED.fullmatch(text):
        said = {plain_of((found[name] or "").strip(" :()")) for name in ("before", "after")} - {""}
        if len(said) == 1 or (said and said <= classes("comment_lines")["score"]):  # "Score: 64 votes"
            return vote(said.pop(), int(found["number"]))
    return None


def vote(said: str, number: int) -> Role | None:
    """A number of votes by the word beside it, as lists write it."""
    listed = classes("comment_lines")
    if said in listed["up"]:
        return Role("votes", up=number)
    if said in listed["down"]:
        return Role("votes", down=number)
    return Role("votes", score=number) if said in listed["score"] else None
