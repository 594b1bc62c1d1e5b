"""Labels of other stories: "Related", "Read also", alone or before a headline."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from newsclean.fields.lists import BULLETS, EDGES, LONGEST_LABEL, MARK
from newsclean.fields.words import WORD, any_of, classes, small
from newsclean.rows import begins_small

#: What parts a label from the headline behind it.
_BETWEEN = " \t\u3000\xa0:：՝|»›>→–—.-"
_BRACKETS = "【[［(（"
_LABELLED = re.compile(r"[【\[［(（]\s?([^】\]］)）]{2,30}?)\s?[】\]］)）]\s*")
#: The end of a sentence.
SENTENCE = re.compile(r"[.。!！?？…][\"”’»）)]?$")


def labels_stories(text: str) -> bool:
    """Whether a text is a label of other stories, or nothing; small letters of "İ" have a dot too many."""
    return not text or small(text) in classes("list_labels")["related"]


def is_heading(line: str) -> bool:
    """Whether a line is the label of a list of other stories, and of nothing else."""
    if len(line) > LONGEST_LABEL:
        return False
    plain, listed = small(line.strip(EDGES)), classes("list_labels")
    return plain in listed["related"] and not any(plain in listed[name] for name in ("tags", "button"))


def unlabelled(text: str) -> str:
    """A line without the label that it is, or that it begins with."""
    if text[:1] in _BRACKETS and (found := _LABELLED.match(text)) and labels_stories(found[1]):
        return text[found.end() :]
    mark = MARK.search(text, 0, LONGEST_LABEL + 4)
    if (
        mark is None
        and len(text) <= LONGEST_LABEL
        and (labels_stories(text) or text.casefold() in classes("list_labels")["genre"])
    ):
        return ""
    if mark and labels_stories(text[: mark.start()].rstrip()):
        return text[mark.end() :].lstrip(_BETWEEN)
    if also := _also(text):
        rest = text[also.end() :].lstrip(_BETWEEN)
        return rest if rest and not rest[0].islower() else text
    return text


def asks_for(line: str) -> str | None:
    """The headline of the other story that a line among paragraphs asks to read, "" of a line that is the label alone;
    None for others.

    >>> asks_for("Read also: Eggs are dear"), asks_for("Read also:"), asks_for("Read more than one, they say.")
    ('Eggs are dear', '', None)
    """
    plain = line.strip(BULLETS)
    if plain[:1] in _BRACKETS and (found := _LABELLED.match(plain)):
        plain = f"{found[1]}: {plain[found.end() :]}"  # "【関連記事】…"
    also = _also(plain + " ")
    if not also:
        return None
    rest = plain[also.end() :]
    headline = rest.lstrip(_BETWEEN)
    if MARK.match(rest.lstrip()) or not headline:
        return headline
    return None if begins_small(headline) or SENTENCE.search(headline) else headline


def _also(text: str) -> re.Match[str] | None:
    """The label that a text begins with, one that needs no mark behind it: "Lesen Sie auch Eier sind teuer"."""
    first = WORD.match(text)
    word = small(first[0]) if first else ""
    return _labels(word).match(text) if word in _also_words() else None


@cache
def _labels(word: str) -> re.Pattern[str]:
    """Such labels that begin with a word; dumps glue headlines to some: "Previous articleEggs are dear"."""
    glued = r"(?-i:(?<=[a-zß-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ]))"
    return re.compile(rf"(?:{any_of(_also_words()[word])})(?:(?=[\s:：՝|»›>→.–—-])|{glued})", re.IGNORECASE)


@cache
def _also_words() -> dict[str, list[str]]:
    """The first words of such labels, and the labels that begin with each: to compile all of them takes 10 ms."""
    found: dict[str, list[str]] = defaultdict(list)
    for label in classes("list_labels")["also"]:
        if first := WORD.match(label):
            found[first[0]].append(label)
    return dict(found)
