"""Where results go: standard output, or a file that is either whole or untouched."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from types import TracebackType
from typing import IO, TextIO, cast

from newsclean.errors import UsageError, cause

#: Characters that change the order or the state of a terminal: bidirectional overrides, and controls but for line
#: ends, tabs and the form feed between pages.
_UNSAFE = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0d-\x1f\x7f-\x9f]")
#: How `less` behaves if nothing else is said, as git has it: it ends if all fits, and colours pass.
_LESS = "FRX"
#: What a report is known by, in so many bytes of its beginning.
GENERATOR, HEAD = "newsclean report", 1500


def is_other_file(path: str, mark: bytes, size: int) -> bool:
    """Whether there is a file at a path, not an empty one, that has no `mark` in its first bytes. Raises OSError."""
    if not os.path.isfile(path) or not os.path.getsize(path):
        return False
    with open(path, "rb") as file:
        return mark not in file.read(size)


def harmless(text: str) -> str:
    """A text of a page as it may go to a terminal."""
    return _UNSAFE.sub("", text)


class Output:
    """A text file that appears under its name when it is complete: UTF-8, LF line ends.

    It is written beside `path` under a hidden name, and renamed on leaving the `with` block; after an
    exception, or `discard`, what was at `path` stays. The hidden name is always the same, so that the next run
    replaces what one that was killed has left. With `follow`, links are followed, and what is no regular file, such
    as `/dev/null` or a named pipe, is written directly; otherwise they are replaced.
    Raises UsageError if it cannot be created.
    """

    def __init__(self, path: str, *, follow: bool = True) -> None:
        if not path:
            raise UsageError("cannot write to a file without a name: name one, or - for standard output")
        folder, name = os.path.split(path)
        self._path = os.path.realpath(path) if follow else os.path.join(os.path.realpath(folder), name)
        self._is_folder = os.path.isdir(self._path) and (follow or not os.path.islink(self._path))
        self._in_place = follow and os.path.exists(path) and not os.path.isfile(path)
        if self._in_place:
            self._path = path  # /dev/stdout, where that is a pipe, links to what is no path
        self._temporary: str | None = None
        self._remove: Callable[[], object] = lambda: None
        self._made: list[os.stat_result] = []
        self._kept = True
        try:
            self.stream = self._opened()
        except OSError as error:
            folder = os.path.dirname(path) or "."
            if isinstance(error, FileNotFoundError) and not os.path.isdir(folder):
                raise UsageError(f"cannot write {path}: there is no folder {folder}; create it first") from None
            raise UsageError(f"cannot write {path}: {cause(error)}") from None

    def _opened(self) -> TextIO:
        if self._is_folder:
            raise IsADirectoryError(0, "it is a folder; name a file in it")
        if self._in_place:
            return open(self._path, "w", encoding="utf-8", newline="\n")
        folder, name = os.path.split(self._path)
        digest = blake2b(os.fsencode(name), digest_size=8).hexdigest()
        self._temporary = os.path.join(folder, f".newsclean-{digest}.tmp")
        # Before the file is there, so that no interruption can leave it behind.
        self._remove = weakref.finalize(self, _remove, self._temporary, os.getpid(), self._made)
        _remove(self._temporary, os.getpid(), self._made)
        stream = open(self._temporary, "x", encoding="utf-8", newline="\n")  # noqa: SIM115 (closed by __exit__)
        self._made.append(os.fstat(stream.fileno()))
        return stream

    def discard(self) -> None:
        """Leave what was at the path as it was."""
        self._kept = False

    def __enter__(self) -> Output:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self.stream.close()
            if kind is None and self._kept and self._temporary:
                if not _is_at(self._temporary, self._made):
                    raise FileExistsError(0, "another run is writing it")
                os.replace(self._temporary, self._path)
        finally:
            self._remove()


def _is_at(path: str, made: list[os.stat_result]) -> bool:
    """Whether what was made is still at a path."""
    try:
        return any(os.path.samestat(status, os.stat(path)) for status in made)
    except OSError:
        return False


def _remove(path: str, process: int, made: list[os.stat_result]) -> None:
    """Remove what is at a path, if that is possible: what was made there, or is left from a run that was killed; not
    what another run made since, and not in a process forked from the one that made it."""
    if os.getpid() == process and (not made or _is_at(path, made)):
        with suppress(OSError):
            os.unlink(path)


class _Terminal(io.TextIOBase):
    """A terminal that gets no character which would change how the others are shown."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        return self._stream.write(harmless(text))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return True


def standard_output() -> TextIO:
    """Standard output in UTF-8 with LF line ends whatever the locale. Raises UsageError if it is closed."""
    stream = _plain_output()
    return cast(TextIO, _Terminal(stream)) if stream.isatty() else stream


@contextmanager
def displayed_output() -> Iterator[TextIO]:
    """Standard output for what styles its text itself, and makes it harmless: through `PAGER` on a terminal.

    The default pager is `less`, if there is one; an empty `PAGER`, `cat` or a dumb terminal means none.
    """
    stream = _plain_output()
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError as error:
        raise UsageError(f"PAGER is no command ({error}): set it to another, or to nothing") from None
    dumb = os.environ.get("TERM", "") in ("", "dumb")
    if not stream.isatty() or dumb or not command or command[0] == "cat" or shutil.which(command[0]) is None:
        yield stream
        stream.flush()
        return
    environment = {"LESS": _LESS, "LV": "-c"} | os.environ
    pager = subprocess.Popen(command, stdin=subprocess.PIPE, encoding="utf-8", env=environment)
    assert pager.stdin is not None
    try:
        yield cast(TextIO, _Paged(pager.stdin))
    finally:
        # Whoever leaves the pager early has seen enough; Ctrl-C is the pager's.
        with suppress(BrokenPipeError):
            pager.stdin.close()
        while pager.poll() is None:
            with suppress(KeyboardInterrupt):
                pager.wait()


class _Paged(io.TextIOBase):
    """A pipe to a pager: to those who write, the terminal that it is shown on."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        return self._stream.write(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return sys.__stdout__.fileno() if sys.__stdout__ else -1


def _plain_output() -> TextIO:
    if sys.stdout is None:
        raise UsageError("standard output is closed; name a file with -o")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="strict")
    return sys.stdout
