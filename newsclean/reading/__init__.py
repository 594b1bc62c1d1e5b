"""Bytes and streams → records → pages: what an input is, how it is encoded, and what cannot be read."""

from __future__ import annotations

from newsclean.reading.compression import Meter
from newsclean.reading.decoding import decode, scrub
from newsclean.reading.files import read_records
from newsclean.reading.inputs import STDIN, Amount, Identity, amount, display_name, find_inputs, identity, listed_names
from newsclean.reading.pages import check_size, failure_of, one_page, read_page
from newsclean.reading.tables import record_of, records_of

__all__ = [
    "STDIN", "Amount", "Identity", "Meter", "amount", "check_size", "decode", "display_name", "failure_of",
    "find_inputs", "identity", "listed_names", "one_page", "read_page", "read_records", "record_of", "records_of",
    "scrub",
]  # fmt: skip
