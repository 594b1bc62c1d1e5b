"""What people are told while results are written: failures, progress, a summary."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from newsclean.errors import cause
from newsclean.reading import STDIN, Amount, Meter
from newsclean.records import Cleaned, Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Seconds: work that is done sooner shows no progress, and never loads rich; progress is drawn anew not more often.
_PATIENCE, _PERIOD = 0.7, 0.1


def printable(text: str) -> str:
    """`text` on one line, with everything a terminal would not print as a character escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def complain(message: str) -> None:
    """One line on standard error: the one style of all messages. Nothing if there is none to write to."""
    try:
        with suppress(ValueError, AttributeError):
            sys.stderr.write(_line(message))
            sys.stderr.flush()
    except OSError:
        _forget(sys.stderr)


def forget_stdout() -> None:
    """Let the interpreter flush standard output to nowhere when it ends, so that it does not complain."""
    _forget(sys.stdout)


def _forget(stream: TextIO | None) -> None:
    """Let the interpreter flush what a stream still holds to nowhere: where it cannot, its exit code is 120."""
    with suppress(OSError, AttributeError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


def cannot_write(error: OSError) -> int:
    """Say that help or the version cannot be written, unless whoever reads has enough. Returns the exit code."""
    forget_stdout()
    if isinstance(error, BrokenPipeError):
        return 0
    complain(f"cannot write to standard output: {cause(error)}")
    return 2


def _line(message: str) -> str:
    return f"newsclean: {printable(message)}\n"


class Console:
    """Counts results as they pass, and tells on standard error.

    Failures are always told. Progress and summary go to a terminal only, unless `verbose` asks for the
    summary; `quiet` silences both.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        terminal = sys.stderr is not None and sys.stderr.isatty()
        self._verbose = verbose
        self._tells = not quiet and (verbose or terminal)
        self._shows_progress = not quiet and terminal
        #: Whether results go to a terminal, too: progress between them would be noise.
        self.shares_screen = False
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._started = time.monotonic()
        self._drawn = 0.0
        self._amount: Callable[[], Amount | None] = lambda: None
        self._total: Amount | None = None
        self._source = STDIN
        self.meter = Meter()
        self.pages = self.articles = self.failures = self.done_before = 0

    def expect(self, amount: Callable[[], Amount | None]) -> None:
        """Set what tells how much there is to read. It is asked when progress is first shown."""
        self._amount = amount

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
        if self._progress:
            self._progress.console.out(_line(message), end="", highlight=False)
        else:
            complain(message)

    def note(self, message: str) -> None:
        """One line on standard error for those who watch."""
        if self._tells:
            self.say(message)

    def summarise(self) -> None:
        """Tell how many pages gave an article and how fast; of one page, unless asked, only that it has none."""
        if not self._tells or not (self.pages or self.failures or self.done_before):
            return
        if self.pages == 1 and not self.failures and not self.done_before and not (self.articles and self._verbose):
            if not self.articles:
                self.say(f"{_shown(self._source)}: no article found")
            return
        without = self.pages - self.articles
        seconds = max(time.monotonic() - self._started, 0.001)
        parts = [
            f"{self.pages:,} page{'s' * (self.pages != 1)}: {self.articles:,} with an article, {without:,} without",
            f"{self.failures:,} failed",
            f"{self.pages / seconds:,.0f} pages/s, {self.meter.bytes / seconds / 1e6:,.1f} MB/s",
        ]
        if self.done_before:
            parts.append(f"{self.done_before:,} input{'s' * (self.done_before != 1)} done before")
        self.say("; ".join(parts))

    def __enter__(self) -> Console:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()
            self._progress = None

    def _advance(self) -> None:
        now = time.monotonic()
        if (
            not self._shows_progress
            or self.shares_screen
            or now - self._started < _PATIENCE
            or now - self._drawn < _PERIOD
        ):
            return
        self._drawn = now
        if self._progress is None:
            self._start_progress()
        self._draw()

    def _draw(self) -> None:
        if self._progress is None or self._task is None:
            return
        done = self.meter.inputs if self._total and self._total.unit == "files" else self.meter.bytes
        rate = self.pages / max(time.monotonic() - self._started, 0.001)
        self._progress.update(
            self._task, completed=done, description=f"{self.pages:,} pages, {rate:,.0f}/s", refresh=True
        )

    def _start_progress(self) -> None:
        from rich.console import Console as Terminal
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )  # fmt: skip

        self._total = self._amount()
        columns: list[ProgressColumn] = [SpinnerColumn(), TextColumn("{task.description}", markup=False)]
        if self._total:
            count = DownloadColumn() if self._total.unit == "bytes" else MofNCompleteColumn()
            columns += [BarColumn(), count, TimeRemainingColumn()]
        else:
            columns += [TimeElapsedColumn()]
        # Drawn when results come, and not by a thread: processes are forked meanwhile.
        self._progress = Progress(*columns, console=Terminal(stderr=True), transient=True, auto_refresh=False)
        self._task = self._progress.add_task("pages", total=self._total and self._total.size)
        self._progress.start()


def _name(failure: Failure) -> str:
    return _shown(failure.source) + (f" (id {failure.id})" if failure.id is not None else "")


def _shown(source: str) -> str:
    return "standard input" if source == STDIN else source or "''"
