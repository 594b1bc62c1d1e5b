"""Lines among the paragraphs of an article that are none of it: labels of advertisements, prompts to read another
story, buttons to buy something, to share the story or to hear it, and how long it takes to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newsclean.fields.lists import is_reading_time
from newsclean.fields.related import MAX_HEADLINE
from newsclean.fields.see_also import asks_for
from newsclean.fields.signups import asks_to_sign_up
from newsclean.fields.tags import heads_tags
from newsclean.fields.words import any_of, classes, first_word, small
from newsclean.records import TEXT_KINDS, Kind, Line, numbers_of
from newsclean.sentences import FULL_STOPS

#: Longest label of an advertisement, and longest button.
LONGEST = 60

_KINDS = {"advertisement": Kind.ADVERTISEMENT, "offer": Kind.ADVERTISEMENT, "tool": Kind.SHARING}
#: Longest notice that the site earns a commission, and the word that is in all of them.
LONGEST_DISCLOSURE, _PAID = 450, "ommission"
_EARNS = re.compile(
    r"(?<![\w-])(?:we|i|us|[\w-]{1,30}\.com)(?:['’]ll| may| might| can| could| will)?(?: also| sometimes)?"
    r" (?:earn|receive|get|make)s?(?: an?| some)?(?: small| tiny| affiliate| referral)* commissions?(?!\w)",
    re.IGNORECASE,
)
# Who wrote a post that is shown: "— Ann Bell (@annbell) May 3, 2024".
_POSTED = re.compile(r"[—–-] ?.{2,60} ?\(@\w+\) ?.{0,20}(?<!\d)20\d\d$")
_AROUND = " \t\xa0\u3000[](){}<>|-–—―=*•·:：.…►▼▶→↓»›"
_BESIDE = frozenset({Kind.RELATED, Kind.CAPTION})
_COLONS = ":：՝"
_CURRENCIES = "$€£₹"
_LOOKED_AT = TEXT_KINDS | _BESIDE


def put_prompts(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Correct the kinds of such lines that were taken for text."""
    asked: int | None = None
    for number in numbers_of(kinds, _LOOKED_AT):
        text = lines[number].text
        if kinds[number] in TEXT_KINDS and earns_commission(text):
            kinds[number] = Kind.LEGAL
            continue
        if len(text) > MAX_HEADLINE:
            continue
        word = first_word(text)
        labelled = word in _first_words()
        if kinds[number] in _BESIDE and not (labelled and heads_tags(text)):
            asked = number if labelled and text[-1] in _COLONS and asks_for(text) == "" else asked
            continue
        offers = word in _offering_words()
        if (labelled or offers) and (button := label_kind(text)):
            kinds[number] = button
        elif "(@" in text and (small(text).startswith(_embedded()) or _POSTED.match(text)):
            kinds[number] = Kind.SHARING
        elif (offers or text[0] in _CURRENCIES) and is_offer(text):
            kinds[number] = Kind.ADVERTISEMENT
        elif asks_to_sign_up(text, word):
            kinds[number] = Kind.SIGNUP
        elif labelled and heads_tags(text):
            kinds[number] = Kind.TAGS
        elif is_reading_time(text):
            kinds[number] = Kind.OTHER
        elif asked == number - 1 and text[-1] not in FULL_STOPS:
            kinds[number] = Kind.RELATED  # the headline below a prompt is that of the other story
        elif labelled and (said := asks_for(text)) is not None:
            begun = not said and text[-1] in _COLONS
            asked = number if begun else asked
            # "See also" may head a part of the text.
            if said or begun or kinds[number] is not Kind.SUBHEADING:
                kinds[number] = Kind.RELATED


@cache
def _first_words() -> frozenset[str]:
    """The words with which labels begin: in most lines none is looked for."""
    return _beginnings("advertisement", "tool", "also", "tag_lead")


@cache
def _embedded() -> tuple[str, ...]:
    """How lines begin that name who shared a post: "A post shared by Ann Bell (@bell)"."""
    return tuple(f"{lead} " for lead in classes("list_labels")["embedded"])


@cache
def _offering_words() -> frozenset[str]:
    """The same of buttons to buy, and of prices."""
    return _beginnings("offer", "price") | {"now"}


def _beginnings(*names: str) -> frozenset[str]:
    """The first words of classes of labels."""
    return frozenset(first_word(label) for name in names for label in classes("list_labels")[name])


def label_kind(text: str) -> Kind | None:
    """The kind of a line that is the label of an advertisement, or a button to share or to hear, and nothing else.

    >>> label_kind("– ADVERTISEMENT –"), label_kind("Advertisement for a harbour master"), label_kind("Haberi dinle")
    (<Kind.ADVERTISEMENT: 'advertisement'>, None, <Kind.SHARING: 'sharing'>)
    """
    if len(text) > LONGEST:
        return None
    plain, listed = small(text.strip(_AROUND)), classes("list_labels")
    found = next((name for name in _KINDS if plain in listed[name]), None)
    # "Learn more:" goes on.
    return None if found is None or (found == "offer" and text[-1] in _COLONS) else _KINDS[found]


def earns_commission(text: str) -> bool:
    """Whether a line says that the site earns by what its readers buy.

    >>> earns_commission("If you buy through our links, we may earn a commission.")
    True
    >>> earns_commission("Harbour agents earn a commission."), earns_commission("They say we may earn less.")
    (False, False)
    """
    return len(text) <= LONGEST_DISCLOSURE and _PAID in text and _EARNS.search(text) is not None


def is_offer(text: str) -> bool:
    """Whether a line is a price and a shop, and nothing else.

    >>> is_offer("$110 at Bell & Sons"), is_offer("Check Price - Bell"), is_offer("$110 at the harbour")
    (True, True, False)
    """
    return len(text) <= LONGEST and _offer().fullmatch(text) is not None


@cache
def _offer() -> re.Pattern[str]:
    amount = rf"(?:now )?[{_CURRENCIES}] ?\d[\d.,]{{0,9}}"
    asked = any_of(classes("list_labels")["price"])
    shop = r"(?-i:[A-Z])[\w.&'’]{1,20}(?: [\w.&'’]{1,20}){0,2}"
    return re.compile(rf"(?:{asked}|{amount}(?: {amount})?) (?:at|from|on|bei|chez|en|-|–) {shop}", re.IGNORECASE)
