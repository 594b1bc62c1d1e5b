"""Inputs → records and failures: what an input is, and the reader for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from newsclean.errors import EmptyInput, InputError, cause, too_large
from newsclean.reading.compression import Damage, Meter, chunks, undamaged
from newsclean.reading.decoding import EMPTY
from newsclean.reading.failing import failed
from newsclean.reading.inputs import open_input
from newsclean.reading.jsonl import read_jsonl
from newsclean.reading.pages import page_form
from newsclean.reading.parquet import read_parquet
from newsclean.reading.sniffing import HEAD, JSONL, sniff
from newsclean.reading.warc import read_warc
from newsclean.records import Failure, Input, Record
from newsclean.settings import Settings


def read_records(
    inputs: Iterable[Input | Failure], settings: Settings, meter: Meter | None = None
) -> Iterator[Input | Record | Failure]:
    """Each input, and after it its records; what cannot be read is a Failure in its place.

    Each is opened when its turn comes. `meter` counts what is read.
    """
    meter = meter or Meter()
    for found in inputs:
        meter.inputs += 1
        yield found
        if isinstance(found, Input):
            yield from _read(found, settings, meter)


def _read(found: Input, settings: Settings, meter: Meter) -> Iterator[Record | Failure]:
    try:
        with open_input(found.path) as stream:
            data = chunks(stream, meter)
            head, rest = _head(data)
            form = settings.input_form or sniff(head)
            if form == "jsonl":
                yield from read_jsonl(chain([head], rest), found.source, settings)
            elif form == "warc":
                yield from read_warc(chain([head], rest), found.source, settings)
            elif form == "parquet":
                yield from read_parquet(found.path, found.source, settings)
            else:
                kind = page_form(form)
                page = _whole(head, rest, settings.max_page)
                yield Record(data=page, form=kind, source=found.source)
    except InputError as error:
        yield failed(found.source, None, str(error))
    except OSError as error:
        yield failed(found.source, None, cause(error))


def _head(data: Iterator[bytes | Damage]) -> tuple[bytes, Iterator[bytes | Damage]]:
    """Enough first bytes to tell the form, fewer if the input ends or a whole line of JSON is there; and the rest.

    Raises EmptyInput if there is nothing.
    """
    head = b""
    for chunk in data:
        if isinstance(chunk, Damage):
            return head, chain([chunk], data)
        head += chunk
        if len(head) >= HEAD or (b"\n" in head and JSONL.match(head)):
            return head, data
    if not head.strip():
        raise EmptyInput(EMPTY)
    return head, data


def _whole(head: bytes, rest: Iterator[bytes | Damage], limit: int) -> bytes:
    """All of an input that is one page. Raises InputError if it is too large or damaged."""
    parts = [head]
    size = len(head)
    for chunk in undamaged(rest):
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            raise InputError(f"{too_large(limit)}, or write its pages as JSON Lines")
    return b"".join(parts)
