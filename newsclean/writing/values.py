"""Values of an article as documents with rules may hold them: characters, dates, addresses, lines of a text."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

#: Controls that separate words; XML has none of them, and HTML only the form feed. Tabs and line feeds stay.
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
#: What XML 1.0 (2.2, Char) or HTML (13.2.3.5, control characters, surrogates, noncharacters) does not allow.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
#: Dates and times that ISO 8601, HTML (2.3.5) and schema.org all take.
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_ADDRESS = re.compile(r"(https?://[\w-]+(?:\.[\w-]+)*\.?(?::[0-9]{1,5})?)((?:[/?][^#]*)?)((?:#.*)?)", re.IGNORECASE)
#: What no address holds as it is (RFC 3987): these, and a per cent sign without its two digits.
_UNQUOTED = re.compile(r'[\s#"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')


def legal(text: str) -> str:
    """`text` without what XML or HTML does not allow; all line ends are line feeds."""
    text = _SEPARATORS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ILLEGAL.sub("", text)


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a text, legal, which blank lines separate."""
    return [paragraph for paragraph in legal(text or "").split("\n\n") if paragraph.strip()]


def text_lines(text: str | None) -> list[str]:
    """The lines of a text that hold something, legal and stripped."""
    return [line for line in map(str.strip, legal(text or "").split("\n")) if line]


def one_line(text: str | None) -> str:
    """A text on one line, legal; empty if there is none."""
    return " ".join(text_lines(text))


def checked_date(text: str | None) -> str | None:
    """`text` if it is a date or time of ISO 8601 that exists, else None: it is as printed, or unknown."""
    if text is None or not _ISO.fullmatch(text):
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def web_address(url: str | None) -> str | None:
    """`url` if it is one of the web, quoted where it must be; None for others, such as `javascript:`."""
    found = _ADDRESS.fullmatch(one_line(url))
    if not found:
        return None
    host, path, fragment = found.groups()
    quoted = [_UNQUOTED.sub(lambda unquoted: quote(unquoted[0]), part) for part in (path, fragment[1:])]
    return host + "#".join(quoted if fragment else quoted[:1])


def lines_of(count: int) -> str:
    """So many lines."""
    return "1 line" if count == 1 else f"{count} lines"
