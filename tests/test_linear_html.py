"""The cost of reading HTML grows like its input."""

from __future__ import annotations

from tests.test_html_guard import seconds


def test_nested_preformatted_text() -> None:
    assert seconds("<pre>" * 5600 + "<p>a") < 9 * seconds("<pre>" * 1400 + "<p>a")
