"""What trafilatura's metadata would add to an HTML page's own: `python -m tests.benchmarks.metadata CORPUS`.

On article pages outside the gate: how often trafilatura names an author where newsclean finds none, how often htmldate
tells a date where the page states none, how many of these are the gold's, and what both cost.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsclean.html.undated import find_date
from newsclean.lab.folder import GoldPage, load_corpus
from newsclean.pipeline import clean_page
from newsclean.records import Page
from newsclean.settings import Settings


def names_of(page: GoldPage) -> set[str]:
    """The gold's authors, folded."""
    listed = page.authors.split(",") if isinstance(page.authors, str) else page.authors or ()
    return {name.strip().casefold() for name in listed if name.strip()}


def timed(counts: Counter[str], name: str, work: Callable[[], Any]) -> Any:
    """What `work` returns; its processor time is added to the counts, in microseconds."""
    began = time.process_time()
    found = work()
    counts[name] += int(1e6 * (time.process_time() - began))
    return found


def measure(folder: Path, most: int) -> Counter[str]:
    """The counts of up to `most` pages, and the microseconds of each step."""
    from trafilatura.metadata import extract_metadata

    logging.disable(logging.CRITICAL)
    corpus = load_corpus(folder)
    pages = [page for page in corpus.pages.values() if page.type == "article" and page.id not in corpus.splits.gate]
    counts: Counter[str] = Counter()
    for page in pages[:: max(1, len(pages) // most)]:
        html = corpus.html(page.id).decode("utf-8", "replace")
        article = timed(counts, "newsclean", lambda: clean_page(Page(text=html, form="html"), Settings())).article  # noqa: B023
        said = timed(counts, "trafilatura", lambda: extract_metadata(html, extensive=False))  # noqa: B023
        date = timed(counts, "htmldate", lambda: find_date(html, page.url))  # noqa: B023
        counts["pages"] += 1
        counts["same date"] += date == (said.date if said else None)
        gold = names_of(page)
        if gold and article.text and not article.authors:
            counts["no author"] += 1
            named = {name.casefold() for name in (said.author or "").split("; ") if name} if said else set()
            counts["author found"] += bool(named)
            counts["author right"] += named == gold
    return counts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    options = parser.parse_args()
    counts = measure(options.corpus, options.pages)
    for name in ("pages", "no author", "author found", "author right", "same date"):
        print(f"{name:14}{counts[name]:6}")
    for name in ("newsclean", "trafilatura", "htmldate"):
        print(f"{name:14}{counts[name] / counts['pages'] / 1000:6.1f} ms a page")


if __name__ == "__main__":
    main()
