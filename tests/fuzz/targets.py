"""What is fuzzed, and what must hold: nothing raises but what is documented, no line is lost, the same bytes give the
same answer, and no byte costs more than it may.

A target is a function of bytes; its name is that of its folder in `cases/`.
"""

from __future__ import annotations

import io
import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

import newsclean
from newsclean.batch import clean_one
from newsclean.errors import InputError
from newsclean.fields import datelines, related, sections, tags, titles
from newsclean.fields.language import language
from newsclean.fields.people import announcing, authorship, bylines, names, signatures
from newsclean.fields.pictures import captions, credits
from newsclean.fields.readers import areas, comments
from newsclean.fields.readers.lines import role
from newsclean.fields.times import dates
from newsclean.html import jsonld, read_html, stated
from newsclean.html.guard import bounded
from newsclean.html.undated import find_date
from newsclean.lines import split_lines
from newsclean.reading.compression import Damage, chunks
from newsclean.reading.decoding import decode, scrub
from newsclean.reading.files import read_records
from newsclean.reading.pages import read_page
from newsclean.reading.sniffing import sniff
from newsclean.records import Cleaned, Failure, Input, Kind, Page, Record
from newsclean.rows import source_rows
from newsclean.settings import MARKUP_FORMATS, Settings
from newsclean.title_bar import letters
from newsclean.writing import WRITERS
from tests.hostile import written
from tests.test_conservation import check as check_text
from tests.test_conservation import squash
from tests.test_html_article import check as check_html
from tests.test_lines import may_cut

Target = Callable[[bytes], None]

#: Processor seconds that anything may take, and a byte more: what is quadratic in 20 KB takes longer.
SECONDS, SECONDS_A_BYTE = 2.0, 5e-5
#: Controls that no page keeps: `scrub` makes them spaces.
CONTROLS = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160))))


class TooSlow(AssertionError):
    """More time than the bytes are worth."""


@contextmanager
def in_time(size: int) -> Iterator[None]:
    """Raise TooSlow if what is done inside takes more processor time than `size` bytes may."""
    began = time.process_time()
    yield
    taken = time.process_time() - began
    if taken > SECONDS + SECONDS_A_BYTE * size:
        raise TooSlow(f"{taken:.1f} s for {size} bytes")


def _text(data: bytes) -> str:
    return scrub(data.decode("utf-8", "replace"))


def lines(data: bytes) -> None:
    """The line splitter: every non-blank source line is in one Line, in order, and no character is new."""
    text = _text(data)
    with in_time(len(data)):
        found = split_lines(text)
    assert found == split_lines(text)
    rows = source_rows(text)
    assert {row.number for row in rows} <= {n for line in found for n in range(line.first_line, line.last_line + 1)}
    assert all(line.text.strip() == line.text != "" for line in found)
    assert all(one.end <= two.start and one.start < one.end for one, two in itertools.pairwise(found))
    if not may_cut(rows, text):
        assert all(one.last_line < two.first_line for one, two in itertools.pairwise(found))
    kept = set(text)
    assert all(set(line.text) <= kept | {" "} for line in found)


def fields(data: bytes) -> None:
    """The parsers of fields, each on every line and on all lines."""
    texts = [line for line in _text(data).split("\n") if line.strip()][:60]
    if not texts:
        return
    known = dates.Context("en", "uk", None, dates.date(2024, 5, 3))
    printed = [announcing.Printed(text, number) for number, text in enumerate(texts)]
    with in_time(len(data)):
        for text in texts:
            for context in (dates.NOTHING_KNOWN, known):
                found = dates.stamps(text, context)
                assert all(0 <= stamp.start < stamp.end <= len(text) for stamp in found)
                for stamp in found:
                    assert stamp.value is None or dates.date.fromisoformat(stamp.value[:10])
                role(text, context)
            bylines.read(text)
            signatures.opening(text)
            signatures.closing(text)
            assert len(credits.split_credit(text).text) <= len(text)
            place = datelines.dateline(text)
            assert place is None or text.startswith(place)
            assert all(tag in text for tag in tags.tags(text))
            assert (related.headline(text) or "") in text
            names.is_person(text, stated=True)
            said = stated.date_in_head(text)
            assert said is None or dates.date.fromisoformat(said[:10])
            assert letters(names.cased(text)).casefold() == letters(text) or not text.isascii()
            titles.settled(text, texts[0], texts[:3], texts)
        assert all(map(str.strip, stated.names_of(texts)))
        dates.published(texts, known)
        dates.month_first(texts)
        authorship.authors(printed, [0])
        captions.join_captions(texts, [1] * len(texts))
        areas.tell_apart(texts, [number % 3 != 0 or None for number in range(len(texts))])
        entries = [comments.Entry(text, number % 2 > 0) for number, text in enumerate(texts)]
        comments.cut(entries)
        comments.count(entries)
        sections.section(texts, texts[0])
        tags.uncounted(texts)
        assert related.headlines(texts, texts[:1]).keys() <= set(range(len(texts)))
        code = language("\n".join(texts))
        assert code is None or (len(code) == 2 and code.islower())


def decoding(data: bytes) -> None:
    """Bytes → text: no controls, no lone surrogates, or an InputError."""
    charset = data[:12].decode("latin-1")
    with in_time(len(data)):
        sniff(data[:8192])
        for html, declared in ((False, None), (True, charset)):
            try:
                text = decode(data, html=html, charset=declared)
            except InputError:
                continue
            assert CONTROLS.isdisjoint(text)
            text.encode()
            assert scrub(text) == text


def unpacking(data: bytes) -> None:
    """Compressed streams: damage is told and nothing raises but InputError; output is bounded."""
    with in_time(len(data)):
        size = 0
        try:
            for chunk in chunks(io.BytesIO(data)):
                assert isinstance(chunk, Damage) or 0 < len(chunk) <= 1 << 18
                size += 0 if isinstance(chunk, Damage) else len(chunk)
                if size > 1 << 22:
                    break
        except InputError:
            pass


def _records(data: bytes, form: str | None) -> list[Page | Failure]:
    """The pages and failures of a file with these bytes."""
    settings = Settings(input_form=form, max_page=1 << 20)  # type: ignore[arg-type]
    with tempfile.NamedTemporaryFile(prefix="newsclean-fuzz-") as file:
        file.write(data)
        file.flush()
        found = read_records([Input(file.name, "f", "f")], settings)
        return [
            read_page(item, settings) if isinstance(item, Record) else item
            for item in found
            if not isinstance(item, Input)
        ]


def _check_records(data: bytes, form: str | None) -> None:
    with in_time(len(data)):
        found = _records(data, form)
    assert found == _records(data, form)
    for item in found:
        msgspec.json.encode(item)
        texts = [item.message] if isinstance(item, Failure) else [item.text, item.url or "", item.fetched or ""]
        assert CONTROLS.isdisjoint(item.id or "")
        if isinstance(item, Page):
            assert all(CONTROLS.isdisjoint(text) for text in texts)


def jsonl(data: bytes) -> None:
    """JSON Lines."""
    _check_records(data, "jsonl")


def warc(data: bytes) -> None:
    """WARC and WET archives, and HTTP responses in them."""
    _check_records(data, "warc")
    message = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + data
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(message)}\r\n\r\n".encode()
    _check_records(head + message + b"\r\n\r\n", "warc")


def parquet(data: bytes) -> None:
    """Parquet tables."""
    _check_records(b"PAR1" + data, None)


def files(data: bytes) -> None:
    """Files of any form, which is told from their bytes."""
    _check_records(data, None)


def markup(data: bytes) -> None:
    """HTML → Lines and head; the guard; JSON-LD; trafilatura's date."""
    html = _text(data)
    with in_time(len(data)):
        page = read_html(html)
    # Nobody's text changes because somebody asks for marks.
    again = read_html(html, marked=True)
    assert (page.text, page.lines, page.head) == (again.text, again.lines, again.head)
    assert len(again.markup) == len(again.lines)
    assert (page.hints == again.hints).all() and page.hints.shape[0] == len(page.lines) == len(page.rows)
    rows = {row.number for row in source_rows(page.text)}
    assert {n for line in page.lines for n in range(line.first_line, line.last_line + 1)} >= rows
    assert CONTROLS.isdisjoint(page.text)
    with in_time(len(data)):
        jsonld.stories(jsonld.objects([html]))
        find_date(bounded(html), None)


def text_page(data: bytes) -> None:
    """The whole flow for a dump, by the law of conservation."""
    text = _text(data)
    with in_time(len(data)):
        article = check_text(text)
    assert article == check_text(text)


def html_page(data: bytes) -> None:
    """The whole flow for HTML, by the law of conservation on its rendered text."""
    html = _text(data)
    with in_time(2 * len(data)):
        article = check_html(html)
    assert article == check_html(html)
    # Nothing of the text is invented.
    assert not set(squash(article.text)) - set(squash(read_html(html).text)) - {"-"}


def library(data: bytes) -> None:
    """`newsclean.clean` on bytes: an Article or an InputError."""
    try:
        with in_time(len(data)):
            article = newsclean.clean(data, Settings(lines=True))
    except InputError as error:
        assert str(error)
        return
    assert article.to_json() == newsclean.clean(data, Settings(lines=True)).to_json()


def writers(data: bytes) -> None:
    """Every format of one page, and its failure."""
    page = Page(
        text=_text(data), id=_text(data[:20]), url=_text(data[:40]), form="html" if data[:1] == b"<" else "text"
    )
    plain = clean_one(page, Settings())
    with in_time(4 * len(data)):
        marked = clean_one(page, Settings(format="markdown", links=True, kinds=frozenset(Kind)))
        assert isinstance(plain, Cleaned) and isinstance(marked, Cleaned), (plain, marked)
        for form in WRITERS:
            if form != "parquet":
                found = marked if form in MARKUP_FORMATS else plain
                one = written(found, format=form)
                one.encode()
                assert one == written(found, format=form)


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (
        lines, fields, decoding, unpacking, jsonl, warc, parquet, files, markup, text_page, html_page, library, writers,
    )
}  # fmt: skip
