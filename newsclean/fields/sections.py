"""Lines of sections → the section of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsclean.fields.lists import EDGES, NUMBERED, unrepeated
from newsclean.fields.words import LETTER, classes
from newsclean.records import folded
from newsclean.title_bar import letters

#: So many letters of the headline's beginning, at the end of a path, are the headline.
CUT = 6

_STEP = re.compile(r"[»›>→]|(?<=\s)(?:/|::)(?=\s)")


def section(lines: Iterable[str], title: str | None = None, others: Iterable[str] = ()) -> str | None:
    """The section that lines print: without marks and numbers at its ends, repeats, lines without words, and what else
    stands there: the article's title and the way from the home page to it, and `others`, its authors or the site.

    >>> section(["Home > News > Harbour > Eggs are dear", "Harbour"], "Eggs are dear")
    'News > Harbour'
    """
    plain = (_path(NUMBERED.sub("", line.strip(EDGES), 1), title or "") for line in lines)
    found = {folded(one): one for one in unrepeated(plain) if LETTER.search(one)}
    for other in (title or "", *others):
        found.pop(folded(other), None)
    steps = {folded(step) for one in found.values() for step in _steps(one)}
    return "\n".join(one for key, one in found.items() if key not in steps) or None


def _path(line: str, title: str) -> str:
    """A path through a site without its home page and the article."""
    marks = list(_STEP.finditer(line))
    if not marks:
        return line
    begins, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(line)]
    kept = [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]
    while kept and folded(line[slice(*kept[0])]) in classes("list_labels")["section"]:
        kept.pop(0)
    while kept and _is_title(line[slice(*kept[-1])], title):
        kept.pop()
    return line[kept[0][0] : kept[-1][1]].strip(EDGES) if kept else ""


def _is_title(step: str, title: str) -> bool:
    """Whether the last step of a path is the article, perhaps cut off."""
    said = letters(step)
    return len(said) >= CUT and letters(title).startswith(said)


def _steps(line: str) -> list[str]:
    """The steps of a path; none of a line that is no path."""
    return steps if len(steps := _STEP.split(line)) > 1 else []
