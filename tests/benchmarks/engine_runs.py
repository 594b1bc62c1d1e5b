"""One engine over FOLDER/pages-*.jsonl: `python -m tests.benchmarks.engine_runs ENGINE FOLDER CORES`.

Writes Parquet into FOLDER/ENGINE. Run by `tests.benchmarks.engines`, which measures it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from newsclean import Settings


def command(folder: Path, cores: int) -> None:
    """newsclean itself, in the place of this program."""
    files = sorted(map(str, folder.glob("pages-*.jsonl")))
    options = ["-q", "-f", "parquet", "-o", str(folder / "command.parquet"), "-j", str(cores)]
    os.execv(sys.executable, [sys.executable, "-m", "newsclean", *options, *files])


def polars(folder: Path, cores: int) -> None:
    """Polars reads and writes."""
    import polars

    from newsclean.engines import arrow

    pages = polars.read_ndjson(folder / "pages-*.jsonl")
    polars.DataFrame(arrow.clean_stream(pages, Settings(jobs=cores))).write_parquet(folder / "polars.parquet")


def duckdb(folder: Path, cores: int) -> None:
    """DuckDB reads and writes."""
    import duckdb

    from newsclean.engines import arrow

    pages = duckdb.connect().sql(f"from '{folder}/pages-*.jsonl'")
    articles = arrow.clean_stream(pages, Settings(jobs=cores))
    writing = duckdb.connect()
    writing.register("articles", articles)
    writing.sql(f"copy articles to '{folder}/duckdb.parquet' (format parquet)")


def ray(folder: Path, cores: int) -> None:
    """A local Ray cluster."""
    import ray

    from newsclean.engines.ray import clean_dataset

    ray.init(num_cpus=cores, include_dashboard=False)
    clean_dataset(ray.data.read_json(str(folder), file_extensions=["jsonl"])).write_parquet(str(folder / "ray"))


def spark(folder: Path, cores: int) -> None:
    """Local Spark."""
    from pyspark.sql import SparkSession

    from newsclean.engines.spark import clean_frame

    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.memory", "2g").getOrCreate()
    clean_frame(session.read.json(str(folder / "pages-*.jsonl"))).write.parquet(str(folder / "spark"))
    session.stop()


def datatrove(folder: Path, cores: int) -> None:
    """datatrove's local executor."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import ParquetWriter

    from newsclean.engines.arrow import schema
    from newsclean.engines.datatrove import CleanStep, as_row

    writer = ParquetWriter(str(folder / "datatrove"), adapter=as_row, schema=schema())
    steps = [JsonlReader(str(folder), glob_pattern="pages-*.jsonl"), CleanStep(), writer]
    tasks = len(list(folder.glob("pages-*.jsonl")))
    LocalPipelineExecutor(steps, tasks=tasks, workers=cores, logging_dir=str(folder / "datatrove-logs")).run()


RUNS: dict[str, Callable[[Path, int], None]] = {
    run.__name__: run for run in (command, polars, duckdb, ray, spark, datatrove)
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
