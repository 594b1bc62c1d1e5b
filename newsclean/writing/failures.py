"""The file of failures: a JSON object a line, written as they come, so that it outlives its program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

import msgspec

from newsclean.errors import UsageError, cause
from newsclean.records import Failure
from newsclean.writing.replacing import FAILURES, refuse_others

Other = TypeVar("Other")


class FailureFile:
    """`path` as JSON Lines of `source`, `stage`, `message`, `id`; `more` appends to what is there.

    Raises UsageError if it cannot be opened, or there is anything but failures of an earlier run: it may be an input.
    """

    def __init__(self, path: str, *, more: bool) -> None:
        self._path = path
        refuse_others(path, FAILURES)
        try:
            self._file = open(path, "ab" if more else "wb", buffering=0)  # noqa: SIM115 (closed by __exit__)
            if not _ends_a_line(path):  # the run before was killed as it wrote it
                self._write(b"\n")
        except OSError as error:
            raise self._cannot_write(error) from None

    def watch(self, results: Iterable[Failure | Other]) -> Iterator[Failure | Other]:
        """The results, unchanged; failures among them are written. Raises UsageError if they cannot be."""
        for result in results:
            if isinstance(result, Failure):
                try:
                    self._write(msgspec.json.encode(result) + b"\n")
                except OSError as error:
                    raise self._cannot_write(error) from None
            yield result

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:  # on a full disk the first part may go through
            left = left[self._file.write(left) :]

    def _cannot_write(self, error: OSError) -> UsageError:
        return UsageError(f"cannot write {self._path}: {cause(error)}")

    def __enter__(self) -> FailureFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()


def _ends_a_line(path: str) -> bool:
    """Whether a file is empty, or ends in the end of a line, or is none but a pipe or a device. Raises OSError."""
    if not os.path.isfile(path) or not os.path.getsize(path):
        return True
    with open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"
