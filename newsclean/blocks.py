"""Lines and Kinds → all blocks of a page, by kind: paragraphs are put together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from newsclean.marks import BULLET, SEGMENT
from newsclean.records import ITEM, TEXT_KINDS, Block, Kind, Line
from newsclean.rows import columns, has_few_blanks
from newsclean.sentences import is_cut, join

#: A line of fewer columns need not be the beginning of a paragraph.
FULL_LINE = 40
# "T he": a vowel may be a word in many languages.
_INITIAL = re.compile(r"[\"“„«]?([B-DF-HJ-NP-TV-XZ]) ([a-z]+)(?![^\W_])")
_OPEN_END = re.compile(r"(?:[,،、，]|(?:^|\s)[^\W\d_A-Z]{1,3})$")


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


def blocks_of(lines: list[Line], kinds: Sequence[Kind]) -> tuple[Blocks, list[int]]:
    """The Lines as blocks, and the number of each one's first Line; those of the article's text that are parts of one
    paragraph are put together."""
    blocks: list[Block] = []
    firsts: list[int] = []
    parts: list[Line] = []
    cut = has_few_blanks(lines)
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind not in TEXT_KINDS:
            firsts.append(number)
            blocks.append(Block(kind, line.text, line.first_line, line.last_line))
            continue
        parts.append(line)
        last = number + 1 == len(lines) or kinds[number + 1] is not kind
        if last or not _goes_on(line, lines[number + 1], kind, begun=len(parts) > 1, cut=cut):
            firsts.append(number + 1 - len(parts))
            blocks.append(_joined(parts, kind))
            parts = []
    _mend_initials(blocks, lines)
    return Blocks(blocks), firsts


def _mend_initials(blocks: list[Block], lines: list[Line]) -> None:
    """Put the large initial of a paragraph, which dumps print apart, back to its word if the page has it elsewhere."""
    found = [
        (number, initial)
        for number, block in enumerate(blocks)
        if block.kind in TEXT_KINDS and " " in block.text[1:3] and (initial := _INITIAL.match(block.text))
    ]
    if found:
        page = "\n".join([line.text for line in lines]).casefold()
        for number, initial in found:
            word = initial[1].casefold() + initial[2]
            if word in page and re.search(rf"(?<![^\W\d_]){word}(?![^\W\d_])", page):
                block = blocks[number]
                mended = block.text[: initial.end(1)] + block.text[initial.start(2) :]
                blocks[number] = Block(block.kind, mended, block.first_line, block.last_line)


def _joined(parts: list[Line], kind: Kind) -> Block:
    """One paragraph of the article's text."""
    text = parts[0].text if len(parts) == 1 else join(part.text for part in parts)
    return Block(kind, f"{ITEM}{text}" if parts[0].marks & BULLET else text, parts[0].first_line, parts[-1].last_line)


def _goes_on(line: Line, after: Line, kind: Kind, *, begun: bool, cut: bool) -> bool:
    """Whether two neighbouring Lines of one kind of text are parts of one paragraph; `begun`: the first is not where
    that begins, `cut`: the dump may break texts at links."""
    if line.marks & after.marks & SEGMENT:
        return line.first_line == after.first_line
    if kind is Kind.SUBHEADING or after.blanks or after.marks or after.first_line != line.last_line + 1:
        return False
    if after.indent != line.indent:
        return False
    if len(line.text) > FULL_LINE and _OPEN_END.search(line.text) is not None:
        return True
    if not cut or kind is not Kind.BODY:
        return False
    linked = columns(line.text) > FULL_LINE > columns(after.text)
    return (begun or linked) and is_cut(line.text, after.text)
