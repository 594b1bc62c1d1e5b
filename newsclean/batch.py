"""Many pages: in order, in one process or several, with a Failure for each page that could not be cleaned."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Generator, Iterable, Iterator
from typing import TypeVar

from newsclean.errors import ModelError
from newsclean.reading import failure_of, read_page
from newsclean.records import Cleaned, Failure, Input, Page, Record
from newsclean.settings import Settings

Other = TypeVar("Other", bound=Input | Failure)

#: Seconds of cleaning after which it is worth while to start processes, which takes half of that.
_WORTH = 0.5


def clean_many(
    items: Iterable[Page | Record | Other], settings: Settings
) -> Generator[Cleaned | Failure | Other, None, None]:
    """Clean pages and records in `settings.jobs` processes; results come in their order, other items pass through.

    Raises ModelError if the model cannot be used, NewscleanError if no process can be started; nothing about a page
    raises.
    """
    if settings.jobs == 1 and settings.timeout is None:
        return (clean_one(item, settings) if isinstance(item, Page | Record) else item for item in items)
    if settings.jobs is None and settings.timeout is None:
        return _in_processes_if_many(iter(items), settings)
    from newsclean.processes import in_processes  # 18 ms that one page need not pay

    return in_processes(clean_one, iter(items), settings, settings.jobs or cores())


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _in_processes_if_many(
    items: Iterator[Page | Record | Other], settings: Settings
) -> Generator[Cleaned | Failure | Other, None, None]:
    """Here first, and in processes as soon as cleaning, and not waiting for input, has taken some time."""
    began = time.monotonic()
    busy = 0.0
    for item in items:
        if not isinstance(item, Page | Record):
            yield item
            continue
        start = time.process_time()
        result = clean_one(item, settings)
        busy += time.process_time() - start
        yield result
        if busy > _WORTH and busy > (time.monotonic() - began) / 2 and cores() > 1:
            break
    else:
        return
    from newsclean.processes import in_processes

    yield from in_processes(clean_one, items, settings, cores())


def clean_one(item: Page | Record, settings: Settings) -> Cleaned | Failure:
    """Clean one page. The one catch-all of the package: an unexpected error becomes a Failure."""
    from newsclean.pipeline import clean_page  # loads numpy and the model

    try:
        page = read_page(item, settings) if isinstance(item, Record) else item
        return page if isinstance(page, Failure) else clean_page(page, settings)
    except ModelError:
        raise
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        message = f"this is a bug in newsclean, please report it ({what})"
        return failure_of(item, _stage(error), message, settings)


def _stage(error: Exception) -> str:
    """The module of this package in which an error came up."""
    here = os.path.dirname(__file__) + os.sep
    frames = traceback.extract_tb(error.__traceback__)
    names = [frame.filename[len(here) : -len(".py")] for frame in frames if frame.filename.startswith(here)]
    return names[-1].replace(os.sep, ".") if names[1:] else "cleaning"
