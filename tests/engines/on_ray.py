"""Clean FOLDER/pages.jsonl on a local Ray cluster of two workers: `python -m tests.engines.on_ray FOLDER`."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

import pyarrow
import ray.data

from newsclean.engines.ray import clean_dataset, clean_paths

BLOCKS = (1, 5, 23)


def die_once(pages: pyarrow.Table, marker: Path) -> pyarrow.Table:
    """Kill the worker's process in the middle of the first block that has a certain page."""
    if "no-article text 0" in pages["id"].to_pylist() and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return pages


def main(folder: Path) -> None:
    """Write a folder of Parquet for each way."""
    pages = ray.data.read_json(str(folder / "pages.jsonl"))
    for blocks in BLOCKS:
        clean_dataset(pages.repartition(blocks), batch_size=7).write_parquet(str(folder / f"blocks-{blocks}"))
    dying = partial(die_once, marker=folder / "killed-once")
    mortal = pages.repartition(4).map_batches(dying, batch_format="pyarrow", batch_size=5)
    clean_dataset(mortal, batch_size=5).write_parquet(str(folder / "killed"))
    paths = [str(folder / name) for name in ("crawl.warc.wet.gz", "gone.jsonl", "pages.jsonl")]
    clean_paths(paths).write_parquet(str(folder / "paths"))


if __name__ == "__main__":
    ray.init(num_cpus=2, include_dashboard=False)
    main(Path(sys.argv[1]))
