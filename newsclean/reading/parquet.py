"""Parquet → records, a row each. Only importer of pyarrow on the way in."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from newsclean.errors import InputError, UnsupportedInput
from newsclean.reading.failing import failed
from newsclean.reading.inputs import STDIN
from newsclean.reading.tables import ROWS, columns_of, records_of
from newsclean.records import Failure, Record
from newsclean.settings import Settings

#: What a file begins with.
MAGIC = b"PAR1"
#: Bytes that are read of a column at once.
_BUFFER = 1 << 20


def read_parquet(path: str, source: str, settings: Settings) -> Iterator[Record | Failure]:
    """The rows of a Parquet file that have a page; a row without one is a Failure.

    Raises UnsupportedInput without pyarrow, for what is no file, and for a packed one; InputError if the file is
    damaged or has no column for the page.
    """
    _check_file(path)
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UnsupportedInput("is Parquet: reading it takes `pip install 'newsclean[parquet]'`") from None
    try:
        with pyarrow.parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            columns = columns_of(file.schema_arrow.names, settings)
            batches = file.iter_batches(ROWS, columns=columns, use_threads=False)
            for number, row in enumerate((row for batch in batches for row in records_of(batch, settings)), 1):
                yield _placed(row, f"row {number}", source)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise InputError(f"is damaged or cut off (Parquet: {' '.join(str(error).split())})") from None


def _check_file(path: str) -> None:
    """Raises UnsupportedInput if it cannot be read from its end on, where Parquet has its columns. Raises OSError."""
    if path == STDIN or not os.path.isfile(path):
        raise UnsupportedInput("is Parquet, which cannot be read from a pipe: name the file")
    with open(path, "rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise UnsupportedInput("is Parquet that was packed once more: unpack it, it is compressed as it is")


def _placed(row: Record | Failure, place: str, source: str) -> Record | Failure:
    if isinstance(row, Failure):
        return failed(source, place, row.message, id=row.id)
    return msgspec.structs.replace(row, source=source, place=place)
