"""Decoded HTML → the Lines of its rendered text, what its markup tells of each, and what the page says of itself."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.html.boxes import TextRow
from newsclean.html.guard import bounded
from newsclean.html.head import Head, read_head
from newsclean.html.hints import HINT_NAMES, hint_matrix
from newsclean.html.markup import LineMarkup, Marker
from newsclean.html.parse import parse
from newsclean.html.render import render
from newsclean.html.walk import walk
from newsclean.records import Line

__all__ = ["HINT_NAMES", "Rendered", "read_html"]


class Rendered(msgspec.Struct, frozen=True):
    """An HTML page as the tagger takes it: n Lines of its rendered `text`, and their `hints` (n × len(HINT_NAMES)).

    `rows` and `times` (the `datetime` of its time elements; None without) are those of each Line; `addresses` are those
    of the page's links, by their numbers; `head` is what the page says of itself, `html` the page as it was parsed,
    without what parsers choke on. `markup` is that of each Line, if it was asked for.
    """

    text: str
    lines: list[Line]
    hints: npt.NDArray[np.float32]
    rows: list[TextRow]
    times: list[str | None]
    addresses: list[str]
    head: Head
    html: str
    markup: list[LineMarkup] = []


def read_html(html: str, *, marked: bool = False) -> Rendered:
    """Render a page, and read the markup of its text too if `marked` is set. Nothing about it raises; a page without
    text has no Lines."""
    html = bounded(html)
    tree = parse(html)
    head = read_head(tree)
    marker = Marker(tree) if marked else None
    walked = walk(tree, marker)
    text, lines, owners = render(walked)
    if not lines:
        return Rendered("", [], np.zeros((0, len(HINT_NAMES)), np.float32), [], [], [], head, html)
    of_line = [walked.rows[owner] for owner in owners]
    hints = hint_matrix(of_line, [line.text for line in lines], walked, head)
    markup = marker.line_markup(owners) if marker else []
    times = [walked.times.get(owner) for owner in owners]
    return Rendered(text, lines, hints, of_line, times, walked.addresses, head, html, markup)
