"""Where the corpus lies, for the tests that need it: they skip with a reason when it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

#: `NEWSCLEAN_CORPUS`, or the folder `shared/corpus` beside the checkout.
FOLDER = Path(os.environ.get("NEWSCLEAN_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))

needs_corpus = pytest.mark.skipif(
    not (FOLDER / "pages.jsonl.gz").is_file(),
    reason=f"no corpus in {FOLDER}: set NEWSCLEAN_CORPUS to a folder that `newsclean-lab corpus` made",
)
