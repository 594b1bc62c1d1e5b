"""Printed dates become ISO 8601: many languages and shapes, and nothing that the page does not say."""

from __future__ import annotations

from datetime import date

import pytest

from newsclean.blocks import Blocks
from newsclean.date_blocks import dates
from newsclean.fields.times.calendars import from_persian
from newsclean.fields.times.dates import Context, month_first, published, stamps
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
    ("el", "06 ΜΑΪΟΥ 2024, 2:32 μ.μ.", "2024-05-06T14:32"),
    ("el", "06 ΣΕΠΤΕΜΒΡΙΟΥ 2024", "2024-09-06"),
    ("tr", "06 KASIM 2024", "2024-11-06"),
    ("tr", "06 HAZİRAN 2024", "2024-06-06"),
    ("sr", "6. avgusta 2024.", "2024-08-06"),
    ("sr", "6. маја 2024.", "2024-05-06"),
    ("lv", "2024. gada 6. maijā plkst. 14:32", "2024-05-06T14:32"),
    ("uz", "2024-yil 6-may", "2024-05-06"),
    ("eu", "2024ko maiatzaren 6a", "2024-05-06"),
    ("be", "6 траўня 2024", "2024-05-06"),
    ("fr", "6 fevrier 2024 à 14 h 32 HNE", "2024-02-06T14:32-05:00"),
    ("es", "6 de mayo de 2024 02:32 p.\u00a0m.", "2024-05-06T14:32"),
    ("es", "06·05·24 | 14:32", "2024-05-06T14:32"),
    ("pl", "6 maja 2024, godz. 14:32", "2024-05-06T14:32"),
    ("ru", "14:32 — 06.05.2024", "2024-05-06T14:32"),
    ("ru", "06.05.2024 14:32 мск", "2024-05-06T14:32+03:00"),
    ("en", "May 6, 2024 / 02:05 PM EDT / Harbour News", "2024-05-06T14:05-04:00"),
    ("en", "Monday, 06 May 2024 2:05 PM MYT", "2024-05-06T14:05+08:00"),
    ("en", "May 6, 2024 14:32 UTC−5", "2024-05-06T14:32-05:00"),
    ("en", "2:32 PM ET, Mon May 6, 2024", "2024-05-06T14:32-04:00"),
    ("en", "Published January 6, 2024, 5:45 a.m. PT", "2024-01-06T05:45-08:00"),
    ("en", "March 10, 2024 4 p.m. CT", "2024-03-10T16:00-05:00"),
    ("en", "Nov. 3, 2024 4:05 PM ETUpdated", "2024-11-03T16:05-05:00"),
    ("en", "Sat 4 May 2024 10.05 BST", "2024-05-04T10:05+01:00"),
    ("en", "May-06-2024", "2024-05-06"),
    ("es", "Mar 7 mayo 2024", "2024-05-07"),
    ("en", "06 May 20242 min read", "2024-05-06"),
    ("en", "06\nMay\n2024", "2024-05-06"),
    ("ar", "6 مايو، 2024", "2024-05-06"),
    ("ar", "الإثنين 06/مايو/2024 - 02:32 م", "2024-05-06T14:32"),
    ("ar", "02:32 م - الإثنين 6 مايو 2024", "2024-05-06T14:32"),
    ("ar", "6 ابريل 2024 الساعة 2:32 مساءً", "2024-04-06T14:32"),
    ("fa", "۱۴:۳۲ - ۱۴۰۳/۰۲/۱۷", "2024-05-06T14:32"),
    ("fa", "۱۷ اردیبهشت ۰۳", "2024-05-06"),
    ("hi", "6 फरवरी 2024", "2024-02-06"),
    ("bn", "০২:৩২ পিএম, ০৬ জানুয়ারি ২০২৪", "2024-01-06T14:32"),
    ("bn", "৬ \u099c\u09be\u09a8\u09c1\u09df\u09be\u09b0\u09bf ২০২৪", "2024-01-06"),
    ("te", "6 జూలై 2024", "2024-07-06"),
    ("ml", "6 ഒക്‌ടോബർ 2024", "2024-10-06"),
    ("si", "6 අප්‍රේල් 2024", "2024-04-06"),
    ("id", "6 Nopember 2024", "2024-11-06"),
    ("vi", "6 Tháng Năm, 2024", "2024-05-06"),
    ("vi", "12 Tháng Mười Hai, 2024", "2024-12-12"),
    ("vi", "Tháng 5 6, 2024", "2024-05-06"),
    ("vi", "14:32, Thứ Hai, 06/05/2024", "2024-05-06T14:32"),
    ("th", "6 พ.ค. 67 14.32 น.", "2024-05-06T14:32"),
    ("th", "6 พฤษภาคม พ.ศ. 2567", "2024-05-06"),
    ("ja", "2024年5月6日（月）14時32分", "2024-05-06T14:32"),
    ("ja", "2024年5月5日 日曜日 午後2:32", "2024-05-05T14:32"),
    ("ko", "2024년 5월 6일 (월) 14:32", "2024-05-06T14:32"),
    ("ko", "5월 6, 2024", "2024-05-06"),
    ("zh", "2024年05月05日 星期日 14:32", "2024-05-05T14:32"),
    ("zh", "6 5 月, 2024", "2024-05-06"),
    ("zh", "中華民國113年05月06日", "2024-05-06"),
    ("zh", "113年5月6日 14:32", "2024-05-06T14:32"),
    ("ja", "令和元年5月6日", "2019-05-06"),
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
        "Tel. 01.02.03.04.05",
        "5/6(月) 14:32配信",
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
        ("Stand: 06.05.2024, 14:32 Uhr", (None, "2024-05-06T14:32")),
        ("06.05.2024 14:32 (Akt. 06.05.2024 15:15)", ("2024-05-06T14:32", "2024-05-06T15:15")),
        (
            "Mon 6 May 2024 14.32 BSTLast modified on Tue 7 May 2024 09.12 BST",
            ("2024-05-06T14:32+01:00", "2024-05-07T09:12+01:00"),
        ),
        (
            "Published May 6, 2024 2:05 PM ETUpdated May 6, 2024 5:15pmMarrow Bay",
            ("2024-05-06T14:05-04:00", "2024-05-06T17:15"),
        ),
        ("6 mei 2024 14:32 Aangepast 7 mei 2024 09:12", ("2024-05-06T14:32", "2024-05-07T09:12")),
        ("6 мая 2024, 14:32 (обновлено 7 мая 2024, 9:12)", ("2024-05-06T14:32", "2024-05-07T09:12")),
        ("Ažurirano: 06.05.2024.", (None, "2024-05-06")),
        ("Zadnja sprememba: 6. 5. 2024", (None, "2024-05-06")),
        ("Последна промяна: 06 май 2024", (None, "2024-05-06")),
        ("2024.05.06. 14:32 Módosítva: 2024.05.07. 09:12", ("2024-05-06T14:32", "2024-05-07T09:12")),
        ("আপডেট: ০৬ মে ২০২৪, ১৪:৩২", (None, "2024-05-06T14:32")),
        ("เผยแพร่: 6 พ.ค. 2567 14:32 ปรับปรุง: 7 พ.ค. 2567 09:12", ("2024-05-06T14:32", "2024-05-07T09:12")),
        ("업데이트 2024.05.07. 09:12 등록 2024.05.06. 14:32", ("2024-05-06T14:32", "2024-05-07T09:12")),
        ("编辑于 2024-05-06 14:32", (None, "2024-05-06T14:32")),
        ("2024/5/6 14:32（5/7 09:12 更新）", ("2024-05-06T14:32", "2024-05-07T09:12")),
        ("2024-05-06 14:32 更新 2024-05-07 09:12", ("2024-05-06T14:32", "2024-05-07T09:12")),
        ("2024-05-06 14:32 编辑：王安", ("2024-05-06T14:32", None)),
        # A time alone is of the same day.
        ("Publié le 06 mai 2024 à 14h32, mis à jour à 15h15", ("2024-05-06T14:32", "2024-05-06T15:15")),
        ("6 Maggio 2024 Aggiornato alle 14:32 3 minuti di lettura", ("2024-05-06", "2024-05-06T14:32")),
        ("May 6, 2024 | Published 2:05 PM | Updated 4:12 PM", ("2024-05-06T14:05", "2024-05-06T16:12")),
        ("2024年05月06日 14:32 最後更新：15:15", ("2024-05-06T14:32", "2024-05-06T15:15")),
        ("May 6, 2024 Updated 10 comments", ("2024-05-06", None)),
        ("Updated 10:05", (None, None)),
        # Sections, and those who edit
        ("Actualidad 6 de mayo de 2024", ("2024-05-06", None)),
        ("Actualité 6 mai 2024", ("2024-05-06", None)),
        ("Güncel 06.05.2024 14:32", ("2024-05-06T14:32", None)),
        ("Laatste nieuws 6 mei 2024", ("2024-05-06", None)),
        ("Edited by Ann Bell, May 6, 2024", ("2024-05-06", None)),
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
        ("18-03-08", Context("zh"), "2018-03-08"),
        ("24/05/03 12:30", Context("ja"), "2024-05-03T12:30"),
        ("08-03-18", Context("de"), "2018-03-08"),
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
    assert month_first(["02/11/2023 02:00 PM IST"]) is False
    assert month_first(["02/11/2023 02:00pm GMT", "02/23/2023"]) is True


def test_a_persian_month_without_a_year_takes_that_of_the_date_before() -> None:
    assert [stamp.value for stamp in stamps("۱۲ اردیبهشت ۱۴۰۳ - ۱۳ اردیبهشت")] == ["2024-05-01", "2024-05-02"]
    assert [stamp.value for stamp in stamps("۱۲ دی ۱۴۰۳ - ۱۳ دی")] == ["2025-01-01", "2025-01-02"]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ja", "5/6(月) 14:32配信", "2024-05-06T14:32"),
        ("fi", "6.5. klo 14.32", "2024-05-06T14:32"),
        ("de", "06.05. 14:32 Uhr", "2024-05-06T14:32"),
        ("cs", "dnes 14:32", "2024-05-07T14:32"),
        ("fr", "Publié aujourd’hui à 14:32", "2024-05-07T14:32"),
        ("he", "אתמול 14:32", "2024-05-06T14:32"),
    ],
)
def test_the_day_of_fetching_completes_a_date_before_a_time(language: str, text: str, value: str) -> None:
    assert published([text], Context(language, fetched=date(2024, 5, 7)))[0] == value


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
        "2d ago",
        "2 дні тому",
        "πριν από 2 ημέρες",
        "prije 2 dana",
        "acum 2 zile",
        "منذ 2 أيام",
        "לפני 2 ימים",
        "2 दिन पहले",
        "2 วันที่แล้ว",
    ],
)
def test_days_before_the_day_of_fetching(text: str) -> None:
    assert published([text], Context(fetched=date(2024, 1, 1))) == ("2023-12-30", None)
    assert published([text]) == (None, None)


@pytest.mark.parametrize("text", ["3 hours ago", "in 2 days", "2 days", "2 months ago", "2 days of rain, not long ago"])
def test_what_tells_no_number_of_days(text: str) -> None:
    assert stamps(text, Context(fetched=date(2024, 1, 1))) == []


def test_each_time_told_from_now_has_its_role() -> None:
    text = "Updated 1 day ago | Published 3 days ago"
    assert published([text], Context(fetched=date(2024, 1, 5))) == ("2024-01-02", "2024-01-04")


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
        return dates(Blocks([*header, *body, *below]), 0, 2, Context("en")).published

    assert dated("18 hours ago", "1:25 PM ∙ May 25, 2021") is None
    assert dated("Harbour", "1:25 PM ∙ May 25, 2021") == "2021-05-25T13:25"
    assert dated("May 3, 2024 | 2 hours ago", "1:25 PM ∙ May 25, 2021") == "2024-05-03"


@pytest.mark.parametrize(
    ("header", "below", "found"),
    [
        (["Updated May 7, 2024"], "May 3, 2024", ("2024-05-07", "2024-05-07")),
        (["Updated May 7, 2024"], "First published May 3, 2024", ("2024-05-03", "2024-05-07")),
        (["Updated May 7, 2024"], "Published May 9, 2024", ("2024-05-07", "2024-05-07")),
        (["May 9, 2024", "Updated May 7, 2024"], "May 3, 2024", ("2024-05-07", "2024-05-07")),
        (["May 6, 2024", "Updated May 7, 2024"], "May 3, 2024", ("2024-05-06", "2024-05-07")),
    ],
)
def test_what_is_only_called_changed_is_not_dated_by_other_stories(
    header: list[str], below: str, found: tuple[str, str]
) -> None:
    top = [Block(Kind.DATE, text, number, number) for number, text in enumerate(header, 2)]
    body = Block(Kind.BODY, "The harbour master says that eggs have become dear. " * 3, 5, 5)
    blocks = [Block(Kind.HEADLINE, "Eggs are dear", 1, 1), *top, body, Block(Kind.DATE, below, 6, 6)]
    said = dates(Blocks(blocks), 0, len(top) + 1, Context("en"))
    assert (said.published, said.modified) == found


def test_a_label_on_a_line_of_its_own_tells_what_the_next_one_is() -> None:
    printed = [
        (Kind.HEADLINE, "Eggs are dear"),
        (Kind.BYLINE, "Updated"),
        (Kind.DATE, "May 4, 2024, 11:00 AM"),
        (Kind.OTHER, "Published:"),
        (Kind.DATE, "May 3, 2024"),
        (Kind.BODY, "The harbour master says that eggs have become dear. " * 3),
    ]
    blocks = Blocks([Block(kind, text, number, number) for number, (kind, text) in enumerate(printed, 1)])
    said = dates(blocks, 0, 5, Context("en"))
    assert (said.published, said.modified) == ("2024-05-03", "2024-05-04T11:00")


def test_a_line_of_another_kind_that_tells_the_last_change_alone_dates_the_page() -> None:
    body = Block(Kind.BODY, "The harbour master says that eggs have become dear. " * 3, 3, 3)

    def dated(line: str, below: str) -> tuple[str | None, str | None]:
        head = [Block(Kind.HEADLINE, "Eggs are dear", 1, 1), Block(Kind.OTHER, line, 2, 2)]
        said = dates(Blocks([*head, body, Block(Kind.OTHER, below, 4, 4)]), 0, 2, Context("en"))
        return said.published, said.modified

    assert dated("Updated 9:53 am, May 7, 2024", "Home") == ("2024-05-07T09:53", "2024-05-07T09:53")
    assert dated("Updated May 7, 2024", "Published: May 3, 2024") == ("2024-05-03", None)
