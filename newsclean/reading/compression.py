"""Compressed input, told by its first bytes; only importer of xopen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from newsclean.errors import InputError

_MAGIC = (
    (b"\x1f\x8b", "gz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bz2"),
)

#: How much is read at a time.
CHUNK = 1 << 18


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream as they come, decompressed if need be.

    Raises InputError if the compressed data is damaged or cut off, OSError if the stream cannot be read.
    """
    head = stream.read(6)
    form = next((form for magic, form in _MAGIC if head.startswith(magic)), None)
    rejoined = _Rejoined(head, stream)
    if form is None:
        while chunk := rejoined.read(CHUNK):
            yield chunk
    else:
        yield from _decompressed(rejoined, form)


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were already read. Reads what is there, without waiting for more."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._read = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head
        chunk: bytes = self._read(CHUNK if size is None or size < 0 else size)
        return chunk

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        chunk = self.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _decompressed(stream: _Rejoined, form: str) -> Iterator[bytes]:
    from xopen import xopen

    try:
        with xopen(cast(BinaryIO, io.BufferedReader(stream)), "rb", threads=0, format=form) as plain:
            while chunk := plain.read(CHUNK):
                yield chunk
    except Exception as error:  # each decompressor has an error class of its own, most below Exception itself
        raise InputError(f"is damaged or cut off ({form} data: {error}): fetch or pack it again") from error
