"""Compressed input, told by its first bytes, unpacked member by member: damage costs what it hit, no more.

Archives are many compressed members one after another (WARC: one a record), and a reader that takes them for one
stream loses everything behind the first bad byte. The decompressors themselves are used here, and not xopen, because
they tell where a member ends, and unpack no more at a time than they are asked for.
"""

from __future__ import annotations

import bz2
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from newsclean.errors import InputError

#: How much is read, and unpacked, at a time (bytes).
CHUNK = 1 << 18
#: Whoever unpacks to more than this many times its size, after this many bytes, is a bomb. WET files reach 3 to 5,
#: deflate at most 1,032, and the other forms millions.
BOMB_RATIO, BOMB_BYTES = 300, 64 << 20
#: Memory (bytes) that unpacking xz may take; its strongest preset takes 65 MB.
_XZ_MEMORY = 256 << 20
#: How many bytes are needed to know the start of a member.
_START = 10


class Damage(NamedTuple):
    """A place in the input where data is missing: what follows it is whole again, if anything follows."""

    message: str


class Meter:
    """How much was read so far: `bytes` as they lie in the inputs, and `inputs` that were begun."""

    def __init__(self) -> None:
        self.bytes = 0
        self.inputs = 0


class _Decompressor(Protocol):
    """What the decompressors of bz2, lzma and zstd share."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Form(NamedTuple):
    """A form of compression: its name, how a member starts, and how one is unpacked."""

    name: str
    start: re.Pattern[bytes]
    new: Callable[[], _Decompressor]


class _Gzip:
    """zlib's decompressor with the face of the others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._full and not self._zlib.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        plain = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self._full = len(plain) == max_length
        return plain


def _zstd() -> _Decompressor:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    return zstd.ZstdDecompressor()


_FORMS = (
    # No flags that are reserved: three bytes alone occur in compressed data every 16 MB.
    _Form("gzip", re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.DOTALL), _Gzip),
    _Form("zstd", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18", re.DOTALL), _zstd),
    _Form("xz", re.compile(rb"\xfd7zXZ\x00"), lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY)),
    _Form("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
)


def chunks(stream: BinaryIO, meter: Meter | None = None) -> Iterator[bytes | Damage]:
    """The bytes of a stream as they come, unpacked if need be, never more than `CHUNK` at once.

    Raises InputError if it unpacks to too much, OSError if the stream cannot be read.
    """
    raw = _Raw(stream, meter or Meter())
    head = raw.at_least(b"", _START)
    form = next((form for form in _FORMS if form.start.match(head)), None)
    if form is not None:
        yield from _unpacked(raw, head, form)
        return
    while head:
        yield head
        head = raw.read()


def undamaged(pieces: Iterable[bytes | Damage], what: str = "") -> Iterator[bytes]:
    """The pieces of something that is of no use in parts. Raises InputError, which names it by `what`, if one is
    missing."""
    for piece in pieces:
        if isinstance(piece, Damage):
            raise InputError(what + piece.message)
        yield piece


def is_packed(data: bytes) -> bool:
    """Whether data begins like something that `chunks` unpacks."""
    return any(form.start.match(data) for form in _FORMS)


class _Raw:
    """A stream that is read as bytes come, without waiting for more, and counted."""

    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._meter = meter
        self.taken = 0

    def read(self) -> bytes:
        data = self._read(CHUNK)
        self.taken += len(data)
        self._meter.bytes += len(data)
        return data

    def at_least(self, data: bytes, size: int) -> bytes:
        """`data` with more after it, until it has `size` bytes or nothing comes."""
        while len(data) < size and (more := self.read()):
            data += more
        return data


def _unpacked(raw: _Raw, data: bytes, form: _Form) -> Iterator[bytes | Damage]:
    """The members of a compressed stream that begins with `data`."""
    size = 0
    told = False  # of the damage that is being passed over
    while data:
        member = _Member(raw, data, form)
        try:
            for plain in member:
                size += len(plain)
                if size > BOMB_BYTES and size > BOMB_RATIO * raw.taken:
                    raise InputError(
                        f"unpacks to more than {BOMB_RATIO} times its size, like a decompression bomb: "
                        "if it is none, unpack it and pipe it in"
                    )
                yield plain
            told = False
            data = raw.at_least(member.rest, _START)
            if form.start.match(data) or not data.strip(b"\0"):  # padding of zeros is part of some archives
                data = data if data.strip(b"\0") else b""
                continue
            message = f"what follows byte {raw.taken - len(data):,} is no {form.name} data"
            data = _next_member(raw, data, form)
        except _Damaged as damaged:
            message = f"{form.name} data is damaged or cut off near byte {raw.taken - len(damaged.data):,} ({damaged})"
            data = _next_member(raw, damaged.data[1:], form)
        if not told:
            told = True
            ending = "reading goes on behind it" if data else "what follows is lost"
            yield Damage(f"{message}: {ending}; fetch or pack it again")


class _Damaged(Exception):
    """A member that cannot be unpacked; `data` is what was fed to it last, where the next may be found."""

    def __init__(self, message: str, data: bytes) -> None:
        super().__init__(message)
        self.data = data


class _Member:
    """One member: iterating unpacks it, then `rest` is what was read beyond it. Raises _Damaged."""

    def __init__(self, raw: _Raw, data: bytes, form: _Form) -> None:
        self._raw, self._data, self._form = raw, data, form
        self.rest = b""

    def __iter__(self) -> Iterator[bytes]:
        decompressor = self._form.new()
        fed = data = self._data
        while not decompressor.eof:
            try:
                plain = decompressor.decompress(data, CHUNK)
            except Exception as error:  # each decompressor has an error class of its own, some below Exception itself
                raise _Damaged(" ".join(str(error).split()), fed) from error
            if plain:
                yield plain
            data = b""
            if not decompressor.eof and decompressor.needs_input:
                fed = data = self._raw.read()
                if not data:
                    raise _Damaged("it ends too early", b"")
        self.rest = decompressor.unused_data


def _next_member(raw: _Raw, data: bytes, form: _Form) -> bytes:
    """The data from the next start of a member on; empty if there is none."""
    while True:
        if found := form.start.search(data):
            return raw.at_least(data[found.start() :], _START)
        more = raw.read()
        if not more:
            return b""
        data = data[-_START:] + more
