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
_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")


def without_pictures(text: str, instead: str = "") -> str:
    """A text without the marks of pictures, which all have a bracket or a colon; `instead` is put in their place."""
    return PICTURE.sub(instead, text) if "[" in text or ":" in text else text


def is_picture(text: str) -> bool:
    """Whether a line is what a dump prints for a picture: a mark, or the name of its file."""
    marked = text[0] == "[" or (text[0] in "iI" and PICTURE.match(text))
    if marked and (_MARKS.fullmatch(text) or PICTURE.sub("", text).strip(EDGES) == ""):
        return True
    return " " not in text and (text.startswith("![](") or text.endswith(_FILES))


def is_file(text: str) -> bool:
    """Whether a line is the name of a picture's file, with marks around it, or Markdown's link to one."""
    plain = text.strip(EDGES).casefold()
    return text.startswith("![](") or (plain.endswith(_FILES) and " " not in plain)
