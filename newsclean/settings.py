"""The one holder of options: what a command line option sets and a library call may pass."""

from __future__ import annotations

import math
from typing import Literal, get_args

import msgspec

from newsclean.errors import UsageError
from newsclean.records import Kind

Format = Literal["text", "json", "jsonl", "markdown", "html", "jsonld", "tei", "parquet"]
#: What people look at line by line, instead of a document.
Display = Literal["explain", "report", "diff"]
InputForm = Literal["text", "html", "jsonl", "warc"]
Favor = Literal["precision", "recall"]

#: Formats that hold the kinds asked for. The others hold everything that they have a place for.
KIND_FORMATS: tuple[Format, ...] = ("text", "markdown", "html")
#: Formats that keep headings' levels, lists, tables, quotes, emphasis and links of HTML pages.
MARKUP_FORMATS: tuple[Format, ...] = ("markdown", "html")
#: Formats that may hold every line's kind.
LINE_FORMATS: tuple[Format, ...] = ("json", "jsonl", "parquet")

#: All that show every line's kind.
DISPLAYS: tuple[Display, ...] = ("explain", "report", "diff")

#: Kinds that the text output holds unless told otherwise: the title, then the article's text.
DEFAULT_KINDS = frozenset({Kind.HEADLINE, Kind.STANDFIRST, Kind.SUBHEADING, Kind.BODY})

_CHOICES = {
    "input_form": (None, *get_args(InputForm)),
    "favor": (None, *get_args(Favor)),
    "format": (*get_args(Format), *get_args(Display)),
}
#: What numbers are, and the least that means something.
_NUMBERS = (("jobs", int | None, 1), ("max_page", int, 1), ("timeout", int | float | None, 0))


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to read, clean and write pages.

    - `input_form`: what the input is; None sniffs it from its bytes.
    - `favor`: lean to precision (drop what is doubtful) or recall (keep it); None balances.
    - `lines`: fill `Article.lines` with every line's kind, confidence and offsets.
    - `fields`: fill all fields; without them an Article has its title, language, text, paragraphs and confidence only,
      which takes a fifth to a quarter less time.
    - `format`: what to write: a document, or a display of every line, which takes `lines`.
    - `unfolded`: show all lines of a display in full; otherwise long runs of junk are folded.
    - `against`: a file of documents with `lines`, with which `diff` compares.
    - `kinds`: kinds that text, Markdown and HTML hold; `removed` makes text hold all the others instead.
    - `links`: keep the links of HTML pages in Markdown and HTML.
    - `jobs`: processes for many pages; None takes one for a few pages, and all cores if there are more.
    - `timeout`: seconds after which a page is given up; None waits forever. It takes a process of its own.
    - `max_page`: bytes of the largest page that is cleaned.
    - `text_key`, `id_key`: the key of JSON Lines, or column of Parquet, with the page and its id; None guesses.

    Raises UsageError for a form, leaning, format or kind that there is not, and for a number that means nothing.
    """

    input_form: InputForm | None = None
    favor: Favor | None = None
    lines: bool = False
    fields: bool = True
    format: Format | Display = "text"
    unfolded: bool = False
    against: str | None = None
    kinds: frozenset[Kind] = DEFAULT_KINDS
    removed: bool = False
    links: bool = False
    jobs: int | None = 1
    timeout: float | None = None
    max_page: int = 20 << 20
    text_key: str | None = None
    id_key: str | None = None

    @property
    def text_alone(self) -> bool:
        """Whether nothing is wanted but the article's title and text."""
        return not (self.fields or self.lines or self.removed) and self.kinds == DEFAULT_KINDS

    def __post_init__(self) -> None:
        for name, known in _CHOICES.items():
            value = getattr(self, name)
            if value not in known:
                raise UsageError(f"Settings({name}={value!r}): choose one of {', '.join(map(repr, known))}")
        for name, number, least in _NUMBERS:
            value = getattr(self, name)
            if not isinstance(value, number) or (value is not None and not least <= value < math.inf):
                raise UsageError(f"Settings({name}={value!r}): give a number from {least} on")
        if not isinstance(self.kinds, frozenset | set) or not self.kinds <= frozenset(Kind):
            raise UsageError(f"Settings(kinds={self.kinds!r}): give a set of {', '.join(Kind)}")
