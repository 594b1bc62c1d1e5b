"""The man page, made from the help: `newsclean/data/newsclean.1`. After a change of the options write it anew:

python -m newsclean.manual > newsclean/data/newsclean.1
"""

from __future__ import annotations

import re
from typing import Any

from typer.main import get_command

from newsclean import __version__, options
from newsclean import shipped as data
from newsclean.cli import app

_EXITS = (
    ("0", "An article was found (with many pages: in at least one), and nothing failed."),
    ("1", "No article was found in any page, and nothing failed."),
    ("2", "An option is wrong, or an input could not be read or cleaned; the others are written all the same."),
    ("130", "Interrupted; files that were written are whole."),
)
_ENVIRONMENT = (
    ("PAGER", "What shows --explain and --diff on a terminal; less by default, none if empty or cat."),
    ("NO_COLOR, FORCE_COLOR, TERM, COLUMNS", "Whether displays have colours, and how wide they are."),
)


def rendered() -> str:
    """The page in man's macros."""
    command: Any = get_command(app)
    context = command.make_context("newsclean", ["-"], resilient_parsing=True)
    summary, _, more = (command.help or "").partition("\n\n")
    lines = [
        f'.TH NEWSCLEAN 1 "" "newsclean {__version__}" "User Commands"',
        ".SH NAME",
        f"newsclean \\- {_escaped(summary[:1].lower() + summary[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B newsclean",
        _escaped("[OPTIONS] [FILES]..."),
        ".SH DESCRIPTION",
        _escaped(f"{summary} {more.partition(' Exit codes')[0]}"),
    ]
    for title, rows in options.groups(command, context):
        lines += [f'.SH "{title.upper()}"', *_entries(rows)]
    lines += [".SH EXIT STATUS", *_entries(_EXITS), ".SH ENVIRONMENT", *_entries(_ENVIRONMENT), ".SH EXAMPLES"]
    lines += _entries([(line, f"{meaning[:1].upper()}{meaning[1:]}.") for line, meaning in options.EXAMPLES])
    return "\n".join(lines) + "\n"


def _entries(rows: Any) -> list[str]:
    return [line for name, text in rows for line in (".TP", f"\\fB{_escaped(name)}\\fR", _escaped(text))]


def _escaped(text: str) -> str:
    """A text on one line as man's macros take it."""
    plain = re.sub(r"\s+", " ", text).strip().replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def shipped() -> str:
    """The file of the package."""
    return data.text("newsclean.1")


if __name__ == "__main__":
    print(rendered(), end="")
