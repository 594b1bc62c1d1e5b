"""Markdown: the fields as YAML front matter, then what text holds, with marks.

What a page says stays text: characters that CommonMark, or GitHub's tables and strikethrough, would read
as marks are escaped, and every value of the front matter is a quoted string, a number, or a list of these.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from newsclean.records import Article, Cleaned, Comment, Failure, Kind
from newsclean.settings import Settings
from newsclean.writing.inline import Marked, Text, nodes
from newsclean.writing.marks import escaped, marked
from newsclean.writing.pages import separated
from newsclean.writing.parts import Code, Heading, Item, Listing, Paragraph, Part, Quote, Table, parts, votes
from newsclean.writing.text import PAGE_SEPARATOR
from newsclean.writing.values import legal, one_line, paragraphs, text_lines

#: Keys of the front matter, which are those of the JSON document.
FIELDS = (
    "id", "source", "url", "language", "title", "standfirst", "section", "dateline", "authors", "byline", "date",
    "date_modified", "tags", "comment_count", "copyright", "confidence",
)  # fmt: skip

#: Marks at the start of a line only: headings, quotes, list items, definitions, underlines of headings.
_START_MARKS = tuple("#>+-:=")
#: A number that would begin a list: its point or bracket is escaped.
_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)](?:\s|$))")
#: Line ends of YAML 1.1 inside a quoted string, and the byte order mark.
_YAML_ESCAPED = re.compile("[\u2028\u2029\ufeff]")


def write_markdown(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """Write every page, also an empty one, with a line with a form feed between two, as in text."""
    for page in separated(results, stream, PAGE_SEPARATOR):
        stream.write(page_markdown(page, settings.kinds))


def page_markdown(cleaned: Cleaned, kinds: frozenset[Kind]) -> str:
    """One page with a line end after it; empty if it has no article."""
    if not cleaned.article.text:
        return ""
    return "\n\n".join([front_matter(cleaned.article), *_body(cleaned, kinds)]) + "\n"


def front_matter(article: Article) -> str:
    """The fields that are known, as a YAML document between two lines `---`."""
    lines = [f"{name}: {_yaml(value)}" for name in FIELDS if (value := getattr(article, name)) not in (None, [])]
    return "\n".join(["---", *lines, "---"])


def paragraph(text: str) -> str:
    """A paragraph, a hard break between its lines. Empty if it holds nothing."""
    return "\\\n".join(_line(escaped(line)) for line in text_lines(text))


def _yaml(value: object) -> str:
    """A value as YAML 1.2 reads JSON, and so that YAML 1.1 reads the same."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    text = json.dumps(legal(value) if isinstance(value, str) else value, ensure_ascii=False)
    return _YAML_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _line(line: str) -> str:
    """A line of Markdown that begins no heading, quote or list."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    return ("\\" if line.startswith(_START_MARKS) else "") + line


def _body(cleaned: Cleaned, kinds: frozenset[Kind]) -> Iterator[str]:
    title = one_line(cleaned.article.title)
    if title and Kind.HEADLINE in kinds:
        yield _heading(1, Text(title))
    yield from _parts(parts(cleaned.blocks, kinds, cleaned.markup))
    if Kind.COMMENT in kinds:
        yield from map(_comment, cleaned.article.comments)


def _parts(sequence: Iterable[Part]) -> Iterator[str]:
    """Those of the parts that hold something. Of two lists in a row the second has other marks: they would be one."""
    other_marks = after_list = False
    for part in sequence:
        if isinstance(part, Listing):
            other_marks = after_list and not other_marks
            text = _listing(part, ("* ", ") ") if other_marks else ("- ", ". "))
        else:
            other_marks, text = False, _part(part)
        if text:
            after_list = isinstance(part, Listing)
            yield text


def _part(part: Heading | Paragraph | Quote | Code | Table) -> str:
    if isinstance(part, Quote):
        inner = "\n\n".join(_parts(part.parts))
        return _prefixed("> ", inner) if inner else ""
    if isinstance(part, Code):
        return _fenced(part)
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Heading):
        return _heading(part.level, part.text)
    if part.kind is Kind.CAPTION:
        return _caption(part.text)
    if len(text_lines(part.text.text)) > 1:
        return paragraph(part.text.text)
    return _line(marked(nodes(part.text)))


def _caption(text: Text) -> str:
    """A caption in italics, so that it is told from the text."""
    if len(text_lines(text.text)) > 1:
        return f"*{paragraph(text.text)}*"
    tree = nodes(text, without=("emphasis",))
    return marked([Marked("emphasis", None, tree)]) if tree else ""


def _heading(level: int, text: Text) -> str:
    """A heading, which is strong as it is; number signs at the end of the line would be taken for its closing mark."""
    tree = nodes(_on_one_line(text), without=("strong",))
    line = marked(tree)
    if tree and isinstance(tree[-1], str):
        kept = line.rstrip("#")
        line = kept + "\\#" * (len(line) - len(kept))
    return f"{'#' * level} {line}" if line else ""


def _on_one_line(text: Text) -> Text:
    """A text as it is, or without marks where it had several lines."""
    return Text(one_line(text.text)) if len(text_lines(text.text)) > 1 else text


def _listing(part: Listing, marks: tuple[str, str]) -> str:
    """A list; blank lines between its items if one of them needs any. `marks` are for items without and with number."""
    items = [_item(item, marks[0] if item.number is None else f"{item.number}{marks[1]}") for item in part.items]
    return ("\n" if all(map(_is_tight, part.items)) else "\n\n").join(filter(None, items))


def _item(item: Item, mark: str) -> str:
    text = ("\n" if _is_tight(item) else "\n\n").join(_parts(item.parts))
    # Further lines are indented as the first is.
    return mark + _prefixed(" " * len(mark), text)[len(mark) :] if text else ""


def _is_tight(item: Item) -> bool:
    """Whether an item needs no blank lines. A list that begins with another number than 1 needs one before it."""
    below = [part.items[0].number for part in item.parts if isinstance(part, Listing)]
    return item.is_short() and all(number in (None, 1) for number in below)


def _prefixed(mark: str, text: str) -> str:
    """A text with a mark before each of its lines."""
    return "\n".join((mark + line).rstrip() for line in text.split("\n"))


def _fenced(part: Code) -> str:
    """Code between two lines of more backticks than it has in a row."""
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in re.findall("`+", part.text))])
    return f"{fence}\n{legal(part.text)}\n{fence}"


def _table(part: Table) -> str:
    """A table of GitHub's Markdown, which wants the first row to be one of headings."""
    first, *others = [[marked(nodes(_on_one_line(cell)), in_cell=True) for cell in row] for row in part.rows]
    rows = [first, ["---"] * len(first), *others]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _comment(comment: Comment) -> str:
    """A comment as a quote of its own, with who wrote it and when on its first line."""
    author, date = one_line(comment.author), one_line(comment.date)
    head = [f"**{escaped(author)}**"] if author else []
    head += [_line(escaped(date))] if date else []
    head += [f"{name} {number}" for name, number in votes(comment)]
    texts = [" · ".join(head), *map(paragraph, paragraphs(comment.text))]
    return _prefixed("> ", "\n\n".join(filter(None, texts)))
