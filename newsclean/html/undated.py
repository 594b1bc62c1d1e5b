"""The date by htmldate, for pages that date themselves nowhere: its only importer.

It is loaded when it is first needed, and looks at the page anew (about 2 ms; trafilatura's `extract_metadata`, which
finds the same dates by it, takes 9). A date in words that it does not know makes it load all of dateparser's languages
(1.5 s, once). Its parser has the weaknesses of ours: the page that it gets is guarded too.
"""

from __future__ import annotations

import logging
import re

#: Pages of more characters, or tags, are not looked at: htmldate takes seconds for them.
_LONGEST, _MOST_TAGS = 2_000_000, 20_000
# An address in the text is that of something else: htmldate takes the day in it for the page's. (Looking behind after
# the first letters takes a ninth of the time.)
_PRINTED_ADDRESS = re.compile(r"http(?<=[>\s(]http)s?://[^\s<>\"']+")


def find_date(html: str, url: str | None) -> str | None:
    """The date of publication (`YYYY-MM-DD`) that htmldate finds in a page, without its guesses."""
    if len(html) > _LONGEST or html.count("<") > _MOST_TAGS:
        return None
    import htmldate

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = _PRINTED_ADDRESS.sub("", html)
    date: str | None = htmldate.find_date(page, extensive_search=False, original_date=True, url=url)
    if date is not None and date.endswith("-01") and not _prints_first(html, date[:4], int(date[5:7])):
        return None  # made of a year or a month alone, such as a notice's, or of a day that is none
    return date


def _prints_first(html: str, year: str, month: int) -> bool:
    """Whether a page may print the first of a month: htmldate also makes that day of what stands alone."""
    number = rf"0?{month}"
    day_last = rf"(?<!\d){year}(?:-{number}-0?1|/{number}/0?1|\.{number}\.0?1|{month:02}01|年{number}月0?1日)(?!\d)"
    day_first = rf"(?<!\d)0?1(?:[-/.]{number}[-/.]|(?:st|\.|er|º)?(?: de)? [^\W\d_]{{3,9}}\.?(?: de)?,? ){year}"
    month_first = rf"(?:\b[^\W\d_]{{3,9}}\.? 0?1(?:st)?,? |(?<!\d){number}/0?1/){year}"
    return re.search(f"{day_last}|{day_first}|{month_first}", html, re.IGNORECASE) is not None
