"""Records → pages: the one place where the bytes of a page are looked into. It runs where pages are cleaned."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

import msgspec

from newsclean.errors import EmptyInput, InputError, UnsupportedInput, too_large
from newsclean.reading.decoding import EMPTY, decode, scrub
from newsclean.reading.failing import failed
from newsclean.reading.http import response
from newsclean.reading.jsonl import fields, id_of
from newsclean.reading.mhtml import saved_page
from newsclean.reading.sniffing import HEAD, sniff
from newsclean.records import Failure, Page, Record
from newsclean.settings import Settings

_UNSUPPORTED = {
    "warc": "is a WARC archive, which holds many pages: give the file to the command line",
    "parquet": "is Parquet, which holds many pages: give the file to the command line",
    "json": "is JSON, but not JSON Lines: write an object a line, with `jq -c '.[]'` (an array) or `jq -c .`; "
    "a dump that begins so is read with --from text",
    "jsonl": "is JSON Lines, which holds many pages: pass the `text` or `html` of each record",
}


def read_page(record: Record, settings: Settings) -> Page | Failure:
    """The page that a record is, or the Failure that says why it is none."""
    try:
        return page_of(record, settings)
    except InputError as error:
        return failure_of(record, "reading", str(error), settings)


def failure_of(item: Page | Record, stage: str, message: str, settings: Settings) -> Failure:
    """The Failure of a page or record, with its place in its source and its id, as far as they are known."""
    if isinstance(item, Page):
        return failed(item.source, None, message, id=item.id, stage=stage)
    id = id_of(item.data, settings) if isinstance(item.data, bytes) and item.form == "jsonl" else item.id
    return failed(item.source, item.place, message, id=id, stage=stage)


def page_of(record: Record, settings: Settings) -> Page:
    """The page that a record is.

    Raises EmptyInput if bytes hold nothing, InputError if they are binary, too large, or of a form that is not cleaned.
    """
    record = _opened(record, settings)
    check_size(record.data, settings.max_page)
    is_html = record.form == "html"
    text = (
        scrub(record.data)
        if isinstance(record.data, str)
        else decode(record.data, html=is_html, charset=record.charset)
    )
    return Page(
        text=text,
        source=record.source,
        id=record.id,
        url=record.url,
        fetched=record.fetched,
        form="html" if is_html else "text",
    )


def one_page(data: str | bytes, settings: Settings) -> Page:
    """The one page that `data` is, for library calls.

    Raises EmptyInput, or InputError as `page_of` does; TypeError if it is neither text nor bytes.
    """
    if not isinstance(data, str | bytes):
        raise TypeError(f"a page is text or bytes, and this is a {type(data).__name__}: read what it names or holds")
    form = settings.input_form or sniff(
        data[:HEAD] if isinstance(data, bytes) else data[:HEAD].encode(errors="replace")
    )
    kind = page_form(form)
    if isinstance(data, str) and not data.strip("\ufeff \t\r\n"):
        raise EmptyInput(EMPTY)
    page = page_of(Record(data=data, form=kind), settings)
    if not page.text.strip():
        raise EmptyInput(EMPTY)
    return page


def page_form(form: str) -> Literal["text", "html", "mhtml"]:
    """The form of the one page that an input of a form is. Raises UnsupportedInput for forms that are no page."""
    if form in _UNSUPPORTED:
        raise UnsupportedInput(_UNSUPPORTED[form])
    return "html" if form == "html" else "mhtml" if form == "mhtml" else "text"


def _opened(record: Record, settings: Settings) -> Record:
    """A record whose form is `text` or `html`. Raises InputError."""
    if record.form == "jsonl":
        assert isinstance(record.data, bytes)
        found = fields(record.data, settings)
        return msgspec.structs.replace(
            record, data=found.text, form=found.form, id=found.id, url=found.url, fetched=found.fetched
        )
    if record.form == "wet":
        # UTF-8 by its definition, so that nothing about it is guessed: not that it is binary, nor that it is missing.
        assert isinstance(record.data, bytes)
        with suppress(UnicodeDecodeError):
            return msgspec.structs.replace(record, data=record.data.decode(), form="text")
        return msgspec.structs.replace(record, form="text")
    if record.form == "mhtml":
        data = record.data if isinstance(record.data, bytes) else record.data.encode(errors="replace")
        body, charset, url = saved_page(data)
        return msgspec.structs.replace(record, data=body, form="html", charset=charset, url=record.url or url)
    if record.form == "http":
        assert isinstance(record.data, bytes)
        body, media_type, charset = response(record.data, settings.max_page)
        is_text = media_type == "text/plain" or (media_type is None and sniff(body[:HEAD]) != "html")
        page = body if body.strip() else ""
        return msgspec.structs.replace(record, data=page, form="text" if is_text else "html", charset=charset)
    return record


def check_size(data: bytes | str, limit: int) -> None:
    """Raises InputError if a page has more than `limit` bytes."""
    if len(data) > limit or (isinstance(data, str) and len(data) * 4 > limit < len(data.encode(errors="replace"))):
        raise InputError(too_large(limit))
