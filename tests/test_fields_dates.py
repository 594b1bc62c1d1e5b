"""Printed dates become ISO 8601: many languages and shapes, and nothing that the page does not say."""

from __future__ import annotations

from datetime import date

import pytest

from newsclean.blocks import Blocks
from newsclean.fields.calendars import from_persian
from newsclean.fields.dates import Context, month_first, published, stamps
from newsclean.gather import dates
from newsclean.records import Block, Kind

CASES = [
    ("en", "May 3, 2024", "2024-05-03"),
    ("en", "Fri, 3rd of May 2024 at 5 pm", "2024-05-03T17:00"),
    ("en", "11:48, Thu, Jul 18, 2024", "2024-07-18T11:48"),
    ("en", "April 28 20232:23 PM EDT", "2023-04-28T14:23-04:00"),
    ("en", "2 minute readApril 25, 20232:26 PM GMT+2", "2023-04-25T14:26+02:00"),
    ("en", "Apr 16, 2026, 14:04 IST", "2026-04-16T14:04+05:30"),
    ("en", "2024-05-03T17:47:12+02:00", "2024-05-03T17:47:12+02:00"),
    ("en", "2024-05-03T17:47:12.123Z", "2024-05-03T17:47:12+00:00"),
    ("en", "22-Apr-24 14:07", "2024-04-22T14:07"),
    ("de", "3. Mai 2024, 17:47 Uhr", "2024-05-03T17:47"),
    ("de", "18.07.2024, 11.08 Uhr", "2024-07-18T11:08"),
    ("de", "12. MÄR 2025 18:03", "2025-03-12T18:03"),
    ("de", "28. 4. 2023, 18:41 Uhr", "2023-04-28T18:41"),
    ("de", "dpa Nordhafen 15.04.25 09:56", "2025-04-15T09:56"),
    ("de", "30. Juni 2025,\n15:59 Uhr", "2025-06-30T15:59"),
    ("fr", "3 mai 2024 à 16h51", "2024-05-03T16:51"),
    ("es", "25 de mayo de 2025 16:51 h", "2025-05-25T16:51"),
    ("it", "05 Gennaio 2025", "2025-01-05"),
    ("pt", "3 de março de 2024", "2024-03-03"),
    ("nl", "3 mei 2024 om 9:05", "2024-05-03T09:05"),
    ("no", "05.08.2024, kl. 13.05", "2024-08-05T13:05"),
    ("pl", "3 listopada 2024", "2024-11-03"),
    ("hr", "3. listopada 2024.", "2024-10-03"),
    ("cs", "3. listopadu 2024", "2024-11-03"),
    ("hu", "2024. május 3. 12:11", "2024-05-03T12:11"),
    ("lt", "2024 m. gegužės 3 d.", "2024-05-03"),
    ("tr", "3 Eylül 2024 - 18:24", "2024-09-03T18:24"),
    ("ru", "3 мая 2024 г., 20:28", "2024-05-03T20:28"),
    ("uk", "3 липня 2024", "2024-07-03"),
    ("vi", "ngày 5 tháng 1 năm 2024", "2024-01-05"),
    ("id", "20/1/2026 18:30 WIB", "2026-01-20T18:30+07:00"),
    ("ja", "2024年5月3日 午後3時5分", "2024-05-03T15:05"),
    ("ja", "令和6年5月3日", "2024-05-03"),
    ("zh", "2024年05月03日23:52", "2024-05-03T23:52"),
    ("ko", "2024년 5월 3일 오후 3시 5분", "2024-05-03T15:05"),
    ("ko", "2024.05.03. 오후 3:05", "2024-05-03T15:05"),
    ("th", "3 พฤษภาคม 2567 เวลา 10.30 น.", "2024-05-03T10:30"),
    ("th", "12 มี.ค. 2567", "2024-03-12"),
    ("hi", "१२ अप्रैल २०२४", "2024-04-12"),
    ("fa", "۱۴ اردیبهشت ۱۴۰۳", "2024-05-03"),
    ("fa", "۱۴۰۳/۰۲/۱۴ ساعت ۱۲:۳۰", "2024-05-03T12:30"),
    ("ar", "١٤ أيار ٢٠٢٤", "2024-05-14"),
    ("ar", "14 كانون الثاني 2024", "2024-01-14"),
    ("he", "3 במאי 2024", "2024-05-03"),
    ("en", "Dec 21 st, 2018 2:00 pm", "2018-12-21T14:00"),
    ("en", "Harbour HealthMAY 3, 2024", "2024-05-03"),
    ("ar", "3 أيار / مايو 2024 09:22 ص", "2024-05-03T09:22"),
    ("fa", "۱۴ ارديبهشت ۱۴۰۳ - ۱۸:۵۹", "2024-05-03T18:59"),
    ("en", "May 3, 2024, 19:28 IST - 7 min read", "2024-05-03T19:28+05:30"),
    ("en", "asked May 3, 2024 at 10:51", "2024-05-03T10:51"),
    ("en", "3 May 2024 10.30pm", "2024-05-03T22:30"),
    ("en", "May 3, 2024 (Friday) 10:05 AM", "2024-05-03T10:05"),
    ("en", "12:30 am 5 May 2024", "2024-05-05T00:30"),
    ("de", "12:30 am 5. Mai 2024", "2024-05-05T12:30"),
    ("de", "03.05.2024 (Freitag), 10:05 Uhr", "2024-05-03T10:05"),
    ("ja", "2024/5/3(金) 10:05", "2024-05-03T10:05"),
    ("ja", "令和2024年5月4日", "2024-05-04"),
    ("zh", "民國113年5月4日", "2024-05-04"),
    ("el", "3 Σεπτεμβρίου 2024", "2024-09-03"),
    ("el", "12 Νοεμβρίου 2023", "2023-11-12"),
]


@pytest.mark.parametrize(("language", "text", "value"), CASES)
def test_dates_of_many_languages(language: str, text: str, value: str) -> None:
    assert published([text], Context(language)) == (value, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "heute um 12:19",
        "3 hours ago",
        "8 января, 17:46",
        "May 3",
        "31.02.2024",
        "5 min read",
        "Room 2024",
        "1.2.3.4",
        "99/99/2024",
        "Joined Oct 28, 2023",
        "Founded: Dec 11, 2021",
    ],
)
def test_what_the_page_leaves_open_has_no_value(text: str) -> None:
    assert published([text]) == (None, None)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Published: May 3, 2024 | Updated: May 4, 2024", ("2024-05-03", "2024-05-04")),
        ("입력 : 2024.05.03 10:42   수정 : 2024.05.04 12:20", ("2024-05-03T10:42", "2024-05-04T12:20")),
        ("입력 2024.05.03 수정 2024.05.04", ("2024-05-03", "2024-05-04")),
        ("公開日：2024年5月3日 更新日：2024年5月4日", ("2024-05-03", "2024-05-04")),
        ("2024年5月3日公開 2024年5月4日更新", ("2024-05-03", "2024-05-04")),
        ("Aktualizacja: 02.02.2025 23:49 Publikacja: 01.02.2025", ("2025-02-01", "2025-02-02T23:49")),
        (
            "Publié le 18 juil. 2024 à 08:01 Mis à jour le 18 juil. 2024 à 09:06",
            ("2024-07-18T08:01", "2024-07-18T09:06"),
        ),
        ("2025年1月14日 01時28分 (1月14日 01時40分更新)", ("2025-01-14T01:28", "2025-01-14T01:40")),
        ("Aktualisiert am 28.04.2023", (None, "2023-04-28")),
        ("Last Updated:\nJanuary 7, 2025", (None, "2025-01-07")),
        ("Last updated 17 minutes ago\nSaturday 25 May 2024", ("2024-05-25", None)),
        ("Verfügbar bis 06.05.2024", (None, None)),
    ],
)
def test_published_and_modified_are_told_apart(text: str, dates: tuple[str | None, str | None]) -> None:
    assert published([text]) == dates


@pytest.mark.parametrize(
    ("text", "context", "value"),
    [
        ("5/6/2024", Context("en"), "2024-05-06"),
        ("5/6/2024", Context("en", "uk"), "2024-06-05"),
        ("5/6/2024", Context("fr"), "2024-06-05"),
        ("5/6/2024", Context("fr", month_first=True), "2024-05-06"),
        ("5.6.2024", Context("en"), "2024-06-05"),
        ("5/16/2024", Context("de"), "2024-05-16"),
        ("16/5/2024", Context("en"), "2024-05-16"),
    ],
)
def test_order_of_day_and_month(text: str, context: Context, value: str) -> None:
    assert published([text], context)[0] == value


def test_other_dates_show_the_order() -> None:
    assert month_first(["5/6/2024", "5/16/2024"]) is True
    assert month_first(["16-5-2024"]) is False
    assert month_first(["2024-05-16", "5/6/2024"]) is None
    assert month_first(["02/11/2023 02:00pm GMT"]) is False
    assert month_first(["02/11/2023 02:00pm EST"]) is None
    assert month_first(["02/11/2023 02:00pm GMT", "02/23/2023"]) is True


def test_a_persian_month_without_a_year_takes_that_of_the_date_before() -> None:
    assert [stamp.value for stamp in stamps("۱۲ اردیبهشت ۱۴۰۳ - ۱۳ اردیبهشت")] == ["2024-05-01", "2024-05-02"]
    assert [stamp.value for stamp in stamps("۱۲ دی ۱۴۰۳ - ۱۳ دی")] == ["2025-01-01", "2025-01-02"]


def test_the_day_of_fetching_completes_a_date() -> None:
    fetched = Context("en", fetched=date(2024, 1, 5))
    assert published(["December 30"], fetched)[0] == "2023-12-30"
    assert published(["Yesterday at 9:30"], fetched)[0] == "2024-01-04T09:30"
    assert published(["January 5"], fetched)[0] == "2024-01-05"


@pytest.mark.parametrize(
    "text",
    [
        "2 days ago",
        "Published 2 days ago | News",
        "vor 2 Tagen",
        "il y a 2 jours",
        "hace 2 días",
        "2 дня назад",
        "2天前",
        "2일 전",
    ],
)
def test_days_before_the_day_of_fetching(text: str) -> None:
    assert published([text], Context(fetched=date(2024, 1, 1))) == ("2023-12-30", None)
    assert published([text]) == (None, None)


@pytest.mark.parametrize("text", ["3 hours ago", "in 2 days", "2 days", "2 months ago", "2 days of rain, not long ago"])
def test_what_tells_no_number_of_days(text: str) -> None:
    assert stamps(text, Context(fetched=date(2024, 1, 1))) == []


def test_stamps_say_where_they_stand() -> None:
    text = "By Ann Bell | May 3, 2024 | News"
    (stamp,) = stamps(text)
    assert text[stamp.start : stamp.end] == "May 3, 2024"


@pytest.mark.parametrize(
    ("day", "western"),
    [((1403, 1, 1), date(2024, 3, 20)), ((1402, 12, 29), date(2024, 3, 19)), ((1399, 12, 30), date(2021, 3, 20))],
)
def test_persian_calendar(day: tuple[int, int, int], western: date) -> None:
    assert from_persian(*day) == western


def test_no_such_persian_day() -> None:
    with pytest.raises(ValueError, match="no such day"):
        from_persian(1403, 13, 1)


def test_a_time_told_from_now_keeps_the_dates_below_out() -> None:
    def dated(*lines: str) -> str | None:
        header = [Block(Kind.HEADLINE, "Eggs are dear", 1, 1)]
        header += [Block(Kind.DATE, text, number, number) for number, text in enumerate(lines[:1], 2)]
        body = [Block(Kind.BODY, "The harbour master says that eggs have become dear. " * 3, 5, 5)]
        below = [Block(Kind.DATE, text, number, number) for number, text in enumerate(lines[1:], 6)]
        return dates(Blocks([*header, *body, *below]), 0, Context("en")).published

    assert dated("18 hours ago", "1:25 PM ∙ May 25, 2021") is None
    assert dated("Harbour", "1:25 PM ∙ May 25, 2021") == "2021-05-25T13:25"
    assert dated("May 3, 2024 | 2 hours ago", "1:25 PM ∙ May 25, 2021") == "2024-05-03"
