"""The door of the command line: answers `--version` before anything is loaded."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        from newsclean import __version__

        print(f"newsclean {__version__}")
        return
    try:
        from newsclean.cli import app

        app(prog_name="newsclean")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
