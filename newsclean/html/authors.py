"""The authors of an HTML page: what its head states, what its markup marks as an author's name, and what the lines of
its text say, checked against each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsclean.fields.people.announcing import Printed
from newsclean.fields.people.authorship import authors
from newsclean.fields.people.bylines import read
from newsclean.html import Rendered
from newsclean.html.elements import OF_AUTHOR, TAG_BIT
from newsclean.html.words import family_bit
from newsclean.records import TEXT_KINDS, Article, Kind, folded

_CLASS = family_bit("author")
#: Kinds of lines that name other people, whatever the markup says.
_OTHERS = TEXT_KINDS | {Kind.COMMENT, Kind.COMMENT_META, Kind.RELATED, Kind.HEADLINE, Kind.TAGS}
#: How far `rel=author` and microdata let expect a name, how far a class of that name, and how much more a byline does.
_BY_TAG, _BY_CLASS, _BY_KIND = 2.0, 1.5, 1.0
#: Longest line that is read for a name.
_LONGEST = 100


def authors_of(article: Article, page: Rendered, kinds: Sequence[Kind]) -> list[str]:
    """The authors of an article. `article.authors` are those that its lines name; `kinds` are those of the Lines.

    The head is complete where it states authors whom the page prints, if the page marks no others beside them (right on
    3 of 4 such pages of 1,284); a byline that says "By" wins over a head that names somebody else, such as who runs the
    site. Without persons, whatever the head names.
    """
    stated = list(page.head.authors)
    printed, certain = _printed(article, page, kinds)
    if not stated:
        return printed or list(page.head.bylines)
    if article.authors and set(stated) <= _editors(article.byline):
        return article.authors
    said, shown = {folded(name) for name in stated}, {folded(name) for name in printed}
    others = certain and shown and said.isdisjoint(shown)
    if (others or said < shown) and not _is_spelled_otherwise(said, shown):
        return printed
    return stated


def _printed(article: Article, page: Rendered, kinds: Sequence[Kind]) -> tuple[list[str], bool]:
    """The names that the page shows, and whether a byline says "By" before them."""
    by = [read(line) for line in (article.byline or "").split("\n")]
    announced = [
        line.cue == "by" or (before.cue == "by" and not before.names) for before, line in pairwise([*by[:1], *by])
    ]
    certain = any(
        said and not set(article.authors).isdisjoint(line.names) for said, line in zip(announced, by, strict=True)
    )
    if certain:
        return article.authors, True
    marked = _marked(page, kinds)
    return marked or article.authors, False


def _editors(byline: str | None) -> set[str]:
    """The names that a byline says to be those of people who did something else: "Editor: Ann Bell"."""
    return {name for line in (byline or "").split("\n") if (said := read(line)).cue == "other" for name in said.names}


def _marked(page: Rendered, kinds: Sequence[Kind]) -> list[str]:
    """The names that the markup marks as authors'."""
    lines = []
    for number, row in enumerate(page.rows):
        tags = row.tags | row.inner
        if not (tags & OF_AUTHOR or row.near & _CLASS):
            continue
        kind, text = kinds[number], page.lines[number].text
        if tags & TAG_BIT["in_comment"] or kind in _OTHERS or len(text) > _LONGEST:
            continue
        trust = (_BY_TAG if tags & OF_AUTHOR else _BY_CLASS) + (_BY_KIND if kind is Kind.BYLINE else 0)
        lines.append(Printed(text, number, trust))
    return authors(lines).names


def _is_spelled_otherwise(said: set[str], shown: set[str]) -> bool:
    """Whether all names of one side are parts of names of the other: initials, a second given name."""
    return all(any(set(one.split()) & set(other.split()) for other in said) for one in shown)
