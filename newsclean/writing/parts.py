"""What documents are made of: the headings, paragraphs, lists and captions of a page, votes, pages one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from typing import NamedTuple

from newsclean.records import TEXT_KINDS, Block, Cleaned, Comment, Failure, Kind

#: How a block that was a list item begins (see `newsclean.assemble`).
BULLET = "- "

#: Kinds that are not written block by block: the title and the comments are fields that tell more.
_FIELDS = frozenset({Kind.HEADLINE, Kind.COMMENT})


class Part(NamedTuple):
    """A block, or neighbouring blocks that are the items of one list: `texts` without their bullets."""

    kind: Kind
    texts: list[str]
    is_list: bool = False


def parts(blocks: Iterable[Block], kinds: frozenset[Kind]) -> Iterator[Part]:
    """What the blocks of `kinds` are in a document, in page order; without title and comments."""
    wanted = (block for block in blocks if block.kind in kinds - _FIELDS and not _is_rule(block))
    for is_list, group in groupby(wanted, key=_is_item):
        if is_list:
            items = list(group)
            yield Part(items[0].kind, [block.text.removeprefix(BULLET) for block in items], is_list=True)
        else:
            # A heading may have had a bullet too: it is a heading all the same.
            yield from (Part(block.kind, [_unmarked(block)]) for block in group)


def votes(comment: Comment) -> Iterator[tuple[str, int]]:
    """The votes of a comment by the names of its fields: for and against, or else their balance."""
    if comment.up is None and comment.down is None and comment.score is not None:
        yield "score", comment.score
    if comment.up is not None:
        yield "up", comment.up
    if comment.down is not None:
        yield "down", comment.down


def cleaned_pages(results: Iterable[Cleaned | Failure]) -> tuple[bool, Iterator[Cleaned]]:
    """Whether there are several results, and those that are pages.

    Failures count as results, though they are not written: whether one page or a container of pages is
    written does not depend on what went wrong. The first page waits until the second result is there.
    """
    remaining = iter(results)
    leading = list(islice(remaining, 2))
    return len(leading) > 1, (result for result in chain(leading, remaining) if isinstance(result, Cleaned))


def _is_rule(block: Block) -> bool:
    """Whether a caption is a line of dashes, which is no caption of `Article.captions` either."""
    return block.kind is Kind.CAPTION and not any(map(str.isalnum, block.text))


def _is_item(block: Block) -> bool:
    return block.kind in TEXT_KINDS and block.kind is not Kind.SUBHEADING and block.text.startswith(BULLET)


def _unmarked(block: Block) -> str:
    return block.text.removeprefix(BULLET) if block.kind is Kind.SUBHEADING else block.text
