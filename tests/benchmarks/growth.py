"""A chart of figures over a growing number of pages, as SVG: a panel each, readable on light and dark pages."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, PANEL, LEFT, RIGHT, HEAD, FOOT = 760, 150, 60, 30, 34, 26  # pixels

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #57606a }
.title { font-weight: 600; fill: #24292f }
.grid { stroke: #8b949e; opacity: .3 }
.line { fill: none; stroke: #e07b39; stroke-width: 2 } .dot { fill: #e07b39 }
@media (prefers-color-scheme: dark) { text { fill: #9ea7b3 } .title { fill: #e6edf3 } }
"""


def growth_chart(panels: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """An SVG document with a panel for each series of (pages, figure).

    Pages are on a logarithmic scale, figures on one that begins at zero: what does not grow is level.
    """
    parts = [_panel(title, points, row * (HEAD + PANEL + FOOT)) for row, (title, points) in enumerate(panels.items())]
    height = len(parts) * (HEAD + PANEL + FOOT)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img">\n<title>{escape("; ".join(panels))}</title>\n<style>{_STYLE}</style>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _panel(title: str, points: Sequence[tuple[int, float]], top: int) -> str:
    smallest, largest = math.log10(points[0][0]), math.log10(points[-1][0])
    ceiling = _ceiling(max(value for _, value in points))

    def place(pages: int, value: float) -> tuple[float, float]:
        share = (math.log10(pages) - smallest) / max(largest - smallest, 1e-9)
        return LEFT + share * (WIDTH - LEFT - RIGHT), top + HEAD + PANEL * (1 - value / ceiling)

    parts = [f'<text class="title" x="0" y="{top + 16}">{escape(title)}</text>']
    for value in (0.0, ceiling / 2, ceiling):
        y = place(points[0][0], value)[1]
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    spots = [place(*point) for point in points]
    parts.append(f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in spots)}"/>')
    for (pages, _), (x, y) in zip(points, spots, strict=True):
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>')
        parts.append(f'<text x="{x:.1f}" y="{top + HEAD + PANEL + 18}" text-anchor="middle">{pages:,}</text>')
    return "".join(parts)


def _ceiling(value: float) -> float:
    """The next of 1, 2, 4, 6, 8, 10 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value)
