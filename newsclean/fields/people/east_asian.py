"""Chinese, Japanese and Korean bylines → the names they sign with."""

from __future__ import annotations

import re
from functools import cache

from newsclean.fields.people.names import FOREIGN, is_person
from newsclean.fields.words import classes

#: Brackets and bars of Chinese, Japanese and Korean lines, in the form that all others have.
AS_ELSEWHERE = str.maketrans("[]〔〕｜丨", "()()||")
_NO_NAME = "[报報][道導导]|[会會][見见]|[编編][辑輯]|校[对對]|[责責]任?[编編]|出版"
#: Up to four signs of a name; "報導" behind it is none of it, nor who edited the text, nor "记者会见". Names from
#: elsewhere have a dot between their parts: "伊万·贝尔斯基".
HAN = rf"(?:{FOREIGN}|(?:(?!{_NO_NAME})[\u4e00-\u9fff]){{2,4}})"
#: A given name in Hiragana.
KANA = "[\u3041-\u3096]{2,4}(?![\u3041-\u3096])"
# What parts such names; behind a slash stands a place too: "記者王小明／台北即時報導".
_PARTED = r"(?:[、，, \u3000]{1,2}|[/／](?![\u4e00-\u9fff\d]{0,8}(?:[报報][道導导]|[電电])))"


@cache
def _rows() -> tuple[re.Pattern[str], ...]:
    """Names in Chinese, Japanese and Korean bylines, each with its evidence."""
    return (
        # "홍길동 기자", "(서울=연합뉴스) 홍길동 이몽룡 기자 = ", "기자명홍길동 기자"
        re.compile(
            r"(?:(?<![가-힣])|(?<=기자명))(?P<names>[가-힣]{2,4}(?:[ ·,]{1,2}[가-힣]{2,4}){0,4})"
            r"\s?(?:인턴|선임|수습|전문|객원)?(?:기자|특파원|논설위원|편집위원|칼럼니스트|해설위원)"
        ),
        # "（中央社記者王小明台北3日電）", "【記者王小明台北報導】"
        re.compile(
            r"記者(?P<names>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){0,4})[\u4e00-\u9fff]{2,6}"
            r"(?:\d{1,2}日[專专]?[電电]|[报報][道導导])"
        ),
        # "娛樂中心／王小明報導"
        re.compile(rf"中心[/／](?P<names>{HAN}(?:、{HAN}){{0,4}})[报報][道導导]"),
        # "记者 张三、李四", "記者王小明／台北報導"
        re.compile(
            rf"(?:记者|記者|[编編][译譯](?=[{_families()}]))[:：/／| \u3000]{{0,3}}"
            rf"(?P<names>{HAN}(?:{_PARTED}{HAN}){{0,7}})"
        ),
        # "文／林小華", "作者：王五", "文 | 王五", "取材・文＝田中花子", "文・田中 はな"
        re.compile(
            r"(?:文[ \u3000]?[/／=＝・:：|]|(?:作者|撰文|采写|採訪|執筆|聞き手)"
            rf"(?:[ \u3000]?[:：/／=＝・|]|[ \u3000]|(?=[{_families()}])))[ \u3000]?"
            rf"(?:[\u4e00-\u9fff]{{2,6}}记者[ \u3000]?)?(?P<names>{HAN}(?:[ \u3000]{KANA}|(?:{_PARTED}{HAN}){{0,7}}))"
        ),
        # "編集委員・山田太郎", "ワシントン=山田太郎"
        re.compile(
            r"(?:編集委員|論説委員|特派員|支局長|^[（(【]?[\u30a1-\u30fc\u4e00-\u9fff]{2,10}[=＝])[・ \u3000]?"
            r"(?P<names>[\u4e00-\u9fff\u3041-\u3096]{3,6}(?:、[\u4e00-\u9fff\u3041-\u3096]{3,6}){0,4})(?![\u30a1-\u30fc])"
        ),
        # The head of an account's posts: "原创 张三 海港笔记"
        re.compile(rf"^(?:原创|原創|Original)[ \u3000]{{1,3}}(?P<names>{HAN})[ \u3000]"),
        # "田中花子記者", "田中花子 編集委員", "【山田太郎】"
        re.compile(r"(?P<names>[\u4e00-\u9fff\u3041-\u3096]{3,6})(?:記者|[ \u3000](?:編集|論説|解説)委員)"),
        re.compile(r"【(?P<names>[\u4e00-\u9fff\u3041-\u3096]{3,6}(?:、[\u4e00-\u9fff\u3041-\u3096]{3,6}){0,4})】"),
    )


def _families() -> str:
    """The signs with which Chinese and Korean names begin."""
    return "".join(sorted(sign for sign in classes("byline_words")["family"] if len(sign) == 1))


@cache
def _side_by_side() -> re.Pattern[str]:
    """Chinese names behind who reports, with nothing between them, or with what is none right behind."""
    name = _chinese_name()
    return re.compile(
        rf"(?P<label>(?:记者|采写|撰文|作者)[:：/／| \u3000]{{0,3}})(?P<names>{name}(?:{name}){{0,3}})"
        r"(?=$|[^\u4e00-\u9fff]|[在从发图摄]|报道|通讯员)"
    )


@cache
def _run() -> re.Pattern[str]:
    name = _chinese_name()
    return re.compile(rf"(?P<first>{name})(?P<rest>(?:{name})*)")


def _chinese_name() -> str:
    return rf"[{_families()}](?:(?![报编][道辑]|通讯员)[\u4e00-\u9fff]){{1,2}}"


def _parted(text: str) -> str:
    """A text with a comma between names that have nothing between them, "记者王小明李四", and a full stop where a
    sentence goes on behind them: "记者张三在北京报道"."""
    return _side_by_side().sub(_with_commas, text)


def _with_commas(found: re.Match[str]) -> str:
    names, rest = [], found["names"]
    while part := _run().fullmatch(rest):
        names.append(part["first"])
        rest = part["rest"]
    goes_on = "\u4e00" <= found.string[found.end() : found.end() + 1] <= "\u9fff"
    return found["label"] + "、".join(names) + "。" * goes_on


@cache
def spaced_names() -> re.Pattern[str]:
    """Japanese names with the wide space between: "佐久間すみれ　堂本一郎"."""
    name = "[\u4e00-\u9fff]{1,3}[\u4e00-\u9fff\u3041-\u3096]{2,4}"
    return re.compile(rf"{name}(?:\u3000{name}){{1,3}}")


@cache
def pictures() -> re.Pattern[str]:
    """Who made the pictures: "記者 張三 攝影 李四", "글 홍길동 기자 사진 이몽룡 기자"."""
    korean = r"(?<=\s)사진[ :=/]{1,3}[가-힣]{2,4}(?:\s?(?:기자|작가))?"
    return re.compile(rf"[/／ \u3000|、（(]?(?:攝影|摄影|撮影|写真|圖|图)[/／:： \u3000]{{1,2}}{HAN}|{korean}")


@cache
def _between() -> re.Pattern[str]:
    """What parts names in a list: a dot between Chinese signs is a part of one."""
    return re.compile(r"(?:[、，,／/\s\u3000]|·(?![\u4e00-\u9fff]))+(?![\u3041-\u3096])")


_NOT = re.compile(
    r"(?:報導|报道|報道|電|电|攝|摄|撮影|综合|綜合|整理|编辑|編輯)$|^(?:記者|记者|通讯员|實習)"
    r"|(?:인턴|선임|수습|전문|객원|온라인|뉴스|일보|신문|방송|사진|부|팀)$"
)


def names_in(text: str) -> tuple[str, ...]:
    """The names in a Chinese, Japanese or Korean byline, by the first of the rows that finds some."""
    text = _parted(text)
    for row in _rows():
        names = [name for match in row.finditer(text) for name in listed(match["names"])]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def listed(names: str) -> list[str]:
    """The persons in a list of names."""
    return [name for name in _between().split(names) if len(name) > 1 and not _NOT.search(name) and is_person(name)]


@cache
def clauses() -> re.Pattern[str]:
    """What no byline holds: "作者所有，转载请联系本人"."""
    return re.compile("，[\u4e00-\u9fff]{7}")
