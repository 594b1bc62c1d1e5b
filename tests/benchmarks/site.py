"""What lines repeated on a site's pages would add: `python -m tests.benchmarks.site CORPUS [--style STYLE]`.

For each article page with other pages of its host in the corpus (gold and extra ones), the odds that a line is article
text are multiplied by a factor if other pages have the line too. Prints mean word F1 with and without.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from newsclean.assemble import assemble
from newsclean.decode import decode
from newsclean.lab.folder import Corpus, load_corpus
from newsclean.lab.score import mean, word_f1
from newsclean.lines import read_lines, split_lines
from newsclean.records import Line, Page, folded
from newsclean.tagger import Scores, default_tagger

#: Word F1 of pages, by factor and number of other pages.
Figures = dict[tuple[float, int], list[float]]

#: (factor of the odds, other pages that must have the line); a factor of one changes nothing.
VARIANTS = ((1.0, 1), (0.3, 1), (0.1, 1), (0.1, 2), (0.0, 1))
#: Two pages that share this part of their lines are two versions of one story, which is no evidence.
SAME_STORY = 0.8


def texts_by_host(corpus: Corpus, style: str) -> dict[str, dict[str, str]]:
    """Dumps of all pages in one style, by host and id."""
    addresses = {page.id: page.url for page in (*corpus.pages.values(), *corpus.extra.values())}
    hosts: dict[str, dict[str, str]] = defaultdict(dict)
    for dump in (*corpus.dumps(), *corpus.extra_dumps()):
        if host := urlsplit(addresses.get(dump.id) or "").hostname:
            hosts[host.removeprefix("www.")][dump.id] = dump.styles[style]
    return hosts


def text_of(page: str, lines: list[Line], scores: Scores, others: Counter[str], factor: float, least: int) -> str:
    """The article's text when lines of at least `least` other pages have their odds multiplied by `factor`."""
    scored = read_lines(lines)
    repeated = np.array([others[folded(line.text)] >= least for line in scored], dtype=bool)
    odds = scores.keep / (1 - scores.keep + 1e-12) * factor
    keep = np.where(repeated & (factor != 1.0), odds / (1 + odds), scores.keep).astype(scores.keep.dtype)
    return assemble(Page(text=page), lines, decode(lines, Scores(keep, scores.kinds), None)).article.text


def measure(corpus: Corpus, hosts: Mapping[str, Mapping[str, str]]) -> dict[str, Figures]:
    """Word F1 of every page, by group of pages (gate or other) and variant."""
    found: dict[str, Figures] = defaultdict(lambda: defaultdict(list))
    tagger = default_tagger()
    for _, texts in sorted(hosts.items()):
        lines = {id: split_lines(text) for id, text in texts.items()}
        kept = {id: {folded(line.text) for line in lines[id]} for id in texts}
        for id in texts:
            gold = corpus.pages.get(id)
            if gold is None or gold.type != "article":
                continue
            others: Counter[str] = Counter()
            for other in texts:
                shared = len(kept[id] & kept[other])
                if other != id and shared < SAME_STORY * min(len(kept[id]), len(kept[other])):
                    others.update(kept[other])
            scores = tagger.scores(read_lines(lines[id]))
            group = found["gate" if id in corpus.splits.gate else "other"]
            for variant in VARIANTS:
                text = text_of(texts[id], lines[id], scores, others, *variant)
                group[variant].append(word_f1(text, gold.text))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--style", default="html_text")
    arguments = parser.parse_args()
    corpus = load_corpus(arguments.corpus)
    hosts = {host: texts for host, texts in texts_by_host(corpus, arguments.style).items() if len(texts) > 1}
    found = measure(corpus, hosts)
    groups = [f"{name} ({len(figures[VARIANTS[0]])})" for name, figures in found.items()]
    print(f"{len(hosts)} hosts with several pages\n")
    print(f"| factor | other pages | {' | '.join(groups)} |\n|---|---|{'---|' * len(found)}")
    for factor, least in VARIANTS:
        row = [f"{mean(figures[factor, least]):.4f}" for figures in found.values()]
        print(f"| {factor} | {least} | {' | '.join(row)} |")


if __name__ == "__main__":
    main()
