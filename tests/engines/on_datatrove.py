"""Clean FOLDER/pages/*.jsonl with datatrove's executors: `python -m tests.engines.on_datatrove FOLDER EXECUTOR`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from datatrove.data import DocumentsPipeline
from datatrove.executor import LocalPipelineExecutor, RayPipelineExecutor, SlurmPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter

from newsclean.engines.arrow import schema
from newsclean.engines.datatrove import CleanStep, HtmlExtractor, as_row

TASKS = 3


class DieOnce(PipelineStep):
    """Kills the process in the middle of the second task, once."""

    name, type = "dies once", "TEST"

    def __init__(self, marker: Path) -> None:
        super().__init__()
        self.marker = marker

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Pass documents on, until."""
        for number, document in enumerate(data):
            if rank == 1 and number == 5 and not self.marker.exists():
                self.marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield document


def steps(folder: Path, name: str) -> list[PipelineStep]:
    """Read, clean, write."""
    reader = JsonlReader(str(folder / "pages"), text_key="content")
    return [reader, CleanStep(), ParquetWriter(str(folder / name), adapter=as_row, schema=schema())]


def main(folder: Path, name: str) -> None:
    """Write FOLDER/EXECUTOR."""
    options: dict[str, Any] = {"tasks": TASKS, "logging_dir": str(folder / f"{name}-logs")}
    if name == "local":
        LocalPipelineExecutor(steps(folder, name), workers=2, **options).run()
    elif name == "killed":
        pipeline = steps(folder, name)
        pipeline.insert(1, DieOnce(folder / "killed-once"))
        LocalPipelineExecutor(pipeline, workers=1, **options).run()
    elif name == "extracted":
        reader = JsonlReader(str(folder / "pages"), text_key="content")
        pipeline = [reader, HtmlExtractor(timeout=30), JsonlWriter(str(folder / name), compression=None)]
        LocalPipelineExecutor(pipeline, workers=2, **options).run()
    elif name == "slurm":
        slurm = {"time": "01:00:00", "partition": "any", "with_srun": False}
        SlurmPipelineExecutor(steps(folder, name), **slurm, **options).run()
    elif name == "ray":
        import ray

        ray.init(num_cpus=2, include_dashboard=False)
        RayPipelineExecutor(steps(folder, name), mem_per_cpu_gb=1, **options).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
