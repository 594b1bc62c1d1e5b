"""Markdown, read back by PyYAML and by markdown-it-py, a CommonMark parser."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from markdown_it import MarkdownIt

from newsclean.records import Article, Cleaned, Kind
from newsclean.settings import DEFAULT_KINDS
from newsclean.writing.markdown import FIELDS
from newsclean.writing.values import legal, text_lines
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
