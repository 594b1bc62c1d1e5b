"""Separates the article from the junk in dumps and HTML of news pages.

    >>> import newsclean
    >>> newsclean.clean("...").text
    ''

Importing this loads no library; what is needed is loaded with the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsclean import errors
    from newsclean.records import Article, Failure, Kind, Page
    from newsclean.settings import Settings

__version__ = "0.1.0"

__all__ = ["Article", "Failure", "Kind", "Page", "Settings", "__version__", "clean", "clean_many", "errors"]


def clean(data: str | bytes | Page, settings: Settings | None = None) -> Article:
    """The article of one page: a text dump or HTML, the bytes of either in any encoding, or a `Page`, which carries an
    id, a source and an address to its Article.

    A page without an article, also an empty one, is an Article with empty `text`. Raises InputError if `data` is no
    page (binary, an archive, a table, JSON) or larger than `settings.max_page` bytes, TypeError if it is of another
    type, ModelError if a file of the package is damaged.
    """
    from newsclean.pipeline import clean_page
    from newsclean.settings import Settings

    settings = settings or Settings()
    return clean_page(_page(data, settings), settings).article


def clean_many(
    pages: Iterable[str | bytes | Page], settings: Settings | None = None, *, jobs: int | None = None
) -> Iterator[Article | Failure]:
    """An Article or a Failure for each page, in order, cleaned in `jobs` processes, or else in `settings.jobs`.

    A `Page` carries an id, a source and a url to its Article. A page that cannot be read or cleaned is a
    Failure that names it; what has no source, as a `str` or `bytes`, is named by its place, as in `page 3`. Raises
    UsageError if `pages` is one page, TypeError for an item of another type, ModelError if a file of the package is
    damaged, NewscleanError if no process can be started; and what `pages` raises, when all before is cleaned.
    """
    from newsclean.errors import UsageError
    from newsclean.records import Page

    if isinstance(pages, str | bytes | Page):
        raise UsageError(f"clean_many takes many pages, and this is one {type(pages).__name__}: pass it to clean")
    return _cleaned(pages, settings, jobs)


def _cleaned(
    pages: Iterable[str | bytes | Page], settings: Settings | None, jobs: int | None
) -> Iterator[Article | Failure]:
    import msgspec

    from newsclean import batch
    from newsclean.reading import STDIN
    from newsclean.records import Failure
    from newsclean.settings import Settings

    settings = msgspec.structs.replace(settings or Settings(), format="jsonl")  # of all else, the Article is enough
    if jobs is not None:
        settings = msgspec.structs.replace(settings, jobs=jobs)
    for number, result in enumerate(batch.clean_many(_pages(pages, settings), settings), 1):
        if not isinstance(result, Failure):
            yield result.article
        elif result.source == STDIN:
            yield msgspec.structs.replace(result, source=f"page {number}")
        else:
            yield result


def _pages(pages: Iterable[str | bytes | Page], settings: Settings) -> Iterator[Page | Failure]:
    from newsclean.errors import InputError
    from newsclean.reading import failure_of
    from newsclean.records import Page, Record

    for page in pages:
        try:
            yield _page(page, settings)
        except InputError as error:
            item = page if isinstance(page, Page) else Record(data=page)
            yield failure_of(item, "reading", str(error), settings)


def _page(data: str | bytes | Page, settings: Settings) -> Page:
    """The page that `data` is. Raises InputError if it is none, or too large; TypeError if it can be none."""
    import msgspec

    from newsclean.errors import EmptyInput
    from newsclean.reading import check_size, one_page, scrub
    from newsclean.records import Page

    if isinstance(data, Page):
        fields = {name: getattr(data, name) for name in Page.__struct_fields__}
        for name, value in fields.items():
            if not isinstance(value, str) and (value is not None or name == "text"):
                raise TypeError(f"Page({name}=…) is a str, and this is of type {type(value).__name__}: make it one")
        check_size(data.text, settings.max_page)
        return msgspec.structs.replace(data, **{name: value and scrub(value) for name, value in fields.items()})
    try:
        return one_page(data, settings)
    except EmptyInput:
        return Page(text="")


def __getattr__(name: str) -> object:
    """The records, settings and errors, loaded when they are asked for."""
    if name == "errors":
        import newsclean.errors

        return newsclean.errors
    if name in ("Article", "Failure", "Kind", "Page"):
        from newsclean import records

        return getattr(records, name)
    if name == "Settings":
        from newsclean.settings import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """What there is to complete a name with, loaded or not."""
    return sorted({*globals(), *__all__})
