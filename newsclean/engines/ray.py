"""Ray Data: `dataset.map_batches` with the model loaded once a worker.

Tasks, not actors: Ray starts them again elsewhere when a worker dies, and packs them by load. The workers outlive
their tasks, and keep the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

try:
    import ray.data
except ImportError:
    raise ImportError("newsclean.engines.ray takes Ray Data: `pip install 'newsclean[ray]'`") from None

from newsclean.engines.arrow import Name, clean_files, clean_table, paths_of, refuse_archives, refuse_processes
from newsclean.settings import Settings

if TYPE_CHECKING:
    import pyarrow

#: Pages that a task hands to newsclean at once, unless `batch_size` says otherwise.
BATCH = 256


def clean_dataset(dataset: ray.data.Dataset, settings: Settings | None = None, **options: Any) -> ray.data.Dataset:
    """The articles of a dataset of pages; columns as in `newsclean.engines.arrow`.

    `options` are those of `Dataset.map_batches`, such as `num_cpus`, `concurrency` or `batch_size`. Raises UsageError
    for settings that start processes, or that a column does not heed.
    """
    settings = settings or Settings()
    refuse_processes(settings)
    refuse_archives(settings)
    return dataset.map_batches(
        partial(clean_table, settings=settings),
        batch_format="pyarrow",
        **{"batch_size": BATCH, "zero_copy_batch": True} | options,
    )


def clean_paths(paths: Name | Iterable[Name], settings: Settings | None = None, **options: Any) -> ray.data.Dataset:
    """The articles of files that every worker can open (WET, WARC, JSON Lines, …), a task for each file.

    Otherwise as `clean_dataset`.
    """
    settings = settings or Settings()
    refuse_processes(settings)
    names = list(paths_of(paths))
    dataset = ray.data.from_items([{"path": name} for name in names], override_num_blocks=max(1, len(names)))
    return dataset.map_batches(
        partial(_clean_paths, settings=settings), batch_format="pyarrow", **{"batch_size": None} | options
    )


def _clean_paths(paths: pyarrow.Table, settings: Settings) -> Iterator[pyarrow.Table]:
    import pyarrow

    for batch in clean_files(paths["path"].to_pylist(), settings):
        yield pyarrow.Table.from_batches([batch])
