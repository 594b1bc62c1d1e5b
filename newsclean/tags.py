r"""Tags of HTML, and the fences and attributes of pandoc, that a program left in Markdown.

What Markdown has no mark for, pandoc prints as tags ("gfm", "commonmark"), or between fences, `::: {.byline}`, with
attributes in braces, `[Ann Bell]{.author}` ("markdown"). In their place come blanks, and inside a paragraph, whose rows
may end at any of them, signs that are not seen: every other character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsclean.blanked import Parted, blanked, rows_in
from newsclean.marks import UNSEEN
from newsclean.rows import source_rows

#: So many ends of a `div`, or of a fence, that stand in a row of their own tell such a text, and so do so many
#: attributes. Of 238 dumps by `pandoc -t gfm` 230 have them, of 13,883 in 23 styles without scripts one.
DIVS, FENCES, ATTRIBUTES = 3, 3, 4
_ATTRIBUTED = ("]{.", "]{#", "){.", "){#")
_DIV = re.compile(r"\n\r?\n</div>(?=\r?\n)")
_FENCE = re.compile(r"\n:::(?=\r?\n)")
_BRACKET = re.compile(r"\\.|[\[\]]")
_BLANK_LINE = re.compile(r"\n[ \t>]*(?=\r?\n)")


class Span(NamedTuple):
    """Where a mark begins and ends, and whether it is one inside a text, not between texts."""

    begin: int
    end: int
    inside: bool


def without_tags(text: str) -> Parted:
    """A text in Markdown without tags, fences and attributes. Those that fill rows between texts are told of as code;
    those inside one are marks like others."""
    if not _is_tagged(text):
        return Parted(text, [])
    spans = list(_apart(sorted(_spans(text))))
    between, inside = ([span[:2] for span in spans if span.inside is wanted] for wanted in (False, True))
    marked = blanked(blanked(text, between), inside, UNSEEN)
    ends = (found.start() for found in _BLANK_LINE.finditer(marked))
    paragraphs = (marked[begin:end] for begin, end in pairwise([0, *ends, len(marked)]))
    # One of marks alone is no text.
    shown = "".join(paragraph if (bare := paragraph.replace(UNSEEN, " ")).strip() else bare for paragraph in paragraphs)
    kept = {row.number for row in source_rows(shown)}
    return Parted(shown, [row for row in rows_in(text, [span[:2] for span in spans]) if row.number not in kept])


def _is_tagged(text: str) -> bool:
    """Whether a text is Markdown by pandoc with such marks."""
    return (
        ("</div>" in text and len(_DIV.findall(text)) >= DIVS)
        or (":::" in text and len(_FENCE.findall(text)) >= FENCES)
        or ("{" in text and sum(map(text.count, _ATTRIBUTED)) >= ATTRIBUTES)
    )


@cache
def _marks() -> re.Pattern[str]:
    """Code, which is passed over; tags inside a text and quoted HTML; tags between texts, comments, fences, and what is
    quoted as HTML there. Behind a backslash none is a mark."""
    inside = "a|abbr|b|big|cite|em|font|i|img|ins|mark|q|s|small|span|strong|sub|sup|time|u"
    code = r"(?P<code>(?<![`\\])`[^`]{1,300}`(?![`{]))"
    in_text = rf"(?P<inside></?(?:{inside})(?:\s[^<>]*+)?/?>|`[^`\n]*+`\{{=\w+\}})"
    between = r"</?[A-Za-z][\w-]*+(?:\s[^<>]*+)?/?>|<!--[^<>]*-->"
    fences = r"^[ \t>]*:{3,}[^\n]*$|^(?P<fence>`{3,})\s?\{=\w+\}[^`]*+(?P=fence)"
    return re.compile(rf"{code}|(?<!\\)(?:{in_text}|{between}|{fences})", re.MULTILINE)


@cache
def _attributes() -> re.Pattern[str]:
    """What stands in braces behind a link, a picture, a span, code or a heading; values may hold braces."""
    return re.compile(r"(?<=[\])`\s])\{(?:[#.][^\s{}]|[\w:-]++=)(?:[^{}]++|\{[^{}]*+\})*\}")


def _spans(text: str) -> Iterator[Span]:
    """The marks of a text; with the attributes of words the brackets around these. They may overlap."""
    # Behind a space they are a heading's, which end its row.
    attributes = {
        found.start(): found.end()
        for found in _attributes().finditer(text)
        if not text[found.start() - 1].isspace() or text[found.end() : found.end() + 1] in ("", "\r", "\n")
    }
    yield from (Span(begin, end, True) for begin, end in attributes.items())
    found_marks = (found for found in _marks().finditer(text) if not found["code"])
    yield from (Span(*found.span(), found["inside"] is not None) for found in found_marks)
    opened: list[int] = []
    for found in _BRACKET.finditer(text) if attributes else ():
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]" and opened:
            begin = opened.pop()
            if found.end() in attributes:
                yield Span(begin, begin + 1, True)
                yield Span(*found.span(), True)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in their order, without those that begin inside another."""
    end = 0
    for span in spans:
        if span.begin >= end:
            end = span.end
            yield span
