"""Lines of sections → the section of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsclean.fields.lists import EDGES, LONGEST_LABEL, MARK, NUMBERED, unread, unrepeated
from newsclean.fields.people.bylines import without_dates
from newsclean.fields.pictures.marks import PICTURE, is_picture
from newsclean.fields.tags import label_of, names_author
from newsclean.fields.words import DIGIT, LETTER, classes
from newsclean.records import folded
from newsclean.title_bar import letters

#: So many letters of the headline's beginning, at the end of a path, are the headline; on a line of its own, so many of
#: its beginning or its end.
CUT, CUT_ALONE = 6, 25
#: So many entries of a menu with nothing between are no section: "NewsCost of LivingPolitics".
GLUED = 2

_STEP = re.compile(r"[»›>→]|(?<=\s)(?:/|::|__)(?=\s)")
_PARTS = re.compile(r"\s[|·•–-]\s")
_BAR = re.compile(r"\|")
_JOINT = re.compile(r"[a-zß-öø-ÿ]{2}[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]")
_BESIDE = re.compile(r"(?<!\s)\s*(?:[,&]|\b(?:and|und|et|og|och|en|y|e)\b)\s*")
# "< Business": the way back.
_EDGES = f"{EDGES}<‹←_"


def section(lines: Iterable[str], title: str | None = None, others: Iterable[str] = ()) -> str | None:
    """The section that lines print: without marks and numbers at its ends, repeats, lines without words, and what else
    stands there: the article's title and the way from the home page to it, and `others`, its authors or the site.

    >>> section(["Home > News > Harbour > Eggs are dear", "Harbour"], "Eggs are dear")
    'News > Harbour'
    """
    known = frozenset(map(folded, filter(None, (title, *others))))
    worded = (_marked(line) for line in lines if not is_picture(line))
    plain = (_path(NUMBERED.sub("", _plain(line, known), 1), title or "") for line in worded)
    found = {folded(one): one for one in unrepeated(plain) if LETTER.search(one) and not _is_other(one, title or "")}
    for other in known:
        found.pop(other, None)
    steps = {folded(step) for one in found.values() for step in _steps(one)}
    return "\n".join(one for key, one in found.items() if key not in steps) or None


def _marked(line: str) -> str:
    """A line with marks between the steps of a path that a dump prints pictures between: "Home [arrow_r] News"."""
    return " > ".join(map(str.strip, PICTURE.split(line))) if "[" in line else line


def _plain(line: str, known: frozenset[str]) -> str:
    """A line without its label ("You are here:") and the date beside the section; nothing of an author, of whom some
    are `known`."""
    line = line.strip(_EDGES)
    label = MARK.search(line, 0, LONGEST_LABEL)
    if label and label[0] in ":：" and _is_label(line[: label.start()]):
        line = line[label.end() :].strip(_EDGES)
    elif (lead := label_of(line)) and lead.end() < len(line):
        line = line[lead.end() :]  # "Posted in Harbour"
    parts = _PARTS.split(line)
    kept = [part for part in parts if not names_author(part) and (not DIGIT.search(part) or _is_named(part))]
    if len(parts) > 1:
        kept = [part for part in kept if not known.issuperset(map(folded, _BESIDE.split(part)))]
    return line if len(kept) == len(parts) else " | ".join(kept)


def _is_named(part: str) -> bool:
    """Whether a text is more than a date, or the time that it takes to read a story."""
    return LETTER.search(without_dates(unread(part))) is not None


def _is_other(line: str, title: str) -> bool:
    """Whether a line is a label, entries of a menu that are glued together, or a part of the headline."""
    if _is_label(line) or any(len(_JOINT.findall(step)) >= GLUED for step in _STEP.split(line)):
        return True
    said, whole = letters(line), letters(title)
    return len(said) >= CUT_ALONE and (whole.startswith(said) or whole.endswith(said))


def _is_label(step: str) -> bool:
    return folded(step) in classes("list_labels")["section"]


def _path(line: str, title: str) -> str:
    """A path through a site without its home page and the article."""
    marks = list(_STEP.finditer(line))
    if not marks and _is_label(line.partition("|")[0]):
        marks = list(_BAR.finditer(line))
    if not marks:
        return line.removesuffix(title).rstrip() if title else line  # a path whose marks are pictures
    begins, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(line)]
    kept = [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]
    while kept and _is_label(line[slice(*kept[0])]):
        kept.pop(0)
    while kept and (_is_label(last := line[slice(*kept[-1])]) or _is_title(last, title)):
        kept.pop()
    return line[kept[0][0] : kept[-1][1]].strip(_EDGES) if kept else ""


def _is_title(step: str, title: str) -> bool:
    """Whether the last step of a path is the article, perhaps cut off."""
    said = letters(step)
    return len(said) >= CUT and letters(title).startswith(said)


def _steps(line: str) -> list[str]:
    """The steps of a path; none of a line that is no path."""
    return steps if len(steps := _STEP.split(line)) > 1 else []
