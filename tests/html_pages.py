"""An invented HTML page that is as messy as real ones, for the tests of HTML input."""

from __future__ import annotations

from pathlib import Path

HEADLINE = "Ferry to Skerry Point is late again after a rope fouls its screw"
PAGE = (Path(__file__).parent / "pages" / "ferry-html" / "page.html").read_text(encoding="utf-8")
