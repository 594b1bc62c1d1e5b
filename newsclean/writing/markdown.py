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
from newsclean.writing.parts import Part, parts, votes
from newsclean.writing.text import write_separated
from newsclean.writing.values import legal, one_line, paragraphs, text_lines

#: Keys of the front matter, which are those of the JSON document.
FIELDS = (
    "id", "source", "url", "language", "title", "standfirst", "section", "dateline", "authors", "byline", "date",
    "date_modified", "tags", "comment_count", "copyright", "confidence",
)  # fmt: skip

#: Marks of CommonMark and GitHub anywhere in a line, and an ampersand that begins a character reference.
_INLINE = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
#: Marks at the start of a line only: headings, quotes, list items, definitions, underlines of headings.
_START_MARKS = tuple("#>+-:=")
#: A number that would begin a list: its point or bracket is escaped.
_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)](?:\s|$))")
#: Line ends of YAML 1.1 inside a quoted string, and the byte order mark.
_YAML_ESCAPED = re.compile("[\u2028\u2029\ufeff]")


def write_markdown(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """Write every page, also an empty one, with a line with a form feed between two, as in text."""
    write_separated(results, stream, settings, page_markdown)


def page_markdown(cleaned: Cleaned, settings: Settings) -> str:
    """One page with a line end after it; empty if it has no article."""
    if not cleaned.article.text:
        return ""
    return "\n\n".join([front_matter(cleaned.article), *_body(cleaned, settings.kinds)]) + "\n"


def front_matter(article: Article) -> str:
    """The fields that are known, as a YAML document between two lines `---`."""
    lines = [f"{name}: {_yaml(value)}" for name in FIELDS if (value := getattr(article, name)) not in (None, [])]
    return "\n".join(["---", *lines, "---"])


def escaped(text: str) -> str:
    """A line of text to stand behind a mark, or behind other text: in a heading, in emphasis."""
    return _INLINE.sub(r"\\\g<0>", text)


def paragraph(text: str) -> str:
    """A paragraph, a hard break between its lines. Empty if it holds nothing."""
    return "\\\n".join(_line(line) for line in text_lines(text))


def _yaml(value: object) -> str:
    """A value as YAML 1.2 reads JSON, and so that YAML 1.1 reads the same."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    text = json.dumps(legal(value) if isinstance(value, str) else value, ensure_ascii=False)
    return _YAML_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _line(line: str) -> str:
    number = _NUMBER.match(line)
    if number:
        return f"{number[0]}\\{escaped(line[number.end() :])}"
    return ("\\" if line.startswith(_START_MARKS) else "") + escaped(line)


def _body(cleaned: Cleaned, kinds: frozenset[Kind]) -> Iterator[str]:
    title = one_line(cleaned.article.title)
    if title and Kind.HEADLINE in kinds:
        yield _heading("#", title)
    yield from filter(None, map(_part, parts(cleaned.blocks, kinds)))
    if Kind.COMMENT in kinds:
        yield from map(_comment, cleaned.article.comments)


def _part(part: Part) -> str:
    if part.is_list:
        return "\n".join(f"- {_below(item)}" for item in map(paragraph, part.texts) if item)
    text = part.texts[0]
    if part.kind is Kind.SUBHEADING:
        return _heading("##", one_line(text)) if one_line(text) else ""
    if part.kind is Kind.CAPTION:
        return f"*{marked}*" if (marked := paragraph(text)) else ""
    return paragraph(text)


def _heading(mark: str, line: str) -> str:
    """A heading; number signs at the end of the line would be taken for its closing mark."""
    return f"{mark} " + escaped(line).replace("#", "\\#")


def _below(item: str) -> str:
    """An item whose further lines are indented as its first is."""
    return item.replace("\n", "\n  ")


def _comment(comment: Comment) -> str:
    """A comment as a quote of its own, with who wrote it and when on its first line."""
    author, date = one_line(comment.author), one_line(comment.date)
    head = [f"**{escaped(author)}**"] if author else []
    head += [_line(date)] if date else []
    head += [f"{name} {number}" for name, number in votes(comment)]
    texts = [" · ".join(head), *map(paragraph, paragraphs(comment.text))]
    return "\n>\n".join("> " + text.replace("\n", "\n> ") for text in texts if text)
