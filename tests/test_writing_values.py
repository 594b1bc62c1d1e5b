"""Characters, dates and addresses that documents may hold; the parts that blocks make."""

import pytest

from newsclean.records import Block, Kind
from newsclean.settings import DEFAULT_KINDS
from newsclean.writing.inline import Text
from newsclean.writing.parts import Heading, Item, Listing, Paragraph, parts
from newsclean.writing.values import checked_date, legal, text_lines, web_address


def test_every_character_is_legal_or_gone() -> None:
    gone = {*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)} - {*map(ord, "\t\n")}
    gone |= {plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)}
    kept = legal("".join(map(chr, range(0x110000))))
    assert {*map(ord, kept)} == {*range(0x110000)} - gone


def test_lines() -> None:
    assert text_lines(" a\x0cb \r\n\n\x00\r c\x85d ") == ["a b", "c d"]
    assert text_lines(None) == text_lines("\n\x00 \u3000") == []


@pytest.mark.parametrize(
    "date", ["2024-05-03", "2024-05-03T14:05", "2024-05-03T14:05:59Z", "2024-05-03T14:05:59.123+09:00", "0001-01-01"]
)
def test_iso_dates(date: str) -> None:
    assert checked_date(date) == date


@pytest.mark.parametrize(
    "date",
    [None, "", "3 May 2024", "2024-05", "2024-02-30", "2024-05-03T25:00", "2024-05-03 ", "2024-05-03T14:05+99:00",
     "0000-01-01", "２０２４-05-03", "20240503"],
)  # fmt: skip
def test_what_is_no_iso_date(date: str | None) -> None:
    assert checked_date(date) is None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/a?b=1&c=2#d", "https://news.example/a?b=1&c=2#d"),
        (" HTTP://News.example ", "HTTP://News.example"),
        ("http://münchen.example:8080/ö%20", "http://münchen.example:8080/ö%20"),
        ("http://x.example/a b|c[1]?100%#d#e", "http://x.example/a%20b%7Cc%5B1%5D?100%25#d%23e"),
        ('http://x.example/"><script>', "http://x.example/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)//http://x.example", None),
        ("http://user:word@x.example/", None),
        ("http://[::1", None),
        ("http://", None),
        ("data:text/html,x", None),
        ("//x.example/", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_parts() -> None:
    blocks = [
        Block(Kind.HEADLINE, "Title", 1, 1),
        Block(Kind.BODY, "- one", 2, 2),
        Block(Kind.RELATED, "Elsewhere", 3, 3),
        Block(Kind.BODY, "- two", 4, 4),
        Block(Kind.CAPTION, "___", 5, 5),
        Block(Kind.SUBHEADING, "- Why", 6, 6),
        Block(Kind.BODY, "Because.", 7, 7),
        Block(Kind.CAPTION, "- no item", 8, 8),
        Block(Kind.BODY, "- three", 9, 9),
        Block(Kind.COMMENT, "Hm.", 10, 10),
    ]
    assert parts(blocks, DEFAULT_KINDS | {Kind.CAPTION, Kind.COMMENT}) == [
        listing("one", "two"),
        Heading(Text("Why", []), 2),
        Paragraph(Kind.BODY, Text("Because.", [])),
        Paragraph(Kind.CAPTION, Text("- no item", [])),
        listing("three"),
    ]


def listing(*texts: str) -> Listing:
    """A list without an order."""
    return Listing(Kind.BODY, [Item(None, [Paragraph(Kind.BODY, Text(text, []))]) for text in texts])
