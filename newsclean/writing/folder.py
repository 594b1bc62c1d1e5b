"""A folder of outputs: a file for each input, under the input's name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b

from newsclean.errors import InputError, UsageError, cause
from newsclean.reading import display_name
from newsclean.records import Input
from newsclean.settings import Display, Format


class OutputFolder:
    """Names in a folder, `path`, that is made if need be. No name leads out of it.

    An input's output has the input's relative name, with the extension of `format` after it unless it ends so.
    `inputs` are the names of files and folders that are read; no output will lie among those in the folder.
    Raises UsageError if there is something else at `path`, or nothing can be written there.
    """

    def __init__(self, path: str, format: Format | Display, inputs: Iterable[str] = ()) -> None:
        if not path:
            raise UsageError("cannot write to a folder without a name: name one")
        self.path = os.path.realpath(path)
        self._extension = {"text": ".txt"}.get(format, f".{format}")
        self._files: set[int] = set()
        self._folders: set[int] = set()
        self._inputs = [name for name in map(os.path.realpath, inputs) if name != self.path and self._holds(name)]
        try:
            os.makedirs(self.path, exist_ok=True)
            _check_access(self.path)
        except OSError as error:
            raise UsageError(f"cannot write to the folder {display_name(path)}: {cause(error)}") from None

    def path_of(self, found: Input) -> str:
        """The path of an input's output."""
        return os.path.join(self.path, *self._name(found).split("/"))

    def keep_free(self, path: str) -> None:
        """Let no output have this path."""
        path = os.path.realpath(path)
        if self._holds(path):
            self._files.add(_digest(os.path.relpath(path, self.path).replace(os.sep, "/")))

    def claim(self, found: Input, *, resume: bool) -> None:
        """Keep a path for an input, and make the folder it is in; if `resume`, what is there is not written again.

        Raises InputError if another input has it, if it would lie elsewhere, replace an input, or cannot be written.
        """
        name, path = self._name(found), self.path_of(found)
        source = os.path.realpath(found.path)
        if source == path:
            raise InputError("its output would replace it: choose another folder for the output")
        would = f"its output {display_name(name)} would"
        if not resume and os.path.dirname(source) == os.path.dirname(path) and os.path.lexists(path):
            raise InputError(f"{would} replace what is beside it: choose another folder")
        if any(path == named or path.startswith(named + os.sep) for named in self._inputs):
            raise InputError(f"{would} lie among the inputs: choose another folder for the output")
        # A link in the folder may lead out of it. (One at the path itself is replaced.)
        if not self._holds(os.path.realpath(os.path.dirname(path))):
            raise InputError(f"{would} lie elsewhere: a link in the output folder leads out")
        self._take(name)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            _check_access(os.path.dirname(path))
            if os.path.isdir(path) and not os.path.islink(path):
                raise IsADirectoryError(0, "there is a folder of this name")
            with suppress(FileNotFoundError):
                os.lstat(path)  # raises for names that are too long, for example
        except OSError as error:
            raise InputError(f"its output {display_name(name)} cannot be written: {cause(error)}") from None
        except RecursionError:
            raise InputError("its folders are nested too deeply for an output folder: write one file with -o") from None

    def _holds(self, path: str) -> bool:
        """Whether a real path is the folder's own, or below it."""
        return path == self.path or path.startswith(self.path.rstrip(os.sep) + os.sep)

    def _take(self, name: str) -> None:
        """Note a name, and those of the folders on its way. Raises InputError if one is taken for something else."""
        # Eight bytes a name: a million inputs take 70 MB less than their names would.
        own = _digest(name)
        parts = name.split("/")
        folders = {_digest("/".join(parts[:count])) for count in range(1, len(parts))}
        if own in self._files or own in self._folders or not self._files.isdisjoint(folders):
            raise InputError(
                f"its output would be {display_name(name)}, where that of another input is: clean them separately"
            )
        self._files.add(own)
        self._folders |= folders

    def _name(self, found: Input) -> str:
        name = found.relative or "page"
        return name if name.lower().endswith(self._extension) else name + self._extension


def _check_access(folder: str) -> None:
    """Raises OSError if no file can be made in a folder."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(0, "nothing may be written there")


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(os.fsencode(name), digest_size=8).digest())
