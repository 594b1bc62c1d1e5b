"""What the signs of `newsclean.headline` weigh: a logistic choice among the lines that may be a page's headline.

    python -m newsclean.lab.headlines CORPUS --work build/lab

Pages of the folds whose dump prints the stated title as a line are judged by models that have not seen their sites
(kept in the work folder, trained if missing). Prints the weights, relative to that of the model's own log odds, and how
many headlines they find where they were fitted on the other folds, beside those that the weights in use find. The
latter were fitted on networks of 1,400 steps, taught by the shipped model of HTML pages; with 2,800 they find as many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from newsclean import decode, headline
from newsclean.html.head import read_head
from newsclean.html.parse import parse
from newsclean.lab.folder import Corpus, load_corpus
from newsclean.lab.least import arguments, compare, least
from newsclean.lab.ship import fold_taggers
from newsclean.lines import read_lines, split_lines
from newsclean.reading.decoding import decode as decoded
from newsclean.tagger import Tagger
from newsclean.tokens import FloatArray

STYLES = ("html_text", "lynx", "w3m", "resiliparse", "bs4")
#: Of the squares of the weights in the loss.
DECAY = 1e-3


class Choice(NamedTuple):
    """The candidates of a dump: for each the model's log odds and the signs (candidates × (1 + signs)), the number of
    the one that is right (-1: none), and whether the weights in use choose it."""

    fold: int
    style: str
    signs: npt.NDArray[np.float32]
    right: int
    found: bool


class _Asked(NamedTuple):
    """What `newsclean.headline` is asked for a page."""

    texts: Sequence[str]
    joint: FloatArray
    keep: headline.Bools
    said: Sequence[int]


def choices(folder: Path, work: Path) -> Iterator[Choice]:
    """The choices on all dumps that print the title which is stated for their page as a line below the first."""
    corpus = load_corpus(folder)
    taggers = fold_taggers(folder, work)
    titles = dict(_titles(corpus))
    for dump in (*corpus.dumps(), *corpus.extra_dumps()):
        fold, title = corpus.splits.folds.get(dump.id), titles.get(dump.id)
        if title is None or fold is None:
            continue
        for style in STYLES:
            asked = _ask(taggers[fold], dump.styles[style])
            if asked and any(_key(text) == _key(title) for text in asked.texts[1:]):
                yield _choice(fold, style, asked, _key(title))


def _titles(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The titles of the gold articles, and those that the heads of extra pages state."""
    for page in corpus.pages.values():
        if page.type == "article" and page.source in ("fundus", "wcxb") and page.title:
            yield page.id, page.title
    for dump in corpus.extra_dumps():
        head = read_head(parse(decoded(corpus.html(dump.id), html=True)))
        if head.stated:
            yield dump.id, head.headlines[0]


def _key(text: str) -> str:
    return "".join(text.casefold().split())


def _ask(tagger: Tagger, text: str) -> _Asked | None:
    """What is asked of a dump's lines, as when its kinds are decided; None for a page without an article."""
    lines = read_lines(split_lines(text))
    asked: list[_Asked] = []

    def listen(
        texts: Sequence[str], joint: FloatArray, keep: headline.Bools, said: Sequence[int], **_: bool
    ) -> list[int]:
        asked.append(_Asked(texts, joint.copy(), keep.copy(), said))
        return []

    with patch.object(decode, "headline_lines", listen):
        decode.decide([line.text for line in lines], tagger.scores(lines))
    return asked[0] if asked else None


def _choice(fold: int, style: str, asked: _Asked, title: str) -> Choice:
    page = headline.Page(asked.texts, asked.joint, asked.keep)
    found = page.candidates(asked.said)
    rows = [[headline.log_odds(asked.joint, lines), *page.signs(text, lines, found)] for text, lines in found.items()]
    right = next((number for number, text in enumerate(found) if _key(text) == title), -1)
    chosen = headline.headline_lines(*asked, marked=False)
    return Choice(fold, style, np.array(rows, np.float32), right, [_key(asked.texts[n]) for n in chosen[:1]] == [title])


def fit(known: Sequence[Choice]) -> npt.NDArray[np.float32]:
    """The weights that make the right candidates likeliest, that of the log odds first."""
    known = [choice for choice in known if choice.right >= 0]
    most = max(len(choice.signs) for choice in known)
    signs = torch.zeros(len(known), most, known[0].signs.shape[1])
    absent = torch.ones(len(known), most, dtype=torch.bool)
    for number, choice in enumerate(known):
        signs[number, : len(choice.signs)] = torch.from_numpy(choice.signs)
        absent[number, : len(choice.signs)] = False
    right = torch.tensor([choice.right for choice in known])

    def loss(weights: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy((signs @ weights).masked_fill(absent, -1e9), right)

    return least(signs.shape[2], loss, decay=DECAY)


def main() -> None:
    """Fit and print."""
    made = list(choices(*arguments(__doc__)))
    weights = fit(made)
    compare(headline.Signs._fields, weights[1:] / weights[0], headline.WEIGHTS)
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for fold in sorted({choice.fold for choice in made}):
        weights = fit([choice for choice in made if choice.fold != fold])
        for choice in made:
            if choice.fold == fold:
                hit = len(choice.signs) > 0 and int((choice.signs @ weights).argmax()) == choice.right
                hits[choice.style].append((hit, choice.found))
    hits["all"] = [pair for pairs in hits.values() for pair in pairs]
    for style, pairs in hits.items():
        fitted, used = np.mean(pairs, axis=0)
        print(f"{style:12} {len(pairs):5} dumps   fitted {fitted:.3f}   in use {used:.3f}")


if __name__ == "__main__":
    main()
