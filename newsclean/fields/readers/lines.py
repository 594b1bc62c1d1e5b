"""One line of a comment area → what it is: a button, a date, a vote, a prompt, who says, a number of comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from newsclean.fields.readers.buttons import Role, button, shows, votes
from newsclean.fields.readers.counts import MAX_LINE, count_of
from newsclean.fields.readers.heads import COLONS, EDGES, MAX_NAME, header, name_of, without_tags
from newsclean.fields.times.dates import NOTHING_KNOWN, Context, is_cue, is_month, stamps
from newsclean.fields.words import DIGIT, WORD, classes, words
from newsclean.records import folded

_LIST_MARK = re.compile(
    r"^(?:\[ ?[-–+−] ?\]\s*|[*+•·▪◦‣-]\s+|\d{1,4}(?:[.)]\s+|\s[-–]\s(?!\d))|#\d{1,5}(?:\.\d{1,4}){0,4}\s+(?:[—–-]\s+)?)"
)
# What stands behind the day in "2. 5. 2019".
_MONTH_AND_YEAR = re.compile(r"\d{1,2}\.\s?(?:19|20)\d\d(?!\d)")
# Signs without words: a button's arrow, the mark that folds a comment.
_SIGNS = re.compile(r"[\s−–—+*△▽▲▼▴▾↑↓›»«<>|·•…\[\]()-]{1,20}")
# The number of a comment in its thread, or of a link: "#3", "3楼", "[99]".
_NUMBER = re.compile(r"#\d{1,5}|\[\d{1,5}\]|\d{1,5}[楼樓]")
# What forums print of a commenter: "410 posts · Joined 2002", "Reputation: 7", "Join Date: Aug 2008".
_STANDING = re.compile(
    r"(?:[\d.,]+\s)?(?:posts|messages|reputation|points|threads|reaction score)\b\s?:?\s?-?[\d.,]*"
    r"(?:\s?·\s?joined \d{4})?"
    r"|(?:joined|join date|member since|registered)\s?:?\s?[^\W\d_]{3,12}\.? \d{4}|location: \S.{0,40}",
    re.IGNORECASE,
)
# How a form marks that something must be filled in.
_REQUIRED = (" *", " ※", "(required)", "(optional)", "(erforderlich)", "(obligatoire)", "(opcional)")


@cache
def _prompts() -> tuple[str, ...]:
    """How lines begin that ask for comments, or tell the rules."""
    return tuple(classes("comment_lines")["prompt"])


@cache
def _foots() -> tuple[str, ...]:
    """How lines begin that close a comment."""
    return tuple(classes("comment_lines")["foot"])


@cache
def _answer_cues() -> tuple[str, ...]:
    """How lines begin that tell whom a comment answers, the longest first."""
    return tuple(f"{cue} " for cue in sorted(classes("comment_lines")["answer_to"], key=len, reverse=True))


@cache
def _since() -> frozenset[str]:
    """The first words of labels of dates that are no publication's."""
    return frozenset(cue.split()[0] for cue in classes("date_cues")["other"])


@lru_cache(maxsize=2048)
def role(text: str, context: Context = NOTHING_KNOWN) -> Role:
    """What a line of a comment area is.

    >>> role("0 ( +1 / -1 )").up, role("Vera Bell says:").author, role("Reply").kind
    (1, 'Vera Bell', 'end')
    """
    plain = unlisted(without_tags(text).strip()).strip(EDGES)
    if len(plain) > MAX_LINE:
        return Role("")
    if not plain or _SIGNS.fullmatch(plain):
        return Role("more")
    if _NUMBER.fullmatch(plain) or folded(plain).startswith(_foots()):
        return Role("end")
    counts = DIGIT.search(plain) is not None
    if (counts or plain[-1] == "v") and (voted := votes(plain)):
        return voted
    bare = plain.strip("[]()")
    if pressed := button(plain) or (bare != plain and button(bare)):
        return Role(pressed)
    if shows(plain, classes("comment_lines")["shown"]):
        return Role("end")
    if counts and count_of(plain) is not None:
        return Role("count")
    if counts and _are_answers(plain):
        return Role("end")
    if shows(plain, words("comment_words")):
        return Role("end")
    if _is_prompt(plain):
        return Role("prompt")
    if _STANDING.fullmatch(plain) or _names_answered(plain) or (counts and _tells_of_user(plain, context)):
        return Role("more")
    return header(plain, context)


def roles(texts: Sequence[str], context: Context = NOTHING_KNOWN) -> list[Role]:
    """What the lines of a comment area are, one by one, but for those whose label stands above: "Location" and a place,
    "Joined" and a date, "Reply to" and a name, "Posted by" and a name."""
    listed = classes("comment_lines")
    found: list[Role] = []
    label = ""
    for text in texts:
        if label in listed["by"] and not role(text).kind and (name := name_of(text)):
            found[-1:] = [Role("more"), Role("says", name)]
            label = ""
            continue
        told = label in listed["place"] or (label in listed["answer_to"] and label not in listed["end"])
        told = told or (label in listed["label"] and DIGIT.search(text) is not None)
        what = Role("more") if told and len(text) <= MAX_NAME else role(text)
        # What a line is does not depend on what else is known; its date may.
        found.append(role(text, context) if what.date or what.kind in ("date", "says") else what)
        label = text.strip(COLONS).casefold() if len(text) <= MAX_NAME else ""
    return found


def unlisted(text: str) -> str:
    """A text without the mark or number of a list's item; "3. Mai" is a date."""
    mark = _LIST_MARK.match(text)
    if mark is None or (mark[0][0].isdigit() and _begins_with_month(text[mark.end() :])):
        return text
    return text[mark.end() :]


def _begins_with_month(text: str) -> bool:
    """Whether a text begins with a month and no day behind it: "Mai 2019", "5. 2019"."""
    first, *rest = [piece.strip(".,") for piece in text.split(None, 2)[:2]]
    if _MONTH_AND_YEAR.match(text):
        return True
    return is_month(first) and not (rest and rest[0].isdecimal() and len(rest[0]) <= 2)


def _is_prompt(plain: str) -> bool:
    """Whether a line asks for comments, tells their rules, or heads them or a field of their form."""
    lowered = folded(plain)
    return (
        lowered.startswith(_prompts()) or lowered.strip(COLONS) in words("comment_words") or plain.endswith(_REQUIRED)
    )


def _are_answers(plain: str) -> bool:
    """Whether a line tells who answered: "2 replies by Ann Bell and others"."""
    number, _, rest = plain.partition(" ")
    answers, _, rest = rest.casefold().partition(" ")
    listed = classes("comment_lines")
    return number.isdecimal() and answers in listed["shown"] and rest.partition(" ")[0] in listed["by"]


def _names_answered(plain: str) -> bool:
    """Whether a line tells whom a comment answers: "In reply to Ann Bell"."""
    cue = _answer_cue(plain)
    return cue != "" and len(plain[len(cue) :].split()) <= (6 if " " in cue.rstrip() else 4) and plain[-1] not in ".!?"


def _answer_cue(text: str) -> str:
    """What stands before the name at the beginning of such a line; empty for other lines."""
    lowered, cues = text.casefold(), _answer_cues()
    return next(filter(lowered.startswith, cues)) if lowered.startswith(cues) else ""


def answered(text: str) -> str:
    """Whom a button offers to answer: "Vera Bell antworten", "Reply to Vera Bell"; empty for other lines."""
    *before, last = text.split() or [""]
    if before and last.casefold() in classes("comment_lines")["answer"]:
        return " ".join(before)
    cue = _answer_cue(text)
    return text[len(cue) :].strip() if cue else ""


def _tells_of_user(text: str, context: Context) -> bool:
    """Whether a line tells since when the commenter is a member and nothing else: "Joined May 3, 2024"."""
    first = WORD.match(text)
    if first is None or first[0].casefold() not in _since():
        return False
    found = stamps(text, context)
    return bool(found) and found[0].role == "other" and is_cue(text[: found[0].start] + text[found[0].end :])


def is_aside(text: str) -> bool:
    """Whether a prompt is one that stands inside a comment's head: "Liked by …"."""
    return text.casefold().startswith("liked by")
