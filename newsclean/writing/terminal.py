"""Standard output: in UTF-8 whatever the locale, harmless to a terminal, and through a pager for what is looked at."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TextIO, cast

from newsclean.errors import UsageError

#: Characters that change the order or the state of a terminal: bidirectional overrides, and controls but for line
#: ends, tabs and the form feed between pages.
_UNSAFE = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0d-\x1f\x7f-\x9f]")
#: How `less` behaves if nothing else is said, as git has it: it ends if all fits, and colours pass.
_LESS = "FRX"


def harmless(text: str) -> str:
    """A text of a page as it may go to a terminal."""
    return _UNSAFE.sub("", text)


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
