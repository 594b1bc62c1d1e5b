"""The command line: options → Settings, one call, exit code. No text logic; only importer of typer."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from newsclean import __version__
from newsclean.console import Console
from newsclean.job import FAILED, Job, run
from newsclean.records import Kind
from newsclean.settings import (
    DEFAULT_KINDS,
    KIND_FORMATS,
    LINE_FORMATS,
    MARKUP_FORMATS,
    Favor,
    Format,
    InputForm,
    Settings,
)

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsclean {__version__}")
        raise typer.Exit


def _print_schema(wanted: bool) -> None:
    if wanted:
        from newsclean import schema

        typer.echo(schema.shipped(), nl=False)
        raise typer.Exit


def _option(*names: str, text: str, **more: object) -> object:
    return typer.Option(*names, help=text, show_default=False, **more)  # type: ignore[call-overload]


_Files = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders, patterns, or - for standard input.", metavar="[FILES]...", show_default=False),
]
_Format = Annotated[Format | None, _option("-f", "--format", text="What to write; text unless said otherwise.")]
_Json = Annotated[bool, _option("--json", text="Short for --format json.")]
_Jsonl = Annotated[bool, _option("--jsonl", text="Short for --format jsonl.")]
_OutputFile = Annotated[
    str | None,
    _option("-o", "--output", text="Write to FILE, which appears when it is complete.", metavar="FILE"),
]
_OutputFolder = Annotated[
    str | None,
    _option("--output-dir", text="Write a file for each input, of the same name, into the folder DIR.", metavar="DIR"),
]
_Resume = Annotated[bool, _option("--resume", text="Leave out inputs whose file is in DIR already.")]
_Failures = Annotated[
    str | None,
    _option("--failures", text="Write what could not be read or cleaned to FILE, as JSON Lines.", metavar="FILE"),
]
_FilesFrom = Annotated[
    str | None,
    _option("--files-from", text="Read names of files from FILE, or - for standard input.", metavar="FILE"),
]
_TextKey = Annotated[
    str | None, _option("--text-key", text="The key of JSON Lines (column of Parquet) with the page.", metavar="KEY")
]
_IdKey = Annotated[
    str | None, _option("--id-key", text="The key of JSON Lines (column of Parquet) with its id.", metavar="KEY")
]
_MaxPage = Annotated[
    str, _option("--max-page", text="Give up pages larger than this: 20M unless said otherwise.", metavar="SIZE")
]
_Timeout = Annotated[
    float | None, _option("--timeout", text="Give up a page after this many seconds.", min=0.001, metavar="SECONDS")
]
_Keep = Annotated[
    list[str] | None, _option("--keep", text="Add kinds of lines to text, Markdown or HTML.", metavar="KIND,…")
]
_Only = Annotated[list[str] | None, _option("--only", text="Write these kinds only.", metavar="KIND,…")]
_Removed = Annotated[bool, _option("--removed", text="Write what was removed instead of what was kept.")]
_Lines = Annotated[bool, _option("--lines", text="Put every line's kind and confidence into the JSON.")]
_Links = Annotated[bool, _option("--links", text="Keep the links of HTML pages in Markdown or HTML.")]
_Favor = Annotated[Favor | None, _option("--favor", text="Drop what is doubtful, or keep it.")]
_From = Annotated[InputForm | None, _option("--from", text="What the input is, instead of looking at it.")]
_Jobs = Annotated[
    int | None,
    _option("-j", "--jobs", text="Processes; all cores for many pages unless said otherwise.", min=1, metavar="N"),
]
_Quiet = Annotated[bool, _option("-q", "--quiet", text="No progress and no summary.")]
_Verbose = Annotated[bool, _option("-v", "--verbose", text="A summary, even if nobody is watching.")]
_Schema = Annotated[
    bool,
    _option("--schema", text="Print the JSON Schema of the output.", callback=_print_schema, is_eager=True),
]
_Version = Annotated[bool, _option("--version", text="Print the version.", callback=_print_version, is_eager=True)]


@app.command()
def command(
    context: typer.Context,
    files: _Files = None,
    format: _Format = None,
    json: _Json = False,
    jsonl: _Jsonl = False,
    output: _OutputFile = None,
    output_dir: _OutputFolder = None,
    resume: _Resume = False,
    failures: _Failures = None,
    keep: _Keep = None,
    only: _Only = None,
    removed: _Removed = False,
    lines: _Lines = False,
    links: _Links = False,
    favor: _Favor = None,
    input_form: _From = None,
    files_from: _FilesFrom = None,
    text_key: _TextKey = None,
    id_key: _IdKey = None,
    max_page: _MaxPage = "20M",
    timeout: _Timeout = None,
    jobs: _Jobs = None,
    quiet: _Quiet = False,
    verbose: _Verbose = False,
    schema: _Schema = False,
    version: _Version = False,
) -> None:
    """Separate the article from the junk in text dumps of news pages.

    Reads standard input without FILES. Exit codes: 0 an article was found, 1 none was, 2 something could
    not be read or cleaned, 130 interrupted.
    """
    if not files and not files_from and sys.stdin is not None and sys.stdin.isatty():
        typer.echo(f"{context.get_usage()}\n\nName a file, or pipe a page dump in. Try 'newsclean --help'.", err=True)
        raise typer.Exit(FAILED)
    chosen = _format(format, json, jsonl)
    _refuse_useless(chosen, keep=bool(keep), only=bool(only), removed=removed, lines=lines, links=links)
    if output is not None and output_dir is not None:
        raise typer.BadParameter("choose one of --output and --output-dir", param_hint="--output-dir")
    if resume and output_dir is None:
        raise typer.BadParameter("what was done before is looked up in --output-dir: name it", param_hint="--resume")
    settings = Settings(
        input_form=input_form,
        favor=favor,
        lines=lines,
        format=chosen,
        kinds=_kinds(keep, only),
        removed=removed,
        links=links,
        jobs=jobs,
        timeout=timeout,
        max_page=_size(max_page),
        text_key=text_key,
        id_key=id_key,
    )
    job = Job(
        names=tuple(files or ()),
        files_from=files_from,
        output=output,
        output_dir=output_dir,
        resume=resume,
        failures=failures,
    )
    raise typer.Exit(run(job, settings, Console(quiet=quiet, verbose=verbose)))


def _format(format: Format | None, json: bool, jsonl: bool) -> Format:
    """The one format asked for. Raises BadParameter if there are two."""
    named: tuple[tuple[Format | None, bool], ...] = (
        (format, format is not None),
        ("json", json),
        ("jsonl", jsonl),
    )
    asked = {name for name, given in named if given and name}
    if len(asked) > 1:
        raise typer.BadParameter(f"choose one of {', '.join(sorted(asked))}", param_hint="--format")
    return asked.pop() if asked else "text"


def _refuse_useless(format: Format, *, keep: bool, only: bool, removed: bool, lines: bool, links: bool) -> None:
    """Raises BadParameter for the first option that the format would not heed."""
    if lines and format not in LINE_FORMATS:
        raise typer.BadParameter("line by line data is in the JSON only: add --json or --jsonl", param_hint="--lines")
    if links and format not in MARKUP_FORMATS:
        raise typer.BadParameter(f"{format} has no links: write markdown or html (-f markdown)", param_hint="--links")
    if format == "text":
        return
    hint = "--keep" if keep else "--only" if only else "--removed"
    if format in LINE_FORMATS and (keep or only or removed):
        raise typer.BadParameter(
            "JSON always holds everything: comments in `comments`, captions in `captions`, junk in `removed`",
            param_hint=hint,
        )
    if format not in KIND_FORMATS and (keep or only):
        raise typer.BadParameter(
            f"{format} always holds all of the article, its captions and its comments", param_hint=hint
        )
    if removed:
        raise typer.BadParameter(
            f"what was removed is no {format} document: write text, or see `removed` in the JSON",
            param_hint="--removed",
        )


def _size(value: str) -> int:
    """Bytes: a number, and K, M or G for 1024 bytes, their square or cube. Raises BadParameter."""
    found = re.fullmatch(r"(\d{1,12})([KMG]?)B?", value.strip().upper())
    if not found or not int(found[1]):
        raise typer.BadParameter(f"{value!r} is no size: write 500K, 20M or 1G", param_hint="--max-page")
    return int(found[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[found[2]]


def _kinds(keep: list[str] | None, only: list[str] | None) -> frozenset[Kind]:
    if keep and only:
        raise typer.BadParameter("--only replaces the kinds and --keep adds to them: use one", param_hint="--keep")
    if only:
        return _named_kinds(only, "--only")
    return DEFAULT_KINDS | _named_kinds(keep or [], "--keep")


def _named_kinds(values: list[str], option: str) -> frozenset[Kind]:
    """The kinds that comma-separated lists name. Raises BadParameter, listing all, if one is unknown."""
    names = [name.strip() for value in values for name in value.split(",")]
    unknown = [name for name in names if name not in frozenset(Kind)]
    if unknown:
        raise typer.BadParameter(f"unknown kind {unknown[0]!r}; the kinds are {', '.join(Kind)}", param_hint=option)
    return frozenset(map(Kind, names))
