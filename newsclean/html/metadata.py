"""Authors and date by trafilatura, which asks htmldate, for pages that date themselves nowhere: its only importer.

It is loaded when it is first needed (about 0.3 s), and looks at the page anew (about 10 ms); a date in words that
htmldate does not know makes it load all of dateparser's languages (1.5 s, once). Its parser has the weaknesses of
ours: what it gets is guarded too.
"""

from __future__ import annotations

import logging
import re

from newsclean.html.guard import bounded

#: Pages of more characters, or tags, are not looked at: trafilatura takes seconds for them.
_LONGEST, _MOST_TAGS = 2_000_000, 20_000


def find_metadata(html: str, url: str | None) -> tuple[list[str], str | None]:
    """The names of authors, and the date of publication (`YYYY-MM-DD`), that trafilatura finds in a page."""
    if len(html) > _LONGEST or html.count("<") > _MOST_TAGS:
        return [], None
    from trafilatura.metadata import extract_metadata

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = extract_metadata(bounded(html), default_url=url, extensive=False)
    if found is None:
        return [], None
    date = found.date
    if date is not None and date.endswith("-01-01") and not _prints_new_year(html, date[:4]):
        date = None  # made of a year alone, such as a notice's
    return [name.strip() for name in (found.author or "").split(";") if name.strip()], date


def _prints_new_year(html: str, year: str) -> bool:
    """Whether a page may print the first of January: htmldate also makes that day of a year that stands alone."""
    day_last = rf"(?<!\d){year}(?:-0?1-0?1|/0?1/0?1|\.0?1\.0?1|0101|年0?1月0?1日)(?!\d)"
    day_first = rf"(?<!\d)0?1(?:[-/.]0?1[-/.]|(?:st|\.|er|º)?(?: de)? [^\W\d_]{{3,9}}\.?(?: de)?,? ){year}"
    month_first = rf"\bJan\w{{0,6}}\.? 0?1(?:st)?,? {year}"
    return re.search(f"{day_last}|{day_first}|{month_first}", html, re.IGNORECASE) is not None
