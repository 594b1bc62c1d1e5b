"""Who signs an article in its text: an agency's reporters in the first paragraph, the writer at the end of the last."""

from __future__ import annotations

import re
from functools import cache

from newsclean.fields.people.bylines import read
from newsclean.fields.people.east_asian import HAN, listed
from newsclean.fields.people.names import begins_given, is_cjk
from newsclean.fields.words import classes, has_east_asian

#: So many characters of a paragraph may begin or end with a signature.
REACH = 120

# "… bis zum Sommer. (Ann Bell)", "…だと述べた。【山田太郎】"
_CLOSING = re.compile(r"(?:^|[。.!?！？…\"”»」』]\s?)[(（【〔\[]([^()（）【】〔〕\[\]]{3,60})[)）】〕\]]\.?$")


def opening(paragraph: str) -> list[str]:
    """The reporters that an agency's first paragraph names.

    "新华社北京4月24日电（记者张三、李四）", "(서울=연합뉴스) 홍길동 기자 = ", "【ワシントン＝山田太郎】":
    only such shapes are certain enough to be looked for in an article's text.
    """
    start = paragraph[:REACH]
    if not has_east_asian(start):
        return []
    found = _reporters().search(start)
    if found:
        return listed(found["chinese"] or found["korean"])
    bracket = _bracket().match(start)
    said = read(bracket[1]) if bracket else None
    return list(said.names) if said and said.cue == "by" else []


def closing(paragraph: str) -> list[str]:
    """The names with which a text ends.

    >>> closing("The ferry was late again. (Ann Bell)"), closing("The ferry (Ann Bell)"), closing("It rained. (dpa)")
    (['Ann Bell'], [], [])
    """
    end = paragraph[-REACH:].rstrip()
    if end[-1:] not in ")）】〕]." and not has_east_asian(end):
        return []
    found = _CLOSING.search(end) or (_reporter().search(end) if has_east_asian(end) else None)
    said = read(found[1]) if found else None
    if not said or said.cue == "other":
        return []
    return list(said.names) if said.cue == "by" or all(map(is_known, said.names)) else []


def is_known(name: str) -> bool:
    """Whether a name is certainly one: it begins with a given name, or is written as Chinese, Japanese and Korean
    names are, which have three signs or begin with that of a family."""
    if is_cjk(name):
        return 2 < len(name) < 6 or name[0] in classes("byline_words")["family"]
    return begins_given(name)


@cache
def _reporters() -> re.Pattern[str]:
    return re.compile(
        r"[（(](?:[\u4e00-\u9fff]{2,8}[社网網报報])?(?:记者|記者)[ \u3000]?"
        rf"(?P<chinese>{HAN}(?:[、，, \u3000]{{1,2}}{HAN}){{0,5}})[）)]"
        r"|^[(（\[][가-힣]{2,8}=[^)）\]]{2,12}[)）\]]\s?"
        r"(?P<korean>[가-힣]{2,4}(?:[ ·]{1,2}[가-힣]{2,4}){0,4})\s?(?:기자|특파원)\s?="
    )


@cache
def _bracket() -> re.Pattern[str]:
    """What a Chinese, Japanese or Korean text has in brackets before its first word."""
    return re.compile(r"[(（【〔\[]([^()（）【】〔〕\[\]]{3,40})[)）】〕\]](?=.)")


@cache
def _reporter() -> re.Pattern[str]:
    """A Korean reporter behind the last sentence: "… 밝혔다. 홍길동 기자 hong@bell.example"."""
    return re.compile(
        r"(?:^(?=/?[가-힣]{2,4}\s?[기특])|[.\"”]\s?)/?([가-힣·, ]{2,20}(?:기자|특파원))"
        r"(?:\s?[=/]?\s?\S{1,40}@\S{1,40})?$"
    )
