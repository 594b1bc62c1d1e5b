"""A page that a browser saved as one file (MHTML) → its HTML: the first HTML part of a MIME message."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsclean.errors import InputError

_HEADER = re.compile(rb"[\w-]{1,60}:")
_TYPE = re.compile(rb"^Content-Type:[ \t]*multipart/related\b", re.IGNORECASE | re.MULTILINE)


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
    """The page that an MHTML file holds. Raises InputError if there is none."""
    from email import message_from_bytes  # takes longer to load than most pages to clean

    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                url = message["Snapshot-Content-Location"] or part["Content-Location"]
                is_address = url is not None and re.match("https?://", url, re.IGNORECASE) is not None
                return SavedPage(body, part.get_content_charset(), str(url).strip() if is_address else None)
    raise InputError("is a page saved as one file (MHTML), but has no HTML in it: save the page again")
