"""JSON: one indented document or an array of them, and JSON Lines. Both are written as pages come."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import TextIO

from newsclean.records import Article, Cleaned, Failure
from newsclean.settings import Settings


def write_jsonl(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One compact document a line."""
    for result in results:
        if isinstance(result, Cleaned):
            stream.write(result.article.to_json() + "\n")


def write_json(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One indented document for a single result, an array for several.

    Failures count as results, though they are not written: whether an array comes does not depend on
    what went wrong. The first document waits until it is known whether there is a second result.
    """
    remaining = iter(results)
    leading = list(islice(remaining, 2))
    if len(leading) < 2:
        for result in leading:
            if isinstance(result, Cleaned):
                stream.write(result.article.to_json(indent=2) + "\n")
        return
    separator = "[\n"
    for result in chain(leading, remaining):
        if isinstance(result, Cleaned):
            stream.write(separator + _element(result.article))
            separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _element(article: Article) -> str:
    """A document as an element of an array. Strings of JSON hold no raw line feeds."""
    return "  " + article.to_json(indent=2).replace("\n", "\n  ")
