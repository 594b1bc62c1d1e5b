"""Many pages: in order, in one process or several, with a Failure for each page that could not be cleaned."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator

from newsclean.errors import ModelError
from newsclean.records import Cleaned, Failure, Page
from newsclean.settings import Settings


def clean_many(pages: Iterable[Page | Failure], settings: Settings) -> Iterator[Cleaned | Failure]:
    """Clean pages in `settings.jobs` processes; results come in page order, Failures pass through.

    Raises ModelError if the model cannot be used; nothing else about a page raises.
    """
    if settings.jobs <= 1:
        return (clean_one(page, settings) for page in pages)
    from newsclean.processes import in_processes  # 18 ms that one page need not pay

    return in_processes(clean_one, iter(pages), settings)


def clean_one(page: Page | Failure, settings: Settings) -> Cleaned | Failure:
    """Clean one page. The one catch-all of the package: an unexpected error becomes a Failure."""
    if isinstance(page, Failure):
        return page
    from newsclean.pipeline import clean_page  # loads numpy and the model

    try:
        return clean_page(page, settings)
    except ModelError:
        raise
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return Failure(page.source, _stage(error), f"this is a bug in newsclean, please report it ({what})", page.id)


def _stage(error: Exception) -> str:
    """The module of this package in which an error came up."""
    here = os.path.dirname(__file__) + os.sep
    frames = traceback.extract_tb(error.__traceback__)
    names = [frame.filename[len(here) : -len(".py")] for frame in frames if frame.filename.startswith(here)]
    return names[-1].replace(os.sep, ".") if names[1:] else "cleaning"
