"""JSON Lines → records, one line each; and what is in such a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from newsclean.errors import InputError, too_large
from newsclean.reading.compression import Damage
from newsclean.reading.decoding import ToUtf8, decode, unmarked_wide_encoding
from newsclean.reading.failing import failed
from newsclean.reading.keys import FETCHED_KEYS, URL_KEYS, id_keys, label, page_in, text_keys
from newsclean.reading.sniffing import HEAD, sniff
from newsclean.records import Failure, Record
from newsclean.settings import Settings

Found = TypeVar("Found")

_DECODER = msgspec.json.Decoder(dict[str, msgspec.Raw])
#: A line may be this many times longer than the largest page: six bytes `\\u0436` for two, and other keys.
_LINE = 4


def read_jsonl(chunks: Iterable[bytes | Damage], source: str, settings: Settings) -> Iterator[Record | Failure]:
    """The lines of JSON Lines that come in `chunks`, not yet looked into; blank ones are left out.

    A line that is too long, or damaged, is a Failure naming it. Memory is bounded by the longest line.
    """
    for number, line in enumerate(_lines(chunks, _LINE * settings.max_page), 1):
        place = f"line {number}"
        if isinstance(line, Damage):
            yield failed(source, place, line.message)
        elif line.strip():
            yield Record(data=line, form="jsonl", source=source, place=place)


class Fields(NamedTuple):
    """What a line of JSON Lines says about its page."""

    text: str
    form: Literal["text", "html"]
    id: str | None
    url: str | None
    fetched: str | None


def fields(line: bytes, settings: Settings) -> Fields:
    """What is in one line. Raises InputError if it is no JSON object with a page."""
    return _looked_into(line, lambda record: _fields(record, settings))


def id_of(line: bytes, settings: Settings) -> str | None:
    """The id in a line of which no page can be made; None if that cannot be told either."""
    with suppress(InputError):
        return _looked_into(line, lambda record: _id(record, settings))
    return None


def _looked_into(line: bytes, look: Callable[[dict[str, msgspec.Raw]], Found]) -> Found:
    """What `look` finds in the object that a line is. Raises InputError if it is none."""
    try:
        return look(_DECODER.decode(line))
    except msgspec.ValidationError as error:
        raise InputError(f"is not a JSON object ({error})") from None
    except RecursionError:
        raise InputError("is nested too deeply to be a record") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return look(_lenient_object(line))


def _fields(record: dict[str, msgspec.Raw], settings: Settings) -> Fields:
    key, text = page_in({key: _value(record, key) for key in text_keys(settings) if key in record}, settings)
    assert isinstance(text, str)
    return Fields(
        text,
        form_of(key, text),
        _id(record, settings),
        label((_value(record, key) for key in URL_KEYS), numbers=False),
        label((_value(record, key) for key in FETCHED_KEYS), numbers=False),
    )


def _id(record: dict[str, msgspec.Raw], settings: Settings) -> str | None:
    return label((_value(record, key) for key in id_keys(settings)), numbers=True)


def form_of(key: str, page: str | bytes) -> Literal["text", "html"]:
    """Whether a page under a key is HTML: told by the key, else by its look."""
    if key == "text":
        return "text"
    head = page[:HEAD] if isinstance(page, bytes) else page[:HEAD].encode("utf-8", "replace")
    return "html" if key == "html" or sniff(head) == "html" else "text"


def _value(record: dict[str, msgspec.Raw], key: str) -> Any:
    raw = record.get(key)
    if raw is None:
        return None
    try:
        return msgspec.json.decode(raw)
    except msgspec.DecodeError:  # a lone surrogate, or a raw control character
        try:
            return json.loads(bytes(raw), strict=False)
        except ValueError as error:  # a number of thousands of digits
            raise InputError(f"has a value that cannot be read in `{key}` ({error})") from None


def _lenient_object(line: bytes) -> dict[str, msgspec.Raw]:
    """A record in another encoding than UTF-8, or with lone surrogates, raw control characters or NaN."""
    try:
        record = json.loads(decode(line), strict=False)
        if not isinstance(record, dict):
            raise InputError(f"is not a JSON object (it is a {type(record).__name__})")
        return {key: msgspec.Raw(json.dumps(value).encode()) for key, value in record.items()}
    except ValueError as error:
        raise InputError(f"is not a JSON object ({error})") from None
    except RecursionError:
        raise InputError("is nested too deeply to be a record") from None


def _lines(chunks: Iterable[bytes | Damage], limit: int) -> Iterator[bytes | Damage]:
    """The lines of a stream, whatever ends them; UTF-16 and UTF-32 become UTF-8.

    A line of more than `limit` bytes is a Damage, and a damaged place is one that stands for the lines it hit.
    """
    too_long = Damage(too_large(limit, "is longer than"))
    ending = held = b""
    rest: list[bytes] = []
    size = 0  # of the line so far, also of what was dropped of it
    as_utf8 = ToUtf8(unmarked_wide_encoding)
    for piece in chunks:
        if isinstance(piece, Damage):
            rest, size, held = [], 0, b""
            yield piece
            continue
        chunk = as_utf8(piece)
        if not ending:
            chunk = held + chunk
            ending = _line_ending(chunk)
            held = b"\r" if not ending and chunk.endswith(b"\r") else b""
            chunk = chunk.removesuffix(held)
        first, *others = chunk.split(ending) if ending else [chunk]
        rest.append(first)
        size += len(first)
        if size > limit:
            rest = []
        for piece in others:
            yield b"".join(rest) if size <= limit else too_long
            rest, size = [piece], len(piece)
    if size:
        yield b"".join(rest) if size <= limit else too_long


def _line_ending(chunk: bytes) -> bytes:
    """What ends the lines; empty while that is open: a CR at the end may be half of CR LF."""
    if b"\n" in chunk:
        return b"\n"
    return b"\r" if b"\r" in chunk[:-1] else b""
