"""The file of failures: a JSON object a line, written as they come, so that it outlives its program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

import msgspec

from newsclean.errors import UsageError, cause
from newsclean.records import Failure
from newsclean.writing.output import is_other_file

Other = TypeVar("Other")

_BEGIN = b'{"source":'


class FailureFile:
    """`path` as JSON Lines of `source`, `stage`, `message`, `id`; `more` appends to what is there.

    Raises UsageError if it cannot be opened, or there is anything but failures of an earlier run: it may be an input.
    """

    def __init__(self, path: str, *, more: bool) -> None:
        self._path = path
        try:
            if is_other_file(path, _BEGIN, len(_BEGIN)):
                raise FileExistsError(0, "there is something else, which it would replace; name another file")
            self._file = open(path, "ab" if more else "wb", buffering=0)  # noqa: SIM115 (closed by __exit__)
        except OSError as error:
            raise self._cannot_write(error) from None

    def watch(self, results: Iterable[Failure | Other]) -> Iterator[Failure | Other]:
        """The results, unchanged; failures among them are written. Raises UsageError if they cannot be."""
        for result in results:
            if isinstance(result, Failure):
                line = memoryview(msgspec.json.encode(result) + b"\n")
                try:
                    while line:  # on a full disk the first part may go through
                        line = line[self._file.write(line) :]
                except OSError as error:
                    raise self._cannot_write(error) from None
            yield result

    def _cannot_write(self, error: OSError) -> UsageError:
        return UsageError(f"cannot write {self._path}: {cause(error)}")

    def __enter__(self) -> FailureFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()
