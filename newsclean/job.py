"""One run of the command line: inputs → results → where they go. Returns the exit code."""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import chain

import msgspec

from newsclean import batch
from newsclean.console import Console, forget_stdout
from newsclean.errors import InputError, NewscleanError, UsageError, cause
from newsclean.reading import STDIN, Identity, amount, find_inputs, identity, listed_names, read_records
from newsclean.records import Cleaned, Failure, Input, Record
from newsclean.settings import DISPLAYS, Settings
from newsclean.threads import one_thread
from newsclean.writing import (
    REPORT,
    FailureFile,
    Output,
    OutputFolder,
    displayed_output,
    refuse_others,
    standard_output,
    writer,
)

#: Exit codes, see the README.
FOUND, NO_ARTICLE, FAILED, INTERRUPTED = 0, 1, 2, 130

_Results = Iterator[Input | Cleaned | Failure]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is read and where results go.

    - `names`: files, folders, patterns, `-`; `files_from`: a file, or `-`, that lists more of them.
    - `output`: a file; `output_dir`: a folder with a file for each input; without them, standard output.
    - `resume`: leave out inputs whose output is in `output_dir`.
    - `failures`: a file for what could not be read or cleaned.
    """

    names: tuple[str, ...] = ()
    files_from: str | None = None
    output: str | None = None
    output_dir: str | None = None
    resume: bool = False
    failures: str | None = None


def run(job: Job, settings: Settings, console: Console) -> int:
    """Clean the inputs and write the results. Returns the exit code; tells what went wrong on `console`."""
    one_thread()
    try:
        with _stopping(), ExitStack() as stack, console:
            _write(job, settings, console, stack)
    except BrokenPipeError:
        # Whoever reads has enough, like `head`: not a matter of what was found so far.
        forget_stdout()
        return FAILED if console.failures else FOUND
    except KeyboardInterrupt as stopped:
        forget_stdout()
        return stopped.code if isinstance(stopped, _Stopped) else INTERRUPTED
    except NewscleanError as error:
        console.say(str(error))
        forget_stdout()
        return FAILED
    except OSError as error:
        # Inputs do not raise this: it is the output that could not be written, on a full disk for example.
        console.say(_cannot_write(job.output or "to standard output", error))
        forget_stdout()
        return FAILED
    console.summarise()
    if console.failures:
        return FAILED
    if job.files_from and not (console.meter.inputs or console.done_before):
        console.say(f"the list {'on standard input' if job.files_from == STDIN else job.files_from} names no file")
        return FAILED
    all_before = console.done_before and console.done_before == console.meter.inputs
    return FOUND if console.articles or all_before else NO_ARTICLE


class _Stopped(KeyboardInterrupt):
    """A signal that asks the program to end, as Ctrl-C does; `code` is the exit code that tells which."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


@contextmanager
def _stopping() -> Iterator[None]:
    """Have the signals of `kill`, and of a terminal that is closed, end the program like Ctrl-C, which leaves whole
    files; but not those that somebody else heeds, or ignores like nohup."""

    def stop(number: int, frame: object) -> None:
        raise _Stopped(number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heeded = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    with suppress(ValueError):  # in a thread other than the main one, signals are not ours
        for number in heeded:
            signal.signal(number, stop)
    try:
        yield
    finally:
        with suppress(ValueError):
            for number in heeded:
                signal.signal(number, signal.SIG_DFL)


def _write(job: Job, settings: Settings, console: Console, stack: ExitStack) -> None:
    _refuse_to_replace(job, settings)
    folder = OutputFolder(job.output_dir, settings.format, job.names) if job.output_dir is not None else None
    failures = stack.enter_context(FailureFile(job.failures, more=job.resume)) if job.failures is not None else None
    no_pages = _identities(job, settings)
    inputs = find_inputs(_names(job), without=no_pages, stdin_named=job.files_from == STDIN)
    if folder:
        if job.failures is not None:
            folder.keep_free(job.failures)
        inputs = _to_do(inputs, folder, job.resume, console)
    if not job.files_from:
        console.expect(lambda: amount(job.names or (STDIN,), no_pages))
    records = _read(read_records(_not_written(inputs, job), settings, console.meter))
    results: _Results = stack.enter_context(closing(batch.clean_many(records, settings)))
    if failures:
        results = failures.watch(results)
    if folder:
        _write_each(results, folder, settings, console)
    elif job.output is None:
        stream = stack.enter_context(displayed_output()) if settings.format in DISPLAYS else standard_output()
        console.shares_screen = stream.isatty()
        writer(settings.format)(console.watch(_pages(results)), stream, settings)
        stream.flush()
    else:
        with Output(job.output) as file:
            writer(settings.format)(console.watch(_pages(results)), file.stream, settings)
            if not console.pages and (console.failures or settings.format == "report"):
                file.discard()
        if settings.format == "report" and console.pages:
            console.note(f"the report is {job.output}: open it in a browser")


def _read(records: Iterable[Input | Record | Failure]) -> Iterator[Input | Record | Failure]:
    """The records. Raises NewscleanError where reading raises OSError, which tells of the output everywhere else."""
    try:
        yield from records
    except OSError as error:
        raise NewscleanError(f"cannot read the inputs: {cause(error)}") from error


def _identities(job: Job, settings: Settings) -> frozenset[Identity]:
    """What is written, as far as it is there, and what is read but is no page: it is left out of folders."""
    names = (job.output_dir, job.output, job.failures, job.files_from, settings.against)
    found = {identity(name) for name in names if name is not None} | {_standard_output()}
    return frozenset(each for each in found if each)


def _standard_output() -> Identity | None:
    """What standard output is, if that is a file."""
    try:
        number = sys.stdout.fileno()
        return identity(number) if stat.S_ISREG(os.fstat(number).st_mode) else None
    except (OSError, AttributeError, ValueError):  # none, or one that a test has put there
        return None


def _not_written(inputs: Iterable[Input | Failure], job: Job) -> Iterator[Input | Failure]:
    """The inputs, but for the file that standard output goes to: it would grow as it is read."""
    written = _standard_output() if job.output is None and job.output_dir is None else None
    for found in inputs:
        if written and isinstance(found, Input) and identity(0 if found.path == STDIN else found.path) == written:
            yield Failure(found.source, "reading", "is where standard output goes: write to another file")
        else:
            yield found


def _refuse_to_replace(job: Job, settings: Settings) -> None:
    """Raises UsageError if the file of failures would replace an input or the output, or a report something else: the
    shell may have put the names of pages where its name belongs. (Any other output may replace its input: it is
    written when all has been read.)"""
    if settings.format == "report" and job.output is not None:
        refuse_others(job.output, REPORT)
    if job.failures is None:
        return
    others = (name for name in (*job.names, job.files_from, job.output) if name and name != STDIN)
    path = os.path.realpath(job.failures)
    if not (os.path.exists(path) and not os.path.isfile(path)) and path in map(os.path.realpath, others):
        raise UsageError(f"cannot write failures to {job.failures}: it is an input or the output; name another file")


def _names(job: Job) -> Iterable[str]:
    if job.files_from is None:
        return job.names or (STDIN,)
    if job.files_from == STDIN and STDIN in job.names:
        raise UsageError("standard input is the list of files, and cannot be a page too")
    return chain(job.names, listed_names(job.files_from))


def _to_do(
    inputs: Iterable[Input | Failure], folder: OutputFolder, resume: bool, console: Console
) -> Iterator[Input | Failure]:
    """The inputs that have a place of their own in the folder, and if `resume` is set, are not there yet."""
    for found in inputs:
        if isinstance(found, Failure):
            yield found
            continue
        try:
            folder.claim(found, resume=resume)
        except InputError as error:
            yield Failure(found.source, "writing", str(error))
            continue
        if resume and os.path.isfile(folder.path_of(found)):
            console.done_before += 1
            console.meter.inputs += 1
        else:
            yield found


def _pages(results: _Results) -> Iterator[Cleaned | Failure]:
    return (result for result in results if not isinstance(result, Input))


def _write_each(results: _Results, folder: OutputFolder, settings: Settings, console: Console) -> None:
    """A file for each input, complete before the next is begun; none for an input without a page."""
    upcoming: Input | None = None

    def until_next() -> Iterator[Cleaned | Failure]:
        nonlocal upcoming
        for result in results:
            if isinstance(result, Input):
                upcoming = result
                return
            yield result

    for _ in console.watch(until_next()):
        pass  # Failures before the first input: names that are not there
    while upcoming is not None:
        path = folder.path_of(upcoming)
        upcoming = None
        before = console.pages
        try:
            with Output(path, follow=False) as file:
                writer(settings.format)(console.watch(until_next()), file.stream, settings)
                if console.pages == before:
                    file.discard()
        except OSError as error:
            raise NewscleanError(_cannot_write(path, error)) from error


def _cannot_write(where: str, error: OSError) -> str:
    return f"cannot write {where}: {cause(error)}"
