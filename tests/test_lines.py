"""Lines keep their place in the source, and dumps of every dialect become the paragraphs they were."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import marks
from newsclean.dialects import describe
from newsclean.glued import is_glued
from newsclean.lines import split_lines
from newsclean.rows import Row, source_rows

PARAGRAPHS = [
    "The ferry to Marrow Bay was late again on Tuesday, and the harbour master said that nobody should be surprised.",
    "He has kept a list since the spring, in a blue notebook, of every boat that came in after its time and of why.",
    "Fog was the reason on eleven days; on nine it was the engine, which is older than the harbour master himself.",
    "The company said it was looking into the matter, and that a second boat would be on the line before the winter.",
    "Until then the islanders take the mail boat, which has room for six people, two dogs and a small cargo of eggs.",
    "Prices have gone up twice this year, and a return ticket now costs as much as a good pair of winter gloves does.",
    "At the kiosk on the quay they sell tea and sympathy, and the second of these, the owner says, is free of charge.",
]


def may_cut(rows: list[Row], text: str) -> bool:
    """Whether one source line of a page may make several Lines."""
    dialect = describe(rows, text)
    return dialect.squeezed or is_glued(text, dialect)


def texts(dump: str) -> list[str]:
    return [line.text for line in split_lines(dump)]


@pytest.mark.parametrize("width", [60, 72, 79, 100])
@pytest.mark.parametrize("indent", ["", "   "])
def test_hard_wraps_are_undone(width: int, indent: str) -> None:
    dump = "\n\n".join(
        textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent) for text in PARAGRAPHS
    )
    assert texts(dump) == PARAGRAPHS


def test_prepositions_of_one_letter_keep_to_the_next_word_where_rows_are_wrapped() -> None:
    wrapped = [textwrap.fill(text, 79) for text in PARAGRAPHS]
    first, *rest = PARAGRAPHS
    dump = "\n\n".join([*wrapped, f"{first[:70].rsplit(' ', 1)[0]} tak\nw zeszłymdniu {rest[0]}"])
    assert texts(dump)[-1] == f"{first[:70].rsplit(' ', 1)[0]} tak w zeszłymdniu {rest[0]}"


def test_a_rule_across_the_page_is_no_part_of_a_paragraph() -> None:
    rule = "━" * 79
    wrapped = [textwrap.fill(text, 79) for text in PARAGRAPHS]
    dump = "\n\n".join(wrapped[:4]) + f"\n{rule}\n" + "\n\n".join(wrapped[4:])
    assert texts(dump) == [*PARAGRAPHS[:4], rule, *PARAGRAPHS[4:]]
    assert texts(f"Nature drawing book\n{rule}\nby a painter who knows what he paints") == [
        "Nature drawing book",
        rule,
        "by a painter who knows what he paints",
    ]


def test_wrapped_list_items_stay_apart() -> None:
    items = [textwrap.fill(text, 70, initial_indent="  * ", subsequent_indent="    ") for text in PARAGRAPHS]
    assert texts("\n".join(items)) == PARAGRAPHS
    numbered = [f"{n}. {text}" for n, text in enumerate(PARAGRAPHS, 1)]
    assert texts("\n".join(textwrap.fill(text, 70) for text in numbered)) == numbered


def test_quotes_that_were_wrapped_lose_their_marks() -> None:
    quotes = [textwrap.fill(text, 76, initial_indent="> ", subsequent_indent="> ") for text in PARAGRAPHS]
    for page in ("\n\n".join(quotes), "\n\n".join([*quotes, "[a](b) [c](d) [e](f)"])):
        found = texts(page)[: len(PARAGRAPHS)]
        assert [text.removeprefix("> ") for text in found] == PARAGRAPHS


def test_no_break_spaces_are_parts_of_words() -> None:
    """Programs do not break a row there, so that one ends early where the word behind such a space did not fit."""
    paragraphs = [text.replace(" the ", " the\xa0").replace(" and ", " and\xa0") for text in PARAGRAPHS]
    dump = "\n\n".join(textwrap.fill(text, 66) for text in paragraphs)
    assert "\nand\xa0" in dump
    assert texts(dump) == paragraphs


def test_wrapped_wide_characters_join_without_a_space() -> None:
    sentence = (
        "港の船は火曜日も遅れて到着し、港長は誰も驚かないだろうと話した。青い手帳には遅れた船がすべて書いてある。" * 3
    )
    rows = [sentence[i : i + 39] for i in range(0, len(sentence), 39)]
    dump = "\n\n".join(["\n".join(rows)] * 3)
    assert texts(dump) == [sentence] * 3


def test_short_lines_are_not_wrapped_ones() -> None:
    menu = "\n".join(["Home", "News", "Sport", "Opinion", "Weather"] * 4)
    assert texts(menu + "\n\n" + "\n\n".join(PARAGRAPHS)) == menu.split("\n") + PARAGRAPHS


def test_sentences_cut_by_inline_elements_are_joined() -> None:
    dump = "\n".join(
        [
            "The harbour master, who keeps a list in",
            "a blue notebook",
            ", said that the",
            "company",
            "was to blame.",
            "News",
        ]
    )
    assert texts(dump) == [
        "The harbour master, who keeps a list in a blue notebook, said that the company was to blame.",
        "News",
    ]


def test_spaces_beside_inline_elements_tell_what_goes_on() -> None:
    """BeautifulSoup's `get_text("\\n")` keeps them; a capital does not begin a paragraph behind one."""
    cut = [
        "The boat was late again, said ",
        "Ann Bell",
        " who keeps the ",
        "Marrow Bay",
        " harbour in a ",
        "Blue Book",
        ".",
    ]
    said = "The boat was late again, said Ann Bell who keeps the Marrow Bay harbour in a Blue Book."
    menu = ["Home", "News", "Ferries to the islands", "Weather at sea"]
    assert texts("\n".join([*menu, *cut, *cut, *menu])) == [*menu, said, said, *menu]
    stripped = [piece.strip() for piece in cut]
    assert texts("\n".join([*menu, *stripped, *menu]))[4] == stripped[0]


def test_items_of_a_numbered_list_are_not_joined() -> None:
    items = [f"{number}. The boats of the harbour come in after their time, whatever {text}" for number, text in
             enumerate(["the weather is", "the company says.", "the islanders do."], 1)]  # fmt: skip
    assert texts("\n".join(items)) == items


@pytest.mark.parametrize(
    "pieces",
    [
        ["यह पुल हमारे किसानों के लिए है। उन्होंने बताया कि इस पर करीब", "240 करोड़ रुपये", "खर्च हुए हैं।"],
        ['उसने कहा, "यह पुल हमारे किसानों और मछुआरों के लिए नया रास्ता', 'खोलेगा।" उन्होंने बताया।'],
        ["افتتح يوم السبت جسر جديد في الميناء. وقال رئيس البلدية إن هذا الجسر سيفتح", "طريقا جديدا", "أمام الصيادين."],
        [
            "港の新しい橋が開通した。市長は農家や漁師に新しい道を開くと話し、総工費は約",
            "二十四億円に",
            "上ると述べた。",
        ],
    ],
)
def test_sentences_that_were_cut_are_joined_in_scripts_without_small_letters(pieces: list[str]) -> None:
    after = "होम" if pieces[0][0] < "\u3000" else "ホーム"
    spaced = "" if pieces[0][0] > "\u3000" else " "
    assert texts("\n".join([*pieces, after])) == [spaced.join(pieces), after]


@pytest.mark.parametrize(
    "lines",
    [
        # Georgian has no capitals: each of its letters is a small one.
        [
            "მაროს პორტში ახალი ხიდი გაიხსნა, დაესწრო ათასობით ადამიანი",
            "ნინო ბერიძე",
            "მერის თქმით, ხიდი კარგია და დიდი.",
        ],
        ["„Wir sind für einen Fehler bestraft worden“", "Das Tor fiel erst in der letzten Minute des Spiels."],
        ["»Broen åbner en ny vej for de gamle fiskere«", "Det sagde borgmesteren ved åbningen."],
        ["他说：“其实从去年开始就有涨价的，在大城市基本没有了，大家都知道了。”", "目前市场已经形成。"],
        ["मारो बंदरगाह में नए पुल का उद्घाटन, हजारों लोग पहुंचे और बाजार खुले रहे", "मुख्यमंत्री ने कहा कि पुल अच्छा है।"],
        ["आज पुल खुला और बाजार देर रात तक खुले रहे। फोटो: बेल", "मुख्यमंत्री ने कहा कि पुल अच्छा है।"],
        # Headlines may hold a full stop, and end with none.
        [
            "老後の「準備」の注意点。不安を減らすために早く用意しておきたい",
            "犬に顔をなめられた消防士の告白に広がる輪",
            "男性の誤解が助長する",
        ],
    ],
)
def test_what_ends_is_not_joined(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines


def test_the_speakers_of_an_interview_go_before_what_they_say() -> None:
    said = [f"{PARAGRAPHS[0]} {number}." for number in range(3)]
    page = ["Home", *(piece for text in said for piece in ("Orlik:", text)), "Tags:", "Ferries"]
    assert texts("\n".join(page)) == ["Home", *(f"Orlik: {text}" for text in said), "Tags:", "Ferries"]
    spaced = [text for text in page if text != "Home"]
    assert texts("\n\n".join(spaced)) == spaced


def test_a_sentence_that_is_cut_at_its_third_word() -> None:
    page = ["Home", "The council has", "dropped", "its plan for a car park on the north pier, the mayor said.", "News"]
    assert texts("\n".join(page)) == ["Home", " ".join(page[1:4]), "News"]


def test_line_feeds_of_the_source_inside_a_text_are_no_ends() -> None:
    deep = "\n" + " " * 24
    wrapped = [textwrap.fill(text, 60).replace("\n", deep) for text in PARAGRAPHS]
    page = ["Home", "News", f"Rose{deep}Orlik", *wrapped, "Share", f"May{deep}26, 2016"]
    assert texts("\n".join(page)) == ["Home", "News", "Rose Orlik", *PARAGRAPHS, "Share", "May 26, 2016"]


def test_first_lines_that_are_indented_begin_paragraphs() -> None:
    page = "\n".join(textwrap.fill(text, 70, initial_indent="    ") for text in PARAGRAPHS)
    assert texts(page) == PARAGRAPHS


def test_code_keeps_its_rows() -> None:
    page = ["Boats", "def late(boat):", "    if boat.when > due:", "        return boat", *PARAGRAPHS[:2]]
    assert texts("\n".join(page)) == [line.strip() for line in page]


def test_glued_texts_are_cut_where_a_sentence_or_a_title_begins() -> None:
    glued = [
        "HomeNewsSport",
        "Late boats at the harbourThe Marrow Bay Bell",
        "The ferry was late.However, nobody was surprised.The harbour master, who uses WhatsApp, keeps a list.",
        "  BayMarrow Bay",
    ]
    cut = [
        "Home",
        "News",
        "Sport",
        "Late boats at the harbour",
        "The Marrow Bay Bell",
        "The ferry was late.",
        "However, nobody was surprised.",
        "The harbour master, who uses WhatsApp, keeps a list.",
        "Bay",
        "Marrow Bay",
    ]
    page = "\n\n\n\n".join(glued)
    lines = split_lines(page)
    assert [line.text for line in lines] == [page[line.start : line.end].strip() for line in lines] == cut
    assert texts("\n".join(glued)) == [text.strip() for text in glued]  # no dump by `get_text()`
    assert texts("".join(glued) * 9)[-1] == cut[-1]  # one long line


def test_seams_of_glued_texts() -> None:
    seams = {
        "He was “right’By Ann Bell": ["He was “right’", "By Ann Bell"],
        "By Ann BellMARROW BAY": ["By Ann Bell", "MARROW BAY"],
        "May 3, 2024Save": ["May 3, 2024", "Save"],
        "Print03.05.2024": ["Print", "03.05.2024"],
        "7:05 GMTUpdated": ["7:05 GMT", "Updated"],
        "COVID-19 and the NATO": ["COVID-19 and the NATO"],
        "MacDonald’s iPhone": ["MacDonald’s iPhone"],
        "CommentsByRose Orlik22:30, 9 May 2024": ["Comments", "ByRose Orlik", "22:30, 9 May 2024"],
        "7:05 UTCBy Rose Orlik": ["7:05 UTC", "By Rose Orlik"],
        "Wed, Feb 28 20246:03 AM": ["Wed, Feb 28 2024", "6:03 AM"],
        "at 6:09 p.m.The list": ["at 6:09 p.m.", "The list"],
        "Dec. 15, 2009MARROW BAY": ["Dec. 15, 2009", "MARROW BAY"],
        "Rose OrlikUpdated: 7 May": ["Rose Orlik", "Updated: 7 May"],
        "by Rose OrlikNobody saw": ["by Rose Orlik", "Nobody saw"],
        "the OrlikNobody saw": ["the OrlikNobody saw"],
        "it was No. 7.ByRose Orlik": ["it was No. 7.", "ByRose Orlik"],
        "Orrin OrlikMay 3, 2024": ["Orrin Orlik", "May 3, 2024"],
        "Orrin OrlikMay says": ["Orrin OrlikMay says"],
        "May 3, 202413382Share": ["May 3, 2024", "13382", "Share"],
    }
    glue = "\n\n\n\nIt was late.However, they came.The boat left.Nobody knows."
    for text, cut in seams.items():
        assert texts(text + glue)[: len(cut) + 1] == [*cut, "It was late."]


def test_many_joined_words_tell_a_glued_page() -> None:
    """Whether or not one of its sentences begins right behind another."""
    joined = ["HomeNewsSport", "MenuLogIn", "ShareSaveComments", "TidesWindsWaves", "harbourThe Bell", "aboutUs"]
    assert texts("\n\n\n\n".join(joined)) == joined
    more = [*joined, "seaWeed", "PicturesVideosMaps", "listTop"]
    assert texts("\n\n\n\n".join(more))[:3] == ["Home", "News", "Sport"]


def test_nothing_goes_on_with_what_the_title_bar_says() -> None:
    bar, headline = (
        "How the harbour keeps its list of late boats — The Bell",
        "How the harbour keeps its list of late boats",
    )
    page = [bar, "our picks", headline, "by Rose Orlik", "The harbour keeps a long list,", "and it is long."]
    assert texts("\n".join(page)) == [*page[:4], "The harbour keeps a long list, and it is long."]
    assert texts(f"{headline}\nby the way") == [f"{headline} by the way"]
    assert texts("\n".join([bar, headline, "."])) == [bar, f"{headline}."]


@pytest.mark.parametrize("byline", ["by: Rose Orlik", "by Rose Orlik, The Marrow Bell", "von Max Holt und Ann Bell"])
def test_a_byline_in_small_letters_does_not_go_on_with_the_headline(byline: str) -> None:
    page = ["Boat owner charged with new offences at the harbour", byline, "Posted: Nov 8, 2023"]
    assert texts("\n".join(page)) == page
    said = "All this is told in a new book that was written"
    assert texts(f"{said}\n{byline}\n, who lives in Marrow.") == [f"{said} {byline}, who lives in Marrow."]


@pytest.mark.parametrize(
    "menu",
    [["home", "news", "sport", "contact"], ["Home", "News & views", "Sport"], ["Read more", "Share", "(3)"]],
)
def test_menus_are_not_joined(menu: list[str]) -> None:
    assert texts("\n".join(menu)) == menu


LYNX = """\
   #[1]alternate [2]The Marrow Bay Bell

   [3]Skip to content
   (BUTTON) [4]Menu
     * [5]News
     * [6]Sport

   The [7]ferry to Marrow Bay was late again on Tuesday, and the harbour
   master said that [8]nobody should be surprised, as he put it [sic].

References

   Visible links:
   1. https://bell.example/feed
   2. https://bell.example/
   3. https://bell.example/#content

   Hidden links:
   9. https://bell.example/hidden
"""


def test_lynx_marks() -> None:
    lines = split_lines(LYNX)
    article = [line for line in lines if not line.marks & marks.REFERENCE]
    assert [line.text for line in article][:5] == [
        "#alternate The Marrow Bay Bell", "Skip to content", "Menu", "News", "Sport"
    ]  # fmt: skip
    assert article[2].marks == marks.BUTTON | marks.LINKED
    assert article[3].marks == marks.BULLET | marks.LINKED
    assert "The ferry to Marrow Bay" in article[5].text
    assert "[sic]" in article[-1].text
    references = [line.text for line in lines if line.marks & marks.REFERENCE]
    assert references[0] == "References"
    assert len(references) == 7


MARKDOWN = """\
# Ferry late [again](https://bell.example/a_\\(b\\))

* [News](https://bell.example/news)
* [Sport](https://bell.example/sport "All the
sport")

![A boat in the fog](https://bell.example/very-long-
address/boat.jpg) The **ferry** to _Marrow Bay_ was [late
again](https://bell.example/late) on Tuesday.

> Nobody should be surprised\\.
"""


ADDRESSES = """References

   Visible links:
   1. https://bell.example/
   2. mailto:?subject=Ferry late again&body=https://bell.example/ferry
   3. LYNXIMGMAP:https://bell.example/#map
   4. javascript:open('https://bell.example/
   Hidden links:
   5. /ferry
   6. whatsapp://send?text=Ferry late again
"""


def test_lynx_lists_addresses_with_spaces_too() -> None:
    for addresses in (ADDRESSES, ADDRESSES.replace("   Visible links:\n", "").replace("   Hidden links:\n", "")):
        lines = split_lines(f"   [1]Home\n\n   The ferry was late.\n\n{addresses}")
        assert [line.text for line in lines if not line.marks & marks.REFERENCE] == ["[1]Home", "The ferry was late."]
        listed = [line.text for line in lines if line.marks & marks.REFERENCE]
        assert listed == [row.strip() for row in addresses.splitlines() if row.strip()]


def test_a_list_of_sources_is_no_list_of_addresses() -> None:
    sources = ["References", "1. Bell: Ferries of the bay", "2. Crow: Fog and how to live with it", "© The Bell"]
    assert not any(line.marks & marks.REFERENCE for line in split_lines("\n".join(["The ferry was late.", *sources])))


def test_lynx_centres_headlines() -> None:
    headline = "The ferry to Marrow Bay was late again on Tuesday, and so the harbour master"
    dump = "\n\n".join(
        textwrap.fill(text, 77, initial_indent="   ", subsequent_indent="   ") for text in PARAGRAPHS * 2
    )
    rest = "was proved right".center(78).rstrip()
    lines = texts(f"   [1]Home\n   [2]News\n   [3]Sport\n\n {headline}\n{rest}\n\n{dump}")
    assert lines == ["Home", "News", "Sport", f"{headline} was proved right", *PARAGRAPHS * 2]


SENTENCE = (
    "霧で渡し船が遅れ、港長は青い手帳に時刻と理由を書き留めたうえで、乗客に向かって誰も驚いてはならないと述べた。"
)
JAPANESE = [SENTENCE * 2 + f"これは今年で{number}回目となる。" for number in range(10, 18)]


def _cut(text: str, size: int) -> str:
    return "\n".join(text[begin : begin + size] for begin in range(0, len(text), size))


def test_programs_that_count_a_wide_character_as_one_column() -> None:
    dump = "ホーム\n\nニュース\n\n" + "\n\n".join(_cut(text, 74) for text in JAPANESE)
    assert texts(dump) == ["ホーム", "ニュース", *JAPANESE]


@pytest.mark.parametrize(
    ("row", "rest"),
    [
        (
            "乗客の一人は取材に対し、これほどの霧を見たのは初めてで、もう二度と船には乗りたくないと語ると、すぐに",
            "港を出た。",
        ),
        ("島の 灯台守（とうだいもり）", "は霧のなかで鐘を鳴らした。"),
    ],
)
def test_a_row_of_an_unspaced_script_may_end_at_a_space(row: str, rest: str) -> None:
    """What follows is one long word for lynx and html2text; `rest` begins the next row."""
    rest += SENTENCE
    body = "\n\n".join(_cut(text, 74) for text in JAPANESE)
    assert texts(f"{body}\n\n{row}\n{_cut(rest, 74)}")[-1] == row + rest


@pytest.mark.parametrize(
    "row", ["手帳に「誰も驚かない」とある。", "写真：港に着いた船（午前八時）", "次の記事：霧の港"]
)
def test_rows_below_each_other_stay_alone(row: str) -> None:
    body = "\n\n".join(_cut(text, 74) for text in JAPANESE)
    assert texts(f"{body}\n\n{row}\n次の記事：霧の港")[-2:] == [row, "次の記事：霧の港"]
    long = SENTENCE[:-1] + "……"
    assert texts(f"{body}\n\n{long}\n{SENTENCE}")[-2:] == [long, SENTENCE]


def test_footnotes_in_a_terminal_do_not_tell_how_columns_are_counted() -> None:
    """They look like the numbers of links that a program prints which counts wide characters as one column."""
    notes = [f"[{number}] 港の手帳、{number}頁" for number in range(1, 9)]
    dump = "\n\n".join([*(_cut(text, 39) for text in JAPANESE), *notes])
    assert describe(source_rows(dump), dump).width == 78
    assert texts(dump)[: len(JAPANESE)] == JAPANESE


def test_headlines_do_not_hide_that_a_page_is_wrapped() -> None:
    headlines = [f"{number}回目の遅れを港長が青い手帳に書き留めて島の乗客に見せる" for number in range(100, 180)]
    dump = "\n".join(headlines) + "\n\n" + "\n\n".join(_cut(text, 39) for text in JAPANESE)
    assert describe(source_rows(dump), dump).width == 78
    assert texts(dump) == [*headlines, *JAPANESE]


def _wrapped(text: str, width: int, measure: Callable[[str], int]) -> str:
    """A text as a program wraps it that measures words so."""
    rows = [""]
    for word in text.split():
        if rows[-1] and measure(f"{rows[-1]} {word}") > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return "\n".join(rows)


def _without_marks(text: str) -> int:
    return sum(category(sign)[0] != "M" for sign in text)


INDIC = [
    "मारो बंदरगाह में शनिवार को नए पुल का उद्घाटन किया गया और इस मौके पर हजारों लोग मौजूद थे जो देर रात तक वहीं रहे।",
    "मुख्यमंत्री ने कहा कि यह पुल हमारे किसानों और मछुआरों के लिए नया रास्ता खोलेगा और इस पर करीब खर्च हुआ है।",
    "पुल का काम शुरू हुआ था लेकिन बाढ़ और जमीन के विवाद के कारण इसमें दो साल की देरी हुई और अब वाहन गुजरेंगे।",
    "स्थानीय दुकानदार ने कहा कि पहले नाव से नदी पार करने में एक घंटा लगता था और अब बच्चे समय पर पहुंच सकेंगे।",
]
THAI = [
    "เมื่อวันเสาร์ที่ผ่านมา ได้มีพิธีเปิดสะพานแห่งใหม่ที่ท่าเรือมาโร โดยมีประชาชนนับพันคนเข้าร่วมงาน ขณะที่ตลาดในเมืองเปิดให้บริการจนถึงดึก",
    "นายกเทศมนตรีกล่าวว่า สะพานนี้จะเปิดเส้นทางใหม่ให้กับเกษตรกรและชาวประมงของเรา โดยใช้งบประมาณก่อสร้างประมาณ 240 ล้านบาท",
    "การก่อสร้างเริ่มขึ้นในปี 2562 แต่ล่าช้าไปสองปีเนื่องจากน้ำท่วมและข้อพิพาทเรื่องที่ดิน เจ้าหน้าที่คาดว่าจะมีรถผ่านสะพาน",
    "แม่ค้าในพื้นที่เล่าว่าเมื่อก่อนต้องนั่งเรือข้ามแม่น้ำนานถึงหนึ่งชั่วโมง ตอนนี้เด็กๆ สามารถไปโรงเรียนได้ทันเวลา",
]


@pytest.mark.parametrize("paragraphs", [INDIC, THAI])
def test_marks_over_and_under_letters_take_no_column(paragraphs: list[str]) -> None:
    wrapped = [_wrapped(text, 79, _without_marks) for text in paragraphs * 2]
    assert texts("होम\n\n" + "\n\n".join(wrapped)) == ["होम", *paragraphs * 2]


def test_a_short_page_of_a_terminal_is_unwrapped() -> None:
    page = [textwrap.fill(text, 79) for text in PARAGRAPHS[:2]]
    menu = ["The Bell", "News", "Ferry late again, and the harbour master is not surprised", "By Ann Bell"]
    assert texts("\n\n".join([*menu, *page])) == [*menu, *PARAGRAPHS[:2]]


def test_a_short_page_of_lynx_is_unwrapped() -> None:
    menu = "   [1]Home\n   [2]News\n   [3]Sport"
    brief = textwrap.fill(PARAGRAPHS[0], 74, initial_indent="   ", subsequent_indent="   ")
    assert texts(f"{menu}\n\n{brief}\n")[-1] == PARAGRAPHS[0]


def test_texts_that_are_as_long_by_chance_were_not_wrapped() -> None:
    page = [
        "Linnapea sõnul lühendab sild kahe maakonna vahelist sõiduaega poole võrra.",
        "Mart Tamm",
        "Maro sadamas avati uus sild ja kohale tuli tuhandeid inimesi kogu maalt.",
        "Eesti",
        "Kohalik poepidaja rääkis, et varem kulus paadiga jõe ületamiseks tund aega.",
        "Sport",
        "Kell on kolm",
    ]
    assert texts("\n".join(page)) == page


def test_list_items_of_one_length_tell_no_width() -> None:
    items = [f"  * Affordable gyms in the county of Marrow and beyond, open until {hour}" for hour in range(10, 34)]
    wrapped = [textwrap.fill(text, 76) for text in PARAGRAPHS]
    dump = "\n".join(items) + "\n\n" + "\n\n".join(wrapped)
    assert 70 <= describe(source_rows(dump), dump).width <= 76


def test_markdown_marks() -> None:
    lines = split_lines(MARKDOWN)
    assert [line.text for line in lines] == [
        "Ferry late again",
        "News",
        "Sport",
        "A boat in the fog The ferry to Marrow Bay was late again on Tuesday.",
        "Nobody should be surprised.",
    ]
    assert lines[0].marks & marks.HEADING
    assert lines[1].marks & marks.BULLET
    assert lines[4].marks & marks.QUOTE


NO_LINKS = """Ferry late again
================

The ferry was **late again** on Tuesday.

  * Home
  * Sport

A boat in the fog
-----------------

**Nobody should be surprised.**
"""


def test_markdown_without_links_is_told_by_its_headings() -> None:
    """html2text leaves links out if it is told to, and markdownify underlines headings."""
    lines = split_lines(NO_LINKS)
    assert [line.text for line in lines] == [
        "Ferry late again",
        "The ferry was late again on Tuesday.",
        "Home",
        "Sport",
        "A boat in the fog",
        "Nobody should be surprised.",
    ]
    assert [line.first_line for line in lines if line.marks & marks.HEADING] == [1, 9]
    assert [line.last_line for line in lines if line.marks & marks.HEADING] == [2, 10]
    for heading in ("# Ferry late again", "### Ferry late again"):
        dump = NO_LINKS.replace("Ferry late again\n================", heading)
        assert split_lines(dump)[0].text == "Ferry late again"


REFERRED = """[News][1] [Sport][2]

# Ferry late again

The [ferry ][3] was late on Tuesday, said the harbour's office, which counts
such things.

   [1]: /news
   [2]: https://bell.example/sport
   [3]: https://bell.example/ferries
"""


def test_markdown_may_list_the_targets_of_its_links_at_the_end() -> None:
    lines = split_lines(REFERRED)
    assert describe(source_rows(REFERRED), REFERRED).markdown
    assert [line.text for line in lines if not line.marks & marks.REFERENCE] == [
        "News Sport",
        "Ferry late again",
        "The ferry was late on Tuesday, said the harbour's office, which counts such things.",
    ]
    assert [line.first_line for line in lines if line.marks & marks.REFERENCE] == [8, 9, 10]


def test_long_links_do_not_hide_that_markdown_is_wrapped() -> None:
    links = "\n\n".join(f"[Ferry {number}](<https://bell.example/{'ferries/' * 20}{number}>)" for number in range(30))
    wrapped = "\n\n".join(textwrap.fill(text, 78) for text in PARAGRAPHS[:2])
    assert texts(f"{links}\n\n{wrapped}")[-2:] == PARAGRAPHS[:2]


@pytest.mark.parametrize(
    "dump",
    [
        "**Boats**\n\n# Show them\nBoats.list()\n\n# Stop one\nBoats.stop(1)\n\n# Begin\n\nBoats.begin()\n",
        "Make a boat\n\n# First, a keel\nBOAT = Keel()\n\n# Then, a mast\nBOAT.add(Mast())\n",  # comments of code
        "Boats\n\n# 1 of eleven\n\nThe ferry was late.\n",  # a rank
        "Boats\nSails\n-----\nThe ferry was late.\n=====\n",  # rules
    ],
)
def test_what_only_looks_like_headings_of_markdown_stays(dump: str) -> None:
    assert not describe(source_rows(dump), dump).markdown
    assert [line.text for line in split_lines(dump)] == [row.text for row in source_rows(dump)]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("**The ferry was late.", "The ferry was late."),
        ("The ferry was late. **", "The ferry was late."),
        ("Editor**Ann Bell , **Marrow Bay", "EditorAnn Bell , Marrow Bay"),
        ("1. Boats****", "1. Boats"),
        ("***The ferry was late.***", "The ferry was late."),
        (f"_{'The ferry was late. ' * 20}Again._", "The ferry was late. " * 20 + "Again."),
        ("Key: ***", "Key: ***"),
        ("It takes 2**3 boats.", "It takes 2**3 boats."),
        ("sail(**boats)", "sail(**boats)"),
        ("![Image 3: A ferry in the fog](https://bell.example/3.jpg)", "A ferry in the fog"),
        ("Image 3: A ferry in the fog", "Image 3: A ferry in the fog"),
        ("[![Ann Bell](ann.png)Ann Bell](/ann)", "Ann Bell"),
        ("![A ferry](a.png)![A ferry](b.png)A ferry in the fog", "A ferry in the fog"),
        ("![logo](x.png)![boat](y.png)Written by [Ann Bell](/ann)", "logo boat Written by Ann Bell"),
        ("A ![blue](b.png) boat ![it](c.png).", "A blue boat it."),
        ("![Photo](a.png)Photographers gather", "Photo Photographers gather"),
        ("in C:\\\\dir\\\\", "in C:\\dir\\"),
    ],
)
def test_markdown_is_taken_off_where_programs_leave_it_open(printed: str, read: str) -> None:
    assert marks.without_markdown(printed)[0] == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("[### Ferry late again](/ferry)", "Ferry late again"),
        ("[![Boats [Updated]](/boats.jpg)](/boats) Boats [Updated]", "Boats [Updated] Boats [Updated]"),
        ("![Boats \\[Updated\\]](/boats.jpg)", "Boats [Updated]"),
        ("[ ![A boat in fog,", "A boat in fog,"),
        ("[ __Log in](/account) __", "Log in"),
        ("Call `__init__` or ``a*b`c*d``.", "Call __init__ or a*b`c*d."),
        ("It is \\*not\\* late.", "It is *not* late."),
    ],
)
def test_marks_of_markdown_are_taken_off(printed: str, read: str) -> None:
    assert texts(f"# Ferry late again\n\n{printed}\n\n## Comments\n")[1] == read


def test_a_heading_of_markdown_may_be_wrapped() -> None:
    heading = "# Ferry late again, and the harbour master says that nobody should be\nsurprised"
    assert texts(f"The Bell\n\n{heading}\n\n**MARROW BAY** - It was late.\n")[1:] == [
        heading.removeprefix("# ").replace("\n", " "),
        "MARROW BAY - It was late.",
    ]


@pytest.mark.parametrize(("dump", "shown"), [(MARKDOWN, "[ ](/a)[![](/b.png)](/c)"), (LYNX, "[9][b.png]")])
def test_pictures_and_links_without_text_are_known(dump: str, shown: str) -> None:
    lines = split_lines(f"{shown}\n\n{dump}")
    assert [line.text for line in lines if line.marks & marks.WORDLESS] == [shown]


def test_a_squeezed_page_is_cut_at_sentence_ends() -> None:
    dump = "Home | News | Sport | " + " ".join(PARAGRAPHS * 3)
    assert describe(source_rows(dump), dump).squeezed
    lines = split_lines(dump)
    assert [line.text for line in lines[3:]] == PARAGRAPHS * 3
    assert " ".join(dump[line.start : line.end] for line in lines).split() == dump.split()


def test_a_file_of_cr_lines_may_end_with_lf() -> None:
    assert [row.number for row in source_rows("One\rTwo\r\rThree\n")] == [1, 2, 4]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends(ending: str) -> None:
    rows = source_rows(f"One{ending}{ending}  Two{ending}")
    assert [(row.number, row.text, row.indent, row.blanks) for row in rows] == [(1, "One", 0, 0), (3, "Two", 2, 1)]


PIECES = st.sampled_from(
    [*PARAGRAPHS[:2], "Home", "* [Link](u)", "[3]Menu", "   indented words here", "、日本語の文章です。", "", " ", "\t",
     "\r",
     "(BUTTON)", "1. http://x", "References", "© 2024",
     "It was late.However, they came.The boat left.Nobody knows.", "HomeNewsSport", "\n\n\n\n",
     "It was late.However, they came to the gates.The boat left the\nharbour.Nobody knows.",
     "\u2028", "\u3000", "\xa0", "\x0b", "and so on,", ", he said", "[", "](", "|"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=30), max_size=60), st.sampled_from(["\n", "\r\n", "\r", " "]))
def test_every_non_blank_line_is_in_exactly_one_line(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    rows = source_rows(text)
    lines = split_lines(text)
    owned = [n for line in lines for n in range(line.first_line, line.last_line + 1)]
    if may_cut(rows, text):
        assert set(owned) == {row.number for row in rows}
    else:
        assert owned == [row.number for row in rows]
    for line in lines:
        assert line.text.strip()
        assert text[line.start : line.end].strip()
    assert all(one.end <= two.start for one, two in pairwise(lines))
