"""Comment areas → single comments.

Every line of an area is read for itself (`role`): is it a button, a date, a vote, a prompt, who says? Runs of comment
text are then cut wherever such lines stand between them, and what stands before a run (author, date) or behind it
(votes) goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from newsclean.fields.ago import told_from_now
from newsclean.fields.dates import NOTHING_KNOWN, Context, is_cue, stamps
from newsclean.fields.words import any_of, classes, words
from newsclean.records import Comment

#: A commenter's name has at most this many characters.
MAX_NAME = 60
#: Longest line of a comment area that can be anything but text.
MAX_LINE = 160
#: The author and the date of a comment stand at most this many lines before its text.
REACH = 10


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


class Entry(NamedTuple):
    """A line of a comment area; `is_text` tells a comment's text from everything else."""

    text: str
    is_text: bool


_TAG = re.compile(r"<[^<>]{1,200}>")
_BULLET = re.compile(r"^(?:\[ ?[-–+−] ?\]\s*|[*+•·▪◦‣-]\s+|\d{1,4}[.)]\s+|#\d{1,5}\s+)")
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
_SPLIT = re.compile(r"\s*[|·•/,;]\s*|\s{2,}|\s(?=\d)|(?<=\d)\s")
_COUNT = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,6})")


@cache
def _said() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = classes("comment_lines")
    after = (
        rf"(?P<name>.{{1,{MAX_NAME}}}?)(?:\s|(?<=[\u3040-\u9fff\uac00-\ud7a3]))"
        rf"(?:{any_of(listed['says'])})\s?(?:on\s|am\s|le\s|el\s|the\s)?[:：]?$"
    )
    before = rf"(?:{any_of(listed['by'])})\s?[:：]?\s(?P<name>\S.{{0,{MAX_NAME}}})$"
    return re.compile(after, re.IGNORECASE), re.compile(before, re.IGNORECASE)


@cache
def _prompts() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(classes('comment_lines')['prompt'])})", re.IGNORECASE)


@lru_cache(maxsize=2048)
def role(text: str, context: Context = NOTHING_KNOWN) -> Role:
    """What a line of a comment area is.

    >>> role("0 ( +1 / -1 )").up, role("Vera Bell says:").author, role("Reply").kind
    (1, 'Vera Bell', 'end')
    """
    plain = _BULLET.sub("", _TAG.sub("", text).strip()).strip()
    if len(plain) > MAX_LINE:
        return Role("")
    if not plain:
        return Role("more")
    votes = _votes(plain)
    if votes:
        return votes
    button = _button(plain)
    if button:
        return Role(button)
    if count_of(plain) is not None:
        return Role("count")
    if _prompts().match(plain):
        return Role("prompt")
    return _header(plain, context)


def cut(entries: Sequence[Entry], context: Context = NOTHING_KNOWN) -> list[Comment]:
    """The comments of a page's comment lines, in order."""
    gaps, runs = _gaps_and_runs(entries, context)
    if not runs:
        return []
    heads = [_head(gap) for gap in gaps[:-1]]
    leads = sum(head is not None for head in heads) >= 0.6 * len(heads)
    footed = not leads and _head(gaps[-1]) is not None
    comments: list[Comment] = []
    for number, run in enumerate(runs):
        head, following = heads[number], gaps[number + 1]
        if (
            comments
            and leads
            and head is None
            and not any(r.kind in ("end", "votes", "says", "date") for _, r in gaps[number])
        ):
            # Nothing that ends a comment or begins one stands between: one comment, cut by a button or a link.
            last = comments[-1]
            comments[-1] = Comment(last.author, last.date, f"{last.text}\n\n{run}", last.score, last.up, last.down)
        else:
            found = _head(following, footer=True) if footed else head
            author, date = (found.author, found.date) if found else (None, None)
            comments.append(Comment(author, date, run))
        comments[-1] = _voted(comments[-1], following, heads[number + 1] if number + 1 < len(heads) else None)
        if head is not None:
            comments[-1] = _voted_in(comments[-1], gaps[number][head.at :])
    return comments


def count(lines: Iterable[str]) -> int | None:
    """The number of comments that a page states: the first of its lines that says one."""
    return next((found for line in lines if role(line).kind == "count" and (found := count_of(line)) is not None), None)


def count_of(text: str) -> int | None:
    """The number of comments that a line states: "5 Comments", "There are 13 comments", "6 thoughts on …".

    >>> count_of("124 Reader Comments"), count_of("11 more comments..."), count_of("Kommentare (12)")
    (124, None, 12)
    """
    if len(text) > MAX_LINE or not any(map(str.isdigit, text)):
        return None
    numbers = list(_COUNT.finditer(text))
    listed = words("comment_words")
    for number in reversed(numbers):
        before, after = text[: number.start()].casefold(), text[number.end() :].casefold()
        next_words = re.findall(r"[^\W\d_]+", after[:40])[:2]
        last_words = re.findall(r"[^\W\d_]+", before[-30:])[-1:]
        value = int(re.sub(r"\D", "", number[0]))
        if "more" in next_words[:1] or len(re.findall(r"[^\W\d_]+", before)) > 3:
            continue
        if next_words and (
            next_words[0] in listed or (len(next_words) > 1 and next_words[1] in listed and _is_reader(next_words[0]))
        ):
            # "5 comments that changed my mind" is a headline.
            rest = re.findall(r"[^\W\d_]+", after)
            if len(rest) <= 2 or re.match(
                r"\W*[^\W\d_]+(?:\s[^\W\d_]+)?\s?(?:\b(?:on|to|zu|sur|en|su|so far)\b|[-–—:|“\"«])", after
            ):
                return value
        elif (last_words and last_words[0] in listed and not next_words) or re.match(
            r"\s?(?:件のコメント|条评论|則評論|条留言|個評論|개의 댓글|コメント|评论)", after
        ):
            return value
    return None


def _is_reader(word: str) -> bool:
    return word in classes("comment_lines")["reader"]


def _votes(text: str) -> Role | None:
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
        said = {(found[name] or "").strip(" :()").casefold() for name in ("before", "after")} - {""}
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
    lowered = text.casefold()
    if lowered in listed["more"] or lowered in listed["badge"]:
        return "more"
    if lowered in listed["end"]:
        return "end"
    if any(lowered.endswith(tail) for tail in listed["tail"]):
        return "more"
    parts = [part for part in _SPLIT.split(lowered) if part and not part.strip("()+.").isdigit()]
    if not parts:
        return "" if len(text) > 6 else "more"
    if len(text) <= 80 and all(_is_button(part) for part in parts) and any(p not in listed["unit"] for p in parts):
        return "end"
    return ""


def _is_button(part: str) -> bool:
    listed = classes("comment_lines")
    if part in listed["end"] or part in listed["more"] or part in listed["up"] or part in listed["unit"]:
        return True
    return all(word in listed["end"] or word in listed["more"] for word in part.split())


def _header(text: str, context: Context) -> Role:
    """Who says it and when, if a line tells one of them and nothing else."""
    after, before = _said()
    date, rest = _dated(text, context)
    bare = rest.strip(" \t·•|,;:-–—()@")
    said = after.match(rest.strip(" ·•|,:-–—")) or before.match(rest.strip(" ·•|,-–—"))
    if said:
        return Role("says", _name(said["name"]), date)
    if bare.casefold().rstrip(":") in classes("comment_lines")["says"]:
        return Role("says", None, date)
    if rest != text:
        if not re.search(r"[^\W_]", bare) or _button(bare):
            return Role("date", None, date)
        if len(bare) <= MAX_NAME and len(bare.split()) <= 6 and not re.search(r"[^\W\d_]{3}[.!?]\s\S|[!?]$", bare):
            return Role("says", _name(bare), date)
    return Role("")


def _dated(text: str, context: Context) -> tuple[str | None, str]:
    """The date in a line (None if it is told from now), and the line without it."""
    told = told_from_now().search(text) if len(text) <= 100 else None
    if told:
        return None, f"{text[: told.start()]} {_NUMBERS.sub(' ', text[told.end() :])}".strip()
    if not any(map(str.isdigit, text)):
        return None, text
    found = stamps(text, context)
    if not found:
        clock = re.fullmatch(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr|h))?", text.strip(), re.IGNORECASE)
        return None, "" if clock else text
    rest = text[: found[0].start] + " " + text[found[0].end :]
    if is_cue(rest.strip(" :·|-–—")):
        return found[0].value, ""
    return found[0].value, re.sub(
        r"\b(?:at|on|am|um|le|à|el|a las|alle|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?,?\s*$", "", rest.strip()
    )


def _name(text: str) -> str | None:
    name = _TAG.sub("", text).strip(' \t·•|,;:@-–—"“”')
    return name if name and len(name) <= MAX_NAME else None


class _Head(NamedTuple):
    """The lines before a comment that belong to it: where they begin in their gap, and what they tell."""

    at: int
    author: str | None
    date: str | None


_Gap = list[tuple[str, Role]]


def _gaps_and_runs(entries: Sequence[Entry], context: Context) -> tuple[list[_Gap], list[str]]:
    """The runs of text, and the lines before, between and behind them: one gap more than runs."""
    gaps: list[_Gap] = [[]]
    runs: list[list[str]] = []
    for entry in entries:
        if entry.is_text:
            if gaps[-1] or not runs:
                runs.append([])
                gaps.append([])
            runs[-1].append(entry.text)
        else:
            found = role(entry.text)
            # What a line is does not depend on what else is known; its date may.
            gaps[-1].append((entry.text, role(entry.text, context) if found.date else found))
    if not runs:
        return gaps, []
    return [gaps[0], *gaps[1:]], ["\n\n".join(run) for run in runs]


def _head(gap: _Gap, *, footer: bool = False) -> _Head | None:
    """Author and date in the last lines of a gap (in the first ones, for pages that print them behind the text)."""
    order = range(len(gap)) if footer else range(len(gap) - 1, -1, -1)
    date: str | None = None
    author: str | None = None
    index, wants, dated = -1, True, False
    unknown: str | None = None
    for steps, at in enumerate(order):
        text, found = gap[at]
        if (
            steps >= REACH
            or (found.kind in ("count", "prompt") and not _is_aside(text))
            or (found.kind == "votes" and dated)
        ):
            break
        if found.kind == "end" and dated and author is None and _is_reply(text):
            break
        if found.kind in ("date", "says"):
            if dated and author is not None:
                break
            date = date or _with_time(gap, at, found.date)
            dated, index = True, at
            if found.author is not None:
                author, wants = found.author, False
                if found.kind == "says" and found.date is None and not footer:
                    continue
                if date is not None:
                    break
        elif found.kind == "":
            name = _name(_BULLET.sub("", text))
            # "@Vera:" names who is answered.
            if name and not text.startswith("@") and wants:
                if dated:
                    author, index, wants = name, at, False
                    break
                unknown = unknown or name
    if index < 0:
        return None
    return _Head(index, author if author is not None else unknown, date)


def _with_time(gap: _Gap, at: int, date: str | None) -> str | None:
    """A date with the time that is printed on one of the next two lines."""
    if date is None or "T" in date:
        return date
    joined = stamps("\n".join(text for text, _ in gap[at : at + 3]))
    value = joined[0].value if joined else None
    return value if value is not None and value.startswith(date) else date


def _is_reply(text: str) -> bool:
    return text.strip().casefold() in ("reply", "antworten", "répondre", "responder", "rispondi", "返信", "ответить")


def _is_aside(text: str) -> bool:
    """Prompts that stand inside a comment's head: "Liked by …"."""
    return text.casefold().startswith("liked by")


def _voted(comment: Comment, gap: _Gap, head: _Head | None) -> Comment:
    """A comment with the votes behind it, up to where the next one begins."""
    return _voted_in(comment, gap[: head.at if head else REACH])


def _voted_in(comment: Comment, lines: _Gap) -> Comment:
    score, up, down = comment.score, comment.up, comment.down
    for _, found in lines:
        if found.kind == "votes":
            score = found.score if score is None else score
            up = found.up if up is None else up
            down = found.down if down is None else down
    return Comment(comment.author, comment.date, comment.text, score, up, down)


def settle(texts: Sequence[str], said: Sequence[bool | None], context: Context = NOTHING_KNOWN) -> list[bool | None]:
    """Which lines of a page are comments' text (True), other lines of comment areas (False), or neither (None).

    `said` is what the tagger takes them for; what is certain is put right: buttons, dates, votes and names right above
    a date are no text; a line between the head of a comment and its end is; text without anything of a comment area
    beside it, on a page where other comments have heads, is no comment.
    """
    settled = list(said)
    roles = [role(text, context) if state is not None else Role("") for text, state in zip(texts, said, strict=True)]
    for number, found in enumerate(roles):
        if settled[number] and _is_no_text(texts[number], found):
            settled[number] = False
    for number in range(len(texts) - 1):
        if settled[number] and _names_speaker(texts, roles, settled, number):
            settled[number] = False
        elif settled[number + 1] and texts[number].strip(" :").casefold() in classes("comment_lines")["linkback"]:
            settled[number + 1] = False  # the page that links here
    _take_in(texts, settled, roles)
    return _without_strays(settled, roles)


def _take_in(texts: Sequence[str], settled: list[bool | None], roles: Sequence[Role]) -> None:
    """Make the lines text that stand between the head of a comment and its end, and are nothing else."""
    begun = spoken = False
    names: set[str] = set()
    for number, state in enumerate(settled):
        text, found = texts[number], roles[number]
        if state is None or (found.kind in ("prompt", "count") and not _is_aside(text)) or found.kind == "votes":
            begun = False
        elif found.kind in ("date", "says"):
            begun, spoken = True, False
        elif found.kind == "end":
            # Some pages print the button between the head and the text.
            begun = begun and not spoken
        elif state:
            spoken = True
        elif not found.kind:
            if _heads_next(texts, roles, settled, number) or text[:1] == "@":
                names.add(" ".join(text.split()))
            elif begun and answered(text) not in names and any(map(str.isalnum, text)):
                settled[number] = spoken = True


def answered(text: str) -> str:
    """Whom a button offers to answer: "Vera Bell antworten", "Reply to Vera Bell"; empty for other lines."""
    listed = classes("comment_lines")
    words_of = text.split()
    if len(words_of) > 1 and words_of[-1].casefold() in listed["answer"]:
        return " ".join(words_of[:-1])
    lowered = text.casefold()
    return next((text[len(cue) :].strip() for cue in listed["answer_to"] if lowered.startswith(cue + " ")), "")


def _without_strays(settled: list[bool | None], roles: Sequence[Role]) -> list[bool | None]:
    """Lines without the runs of text that have nothing of a comment area beside them, or only prompts before them."""
    runs = [(a, b) for a, b in _runs(settled)]
    heads = [_has_head(settled, roles, start) for start, _ in runs]
    if sum(heads) < 2 or sum(heads) < 0.5 * len(heads):
        return settled
    for number, ((start, end), headed) in enumerate(zip(runs, heads, strict=True)):
        before = settled[start - 1] if start else None
        after = settled[end] if end < len(settled) else None
        if not headed and before is None and (after is None or not any(settled[end : end + REACH])):
            settled[start:end] = [None] * (end - start)
        elif not headed and before is False and roles[start - 1].kind in ("prompt", "") and not any(heads[:number]):
            settled[start:end] = [False] * (end - start)
        elif not headed and before is False and roles[start - 1].kind == "prompt" and not any(heads[number + 1 :]):
            settled[start:end] = [False] * (end - start)  # what a page says behind its comments
    return settled


def _runs(settled: Sequence[bool | None]) -> Iterable[tuple[int, int]]:
    start = None
    for number, state in enumerate([*settled, None]):
        if state and start is None:
            start = number
        elif not state and start is not None:
            yield start, number
            start = None


def _has_head(settled: Sequence[bool | None], roles: Sequence[Role], start: int) -> bool:
    """Whether one of the lines right before a run of text says who speaks, or when."""
    for number in range(start - 1, max(-1, start - 1 - REACH), -1):
        if settled[number] is not False:
            return False
        if roles[number].kind in ("date", "says"):
            return True
    return False


def _heads_next(texts: Sequence[str], roles: Sequence[Role], settled: Sequence[bool | None], number: int) -> bool:
    """Whether a line stands right above a date or "says", so that it can be a name."""
    if len(texts[number]) > MAX_NAME or texts[number][-1] in "!?…":
        return False
    for after in range(number + 1, min(number + 4, len(texts))):
        if settled[after]:
            return False
        if roles[after].kind == "says":
            return roles[after].author is None and after == number + 1
        if roles[after].kind == "date":
            return roles[after].author is None
    return False


def _names_speaker(texts: Sequence[str], roles: Sequence[Role], settled: Sequence[bool | None], number: int) -> bool:
    """Whether a line taken for text is the name of who speaks next: short, or all that stands between the end of a
    comment and a date."""
    text, after = texts[number], roles[number + 1]
    begins = after.author is None and after.kind in ("date", "says")
    if not begins or settled[number + 1] is None or roles[number].kind or text[-1] in ".!?…:":
        return False
    closed = number > 0 and settled[number - 1] is False and roles[number - 1].kind in ("end", "votes")
    return (len(text) <= MAX_NAME and closed) or (len(text) <= 40 and len(text.split()) <= 4)


def _is_no_text(text: str, found: Role) -> bool:
    """Whether a line is certainly no comment's text: a button, a date, a vote, a count. "+1" is a comment."""
    if found.kind == "votes":
        return found.score is not None or not text.startswith("+")
    if found.kind == "says":
        return found.date is not None or found.author is None
    return found.kind in ("end", "date", "count") and len(text) > 1
