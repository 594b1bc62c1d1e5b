"""Lines and their kinds → kinds that are put right where that is certain, whatever the model took the lines for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from newsclean import header, pictured, prompts, topical
from newsclean.fields.people.names import begins_given, is_organisation
from newsclean.fields.readers.areas import tell_apart
from newsclean.fields.readers.frames import Frame, can_answer, frames, is_said
from newsclean.fields.readers.heads import MAX_NAME
from newsclean.fields.readers.layout import tells_date
from newsclean.fields.readers.lines import role
from newsclean.fields.words import DIGIT, classes
from newsclean.header import PARAGRAPH
from newsclean.marks import BULLET, VERBATIM, WORDLESS
from newsclean.records import ARTICLE_KINDS, COMMENT_KINDS, TEXT_KINDS, Kind, Line, folded, numbers_of

#: Longest place alone on a line.
MAX_PLACE = 40
#: Fewest key points of a list, and the least share of them that the model takes for such.
POINTS, TAKEN = 3, 1 / 3
#: Entries of a list of the text's headings have so many characters, on average.
ENTRY = 15
#: Shortest first line of the text that counts as printed twice, and fewest lines of such a text.
AGAIN, SEVERAL = 80, 8
#: A comment that the model takes for something else has at most so many lines, and this share of the article's text;
#: where other comments have more than the last, the page may be one of a forum.
MOST_LINES, TEXT_SHARE, FORUM_SHARE = 12, 0.3, 0.25

#: Between two comments stand at most so many lines that are none.
BETWEEN = 6

#: Kinds that are left to lines beside comments.
_TAKEN = TEXT_KINDS.union(COMMENT_KINDS)
#: Kinds that points of a list above the text are taken for.
_LISTED = frozenset({Kind.STANDFIRST, Kind.CAPTION, Kind.BODY, Kind.RELATED, Kind.OTHER})


def settled_kinds(lines: Sequence[Line], kinds: Sequence[Kind], *, text_alone: bool = False) -> list[Kind]:
    """The kinds of a page's Lines, put right: pictures and links without words; places, key points, headlines, bylines
    and dates above the text; the areas of comments. With `text_alone` only the kinds of the article's text need be
    right."""
    found = [
        Kind.OTHER if line.marks & WORDLESS and kind in ARTICLE_KINDS else kind
        for line, kind in zip(lines, kinds, strict=True)
    ]
    if Kind.BODY in found or Kind.STANDFIRST in found:
        pictured.take_out(lines, found)
        prompts.put_prompts(lines, found)
        _put_places(lines, found)
        if Kind.HEADLINE in found:
            _put_points(lines, found)
            _put_headlines(lines, found)
        header.put_header(lines, found)
        text = numbers_of(found, TEXT_KINDS)
        header.put_bio(lines, found, text)
        _put_contents(lines, found, text)
        _put_again(lines, found, text)
        if not text_alone:
            header.put_mistaken(lines, found)
            topical.put_tags(lines, found)
    _put_framed(lines, found)
    area = numbers_of(found, COMMENT_KINDS)
    if area and not (text_alone and TEXT_KINDS.isdisjoint(found[area[0] : area[-1]])):
        _put_comments(lines, found, area)
    return found


def with_verbatim(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[Kind]:
    """The kinds of an HTML page's Lines: code between lines of the article's text is text too, and the label above it
    that names its language is none."""
    found, run = list(kinds), []
    begun = False
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if line.marks & VERBATIM:
            run.append(number)
            continue
        if run and begun and kind in TEXT_KINDS:
            found[run[0] : run[-1] + 1] = [Kind.BODY] * len(run)
            if lines[run[0] - 1].text.casefold() in classes("list_labels")["code"]:
                found[run[0] - 1] = Kind.OTHER
        run, begun = [], kind in TEXT_KINDS
    return found


def _put_points(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A list between the headline and the text of which a part are key points is one of key points."""
    run: list[int] = []
    for number in range(kinds.index(Kind.HEADLINE) + 1, len(lines)):
        line = lines[number]
        if line.marks & BULLET and kinds[number] in _LISTED and (not run or not line.blanks):
            run.append(number)
            continue
        if len(run) >= POINTS and sum(kinds[point] is Kind.STANDFIRST for point in run) >= TAKEN * len(run):
            for point in run:
                kinds[point] = Kind.STANDFIRST
        run = []
        if kinds[number] is Kind.BODY and len(line.text) >= PARAGRAPH:
            return


def _put_headlines(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A headline that is printed once more above the text is none of it."""
    end = kinds.index(Kind.BODY) if Kind.BODY in kinds else len(kinds)
    said = {folded(lines[number].text) for number in numbers_of(kinds, (Kind.HEADLINE,))}
    for number in numbers_of(kinds[:end], TEXT_KINDS):
        if folded(lines[number].text) in said:
            kinds[number] = Kind.HEADLINE


def _put_contents(lines: Sequence[Line], kinds: list[Kind], text: Sequence[int]) -> None:
    """A list of the headings of a text, the numbers of whose lines are given, in their order is a menu of it: each
    stands below once more, over a paragraph."""
    if len({lines[number].text for number in text}) > len(text) - POINTS:
        return
    places = {lines[number].text: number for number in numbers_of(kinds, (Kind.SUBHEADING,))}
    run: list[int] = []
    below = 0
    for number in text:
        place = places.get(lines[number].text, 0)
        if place > max(number, below) + 1:
            run.append(number)
            below = place
            continue
        _put_menu(lines, kinds, run, places)
        run, below = [], 0


def _put_menu(lines: Sequence[Line], kinds: list[Kind], run: Sequence[int], places: Mapping[str, int]) -> None:
    """Make of a run of lines a menu, if they are enough, no marks or figures, and all stand above the headings."""
    sizes = [len(lines[number].text) for number in run]
    if len(run) >= POINTS and sum(sizes) >= ENTRY * len(run) and places[lines[run[0]].text] > run[-1]:
        for number in run:
            kinds[number] = Kind.NAVIGATION


def _put_again(lines: Sequence[Line], kinds: list[Kind], text: Sequence[int]) -> None:
    """The first line of the text that is printed once more inside of it, as standfirsts are that were taken from it, is
    none; or what prints it again below its end."""
    first = lines[text[0]].text if text else ""
    if len(first) < AGAIN or len(text) < SEVERAL:
        return  # texts that stand for others ("Lorem ipsum") are short, and say the same again and again
    again = next((number for number in text[1:] if lines[number].text == first), None)
    if again is not None:
        kinds[again if again == text[-1] else text[0]] = Kind.OTHER


def _put_framed(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Comments that are plain from their dates and buttons, below an article, and what stands between them."""
    begun = next((number for number, kind in enumerate(kinds) if kind in TEXT_KINDS), 0)
    texts = [line.text for line in lines[begun:]]
    if not can_answer(texts):
        return
    known = _told_apart(kinds)
    framed = [Frame(*(begun + place for place in frame)) for frame in frames(texts, known[begun:])]
    if not framed:
        return
    first = framed[0].start
    spared = TEXT_KINDS if _may_be_forum(lines, kinds, framed) else frozenset()
    end = first
    for frame in framed:
        told = any(known[frame.text : frame.closes])
        for number in range(end if frame.start - end <= BETWEEN else frame.start, frame.end):
            is_text = frame.text <= number < frame.closes and is_said(lines[number].text)
            if kinds[number] not in spared and (known[number] is None or (is_text and not told)):
                kinds[number] = Kind.COMMENT if is_text else Kind.COMMENT_META
        end = frame.end
    while end < len(lines) and known[end] is None and role(lines[end].text).kind in ("end", "votes", "more"):
        kinds[end] = Kind.COMMENT_META
        end += 1
    if first and role(lines[first - 1].text).kind in ("count", "prompt"):
        kinds[first - 1] = Kind.COMMENT_META


def _told_apart(kinds: Sequence[Kind]) -> list[bool | None]:
    """Which lines are comments' text (True), other lines of comment areas (False), or neither (None)."""
    return [kind is Kind.COMMENT if kind in COMMENT_KINDS else None for kind in kinds]


def _may_be_forum(lines: Sequence[Line], kinds: Sequence[Kind], framed: Sequence[Frame]) -> bool:
    """Whether what the model takes for the article's text may be posts of a forum: other comments have more than a part
    of it, or there is more of it among comments than above them."""
    texts = [len(line.text) if kind in TEXT_KINDS else 0 for line, kind in zip(lines, kinds, strict=True)]
    said = sum(len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind is Kind.COMMENT)
    taken = sum(sum(texts[frame.start : frame.end]) for frame in framed)
    return said > FORUM_SHARE * sum(texts) or taken > sum(texts[: framed[0].start])


def _put_comments(lines: Sequence[Line], kinds: list[Kind], area: Sequence[int]) -> None:
    """Texts of readers, and what stands around them. `area` are the lines that the model takes for either."""
    _put_missed(lines, kinds, area)
    _put_beside(lines, kinds, area)
    span = slice(area[0], area[-1] + 1)
    found = tell_apart([line.text for line in lines[span]], _told_apart(kinds[span]))
    named = {True: Kind.COMMENT, False: Kind.COMMENT_META, None: Kind.OTHER}
    kinds[span] = [
        kind if state is None and kind not in COMMENT_KINDS else named[state]
        for kind, state in zip(kinds[span], found, strict=True)
    ]


def _put_missed(lines: Sequence[Line], kinds: list[Kind], area: Sequence[int]) -> None:
    """A few lines that follow the head of a comment and end with its button, or with another head, are a comment:
    "Vera Bell says:", the date, the lines, "Reply". A part of the head may be taken for something else too."""
    text = sum(len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind in TEXT_KINDS)
    if sum(len(lines[number].text) for number in area if kinds[number] is Kind.COMMENT) > FORUM_SHARE * text:
        return
    for before, after in pairwise(area):
        if not 1 < after - before <= MOST_LINES or role(lines[after].text).kind not in ("end", "votes", "says"):
            continue
        texts = [line.text for line in lines[before : after + 1]]
        start = _head_end(texts)
        if 0 < start < len(texts) - 1 and sum(map(len, texts[start:-1])) <= TEXT_SHARE * text:
            kinds[before + 1 : before + start] = [Kind.COMMENT_META] * (start - 1)
            kinds[before + start : after] = [Kind.COMMENT] * (len(texts) - 1 - start)


def _put_beside(lines: Sequence[Line], kinds: list[Kind], area: Sequence[int]) -> None:
    """Put right what stands beside lines of an area of comments: the head above a button, "Vera Bell May 3, 2024" over
    "Reply", and what is said right below a head, where the other heads have their texts there."""
    meta = [number for number in area if kinds[number] is Kind.COMMENT_META]
    for number in meta:
        above = number - 1
        if number and kinds[above] not in _TAKEN and role(lines[number].text).kind == "end":
            found = role(lines[above].text)
            if found.author and not DIGIT.search(found.author) and tells_date(lines[above].text, found):
                kinds[above] = Kind.COMMENT_META
    heads = [number for number in meta if number + 1 < len(lines) and _ends_head(lines, number)]
    silent = [number + 1 for number in heads if kinds[number + 1] is not Kind.COMMENT]
    if len(silent) == 1 < len(heads) - 1 and kinds[silent[0]] not in _TAKEN and is_said(lines[silent[0]].text):
        kinds[silent[0]] = Kind.COMMENT


def _ends_head(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is the date of a comment, with whose it is or below that: "Vera Bell says:", "May 3, 2024"."""
    found = role(lines[number].text)
    if not tells_date(lines[number].text, found):
        return False
    return found.author is not None or (number > 0 and role(lines[number - 1].text).kind == "says")


def _head_end(texts: Sequence[str]) -> int:
    """How many of the first lines are a comment's head, or the line above, a name and a date: 0 if none are."""
    for number, text in enumerate(texts[:3]):
        if tells_date(text, found := role(text)):
            return number + 1
        if number and (found.kind or len(text) > MAX_NAME):
            break
    return int(role(texts[0]).kind == "says")


def _put_places(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A place in capitals between the byline or date and the text that names it is no caption, and no byline."""
    for number in numbers_of(kinds, (Kind.CAPTION, Kind.BYLINE)):
        if (
            0 < number < len(lines) - 1
            and kinds[number - 1] in (Kind.BYLINE, Kind.DATE)
            and kinds[number + 1] is Kind.BODY
            and len(lines[number].text) <= MAX_PLACE
            and lines[number].text.isupper()
            and folded(lines[number].text) in folded(lines[number + 1].text[:PARAGRAPH])
            and not is_organisation(lines[number].text)
            and not (kinds[number] is Kind.BYLINE and begins_given(lines[number].text))
        ):
            kinds[number] = Kind.DATELINE
