"""Texts with marks that lie and overlap as they like, for the tests of formats that keep them."""

from __future__ import annotations

from hypothesis import strategies as st

from newsclean.records import Around, Block, Cleaned, Kind, Markup, Span
from tests.hostile import ANY, MARKUP

MARKS = ("link", "strong", "emphasis", "code")
TARGETS = (
    "https://x.example/a_b*c*d(e)[f]|g?h=1&copy;=2&amp=`3`#!~~i~~",
    "http://x.example/<b>\\ü \"'",
    "javascript:alert(1)",
    "data:text/html,x",
    "//x.example/relative",
    "",
)
SPANS = st.lists(
    st.builds(
        lambda start, size, mark, target: Span(start, start + size, mark, target if mark == "link" else None),
        st.integers(0, 20), st.integers(0, 12), st.sampled_from(MARKS), st.sampled_from(TARGETS),
    ),
    max_size=6,
)  # fmt: skip
#: Words and signs beside which marks do not open or close, in scripts with and without spaces.
WORDS = st.text("ab é字「」。€*_`![]()&;#1.-\\|~< ", max_size=24)
TEXTS = WORDS | MARKUP | ANY


def block(kind: Kind, text: str, spans: list[Span], *around: Around) -> tuple[Block, Markup]:
    """A block and its markup; they go together by the first line, which `cleaned` settles."""
    return Block(kind, text, 0, 0), Markup(around=around, spans=tuple(spans))


def cleaned(of: Cleaned, *blocks: tuple[Block, Markup]) -> Cleaned:
    """A page with these blocks, and the fields of another."""
    numbered = [Block(block.kind, block.text, n, n) for n, (block, _) in enumerate(blocks, 1)]
    return Cleaned(of.article, numbered, markup={n: markup for n, (_, markup) in enumerate(blocks, 1)})


def everywhere(of: Cleaned, text: str, spans: list[Span]) -> Cleaned:
    """A page with a text in a paragraph, a heading, a caption, a quote, an item of a list, and two cells of a row."""
    quote, listing, table, row = (Around("quote", 1), Around("list", 2), Around("table", 4), Around("row", 5, 1))
    return cleaned(
        of,
        block(Kind.BODY, text, spans),
        block(Kind.SUBHEADING, text, spans),
        block(Kind.CAPTION, text, spans),
        block(Kind.BODY, text, spans, quote),
        block(Kind.BODY, text, spans, listing, Around("item", 3, 7)),
        block(Kind.BODY, text, spans, table, row, Around("cell", 6, 0)),
        block(Kind.BODY, text, spans, table, row, Around("cell", 7, 1)),
    )
