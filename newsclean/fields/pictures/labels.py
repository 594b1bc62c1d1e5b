"""The labels, buttons and counters around a caption and its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newsclean.fields.lists import RULE
from newsclean.fields.pictures.marks import PICTURE, once
from newsclean.fields.words import OTHER_SCRIPT, WORD, any_of, classes, has_east_asian, is_east_asian, words

#: Longest label before a caption.
MAX_CAPTIONED = 25
#: Longest label on a line of its own, and what it ends with.
LONGEST_LABEL = 30
_LABEL_ENDS = (":", "：", "՝", " by", " via")
#: Longest button at the end of a line, with what is around it.
LONGEST_BUTTON = 60
#: An alt text in brackets has at least so many spaces.
ALT = 3
#: What stands around a credit.
EDGES = " \t\u3000|,;:：/–—―-=＝.•·●■▲"

# Where a label begins.
_BEGIN = r"(?:^|(?<=[\s|(（\[.,;»”/–—-]))"
# What a label of a credit needs: a mark, or a word of those that need none.
_SIGN = re.compile(
    r"[:：՝©ⓒ/|=＝(（,،，]|\.\.\.|\b(?:by|of|via|di|de|von|av|door|ni|na|Dok|fot|nuotr|courtesy)\b", re.IGNORECASE
)
# What it ends with: to look for that is fast.
_MAY_BE_GLUED = re.compile(r":|\.\.\.|ource,")
_GLUED = re.compile(r"(?<=[^\W\d_])(?:(?:foto|photo|bild|image|credit|fotos)(?::|\.\.\.)|image source,)", re.IGNORECASE)
# "[1/5] The ferry", "1 of 2. The ferry", "Slide 1/7", "1:07 The ferry": numbers of pictures, lengths of videos; not
# "9/11 memorial", "2 of 3 ferries"
_OF = r"\s?(?:of|von|sur|de|di|af|av|van|из)\s?"
_COUNTER = re.compile(
    rf"(?:[\[(]\d{{1,3}}(?:\s?/\s?|{_OF})\d{{1,3}}[\])]|(?!9/11\b)\d{{1,3}}(?:\s?/\s?|{_OF})\d{{1,3}}"
    rf"|(?i:slide|image|photo|picture|bild|foto|imagen|imagem|immagine) \d{{1,3}}(?:\s?/\s?|{_OF})\d{{1,3}})"
    r"(?:$|\s?[.:|,–—-](?=\s)|(?=\s+[^\Wa-z]))|\d{1,2}:\d\d\s+(?=[^\W\d_])"
)
# "The ferry. 3/12"
_COUNTED = re.compile(r"(?<=[.!?…])\s+\d{1,3}\s?/\s?\d{1,3}$")
_WINDOW = re.compile(r"\s?\(opens in (?:a )?new (?:tab|window)\)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
# "Ann Bell (left)", "Figure 2", and how names of pictures end.
_PLACED = re.compile(r"\((?:left|right|cent(?:er|re)|links|rechts|mitte|[lrcm]|li|re)\.?[,)]")
_FIGURE = re.compile(r"(?:fig(?:ure)?\.?|abb(?:ildung)?\.?) ?\d")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", " logo", " banner", " cover", " icon", " portrait", " headshot")
#: What points at the picture before a caption.
_ARROWS = "▲▼△▽▶►◀◄↑↓←→■●▣◆"


@cache
def labels() -> re.Pattern[str]:
    """A label of a credit at the start of a line or behind a mark, and what is between it and the credit."""
    listed = any_of(classes("credit_words")["label"])
    unspaced = any_of(word for word in classes("credit_words")["label"] if is_east_asian(word[0]))
    # Vogue's dumps glue: "VALENTINOFoto: ..."; a label that begins with a capital may stand right behind a letter.
    return re.compile(
        rf"{_BEGIN}(?:{listed})(?:\s?[:：՝]|\.\.\.|\s?©|\s?/(?=\s?\S)|\s[|–-]\s)\s*"
        rf"|{_BEGIN}(?:{any_of(classes('credit_words')['lead'])})(?:\s?[:：]\s*|\s+|(?<=[，,]))"
        rf"|(?<=[^\W\d_])(?:(?:Foto|Photo|Bild|Image|Credit|Fotos)(?::|\.\.\.)|Image source,)\s*"
        rf"|(?:{unspaced})[=＝／/：:・]\s*|(?:{unspaced})(?=[A-Z])",
        re.IGNORECASE,
    )


@cache
def _stems(*, latin: bool) -> re.Pattern[str]:
    """The labels of pictures that hold no other one; those in Latin letters, or in all scripts."""
    listed = classes("credit_words")["picture"]
    stems = (word for word in sorted(listed) if not any(other in word for other in listed - {word}))
    return re.compile("|".join(re.escape(word) for word in stems if not (latin and OTHER_SCRIPT.search(word))))


def naming_pictures(texts: Sequence[str]) -> list[int]:
    """The numbers of the texts in which there may be such a label: to look for one is slow."""
    joined = "\n".join([text.replace("\n", " ").casefold() for text in texts])
    numbers: dict[int, None] = {}
    number = end = 0
    for found in _stems(latin=OTHER_SCRIPT.search(joined) is None).finditer(joined):
        number += joined.count("\n", end, found.start())
        end = found.start()
        numbers[number] = None
    return list(numbers)


@cache
def picture_labels() -> re.Pattern[str]:
    """A label of a credit that only pictures have: none of a source, or of a caption."""
    listed = any_of(classes("credit_words")["picture"])
    return re.compile(
        rf"{_BEGIN}(?:{listed})"
        r"(?:\s?[:：՝]|\s?©|\s?/(?=\s?\S)|\s[|–]\s|\s(?:by|of|via|von|di|de|av|door|ni|na)\s|[=＝／])\s*",
        re.IGNORECASE,
    )


@cache
def _trailing() -> re.Pattern[str]:
    """A button behind a credit, at the end of a line."""
    return re.compile(rf"[\s,|–—-]{{0,3}}(?:{any_of(classes('credit_words')['purchase'])})[\s,.]*+$", re.IGNORECASE)


def _untrailed(text: str) -> str:
    """A line without the buttons at its end."""
    end = len(text)
    while found := _trailing().search(text, max(0, end - LONGEST_BUTTON), end):
        button = found[0].strip(EDGES)
        if " " not in button and button[0].islower() and end > found.start() + len(found[0].rstrip(" .,")):
            break  # "… und den Hafen vergrößern."
        end = found.start()
    return text[:end]


@cache
def behind() -> tuple[str, ...]:
    """How a caption ends that has its label behind the credit."""
    return tuple(f" {label}{end}" for label in classes("credit_words")["behind"] for end in ("", ")"))


@cache
def taken() -> re.Pattern[str]:
    """Who took a picture, at the end of a Chinese or Japanese line: "港の船、鈴木花子撮影", "港の船＝ロイター"."""
    agencies = any_of(words("agencies"))
    # Not "港で撮影", "5月3日撮影", "拍摄", "를 제공".
    name = r"[^\W\d_][^\s。、，＝（）()／/]{1,14}(?: [^\s。、，＝（）()／/]{2,6}){0,2}(?<![でにをら日年月拍])"
    korean = r"[^\W\d_]{2,14}(?<![를을로에])"
    verb, behind = (any_of(classes("credit_words")[listed]) for listed in ("taken", "taken_korean"))
    return re.compile(
        rf"(?:^|(?<=[。、，＝\s（(」]))(?:(?P<name>{name})\s?／?(?:{verb})|(?P<korean>{korean})\s?(?:{behind})"
        rf"|(?<=＝)(?P<agency>{agencies}))[）)]?$",
        re.IGNORECASE,
    )


@cache
def _captioned() -> tuple[str, ...]:
    """Labels before a caption: "Image caption"."""
    return tuple(classes("credit_words")["captioned"])


@cache
def caption_label() -> re.Pattern[str]:
    """Such a label behind a credit."""
    return re.compile(rf"(?:{any_of(_captioned())})[,،，]\s*(?=\S)", re.IGNORECASE)


@cache
def _purchase_ends() -> tuple[str, ...]:
    """The last words of what `_trailing` takes off."""
    return tuple({word.split()[-1] for word in classes("credit_words")["purchase"]})


@cache
def _label_words() -> frozenset[str]:
    """The first words of labels: without one of them no label is looked for."""
    listed = classes("credit_words")
    return frozenset(match[0] for word in listed["label"] | listed["lead"] if (match := WORD.search(word)))


def is_labelled(text: str, start: int) -> bool:
    """Whether a text begins with a word of labels, or has a label from `start` on."""
    return _begins_label(text) or last_label(text, start) is not None


def _begins_label(text: str) -> bool:
    """Whether the first word of a text is one with which labels begin."""
    first = WORD.match(text)
    return first is not None and first[0].casefold() in _label_words()


def _label_places(text: str, start: int = 0) -> Iterator[int]:
    """Where in a text a label can begin, unless it is glued to the word before it."""
    return (word.start() for word in WORD.finditer(text, start) if word[0].casefold() in _label_words())


def taker(by: re.Match[str]) -> str:
    """The name in such an end."""
    return str(by["agency"] or by["name"] or by["korean"])


def is_label(text: str) -> bool:
    """Whether a line is the label of a picture's credit, and nothing else.

    >>> is_label("Photo by"), is_label("(Bild:"), is_label("Photo")
    (True, True, False)
    """
    if len(text) > LONGEST_LABEL:
        return False
    said = text.casefold().lstrip("([")
    label = next((said.removesuffix(end) for end in _LABEL_ENDS if said.endswith(end)), "")
    return label.rstrip() in classes("credit_words")["picture"]


def is_captioned(text: str) -> bool:
    """Whether a line begins with the label of a caption, or is one: "Image caption"."""
    return text[:MAX_CAPTIONED].casefold().startswith(_captioned())


@cache
def _shows() -> tuple[frozenset[str], re.Pattern[str]]:
    """What captions and alt texts say of their picture, and the longest words of it: to look for these is fast."""
    listed = classes("credit_words")["shows"]
    east_asian = [said for said in listed if is_east_asian(said[0])]
    spaced = listed.difference(east_asian)
    longest = frozenset(max(WORD.findall(said), key=len) for said in spaced)
    return longest, re.compile(rf"(?<![^\W_])(?:{any_of(spaced)})(?![^\W_])|{any_of(east_asian)}")


def shows_picture(text: str) -> bool:
    """Whether a line says what captions and alt texts say of their picture: "Ann Bell (left)"."""
    said = text.casefold()
    if said.endswith(_PICTURES) or _PLACED.search(said) or _FIGURE.match(said):
        return True
    longest, whole = _shows()
    may_be = not longest.isdisjoint(WORD.findall(said)) or has_east_asian(said)
    return may_be and whole.search(said) is not None


def label_of(text: str) -> re.Match[str] | None:
    """The label that a text begins with."""
    if not (text and is_east_asian(text[0])) and not _begins_label(text):
        return None
    return labels().match(text) if _SIGN.search(text) or has_east_asian(text) else None


def last_label(text: str, start: int) -> re.Match[str] | None:
    """The last label of a credit from `start` on: known words begin one, and to search for all of them is slow."""
    unspaced = has_east_asian(text[start:])
    if not unspaced and not _SIGN.search(text, start):
        return None
    if unspaced or (_MAY_BE_GLUED.search(text, start) and _GLUED.search(text, start)):
        return last_match(labels(), text, start)
    found: re.Match[str] | None = None
    for place in _label_places(text, start):
        if found is None or place > found.end():
            found = labels().match(text, place) or found
    return found


def last_match(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The last match from `start` on, of several that touch the first one."""
    found: re.Match[str] | None = None
    for match in pattern.finditer(text, start):
        if found is None or match.start() > found.end():
            found = match
    return found


def _counts(counter: str) -> bool:
    """Whether a picture's number is one: no more than there are."""
    numbers = [int(number) for number in _NUMBER.findall(counter)]
    return ":" in counter or numbers[0] <= numbers[-1]


def bare(text: str) -> str:
    """A caption's line without the rule, the mark of a picture, the counter and the label before it, and without the
    buttons at its end."""
    if RULE.match(text):
        text = RULE.sub("", text, 1)
    text = once(text)
    if "[" in text:
        text = PICTURE.sub("", text).strip()
    text = text.lstrip(_ARROWS + " \t\u3000").rstrip(" ([（【").removeprefix("[]")
    if text.startswith("[") and text.find("]") == len(text) - 1 and text.count(" ") >= ALT:
        text = text[1:-1].strip()  # pandoc's alt text
    if (counter := _COUNTER.match(text)) and _counts(counter[0]):
        text = text[counter.end() :].lstrip(EDGES)
    if text[-1:].isdigit():
        text = _COUNTED.sub("", text)
    if "(opens" in text:
        text = _WINDOW.sub("", text)
    while label := next(filter(text[:MAX_CAPTIONED].casefold().startswith, _captioned()), ""):
        text = text[len(label) :].lstrip(" ,،，:：|")
    if text.rstrip(" \t\xa0,.").casefold().endswith(_purchase_ends()):
        text = _untrailed(text)
    return text
