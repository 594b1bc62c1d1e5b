"""A part of a byline → the name in it, without what the person is, where they are and for whom they write."""

from __future__ import annotations

from functools import cache

from newsclean.fields.people.names import EDGES, is_given, is_newspaper, is_organisation, is_roman
from newsclean.fields.words import classes, words


def tells_role(segment: str) -> bool:
    """Whether a segment says what a person is, and is no button: "Market reporter", "Email the author"."""
    said = {word.strip(EDGES).casefold() for word in segment.split()}
    return any(map(_is_role, said)) and said.isdisjoint(classes("byline_words")["nobody"])


def _any_role(parts: list[str]) -> bool:
    """Whether one of some words says what a person is."""
    return any(_is_role(part.casefold()) for part in parts)


def _is_role(word: str) -> bool:
    """Whether a word in small letters says what a person is; those of some languages are joined: "nyhetsreporter"."""
    listed = classes("byline_words")
    return word in listed["role"] or word.endswith(_role_ends())


@cache
def _role_ends() -> tuple[str, ...]:
    return tuple(sorted(classes("byline_words")["role_end"]))


def without_role(segment: str) -> str:
    """A segment without what the person is and where they are."""
    listed = classes("byline_words")
    parts = segment.split()
    if not parts:
        return ""
    while (
        len(parts) > 1
        and parts[0].casefold().strip(",.:") in listed["role"]
        and (not is_given(parts[0]) or parts[0].casefold() in listed["rank"])
    ):
        parts = parts[1:]
    rest = {part.casefold() for part in parts[-1:] + parts[1:]}
    is_title = len(parts) == 2 and rest <= listed["beat"]  # "Marine Correspondent"
    if rest <= listed["role"] and (is_title or not is_given(parts[0])):
        return ""  # "Content Editor", "QA Engineer"
    if parts[-1].endswith(("'s", "’s")) and len(parts) > 1:
        parts[-1] = parts[-1][:-2]
    for number, part in enumerate(parts[1:], 1):
        lowered = part.casefold()
        small = part.islower() or segment.isupper() or part in ("For", "Desde")
        if small and (lowered in listed["stop"] or lowered in listed["with"]):
            return _joined(parts[:number])
        if number > 1 and lowered in listed["region"] and _any_role(parts[number + 1 :]):
            return _joined(parts[:number])
        surname = number == len(parts) - 1 and lowered in listed["surname"]  # "Bell Hui Min"
        label = lowered.strip(":")
        if number > 1 and (label in listed["nobody"] or label in listed["picture"]) and not surname:
            return _joined(parts[:number])
        if (number > 1 or part.islower()) and (lowered in listed["degree"] or _is_role(lowered)):
            # "Denis Bell China Correspondent", but "Maria Silva Santos".
            is_beat = number == 3 and lowered in listed["beat"] and not is_given(parts[1])
            is_beat = is_beat and parts[2].isalpha() and parts[1][0].isupper() and "." not in parts[1]
            return _joined(parts[: 2 if is_beat else number])
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    while len(parts) > 1 and parts[-1] in particles():
        parts = parts[:-1]  # "Ann Bell da CNN"
    return " ".join(parts).strip(EDGES.replace(".", ""))


def particles() -> frozenset[str]:
    return classes("byline_words")["particle"]


def without_outlet(segment: str, outlets: frozenset[str], least: int) -> str:
    """A segment without the agency, or the page's own outlet, that closes it; `least` words are left.

    >>> without_outlet("Orhan Bell Reuters", frozenset(), 2), without_outlet("Ann Bell Marrow Post", {"marrowpost"}, 2)
    ('Orhan Bell', 'Ann Bell')
    """
    parts = segment.split()
    listed = classes("byline_words")
    if segment.casefold() in words("agencies") or is_newspaper(segment.casefold()):
        return segment
    if named := without_named(segment, outlets, least):
        return named
    left = len(parts)
    while left > max(least, 2) and (
        parts[left - 1].casefold() in listed["organisation"] or _is_acronym(parts[left - 1], segment)
    ):
        left -= 1
    closing = parts[left].casefold() if left < len(parts) else ""
    if least > 1 and left < len(parts) and not any(map(is_given, parts)):
        return segment  # "Marrow Free Press", "Northeast Ohio Media Group"
    if left == 3 and (closing in listed["beat"] or closing in listed["paper"]) and not is_given(parts[1]):
        left = 2  # "Scott Bell Gear Team", "Ann Bell Chicago Tribune"
    elif left == 4 and closing in listed["paper"] and is_organisation(" ".join(parts[2:4])):
        left = 2  # "Ann Bell Los Angeles Times"
    return _joined(parts[:left]) if left < len(parts) else segment


def without_named(segment: str, outlets: frozenset[str], least: int) -> str:
    """A segment without the agency or outlet that is known by its name; empty if none closes it."""
    parts = segment.split()
    for number in range(least, len(parts)):
        said = " ".join(parts[number:]).casefold().strip(EDGES)
        if number == 1 and is_given(said):
            continue  # "By Anna Petra"
        named = said in words("agencies") or (number > 1 and is_newspaper(said))
        if named or (len(said) > 3 and said.replace(" ", "") in outlets):
            return _joined(parts[:number])
    return ""


def _is_acronym(part: str, segment: str) -> bool:
    """Whether a word in capitals closes a segment that is not in capitals: "Ann Bell USA", but "Jean Pierre BELL"."""
    return 1 < len(part) < 6 and part.isascii() and part.isupper() and not is_roman(part) and not _shouts(segment)


def _shouts(segment: str) -> bool:
    """Whether surnames of a segment are in capitals: "Jean DUPONT", "ANN BELL", "Jean Pierre BELL"."""
    parts = segment.split()
    return parts[1].isupper() or (len(parts) == 3 and is_given(parts[1]))
