"""Nothing is lost and nothing invented: every non-blank line of any input is in exactly one place of the output."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.fields.readers.comments import glued_buttons
from newsclean.pipeline import clean_page
from newsclean.records import TEXT_KINDS, Article, Block, Kind, Page
from newsclean.rows import source_rows
from newsclean.settings import Settings
from tests.corpus import FOLDER, needs_corpus
from tests.expected import FIELD_KINDS
from tests.test_lines import PARAGRAPHS, PIECES, may_cut


def squash(text: str) -> str:
    return "".join(text.split())


def lines_of(block: Block) -> range:
    return range(block.first_line, block.last_line + 1)


def check(text: str) -> Article:
    """Clean a text, check the conservation law, and return the article."""
    cleaned = clean_page(Page(text=text), Settings(lines=True))
    article = cleaned.article
    rows = {row.number: row for row in source_rows(text)}
    squeezed = may_cut(list(rows.values()), text)
    assert article.lines is not None
    # Every non-blank line has a kind, once; the parts of a very long line do not overlap.
    assert {line.line for line in article.lines} == set(rows)
    if not squeezed:
        assert [line.line for line in article.lines] == list(rows)
    for one, two in itertools.pairwise(article.lines):
        assert one.end <= two.start
    assert all(0 <= line.confidence <= 1 and text[line.start : line.end].strip() for line in article.lines)
    # Every line belongs to one block, which is a paragraph, a part of a field, or removed.
    owners = Counter(number for block in cleaned.blocks for number in lines_of(block) if number in rows)
    assert set(owners) == set(rows)
    if squeezed:
        # The parts of very long lines partition them.
        covered = "".join(text[line.start : line.end] for line in article.lines)
        assert squash(covered) == squash(text)
    else:
        assert set(owners.values()) <= {1}
    kinds = {line.line: line.kind for line in article.lines}
    parts = [*article.paragraphs, *article.removed]
    homes = Counter(number for block in parts for number in lines_of(block) if number in rows)
    in_fields: set[int] = set()
    if not squeezed:
        in_fields = {n for n, kind in kinds.items() if not homes[n]}
        assert {kinds[n] for n in in_fields} <= FIELD_KINDS | {Kind.HEADLINE}
        assert in_fields | homes.keys() == set(rows)
        assert set(homes.values()) <= {1}
    assert [block.kind in TEXT_KINDS for block in article.paragraphs] == [True] * len(article.paragraphs)
    assert article.text == "\n\n".join(block.text for block in article.paragraphs)
    # A line that is in no paragraph and not removed is in a field: what fields print, they print as it was.
    whole: dict[Kind, str] = {
        Kind.CAPTION: "".join(caption.text + (caption.credit or "") for caption in article.captions),
        Kind.COMMENT: "".join(comment.text for comment in article.comments),
        Kind.BYLINE: article.byline or "",
        Kind.DATELINE: article.dateline or "",
    }
    printed_twice = Counter(squash("".join(b.text for b in cleaned.blocks)) * 2)
    for kind, said in whole.items():
        if kind is not Kind.CAPTION:
            owned = (
                [b.text for b in cleaned.blocks if b.kind is kind and b.first_line in in_fields] if not squeezed else []
            )
            # Buttons that a dump glues to a comment are none of it.
            buttons = [glued_buttons(text) if kind is Kind.COMMENT else "" for text in owned]
            bare = [text.removesuffix(glued) for text, glued in zip(owned, buttons, strict=True)]
            assert all(squash(text) in squash(said) for text in bare)
        assert not Counter(squash(said)) - printed_twice
    for kind in FIELD_KINDS - {Kind.DATELINE}:
        filled = [b for b in cleaned.blocks if b.kind is kind and b.first_line in in_fields] if not squeezed else []
        values = {
            Kind.DATE: [article.date, article.date_modified, article.byline],
            Kind.TAGS: [article.tags, article.related],
            Kind.RELATED: article.related,
            Kind.CAPTION: article.captions,
            Kind.COMMENT: article.comments,
            Kind.COPYRIGHT: article.copyright,
            Kind.BYLINE: [article.byline],
        }
        if filled and kind in values:
            assert any(values[kind]), (kind, filled)
    # What comes out was in the input: no characters are invented but the "- " before list items.
    letters = Counter(squash(text))
    printed = [block.text.removeprefix("- ") for block in article.paragraphs]
    assert not Counter(squash("".join(printed))) - letters
    assert 0 <= article.confidence <= 1
    return article


@pytest.mark.parametrize("glue", [" ", "  | ", "\u3000", "。", ". "])
def test_squeezed_pages(glue: str) -> None:
    article = check(glue.join(["Home", "News", *PARAGRAPHS * 4, "© 2024 The Bell"]))
    assert article.text


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=40), max_size=80), st.sampled_from(["\n", "\r\n", "\r", " "]))
def test_generated_garbage(pieces: list[str], glue: str) -> None:
    check(glue.join(pieces))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x0c", "\x00", "a\n\x00\nb", "a", "\n".join("x" * 5 for _ in range(9000)), "word " * 50_000],
)
def test_odd_texts(text: str) -> None:
    check(text)


@needs_corpus
def test_corpus_dumps() -> None:
    from newsclean.lab.folder import load_corpus

    count = 0
    for dump in itertools.islice(load_corpus(FOLDER).dumps(), 0, None, 6):
        for text in dump.styles.values():
            check(text)
            count += 1
    assert count > 900
