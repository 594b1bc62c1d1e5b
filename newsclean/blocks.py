"""All blocks of a page, by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from newsclean.records import Block, Kind


class Blocks(list[Block]):
    """All blocks of a page, in page order; the numbers of those of each kind are known."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        super().__init__(blocks)
        numbers: dict[Kind, list[int]] = defaultdict(list)
        for number, block in enumerate(self):
            numbers[block.kind].append(number)
        self._numbers = dict(numbers)

    def numbers(self, kind: Kind) -> list[int]:
        """The numbers of the blocks of a kind, in page order."""
        return self._numbers.get(kind, [])

    def of(self, *kinds: Kind) -> list[Block]:
        """The blocks of some kinds, in page order."""
        numbers = self.numbers(kinds[0]) if len(kinds) == 1 else sorted(chain(*map(self.numbers, kinds)))
        return [self[number] for number in numbers]
