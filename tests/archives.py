"""Archives of invented pages, for tests and benchmarks."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from functools import partial

WORDS = (
    "harbour", "council", "bridge", "market", "ferry", "mayor", "storm", "library", "tunnel", "orchard", "festival",
    "railway", "bakery", "museum", "reservoir", "lighthouse", "quarry", "theatre", "hospital", "meadow",
)  # fmt: skip


def page_text(number: int) -> str:
    """An invented page with a menu, a headline, paragraphs and a footer; another one for each number."""
    a, b, c = (WORDS[(number * step + step) % len(WORDS)] for step in (1, 7, 3))
    return (
        f"Home\nNews\nSport\nWeather\nLog in\n\n{a.title()} and {b} reopen after repairs, number {number}\n\n"
        f"By Nadia Okonkwo\n\n"
        f"The {a} in Port Ellery reopened on Tuesday after {number} days of repairs to the {b}, the council said.\n\n"
        f"About {number + 12} people had waited at the {c} since the early morning, and most stayed until noon.\n\n"
        f"The repairs cost less than feared, the mayor told the {c}'s newsletter, and no further work is planned.\n\n"
        f"Read more\nSubscribe to our newsletter\n© Port Ellery Gazette\n"
    )


def url(number: int) -> str:
    """The address of a page."""
    return f"https://gazette.example/{number}"


def warc_record(kind: str, block: bytes, *headers: str) -> bytes:
    """One WARC record."""
    lines = ["WARC/1.0", f"WARC-Type: {kind}", *headers, f"Content-Length: {len(block)}", "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def wet_record(number: int) -> bytes:
    """A page as Common Crawl's WET files hold it."""
    return warc_record(
        "conversion",
        page_text(number).encode(),
        f"WARC-Target-URI: {url(number)}",
        "WARC-Date: 2024-02-21T01:02:03Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "Content-Type: text/plain",
    )


def response_record(number: int, body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An HTTP response as a crawler stores it."""
    http = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body
    return warc_record(
        "response",
        http,
        f"WARC-Target-URI: {url(number)}",
        "WARC-Date: 2024-02-21T01:02:03Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "Content-Type: application/http; msgtype=response",
    )


WARCINFO = warc_record("warcinfo", b"Software-Info: none\r\n", "Content-Type: application/warc-fields")


def zstd(data: bytes) -> bytes:
    """One zstd frame, with a checksum as the `zstd` program writes it."""
    from backports import zstd as library

    return library.compress(data, options={library.CompressionParameter.checksum_flag: 1})


COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gz": partial(gzip.compress, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd,
}
