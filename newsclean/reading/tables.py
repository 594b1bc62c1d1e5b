"""Rows of an Arrow table → records: which column holds what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsclean.errors import InputError
from newsclean.reading.failing import failed
from newsclean.reading.jsonl import form_of
from newsclean.reading.keys import FETCHED_KEYS, SOURCE_KEYS, URL_KEYS, id_keys, label, page_in, text_keys
from newsclean.records import Failure, Record
from newsclean.settings import Settings

if TYPE_CHECKING:
    import pyarrow

#: Rows whose cells are unpacked at once: memory is bounded by these, not by the batch.
ROWS = 64

#: What Arrow raises for cells that Python has no value for.
_UNREADABLE = (ArithmeticError, LookupError, ValueError)


def columns_of(names: Iterable[str], settings: Settings) -> list[str]:
    """Which of a table's columns are read: all that may hold the page, and those of its id, address, time and source.

    Raises InputError if there is none for the page, or if one of them is there twice.
    """
    names = list(names)
    texts = [key for key in text_keys(settings) if key in names]
    if not texts:
        key = " or ".join(f"`{key}`" for key in text_keys(settings))
        raise InputError(
            f"has no column {key} with the page: name it with --text-key or Settings(text_key=…); "
            f"its columns are {', '.join(names)}"
        )
    others = (key for key in (*id_keys(settings), *URL_KEYS, *FETCHED_KEYS, *SOURCE_KEYS) if key in names)
    wanted = list(dict.fromkeys([*texts, *others]))
    twice = next((name for name in wanted if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"has more than one column `{twice}`: give them names of their own")
    return wanted


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
    id, source = (label(map(row.get, keys), numbers=True) for keys in (id_keys(settings), SOURCE_KEYS))
    url, fetched = (label(map(row.get, keys), numbers=False) for keys in (URL_KEYS, FETCHED_KEYS))
    try:
        key, data = page_in(row, settings)
    except InputError as error:
        return failed(source or "-", None, str(error), id=id)
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
    """The cells of a column as Python has them. Times are of UTC, to the microsecond: a zone may be unknown here, and
    nanoseconds take pandas. A cell that Python has no value for, such as a date in the year 294,247, is None."""
    import pyarrow

    kind = column.type
    if pyarrow.types.is_timestamp(kind):
        zone = kind.tz and "UTC"
        unit = "us" if kind.unit == "ns" else kind.unit
        column = column.cast(pyarrow.timestamp(kind.unit, zone)).cast(pyarrow.timestamp(unit, zone), safe=False)
    try:
        cells: list[object] = column.to_pylist()
    except _UNREADABLE:
        cells = [_cell(cell) for cell in column]
    return cells


def _cell(cell: pyarrow.Scalar) -> object:
    import pyarrow

    try:
        value: object = cell.as_py()
        return value
    except UnicodeDecodeError:  # Arrow does not check its strings: what is none is decoded like any other page
        string = cell.value if isinstance(cell, pyarrow.DictionaryScalar) else cell
        return bytes(string.as_buffer()) if isinstance(string, pyarrow.BinaryScalar) else None
    except _UNREADABLE:
        return None
