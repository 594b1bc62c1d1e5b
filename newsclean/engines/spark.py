"""PySpark: `frame.mapInArrow`, with the model loaded once a Python worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

try:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema
except ImportError:
    raise ImportError("newsclean.engines.spark takes PySpark: `pip install 'newsclean[spark]'`") from None

from newsclean.engines.arrow import (
    Name,
    clean_batches,
    clean_files,
    paths_of,
    refuse_archives,
    refuse_processes,
    schema,
)
from newsclean.settings import Settings

if TYPE_CHECKING:
    import pyarrow


def clean_frame(frame: DataFrame, settings: Settings | None = None) -> DataFrame:
    """The articles of a frame of pages; columns as in `newsclean.engines.arrow`.

    Raises UsageError for settings that start processes, or that a column does not heed.
    """
    settings = settings or Settings()
    refuse_processes(settings)
    refuse_archives(settings)
    return frame.mapInArrow(partial(clean_batches, settings=settings), from_arrow_schema(schema()))


def clean_paths(spark: SparkSession, paths: Name | Iterable[Name], settings: Settings | None = None) -> DataFrame:
    """The articles of files that every executor can open (WET, WARC, JSON Lines, …), a task for each file.

    Raises UsageError for settings that start processes.
    """
    settings = settings or Settings()
    refuse_processes(settings)
    names = list(paths_of(paths))
    rows = spark.sparkContext.parallelize([(name,) for name in names], max(1, len(names)))
    frame = spark.createDataFrame(rows, "path string")
    return frame.mapInArrow(partial(_clean_paths, settings=settings), from_arrow_schema(schema()))


def _clean_paths(batches: Iterable[pyarrow.RecordBatch], settings: Settings) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        yield from clean_files(batch.column("path").to_pylist(), settings)
