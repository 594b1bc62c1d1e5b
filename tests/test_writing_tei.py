"""TEI, read back by lxml and validated with the TEI schema that trafilatura ships."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import etree
from trafilatura.xml import validate_tei

from newsclean.records import Article, Block, Cleaned, Kind
from newsclean.writing.values import text_lines
from tests.hostile import ANY, FAILURE, FULL, NO_ARTICLE, TEXTS, comment_texts, page, written

SPACES = {"t": "http://www.tei-c.org/ns/1.0"}


def parse(text: str) -> etree._Element:
    """The root of a valid document."""
    root = etree.fromstring(text.encode())
    assert validate_tei(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    """The texts of the elements at a path, a line feed for each `lb`."""
    return [
        "".join("\n" + (part.tail or "") if part.tag.endswith("}lb") else part.text or "" for part in found.iter())
        for found in root.xpath(path, namespaces=SPACES)
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("//t:fileDesc/t:titleStmt/t:title[@type='main']", ["Bridge closed"]),
        ("//t:fileDesc/t:titleStmt/t:author", ["Ada Example", "Bo Sample"]),
        ("//t:fileDesc/t:publicationStmt/t:p", ["© 2024 Example"]),
        ("//t:notesStmt/t:note[@type='id']", ["7"]),
        ("//t:notesStmt/t:note[@type='comment_count']", ["5"]),
        ("//t:sourceDesc/t:bibl", ["Bridge closed, news.example, 2024-05-03T14:05+09:00"]),
        ("//t:biblFull/t:titleStmt/t:author", ["Ada Example", "Bo Sample"]),
        ("//t:biblFull/t:publicationStmt/t:publisher", ["news.example"]),
        ("//t:biblFull/t:publicationStmt/t:ptr[@type='URL'][@target='https://news.example/a?b=1&c=2']", [""]),
        ("//t:biblFull/t:publicationStmt/t:date[@when-iso='2024-05-03T14:05+09:00']", ["2024-05-03T14:05+09:00"]),
        ("//t:biblFull/t:publicationStmt/t:date[@type='modified'][@when-iso]", ["2024-05-04"]),
        ("//t:application[@ident='newsclean']/t:label", ["newsclean"]),
        ("//t:profileDesc/t:abstract/t:p", ["In short."]),
        ("//t:profileDesc/t:langUsage/t:language[@ident='en']", [""]),
        ("//t:keywords/t:term[@type='categories']", ["Local"]),
        ("//t:keywords/t:term[@type='tags']", ["bridges", "weather"]),
        ("//t:body/t:div[@type='entry']/t:head", ["Bridge closed"]),
        ("//t:body/t:div/t:byline", ["By ADA EXAMPLE and BO SAMPLE"]),
        ("//t:body/t:div/t:dateline", ["MARROW BAY"]),
        ("//t:body/t:div/t:ab[@type='caption']", ["The bridge. Photo: A. Photographer"]),
        ("//t:body/t:div/t:p", ["In short.", "First paragraph."]),
        ("//t:body/t:div/t:div[@type='section']/t:head", ["Reasons"]),
        ("//t:body/t:div/t:div/t:list/t:item", ["wind", "water"]),
        ("//t:body/t:div/t:div/t:p[not(ancestor::t:div[@type='comments'])]", ["Last."]),
        ("//t:div[@type='comments']/t:div[@type='comment']/t:p", ["Well said.", "Truly.", "Hm."]),
        ("//t:div[@type='comment']/t:byline/t:name", ["Reader"]),
        ("//t:div[@type='comment']/t:byline/t:date[@when-iso]", ["2024-05-05"]),
        ("//t:div[@type='comment']/t:byline/t:num[@type='up'][@value='3']", ["3"]),
    ],
)
def test_a_page(path: str, expected: list[str]) -> None:
    assert texts(parse(written(FULL, format="tei")), path) == expected


def test_what_is_not_known_is_not_there() -> None:
    root = parse(written(Cleaned(Article(text="x", date="yesterday"), [Block(Kind.BODY, "x", 1, 1)]), format="tei"))
    assert [etree.QName(part).localname for part in root.xpath("//t:body//t:*", namespaces=SPACES)] == ["div", "p"]
    assert not root.xpath("//t:profileDesc|//@when-iso|//t:author|//@xml:lang", namespaces=SPACES)
    assert texts(root, "//t:biblFull/t:publicationStmt/t:publisher") == ["N/A"]


def test_subheadings_in_a_row_are_heads_of_one_division() -> None:
    kinds = [Kind.SUBHEADING, Kind.SUBHEADING, Kind.BODY, Kind.SUBHEADING, Kind.CAPTION, Kind.SUBHEADING]
    blocks = [Block(kind, str(number), number, number) for number, kind in enumerate(kinds)]
    root = parse(written(Cleaned(Article(text="x"), blocks), format="tei"))
    heads = [texts(found, "t:head") for found in root.xpath("//t:div[@type='section']", namespaces=SPACES)]
    assert heads == [["0", "1"], ["3"], ["5"]]


def test_several_pages_are_a_corpus() -> None:
    text = written(FULL, FAILURE, NO_ARTICLE, FULL, format="tei")
    root = parse(text)
    assert etree.QName(root).localname == "teiCorpus"
    assert texts(root, "t:TEI/t:teiHeader//t:note[@type='id']") == ["7", "n", "7"]
    assert text.count("<?xml") == 1
    assert etree.QName(parse(written(NO_ARTICLE, format="tei"))).localname == "TEI"
    assert etree.QName(parse(written(FULL, FAILURE, format="tei"))).localname == "teiCorpus"
    assert written(FAILURE, FAILURE, format="tei") == written(format="tei") == ""


def check(text: str) -> None:
    root = parse(written(page(text), page(text), format="tei"))[1]
    lines, line = "\n".join(text_lines(text)), " ".join(text_lines(text))
    assert texts(root, "//t:titleStmt/t:title[@type='main']") == [line] * 4
    assert texts(root, "//t:div[@type='comment']/t:p") == comment_texts(text) * 2
    heads = texts(root, "//t:body/t:div[@type='entry']/t:head")
    assert heads == ([line] * 2 if line else [])
    shown = 2 if lines else 0
    for path, times in (
        ("//t:body/t:div[@type='entry']/t:byline", 1),
        ("//t:body/t:div[@type='entry']/t:dateline", 1),
        ("//t:body//t:div[@type='section']/t:head", 3),
        ("//t:body//t:item", 2),
    ):
        assert texts(root, path) == [lines] * shown * times, path


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_stay_text(text: str) -> None:
    check(text)


@given(ANY)
@settings(max_examples=50, deadline=None)
def test_any_text_stays_text(text: str) -> None:
    check(text)
