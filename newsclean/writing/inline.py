"""Marked text as a tree: overlaps are cut, so that marks nest as every format wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsclean.records import Mark, Span
from newsclean.writing.values import legal, text_lines, web_address


class Text(NamedTuple):
    """A text, and marks of its characters that lie and overlap as they like."""

    text: str
    spans: Sequence[Span] = ()


class Marked(NamedTuple):
    """Nodes that one mark is around; no space is at either end. Of a link, `target` is an address of the web."""

    mark: Mark
    target: str | None
    inner: list[Node]


#: Text is legal, and on one line.
Node = str | Marked

#: A span of which no other with its mark holds a character.
_Piece = tuple[Mark, str | None, int, int]
#: Which of two marks with the same end is outside. Code is inside all that begin with it: Markdown takes what it holds
#: literally.
_ORDER: tuple[Mark, ...] = ("link", "strong", "emphasis", "code")


def nodes(marked: Text, without: Iterable[Mark] = ()) -> list[Node]:
    """The tree of a text on one line, without the marks named. Links without an address of the web are text."""
    text, spans = marked
    if not spans:
        return _strings(" ".join(text_lines(text)))
    pieces = [piece for mark in _ORDER if mark not in without for piece in _apart(spans, mark, len(text))]
    cuts = sorted({0, len(text), *(place for piece in pieces for place in piece[2:])})
    begins: dict[int, list[_Piece]] = {}
    for piece in pieces:
        begins.setdefault(piece[2], []).append(piece)
    segments: list[tuple[str, list[_Piece]]] = []
    active: list[_Piece] = []
    for start, end in pairwise(cuts):
        active = [piece for piece in active if piece[3] > start] + begins.get(start, [])
        segments.append((legal(text[start:end]).replace("\n", " "), active))
    return _trimmed(_nested(segments))[1]


def plain(tree: Iterable[Node]) -> str:
    """The text of a tree."""
    return "".join(node if isinstance(node, str) else plain(node.inner) for node in tree)


def _apart(spans: Iterable[Span], mark: Mark, size: int) -> Iterable[_Piece]:
    """The spans of one mark in order, cut where they overlap; neighbours that say the same are one."""
    found: list[_Piece] = []
    for span in sorted((span for span in spans if span.mark == mark), key=lambda span: span.start):
        target = web_address(span.target) if mark == "link" else None
        if mark == "link" and target is None:
            continue
        start, end = max(span.start, 0), min(span.end, size)
        if found:
            _, last, begun, reached = found[-1]
            if start <= reached and last == target:
                found[-1] = (mark, target, begun, max(end, reached))
                continue
            start = max(start, reached)
        if start < end:
            found.append((mark, target, start, end))
    return found


def _nested(segments: Sequence[tuple[str, list[_Piece]]]) -> list[Node]:
    """Segments, each with the marks that hold for all of it, as a tree: what reaches farthest is outside."""
    out: list[Node] = []
    at = 0
    while at < len(segments):
        text, active = segments[at]
        if not active:
            out += _strings(text)
            at += 1
            continue
        outer = min(active, key=lambda piece: (piece[0] == "code", -piece[3], _ORDER.index(piece[0])))
        begun = at
        while at < len(segments) and outer in segments[at][1]:
            at += 1
        inner = [(text, [piece for piece in marks if piece != outer]) for text, marks in segments[begun:at]]
        before, held, after = _trimmed(_nested(inner))
        out += before
        if held:
            out.append(Marked(outer[0], outer[1], held))
        out += after
    return out


def _trimmed(tree: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Spaces before, a tree without them at its ends, and spaces behind. (Inner trees have none.)"""
    before = after = ""
    tree = list(tree)
    while tree and isinstance(text := tree[0], str):
        kept = text.lstrip()
        before += text[: len(text) - len(kept)]
        tree[:1] = _strings(kept)
        if kept:
            break
    while tree and isinstance(text := tree[-1], str):
        kept = text.rstrip()
        after = text[len(kept) :] + after
        tree[-1:] = _strings(kept)
        if kept:
            break
    return _strings(before), tree, _strings(after)


def _strings(text: str) -> list[Node]:
    return [text] if text else []
