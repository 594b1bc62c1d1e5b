"""Word F1 of newsclean and other extractors on the corpus' article pages.

    python tests/benchmarks/accuracy.py CORPUS --split gate --cache baselines.json
    python tests/benchmarks/accuracy.py CORPUS --by language --systems newsclean,trafilatura
    python tests/benchmarks/accuracy.py CORPUS --split gate --by kind
    python tests/benchmarks/accuracy.py CORPUS --split gate --styles html_text,selectall --shown 0.9
    python tests/benchmarks/accuracy.py CORPUS --markdown --svg accuracy.svg --styles html_text

Text systems see one of the corpus' plain-text dumps, HTML systems the same page's HTML. Figures are means
over pages; the columns `< .5` and `empty` count pages of each source in its order. The shipped model is
trained on pages outside the gate: only its figures on `--split gate` are measured on pages new to it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from baselines import SYSTEMS
from chart import bar_chart
from measure import HTML, PREDICTIONS, STYLES, Run, kinds_of_split, measure, prediction_run, select_pages, showing
from tables import kind_table, language_table, render, report, source_table

from newsclean.errors import InputError
from newsclean.lab.folder import GoldPage, load_corpus


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: 2 without a corpus."""
    options = _parser().parse_args(arguments)
    try:
        corpus = load_corpus(options.corpus)
    except InputError as error:
        print(f"accuracy.py: {error}", file=sys.stderr)
        return 2
    pages = select_pages(corpus, options.split)
    if not pages:
        print(f"accuracy.py: no article pages of split {options.split!r} in {options.corpus}", file=sys.stderr)
        return 2
    if options.by == "kind":
        print(render(kind_table(kinds_of_split(corpus, options.split)), markdown=options.markdown))
        return 0
    default = "html_text" if options.by == "language" else ",".join(STYLES)
    styles = (options.styles or default).split(",")
    if options.shown:
        pages = showing(corpus, pages, styles, options.shown)
    runs = measure(corpus, pages, styles, options.systems.split(","), options.cache)
    runs += [_predictions(argument, pages) for argument in options.predictions]
    table = language_table(runs, pages) if options.by == "language" else source_table(runs, pages)
    print(render(table, markdown=options.markdown))
    if options.json:
        options.json.write_text(json.dumps(report(runs, pages), indent=1) + "\n", encoding="utf-8")
    if options.svg:
        charted = [run for run in runs if run.given in (styles[0], HTML, PREDICTIONS)]
        title = f"Word F1 on the same {len(pages)} pages ({options.split})"
        options.svg.write_text(bar_chart(charted, pages, title), encoding="utf-8")
    return 0


def _predictions(argument: str, pages: Mapping[str, GoldPage]) -> Run:
    name, _, path = argument.rpartition("=")
    return prediction_run(name or Path(path).stem, Path(path), pages)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("corpus", type=Path, metavar="CORPUS", help="the corpus folder")
    add("--split", choices=["gate", "folds", "all"], default="all", help="which pages (default: all)")
    add("--styles", help="dump styles, comma-separated; html2text, html2text_plain, markdownify, get_text, "
        "stripped_strings, text_content, html2txt, wet and selectall are made here "
        "(default: the corpus's six; by language: html_text)")  # fmt: skip
    names = list(dict.fromkeys(system.name for system in SYSTEMS))
    add("--systems", default=",".join(names), help=f"systems, comma-separated (default: {', '.join(names)})")
    add("--predictions", nargs="+", default=[], metavar="[NAME=]FILE.jsonl", help="score these texts, too")
    add("--shown", type=float, metavar="SHARE", help="only pages whose dumps show this share of the article's words")
    add("--by", choices=["source", "language", "kind"], default="source",
        help="rows for each fundus language, or newsclean's line kinds on the hand-labelled dumps")  # fmt: skip
    add("--cache", type=Path, metavar="FILE.json", help="keep the baselines' scores here between runs")
    add("--markdown", action="store_true", help="print a Markdown table")
    add("--svg", type=Path, metavar="FILE.svg", help="draw a bar chart, of the first style")
    add("--json", type=Path, metavar="FILE.json", help="write the figures as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
