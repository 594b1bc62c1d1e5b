"""Everything newsclean raises on purpose.

    NewscleanError
    ├── UsageError       the call cannot be carried out as asked (exit code 2)
    ├── InputError       an input cannot be read, or is not what it should be
    │   ├── EmptyInput         an input with nothing but white space
    │   └── UnsupportedInput   an input of a form this version does not clean
    └── ModelError       a model, or another file of the package's data, is missing, damaged, or of another version

Page *content* never raises: a page without an article is an `Article` with empty `text`.

And what is told in many places: `cause` of an error of the system's, and that a page is `too_large`.
"""

from __future__ import annotations


class NewscleanError(Exception):
    """Base of all errors of this package; its message says what happened and what to do next."""


class UsageError(NewscleanError):
    """Options or arguments that contradict each other or name something unknown."""


class InputError(NewscleanError):
    """An input that cannot be read: missing, unreadable, empty, binary, or not decodable."""


class EmptyInput(InputError):
    """An input with nothing in it, or nothing but white space."""


class UnsupportedInput(InputError):
    """An input whose form was recognised, but which this version does not clean."""


class ModelError(NewscleanError):
    """A model file, or another of the package's data files, that does not fit this version, or is damaged."""


def cause(error: OSError) -> str:
    """What went wrong with a file, as a person would say it."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or str(error)).lower()


def too_large(limit: int, how: str = "is larger than") -> str:
    """That a page has more than `limit` bytes, and what to do; `how` it has them: as it lies there, or unpacked."""
    return f"{how} {limit:,} bytes, too much for one page: raise the limit with --max-page"
