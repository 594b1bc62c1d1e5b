"""What dumps print for pictures: marks of theirs, and the names of their files."""

from __future__ import annotations

import re

from newsclean.fields.lists import EDGES

#: What dumps print for a picture without a description, w3m the first ten characters of its name, and for elements that
#: are no text: "[team-photo]", "[home_icn]", "[arrowBread]", "[team@2x.png]", "[ins: :ins]", "IFRAME:".
PICTURE = re.compile(
    r"(?:\[\d{1,4}\]\s?)?\[(?:(?=[^\]\s]{0,9}[\d_-])[\w.%-]{10}|(?=[^\]\s]{0,8}_)[\w.%-]{3,9}|[a-z]{3,7}[A-Z][a-z]{2}\w{0,4}"
    r"|[^\]\s]{1,120}\.(?:jpe?g|png|gif|webp|svg)(?:\?[^\]\s]{0,40})?)\]"
    r"|\[?ins: ?:ins\]?|IF(?:RAME|rame):"
)
#: What is such a mark where it stands alone: "[fishing-boat]", "[IMG_0231] [svg]". A number alone may be a footnote.
_MARKS = re.compile(r"(?:\[(?!\d{1,5}\])(?:[^\]\s]{0,120}[\d_-][^\]\s]{0,120}|svg>?|EMBED|INS::INS)\]\s*)+")
#: Shortest and longest description that stands twice on a line.
TWICE, LONGEST = 12, 200
# "boats-in-marrow-bay": the name of a file without its end.
_NAME = re.compile(r"(?=.{18})(?=[^a-z]*[a-z]{3})[a-z0-9]+(?:-[a-z0-9]+){2,}$")
_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")


def without_pictures(text: str, instead: str = "") -> str:
    """A text without the marks of pictures, which all have a bracket or a colon; `instead` is put in their place."""
    return PICTURE.sub(instead, text) if "[" in text or ":" in text else text


def is_picture(text: str) -> bool:
    """Whether a line is what a dump prints for a picture: a mark, or the name of its file."""
    marked = text[0] == "[" or (text[0] in "iI" and PICTURE.match(text))
    if marked and (_MARKS.fullmatch(text) or PICTURE.sub("", text).strip(EDGES) == ""):
        return True
    if " " in text:
        return False
    return text.startswith("![](") or text.endswith(_FILES) or _NAME.match(text) is not None


def once(text: str) -> str:
    """A line without its second half, if that says the first one again: what dumps print for a picture whose
    description and title are the same.

    >>> once("A ferry in fog. A ferry in fog."), once("Ferries in fogFerries in fog"), once("Bye bye")
    ('A ferry in fog.', 'Ferries in fog', 'Bye bye')
    """
    half = len(text) // 2
    if not TWICE <= half <= LONGEST or text[:half] != text[-half:] or text[half : len(text) - half].strip():
        return text
    return text[:half]


def is_file(text: str) -> bool:
    """Whether a line is the name of a picture's file, with marks around it, or Markdown's link to one."""
    plain = text.strip(EDGES).casefold()
    return text.startswith("![](") or (plain.endswith(_FILES) and " " not in plain)
