"""A file of results, which is either whole or untouched."""

from __future__ import annotations

import os
import stat
import weakref
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from types import TracebackType
from typing import TextIO

from newsclean.errors import UsageError, cause


class Output:
    """A text file that appears under its name when it is complete: UTF-8, LF line ends.

    It is written beside `path` under a hidden name, and renamed on leaving the `with` block; after an
    exception, or `discard`, what was at `path` stays. The hidden name is always the same, so that the next run
    replaces what one that was killed has left. Who may read and write a file at `path` may do so with what replaces
    it. With `follow`, links are followed, and what is no regular file, such as `/dev/null` or a named pipe, is written
    directly; otherwise they are replaced.
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
        mode = _mode_of(self._path)
        stream = open(  # noqa: SIM115 (closed by __exit__)
            self._temporary, "x", encoding="utf-8", newline="\n",
            opener=lambda name, flags: os.open(name, flags, 0o666 if mode is None else mode),
        )  # fmt: skip
        self._made.append(os.fstat(stream.fileno()))
        if mode is not None:
            os.chmod(self._temporary, mode)  # also what the user's mask takes away
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


def _mode_of(path: str) -> int | None:
    """Who may read and write the file at a path; None if there is none."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return stat.S_IMODE(status.st_mode) & 0o777 if stat.S_ISREG(status.st_mode) else None


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
