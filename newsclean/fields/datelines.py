"""The place, and the agency, with which a report begins: "TOKYO (AP) — "."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from newsclean.fields.people.names import is_organisation
from newsclean.fields.times.tokens import month_key
from newsclean.fields.words import classes, has_east_asian, words

#: A dateline ends within so many characters.
MAX_DATELINE = 100
#: Small words of so many letters are parts of names of places: "Frankfurt am Main".
SHORT = 3

_PLACE = r"[^\W\d_][\w.'’-]*(?:[ ,/]{1,2}[^\W\d_][\w.'’-]*){0,5}"
_DATE = r"(?:\d{1,2}\.?(?: de)? [^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2})(?:,? (?:de )?(?:19|20)\d\d)?"
#: Shapes of a dateline at the start of a paragraph, each with its evidence. A place without an agency is in capitals.
_SHAPES = (
    # "TOKYO (AP) — ", "Berlin (dpa) - ", "MADRID, 25 (EUROPA PRESS) -", "PARIS, 3 mai (Reuters) - ", "(Reuters) - ",
    # "New Delhi [India], May 3 (ANI): ", "La Habana, 3 may (Prensa Latina).-"; no dash before a capital
    re.compile(
        rf"(?P<place>{_PLACE})?(?: \[\w+\])?(?P<day>(?:,? |\. |^){_DATE},?)?\.? ?"
        r"(?:\((?P<agency>[\w .,/+-]{2,40})\)|/ ?(?P<wired>[\w .+-]{2,40})/) ?"
        r"(?P<dash>\.?[-–—:.]|(?=[^\Wa-zß-öø-ÿ\d_]))"
    ),
    # "Москва. 5 мая. INTERFAX.RU - "
    re.compile(rf"(?P<place>{_PLACE})\. (?P<day>{_DATE})\. (?P<agency>[\w.]{{3,20}}) ?(?P<dash>[-–—])"),
    # "BERLIN taz | "
    re.compile(rf"(?P<barred>{_PLACE}) (?:taz|afp|dpa|epd|kna|sid|rtr|ap)(?= \|)"),
    # "Bogotá.- ", "Ciudad de México, 3 de mayo.- "
    re.compile(rf"(?P<dotted>{_PLACE}(?:, {_DATE})?)\.-\s?(?=[^\Wa-z])"),
    # "MARROW BAY — ", "PORT ELLERY, Tarrow -- ", "LONDON, Nov 3 -", "CIUDAD DE MÉXICO.- "
    re.compile(rf"(?P<capitals>{_PLACE})(?:, {_DATE})?" r"(?: ?(?:—|–|--| -)|\.-)\s?(?=\S)"),
)
# "NEW DELHI: ", "New Delhi, May 3: ", "São Paulo – ", "नई दिल्ली (एएनआई)। ", "Bell.com, Jakarta - "
_CITY = re.compile(
    r"(?:[\w.]{2,20}\.\w{2,6}, )?(?P<city>[^\W\d_][^\d:;,/()–—|]{1,25}?)(?:/[^\W\d_][^\d:;,/()–—|]{1,25}?)?"
    rf"(?:, {_DATE})?(?: ?\([^()]{{2,30}}\))?(?::|।| ?[–—]| --?(?=\s))\s?(?=\S)"
)
# "(ANSA) - ROMA, 03 MAG - "
_PLACED = re.compile(r" ?[-–—] [^\W\d_a-z][^\d()–—-]{2,25}, \d{1,2} [^\W\d_]{3,9}(?= ?[-–—])")
# "МОСКВА, 3 мая - РИА Новости. "
_BEHIND = re.compile(r"([\w ]{2,20})\.\s")


@cache
def _east_asian_shapes() -> tuple[re.Pattern[str], ...]:
    agency = r"(?:共同|時事|ロイター|AFP(?:BB News|時事)?|AP|CNN(?:\.co\.jp)?|ブルームバーグ|ソウル聯合ニュース|新華社)"
    return (
        # "新华社北京4月24日电", "中新网上海5月3日电", "中新网5月3日电"
        re.compile(
            r"(?P<wire>[\u4e00-\u9fff]{2,8}?(?:社|网|網|報|报)[\u4e00-\u9fff]{0,8}\d{1,2}月\d{1,2}日[电電讯訊])"
        ),
        # "（中央社台北3日電）", "(서울=연합뉴스)", "【東京共同】", "[서울=뉴시스]", "【北京3日共同】",
        # "［ワシントン　３日　ロイター］", "【ソウル＝鈴木花子】"
        re.compile(
            r"(?P<bracket>[(（\[［【](?:[가-힣]{2,8}=[가-힣\d]{2,8}"
            r"|[\u4e00-\u9fff]{2,8}(?:共同|時事|社)[\u4e00-\u9fff]{0,8}(?:\d{1,2}日[电電])?"
            rf"|(?:[\w・]{{1,12}}[ 　＝=]{{0,2}}){{0,2}}{agency}"
            r"|[\u3040-\u30ff\u4e00-\u9fff・]{2,12}＝[\u3040-\u30ff\u4e00-\u9fff ・]{2,12})[)）\]］】])"
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
            if found.lastgroup in ("wire", "bracket"):
                return found[0]
            return _printed(head, found.end())
    if (found := _CITY.match(head)) and found["city"].casefold() in words("cities"):
        return found[0].rstrip(" :।–—-")
    return None


def _printed(head: str, end: int) -> str:
    """The dateline that ends there, with the place or the agency behind it, and without the marks."""
    if placed := _PLACED.match(head, head.rfind(")", 0, end) + 1):
        return head[: placed.end()]
    behind = _BEHIND.match(head, end)
    line = head[: behind.end(1) if behind and _is_agency(behind[1]) else end].rstrip(" -–—:|")
    # "MARROW BAY, Fla. – " keeps its full stop, "CIUDAD DE MÉXICO.- " does not.
    marked = line.endswith((").", "/.")) or head.startswith("-", len(line))
    return line.rstrip(".") if marked else line


def _is_place(found: re.Match[str]) -> bool:
    """Whether a match names an agency we know, or a place in capitals."""
    said = found.groupdict()
    if "agency" in said:
        return _is_report(said)
    if "barred" in said:
        return _is_in_capitals(said["barred"])
    if "dotted" in said:
        return said["dotted"].partition(",")[0].count(" ") < SHORT
    if "capitals" in said:
        return _is_in_capitals(re.split(r"[,/]", said["capitals"])[0])
    return True


def _is_report(said: Mapping[str, str | None]) -> bool:
    """Whether a place, a day and an agency are those of a report: an agency that we know, or capitals, or a day."""
    agency, place = (said["agency"] or said["wired"] or "").strip(), said["place"] or ""
    known = any(_is_agency(part) for part in (agency, *re.split("[/,]", agency)))
    if not known and said["dash"]:
        # "PORT ELLERY (NP) — ", "(NPR) — ", "Alger, 3 mai (NP) - "
        capitals = not place or _is_in_capitals(place.split(",")[0])
        known = capitals and re.fullmatch("[A-Z]{2,5}", agency) is not None and len(agency) + len(place) >= SHORT
        known |= bool(place and said["day"] and not month_key(place))
    small = {part for part in place.split() if part.islower() and len(part) > SHORT}
    named = not place or (not place[0].islower() and small <= classes("byline_words")["particle"])
    # "The Associated Press (AP) said"
    parted = said["dash"] or not place or said["day"] or place.isupper()
    return bool(known and named and parted) and len(place) <= 60


def _is_agency(text: str) -> bool:
    """Whether a text names an agency that we know, or one of press releases: "PRNewswire"."""
    plain = text.strip()
    return is_organisation(plain) or plain.casefold().endswith("wire")


def _is_in_capitals(place: str) -> bool:
    return place.isupper() and len(place) > 2 and place.casefold().strip() not in words("not_places")
