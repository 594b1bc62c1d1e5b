"""The command line: options → Settings, one call, exit code. No text logic."""

from __future__ import annotations

import os
import re
import sys

import typer

from newsclean import options
from newsclean.console import Console
from newsclean.job import FAILED, Job, run
from newsclean.records import Kind
from newsclean.settings import DEFAULT_KINDS, KIND_FORMATS, LINE_FORMATS, MARKUP_FORMATS, Display, Format, Settings

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.command(cls=options.Command)
def command(
    context: typer.Context,
    files: options.Files = None,
    format: options.FormatOption = None,
    json: options.JsonOption = False,
    jsonl: options.JsonlOption = False,
    output: options.OutputFileOption = None,
    output_dir: options.OutputFolderOption = None,
    resume: options.ResumeOption = False,
    failures: options.FailuresOption = None,
    explain: options.ExplainOption = False,
    all_lines: options.AllOption = False,
    report: options.ReportOption = None,
    diff: options.DiffOption = None,
    keep: options.KeepOption = None,
    only: options.OnlyOption = None,
    removed: options.RemovedOption = False,
    lines: options.LinesOption = False,
    links: options.LinksOption = False,
    favor: options.FavorOption = None,
    input_form: options.FromOption = None,
    files_from: options.FilesFromOption = None,
    text_key: options.TextKeyOption = None,
    id_key: options.IdKeyOption = None,
    max_page: options.MaxPageOption = "20M",
    timeout: options.TimeoutOption = None,
    jobs: options.JobsOption = None,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    schema: options.SchemaOption = False,
    version: options.VersionOption = False,
) -> None:
    """Separate the article from the junk in text dumps and HTML of news pages.

    Reads standard input without FILES. Exit codes: 0 an article was found, 1 none was, 2 something could
    not be read or cleaned, 130 interrupted.
    """
    if not files and not files_from and sys.stdin is not None and sys.stdin.isatty():
        typer.echo(f"{context.get_usage()}\n\nName a file, or pipe a page dump in. Try 'newsclean --help'.", err=True)
        raise typer.Exit(FAILED)
    document = _format(format, json, jsonl)
    display = _display(explain, report, diff, all_lines)
    if display:
        elsewhere = output_dir is not None or (output is not None and report is not None)
        documents = document is not None or lines
        _refuse_beside(display, documents=documents, kinds=bool(keep or only or removed or links), elsewhere=elsewhere)
        _refuse_other_names(report)
    else:
        _refuse_useless(document or "text", keep=bool(keep), only=bool(only), removed=removed, lines=lines, links=links)
    _refuse_places(output, output_dir, failures, diff, resume=resume)
    shown = display or document or "text"
    settings = Settings(
        input_form=input_form,
        favor=favor,
        lines=lines or display is not None,
        fields=shown != "text",
        format=shown,
        unfolded=all_lines,
        against=diff,
        kinds=_kinds(keep, only),
        removed=removed,
        links=links,
        jobs=jobs,
        timeout=timeout,
        max_page=_size(max_page),
        text_key=text_key,
        id_key=id_key,
    )
    written = output if report is None else report
    job = Job(
        names=tuple(files or ()),
        files_from=files_from,
        output=None if written == "-" else written,
        output_dir=output_dir,
        resume=resume,
        failures=failures,
    )
    raise typer.Exit(run(job, settings, Console(quiet=quiet, verbose=verbose)))


def _format(format: Format | None, json: bool, jsonl: bool) -> Format | None:
    """The one format asked for, if any. Raises BadParameter if there are two."""
    named: tuple[tuple[Format | None, bool], ...] = (
        (format, format is not None),
        ("json", json),
        ("jsonl", jsonl),
    )
    asked = {name for name, given in named if given and name}
    if len(asked) > 1:
        raise typer.BadParameter(f"choose one of {', '.join(sorted(asked))}", param_hint="--format")
    return asked.pop() if asked else None


def _display(explain: bool, report: str | None, diff: str | None, all_lines: bool) -> Display | None:
    """The one display asked for, if any. Raises BadParameter if there are two, or nothing for --all to show."""
    given: tuple[tuple[Display, bool], ...] = (
        ("explain", explain),
        ("report", report is not None),
        ("diff", diff is not None),
    )
    asked = [name for name, wanted in given if wanted]
    if len(asked) > 1:
        raise typer.BadParameter(f"choose one of --{' and --'.join(asked)}", param_hint=f"--{asked[1]}")
    if all_lines and asked not in (["explain"], ["diff"]):
        raise typer.BadParameter("it unfolds what --explain and --diff show: add one of them", param_hint="--all")
    return asked[0] if asked else None


def _refuse_beside(display: Display, *, documents: bool, kinds: bool, elsewhere: bool) -> None:
    """Raises BadParameter if options for documents stand beside a display, or for another place to write to."""
    if elsewhere:
        raise typer.BadParameter("it goes to one place: leave out -o and --output-dir", param_hint=f"--{display}")
    if documents:
        raise typer.BadParameter(
            "it shows the page, and writes no document: run newsclean twice for both", param_hint=f"--{display}"
        )
    if kinds:
        raise typer.BadParameter(
            "it always shows all kinds: leave out --keep, --only, --removed and --links", param_hint=f"--{display}"
        )


#: How names of folders end.
_FOLDER_ENDS = (os.sep, "/")


def _refuse_places(
    output: str | None, output_dir: str | None, failures: str | None, diff: str | None, *, resume: bool
) -> None:
    """Raises BadParameter for places that contradict each other, or for a `-` where it can be neither standard input
    nor standard output."""
    if output is not None and output_dir is not None:
        raise typer.BadParameter("choose one of --output and --output-dir", param_hint="--output-dir")
    if output is not None and output.endswith(_FOLDER_ENDS):
        raise typer.BadParameter("is a folder: name a file, or choose --output-dir", param_hint="--output")
    if resume and output_dir is None:
        raise typer.BadParameter("what was done before is looked up in --output-dir: name it", param_hint="--resume")
    if failures == "-":
        raise typer.BadParameter("standard output is for results: name a file", param_hint="--failures")
    if diff == "-":
        raise typer.BadParameter("standard input is for pages: name the file to compare with", param_hint="--diff")


def _refuse_other_names(report: str | None) -> None:
    """Raises BadParameter if the report is named like no web page: FILE was forgotten, and this is what to clean."""
    if report not in (None, "-") and not str(report).lower().endswith((".html", ".htm")):
        raise typer.BadParameter(
            f"{report!r} is no name of a web page: write newsclean --report report.html, and then what to clean",
            param_hint="--report",
        )


def _refuse_useless(format: Format, *, keep: bool, only: bool, removed: bool, lines: bool, links: bool) -> None:
    """Raises BadParameter for the first option that the format would not heed."""
    if lines and format not in LINE_FORMATS:
        raise typer.BadParameter("lines are in JSON and Parquet only: add --json or --jsonl", param_hint="--lines")
    if links and format not in MARKUP_FORMATS:
        raise typer.BadParameter(f"{format} has no links: write markdown or html (-f markdown)", param_hint="--links")
    if format == "text":
        return
    hint = "--keep" if keep else "--only" if only else "--removed"
    if format in LINE_FORMATS and (keep or only or removed):
        raise typer.BadParameter(
            f"{format} always holds everything: comments in `comments`, captions in `captions`, junk in `removed`",
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
