"""Decoded HTML → a tree: the only importer of the parser, selectolax."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

from newsclean.html.guard import bounded

__all__ = ["Node", "Tree", "parse"]


def parse(html: str) -> Tree:
    """The tree that a browser without scripts would make of a page, however broken; cost is linear if
    `newsclean.html.guard` has looked at the page.

    A page in frames is what its `<noframes>` holds.
    """
    tree = Tree(html)
    frames = None if tree.body is not None else tree.css_first("noframes")
    return tree if frames is None else Tree(bounded(frames.text()))
