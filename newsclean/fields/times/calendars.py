"""Years and days of other calendars → those of ours."""

from __future__ import annotations

from datetime import date, timedelta

#: Years of the Buddhist and of the Persian calendar.
BUDDHIST, PERSIAN = range(2443, 2644), range(1300, 1480)
#: The sign for the first year of an era.
FIRST = "元"
#: What is added to the number of a month by its Persian name.
PERSIAN_MONTH = 100
#: Zones whose offset depends on the day, and their hours behind UTC in winter.
AMERICAN = {"ET": 5, "CT": 6, "MT": 7, "PT": 8}
#: The year before the first of each era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}


def year_of(text: str, era: str, month: int = 0, thai: bool = False) -> int:
    """The year that a text of digits, or the sign for the first one, tells: of an era if one is named, of the Republic
    of China if it has three digits, and where it has two of the calendar of its month or of a Thai text."""
    number = 1 if text == FIRST else int(text)
    if era:
        return number + _ERAS[era]
    if 100 <= number < 200:
        return number + _ERAS["民國"]
    if number < 100 and month > PERSIAN_MONTH:
        return number + (1400 if number < 80 else 1300)
    if 50 <= number < 100 and thai:
        return number + 2500
    # Two digits: no news page is older than the web, none is of the future by more than a few years.
    return number + (2000 if number < 70 else 1900) if number < 100 else number


def day_of(year: int, month: int, day: int) -> date:
    """A day of the calendar that its year or its month tells. Raises ValueError if there is no such day."""
    if month > PERSIAN_MONTH or year in PERSIAN:
        number = month % PERSIAN_MONTH
        # The year of another date beside it is ours, with whose first quarter the Persian one ends.
        return from_persian(year if year in PERSIAN else year - (621 if number < 10 else 622), number, day)
    return date(year - 543 if year in BUDDHIST else year, month, day)


def american_offset(zone: str, day: date) -> str:
    """The offset of a zone of `AMERICAN` on a day: `-04:00`; empty before 2007, when summer had other days."""
    if day.year < 2007:
        return ""
    summer = _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)
    return f"-{AMERICAN[zone] - summer:02}:00"


def _sunday(year: int, month: int, number: int) -> date:
    """The first, second, … Sunday of a month."""
    first = date(year, month, 1)
    return first + timedelta(6 - first.weekday() + 7 * (number - 1))


def from_persian(year: int, month: int, day: int) -> date:
    """A day of the Persian calendar, by the 33-year rule (right from 1206 to 1498).

    Raises ValueError if there is no such day.
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        raise ValueError(f"no such day: {year}-{month}-{day}")
    passed = year - 979
    days = 365 * passed + passed // 33 * 8 + (passed % 33 + 3) // 4
    days += (month - 1) * 31 - max(0, month - 7) + day - 1
    # 1 Farvardin 979 is 20 March 1600.
    return date(1600, 3, 20) + timedelta(days=days)
