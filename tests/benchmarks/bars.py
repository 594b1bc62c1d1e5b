"""Horizontal bars in groups as an SVG file, readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

__all__ = ["Bar", "bars"]

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


class Bar(NamedTuple):
    """A bar: what it is of, its length (0 to 1), the figure beside it, and whose it is (a class of the style)."""

    label: str
    share: float
    figure: str
    kind: str


def bars(groups: Mapping[str, Sequence[Bar]], title: str, legend: Mapping[str, str]) -> str:
    """An SVG document of groups of bars under their headings; `legend` tells what each kind of bar is."""
    parts: list[str] = []
    y = 26
    for heading, rows in groups.items():
        parts.append(f'<text class="group" x="0" y="{y + HEAD - 12}">{escape(heading)}</text>')
        y += HEAD
        for row in rows:
            parts.append(_bar(row, y))
            y += BAR + GAP
    height = y + HEAD
    parts.append(_legend(y + HEAD - 12, legend))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img">\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n'
        f'<text class="group" x="0" y="14">{escape(title)}</text>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _bar(bar: Bar, y: int) -> str:
    room = WIDTH - LABEL - FIGURE
    words = ' class="own"' if bar.kind == "newsclean" else ""
    base = y + BAR - 4
    return (
        f'<text{words} x="{LABEL - 8}" y="{base}" text-anchor="end">{escape(bar.label)}</text>'
        f'<rect class="track" x="{LABEL}" y="{y}" width="{room}" height="{BAR}" rx="3"/>'
        f'<rect class="{bar.kind}" x="{LABEL}" y="{y}" width="{room * bar.share:.1f}" height="{BAR}" rx="3"/>'
        f'<text{words} x="{WIDTH - FIGURE + 8}" y="{base}">{escape(bar.figure)}</text>'
    )


def _legend(y: int, names: Mapping[str, str]) -> str:
    parts = []
    for place, (kind, label) in enumerate(names.items()):
        x = LABEL + place * 170
        parts.append(f'<rect class="{kind}" x="{x}" y="{y - 10}" width="11" height="11" rx="2"/>')
        parts.append(f'<text x="{x + 16}" y="{y}">{escape(label)}</text>')
    return "".join(parts)
