"""JSON Lines → pages, one line at a time. Of a record with both, the `html` is taken: it tells more than the `text`."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from newsclean.errors import InputError
from newsclean.reading.decoding import decode, marked_encoding, scrub, unmarked_wide_encoding
from newsclean.records import Failure, Page


class _Record(msgspec.Struct, frozen=True):
    """What is looked for in a line; other keys are left alone."""

    text: str | None = None
    html: Any = None
    id: Any = None
    url: Any = None


_DECODER = msgspec.json.Decoder(_Record)


def read_jsonl(chunks: Iterable[bytes], source: str) -> Iterator[Page | Failure]:
    """The pages of JSON Lines that come in `chunks`; a line that gives none is a Failure naming it.

    Memory is bounded by the longest line.
    """
    for number, line in enumerate(_lines(chunks), 1):
        if not line.strip():
            continue
        try:
            yield _page(line, source)
        except InputError as error:
            yield Failure(source, "reading", f"line {number}: {error}")


def _page(line: bytes, source: str) -> Page:
    """The page of one record. Raises InputError."""
    record = _record(line)
    html = record.html if isinstance(record.html, str) and record.html.strip() else None
    text = record.text if html is None else html
    if text is None:
        if isinstance(record.html, str):
            text = ""
        else:
            raise InputError("has no page: each record needs its dump under the key `text`, or its HTML under `html`")
    url = record.url if isinstance(record.url, str) else None
    return Page(
        text=scrub(text),
        source=source,
        id=_printable(record.id),
        url=_printable(url),
        form="text" if html is None else "html",
    )


def _printable(value: object) -> str | None:
    """An id or address as a string; None if it is neither a string nor a number."""
    return scrub(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _record(line: bytes) -> _Record:
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise InputError(_wrong_type(error)) from None
    except RecursionError:
        raise InputError("is nested too deeply to be a record") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _lenient_record(line)


def _lenient_record(line: bytes) -> _Record:
    """A record in another encoding than UTF-8, or with lone surrogates, raw control characters or NaN."""
    try:
        return msgspec.convert(json.loads(decode(line), strict=False), _Record)
    except msgspec.ValidationError as error:
        raise InputError(_wrong_type(error)) from None
    except ValueError as error:
        raise InputError(f"is not a JSON object ({error})") from None
    except RecursionError:
        raise InputError("is nested too deeply to be a record") from None


def _wrong_type(error: msgspec.ValidationError) -> str:
    what, _, where = str(error).partition(" - at `$.")
    key = where.rstrip("`")
    return f"`{key}` is of the wrong type ({what})" if key else f"is not a JSON object ({what})"


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a stream, whatever ends them; UTF-16 and UTF-32 become UTF-8."""
    ending = b""
    rest: list[bytes] = []
    for chunk in _as_utf8(chunks):
        if not ending:
            chunk = b"".join([*rest, chunk])
            rest = []
            ending = _line_ending(chunk)
        if not ending or ending not in chunk:
            rest.append(chunk)
            continue
        first, *whole = chunk.split(ending)
        yield b"".join([*rest, first])
        rest = [whole.pop()]
        yield from whole
    if last := b"".join(rest):
        yield last


def _line_ending(chunk: bytes) -> bytes:
    """What ends the lines; empty while that is open: a CR at the end may be half of CR LF."""
    if b"\n" in chunk:
        return b"\n"
    return b"\r" if b"\r" in chunk[:-1] else b""


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    decoder = None
    first = True
    for chunk in chunks:
        if first:
            encoding = marked_encoding(chunk) or unmarked_wide_encoding(chunk)
            if encoding == "utf-8":
                chunk = chunk.removeprefix(codecs.BOM_UTF8)
            elif encoding:
                decoder = codecs.getincrementaldecoder(encoding)("replace")
        if decoder is None:
            yield chunk
        else:
            text = decoder.decode(chunk)
            yield text.removeprefix("\ufeff").encode() if first else text.encode()
        first = False
