"""Lists beside an article: what stands around their entries, and lines that are none; notices of copyright."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newsclean.fields.words import DIGIT, LETTER, any_of, classes, is_made_of
from newsclean.records import folded

#: What is no part of an entry at its ends.
EDGES = " \t\u3000\u00a0,;|•·*/:：.-–—>»›«→#＃+[]"
#: What stands before an entry.
BULLETS = "•·・▪*|>＞»›→←▶►▸▷◆■●★☞👉➡➤➜ \t\u3000\xa0"
#: Longest label of a list, in characters.
LONGEST_LABEL = 50
#: Longest line that tells how long it takes to read a story.
LONGEST_TIME = 40
#: Longest row of buttons to share.
LONGEST_SHARING = 80
#: Longest menu behind a sentence of a notice, and longest part of one in which a menu is looked for.
LONGEST_MENU, LONGEST_NOTICE = 150, 2000
#: Longest entry of such a menu that is no known one.
LONGEST_ENTRY = 40
#: The marks behind a label.
MARK = re.compile(r"[:：՝|»›>→]")
# "[拡大]　[1/2]"
_BUTTON = re.compile(r"\[[^\]\s]{1,10}\]")
#: A line across the page, which a dump put before a text.
RULE = re.compile(r"[━─_=*-]{5,}\s*")
# "2. Eggs are dear"
NUMBERED = re.compile(r"(\d{1,2})\.\s+(?=\D)")
#: The marks between a notice and the menu behind it; lynx numbers the links of that.
_MENU = re.compile(r"[|·∙•]|,(?=\s)|\s[-–—]\s|(?<=\.)(?=\s)")
# The marks between its entries.
_ENTRIES = re.compile(r"(?<![\s.])[\s.]*(?:[|·∙•,]|\s[-–—]\s|(?<=\.)\s)[\s|·∙•,–—-]*")
_LINK = re.compile(r"\[\d{1,4}\]\s?")
_MINUTE = r"[ -]?(?:min(?:s|ut(?:es?|en|t?er|os|[aiy])?)?|мин(?:ут[аы]?)?|хв|dk|dak|phút)"
_MINUTES = re.compile(rf"\d{_MINUTE}", re.IGNORECASE)


@cache
def _shares() -> re.Pattern[str]:
    """Buttons to share, in a row: "ShareFacebookTwitter"."""
    listed = classes("list_labels")
    return re.compile(rf"(?:{any_of(listed['share'])})[ :]{{0,2}}(?:{any_of(listed['network'])})", re.IGNORECASE)


def unlinked(text: str) -> str:
    """A text without the number of a link that lynx prints before it."""
    return text[found.end() :] if "[" in text and (found := _LINK.match(text)) else text


def is_sharing(line: str) -> bool:
    """Whether a line is a row of buttons to share.

    >>> is_sharing("ShareFacebookTwitter"), is_sharing("Share Facebook WhatsApp"), is_sharing("Shares of Facebook")
    (True, True, False)
    """
    return len(line) <= LONGEST_SHARING and line[-1:] not in ".!?" and _shares().match(line) is not None


def runs(numbers: Iterable[int], gap: int = 1) -> list[list[int]]:
    """Rising numbers of which each is at most `gap` more than the one before, together."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number <= found[-1][-1] + gap:
            found[-1].append(number)
        else:
            found.append([number])
    return found


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
        if mark.start() and ends and "©" not in rest and _is_menu(rest, mark[0]):
            text = text[: mark.start()]
            break
    return text.strip(" \t\xa0|·") or whole


def _is_menu(text: str, mark: str) -> bool:
    """Whether what stands behind a notice and a mark is a menu: it begins with a known entry, and the others are short;
    without marks between, most of them are known. Of what is none, not a word is lost."""
    if not _begins_menu().match(text):
        return False
    entries = _ENTRIES.split(text[:LONGEST_NOTICE])
    others = [entry for entry in entries[1:] if not _begins_menu().match(entry)]
    if any(len(entry) > LONGEST_ENTRY for entry in others):
        return False
    return mark.strip() not in ("", ",") or 2 * len(others) < len(entries)


@cache
def _begins_menu() -> re.Pattern[str]:
    """The words with which the entries of a menu behind a notice begin."""
    return re.compile(rf"(?:{any_of(classes('list_labels')['menu'])})(?![^\W\d_])", re.IGNORECASE)


def is_label(text: str, kind: str) -> bool:
    """Whether a line is a button or a label, and no section or caption; or a caption a link to another story, or
    nothing but buttons and counters in brackets."""
    plain = text.strip(EDGES).casefold()
    if kind == "caption" and text[0] == "[" and not LETTER.search(_BUTTON.sub("", text)):
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
    if " " not in plain:
        return is_made_of(plain, listed["button"])
    ends = plain in classes("comment_lines")["end"]
    return ends or plain.startswith(_section_leads()) or is_made_of(plain, listed["button"])


@cache
def _section_leads() -> tuple[str, ...]:
    """How buttons begin that are taken for a section: "Back to the harbour"."""
    return tuple(f"{lead} " for lead in classes("list_labels")["section_lead"])


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


def is_reading_time(line: str) -> bool:
    """Whether a line says how long it takes to read the story, and nothing else: "Lesezeit: 4 Minuten"."""
    if len(line) > LONGEST_TIME or not DIGIT.search(line):
        return False
    plain = line.strip(BULLETS)
    found = reading(plain)
    return found is not None and found[0] == plain and (found["beside"] is not None or not plain[0].isdigit())


def unrepeated(lines: Iterable[str]) -> list[str]:
    """Lines without their repeats, told by case and spacing apart."""
    once: dict[str, str] = {}
    for line in lines:
        once.setdefault(folded(line), line)
    return list(once.values())
