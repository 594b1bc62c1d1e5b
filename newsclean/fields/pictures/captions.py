"""Lines of captions → captions.

Dumps print the alt text, the caption and the credit of a picture on lines of their own, in either order, and often
twice. A line is split first (`credits.split_credit`), then neighbours are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.fields.pictures.credits import MAX_LINE, Part, is_sentence, split_credit
from newsclean.fields.pictures.labels import EDGES
from newsclean.fields.pictures.owners import is_shouted
from newsclean.records import Caption, folded

#: Neighbouring lines are an alt text and the caption of one picture if the second holds this share of the words of so
#: many letters of the first, and is longer.
SAME, LETTERS = 0.6, 3

_FIGURE = re.compile(r"\W{0,2}\w{0,4}[ .]{0,2}\d")


def join_captions(lines: Sequence[str], gaps: Sequence[int]) -> list[Caption]:
    """The captions that lines make; `gaps[i]` is the number of source lines between line i and the one before it.

    A credit alone belongs to the caption before it, or to the one behind it if its run of lines begins with a credit. A
    line that repeats or goes on with the one before it (alt text, then caption) makes one caption with it.
    """
    captions: list[Caption] = []
    run: list[Part] = []
    for line, gap in zip(lines, gaps, strict=True):
        if run and gap > 1:
            captions += _joined(run)
            run = []
        run.append(split_credit(line))
    captions += _joined(run)
    once: dict[tuple[str, str | None], Caption] = {}
    for caption in captions:
        once.setdefault((folded(caption.text), caption.credit), caption)
    bare = {key[0] for key in once if key[1]}
    # The alt text of a picture whose caption comes with a credit elsewhere.
    return [caption for key, caption in once.items() if key[1] or key[0] not in bare or not key[0]]


def _joined(run: list[Part]) -> list[Caption]:
    """The captions of a run of neighbouring lines."""
    if not run:
        return []
    credit_first = not run[0].text and any(part.text for part in run)
    captions: list[Caption] = []
    waiting: str | None = None
    labelled = False
    for part in run:
        if not part.text and part.credit is None:
            # A button.
            continue
        if not part.text and part.credit == "":
            # "Foto:" on a line of its own: the next line is the credit.
            labelled = True
            continue
        if labelled:
            # A sentence is no name: "Bild" was the picture's label, and this its caption.
            if not is_sentence(part.text):
                part = Part("", part.text or part.credit)
            labelled = False
        last = captions[-1] if captions else None
        if last and last.credit is None and part.credit is None and is_shouted(part.text) and last.text.endswith("."):
            part = Part("", part.text)
        if part.text:
            more = _goes_on(last, part) if last is not None and not waiting else None
            if more is not None:
                captions[-1] = more
            else:
                captions.append(Caption(part.text, part.credit or waiting))
                waiting = None
        elif credit_first:
            if waiting:
                captions.append(Caption("", waiting))
            waiting = part.credit
        elif last is not None and folded(last.credit or "") in ("", folded(part.credit or "")):
            captions[-1] = Caption(last.text, part.credit)
        else:
            captions.append(Caption("", part.credit))
    if waiting:
        if captions and captions[-1].credit is None:
            captions[-1] = Caption(captions[-1].text, waiting)
        else:
            captions.append(Caption("", waiting))
    return captions


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
    if alt.endswith((".", "!", "?", "…")) or len(caption) <= len(alt) or _FIGURE.match(alt) or _FIGURE.match(caption):
        return False
    said = {word for word in re.findall(r"\w+", alt.casefold()) if len(word) >= LETTERS}
    return len(said) > 1 and len(said.intersection(re.findall(r"\w+", caption.casefold()))) >= SAME * len(said)
