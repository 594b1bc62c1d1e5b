"""Pages cleaned in several processes: bounded memory, the order kept, and deaths of processes survived."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from newsclean.records import Cleaned, Failure, Page
from newsclean.settings import Settings
from newsclean.threads import one_thread

Result = Cleaned | Failure
Clean = Callable[[Page | Failure, Settings], Result]
_Chunk = list[Page | Failure]

#: Pages that go to a process at once: enough to make the way there cheap, few enough to lose little.
CHUNK = 16
#: Chunks under way, per process; `executor.map` would read all input first.
WINDOW = 4


def in_processes(clean: Clean, pages: Iterator[Page | Failure], settings: Settings) -> Iterator[Result]:
    """What `clean` makes of each page, in order, from `settings.jobs` processes.

    A page that kills its process is a Failure; the others of its chunk are cleaned again.
    """
    pool = _pool(settings.jobs)
    window: deque[tuple[_Chunk, Future[list[Result]]]] = deque()

    def submitted(chunk: _Chunk) -> tuple[_Chunk, Future[list[Result]]]:
        return chunk, _submit(pool, clean, chunk, settings)

    try:
        while True:
            while len(window) < WINDOW * settings.jobs and (chunk := list(islice(pages, CHUNK))):
                window.append(submitted(chunk))
            if not window:
                return
            chunk, future = window.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                # Every chunk under way is lost. The oldest is the suspect; the others get new processes.
                pool.shutdown()
                results = _one_by_one(clean, chunk, settings)
                pool = _pool(settings.jobs)
                window = deque(pair if _is_done(pair[1]) else submitted(pair[0]) for pair in window)
            yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def _clean_chunk(clean: Clean, chunk: _Chunk, settings: Settings) -> list[Result]:
    return [clean(page, settings) for page in chunk]


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and the other cores to the other processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    one_thread()


def _submit(pool: ProcessPoolExecutor, clean: Clean, chunk: _Chunk, settings: Settings) -> Future[list[Result]]:
    """Hand a chunk to the processes; if they broke meanwhile, the future says so."""
    try:
        return pool.submit(_clean_chunk, clean, chunk, settings)
    except BrokenProcessPool as error:
        future: Future[list[Result]] = Future()
        future.set_exception(error)
        return future


def _is_done(future: Future[list[Result]]) -> bool:
    return future.done() and not isinstance(future.exception(), BrokenProcessPool)


def _one_by_one(clean: Clean, chunk: _Chunk, settings: Settings) -> list[Result]:
    """Clean a chunk a page at a time, to find the page that kills its process."""
    results: list[Result] = []
    pool = _pool(1)
    try:
        for page in chunk:
            try:
                results += pool.submit(_clean_chunk, clean, [page], settings).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(1)
                message = "the process cleaning it died (out of memory, or a bug): the page was left out"
                results.append(Failure(page.source, "cleaning", message, page.id))
    finally:
        pool.shutdown(cancel_futures=True)
    return results
