"""Markdown, read back by PyYAML and by markdown-it-py, a CommonMark parser."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from markdown_it import MarkdownIt

from newsclean.records import Around, Article, Cleaned, Kind, Markup, Span
from newsclean.settings import DEFAULT_KINDS
from newsclean.writing.markdown import FIELDS
from newsclean.writing.values import legal, text_lines
from tests import marked
from tests.hostile import ANY, FAILURE, FULL, NO_ARTICLE, TEXTS, comment_texts, page, written

#: CommonMark, and CommonMark with what GitHub adds.
PARSERS = (MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"]))
ALL_KINDS = DEFAULT_KINDS | {Kind.CAPTION, Kind.COMMENT, Kind.NAVIGATION, Kind.TAGS}


def split(text: str) -> tuple[dict[str, Any], str]:
    """The front matter and the body."""
    assert text.startswith("---\n") and text.endswith("\n")
    front, body = text[4:].split("\n---\n", 1)
    return yaml.safe_load(front), body


def rendered(body: str, parser: MarkdownIt = PARSERS[0]) -> list[tuple[str, str]]:
    """What a renderer shows: the elements around each text, outermost first, and the text itself."""
    open_tags: list[str] = []
    shown = []
    for token in parser.parse(body):
        if token.type == "inline":
            text = ""
            for part in token.children or []:
                assert part.type in ("text", "hardbreak", "em_open", "em_close", "strong_open", "strong_close")
                text += "\n" if part.type == "hardbreak" else part.content
                if part.type in ("em_open", "strong_open"):
                    open_tags.append(part.tag)
            # Paragraphs of tight lists are not shown as such.
            shown.append((" ".join(tag for tag in open_tags if tag != "p"), text))
            open_tags = [tag for tag in open_tags if tag not in ("em", "strong")]
        elif token.nesting > 0:
            open_tags.append(token.tag)
        elif token.nesting < 0:
            assert open_tags.pop() == token.tag
        else:
            raise AssertionError(token.type)
    return shown


def expected(cleaned: Cleaned) -> list[tuple[str, str]]:
    """What must be shown of a page of `tests.hostile` with all kinds."""
    line = " ".join(text_lines(cleaned.article.title))
    text = "\n".join(text_lines(cleaned.article.title))
    caption = [("em", text)] if any(map(str.isalnum, cleaned.article.title or "")) else []
    title, heading, plain, item = ("h1", line), ("h2", line), ("", text), ("ul li", text)
    quotes = [("blockquote", part) for part in comment_texts(cleaned.article.title or "")]
    first = len(quotes) * 2 // 3
    head = f"{line} · {line} · up 3 · down 0" if line else "up 3 · down 0"
    voted = ("blockquote strong" if line else "blockquote", head)
    dated = ("blockquote", "2024-05-03 · score -2")
    # Navigation, title, caption, text; one of the subheadings is a list item on the page.
    shown = [title, plain, *caption, plain, plain, heading, heading, plain, item, item, heading]
    shown += [plain, voted, *quotes[:first], dated, *quotes[first:]]
    return [(place, words) for place, words in shown if words]


def test_a_page() -> None:
    kinds = DEFAULT_KINDS | {Kind.CAPTION, Kind.COMMENT}
    front, body = split(written(FULL, format="markdown", kinds=kinds))
    assert front == {name: value for name in FIELDS if (value := getattr(FULL.article, name)) is not None}
    assert body == (
        "\n# Bridge closed\n\n*The bridge. Photo: A. Photographer*\n\nIn short.\n\nFirst paragraph.\n\n## Reasons\n\n"
        "- wind\n- water\n\nLast.\n\n> **Reader** · 2024-05-05 · up 3 · down 1\n>\n> Well said.\n>\n> Truly.\n\n> Hm.\n"
    )


def test_captions_and_comments_are_there_on_request() -> None:
    body = split(written(FULL, format="markdown"))[1]
    assert "The bridge." not in body and "Well said" not in body
    assert split(written(FULL, format="markdown", kinds=frozenset({Kind.COMMENT})))[1].startswith("\n> **Reader**")


def test_what_is_not_known_is_not_there() -> None:
    front, body = split(written(Cleaned(Article(text="x"), []), format="markdown"))
    assert (front, body) == ({"confidence": 0.0}, "")


def test_pages_are_separated_by_form_feeds() -> None:
    one = written(FULL, format="markdown")
    assert written(FULL, FAILURE, NO_ARTICLE, FULL, format="markdown") == f"{one}\f\n\f\n{one}"
    assert written(NO_ARTICLE, format="markdown") == ""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Don't (really) pay $5 + 10 % – or 1.5!", "Don't (really) pay $5 + 10 % – or 1.5!"),
        ("AT&T &amp; a < b", "AT&T \\&amp; a \\< b"),
        ("1. a", "1\\. a"),
        ("1.5 a", "1.5 a"),
        ("- a", "\\- a"),
        ("a_b * c", "a\\_b \\* c"),
    ],
)
def test_only_marks_are_escaped(text: str, marked: str) -> None:
    kinds = frozenset({Kind.TAGS})
    assert split(written(page(text), format="markdown", kinds=kinds))[1] == f"\n{marked}\n"


def check(text: str) -> None:
    cleaned = page(text)
    front, body = split(written(cleaned, format="markdown", kinds=ALL_KINDS))
    for name, value in front.items():
        original = getattr(cleaned.article, name)
        if isinstance(original, list):
            assert value == [legal(item) for item in original]
        else:
            assert value == (legal(original) if isinstance(original, str) else original)
    assert [name for name in FIELDS if name in front] == list(front) == list(FIELDS)
    for parser in PARSERS:
        assert rendered(body, parser) == expected(cleaned)


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_stay_text(text: str) -> None:
    check(text)


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_any_text_stays_text(text: str) -> None:
    check(text)


def body_of(*blocks: tuple[Any, Markup], kinds: frozenset[Kind] = DEFAULT_KINDS) -> str:
    return split(written(marked.cleaned(FULL, *blocks), format="markdown", kinds=kinds - {Kind.HEADLINE}))[1].strip()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("It is late.", [Span(3, 5, "strong"), Span(6, 10, "emphasis")], "It **is** *late*."),
        ("a late b", [Span(2, 6, "strong"), Span(2, 6, "emphasis")], "a **_late_** b"),
        ("late a b", [Span(0, 8, "emphasis"), Span(0, 4, "strong")], "_**late** a b_"),
        ("unlate", [Span(2, 6, "emphasis")], "un*late*"),
        ("Note:late", [Span(0, 5, "strong")], "**Note**:late"),
        ("船は「遅刻」です", [Span(2, 6, "strong")], "船は「**遅刻**」です"),
        ("a ... b", [Span(2, 5, "strong")], "a **...** b"),
        ("a...b", [Span(1, 4, "strong")], "a...b"),
        ("see a here", [Span(0, 5, "strong"), Span(4, 10, "emphasis")], "**see _a_** *here*"),
        ("a b", [Span(0, 2, "strong"), Span(1, 3, "strong")], "**a b**"),
        ("run `x` | y", [Span(4, 11, "code")], "run `` `x` | y ``"),
        ("a*b", [Span(0, 3, "code"), Span(1, 3, "strong")], "`a*b`"),
        (
            "Wow!here",
            [Span(4, 8, "link", "https://x.example/(a)?b&amp;c")],
            "Wow\\![here](<https://x.example/(a)?b\\&amp;c>)",
        ),
        ("[a] b", [Span(0, 3, "link", "http://x.example/_a_*")], "[\\[a\\]](http://x.example/_a_*) b"),
        ("a b", [Span(0, 3, "link", "javascript:alert(1)"), Span(0, 1, "link", "/b")], "a b"),
        ("1. b", [Span(1, 4, "emphasis")], "1\\. *b*"),
        ("1. b", [Span(3, 4, "emphasis")], "1\\. *b*"),
        ("&amp;", [Span(1, 4, "strong")], "\\&**amp**;"),
    ],
)
def test_marks(text: str, spans: list[Span], expected: str) -> None:
    assert body_of(marked.block(Kind.BODY, text, spans)) == expected
    assert inline(PARSERS[0].parseInline(expected)[0].children or [])[0] == text


def test_headings_have_levels_and_captions_are_emphasis() -> None:
    strong = [Span(0, 3, "strong"), Span(1, 2, "emphasis")]
    shown = body_of(
        (marked.block(Kind.SUBHEADING, "abc#", strong)[0], Markup(level=3, spans=tuple(strong))),
        (marked.block(Kind.SUBHEADING, "abc", [])[0], Markup(level=1)),
        (marked.block(Kind.BODY, "abc", [])[0], Markup(level=4)),
        (marked.block(Kind.BODY, "long " * 30, [])[0], Markup(level=4)),
        (marked.block(Kind.STANDFIRST, "abc", [])[0], Markup(level=2)),
        marked.block(Kind.CAPTION, "abc d", strong),
        kinds=DEFAULT_KINDS | {Kind.CAPTION},
    )
    assert shown.split("\n\n") == ["### a*b*c\\#", "## abc", "#### abc", "long " * 29 + "long", "abc", "_**abc** d_"]


QUOTE, LIST, OTHER, TABLE = Around("quote", 1), Around("list", 2), Around("list", 3), Around("table", 4)


def item(key: int, number: int | None = None) -> Around:
    return Around("item", 10 + key, number)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([[QUOTE], [QUOTE], []], "> a\n>\n> b\n\nc"),
        ([[QUOTE], [Around("quote", 9)], []], "> a\n\n> b\n\nc"),
        ([[LIST, item(1)], [LIST, item(2)], []], "- a\n- b\n\nc"),
        ([[LIST, item(1, 3)], [LIST, item(2, 4)], []], "3. a\n4. b\n\nc"),
        # Lists below a list, beside its items too; paragraphs of an item.
        ([[LIST, item(1)], [LIST, item(1), OTHER, item(2, 1)], []], "- a\n  1. b\n\nc"),
        ([[LIST, item(1)], [LIST, OTHER, item(2)], []], "- a\n  - b\n\nc"),
        ([[LIST, item(1)], [LIST, item(1), OTHER, item(2, 5)], []], "- a\n\n  5. b\n\nc"),
        ([[LIST, item(1, 9)], [LIST, item(1, 9)], [LIST, item(2, 10)], []], "9. a\n\n   b\n\n10. c\n\nd"),
        ([[LIST, item(1)], [LIST, item(2), QUOTE], []], "- a\n\n- > b\n\nc"),
        # Two lists are two.
        ([[LIST, item(1, 1)], [OTHER, item(2, 1)], []], "1. a\n\n1) b\n\nc"),
        # What is around everything is layout.
        ([[QUOTE], [QUOTE, LIST, item(1)]], "a\n\n- b"),
        ([[LIST, item(1)], [LIST, item(1)]], "a\n\nb"),
        ([[LIST, item(1)], [LIST, item(2)]], "- a\n- b"),
    ],
)
def test_quotes_and_lists(paths: list[list[Around]], expected: str) -> None:
    assert body_of(*(marked.block(Kind.BODY, "abcd"[n], [], *path) for n, path in enumerate(paths))) == expected


def test_a_list_with_headings_is_layout() -> None:
    heading = marked.block(Kind.SUBHEADING, "a", [])[0], Markup(level=3, around=(LIST, item(1)))
    first, second = (marked.block(Kind.BODY, text, [], LIST, item(n)) for n, text in enumerate("bc"))
    assert body_of(heading, first, second, marked.block(Kind.BODY, "d", [])) == "### a\n\nb\n\nc\n\nd"


def cell(row: int, column: int) -> tuple[Around, Around]:
    return Around("row", 20 + row), Around("cell", 30 + 9 * row + column, column)


def test_tables() -> None:
    joined = Markup(around=(TABLE, Around("row", 20, 1)), cells=((0, 0, 1), (3, 4, 7)), spans=(Span(0, 5, "strong"),))
    shown = body_of(
        (marked.block(Kind.SUBHEADING, "a | b|c", [])[0], joined),
        marked.block(Kind.BODY, "d|e", [Span(0, 3, "code")], TABLE, *cell(1, 3)),
        marked.block(Kind.BODY, "f", [], TABLE, *cell(2, 0)),
        marked.block(Kind.BODY, "g", []),
    )
    assert shown == "| **a** | **b**\\|c |\n| --- | --- |\n|  | d\\|e |\n| f |  |\n\ng"


@pytest.mark.parametrize(
    "paths",
    [
        [[TABLE, *cell(1, 0)], [TABLE, *cell(1, 1)], [TABLE, *cell(1, 1)]],  # two paragraphs in a cell
        [[TABLE, *cell(1, 0)], [TABLE, *cell(2, 0)], [TABLE, *cell(3, 0)]],  # one column
        [[TABLE, *cell(1, 0)], [TABLE, *cell(1, 1)], [TABLE]],  # text beside the rows
    ],
)
def test_tables_for_looks_are_no_tables(paths: list[list[Around]]) -> None:
    blocks = [marked.block(Kind.BODY, "abc"[n], [], *path) for n, path in enumerate(paths)]
    assert body_of(*blocks, marked.block(Kind.BODY, "d", [])) == "a\n\nb\n\nc\n\nd"


def inline(children: list[Any]) -> tuple[str, list[set[str]]]:
    """The text of a line, and the marks around each of its characters."""
    text, around = "", []
    open_marks: list[str] = []
    for part in children:
        if part.type.endswith("_open"):
            assert part.tag != "a" or part.attrs["href"].startswith("http")
            open_marks.append({"a": "link", "em": "emphasis"}.get(part.tag, part.tag))
        elif part.type.endswith("_close"):
            open_marks.pop()
        else:
            assert part.type in ("text", "code_inline", "hardbreak")
            new = "\n" if part.type == "hardbreak" else part.content
            text += new
            around += [{*open_marks, *(["code"] if part.type == "code_inline" else [])}] * len(new)
    return text, around


@given(marked.TEXTS, marked.SPANS)
@settings(max_examples=300, deadline=None)
def test_text_stays_text_whatever_is_marked(text: str, spans: list[Span]) -> None:
    """Without its marks the text is the same everywhere, and nothing is marked that was not."""
    cleaned = marked.everywhere(FULL, text, spans)
    body = split(written(cleaned, format="markdown", kinds=ALL_KINDS - {Kind.COMMENT, Kind.HEADLINE}))[1]
    lines, line = "\n".join(text_lines(text)), " ".join(text_lines(text))
    shown = [inline(token.children or []) for token in PARSERS[1].parse(body) if token.type == "inline"]
    captions = [lines] if any(map(str.isalnum, text)) else []
    places = [lines, line, *captions, lines, lines, line, line]
    assert [found for found, _ in shown if found] == [place for place in places if place]
    if text == line and shown:
        for sign, place, around in zip(text, range(len(text)), shown[0][1], strict=True):
            assert around <= {span.mark for span in spans if span.start <= place < span.end}, sign
