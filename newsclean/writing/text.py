"""Plain text: the title, then the paragraphs, with a blank line between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from newsclean.records import Article, Block, Cleaned, Failure, Kind
from newsclean.settings import Settings
from newsclean.title_bar import letters
from newsclean.writing.pages import separated

#: The line between two pages. Reading makes form feeds in a page to spaces, so it is found nowhere else.
PAGE_SEPARATOR = "\f\n"


def write_text(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """Write every page, also an empty one, so that the separators count them."""
    for page in separated(results, stream, PAGE_SEPARATOR):
        stream.write(page_text(page, settings))


def page_text(cleaned: Cleaned, settings: Settings) -> str:
    """The text of one page that `settings` asks for, with a line end after it; empty if there is none.

    A page without an article keeps nothing, so all of it is removed.
    """
    article = cleaned.article
    kinds = settings.kinds if article.text else frozenset[Kind]()
    wanted = kinds if not settings.removed else frozenset(Kind) - kinds
    parts = [article.title] if article.title and Kind.HEADLINE in wanted else []
    parts += [block.text for block in cleaned.blocks if _is_wanted(block, article, wanted, settings.removed)]
    return "\n\n".join(parts) + "\n" if parts else ""


def _is_wanted(block: Block, article: Article, wanted: frozenset[Kind], removed: bool) -> bool:
    """Whether a block is written after the title. Headlines are the title, a part or a longer printing of it, or were
    removed."""
    if block.kind != Kind.HEADLINE:
        return block.kind in wanted
    key, title = letters(block.text), letters(article.title or "")
    return removed and not (title and key and (key in title or title in key))
