"""Patterns of file names, such as `dumps/**/*.txt`."""

from __future__ import annotations

import glob
import os
from pathlib import Path


def is_pattern(name: str) -> bool:
    """Whether a name that is not there may be meant as a pattern."""
    return glob.has_magic(name) and not os.path.lexists(name)


def matches(pattern: str) -> list[str]:
    """The files that a pattern means, sorted. As in a shell, wildcards match no hidden names unless they begin with a
    dot, and `**` stands for any folders below; pipes and devices are left out.

    `**` follows no links, which `glob.glob` does: two links to their own folder would give 2⁴⁰ names.
    """
    parts = Path(pattern).parts
    fixed = next((place for place, part in enumerate(parts) if glob.has_magic(part)), 0)
    base, rest = Path(*parts[:fixed]), parts[fixed:]
    if rest[-1] == "**":
        rest = (*rest, "*")
    shows_hidden = any(part.startswith(".") and part != ".." for part in rest)
    found = (path for path in base.glob(os.sep.join(rest)) if shows_hidden or not _is_hidden(path, base))
    return sorted(str(path) for path in found if path.is_file() or (path.is_symlink() and not path.exists()))


def _is_hidden(path: Path, base: Path) -> bool:
    return any(part.startswith(".") and part != ".." for part in path.parts[len(base.parts) :])
