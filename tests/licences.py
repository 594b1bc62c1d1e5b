"""What is installed with newsclean, and under which licences: `python -m tests.licences` prints a table."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires
from typing import NamedTuple

#: Licences that let anybody use newsclean for anything; of several, one is enough.
PERMISSIVE = (
    "0BSD", "Apache", "BSD", "CC0", "CNRI-Python", "ISC", "MIT", "MPL", "Mozilla Public License", "PSF", "Zlib",
)  # fmt: skip


class Package(NamedTuple):
    """An installed package: `direct` if newsclean itself asks for it."""

    name: str
    version: str
    licence: str
    direct: bool

    @property
    def is_permissive(self) -> bool:
        """Whether all parts of the licence are permissive, or one of several to choose from."""
        return any(
            all(any(known in part for known in PERMISSIVE) for part in re.split(r" AND |, ", choice))
            for choice in self.licence.split(" OR ")
        )


def packages(name: str = "newsclean") -> Iterator[Package]:
    """What `pip install NAME` brings, without extras, in the order in which it is asked for."""
    waiting = deque((wanted, True) for wanted in _wanted(name))
    seen = set()
    while waiting:
        wanted, direct = waiting.popleft()
        if wanted in seen:
            continue
        seen.add(wanted)
        try:
            said = metadata(wanted)
        except PackageNotFoundError:  # for other systems, or other versions of Python
            continue
        licence = said.get("License-Expression") or ", ".join(
            row.split(" :: ")[-1] for row in said.get_all("Classifier", []) if row.startswith("License")
        )
        yield Package(
            said["Name"], said["Version"], licence or (said.get("License") or "unknown").split("\n")[0], direct
        )
        waiting.extend((further, False) for further in _wanted(wanted))


def _wanted(name: str) -> list[str]:
    """The names that a package requires, but for those of its extras."""
    rows = (row for row in requires(name) or [] if "extra ==" not in row)
    return [re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", row)[0]).lower() for row in rows]  # type: ignore[index]


def main() -> None:
    """Print the table."""
    print("| package | version | licence | asked for by |\n|---|---|---|---|")
    for package in sorted(packages(), key=lambda package: (not package.direct, package.name.lower())):
        asked = "newsclean" if package.direct else "others"
        print(f"| {package.name} | {package.version} | {package.licence} | {asked} |")


if __name__ == "__main__":
    main()
