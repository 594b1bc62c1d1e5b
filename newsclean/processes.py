"""Pages cleaned in several processes: in order, in bounded memory, and whatever happens to a process.

Each process has a pipe of its own and sends each result when it has it. So it is known which page a process that
died or hangs was at; it alone is replaced, and all other results stand.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TypeVar

import msgspec

from newsclean.errors import ModelError, NewscleanError, cause
from newsclean.reading import failure_of
from newsclean.records import Cleaned, Failure, Input, Page, Record
from newsclean.settings import Settings
from newsclean.threads import one_thread
from newsclean.writing import WITHOUT_BLOCKS

Work = Page | Record
Result = Cleaned | Failure
Clean = Callable[[Work, Settings], Result]
Other = TypeVar("Other", bound=Input | Failure)

#: Pages that go to a process at once, and about how many bytes: enough to make the way there cheap, and to lose little.
CHUNK, CHUNK_BYTES = 16, 1 << 20
#: Chunks under way, per process.
WINDOW = 4
#: Seconds to wait at once: `poll` takes 31 bits of milliseconds.
_LONGEST_WAIT = 3600.0
#: Processes that die one after another before their first page: then something else is wrong.
_STILLBIRTHS = 3

#: The parent's ends of all pipes: a forked process closes them, or others would not see the parent die.
_ENDS: set[Connection] = set()


class _Message(msgspec.Struct, array_like=True):
    """What a process sends: a result, or why it cannot go on; nothing of these when it is ready."""

    cleaned: Cleaned | None = None
    failure: Failure | None = None
    model_error: str | None = None


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Message).decode


class _Chunk:
    """Items in order, and what came of them: what is not for cleaning is its own result from the start."""

    def __init__(self, items: list[object]) -> None:
        self.results: list[object | None] = [None if isinstance(item, Work) else item for item in items]
        self.work = [(place, item) for place, item in enumerate(items) if isinstance(item, Work)]
        self.done = 0
        #: The place in `work` that was tried before in a process that died.
        self.tried = -1

    @property
    def is_done(self) -> bool:
        return self.done == len(self.work)

    @property
    def current(self) -> Work:
        return self.work[self.done][1]

    def add(self, result: Result) -> None:
        """The result of the first item that has none."""
        self.results[self.work[self.done][0]] = result
        self.done += 1

    def give_up(self, message: str, settings: Settings) -> None:
        """Make the first item that has no result a Failure."""
        self.add(failure_of(self.current, "cleaning", message, settings))


class _Worker:
    """A process, its chunk, and since when (`time.monotonic`) it is at its page, or idle; None while it starts."""

    def __init__(self, clean: Clean, settings: Settings) -> None:
        self.end, other = _pipe()
        _ENDS.add(self.end)
        self._process = multiprocessing.Process(target=_serve, args=(other, clean, settings), daemon=True)
        try:
            self._process.start()
        except OSError as error:
            _ENDS.discard(self.end)
            self.end.close()
            raise _cannot_start(cause(error)) from None
        finally:
            other.close()
        self.chunk: _Chunk | None = None
        self.since: float | None = None

    def take(self, chunk: _Chunk) -> None:
        """Give it a chunk; it must be idle, so that it reads at once."""
        self.chunk = chunk
        self.since = time.monotonic()
        with suppress(OSError):  # it died: that shows when its results are read
            self.end.send([item for _, item in chunk.work[chunk.done :]])

    def end_it(self) -> str:
        """Kill it if it lives; returns how it ended."""
        self._process.kill()
        self._process.join()
        _ENDS.discard(self.end)
        self.end.close()
        code = self._process.exitcode or 0
        self._process.close()
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def _pipe() -> tuple[Connection, Connection]:
    """Both ends of a pipe to a new process. Raises NewscleanError if there can be none."""
    if multiprocessing.current_process().daemon:
        raise _cannot_start("this one is a daemon, which may have none")
    try:
        return multiprocessing.Pipe()
    except OSError as error:
        raise _cannot_start(cause(error)) from None


def _cannot_start(why: str) -> NewscleanError:
    return NewscleanError(f"cannot start a process ({why}): try --jobs 1 and no --timeout")


def in_processes(
    clean: Clean, items: Iterator[Work | Other], settings: Settings, jobs: int
) -> Generator[Result | Other, None, None]:
    """What `clean` makes of each page or record, in order, from up to `jobs` processes; other items pass through.

    A page that kills its process twice, or takes longer than `settings.timeout`, is a Failure. Raises ModelError if
    the model cannot be used, NewscleanError if processes cannot be started, and what `items` raises, after the results
    of all that came before.
    """
    crew = _Crew(clean, settings, jobs)
    errors: list[Exception] = []
    items = _until_error(items, errors)
    window: deque[_Chunk] = deque()
    room = True
    try:
        while True:
            if room and len(window) < WINDOW * jobs and crew.has_room():
                chunk = _Chunk(_take(items))
                room = bool(chunk.results)
                if room:
                    window.append(chunk)
                    if not chunk.is_done:
                        crew.waiting.append(chunk)
            if not window:
                if errors:
                    raise errors[0]
                return
            may_read = room and len(window) < WINDOW * jobs and crew.has_room()
            crew.go_on(patient=not may_read and not window[0].is_done)
            while window and window[0].is_done:
                yield from window.popleft().results  # type: ignore[misc]
    finally:
        crew.dismiss()


def _until_error(items: Iterator[Work | Other], errors: list[Exception]) -> Iterator[Work | Other]:
    """The items; an error ends them, and is put into `errors`."""
    try:
        yield from items
    except Exception as error:
        errors.append(error)


def _take(items: Iterator[object]) -> list[object]:
    """The next items that make a chunk; none if there are no more."""
    chunk: list[object] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if len(chunk) >= CHUNK or size >= CHUNK_BYTES:
            break
    return chunk


def _size(item: object) -> int:
    return len(item.data) if isinstance(item, Record) else len(item.text) if isinstance(item, Page) else 0


class _Crew:
    """Up to `jobs` processes, started when there is work for them, and the chunks that wait for one."""

    def __init__(self, clean: Clean, settings: Settings, jobs: int) -> None:
        self.waiting: deque[_Chunk] = deque()
        self._clean, self._settings = clean, settings
        self._timeout = settings.timeout
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._stillbirths = 0

    def has_room(self) -> bool:
        """Whether another chunk may wait: a few large ones fill the memory like many small ones."""
        size = sum(_size(item) for chunk in self.waiting for _, item in chunk.work)
        return not self.waiting or size < CHUNK_BYTES * self._jobs

    def go_on(self, *, patient: bool) -> None:
        """Hand out work and take what results there are; if `patient`, wait until there is something."""
        self._hand_out()
        while self._workers:
            ready = set(wait([worker.end for worker in self._workers], self._patience() if patient else 0))
            for worker in [worker for worker in self._workers if worker.end in ready]:
                self._receive(worker)
            self._end_hanging()
            self._hand_out()
            if ready or not patient:
                return
            patient = any(worker.chunk or worker.since is None for worker in self._workers)

    def dismiss(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._workers:
            worker.end_it()
        self._workers.clear()

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self.waiting and worker.chunk is None and worker.since is not None:
                worker.take(self.waiting.popleft())
        starting = sum(worker.since is None for worker in self._workers)
        for _ in range(min(len(self.waiting) - starting, self._jobs - len(self._workers))):
            self._workers.append(_Worker(self._clean, self._settings))

    def _patience(self) -> float | None:
        """Seconds until a page may have taken too long; None if none can."""
        began = [worker.since for worker in self._workers if worker.chunk and worker.since is not None]
        if self._timeout is None or not began:
            return None
        return min(max(0.0, min(began) + self._timeout - time.monotonic()), _LONGEST_WAIT)

    def _receive(self, worker: _Worker) -> None:
        try:
            message = _decode(worker.end.recv_bytes())
        except (EOFError, OSError):
            self._replace_dead(worker)
            return
        worker.since = time.monotonic()
        self._stillbirths = 0
        if message.model_error is not None:
            raise ModelError(message.model_error)
        result = message.cleaned or message.failure
        if result and worker.chunk:
            worker.chunk.add(result)
            if worker.chunk.is_done:
                worker.chunk = None

    def _replace_dead(self, worker: _Worker) -> None:
        """Its page is tried once more, elsewhere: it may have been killed for what another program did."""
        how = worker.end_it()
        self._workers.remove(worker)
        if worker.since is None:
            self._stillbirths += 1
            if self._stillbirths >= _STILLBIRTHS:
                raise NewscleanError(f"processes end as soon as they are started ({how}): try --jobs 1")
        elif worker.chunk and worker.chunk.tried == worker.chunk.done:
            message = f"the process cleaning it died twice ({how}; out of memory, or a bug): the page was left out"
            worker.chunk.give_up(message, self._settings)
        elif worker.chunk:
            worker.chunk.tried = worker.chunk.done
        if worker.chunk and not worker.chunk.is_done:
            self.waiting.appendleft(worker.chunk)

    def _end_hanging(self) -> None:
        if self._timeout is None:
            return
        for worker in list(self._workers):
            if not worker.chunk or worker.since is None or worker.end.poll(0):
                continue
            if time.monotonic() - worker.since > self._timeout:
                worker.end_it()
                self._workers.remove(worker)
                message = f"took longer than {self._timeout:g} seconds: the page was left out (--timeout)"
                worker.chunk.give_up(message, self._settings)
                if not worker.chunk.is_done:
                    self.waiting.appendleft(worker.chunk)


def _message(result: Result, settings: Settings) -> _Message:
    """A result without what nobody will look at: 0.1 ms a page in all processes, and 0.35 ms with the blocks."""
    if isinstance(result, Failure):
        return _Message(failure=result)
    return _Message(Cleaned(result.article, []) if settings.format in WITHOUT_BLOCKS else result)


def _serve(end: Connection, clean: Clean, settings: Settings) -> None:
    """The life of a process: clean what comes, until nothing does. Signals are for the parent to heed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in signal.valid_signals() - {signal.SIGINT}:
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    for others in _ENDS:
        others.close()
    one_thread()
    try:
        try:
            clean(Page(text=""), settings)  # loads all there is to load
            end.send_bytes(_encode(_Message()))
            while True:
                for item in end.recv():
                    end.send_bytes(_encode(_message(clean(item, settings), settings)))
        except ModelError as error:
            end.send_bytes(_encode(_Message(model_error=str(error))))
    except (EOFError, OSError):
        return  # the parent is gone
