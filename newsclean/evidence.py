"""The evidence by which lines are told to be junk, as one ordered, named table, and the words that speak for a kind.

A row names columns of the matrix that the tagger read. That they matter to it is measured, and rows that did not were
taken out:

    python tests/benchmarks/reasons.py CORPUS
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from newsclean import shipped
from newsclean.records import Kind

#: The least value of a count, a share or a flag that is there at all.
SOME = 1e-6


class Need(NamedTuple):
    """A column of the matrix, and the least and the most value that a line shows there (see `features`, `hints`)."""

    column: str
    least: float = 1.0
    most: float = math.inf


class Sign(NamedTuple):
    """What lines show that meet all `needs`: for which kinds it speaks, and how people are told.

    `beside` are columns that say the same as those of `needs`, so that a check takes away all of them.
    """

    name: str
    says: str
    kinds: frozenset[Kind]
    needs: tuple[Need, ...]
    beside: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """All columns that hold this evidence."""
        return frozenset(need.column for need in self.needs) | frozenset(self.beside)


def _kinds(names: str) -> frozenset[Kind]:
    return frozenset(map(Kind, names.split()))


def _characters(count: int) -> float:
    return math.log1p(count) / 6


def _times(count: int) -> float:
    return math.log(count) - SOME


def _markup(kinds: str, says: str, *families: str) -> tuple[Sign, ...]:
    """A sign for each family of class and id names, the nearest element's or those around."""
    return tuple(
        Sign(f"markup: {family}", says, _kinds(kinds), (Need(f"around_{family}"),), (f"near_{family}",))
        for family in families
    )


_WHERE = (
    "prose_2", "prose_8", "prose_25", "in_segment", "to_segment_start", "to_segment_end", "shared_in_segment",
    "position", "from_start", "from_end", "prose_before",
)  # fmt: skip
_SHARED = ("shared", "shared_in_segment", "shared_count", "shared_rare")
_LENGTH = ("characters", "words", "length_rank", "sentence_length", "sentences", "ends_dot")
_LINKS = ("linked", "links", "whole_link", *(f"links_of_{level}" for level in range(4)))
_NO_FULL_STOP = Need("ends", 0, 0)

#: What the lines themselves show, the most telling first: the first row that most lines of a run show is named.
SIGNS: tuple[Sign, ...] = (
    Sign("copyright sign", "a copyright sign", _kinds("copyright"), (Need("copyright"),)),
    Sign(
        "comment element",
        "inside a comment's element",
        _kinds("comment comment_meta"),
        (Need("tag_comment_item"),),
        ("tag_in_comment", "around_comment", "near_comment"),
    ),
    *_markup("comment comment_meta", "in an element named for comments", "comment"),
    *_markup("advertisement", "in an element named for advertisements", "ad"),
    *_markup("sharing", "in an element named for sharing", "share"),
    *_markup("signup", "in an element named for sign-up", "signup"),
    *_markup("related", "in an element named for other stories", "related"),
    *_markup("related", "in an element named for teasers", "teaser"),
    *_markup("tags", "in an element named for topics", "tags"),
    *_markup("legal", "in an element named for legal notices", "legal"),
    *_markup("author_bio", "in an element about the author", "bio"),
    Sign(
        "nav element",
        "inside a navigation element",
        _kinds("navigation"),
        (Need("tag_nav"),),
        ("around_nav", "near_nav"),
    ),
    *_markup("navigation", "in an element named for menus", "nav"),
    *_markup("navigation", "in an element named for search", "search"),
    Sign(
        "footer element",
        "in the page's footer",
        _kinds("navigation legal"),
        (Need("tag_footer"),),
        ("around_footer", "near_footer", "block_footer"),
    ),
    Sign(
        "hidden",
        "hidden in the markup",
        _kinds("comment_meta other"),
        (Need("tag_hidden"),),
        ("inner_hidden", "tag_aria_hidden", "around_hidden", "near_hidden"),
    ),
    Sign("whole link", "nothing but links", _kinds("navigation related tags"), (Need("whole_link"),), _LINKS),
    Sign(
        "numbers alone",
        "numbers and nothing else",
        _kinds("comment_meta other sharing"),
        (Need("only_numbers"), Need("characters", SOME)),
        ("digits",),
    ),
    Sign("date", "a date", _kinds("comment_meta other"), (Need("date"),), ("digits",)),
    Sign("bars", "bars or arrows between its parts", _kinds("navigation"), (Need("bar"),)),
    Sign(
        "repeated",
        "printed more than once",
        _kinds("related advertisement"),
        (Need("repeats", _times(2)),),
        ("repeats_shape",),
    ),
    Sign(
        "menu",
        "short menu-like lines without a full stop",
        _kinds("navigation tags"),
        (Need("characters", SOME, _characters(30)), _NO_FULL_STOP),
        _LENGTH,
    ),
    Sign(
        "headlines that share nothing",
        "headlines that share no words with the article",
        _kinds("related advertisement"),
        (Need("characters", _characters(25)), _NO_FULL_STOP, Need("shared", 0, 0.05)),
        (*_SHARED, "ends_dot"),
    ),
    Sign(
        "headlines",
        "headline-like lines without a full stop",
        _kinds("related advertisement"),
        (Need("characters", _characters(25)), _NO_FULL_STOP),
        _LENGTH,
    ),
    Sign(
        "shares nothing",
        "sentences that share no words with the article",
        _kinds("signup"),
        (Need("characters", _characters(40)), Need("shared", 0, 0.05)),
        _SHARED,
    ),
)

#: Where the lines stand, said after the sign.
PLACES: tuple[Sign, ...] = (
    Sign("above", "above the article", _kinds("navigation"), (Need("to_segment_start", -9, -SOME),), _WHERE),
    Sign(
        "below",
        "below the article",
        _kinds("related other navigation advertisement tags author_bio signup legal"),
        (Need("to_segment_end", -9, -SOME),),
        _WHERE,
    ),
    Sign("between", "among the article's paragraphs", _kinds("advertisement related"), (Need("in_segment"),), _WHERE),
)

#: Kinds whose lines are told by the words of the lines beside them, and the kind of those.
BESIDE = {Kind.COMMENT: Kind.COMMENT_META}


@cache
def telling_words() -> dict[Kind, tuple[str, ...]]:
    """The words and pairs of words that speak for a kind, of `data/telling_words.txt`."""
    found: dict[Kind, list[str]] = {}
    for row in shipped.rows("telling_words"):
        if row.startswith("["):
            kind = found.setdefault(Kind(row.strip("[]")), [])
        else:
            kind.append(row)
    return {kind: tuple(words) for kind, words in found.items()}
