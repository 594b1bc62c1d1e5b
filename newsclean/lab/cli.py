"""`newsclean-lab`: corpus, training, validation and the gate. No logic of its own."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from newsclean.errors import NewscleanError
from newsclean.records import PageForm

app = typer.Typer(
    help="Build the corpus, train and measure newsclean's tagger.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
MODELS = Path(__file__).parent.parent / "data"
PINS = Path(__file__).parent / "gate.json"
Folder = Annotated[Path, typer.Argument(help="Corpus folder.", show_default=False)]
Only = Annotated[PageForm | None, typer.Option(help="One form of page only: text dumps or HTML.", show_default="both")]
Work = Annotated[Path, typer.Option(help="Folder for labels and checkpoints.")]
Jobs = Annotated[int, typer.Option("-j", "--jobs", help="Processes for labelling.")]


@app.command()
def corpus(
    folder: Annotated[Path, typer.Argument(help="Folder to make.", show_default=False)],
    wcxb: Annotated[Path | None, typer.Option(help="Clone of WCXB (dev split).")] = None,
    fundus: Annotated[Path | None, typer.Option(help="Clone of fundus (parser tests).")] = None,
    readability: Annotated[Path | None, typer.Option(help="Clone of mozilla/readability (test pages).")] = None,
) -> None:
    """Build a corpus folder from clones of its public sources."""
    from newsclean.lab.corpus import build_corpus

    clones = {"wcxb": wcxb, "fundus": fundus, "readability": readability}
    report = build_corpus(folder, {name: path for name, path in clones.items() if path is not None})
    pages = ", ".join(f"{count:,} of {name}" for name, count in report.pages.items())
    typer.echo(f"{folder}: {pages or 'no pages'}; {report.dumped:,} of them with dumps")
    for failure in report.failures:
        typer.echo(f"newsclean-lab: {failure}", err=True)


@app.command()
def train(
    folder: Folder,
    only: Only = None,
    out: Annotated[Path, typer.Option(help="Folder for the model files and their cards.")] = MODELS,
    work: Work = Path("build/lab"),
    jobs: Jobs = 2,
    skip_validation: Annotated[
        bool, typer.Option(help="Leave out three-fold validation: no figures in the card, no calibration.")
    ] = False,
) -> None:
    """Train the shipped models: label the corpus, validate in three folds, train on all, write models and cards."""
    from newsclean.lab.ship import ship

    for form in _forms(only):
        typer.echo(ship(folder, out, work, form=form, jobs=jobs, validate=not skip_validation))


@app.command()
def validate(
    folder: Folder,
    only: Only = None,
    work: Work = Path("build/lab"),
    jobs: Jobs = 2,
    predictions: Annotated[Path | None, typer.Option(help="Folder for the texts found, a file a style.")] = None,
) -> None:
    """Print the three-fold figures of the shipped recipe: each fold's pages by a model trained on the other two."""
    from newsclean.lab.ship import examples_of, out_of_fold, validation_report
    from newsclean.lab.validate import write_predictions

    for form in _forms(only):
        examples, table, folds, _ = examples_of(folder, work, form=form, jobs=jobs)
        found = out_of_fold(examples, table, folds)
        if predictions is not None:
            write_predictions(found, predictions)
        typer.echo(validation_report(folder, found).text)


def _forms(only: PageForm | None) -> tuple[PageForm, ...]:
    """The forms asked for, HTML first: its networks teach those of text."""
    return (only,) if only else ("html", "text")


@app.command()
def months(
    out: Annotated[Path, typer.Option(help="Table to write.")] = MODELS / "months.txt",
) -> None:
    """Write the table of month names from Babel."""
    from newsclean.lab.months import table

    _write_list(out, table())


@app.command("digests")
def write_digests(
    folder: Annotated[Path, typer.Argument(help="Folder of data files.", show_default="the package's")] = MODELS,
) -> None:
    """Write the list of the data files' digests, after a model or a list was changed."""
    from newsclean.lab import digests

    digests.write(folder)


@app.command()
def given_names(
    out: Annotated[Path, typer.Option(help="List to write.")] = MODELS / "given_names.txt",
) -> None:
    """Write the list of given names from Faker."""
    from newsclean.lab.given_names import table

    _write_list(out, table())


def _write_list(out: Path, text: str) -> None:
    """Write a list; of one of the package's the digest too."""
    from newsclean.lab import digests

    out.write_text(text, encoding="utf-8")
    if out.parent == MODELS:
        digests.write(MODELS)


@app.command()
def gate(
    folder: Folder,
    pins: Annotated[Path, typer.Option(help="File of pinned floors.")] = PINS,
    pin: Annotated[bool, typer.Option("--pin", help="Pin the measured figures as floors.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin: floors may sink.")] = False,
) -> None:
    """Measure the shipped model on the gate pages and compare with the pinned floors."""
    import msgspec

    from newsclean.lab import gate as gates
    from newsclean.lab.folder import load_corpus

    figures = gates.measure(load_corpus(folder))
    for name, value in figures.values.items():
        typer.echo(f"{name:32} {value:.4f}")
    if pin:
        old = gates.read_pins(pins) if pins.exists() else None
        new = gates.pin(figures, old, lower=lower)
        pins.write_bytes(msgspec.json.format(msgspec.json.encode(new), indent=1) + b"\n")
        return
    below = gates.failures(figures, gates.read_pins(pins))
    for line in below:
        typer.echo(line, err=True)
    raise typer.Exit(1 if below else 0)


def main() -> None:
    """The entry point: errors of this package, and what is not there, are one line, and exit code 2."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        app()
    except (NewscleanError, OSError) as error:
        typer.echo(f"newsclean-lab: {error}", err=True)
        raise SystemExit(2) from error
    except ModuleNotFoundError as error:
        typer.echo(f"newsclean-lab: {error}: `pip install 'newsclean[lab]'`", err=True)
        raise SystemExit(2) from error
