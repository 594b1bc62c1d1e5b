"""Parquet: a row a page, with the columns of the JSON document. Only importer of pyarrow on the way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import msgspec
from msgspec import inspect

from newsclean.errors import UsageError
from newsclean.records import Article, Block, Caption, Cleaned, Comment, Failure
from newsclean.settings import Settings

if TYPE_CHECKING:
    import pyarrow

Document = TypeVar("Document", bound=Article)

#: A row group is written when it has this many rows, or about this many bytes: memory is bounded by the second.
_ROWS, _BYTES = 10_000, 16 << 20
#: Bytes of the numbers and names beside a text, or of a line.
_WITH_TEXT = 80


def write_parquet(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """Write rows in groups as pages come. Raises UsageError without pyarrow, or if `stream` takes text only."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("writing Parquet takes `pip install 'newsclean[parquet]'`") from None
    binary = getattr(stream, "buffer", None)
    if binary is None:
        raise UsageError("Parquet is not for a terminal: name a file with -o")
    articles = (result.article for result in results if isinstance(result, Cleaned))
    with pyarrow.parquet.ParquetWriter(binary, schema(), compression="zstd") as writer:
        for batch in batches(articles, Article):
            writer.write_batch(batch)


def batches(documents: Iterable[Document], kind: type[Document]) -> Iterator[pyarrow.RecordBatch]:
    """Record batches of documents as they come, each of a bounded number of rows and bytes."""
    import pyarrow

    columns = schema(kind)
    rows: list[dict[str, Any]] = []
    size = 0
    for document in documents:
        rows.append(msgspec.to_builtins(document))
        size += _size(document)
        if len(rows) >= _ROWS or size >= _BYTES:
            yield pyarrow.RecordBatch.from_pylist(rows, columns)
            rows, size = [], 0
    if rows:
        yield pyarrow.RecordBatch.from_pylist(rows, columns)


def _size(document: Article) -> int:
    """About how many bytes the row of a document takes: its texts, and what goes with each of them."""
    parts: list[Block | Caption | Comment] = [*document.paragraphs, *document.removed]
    parts += [*document.captions, *document.comments]
    texts = len(document.text) + sum(len(part.text) for part in parts)
    return texts + _WITH_TEXT * (len(parts) + len(document.lines or ()))


def schema(kind: type[Article] = Article) -> pyarrow.Schema:
    """The columns: the keys of `Article`, or of what extends it, with their types."""
    import pyarrow

    return pyarrow.schema([_field(field) for field in _fields(inspect.type_info(kind))])


def _fields(kind: inspect.Type) -> tuple[inspect.Field, ...]:
    assert isinstance(kind, inspect.StructType)
    return kind.fields


def _field(field: inspect.Field) -> pyarrow.Field:
    import pyarrow

    kind = field.type
    optional = isinstance(kind, inspect.UnionType)
    if isinstance(kind, inspect.UnionType):
        (kind,) = (choice for choice in kind.types if not isinstance(choice, inspect.NoneType))
    return pyarrow.field(field.name, _type(kind), nullable=optional)


def _type(kind: inspect.Type) -> pyarrow.DataType:
    import pyarrow

    if isinstance(kind, inspect.ListType):
        return pyarrow.list_(pyarrow.field("element", _type(kind.item_type), nullable=False))
    if isinstance(kind, inspect.StructType):
        return pyarrow.struct([_field(field) for field in kind.fields])
    if isinstance(kind, inspect.IntType):
        return pyarrow.int64()
    if isinstance(kind, inspect.FloatType):
        return pyarrow.float64()
    assert isinstance(kind, inspect.StrType | inspect.EnumType), kind
    return pyarrow.string()
