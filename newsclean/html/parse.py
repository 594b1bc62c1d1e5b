"""Decoded HTML → a tree: the only importer of the parser, selectolax."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

from newsclean.html.guard import bounded

__all__ = ["Node", "Tree", "parse", "title_of"]

#: What begins a shadow tree. Its end tag is overread: it ends where its host does.
_SHADOW = re.compile(r"<template(?=\s[^<>]{0,300}shadowrootmode)", re.IGNORECASE)
# In drawings, titles are names of their parts.
_TITLE = "head > title, body > title, div > title"


def parse(html: str) -> Tree:
    """The tree that a browser without scripts would make of a page, however broken; cost is linear if
    `newsclean.html.guard` has looked at the page.

    A page in frames is what its `<noframes>` holds. Shadow trees that it declares are there to be seen.
    """
    tree = Tree(_SHADOW.sub("<shadow-tree", html) if "shadowrootmode" in html else html)
    frames = None if tree.body is not None else tree.css_first("noframes")
    return tree if frames is None else Tree(bounded(frames.text()))


def title_of(tree: Tree) -> str:
    """The text of a page's `<title>`; empty without one."""
    title = tree.css_first(_TITLE)
    return "" if title is None else title.text()
