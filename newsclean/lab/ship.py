"""From the corpus to the shipped model in one call: labels, examples, validation, training, model file, card."""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

import newsclean
from newsclean.html import HINT_NAMES
from newsclean.lab import digests, html_examples, labels, lessons, model, validate
from newsclean.lab import examples as text_examples
from newsclean.lab.examples import Example
from newsclean.lab.folder import load_corpus
from newsclean.lab.recipe import Recipe
from newsclean.lab.train import train
from newsclean.lab.validate import Validation
from newsclean.records import PageForm
from newsclean.tagger import HTML_MODEL_FILE, MODEL_FILE, Tagger, default_tagger
from newsclean.tokens import TokenTable

log = logging.getLogger(__name__)

#: The shipped recipe: a network for each of these seeds; their logits are averaged.
SEEDS = (2,)
SOURCES = {
    "WCXB dev split": "Murrough-Foley/web-content-extraction-benchmark c039d5e, CC-BY-4.0",
    "fundus parser tests": "flairNLP/fundus 18da6e53, MIT",
    "readability test pages": "mozilla/readability ab4027a, Apache-2.0",
    "silver pages": "web-content-extraction-benchmark (Bevendorff et al. 2023), Apache-2.0, and its extended fork",
    "extra pages": "test pages of 18 open-source extractors, under their licences; see the corpus's README",
}


class Report(msgspec.Struct, frozen=True):
    """Three-fold validation: the temperatures it gives, the calibration error, and all figures as text."""

    keep_temperature: float
    kind_temperature: float
    calibration_error: float
    text: str


#: What the networks of HTML pages say, in the folder of labels (see `newsclean.lab.lessons`).
LESSONS = "lessons.jsonl.xz"
#: The file of each form's model, and the hints that it takes.
MODELS: dict[PageForm, tuple[str, tuple[str, ...]]] = {
    "text": (MODEL_FILE, ()),
    "html": (HTML_MODEL_FILE, HINT_NAMES),
}


def examples_of(
    folder: Path, work: Path, *, form: PageForm = "text", taught: bool = True, jobs: int = 2
) -> tuple[list[Example], TokenTable, dict[str, int], str]:
    """The training examples of a corpus folder, their token table, the folds, and a digest of the labels.

    The labels are those of `labels_of`.
    """
    corpus = load_corpus(folder)
    labelled = labels_of(folder, work, form=form, taught=taught, jobs=jobs)
    folds = corpus.splits.folds
    table = TokenTable(limit=10**9)
    dumps = labels.read(labelled)
    if form == "html":
        examples = list(html_examples.build(dumps, corpus, table, folds))
    else:
        examples = list(text_examples.build(dumps, table, folds))
    log.info("%d examples", len(examples))
    return examples, table, folds, hashlib.sha256(labelled.read_bytes()).hexdigest()


def labels_of(folder: Path, work: Path, *, form: PageForm = "text", taught: bool = True, jobs: int = 2) -> Path:
    """The file of the labels of a corpus folder's dumps, which is kept in `work`, and made only if it is not there.

    Their kinds are those by networks of HTML pages, which are trained for it unless what they say is in `work`; these
    learn from labels that were not `taught`.
    """
    labelled = work / f"labels.{form}{'' if taught else '.untaught'}.jsonl.xz"
    if not labelled.exists():
        work.mkdir(parents=True, exist_ok=True)
        said = _lessons(folder, work, jobs) if taught else None
        part = labelled.with_suffix(".part")
        log.info("labelling: %d dumps", labels.build(folder, part, form=form, taught=said, jobs=jobs))
        part.replace(labelled)
    return labelled


def _lessons(folder: Path, work: Path, jobs: int) -> Path:
    """The file of what networks of HTML pages say of the pages of the corpus."""
    path = work / LESSONS
    if not path.exists():
        examples, table, folds, _ = examples_of(folder, work, form="html", taught=False, jobs=jobs)
        lessons.write(path, validate.lessons(out_of_fold(examples, table, folds)))
    return path


def out_of_fold(examples: Sequence[Example], table: TokenTable, folds: dict[str, int]) -> Validation:
    """Three-fold validation of the shipped recipe."""
    return validate.cross_validate(examples, table, folds, recipes())


def fold_taggers(folder: Path, work: Path, *, form: PageForm = "text", jobs: int = 2) -> dict[int, Tagger]:
    """For each fold a model that has not seen its sites, to judge the rules that follow a model as on new pages. Models
    are trained only if they are not in `work`, with the shipped recipe and the temperatures of the shipped model."""
    name, hint_names = MODELS[form]
    shipped = default_tagger(name, hint_names).description
    folds = load_corpus(folder).splits.folds
    paths = {fold: work / f"{fold}.{name}" for fold in sorted(set(folds.values()))}
    if not all(path.exists() for path in paths.values()):
        examples, table, folds, _ = examples_of(folder, work, form=form, jobs=jobs)
        for fold, members in validate.without_fold(examples, table, folds, recipes()):
            data = model.pack(
                members,
                {"fold": fold},
                hint_names=hint_names,
                keep_temperature=shipped.keep_temperature,
                kind_temperature=shipped.kind_temperature,
            )
            model.write(paths[fold], data)
    return {fold: Tagger(path.read_bytes(), hint_names) for fold, path in paths.items()}


def recipes() -> list[Recipe]:
    """The shipped recipe, once a seed."""
    return [Recipe(seed=seed) for seed in SEEDS]


def validation_report(folder: Path, found: Validation) -> Report:
    """The figures of a three-fold validation."""
    keep, kind = validate.keep_temperature(found), validate.kind_temperature(found)
    pairs = found.gold()
    targets = np.concatenate([e.keep for e, _ in pairs]) > 0.5
    probabilities = 1 / (1 + np.exp(-np.concatenate([logits[:, 0] for _, logits in pairs]) / keep))
    error, diagram = validate.calibration(probabilities.astype(np.float64), targets)
    pages = [validate.score_page(e, validate.decided(e, logits, keep)[1]) for e, logits in pairs]
    languages = {name: page.language for name, page in load_corpus(folder).pages.items()}
    text = "\n\n".join(
        (
            validate.table(pages),
            validate.language_table(pages, languages),
            validate.kinds_table(found.kinds(keep)),
            f"expected calibration error {error:.4f} (temperatures {keep:.2f}, {kind:.2f})\n"
            f"predicted  observed  share of lines\n{diagram}",
        )
    )
    return Report(keep, kind, error, text)


def ship(folder: Path, out: Path, work: Path, *, form: PageForm = "text", jobs: int = 2, validate: bool = True) -> str:
    """Train the shipped model of a form on the three folds and write it to the folder `out`, its card as `.md` and the
    digests of the folder's files beside.

    Returns the card. The gate pages, and those excluded, are never trained on.
    """
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)  # before, and not after, half an hour of training
    name, hint_names = MODELS[form]
    examples, table, folds, digest = examples_of(folder, work, form=form, jobs=jobs)
    report = Report(1.0, 1.0, float("nan"), "not measured")
    if validate:
        report = validation_report(folder, out_of_fold(examples, table, folds))
    known = [example for example in examples if example.page in folds]
    members = [train(known, table, recipe) for recipe in recipes()]
    card = _card(known, digest, report, time.monotonic() - began)
    data = model.pack(
        members,
        card,
        hint_names=hint_names,
        keep_temperature=report.keep_temperature,
        kind_temperature=report.kind_temperature,
    )
    model.write(out / name, data)
    text = _card_text(card, data, report, form)
    (out / name).with_suffix(".md").write_text(text, encoding="utf-8")
    digests.write(out)
    return text


def _card(known: Sequence[Example], digest: str, report: Report, seconds: float) -> dict[str, Any]:
    return {
        "newsclean": newsclean.__version__,
        "command": "newsclean-lab train CORPUS",
        "seeds": list(SEEDS),
        "recipe": msgspec.to_builtins(Recipe()),
        "sources": SOURCES,
        "labels": digest,
        "pages": len({example.page for example in known}),
        "examples": len(known),
        "minutes": round(seconds / 60),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "calibration_error": report.calibration_error,
    }


_TITLES: dict[PageForm, tuple[str, str]] = {
    "text": ("the line tagger", "plain-text page dump"),
    "html": ("the line tagger of HTML pages", "rendered HTML page"),
}


def _card_text(card: dict[str, Any], data: bytes, report: Report, form: PageForm) -> str:
    """The model card, in Markdown."""
    title, page = _TITLES[form]
    rows = [
        f"# Model card: {title}",
        "",
        f"Gives each line of a {page} one of the kinds of `newsclean.Kind`. It is meant for news and blog",
        "pages; on shops, forums and home pages it was not trained to find anything. Written by the training command.",
        "",
        f"- file: {len(data):,} bytes, sha256 `{hashlib.sha256(data).hexdigest()}`",
        *(f"- {name}: {value}" for name, value in card.items() if name not in ("sources", "recipe")),
        "- recipe: " + ", ".join(f"{name} {value}" for name, value in card["recipe"].items()),
        "- trained on, never on the corpus's `gate` pages:",
        *(f"    - {name}: {origin}" for name, origin in card["sources"].items()),
        "",
        "## Three-fold validation",
        "",
        "Every page by a model trained on the two folds that have none of its site's pages.",
        "",
        "```",
        report.text,
        "```",
        "",
    ]
    return "\n".join(rows)
