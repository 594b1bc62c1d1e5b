"""Results → the pages among them, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TextIO

from newsclean.records import Cleaned, Failure


def cleaned_pages(results: Iterable[Cleaned | Failure]) -> tuple[bool, Iterator[Cleaned]]:
    """Whether there are several results, or none, and those that are pages.

    Failures count as results, though they are not written: whether one page or a container of pages is
    written does not depend on what went wrong. The first page waits until the second result is there.
    """
    remaining = iter(results)
    leading = list(islice(remaining, 2))
    return len(leading) != 1, (result for result in chain(leading, remaining) if isinstance(result, Cleaned))


def separated(results: Iterable[Cleaned | Failure], stream: TextIO, separator: str) -> Iterator[Cleaned]:
    """The pages, to be written as they come; `separator` is written between two."""
    first = True
    for result in results:
        if isinstance(result, Cleaned):
            if not first:
                stream.write(separator)
            first = False
            yield result
