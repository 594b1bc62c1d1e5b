"""How well distant kinds agree with hand labels: `python -m newsclean.lab.distant_check CORPUS`.

Pages of the gate are reported apart; rules must not be tuned on them.
"""

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path

from newsclean.lab.distant import Said, explained_kinds
from newsclean.lab.folder import Corpus, CorpusMissing, load_corpus


def main() -> None:
    """Print the agreement for a corpus folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="corpus folder")
    parser.add_argument("--gold-text", action="store_true", help="give the pages' gold text to the rules")
    parser.add_argument("--rule", help="print the lines that this rule gets wrong")
    parser.add_argument("--missed", help="print the lines of this kind that got no label")
    args = parser.parse_args()
    agreement(load_corpus(args.corpus), gold_text=args.gold_text, rule=args.rule, missed=args.missed)


def agreement(corpus: Corpus, gold_text: bool = False, rule: str | None = None, missed: str | None = None) -> None:
    """Print coverage, precision and recall per kind, and precision per rule, tuning pages and gate apart."""
    groups: dict[str, list[tuple[str, str, Said, str]]] = {"tuning": [], "gate": []}
    seconds, dumps = 0.0, 0
    for dump in corpus.kinds:
        try:
            html = corpus.html(dump.id)
        except CorpusMissing:
            continue
        text = corpus.pages[dump.id].text if gold_text and dump.id in corpus.pages else None
        start = time.perf_counter()
        found = explained_kinds(html, [line.text for line in dump.lines], text)
        seconds, dumps = seconds + time.perf_counter() - start, dumps + 1
        group = groups["gate" if dump.id in corpus.splits.gate else "tuning"]
        rows = zip(dump.lines, found, strict=True)
        group += [(line.kind, line.text, said, dump.key) for line, said in rows if line.kind is not None]
    print(f"{dumps} dumps, {1000 * seconds / max(1, dumps):.0f} ms a dump with parsing")
    for name, rows_of_group in groups.items():
        _print_kinds(name, rows_of_group)
    _print_rules(groups["tuning"])
    for kind, line, said, key in groups["tuning"]:
        if rule and said.rule == rule and said.kind != kind:
            print(f"{key[:28]:28} {kind:13} {line.strip()[:110]}")
        if missed and said.kind is None and kind == missed:
            print(f"{key[:28]:28} {line.strip()[:130]}")


def _print_kinds(name: str, rows: list[tuple[str, str, Said, str]]) -> None:
    given = Counter(said.kind for _, _, said, _ in rows)
    wanted = Counter(kind for kind, *_ in rows)
    right = Counter(kind for kind, _, said, _ in rows if said.kind == kind)
    labelled = len(rows) - given[None]
    print(f"\n{name}: {len(rows)} lines, {labelled / max(1, len(rows)):.1%} labelled,", end=" ")
    print(f"{sum(right.values()) / max(1, labelled):.1%} of them as by hand")
    for kind, count in wanted.most_common():
        wrong = Counter(k for k, _, said, _ in rows if said.kind == kind and k != kind).most_common(3)
        confused = ", ".join(f"{other} {n}" for other, n in wrong)
        precision = right[kind] / given[kind] if given[kind] else float("nan")
        numbers = f"p={precision:.3f} r={right[kind] / count:.3f} lines={count:5} given={given[kind]:5}"
        print(f"  {kind:14} {numbers}  {confused}")


def _print_rules(rows: list[tuple[str, str, Said, str]]) -> None:
    table: dict[str, Counter[bool]] = defaultdict(Counter)
    confused: dict[str, Counter[str]] = defaultdict(Counter)
    pages: dict[str, set[str]] = defaultdict(set)
    for kind, _, said, dump in rows:
        if said.kind is not None:
            table[said.rule][said.kind == kind] += 1
            confused[said.rule][kind] += 1
            pages[said.rule].add(dump)
    print("\nrules (tuning pages): precision, lines, dumps, what the lines were")
    for name, counts in sorted(table.items(), key=lambda item: -sum(item[1].values())):
        total = sum(counts.values())
        were = ", ".join(f"{kind} {n}" for kind, n in confused[name].most_common(4))
        print(f"  {name:42} {counts[True] / total:.2f} {total:5} {len(pages[name]):4}  {were}")


if __name__ == "__main__":
    main()
