"""Cleaned pages → output. A writer takes what came of an input, in order, and writes it to a text stream.

Writers skip Failures: telling people about them is the caller's part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from newsclean.records import Cleaned, Failure
from newsclean.settings import Format, Settings
from newsclean.writing.failures import FailureFile
from newsclean.writing.folder import OutputFolder
from newsclean.writing.html import write_html
from newsclean.writing.jsonld import write_jsonld
from newsclean.writing.jsons import write_json, write_jsonl
from newsclean.writing.markdown import write_markdown
from newsclean.writing.output import Output, standard_output
from newsclean.writing.parquet import write_parquet
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

#: Formats that write the article alone, and do not look at `Cleaned.blocks`.
WITHOUT_BLOCKS: frozenset[Format] = frozenset({"json", "jsonl", "parquet"})

__all__ = ["WITHOUT_BLOCKS", "WRITERS", "FailureFile", "Output", "OutputFolder", "Writer", "standard_output"]
