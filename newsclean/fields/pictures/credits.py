"""A line of a caption → its text and its credit."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsclean.fields.people.names import is_known_person, is_person
from newsclean.fields.pictures.labels import EDGES, bare, caption_label, label_of, labels, last_label, last_match, taken
from newsclean.fields.pictures.owners import (
    MAX_CREDIT,
    is_few,
    is_named,
    is_owned,
    is_owner,
    is_signed,
    is_source,
    names_owner,
)
from newsclean.fields.words import WORD, classes, has_east_asian, words

#: Longest line that is a credit and nothing else.
MAX_LINE = 90
#: A caption that begins again with so many characters of itself is printed twice.
REPEATED = 20
#: A text of so many words that ends as sentences do, behind the label of a credit, is the caption.
SENTENCE = 6
#: A word of so many letters is none that leads to a name.
LONG_WORD = 4
#: Longest line of which not only the end is looked at.
TAIL = 400

_MARK = re.compile(r"(?:^|(?<=[\s|.,;–—-]))(?:[©ⓒ]|\(c\) |\(C\)|copyright[: ](?=\s?(?-i:[A-Z©])))\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{2,120}(?:\([^()]{1,60}\)[^()]{0,40})?)[)）\]】]?[.。]?$")
_SENTENCE_END = re.compile(r"[.!?！？…][\"”’»)]?\s+|。[」』）]?\s*|(?<=[^\W\d_]{2}[.!?])(?=[A-Z])|[»”]\s+|\s[|–—]\s")
_BARE = re.compile(
    r"\s(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]{1,30} [^\W\d_a-zß-öø-ÿ][\w.'’-]{1,30}|@\w{1,30} via \w{1,30})"
    r" ?/ ?(?P<owner>[\w /-]{2,40})$"
)
_NEW_SENTENCE = re.compile(r"(?<!\b[A-Z])[.!?]\s\S")
#: What stands behind a caption that has a credit.
_AROUND = " \t\u3000|,、;:/–—-＝©(（["


class Part(NamedTuple):
    """A line of a caption, split: `text` is empty if the line is a credit only."""

    text: str
    credit: str | None


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
    around = whole[0] in "(（[" and whole[-1] in ")）]" and whole.find(whole[0], 1) < 0
    named = around and whole[0] != "[" and is_person(whole[1:-1])
    whole = (whole[1:-1] if around else whole).strip(EDGES)
    labelled = whole if named else _labelled(whole)
    if labelled is not None:
        return Part("", labelled)
    found = _split(text)
    if found is None:
        return Part("", whole) if len(whole) <= MAX_LINE and is_owned(whole) else _last_sentence(text)
    # "Ann Bell/AFP (Getty Images)"
    return Part("", whole) if is_owned(found.text) and not _MARK.search(found.text) else found


def _split(text: str) -> Part | None:
    """The text and the credit of a line in which a bracket, a label or a mark parts them."""
    start = max(0, len(text) - TAIL)
    bracket = _BRACKET.search(text, start)
    found = last_label(text, start)
    if found is not None and bracket and found.start() < bracket.start() and _is_capital(text[found.end() :]):
        bracket = None  # "Photo: Ann Bell (AP)"
    if bracket and bracket.start():
        credit = _unlabelled(bracket[1])
        before = text[: bracket.start()].rstrip()
        labelled = credit != bracket[1].strip(EDGES)
        ends = before[-1:] in '.!?…»”"。'
        if (labelled and credit) or is_owner(credit) or (ends and is_source(credit)):
            return Part(before.rstrip(_AROUND), credit)
    if found is not None and (inside := _in_brackets(text, found)) is not None:
        return inside
    if found is None or len(text) - found.end() > MAX_CREDIT or not _is_capital(text[found.end() :]):
        found = last_match(_MARK, text, start)
    elif earlier := last_match(_MARK, text[: found.start()], max(start, len(text) - MAX_CREDIT)):
        found = earlier  # "© Ann Bell, courtesy Harbour Museum"
    if found is not None and found.start() and 1 < len(text) - found.end() <= MAX_CREDIT:
        credit = _unlabelled(text[found.end() :])
        # The first label of several: "Foto: Bild: X".
        return Part(text[: found.start()].rstrip(_AROUND), credit or None)
    return None


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


def is_sentence(text: str) -> bool:
    """Whether a text behind a label is a caption and no name."""
    return text.endswith((".", "!", "?", "…")) and len(text.split()) >= SENTENCE and not is_named(text)


def _labelled(plain: str) -> str | None:
    """The credit that a line with a label or a mark is, if it is nothing else."""
    if len(plain) > MAX_CREDIT or (len(plain) > MAX_LINE and not is_named(plain)):
        return None
    listed = classes("credit_words")
    if plain.casefold() in listed["label"] | listed["lead"] | classes("byline_words")["short_by"]:
        return ""
    if label := label_of(plain):
        rest = plain[label.end() :]
        shown = " ".join(WORD.findall(label[0].casefold())) in listed["shown"]
        if _NEW_SENTENCE.search(rest) or not _is_capital(rest) or is_sentence(rest) or (shown and not is_named(rest)):
            return None
        return _unlabelled(rest) or plain
    mark = _MARK.match(plain)
    return plain[mark.end() :].strip(EDGES) if mark else None


def _is_capital(text: str) -> bool:
    """Whether a credit begins as names do."""
    begin = text.lstrip("©@( ").split()[:2]
    return bool(begin) and (not begin[0].islower() or names_owner(" ".join(begin)))


def _is_name(text: str) -> bool:
    """Whether a text names an agency or a person."""
    return is_owner(text) or is_signed(text) or is_person(text)


def _unlabelled(text: str) -> str:
    """A credit without its labels and marks."""
    text = text.strip(EDGES)
    for _ in range(3):
        label = labels().match(text) or _MARK.match(text)
        if not label or label.end() >= len(text):
            break
        text = text[label.end() :].strip(EDGES)
    if has_east_asian(text) and (by := taken().fullmatch(text)):
        return str(by["agency"] or by["name"])
    # "Foto Ann Bell", "photo Reuters"
    first, _, rest = text.partition(" ")
    capital = rest[:1].isupper() or rest in words("agencies")  # not "picture alliance"
    if capital and first.casefold() in classes("credit_words")["label"] and _is_name(rest):
        return rest
    # "Credit: By Ann Bell"
    return text[3:] if text[:3] in ("By ", "by ") else text


def _agency_at_end(text: str) -> str:
    """The agency that a caption ends with, behind a word in small letters that is none of "by", "of" and the like; or
    nothing."""
    last = text.split()[-4:]
    for number in range(1, len(last)):
        if last[number - 1].islower() and len(last[number - 1]) >= LONG_WORD and last[number][0].isupper():
            agency = " ".join(last[number:])
            return agency if agency.casefold() in words("agencies") else ""
    return ""


def _last_sentence(text: str) -> Part:
    """A credit that stands behind the last sentence without a mark: "… on Monday. Ann Bell/AFP"."""
    start = max(0, len(text) - MAX_LINE)
    for end in _SENTENCE_END.finditer(text, start):
        rest = text[end.end() :].strip(EDGES)
        credit = _unlabelled(rest)
        marked = credit != rest or credit.isupper() or not {"|", "/"}.isdisjoint(text[end.start() : text.rfind(rest)])
        named = marked and is_known_person(credit)
        if credit and is_few(credit) and (named or is_owner(credit) or is_signed(credit)):
            return Part(text[: end.end()].rstrip(_AROUND), credit)
    if has_east_asian(text) and (by := taken().search(text, start)):
        return Part(text[: by.start()].rstrip(_AROUND), by["agency"] or by["name"])
    # "… in the harbour Reuters"
    agency = _agency_at_end(text)
    if agency:
        return Part(text[: -len(agency)].rstrip(_AROUND), agency)
    # "… in Paris Benoit Bell/Reuters", "… @fire via X / Reuters"
    ends = _BARE.search(text, start)
    if ends and ends.start() > 20 and is_owner(ends["owner"]):
        return Part(text[: ends.start()].rstrip(_AROUND), ends[0].strip())
    return Part(text, None)
