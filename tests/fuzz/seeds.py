"""Where fuzzing begins: invented pages, archives and texts, as bytes, for each target."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.archives import COMPRESS, page_text, response_record, wet_record
from tests.hostile import TEXTS
from tests.html_pages import PAGE
from tests.test_lines import PARAGRAPHS
from tests.test_tags import GFM, MARKDOWN

PAGES = Path(__file__).parent.parent / "pages"

FIELD_LINES = (
    "By ANN BELL and Bo Ray, Associated Press | Updated 3 May 2024 at 14:05 GMT",
    "Publié le 3 mai 2024 à 14h05 par Ève Martin",
    "2024年5月3日 14時05分 記者王小明／台北報導",
    "(서울=연합뉴스) 홍길동 기자 = 2024. 5. 3. 오후 2:05",
    "TOKYO (AP) — The gates were closed. (Photo: Ann Bell/AFP)",
    "The gates on Thursday. Photo: Ann Bell/AFP Enlarge image",
    "Vera Bell says: 2 hours ago · 12 ( +13 / -1 )",
    "▲ 12 ▼ 3 | Reply | 5 Comments | Liked by Bo",
    "Tags: ferries 120, Marrow Bay 7 | #harbour 9",
    "Read more: Eggs are dear again | The Bell — Marrow Bay",
    "۱۴۰۳/۲/۱۴ ๓ พ.ค. 2567 05/03/24 7:55 AM UTCUpdated",
    "* [a](b) ![c](d) **e** _f_ `g` [12]Sport (BUTTON) [IMG]",
    "1. https://a.example/",
    "By Ann Bell |\u2002| The Bell,\u2009,\u202f Bo Ray (. .)",
    "Image caption: \xa0\xa0\xa0Enlarge image",
)


def _json_lines() -> Iterator[bytes]:
    rows = [
        {"text": page_text(1), "id": 7, "url": "https://a.example/"},
        {"html": PAGE},
        {"content": None, "body": "x"},
    ]
    lines = [json.dumps(row) for row in rows]
    yield "\n".join(lines).encode()
    yield "\r\n".join([lines[0], "{broken", "", "[1]", '{"text": "\\ud800\x01", "id": NaN}']).encode()
    yield ("\ufeff" + lines[0] + "\n" + lines[1]).encode("utf-16")


def _archives() -> Iterator[bytes]:
    yield wet_record(1) + wet_record(2)
    yield response_record(1, PAGE.encode(), "Content-Type: text/html; charset=utf-8")
    yield response_record(2, b"5\r\nhello\r\n0\r\n\r\n", "Content-Type: text/plain", "Transfer-Encoding: chunked")
    packed = COMPRESS["gz"](PAGE.encode())
    yield response_record(3, packed, "Content-Type: text/html", "Content-Encoding: gzip")


def _tables() -> Iterator[bytes]:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({"text": [page_text(1), None], "id": [1, 2], "url": ["https://a.example/", None]})
    for compression in ("none", "snappy", "zstd"):
        out = io.BytesIO()
        pyarrow.parquet.write_table(table, out, compression=compression)
        yield out.getvalue()[4:]


def _texts() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(PAGES.glob("*/dump.txt")))
    yield "\n".join(TEXTS).encode("utf-8", "replace")
    yield "\n".join(FIELD_LINES).encode()
    yield " ".join(PARAGRAPHS * 3).encode()
    yield from (GFM.encode(), MARKDOWN.encode())


def _pages() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(PAGES.glob("*/page.html")))
    yield "".join(f"<p>{text}</p>" for text in TEXTS).encode("utf-8", "replace")
    yield b"<pre>" + "\n".join(PARAGRAPHS).encode() + b"</pre>"
    yield b"<body a>" * 30 + b"<script>1</script><p>" + PARAGRAPHS[0].encode() + b"<p>1 January 2024, Ann Bell"
    yield b"<title>A</title>" + "".join(f"<p>{text}" for text in PARAGRAPHS).encode() + "<p>© 2024 The Bell".encode()


@cache
def seeds(target: str) -> list[bytes]:
    """The bytes that a target begins with."""
    texts, pages = list(_texts()), list(_pages())
    encoded = [page_text(1).encode(name) for name in ("utf-16", "utf-32", "utf-16-le", "cp1252")]
    encoded.append("記事の本文です。".encode("iso2022_jp") * 3)
    packed = [pack(page_text(1).encode()) + pack(b"more") for pack in COMPRESS.values()]
    records, archives = list(_json_lines()), list(_archives())
    every = texts[:3] + pages[:3] + encoded + packed + records + archives
    chosen = {
        "lines": texts,
        "fields": [*(line.encode() for line in FIELD_LINES), "\n".join(FIELD_LINES).encode()],
        "decoding": encoded + texts[:2] + pages[:2],
        "unpacking": packed,
        "jsonl": records,
        "warc": archives + [COMPRESS["gz"](archive) for archive in archives],
        "parquet": list(_tables()),
        # What the patterns that tell forms and encodings once took the square of their length for.
        "files": [*every, b"{" + b"\n" * 19_000 + b"!", b"<meta charset=" + b"\n" * 16_000 + b"!"],
        "markup": pages,
        "text_page": texts,
        "html_page": pages,
        "library": every,
        "writers": texts + pages,
    }
    return chosen[target]
