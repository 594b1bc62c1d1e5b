"""datatrove's executors: the documents of the command line, after a killed task too; the extractor and its limits."""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")

import dill
from datatrove.data import Document

from newsclean import Settings
from newsclean.engines import datatrove as engine
from newsclean.errors import UsageError
from tests.archives import page_text
from tests.engines import PAGES, by_command, by_engine, differing, installed, records, run_module, write_jsonl

#: What Slurm does with an array of jobs, one after another.
SBATCH = """#!/bin/sh
for script; do :; done
last=$(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' "$script")
for number in $(seq 0 "$last"); do
    SLURM_ARRAY_TASK_ID=$number SLURM_NODELIST=localhost bash "$script" >&2 || exit 1
done
echo "Submitted batch job 1"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages under a key that may hold either, in three files: datatrove's readers leave empty ones out. Each executor
    has folders of its own beside them."""
    folder = tmp_path_factory.mktemp("datatrove")
    rows = [{"id": row["id"], "url": row["url"], "content": row.get("html") or row.get("text")} for row in records()]
    rows = [row for row in rows if row["content"]]
    (folder / "pages").mkdir()
    for number in range(3):
        write_jsonl(folder / "pages" / f"{number}.jsonl", rows[number::3])
    return folder


@cache
def expected(folder: Path) -> dict[str, str]:
    files = sorted((folder / "pages").iterdir())
    return {id: line for file in files for id, line in by_command(file, named=True).items()}


def assert_same(folder: Path, name: str) -> None:
    documents, errors = by_engine(folder / name)
    assert not errors
    assert not differing(documents, expected(folder))


def test_local(folder: Path) -> None:
    assert run_module("on_datatrove", folder, "local") == 0
    assert_same(folder, "local")
    stats = json.loads((folder / "local-logs" / "stats.json").read_text("utf-8"))
    counted = next(step["stats"] for step in stats if "newsclean" in step["name"])
    assert counted["total"] == counted["article"] + counted["no_article"]


def test_a_killed_run_goes_on(folder: Path) -> None:
    assert run_module("on_datatrove", folder, "killed") == -signal.SIGKILL
    assert (folder / "killed-once").exists()
    assert run_module("on_datatrove", folder, "killed") == 0
    assert_same(folder, "killed")


def test_slurm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its executor pickles the pipeline, and jobs of their own run it; only the scheduler is a stand-in here."""
    programs = folder / "programs"
    programs.mkdir()
    scripts = {"sbatch": SBATCH, "scontrol": "#!/bin/sh\necho localhost\n"}
    for name in ("launch_pickled_pipeline", "merge_stats"):
        code = f"from datatrove.tools.{name} import main; main()"
        scripts[name] = f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n'
    for name, script in scripts.items():
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    assert run_module("on_datatrove", folder, "slurm") == 0
    assert_same(folder, "slurm")


@pytest.mark.skipif(not installed("ray"), reason="Ray is not installed: pip install '.[ray]'")
def test_ray(folder: Path) -> None:
    assert run_module("on_datatrove", folder, "ray") == 0
    assert_same(folder, "ray")


def test_extractor(folder: Path) -> None:
    assert run_module("on_datatrove", folder, "extracted") == 0
    files = (folder / "extracted").iterdir()
    written = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    of_html = {id: json.loads(line)["text"] for id, line in expected(folder).items() if "html" in id}
    assert {row["id"]: row["text"] for row in written if "html" in row["id"]} == {i: t for i, t in of_html.items() if t}


def test_an_extractor_that_hangs_or_dies_costs_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """datatrove's process is forked from this one, and so has the stand-in."""
    page = (PAGES / "ferry-html" / "page.html").read_text("utf-8")

    def stand_in(record: object, settings: Settings) -> engine.OutputRow:
        text = record.data  # type: ignore[attr-defined]
        if text == "hang":
            __import__("time").sleep(60)
        if text == "die":
            os._exit(1)
        return clean_row(record, settings)  # type: ignore[arg-type]

    clean_row = engine.clean_row
    monkeypatch.setattr(engine, "clean_row", stand_in)
    step = engine.HtmlExtractor(Settings(max_page=100_000), timeout=3)
    texts = [page, "hang", "die", "x" * 200_000, "<p>Nothing.", page]
    found = list(step.run(Document(text=text, id=str(number)) for number, text in enumerate(texts)))
    assert [document.id for document in found] == ["0", "5"]
    assert found[0].text == found[1].text and "ferry" in found[0].text
    counts = {name: step.stats[name].total for name in ("timeout", "broken_process", "clean_error", "dropped")}
    assert counts == {"timeout": 1, "broken_process": 1, "clean_error": 1, "dropped": 1}


def test_a_failed_document_goes_on() -> None:
    step = engine.CleanStep(Settings(max_page=100))
    (found,) = step.run(iter([Document(text=page_text(1), id="7", metadata={"lang": "en"})]))
    assert found.text == "" and found.metadata["lang"] == "en"
    assert found.metadata["newsclean"]["error"].startswith("reading: is larger than 100 bytes")
    assert step.stats["failed"].total == 1


def test_metadata_of_readers() -> None:
    metadata = {"url": "https://gazette.example/1", "date": "2024-02-21T01:02:03Z", "file_path": "s3://crawl/1.warc.gz"}
    steps = engine.CleanStep(fetched_key="date"), engine.CleanStep()
    dated, plain = (next(step.run(iter([Document(text="Hello.", id="1", metadata=dict(metadata))]))) for step in steps)
    row = engine.as_row(None, dated)
    assert (row["url"], row["fetched"], row["source"]) == tuple(metadata.values())
    assert engine.as_row(None, plain)["fetched"] is None
    other = {"link": "https://l.example/", "source": "cc", "date_download": "2024-05-05", "fetched": "2024-05-05"}
    (found,) = engine.CleanStep().run(iter([Document(text="Hello.", id="1", metadata=other)]))
    row = engine.as_row(None, found)
    assert (row["url"], row["fetched"], row["source"]) == (None, None, "-")
    dated.text = "what a later step left"
    assert engine.as_row(None, dated)["text"] == dated.text


@pytest.mark.parametrize("step", [engine.CleanStep(Settings(lines=True)), engine.HtmlExtractor()])
def test_steps_hold_settings_only(step: engine.CleanStep | engine.HtmlExtractor) -> None:
    list(step.run(iter([Document(text=page_text(1), id="1")])))  # the model is loaded, and not in the step
    for copy in (pickle.loads(pickle.dumps(step)), dill.loads(dill.dumps(step))):
        assert copy.settings == step.settings
    assert len(pickle.dumps(step)) < 5_000
    with pytest.raises(UsageError):
        type(step)(Settings(jobs=2))
    with pytest.raises(UsageError, match="is for files"):
        type(step)(Settings(input_form="warc"))
