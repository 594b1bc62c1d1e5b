"""Lines that tell of names on other lines: "By" and "and" on lines of their own, who edited, lists that go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.fields.people.bylines import Byline, read
from newsclean.fields.people.names import EDGES, begins_given, is_cjk, is_given
from newsclean.fields.people.persons import goes_back
from newsclean.fields.words import classes

#: Lines of authors stand at most this many lines apart, and so near to the date.
REACH = 3
#: So far from a line that ends with "and" stands the next author.
APART = 4
#: Trust of a line that the tagger takes for a byline; less is for lines of other kinds.
BYLINE = 3


class Printed(NamedTuple):
    """A line of a page: its text, its number on the page, and how far its kind and place let expect a byline."""

    text: str
    line: int
    trust: float = BYLINE


def leads_on(line: Printed, byline: Byline, *, listed: bool) -> bool:
    """Whether more names may follow a line that names nobody: a word between names, what somebody is, and if the names
    are `listed` behind a "By", a mark."""
    if line.trust >= BYLINE and byline.role and not byline.names:
        return True
    return _is_between(line.text) and (listed or bool(line.text.strip(EDGES)))


def announce(lines: Sequence[Printed], found: list[Byline]) -> None:
    """Mark the names that "By" on a line of its own announces: "By", "Ann Bell", "and", "Tom Bell"."""
    expects = named = joined = alone = False
    last = -REACH
    for number, byline in enumerate(found):
        here = lines[number].line
        behind = number and (found[number - 1].names or found[number - 1].role)
        if behind and not byline.names and _is_role(lines[number].text):
            byline = found[number] = Byline(role=True)  # "Journalist" under a name announces no other one
        if byline.cue or here - last > (APART if joined else REACH):
            expects = byline.cue == "by" and not byline.names and not byline.organisation
            named, joined, alone = bool(byline.names), goes_on(lines[number].text), expects
            last = here if byline.cue == "by" else -REACH
            continue
        said = byline.names or (read(f"by {lines[number].text}").names if expects else ())
        if names_picture(lines[number].text):
            said = ()
        if said and lines[number].trust < BYLINE and not any(map(is_given, said[0].split())) and not is_cjk(said[0]):
            said = ()  # far from a byline only known names are
        joined = joined or bool(goes_back(lines[number].text.strip(EDGES)))
        credited = byline.organisation and not byline.role  # "Tom Bell/Getty"
        if joined and said and begins_given(said[0]):
            credited = False  # "Ann Bell", "and", "Tom Bell, Marrow Post"
        if said and not credited and (not named or joined or begins_given(said[0])):
            found[number] = Byline(said, "by", role=byline.role, announced=alone)
            expects, named, last = False, True, here
            joined = goes_on(lines[number].text)
        elif byline.role and not byline.names and not byline.dated:
            last = here  # "Political editor", "and", "Tom Bell"
        elif _is_button(lines[number].text) and _is_joined(lines[number + 1 : number + 2]):
            last = here  # "Ann Bell", "Follow", "and", "Tom Bell"
        elif _is_between(lines[number].text):
            joined, last = joined or any(map(str.isalpha, lines[number].text)), here
        else:
            last = -REACH


def set_apart(lines: Sequence[Printed], found: list[Byline]) -> None:
    """Mark the names beside which a label says that they edited: "Reporter", "Ann Bell", "Editor", "Tom Bell", or
    with the labels behind."""
    labels = [(number, read(line.text).cue) for number, line in enumerate(lines) if _is_role(line.text)]
    wrote = [number for number, cue in labels if cue == "by"]
    if wrote:
        step = -1 if wrote[0] and found[wrote[0] - 1].names else 1
        for number, cue in labels:
            if cue == "other" and 0 <= number + step < len(found) and found[number + step].names:
                found[number + step] = found[number + step]._replace(cue="other")


def _is_between(text: str) -> bool:
    """Whether a line is a word or a mark between names: "and", ",", "|"."""
    plain = text.strip(EDGES).casefold()
    return not plain or plain in classes("byline_words")["and"]


def _is_joined(after: Sequence[Printed]) -> bool:
    """Whether the next line is a word for "and"."""
    return bool(after) and after[0].text.strip(EDGES).casefold() in classes("byline_words")["and"]


def _is_button(text: str) -> bool:
    """Whether a line is one word that is no name: "Follow"."""
    return text.strip(EDGES).casefold() in classes("byline_words")["nobody"]


def _is_role(text: str) -> bool:
    """Whether a line is a word for what somebody is, and nothing else."""
    return text.strip(EDGES).casefold() in classes("byline_words")["role"]


def goes_on(text: str) -> bool:
    """Whether a list of names goes on in the next line: "Ann Bell, Tom Bell and"."""
    last = text.rstrip().rpartition(" ")[2]
    return last.endswith(",") or last in classes("byline_words")["and"]  # "9 p.m. ET" does not


def names_picture(text: str) -> bool:
    """Whether a line begins with the label of who made a picture, or has it in brackets: "Photo: Ann Bell"."""
    label, mark, _ = text.partition(":")
    return bool(mark) and label.rpartition("(")[2].strip(EDGES).casefold() in classes("byline_words")["picture"]
