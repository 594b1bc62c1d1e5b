"""The accuracy chart as an SVG file: horizontal bars, grouped by source, readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from measure import Run
from tables import SOURCES, by_source

from newsclean.lab.folder import GoldPage

__all__ = ["bar_chart"]

WIDTH, LABEL, FIGURE = 760, 250, 60  # pixels: whole chart, column of names, column of figures
BAR, GAP, HEAD = 16, 5, 34  # pixels: bar height, space between bars, a group's heading

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #57606a }
.group { font-weight: 600; fill: #24292f }
.own { font-weight: 600; fill: #24292f }
.track { fill: #8b949e; opacity: .15 }
.text { fill: #4c8dd6 } .html { fill: #a3a9b1 } .newsclean { fill: #e07b39 }
@media (prefers-color-scheme: dark) { text { fill: #9ea7b3 } .group, .own { fill: #e6edf3 } }
"""


def bar_chart(runs: Sequence[Run], pages: Mapping[str, GoldPage], title: str) -> str:
    """An SVG document with a group of bars for each source and a bar for each run, best first.

    Bar lengths show mean word F1 from 0 to 1. newsclean, other text systems and HTML systems have a
    colour each; the background is left to the page.
    """
    parts: list[str] = []
    y = 26
    for source, name in SOURCES.items():
        rows = [(run, by_source(run, pages)[source]) for run in runs]
        rows = sorted((row for row in rows if row[1].pages), key=lambda row: -row[1].f1)
        if not rows:
            continue
        heading = f"{name}, {rows[0][1].pages} pages"
        parts.append(f'<text class="group" x="0" y="{y + HEAD - 12}">{escape(heading)}</text>')
        y += HEAD
        for run, row in rows:
            parts.append(_bar(run, row.f1, y))
            y += BAR + GAP
    height = y + HEAD
    parts.append(_legend(y + HEAD - 12))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img">\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n'
        f'<text class="group" x="0" y="14">{escape(title)}</text>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _bar(run: Run, f1: float, y: int) -> str:
    room = WIDTH - LABEL - FIGURE
    own = run.system == "newsclean"
    kind = "newsclean" if own else "html" if run.given == "html" else "text"
    words = ' class="own"' if own else ""
    label = escape(f"{run.system} ({run.given})")
    base = y + BAR - 4
    return (
        f'<text{words} x="{LABEL - 8}" y="{base}" text-anchor="end">{label}</text>'
        f'<rect class="track" x="{LABEL}" y="{y}" width="{room}" height="{BAR}" rx="3"/>'
        f'<rect class="{kind}" x="{LABEL}" y="{y}" width="{room * f1:.1f}" height="{BAR}" rx="3"/>'
        f'<text{words} x="{WIDTH - FIGURE + 8}" y="{base}">{f1:.3f}</text>'
    )


def _legend(y: int) -> str:
    names = (
        ("newsclean", "newsclean"),
        ("text", "others, text dump only"),
        ("html", "others, with the HTML"),
    )
    parts = []
    for place, (kind, label) in enumerate(names):
        x = LABEL + place * 170
        parts.append(f'<rect class="{kind}" x="{x}" y="{y - 10}" width="11" height="11" rx="2"/>')
        parts.append(f'<text x="{x + 16}" y="{y}">{escape(label)}</text>')
    return "".join(parts)
