"""HTML that parsers choke on → HTML that they parse in linear time, otherwise the same.

lexbor's cost grows with the square of the depth (20,000 nested elements take 0.4 s, 100,000 take 24 s), of the
attributes of one tag (100,000 take 37 s), and of the formatting elements that are open at once, since it opens them
all again in every block (1,500 of them in 27 KB take 0.3 s). Browsers cap the depth at 512.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice


def _names(text: str) -> list[str]:
    return text.split()


#: Deepest nesting kept; what is nested deeper becomes its neighbour.
DEEPEST = 400
#: Most formatting elements (`<font>`, `<b>`) open at once, and attributes of one tag, kept.
MOST_FORMATTING, MOST_ATTRIBUTES = 30, 100
#: Start tags kept; of what comes after so many, only the text is. It bounds time and memory: real pages have a fifth.
MOST_TAGS = 50_000
#: Pages of fewer characters, start tags, roots and shorter tags than these cannot cost much, and are left as they are.
_SHORT, _FEW_TAGS, _FEW_ROOTS, _SHORT_TAG = 1_500_000, 6000, 20, 8000
#: Attributes that begin with a tag: they hide how long their own is.
_FEW_QUOTED = 200
#: Formatting tags times start tags: as many elements can they make at most.
_FEW_COPIES = 300_000

_FORMATTING = frozenset(_names("b big code em font i nobr s small strike strong tt u a"))
#: Tags that close by themselves, or hold nothing: they cannot nest without others.
_FLAT = frozenset(
    _names("""area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option optgroup
    thead tbody tfoot caption colgroup rt rp""")
)
#: An end tag does not close what is outside of the nearest of these.
_SCOPES = frozenset(_names("table object marquee applet template select svg math button"))
_INLINE = frozenset(_names("span abbr cite label q sub sup time var kbd samp mark del ins bdi bdo data dfn ruby"))
_RAW = frozenset(_names("script style title textarea xmp iframe noembed noframes"))

_FORMAT_NAMES = "b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
# The first letter alone rules most tags out: that halves the time.
_COUNTED = re.compile(rf"<(?=[bcefhinstu])(?:(html|body)|{_FORMAT_NAMES})[\s/>]", re.IGNORECASE)
_QUOTED = re.compile("=[\"']<")
#: Formatting elements that hold text alone and are closed, so that they are never open at once with others.
_CLOSED_AT_ONCE = re.compile(
    rf"<(?=[bcefinstu])({_FORMAT_NAMES})(?:\s(?:[^<>\"']++|\"[^\"<>]*+\"|'[^'<>]*+')*)?>[^<]*+</\1\s*>", re.IGNORECASE
)
# A quotation mark opens a value behind "=" only, if it is closed.
_TAG = re.compile(
    r"<(/?)([a-z][^\s/>\0]*+)((?:[^>\"'=]++"
    r"|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])|(?=\"[^\"]*+\Z|'[^']*+\Z))|[\"'])*>)",
    re.IGNORECASE,
)
#: A tag up to the next ">", where nothing closes it otherwise; that is looked for so many times.
_UNCLOSED = re.compile(r"<(/?)([a-z][^\s/>\0]*+)([^>]*+>)", re.IGNORECASE)
_MOST_UNCLOSED = 10
_OPENING = re.compile(r"<(?:/?[a-z]|!--)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[^\s=>\"'/]+(?:\s*+=\s*+(?:\"[^\"]*\"|'[^']*'|[^\s>]*+))?")


def bounded(html: str) -> str:
    """`html`, without what would make parsing it slow: depth, formatting and attributes beyond the caps."""
    return html if len(html) < _SHORT and _is_harmless(html) else _Guard(html).run()


def _is_harmless(html: str) -> bool:
    """Whether a page has few start tags, roots and formatting elements, and no tag with many attributes."""
    counted = _COUNTED.findall(html)
    roots = sum(map(bool, counted))
    formatting = len(counted) - roots
    tags = html.count("<")
    if tags >= _FEW_TAGS or formatting * tags >= _FEW_COPIES:
        tags -= html.count("</")
    if formatting * tags >= _FEW_COPIES:
        formatting -= len(_CLOSED_AT_ONCE.findall(html))
    return (
        tags < _FEW_TAGS
        and roots < _FEW_ROOTS
        and formatting * tags < _FEW_COPIES
        and len(_QUOTED.findall(html)) < _FEW_QUOTED
        and not any(map(_has_many_attributes, _long_parts(html)))
    )


def _long_parts(html: str) -> Iterator[str]:
    """What follows a `<`, up to the next one, where that is longer than short tags are."""
    start = html.find("<")
    while start >= 0:
        following = html.rfind("<", start + 1, start + _SHORT_TAG + 2)
        if following < 0:
            following = html.find("<", start + 1)
            yield html[start + 1 : following if following >= 0 else None]
        start = following


def _has_many_attributes(part: str) -> bool:
    """Whether what follows a `<` is a start tag with more attributes than are kept."""
    if not part[:1].isalpha() or part.find(">") in range(_SHORT_TAG):
        return False
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(part), MOST_ATTRIBUTES + 1)) > MOST_ATTRIBUTES


class _Guard:
    """One pass over the tags of a page, with a model of which elements are open."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.out: list[str] = []
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self.formatting = self.tags = 0
        self.roots: set[str] = set()
        #: Raw elements and comments that are known to have no end any more.
        self.endless: set[str] = set()

    def run(self) -> str:
        html, out, place, unclosed = self.html, self.out, 0, 0
        while found := _OPENING.search(html, place):
            start = found.start()
            if found[0] == "<!--":
                end = self._find("-->", start + 4)
                out.append(html[place:end])
                place = end
                continue
            tag = _TAG.match(html, start) if unclosed < _MOST_UNCLOSED else None
            if tag is None:
                unclosed += 1
                tag = _UNCLOSED.match(html, start)
            if tag is None:  # never closed: the parser drops it
                break
            out.append(html[place:start])
            place = tag.end()
            name = tag[2].lower()
            if tag[1]:
                self._close(name, tag[0])
                continue
            self._open(name, tag)
            if name in _RAW:
                end = self._find(f"</{name}", place)
                if self.tags <= MOST_TAGS:
                    out.append(html[place:end])
                place = end
        if place < len(html) and _OPENING.search(html, place) is None:
            out.append(html[place:])
        return "".join(out)

    def _find(self, ending: str, place: int) -> int:
        """Where the next `ending` starts (a comment's: ends); the end of the page without any."""
        if ending in self.endless:
            return len(self.html)
        if ending == "-->":
            end = self.html.find(ending, place) + 3
            if end >= 3:
                return end
        else:
            match = re.compile(re.escape(ending), re.IGNORECASE).search(self.html, place)
            if match is not None:
                return match.start()
        self.endless.add(ending)
        return len(self.html)

    def _open(self, name: str, tag: re.Match[str]) -> None:
        text = tag[0]
        self.tags += 1
        if self.tags > MOST_TAGS:
            self.out.append(" ")
            return
        if name in ("html", "body"):
            if name in self.roots:
                return
            self.roots.add(name)
        if len(text) > _SHORT_TAG:
            text = self._cut(name, tag[3])
        if name not in _FLAT and name not in _RAW and not (text.endswith("/>") and self.count["svg"]):
            if len(self.open) >= DEEPEST or (name in _FORMATTING and self.formatting >= MOST_FORMATTING):
                return
            self.open.append(name)
            self.count[name] += 1
            self.formatting += name in _FORMATTING
        self.out.append(text)

    def _cut(self, name: str, rest: str) -> str:
        """A start tag with its first attributes only."""
        kept = []
        for number, attribute in enumerate(_ATTRIBUTE.finditer(rest)):
            if number >= MOST_ATTRIBUTES:
                break
            kept.append(attribute[0])
        return f"<{name} {' '.join(kept)}>"

    def _close(self, name: str, text: str) -> None:
        if self.tags > MOST_TAGS:
            return
        self.out.append(text)
        if not self.count[name]:
            return
        place = len(self.open) - 1
        if name in _FORMATTING or name == "form":  # what is open inside stays open
            while self.open[place] != name:
                place -= 1
            del self.open[place]
            self.count[name] -= 1
            self.formatting -= name in _FORMATTING
            return
        while self.open[place] != name:
            other = self.open[place]
            if other in _SCOPES or (name in _INLINE and other not in _INLINE and other not in _FORMATTING):
                return
            place -= 1
        for closed in self.open[place:]:
            self.count[closed] -= 1
            self.formatting -= closed in _FORMATTING
        del self.open[place:]
