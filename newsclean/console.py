"""What people are told while results are written: failures, progress, a summary. Only importer of rich."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from newsclean.reading import STDIN
from newsclean.records import Cleaned, Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Work that is done sooner shows no progress, and never loads rich.
_PATIENCE = 0.7


def printable(text: str) -> str:
    """`text` on one line, with everything a terminal would not print as a character escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Console:
    """Counts results as they pass, and tells on standard error.

    Failures are always told. Progress and summary go to a terminal only, unless `verbose` asks for the
    summary; `quiet` silences both.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        terminal = sys.stderr is not None and sys.stderr.isatty()
        self._tells = not quiet and (verbose or terminal)
        # Progress between results on the same screen would be noise.
        self._shows_progress = not quiet and terminal and not (sys.stdout is not None and sys.stdout.isatty())
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._started = time.monotonic()
        self._source = STDIN
        self.pages = self.articles = self.failures = 0

    def watch(self, results: Iterable[Cleaned | Failure]) -> Iterator[Cleaned | Failure]:
        """The results, unchanged: counted, and failures told."""
        for result in results:
            if isinstance(result, Failure):
                self.failures += 1
                self.say(f"{_name(result)}: {result.message}")
            else:
                self.pages += 1
                self.articles += bool(result.article.text)
                self._source = result.article.source or STDIN
            self._advance()
            yield result

    def say(self, message: str) -> None:
        """One line on standard error."""
        line = f"newsclean: {printable(message)}\n"
        with suppress(OSError, ValueError, AttributeError):
            if self._progress:
                self._progress.console.out(line, end="", highlight=False)
            else:
                sys.stderr.write(line)
                sys.stderr.flush()

    def summarise(self) -> None:
        """Tell how many pages gave an article, or that the only one did not."""
        if not self._tells or not self.pages:
            return
        if self.pages == 1 and not self.failures:
            if not self.articles:
                self.say(f"{_shown(self._source)}: no article found")
            return
        without = self.pages - self.articles
        self.say(
            f"{self.pages:,} pages: {self.articles:,} with an article, {without:,} without; {self.failures:,} failed"
        )

    def __enter__(self) -> Console:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()
            self._progress = None

    def _advance(self) -> None:
        if self._progress and self._task is not None:
            self._progress.update(self._task, completed=self.pages + self.failures)
        elif self._shows_progress and time.monotonic() - self._started > _PATIENCE:
            self._start_progress()

    def _start_progress(self) -> None:
        from rich.console import Console as Terminal
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} pages"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Terminal(stderr=True), transient=True)
        self._task = self._progress.add_task("pages", total=None, completed=self.pages + self.failures)
        self._progress.start()


def _name(failure: Failure) -> str:
    return _shown(failure.source) + (f" (id {failure.id})" if failure.id is not None else "")


def _shown(source: str) -> str:
    return "standard input" if source == STDIN else source
