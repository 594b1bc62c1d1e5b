"""The door of the command line: answers `--version` before anything is loaded."""

from __future__ import annotations

import gc
import sys

#: So many more objects than were given back have Python look for garbage; it looks after 700 unless told otherwise.
FEWEST_NEW = 20_000


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        from newsclean import __version__

        try:
            print(f"newsclean {__version__}", flush=True)
        except OSError as error:
            from newsclean.console import cannot_write

            sys.exit(cannot_write(error))
        return
    unread = next((name for name in _options() if not name.isprintable()), None)
    if unread is not None:
        from newsclean.console import printable

        print(f"newsclean: no such option: {printable(unread)}; is it a file? Write ./ before it", file=sys.stderr)
        sys.exit(2)
    # What is loaded stays: to look for garbage among it takes a twentieth of a short run, and finds none.
    gc.set_threshold(FEWEST_NEW)
    try:
        from newsclean.cli import app

        app(prog_name="newsclean")
    except KeyboardInterrupt:
        sys.exit(130)


def _options() -> list[str]:
    """The names of the options among the arguments: a shell's `*` makes one of a file called `--x`."""
    given = sys.argv[1:]
    before = given[: given.index("--")] if "--" in given else given
    return [argument.partition("=")[0] for argument in before if argument.startswith("-")]


if __name__ == "__main__":
    main()
