"""Corpus folder → labelled dumps: for every source line whether it is article text, and its kind.

What is known of a line comes from, in rising order of trust: the votes of extractors (silver pages), the page's
HTML (`newsclean.lab.distant`), the model of HTML pages (`newsclean.lab.lessons`), the gold text (aligned word by word),
and labels made by hand (the corpus's, and those of `newsclean.lab.sheets`). Labels are made once and kept in a file,
because the alignment takes longer than all else.
"""

from __future__ import annotations

import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import numpy as np
import numpy.typing as npt

from newsclean.dialects import describe
from newsclean.glued import is_glued, unglued
from newsclean.html import Rendered, read_html
from newsclean.lab import lessons, sheets
from newsclean.lab.align import kept_share, matched_pairs, without_link_numbers
from newsclean.lab.distant import distant_kinds
from newsclean.lab.dumps import TAUGHT_STYLES, make_dump
from newsclean.lab.folder import HTML_STYLE, Corpus, CorpusMissing, ExtraPage, GoldPage, SilverPage, load_corpus
from newsclean.lab.score import words
from newsclean.reading import scrub
from newsclean.records import TEXT_KINDS, Kind, PageForm
from newsclean.rows import source_rows
from newsclean.tagger import KINDS

Floats = npt.NDArray[np.float64]

NUMBER = {kind.value: number for number, kind in enumerate(KINDS)}
#: Trust from which on a distant kind is used.
MIN_TRUST = 0.55
#: Trust from which on a distant kind overrules the votes of extractors.
OVERRULING_TRUST = 0.75
#: Types of WCXB page that hold no article: every line is junk, at this weight.
NO_ARTICLE = {"listing": 0.5, "collection": 0.5}
#: Types of WCXB page whose main text is like an article's, with junk around it.
LIKE_ARTICLE = frozenset({"documentation", "service"})
#: The styles in which those pages are dumped here.
OTHER_STYLES = ("html_text", "bs4", "w3m")
#: Trust of a label made by hand, and of one carried to another dump of the same page.
BY_HAND, CARRIED = 2.0, 1.5


class LabelledText(msgspec.Struct, frozen=True):
    """A dump and what is known of its source lines (one element of each list per line, blank ones too).

    `keep` is the share of the line's words that are article text, `keep_weight` its trust (0: unknown);
    `kind` the number of the kind in `records.Kind` (-1: unknown), `kind_weight` its trust. `hand` tells who labelled
    the dump by hand: `corpus` (kinds are measured on these), `own`, or nobody.
    """

    page: str
    style: str
    group: str
    site: str
    lines: list[str]
    keep: list[float]
    keep_weight: list[float]
    kind: list[int]
    kind_weight: list[float]
    gold: str | None = None
    hand: str = ""


def build(folder: Path, target: Path, *, form: PageForm = "text", taught: Path | None = None, jobs: int = 2) -> int:
    """Label every dump of a corpus folder and write them to `target` (xz, one record a page).

    With the form `html` the renderings of the pages that have HTML are labelled instead. `taught` is a file of
    `newsclean.lab.lessons`. Returns the number of dumps labelled.
    """
    corpus = load_corpus(folder)
    work = list(_html_work(corpus) if form == "html" else _work(corpus))
    count = 0
    with (
        ProcessPoolExecutor(jobs, initializer=_open, initargs=(folder, taught)) as pool,
        lzma.open(target, "wb", preset=1) as out,
    ):
        for dumps in pool.map(_label, work, chunksize=4):
            count += len(dumps)
            for dump in dumps:
                out.write(msgspec.json.encode(dump) + b"\n")
    return count


def read(path: Path) -> Iterator[LabelledText]:
    """The labelled dumps of a file that `build` wrote."""
    decoder = msgspec.json.Decoder(LabelledText)
    with lzma.open(path) as lines:
        yield from map(decoder.decode, lines)


class _Task(msgspec.Struct):
    """One page to label: its dumps by style, and the share of votes for its `html_text` lines if it is silver."""

    id: str
    styles: dict[str, str]
    lines: tuple[str, ...] = ()
    votes: tuple[float, ...] = ()


def _with_votes(page: str, styles: dict[str, str], silver: SilverPage | None) -> _Task:
    """The task of a page, with the votes on it if there are any."""
    if silver is None:
        return _Task(page, styles)
    return _Task(page, styles, silver.lines, tuple(vote / silver.voters for vote in silver.votes))


def _work(corpus: Corpus) -> Iterator[_Task]:
    for dump in corpus.dumps():
        if corpus.pages[dump.id].type == "article":
            yield _Task(dump.id, dump.styles)
    for page in corpus.pages.values():
        if page.type in NO_ARTICLE or page.type in LIKE_ARTICLE:
            yield _Task(page.id, {})
    votes = {page.id: page for page in corpus.extra_silver()}
    for dump in corpus.extra_dumps():
        yield _with_votes(dump.id, dump.styles, votes.get(dump.id))
    for silver in corpus.silver():
        yield _with_votes(silver.id, {"html_text": "\n".join(silver.lines)}, silver)


def _html_work(corpus: Corpus) -> Iterator[_Task]:
    """The pages that have HTML, with the votes on those that have no gold text; rendered when they are labelled."""
    votes = {page.id: page for page in corpus.extra_silver()}
    for page in corpus.pages.values():
        if page.type == "article" or page.type in NO_ARTICLE or page.type in LIKE_ARTICLE:
            yield _Task(page.id, {HTML_STYLE: ""})
    for page_id in corpus.extra:
        yield _with_votes(page_id, {HTML_STYLE: ""}, votes.get(page_id))


#: Row of a dump → number of the kind and text of the line.
_Rows = dict[int, tuple[int, str]]

_corpus: Corpus
#: What the model of HTML pages says of their renderings, by page.
_lessons: dict[str, list[lessons.Said]]
#: Hand labels, the corpus's and our own: page → dump style → rows.
_hand: dict[str, dict[str, _Rows]]


def _open(folder: Path, taught: Path | None) -> None:
    global _corpus, _hand, _lessons
    _corpus = load_corpus(folder)
    _lessons = lessons.read(taught) if taught is not None else {}
    _hand = defaultdict(dict)
    for labelled, lines in sheets.with_lines(_corpus):
        _hand[labelled.page][labelled.style] = {
            row: (NUMBER[kind], lines[row]) for row, kind in labelled.kinds(lines).items()
        }
    for dump in _corpus.kinds:
        _hand[dump.id][dump.style] = {line - 1: (NUMBER[kind], text) for line, (kind, text) in dump.gold().items()}


def _label(task: _Task) -> list[LabelledText]:
    """The labelled dumps of one page."""
    gold = _corpus.pages.get(task.id)
    extra = _corpus.extra.get(task.id)
    try:
        html = _corpus.html(task.id)
    except CorpusMissing:
        html = b""
    text, weight = _gold_text(gold, extra)
    known = gold or extra
    site = urlsplit(known.url or "").hostname if known is not None else None
    result = []
    by_hand = _hand.get(task.id, {})
    of_corpus = {dump.style for dump in _corpus.kinds if dump.id == task.id}
    for style, dump in _dumps(task, html).items():
        lines = dump.split("\n")
        kind, kind_weight = _kinds(html, lines, text)
        _teach(_lessons.get(task.id, ()), lines, kind, kind_weight, text)
        if gold is not None and gold.type in NO_ARTICLE:
            keep, keep_weight = np.zeros(len(lines)), np.full(len(lines), NO_ARTICLE[gold.type])
        else:
            keep, keep_weight = _keep(task, lines, text, weight)
            if text is None:
                _overrule(keep, keep_weight, kind, kind_weight)
            else:
                _captions_out(html, lines, keep, kind, kind_weight)
        for row, (number, trust) in _hand_kinds(by_hand, style, lines).items():
            kind[row], kind_weight[row] = number, trust
            if text is None:
                keep[row], keep_weight[row] = float(KINDS[number] in TEXT_KINDS), 1.0
        # Nobody labelled a rendering: it counts as labelled by hand if a dump of its page was.
        is_hand = bool(by_hand) if style == HTML_STYLE else style in by_hand
        is_corpus = bool(of_corpus) if style == HTML_STYLE else style in of_corpus
        result.append(
            LabelledText(
                task.id, style, _group(gold, extra), (site or task.id).removeprefix("www."), lines,
                keep.round(3).tolist(), keep_weight.round(3).tolist(), kind, [round(w, 3) for w in kind_weight],
                text, "corpus" if is_corpus else "own" if is_hand else "",
            )
        )  # fmt: skip
    return result


def _dumps(task: _Task, html: bytes) -> dict[str, str]:
    """The dumps of a page by style, with those made here to learn from; its rendering if that is to be labelled."""
    if HTML_STYLE in task.styles:
        return {HTML_STYLE: rendered(html).text} if html else {}
    if not task.styles:
        return {style: make_dump(html, style) for style in OTHER_STYLES}
    return task.styles | {style: _apart(make_dump(html, style)) for style in TAUGHT_STYLES} if html else task.styles


def _apart(text: str) -> str:
    """A dump with line feeds where glued texts are cut apart: labels are those of source lines."""
    rows = source_rows(text)
    if not is_glued(text, describe(rows, text)):
        return text
    starts = [0, *(row.start for before, row in pairwise(unglued(rows, text)) if row.number == before.number), None]
    return "\n".join(text[start:end] for start, end in pairwise(starts))


def _gold_text(gold: GoldPage | None, extra: ExtraPage | None) -> tuple[str | None, float]:
    """The article's text, where somebody has told it, and else the trust of the votes on its lines."""
    if gold is not None:
        return None if gold.type in NO_ARTICLE else gold.text, 1.0
    if extra is None:
        return None, 1.0
    return (extra.text, 1.0) if extra.gold_kind == "paragraphs" else (None, extra.agreement)


def rendered(html: bytes) -> Rendered:
    """The rendering of a page of the corpus, which stores every page as UTF-8."""
    return read_html(scrub(html.decode("utf-8", "replace")))


def _hand_kinds(by_hand: dict[str, _Rows], style: str, lines: list[str]) -> dict[int, tuple[int, float]]:
    """Kind and trust by row of a dump, from the hand labels of this dump or of another dump of the page."""
    if style in by_hand:
        return {row: (number, BY_HAND) for row, (number, _) in by_hand[style].items()}
    found: dict[int, tuple[int, float]] = {}
    for labelled in by_hand.values():
        found |= {row: (number, CARRIED) for row, (number, _) in _carried(list(labelled.values()), lines).items()}
    return found


def _carried(listed: Sequence[tuple[int, str]], lines: Sequence[str]) -> dict[int, tuple[int, list[int]]]:
    """The kinds of the lines of another dump (number of the kind, text), carried to the rows of this one by their
    words; with the places in the list of the lines that the words are from."""
    words_there = [(word, place) for place, (_, text) in enumerate(listed) for word in words(text)]
    words_here = [(word, row) for row, text in enumerate(without_link_numbers(lines)) for word in words(text)]
    here, there = matched_pairs([word for word, _ in words_here], [word for word, _ in words_there])
    places: dict[int, list[int]] = defaultdict(list)
    for i, j in zip(here.tolist(), there.tolist(), strict=True):
        places[words_here[i][1]].append(words_there[j][1])
    sizes = Counter(row for _, row in words_here)
    found = {}
    for row, of_words in places.items():
        number, count = Counter(listed[place][0] for place in of_words).most_common(1)[0]
        if count >= 0.8 * sizes[row]:
            found[row] = number, [place for place in of_words if listed[place][0] == number]
    return found


def _teach(
    taught: Sequence[lessons.Said], lines: Sequence[str], kind: list[int], kind_weight: list[float], text: str | None
) -> None:
    """Kinds by the model of HTML pages in place of those read off the HTML, but for lines on whose side of the page
    it is at odds with the gold text."""
    if not taught:
        return
    in_gold = kept_share(lines, text) if text is not None else None
    for row, (number, places) in _carried([(said.kind, said.text) for said in taught], lines).items():
        trust = sum(taught[place].probability for place in places) / len(places)
        at_odds = in_gold is not None and bool(in_gold[row] > 0.5) != (KINDS[number] in TEXT_KINDS)
        if trust >= MIN_TRUST and not at_odds:
            kind[row], kind_weight[row] = number, trust


def _group(gold: GoldPage | None, extra: ExtraPage | None) -> str:
    """The group by which pages are drawn in training: the gold's source for articles, `web` for pages like one,
    `none` for pages without one, `extra` and `silver`."""
    if gold is not None:
        if gold.type in LIKE_ARTICLE:
            return "web"
        return gold.source if gold.type == "article" else "none"
    return "extra" if extra is not None else "silver"


def _keep(task: _Task, lines: Sequence[str], text: str | None, weight: float) -> tuple[Floats, Floats]:
    """Share of article text and its trust, line by line: from the gold text, else from the votes."""
    if text is not None:
        return kept_share(lines, text), np.ones(len(lines))
    if not task.votes:
        return np.zeros(len(lines)), np.zeros(len(lines))
    votes = np.array(task.votes)
    if tuple(lines) == task.lines:
        # Lines on which the voters are split teach little.
        return votes, weight * np.abs(2 * votes - 1)
    majority = "\n".join(line for line, vote in zip(task.lines, votes, strict=True) if vote >= 0.5)
    return kept_share(lines, majority), np.full(len(lines), 0.8 * weight)


def _overrule(keep: Floats, keep_weight: Floats, kind: Sequence[int], kind_weight: Sequence[float]) -> None:
    """Where the page's HTML is sure of a line's kind, that decides, and not the votes of extractors:
    they are at odds over captions, standfirsts and bylines, and often keep teasers."""
    for row, (number, trust) in enumerate(zip(kind, kind_weight, strict=True)):
        if trust >= OVERRULING_TRUST and KINDS[number] not in (Kind.BODY, Kind.SUBHEADING):
            keep[row] = float(KINDS[number] in TEXT_KINDS)
            keep_weight[row] = max(keep_weight[row], 0.7 * trust)


def _captions_out(html: bytes, lines: Sequence[str], keep: Floats, kind: list[int], kind_weight: list[float]) -> None:
    """Captions are not article text, whatever the gold's taste: fundus leaves them out, readability takes three in
    four of them in, WCXB one in six. The page's HTML says what is a caption."""
    if not html:
        return
    caption = NUMBER[Kind.CAPTION.value]
    for row, (name, trust) in enumerate(zip(*distant_kinds(html, lines), strict=True)):
        if name == Kind.CAPTION.value and trust >= OVERRULING_TRUST and keep[row] > 0:
            keep[row], kind[row], kind_weight[row] = 0.0, caption, float(trust)


def _kinds(html: bytes, lines: Sequence[str], text: str | None) -> tuple[list[int], list[float]]:
    if not html:
        return [-1] * len(lines), [0.0] * len(lines)
    kinds, trust = distant_kinds(html, lines, text)
    numbers = [NUMBER[kind] if kind and t >= MIN_TRUST else -1 for kind, t in zip(kinds, trust, strict=True)]
    return numbers, [float(t) if n >= 0 else 0.0 for n, t in zip(numbers, trust, strict=True)]
