"""The place, and the agency, with which a report begins: "TOKYO (AP) — "."""

from __future__ import annotations

import re
from functools import cache

from newsclean.fields.names import is_organisation
from newsclean.fields.words import classes, has_east_asian, words

#: A dateline ends within so many characters.
MAX_DATELINE = 100

_PLACE = r"[^\W\d_][\w.'’-]*(?:[ ,/]{1,2}[^\W\d_][\w.'’-]*){0,5}"
#: Shapes of a dateline at the start of a paragraph, each with its evidence. A place without an agency is in capitals.
_SHAPES = (
    # "TOKYO (AP) — ", "Berlin (dpa) - ", "MADRID, 25 (EUROPA PRESS) -", "PARIS, 3 mai (Reuters) - ", "(Reuters) - "
    re.compile(
        rf"(?P<place>{_PLACE})?(?:,? (?:\d{{1,2}}[. ]{{0,2}}\w{{0,12}}\.?|\w{{3,12}}\.? \d{{1,2}}),?)? ?"
        r"[(/](?P<agency>[\w .,/+-]{2,40})[)/] ?(?:[-–—:.] ?|(?=[-–—]))"
    ),
    # "MARROW BAY — ", "PORT ELLERY, Tarrow -- ", "LONDON, Nov 3 -"
    re.compile(
        rf"(?P<capitals>{_PLACE})(?:, (?:\d{{1,2}}\.? \w{{3,12}}|\w{{3,12}}\.? \d{{1,2}}))?"
        r" ?(?:—|–|--| -)\s?(?=\S)"
    ),
)


@cache
def _east_asian_shapes() -> tuple[re.Pattern[str], ...]:
    return (
        # "新华社北京4月24日电", "中新网上海5月3日电"
        re.compile(
            r"(?P<wire>[\u4e00-\u9fff]{2,8}?(?:社|网|網|報|报)[\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日[电電讯訊])"
        ),
        # "（中央社台北3日電）", "(서울=연합뉴스)", "【東京共同】", "[서울=뉴시스]"
        re.compile(
            r"(?P<bracket>[(（\[【](?:[가-힣]{2,8}=[가-힣\d]{2,8}"
            r"|[\u4e00-\u9fff]{2,8}(?:共同|時事|社)[\u4e00-\u9fff]{0,8}(?:\d{1,2}日[電电])?)[)）\]】])"
        ),
    )


def dateline(paragraph: str) -> str | None:
    """The dateline that a paragraph begins with, as printed, without the dash behind it; None without one.

    >>> dateline("TOKYO (AP) — The gates were closed."), dateline("BREAKING: gates closed")
    ('TOKYO (AP)', None)
    """
    head = paragraph[: MAX_DATELINE + 1]
    for shape in (*_SHAPES, *(_east_asian_shapes() if has_east_asian(head) else ())):
        found = shape.match(head)
        if found and _is_place(found):
            return found[0].rstrip(" -–—:.").rstrip() if found.lastgroup not in ("wire", "bracket") else found[0]
    return None


def _is_place(found: re.Match[str]) -> bool:
    """Whether a match names an agency we know, or a place in capitals."""
    said = found.groupdict()
    if "agency" in said:
        agency = said["agency"].strip()
        known = is_organisation(agency) or any(
            part.strip().casefold() in words("agencies") for part in re.split("[/,]", agency)
        )
        place = said["place"] or ""
        small = [part for part in place.split() if part.islower()]
        # "PORT ELLERY (NP)"
        known |= _is_in_capitals(place) and re.fullmatch("[A-Z]{2,5}", agency) is not None
        named = not place or (place[0].isupper() and classes("byline_words")["particle"].issuperset(small))
        return known and named and len(place) <= 60
    if "capitals" in said:
        return _is_in_capitals(re.split(r"[,/]", said["capitals"])[0])
    return True


def _is_in_capitals(place: str) -> bool:
    return place.isupper() and len(place) > 2 and place.casefold().strip() not in words("not_places")
