"""A line of a caption → its text and its credit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsclean.fields.people.names import is_known_person, is_person
from newsclean.fields.pictures.labels import (
    EDGES,
    bare,
    behind,
    caption_label,
    label_of,
    labels,
    last_label,
    last_match,
    picture_labels,
    taken,
    taker,
)
from newsclean.fields.pictures.owners import (
    CLOSED,
    MAX_CREDIT,
    agency_ends,
    begins_named,
    is_agency,
    is_few,
    is_named,
    is_owned,
    is_owner,
    is_sentence,
    is_signed,
    is_source,
    names_somebody,
)
from newsclean.fields.words import WORD, classes, has_east_asian, words

#: Longest line that is a credit and nothing else.
MAX_LINE = 90
#: A caption that begins again with so many characters of itself is printed twice.
REPEATED = 20
#: A word of so many letters is none that leads to a name.
LONG_WORD = 4
#: What else may stand before it.
DASHES = frozenset("-–—•·")
#: A credit before its caption ends within so many characters.
MAX_LEAD = 70
#: A name behind a sentence of so many words is a credit.
SAID = 4
#: Longest line of which not only the end is looked at.
TAIL = 400

_MARK = re.compile(
    r"(?:[©ⓒ]|(?:^|(?<=[\s|.,;–—-]))(?:\(c\) |\(C\)|copyright[: ](?=\s?(?-i:[A-Z©]))))\s*", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{2,120}(?:\([^()]{1,60}\)[^()]{0,40})?)[)）\]】]?[.。]?$")
_SENTENCE_END = re.compile(r"[.!?！？…][\"”’»)]?\s+|。[」』）]?\s*|(?<=[^\W\d_]{2}[.!?])(?=[A-Z])|[»”]\s+|\s[|–—]\s|／")
_BARE = re.compile(
    r"\s(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]{1,30} [^\W\d_a-zß-öø-ÿ][\w.'’-]{1,30}|@\w{1,30} via \w{1,30})"
    r" ?/ ?(?P<owner>[\w /-]{2,40})$"
)
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ])[A-Z]\S{1,40}$")
_NEW_SENTENCE = re.compile(r"(?<!\b[A-Z])[.!?]\s\S")
#: What stands behind a caption that has a credit.
_AROUND = " \t\u3000|,،、;:/／–—―-•·＝©(（["
# "(Ann Bell/AFP) The ferry"
_BEFORE = re.compile(r"\(([^()]{2,80})\)\s+(?=\S)")
# "The ferry in the bay / A. Bell/ELTA", "The ferry lies there. A. Bell", "The ferry (A. Bell"
_PARTS = re.compile(r"\s/\s|(?<=[^\W\d_]{2}[.!?])\s|\s?[(|]")
_SLASH = re.compile(r"\s?/\s?")
_TWO_WORDS = re.compile(r"\S{1,30} \S{1,30}")
# What may stand between a credit and the caption behind it.
_BETWEEN = re.compile(r"[.,:;|–—-]{0,2}\s+(?=[^\Wa-z])")


class Part(NamedTuple):
    """A line of a caption, split: `text` is empty if the line is a credit only."""

    text: str
    credit: str | None


@lru_cache(maxsize=64)  # asked when kinds are decided, and again when captions are joined
def split_credit(text: str) -> Part:
    """A caption's line as text and credit.

    >>> split_credit("The ferry at Marrow Bay. (Photo: Ann Bell/AFP)")
    Part(text='The ferry at Marrow Bay.', credit='Ann Bell/AFP')
    >>> split_credit("Getty Images").credit
    'Getty Images'
    """
    text = bare(text)
    if not text.strip() or text.strip().casefold() in classes("credit_words")["shown"]:
        return Part("", None)
    label = label_of(text)
    if label and (inner := caption_label().search(text, label.end())):
        # "Image source, Getty Images Image caption, The ferry."
        return Part(text[inner.end() :], text[label.end() : inner.start()].strip())
    whole = text.strip()
    closed = whole.endswith(CLOSED)
    if whole[0] in "(（[" and whole[-1] not in ")）]" and whole.find(")") < 0:
        whole = whole[1:]  # "(Image credits:"
    around = whole[0] in "(（[" and whole[-1] in ")）]" and whole.find(whole[0], 1) < 0
    named = around and whole[0] != "[" and is_person(whole[1:-1])
    whole = (whole[1:-1] if around else whole).strip(EDGES)
    labelled = whole if named else _labelled(whole, closed=closed)
    if labelled is not None:
        return Part("", labelled)
    if closed and (led := _led(text)):
        return led
    found = _labelled_behind(text) or _split(text)
    if found is None:
        return Part("", whole) if len(whole) <= MAX_LINE and is_owned(whole) else _last_sentence(text)
    # "Ann Bell/AFP (Getty Images)"
    return Part("", whole) if is_owned(found.text) and not _MARK.search(found.text) else found


def marked_credit(text: str, credit: str) -> Part:
    """The same of a line of which the page's markup says what is the credit: all of it, or a part.

    >>> marked_credit("The ferry at Marrow Bay Mel's", "Mel's")
    Part(text='The ferry at Marrow Bay', credit="Mel's")
    """
    told, whole = split_credit(text), credit == text
    inner = credit[1:-1] if credit[:1] == "(" and credit.find(")") == len(credit) - 1 else credit
    said = split_credit(inner)
    named = said.credit if said.credit and not said.text else _unlabelled(inner)
    if told.credit and (whole or named in told.credit):
        return told
    if sum(map(str.isalpha, named)) < 2 or len(named) > (MAX_LINE if whole else MAX_CREDIT):
        return told
    if whole:
        return told if is_sentence(text) else Part("", named)
    first = text.startswith(credit) and not text.endswith(credit)
    before, _, behind = text.partition(credit) if first else text.rpartition(credit)
    return Part(" ".join(filter(None, (before.strip(_AROUND), behind.strip(_AROUND)))), named)


def _led(text: str) -> Part | None:
    """The text and the credit of a line in which the credit comes first: "© Ann Bell/AFP The ferry lies in the bay"."""
    if (bracket := _BEFORE.match(text)) and is_owned(bracket[1]) and is_sentence(text[bracket.end() :]):
        return Part(text[bracket.end() :], bracket[1])
    label = label_of(text) or _MARK.match(text)
    rest = text[label.end() :] if label else text
    if not label and "/" not in text[:MAX_LEAD]:
        return None
    ends = agency_ends(rest[:MAX_LEAD])
    if label and (stop := _NEW_SENTENCE.search(rest, 0, MAX_LEAD)) and names_somebody(rest[: stop.start()]):
        ends.append(stop.start())
    for start in (0, *(slash.end() for end in ends[:3] if (slash := _SLASH.match(rest, end)))):
        if label and (name := _TWO_WORDS.match(rest, start)) and is_known_person(name[0]):
            ends.append(name.end())
    for end in sorted(ends, reverse=True):
        between, credit = _BETWEEN.match(rest, end), rest[:end]
        if (
            between
            and is_sentence(caption := rest[between.end() :])
            and (is_named(credit) if label else is_owned(credit))
        ):
            return Part(caption, credit)
    return None


def _split(text: str) -> Part | None:
    """The text and the credit of a line in which a bracket, a label or a mark parts them."""
    start = max(0, len(text) - TAIL)
    bracket = _BRACKET.search(text, start)
    found = last_label(text, start)
    if found is not None and bracket and found.start() < bracket.start() and begins_named(text[found.end() :]):
        bracket = None  # "Photo: Ann Bell (AP)"
    if bracket and bracket.start():
        credit = _unlabelled(bracket[1])
        before = text[: bracket.start()].rstrip()
        labelled = credit != bracket[1].strip(EDGES)
        ends = before[-1:] in '.!?…»”"。'
        if (labelled and credit) or is_owner(credit) or is_signed(credit) or (ends and is_source(credit)):
            return _beside(before, credit, text[bracket.start() :])
    if found is not None and (inside := _in_brackets(text, found)) is not None:
        return inside
    if found is None or len(text) - found.end() > MAX_CREDIT or not begins_named(text[found.end() :]):
        found = last_match(_MARK, text, start)
    elif earlier := last_match(_MARK, text[: found.start()], max(start, len(text) - MAX_CREDIT)):
        found = earlier  # "© Ann Bell, courtesy Harbour Museum"
    if found is not None and found.start() and 1 < len(text) - found.end() <= MAX_CREDIT:
        if named := _name_around(text, found):
            return named
        credit = _unlabelled(text[found.end() :])
        # The first label of several: "Foto: Bild: X".
        return Part(text[: found.start()].rstrip(_AROUND), credit or None)
    return None


def _labelled_behind(text: str) -> Part | None:
    """The text and the credit of a line in which the label comes last: "The ferry in the bay / A. Bell/ELTA nuotr."."""
    if not text.casefold().endswith(behind()):
        return None
    owner = text.rpartition(" ")[0]
    parted = last_match(_PARTS, owner, max(0, len(owner) - MAX_CREDIT))
    credit = owner[parted.end() if parted else 0 :]
    return Part(owner[: parted.start()].rstrip() if parted else "", credit) if len(credit) <= MAX_CREDIT else None


def _beside(text: str, credit: str, bracket: str) -> Part:
    """The text and the credit of a line that ends with a credit in brackets, behind which others may stand: a name, and
    the same once more."""
    end = last_match(_SENTENCE_END, text, max(0, len(text) - MAX_LINE))
    name = text[end.end() :] if end else ""
    if end and name and (is_known_person(name) or is_agency(name)):
        return Part(text[: end.end()].rstrip(), name + bracket)  # "… on Monday. Ann Bell (EFE)"
    again = _BRACKET.search(text, max(0, len(text) - TAIL)) if text[-1:] in ")）" else None
    if again and again.start() and _unlabelled(again[1]) != again[1].strip(EDGES):
        text = text[: again.start()]
    return Part(text.rstrip(_AROUND), credit)


def _name_around(text: str, label: re.Match[str]) -> Part | None:
    """The text and the credit, if what looks like a label is a part of an owner's name, or has words of its own before
    it: "AP Photo/Ann Bell", "Staff photo by Ann Bell"."""
    before = text[: label.start()].rstrip()
    end = last_match(_SENTENCE_END, before + " ", max(0, len(before) - MAX_LEAD))
    start = end.end() if end else 0
    lead = before[start:].split()
    if not end or not 1 <= len(lead) <= 2 or not all(word[0].isupper() for word in lead):
        last = before.rpartition(" ")[2]
        if f"{last} {label[0].strip(EDGES)}".casefold() not in words("agencies"):
            return None
        start = len(before) - len(last)
    whole = "/" in label[0] or "|" in label[0]
    credit = _unlabelled(text[start:] if whole else text[label.end() :])
    return Part(text[:start].rstrip(_AROUND), credit) if start and credit else None


def _in_brackets(text: str, label: re.Match[str]) -> Part | None:
    """A credit in brackets with text behind them: "The ferry. (AP Photo/Ann Bell) The ferry ... more >"."""
    opened = text.rfind("(", 0, label.start() + 1)
    closed = text.find(")", label.end())
    if opened < 1 or closed < 0 or text.find(")", opened, label.start()) >= 0 or closed - opened > MAX_CREDIT:
        return None
    before, behind = text[:opened].rstrip(), text[closed + 1 :].strip(" .*")
    repeated = behind[:REPEATED].casefold() in before.casefold() or behind.endswith(">")
    whole = before if repeated else f"{before} {text[closed + 1 :].strip()}"
    return Part(whole.strip(), _unlabelled(text[opened + 1 : closed]) or None)


class Credit(NamedTuple):
    """What a line has of a credit: whether behind the label of a picture ("The ferry. Photo: Ann Bell"), and whether it
    is nothing else ("Ann Bell/Reuters")."""

    labelled: bool
    alone: bool


def credit_in(text: str) -> Credit | None:
    """The credit of a line that may be a caption; None if it has none."""
    part, listed = split_credit(text), classes("byline_words")
    if not part.credit or part.text.casefold().rpartition(" ")[2] in listed["and"]:
        return None  # "Words & images: Ann Bell"
    if not part.text and text.partition(" ")[0].casefold() in listed["short_by"]:
        return None  # "By Ann Bell"
    label = last_match(picture_labels(), text, max(0, len(text) - MAX_CREDIT))
    labelled = label is not None and text.find(part.credit, label.start()) >= 0 and is_named(part.credit)
    return Credit(labelled, not part.text and (labelled or is_owned(text)))


def _labelled(plain: str, *, closed: bool) -> str | None:
    """The credit that a line with a label or a mark is, if it is nothing else; `closed`: with a full stop behind it."""
    if len(plain) > MAX_CREDIT or (len(plain) > MAX_LINE and not is_named(plain)):
        return None
    listed = classes("credit_words")
    by_words = classes("byline_words")["short_by"]
    if any(plain.casefold() in alone for alone in (listed["label"], listed["lead"], by_words)):
        return ""
    if label := label_of(plain):
        rest = plain[label.end() :]
        said = f"{rest}." if closed else rest
        shown = " ".join(WORD.findall(label[0].casefold())) in listed["shown"]
        if _NEW_SENTENCE.search(rest) or not begins_named(rest) or is_sentence(said) or (shown and not is_named(rest)):
            return None
        return _unlabelled(rest) or plain
    first, _, rest = plain.partition(" ")
    by = first.casefold() in listed["label"] or first.casefold() in by_words
    if by and not closed and (is_known_person(rest.partition(",")[0]) or is_agency(rest)):
        return rest  # "Photo Ann Bell, Harbour News"
    mark = _MARK.match(plain)
    if not mark or is_sentence(f"{plain[mark.end() :]}." if closed else plain):
        return None
    return plain[mark.end() :].strip(EDGES)


def _unlabelled(text: str) -> str:
    """A credit without its labels and marks."""
    text = text.strip(EDGES)
    for _ in range(3):
        label = labels().match(text) or _MARK.match(text)
        if not label or label.end() >= len(text):
            break
        text = text[label.end() :].strip(EDGES)
    if has_east_asian(text) and (by := taken().fullmatch(text)):
        return taker(by)
    # "Foto Ann Bell", "photo Reuters"
    first, _, rest = text.partition(" ")
    capital = rest[:1].isupper() or rest in words("agencies")  # not "picture alliance"
    if (
        capital
        and first.casefold() in classes("credit_words")["label"]
        and (names_somebody(rest) or is_known_person(rest.partition(", ")[0]))
    ):
        return rest
    # "Credit: By Ann Bell"
    return text[3:] if text[:3] in ("By ", "by ") else text


def _agency_at_end(text: str) -> str:
    """The agency that a caption ends with, behind a word in small letters that is none of "by", "of" and the like; or
    nothing."""
    last = text.split()[-4:]
    for number in range(1, len(last)):
        before, agency = last[number - 1], " ".join(last[number:])
        long = len(before) >= LONG_WORD or (" " in agency and before not in classes("credit_words")["small"])
        led = (before.islower() and long) or before in DASHES
        if led and last[number][0].isupper():
            return agency if is_agency(agency) else ""
    for number in range(1, len(last) + 1):
        # "… in the harbourGetty Images"
        glued = _GLUED.search(last[-number])
        agency = " ".join([glued[0], *last[len(last) - number + 1 :]]) if glued else ""
        if len(agency) >= LONG_WORD and is_agency(agency):
            return agency
    return ""


def _last_sentence(text: str) -> Part:
    """A credit that stands behind the last sentence without a mark: "… on Monday. Ann Bell/AFP"."""
    start = max(0, len(text) - MAX_LINE)
    for end in _SENTENCE_END.finditer(text, start):
        rest = text[end.end() :].strip(EDGES)
        credit = _unlabelled(rest)
        marked = credit != rest or credit.isupper() or not {"|", "/"}.isdisjoint(text[end.start() : text.rfind(rest)])
        marked |= text[: end.end()].rstrip()[-1:] in ".!?…»”" and text.count(" ", 0, end.start()) >= SAID - 1
        name, _, paper = credit.partition(", ")
        named = marked and is_known_person(name) and (not paper or is_source(paper))
        if credit and is_few(credit) and (named or is_owner(credit) or is_signed(credit)):
            return Part(text[: end.end()].rstrip(_AROUND), credit)
    if has_east_asian(text) and (by := taken().search(text, start)):
        return Part(text[: by.start()].rstrip(_AROUND), taker(by))
    # "… in the harbour Reuters"
    agency = _agency_at_end(text)
    if agency:
        return Part(text[: -len(agency)].rstrip(_AROUND), agency)
    # "… in Paris Benoit Bell/Reuters", "… @fire via X / Reuters"
    ends = _BARE.search(text, start)
    if ends and ends.start() > 20 and is_owner(ends["owner"]):
        return Part(text[: ends.start()].rstrip(_AROUND), ends[0].strip())
    return Part(text, None)
