"""A chart of series on logarithmic scales, as SVG: what grows like its input has the slope of the dashed lines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 20, 30, 50  # pixels

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #57606a }
.grid { stroke: #8b949e; opacity: .25 } .slope { stroke: #8b949e; stroke-dasharray: 4 4 }
.line { fill: none; stroke-width: 1.5; opacity: .7 }
.text { stroke: #e07b39 } .HTML { stroke: #3971e0 } .records { stroke: #2d9c5a }
@media (prefers-color-scheme: dark) { text { fill: #9ea7b3 } }
"""

Series = Mapping[str, Sequence[tuple[float, float]]]


def loglog_chart(series: Series, across: str, up: str) -> str:
    """An SVG document with a line for each series; its colour is that of its name's first word, its title the name.

    Values below 0.001 are drawn at 0.001.
    """
    points = [point for line in series.values() for point in line]
    left, right = (math.log10(edge(x for x, _ in points)) for edge in (min, max))
    bottom, top = -3.0, math.ceil(math.log10(max(max(y for _, y in points), 0.01)))

    def place(x: float, y: float) -> tuple[float, float]:
        wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        share = (max(math.log10(max(y, 1e-3)), bottom) - bottom) / (top - bottom)
        return LEFT + wide * (math.log10(x) - left) / max(right - left, 1e-9), TOP + high * (1 - share)

    parts = []
    for power in range(int(bottom), top + 1):
        y = place(10**left, 10.0**power)[1]
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for power in range(math.ceil(left), math.floor(right) + 1):
        x = place(10.0**power, 1)[0]
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">10^{power}</text>')
    for start in range(int(bottom) - int(right - left), top):
        low = max(left, left + bottom - start)
        high = min(right, left + top - start)
        if high > low:
            (x1, y1), (x2, y2) = (place(10**at, 10 ** (start + at - left)) for at in (low, high))
            parts.append(f'<line class="slope" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')
    for name, line in series.items():
        spots = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in line))
        kind = name.split(":")[0]
        parts.append(f'<polyline class="line {kind}" points="{spots}"><title>{escape(name)}</title></polyline>')
    kinds = list(dict.fromkeys(name.split(":")[0] for name in series))
    for number, kind in enumerate(kinds):
        x = LEFT + 110 * number
        parts.append(f'<line class="line {kind}" x1="{x}" x2="{x + 20}" y1="14" y2="14"/>')
        parts.append(f'<text x="{x + 26}" y="18">{escape(kind)}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="18" text-anchor="end">{escape(up)}; dashed: linear</text>')
    title = escape(f"{up} over {across}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img">\n<title>{title}</title>\n<style>{_STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )
