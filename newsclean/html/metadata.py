"""Author and date by trafilatura and htmldate, for pages whose own markup names neither: their only importer.

Both are loaded when they are first needed (about 0.3 s), and look at the page anew (about 10 ms).
"""

from __future__ import annotations

import logging

#: Pages of more characters are not looked at: both libraries take seconds for them.
_LONGEST = 2_000_000


def find_authors(html: str) -> list[str]:
    """The names that trafilatura finds in a page."""
    if len(html) > _LONGEST:
        return []
    from trafilatura.metadata import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = extract_metadata(html, extensive=False)
    return [name.strip() for name in (found.author or "").split(";") if name.strip()] if found is not None else []


def find_date(html: str, url: str | None) -> str | None:
    """The date of publication that htmldate finds in a page, `YYYY-MM-DD`."""
    if len(html) > _LONGEST:
        return None
    from htmldate import find_date as search

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found: str | None = search(html, url=url, original_date=True, extensive_search=True)
    return found
