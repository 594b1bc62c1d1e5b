"""One line of a comment area → who says it, and when."""

from __future__ import annotations

import re
from functools import cache

from newsclean.fields.readers.buttons import Role, button, plain_of, unbuttoned, vote
from newsclean.fields.times.ago import is_ago, told_from_now
from newsclean.fields.times.dates import Context, Stamp, is_cue, stamps
from newsclean.fields.words import DIGIT, WORD, any_of, classes
from newsclean.rows import begins_small

#: A commenter's name has at most this many characters, and behind "by" alone so many words.
MAX_NAME, MAX_WORDS = 60, 5
#: A time told from now stands in lines up to this length.
MAX_TOLD = 100
#: Units of time that pages print without "ago": "3h", "5 min".
LONGEST_UNIT = 3
#: So many characters has a date with its time: "2019-05-03T09:14".
FULL = 16
#: Marks around buttons and names: "Share ›", "• Reply".
EDGES = " \t·•⋅|›»→↓↑↩↪▾▼▸…"
#: What stands behind a label, and behind "says".
COLONS = " :：.…"

_TAG = re.compile(r"<[^<>]{1,200}>")
# What stands beside a name: "(not verified)", "[S]", "(2 children)", "[2 more]", "#3".
_ASIDE = re.compile(
    r"\((?:not verified|\d{1,4} [^\W\d_]{2,12})\)|\[[^\[\]]{0,10}\]|(?<=\s)#\d{1,5}(?!\w)", re.IGNORECASE
)
# "#1.1 —": the place of a comment in its thread.
_PLACE = re.compile(r"#\d{1,5}(?:\.\d{1,4}){0,4}(?:\s+[—–-](?=\s)|(?=\s))")
_PARTS = re.compile(r"\s*[|·•]\s*|\s{2,}|\s[-–—]\s")
_POINTS = re.compile(r"\s([-−]?\d{1,6})\s([^\W\d_]{2,12})$")
_LIKES = re.compile(r"(?<!\S)\d{1,6}(?!\S)")
_NUMBERS = re.compile(r"(?:^|\s)[^\w\s]?\s?\d{1,5}(?=\s|$)|\bΩ")
# The first word or number of a date.
_FIRST = re.compile(r"[^\W\d_]+|\d+")
_SIGN = re.compile(r"[^\W_]")
_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?]\s\S|[!?]$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr|h))?", re.IGNORECASE)


@cache
def _said_behind() -> re.Pattern[str]:
    """A name, and behind it what says that it speaks."""
    listed = classes("comment_lines")
    after = (
        rf"\A(?P<name>.{{1,{MAX_NAME}}}?)(?:\s|(?<=[\u3040-\u9fff\uac00-\ud7a3]))"
        rf"(?:{any_of(listed['says'])})[\s:：.…]{{0,5}}$"
    )
    return re.compile(after, re.IGNORECASE)


@cache
def _said_ends() -> tuple[str, ...]:
    """The last words of what `_said_behind` finds."""
    return tuple({said.rstrip(COLONS).split()[-1] for said in classes("comment_lines")["says"]})


@cache
def _said_before() -> re.Pattern[str]:
    """What says that a name follows, and the name."""
    before = rf"(?:{any_of(classes('comment_lines')['by'])})\s?[:：]?\s(?P<name>\S.{{0,{MAX_NAME}}})$"
    return re.compile(before, re.IGNORECASE)


@cache
def _answering() -> re.Pattern[str]:
    """What stands behind the name of a commenter who answers, and whom: "Tom Ray > Ann Bell"."""
    listed = any_of(classes("comment_lines")["answers"])
    return re.compile(rf"\s(?:[>→▸▶]|(?:{listed})(?!\S)).*", re.IGNORECASE | re.DOTALL)


def name_of(text: str) -> str | None:
    """A commenter's name without what stands around it; None for a line that is too long to be one."""
    name = _answering().sub("", _ASIDE.sub("", _TAG.sub("", text))).strip(' \t·•|,;:@-–—"“”')
    return name if name and len(name) <= MAX_NAME else None


def without_tags(text: str) -> str:
    """A text without the tags that some dumps leave in it."""
    return _TAG.sub("", text)


def header(text: str, context: Context) -> Role:
    """Who says it and when, if a line tells one of them and nothing else."""
    date, before, after = _dated(_PLACE.sub("", text), context)
    if before is None:
        listed, lowered = classes("comment_lines"), text.casefold()
        named = lowered in listed["yesterday"] or (len(text) > LONGEST_UNIT and lowered in listed["weekday"])
        if lowered in listed["on"]:
            return Role("more")
        return _says(text, None) or Role("date" if named else "")
    if button(before.strip(EDGES)) == "end" and (not _SIGN.search(after) or button(after.strip(EDGES))):
        return _foot(before, date)
    after = after.lstrip(EDGES + ".,").rstrip(EDGES + ",")
    rest = " ".join(filter(None, map(_without_asides, (before, after))))
    points = _POINTS.search(rest)
    voted = vote(plain_of(points[2]), int(points[1].replace("−", "-"))) if points else None
    if points and voted:
        rest = rest[: points.start()]
    found = _says(rest, date) or _dated_name(rest, date)
    return found._replace(score=voted.score, up=voted.up) if voted and found.kind == "says" else found


def _says(rest: str, date: str | None) -> Role | None:
    """Who says it, if words say that someone does."""
    named = rest.strip(" ·•|,:-–—»")
    if named.rstrip(COLONS).casefold() in classes("comment_lines")["says"]:
        return Role("says", None, date)
    if named.rstrip(COLONS).casefold().endswith(_said_ends()) and (said := _said_behind().match(named)):
        return Role("says", name_of(said["name"]), date)
    before = _said_before().match(named)
    if before and (date or _is_announced(named, before["name"])):
        return Role("says", name_of(before["name"]), date)
    return None


def _is_announced(text: str, name: str) -> bool:
    """Whether what follows "by" is a name without a date beside it: "By the way" announces nobody."""
    cued = " " in text.removesuffix(name).strip()
    return len(name.split()) <= MAX_WORDS and not _SENTENCE.search(name) and (cued or not begins_small(name))


def _dated_name(rest: str, date: str | None) -> Role:
    """What a line with a date is by what it says beside it: a date, or who speaks."""
    bare = _answering().sub("", rest).strip(" \t·•|,;:-–—@»>")
    bare = bare.partition(" | ")[0]
    bare = bare.removeprefix("(").removesuffix(")") if bare.startswith("(") or "(" not in bare else bare
    if not _SIGN.search(bare) or button(bare) or bare.casefold() in classes("comment_lines")["dated"]:
        return Role("date", None, date)
    if len(bare) <= MAX_NAME and len(bare.split()) <= 6 and not _SENTENCE.search(bare):
        return Role("says", name_of(bare), date)
    return Role("")


def _foot(pressed: str, date: str | None) -> Role:
    """What closes a comment: buttons, a number of likes, a date: "Like · Reply · 3 · May 3, 2019"."""
    numbers = _LIKES.findall(pressed)
    liked = len(numbers) == 1 and not classes("comment_lines")["up"].isdisjoint(WORD.findall(pressed.casefold()))
    return Role("end", None, date, up=int(numbers[0]) if liked else None)


def _without_asides(text: str) -> str:
    """What a line says beside its date, without buttons, badges and what stands in brackets behind the name."""
    bare = _ASIDE.sub(" ", text)
    parts = [part for part in _PARTS.split(bare) if part.strip()]
    pressed = classes("comment_lines")["end"]
    kept = [
        part for part in parts if not button(part.strip(EDGES)) or plain_of(part) in classes("comment_lines")["says"]
    ]
    pieces = unbuttoned((" ".join(kept) if len(kept) < len(parts) else bare).split(), pressed)
    if len(pieces) > 1 and pieces[-1].casefold().strip("()") in classes("comment_lines")["badge"]:
        pieces.pop()
    return " ".join(pieces)


def _dated(text: str, context: Context) -> tuple[str | None, str | None, str]:
    """The date in a line (None if told from now, but for days before a known one), and what stands before it (None
    without one) and behind it."""
    found = _stamped(text, context) if DIGIT.search(text) else []
    printed = bool(found) and found[0].value is not None and found[0].value[:4] in text
    told = None if printed or len(text) > MAX_TOLD else told_from_now(text)
    if told and not _lasts(told[0], text[: told.start()], text[told.end() :]):
        known = stamps(told[0], context) if context.fetched else []
        after = _NUMBERS.sub(" ", _ASIDE.sub(" ", text[told.end() :]))
        return known[0].value if known else None, _until(text[: told.start()]), after
    if not found:
        return (None, "", "") if _CLOCK.fullmatch(text.strip()) else (None, None, "")
    before, after = text[: found[0].start], text[found[0].end :]
    if is_cue(f"{before} {after}".strip(" :·|-–—")):
        before = after = ""
    return found[0].value, _until(before), _from(after)


def _stamped(text: str, context: Context) -> list[Stamp]:
    """The dates of a line. A name may end in what a date could begin with: "Old Salt 47 May 3, 2019", "Lobo de mar
    02/05/2019": without it the date says more."""
    found = stamps(text, context)
    if not found or not found[0].start or len(found[0].value or "") >= FULL:
        return found
    name_end = _FIRST.match(text, found[0].start)
    if name_end is None or name_end.end() >= found[0].end:
        return found
    start = name_end.end()
    again = stamps(text[start:], context)
    if again and len(again[0].value or "") > len(found[0].value or ""):
        return [stamp._replace(start=stamp.start + start, end=stamp.end + start) for stamp in again]
    return found


def _lasts(told: str, before: str, after: str) -> bool:
    """Whether what may be a time told from now is how long something lasted, or a word of a sentence: "I waited 3
    hours", "Twice a day is a joke"."""
    if is_ago(told):
        return False
    follows = before.rstrip()[-1:].isalnum()
    if DIGIT.search(told) is None:
        in_words = " " in told and told.casefold() in classes("comment_lines")["now"]
        return after.lstrip()[:1].isalnum() or (follows and not in_words)
    unit = WORD.search(told)
    return follows and unit is not None and len(unit[0]) > LONGEST_UNIT


def _until(text: str) -> str:
    """What stands before a date, without the words that introduce it or name its day: "Ann Bell on Friday,"."""
    listed = classes("comment_lines")
    pieces = text.split()
    while pieces:
        word = pieces[-1].strip(".,:;(↑")
        introduces = word.casefold() in listed["on"] and (word.islower() or len(pieces) == 1)
        # "Do., 3. Mai", but "Do" is a name too.
        day = word.casefold() in listed["weekday"] and (len(word) > 2 or pieces[-1] != word or len(pieces) == 1)
        if word and not introduces and not day:
            break
        pieces.pop()
    return " ".join(pieces)


def _from(text: str) -> str:
    """What stands behind a date, without the rest of its clock: "9 h 14 min", "09:14 horas"."""
    first, _, rest = text.lstrip().partition(" ")
    return rest if first.islower() and first.strip(".,") in classes("comment_lines")["unit"] else text
