"""Bytes and streams → pages: what an input is, how it is encoded, and what cannot be read."""

from __future__ import annotations

from newsclean.reading.decoding import decode, scrub
from newsclean.reading.files import STDIN, display_name, page_of, read_pages

__all__ = ["STDIN", "decode", "display_name", "page_of", "read_pages", "scrub"]
