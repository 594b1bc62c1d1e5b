"""Plain-text dumps of an HTML page, made by the libraries and programs people make them with.

A style is the name of the program and its usual options; `STYLES` is the one list of them. Six are those of the
published corpus, whose dumps these functions reproduce to the character (lynx apart, see `_TEMPORARY`); the
others are made here: `html2text`, Markdown wrapped at 78 columns, `html2text_plain`, the same without links and
pictures, `markdownify`, Markdown that is not wrapped, `gfm` and `pandoc`, GitHub's Markdown and pandoc's own,
`get_text`, what BeautifulSoup's method of that name gives without options, `stripped_strings`, its strings with
spaces between them, `html2txt`, trafilatura's function of that name, `wet`, the text of Common Crawl's WET
archives, and `selectall`, what a browser's select-all gives.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.errors import NewscleanError, UsageError
from newsclean.lab import browser, wet
from newsclean.lab.folder import Corpus, Dump

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = [
    "CORPUS_STYLES",
    "OWN_STYLES",
    "STYLES",
    "TAUGHT_STYLES",
    "DumpError",
    "MissingTool",
    "Style",
    "check_tools",
    "dump_in",
    "make_dump",
    "missing_tool",
]

#: Columns of the hard-wrapping programs w3m and lynx.
COLUMNS = 80
#: Seconds one program may take for one page.
TIMEOUT = 60

# lynx reads standard input through a temporary file and prints its name as the page's own address and in
# place of relative ones: file://localhost/tmp/lynxXXXXzrVx0F/L31873-9556TMP.html
_TEMPORARY = re.compile(r"file://(?:localhost)?/\S*?/lynxXXXX\w+/(?:L\d+-\d+TMP\.html)?")
_PAGE_ADDRESS = "file://localhost/page/"


class MissingTool(NewscleanError):
    """A library or program that a dump style needs is not installed; the message says how to install it."""


class DumpError(NewscleanError):
    """A library or program failed on a page."""


@dataclass(frozen=True)
class Style:
    """A dump style: how its text is made from decoded HTML, and what must be installed for it.

    `modules` are importable names, `program` a command; `install` is what a user should run.
    """

    make: Callable[[str], str]
    install: str
    modules: tuple[str, ...] = ()
    program: str | None = None


def _html_text(page: str) -> str:
    import html_text

    return str(html_text.extract_text(page))


def _inscriptis(page: str) -> str:
    import inscriptis

    return str(inscriptis.get_text(page))


def _bs4(page: str) -> str:
    from bs4 import BeautifulSoup

    return str(_shown(BeautifulSoup(page, "lxml")).get_text("\n", strip=True))


def _shown(soup: BeautifulSoup) -> BeautifulSoup:
    """A page without the elements whose text no reader sees."""
    for hidden in soup(["script", "style", "noscript"]):
        hidden.decompose()
    return soup


def _get_text(page: str) -> str:
    from bs4 import BeautifulSoup

    return str(BeautifulSoup(page, "lxml").get_text())


def _stripped_strings(page: str) -> str:
    from bs4 import BeautifulSoup

    return " ".join(_shown(BeautifulSoup(page, "lxml")).stripped_strings)


def _text_content(page: str) -> str:
    """All text of the tree, scripts and style sheets among it."""
    from lxml.html import HTMLParser, fromstring

    return str(fromstring(page.encode(), parser=HTMLParser(encoding="utf-8")).text_content())


def _html2txt(page: str) -> str:
    import trafilatura

    return str(trafilatura.html2txt(page))


def _resiliparse(page: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page, main_content=False))


def _html2text(page: str) -> str:
    import html2text

    return str(html2text.html2text(page))


def _html2text_plain(page: str) -> str:
    import html2text

    writer = html2text.HTML2Text()
    writer.ignore_links = writer.ignore_images = True
    return str(writer.handle(page))


def _markdownify(page: str) -> str:
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    return str(MarkdownConverter().convert_soup(_shown(BeautifulSoup(page, "lxml"))))


def _gfm(page: str) -> str:
    return _run(["pandoc", "-f", "html", "-t", "gfm"], page)


def _pandoc(page: str) -> str:
    return _run(["pandoc", "-f", "html", "-t", "markdown"], page)


def _w3m(page: str) -> str:
    return _run(["w3m", "-dump", "-cols", str(COLUMNS), "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"], page)


def _lynx(page: str) -> str:
    options = [f"-width={COLUMNS}", "-assume_charset=UTF-8", "-display_charset=UTF-8"]
    return _TEMPORARY.sub(_PAGE_ADDRESS, _run(["lynx", "-dump", "-stdin", *options], page))


STYLES: dict[str, Style] = {
    "html_text": Style(_html_text, "pip install html-text", ("html_text",)),
    "inscriptis": Style(_inscriptis, "pip install inscriptis", ("inscriptis",)),
    "bs4": Style(_bs4, "pip install beautifulsoup4 lxml", ("bs4", "lxml")),
    "resiliparse": Style(_resiliparse, "pip install resiliparse", ("resiliparse",)),
    "w3m": Style(_w3m, "apt-get install w3m", program="w3m"),
    "lynx": Style(_lynx, "apt-get install lynx", program="lynx"),
    "html2text": Style(_html2text, "pip install html2text", ("html2text",)),
    "html2text_plain": Style(_html2text_plain, "pip install html2text", ("html2text",)),
    "markdownify": Style(_markdownify, "pip install markdownify lxml", ("markdownify", "bs4", "lxml")),
    "gfm": Style(_gfm, "apt-get install pandoc", program="pandoc"),
    "pandoc": Style(_pandoc, "apt-get install pandoc", program="pandoc"),
    "get_text": Style(_get_text, "pip install beautifulsoup4 lxml", ("bs4", "lxml")),
    "stripped_strings": Style(_stripped_strings, "pip install beautifulsoup4 lxml", ("bs4", "lxml")),
    "text_content": Style(_text_content, "pip install lxml", ("lxml",)),
    "html2txt": Style(_html2txt, "pip install trafilatura", ("trafilatura",)),
    "wet": Style(wet.extracted, "nothing"),
    "selectall": Style(browser.selected, browser.INSTALL, ("selenium",), "chromedriver"),
}
#: The styles that the published corpus does not hold.
OWN_STYLES = (
    "html2text", "html2text_plain", "markdownify", "gfm", "pandoc", "get_text", "stripped_strings", "text_content",
    "html2txt", "wet", "selectall",
)  # fmt: skip
#: Those of them that the shipped model has learnt: with WET and select-all it was no better on these (see the README).
TAUGHT_STYLES = ("html2text", "get_text")
#: The styles of the published corpus.
CORPUS_STYLES = tuple(name for name in STYLES if name not in OWN_STYLES)


def missing_tool(style: str) -> str | None:
    """What a style lacks on this machine and how to install it; None when it can be made.

    Raises UsageError for a style that does not exist.
    """
    if style not in STYLES:
        raise UsageError(f"no dump style {style!r}; there are {', '.join(STYLES)}")
    recipe = STYLES[style]
    absent = [name for name in recipe.modules if importlib.util.find_spec(name) is None]
    if recipe.program and shutil.which(recipe.program) is None:
        absent.append(recipe.program)
    return f"{style} needs {' and '.join(absent)}: {recipe.install}" if absent else None


def check_tools(styles: Iterable[str]) -> None:
    """Raise MissingTool, naming everything to install, unless all the styles can be made here."""
    lacks = [lack for lack in map(missing_tool, styles) if lack]
    if lacks:
        raise MissingTool("dump styles cannot be made:\n  " + "\n  ".join(lacks))


def make_dump(html: bytes, style: str) -> str:
    """The page's plain text in a style.

    The HTML is read as UTF-8, undecodable bytes replaced: the sources store their pages so, whatever the
    page itself declares. Raises MissingTool or UsageError as `missing_tool` says, DumpError on failure.
    """
    check_tools([style])
    # A NUL or a lone surrogate cannot be passed on to lxml or a program.
    page = html.decode("utf-8", errors="replace").replace("\0", "")
    try:
        return STYLES[style].make(page)
    except Exception as error:
        raise DumpError(f"{style} failed: {type(error).__name__}: {error}") from error


def dump_in(corpus: Corpus, dump: Dump, style: str) -> str:
    """A dump of a page of the corpus, or one made of its HTML in a style that the corpus does not hold."""
    return make_dump(corpus.html(dump.id), style) if style in OWN_STYLES else dump.styles[style]


def _run(command: list[str], page: str) -> str:
    done = subprocess.run(command, input=page.encode(), capture_output=True, timeout=TIMEOUT, check=True)
    return done.stdout.decode("utf-8", errors="replace")
