"""Encodings, control characters, binary: what bytes become."""

import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.errors import InputError
from newsclean.reading import decode, scrub
from newsclean.reading.decoding import _browser_codecs
from newsclean.reading.sniffing import sniff

JAPANESE = "東京の港で新しい図書館が開館した。多くの市民が訪れた。\n" * 3
RUSSIAN = "Новости дня: сегодня в городе открыли новый мост через реку.\n" * 3
GERMAN = "Die Straße über die Brücke bleibt für Lastwagen gesperrt, sagte die Bürgermeisterin.\n" * 3
ENGLISH = "The bridge will stay closed to lorries, the mayor said.\n" * 3
KOREAN = "서울에 새 도서관이 문을 열었다. 많은 시민이 찾았다.\n" * 3
CHINESE = "北京今天开了一家新的图书馆，很多市民前来参观。\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "ascii"),
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (JAPANESE, "utf-16-le"),
        (JAPANESE, "utf-16-be"),
        ("\u3000" + JAPANESE.replace("。", "。\n\u3000") + "ABC 123 " * 20, "utf-16-le"),
        ("\u3000" + JAPANESE.replace("。", "。\n\u3000") + "ABC 123 " * 20, "utf-16-be"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "iso2022_kr"),
        (KOREAN, "cp949"),
        (CHINESE, "gb18030"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("words", ["ID3", "OggS", "wOFF", "wOF2", "PAR1", "GIF89a", "RIFF is AVI ", "The ftyp"])
def test_words_that_binary_files_begin_with(words: str) -> None:
    text = f"{words} price cut announced by the mayor.\n{ENGLISH}"
    assert decode(text.encode()) == text
    assert sniff(text.encode()) == "text"
    with pytest.raises(InputError, match="looks like a binary file"):
        decode(words.encode() + b"\0\2" + text.encode())


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_big_endian_marks(mark: bytes) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert decode(mark + GERMAN.encode(encoding)) == GERMAN


def test_a_stray_byte_does_not_change_the_encoding() -> None:
    data = GERMAN.encode().replace(b"Lastwagen", b"Last\xe4wagen", 1)
    assert decode(data) == GERMAN.replace("Lastwagen", "Last\ufffdwagen", 1)


def test_cut_in_the_middle_of_a_character() -> None:
    assert decode((GERMAN + "ü").encode()[:-1]) == GERMAN + "\ufffd"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b\x07c", "a b c"),
        ("\x1b[31mred\x1b[0m", "     red    "),
        ("\x1b]0;title", " ]0;title"),
        ("page\x0cbreak\x0bhere", "page break here"),
        ("tab\tcr\r\nlf\n", "tab\tcr\r\nlf\n"),
        ("it\x92s \x93so\x94", "it’s “so”"),
        ("\x9b31m\x81", "›31m "),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        ("\ufeffmark", " mark"),
        ("del\x7fete", "del ete"),
    ],
)
def test_scrub(dirty: str, clean: str) -> None:
    assert scrub(dirty) == clean


@given(st.text(st.characters()))
def test_scrub_keeps_length_and_line_ends(text: str) -> None:
    scrubbed = scrub(text)
    assert len(scrubbed) == len(text)
    assert [c for c in scrubbed if c in "\r\n\t"] == [c for c in text if c in "\r\n\t"]
    assert scrub(scrubbed) == scrubbed
    scrubbed.encode()


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    assert text == scrub(text)


@pytest.mark.parametrize("data", [b"", b"  \n\t ", codecs.BOM_UTF8, "\ufeff \n".encode("utf-16-le"), b"\0\0\0"])
def test_empty(data: bytes) -> None:
    with pytest.raises(InputError, match=r"empty|binary"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n1 0 obj", r"PDF\): dump the page as text first"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"\x7fELF\x02\x01", "executable"),
        (gzip.compress(b"The bridge stays closed."), r"gzip data\): unpack it first"),
        (b"page.txt".ljust(257, b"\0") + b"ustar\0" + b"00The bridge stays." * 9, r"tar archive\): unpack it first"),
        (b"\0\0\0\x20ftypisom", "video"),
        (bytes(range(256)) * 40, "control characters"),
        (bytes(range(1, 20)) * 9, "control characters"),
    ],
)
def test_binary(data: bytes, name: str) -> None:
    with pytest.raises(InputError, match=rf"looks like a binary file \(.*{name}"):
        decode(data)


def test_a_few_nuls_are_no_binary() -> None:
    assert decode(b"The bridge\0 stays closed,\0 the mayor said.") == "The bridge  stays closed,  the mayor said."


GREEK = "Το πλοίο άργησε ξανά, είπε ο λιμενάρχης."


@pytest.mark.parametrize(
    ("declaration", "encoding", "text"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", "“Café” – naïve"),
        ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1253'>", "cp1253", GREEK),
        ('<meta content="text/html;charset=iso-8859-7" http-equiv="content-type">', "iso8859_7", GREEK),
        ('<?xml version="1.0" encoding="Shift_JIS"?>', "cp932", JAPANESE),
        ("<meta charset=x-sjis>", "cp932", JAPANESE),
        ("<meta charset=EUC-JP>", "euc_jp", JAPANESE),
        ("<meta charset='gb2312'>", "gb18030", "渡輪再次晚點"),
        ("<meta charset=ks_c_5601-1987>", "cp949", "여객선이 또 늦었다"),
        ("<meta charset=windows-874>", "cp874", "เรือข้ามฟากมาช้าอีกแล้ว"),
        ("<meta charset=nonsense><meta charset=windows-1253>", "cp1253", GREEK),
        # A page that was converted to UTF-8, or saved as UTF-16, and still declares what it was.
        ("<meta charset=windows-1253>", "utf-8", GREEK),
        ("<meta charset=utf-8>", "utf-16", GREEK),
        ("<meta charset=iso-8859-7>", "utf-8-sig", GREEK),
        # An encoding that a page cannot be in if its declaration can be read.
        ("<meta charset=utf-16>", "utf-8", GREEK),
    ],
)
def test_declared_encodings(declaration: str, encoding: str, text: str) -> None:
    page = f"<html><head>{declaration}</head><body><p>{text}</p></body></html>"
    assert decode(page.encode(encoding), html=True) == page


@pytest.mark.parametrize(
    ("text", "encoding"), [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (JAPANESE, "shift_jis"), (CHINESE, "gbk")]
)
def test_a_page_that_calls_itself_utf_8_and_is_not(text: str, encoding: str) -> None:
    page = f"<meta charset=utf-8><p>{text}"
    assert decode(page.encode(encoding), html=True) == page
    half = f"{page}{text}".encode() + text.encode(encoding)  # more of it is
    assert decode(half, html=True).startswith(page)


def test_every_codec_that_a_label_stands_for_is_known() -> None:
    assert all(codecs.lookup(codec) for codec in _browser_codecs().values())
    assert len(_browser_codecs()) > 40
