"""What a page says of itself, in all the ways that pages say it."""

from __future__ import annotations

import json

import pytest

from newsclean.html.head import Head, read_head
from newsclean.html.jsonld import objects, stories
from newsclean.html.parse import parse
from newsclean.html.stated import date_in_head, names_of
from tests.html_pages import HEADLINE, PAGE
from tests.timing import least_seconds


def head(html: str) -> Head:
    return read_head(parse(html))


def test_a_whole_head() -> None:
    found = head(PAGE)
    assert found.headlines[0] == HEADLINE
    assert found.authors == ("Ann Bell", "Bo Ray")
    assert found.date == "2024-03-05T10:20:00+01:00"
    assert found.modified == "2024-03-05T12:00:00+01:00"
    assert found.section == "Harbour"
    assert found.tags == ("ferries", "Skerry Point")
    assert found.url == "https://bell.example/harbour/ferry-late"
    assert found.language == "en"
    assert found.site == ("The Bell", "The Bell")


STORY = '{"@type": "NewsArticle", "headline": "Tide turns", "author": "Ann Bell", "datePublished": "2024-03-05"'


@pytest.mark.parametrize(
    "script",
    [
        STORY + "}",
        f"[{STORY}}}]",
        f'{{"@graph": [{STORY}}}]}}',
        f'{{"@type": "WebPage", "mainEntity": {STORY}}}}}',
        f"<!-- {STORY}}} -->",
        f"//<![CDATA[\n{STORY}}}\n//]]>",
        STORY + ",}",
        STORY + "};",
        STORY + ', "articleBody": "two\nlines\tand a tab"}',
        STORY + "}{}",
        '{"@type": "Organization", "name": "The Bell"}</script><script type="application/ld+json">' + STORY + "}",
        '{"@type": "Organization", "name": "The Bell"}' + STORY + "}",
        '{"@type": "Organization", "name": "The Bell"},\n' + STORY + "}",
        (STORY + "}").replace('"', "&quot;"),
        "\ufeff" + STORY.replace(" ", "\xa0", 1) + "}",
        # Past mending: comments, quotes in a text, the end is missing.
        STORY.replace(",", ", // the headline\n", 1) + "}",
        "/* for robots */" + STORY + "}",
        STORY + r', "description": "the ferry\'s crew"}',
        STORY + ', "articleBody": "He said "we go" and went."}',
        STORY + ', "articleBody": "The ferry',
        STORY.replace('"Ann Bell"', '{"@type": "Person", "name": "Ann Bell"}') + ', "image": }',
        STORY.replace('"Ann Bell"', '[{"@type": "Person", "name": "Ann Bell"}]') + ', "image": }',
        STORY.replace("Tide turns", "Tide <em>turns</em>") + "}",
    ],
)
def test_json_ld_as_pages_write_it(script: str) -> None:
    found = head(f'<script type="application/ld+json">{script}</script>')
    assert (found.headlines, found.authors, found.date) == (("Tide turns",), ("Ann Bell",), "2024-03-05")


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "3", '"text"', "[[[[]]]]", "[" * 10_000, '{"a":' * 5000, '{"@type": 3, "headline": {}}', "{}" * 9,
     '{"@type": "Person", "headline": "Tide turns", // no story\n}',
     '{"@type": "NewsArticle", "author": [null, 3, {"name": null}, [["x"]]], "headline": 7, "datePublished": []}'],
)  # fmt: skip
def test_json_ld_that_says_nothing(script: str) -> None:
    assert head(f'<script type="application/ld+json">{script}</script>') == Head()


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        ('<meta name="author" content="By Ann Bell and Bo Ray">', ("Ann Bell", "Bo Ray")),
        ('<meta name="author" content="Staff"><meta property="article:author" content="Bo Ray">', ("Bo Ray",)),
        ('<meta property="article:author" content="https://example.org/ann">', ()),
        ('<meta name="author" content="The Bell"><meta property="og:site_name" content="The Bell">', ()),
        ('<meta name="author" content="newsroom@bell.example">', ()),
        ('<meta name="author" content="Bell, Ann"><meta name="byl" content="Bo Ray">', ("Ann Bell", "Bo Ray")),
        ('<meta name="author" content="Reuters">', ()),
        ('<meta name="author" content="Tom Bell, Jr.">', ("Tom Bell Jr.",)),
        ('<meta name="author" content="Ann Bell CNN">', ("Ann Bell",)),
        ('<meta name="author" content="Автор: Анна Белова">', ("Анна Белова",)),
        ('<meta name="author" content="홍길동 기자,이몽룡 기자">', ("홍길동", "이몽룡")),
        ('<meta name="author" content="記者張小明／台北報導">', ("張小明",)),
        ('<meta name="author" content=". .">', ()),
        ('<meta name="author" content="Ann Bell, Christopher Guest">', ("Ann Bell", "Christopher Guest")),
        ('<meta name="author" content="Автор: Анна Белл">', ("Анна Белл",)),
        ('<meta property="dable:author" content="김민수 기자">', ("김민수",)),
        ('<meta name="author" content="記者王小明">', ("王小明",)),
        ("<meta name=author content='&lt;a href=&quot;/ann&quot;>Ann Bell&lt;/a>'>", ("Ann Bell",)),
        ('<meta name="Article.Author" content="Ann Bell • Bo Ray">', ("Ann Bell", "Bo Ray")),
    ],
)
def test_authors(html: str, authors: tuple[str, ...]) -> None:
    assert head(html).authors == authors


@pytest.mark.parametrize(
    ("html", "date"),
    [
        ('<meta property="article:published_time" content="2024-03-05T10:20:00Z">', "2024-03-05T10:20:00+00:00"),
        ('<meta name="date" content="2024-03-05">', "2024-03-05"),
        ('<time itemprop="datePublished" datetime="2024-03-05 10:20">', "2024-03-05T10:20:00"),
        ('<meta itemprop="datePublished" content="20240305">', "2024-03-05"),
        ('<meta name="date" content="yesterday">', None),
        ('<meta name="date" content="2024-03-05 10:20 PM">', "2024-03-05T22:20"),
        ('<meta name="date" content="2024-03-05 10:20:00 UTC">', "2024-03-05T10:20:00+00:00"),
        ('<meta name="date" content="20240305T102000Z">', "2024-03-05T10:20:00+00:00"),
        ('<meta name="publish_date" content="20240305102000">', "2024-03-05T10:20:00"),
        ('<meta name="date" content="2024-03-05T10:20+5.30">', "2024-03-05T10:20:00+05:30"),
        ('<meta property="og:article:published_time" content="2024-3-5T9:05:00">', "2024-03-05T09:05:00"),
        ('<meta name="PubDate" content="2024年3月5日">', "2024-03-05"),
        ('<meta name="date" content="March 5, 2024, 1:27 p.m.">', "2024-03-05T13:27"),
        ('<meta name="date" content="Tue, 05 Mar 2024 10:20:00 +0100">', "2024-03-05T10:20:00+01:00"),
        ('<meta name="date" content="Tue Mar 05 10:20:00 CET 2024">', "2024-03-05T10:20:00+01:00"),
        ('<meta name="date" content="Tue Mar 05 2024 10:20:00 GMT+0100 (CET)">', "2024-03-05T10:20:00+01:00"),
        ('<meta name="date" content="25/03/2024">', "2024-03-25"),
        ('<meta name="date" content="05/03/2024">', None),
        # Blogger, Drupal, and dates in elements around or without a `datetime`.
        ('<abbr itemprop="datePublished" title="2024-03-05T10:20:00Z">10:20</abbr>', "2024-03-05T10:20:00+00:00"),
        ('<span property="dc:date dc:created" content="2024-03-05T10:20:00Z">Tue</span>', "2024-03-05T10:20:00+00:00"),
        # Several that are marked are those of several stories, which may stand above the page's own.
        (
            '<meta name="date" content="March 5, 2024">'
            + "".join(f'<p itemscope><meta itemprop="datePublished" content="2024-03-{day}">' for day in (20, 21)),
            "2024-03-05",
        ),
        ('<span property="datePublished" content="2024-03-05">Tue</span>', "2024-03-05"),
        ('<time property="schema:datePublished" datetime="2024-03-05">Tue</time>', "2024-03-05"),
        ('<p itemprop="datePublished">On <time datetime="2024-03-05">Tuesday</time></p>', "2024-03-05"),
        ('<span itemprop="datePublished">5 March 2024</span>', "2024-03-05"),
        ('<meta name="date" content="Tue Mar 05 10:20:00 UTC 2024">', "2024-03-05T10:20:00+00:00"),
        ('<meta name="date" content="Sat, Mar 5, 2024 10:20 PM">', "2024-03-05T22:20"),
        ('<meta name="date" content="1709634000000">', "2024-03-05T10:20:00+00:00"),
        ('<meta name="date" content="le 5 mars 2024 à 10h20">', "2024-03-05T10:20"),
        ('<meta name="date" content="16/03/2024">', "2024-03-16"),
        ('<meta name="date" content="0001-01-01T00:00:00"><meta name="dc.date" content="2024-03-05">', "2024-03-05"),
    ],
)
def test_dates(html: str, date: str | None) -> None:
    found = head(html)
    assert (found.date or found.day) == date


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-45", "0000-00-00", "1970-01-01T00:00:00Z", "05/03/2024", "May 3, 2024 to May 5, 2024",
        "9999999999", "", "12", "Tue, 99 Mar 2024", "2024-03-05T10:20:00+05:30:15",
    ],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert date_in_head(text) is None


@pytest.mark.parametrize(("code", "language"), [("en-GB", "en"), ("jp", "ja"), ("nb", "no"), ("xx", None)])
def test_languages(code: str, language: str | None) -> None:
    assert head(f"<html lang={code}>").language == language


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ('<meta name="keywords" content="ferries, Marrow Bay">', ("ferries", "Marrow Bay")),
        ('<meta name="keywords" content="ferries; Marrow Bay">', ("ferries", "Marrow Bay")),
        ('<meta name="keywords" content="ferries | Marrow Bay">', ("ferries", "Marrow Bay")),
        ('<meta name="keywords" content="渡船、码头，海湾">', ("渡船", "码头", "海湾")),
        ('<meta name="keywords" content="Boats &amp;amp; Bays, ferries">', ("Boats & Bays", "ferries")),
        ('<meta property="article:tag" content="ferries"><meta property="article:tag" content="tides">',
         ("ferries", "tides")),
        ('<script type="application/ld+json">{"@type": "Article", "keywords": [{"@type": "DefinedTerm",'
         '"name": "ferries"}]}</script>', ("ferries",)),
    ],
)  # fmt: skip
def test_topics(html: str, tags: tuple[str, ...]) -> None:
    assert head(html).tags == tags


URL = "https://bell.example/ferry"


@pytest.mark.parametrize(
    "html",
    [
        f'<link rel="canonical" href=" {URL} ">',
        f'<link rel="Canonical shortlink" href="{URL}">',
        '<link rel="canonical" href="//bell.example/ferry">',
        f'<link rel="canonical" href="/ferry"><meta property="og:url" content="{URL}">',
        f'<script type="application/ld+json">{{"@type": "Article", "mainEntityOfPage": "{URL}"}}</script>',
        f"<!DOCTYPE html>\n<!-- saved from url=(0026){URL} -->\n<html><body>",
    ],
)
def test_addresses(html: str) -> None:
    assert head(html).url == URL


@pytest.mark.parametrize(
    "own",
    [
        f'<link rel="canonical" href="{URL}">',
        '<meta property="og:title" content="Tide turns for good">',
        "<title>Tide turns - The Bell</title>",
    ],
)
def test_of_several_stories_the_page_tells_its_own(own: str) -> None:
    other = '{"@type": "NewsArticle", "headline": "Eggs are dear", "author": "Bo Ray", "datePublished": "2023-01-02"}'
    listed = (
        f'{{"@type": "ItemList", "itemListElement": [{{"item": {other}}}, {{"item": {other[:-1]}, "url": "/"}}}}]}}'
    )
    story = f'{STORY}, "mainEntityOfPage": {{"@id": "{URL}"}}}}'
    found = head(f'{own}<script type="application/ld+json">[{listed}, {story}]</script>')
    assert (found.headlines[0], found.authors, found.date) == ("Tide turns", ("Ann Bell",), "2024-03-05")


def test_the_way_from_the_home_page() -> None:
    steps = (
        ("The Bell", "/news"), ("Home", ""), ("Port &amp; Sea", "/sea"), (None, "/x"), ("Ferries", "/sea/ferries"),
        ("Late", "/ferry"), ("Late", None),
    )  # fmt: skip
    items = [
        {"name": name, "item": address if address is None else f"https://bell.example{address}"}
        for name, address in steps
    ]
    items[4] = {"item": {"@id": items[4]["item"], "name": "Ferries"}}  # type: ignore[dict-item]
    script = json.dumps({"@type": "BreadcrumbList", "itemListElement": [*items, None, "x"]})
    site = f'<link rel="canonical" href="{URL}"><meta property="og:site_name" content="The Bell">'
    found = head(f'{site}<script type="application/ld+json">{script}</script>')
    assert found.path == ("Port & Sea", "Ferries")
    assert head(f'<script type="application/ld+json">{script[:-1]}</script>').path == ()


def test_the_date_of_a_web_page() -> None:
    page = '{"@type": "WebPage", "datePublished": "2024-03-05", "dateModified": "2024-03-06"}'
    found = head(f'<script type="application/ld+json">{page}</script>')
    assert (found.date, found.day, found.modified) == (None, "2024-03-05", "2024-03-06")
    assert found.headlines == ()


def test_dates_in_words_are_less_sure() -> None:
    words, digits = '<meta name="publish-date" content="5 March 2024">', '<meta name="date" content="2024-03-06">'
    assert (head(words).date, head(words).day) == (None, "2024-03-05")
    assert (head(words + digits).date, head(words + digits).day) == ("2024-03-06", None)
    assert head('<meta name="date" content="29-12-14">') == Head()


@pytest.mark.parametrize("text", ["nil", "undefined", " null", "N/A", "[object Object]"])
def test_what_programs_write_that_know_nothing(text: str) -> None:
    names = ("og:title", "author", "article:section", "keywords", "og:site_name", "og:description")
    metas = "".join(f'<meta name="{name}" content="{text}">' for name in names)
    assert head(metas) == Head()
    story = json.dumps({"@type": "NewsArticle", "articleSection": text, "headline": text, "description": text})
    assert head(f'<script type="application/ld+json">{story}</script>').section is None


def test_titles_of_drawings_are_none() -> None:
    assert head("<svg><title>Logo</title></svg><h1>Tide turns</h1>").headlines == ()
    assert head("<p>x</p><title>Tide turns</title>").headlines == ("Tide turns",)


def test_names() -> None:
    assert list(names_of(["By ANN BELL, Bo Ray & News Desk", "ann bell", "Reporter 7"])) == ["Ann Bell", "Bo Ray"]
    assert list(names_of(['"Ann Bell"', "“Bo Ray”"])) == ["Ann Bell", "Bo Ray"]
    assert list(names_of(["Ann Bell, Harbour Expert", "Tom Bell, CEPF®"])) == ["Ann Bell", "Tom Bell"]
    assert list(names_of(["Ann Bell for The Bell", "Tom Bell CEO"])) == ["Ann Bell", "Tom Bell"]
    assert list(names_of(["Ana Bell e Luca Suzeki", "José Bell e Pinto"])) == [
        "Ana Bell", "Luca Suzeki", "José Bell e Pinto",
    ]  # fmt: skip
    assert list(names_of(["Developed By Ann Bell"])) == []
    assert list(names_of(["Recueilli par Ann Bell", "De Bell"])) == ["Ann Bell", "De Bell"]
    assert list(names_of(["Amitai Bell For Mailonline"])) == ["Amitai Bell"]
    assert list(names_of(["Bell Hui Min", "Organization for Bell Works"])) == [
        "Bell Hui Min", "Organization for Bell Works",
    ]  # fmt: skip


def test_the_author_of_a_card() -> None:
    card = "<meta name=twitter:label1 content='{}'><meta name=twitter:data1 content='Ann Bell'>"
    assert head(card.format("Written by")).authors == ("Ann Bell",)
    assert head(card.format("Verfasst von")).authors == ("Ann Bell",)
    assert head(card.format("Reading time")).authors == ()


def test_json_ld_of_many_empty_lists_takes_no_time() -> None:
    rows = ["[" + ",".join(["[[],[]]"] * 390) + "]"] * 390
    found: list[object] = []

    def read() -> None:
        found[:] = stories(objects([f"[{','.join(rows)}]", '{"@type": "NewsArticle"}']))

    assert least_seconds(read, 1) < 4  # ten seconds when each was taken from the front of a list
    assert found == [{"@type": "NewsArticle"}]
