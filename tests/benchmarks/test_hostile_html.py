"""The benchmark of hostile HTML, on a few invented pages; and hostile pages whose author and date are searched for."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclean.batch import clean_one
from newsclean.html import undated
from newsclean.records import Cleaned, Record
from newsclean.settings import Settings
from tests.benchmarks.hostile_html import clean
from tests.benchmarks.mutations import MUTATIONS, Mutation
from tests.html_pages import PAGE

ROOT = Path(__file__).parents[2]
STORY = "<p>The ferry to Skerry Point was late again, as it often is in March, and nobody aboard could say why.</p>" * 5


def test_table(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "1.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    options = [str(tmp_path), "--mutants", "13", "--huge", "0", "--only", "as they are"]
    command = [sys.executable, "-m", "tests.benchmarks.hostile_html", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| as they are | 1 | 1 | 0 | 0 | 0 |" in done.stdout


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations(mutation: Mutation) -> None:
    made = [mutation(PAGE.encode(), random.Random(seed)) for seed in (1, 1, 2)]
    assert made[0] == made[1] and made[0]
    assert clean(made[2], 1 << 30).what != "crash"


def test_author_and_date_are_not_searched_for_in_floods() -> None:
    """Their parser, lxml, is quadratic in the attributes of a tag too."""
    flood = "<p " + " ".join(f"a{number}=1" for number in range(40_000)) + ">"
    began = time.process_time()
    result = clean_one(Record(data=flood + STORY, form="html"), Settings())
    assert isinstance(result, Cleaned) and result.article.text
    assert time.process_time() - began < 3
    crowd = "<p>By Ann Bell</p>" + "<i></i>" * 30_000
    assert undated.find_date(crowd, None) is None
