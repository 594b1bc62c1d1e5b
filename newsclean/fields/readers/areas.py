"""Which lines of a page are comments' text: what the tagger takes them for, put right where that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from newsclean.fields.readers.buttons import MAX_BUTTON, Role, without_numbers
from newsclean.fields.readers.heads import MAX_NAME
from newsclean.fields.readers.layout import MOST_WORDS, REACH, Gap, date_behind, is_behind
from newsclean.fields.readers.lines import answered, is_aside
from newsclean.fields.readers.lines import roles as roles_of
from newsclean.fields.words import classes

#: What so many comments begin or end with, and half of all, is no text of theirs.
FEWEST = 3
_NOTHING = Role("")


def tell_apart(texts: Sequence[str], said: Sequence[bool | None]) -> list[bool | None]:
    """Which lines of a page are comments' text (True), other lines of comment areas (False), or neither (None).

    `said` is what the tagger takes them for; what is certain is put right: buttons, dates, votes and names right above
    a date are no text; a line between the head of a comment and its end is; text without anything of a comment area
    beside it, on a page where other comments have heads, is no comment.
    """
    settled = list(said)
    area = [number for number, state in enumerate(said) if state is not None]
    roles = [_NOTHING] * len(texts)
    for number, found in zip(area, roles_of([texts[number] for number in area]), strict=True):
        roles[number] = found
        if settled[number] and _is_no_text(texts[number], found):
            settled[number] = False
    _take_out_repeated(texts, settled)
    behind = is_behind(_gaps(texts, settled, roles))
    for number, found in enumerate(roles):
        # "Vera Bell said…", the text, the date
        if behind and settled[number] and found.kind == "says" and (number == 0 or not settled[number - 1]):
            settled[number] = False
    for number in range(len(texts) - 1):
        if settled[number] and not behind and _names_speaker(texts, roles, settled, number):
            settled[number] = False
        elif settled[number + 1] and texts[number].strip(" :").casefold() in classes("comment_lines")["linkback"]:
            settled[number + 1] = False  # the page that links here
    if not behind:
        _take_in(texts, settled, roles)
    return _without_strays(texts, settled, roles)


def _gaps(texts: Sequence[str], settled: Sequence[bool | None], roles: Sequence[Role]) -> list[Gap]:
    """The lines of comment areas before, between and behind the comments."""
    gaps: list[list[tuple[str, Role]]] = [[]]
    for number, state in enumerate(settled):
        if state is False:
            gaps[-1].append((texts[number], roles[number]))
        elif state and (number == 0 or not settled[number - 1]):
            gaps.append([])
    return list(gaps)


def _repeated(texts: Sequence[str], settled: Sequence[bool | None]) -> set[str]:
    """Short lines that come twice or more, and are mostly none of a comment's text: buttons and badges, in whatever
    language, and names."""
    short = [(text, state) for text, state in zip(texts, settled, strict=True) if len(text) <= MAX_BUTTON]
    outside = Counter(text for text, state in short if state is False)
    inside = Counter(text for text, state in short if state)
    return {text for text, times in outside.items() if times > max(1, inside[text]) and text[-1] not in ".!?…"}


def _take_out_repeated(texts: Sequence[str], settled: list[bool | None]) -> None:
    """Make buttons, badges and names that come again and again no text, and so what most comments begin or end with."""
    repeated = _repeated(texts, settled)
    runs = list(_runs(settled))
    edges = [number for start, end in runs if end - start > 1 for number in (start, end - 1)]
    times = Counter(map(without_numbers, (texts[number] for number in edges if len(texts[number]) <= MAX_BUTTON)))
    common = {text for text, number in times.items() if number >= max(FEWEST, 0.5 * len(runs))}
    for number in edges:
        text = texts[number]
        if len(text) <= MAX_BUTTON and text[-1] not in ".!?…" and without_numbers(text) in common:
            settled[number] = False
    for number, state in enumerate(settled):
        if state and texts[number] in repeated:
            settled[number] = False


def _take_in(texts: Sequence[str], settled: list[bool | None], roles: Sequence[Role]) -> None:
    """Make the lines text that stand between the head of a comment and its end, and are nothing else."""
    begun = spoken = False
    named = any(found.author for found in roles)
    names = _repeated(texts, settled)
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
            if _heads_next(texts, roles, settled, number) or _is_badged(texts, number) or text[:1] == "@":
                names.add(" ".join(text.split()))
                named = True
            elif not named and not spoken and _may_be_name(text):
                continue  # "#2", the date, the name
            elif begun and names.isdisjoint((text, answered(text))) and any(map(str.isalnum, text)):
                settled[number] = spoken = True


def _may_be_name(text: str) -> bool:
    return len(text) <= 40 and len(text.split()) <= MOST_WORDS and text[-1] not in ".!?…:"


def _is_badged(texts: Sequence[str], number: int) -> bool:
    """Whether a badge or what forums print of a member stands right below a line, so that it is a name."""
    listed = classes("comment_lines")
    below = texts[number + 1].strip(" :").casefold() if number + 1 < len(texts) else ""
    return len(texts[number]) <= MAX_NAME and (below in listed["badge"] or below in listed["label"])


def _without_strays(texts: Sequence[str], settled: list[bool | None], roles: Sequence[Role]) -> list[bool | None]:
    """Lines without the runs of text that have nothing of a comment area beside them, or only prompts before them, or
    stand outside of the comments: before their number, or behind the last prompt."""
    runs = list(_runs(settled))
    gaps = list(pairwise([0, *chain.from_iterable(runs), len(settled)]))[::2]
    told = [{roles[number].kind for number in range(*gap)} for gap in gaps]
    lines = _gaps(texts, settled, roles)
    if is_behind(lines):
        heads = [date_behind(gap) is not None for gap in lines[1:]]
    else:
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
    text, next_one = texts[number], number + 1
    while next_one + 1 < len(texts) and roles[next_one].kind == "more" and settled[next_one] is False:
        next_one += 1  # a badge
    after = roles[next_one]
    begins = after.author is None and after.kind in ("date", "says")
    if not begins or settled[next_one] is None:
        return False
    if roles[number].kind == "says" and next_one == number + 1:
        return True
    if roles[number].kind or text[-1] in ".!?…:":
        return False
    closed = number > 0 and settled[number - 1] is False and roles[number - 1].kind in ("end", "votes")
    return (len(text) <= MAX_NAME and closed) or _may_be_name(text)


def _is_no_text(text: str, found: Role) -> bool:
    """Whether a line is certainly no comment's text: a button, a date, a vote, a count. "+1" is a comment."""
    if found.kind == "votes":
        return found.score is not None or not text.startswith("+")
    if found.kind == "says":
        return found.date is not None or found.author is None
    return found.kind in ("end", "more", "date", "count") and len(text) > 1
