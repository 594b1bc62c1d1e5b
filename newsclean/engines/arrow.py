"""Record batches of pages → record batches of articles: what all engines share.

Input: a column with the page (`html`, `text`, `content`, `raw_content` or `body`; strings or bytes) and, optionally,
`id`, `url`, `fetched` and `source`. Other columns are not carried along: join them by `id`.
Output: `schema()`, a row for each row of the input, in its order, whatever a page is like.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from newsclean.batch import clean_many
from newsclean.errors import UsageError
from newsclean.reading import find_inputs, read_records, records_of
from newsclean.records import Article, Cleaned, Failure, Input, Record
from newsclean.settings import Settings
from newsclean.threads import in_one_thread
from newsclean.writing.parquet import batches
from newsclean.writing.parquet import schema as schema_of

try:
    import pyarrow
    import threadpoolctl  # noqa: F401 (for `in_one_thread`)
except ImportError as error:
    raise ImportError(f"newsclean.engines takes {error.name}: `pip install 'newsclean[arrow]'`") from None

#: A file's name.
Name = str | os.PathLike[str]

#: The version of the columns, in the schema's metadata: raised when one is added, taken away or changes its type.
VERSION = 1
VERSION_KEY = b"newsclean.version"


class OutputRow(Article, frozen=True, kw_only=True):
    """A row of the output: the JSON document, and why there is none.

    `error` is None, or says at which stage and why the page could not be read or cleaned; then of the document only
    `id`, `source`, `url` and `fetched` are known.
    """

    error: str | None = None


def schema() -> pyarrow.Schema:
    """The columns of the output: the keys of the JSON document, then `error`; the version is in its metadata."""
    return schema_of(OutputRow).with_metadata({VERSION_KEY: str(VERSION)})


def clean_batches(
    pages: Iterable[pyarrow.RecordBatch], settings: Settings | None = None
) -> Iterator[pyarrow.RecordBatch]:
    """Clean batches as they come, in memory bounded by the largest of them.

    The model is loaded once a process. Raises InputError if a batch has no column for the page, ModelError if the
    model cannot be used, UsageError for settings that a column does not heed; nothing about a page raises.
    """
    settings = settings or Settings()
    refuse_archives(settings)
    records = (record for batch in pages if len(batch) for record in records_of(batch, settings))
    return _as_batches(_rows(records, settings))


def clean_table(pages: pyarrow.Table | pyarrow.RecordBatch, settings: Settings | None = None) -> pyarrow.Table:
    """Clean a table that fits into memory. Raises as `clean_batches` does."""
    given = pages.to_batches() if isinstance(pages, pyarrow.Table) else [pages]
    return pyarrow.Table.from_batches(clean_batches(given, settings), schema())


def clean_stream(pages: object, settings: Settings | None = None) -> pyarrow.RecordBatchReader:
    """Clean what exports an Arrow stream: a table or reader of pyarrow, a Polars frame, a DuckDB relation.

    The result is read as it is made, and can be handed to any of them. `settings.jobs` processes share the work.
    """
    reader = pyarrow.RecordBatchReader.from_stream(pages)
    return pyarrow.RecordBatchReader.from_batches(schema(), clean_batches(reader, settings))


def clean_files(names: Name | Iterable[Name], settings: Settings | None = None) -> pyarrow.RecordBatchReader:
    """Clean files and folders as the command line reads them: WET, WARC, JSON Lines, Parquet, dumps, HTML.

    An input that cannot be read is a row with an `error`, its name in `source`.
    """
    settings = settings or Settings()
    found = read_records(find_inputs(paths_of(names)), settings)
    records = (record for record in found if not isinstance(record, Input))
    return pyarrow.RecordBatchReader.from_batches(schema(), _as_batches(_rows(records, settings)))


def clean_row(record: Record | Failure, settings: Settings) -> OutputRow:
    """Clean one record."""
    return next(_rows([record], settings))


def paths_of(names: Name | Iterable[Name]) -> Iterator[str]:
    """The names of files, of which one may be given by itself. Raises TypeError for what is no name."""
    given = [names] if isinstance(names, str | os.PathLike) else names
    return (os.fspath(name) for name in given)


def refuse_archives(settings: Settings) -> None:
    """Raises UsageError for forms of input with many pages, where a page comes in a column or a document."""
    if settings.input_form in ("jsonl", "warc"):
        raise UsageError(
            f"Settings(input_form={settings.input_form!r}) is for files: a page by itself is 'text' or 'html'"
        )


def refuse_processes(settings: Settings) -> None:
    """Raises UsageError for settings that start processes, where an engine has its own."""
    if settings.jobs != 1 or settings.timeout is not None:
        raise UsageError("the engine has processes of its own: leave Settings(jobs=1, timeout=None) as they are")


def _rows(records: Iterable[Record | Failure], settings: Settings) -> Iterator[OutputRow]:
    """A row for each record, in order."""
    under_way: deque[Record | Failure] = deque()

    def noted() -> Iterator[Record | Failure]:
        for record in records:
            under_way.append(record if isinstance(record, Failure) else msgspec.structs.replace(record, data=""))
            yield record

    results = clean_many(noted(), msgspec.structs.replace(settings, format="jsonl"))  # the Articles alone are looked at
    while True:
        with in_one_thread():
            result = next(results, None)
        if result is None:
            return
        yield _row(result, under_way.popleft())


def _row(result: Cleaned | Failure, record: Record | Failure) -> OutputRow:
    if isinstance(result, Cleaned):
        article = result.article
        return OutputRow(**{name: getattr(article, name) for name in Article.__struct_fields__})
    failed = OutputRow(id=result.id, source=result.source, error=f"{result.stage}: {result.message}")
    if isinstance(record, Failure):
        return failed
    form = "html" if record.form == "html" else "text"
    return msgspec.structs.replace(failed, url=record.url, fetched=record.fetched, input=form)


def _as_batches(rows: Iterable[OutputRow]) -> Iterator[pyarrow.RecordBatch]:
    columns = schema()
    for batch in batches(rows, OutputRow):
        yield batch.replace_schema_metadata(columns.metadata)
