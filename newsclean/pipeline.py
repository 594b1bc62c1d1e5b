"""The whole flow for one page, on one screen."""

from __future__ import annotations

import msgspec

from newsclean.assemble import assemble
from newsclean.blocks import Blocks
from newsclean.date_blocks import context_of
from newsclean.decode import decode
from newsclean.front_matter import address, front_size
from newsclean.lines import read_lines, split_lines
from newsclean.reasons import Evidence
from newsclean.records import Cleaned, Page
from newsclean.scripts import without_scripts
from newsclean.settings import MARKUP_FORMATS, Settings
from newsclean.tagger import HTML_MODEL_FILE, Tagger, default_tagger
from newsclean.tags import without_tags


def clean_page(page: Page, settings: Settings, tagger: Tagger | None = None) -> Cleaned:
    """Clean one page: its text is cut into Lines, each Line gets a kind, and the Lines make the article.

    `tagger` is for the page's form; the shipped one without. Of an HTML page, numbers and offsets of lines are those
    of its rendered text.
    """
    if page.form == "html":
        return _clean_html(page, settings, tagger)
    text, code = without_scripts(page.text)
    if not code:  # scripts hold tags too
        text, code = without_tags(text)
    lines = split_lines(text)
    tagger = tagger or default_tagger()
    scores = tagger.scores(read_lines(lines))
    url = page.url or address(lines)
    tagged = decode(lines, scores, settings.favor, text_alone=settings.text_alone, url=url)
    shown = msgspec.structs.replace(page, url=url, text=text)
    cleaned = assemble(shown, lines, tagged, Evidence(tagger, scores.seen, front_size(lines)), settings, code)
    return msgspec.structs.replace(cleaned, page=page.text) if text != page.text and settings.lines else cleaned


def _clean_html(page: Page, settings: Settings, tagger: Tagger | None) -> Cleaned:
    """The same flow with the markup's hints, and the fields that the page's head and markup tell."""
    from newsclean.html import HINT_NAMES, read_html  # loads the parser
    from newsclean.html.fields import with_fields, with_title
    from newsclean.html.marked import marked
    from newsclean.html.markup import markup_of

    rendered = read_html(page.text, marked=settings.format in MARKUP_FORMATS)
    tagger = tagger or default_tagger(HTML_MODEL_FILE, HINT_NAMES)
    scores = tagger.scores(rendered.lines, rendered.hints)
    tagged = decode(rendered.lines, scores, settings.favor)
    shown = msgspec.structs.replace(page, text=rendered.text)
    told = marked(rendered) if settings.fields else None
    cleaned = assemble(shown, rendered.lines, tagged, Evidence(tagger, scores.seen), settings, marked=told)
    if settings.fields:
        url, spoken = page.url or rendered.head.url, cleaned.article.language
        context = context_of(Blocks(cleaned.blocks), spoken, url, page.fetched)
        kind_of = {row: block.kind for block in cleaned.blocks for row in range(block.first_line, block.last_line + 1)}
        kinds = [kind_of[line.first_line] for line in rendered.lines]
        cleaned = with_fields(cleaned, rendered, kinds, context)
    else:
        cleaned = with_title(cleaned, rendered)
    if not rendered.markup:
        return cleaned
    written = [block for block in cleaned.blocks if block.kind in settings.kinds]
    url = cleaned.article.url
    markup = markup_of(written, rendered.lines, rendered.markup, url, links=settings.links)
    return msgspec.structs.replace(cleaned, markup=markup)
