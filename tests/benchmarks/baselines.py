"""The systems that newsclean is measured against: each a function from a page to its article text.

Text systems get a whole-page dump, HTML systems the page's HTML bytes. The libraries are imported when
a system is first used; a missing one raises ImportError, and its rows are left out of the tables.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from typing import Any

from newsclean.lab.score import word_bag

__all__ = ["HTML_SYSTEMS", "SYSTEMS", "TEXT_SYSTEMS", "System"]

TextExtractor = Callable[[str, str], str]
HtmlExtractor = Callable[[bytes, str], str]

#: Minimum words of a kept line in the punctuation rule.
RULE_WORDS = 5
#: jusText has a stop-word list for these languages; it is used without one elsewhere.
JUSTEXT_LANGUAGES: Mapping[str, str] = {
    "af": "Afrikaans", "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish",
    "fr": "French", "id": "Indonesian", "it": "Italian", "nl": "Dutch", "no": "Norwegian_Bokmal",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


def keep_all(dump: str, language: str) -> str:
    """The whole dump."""
    return dump


def keep_sentences(dump: str, language: str) -> str:
    """Lines of at least five words that end in punctuation, whatever the script."""
    return "\n".join(line for line in dump.splitlines() if _is_sentence(line.strip()))


def justext_lines(dump: str, language: str) -> str:
    """jusText with each line as a paragraph, with the stop words of the page's language where it has any.

    Without a list its stop-word thresholds are set to 0, as its documentation advises.
    """
    import justext

    name = JUSTEXT_LANGUAGES.get(language)
    if name is None:
        paragraphs = justext.justext(_as_html(dump), frozenset(), stopwords_low=0, stopwords_high=0)
    else:
        paragraphs = justext.justext(_as_html(dump), _stop_words(name))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def boilerpy3_lines(dump: str, language: str) -> str:
    """boilerpy3's article extractor with each line as a paragraph."""
    from boilerpy3.extractors import ArticleExtractor

    return str(ArticleExtractor().get_content(_as_html(dump)))


def newsclean_text(dump: str, language: str) -> str:
    """newsclean on the dump."""
    import newsclean

    return str(newsclean.clean(dump).text)


def newsclean_html(page: bytes, language: str) -> str:
    """newsclean on the HTML."""
    import newsclean

    return str(newsclean.clean(page, newsclean.Settings(input_form="html")).text)


def trafilatura_html(page: bytes, language: str, **options: Any) -> str:
    """trafilatura without readers' comments, otherwise with its defaults and `options`."""
    import trafilatura

    return trafilatura.extract(page, include_comments=False, **options) or ""


def readability_html(page: bytes, language: str) -> str:
    """readability-lxml; the HTML it returns is turned into text by html_text."""
    import html_text
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)  # it logs the traceback of what it raises
    # Decoded: its own detection reads "charset=utf-8,%3csvg" of an inline picture as the page's encoding.
    return str(html_text.extract_text(Document(_decoded(page)).summary()))


def resiliparse_html(page: bytes, language: str) -> str:
    """resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(_decoded(page), main_content=True))


@dataclass(frozen=True)
class System:
    """One system: its name in tables, the distribution it comes from (None: this repository)."""

    name: str
    package: str | None
    text: TextExtractor | None = None
    html: HtmlExtractor | None = None
    cached: bool = True

    def cache_key(self, given: str) -> str:
        """Name, version and input, so that another release of a library is measured anew."""
        version = metadata.version(self.package) if self.package else "1"
        return f"{self.name} {version} | {given}"

    def extract(self, page: str | bytes, language: str) -> str:
        """The article text of a dump (str) or of HTML (bytes)."""
        if isinstance(page, str):
            assert self.text is not None
            return self.text(page, language)
        assert self.html is not None
        return self.html(page, language)


TEXT_SYSTEMS = (
    System("keep everything", None, text=keep_all),
    System("punctuation rule", None, text=keep_sentences),
    System("jusText", "jusText", text=justext_lines),
    System("boilerpy3", "boilerpy3", text=boilerpy3_lines),
    System("newsclean", None, text=newsclean_text, cached=False),
)
HTML_SYSTEMS = (
    System("newsclean", None, html=newsclean_html, cached=False),
    System("trafilatura", "trafilatura", html=trafilatura_html),
    System("trafilatura fast", "trafilatura", html=partial(trafilatura_html, fast=True)),
    System("trafilatura precision", "trafilatura", html=partial(trafilatura_html, favor_precision=True)),
    System("trafilatura recall", "trafilatura", html=partial(trafilatura_html, favor_recall=True)),
    System("readability-lxml", "readability-lxml", html=readability_html),
    System("resiliparse", "Resiliparse", html=resiliparse_html),
)
SYSTEMS = (*TEXT_SYSTEMS, *HTML_SYSTEMS)


def _is_sentence(line: str) -> bool:
    closers = "\"'»”’)]」』"  # a sentence may end in a quotation or a bracket
    ended = line.rstrip(closers).endswith(tuple(".!?…:;。！？：；।"))
    return ended and word_bag(line).total() >= RULE_WORDS


def _decoded(page: bytes) -> str:
    return page.decode("utf-8", errors="replace")  # the corpus stores every page as UTF-8


def _as_html(dump: str) -> str:
    paragraphs = (f"<p>{html.escape(line)}</p>" for line in dump.splitlines() if line.strip())
    return f"<html><body>{''.join(paragraphs)}</body></html>"


@cache
def _stop_words(name: str) -> frozenset[str]:
    import justext

    return frozenset(justext.get_stoplist(name))
