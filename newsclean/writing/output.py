"""Where results go: standard output, or a file that is either whole or untouched."""

from __future__ import annotations

import io
import os
import re
import secrets
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TextIO, cast

from newsclean.errors import UsageError

#: Characters that change the order or the state of a terminal: bidirectional overrides, and controls but for tabs, line
#: feeds and the form feed between pages.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0d-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Output:
    """A text file that appears under its name when it is complete: UTF-8, LF line ends.

    It is written beside `path` under a hidden name, and renamed on leaving the `with` block; after an
    exception, or `discard`, what was at `path` stays. Links are followed. What is no regular file, such
    as `/dev/null` or a named pipe, is written directly. Raises UsageError if it cannot be created.
    """

    def __init__(self, path: str) -> None:
        self._path = os.path.realpath(path)
        self._temporary: str | None = None
        self._remove: Callable[[], object] = lambda: None
        self._kept = True
        try:
            self.stream = self._opened()
        except FileNotFoundError:
            folder = os.path.dirname(path) or "."
            raise UsageError(f"cannot write {path}: there is no folder {folder}; create it first") from None
        except OSError as error:
            raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from None

    def _opened(self) -> TextIO:
        if os.path.isdir(self._path):
            raise IsADirectoryError(0, "it is a folder; name a file in it")
        if os.path.exists(self._path) and not os.path.isfile(self._path):
            return open(self._path, "w", encoding="utf-8", newline="\n")
        temporary = os.path.join(os.path.dirname(self._path), f".newsclean-{secrets.token_hex(8)}.tmp")
        self._temporary = temporary
        # Before the file is there, so that no interruption can leave it behind.
        self._remove = weakref.finalize(self, _remove, temporary, os.getpid())
        return open(temporary, "x", encoding="utf-8", newline="\n")

    def discard(self) -> None:
        """Leave what was at the path as it was."""
        self._kept = False

    def __enter__(self) -> Output:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        whole = False
        try:
            self.stream.close()
            whole = kind is None and self._kept
            if whole and self._temporary:
                os.replace(self._temporary, self._path)
        finally:
            self._remove()


def _remove(path: str, process: int) -> None:
    """Remove a file if it is there; not in a process forked from the one that made it."""
    if os.getpid() == process:
        with suppress(FileNotFoundError):
            os.unlink(path)


class _Terminal(io.TextIOBase):
    """A terminal that gets no character which would change how the others are shown."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        return self._stream.write(_UNSAFE.sub("", text))

    def flush(self) -> None:
        self._stream.flush()


def standard_output() -> TextIO:
    """Standard output in UTF-8 with LF line ends whatever the locale. Raises UsageError if it is closed."""
    if sys.stdout is None:
        raise UsageError("standard output is closed; name a file with -o")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="strict")
    return cast(TextIO, _Terminal(sys.stdout)) if sys.stdout.isatty() else sys.stdout
