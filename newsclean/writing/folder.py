"""A folder of outputs: a file for each input, under the input's name."""

from __future__ import annotations

import os
from hashlib import blake2b

from newsclean.errors import InputError, UsageError
from newsclean.reading import display_name
from newsclean.records import Input
from newsclean.settings import Display, Format


class OutputFolder:
    """Names in a folder, `path`, that is made if need be. No name leads out of it.

    An input's output has the input's relative name, with the extension of `format` after it unless it ends so.
    Raises UsageError if there is something else at `path`.
    """

    def __init__(self, path: str, format: Format | Display) -> None:
        self.path = os.path.realpath(path)
        self._extension = {"text": ".txt"}.get(format, f".{format}")
        self._taken: set[int] = set()
        self._make(self.path)

    def path_of(self, found: Input) -> str:
        """The path of an input's output."""
        return os.path.join(self.path, *self._name(found).split("/"))

    def claim(self, found: Input, *, resume: bool) -> None:
        """Keep a path for an input; if `resume`, what is there is not written again.

        Raises InputError if another input has it, if it would lie elsewhere, or replace an input.
        """
        name, path = self._name(found), self.path_of(found)
        source = os.path.realpath(found.path)
        if source == path:
            raise InputError("its output would replace it: choose another folder for the output")
        if not resume and os.path.dirname(source) == os.path.dirname(path) and os.path.lexists(path):
            raise InputError(f"its output {display_name(name)} would replace what is beside it: choose another folder")
        # A link in the folder may lead out of it.
        if os.path.commonpath([self.path, os.path.realpath(os.path.dirname(path))]) != self.path:
            raise InputError(
                f"its output {display_name(name)} would lie elsewhere: a link in the output folder leads out"
            )
        # Eight bytes a name: a million inputs take 70 MB less than their names would.
        digest = int.from_bytes(blake2b(os.fsencode(name), digest_size=8).digest())
        if digest in self._taken:
            raise InputError(
                f"its output would be {display_name(name)}, which another input has: clean them separately"
            )
        self._taken.add(digest)

    def _name(self, found: Input) -> str:
        name = found.relative or "page"
        return name if name.lower().endswith(self._extension) else name + self._extension

    def make_room(self, path: str) -> None:
        """Make the folder of an output. Raises UsageError if that is impossible."""
        self._make(os.path.dirname(path))

    def _make(self, folder: str) -> None:
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot make the folder {folder}: {(error.strerror or str(error)).lower()}") from None
