"""Captions lose their credits, and lines of one caption are put together."""

from __future__ import annotations

import pytest

from newsclean.fields.pictures.captions import join_captions
from newsclean.fields.pictures.credits import split_credit
from newsclean.records import Caption

BOAT = "The ferry at Marrow Bay on Monday."


@pytest.mark.parametrize(
    ("line", "text", "credit"),
    [
        (f"{BOAT} (AP Photo/Ann Bell)", BOAT, "AP Photo/Ann Bell"),
        (f"{BOAT} (Ann Bell)", BOAT, "Ann Bell"),
        ("Featured Image Credit: Harbour Police", "", "Harbour Police"),
        ("Image copyright: Reuters/Ann Bell", "", "Reuters/Ann Bell"),
        ("Main image: the old ferry in the bay", "Main image: the old ferry in the bay", None),
        (f"{BOAT} (U.S. Harbour Court)", BOAT, "U.S. Harbour Court"),
        (f"{BOAT} (AP Photo/Ann Bell, File) The ferry at Marrow Bay ... more >", BOAT, "AP Photo/Ann Bell, File"),
        (f"{BOAT} (AP Photo/Ann Bell) The tug.", f"{BOAT} The tug.", "AP Photo/Ann Bell"),
        (
            "Children at play in the old harbour of Marrow on a bright morning Reuters",
            "Children at play in the old harbour of Marrow on a bright morning",
            "Reuters",
        ),
        (
            "Children at play in the old harbour, as seen by Reuters",
            "Children at play in the old harbour, as seen by Reuters",
            None,
        ),
        ("The ferry in the bay / A. Bell/ELTA nuotr.", "The ferry in the bay", "A. Bell/ELTA"),
        (f"{BOAT} Ona Belienė nuotr.", BOAT, "Ona Belienė"),
        ("The ferry in the bay (Scanpix nuotr.)", "The ferry in the bay", "Scanpix"),
        (f"[1/5] {BOAT}", BOAT, None),
        (f"3 of 12. {BOAT}", BOAT, None),
        (f"1:07 {BOAT}", BOAT, None),
        (f"{BOAT} (Foto: Ann Bell/dpa)", BOAT, "Ann Bell/dpa"),
        ("ბორანი ნავმისადგომთან. ფოტო: გიორგი ბელაძე", "ბორანი ნავმისადგომთან.", "გიორგი ბელაძე"),
        ("Լաստանավը։ Լուսանկարը՝ Տիգրան Բելյան", "Լաստանավը։", "Տիգրան Բելյան"),
        ("[]The ferry at Marrow Bay (Photo: Ann Bell)", "The ferry at Marrow Bay", "Ann Bell"),
        ("[The ferry at Marrow Bay (Photo: Ann Bell)\xa0]", "The ferry at Marrow Bay", "Ann Bell"),
        ("Kivuko gatini. Picha: Juma Bella", "Kivuko gatini.", "Juma Bella"),
        ("Ontzia kaian. Argazkia: Beñat Bell", "Ontzia kaian.", "Beñat Bell"),
        (f"{BOAT} (Photo by Ann Bell)", BOAT, "Ann Bell"),
        (f"{BOAT} (Courtesy of Ann Bell)", BOAT, "Ann Bell"),
        (f"{BOAT} Photo: HARBOUR POOL", BOAT, "HARBOUR POOL"),
        (f"{BOAT} Photo: Ann Bell/AFP via Getty Images", BOAT, "Ann Bell/AFP via Getty Images"),
        (f"{BOAT} | Foto: Reuters", BOAT, "Reuters"),
        (f"{BOAT} © Ann Bell", BOAT, "Ann Bell"),
        (f"{BOAT} Getty Images", BOAT, "Getty Images"),
        (f"{BOAT} Ann Bell/Reuters", BOAT, "Ann Bell/Reuters"),
        ("The old ferry in the harbour Ann Bell/Reuters", "The old ferry in the harbour", "Ann Bell/Reuters"),
        ("A coat from MARROWFoto: Ann Bell", "A coat from MARROW", "Ann Bell"),
        ("港の船（写真：鈴木花子）", "港の船", "鈴木花子"),
        ("Photo: Ann Bell", "", "Ann Bell"),
        ("Foto: Bild: APA/ANN BELL", "", "APA/ANN BELL"),
        ("Getty Images", "", "Getty Images"),
        ("© AFP", "", "AFP"),
        ("Ann Bell/ABC", "", "Ann Bell/ABC"),
        ("Ann Bell | Moment | Getty Images", "", "Ann Bell | Moment | Getty Images"),
        ("ANN BELL / AFP Purchase Licensing Rights, opens new tab", "", "ANN BELL / AFP"),
        (f"{BOAT}Credit...Ann Bell for The Bell", BOAT, "Ann Bell for The Bell"),
        (f"{BOAT} (Fot. Ann Bell / Bell Press)", BOAT, "Ann Bell / Bell Press"),
        (f"{BOAT} Photo courtesy Ann Bell", BOAT, "Ann Bell"),
        ("Image courtesy of: Ann Bell", "", "Ann Bell"),
        ("Credit: By Ann Bell, Graphics Artist", "", "Ann Bell, Graphics Artist"),
        (f"{BOAT} Foto: Ann BellVisa mer", BOAT, "Ann Bell"),
        (f"{BOAT} Foto: Ann Bell/dpa Bild vergrößern", BOAT, "Ann Bell/dpa"),
        ("Image caption: \xa0\xa0\xa0\xa0\xa0Enlarge image", "", None),
        (f"[ferry@2x.png] {BOAT}", BOAT, None),
        (f"━━━━━━━━━━━━ {BOAT}", BOAT, None),
        ("[34][ferry_SL500_.jpg]", "", None),
        (f"Image caption {BOAT}", BOAT, None),
        ("Media caption", "", None),
        ("Image source, Bell Images", "", "Bell Images"),
        (f"{BOAT} - Ann Bell / AFP", BOAT, "Ann Bell / AFP"),
        (f"{BOAT}© Ann Bell", BOAT, "Ann Bell"),
        (f"{BOAT} Copyright: Ann Bell", BOAT, "Ann Bell"),
        (f"{BOAT} © Ann Bell, courtesy Bell Museum", BOAT, "Ann Bell, courtesy Bell Museum"),
        (f"{BOAT} Courtesy Bell Museum", BOAT, "Bell Museum"),
        (f"{BOAT} Photo Ann Bell / AFP", BOAT, "Ann Bell / AFP"),
        (f"{BOAT} (foto Ansa)", BOAT, "Ansa"),
        (f"{BOAT} Ann Bell | AFP | Getty Images", BOAT, "Ann Bell | AFP | Getty Images"),
        (f"{BOAT} Ann Bell/The Harbour", BOAT, "Ann Bell/The Harbour"),
        (f"{BOAT} Ann Bell for Harbour News", BOAT, "Ann Bell for Harbour News"),
        (f"{BOAT} ANN BELL", BOAT, "ANN BELL"),
        (f"{BOAT} | Ann Bell", BOAT, "Ann Bell"),
        (f"{BOAT} (HBTV)", BOAT, "HBTV"),
        (f"{BOAT} Photo: iHarbour/Ann Bell", BOAT, "iHarbour/Ann Bell"),
        (f"{BOAT} Bild: APA (Bell)", BOAT, "APA (Bell)"),
        (f"{BOAT} Foto: picture alliance / Ann Bell", BOAT, "picture alliance / Ann Bell"),
        (f"{BOAT} - Foto: Reprodução/Bell TV", BOAT, "Bell TV"),
        (f"{BOAT} Sursa foto: Ann Bell", BOAT, "Ann Bell"),
        (f"{BOAT} toggle caption Ann Bell/HBR", BOAT, "Ann Bell/HBR"),
        (f"FILE PHOTO: {BOAT}", f"FILE PHOTO: {BOAT}", None),
        ("Video: the ferry in the fog", "Video: the ferry in the fog", None),
        ("Il traghetto nel porto (Ansa)", "Il traghetto nel porto", "Ansa"),
        ("Prom w porcie / Źródło: PAP", "Prom w porcie", "PAP"),
        ("港の船（共同）", "港の船", "共同"),
        ("港の船＝ロイター", "港の船", "ロイター"),
        ("港の船＝5月3日、鈴木花子撮影", "港の船＝5月3日", "鈴木花子"),
        ("港の船、2024年5月3日撮影", "港の船、2024年5月3日撮影", None),
        ("渡轮停在港口。新华社记者 王小明 摄", "渡轮停在港口。", "新华社记者 王小明"),
        ("渡轮停在港口，游客在拍摄", "渡轮停在港口，游客在拍摄", None),
        ("渡輪停在港口。（圖／中央社）", "渡輪停在港口。", "中央社"),
        ("▲渡輪停在港口。", "渡輪停在港口。", None),
        ("항구의 여객선 ⓒ홍길동", "항구의 여객선", "홍길동"),
        ("العبارة في الميناء (رويترز)", "العبارة في الميناء", "رويترز"),
        ("Fuente de la imagen, Bell Images", "", "Bell Images"),
        (f"Подпись к фото, {BOAT}", BOAT, None),
        (f"Image source, Bell ImagesImage caption, {BOAT}", BOAT, "Bell Images"),
        (f"{BOAT}Image source, Bell Images", BOAT, "Bell Images"),
        ("(Ann Bell)", "", "Ann Bell"),
        ("Slide 1 of 7", "", None),
        (f"Bild 1 von 12: {BOAT}", BOAT, None),
        ("9/11 memorial at Marrow Bay", "9/11 memorial at Marrow Bay", None),
        ("Guests at the Harbour Spa, Marrow", "Guests at the Harbour Spa, Marrow", None),
        ("A BBC crew in the harbour", "A BBC crew in the harbour", None),
        ("A ruling on copyright law in Marrow", "A ruling on copyright law in Marrow", None),
        ("James D. Bell via AP", "", "James D. Bell via AP"),
        (BOAT, BOAT, None),
        # An owner's name that holds a label's word.
        (f"{BOAT} AP Photo/Ann Bell", BOAT, "AP Photo/Ann Bell"),
        (f"{BOAT} Getty Images/iStockphoto", BOAT, "Getty Images/iStockphoto"),
        (f"{BOAT} FOTO: Harbour Photos / Ann Bell", BOAT, "Harbour Photos / Ann Bell"),
        (f"{BOAT} BELL PHOTO / ANN BELL", BOAT, "BELL PHOTO / ANN BELL"),
        (f"{BOAT} Staff photo by Ann Bell", BOAT, "Ann Bell"),
        # A credit before its caption.
        (f"© AP Photo/Ann Bell {BOAT}", BOAT, "AP Photo/Ann Bell"),
        (f"© Ann Bell/AFP {BOAT}", BOAT, "Ann Bell/AFP"),
        (f"Photo: Ann Bell/AFP. {BOAT}", BOAT, "Ann Bell/AFP"),
        (f"Ann Bell/AFP via Getty Images {BOAT}", BOAT, "Ann Bell/AFP via Getty Images"),
        (f"(Ann Bell/AP) {BOAT}", BOAT, "Ann Bell/AP"),
        (f"© Anna Bell {BOAT}", BOAT, "Anna Bell"),
        ("Bild: Die Fähre liegt im alten Hafen.", "Bild: Die Fähre liegt im alten Hafen.", None),
        # Names alone behind a sentence.
        (f"{BOAT} Anna Bell", BOAT, "Anna Bell"),
        (f"{BOAT} - Anna Bell", BOAT, "Anna Bell"),
        (f"{BOAT} Anna Bell, Harbour News", BOAT, "Anna Bell, Harbour News"),
        (f"{BOAT} Anna Bell (EFE)", BOAT, "Anna Bell (EFE)"),
        ("The ferry. Anna Bell", "The ferry. Anna Bell", None),
        ("The ferry of Anna Bell", "The ferry of Anna Bell", None),
        # Credits that name nobody, sites.
        ("Die Fähre im Hafen. Foto: privat", "Die Fähre im Hafen.", "privat"),
        ("Фото: соцсети", "", "соцсети"),
        ("Паром в гавани фото: пресс-служба порта", "Паром в гавани", "пресс-служба порта"),
        ("Source: harbour.example", "", "harbour.example"),
        # Other labels, marks and buttons.
        ("PHOTO ANN BELL, HARBOUR NEWS", "", "ANN BELL, HARBOUR NEWS"),
        ("港の船©港新聞", "港の船", "港新聞"),
        ("港の船／Getty Images", "港の船", "Getty Images"),
        ("항구의 배. [항구일보 제공]", "항구의 배.", "항구일보"),
        ("항구의 배. 홍길동 기자", "항구의 배.", "홍길동"),
        ("渡轮停在港口。新华社发（王小明 摄）", "渡轮停在港口。", "新华社发（王小明 摄）"),
        (f"{BOAT} • © Ann Bell", BOAT, "Ann Bell"),
        (f"{BOAT} (Photo by Ann Bell / AFP) (Photo by ANN BELL/AFP)", BOAT, "ANN BELL/AFP"),
        (f"{BOAT} REUTERS/Ann Bell Acquire Licensing Rights", BOAT, "REUTERS/Ann Bell"),
        ("Credit:Ann Bell (opens in a new window)/ Getty Images", "", "Ann Bell/ Getty Images"),
        ("The old ferry in the harbourGetty Images", "The old ferry in the harbour", "Getty Images"),
        ("Not as old as a ferry should be Getty Images", "Not as old as a ferry should be", "Getty Images"),
        ("A ferry of Getty Images", "A ferry of Getty Images", None),
        ("港の船＝ＡＰ", "港の船", "ＡＰ"),
        ("Le bac dans le port - SIPA", "Le bac dans le port", "SIPA"),
        (f"Show caption {BOAT}", BOAT, None),
        (f"Bild vergrößern {BOAT}", BOAT, None),
        ("Die Stadt will den Hafen vergrößern.", "Die Stadt will den Hafen vergrößern.", None),
        # Counters.
        (f"1/12 {BOAT}", BOAT, None),
        (f"(1/12) {BOAT}", BOAT, None),
        (f"Bild 1/5 - {BOAT}", BOAT, None),
        (f"{BOAT} 3/12", BOAT, None),
        ("9/11 Memorial at Marrow Bay", "9/11 Memorial at Marrow Bay", None),
        ("24/7 Help at Marrow Bay", "24/7 Help at Marrow Bay", None),
        ("The ferry (left) and the tug (right).", "The ferry (left) and the tug (right).", None),
        ("Ferry, seen from the pier. (Archivbild)", "Ferry, seen from the pier. (Archivbild)", None),
        ("Quay: the old ferry is waiting for its captain", "Quay: the old ferry is waiting for its captain", None),
    ],
)
def test_credits_are_split_off(line: str, text: str, credit: str | None) -> None:
    assert split_credit(line) == (text, credit)


def test_a_credit_joins_the_caption_before_it() -> None:
    assert join_captions([BOAT, "Ann Bell/AFP"], [9, 1]) == [Caption(BOAT, "Ann Bell/AFP")]
    assert join_captions([BOAT, "Foto:", "Ann Bell"], [9, 1, 1]) == [Caption(BOAT, "Ann Bell")]
    assert join_captions([BOAT, "Photo by", "Ann Bell"], [9, 1, 1]) == [Caption(BOAT, "Ann Bell")]
    assert join_captions([BOAT, "Photo", "by", "Ann Bell"], [9, 1, 1, 1]) == [Caption(BOAT, "Ann Bell")]


def test_what_stands_between_a_caption_and_its_credit_on_lines_of_their_own() -> None:
    assert join_captions([BOAT, "Anna Bell"], [9, 1]) == [Caption(BOAT, "Anna Bell")]
    assert join_captions([BOAT, "(Image credits:", "Ann Bell)"], [9, 1, 1]) == [Caption(BOAT, "Ann Bell")]
    assert join_captions(["(Image credits:"], [9]) == []
    assert join_captions([f"{BOAT} (", "Foto:", "Ann Bell"], [9, 1, 1]) == [Caption(BOAT, "Ann Bell")]
    assert join_captions([BOAT, "Foto:", "Anna Bell", "/ PAP"], [9, 1, 1, 1]) == [Caption(BOAT, "Anna Bell / PAP")]


def test_a_labelled_caption_takes_the_place_of_the_alt_text_before_its_credit() -> None:
    lines = ["A tug, seen from the pier", "Image source, Getty Images", f"Image caption, {BOAT}"]
    assert join_captions(lines, [9, 1, 1]) == [Caption(BOAT, "Getty Images")]
    assert join_captions([*lines[:2], "Image caption,", BOAT], [9, 1, 1, 1]) == [Caption(BOAT, "Getty Images")]
    assert join_captions([*lines[:2], BOAT], [9, 1, 1]) == [Caption(lines[0], "Getty Images"), Caption(BOAT)]


def test_a_credit_that_comes_first_joins_the_caption_behind_it() -> None:
    lines = ["AP:Associated Press", BOAT, "AP:Associated Press", "The tug."]
    assert join_captions(lines, [9, 1, 1, 1]) == [
        Caption(BOAT, "AP:Associated Press"),
        Caption("The tug.", "AP:Associated Press"),
    ]


def test_a_credit_far_away_is_its_own() -> None:
    assert join_captions([BOAT, "Getty Images"], [9, 5]) == [Caption(BOAT), Caption("", "Getty Images")]


def test_alt_text_and_caption_are_one() -> None:
    assert join_captions([BOAT, BOAT, "dpa"], [9, 1, 1]) == [Caption(BOAT, "dpa")]
    assert join_captions([BOAT, f"{BOAT} Bell Pictures"], [9, 1]) == [Caption(BOAT, "Bell Pictures")]
    assert join_captions([BOAT, f"{BOAT} (Foto: Ann Bell/dpa)"], [9, 1]) == [Caption(BOAT, "Ann Bell/dpa")]


def test_an_alt_text_is_none_beside_the_caption_that_says_the_same() -> None:
    alt, caption = "Marrow Bay ferry in the harbour", "The old ferry lies in the harbour of Marrow Bay after the storm."
    assert join_captions([alt, f"{caption} Photo: Ann Bell"], [9, 1]) == [Caption(caption, "Ann Bell")]
    assert join_captions([alt, caption], [9, 3]) == [Caption(alt), Caption(caption)]
    assert join_captions(["Fig. 1: ferry, harbour", caption], [9, 1])[0] == Caption("Fig. 1: ferry, harbour")


def test_nothing_makes_nothing() -> None:
    assert join_captions([], []) == []


def test_a_sentence_behind_a_label_is_no_credit() -> None:
    found = join_captions(["Bild", "The ferry lies at the long quay of Marrow Bay.", "Foto: Ann Bell/dpa"], [1, 1, 1])
    assert found == [Caption("The ferry lies at the long quay of Marrow Bay.", "Ann Bell/dpa")]


def test_names_in_capitals_and_marks_on_lines_of_their_own_are_credits() -> None:
    assert join_captions([BOAT, "ANN BELL"], [9, 1]) == [Caption(BOAT, "ANN BELL")]
    assert join_captions([BOAT, "©", "Ann Bell"], [9, 1, 1]) == [Caption(BOAT, "Ann Bell")]
    assert join_captions(["Video", "The ferry in the fog"], [9, 1]) == [Caption("The ferry in the fog")]
    assert join_captions(["Image Credits:", "Ann Bell (opens in a new window)"], [9, 1]) == [Caption("", "Ann Bell")]
