"""Lines of captions → captions.

Dumps print the alt text, the caption and the credit of a picture on lines of their own, in either order, and often
twice. A line is split first (`credits.split_credit`), then neighbours are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.fields.people.names import is_known_person
from newsclean.fields.pictures.credits import MAX_LINE, SAID, Part, marked_credit, split_credit
from newsclean.fields.pictures.labels import EDGES, is_captioned
from newsclean.fields.pictures.owners import CLOSED, is_agency, is_sentence
from newsclean.records import Caption, folded

#: Neighbouring lines are an alt text and the caption of one picture if the second holds this share of the words of so
#: many letters of the first, and is longer.
SAME, LETTERS = 0.6, 3

_FIGURE = re.compile(r"\W{0,2}\w{0,4}[ .]{0,2}\d")


def join_captions(lines: Sequence[str], gaps: Sequence[int], credits: Sequence[str] = ()) -> list[Caption]:
    """The captions that lines make; `gaps[i]` is the number of source lines between line i and the one before it,
    `credits[i]` what the page's markup says to be the credit in line i, empty where it says nothing.

    A credit alone belongs to the caption before it, or to the one behind it if its run of lines begins with a credit. A
    line that repeats or goes on with the one before it (alt text, then caption) makes one caption with it.
    """
    captions: list[Caption] = []
    run: list[tuple[Part, bool]] = []
    for line, gap, credit in zip(lines, gaps, credits or [""] * len(lines), strict=True):
        if run and gap > 1:
            captions += _joined(run)
            run = []
        part = marked_credit(line, credit) if credit else split_credit(line)
        run.append((part, is_captioned(line)))
    captions += _joined(run)
    once: dict[tuple[str, str | None], Caption] = {}
    for caption in captions:
        once.setdefault((folded(caption.text), caption.credit), caption)
    bare = {key[0] for key in once if key[1]}
    # The alt text of a picture whose caption comes with a credit elsewhere.
    return [caption for key, caption in once.items() if key[1] or key[0] not in bare or not key[0]]


class _Run:
    """The captions of a run of neighbouring lines, which are added one by one."""

    def __init__(self, *, credit_first: bool) -> None:
        self.captions: list[Caption] = []
        self._credit_first = credit_first
        #: A credit that waits for the caption behind it.
        self._waiting: str | None = None
        #: "Foto:" on a line of its own: the next line is the credit.
        self._labelled = False
        #: "Image caption" on a line of its own: the next line is the caption.
        self._captioned = False

    def add(self, part: Part, *, captioned: bool) -> None:
        """Adds a line; `captioned`: it begins with the label of a caption."""
        if not part.text and not part.credit:
            # A button, or a label.
            self._labelled |= part.credit == ""
            self._captioned |= captioned
            return
        part = self._told(part)
        if not part.text:
            self._add_credit(part.credit)
        elif not self._replaces(part, captioned=captioned or self._captioned):
            self._add_text(part)
        self._captioned = False

    def end(self) -> list[Caption]:
        """The captions of all lines."""
        if self._waiting and self.captions and self.captions[-1].credit is None:
            self.captions[-1] = Caption(self.captions[-1].text, self._waiting)
        elif self._waiting:
            self.captions.append(Caption("", self._waiting))
        return self.captions

    def _told(self, part: Part) -> Part:
        """A line that is a credit by what stands before it, as one: a label, or a caption without a credit."""
        last = self.captions[-1] if self.captions else None
        labelled, self._labelled = self._labelled, False
        if labelled and not is_sentence(part.text):
            # A sentence is no name: "Bild" was the picture's label, and this its caption.
            return Part("", (part.text or part.credit or "").rstrip(")）"))
        closed = (
            last is not None and last.credit is None and last.text.endswith(".") and last.text.count(" ") >= SAID - 1
        )
        named = closed and part.credit is None and part.text.count(" ") <= 2 and is_known_person(part.text)
        return Part("", part.text) if named else part

    def _replaces(self, part: Part, *, captioned: bool) -> bool:
        """Whether a line is the caption of the picture whose alt text and credit stand before it."""
        last = self.captions[-1] if self.captions else None
        if not captioned or last is None or not last.credit or part.credit or self._waiting:
            return False
        self.captions[-1] = Caption(part.text, last.credit)
        return True

    def _add_text(self, part: Part) -> None:
        last = self.captions[-1] if self.captions and not self._waiting else None
        more = _goes_on(last, part) if last is not None else None
        if more is not None:
            self.captions[-1] = more
        else:
            self.captions.append(Caption(part.text, part.credit or self._waiting))
            self._waiting = None

    def _add_credit(self, credit: str | None) -> None:
        last = self.captions[-1] if self.captions else None
        if self._credit_first:
            if self._waiting:
                self.captions.append(Caption("", self._waiting))
            self._waiting = credit
        elif last is None:
            self.captions.append(Caption("", credit))
        elif folded(last.credit or "") in ("", folded(credit or "")):
            self.captions[-1] = Caption(last.text, credit)
        elif credit and is_agency(credit) and is_known_person(last.credit or ""):
            # "Ann Bell" and, on the next line, "/ Reuters"
            self.captions[-1] = Caption(last.text, f"{last.credit} / {credit}")
        else:
            self.captions.append(Caption("", credit))


def _joined(run: list[tuple[Part, bool]]) -> list[Caption]:
    """The captions of a run of neighbouring lines, each with whether it begins with the label of a caption."""
    if not run:
        return []
    joined = _Run(credit_first=not run[0][0].text and any(part.text for part, _ in run))
    for part, captioned in run:
        joined.add(part, captioned=captioned)
    return joined.end()


def _goes_on(last: Caption, part: Part) -> Caption | None:
    """One caption of two lines, if the second repeats the first, or the first and a credit behind it."""
    one, other = folded(last.text), folded(part.text)
    if not one:
        return None
    if one == other:
        return Caption(part.text, part.credit or last.credit)
    if other.startswith(one) and last.credit is None:
        rest = part.text[len(last.text) :].strip(EDGES)
        if part.credit is None and len(rest) <= MAX_LINE and len(rest.split()) <= 6 and len(one) > 30:
            return Caption(last.text, rest)
        return Caption(part.text, part.credit)
    return Caption(part.text, part.credit) if last.credit is None and _describes(last.text, part.text) else None


def _describes(alt: str, caption: str) -> bool:
    """Whether a text may be the alt text of the picture that has this caption."""
    if alt.endswith(CLOSED) or len(caption) <= len(alt) or _FIGURE.match(alt) or _FIGURE.match(caption):
        return False
    said = {word for word in re.findall(r"\w+", alt.casefold()) if len(word) >= LETTERS}
    return len(said) > 1 and len(said.intersection(re.findall(r"\w+", caption.casefold()))) >= SAME * len(said)
