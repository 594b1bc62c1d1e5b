"""What an input is, told by its first bytes."""

from __future__ import annotations

import json
import re

from newsclean.reading.decoding import has_controls, marked_encoding, unmarked_wide_encoding
from newsclean.reading.keys import TEXT_KEYS
from newsclean.reading.mhtml import is_saved_page
from newsclean.settings import InputForm

#: How many bytes are looked at to tell the form of an input.
HEAD = 8192

JSONL = re.compile(rb"\s*\{[ \t]*(?:\"(?:[^\"\\\r\n]|\\.)*\"[ \t]*:|\}[ \t]*[\r\n]+\{)")
_JSON = re.compile(rb"\s*(?:\{[^\S\r\n]*[\r\n]\s*\"(?:[^\"\\\r\n]|\\.)*\"\s*:|\[\s*\{\s*\")")
_WARC = re.compile(rb"\s*WARC/\d\.\d+\r?\n")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
#: What may stand before. (A possessive group of these goes wrong in Python 3.11.0 to 3.11.4, gh-106052.)
_BEFORE_HTML = re.compile(rb"\s+|<!--.*?-->|<\?xml[^>]*+>", re.IGNORECASE | re.DOTALL)
#: Where a page begins behind what its server printed first: warnings, headers.
_LATE = re.compile(rb"^[ \t]*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.MULTILINE)
# Markdown by pandoc begins with tags too; what Markdown has marks for is no tag there.
_DIV_ALONE = re.compile(rb"\n\r?\n</div>(?=\r?\n)")
_NOT_IN_MARKDOWN = re.compile(rb"<(?:p|h[1-6]|li|html|head|body|script|style|link|meta|title)\b", re.IGNORECASE)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


def sniff(head: bytes) -> InputForm | str:
    """The form of an input by its first bytes: `text`, `html`, `jsonl`, `warc`, `parquet`, `mhtml` or `json`."""
    if head.startswith(b"PAR1") and has_controls(head):
        return "parquet"
    encoding = marked_encoding(head) or unmarked_wide_encoding(head)
    if encoding:
        head = head.decode(encoding, "ignore").lstrip("\ufeff").encode("utf-8", "replace")
    if _WARC.match(head):
        return "warc"
    if is_saved_page(head):
        return "mhtml"
    start = 0
    while before := _BEFORE_HTML.match(head, start):
        start = before.end()
    if _HTML.match(head, start):
        return "html"  # whatever JSON-LD its first lines hold
    # A broken first record does not make JSON Lines text.
    if sum(JSONL.match(line) is not None for line in head.split(b"\n")[1:6]) >= 2:
        return "jsonl"
    if JSONL.match(head) and _begins_records(head):
        return "jsonl"
    if _JSON.match(head):
        return "json"
    begins = head.lstrip().startswith(b"<")
    if (begins or _LATE.search(head, 0, 1000)) and len(_TAG.findall(head)) >= (4 if begins else 10):
        is_markdown = len(_DIV_ALONE.findall(head)) > 1 and not _NOT_IN_MARKDOWN.search(head)
        return "text" if is_markdown else "html"
    return "text"


def _begins_records(head: bytes) -> bool:
    """Whether a text that begins like a JSON object is JSON Lines: its first line is a page, a second object follows,
    or the line is longer than what is known of it."""
    first, end, rest = head.lstrip().replace(b"\r", b"\n").partition(b"\n")
    if rest.lstrip().startswith(b"{") or (not end and len(head) >= HEAD):
        return True
    try:
        record = json.loads(first.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and (not rest.strip() or not record.keys().isdisjoint(TEXT_KEYS))
