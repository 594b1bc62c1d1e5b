"""A page that a browser saved as one file (MHTML) → its HTML: the first HTML part of a MIME message."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsclean.errors import InputError
from newsclean.reading.decoding import scrub

if TYPE_CHECKING:
    from email.message import Message

_HEADER = re.compile(rb"[\w-]{1,60}:")
_TYPE = re.compile(rb"^Content-Type:[ \t]*multipart/related\b", re.IGNORECASE | re.MULTILINE)
#: The header of a part that holds others, and how many of them a page may have: browsers write one or two, and Python's
#: parser takes a step of its stack, and looks at every line once more, for each that lies in another.
_HOLDER = re.compile(rb"(?:^|[\r\n])Content-Type:\s*+(?:multipart|message)/", re.IGNORECASE)
_MOST_HOLDERS = 20
_WEB = re.compile("https?://", re.IGNORECASE)


def is_saved_page(head: bytes) -> bool:
    """Whether an input begins like such a file: with headers, one of which says that it is made of related parts."""
    if _HEADER.match(head) is None:
        return False
    headers = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return _TYPE.search(headers) is not None


class SavedPage(NamedTuple):
    """The HTML of a page, its encoding if that is told, and its address if that is told."""

    body: bytes
    charset: str | None
    url: str | None


def saved_page(data: bytes) -> SavedPage:
    """The page that an MHTML file holds. Raises InputError if there is none, or if parts hold parts without end."""
    from email import message_from_bytes  # takes longer to load than most pages to clean

    if sum(1 for _ in islice(_HOLDER.finditer(data), _MOST_HOLDERS + 1)) > _MOST_HOLDERS:
        raise InputError(
            f"is a page saved as one file (MHTML) with more than {_MOST_HOLDERS} parts that hold parts: save it as HTML"
        )
    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                addresses = (_address(message, "Snapshot-Content-Location"), _address(part, "Content-Location"))
                return SavedPage(body, _charset(part), next((url for url in addresses if url), None))
    raise InputError("is a page saved as one file (MHTML), but has no HTML in it: save the page again")


def _charset(part: Message) -> str | None:
    """The encoding that a part tells; None if it tells none, or one that cannot be read."""
    with suppress(ValueError, LookupError):
        return part.get_content_charset()
    return None


def _address(part: Message, name: str) -> str | None:
    """The address in a header of a part: also one that is folded, has other characters than ASCII, or is spelt in
    encoded words (RFC 2047). None if there is none of the web."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    raw = next((value for key, value in part.raw_items() if key.lower() == name.lower()), "")
    text = str(raw).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with suppress(HeaderParseError, ValueError, LookupError):
        words = decode_header(text)
        text = "".join(w if isinstance(w, str) else w.decode(charset or "utf-8", "replace") for w, charset in words)
    address = scrub("".join(text.split()))
    return address if _WEB.match(address) else None
