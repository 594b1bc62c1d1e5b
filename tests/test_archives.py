"""WARC and WET, compressed or not, whole or damaged: which pages come out, and what is told of the others."""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.reading import compression as unpacking
from newsclean.reading import find_inputs, read_page, read_records
from newsclean.reading.compression import Damage, chunks
from newsclean.records import Failure, Input, Page, Record
from newsclean.settings import Settings
from tests.archives import COMPRESS, WARCINFO, page_text, response_record, url, warc_record, wet_record

PAGES = range(6)
HTML = "<!doctype html><html><head><title>Brücke</title></head><body><p>Die Brücke ist offen.</p></body></html>"


def read(data: bytes, tmp_path: Path, **options: object) -> list[Record | Failure]:
    (tmp_path / "archive").write_bytes(data)
    found = read_records(find_inputs([str(tmp_path / "archive")]), Settings(**options))  # type: ignore[arg-type]
    return [item for item in found if not isinstance(item, Input)]


def pages(found: list[Record | Failure]) -> list[Page]:
    read = [read_page(item, Settings()) for item in found if isinstance(item, Record)]
    return [page for page in read if isinstance(page, Page)]


def failures(found: list[Record | Failure]) -> list[str]:
    return [item.message for item in found if isinstance(item, Failure)]


def page(number: int, tmp_path: Path) -> Page:
    return Page(
        text=page_text(number),
        source=str(tmp_path / "archive"),
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        url=url(number),
        fetched="2024-02-21T01:02:03Z",
    )


def whole(data: bytes) -> bytes:
    return data


@pytest.mark.parametrize("compress", [whole, *COMPRESS.values()])
@pytest.mark.parametrize("members", [True, False])
def test_wet(tmp_path: Path, compress: Callable[[bytes], bytes], members: bool) -> None:
    records = [WARCINFO, *map(wet_record, PAGES)]
    data = b"".join(map(compress, records)) if members else compress(b"".join(records))
    found = read(data, tmp_path)
    assert pages(found) == [page(number, tmp_path) for number in PAGES]
    assert not failures(found)


@pytest.mark.parametrize("name", COMPRESS)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    data = b"".join(COMPRESS[name](wet_record(number)) for number in PAGES)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = [item for item in read_records(find_inputs(["-"]), Settings()) if not isinstance(item, Input)]
    assert [page.url for page in pages(found)] == [url(number) for number in PAGES]


def chunked(body: bytes) -> bytes:
    parts = [body[i : i + 50] for i in range(0, len(body), 50)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (page_text(1).encode(), ["Content-Type: text/plain; charset=utf-8"]),
        (chunked(page_text(1).encode()), ["Content-Type: text/plain", "Transfer-Encoding: chunked"]),
        (gzip.compress(page_text(1).encode()), ["content-type: TEXT/PLAIN", "content-encoding: gzip"]),
        (
            chunked(gzip.compress(page_text(1).encode())),
            ["Content-Type: text/plain", "Transfer-Encoding: chunked", "Content-Encoding: gzip"],
        ),
        (zlib.compress(page_text(1).encode()), ["Content-Type: text/plain", "Content-Encoding: deflate"]),
        (zlib.compress(page_text(1).encode())[2:-4], ["Content-Type: text/plain", "Content-Encoding: deflate"]),
        (
            chunked(zlib.compress(page_text(1).encode())[2:-4]),
            ["Content-Type: text/plain", "Content-Encoding: deflate", "Transfer-Encoding: chunked"],
        ),
        (page_text(1).encode(), []),
    ],
)
def test_http_bodies(tmp_path: Path, body: bytes, headers: list[str]) -> None:
    found = read(gzip.compress(response_record(1, body, *headers)), tmp_path)
    assert pages(found) == [page(1, tmp_path)]


@pytest.mark.parametrize(
    "record",
    [
        response_record(1, b"", "Content-Type: text/html"),
        response_record(1, b" \r\n", "Content-Type: text/plain"),
        response_record(1, b"", "Content-Type: text/html", "Content-Encoding: gzip"),
        response_record(1, chunked(b""), "Content-Type: text/html", "Transfer-Encoding: chunked"),
        response_record(1, b"", "Content-Type: text/html", status="204 No Content"),
        warc_record("resource", b"", "Content-Type: text/html"),
        warc_record("resource", b"\n", "Content-Type: text/plain"),
        warc_record("conversion", b"", "Content-Type: text/plain"),
    ],
)
def test_a_page_of_nothing_is_a_page(tmp_path: Path, record: bytes) -> None:
    """As in JSON Lines: that a server sent nothing is no damage of the archive."""
    (empty, full) = pages(read(record + wet_record(2), tmp_path))
    assert (empty.text.strip(), full) == ("", page(2, tmp_path))


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    records = [
        WARCINFO,
        warc_record("request", b"GET / HTTP/1.1\r\n\r\n", "Content-Type: application/http; msgtype=request"),
        warc_record("metadata", b"fetchTimeMs: 3\r\n", "Content-Type: application/warc-fields"),
        warc_record("revisit", b"HTTP/1.1 304 Not Modified\r\n\r\n", "Content-Type: application/http"),
        warc_record("response", b"\0\1", "Content-Type: text/dns"),
        response_record(1, b"\x89PNG", "Content-Type: image/png"),
        response_record(2, b"gone", "Content-Type: text/html", status="404 Not Found"),
        wet_record(3),
    ]
    found = read(b"".join(records), tmp_path)
    assert found == [item for item in found if isinstance(item, Record)]
    assert pages(found) == [page(3, tmp_path)]


@pytest.mark.parametrize(
    ("headers", "charset"), [(["Content-Type: text/html; charset=ISO-8859-1"], "iso-8859-1"), ([], None)]
)
def test_html_is_a_page_of_its_own_form(tmp_path: Path, headers: list[str], charset: str | None) -> None:
    from newsclean.reading import pages as room

    (record,) = read(response_record(1, HTML.encode("latin-1"), *headers), tmp_path)
    assert isinstance(record, Record)
    opened = room._opened(record, Settings())
    assert (opened.form, opened.charset, opened.url) == ("html", charset, url(1))
    assert opened.data == HTML.encode("latin-1")


def test_http_bomb_is_a_failure(tmp_path: Path) -> None:
    body = gzip.compress(b"a" * 30_000_000)
    (record,) = read(response_record(1, body, "Content-Type: text/plain", "Content-Encoding: gzip"), tmp_path)
    assert isinstance(record, Record)
    failure = read_page(record, Settings())
    assert isinstance(failure, Failure) and "unpacks to more than" in failure.message


@pytest.mark.parametrize("headers", [["Content-Encoding: gzip"], ["Transfer-Encoding: chunked"]])
def test_bodies_stored_unpacked_under_old_headers(tmp_path: Path, headers: list[str]) -> None:
    (record,) = read(response_record(1, HTML.encode(), "Content-Type: text/html", *headers), tmp_path)
    assert isinstance(record, Record)
    from newsclean.reading import pages as room

    assert room._opened(record, Settings()).data == HTML.encode()


def test_truncated_http_body_is_a_failure(tmp_path: Path) -> None:
    body = gzip.compress(page_text(1).encode())[:-40]
    (record,) = read(response_record(1, body, "Content-Type: text/plain", "Content-Encoding: gzip"), tmp_path)
    assert isinstance(record, Record)
    failure = read_page(record, Settings())
    assert isinstance(failure, Failure)
    assert failure.id == "urn:uuid:00000000-0000-4000-8000-000000000001"
    assert "HTTP body is damaged" in failure.message


def broken(record: bytes, how: str) -> bytes:
    match how:
        case "no length":
            return record.replace(b"Content-Length", b"Content-Lenght")
        case "length too large":
            return record.replace(b"Content-Length: ", b"Content-Length: 9")
        case "length too small":
            return record.replace(b"Content-Length: ", b"Content-Length: 0").replace(b": 0", b": 0", 1)[:-60]
        case "length huge":
            return record.replace(b"Content-Length: ", b"Content-Length: 99999999")
        case "cut off":
            return record[: len(record) // 2]
        case "garbage":
            return bytes(range(256)) * 20
        case "no header end":
            return record[:60] + b"x" * 70_000 + b"\r\n"
    raise AssertionError(how)


@pytest.mark.parametrize(
    "how",
    ["no length", "length too large", "length too small", "length huge", "cut off", "garbage", "no header end"],
)
@pytest.mark.parametrize("compress", [whole, gzip.compress])
def test_a_corrupt_record_costs_itself(tmp_path: Path, how: str, compress: Callable[[bytes], bytes]) -> None:
    records = list(map(wet_record, PAGES))
    records[3] = broken(records[3], how)
    found = read(b"".join(map(compress, records)), tmp_path)
    assert [p.url for p in pages(found)] == [url(number) for number in PAGES if number != 3]
    (message,) = failures(found)
    assert message.startswith("record 4")


@pytest.mark.parametrize("name", COMPRESS)
@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_damaged_member_costs_itself(tmp_path: Path, name: str, place: float) -> None:
    members = [COMPRESS[name](wet_record(number)) for number in PAGES]
    damaged = bytearray(members[3])
    at = 12 + int(place * (len(damaged) - 24))
    damaged[at : at + 8] = bytes(byte ^ 0x5A for byte in damaged[at : at + 8])
    members[3] = bytes(damaged)
    found = read(b"".join(members), tmp_path)
    good = [p.url for p in pages(found) if p == page(int((p.url or "/").rsplit("/")[-1]), tmp_path)]
    assert [address for address in good if address != url(3)] == [url(number) for number in PAGES if number != 3]
    assert any("damaged" in message for message in failures(found))


@pytest.mark.parametrize("name", COMPRESS)
def test_a_truncated_archive_loses_its_last_page(tmp_path: Path, name: str) -> None:
    data = b"".join(COMPRESS[name](wet_record(number)) for number in PAGES)[:-40]
    found = read(data, tmp_path)
    assert [p.url for p in pages(found)] == [url(number) for number in PAGES[:-1]]
    (message,) = failures(found)
    assert message.startswith("record 6") and "what follows is lost" in message


def test_a_truncated_member_in_the_middle(tmp_path: Path) -> None:
    members = [gzip.compress(wet_record(number)) for number in PAGES]
    members[2] = members[2][:-60]
    found = read(b"".join(members), tmp_path)
    assert [p.url for p in pages(found)] == [url(number) for number in PAGES if number != 2]
    assert len(failures(found)) == 1


def test_a_record_that_is_too_large_costs_itself(tmp_path: Path) -> None:
    large = warc_record("conversion", b"large page\n" * 20_000, "WARC-Target-URI: https://large.example/")
    found = read(b"".join([wet_record(0), large, wet_record(1)]), tmp_path, max_page=100_000)
    assert [p.url for p in pages(found)] == [url(0), url(1)]
    (message,) = failures(found)
    assert "https://large.example/" in message and "--max-page" in message


def test_what_is_large_and_no_page_is_passed_over(tmp_path: Path) -> None:
    large = b"x" * 200_000
    records = [
        response_record(1, large, "Content-Type: application/pdf"),
        response_record(2, large, "Content-Type: text/html", status="404 Not Found"),
        warc_record("resource", large, "Content-Type: video/mp4"),
        response_record(3, large, "Content-Type: text/html"),
        response_record(4, large),
        wet_record(5),
    ]
    found = read(b"".join(records), tmp_path, max_page=100_000)
    assert [page.url for page in pages(found)] == [url(5)]
    assert [message.split(":")[0] for message in failures(found)] == [
        f"record 4 ({url(3)[:5]}",
        f"record 5 ({url(4)[:5]}",
    ]


def test_a_header_without_an_end_costs_itself(tmp_path: Path) -> None:
    found = read(b"WARC/1.0\r\nWARC-Type: conversion\r\n" * 3 + wet_record(1), tmp_path)
    assert [page.url for page in pages(found)] == [url(1)]
    assert [message.split(":")[1] for message in failures(found)] == [" its header is cut off"] * 3


@pytest.mark.parametrize("name", COMPRESS)
def test_bombs_stop(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "BOMB_BYTES", 1 << 20)
    (tmp_path / "page").write_bytes(COMPRESS[name](b" " * 50_000_000))
    with open(tmp_path / "page", "rb") as stream, pytest.raises(Exception, match="decompression bomb"):
        size = 0
        for chunk in chunks(stream):
            assert isinstance(chunk, bytes) and len(chunk) <= unpacking.CHUNK
            size += len(chunk)
            assert size < 20_000_000


@given(st.binary(max_size=3000), st.sampled_from(sorted(COMPRESS)), st.integers(0, 3000), st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_unpacking_never_raises_for_damage(data: bytes, name: str, at: int, flip: int) -> None:
    packed = bytearray(COMPRESS[name](data) + COMPRESS[name](b"more"))
    packed[at % len(packed)] ^= flip
    for chunk in chunks(io.BytesIO(bytes(packed))):
        assert isinstance(chunk, bytes | Damage)


@given(st.binary(max_size=300), st.integers(0, 2000), st.booleans())
@settings(max_examples=200, deadline=None)
def test_whatever_lies_between_records_the_last_is_read(noise: bytes, cut: int, newline: bool) -> None:
    from newsclean.reading.warc import read_warc

    first = wet_record(0)
    data = first[: cut % len(first)] + noise + (b"\n" if newline else b"\r\n") + wet_record(1)

    def pieces() -> Iterator[bytes]:
        for i in range(0, len(data), 97):
            yield data[i : i + 97]

    found = list(read_warc(pieces(), "-", Settings()))
    assert isinstance(found[-1], Record) and found[-1].url == url(1)
