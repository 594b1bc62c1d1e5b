"""datatrove: a pipeline step for any page, and an extractor in place of its Trafilatura step.

Both hold nothing but settings, so that every executor can pickle them; a worker loads the model with its first page.
"""

from __future__ import annotations

from typing import Any

import msgspec

try:
    from datatrove.data import Document, DocumentsPipeline
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.extractors.base import BaseExtractor
    from datatrove.utils.typeshelper import StatHints
except ImportError:
    raise ImportError("newsclean.engines.datatrove takes datatrove: `pip install 'newsclean[datatrove]'`") from None

from newsclean.engines.arrow import OutputRow, clean_row, refuse_archives, refuse_processes
from newsclean.errors import InputError
from newsclean.reading import record_of
from newsclean.records import Record
from newsclean.settings import Settings

#: Under which key of a document's metadata the step puts the JSON document, without its text, and `error`.
KEY = "newsclean"
#: A key of pages that may be dumps or HTML.
_TEXT = "content"


class CleanStep(PipelineStep):
    """Makes a document's text that of its article, and puts the rest of the JSON document and `error` under
    `metadata["newsclean"]`.

    All documents go on: one without an article has an empty text, one that could not be cleaned an `error`. The
    statistics count `article`, `no_article` and `failed`. Whether a text is HTML is told from its look unless
    `settings.input_form` says so. Of the metadata that readers give, `url` and `file_path` are heeded, and
    `fetched_key`, if it names the time of fetching: `date` after datatrove's WarcReader. Raises UsageError for
    settings that start processes, or that a document does not heed.
    """

    name = "📰 newsclean"
    type = "🧹 - CLEANER"

    def __init__(self, settings: Settings | None = None, fetched_key: str | None = None) -> None:
        super().__init__()
        self.fetched_key = fetched_key
        settings = settings or Settings()
        refuse_processes(settings)
        refuse_archives(settings)
        self.settings = msgspec.structs.replace(settings, text_key=_TEXT, id_key="id")

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Clean the documents one by one, as the pipeline asks for them."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                row = self._row(document)
            self.stat_update("failed" if row.error else "article" if row.text else "no_article", StatHints.forwarded)
            found = row.to_dict()
            document.text = str(found.pop("text"))
            document.metadata[KEY] = found
            self.update_doc_stats(document)
            yield document

    def _row(self, document: Document) -> OutputRow:
        told = document.metadata
        fetched = None if self.fetched_key is None else told.get(self.fetched_key)
        page = {"source": told.get("file_path"), "url": told.get("url"), "fetched": fetched}
        page |= {_TEXT: document.text, "id": document.id}
        return clean_row(record_of(page, self.settings), self.settings)


def as_row(writer: object, document: Document) -> dict[str, Any]:
    """The columns of `newsclean.engines.arrow.schema` of a cleaned document, for the `adapter` of datatrove's writers.

    Its text is that which the steps after CleanStep left.
    """
    row: dict[str, Any] = document.metadata[KEY] | {"text": document.text}
    return row


class HtmlExtractor(BaseExtractor):
    """The article's text of HTML, in place of datatrove's Trafilatura step, in the process that extractors have.

    Documents without an article are dropped, as by datatrove's extractors; so are those that take longer than
    `timeout` seconds, and those that cannot be cleaned (`clean_error` in the statistics).
    """

    name = "📰 newsclean"

    def __init__(self, settings: Settings | None = None, timeout: float = 1) -> None:
        super().__init__(timeout)
        self.settings = msgspec.structs.replace(settings or Settings(), fields=False)  # it gives the text alone
        refuse_processes(self.settings)
        refuse_archives(self.settings)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Extract as every extractor does; the process inherits the model, whose loading may take its first second."""
        self.extract("")
        yield from super().run(data, rank, world_size)

    def extract(self, text: str) -> str | InputError:
        """The article's text; an error is returned, which is how it gets from datatrove's process to its statistics."""
        row = clean_row(Record(data=text, form="html"), self.settings)
        return InputError(row.error) if row.error else row.text
