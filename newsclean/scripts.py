"""Scripts, style sheets and data that a dump left in the text of a page, as `lxml`'s `text_content()` and `sed` do.

Code is a run of signs, words and strings that prose does not have so near to each other. It is looked for only on pages
with marks of what publishers embed: articles may have code of their own. It is replaced by blanks, so that every other
character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsclean.blanked import Parted, blanked, rows_in
from newsclean.marks import numbered_links

#: So many braces, and so many different marks of what publishers embed, tell a page with scripts. Of 26,235 dumps by
#: programs that leave scripts out seven have both, all by html2text, which shows those of broken pages.
BRACES, MARKS = 5, 2
#: So many targets of links tell Markdown, whose own marks look like code.
TARGETS, SHARE = 3, 0.05
#: Signs of code follow each other within so many characters; within braces or comments so many.
GAP, INNER_GAP = 25, 400
#: A text without line feeds that ends with a quotation mark, or before a tag, is a part of code up to this length.
STRING = 5000
#: Selectors ("button,input,select") and addresses between two of them have so many characters and so few spaces.
PLAIN, SPACES = 90, 2
#: So many signs and characters are code.
FEWEST, SHORTEST = 8, 60


def without_scripts(text: str) -> Parted:
    """A page's text without its scripts."""
    if not _has_scripts(text):
        return Parted(text, [])
    spans = list(_spans(text))
    return Parted(blanked(text, spans), list(rows_in(text, spans)))


_TARGETS = ("](http", "](/")


def _has_scripts(text: str) -> bool:
    """Whether a text has scripts of its page, and is none of lynx or in Markdown."""
    braces = text.count("{")
    if braces < BRACES or sum(map(text.count, _TARGETS)) >= max(TARGETS, SHARE * braces) or numbered_links(text):
        return False
    marks = {found[0]: found["style"] is None for found in _marks().finditer(text)}
    return len(marks) >= MARKS and any(marks.values())  # style sheets alone are in lessons too


@cache
def _marks() -> re.Pattern[str]:
    """What publishers embed: counters, advertisements, data for search engines, style sheets."""
    return re.compile(
        r"gtag\(|dataLayer|googletag\.|fbq\(|_gaq|_satellite|NREUM|GoogleAnalytics|adsbygoogle|_wpemoji|__NEXT_DATA__"
        r"|\"@context\":\s?\"https?:\\?/\\?/schema|createElement\([\"']script|TagName\([\"']script|<!\[CDATA\["
        r"|window\.(?=\w+ ?=)|document\.(?:write|cookie)|jQuery\(|\$\(document"
        r"|(?P<style>!important|@media[ (]|@font-face|box-sizing)"
    )


@cache
def _signs() -> re.Pattern[str]:
    """Signs, words and strings of JavaScript, JSON and CSS."""
    string = r"(?:(?<!\\)\"(?:[^\"\\\n]|\\.){0,3000}\"|'(?:[^'\\\n]|\\.){0,2000}'|`(?:[^`\\]|\\.){0,2000}`)"
    return re.compile(
        rf"(?P<entity>&#?\w{{1,10}};)|(?P<signs>/\*|\*/|(?:[{{}}();=<>\\!\[\]]|&&|\|\|)+)(?:\s{{0,40}}{string})?"
        rf"|[:,?+]\s{{0,40}}{string}|(?<![:\w])//[^\n]*"
        r"|\b(?:if|for|while|switch|catch)\s?(?=\()"
        r"|\b(?:function|var|let|const|return|typeof|null|true|false|undefined|this|window|document)\b"
        r"|(?<![\w$])[\w$]++(?:[._-][\w$]++)+"
        r"|[#.@][\w-]++(?=[\s,{:>])|\b[a-z]++[A-Z]\w*|:\s?[#\d][\w.%]*"
    )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code begins and ends in a text."""
    begin = end = count = depth = 0
    noted = False
    for found in _signs().finditer(text):
        if found["entity"]:
            continue
        start = found.start()
        if not count or not _goes_on(text[end:start], text[start], depth, noted=noted):
            if count >= FEWEST and end - begin >= SHORTEST:
                yield begin, end
            begin, count, depth, noted = start, 0, 0, False
        if signs := found["signs"]:
            depth = max(0, depth + signs.count("{") - signs.count("}"))
            noted = signs == "/*" or (noted and signs != "*/")
        end = found.end()
        count += 1
    if count >= FEWEST and end - begin >= SHORTEST:
        yield begin, end


def _goes_on(between: str, sign: str, depth: int, *, noted: bool) -> bool:
    """Whether code goes on between two of its signs, of which the second is `sign`, so deep in braces; `noted`: in a
    comment."""
    size = len(between)
    if size <= GAP or (noted and size <= INNER_GAP):
        return True
    if size <= STRING and (sign in "\\<" or between[-1] == '"') and "\n" not in between:
        return True
    if size > INNER_GAP or not between.isascii() or "\n\n" in between:
        return False
    return depth > 0 or (size <= PLAIN and between.count(" ") <= SPACES)
