"""May this be replaced? A shell may have put the name of a page where that of a file to write belongs."""

from __future__ import annotations

import os
from typing import NamedTuple

from newsclean.errors import UsageError, cause


class Own(NamedTuple):
    """What files of one sort, which newsclean wrote before, have in so many bytes of their beginning; and its name."""

    name: str
    mark: bytes
    size: int


FAILURES = Own("failures", b'{"source":', 10)
REPORT = Own("the report", b"newsclean report", 1500)


def refuse_others(path: str, own: Own) -> None:
    """Raises UsageError if there is a file at a path that is neither empty nor one of `own`, or that cannot be read."""
    try:
        if not os.path.isfile(path) or not os.path.getsize(path):
            return
        with open(path, "rb") as file:
            if own.mark in file.read(own.size):
                return
    except OSError as error:
        raise UsageError(f"cannot write {own.name} to {path}: {cause(error)}") from None
    raise UsageError(
        f"cannot write {own.name} to {path}: there is something else, which it would replace; name another file"
    )
