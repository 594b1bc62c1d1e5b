"""The records that flow through newsclean: `Input` → `Record` → `Page` → `Line` → `Block` → `Article`.

All are frozen and slotted. Line numbers are 1-based, character offsets 0-based and half-open, both
into the decoded input, so that every piece of the output can be found again in the page it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal

import msgspec

#: What the text of a page is: a plain-text dump, or HTML.
PageForm = Literal["text", "html"]
#: What an inline element of HTML says of its text.
Mark = Literal["link", "strong", "emphasis", "code"]

#: What a list item of the article's text begins with.
ITEM = "- "


class Kind(StrEnum):
    """What a line of a page is: the vocabulary of the whole project, in the order models use."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SECTION = "section"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    SIGNUP = "signup"
    RELATED = "related"
    ADVERTISEMENT = "advertisement"
    SHARING = "sharing"
    TAGS = "tags"
    AUTHOR_BIO = "author_bio"
    COMMENT = "comment"
    COMMENT_META = "comment_meta"
    COPYRIGHT = "copyright"
    LEGAL = "legal"
    OTHER = "other"


#: Kinds whose lines make up `Article.text`.
TEXT_KINDS = frozenset({Kind.STANDFIRST, Kind.BODY, Kind.SUBHEADING})

#: Kinds whose lines say what an article is about.
SAID_KINDS = TEXT_KINDS | {Kind.HEADLINE}

#: Kinds of the lines of a comment area.
COMMENT_KINDS = (Kind.COMMENT, Kind.COMMENT_META)

#: Kinds that belong to the article itself; all others are around it.
ARTICLE_KINDS = SAID_KINDS | {Kind.SECTION, Kind.BYLINE, Kind.DATE, Kind.DATELINE, Kind.CAPTION}


def numbers_of(kinds: Iterable[Kind], wanted: Container[Kind]) -> list[int]:
    """The numbers of the lines whose kind is one of those `wanted`, in order."""
    return [number for number, kind in enumerate(kinds) if kind in wanted]


class Input(msgspec.Struct, frozen=True):
    """One file, or standard input. Among records and results it says: what follows comes from here.

    `path` opens it, `source` is how people are told of it, and `relative` is its name in a folder of outputs:
    parts joined by `/`, none of them `..` or absolute.
    """

    path: str
    source: str
    relative: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it lies in an input: not yet decoded, not yet looked into (see `reading.pages`).

    `form` says what `data` is: a `text` dump, `html`, a line of JSON Lines (`jsonl`), the text of a WET record
    (`wet`), an HTTP response with its headers (`http`), or a page saved as one file (`mhtml`). `place` is where in its
    source it stands, for messages: "line 3". `charset` is what HTTP headers say, `fetched` when the page was fetched
    (ISO 8601), both None if unknown.
    """

    data: bytes | str
    form: Literal["text", "html", "jsonl", "wet", "http", "mhtml"] = "text"
    source: str = "-"
    place: str | None = None
    id: str | None = None
    url: str | None = None
    fetched: str | None = None
    charset: str | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page to clean: decoded `text` and where it came from.

    `source` is a file name, or `-` for standard input; `id` is the record id where the input gives one. `form` is
    what the text is: a dump (`text`), or `html`. `fetched` is when the page was fetched (ISO 8601), where the input
    tells.
    """

    text: str
    source: str = "-"
    id: str | None = None
    url: str | None = None
    form: PageForm = "text"
    fetched: str | None = None


# Lines, blocks and their kinds are thousands a page and hold nothing that could lead back to them: without `gc=False`
# Python would look through them for garbage again and again (a quarter of the time of a page of 10,000 lines).
class Line(msgspec.Struct, frozen=True, gc=False):
    """One unit of a page that gets one kind: a source line, or several that were one paragraph.

    `text` is stripped of the dump program's marks (link numbers, list bullets, Markdown); it is never
    empty. `first_line` and `last_line` are source lines, `start` and `end` the characters they span.
    `indent` is the column of the first character, `blanks` the number of blank lines before,
    `marks` the dump program's marks that were found (see `newsclean.lines`).
    """

    text: str
    first_line: int
    last_line: int
    start: int
    end: int
    indent: int
    blanks: int
    marks: int


class Block(msgspec.Struct, frozen=True, gc=False):
    """Lines of one kind that belong together: a paragraph, or a run of what was removed."""

    kind: Kind
    text: str
    first_line: int
    last_line: int


class Removed(Block, frozen=True):
    """A run of what was removed, and why: the evidence for its kind, or the rule that decided, in plain words."""

    reason: str | None = None


class Marked(msgspec.Struct, frozen=True):
    """What the markup of an HTML page tells of its Lines, by the numbers of their first lines: the credits of pictures,
    and in which texts of some Lines the headlines of other stories may be, each with its Line's number."""

    credits: Mapping[int, str]
    stories: Callable[[Collection[int]], Sequence[tuple[int, str]]]


class Caption(msgspec.Struct, frozen=True):
    """The caption of a picture, chart or video, and its credit where that could be told apart.

    `text` is empty where the page prints a credit only.
    """

    text: str
    credit: str | None = None


class Comment(msgspec.Struct, frozen=True):
    """One reader's comment. All but `text` are None where the page does not tell.

    `date` is ISO 8601; a time told from now ("3 hours ago") has none. `up` counts likes too.
    """

    author: str | None
    date: str | None
    text: str
    score: int | None = None
    up: int | None = None
    down: int | None = None


class LineKind(msgspec.Struct, frozen=True, gc=False):
    """What one source line was taken for.

    `confidence` is the model's probability of `kind`, from 0 to 1. `start` and `end` are character
    offsets into the decoded input. A very long line that holds a whole page is several records,
    with the same `line` and their own offsets.
    """

    line: int
    start: int
    end: int
    kind: Kind
    confidence: float


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in one page. Unknown is None or an empty list; no article is an empty `text`.

    `date` and `date_modified` are ISO 8601, `language` ISO 639-1; `authors` are persons, but for HTML pages whose
    markup names only an agency or the site.
    Every non-blank line of the input belongs to exactly one of `paragraphs`, `removed`, or a field (`title`,
    `byline`, `date`, `dateline`, `section`, `captions`, `comments`, `tags`, `related`, `copyright`).
    """

    id: str | None = None
    source: str | None = None
    url: str | None = None
    fetched: str | None = None
    input: str = "text"
    language: str | None = None
    title: str | None = None
    standfirst: str | None = None
    section: str | None = None
    dateline: str | None = None
    authors: list[str] = []
    byline: str | None = None
    date: str | None = None
    date_modified: str | None = None
    text: str = ""
    paragraphs: list[Block] = []
    captions: list[Caption] = []
    comments: list[Comment] = []
    comment_count: int | None = None
    tags: list[str] = []
    related: list[str] = []
    copyright: list[str] = []
    confidence: float = 0.0
    removed: list[Removed] = []
    lines: list[LineKind] | None = None

    def to_dict(self) -> dict[str, object]:
        """The JSON document as plain dicts and lists."""
        document: dict[str, object] = msgspec.to_builtins(self)
        return document

    def to_json(self, *, indent: int | None = None) -> str:
        """The JSON document as a string: compact, or indented by `indent` spaces."""
        encoded = msgspec.json.encode(self)
        if indent is not None:
            encoded = msgspec.json.format(encoded, indent=indent)
        return encoded.decode()


class Span(msgspec.Struct, frozen=True):
    """Characters of a block's text that an inline element marks; `target` is where a link leads, as the page has it."""

    start: int
    end: int
    mark: Mark
    target: str | None = None


class Around(msgspec.Struct, frozen=True):
    """An element around a block. `key` tells it apart from all others of the page.

    `number` is that of an item in an ordered list (None in others), of a cell's column, from 0, and 1 for a row
    of column headings.
    """

    form: Literal["quote", "list", "item", "table", "row", "cell", "code"]
    key: int
    number: int | None = None


class Markup(msgspec.Struct, frozen=True):
    """What the elements of an HTML page tell of a block; offsets are characters of the block's text.

    `level` is that of a heading (1 to 6; 0: none), `bullet` the length of the bullet that the text begins with,
    `around` the elements around, outermost first. A block that is a row of a table has its `cells`: column, start, end.
    """

    level: int = 0
    bullet: int = 0
    around: tuple[Around, ...] = ()
    cells: tuple[tuple[int, int, int], ...] = ()
    spans: tuple[Span, ...] = ()


class Cleaned(msgspec.Struct, frozen=True):
    """A cleaned page: the public `article`, its `blocks` (every line of the page, in page order), and for each block
    in `reasons` why it is none of the article's text; None if it is. There are no reasons where no fields were filled.
    `page` is the text that the offsets of `Article.lines` mean, None without them. `markup` is that of blocks by their
    first line; text dumps have none of it, nor have pages for a format that heeds none."""

    article: Article
    blocks: list[Block]
    reasons: list[str | None] = []
    page: str | None = None
    markup: dict[int, Markup] = {}


class Failure(msgspec.Struct, frozen=True):
    """A page or an input that could not be read or cleaned: which one, at which stage, and why."""

    source: str
    stage: str
    message: str
    id: str | None = None


def folded(text: str) -> str:
    """A text without its case and spacing: headlines that fold alike are one headline."""
    return " ".join(text.casefold().split())
