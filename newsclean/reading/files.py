"""Files, folders and standard input → pages and failures."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import BinaryIO

from newsclean.errors import EmptyInput, InputError, UnsupportedInput
from newsclean.reading.compression import chunks as chunks_of
from newsclean.reading.decoding import decode, marked_encoding, scrub, unmarked_wide_encoding
from newsclean.reading.jsonl import read_jsonl
from newsclean.records import Failure, Page
from newsclean.settings import InputForm, Settings

#: The name of standard input among the inputs.
STDIN = "-"
#: A single page is not larger; more is a file of many pages in an unknown form, or an endless device.
MAX_PAGE = 64 << 20
#: How many bytes are looked at to tell the form of an input.
_HEAD = 8192

_JSONL = re.compile(rb"\s*\{[ \t]*(?:\"(?:[^\"\\\r\n]|\\.)*\"[ \t]*:|\}[ \t]*[\r\n]+\{)")
_JSON = re.compile(rb"\s*(?:\{\s*[\r\n]\s*\"(?:[^\"\\\r\n]|\\.)*\"\s*:|\[\s*\{\s*\")")
_WARC = re.compile(rb"\s*WARC/\d\.\d\r?\n")
_HTML = re.compile(
    rb"(?:\s|<!--(?:(?!-->).)*+-->|<\?xml[^>]*+>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)

_UNSUPPORTED = {
    "warc": "is a WARC archive, which this version does not read: write its pages as JSON Lines",
    "json": "is JSON, but not JSON Lines: write an object a line, with `jq -c '.[]'` (an array) or `jq -c .`",
}


def read_pages(inputs: Sequence[str], settings: Settings) -> Iterator[Page | Failure]:
    """The pages of files, folders (walked recursively, sorted, hidden ones skipped) and `-`, in order.

    What cannot be read is a Failure in its place. Each input is opened when its turn comes.
    """
    stdin_read = False
    for name in inputs:
        if name == STDIN:
            if stdin_read:
                yield Failure(STDIN, "reading", "standard input was already read: name it once")
            else:
                yield from _read(STDIN, _open_stdin, settings)
            stdin_read = True
        elif os.path.isdir(name):
            yield from _read_folder(name, settings)
        else:
            yield from _read_file(name, settings)


def page_of(data: str | bytes, settings: Settings, *, source: str = STDIN) -> Page:
    """The one page that `data` is. Raises EmptyInput, or InputError if it is binary or of another form."""
    if isinstance(data, str):
        form = settings.input_form or sniff(data[:_HEAD].encode("utf-8", "replace"))
    else:
        form = settings.input_form or sniff(data[:_HEAD])
    _refuse(form)
    if form == "jsonl":
        raise UnsupportedInput("is JSON Lines, which holds many pages: pass the `text` or `html` of each record")
    if isinstance(data, bytes):
        return _page(data, form, source)
    text = scrub(data)
    if not text.strip():
        raise EmptyInput("is empty: there is nothing to clean")
    return Page(text=text, source=source, form="html" if form == "html" else "text")


def _page(data: bytes, form: str, source: str) -> Page:
    """A page of bytes that are a text dump or HTML. Raises EmptyInput, or InputError if they are binary."""
    if form == "html":
        return Page(text=decode(data, html=True), source=source, form="html")
    return Page(text=decode(data), source=source)


def sniff(head: bytes) -> InputForm | str:
    """The form of an input by its first bytes: `text`, `html`, `jsonl`, `warc`, or `json`."""
    encoding = marked_encoding(head) or unmarked_wide_encoding(head)
    if encoding:
        head = head.decode(encoding, "ignore").lstrip("\ufeff").encode("utf-8", "replace")
    if _WARC.match(head):
        return "warc"
    # A broken first record does not make JSON Lines text.
    if sum(_JSONL.match(line) is not None for line in head.split(b"\n")[1:6]) >= 2:
        return "jsonl"
    if _JSONL.match(head) and _begins_records(head):
        return "jsonl"
    if _JSON.match(head):
        return "json"
    if _HTML.match(head) or (head.lstrip().startswith(b"<") and len(_TAG.findall(head)) >= 4):
        return "html"
    return "text"


def _begins_records(head: bytes) -> bool:
    """Whether a text that begins like a JSON object is JSON Lines: its first line is a page, a second object follows,
    or the line is longer than what is known of it."""
    first, end, rest = head.lstrip().replace(b"\r", b"\n").partition(b"\n")
    if rest.lstrip().startswith(b"{") or (not end and len(head) >= _HEAD):
        return True
    try:
        record = json.loads(first.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and (not rest.strip() or not record.keys().isdisjoint(("text", "html")))


def display_name(path: str) -> str:
    """A file name as text: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read_folder(folder: str, settings: Settings) -> Iterator[Page | Failure]:
    empty = True
    for found in _walk(folder):
        empty = False
        if isinstance(found, Failure):
            yield found
        else:
            yield from _read_file(found, settings)
    if empty:
        yield Failure(display_name(folder), "reading", "holds no files that are not hidden")


def _walk(folder: str) -> Iterator[str | Failure]:
    """The regular files below a folder, sorted; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(display_name(folder), "reading", _cause(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.is_file() or (entry.is_symlink() and not entry.is_dir()):
            yield entry.path


def _read_file(path: str, settings: Settings) -> Iterator[Page | Failure]:
    return _read(path, lambda: open(path, "rb"), settings)


def _open_stdin() -> AbstractContextManager[BinaryIO]:
    """Standard input, which stays open. Raises InputError if the program was started without."""
    if sys.stdin is None:
        raise InputError("standard input is closed: name a file")
    return nullcontext(sys.stdin.buffer)


def _refuse(form: str) -> None:
    """Raises UnsupportedInput for forms that are recognised, but not cleaned yet."""
    if form in _UNSUPPORTED:
        raise UnsupportedInput(_UNSUPPORTED[form])


def _read(
    name: str, opened: Callable[[], AbstractContextManager[BinaryIO]], settings: Settings
) -> Iterator[Page | Failure]:
    """The pages of one input; every way in which it cannot be read is a Failure."""
    source = display_name(name)
    try:
        with opened() as stream:
            chunks = chunks_of(stream)
            head = _head(chunks)
            form = settings.input_form or sniff(head)
            _refuse(form)
            if form == "jsonl" and head.strip():
                yield from read_jsonl(chain([head], chunks), source)
            else:
                yield _page(_whole(head, chunks), form, source)
    except InputError as error:
        yield Failure(source, "reading", str(error))
    except OSError as error:
        yield Failure(source, "reading", _cause(error))


def _head(chunks: Iterator[bytes]) -> bytes:
    """Enough first bytes to tell the form; fewer if the input ends, or a whole line of JSON is there."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= _HEAD or (b"\n" in head and _JSONL.match(head)):
            break
    return head


def _whole(head: bytes, chunks: Iterator[bytes]) -> bytes:
    parts = [head]
    size = len(head)
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > MAX_PAGE:
            raise InputError(
                f"is larger than {MAX_PAGE >> 20} MB, too much for one page: write its pages as JSON Lines"
            )
    return b"".join(parts)


def _cause(error: OSError) -> str:
    """What went wrong with a file, as a person would say it."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or str(error)).lower()
