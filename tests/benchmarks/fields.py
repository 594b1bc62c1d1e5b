"""How right the fields are, from dumps of the corpus: `python tests/benchmarks/fields.py CORPUS`.

Prints two tables. Title, authors, dates and tags are compared with the gold of the fundus pages (or `--source wcxb`) of
the validation folds, on which rules may be tuned, or of the gate (`--split gate`), on which they may not, for each dump
style and for the HTML; `--source heads` takes what the heads of the corpus's extra pages state for gold, which dumps do
not show;
a title counts once where the dump prints it anywhere, and once where it is a line below the first, a headline that a
reader sees: many golds are a page's title for search engines, which dumps hold in the title bar only;
an author, a date or a tag counts only where the dump prints it (the HTML has it), and an organisation is no author.
Captions and comments are compared with the hand-labelled dumps, once with the hand-made kinds and once with the
tagger's; `comment_ranges.tsv` says where each comment begins and ends. `--wrong` prints what is not right.

The shipped model has seen the folds, so that rules look better there than they are: `--unseen WORK` asks models that
have not seen a page's site.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from newsclean.assemble import assemble
from newsclean.decode import Tagged
from newsclean.fields.language import language
from newsclean.fields.people.names import is_organisation
from newsclean.fields.readers.lines import role
from newsclean.html import read_html
from newsclean.html.head import read_head
from newsclean.html.parse import parse
from newsclean.lab.dumps import OWN_STYLES, dump_in
from newsclean.lab.folder import Corpus, Dump, GoldPage, LabelledDump, load_corpus
from newsclean.lines import split_lines
from newsclean.marks import INVISIBLE
from newsclean.pipeline import clean_page
from newsclean.reading.decoding import decode
from newsclean.records import TEXT_KINDS, Article, Kind, Page, folded
from newsclean.settings import Settings
from newsclean.tagger import Tagger

HTML = "html"
#: The heads of pages as gold.
HEADS = "heads"
STYLES = ("html_text", "inscriptis", "bs4", "resiliparse", "w3m", "lynx", HTML)
RANGES = Path(__file__).parent / "comment_ranges.tsv"
#: Golds that name an agency, an outlet or its staff and no person.
ORGANISATIONS = {
    "Salzburger Nachrichten", "SDA", "BR24 Redaktion", "Redaktion hessenschau.de", "kicker", "MDR SACHSEN-ANHALT",
    "dpa", "Deutsche Presse-Agentur", "MM-Redaktion", "Le Figaro et AFP", "Les Echos", "中日新聞Web",
    "読売新聞オンライン", "SID", "TPN", "Habertürk", "AFP, MANILA", "Gear Team", "Dizindaba",
}  # fmt: skip


class Tally(NamedTuple):
    """Right answers and questions."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> Tally:
        return Tally(self.right + right, self.asked + 1)

    def __str__(self) -> str:
        return f"{self.right}/{self.asked} = {100 * self.right / self.asked:.1f} %" if self.asked else "0/0"


def squeezed(text: str) -> str:
    """A text without spacing and characters that are not seen, in small letters."""
    return "".join(INVISIBLE.sub("", text).casefold().split())


def plain(text: str) -> str:
    return folded(INVISIBLE.sub("", text))


def persons(page: GoldPage) -> set[str]:
    """The persons among a page's gold authors: those that neither the list above nor the package's word lists know for
    an agency, an outlet or its staff. Without the latter, such golds of the gate counted as persons, those of the folds
    did not."""
    names = [page.authors] if isinstance(page.authors, str) else list(page.authors or ())
    return {plain(name) for name in names if name not in ORGANISATIONS and not is_organisation(name)}


def prints_date(text: str, day: str) -> bool:
    """Whether a dump prints a day (`2024-05-03`) in digits or with a word for the month, whatever the order."""
    year, month, number = day[:10].split("-")
    d, m, y = f"0?{int(number)}", f"0?{int(month)}", f"(?:{year}|{year[2:]})"
    digits = rf"(?<!\d)(?:{d}[./-] ?{m}[./-] ?{y}|{m}[./-]{d}[./-]{y}|{year}[./年-] ?{m}[./月-] ?{d})(?!\d)"
    words = rf"(?<!\d){d}[^\d\n]{{2,20}}{year}|[^\W\d_]{{3,}}\.? {d}[^\d\n]{{1,6}}{year}"
    return re.search(f"{digits}|{words}", text) is not None


def stated(
    corpus: Corpus, source: str, styles: tuple[str, ...], split: str, taggers: Mapping[int, Tagger], *, wrong: bool
) -> None:
    """Print the table of titles, authors, dates, languages and tags. `taggers` are models by fold, if not the shipped
    one is to judge."""
    print(
        "| style | title, all pages | where printed | as a headline | authors | date | language | tags: precision "
        "| recall |\n|---|---|---|---|---|---|---|---|---|"
    )
    names = ("all", "title", "headline", "authors", "date", "language", "tag", "topic")
    tallies = {style: {name: Tally() for name in names} for style in styles}
    for page, dump in _golds(corpus, source, split):
        for style in styles:
            is_html = style == HTML
            text = decode(corpus.html(dump.id), html=True) if is_html else dump_in(corpus, dump, style)
            given = Page(text=text, url=page.url, form="html" if is_html else "text")
            article = clean_page(given, Settings(), taggers.get(corpus.splits.folds.get(dump.id, -1))).article
            tally = tallies[style]
            for name, right, found, gold in _answers(page, text, article):
                tally[name] = tally[name].add(right)
                if wrong and not right and name not in ("all", "headline"):
                    print(f"{dump.id}.{style}\t{name}\tgold {gold}\tfound {found}")
    for style, tally in tallies.items():
        print(f"| {style} | " + " | ".join(map(str, tally.values())) + " |")


def _golds(corpus: Corpus, source: str, split: str) -> Iterator[tuple[GoldPage, Dump]]:
    """The article pages of a source and split, with their dumps."""
    if source == HEADS:
        yield from _heads(corpus)
        return
    for dump in corpus.dumps():
        page = corpus.pages[dump.id]
        if (page.source, page.type) == (source, "article") and split in corpus.splits.names(dump.id):
            yield page, dump


def _heads(corpus: Corpus) -> Iterator[tuple[GoldPage, Dump]]:
    """The extra pages on which models may be trained, with what their heads state."""
    for dump in corpus.extra_dumps():
        if {"gate", "excluded"}.isdisjoint(corpus.splits.names(dump.id)):
            head = read_head(parse(decode(corpus.html(dump.id), html=True)))
            title = head.headlines[0] if head.stated else None
            yield (
                GoldPage(
                    id=dump.id,
                    source=HEADS,
                    type="article",
                    text="",
                    title=title,
                    authors=head.authors,
                    date=head.date,
                ),
                dump,
            )


def _shown(page: GoldPage, text: str, form: str) -> bool:
    """Whether the gold title is a line of the page below its title bar."""
    title = squeezed(page.title or "")
    lines = read_html(text).lines if form == HTML else split_lines(text)[1:]
    return any(squeezed(line.text) == title for line in lines)


def _answers(page: GoldPage, text: str, article: Article) -> Iterator[tuple[str, bool, object, object]]:
    """For each question that a dump answers: its name, whether the answer is right, the answer and the gold."""
    if page.title:
        right = plain(article.title or "") == plain(page.title)
        yield "all", right, article.title, page.title
        if squeezed(page.title) in squeezed(text):
            yield "title", right, article.title, page.title
        if _shown(page, text, article.input):
            yield "headline", right, article.title, page.title
    names = persons(page)
    if names and all(squeezed(name) in squeezed(text) for name in names):
        yield "authors", {plain(name) for name in article.authors} == names, article.authors, names
    day = (page.date or "")[:10]
    if day.count("-") == 2 and prints_date(text, day):
        yield "date", (article.date or "")[:10] == day, (article.date, article.date_modified), page.date
    if page.source != HEADS:
        yield "language", article.language == page.language, article.language, page.language
    if page.topics is not None:
        found, topics = set(map(plain, article.tags)), set(map(plain, page.topics))
        for tag in found:
            yield "tag", tag in topics, tag, None
        for topic in topics:
            if squeezed(topic) in squeezed(text):
                yield "topic", topic in found, None, topic


def by_hand(dump: LabelledDump) -> Article:
    """The article that the hand-made kinds of a dump give."""
    lines = split_lines(dump.text)
    kinds = {line.number: Kind(line.kind) for line in dump.lines if line.kind}
    given = [kinds.get(line.first_line, Kind.OTHER) for line in lines]
    keep = np.array([float(kind in TEXT_KINDS) for kind in given], np.float32)
    return assemble(Page(text=dump.text), lines, Tagged(given, [1.0] * len(given), keep, bool(keep.any()))).article


def are_alike(found: list[str], expected: list[str]) -> bool:
    """Whether comments are those expected, but for buttons that the dump prints on the last line of their texts."""
    return len(found) == len(expected) and all(
        whole == text or (whole.startswith(text) and role(whole[len(text) :]).kind == "end")
        for text, whole in zip(found, expected, strict=True)
    )


def expected_comments(dump: LabelledDump, ranges: dict[str, list[range]]) -> list[str]:
    """The texts of a dump's comments, squeezed: its lines of the kind, range by range."""
    lines = {line.number: line for line in dump.lines}
    return [
        squeezed("".join(_unmarked(lines[n].text) for n in span if lines[n].kind == Kind.COMMENT))
        for span in ranges.get(dump.key, [])
    ]


def _unmarked(text: str) -> str:
    """A line of lynx without its link numbers."""
    return re.sub(r"\[\d{1,5}\](?=\S)", "", text)


def read_ranges() -> dict[str, list[range]]:
    """The hand-made file: a dump's key, then first and last line of each comment."""
    found = {}
    for row in RANGES.read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            key, spans = row.split("\t")
            pairs = [tuple(map(int, span.split("-"))) for span in spans.split()]
            found[key] = [range(first, last + 1) for first, last in pairs]
    return found


def labelled(corpus: Corpus, taggers: Mapping[int, Tagger], *, wrong: bool) -> None:
    """Print the table of captions and comments."""
    print(
        "\n| kinds | dumps with all comments cut exactly | captions: precision | recall | F1 |\n|---|---|---|---|---|"
    )
    ranges = read_ranges()
    for name in ("by hand", "by the tagger"):
        exact, found, wanted = Tally(), Tally(), Tally()
        for dump in corpus.kinds:
            if "gate" in corpus.splits.names(dump.id):
                continue
            tagger = taggers.get(corpus.splits.folds.get(dump.id, -1))
            given = Page(text=dump.text)
            article = by_hand(dump) if name == "by hand" else clean_page(given, Settings(), tagger).article
            comments = expected_comments(dump, ranges)
            if comments:
                said = [squeezed(comment.text) for comment in article.comments]
                right = are_alike(said, comments)
                exact = exact.add(right)
                if wrong and not right:
                    print(f"{dump.key}\tcomments {name}\texpected {len(comments)}\tfound {len(said)}")
            gold = {line.number: squeezed(_unmarked(line.text)) for line in dump.lines if line.kind == Kind.CAPTION}
            gold_text = "\n".join(gold.values())
            whole = gold_text.replace("\n", "")
            for caption in article.captions:
                right = squeezed(caption.text) in whole and squeezed(caption.credit or "") in whole
                found = found.add(right)
                if wrong and not right:
                    print(f"{dump.key}\tcaption {name}\tnot a caption\t{caption}")
            for number, line in gold.items():
                covered = _covers(line, article) or not any(map(str.isalnum, line)) or _is_label(line)
                wanted = wanted.add(covered)
                if wrong and not covered:
                    print(f"{dump.key}\tcaption {name}\tmissed\t{number}")
        precision, recall = found.right / max(1, found.asked), wanted.right / max(1, wanted.asked)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"| {name} | {exact} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")


def _covers(line: str, article: Article) -> bool:
    """Whether captions and credits together hold most (60 %) of a squeezed line: its labels and marks are taken off."""
    pieces = {squeezed(text) for caption in article.captions for text in (caption.text, caption.credit or "")} - {""}
    joined = {squeezed(caption.text + (caption.credit or "")) for caption in article.captions}
    if any(line in piece for piece in pieces | joined):
        return True
    parts = sorted((piece for piece in pieces if piece in line), key=len, reverse=True)
    rest = line
    for piece in parts:
        rest = rest.replace(piece, "", 1)
    # A credit that a hard wrap cut: the line's end and the next one's beginning.
    cut = max((n for piece in pieces for n in range(4, len(piece)) if rest.endswith(piece[:n])), default=0)
    return len(rest) - cut <= 0.4 * len(line)


def _is_label(line: str) -> bool:
    """Whether a squeezed line is the label of a credit and nothing else."""
    return line.rstrip(":") in ("foto", "photo", "bild", "imagecredits", "photocredit", "caption", "image")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--styles", nargs="+", default=STYLES, choices=(*STYLES, *OWN_STYLES))
    parser.add_argument("--split", default="folds", choices=("folds", "gate"), help="which pages")
    parser.add_argument(
        "--source", default="fundus", choices=("fundus", "wcxb", "readability", HEADS), help="whose gold"
    )
    parser.add_argument(
        "--unseen",
        type=Path,
        metavar="WORK",
        help="dumps of the folds by models that have not seen their sites; kept in this folder, trained if missing",
    )
    parser.add_argument("--wrong", action="store_true", help="print what is not as expected")
    arguments = parser.parse_args()
    if arguments.source == HEADS or arguments.unseen:  # the HTML has them; models of dumps
        arguments.styles = [style for style in arguments.styles if style != HTML]
    corpus = load_corpus(arguments.corpus)
    assert language("A text in English, to load the identifier.") == "en"
    taggers: Mapping[int, Tagger] = {}
    if arguments.unseen:
        from newsclean.lab.ship import fold_taggers  # needs torch

        taggers = fold_taggers(arguments.corpus, arguments.unseen)
    stated(corpus, arguments.source, tuple(arguments.styles), arguments.split, taggers, wrong=arguments.wrong)
    labelled(corpus, taggers, wrong=arguments.wrong)


if __name__ == "__main__":
    main()
