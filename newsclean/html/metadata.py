"""Author and date by trafilatura and htmldate, for pages whose own markup names neither: their only importer.

Both are loaded when they are first needed (about 0.3 s), and look at the page anew (about 10 ms); a date in words that
htmldate does not know makes it load all of dateparser's languages (1.5 s, once). Their parser has the weaknesses of
ours: what they get is guarded too.
"""

from __future__ import annotations

import logging

from newsclean.html.guard import bounded

#: Pages of more characters, or tags, are not looked at: both libraries take seconds for them.
_LONGEST, _MOST_TAGS = 2_000_000, 20_000
#: A form of date that htmldate refuses before it searches: the date is not asked for here.
_NO_DATE = {"outputformat": "none"}


def find_authors(html: str) -> list[str]:
    """The names that trafilatura finds in a page."""
    if not _is_worth(html):
        return []
    from trafilatura.metadata import extract_metadata

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = extract_metadata(bounded(html), date_config=_NO_DATE)
    return [name.strip() for name in (found.author or "").split(";") if name.strip()] if found is not None else []


def find_date(html: str, url: str | None) -> str | None:
    """The date of publication that htmldate finds in a page, `YYYY-MM-DD`."""
    if not _is_worth(html):
        return None
    from htmldate import find_date as search

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found: str | None = search(bounded(html), url=url, original_date=True, extensive_search=True)
    return found


def _is_worth(html: str) -> bool:
    return len(html) <= _LONGEST and html.count("<") <= _MOST_TAGS
