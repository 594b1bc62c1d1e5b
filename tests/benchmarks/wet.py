"""WET archives of the shape of real ones, made of the invented test pages, as long as one likes."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

from tests.archives import warc_record

PAGES = Path(__file__).parents[1] / "pages"
#: Pages that come again, and the mean of the sizes they are to have. As none is smaller than the dump it is made of,
#: they have 7,400 bytes on average; in Common Crawl's WET files it is 5 to 8 KB.
REPEATED, MEAN = 399, 5000
#: A line of so many characters is taken for prose, of which pages get so much that they have 70 bytes a line that is
#: not blank, like dumps of real news pages (the dumps in tests/pages have 48).
PROSE = 120
#: Every so many pages one is new.
NEW = 4


class Archive:
    """An endless WET archive, in which every `damage`-th member cannot be unpacked (0: none).

    `bytes` (unpacked), `lines` and `pages` are what it has given so far.
    """

    def __init__(self, damage: int = 0) -> None:
        self._damage = damage
        paths = sorted(PAGES.glob("*/dump.txt"))
        self._dumps = [
            path.read_text("utf-8", "replace").splitlines() for path in paths if path.stat().st_size < 20_000
        ]
        self._prose = [line for dump in self._dumps for line in dump if len(line) >= PROSE]
        self._repeated = [self._member(self._page(place), f"page-{place}") for place in range(REPEATED)]
        self.pages = self.lines = self.bytes = 0

    def next(self) -> bytes:
        """The gzip member with the next record."""
        number = self.pages
        if is_new(number):
            member, lines, size = self._member(self._page(number, f"{number:x}".translate(_LETTERS)), id_of(number))
        else:
            member, lines, size = self._repeated[number % REPEATED]
        if self.is_damaged(number):
            member = member[:40] + bytes(byte ^ 0x5A for byte in member[40:48]) + member[48:]
        self.pages += 1
        self.lines += lines
        self.bytes += size
        return member

    def is_damaged(self, number: int) -> bool:
        """Whether the member with the page of this number cannot be unpacked."""
        return bool(self._damage) and number % self._damage == self._damage - 1

    def _page(self, number: int, word: str = "") -> list[str]:
        """A dump, and pieces of others around it until it has its size; `word` is put into every second line."""
        chance = random.Random(number)
        size = int(chance.lognormvariate(0, 0.7) * MEAN * 0.78)  # the mean of exp(0.7 N) is 1.28
        lines = list(chance.choice(self._dumps))
        left = size - sum(map(len, lines))
        while left > 0:
            other = chance.choice(self._dumps)
            begin = chance.randrange(len(other))
            piece = other[begin : begin + 10] + chance.choices(self._prose, k=5)
            lines[len(lines) * (left % 2) : len(lines) * (left % 2)] = piece
            left -= sum(map(len, piece)) + 1
        if word:
            lines[::2] = [f"{line} {word}{place}" if line else line for place, line in enumerate(lines[::2])]
        return lines

    @staticmethod
    def _member(lines: list[str], id: str) -> tuple[bytes, int, int]:
        """A gzip member with a record of a page, the page's number of lines, and the record's size unpacked."""
        headers = (
            f"WARC-Target-URI: https://gazette.example/{id}",
            f"WARC-Record-ID: <{id}>",
            "Content-Type: text/plain",
        )
        record = warc_record("conversion", "\n".join(lines).encode(), *headers)
        return gzip.compress(record, 1), len(lines), len(record)


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def is_new(number: int) -> bool:
    """Whether the page of this number was never there before."""
    return number % NEW == NEW - 1


def id_of(number: int) -> str:
    """The record id of a page: pages that come again have the id they had."""
    return f"new-{number}" if is_new(number) else f"page-{number % REPEATED}"
