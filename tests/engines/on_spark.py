"""Clean FOLDER/pages.jsonl on local Spark with two workers: `python -m tests.engines.on_spark FOLDER`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pyarrow
from pyspark.sql import SparkSession

from newsclean.engines.spark import clean_frame, clean_paths

BLOCKS = (1, 5, 23)


def die_once(batches: Iterable[pyarrow.RecordBatch], marker: str) -> Iterator[pyarrow.RecordBatch]:
    """Kill the worker's process in the middle of the first partition that has a certain page."""
    for batch in batches:
        if "no-article text 0" in batch.column("id").to_pylist() and not os.path.exists(marker):
            open(marker, "x").close()
            os.kill(os.getpid(), signal.SIGKILL)
        yield batch


def main(spark: SparkSession, folder: Path) -> None:
    """Write a folder of Parquet for each way."""
    pages = spark.read.json(str(folder / "pages.jsonl"))
    for blocks in BLOCKS:
        clean_frame(pages.repartition(blocks)).write.parquet(str(folder / f"blocks-{blocks}"))
    mortal = pages.repartition(4).mapInArrow(partial(die_once, marker=str(folder / "killed-once")), pages.schema)
    clean_frame(mortal).write.parquet(str(folder / "killed"))
    paths = [str(folder / name) for name in ("crawl.warc.wet.gz", "gone.jsonl", "pages.jsonl")]
    clean_paths(spark, paths).write.parquet(str(folder / "paths"))


if __name__ == "__main__":
    # A task may fail four times, as on a cluster.
    builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "7").getOrCreate()
    main(session, Path(sys.argv[1]))
    session.stop()
