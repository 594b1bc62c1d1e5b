"""One line → what it says about authors: without addresses and dates, from the words that announce an author on."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.fields.ago import told_from_now
from newsclean.fields.cues import announced
from newsclean.fields.dates import stamps
from newsclean.fields.names import is_person
from newsclean.fields.persons import EDGES, persons
from newsclean.fields.words import DIGIT, WORD, any_of, classes, has_east_asian, rows, words
from newsclean.title_bar import letters

#: Longest line that is read as a byline.
MAX_BYLINE = 400


class Byline(NamedTuple):
    """What one line says: the persons, the kind of words before them (`by`, `other` or empty), whether an agency or an
    outlet is named, whether it says what a person is, whether a date stands on it, and whether the words before the
    persons stand on a line above."""

    names: tuple[str, ...] = ()
    cue: str = ""
    organisation: bool = False
    role: bool = False
    dated: bool = False
    announced: bool = False


_NOT_NAMES = re.compile(
    r"(?<!\S)\S+@[^\s@]+\.\w+|https?://\S+|www\.\S+|@\w+|\[[^\]\[]{0,40}\]|\b\d+[ -]?(?:min|Min)\w*\b"
)
#: A bracket at the end of a line closes one inside it, and a full stop may belong to an initial.
_END_EDGES = "".join(edge for edge in EDGES if edge not in ")）.")
# "Richard (R.J.) Bell": initials inside a name.
_INNER = re.compile(r"\(((?:[A-Z]\.){1,4})\)(?=\s[A-Z])")

_HAN = r"[\u4e00-\u9fff]{2,4}"


@cache
def _cjk_rows() -> tuple[re.Pattern[str], ...]:
    """Names in Chinese, Japanese and Korean bylines, each with its evidence."""
    return (
        # "홍길동 기자", "(서울=연합뉴스) 홍길동 이몽룡 기자 = "
        re.compile(
            r"(?P<names>[가-힣]{2,4}(?:[ ·,]{1,2}[가-힣]{2,4}){0,4})\s?(?:인턴|선임|수습|전문)?(?:기자|특파원|논설위원)"
        ),
        # "记者 张三、李四", "記者王小明／台北報導", "文／林小華", "作者：王五", "取材・文＝田中花子"
        re.compile(
            r"(?:记者|記者|文[/／=＝・:：]|作者|撰文|采写|採訪|執筆|聞き手)[:：/／=＝・ \u3000]{0,2}"
            rf"(?P<names>{_HAN}(?:[、，,／/ \u3000]{{1,2}}{_HAN}){{0,7}})"
        ),
        # The head of an account's posts: "原创 张三 海港笔记"
        re.compile(rf"^(?:原创|原創|Original)[ \u3000]{{1,3}}(?P<names>{_HAN})[ \u3000]"),
        # "田中花子記者", "【山田太郎】"
        re.compile(r"(?P<names>[\u4e00-\u9fff\u3041-\u3096]{3,6})記者"),
        re.compile(r"【(?P<names>[\u4e00-\u9fff\u3041-\u3096]{3,6}(?:、[\u4e00-\u9fff\u3041-\u3096]{3,6}){0,4})】"),
    )


@cache
def _spaced_names() -> re.Pattern[str]:
    """Japanese names with the wide space between: "佐久間すみれ　堂本一郎"."""
    name = "[\u4e00-\u9fff]{1,3}[\u4e00-\u9fff\u3041-\u3096]{2,4}"
    return re.compile(rf"{name}(?:\u3000{name}){{1,3}}")


@cache
def _cjk_pictures() -> re.Pattern[str]:
    """Who made the pictures: "記者 張三 攝影 李四"."""
    return re.compile(rf"[/／ \u3000|、（(]?(?:攝影|摄影|撮影|写真|圖|图)[/／:： \u3000]{{1,2}}{_HAN}")


_CJK_SPLIT = re.compile(r"[、，,／/·\s\u3000]+")
_CJK_NOT = re.compile(r"(?:報導|报道|報道|電|电|攝|摄|撮影|综合|綜合|整理)$|^(?:記者|记者|通讯员|實習)")


@cache
def _counters() -> re.Pattern[str]:
    """Numbers of comments: "0 Kommentare", "Ann Bell24 comments", "Comments (12)"."""
    listed = any_of(words("comment_words"))
    counted, counting = rf"(?<!\d)\d{{1,5}}\s(?:{listed})", rf"(?<!\w)(?:{listed})\s?\(?\d{{1,5}}\)?"
    return re.compile(rf"(?:{counted}|{counting})(?!\w)", re.IGNORECASE)


def _counts_comments(text: str) -> bool:
    """Whether there may be such a number in a text."""
    return has_east_asian(text) or not words("comment_words").isdisjoint(WORD.findall(text.casefold()))


@lru_cache(maxsize=512)
def read(text: str, outlets: frozenset[str] = frozenset()) -> Byline:
    """What a line says about authors. `outlets` are names of the page's site, in small letters and without spaces.

    >>> read("By MARI YAMAGUCHI and John McDonald, Associated Press").names
    ('Mari Yamaguchi', 'John McDonald')
    """
    text = text[:MAX_BYLINE]
    if "(" in text:
        text = _INNER.sub(r"\1", text)
    undated = without_dates(_unlabelled(text))
    dated = undated != text
    text = _NOT_NAMES.sub(" ", undated)
    if has_east_asian(text):
        text = _cjk_pictures().sub("|", text)
        names = _signed_in_cjk(text)
        if names:
            return Byline(names, "by")
        if _spaced_names().fullmatch(text.strip(EDGES)):
            listed = text.strip(EDGES).split("\u3000")
            return Byline(tuple(name for name in listed if is_person(name)), dated=dated)
    before, cue, plain = announced(text.lstrip(EDGES).rstrip(_END_EDGES))
    if not cue and ((len(plain) > 60 and _FULL_STOP.search(plain)) or text.endswith((":", "："))):
        return Byline()  # a sentence, a label
    found = persons(plain, cue, dated=dated, outlets=outlets)
    if before and not found.names:  # "Ann Bell – Journalist"
        cue, found = "", persons(before, "", dated=dated, outlets=outlets)
    if cue and not found.names and not found.organisation and len(plain) > 80:
        return Byline()
    return Byline(tuple(dict.fromkeys(found.names)), cue, found.organisation, found.role, dated)


def is_named(text: str) -> bool:
    """Whether a line is names and nothing else."""
    names = read(text).names
    return bool(names) and letters("".join(names)) == letters(text)


def _unlabelled(text: str) -> str:
    """A text without what a dump glues to a name, or prints for the author's picture: "Published:", "Picture of"."""
    if _HUMP.search(text):
        text = _glued().sub("| ", text)
    elif "." in text:
        text = _SHOUTED.sub("| ", text)
    return text if _portrait_words().isdisjoint(text.casefold().split()) else _portraits().sub("|", text)


@cache
def _glued() -> re.Pattern[str]:
    """Labels behind a name, or before a date, without a space: "Ann BellPublished: May 3", "Ann Bell UpdatedMay 3";
    roles, agencies and the like behind a name: "Ann BellReporter", "Ann BellThe Associated Press"."""
    cues, listed = classes("date_cues"), classes("byline_words")
    labels = any_of(word.capitalize() for word in [*cues["published"], *cues["modified"]] if len(word) > 4)
    ends = any_of({word.capitalize() for word in listed["role"] if len(word) > 3} | _named("glued"))
    owners = any_of(word for word in rows("agencies") if len(word) > 3 and word[0].isupper())
    return re.compile(
        rf"(?<=[a-zß-ÿ])(?:{labels})[a-zß-ÿ]{{0,12}}|(?<!\w)(?:{labels})[a-zß-ÿ]{{0,12}}(?=[A-Z])"
        rf"|(?<=[a-zß-ÿ]{{3}})(?=[A-Z])(?:{ends}|{owners})(?!\w)"
    )


def _named(label: str) -> set[str]:
    """The words of a class of words of bylines, in the case in which they are listed."""
    listed = (row.partition("\t") for row in rows("byline_words"))
    return {word for name, _, said in listed if name == label for word in said.split(" | ")}


@cache
def _portraits() -> re.Pattern[str]:
    """Labels around the name of whom a picture shows."""
    listed = classes("byline_words")["portrait"]
    before, behind = any_of(w for w in listed if w[0] != "-"), any_of(w[1:] for w in listed if w[0] == "-")
    return re.compile(rf"(?<!\w)(?:{before})\s|(?:\s|['’]s\s)(?:{behind})(?!\w|\sby\s)", re.IGNORECASE)


@cache
def _portrait_words() -> frozenset[str]:
    """The first words of these labels."""
    return frozenset(label.lstrip("-").split()[0] for label in classes("byline_words")["portrait"])


_FULL_STOP = re.compile(r"[.!?]\s")
_HUMP = re.compile("[a-zß-ÿ][A-Z]")
# "By ANN BELL and TOM BELLAUG. 24, 2016"
_SHOUTED = re.compile(r"(?<=[A-Z]{2})(?=(?:JAN|FEB|AUG|SEPT|OCT|NOV|DEC)\. \d{1,2}, \d{4})")


def _signed_in_cjk(text: str) -> tuple[str, ...]:
    """The names in a Chinese, Japanese or Korean byline, by the first of the rows that finds some."""
    for row in _cjk_rows():
        found = [name for match in row.finditer(text) for name in _CJK_SPLIT.split(match["names"])]
        names = [name for name in found if len(name) > 1 and not _CJK_NOT.search(name) and is_person(name)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def signed(paragraph: str) -> list[str]:
    """The reporters that an agency's first paragraph names.

    "新华社北京4月24日电（记者张三、李四）", "(서울=연합뉴스) 홍길동 기자 = ":
    only these two shapes are certain enough to be looked for in an article's text.
    """
    start = paragraph[:120]
    found = _signed().search(start) if has_east_asian(start) else None
    if not found:
        return []
    names = _CJK_SPLIT.split(found["chinese"] or found["korean"])
    return [name for name in names if is_person(name) and not _CJK_NOT.search(name)]


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(
        r"[（(](?:[\u4e00-\u9fff]{2,8}[社网網报報])?(?:记者|記者)[ \u3000]?"
        rf"(?P<chinese>{_HAN}(?:[、，, \u3000]{{1,2}}{_HAN}){{0,5}})[）)]"
        r"|^[(（\[][가-힣]{2,8}=[^)）\]]{2,12}[)）\]]\s?"
        r"(?P<korean>[가-힣]{2,4}(?:[ ·]{1,2}[가-힣]{2,4}){0,4})\s?(?:기자|특파원)\s?="
    )


def without_dates(text: str) -> str:
    """A text with its dates, times told from now and numbers of comments replaced by separators."""
    if not DIGIT.search(text):
        return text
    text = told_from_now().sub("|", text)
    if _counts_comments(text):
        text = _counters().sub("|", text)
    end, pieces = 0, []
    for stamp in stamps(text):
        pieces.append(_announcements().sub("", text[end : stamp.start]))
        end = stamp.end
    return "|".join([*pieces, text[end:]])


@cache
def _announcements() -> re.Pattern[str]:
    """What announces a date right before it: "Publié le", "Updated:"."""
    listed = classes("date_cues")
    begins = any_of([*listed["published"], *listed["modified"]])
    return re.compile(rf"(?<!\w)(?:{begins})\w{{0,12}}(?: \w{{1,3}})?[ :]{{0,3}}$", re.IGNORECASE)
