"""Author and date by trafilatura and htmldate, for pages whose own markup names neither: their only importer.

Both are loaded when they are first needed (about 0.3 s), and look at the page anew (about 10 ms).
"""

from __future__ import annotations

import logging
import re

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
    if found is not None and found.endswith("-01-01") and not _prints_new_year(html, found[:4]):
        return None  # made of a year alone, such as a notice's
    return found


def _prints_new_year(html: str, year: str) -> bool:
    """Whether a page may print the first of January: htmldate also makes that day of a year that stands alone."""
    day_last = rf"(?<!\d){year}(?:-0?1-0?1|/0?1/0?1|\.0?1\.0?1|0101|年0?1月0?1日)(?!\d)"
    day_first = rf"(?<!\d)0?1(?:[-/.]0?1[-/.]|(?:st|\.|er|º)?(?: de)? [^\W\d_]{{3,9}}\.?(?: de)?,? ){year}"
    month_first = rf"\bJan\w{{0,6}}\.? 0?1(?:st)?,? {year}"
    return re.search(f"{day_last}|{day_first}|{month_first}", html, re.IGNORECASE) is not None
