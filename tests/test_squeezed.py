"""Squeezed pages are cut where their lines ended. All texts are invented."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

import newsclean
from newsclean.dialects import describe
from newsclean.glued import words_of
from newsclean.lines import split_lines
from newsclean.marks import SEGMENT
from newsclean.rows import source_rows
from newsclean.squeezed import pieces
from tests.expected import PAGES
from tests.test_lines import PARAGRAPHS

HTML = PAGES / "ferry-html" / "page.html"

# Between the lines that a reader sees stands " ¦ ", in the dump a space.
PRINTED = {
    "english": "Ferry runs again after nine weeks ¦ - Bell ¦ Skip to content ¦ Home ¦ News ¦ Sport ¦ Weather"
    " ¦ Ferry runs again after nine weeks ¦ By Ann Bell ¦ May 3, 2024 10:30 am ¦ Share"
    " ¦ The ferry to Marrow Bay runs again, said the harbour master. ¦ It had been laid up by its owner since March.",
    "names that are in no list": "Ferry runs again after nine weeks ¦ Bell ¦ Skip to content ¦ Home ¦ News ¦ Sport"
    " ¦ Ferry runs again after nine weeks ¦ By Orrit Quellmar ¦ May 3, 2024 ¦ Share"
    " ¦ The ferry to Marrow Bay runs again, said the harbour master.",
    "title case": "The Long Road Back for a Small Ferry ¦ Bell ¦ News ¦ Home ¦ World"
    " ¦ The Long Road Back for a Small Ferry ¦ An engine and a winter of waiting for the fog to lift.",
    "site before the title": "Bell | ¦ Ferry runs again after nine weeks ¦ Home ¦ News"
    " ¦ Ferry runs again after nine weeks ¦ By Ann Bell ¦ May 3, 2024"
    " ¦ It had been laid up since March, when its engine failed by night.",
    "title bar cut short": "Ferry to Marrow Bay runs again after ni | ¦ Bell"
    " ¦ Ferry to Marrow Bay runs again after nine weeks ¦ By Ann Bell May 3, 2024"
    " ¦ It was laid up by its owner.",
    "german": "Fähre fährt wieder: Neun Wochen Stillstand sind vorbei ¦ - Bucht-Bote ¦ Startseite ¦ Politik ¦ Sport"
    " ¦ Fähre fährt wieder: Neun Wochen Stillstand sind vorbei ¦ Von Anna Glocke 3. Mai 2024, 10:30 Uhr"
    " ¦ Sie hatte seit dem 12. März im Dock gelegen, sagte der Hafenmeister, weil der Motor im Nebel ausgefallen war.",
    "french": "Le bac reprend la mer après neuf semaines ¦ La Cloche ¦ Accueil ¦ Politique ¦ Culture ¦ Livres ¦ Sport"
    " ¦ Le bac reprend la mer après neuf semaines ¦ Par Anne Cloche ¦ 3 mai 2024 à 10h30 ¦ Partager"
    " ¦ Le bac de la baie a repris la mer vendredi, a dit le maître du port. ¦ Il était à quai depuis le mois de mars.",
    "russian": "Паром снова ходит после девяти недель простоя ¦ - Колокол ¦ Главная ¦ Политика ¦ Спорт ¦ Культура"
    " ¦ Наука"
    " ¦ Паром снова ходит после девяти недель простоя ¦ Анна Колокольчикова 3 мая 2024, 10:30"
    " ¦ Он стоял у причала с марта, когда в тумане отказал двигатель.",
    "japanese": "渡し船が再開 - 鈴新聞 ¦ トップ ¦ 政治 ¦ 渡し船が再開 ¦ 2024年5月3日"
    " ¦ 湾の渡し船が三日、運航を再開した。 ¦ 船は三月から港に止まっていた。 ¦ 写真：鈴木花子 ¦ 関連記事",
    "chinese": "渡轮停航九周后复航 - 铃报 ¦ 首页 ¦ 新闻 ¦ 渡轮停航九周后复航 ¦ 2024年5月3日"
    " ¦ 海湾的渡轮复航，港务长说。 ¦ 责任编辑：王小明",
    "arabic": "العبارة تعود إلى العمل بعد تسعة أسابيع ¦ الجرس الرئيسية سياسة ¦ العبارة تعود إلى العمل بعد تسعة أسابيع"
    " ¦ كتبت آنا بيل 3 مايو 2024 ¦ عادت العبارة إلى العمل يوم الجمعة، كما قال مدير الميناء.",
    "arabic numbers": "عادت العبارة إلى العمل بعد 9 أسابيع، وكان على متنها 40 راكبا."
    " ¦ هل تعود العبارة الثانية؟ ¦ قال مدير الميناء إنها تعود في الصيف.",
    "hindi": "नौका नौ सप्ताह बाद चली और उस पर 40 यात्री थे।"
    " ¦ बंदरगाह प्रमुख ने कहा कि यह मार्च से खड़ी थी।",
    "korean": "만의 나룻배가 9주 만에 다시 운항을 시작했다고 항만장이 3일 말했다."
    " ¦ 배에는 승객 40명이 타고 있었다.",
    "numbers and quotes in chinese": "铃报 ¦ 首页 ¦ 新闻 ¦ 渡轮停航后复航， 3名乘客受到欢迎。"
    " ¦ “没人感到意外。” ¦ 港务长说。",
    "names": "The list is kept by J. D. Pell and Dr. Hugh Carr of the Orrin Valley Water Board."
    " ¦ No. 10 was late (the boat, Not the House). ¦ He will meet Ruth Anstey’s Council in May.",
}  # fmt: skip


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
def test_lines_are_told_apart(printed: str) -> None:
    found = [piece.text for piece in pieces(source_rows(printed.replace(" ¦ ", " ")))]
    assert found == [part.strip("| ") for part in printed.split(" ¦ ")]


def test_seams_of_a_glued_page_end_lines_too() -> None:
    header = "Ferry runs again | BellHomeNewsFerry runs againBy Ann Bell May 3, 2024 Save Print"
    dump = f"{header} The ferry runs.However, the bay is fogged by night."
    found = [piece.text for piece in pieces(source_rows(dump), words_of(dump))]
    assert found == [
        "Ferry runs again", "Bell", "Home", "News", "Ferry runs again", "By Ann Bell May 3, 2024", "Save Print",
        "The ferry runs.", "However, the bay is fogged by night.",
    ]  # fmt: skip


def test_a_byline_without_a_space_behind_by_is_whole() -> None:
    dump = (
        "Ferry runs again | Bell Home News Sport Ferry runs again News ByConnor Orlik 08:44, 3 May 2024 The ferry runs."
    )
    assert any("ByConnor Orlik" in piece.text for piece in pieces(source_rows(dump)))


def test_texts_that_are_glued_to_the_title_are_cut_off() -> None:
    title = "Ferry runs again after nine weeks"
    dump = f"{title} | Bell Home Middle East{title}A The boat was late by its owner. Nobody else was."
    assert title in [piece.text for piece in pieces(source_rows(dump))][1:]
    short = "Ferry runs again after ni | Bell Home Ferry runs again after nine weeks said the master."
    assert "Ferry runs again after ni" not in [piece.text for piece in pieces(source_rows(short))][1:]


def test_prose_without_a_menu_is_cut_at_sentence_ends_alone() -> None:
    prose = "The list is kept by Ann Bell (Marrow Bay) Hugh Carr and the Orrin Board Of Water. It is long."
    assert [piece.text for piece in pieces(source_rows(prose))] == [prose[: -len(" It is long.")], "It is long."]


def test_a_text_that_is_printed_twice_is_no_title() -> None:
    dump = " ".join(PARAGRAPHS * 2)
    assert [piece.text for piece in pieces(source_rows(dump))] == PARAGRAPHS * 2


@pytest.mark.parametrize(
    "dump", ["| | | |", "a", "( ( (", "Word " * 99, "“ " * 99, "1 2 3 " * 99, "Home | " * 99, "。。。"]
)
def test_pieces_partition_a_row(dump: str) -> None:
    (row,) = source_rows(dump)
    parts = list(pieces([row]))
    assert all(one.end <= two.start for one, two in pairwise(parts))
    assert "".join("".join(dump[part.start : part.end] for part in parts).split()) == "".join(dump.split())
    assert all(part.text for part in parts)


def test_a_page_on_one_line_is_squeezed_though_it_is_short() -> None:
    paragraph = " ".join(PARAGRAPHS)
    page = f"Home News Sport Weather Opinion Letters Search {paragraph}"
    two_lines = f"{page}\n{paragraph}"
    assert 500 < len(paragraph) < len(page) < 1500
    told = [describe(source_rows(text), text).squeezed for text in (paragraph, page, two_lines)]
    assert told == [False, True, False]


def test_wide_signs_count_twice_where_a_page_is_short() -> None:
    paragraph = "海湾的渡轮停航九周后复航，港务长说没有人应该感到意外。" * 20
    page = f"铃报 首页 新闻 体育 天气 观点 来信 {paragraph}"
    assert 500 < len(paragraph) < len(page) < 750
    assert [describe(source_rows(text), text).squeezed for text in (paragraph, page)] == [False, True]


def test_line_feeds_of_the_source_do_not_hide_that_a_page_is_squeezed() -> None:
    menu = "Ferry late again | The Bell Home News Sport Weather Opinion Letters Search"
    prose = " ".join(textwrap.fill(text, 60, subsequent_indent=" " * 8) for text in PARAGRAPHS * 2)
    dump = f"{menu} Ferry late again By Ann Bell May 3, 2024 {prose}"
    assert max(map(len, dump.split("\n"))) < 1500
    assert describe(source_rows(dump), dump).squeezed
    found = newsclean.clean(dump)
    assert found.title == "Ferry late again"
    assert " ".join(found.text.split()) == " ".join(PARAGRAPHS * 2)


def test_pieces_have_the_mark_that_lets_them_be_one_paragraph() -> None:
    dump = " ".join(PARAGRAPHS * 3)
    assert {line.marks for line in split_lines(dump)} == {SEGMENT}
    assert newsclean.clean(dump).paragraphs[-1].text.endswith(PARAGRAPHS[-1])


@pytest.mark.parametrize("glue", [" ", "  ", "\n"])
def test_the_article_of_a_squeezed_page_is_found(glue: str) -> None:
    soup = BeautifulSoup(HTML.read_text("utf-8"), "lxml")
    strings = [re.sub(r"\s+", " ", string) for string in soup.stripped_strings]
    found, of_html = newsclean.clean(glue.join(strings)), newsclean.clean(HTML.read_bytes())
    assert found.title == of_html.title
    assert (found.date or "")[:10] == (of_html.date or "")[:10] != ""
    words, wanted = found.text.split(), of_html.text.split()
    assert 0.9 * len(wanted) <= len(words) <= 1.1 * len(wanted)
