"""The options of the command line: their names, their help and its groups. Imports typer, as `cli` does, and no more.

`GROUPS` is the order in which `--help` and the man page show them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from newsclean import __version__
from newsclean.console import cannot_write, complain
from newsclean.errors import UsageError
from newsclean.records import Kind
from newsclean.settings import Favor, Format, InputForm

_WHY = "Seeing why"
GROUPS = ("Output", _WHY, "What is kept", "Input", "Many pages", "Help")

#: Command lines of the help, and what they do.
EXAMPLES = (
    ("newsclean page.txt", "the article as text"),
    ("curl -s https://example.org/news | newsclean", "of a web page, in a pipe"),
    ("newsclean --explain page.txt", "what was removed, and why"),
    ("newsclean --report report.html pages", "the same for a browser, of all pages in a folder"),
    ("newsclean --json page.html | jq .authors", "a field of the JSON"),
    ("newsclean dumps --output-dir clean --jsonl", "a file for each input"),
)

_NO_OPTION = "see newsclean --help, or if it is a file, write ./ before it"


class Command(TyperCommand):
    """A command whose help is grouped and ends in examples, and whose errors are one line like all others."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, then each group of options."""
        for title, rows in groups(self, ctx):
            with formatter.section(title):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples."""
        with formatter.section("Examples"):
            for line, meaning in EXAMPLES:
                formatter.write(f"{'':{formatter.current_indent}}{line:<46}# {meaning}\n")

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and exit with the code; what is wrong with the options is told on one line."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
            if sys.stdout is not None:
                sys.stdout.flush()
        except (typer.TyperException, UsageError) as error:
            complain(str(error) if isinstance(error, UsageError) else _message(error))
            code = 2
        except OSError as error:  # help, or the schema, on a full disk
            code = cannot_write(error)
        if standalone_mode:
            sys.exit(code)
        return code


def groups(command: TyperCommand, context: Any) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The arguments and the groups of options: a title, then names and help of each."""
    found: dict[str, list[tuple[str, str]]] = {title: [] for title in ("Arguments", *GROUPS)}
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record is not None:
            panel = "Arguments" if param.param_type_name == "argument" else getattr(param, "rich_help_panel", None)
            found[panel or GROUPS[-1]].append(record)
    return ((title, rows) for title, rows in found.items() if rows)


def _message(error: Exception) -> str:
    """What is wrong with the options, and what to do."""
    if hasattr(error, "possibilities"):
        meant = f"did you mean {' or '.join(error.possibilities)}?" if error.possibilities else _NO_OPTION
        return f"no such option: {getattr(error, 'option_name', '')}; {meant}"
    text = error.format_message() if hasattr(error, "format_message") else str(error)
    option, found, problem = text.removeprefix("Invalid value for ").partition(": ")
    if text.startswith("Invalid value for ") and found:
        return f"{option.replace(chr(39), '')}: {problem.rstrip('.').removesuffix(' range')}"
    return f"{text[:1].lower()}{text[1:].rstrip('.')}; see newsclean --help"


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsclean {__version__}")
        raise typer.Exit


def _print_schema(wanted: bool) -> None:
    if wanted:
        from newsclean import schema

        typer.echo(schema.shipped(), nl=False)
        raise typer.Exit


def _option(group: str, *names: str, text: str, **more: object) -> object:
    return typer.Option(*names, help=text, show_default=False, rich_help_panel=group, **more)  # type: ignore[call-overload]


def _complete_kinds(incomplete: str) -> list[str]:
    """The kinds that may follow in a comma-separated list."""
    before, comma, last = incomplete.rpartition(",")
    named = before.split(",")
    return [f"{before}{comma}{kind}" for kind in Kind if kind.startswith(last) and kind not in named]


Files = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders, patterns, or - for standard input.", metavar="[FILES]...", show_default=False),
]
FormatOption = Annotated[
    Format | None, _option("Output", "-f", "--format", text="What to write; text unless said otherwise.")
]
JsonOption = Annotated[bool, _option("Output", "--json", text="Short for --format json.")]
JsonlOption = Annotated[bool, _option("Output", "--jsonl", text="Short for --format jsonl.")]
OutputFileOption = Annotated[
    str | None,
    _option("Output", "-o", "--output", text="Write to FILE, which appears when it is complete.", metavar="FILE"),
]
OutputFolderOption = Annotated[
    str | None,
    _option(
        "Output",
        "--output-dir",
        text="Write a file for each input, of the same name, into the folder DIR.",
        metavar="DIR",
    ),
]
ResumeOption = Annotated[bool, _option("Many pages", "--resume", text="Leave out inputs whose file is in DIR already.")]
FailuresOption = Annotated[
    str | None,
    _option(
        "Many pages",
        "--failures",
        text="Write what could not be read or cleaned to FILE, as JSON Lines.",
        metavar="FILE",
    ),
]
FilesFromOption = Annotated[
    str | None,
    _option("Input", "--files-from", text="Read names of files from FILE, or - for standard input.", metavar="FILE"),
]
TextKeyOption = Annotated[
    str | None,
    _option("Input", "--text-key", text="The key of JSON Lines (column of Parquet) with the page.", metavar="KEY"),
]
IdKeyOption = Annotated[
    str | None,
    _option("Input", "--id-key", text="The key of JSON Lines (column of Parquet) with its id.", metavar="KEY"),
]
MaxPageOption = Annotated[
    str,
    _option(
        "Many pages", "--max-page", text="Give up pages larger than this: 20M unless said otherwise.", metavar="SIZE"
    ),
]
TimeoutOption = Annotated[
    float | None,
    _option("Many pages", "--timeout", text="Give up a page after this many seconds.", min=0.001, metavar="SECONDS"),
]
ExplainOption = Annotated[
    bool, _option(_WHY, "--explain", text="Show the page line by line: what was kept, what was removed, and why.")
]
AllOption = Annotated[
    bool, _option(_WHY, "--all", text="With --explain or --diff: every line, in full; none is folded away.")
]
ReportOption = Annotated[
    str | None, _option(_WHY, "--report", text="Write the same as a web page that needs no network.", metavar="FILE")
]
DiffOption = Annotated[
    str | None,
    _option(_WHY, "--diff", text="Show which lines changed kind since OTHER, written with --lines.", metavar="OTHER"),
]
KeepOption = Annotated[
    list[str] | None,
    _option(
        "What is kept",
        "--keep",
        text="Add kinds of lines to text, Markdown or HTML.",
        metavar="KIND,…",
        autocompletion=_complete_kinds,
    ),
]
OnlyOption = Annotated[
    list[str] | None,
    _option("What is kept", "--only", text="Write these kinds only.", metavar="KIND,…", autocompletion=_complete_kinds),
]
RemovedOption = Annotated[
    bool, _option("What is kept", "--removed", text="Write what was removed instead of what was kept.")
]
LinesOption = Annotated[bool, _option("Output", "--lines", text="Put every line's kind and confidence into the JSON.")]
LinksOption = Annotated[bool, _option("Output", "--links", text="Keep the links of HTML pages in Markdown or HTML.")]
FavorOption = Annotated[Favor | None, _option("What is kept", "--favor", text="Drop what is doubtful, or keep it.")]
FromOption = Annotated[
    InputForm | None, _option("Input", "--from", text="What the input is, instead of looking at it.")
]
JobsOption = Annotated[
    int | None,
    _option(
        "Many pages",
        "-j",
        "--jobs",
        text="Processes; all cores for many pages unless said otherwise.",
        min=1,
        metavar="N",
    ),
]
QuietOption = Annotated[bool, _option("Help", "-q", "--quiet", text="No progress and no summary.")]
VerboseOption = Annotated[bool, _option("Help", "-v", "--verbose", text="A summary, even if nobody is watching.")]
SchemaOption = Annotated[
    bool,
    _option("Help", "--schema", text="Print the JSON Schema of the output.", callback=_print_schema, is_eager=True),
]
VersionOption = Annotated[
    bool, _option("Help", "--version", text="Print the version.", callback=_print_version, is_eager=True)
]
