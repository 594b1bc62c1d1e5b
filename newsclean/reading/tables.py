"""Rows of an Arrow table → records: which column holds what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from newsclean.errors import InputError
from newsclean.reading.decoding import scrub
from newsclean.reading.jsonl import form_of
from newsclean.reading.keys import FETCHED_KEYS, SOURCE_KEYS, URL_KEYS, first_of, id_keys, page_in, text_keys
from newsclean.records import Failure, Record
from newsclean.settings import Settings

if TYPE_CHECKING:
    import pyarrow

#: Rows whose cells are unpacked at once: memory is bounded by these, not by the batch.
ROWS = 64


def columns_of(names: Iterable[str], settings: Settings) -> list[str]:
    """Which of a table's columns are read: all that may hold the page, and those of its id, address, time and source.

    Raises InputError if there is none for the page.
    """
    names = list(names)
    texts = [key for key in text_keys(settings) if key in names]
    if not texts:
        key = " or ".join(f"`{key}`" for key in text_keys(settings))
        raise InputError(
            f"has no column {key} with the page: name it with --text-key or Settings(text_key=…); "
            f"its columns are {', '.join(names)}"
        )
    others = (first_of(keys, names) for keys in (id_keys(settings), URL_KEYS, FETCHED_KEYS, SOURCE_KEYS))
    return list(dict.fromkeys([*texts, *(name for name in others if name)]))


def records_of(batch: pyarrow.RecordBatch, settings: Settings) -> Iterator[Record | Failure]:
    """A record for each row of a batch that has the columns of `columns_of`; a row without a page is a Failure.

    `source` is `-` unless a column tells it. Raises InputError if there is no column for the page.
    """
    columns = columns_of(batch.schema.names, settings)
    for start in range(0, len(batch), ROWS):
        cells = [_cells(batch.column(name).slice(start, ROWS)) for name in columns]
        for values in zip(*cells, strict=True):
            yield record_of(dict(zip(columns, values, strict=True)), settings)


def record_of(row: dict[str, object], settings: Settings) -> Record | Failure:
    """The record that a row is; a Failure if it has no page."""
    id, url, fetched, source = (
        _printable(next((row[key] for key in keys if row.get(key) is not None), None))
        for keys in (id_keys(settings), URL_KEYS, FETCHED_KEYS, SOURCE_KEYS)
    )
    try:
        key, data = page_in(row, settings)
    except InputError as error:
        return Failure(source or "-", "reading", str(error), id)
    if isinstance(data, bytes) and not data.strip():
        data = ""
    forced = settings.input_form if settings.input_form in ("text", "html") else None
    return Record(
        data=data,
        form=forced or form_of(key, data),
        source=source or "-",
        id=id,
        url=url,
        fetched=fetched,
    )


def _cells(column: pyarrow.Array) -> list[object]:
    try:
        cells: list[object] = column.to_pylist()
    except UnicodeDecodeError:  # Arrow does not check its strings: what is none is decoded like any other page
        cells = column.cast("large_binary").to_pylist()
    return cells


def _printable(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, date):  # as archives write it: 2024-02-21T01:02:03Z
        value = value.isoformat().replace("+00:00", "Z")
    return None if value is None else scrub(str(value))
