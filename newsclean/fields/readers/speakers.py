"""Who speaks, told by what all comments of a thread have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsclean.fields.readers.layout import Gap, Told, head, lone_name

#: What parts a name from the place, rank or handle behind it, where it does so in all comments.
_BEHIND = (",", " (", " [", " |")
#: A thread tells its order with at least so many comments.
FEWEST = 2
#: The letters that stand for a commenter's picture.
INITIALS = 3


def heads(gaps: Sequence[Gap]) -> list[Told | None]:
    """Author and date of each comment, from the lines before it. `gaps` are those before, between and behind the
    comments."""
    told = [head(gap) for gap in gaps[:-1]]
    if len(told) < FEWEST:
        return told
    if not any(told):
        return _undated(gaps[:-1]) or told
    return _without_places(_named_alike(told))


def _named_alike(told: Sequence[Told | None]) -> list[Told | None]:
    """Heads whose names stand at the same place. Between the comments it is known where a head begins: what stands
    between the first of its lines and the date tells of the commenter, where most heads have such a line."""
    inner = [head for head in told[1:] if head]
    first = told[0]
    if not any(head.above for head in inner):
        # "#2", the date, the name: what stands above the first date is none.
        below = first is not None and first.above and all(head.below for head in inner) and len(inner) >= FEWEST
        return [first._replace(author=first.below or first.author), *told[1:]] if first and below else list(told)
    named = first_names([head.above if head else () for head in told])
    return [head._replace(author=name) if head and name else head for head, name in zip(told, named, strict=True)]


def first_names(names: Sequence[Sequence[str]]) -> list[str | None]:
    """Of each comment's names that stand together, the last first, the one that speaks: the first where most of the
    comments behind the first have several."""
    inner = list(filter(None, names[1:]))
    if sum(len(several) > 1 for several in inner) < max(FEWEST, 0.5 * len(inner)):
        return [several[0] if several else None for several in names]
    depth = Counter(map(len, inner)).most_common(1)[0][0]
    times = Counter(name for several in names for name in set(several))
    common = frozenset(name for name, number in times.items() if number > max(1, len(names) // 2))
    return [_first_of(several[:depth], common) if several else None for several in names]


def _first_of(names: Sequence[str], common: frozenset[str]) -> str:
    """The first printed of the names above a date that not most comments have, and that is not the next one's initials;
    `names` begins with the last."""
    rest = [name for name in names if name not in common]
    while len(rest) > 1 and _are_initials(rest[-1], rest[-2]):
        rest.pop()
    return rest[-1] if rest else names[0]


def _are_initials(sign: str, name: str) -> bool:
    """Whether a name is the letters that stand for a picture of who is called so: "V", "VB"."""
    return len(sign) <= INITIALS and sign[0].casefold() == name[0].casefold()


def _undated(gaps: Sequence[Gap]) -> list[Told | None]:
    """The names right above the comments of a thread without dates, where all have one of their own."""
    names = [lone_name(gap) for gap in gaps]
    inner = names[1:]
    if not all(inner) or len(set(inner)) < max(FEWEST, 0.5 * len(inner)):
        return []
    return [Told(len(gap) - 1, name, None) if name else None for gap, name in zip(gaps, names, strict=True)]


def _without_places(told: Sequence[Told | None]) -> list[Told | None]:
    """Names without what all of them have behind a comma or in brackets: "Vera Bell, Port Ellery"."""
    names = [head.author for head in told if head and head.author]
    sign = next((sign for sign in _BEHIND if all(sign in name for name in names)), None)
    if sign is None or len(names) < FEWEST or len({name.partition(sign)[0] for name in names}) < FEWEST:
        return list(told)
    return [
        head._replace(author=head.author.partition(sign)[0].strip()) if head and head.author else head for head in told
    ]
