"""The cost of reading HTML grows like its input."""

from __future__ import annotations

import time

from newsclean.html import read_html


def seconds(html: str) -> float:
    """The best of three readings, in processor time."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        read_html(html)
        best = min(best, time.process_time() - began)
    return best


def test_nested_preformatted_text() -> None:
    assert seconds("<pre>" * 5600 + "<p>a") < 9 * seconds("<pre>" * 1400 + "<p>a")
