"""Patterns of file names, such as `dumps/**/*.txt`."""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterator
from pathlib import PurePath


def is_pattern(name: str) -> bool:
    """Whether a name that is not there may be meant as a pattern."""
    return glob.has_magic(name) and not os.path.lexists(name)


def matches(pattern: str) -> list[str]:
    """The files that a pattern means, sorted. As in a shell, wildcards match no hidden names unless they begin with a
    dot, `**` stands for any folders below, and folders that cannot be read have no names; pipes and devices are left
    out.

    `**` follows no links, which `glob.glob` does: two links to their own folder would give it 2⁴⁰ names. And no folder
    that disappears meanwhile, or lies too deep, is an error, as it is for `pathlib` before Python 3.13.
    """
    parts = PurePath(pattern).parts
    found = [""]
    for part in (*parts, "*") if parts[-1] == "**" else parts:
        step = _folders if part == "**" else _entries
        found = list(dict.fromkeys(path for folder in found for path in step(folder, part)))
    return sorted(path for path in found if os.path.isfile(path) or not os.path.exists(path))


def _entries(folder: str, part: str) -> Iterator[str]:
    """What lies in a folder under a name that one part of a pattern means."""
    if not glob.has_magic(part):
        path = os.path.join(folder, part)
        yield from [path] if os.path.lexists(path) else []
        return
    names = (entry.name for entry in _listed(folder) if part.startswith(".") or not entry.name.startswith("."))
    yield from (os.path.join(folder, name) for name in fnmatch.filter(names, part))


def _folders(folder: str, part: str) -> Iterator[str]:
    """A folder and those below it, but for hidden ones and links."""
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        yield folder
        names = (entry.name for entry in _listed(folder) if is_folder(entry))
        waiting += [os.path.join(folder, name) for name in names if not name.startswith(".")]


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is one itself, and no link to one; what cannot be looked at is none."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _listed(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder or ".") as entries:
            return list(entries)
    except OSError:
        return []
