"""One line of a comment area → what it is: a button, a date, a vote, a prompt, who says, a number of comments."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.fields.ago import told_from_now
from newsclean.fields.dates import NOTHING_KNOWN, Context, is_cue, stamps
from newsclean.fields.words import DIGIT, WORD, any_of, classes, has_east_asian, words
from newsclean.records import folded

#: A commenter's name has at most this many characters.
MAX_NAME = 60
#: Longest line of a comment area that can be anything but text.
MAX_LINE = 160


class Role(NamedTuple):
    """What a line is.

    `kind` is `votes`, `end` (a button that closes a comment), `more` (another button), `prompt`, `count`, `says` (who
    speaks), `date`, or empty: a name, or text.
    """

    kind: str
    author: str | None = None
    date: str | None = None
    score: int | None = None
    up: int | None = None
    down: int | None = None


_TAG = re.compile(r"<[^<>]{1,200}>")
LIST_MARK = re.compile(r"^(?:\[ ?[-–+−] ?\]\s*|[*+•·▪◦‣-]\s+|\d{1,4}[.)]\s+|#\d{1,5}\s+)")
_BALANCE = re.compile(r"([-+−]?\d{1,9}) \( ?\+(\d{1,9}) ?/ ?[-−](\d{1,9}) ?\)$")
# "Score: 57 (61 up, 4 down)"
_TALLY = re.compile(
    r"(?:[^\W\d]{2,20}:? )?([-+−]?\d{1,6}) ?\( ?(\d{1,6}) [^\W\d]{2,12}[,/] ?(\d{1,6}) [^\W\d]{2,12} ?\)"
)
_ARROWS = re.compile(
    r"(?:[▲△⬆👍♥❤👏+↑]\ufe0f?\s?(\d{1,6})|(\d{1,6})\s?[▲△⬆👍♥❤↑]\ufe0f?)"
    r"(?:[\s|/·]{0,5}(?:[▼▽⬇👎↓−-]\ufe0f?\s?(\d{1,6})|(\d{1,6})\s?[▼▽⬇👎↓]\ufe0f?))?$"
)
_NUMBERED = re.compile(
    r"(?P<before>[^\W\d][^\d]{0,30}?)?\s?\(?\+?(?P<number>\d{1,6})\)?\s?(?P<after>[^\W\d][^\d]{0,30})?$"
)
_NUMBERS = re.compile(r"(?:^|\s)[^\w\s]?\s?\d{1,5}(?=\s|$)|\bΩ")
_BETWEEN = re.compile(r"\s*[|·•]\s*|\s{2,}")
_SPLIT = re.compile(r"\s*[|·•/,;]\s*|\s{2,}|\s(?=\d)|(?<=\d)\s")
_COUNT = re.compile(r"(?P<number>\d{1,3}(?:[.,\u00a0\u202f ]\d{3}){1,3}(?!\d)|\d{1,6})")
# What comes behind a number that counts comments: "5 comments on", "12 reader comments:".
_COUNTED = re.compile(r"\W*[^\W\d_]+(?:\s[^\W\d_]+)?\s?(?:\b(?:on|to|zu|sur|en|su|so far)\b|[-–—:|“\"«])")
_COUNTED_IN_CJK = re.compile(r"\s?(?:件のコメント|条评论|則評論|条留言|個評論|개의 댓글|コメント|评论)")
# The number of a comment in its thread, or of a link: "#3", "[99]".
_NUMBER = re.compile(r"#\d{1,5}|\[\d{1,5}\]")
# What forums print of a commenter: "410 posts · Joined 2002", "Reputation: 7", "Join Date: Aug 2008".
_STANDING = re.compile(
    r"(?:[\d.,]+\s)?(?:posts|messages|reputation|points|threads|reaction score)\b\s?:?\s?-?[\d.,]*"
    r"(?:\s?·\s?joined \d{4})?"
    r"|(?:joined|join date|member since|registered)\s?:?\s?[^\W\d_]{3,12}\.? \d{4}|location: \S.{0,40}",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[^\W_]")
_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?]\s\S|[!?]$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr|h))?", re.IGNORECASE)
# What introduces a date, or names its day, and is left at the end of a line without it.
_BEFORE_DATE = re.compile(r"\b(?:at|on|am|um|le|à|el|a las|alle|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?,?\s*$")
_COLONS = " :："


@cache
def _said_behind() -> re.Pattern[str]:
    """A name, and behind it what says that it speaks."""
    listed = classes("comment_lines")
    after = (
        rf"\A(?P<name>.{{1,{MAX_NAME}}}?)(?:\s|(?<=[\u3040-\u9fff\uac00-\ud7a3]))"
        rf"(?:{any_of(listed['says'])})\s?(?:on\s|am\s|le\s|el\s|the\s)?[:：]?$"
    )
    return re.compile(after, re.IGNORECASE)


@cache
def _said_ends() -> tuple[str, ...]:
    """The last words of what `_said_behind` finds."""
    return tuple({said.rstrip(_COLONS).split()[-1] for said in classes("comment_lines")["says"]})


@cache
def _said_before() -> re.Pattern[str]:
    """What says that a name follows, and the name."""
    before = rf"(?:{any_of(classes('comment_lines')['by'])})\s?[:：]?\s(?P<name>\S.{{0,{MAX_NAME}}})$"
    return re.compile(before, re.IGNORECASE)


@cache
def _prompts() -> tuple[str, ...]:
    """How lines begin that ask for comments, or tell the rules."""
    return tuple(classes("comment_lines")["prompt"])


@cache
def _foots() -> tuple[str, ...]:
    """How lines begin that close a comment."""
    return tuple(classes("comment_lines")["foot"])


@cache
def _since() -> frozenset[str]:
    """The first words of labels of dates that are no publication's."""
    return frozenset(cue.split()[0] for cue in classes("date_cues")["other"])


@cache
def _tails() -> tuple[str, ...]:
    """How lines end that describe a picture of the commenter."""
    return tuple(classes("comment_lines")["tail"])


@lru_cache(maxsize=2048)
def role(text: str, context: Context = NOTHING_KNOWN) -> Role:
    """What a line of a comment area is.

    >>> role("0 ( +1 / -1 )").up, role("Vera Bell says:").author, role("Reply").kind
    (1, 'Vera Bell', 'end')
    """
    plain = LIST_MARK.sub("", _TAG.sub("", text).strip()).strip()
    if len(plain) > MAX_LINE:
        return Role("")
    if not plain:
        return Role("more")
    if _NUMBER.fullmatch(plain) or folded(plain).startswith(_foots()):
        return Role("end")
    counts = DIGIT.search(plain) is not None
    if counts and (votes := _votes(plain)):
        return votes
    button = _button(plain)
    if button:
        return Role(button)
    if counts and count_of(plain) is not None:
        return Role("count")
    if folded(plain).startswith(_prompts()):
        return Role("prompt")
    if _STANDING.fullmatch(plain) or (counts and _tells_of_user(plain, context)):
        return Role("more")
    return _header(plain, context)


def count_of(text: str) -> int | None:
    """The number of comments that a line states: "5 Comments", "There are 13 comments", "6 thoughts on …".

    >>> count_of("124 Reader Comments"), count_of("11 more comments..."), count_of("Kommentare (12)")
    (124, None, 12)
    """
    listed = words("comment_words")
    if len(text) > MAX_LINE or (listed.isdisjoint(WORD.findall(text.casefold())) and not has_east_asian(text)):
        return None
    for number in reversed(list(_COUNT.finditer(text))):
        before, after = text[: number.start()].casefold(), text[number.end() :].casefold()
        next_words = WORD.findall(after[:40])[:2]
        last_words = WORD.findall(before[-30:])[-1:]
        if "more" in next_words[:1] or len(WORD.findall(before)) > 3:
            continue
        if next_words and (
            next_words[0] in listed or (len(next_words) > 1 and next_words[1] in listed and _is_reader(next_words[0]))
        ):
            # "5 comments that changed my mind" is a headline.
            rest = WORD.findall(after)
            if len(rest) <= 2 or _COUNTED.match(after):
                return _number(number[0])
        elif (last_words and last_words[0] in listed and not next_words) or _COUNTED_IN_CJK.match(after):
            return _number(number[0])
    return None


def _number(text: str) -> int:
    """A number that may have separators of thousands."""
    return int("".join(filter(str.isdigit, text)))


def _is_reader(word: str) -> bool:
    return word in classes("comment_lines")["reader"]


def _votes(text: str) -> Role | None:
    """The votes that a line tells, alone or between buttons: "Reply | Report | 12 likes", "Like · 12 · Reply"."""
    if (found := _tallied(text)) or not DIGIT.search(text) or len(text) > 80:
        return found
    buttons = _buttons()
    parts = [part for part in _BETWEEN.split(text) if part and _plain(part) not in buttons]
    pieces = " ".join(parts).split()
    while pieces and _plain(pieces[-1]) in buttons:
        pieces.pop()
    while pieces and _plain(pieces[0]) in buttons:
        pieces.pop(0)
    return _tallied(" ".join(pieces))


@cache
def _buttons() -> frozenset[str]:
    """Buttons that count nothing."""
    listed = classes("comment_lines")
    return (listed["end"] | listed["more"]) - listed["up"]


def _plain(text: str) -> str:
    """A text as lists write it: in small letters, with straight apostrophes."""
    return text.casefold().replace("’", "'")


def _tallied(text: str) -> Role | None:
    balance = _BALANCE.fullmatch(text)
    if balance:
        score, up, down = (int(number.replace("−", "-")) for number in balance.groups())
        return Role("votes", score=score, up=up, down=down)
    tally = _TALLY.fullmatch(text)
    if tally:
        score, up, down = (int(number.replace("−", "-")) for number in tally.groups())
        return Role("votes", score=score, up=up, down=down)
    arrows = _ARROWS.fullmatch(text)
    if arrows:
        ups, downs = arrows[1] or arrows[2], arrows[3] or arrows[4]
        return Role("votes", up=int(ups), down=int(downs) if downs else None)
    found = _NUMBERED.fullmatch(text)
    if found:
        listed = classes("comment_lines")
        said = {_plain((found[name] or "").strip(" :()")) for name in ("before", "after")} - {""}
        number = int(found["number"])
        if len(said) != 1:
            return None
        if said <= listed["up"]:
            return Role("votes", up=number)
        if said <= listed["down"]:
            return Role("votes", down=number)
        if said <= listed["score"]:
            return Role("votes", score=number)
    return None


def _button(text: str) -> str:
    """`end` or `more` if a line is made of buttons and numbers only; empty if not."""
    listed = classes("comment_lines")
    lowered = _plain(text)
    if lowered in listed["more"] or lowered in listed["badge"]:
        return "more"
    if lowered in listed["end"]:
        return "end"
    if lowered.endswith(_tails()):
        return "more"
    if len(text) > 80:
        return ""
    parts = [part for part in _SPLIT.split(lowered) if part and not part.strip("()+.").isdigit()]
    if not parts:
        return "" if len(text) > 6 else "more"
    if all(_is_button(part) for part in parts) and any(p not in listed["unit"] for p in parts):
        return "end"
    return ""


def _is_button(part: str) -> bool:
    listed = classes("comment_lines")
    if part in listed["end"] or part in listed["more"] or part in listed["up"] or part in listed["unit"]:
        return True
    return all(word in listed["end"] or word in listed["more"] for word in part.split())


def _header(text: str, context: Context) -> Role:
    """Who says it and when, if a line tells one of them and nothing else."""
    date, rest = _dated(text, context)
    bare = rest.strip(" \t·•|,;:-–—()@")
    named = rest.strip(" ·•|,:-–—")
    said = _said_behind().match(named) if named.rstrip(_COLONS).casefold().endswith(_said_ends()) else None
    if said or (said := _said_before().match(rest.strip(" ·•|,-–—"))):
        return Role("says", name_of(said["name"]), date)
    if bare.casefold().rstrip(":") in classes("comment_lines")["says"]:
        return Role("says", None, date)
    if rest != text:
        if not _SIGN.search(bare) or _button(bare):
            return Role("date", None, date)
        if len(bare) <= MAX_NAME and len(bare.split()) <= 6 and not _SENTENCE.search(bare):
            return Role("says", name_of(bare), date)
    return Role("")


def _tells_of_user(text: str, context: Context) -> bool:
    """Whether a line tells since when the commenter is a member and nothing else: "Joined May 3, 2024"."""
    first = WORD.match(text)
    if first is None or first[0].casefold() not in _since():
        return False
    found = stamps(text, context)
    return bool(found) and found[0].role == "other" and is_cue(text[: found[0].start] + text[found[0].end :])


def _dated(text: str, context: Context) -> tuple[str | None, str]:
    """The date in a line (None if it is told from now, but for days before a known one), and the line without it."""
    told = told_from_now().search(text) if len(text) <= 100 else None
    if told:
        found = stamps(told[0], context) if context.fetched else []
        return found[
            0
        ].value if found else None, f"{text[: told.start()]} {_NUMBERS.sub(' ', text[told.end() :])}".strip()
    if not DIGIT.search(text):
        return None, text
    found = stamps(text, context)
    if not found:
        clock = _CLOCK.fullmatch(text.strip())
        return None, "" if clock else text
    rest = text[: found[0].start] + " " + text[found[0].end :]
    if is_cue(rest.strip(" :·|-–—")):
        return found[0].value, ""
    return found[0].value, _BEFORE_DATE.sub("", rest.strip())


def name_of(text: str) -> str | None:
    """A commenter's name without what stands around it; None for a line that is too long to be one."""
    name = _TAG.sub("", text).strip(' \t·•|,;:@-–—"“”')
    return name if name and len(name) <= MAX_NAME else None


def is_aside(text: str) -> bool:
    """Prompts that stand inside a comment's head: "Liked by …"."""
    return text.casefold().startswith("liked by")
