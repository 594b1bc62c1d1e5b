"""An HTTP response of an archive → its body: chunks joined, content encodings undone. Only importer of fastwarc."""

from __future__ import annotations

import io
import zlib
from typing import Literal, NamedTuple

from newsclean.errors import InputError, UnsupportedInput, too_large
from newsclean.reading.compression import chunks, is_packed, undamaged


class Response(NamedTuple):
    """What a response holds: its body, and what its headers say of it, in lower case, None if they do not."""

    body: bytes
    media_type: str | None
    charset: str | None


def response(message: bytes, limit: int) -> Response:
    """The response that `message`, headers and body as they came, is.

    Raises InputError if it is damaged or unpacks to more than `limit` bytes, UnsupportedInput without fastwarc.
    """
    found = None
    try:
        found = _read(message, "transfer", limit)
        # fastwarc tells nothing of bodies that were cut off, and archives that store bodies unpacked often keep the
        # headers of the packed ones: so look at the body itself.
        if is_packed(found.body):
            return found._replace(body=_unpacked(found.body, limit))
        return found if found.body.lstrip()[:1] in (b"", b"<") else _read(message, "all", limit)
    except OSError:
        plain = _read(message, "none", limit)
        if plain.body.lstrip()[:1] == b"<":
            return plain
        body = _inflated(found.body, limit) if found else b""
        if not body:
            raise InputError("its HTTP body is damaged or cut off: it could not be unpacked") from None
        return plain._replace(body=body)


def _inflated(body: bytes, limit: int) -> bytes:
    """What is packed as bare deflate, which some servers send where zlib's form is meant, and browsers take; empty if
    that is not what it is."""
    deflate = zlib.decompressobj(wbits=-15)
    try:
        plain = deflate.decompress(body, limit + 1)
    except zlib.error:
        return b""
    _check(len(plain), limit)
    return plain if deflate.eof else b""


def _unpacked(body: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in undamaged(chunks(io.BytesIO(body)), "its HTTP body is damaged or cut off: "):
        parts.append(chunk)
        size += len(chunk)
        _check(size, limit)
    return b"".join(parts)


def _read(message: bytes, encodings: Literal["all", "transfer", "none"], limit: int) -> Response:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise UnsupportedInput("is an HTTP response: reading these takes `pip install 'newsclean[warc]'`") from None
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(message)}"
    archive = io.BytesIO(b"".join((head.encode(), b"\r\n\r\n", message, b"\r\n\r\n")))
    record = next(iter(ArchiveIterator(archive, auto_decode=encodings, quirks_mode=True)))
    body = record.reader.read(limit + 1)
    _check(len(body), limit)
    return Response(body, (record.http_content_type or "").lower() or None, (record.http_charset or "").lower() or None)


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise InputError(too_large(limit, "unpacks to more than"))
