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

    from newsclean.records import Article, Failure, Kind, Page
    from newsclean.settings import Settings

__version__ = "0.1.0"

__all__ = ["Article", "Failure", "Kind", "Page", "Settings", "__version__", "clean", "clean_many"]


def clean(data: str | bytes, settings: Settings | None = None) -> Article:
    """The article of one page: a text dump or HTML, or the bytes of either in any encoding.

    A page without an article, also an empty one, is an Article with empty `text`. Raises InputError if `data` is no
    page (binary, an archive, a table, JSON) or larger than `settings.max_page` bytes, ModelError if a file of the
    package is damaged.
    """
    from newsclean.errors import EmptyInput
    from newsclean.pipeline import clean_page
    from newsclean.reading import one_page
    from newsclean.records import Page
    from newsclean.settings import Settings

    settings = settings or Settings()
    try:
        page = one_page(data, settings)
    except EmptyInput:
        page = Page(text="")
    return clean_page(page, settings).article


def clean_many(
    pages: Iterable[str | bytes | Page], settings: Settings | None = None, *, jobs: int | None = None
) -> Iterator[Article | Failure]:
    """An Article or a Failure for each page, in order, cleaned in `jobs` processes, or else in `settings.jobs`.

    A `Page` carries an id, a source and a url to its Article. A page that cannot be read or cleaned is a
    Failure that names it; what has no source, as a `str` or `bytes`, is named by its place, as in `page 3`. Raises
    UsageError if `pages` is one page, ModelError if a file of the package is damaged, NewscleanError if no process can
    be started.
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
    import msgspec

    from newsclean.errors import EmptyInput, InputError
    from newsclean.reading import check_size, failure_of, one_page, scrub
    from newsclean.records import Page, Record

    for page in pages:
        if isinstance(page, Page):
            try:
                check_size(page.text, settings.max_page)
            except InputError as error:
                yield failure_of(page, "reading", str(error), settings)
                continue
            fields = msgspec.structs.asdict(page)
            yield msgspec.structs.replace(page, **{name: value and scrub(value) for name, value in fields.items()})
            continue
        try:
            yield one_page(page, settings)
        except EmptyInput:
            yield Page(text="")
        except InputError as error:
            yield failure_of(Record(data=page), "reading", str(error), settings)


def __getattr__(name: str) -> object:
    """The records, loaded when they are asked for."""
    if name in ("Article", "Failure", "Kind", "Page"):
        from newsclean import records

        return getattr(records, name)
    if name == "Settings":
        from newsclean.settings import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
