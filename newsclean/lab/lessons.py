"""Networks of HTML pages teach the shipped models: what they say of a rendering is carried to the page's dumps.

Markup tells a caption or a byline where a dump leaves words only, and a network knows more than the rules that it was
taught by. Every page is judged by networks that were trained without the pages of its fold.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from pathlib import Path

import msgspec


class Said(msgspec.Struct, frozen=True, array_like=True):
    """What the networks say of a Line: its text, the number of its likeliest kind, and how likely that is."""

    text: str
    kind: int
    probability: float


class Lesson(msgspec.Struct, frozen=True):
    """The Lines of a page's rendering, in page order."""

    page: str
    lines: list[Said]


def write(path: Path, taught: Iterable[Lesson]) -> None:
    """Write lessons to a file (xz, one JSON record a line)."""
    with lzma.open(path, "wb", preset=1) as out:
        for lesson in taught:
            out.write(msgspec.json.encode(lesson) + b"\n")


def read(path: Path) -> dict[str, list[Said]]:
    """The lessons of a file by page."""
    decoder = msgspec.json.Decoder(Lesson)
    with lzma.open(path) as lines:
        return {lesson.page: lesson.lines for lesson in map(decoder.decode, lines)}
