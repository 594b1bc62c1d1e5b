"""Cleaned pages → output. A writer takes what came of an input, in order, and writes it to a text stream.

Writers skip Failures: telling people about them is the caller's part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from newsclean.records import Cleaned, Failure
from newsclean.settings import Display, Format, Settings
from newsclean.writing.diff import write_diff
from newsclean.writing.explain import write_explain
from newsclean.writing.failures import FailureFile
from newsclean.writing.folder import OutputFolder
from newsclean.writing.html import write_html
from newsclean.writing.jsonld import write_jsonld
from newsclean.writing.jsons import write_json, write_jsonl
from newsclean.writing.markdown import write_markdown
from newsclean.writing.output import Output, displayed_output, standard_output
from newsclean.writing.parquet import write_parquet
from newsclean.writing.report import write_report
from newsclean.writing.tei import write_tei
from newsclean.writing.text import write_text

Writer = Callable[[Iterable[Cleaned | Failure], TextIO, Settings], None]

WRITERS: dict[Format, Writer] = {
    "text": write_text,
    "json": write_json,
    "jsonl": write_jsonl,
    "markdown": write_markdown,
    "html": write_html,
    "jsonld": write_jsonld,
    "tei": write_tei,
    "parquet": write_parquet,
}

#: What people look at; these take `Settings.lines`.
DISPLAY_WRITERS: dict[Display, Writer] = {
    "explain": write_explain,
    "report": write_report,
    "diff": write_diff,
}

#: Formats that write the article alone, and do not look at `Cleaned.blocks`.
WITHOUT_BLOCKS: frozenset[Format] = frozenset({"json", "jsonl", "parquet"})


def writer(format: Format | Display) -> Writer:
    """What writes a format or display."""
    return (WRITERS | DISPLAY_WRITERS)[format]


__all__ = [
    "DISPLAY_WRITERS",
    "WITHOUT_BLOCKS",
    "WRITERS",
    "FailureFile",
    "Output",
    "OutputFolder",
    "Writer",
    "displayed_output",
    "standard_output",
    "writer",
]
