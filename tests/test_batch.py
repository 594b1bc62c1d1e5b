"""Many pages: order, failures, processes that die."""

import multiprocessing
import os
import signal
import sys
import time
import types
from collections.abc import Iterator

import pytest

import newsclean
from newsclean import batch, processes
from newsclean.errors import ModelError, NewscleanError, UsageError
from newsclean.processes import CHUNK, WINDOW
from newsclean.records import Article, Cleaned, Failure, Input, Page, Record
from newsclean.settings import Settings


def stand_in(page: Page, settings: Settings) -> Cleaned:
    match page.text:
        case "bug":
            raise ZeroDivisionError("by\nzero")
        case "model":
            raise ModelError("wrong model")
        case "killer":
            os._exit(1)
        case "hang":
            time.sleep(60)
        case "hang in C":
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            time.sleep(60)
        case "":
            if settings.text_key == "stillborn":
                os._exit(3)
    return Cleaned(Article(id=page.id, text=page.text), [])


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that does as the page says; processes inherit it by forking."""
    module = types.ModuleType("newsclean.pipeline")
    module.clean_page = stand_in  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "newsclean.pipeline", module)


def pages(*texts: str) -> list[Page | Failure]:
    return [Page(text=text, source="p.jsonl", id=str(n)) for n, text in enumerate(texts)]


def outcome(results: Iterator[Cleaned | Failure]) -> list[str]:
    return [r.article.text if isinstance(r, Cleaned) else f"{r.source} {r.id} {r.stage}: {r.message}" for r in results]


@pytest.mark.usefixtures("pipeline")
def test_what_has_failed_before_is_given_to_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    take = processes._Worker.take

    def noted(worker: processes._Worker, chunk: processes._Chunk) -> None:
        taken.append(len(chunk.work) - chunk.done)
        take(worker, chunk)

    monkeypatch.setattr(processes._Worker, "take", noted)
    failed = [Failure(source=f"p{number}", stage="reading", message="cut off") for number in range(2 * CHUNK)]
    given = [*pages(*["page"] * CHUNK), *failed, *pages(*["page"] * (2 * CHUNK)), *failed]
    found = list(batch.clean_many(iter(given), Settings(jobs=2, timeout=60)))
    assert [isinstance(result, Failure) for result in found] == [isinstance(item, Failure) for item in given]
    assert taken == [CHUNK] * 3


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize("jobs", [1, 2])
def test_order_and_failures(jobs: int) -> None:
    texts = [f"page {n}" for n in range(3 * CHUNK)]
    given = pages(*texts)
    given[5:5] = [Failure("bad.txt", "reading", "is empty")]
    given[9:9] = [Page(text="bug", source="b.txt")]
    results = outcome(batch.clean_many(given, Settings(jobs=jobs)))
    assert results[5] == "bad.txt None reading: is empty"
    assert (
        results[9] == "b.txt None cleaning: this is a bug in newsclean, please report it (ZeroDivisionError: by zero)"
    )
    assert results[:5] + results[6:9] + results[10:] == texts


@pytest.mark.usefixtures("pipeline")
def test_a_dying_process_costs_one_page() -> None:
    texts = [f"page {n}" for n in range(6 * CHUNK)]
    for place in (3, 4, 2 * CHUNK):
        texts[place] = "killer"
    results = outcome(batch.clean_many(pages(*texts), Settings(jobs=2)))
    for place in (3, 4, 2 * CHUNK):
        assert results[place].startswith(f"p.jsonl {place} cleaning: the process cleaning it died")
        results[place] = "killer"
    assert results == texts


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize("jobs", [1, 2])
def test_input_is_not_read_ahead_without_bound(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[Page]:
        nonlocal taken
        while True:
            taken += 1
            yield Page(text="page")

    results = batch.clean_many(endless(), Settings(jobs=jobs))
    assert isinstance(next(results), Cleaned)
    assert taken <= WINDOW * CHUNK * jobs
    results.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize("jobs", [1, 2, None])
@pytest.mark.parametrize("count", [0, 5, 3 * CHUNK])
def test_pages_before_an_error_of_their_source_are_cleaned(jobs: int | None, count: int) -> None:
    def source() -> Iterator[Page | Failure]:
        yield from pages(*["page"] * count)
        raise ConnectionError("the database is gone")

    found: list[object] = []
    with pytest.raises(ConnectionError):
        found.extend(batch.clean_many(source(), Settings(jobs=jobs)))
    assert len(found) == count


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_model_that_cannot_be_used_is_no_page_failure(jobs: int) -> None:
    with pytest.raises(ModelError):
        list(batch.clean_many(pages("model"), Settings(jobs=jobs)))


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize("jobs", [1, 2, None])
def test_a_hanging_page_is_given_up(jobs: int | None) -> None:
    texts = [f"page {n}" for n in range(3 * CHUNK)]
    texts[5], texts[CHUNK + 3] = "hang", "hang in C"
    began = time.monotonic()
    results = outcome(batch.clean_many(pages(*texts), Settings(jobs=jobs, timeout=0.5)))
    assert time.monotonic() - began < 30
    for place in (5, CHUNK + 3):
        assert results[place].startswith(f"p.jsonl {place} cleaning: took longer than 0.5 seconds")
        results[place] = texts[place]
    assert results == texts


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize(("text", "jobs", "timeout"), [("bug", 1, None), ("killer", 2, None), ("hang", 1, 0.5)])
def test_what_is_given_up_is_named(text: str, jobs: int, timeout: float | None) -> None:
    """By its place, and by the id that only the record's own line tells."""
    settings = Settings(jobs=jobs, timeout=timeout)
    line = f'{{"id": 7, "text": "{text}"}}'.encode()
    (failure,) = batch.clean_many([Record(data=line, form="jsonl", source="a", place="line 2")], settings)
    assert isinstance(failure, Failure)
    assert (failure.source, failure.id, failure.message[:8]) == ("a", "7", "line 2: ")
    found = list(newsclean.clean_many(["One.", text, Page(text=text, source="b")], settings))
    assert [each.source for each in found[1:]] == ["page 2", "b"]


@pytest.mark.usefixtures("pipeline")
def test_messages_can_be_written() -> None:
    record = Record(data=b'{"text": "One."}', form="jsonl", place="line 1")
    for jobs in (1, 2):
        (failure,) = batch.clean_many([record], Settings(text_key="\udcff", jobs=jobs))
        assert isinstance(failure, Failure) and "has no `\ufffd`" in failure.message


@pytest.mark.usefixtures("pipeline")
def test_processes_that_do_not_start_are_an_error() -> None:
    with pytest.raises(NewscleanError, match=r"as soon as they are started \(exit code 3\)"):
        list(batch.clean_many(pages("page"), Settings(jobs=2, text_key="stillborn")))


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(24, "Too many open files")

    for owner, name in ((multiprocessing, "Pipe"), (multiprocessing.Process, "start")):
        with monkeypatch.context() as patch, pytest.raises(NewscleanError) as raised:
            patch.setattr(owner, name, full)
            list(batch.clean_many(pages("page"), Settings(jobs=2)))
        assert str(raised.value) == "cannot start a process (too many open files): try --jobs 1 and no --timeout"
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    with pytest.raises(NewscleanError, match="is a daemon"):
        list(batch.clean_many(pages("page"), Settings(jobs=2)))


@pytest.mark.usefixtures("pipeline")
def test_a_timeout_may_be_longer_than_the_system_waits() -> None:
    assert outcome(batch.clean_many(pages("page"), Settings(timeout=1e300))) == ["page"]


@pytest.mark.usefixtures("pipeline")
def test_records_are_read_where_they_are_cleaned() -> None:
    record = Record(data=b'{"id": 3, "text": "One."}', form="jsonl", source="a", place="line 1")
    broken = Record(data=b"{", form="jsonl", source="a", place="line 2")
    begin = Input("a", "a", "a")
    for jobs in (1, 2):
        results = list(batch.clean_many([begin, record, broken], Settings(jobs=jobs)))
        assert results[0] == begin
        assert isinstance(results[1], Cleaned) and results[1].article.id == "3"
        assert isinstance(results[2], Failure) and results[2].message.startswith("line 2: is not a JSON object")


@pytest.mark.usefixtures("pipeline")
def test_pages_that_go_on_and_on_are_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_WORTH", -1.0)
    monkeypatch.setattr(batch, "cores", lambda: 3)
    monkeypatch.setattr(time, "process_time", time.monotonic)  # as if it were busy all the time
    texts = [f"page {n}" for n in range(100)]
    assert outcome(batch.clean_many(pages(*texts), Settings(jobs=None))) == texts


@pytest.mark.usefixtures("pipeline")
def test_library_call() -> None:
    given = ["One.", b"Two \xc3\xbc.", b"%PDF-1.7", "", Page(text="Th\0ree.", id="3"), "bug"]
    article, second, pdf, empty, page, bug = newsclean.clean_many(given, jobs=1)
    assert isinstance(article, Article) and article.text == "One."
    assert isinstance(second, Article) and second.text == "Two ü."
    assert isinstance(pdf, Failure) and pdf.source == "page 3" and "PDF" in pdf.message
    assert isinstance(empty, Article) and empty.text == ""
    assert isinstance(page, Article) and (page.id, page.text) == ("3", "Th ree.")
    assert isinstance(bug, Failure) and bug.source == "page 6"


@pytest.mark.parametrize("page", ["A page.", b"A page.", Page(text="A page.")])
def test_one_page_is_not_many(page: str | bytes | Page) -> None:
    with pytest.raises(UsageError, match="pass it to clean"):
        newsclean.clean_many(page)  # type: ignore[arg-type]
