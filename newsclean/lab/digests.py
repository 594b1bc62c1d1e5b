"""The digests of the package's data files, by which `newsclean.shipped` knows them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from newsclean.shipped import DIGESTS

#: Endings of data files; cards are for people.
_DATA = frozenset({".1", ".css", ".js", ".json", ".npz", ".txt"})


def listed(folder: Path) -> str:
    """The list of digests of a folder's files, as `sha256sum` would write it."""
    files = sorted(path for path in folder.iterdir() if path.suffix in _DATA and path.name != DIGESTS)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def write(folder: Path) -> None:
    """Write the list into the folder."""
    (folder / DIGESTS).write_text(listed(folder), encoding="ascii", newline="\n")
