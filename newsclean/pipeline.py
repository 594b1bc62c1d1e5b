"""The whole flow for one page, on one screen."""

from __future__ import annotations

from newsclean.assemble import assemble
from newsclean.decode import decode
from newsclean.lines import split_lines
from newsclean.marks import REFERENCE
from newsclean.records import Cleaned, Page
from newsclean.settings import Settings
from newsclean.tagger import Tagger, default_tagger


def clean_page(page: Page, settings: Settings, tagger: Tagger | None = None) -> Cleaned:
    """Clean one page: its text is cut into Lines, each Line gets a kind, and the Lines make the article."""
    lines = split_lines(page.text)
    scores = (tagger or default_tagger()).scores([line for line in lines if not line.marks & REFERENCE])
    tags = decode(lines, scores, settings.favor)
    return assemble(page, lines, tags, with_lines=settings.lines)
