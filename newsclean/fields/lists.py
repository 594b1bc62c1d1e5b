"""Lists beside an article → entries: tags, notices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from newsclean.fields.people.bylines import read, without_dates
from newsclean.fields.times.dates import is_month
from newsclean.fields.words import LETTER, any_of, classes, has_east_asian, small
from newsclean.records import folded

#: So many spaces part the tags of a line in Chinese or Japanese, also without a label before them.
GLUED = 3
#: Longest tag, in characters.
MAX_TAG = 80

_SEPARATORS = re.compile(r"\s*(?:[,;|•·、，،؛#＃]|\s/\s|\s[-–]\s|\s{2,})\s*")
#: What is no part of an entry at its ends.
EDGES = " \t\u3000\u00a0,;|•·*/:：.-–—>»›«→#＃+[]"
#: So many lines further on an entry is still one of the same list.
LIST_GAP = 3
#: Longest label of a list, in characters.
LONGEST_LABEL = 50
#: Longest row of buttons to share.
LONGEST_SHARING = 80
#: A button has at most so many words.
WIDEST = 4
#: If this share of the tags has a number behind it, that counts stories.
COUNTED = 0.8
#: Longest menu behind a sentence of a notice, and longest part of one in which a menu is looked for.
LONGEST_MENU, LONGEST_NOTICE = 150, 2000
#: The marks behind a label.
MARK = re.compile(r"[:：՝|»›>→]")
_COLON = re.compile("[:：՝]")
#: What dumps print for a picture without a description, w3m the first ten characters of its name, and for elements that
#: are no text: "[team-photo]", "[home_icn]", "[arrowBread]", "[team@2x.png]", "[ins: :ins]", "IFRAME:".
PICTURE = re.compile(
    r"(?:\[\d{1,4}\]\s?)?\[(?:(?=[^\]\s]{0,9}[\d_-])[\w.%-]{10}|(?=[^\]\s]{0,8}_)[\w.%-]{3,9}|[a-z]{3,7}[A-Z][a-z]{2}\w{0,4}"
    r"|[^\]\s]{1,120}\.(?:jpe?g|png|gif|webp|svg)(?:\?[^\]\s]{0,40})?)\]"
    r"|\[?ins: ?:ins\]?|IFRAME:"
)
#: What is such a mark where it stands alone: "[fishing-boat]", "[IMG_0231] [svg]". A number alone may be a footnote.
_MARKS = re.compile(r"(?:\[(?!\d{1,5}\])(?:[^\]\s]{0,120}[\d_-][^\]\s]{0,120}|svg>?|EMBED|INS::INS)\]\s*)+")
# "[拡大]　[1/2]"
_BUTTON = re.compile(r"\[[^\]\s]{1,10}\]")
_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
#: A line across the page, which a dump put before a text.
RULE = re.compile(r"[━─_=*-]{5,}\s*")
# "2. Eggs are dear"
NUMBERED = re.compile(r"(\d{1,2})\.\s+(?=\D)")
#: The marks between a notice and the menu behind it; lynx numbers the links of that.
_MENU = re.compile(r"[|·∙•]|,(?=\s)|\s[-–—]\s|(?<=\.)(?=\s)")
_LINK = re.compile(r"\[\d{1,4}\]\s?")
_MINUTE = r"[ -]?(?:min(?:s|ut(?:es?|en|t?er|os|[aiy])?)?|мин(?:ут[аы]?)?|хв|dk|dak|phút)"
_MINUTES = re.compile(rf"\d{_MINUTE}", re.IGNORECASE)
_COUNTED = re.compile(r"(.*[^\W\d_].*?)\s\(?(\d[\d.,]{0,8})\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@cache
def _labels() -> dict[str, tuple[list[str], list[str]]]:
    """Labels of tags, with the buttons beside them, and those that need no mark behind them, by their first two signs:
    a pattern of them all takes thirty times as long."""
    listed = classes("list_labels")
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for place, labels in enumerate((listed["tags"] | listed["button"], listed["tag_lead"])):
        for label in labels:
            found[label[:2]][place].append(label)
    return dict(found)


def label_of(line: str) -> re.Match[str] | None:
    """The label of tags that a line begins with."""
    begin = line[:2].casefold()
    return _labels_from(begin).match(line) if begin in _labels() else None


@cache
def _labels_from(begin: str) -> re.Pattern[str]:
    """Labels of tags at the start of a line that begin with two signs: with a mark behind them, or alone, or such as
    nobody tags with ("Tagged jobs, work")."""
    labels, leads = map(any_of, _labels()[begin])
    return re.compile(
        rf"(?:{labels or '(?!)'})(?:\s?[:：՝]\s*|\s?[|»›>→]\s*|\s*$)"
        rf"|(?:{leads or '(?!)'})\s+(?=[^\W\d]|#)(?!(?:and|und|et|y|e|in|of)\s)",
        re.IGNORECASE,
    )


def heads_tags(line: str) -> bool:
    """Whether a line begins with a label of tags and a colon, and is no sentence: "Tags: ferries, harbour"."""
    colon = _COLON.search(line, 0, LONGEST_LABEL)
    if colon is None or line.endswith((".", "!", "?")):
        return False
    return small(line[: colon.start()].rstrip()) in classes("list_labels")["tag_lead"]


@cache
def _shares() -> re.Pattern[str]:
    """Buttons to share, in a row: "ShareFacebookTwitter"."""
    listed = classes("list_labels")
    return re.compile(rf"(?:{any_of(listed['share'])})[ :]{{0,2}}(?:{any_of(listed['network'])})", re.IGNORECASE)


def is_sharing(line: str) -> bool:
    """Whether a line is a row of buttons to share.

    >>> is_sharing("ShareFacebookTwitter"), is_sharing("Share Facebook WhatsApp"), is_sharing("Shares of Facebook")
    (True, True, False)
    """
    return len(line) <= LONGEST_SHARING and line[-1:] not in ".!?" and _shares().match(line) is not None


def tags(line: str) -> list[str]:
    """The tags on one line; none on a label.

    >>> tags("Tags: ferries, Marrow Bay | #harbour"), tags("More about")
    (['ferries', 'Marrow Bay', 'harbour'], [])
    """
    line = without_pictures(line, "  ").replace("&nbsp;", " ").replace("&nbsp", " ")
    line = _unlinked(line.lstrip()).lstrip(EDGES)
    label = label_of(line)
    if label:
        line = line[label.end() :]
    elif is_sharing(line) or line.casefold().startswith(_prompts()) or names_author(line) or _names_source(line):
        return []  # "Log in with your account"
    parts = [part for part in _SEPARATORS.split(line) if not part.endswith((":", "："))]  # "Places:"
    if len(parts) == 1 and has_east_asian(line) and (label or line.count(" ") >= GLUED):
        parts = _spaces().split(line)
    found = [tag for part in parts if (tag := _entry(part)) and len(tag) <= MAX_TAG and _is_word(tag)]
    found = [tag for tag in found if not ((label := label_of(tag)) and label.end() == len(tag))]
    # "May 3, 2024"
    return [] if LETTER.search(line) and all(map(_YEAR.fullmatch, found)) else found


@cache
def _spaces() -> re.Pattern[str]:
    """Spaces between words in Chinese or Japanese."""
    return re.compile(r"(?<=[\u3040-\u9fff])[ \u3000]{1,3}|[ \u3000]{1,3}(?=[\u3040-\u9fff])")


def _entry(part: str) -> str:
    """A part of a list without what stands around it; the full stop of "U.S." stays."""
    entry = _unlinked(part).strip(EDGES)
    return f"{entry}." if "." in entry and part.endswith(f"{entry}.") else entry


def names_author(text: str) -> bool:
    """Whether a text is a byline: "By Ann Bell"."""
    by = text.partition(" ")[0].casefold() in classes("byline_words")["short_by"]
    return by and bool(read(text).names)


def _unlinked(text: str) -> str:
    """A text without the number of a link that lynx prints before it."""
    return text[found.end() :] if "[" in text and (found := _LINK.match(text)) else text


def _names_source(line: str) -> bool:
    """Whether a line tells where the text or its pictures come from: "Source: Marrow Bay Bell"."""
    colon = _COLON.search(line, 0, LONGEST_LABEL)
    return colon is not None and small(line[: colon.start()].rstrip()) in classes("credit_words")["label"]


def is_labelled(line: str) -> bool:
    """Whether a line is a label of tags, or begins with one."""
    return label_of(line.strip(EDGES)) is not None


def lists_of_tags(found: Mapping[int, Sequence[str]], texts: Mapping[int, str]) -> set[int]:
    """Of the places on a page that were taken for tags (numbers of lines, rising, with the tags and the text of each),
    those of the lists with a label, or of the longest list if none has one; the others are sections and buttons.
    """
    lists = runs(found, LIST_GAP)
    labelled = {place for place in found if is_labelled(texts[place])}
    named = [_behind_label(places, found, texts) for places in lists if not labelled.isdisjoint(places)]
    named = [places for places in named if any(found[place] for place in places)]
    if not named and lists:
        named = [max(lists, key=lambda places: sum(len(found[place]) for place in places))]
    return {place for places in named for place in places}


def _behind_label(places: list[int], found: Mapping[int, Sequence[str]], texts: Mapping[int, str]) -> list[int]:
    """The places of a list without those before its label, such as a source; all if none is behind."""
    heads = (number for number, place in enumerate(places) if _heads_list(texts[place]))
    behind = places[next(heads, 0) :]
    return behind if any(found[place] for place in behind) else places


def _heads_list(line: str) -> bool:
    """Whether a line is a label of tags, or begins with one, and is no button between two lists."""
    listed, plain = classes("list_labels"), small(line.strip(EDGES))
    return is_labelled(line) and not any(plain in listed[name] for name in ("advertisement", "button", "share", "tool"))


def runs(numbers: Iterable[int], gap: int = 1) -> list[list[int]]:
    """Rising numbers of which each is at most `gap` more than the one before, together."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number <= found[-1][-1] + gap:
            found[-1].append(number)
        else:
            found.append([number])
    return found


@cache
def _prompts() -> tuple[str, ...]:
    """How lines begin that ask the reader to do something."""
    return tuple(f"{prompt} " for prompt in classes("comment_lines")["prompt"])


def uncounted(tags: list[str]) -> list[str]:
    """Tags without the number of stories behind each, if nearly all of them have one.

    >>> uncounted(["ferries 120", "harbour (7)", "Marrow Bay 12"]), uncounted(["Euro 2024", "Rio 2016", "Tokyo 2020"])
    (['ferries', 'harbour', 'Marrow Bay'], ['Euro 2024', 'Rio 2016', 'Tokyo 2020'])
    """
    counted = [_COUNTED.fullmatch(tag) for tag in tags]
    numbers = [found[2] for found in counted if found is not None]
    if len(numbers) < max(3, COUNTED * len(tags)) or all(map(_YEAR.fullmatch, numbers)):
        return tags
    return [tag if found is None else found[1] for tag, found in zip(tags, counted, strict=True)]


def notice(text: str) -> str:
    """A notice of copyright without the rule before it, the numbers of links in it and the menu behind it.

    >>> notice("© 2024 The Bell · [11]Privacy ∙ [12]Terms"), notice("© 2024 The Bell | All rights reserved")
    ('© 2024 The Bell', '© 2024 The Bell | All rights reserved')
    """
    whole = text
    text = _LINK.sub("", RULE.sub("", text, 1) if RULE.match(text) else text)
    for mark in _MENU.finditer(text[:LONGEST_NOTICE]):
        rest = text[mark.end() :].lstrip()
        # Behind a full stop, a long rest goes on with the notice.
        ends = mark[0] or len(rest) <= LONGEST_MENU
        if mark.start() and ends and "©" not in rest and _begins_menu().match(rest):
            text = text[: mark.start()]
            break
    return text.strip(" \t\xa0|·") or whole


@cache
def _begins_menu() -> re.Pattern[str]:
    """The words with which the entries of a menu behind a notice begin."""
    return re.compile(rf"(?:{any_of(classes('list_labels')['menu'])})(?![^\W\d_])", re.IGNORECASE)


def without_pictures(text: str, instead: str = "") -> str:
    """A text without the marks of pictures, which all have a bracket or a colon; `instead` is put in their place."""
    return PICTURE.sub(instead, text) if "[" in text or ":" in text else text


def is_picture(text: str) -> bool:
    """Whether a line is what a dump prints for a picture: a mark, or the name of its file."""
    marked = text[0] == "[" or (text[0] in "iI" and PICTURE.match(text))
    if marked and (_MARKS.fullmatch(text) or PICTURE.sub("", text).strip(EDGES) == ""):
        return True
    if text.startswith("![](") and " " not in text:
        return True
    return _is_file(text)


def _is_file(text: str) -> bool:
    return text.endswith(_FILES) and " " not in text


def is_label(text: str, kind: str) -> bool:
    """Whether a line is a button or a label, and no section or caption; or a caption a link to another story, or
    nothing but buttons and counters in brackets."""
    plain = text.strip(EDGES).casefold()
    if kind == "caption" and text[0] == "[" and not LETTER.search(_BUTTON.sub("", text)):
        return True
    if _is_file(plain) or text.startswith("![]("):
        return True
    if kind == "caption" and (mark := MARK.search(text, 0, LONGEST_LABEL)):
        label = text[: mark.start()].strip().casefold()
        if " " in label and label in classes("list_labels")["related"]:
            return True
    listed = classes("list_labels")
    own = listed.get(kind, frozenset())
    buttons = listed["button"] if kind in ("section", "caption") else own
    if any(said in own or said in buttons for said in (plain, text.casefold())):
        return True
    if kind != "section" or len(plain) > LONGEST_LABEL:
        return False
    return (" " in plain and plain in classes("comment_lines")["end"]) or _are_buttons(plain)


def _are_buttons(text: str) -> bool:
    """Whether a line is made of buttons: "Log in Subscribe"."""
    listed, left = classes("list_labels")["button"], text.split()
    while left:
        size = next((size for size in range(min(len(left), WIDEST), 0, -1) if " ".join(left[:size]) in listed), 0)
        if not size:
            return False
        left = left[size:]
    return True


@cache
def _reading() -> re.Pattern[str]:
    """How long it takes to read a story."""
    beside = any_of(classes("list_labels")["reading"])
    return re.compile(
        rf"(?:\b(?:{beside})\s?:?\s)?\d{{1,3}}{_MINUTE}\b\.?(?P<beside>\s(?:{beside})\b)?",
        re.IGNORECASE,
    )


def reading(text: str, start: int = 0) -> re.Match[str] | None:
    """Where a text tells, from `start` on, how long it takes to read a story: "12 min read", "Lesezeit: 4 Min."; the
    group `beside` is what stands behind the minutes."""
    return _reading().search(text, start) if _MINUTES.search(text) else None


def unread(text: str) -> str:
    """A text without the time that it takes to read a story."""
    return _reading().sub("", text) if _MINUTES.search(text) else text


def unrepeated(lines: Iterable[str]) -> list[str]:
    """Lines without their repeats, told by case and spacing apart."""
    once: dict[str, str] = {}
    for line in lines:
        once.setdefault(folded(line), line)
    return list(once.values())


def _is_word(text: str) -> bool:
    """Whether there are two letters, or a sign of a script without them, or a year; and no date, and no month."""
    if is_month(text):
        return False
    letter = LETTER.search(text)
    if letter is None:
        return _YEAR.fullmatch(text) is not None
    if not any(map(str.isdigit, text)):
        return len(text) > 1 or has_east_asian(text)
    return LETTER.search(without_dates(unread(text))) is not None
