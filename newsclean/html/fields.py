"""Fields of an article from what is visible on the page and what its head says: the two check each other.

What is printed wins where the head is generic (the site's name for a title, "Staff" for an author); the head wins
where it is exact (dates with their time), complete (all authors), or tells what no line does (language, address).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from newsclean.fields.language import surely
from newsclean.fields.sections import section
from newsclean.fields.times.dates import NOTHING_KNOWN, Context
from newsclean.html import HINT_NAMES, Rendered
from newsclean.html.authors import authors_of
from newsclean.html.comments import comments_of
from newsclean.html.head import Head
from newsclean.html.stated import date_in_head
from newsclean.html.tags import tags_of
from newsclean.records import Article, Cleaned, Kind, folded
from newsclean.title_bar import letters

#: Separators between a headline and the site's name in a `<title>`.
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • ")
#: Words from this length on tell what a text is about.
LONG_WORD = 5
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?!:)")
_IN_H1 = HINT_NAMES.index("block_h1")


def with_fields(cleaned: Cleaned, page: Rendered, kinds: Sequence[Kind], context: Context = NOTHING_KNOWN) -> Cleaned:
    """A cleaned page with the fields that its head and markup tell. `kinds` are those of the page's Lines; `context` is
    what helps to read the dates that comments print. Where nothing tells the date of an article, its HTML is read
    again, for much longer."""
    article, head = cleaned.article, page.head
    printed = article.date if article.date != article.date_modified else None
    date = _exact(head.date, _visible_date(article, page, kinds), printed, head.day) or article.date
    if article.text and not date:
        from newsclean.html.undated import find_date  # loads htmldate, and parses the page again

        date = find_date(page.html, article.url or head.url)
    modified, comments = _modified(article, head, date), comments_of(page, kinds, context)
    filled = msgspec.structs.replace(article, date_modified=modified, comments=comments)
    if article.text:
        filled = msgspec.structs.replace(
            filled,
            section=_section(article.section, page, article.title),
            authors=authors_of(article, page, kinds),
            date=date,
            tags=tags_of(page, kinds),
        )
    return with_title(msgspec.structs.replace(cleaned, article=filled), page)


def with_title(cleaned: Cleaned, page: Rendered) -> Cleaned:
    """A cleaned page with the title, language and address that its head tells."""
    article, head = cleaned.article, page.head
    told = msgspec.structs.replace(
        article,
        input="html",
        url=article.url or head.url,
        language=_language(article, head),
        title=_title(article, page),
    )
    return msgspec.structs.replace(cleaned, article=told)


def _section(printed: str | None, page: Rendered, title: str | None) -> str | None:
    """The section that the head states, as the page spells it: heads state the names of folders. A printed one wins
    over a folder's name that the page does not spell ("posts", "view"), over several, and where the page's address has
    it below the stated one: "news/crime". Without a stated one, the printed section, or the way to the article that the
    head states.
    """
    stated, path = page.head.section, page.head.path
    if stated is None:
        return printed or (section([" > ".join(("Home", *path))], title) if path else None)
    slug = "/{}/{}/".format(*("-".join(folded(name).split()) for name in (stated, printed or "")))
    if printed and ("," in stated or slug in (page.head.url or "")):
        return printed
    wanted = folded(stated.replace("-", " "))
    spelled = (line.text for line in page.lines if len(line.text) == len(stated) and folded(line.text) == wanted)
    return next(spelled, printed if printed and stated.islower() else stated)


def _language(article: Article, head: Head) -> str | None:
    """The language that the page states, unless the article is surely in another one: many templates say "en"."""
    if head.language is None or head.language == article.language:
        return article.language
    return article.language if surely(article.text, article.language) else head.language


def _exact(*told: str | None) -> str | None:
    """The first of some ISO 8601 values, or what another adds to it: a time of its day, or an offset of its time. Heads
    give midnight as the time of a day without one."""
    first = next(filter(None, told), None)
    if first is None:
        return None
    known = _MIDNIGHT.split(first)[0]
    exact = (value for value in told if value and value.startswith(known) and value != known)
    return next((value for value in exact if not _MIDNIGHT.search(value)), first)


def _modified(article: Article, head: Head, date: str | None) -> str | None:
    """When the article was last changed: the head's time or the printed one, if that is later than its date. Heads also
    state when a draft was changed, or the date again."""
    printed = article.date_modified
    if printed is not None and date == printed == article.date:
        # The page prints no other date.
        return head.modified if head.modified and head.modified.startswith(printed) else printed
    told = (moment for moment in (head.modified, printed) if _is_later(moment, date))
    return next(told, None) if article.text else None


def _is_later(one: str | None, other: str | None) -> bool:
    """Whether an ISO 8601 value tells a later moment, or day, than another, as far as both tell it; any value does than
    none. The same clock with two offsets is one moment: pages call their local time UTC."""
    if one is None or other is None:
        return one is not None
    if "T" not in other and "T" in one:
        return one[:10] > other or (one[:10] == other and not one[10:].startswith("T00:00"))
    told = min(len(one), len(other), len("2024-05-03T10:20:30"))
    moment, before = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if moment.tzinfo and before.tzinfo and one[:told] != other[:told]:
        return moment > before
    return one[:told] > other[:told]


def _title(article: Article, page: Rendered) -> str | None:
    """The headline that JSON-LD or meta tags state, which is whole and without kickers; what is printed where that is
    generic: it says nothing that the article says too. Of a page that prints none, the `<title>`.

    Newsrooms state headlines; other sites state titles for search engines there, and print another one as the page's
    first heading, which is the title then (right on 513 pages of WCXB's 603, instead of 477).
    """
    head = page.head
    printed = article.title and _without_site(article.title, set(map(folded, head.site)), sure=True)
    stated = _stated_title(head, [line.text for line in page.lines]) if article.text else None
    if stated is None or printed is None or not head.stated:
        return printed or stated
    same = letters(stated) == letters(printed)
    if same and _is_of_one_case(stated) and not printed.isupper():
        return printed
    if not head.news and not same and _is_first_heading(printed, page):
        return printed
    if not same and stated.endswith(("...", "…")) and letters(printed).startswith(letters(stated)):
        return printed  # all of it
    if folded(stated).startswith(tuple(folded(printed) + separator for separator in (*_SEPARATORS, " / "))):
        return printed  # and the site's name
    if folded(stated).endswith(f" | {folded(printed)}"):
        return printed
    telling = [word for word in folded(stated).split() if len(word) >= LONG_WORD or not word.isascii()]
    tells = any(word in said.casefold() for said in (printed, article.text) for word in telling)
    return stated if tells else printed


def _is_of_one_case(text: str) -> bool:
    """Whether a text is in capitals or in small letters; one of a script without them ("JR東日本") is not."""
    has_case = sum(map(str.isupper, text)) + sum(map(str.islower, text)) > len(text) / 2
    return has_case and (text.isupper() or text.islower())


def _is_first_heading(text: str, page: Rendered) -> bool:
    """Whether a text is a line in an `<h1>`."""
    lines = (page.lines[number].text for number in page.hints[:, _IN_H1].nonzero()[0])
    return folded(text) in map(folded, lines)


def _stated_title(head: Head, printed: Sequence[str]) -> str | None:
    """The head's headline without the site's name: of several, the one that is a line of the page, as it is or with
    other punctuation, since the others are for search engines and networks."""
    sites = {folded(name) for name in head.site}
    headlines = head.headlines[: head.stated] or head.headlines
    stated = [text for text in (_without_site(text, sites) for text in headlines) if folded(text) not in sites]
    if len(stated) < 2:
        return next(iter(stated), None)
    sizes = {len(text) + more for text in stated for more in (-2, -1, 0, 1, 2)}
    near = [line for line in printed if len(line) in sizes]
    for fold in (folded, letters):
        keys = set(map(fold, near))
        if found := next((text for text in stated if fold(text) in keys), None):
            return found
    return stated[0]


def _without_site(text: str, sites: set[str], *, sure: bool = False) -> str:
    """A title without the site's name; without what may be that too, at its end, unless it has to be `sure`."""
    for separator in _SEPARATORS:
        before, found, after = text.rpartition(separator)
        may_be_site = not sure and len(before) > 3 * len(after) and not before.endswith(",")
        if found and (folded(after) in sites or may_be_site):
            text = before
        site, found, after = text.partition(separator)
        if found and after and folded(site) in sites:
            text = after
    return text


def _visible_date(article: Article, page: Rendered, kinds: Sequence[Kind]) -> str | None:
    """The first `datetime` in the article's date lines and bylines, or that of the day which they say to be the
    article's: they may say first when it was changed."""
    dated = (Kind.DATE, Kind.BYLINE, Kind.DATELINE)
    times = [time for kind, time in zip(kinds, page.times, strict=True) if time and kind in dated]
    found = [date for date in map(date_in_head, times) if date]
    said = [date for date in found if article.date and date.startswith(article.date[:10])]
    return next(iter([*said, *found]), None)
