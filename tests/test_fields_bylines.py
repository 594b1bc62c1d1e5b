"""Bylines become names: many languages and shapes; agencies, roles, addresses and buttons are no persons."""

from __future__ import annotations

import pytest

from newsclean.author_blocks import names
from newsclean.blocks import Blocks
from newsclean.fields.people.announcing import Printed
from newsclean.fields.people.authorship import Surroundings, authors
from newsclean.fields.people.bylines import read
from newsclean.fields.people.names import cased, is_person
from newsclean.fields.people.signatures import closing, opening
from newsclean.records import Block, Kind

CASES = [
    ("By ORLA PENHALLIGON", ["Orla Penhalligon"]),
    ("By Orla (O.P.) Penhalligon", ["Orla O.P. Penhalligon"]),
    ("By Orla Penhalligon |\u2002| The Bell", ["Orla Penhalligon"]),
    ("By Orla Penhalligon,\u2009, Marrow", ["Orla Penhalligon"]),
    ("Author of the article:Orla Penhalligon  •  Marrow Citizen", ["Orla Penhalligon"]),
    ("By FERGUS McPENHALL", ["Fergus McPenhall"]),
    ("ავტორი: ნინო ბელაძე", ["ნინო ბელაძე"]),
    ("نویسنده: پروانه بلانی‌نیا", ["پروانه بلانی‌نیا"]),
    ("文・鐘野 はな", ["鐘野 はな"]),
    ("港の船を見て、記者会見する港長", []),
    ("প্রতিবেদক: তানজিলা বেলা", ["তানজিলা বেলা"]),
    ("Autorė: Austėja Belaitė-Miknienė 2024 m. kovo 12 d. 07:30", ["Austėja Belaitė-Miknienė"]),
    ("Na Mwanaidi Bella Jumanne, Machi 12, 2024", ["Mwanaidi Bella"]),
    ("Tác giả: Nguyễn Thị Chuông Thứ ba, 12/3/2024, 07:30", ["Nguyễn Thị Chuông"]),
    ("எழுதியவர்: கயல்விழி முருகன் வெளியிடப்பட்டது: 12 மார்ச் 2024, 07:30", ["கயல்விழி முருகன்"]),
    ("By Tom Bell Jr. and Orla Penhalligon", ["Tom Bell Jr.", "Orla Penhalligon"]),
    ("Von Anna Krüger und Jörg-Peter v. Lüninck", ["Anna Krüger", "Jörg-Peter v. Lüninck"]),
    ("Von Anna  Krüger (Autor)", ["Anna Krüger"]),
    ("By Dr. Dan Penhalligon", ["Dr. Dan Penhalligon"]),
    ("BY DR. DAN PENHALLIGON", ["Dr. Dan Penhalligon"]),
    ("BY SITI BELLAWATI DAN ORLA PENHALLIGON", ["Siti Bellawati", "Orla Penhalligon"]),
    ("By Orla Penhalligon and Ali al-Bellawi", ["Orla Penhalligon", "Ali al-Bellawi"]),
    ("Par Orla Penhalligon et Jean-Baptiste d'Arvieu", ["Orla Penhalligon", "Jean-Baptiste d'Arvieu"]),
    ("Orla Penhalligon Detroit Free Press", ["Orla Penhalligon"]),
    ("Orla PenhalligonThe Globe and Mail", ["Orla Penhalligon"]),
    ("Orla Penhalligon, O Estado de S. Paulo", ["Orla Penhalligon"]),
    ("Orla Penhalligon LA NACION", ["Orla Penhalligon"]),
    ("By Mark Punch", ["Mark Punch"]),
    ("De Standaard", []),
    ("Marrow Free Press", []),
    ("Orla Penhalligon Fri, May 3, 2024 at 10:05 AM EDT 4 min read", ["Orla Penhalligon"]),
    ("Orla PenhalligonFri, May 3, 2024, 10:05 AM · 4 min read", ["Orla Penhalligon"]),
    ("Kim Sun May 3, 2024", ["Kim Sun"]),
    ("MARROW Tue May 7, 2024 4:33pm", []),
    ("Orla Penhalligon North of England editor", ["Orla Penhalligon"]),
    ("Orla Penhalligon Middle East correspondent", ["Orla Penhalligon"]),
    ("Orla PenhalligonMarrow Correspondent", ["Orla Penhalligon"]),
    ("By Orla Penhalligon, Marine Correspondent", ["Orla Penhalligon"]),
    ("By Orla Penhalligon Reporting from Marrow", ["Orla Penhalligon"]),
    ("By Jose Dela Cruz, GMA Integrated News", ["Jose Dela Cruz"]),
    ("JOSE DELA CRUZ", ["Jose dela Cruz"]),
    ("Oleh NUR AISYAH BINTI HASSAN", ["Nur Aisyah binti Hassan"]),
    ("By Orla ‘Bell’ Penhalligon", ["Orla ‘Bell’ Penhalligon"]),
    ("BY AJ PENHALLIGON", ["AJ Penhalligon"]),
    ("Yves LE GOFF", ["Yves Le Goff"]),
    ("Rajesh Iyer K.S. Venkat", ["Rajesh Iyer", "K.S. Venkat"]),
    ("Lucía BellaÍñigo Penhalligon", ["Lucía Bella", "Íñigo Penhalligon"]),
    ("Ann FitzPatrick", ["Ann FitzPatrick"]),
    ("Orla Penhalligon en Jan-Willem 't Hart", ["Orla Penhalligon", "Jan-Willem 't Hart"]),
    ("Orla Penhalligon Karachi", ["Orla Penhalligon"]),
    ("القاهرة - محمود عبد الفتاح", ["محمود عبد الفتاح"]),
    ("القاهرة: محمود عبد الفتاح", ["محمود عبد الفتاح"]),
    ("Gastkommentar von Anna Krüger", ["Anna Krüger"]),
    ("Tekst: Anna Krüger Foto's: Jan Bell", ["Anna Krüger"]),
    ("新京报记者 王建国 编辑 李晓梅 校对 赵强", ["王建国"]),
    ("撰文： 林佳穎 出版： 2024-05-03 10:05", ["林佳穎"]),
    ("編譯林佳穎／綜合報導", ["林佳穎"]),
    ("【記者林佳穎台北報導】", ["林佳穎"]),
    ("田中健一 編集委員", ["田中健一"]),
    ("By Orla Penhalligon ProPublica", ["Orla Penhalligon"]),
    ("Orla Penhalligon | Edited by Tom Bell", ["Orla Penhalligon"]),
    ("Anna Krüger (Text) Jörg Bell (Fotos)", ["Anna Krüger"]),
    ("Ngugi wa Thiong'o", ["Ngugi wa Thiong'o"]),
    ("Par CHLOÉ N'DIAYE", ["Chloé N'Diaye"]),
    ("أحمد علي، سارة حسن", ["أحمد علي", "سارة حسن"]),
    ("رام الله - «القدس العربي»", []),
    ("Mohd. Rafi Bell", ["Mohd. Rafi Bell"]),
    ("Northeast Marrow Media Group", []),
    ("글 김민수 기자 사진 이지은 기자", ["김민수"]),
    ("有料記事", []),
    ("Mit Agenturmaterial.", []),
    ("With Bell News", []),
    ("Con Penhalligon", ["Con Penhalligon"]),
    ("2024年5月3日 14時05分（5月3日 18時30分更新）", []),
    ("2024-05-03 10:00 发布", []),
    ("최종수정 2024.05.03 14:05", []),
    ("By ORLA PENHALLIGON and T. SUZEKI, Associated Press", ["Orla Penhalligon", "T. Suzeki"]),
    ("By Orla Penhalligon, with additional reporting by Tom Bell", ["Orla Penhalligon", "Tom Bell"]),
    ("by Orla Penhalligon 22 Dec 2016 651", ["Orla Penhalligon"]),
    ("byOrla Penhalligon", ["Orla Penhalligon"]),
    ("By ORLA PENHALLIGON and TOM BELLAUG. 24, 2016", ["Orla Penhalligon", "Tom Bell"]),
    ("By Orla Penhalligon and Tom Bell24 comments", ["Orla Penhalligon", "Tom Bell"]),
    ("José Bell e PintoJosé Bell e Pinto", ["José Bell e Pinto"]),
    ("Orla Penhalligon@orlapen", ["Orla Penhalligon"]),
    ("Orla Penhalligon · Bell News · Posted: Aug 08, 2024 4:00 AM EDT", ["Orla Penhalligon"]),
    ("Thu 08.08.2024 | 14:07 | Von Orla Penhalligon", ["Orla Penhalligon"]),
    ("Artikel veröffentlicht am 8. August 2024, 14:26 Uhr, Orla Penhalligon", ["Orla Penhalligon"]),
    ("By Orla Penhalligon | orla@bell.example | @orla", ["Orla Penhalligon"]),
    ("By Dr. Jane Roe-Smith, Health Correspondent in Paris", ["Dr. Jane Roe-Smith"]),
    ("Von A. B. Huber und C. D. Meier, dpa", ["A. B. Huber", "C. D. Meier"]),
    ("Ein Kommentar von Anna-Lena Krüger", ["Anna-Lena Krüger"]),
    ("Das Gespräch führte Peter Hanswurst.", ["Peter Hanswurst"]),
    ("Anna Krüger Redakteurin", ["Anna Krüger"]),
    ("Par Jean DUPONTEL avec AFP", ["Jean Dupontel"]),
    ("Por Juan de la Cruz y Ana Pérez", ["Juan de la Cruz", "Ana Pérez"]),
    ("Chus del Pino , Martí Abat (Enviado especial)", ["Chus del Pino", "Martí Abat"]),
    ("Di Luca Monachino", ["Luca Monachino"]),
    ("Door Piet van der Berg", ["Piet van der Berg"]),
    ("Av Per Åke Östling", ["Per Åke Östling"]),
    ("Автор: Иван Петренков", ["Иван Петренков"]),
    ("Ярина Кузько Антон Зелик Карина Гасим", ["Ярина Кузько", "Антон Зелик", "Карина Гасим"]),
    ("بقلم: أحمد محمد", ["أحمد محمد"]),
    ("מאת דוד כהן", ["דוד כהן"]),
    ("文/王小明", ["王小明"]),
    ("記者王小明／台北報導", ["王小明"]),
    ("（新华社记者 张三 李四）", ["张三", "李四"]),
    ("港口新闻记者王小明李四", ["王小明", "李四"]),
    ("记者 伊万·贝尔斯基", ["伊万·贝尔斯基"]),
    ("作者：安娜·贝尔、王小明", ["安娜·贝尔", "王小明"]),
    ("Orla Penhalligon Uncategorized May 3, 2024 3 Minutes", ["Orla Penhalligon"]),
    ("记者 张三，李四", ["张三", "李四"]),
    ("记者张三在北京报道", ["张三"]),
    ("港口日报记者王小明李四通讯员赵六", ["王小明", "李四"]),
    ("记者王小明图", ["王小明"]),
    ("(责编：牛小、岳大彬)", ["牛小", "岳大彬"]),
    ("（岩渕遼、東雲支局・真壁創）", ["岩渕遼", "真壁創"]),
    ("홍길동 기자 hong@bell.example", ["홍길동"]),
    ("Reporting by Ann Bell in Beirut and Tom Bell in London", ["Ann Bell", "Tom Bell"]),
    ("Tobias MüllerlingTobias Müllerling", ["Tobias Müllerling"]),
    ("BBC (Ann Bell, Tom Bell)", ["Ann Bell", "Tom Bell"]),
    ("Par O.P.", ["O.P."]),
    ("von Max M., Berlin", ["Max M."]),
    ("By Bell, Ann", ["Ann Bell"]),
    ("Ann Bell USA TODAY", ["Ann Bell"]),
    ("Ann Bell and Tom Bell Reuters", ["Ann Bell", "Tom Bell"]),
    ("Ann Penhalligon China Correspondent, in Seoul", ["Ann Penhalligon"]),
    ("Maria Silva Santos Jornalista", ["Maria Silva Santos"]),
    ("Ann Bell Gear Team", ["Ann Bell"]),
    ("By Ann Bell, Senior Editor, Harbour, Privacy, and Tidal Project", ["Ann Bell"]),
    ("Ann Bell, Senior Editor, and Tom Bell, Reporter", ["Ann Bell", "Tom Bell"]),
    ("Ann Bell / Port Ellery", ["Ann Bell"]),
    ("Orla Penhalligon/Mohsen Suzeki", ["Orla Penhalligon", "Mohsen Suzeki"]),
    ("Content Editor", []),
    ("Senior QA Engineer", []),
    ("Ann Bell – Journalist", ["Ann Bell"]),
    ("Artikel von: Von Ann Bell, dpa", ["Ann Bell"]),
    ("Übersetzt von Ann Bell", ["Ann Bell"]),
    ("All rights reserved. Von Ann Bell mit AP", ["Ann Bell"]),
    ("Ferries | Harbours ByAnn Bell UpdatedJanuary 25, 2025", ["Ann Bell"]),
    ("By Ann BellPublished: Jan 29, 2025", ["Ann Bell"]),
    ("By Ann Bell. Last Updated on December 11, 2025", ["Ann Bell"]),
    ("Ann Bell 3 days ago", ["Ann Bell"]),
    ("Ann Bell 12 Kommentare", ["Ann Bell"]),
    ("By Ann Bell ⋅ Senior Analyst ⋅ Updated March 5, 2025", ["Ann Bell"]),
    ("by Ann Bell (reporting) and Tom Bell (photography)", ["Ann Bell"]),
    ("Text: Ann Bell Foto: Tom Bell", ["Ann Bell"]),
    ("Text und Fotos: Ann Bell", ["Ann Bell"]),
    ("記者 張三 攝影 李四", ["張三"]),
    ("Written by Ann Bell Edited by Tom Bell", ["Ann Bell"]),
    ("Picture of Ann Bell", ["Ann Bell"]),
    ("Ann Bell's profile image", ["Ann Bell"]),
    (
        "Anna Bell Eva Maria Penhalligon Jan Michael Suzeki",
        ["Anna Bell", "Eva Maria Penhalligon", "Jan Michael Suzeki"],
    ),
    ("Author, أحمد محمد وليلى حسن", ["أحمد محمد", "ليلى حسن"]),
    ("Γράφει ο Γιώργος Παπάς", ["Γιώργος Παπάς"]),
    ("Oleh: Andhika", ["Andhika"]),
    ("Eric Bell 著、嶋田 太郎 監訳", ["Eric Bell", "嶋田 太郎"]),
    ("By Megan Fox", ["Megan Fox"]),
    ("By Ann BellReporter", ["Ann Bell"]),
    ("By Ann BellLive and breaking news reporter", ["Ann Bell"]),
    ("By Ann BellThe Associated Press", ["Ann Bell"]),
    ("Ann BellThursday 2 Nov 2023 10:09 am", ["Ann Bell"]),
    ("On May 3, 2024May 4, 2024 By Ann BellIn Harbour Guides, Ferry Tips", ["Ann Bell"]),
    ("By Mary McReporter and Michael DiCaprio", ["Mary McReporter", "Michael DiCaprio"]),
    ("Ann Bell 15:35, Oct 29 2020", ["Ann Bell"]),
    ("Por Ana Bell em 20:47 de 05/06/19", ["Ana Bell"]),
    ("Ann Bell Become a fan", ["Ann Bell"]),
    ("Ann Bell Leave a comment", ["Ann Bell"]),
    ("Ann Bell Full bio", ["Ann Bell"]),
    ("José Penhalligon e Pinto", ["José Penhalligon e Pinto"]),
    ("Santiago Bell y Cajal", ["Santiago Bell y Cajal"]),
    ("Ana Bell e Luca Suzeki", ["Ana Bell", "Luca Suzeki"]),
    ("Por Ana Bell y EFE", ["Ana Bell"]),
    ("Ann Bell - Los Angeles", ["Ann Bell"]),
    ("Ask Question", []),
    ("Mark Di Stefano", ["Mark Di Stefano"]),
    ("Mark Di Stefano/Bell News Reporter", ["Mark Di Stefano"]),
    ("Bell Hui Min", ["Bell Hui Min"]),
    ("Larry Page", ["Larry Page"]),
    ("Next Page", []),
    ("Washington Post", []),
    ("Do UOL, em São Paulo", []),
    ("기사수정", []),
    ("Text Size", []),
    ("关注者", []),
    ("By Caroline Said Updated April 25, 2016 4:38 p.m.", ["Caroline Said"]),
    ("By Tracey Read", ["Tracey Read"]),
    ("Tracey Dice", ["Tracey Dice"]),
    ("Tracey Read", []),
    ("By Share", []),
    ('By Ann "Tansy Mae" Penhalligon November 19, 2023', ['Ann "Tansy Mae" Penhalligon']),
    ("Por MARÍA RENDÓN PENHALLÍGON", ["María Rendón Penhallígon"]),
    ("Posted by Marrow Articles, 06/01/2020 Business, Small Harbours", []),
    ("Par : Bastien Penhalligon | + Coin Pays Marrow + Société", ["Bastien Penhalligon"]),
    ("（编辑：张三 李四）", ["张三", "李四"]),
    ("Original 王小明 港口笔记", ["王小明"]),
    ("原创 张三 港口Code", ["张三"]),
    ("腾讯QQ QQ空间", []),
    ("本社所在地 東京都港区港南", []),
    ("HARBOUR TROUBLES:", []),
    ("ΣΥΝΤΑΚΤΙΚΗ ΟΜΑΔΑ", []),
    ("Fact Checked", []),
    ("By Staff", []),
    ("By Newsroom Staff", []),
    ("Par Le Figaro et AFP", []),
    ("新华社记者", []),
    ("佐久間すみれ\u3000堂本一郎", ["佐久間すみれ", "堂本一郎"]),
    ("港の船\u3000春", []),
    ("Agence France-Presse", []),
    ("View results", []),
    ("Key Points", []),
    ("Anhören In Kürze", []),
    ("A- A+", []),
    ("By Prof. Ann Bell", ["Prof. Ann Bell"]),
    ("Von Dr. med. Ann Bell", ["Dr. med. Ann Bell"]),
    ("By Tom Bell, Jr.", ["Tom Bell Jr."]),
    ("By Will Penhalligon", ["Will Penhalligon"]),
    ("Can Suzeki", ["Can Suzeki"]),
    ("Can You", []),
    ("Will Ferries Sail", []),
    ("Anna Del Bello", ["Anna Del Bello"]),
    ("Del Lagre", []),
    ("MARÍA DE LOS ÁNGELES BELL", ["María de los Ángeles Bell"]),
    ("Tác giả: Nguyễn Văn An", ["Nguyễn Văn An"]),
    ("Par Jean Pierre BELL", ["Jean Pierre Bell"]),
    ("✍️ Ann Bell", ["Ann Bell"]),
    ("\ue001 Ann Bell", ["Ann Bell"]),
    ("[Ann Bell](/author/ann) | May 3, 2024", ["Ann Bell"]),
    ("and Ann Bell", ["Ann Bell"]),
    ("Autor en Marrow Información", []),
    ("Penulis Ann Bell | Editor Tom Bell", ["Ann Bell"]),
    ("Capt. Tom Bell", ["Capt. Tom Bell"]),
    ("Anna Bell, prof. Tomasz Penhalligon", ["Anna Bell", "prof. Tomasz Penhalligon"]),
    ("Ann Bell5 min read", ["Ann Bell"]),
    ("Ann Bell1 day ago", ["Ann Bell"]),
    ("Анна Белова 3 мин чтения", ["Анна Белова"]),
    ("Nguyễn Văn An - Trần Thị Bình", ["Nguyễn Văn An", "Trần Thị Bình"]),
    ("דנה בל ויוסי כהן", ["דנה בל", "יוסי כהן"]),
    ("By Anna Petra", ["Anna Petra"]),
    ("By Ann Bell AP Sports Writer", ["Ann Bell"]),
    ("By ANN BELL AP Business Writer", ["Ann Bell"]),
    ("By Ann Bell Los Angeles Times", ["Ann Bell"]),
    ("Ann Bell Marrow Register", ["Ann Bell"]),
    ("Ann Bell da CNN", ["Ann Bell"]),
    ("Ann Bell, O Globo", ["Ann Bell"]),
    ("Por El Marrow", []),
    ("di Ann Bell, da Roma", ["Ann Bell"]),
    ("Ann Bell Nyhetsreporter", ["Ann Bell"]),
    ("Ann Bell USA-korrespondent", ["Ann Bell"]),
    ("Laporan Wartawan marrow.example, Ann Bell", ["Ann Bell"]),
    ("von Ann Bell am 3. Mai 2024", ["Ann Bell"]),
    ("Rédigé par Ann Bell le 3 mai 2024", ["Ann Bell"]),
    ("Scritto da Ann Bell il 3 Maggio 2024", ["Ann Bell"]),
    ("Das Gespräch führten Ann Bell und Tom Bell", ["Ann Bell", "Tom Bell"]),
    ("Aus Marrow berichtet Ann Bell", ["Ann Bell"]),
    ("Texte d’Ann Bell", ["Ann Bell"]),
    ("View all posts by Ann Bell →", ["Ann Bell"]),
    ("Medically reviewed by Tom Bell, MD — By Ann Bell on May 3, 2024", ["Ann Bell"]),
    ("Reported By: Ann Bell Edited By: Tom Bell", ["Ann Bell"]),
    ("Penulis: Ann Bell Editor: Tom Bell", ["Ann Bell"]),
    ("Penulis: Ann Bell | Editor: Tom Bell", ["Ann Bell"]),
    ("Testo di Ann Bell, foto di Tom Bell", ["Ann Bell"]),
    ("Teksti Ann Bell Kuva Tom Bell", ["Ann Bell"]),
    ("文丨张小明", ["张小明"]),
    ("作者｜张小明", ["张小明"]),
    ("作者魏小明", ["魏小明"]),
    ("作者所有，转载请联系本人，并获许可", []),
    ("采写：港口日报记者 张小明", ["张小明"]),
    ("港口報 記者張小明／台北即時報導", ["張小明"]),
    ("（中央社記者張小明台北3日電）", ["張小明"]),
    ("娛樂中心／張小明報導", ["張小明"]),
    ("國際中心／綜合報導", []),
    ("編集委員・山田太郎", ["山田太郎"]),
    ("ワシントン=山田太郎", ["山田太郎"]),
    ("ワシントン=共同", []),
    ("[山田太郎，Marrow]", ["山田太郎"]),
    ("[홍길동 기자]", ["홍길동"]),
    ("홍길동 선임기자", ["홍길동"]),
    ("기자명홍길동 기자", ["홍길동"]),
    ("항구뉴스 홍길동 기자", ["홍길동"]),
    ("글·사진 홍길동 기자", ["홍길동"]),
    ("The harbour master said. It was late, and everybody knew that it would be late.", []),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_names_of_a_line(text: str, names: list[str]) -> None:
    assert list(read(text).names) == names


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("JOHN MCDONALD III", "John McDonald III"),
        ("SEAN O'NEIL", "Sean O'Neil"),
        ("MARÍA DE LA CRUZ", "María de la Cruz"),
        ("SARAH VAN DER BERG-SMITH", "Sarah van der Berg-Smith"),
        ("TJ MILLER", "TJ Miller"),
        ("AL GREEN", "Al Green"),
        ("İSMAİL ÖZ", "İsmail Öz"),
        ("Jean DUPONTEL", "Jean Dupontel"),
        ("J.B. BELL", "J.B. Bell"),
        ("Ali al-Masri", "Ali al-Masri"),
        ("Kim McDonald", "Kim McDonald"),
    ],
)
def test_capitals_are_folded_with_care(name: str, written: str) -> None:
    assert cased(name) == written


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ann Bell", True),
        ("de la Cruz", True),
        ("Bell", False),
        ("Reuters", False),
        ("Marrow Bay News", False),
        ("FurrerDeutsche Presse", False),
        ("MSV Marrow", False),
        ("NTV Travel", False),
        ("JD Bell", True),
        ("KIM Min-ji", True),
        ("El Faro de Marrow", False),
        ("El Hadji Souza", True),
    ],
)
def test_persons(text: str, person: bool) -> None:
    assert is_person(text) is person


@pytest.mark.parametrize(
    "button",
    [
        "Zur Playlist", "Per E-Mail", "Mein Konto", "Unsere Autoren", "Votre Avis", "En Vidéo", "Mi Cuenta",
        "Minha Conta", "Naar Boven", "Till Toppen", "Lue Lisää", "Moje Konto",
        "Мой Кабинет", "На Главную", "左から", "続きを読む", "PM EDT", "Am Est", "Change Region",
    ],
)  # fmt: skip
def test_buttons_with_capitals_are_no_persons(button: str) -> None:
    assert not is_person(button)


@pytest.mark.parametrize("name", ["Per Olsson", "Till Bell", "Am Johal", "В. Иванов", "Op de Beeck", "Mina Okafor"])
def test_names_that_are_short_words_elsewhere_are_persons(name: str) -> None:
    assert is_person(name)


def lines(*texts: str) -> list[Printed]:
    return [Printed(text, number) for number, text in enumerate(texts, 1) if text]


def test_by_comes_before_names_alone() -> None:
    found = authors(lines("Friedrich Minister", "", "By Ann Bell"))
    assert found.names == ["Ann Bell"]
    assert found.bylines == {1}


def test_by_announces_the_next_lines() -> None:
    assert authors(lines("By", "Ann Bell", "and", "Tom Bell", "News")).names == ["Ann Bell", "Tom Bell"]
    assert authors(lines("Von", "Ann Bell", "Zuerst")).names == ["Ann Bell"]


def test_a_name_beside_the_date_comes_first() -> None:
    printed = [Printed("Friedrich Minister", 1), Printed("Ann Bell", 20)]
    assert authors(printed, dated=[21]).names == ["Ann Bell"]


def test_editors_count_without_an_author_only() -> None:
    assert authors(lines("Redaktion: Ann Bell")).names == ["Ann Bell"]
    assert authors(lines("Von Tom Bell", "Redaktion: Ann Bell")).names == ["Tom Bell"]


def test_photographers_are_told_from_authors() -> None:
    assert read("Photographed by Ann Bell").cue == "other"
    assert read("Tested by Ann Bell and Tom Bell").cue == "other"
    assert read("Written by Ann Bell").cue == "by"
    assert read("The ferry at night. Photo by Ann Bell on Unsplash").cue == "other"
    assert read("The ferry at night. Photo\u00a0by Ann Bell").cue == "other"
    assert authors(lines("Illustration von Ann Bell")).names == authors(lines("Photographs by Ann Bell")).names == []


def test_a_name_in_the_news_is_not_the_author() -> None:
    printed = [Printed("Fryderyk Minister", 3), Printed("Ann Bell", 5)]
    page = Surroundings("Premier Ministera chwali port. Minister milczy.")
    assert authors(printed, page=page).names == ["Ann Bell"]


def test_words_of_the_text_are_no_names() -> None:
    printed = [Printed("Harbour Repair", 3)]
    assert authors(printed, page=Surroundings("The harbour and its repair.")).names == []
    for told in ("It rained.", "The harbours and their repairs.", "Deepharbour, re-harbour_wall."):
        assert authors(printed, page=Surroundings(told)).names == ["Harbour Repair"]


def test_who_is_told_of_at_the_end_comes_first() -> None:
    printed = [Printed("Penhalligon Suzeki", 3), Printed("Orla Rathore", 5)]
    page = Surroundings(end="Orla Rathore writes of ferries.")
    assert authors(printed, page=page).names == ["Orla Rathore"]


def test_an_agency_that_signs_alone_leaves_no_author() -> None:
    printed = [Printed("Quelle: dpa", 3), Printed("Ann Bell", 30, trust=2)]
    assert authors(printed).names == []


def test_the_role_on_the_next_line_belongs_to_the_byline() -> None:
    found = authors(lines("By Ann Bell", "Political Editor"))
    assert found.names == ["Ann Bell"]
    assert found.bylines == {0, 1}


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("新华社北京4月24日电（记者张三、李四）港口今天开放。", ["张三", "李四"]),
        ("（中央社記者張小明台北3日電）港口今天開放。", ["張小明"]),
        ("〔記者張小明／台北報導〕港口今天開放。", ["張小明"]),
        ("(서울=연합뉴스) 홍길동 기자 = 항구가 열렸다.", ["홍길동"]),
        ("[항구뉴스=홍길동 기자] 항구가 열렸다.", ["홍길동"]),
        ("【ワシントン＝山田太郎】港が開いた。", ["山田太郎"]),
        ("【ワシントン時事】港が開いた。", []),
        ("记者张三说，港口今天开放。", []),
    ],
)
def test_agency_paragraphs_are_signed(paragraph: str, names: list[str]) -> None:
    assert opening(paragraph) == names


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("The ferry was late again. (Ann Bell)", ["Ann Bell"]),
        ("Die Fähre kam zu spät. (Ann Bell/dpa)", ["Ann Bell"]),
        ("The ferry was late again. (Reporting by Ann Bell; Editing by Tom Bell)", ["Ann Bell"]),
        ("Die Fähre kam zu spät. (dpa)", []),
        ("The ferry was late again. (Photo: Ann Bell)", []),
        ("The ferry was late again. (Translated by Ann Bell)", []),
        ("The master of the harbour (Ann Bell)", []),
        ("港が開いた。（山田太郎）", ["山田太郎"]),
        ("港が開いた。【山田太郎、佐久間花子】", ["山田太郎", "佐久間花子"]),
        ("【山田太郎】", ["山田太郎"]),
        ("港が開いた。（共同）", []),
        ("港が開いた。（敬称略）", []),
        ("【関連記事】", []),
        ("港口今天开放。（记者张小明）", ["张小明"]),
        ("항구가 열렸다. 홍길동 기자 hong@bell.example", ["홍길동"]),
        ("항구가 열렸다. /홍길동 기자", ["홍길동"]),
        ("항구에서 홍길동 기자", []),
    ],
)
def test_texts_end_with_signatures(paragraph: str, names: list[str]) -> None:
    assert closing(paragraph) == names


def test_who_edited_the_text_of_an_agency_is_not_its_author() -> None:
    printed = [Printed("By Bell Newsroom", 3), Printed("Reviewed by Ann Bell", 5, trust=2)]
    assert authors(printed).names == []


def test_roles_between_names_do_not_part_them() -> None:
    lines = ["By Ann Bell", "Senior Politics Reporter", "and", "Tom Suzeki", "Politics Reporter"]
    assert authors([Printed(line, number) for number, line in enumerate(lines, 3)]).names == ["Ann Bell", "Tom Suzeki"]


def test_lists_of_names_go_on_in_the_next_line() -> None:
    lines = [Printed("By", 3), Printed("Ann Bell, Lisa Suzeki and", 5), Printed("TOM PENHALLIGON", 9)]
    assert authors(lines).names == ["Ann Bell", "Lisa Suzeki", "Tom Penhalligon"]


def test_an_outlet_and_a_date_behind_a_name_outweigh_that_the_text_names_it() -> None:
    printed = [Printed("Ann Bell, Bell News 3:53 p.m. January 25, 2014", 3, trust=2)]
    assert authors(printed, page=Surroundings("Ann Bell finds out.")).names == ["Ann Bell"]


def test_chinese_pages_print_no_names_without_a_family_that_is_known() -> None:
    printed = [Printed("港口维护", 3)]
    assert authors(printed, page=Surroundings("渡轮再次晚点。")).names == []
    assert authors([Printed("岩渕遼子", 3)], page=Surroundings("フェリーがまた遅れた。")).names == ["岩渕遼子"]


def test_an_initial_and_the_name_are_one_person() -> None:
    assert authors(lines("By O. Penhalligon and Orla Penhalligon")).names == ["Orla Penhalligon"]
    assert authors(lines("By O. Penhalligon and Tom Penhalligon")).names == ["O. Penhalligon", "Tom Penhalligon"]


def test_a_byline_with_all_of_them_outweighs_one_with_some() -> None:
    printed = [Printed("Ann Bell, Orla Penhalligon, University of Marrow", 3), Printed("Authors: Ann Bell", 30)]
    assert authors(printed).names == ["Ann Bell", "Orla Penhalligon"]
    printed = [Printed("Tom Bell, Orla Penhalligon", 3), Printed("Authors: Ann Bell", 30)]
    assert authors(printed).names == ["Ann Bell"]


def test_a_handle_shows_whose_byline_it_is() -> None:
    told = Surroundings("Penhalligon has seen the ferry.")
    printed = [Printed("Orla Penhalligon", 3, trust=2), Printed("@orla_penhalligon", 4)]
    assert authors(printed, page=told).names == ["Orla Penhalligon"]
    assert authors([printed[0], Printed("@marrowferry", 4)], page=told).names == []
    # Who wrote a post that the article quotes.
    assert authors([Printed("Orla Penhalligon @orlapenhalligon", 9, trust=1)], page=told).names == []


def test_who_a_picture_shows_is_told_from_authors() -> None:
    assert authors(lines("Tansy Minister", "Foto: BELL/Tom Suzeki", "Orla Penhalligon")).names == ["Orla Penhalligon"]
    assert authors(lines("Orla Penhalligon", "Foto: BELL/Tom Suzeki")).names == ["Orla Penhalligon"]
    assert authors([Printed("Foto: Orla Penhalligon, Bell", 3, trust=2)]).names == []


def test_by_announces_all_names_of_a_list_whatever_else_is_known_of_them() -> None:
    lines = ["By", "Orla Penhalligon", "Senior Politics Reporter", "and", "Ann Bell", "Harbour Reporter"]
    told = Surroundings(end="Ann Bell writes about ferries and fog.")
    printed = [Printed(line, number) for number, line in enumerate(lines, 3)]
    assert authors(printed, dated=[9], page=told).names == ["Orla Penhalligon", "Ann Bell"]


def test_an_ampersand_on_its_own_line_joins_names() -> None:
    lines = ["By", "ORLA PENHALLIGON", "&", "LISA SUZEKI"]
    printed = [Printed(line, number) for number, line in enumerate(lines, 3)]
    assert authors(printed).names == ["Orla Penhalligon", "Lisa Suzeki"]


def test_two_spaces_inside_a_name_are_those_of_the_source() -> None:
    assert read("By Ann  Penhalligon").names == ("Ann Penhalligon",)
    assert read("Ann \xa0Penhalligon, Marrow Post").names == ("Ann Penhalligon",)


def test_labels_under_a_korean_or_japanese_name_are_no_names() -> None:
    assert authors([Printed("류영상", 3), Printed("기자", 4)]).names == ["류영상"]
    assert authors([Printed("写真を拡大", 3)], page=Surroundings("フェリーがまた遅れた。")).names == []


def test_a_role_under_a_name_announces_no_other_name() -> None:
    printed = lines("Ann Bell", "– Journalist", "Journalist", "Tom Bell", "– Journalist i Marrow")
    assert authors(printed).names == ["Ann Bell", "Tom Bell"]
    assert authors(lines("Journalist", "Tom Bell")).names == ["Tom Bell"]


def test_marks_on_lines_of_their_own_part_names() -> None:
    told = ["By", "Ann Bell", ",", "Tom Bell", "and", "Orla Penhalligon"]
    printed = [Printed(line, number) for number, line in enumerate(told)]
    assert authors([line._replace(line=2 * line.line) for line in printed]).names == [*told[1:4:2], told[5]]


def test_a_line_goes_on_with_the_list_of_the_last_one() -> None:
    assert authors(lines("By Ann Bell,", "Tom Bell", "and Orla Penhalligon")).names[2:] == ["Orla Penhalligon"]
    assert authors(lines("By Ann Bell Staff Writer", "Tom Bell Staff Writer")).names == ["Ann Bell", "Tom Bell"]


@pytest.mark.parametrize(
    "told",
    [
        ["Ann Bell", "Penulis", "Tom Bell", "Editor"],
        ["Reporter", "Ann Bell", "Editor", "Tom Bell"],
    ],
)
def test_labels_beside_names_tell_who_edited(told: list[str]) -> None:
    assert authors(lines(*told)).names == ["Ann Bell"]


def test_a_translator_is_no_author_beside_one() -> None:
    assert authors(lines("Von Tom Bell", "Aus dem Englischen von Ann Bell")).names == ["Tom Bell"]


def test_buttons_and_outlets_between_names_do_not_part_them() -> None:
    assert authors(lines("By", "Ann Bell", "Follow", "and", "Tom Suzeki")).names == ["Ann Bell", "Tom Suzeki"]
    assert authors(lines("Por", "Ann Bell", "e", "Tom Suzeki, São Paulo")).names == ["Ann Bell", "Tom Suzeki"]


def test_a_name_over_its_outlet_is_a_byline() -> None:
    printed = [Printed("Ann Bell", 1, 2.5), Printed("Marrow Free Press", 2), Printed("May 3, 2024", 3, 2.0)]
    assert authors(printed, dated=[3]).names == ["Ann Bell"]
    apart = [printed[0], Printed("Harbours", 2, 0.5), printed[1]]
    assert authors(apart, dated=[3]).names == []


def test_labels_and_buttons_are_no_bylines() -> None:
    printed = [Printed("Published", 1, 5.0), Printed("Share", 2, 5.0), Printed("Marrow team", 3, 5.0)]
    assert authors(printed).bylines == {2}


TEXT = "The harbour master says that eggs have become dear, and that the harbour of Marrow Bay is to be closed. " * 3


def page(*printed: tuple[Kind, str], dated: tuple[int, ...] = ()) -> list[str]:
    """The authors of a page of some blocks, of which the first is the headline; `dated` are those of its dates."""
    blocks = Blocks([Block(kind, text, number, number) for number, (kind, text) in enumerate(printed, 1)])
    end = next(number for number, block in enumerate(blocks) if block.kind is Kind.BODY)
    return names(blocks, 0, end, dated).authors


def test_a_name_beside_the_date_is_a_byline_however_far_the_headline_is() -> None:
    menu = [(Kind.SHARING, f"Share {number}") for number in range(12)]
    header = [(Kind.HEADLINE, "Eggs are dear"), *menu, (Kind.CAPTION, "Ann Bell"), (Kind.DATE, "May 3, 2024")]
    assert page(*header, *menu, (Kind.BODY, TEXT), dated=(14,)) == ["Ann Bell"]
    assert page(*header[:-1], *menu, (Kind.BODY, TEXT)) == []


def test_who_is_told_to_write_is_the_author() -> None:
    told = "Ann Bell is a politics correspondent at the Marrow Post."
    headline = (Kind.HEADLINE, "Eggs are dear")
    assert page(headline, (Kind.BODY, TEXT), (Kind.SIGNUP, told)) == ["Ann Bell"]
    assert page(headline, (Kind.SECTION, "Ann Bell"), (Kind.DATE, "May 3"), (Kind.BODY, TEXT), (Kind.BODY, told)) == [
        "Ann Bell"
    ]


def test_a_name_alone_at_the_end_signs_the_text() -> None:
    headline, body = (Kind.HEADLINE, "Eggs are dear"), (Kind.BODY, TEXT)
    assert page(headline, body, (Kind.BODY, "Ann Bell.")) == ["Ann Bell"]
    assert page(headline, body, (Kind.BODY, "“It is late.”"), (Kind.BODY, "Ann Bell")) == []
