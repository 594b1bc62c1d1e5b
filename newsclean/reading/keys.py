"""Which key of a record, or column of a table, holds what: as the caller says, else the usual names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from newsclean.errors import InputError
from newsclean.reading.decoding import scrub
from newsclean.settings import Settings

#: Names of the page's text, in the order in which they are tried; what is under `html` is HTML whatever it looks like,
#: and tells more than a dump of it.
TEXT_KEYS = ("html", "text", "content", "raw_content", "body")
#: Names of the record's id, of the page's address, and of when it was fetched.
ID_KEYS = ("id", "_id", "doc_id", "docid", "uuid", "warc_record_id")
URL_KEYS = ("url", "uri", "link", "warc_target_uri")
FETCHED_KEYS = ("fetched", "warc_date", "date_download", "date_crawled")
#: What a table may say a row came from; for files it is their name.
SOURCE_KEYS = ("source",)

_NUMBERS = (int, float, Decimal, UUID)


def text_keys(settings: Settings) -> tuple[str, ...]:
    """The keys under which a page's text may be, in the order in which they are tried."""
    return TEXT_KEYS if settings.text_key is None else (settings.text_key,)


def id_keys(settings: Settings) -> tuple[str, ...]:
    """The keys under which a record's id may be, in the order in which they are tried."""
    return ID_KEYS if settings.id_key is None else (settings.id_key,)


def label(values: Iterable[object], *, numbers: bool) -> str | None:
    """The first of the values that an id, address or time may be: a string, bytes, a moment (as archives write it:
    2024-02-21T01:02:03Z), and a number where `numbers` may be meant. None if there is none."""
    for value in values:
        if isinstance(value, bytes):
            return scrub(value.decode("utf-8", "replace"))
        if isinstance(value, date):
            return value.isoformat().replace("+00:00", "Z")
        if isinstance(value, str) or (numbers and isinstance(value, _NUMBERS) and not isinstance(value, bool)):
            return scrub(str(value))
    return None


def page_in(values: Mapping[str, object], settings: Settings) -> tuple[str, str | bytes]:
    """The key under which a record has its page, and the page: a blank one counts only if there is no other.

    Raises InputError if there is none, or if what is under `text`, or the key that was asked for, is no string.
    """
    keys = [key for key in text_keys(settings) if values.get(key) is not None]
    for key in sorted(keys, key=lambda key: isinstance(value := values[key], str | bytes) and not value.strip()):
        value = values[key]
        if isinstance(value, str | bytes):
            return key, value
        if key in ("text", settings.text_key):
            raise InputError(f"`{key}` is of the wrong type (a string is expected, with the page's dump)")
    nulls = [key for key in ("text", *text_keys(settings)) if key in values and values[key] is None]
    raise InputError(f"has no `{nulls[0]}`: it is null" if nulls else missing(settings))


def missing(settings: Settings) -> str:
    """What to tell about a record without a page."""
    if settings.text_key is not None:
        return f"has no `{settings.text_key}`, the key that --text-key names"
    return "has no `text`: name the key that holds the page's dump with --text-key"
