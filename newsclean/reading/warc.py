"""WARC and WET archives → records: `conversion` (text), `response` and `resource` records that are pages.

Records are framed by their Content-Length. Where that leads astray the record is a Failure, and reading goes on at the
next line that begins a record. Other records (requests, metadata, revisits), responses other than 2xx, and
what is neither HTML nor plain text are no pages and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from newsclean.errors import InputError, too_large
from newsclean.reading.compression import Damage
from newsclean.reading.decoding import scrub
from newsclean.reading.failing import failed
from newsclean.records import Failure, Record
from newsclean.settings import Settings

#: The head of a record, or of an HTTP response, is not larger (bytes).
_MAX_HEAD = 1 << 16

_BEGIN = re.compile(rb"WARC/\d\.\d+\r?\n")
#: The begin of a record and of its first header, looked for where the way was lost: pages that show this are rare.
_NEXT = re.compile(rb"WARC/\d\.\d+\r?\n[A-Za-z-]+:")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
#: The end of a header, or where it is cut off: whichever comes first decides.
_END_OR_NEXT = re.compile(rb"\r?\n\r?\n|(?=WARC/\d\.\d+\r?\n[A-Za-z-]+:)")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_MEDIA_TYPE = re.compile(rb"^content-type[ \t]*:[ \t]*([^;\s]+)", re.IGNORECASE | re.MULTILINE)
#: How far a record may be from its end mark to be whole: two line ends.
_END = 4

_PAGES: dict[bytes, Literal["text", "html"]] = {
    b"text/html": "html",
    b"application/xhtml+xml": "html",
    b"text/plain": "text",
}


class _Head(NamedTuple):
    """What the header of a record says; `length` is that of its block in bytes."""

    type: bytes
    media_type: bytes
    length: int
    id: str | None
    url: str | None
    date: str | None


def read_warc(chunks: Iterable[bytes | Damage], source: str, settings: Settings) -> Iterator[Record | Failure]:
    """The pages of an archive that comes in `chunks`; a record that cannot be read is a Failure naming it.

    Memory is bounded by the largest page that `settings` allows.
    """
    stream = _Stream(chunks)
    number = 0
    lost = False  # the way, and that has been told
    while True:
        skipped = stream.to_record()
        if stream.damage and not stream.is_at_record():
            yield failed(source, f"record {number + 1}", stream.take_damage().message)
            lost = True
            continue
        if skipped and not lost:
            message = f"{skipped:,} bytes before it belong to no record, and were passed over"
            yield failed(source, f"record {number + 1}", message)
        if not stream.fill(1):
            return
        number += 1
        head = None
        try:
            head = _head(stream)
            record = _record(stream, head, source, settings.max_page)
            lost = False
            if record:
                yield record
        except InputError as error:
            lost = True
            where = f"record {number}" + (f" ({head.url})" if head and head.url else "")
            yield failed(source, where, str(error), id=head.id if head else None)


def _head(stream: _Stream) -> _Head:
    """The header of the record that comes. Raises InputError if there is none, or it gives no length."""
    raw = stream.head()
    fields: dict[bytes, bytes] = {}
    for line in _FOLDED.sub(b" ", raw).splitlines()[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    length = fields.get(b"content-length", b"")
    if not length.isdigit() or len(length) > 18:
        raise InputError(f"its header gives no Content-Length{_shown(length)}: the archive is damaged here")

    def text(name: bytes) -> str | None:
        value = fields.get(name, b"").strip(b"<>").decode("utf-8", "replace")
        return scrub(value) or None

    return _Head(
        type=fields.get(b"warc-type", b"").lower(),
        media_type=fields.get(b"content-type", b"").partition(b";")[0].strip().lower(),
        length=int(length),
        id=text(b"warc-record-id"),
        url=text(b"warc-target-uri"),
        date=text(b"warc-date"),
    )


def _shown(value: bytes) -> str:
    return f" ({scrub(value[:20].decode('utf-8', 'replace'))})" if value else ""


def _record(stream: _Stream, head: _Head, source: str, limit: int) -> Record | None:
    """The page in the block that comes, or None if it is none. Raises InputError if it is damaged or too large."""
    form = _page_form(stream, head)
    if form is None or head.length > limit:
        stream.skip(head.length)
        if form is not None:
            raise InputError(too_large(limit))
        return None
    block = stream.block(head.length)
    # A resource of nothing is a page without an article, and no empty file.
    data = "" if head.type == b"resource" and not block.strip() else block
    return Record(data=data, form=form, source=source, id=head.id, url=head.url, fetched=head.date)


def _page_form(stream: _Stream, head: _Head) -> Literal["text", "html", "wet", "http"] | None:
    """What the block that comes is, if it is a page: told by the record's header, and for a response by its own."""
    if head.type == b"response" and head.media_type in (b"application/http", b""):
        return "http" if _is_page(stream.peek(min(head.length, _MAX_HEAD))) else None
    if head.type == b"resource":
        return _PAGES.get(head.media_type)
    if head.type == b"conversion" and head.media_type in (*_PAGES, b""):
        return "html" if _PAGES.get(head.media_type) == "html" else "wet"
    return None


def _is_page(head: bytes) -> bool:
    """Whether an HTTP response is a page, by its status and media type; without a type it may be."""
    head = _END_OF_HEAD.split(head, maxsplit=1)[0]
    status = _STATUS.match(head)
    if status and not status[1].startswith(b"2"):
        return False
    media_type = _MEDIA_TYPE.search(head)
    return media_type is None or media_type[1].lower() in _PAGES


class _Stream:
    """Chunks of bytes as one stream that is looked at before it is taken; `damage` is where it cannot go on."""

    def __init__(self, chunks: Iterable[bytes | Damage]) -> None:
        self._chunks = iter(chunks)
        self._buffer = bytearray()
        self.damage: Damage | None = None

    def fill(self, size: int) -> bool:
        """Whether `size` bytes are there before the stream ends or is damaged."""
        while len(self._buffer) < size and self.damage is None:
            chunk = next(self._chunks, None)
            if chunk is None:
                return False
            if isinstance(chunk, Damage):
                self.damage = chunk
            else:
                self._buffer += chunk
        return len(self._buffer) >= size

    def peek(self, size: int) -> bytes:
        """The next bytes, `size` of them if there are so many, which are still to come."""
        self.fill(size)
        return bytes(self._buffer[:size])

    def take_damage(self) -> Damage:
        """The damage, which is passed: what was read before it and not taken is dropped."""
        damage, self.damage = self.damage, None
        assert damage is not None
        self._buffer.clear()
        return damage

    def to_record(self) -> int:
        """Go to where a record begins, or the end or a damage is; returns the bytes passed over, but for blanks."""
        skipped = 0
        while True:
            while self.fill(1) and self._buffer[0] in b"\r\n":
                del self._buffer[: len(self._buffer) - len(self._buffer.lstrip(b"\r\n"))]
            self.fill(20)
            if not self._buffer or self.is_at_record():
                return skipped
            found = _NEXT.search(self._buffer)
            end = found.start() if found else max(1, len(self._buffer) - 80)
            if not found and not self.fill(len(self._buffer) + 1):
                end = len(self._buffer)
            del self._buffer[:end]
            skipped += end

    def is_at_record(self) -> bool:
        """Whether a record begins here."""
        return _BEGIN.match(self._buffer) is not None

    def head(self) -> bytes:
        """The header that comes, up to its blank line. Raises InputError if it is endless or damaged."""
        while not (found := _END_OR_NEXT.search(self._buffer, 1)):
            if len(self._buffer) > _MAX_HEAD:
                del self._buffer[:1]
                raise InputError("its header does not end: the archive is damaged here")
            if not self.fill(len(self._buffer) + 1):
                self._cut_off()
        if not found[0]:
            del self._buffer[: found.start()]
            raise InputError("its header is cut off: the archive is damaged here")
        raw = bytes(self._buffer[: found.start()])
        del self._buffer[: found.end()]
        return raw

    def block(self, length: int) -> bytes:
        """The block that comes, with the next record or the end behind it. Raises InputError if it is not so."""
        if not self.fill(length):
            self._cut_off()
        self.fill(length + _END + 20)
        if not self._ends_at(length):
            raise InputError("its length is wrong: the archive is damaged here")
        block = bytes(memoryview(self._buffer)[:length])
        del self._buffer[:length]
        return block

    def skip(self, length: int) -> None:
        """Pass over a block, or over as much of it as lies before something that begins a record."""
        while length > 0:
            if not self.fill(1):
                self._cut_off()
            self.fill(min(length, 1 << 18) + 80)
            found = _NEXT.search(self._buffer, 0, min(length, len(self._buffer)))
            if found and not self._ends_at(length):
                del self._buffer[: found.start()]
                raise InputError("its length is wrong: the archive is damaged here")
            end = min(length, max(1, len(self._buffer) - 80))
            del self._buffer[:end]
            length -= end

    def _ends_at(self, length: int) -> bool:
        """Whether what follows `length` bytes is the mark of an end, or a record, or nothing, or damaged."""
        after = bytes(self._buffer[length : length + _END + 20])
        rest = after.lstrip(b"\r\n")
        if length > len(self._buffer):
            return False
        if not rest or _BEGIN.match(rest):
            return True
        # The mark, and garbage behind it; but not the mark in the midst of a record that was swallowed.
        return after.startswith(b"\r\n\r\n") and not _NEXT.search(self._buffer, 0, length)

    def _cut_off(self) -> None:
        """Raises InputError because what is needed is not there; what comes next is a record, if there is any left."""
        if found := _NEXT.search(self._buffer, 1):
            del self._buffer[: found.start()]
            raise InputError("its length is wrong: the archive is damaged here")
        message = self.take_damage().message if self.damage else "the archive is cut off here"
        self._buffer.clear()
        raise InputError(message)
