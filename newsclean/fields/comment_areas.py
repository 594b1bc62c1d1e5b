"""Which lines of a page are comments' text: what the tagger takes them for, put right where that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from newsclean.fields.comment_lines import MAX_NAME, Role, is_aside, role
from newsclean.fields.dates import NOTHING_KNOWN, Context
from newsclean.fields.words import classes

#: Who says it, or when, stands at most this many lines before a comment.
REACH = 10
_NOTHING = Role("")


def settle(texts: Sequence[str], said: Sequence[bool | None], context: Context = NOTHING_KNOWN) -> list[bool | None]:
    """Which lines of a page are comments' text (True), other lines of comment areas (False), or neither (None).

    `said` is what the tagger takes them for; what is certain is put right: buttons, dates, votes and names right above
    a date are no text; a line between the head of a comment and its end is; text without anything of a comment area
    beside it, on a page where other comments have heads, is no comment.
    """
    settled = list(said)
    roles = [role(text, context) if state is not None else _NOTHING for text, state in zip(texts, said, strict=True)]
    for number, found in enumerate(roles):
        if settled[number] and _is_no_text(texts[number], found):
            settled[number] = False
    for number in range(len(texts) - 1):
        if settled[number] and _names_speaker(texts, roles, settled, number):
            settled[number] = False
        elif settled[number + 1] and texts[number].strip(" :").casefold() in classes("comment_lines")["linkback"]:
            settled[number + 1] = False  # the page that links here
    _take_in(texts, settled, roles)
    return _without_strays(settled, roles)


def _take_in(texts: Sequence[str], settled: list[bool | None], roles: Sequence[Role]) -> None:
    """Make the lines text that stand between the head of a comment and its end, and are nothing else."""
    begun = spoken = False
    names: set[str] = set()
    for number, state in enumerate(settled):
        text, found = texts[number], roles[number]
        if state is None or (found.kind in ("prompt", "count") and not is_aside(text)) or found.kind == "votes":
            begun = False
        elif found.kind in ("date", "says"):
            begun, spoken = True, False
        elif found.kind == "end":
            # Some pages print the button between the head and the text.
            begun = begun and not spoken
        elif state:
            spoken = True
        elif not found.kind:
            if _heads_next(texts, roles, settled, number) or text[:1] == "@":
                names.add(" ".join(text.split()))
            elif begun and answered(text) not in names and any(map(str.isalnum, text)):
                settled[number] = spoken = True


def answered(text: str) -> str:
    """Whom a button offers to answer: "Vera Bell antworten", "Reply to Vera Bell"; empty for other lines."""
    listed = classes("comment_lines")
    words_of = text.split()
    if len(words_of) > 1 and words_of[-1].casefold() in listed["answer"]:
        return " ".join(words_of[:-1])
    lowered = text.casefold()
    return next((text[len(cue) :].strip() for cue in listed["answer_to"] if lowered.startswith(cue + " ")), "")


def _without_strays(settled: list[bool | None], roles: Sequence[Role]) -> list[bool | None]:
    """Lines without the runs of text that have nothing of a comment area beside them, or only prompts before them, or
    stand outside of the comments: before their number, or behind the last prompt."""
    runs = list(_runs(settled))
    gaps = list(pairwise([0, *chain.from_iterable(runs), len(settled)]))[::2]
    told = [{roles[number].kind for number in range(*gap)} for gap in gaps]
    heads = [_has_head(settled, roles, start) for start, _ in runs]
    if sum(heads) < 2 or sum(heads) < 0.5 * len(heads):
        return settled
    for number, ((start, end), headed) in enumerate(zip(runs, heads, strict=True)):
        before = settled[start - 1] if start else None
        after = settled[end] if end < len(settled) else None
        if not headed and before is None and (after is None or not any(settled[end : end + REACH])):
            settled[start:end] = [None] * (end - start)
        elif not headed and before is False and roles[start - 1].kind in ("prompt", "") and not any(heads[:number]):
            settled[start:end] = [False] * (end - start)
        elif not headed and before is False and "prompt" in told[number] and not any(heads[number + 1 :]):
            settled[start:end] = [False] * (end - start)  # what a page says behind its comments
        elif not headed and before is None and "count" in told[number + 1] and not any(heads[:number]):
            settled[start:end] = [None] * (end - start)
    return settled


def _runs(settled: Sequence[bool | None]) -> Iterable[tuple[int, int]]:
    start = None
    for number, state in enumerate([*settled, None]):
        if state and start is None:
            start = number
        elif not state and start is not None:
            yield start, number
            start = None


def _has_head(settled: Sequence[bool | None], roles: Sequence[Role], start: int) -> bool:
    """Whether one of the lines right before a run of text says who speaks, or when."""
    for number in range(start - 1, max(-1, start - 1 - REACH), -1):
        if settled[number] is not False:
            return False
        if roles[number].kind in ("date", "says"):
            return True
    return False


def _heads_next(texts: Sequence[str], roles: Sequence[Role], settled: Sequence[bool | None], number: int) -> bool:
    """Whether a line stands right above a date or "says", so that it can be a name."""
    if len(texts[number]) > MAX_NAME or texts[number][-1] in "!?…":
        return False
    for after in range(number + 1, min(number + 4, len(texts))):
        if settled[after]:
            return False
        if roles[after].kind == "says":
            return roles[after].author is None and after == number + 1
        if roles[after].kind == "date":
            return roles[after].author is None
    return False


def _names_speaker(texts: Sequence[str], roles: Sequence[Role], settled: Sequence[bool | None], number: int) -> bool:
    """Whether a line taken for text is the name of who speaks next: short, or all that stands between the end of a
    comment and a date."""
    text, after = texts[number], roles[number + 1]
    begins = after.author is None and after.kind in ("date", "says")
    if not begins or settled[number + 1] is None or roles[number].kind or text[-1] in ".!?…:":
        return False
    closed = number > 0 and settled[number - 1] is False and roles[number - 1].kind in ("end", "votes")
    return (len(text) <= MAX_NAME and closed) or (len(text) <= 40 and len(text.split()) <= 4)


def _is_no_text(text: str, found: Role) -> bool:
    """Whether a line is certainly no comment's text: a button, a date, a vote, a count. "+1" is a comment."""
    if found.kind == "votes":
        return found.score is not None or not text.startswith("+")
    if found.kind == "says":
        return found.date is not None or found.author is None
    return found.kind in ("end", "more", "date", "count") and len(text) > 1
