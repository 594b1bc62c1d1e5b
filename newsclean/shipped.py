"""The files of `data/`: models, word lists, schema. Each must be the one that came with this version.

Their SHA-256 are in `data/digests.txt`, which `newsclean-lab digests` writes. So a file that was cut off, damaged or
exchanged is refused when it is first needed, with a clear error, and not noticed by wrong results.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from newsclean.errors import ModelError

#: The list of digests, as `sha256sum` writes it: a digest, two spaces and a name a line.
DIGESTS = "digests.txt"


def read(name: str) -> bytes:
    """The bytes of a file of `data/`. Raises ModelError if it is missing, or another than was shipped."""
    data = _bytes(name)
    if hashlib.sha256(data).hexdigest() != _digests().get(name):
        raise ModelError(
            f"the file data/{name} is damaged, or is not the one of this version: install newsclean again, "
            "or if you changed it, run newsclean-lab digests"
        )
    return data


def text(name: str) -> str:
    """The same as text."""
    return read(name).decode()


def rows(name: str) -> list[str]:
    """The entries of the list `name`.txt: its lines, in order, but for blank ones and comments, which begin with #."""
    return [line for line in text(f"{name}.txt").split("\n") if line and line[0] != "#"]


def _bytes(name: str) -> bytes:
    try:
        return resources.files("newsclean").joinpath("data", name).read_bytes()
    except OSError as error:
        raise ModelError(f"the file data/{name} cannot be read ({error}): install newsclean again") from error


@cache
def _digests() -> dict[str, str]:
    """Name → digest."""
    pairs = (line.split("  ", 1) for line in _bytes(DIGESTS).decode("ascii", "replace").splitlines())
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}
