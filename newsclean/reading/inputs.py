"""What the caller names → inputs: files, folders, patterns, lists of names, standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import BinaryIO, Literal, NamedTuple

from newsclean.errors import InputError, UsageError, cause
from newsclean.reading.decoding import ToUtf8
from newsclean.reading.patterns import is_folder, is_pattern, matches
from newsclean.records import Failure, Input

#: The name of standard input among the inputs.
STDIN = "-"
#: What tells a file or folder from all others, whatever its names: its device and its number there.
Identity = tuple[int, int]
_ADDRESS = re.compile("[a-z][a-z0-9+.-]+://", re.IGNORECASE)
#: Seconds that may go into counting what there is to do.
_PATIENCE = 2.0


class Amount(NamedTuple):
    """How much there is to read, in bytes or in files."""

    size: int
    unit: Literal["bytes", "files"]


def identity(file: str | int) -> Identity | None:
    """What is at a path, or is open under a number; None if there is nothing."""
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def find_inputs(
    names: Iterable[str], *, without: Collection[Identity] = (), stdin_named: bool = False
) -> Iterator[Input | Failure]:
    """The inputs that names mean, in order: files, folders (walked recursively, sorted, hidden ones skipped),
    patterns such as `dumps/**/*.txt` where there is no file of that name, and `-`, standard input.

    What is not there, such as an address, is a Failure in its place; so is standard input if `stdin_named` says that it
    is something else. Folders are read when their turn comes; `without` are files and folders that are left out of
    folders and patterns.
    """
    for name in names:
        if name == STDIN:
            if stdin_named:
                yield Failure(STDIN, "reading", "was already read: name it once")
            else:
                yield Input(STDIN, STDIN, "stdin")
            stdin_named = True
        elif not name:
            yield Failure("", "reading", "a name without a character is no file: is a variable of the shell empty?")
        elif os.path.isdir(name):
            yield from _folder(name, without)
        elif _ADDRESS.match(name) and not os.path.lexists(name):
            message = "is an address, and newsclean fetches nothing: pipe the page in"
            yield Failure(display_name(name), "reading", message)
        elif is_pattern(name):
            found = [path for path in matches(name) if not _is_within(path, without)]
            if not found:
                yield Failure(display_name(name), "reading", "no such file or folder")
            yield from (_file(path) for path in found)
        else:
            yield _file(name)


def listed_names(path: str) -> Iterator[str]:
    """The names in a list: a line each, or with NULs between them as `find -print0` writes; `-` is standard input. The
    list may begin with a byte order mark, as PowerShell's do.

    Raises UsageError if the list cannot be read.
    """
    try:
        with open_input(path) as stream:
            separator = rest = b""
            as_utf8 = ToUtf8()
            mark = stream.read(4)  # whole, if it is one of a byte order
            for chunk in chain([mark], iter(lambda: stream.read1(1 << 16), b"")):  # type: ignore[attr-defined]
                rest += as_utf8(chunk)
                separator = separator or (b"\0" if b"\0" in rest else b"\n" if b"\n" in rest else b"")
                if not separator:
                    continue
                if separator == b"\n" and b"\0" in rest:
                    raise UsageError(f"the list {display_name(path)} has lines and NULs: part all names by one of them")
                *names, rest = rest.split(separator)
                yield from (os.fsdecode(name.rstrip(b"\r")) for name in names if name.strip())
            if rest.strip():
                yield os.fsdecode(rest.rstrip(b"\r\n"))
    except OSError as error:
        raise UsageError(f"cannot read the list {display_name(path)}: {cause(error)}") from None


def open_input(path: str) -> AbstractContextManager[BinaryIO]:
    """A file, or standard input, which stays open. Raises OSError, or InputError if there is no standard input."""
    if path != STDIN:
        return open(path, "rb")
    if sys.stdin is None:
        raise InputError("is closed: name a file")
    return nullcontext(sys.stdin.buffer)


def amount(names: Sequence[str], without: Collection[Identity] = ()) -> Amount | None:
    """How much the inputs are: bytes if all are files, files if there are folders; None if that cannot be told."""
    deadline = time.monotonic() + _PATIENCE
    size = files = 0
    folders = False
    for name in names:
        folders |= name != STDIN and os.path.isdir(name)
        for found in find_inputs([name], without=without):
            files += 1
            if time.monotonic() > deadline:
                return None
            if isinstance(found, Input) and not folders:
                try:
                    status = os.stat(0 if found.path == STDIN else found.path)
                except OSError:
                    continue
                if not stat.S_ISREG(status.st_mode):
                    return None
                size += status.st_size
    return Amount(files, "files") if folders else Amount(size, "bytes")


def display_name(path: str) -> str:
    """A file name as text: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _file(path: str, folder: str | None = None) -> Input:
    """A file; in a folder of outputs it is named relative to `folder`, else as it was named, without `..` and root."""
    relative = os.path.relpath(path, folder) if folder else os.path.splitdrive(os.path.normpath(path))[1]
    parts = [part for part in relative.replace(os.sep, "/").split("/") if part not in ("", ".", "..")]
    return Input(path, display_name(path), "/".join(parts))


def _folder(folder: str, without: Collection[Identity]) -> Iterator[Input | Failure]:
    empty = True
    for found in _walk(folder, without):
        empty = False
        yield found if isinstance(found, Failure) else _file(found, folder)
    if empty:
        yield Failure(display_name(folder), "reading", "holds no files that are not hidden")


def _walk(folder: str, without: Collection[Identity]) -> Iterator[str | Failure]:
    """The regular files below a folder, sorted, but for those in `without`; links to folders are not followed, and
    links to pipes and devices are left out as these are."""
    levels: list[Iterator[os.DirEntry[str]]] = []  # and no recursion: folders may be deeper than the stack
    entered: str | None = folder
    while levels or entered is not None:
        if entered is not None:
            try:
                with os.scandir(entered) as entries:
                    levels.append(iter(sorted(entries, key=lambda entry: entry.name)))
            except OSError as error:
                yield Failure(display_name(entered), "reading", cause(error))
            entered = None
            continue
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
            continue
        if entry.name.startswith(".") or (without and identity(entry.path) in without):
            continue
        if is_folder(entry):
            entered = entry.path
        elif _is_file(entry):
            yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a regular file, or a link to one. So is what cannot be looked at, such as a link
    that leads nowhere, or to itself: opening it tells why."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True


def _is_within(path: str, without: Collection[Identity]) -> bool:
    """Whether a file is one of these, or in a folder that is."""
    path = os.path.realpath(path)
    while without and identity(path) not in without:
        folder = os.path.dirname(path)
        if folder == path:
            return False
        path = folder
    return bool(without)
