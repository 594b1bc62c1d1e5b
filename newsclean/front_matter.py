"""Front matter: what programs that turn pages into Markdown write before the text, about the page.

Two forms are known. YAML between two lines `---`, as html-to-markdown, Obsidian's clipper and newsclean's own Markdown
have it, and the lines from "Title:" to "Markdown Content:" of readers that fetch pages for language models:

    ---                                   Title: Eggs are dear again
    title: "Eggs are dear again"
    author:                               URL Source: https://bell.example/eggs
      - "[[Ann Bell]]"
    published: 2024-05-03                 Published Time: 2024-05-03T10:20:30Z
    ---
                                          Markdown Content:
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newsclean.marks import FRONT, STATED_ADDRESS, STATED_AUTHOR, STATED_DATE, STATED_TITLE
from newsclean.records import Line
from newsclean.rows import Row

#: Front matter has at most so many rows that are not blank.
MOST_ROWS, MOST_READER_ROWS = 400, 12
#: What keys, in small letters, tell. `created` is when a note was made, `updated` is no first date.
STATED = (
    dict.fromkeys(("title", "og:title", "meta-og:title", "meta-title"), STATED_TITLE)
    | dict.fromkeys(("author", "authors", "creator", "byline", "meta-author"), STATED_AUTHOR)
    | dict.fromkeys(
        ("date", "published", "published time", "published_time", "publish_date", "meta-article:published_time"),
        STATED_DATE,
    )
    | dict.fromkeys(("url", "source", "url source", "canonical", "link", "permalink"), STATED_ADDRESS)
)

_KEY = re.compile(r"(?P<key>[\w@$][\w@$:. /-]{0,60}?):(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"-(?:\s|$)")
_QUOTES = "\"'"
_WEB = ("http://", "https://")


def front_lines(rows: Sequence[Row]) -> list[Line]:
    """The Lines of a page's front matter, one for each of its rows, which are the first of `rows`; none without it.

    Their marks say that they are front matter, and which tell the title, an author, the date or the address. The text
    of these has no quotes and brackets, and no key if it is the title or the address. The first of several that tell
    one thing counts, but for authors.
    """
    size = _yaml_size(rows) or _reader_size(rows)
    lines: list[Line] = []
    told = stated = 0
    for row in rows[:size]:
        found = _KEY.match(row.text) if not row.indent else None
        if found:
            stated = STATED.get(found["key"].casefold(), 0)
        value = _bare((found["value"] or "") if found else _ITEM.sub("", row.text, count=1).strip())
        mark = stated if _can_be(value, stated) and not (told & stated & ~STATED_AUTHOR) else 0
        told |= mark
        if found and mark & (STATED_AUTHOR | STATED_DATE):
            text = f"{found['key'].removeprefix('meta-')}: {value}"
        else:
            text = value if mark else row.text
        lines.append(Line(text, row.number, row.number, row.start, row.end, row.indent, row.blanks, FRONT | mark))
    return lines


def front_size(lines: Sequence[Line]) -> int:
    """How many of a page's Lines are its front matter."""
    return sum(1 for _ in takewhile(lambda line: line.marks & FRONT, lines))


def address(lines: Sequence[Line]) -> str | None:
    """The address that a page's front matter tells."""
    front = lines[: front_size(lines)]
    return next((line.text for line in front if line.marks & STATED_ADDRESS), None)


def _yaml_size(rows: Sequence[Row]) -> int:
    """How many rows YAML front matter has, with the marks around it; 0 without any."""
    if not rows or not _is_mark(rows[0]):
        return 0
    inner = list(takewhile(lambda row: not _is_mark(row), rows[1 : MOST_ROWS + 1]))
    size = len(inner) + 2
    if not inner or size > len(rows) or not _is_mark(rows[size - 1]) or not _KEY.match(inner[0].text):
        return 0
    return size if all(row.indent or _ITEM.match(row.text) or _KEY.match(row.text) for row in inner) else 0


def _reader_size(rows: Sequence[Row]) -> int:
    """The same of a reader's lines, to the one that says where the text begins."""
    if not rows or not rows[0].text.startswith("Title:"):
        return 0
    texts = [row.text for row in rows[:MOST_READER_ROWS]]
    has_source = any(text.startswith("URL Source:") for text in texts)
    return texts.index("Markdown Content:") + 1 if has_source and "Markdown Content:" in texts else 0


def _is_mark(row: Row) -> bool:
    return row.text == "---" and not row.indent


def _bare(value: str) -> str:
    """A YAML value without quotes, and without the brackets of a list and of a link to a note."""
    if value[:1] == "[" and value[-1:] == "]":
        value = ", ".join(map(_bare, _items(value[1:-1])))
    if len(value) > 1 and value[0] in _QUOTES and value[-1] == value[0]:
        quote, value = value[0], value[1:-1]
        value = value.replace('\\"', '"') if quote == '"' else value.replace("''", "'")
    return value.removeprefix("[[").removesuffix("]]").strip()


def _items(inner: str) -> Iterator[str]:
    """The items of a list on one row. A comma inside quotes parts none."""
    return (item.strip() for item in re.findall(r"\"[^\"]*\"|'[^']*'|[^,\s][^,]*", inner))


def _can_be(value: str, stated: int) -> bool:
    """Whether a value can be what its key tells."""
    if stated == STATED_ADDRESS:
        return value.startswith(_WEB) and not any(map(str.isspace, value))
    return any(map(str.isalnum, value)) and not value.startswith(_WEB)
