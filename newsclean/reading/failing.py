"""What is told of a record that cannot be read: one place where a Failure is put together."""

from __future__ import annotations

from newsclean.reading.decoding import scrub
from newsclean.records import Failure


def failed(source: str, place: str | None, message: str, *, id: str | None = None, stage: str = "reading") -> Failure:
    """The Failure of what stands at a `place` in its source ("line 3"), if it has one; `message` says why.

    What messages quote may hold what cannot be written as UTF-8: the name of a key that was given as other bytes.
    """
    return Failure(source, stage, scrub(f"{place}: {message}" if place else message), id and scrub(id))
