"""Cleaned pages → output. A writer takes what came of an input, in order, and writes it to a text stream.

Writers skip Failures: telling people about them is the caller's part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TextIO

from newsclean.records import Cleaned, Failure
from newsclean.settings import Display, Format, Settings
from newsclean.writing.failures import FailureFile
from newsclean.writing.folder import OutputFolder
from newsclean.writing.output import Output
from newsclean.writing.replacing import REPORT, refuse_others
from newsclean.writing.terminal import displayed_output, standard_output

Writer = Callable[[Iterable[Cleaned | Failure], TextIO, Settings], None]


def _late(module: str, name: str) -> Writer:
    """The writer `name` of a module of this room, which is loaded when it first writes: a run needs one of them."""

    def write(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
        writes: Writer = getattr(import_module(f"newsclean.writing.{module}"), name)
        writes(results, stream, settings)

    return write


WRITERS: dict[Format, Writer] = {
    "text": _late("text", "write_text"),
    "json": _late("jsons", "write_json"),
    "jsonl": _late("jsons", "write_jsonl"),
    "markdown": _late("markdown", "write_markdown"),
    "html": _late("html", "write_html"),
    "jsonld": _late("jsonld", "write_jsonld"),
    "tei": _late("tei", "write_tei"),
    "parquet": _late("parquet", "write_parquet"),
}

#: What people look at; these take `Settings.lines`.
DISPLAY_WRITERS: dict[Display, Writer] = {
    "explain": _late("explain", "write_explain"),
    "report": _late("report", "write_report"),
    "diff": _late("diff", "write_diff"),
}

#: Formats that write the article alone, and do not look at `Cleaned.blocks`.
WITHOUT_BLOCKS: frozenset[Format] = frozenset({"json", "jsonl", "jsonld", "parquet"})


def writer(format: Format | Display) -> Writer:
    """What writes a format or display."""
    return (WRITERS | DISPLAY_WRITERS)[format]


__all__ = [
    "DISPLAY_WRITERS",
    "REPORT",
    "WITHOUT_BLOCKS",
    "WRITERS",
    "FailureFile",
    "Output",
    "OutputFolder",
    "Writer",
    "displayed_output",
    "refuse_others",
    "standard_output",
    "writer",
]
