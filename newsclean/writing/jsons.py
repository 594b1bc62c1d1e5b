"""JSON: one indented document or an array of them, and JSON Lines. Both are written as pages come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from newsclean.records import Article, Cleaned, Failure
from newsclean.settings import Settings
from newsclean.writing.pages import cleaned_pages


def write_jsonl(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One compact document a line."""
    for result in results:
        if isinstance(result, Cleaned):
            stream.write(result.article.to_json() + "\n")


def write_json(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """One indented document for a single result, an array for several or none."""
    write_documents(results, stream, lambda article: article.to_json(indent=2))


def write_documents(results: Iterable[Cleaned | Failure], stream: TextIO, document: Callable[[Article], str]) -> None:
    """What `document` makes of the article, a JSON value, for a single result; an array of them for several or none."""
    several, pages = cleaned_pages(results)
    if not several:
        for page in pages:
            stream.write(document(page.article) + "\n")
        return
    separator = "[\n"
    for page in pages:
        # Strings of JSON hold no raw line feeds.
        stream.write(separator + "  " + document(page.article).replace("\n", "\n  "))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")
