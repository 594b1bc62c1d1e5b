"""Parquet → records, a row each. Only importer of pyarrow on the way in."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.errors import InputError, UnsupportedInput
from newsclean.reading.decoding import scrub
from newsclean.reading.jsonl import form_of
from newsclean.reading.keys import FETCHED_KEYS, URL_KEYS, first_of, id_keys, missing, text_keys
from newsclean.records import Failure, Record
from newsclean.settings import Settings

#: Rows that are unpacked at once, and bytes that are read of a column at once.
_ROWS, _BUFFER = 64, 1 << 20


def read_parquet(path: str, source: str, settings: Settings) -> Iterator[Record | Failure]:
    """The rows of a Parquet file that have a page; a row without one is a Failure.

    Raises UnsupportedInput without pyarrow, InputError if the file is damaged or has no column for the page.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UnsupportedInput("is Parquet: reading it takes `pip install 'newsclean[parquet]'`") from None
    try:
        with pyarrow.parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            names = file.schema_arrow.names
            text = first_of(text_keys(settings), names)
            if text is None:
                raise InputError(f"{missing(settings)}; its columns are {', '.join(names)}")
            columns = [text, *(first_of(keys, names) for keys in (id_keys(settings), URL_KEYS, FETCHED_KEYS))]
            number = 0
            for batch in file.iter_batches(_ROWS, columns=[name for name in columns if name], use_threads=False):
                cells = [batch.column(name).to_pylist() if name else [None] * len(batch) for name in columns]
                for row in zip(*cells, strict=True):
                    number += 1
                    yield _record(text, row, number, source)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise InputError(f"is damaged or cut off (Parquet: {' '.join(str(error).split())})") from None


def _record(key: str, row: tuple[object, ...], number: int, source: str) -> Record | Failure:
    text, id, url, fetched = row
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    place = f"row {number}"
    if not isinstance(text, str):
        return Failure(source, "reading", f"{place}: has no string in the column `{key}`", _printable(id))
    return Record(
        data=text,
        form=form_of(key, text),
        source=source,
        place=place,
        id=_printable(id),
        url=_printable(url),
        fetched=_printable(fetched),
    )


def _printable(value: object) -> str | None:
    return None if value is None else scrub(str(value))
