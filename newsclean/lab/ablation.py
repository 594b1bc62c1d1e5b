"""What each part of the training gives: three-fold figures without it, and with fewer pages.

    python -m newsclean.lab.ablation CORPUS --work build/lab            # every row, about five minutes each
    python -m newsclean.lab.ablation CORPUS --rows "half of the pages"  # one row

Prints a Markdown row as soon as it is measured. Training is shorter than for the shipped model (`--steps`): rows are
to be compared with each other.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec
import numpy as np

from newsclean.features import DOCUMENT_NAMES, NAMES
from newsclean.lab import validate
from newsclean.lab.examples import Example
from newsclean.lab.labels import BY_HAND, CARRIED
from newsclean.lab.recipe import Recipe
from newsclean.lab.score import mean
from newsclean.lab.ship import examples_of


class Ablation(NamedTuple):
    """A row of the table: which examples are trained on, how they are changed, and changes to the recipe."""

    name: str
    trained: Callable[[Example], bool] = lambda example: True
    changed: Callable[[Example], Example] = lambda example: example
    recipe: Mapping[str, float] = MappingProxyType({})


def _share(share: float) -> Callable[[Example], bool]:
    """A share of the pages, the same in every run."""
    return lambda example: zlib.crc32(example.page.encode()) % 1000 < 1000 * share


def _without_distant(example: Example) -> Example:
    weight = np.where(example.kind_weight >= min(BY_HAND, CARRIED), example.kind_weight, 0).astype(np.float32)
    return msgspec.structs.replace(example, kind_weight=weight)


_DOCUMENT = [NAMES.index(name) for name in DOCUMENT_NAMES]


def _without_document(example: Example) -> Example:
    matrix = example.encoded.matrix.copy()
    matrix[:, _DOCUMENT] = 0
    return msgspec.structs.replace(example, encoded=msgspec.structs.replace(example.encoded, matrix=matrix))


ABLATIONS = (
    Ablation("all of it"),
    Ablation("half of the pages", _share(0.5)),
    Ablation("a quarter of the pages", _share(0.25)),
    Ablation("an eighth of the pages", _share(0.125)),
    Ablation("without silver and extra pages", lambda example: example.group not in ("silver", "extra")),
    Ablation("without augmented variants", lambda example: not example.variant),
    Ablation("without distant kinds", changed=_without_distant),
    Ablation("without words", recipe={"sites": 10**9}),
    Ablation("without document features", changed=_without_document),
    Ablation("without the soft F1 in the loss", recipe={"f1_weight": 0}),
)


def rows(folder: Path, work: Path, chosen: Sequence[str], steps: int) -> Iterable[str]:
    """The Markdown rows of the table, one by one."""
    examples, table, folds, _ = examples_of(folder, work)
    yield "| trained on | pages | WCXB | fundus | readability | kinds, macro |\n|---|---|---|---|---|---|"
    for row in ABLATIONS:
        if chosen and row.name not in chosen:
            continue
        changed = [row.changed(example) for example in examples]
        held = [example for example in changed if not example.variant]
        recipe = msgspec.structs.replace(Recipe(steps=steps), **row.recipe)
        trained = [example for example in changed if row.trained(example)]
        found = validate.cross_validate(trained, table, folds, [recipe], held=held)
        yield f"| {row.name} | {len({e.page for e in trained if e.page in folds})} | {_figures(found)} |"


def _figures(found: validate.Validation) -> str:
    scores = [validate.score_page(e, validate.decided(e, p)[1]) for e, p in found.gold() if e.style == "html_text"]
    f1s = [mean(s.f1 for s in scores if s.group == group) for group in ("wcxb", "fundus", "readability")]
    return " | ".join(f"{figure:.3f}"[1:] for figure in (*f1s, found.kinds().macro_f1))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/lab"), help="folder with the labels")
    parser.add_argument("--rows", nargs="+", default=[], metavar="NAME", help="these rows only")
    parser.add_argument("--steps", type=int, default=1000, help="steps of each training")
    args = parser.parse_args()
    for line in rows(args.corpus, args.work, args.rows, args.steps):
        print(line, flush=True)


if __name__ == "__main__":
    main()
