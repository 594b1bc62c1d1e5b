"""Marks that dump programs leave in the text: bullets, lynx's link numbers and buttons, Markdown."""

from __future__ import annotations

import re
from itertools import pairwise

# Marks of a Line, as bits.
BULLET = 1  #: began with a list bullet, which is taken off
HEADING = 2  #: a Markdown heading
LINKED = 4  #: began with a link
BUTTON = 8  #: lynx printed a button or form field
IMAGE = 16  #: held an image placeholder
QUOTE = 32  #: a Markdown block quote
REFERENCE = 64  #: belongs to lynx's list of link addresses at the end
SEGMENT = 128  #: a part of a very long source line
FRONT = 256  #: belongs to the front matter, see `newsclean.front_matter`
STATED_TITLE = 512  #: is there what the page's title is,
STATED_AUTHOR = 1024  #: one of its authors, or all,
STATED_DATE = 2048  #: when it was published,
STATED_ADDRESS = 4096  #: or where it is
WORDLESS = 8192  #: marks are all there is: a picture or a link without text
VERBATIM = 16384  #: code of an HTML page, all rows of which are one Line

#: What the tagger does not read: it stands first, or last, and is not of the page.
UNREAD = FRONT | REFERENCE

#: Characters that are not to be seen: zero-width spaces, byte order marks, soft hyphens.
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\ufdd0]")
#: One of them, which stands in place of a mark inside a text.
UNSEEN = "\ufdd0"

#: So many link numbers tell a lynx dump.
MOST_NUMBERS = 200

# Long dashes are no bullets: they open direct speech in many languages.
_BULLETS = "*+•·▪◦‣□■○●-"
_BULLET = re.compile(rf"(?:[{_BULLETS}]|o(?= {{1,3}}\S))\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s")
_LYNX_LINK = re.compile(r"\[\d{1,5}\](?=[^\s,.;:)\]])|(?<=\s)\[\d{1,5}\]$")
_LYNX_NUMBER = re.compile(r"\[(\d{1,5})\](?=\S)")
_LYNX_LINK_START = re.compile(r"\[\d{1,5}\]\S")
_LYNX_BUTTON = re.compile(r"\(BUTTON\)\s?|^\s*\(_+\)|_{10,}")
_IMAGE = re.compile(
    r"^\[\]\s|\[(?:IMG|INLINE|LINK|USEMAP|image)\b[^\]\[]{0,80}\]\s?|\[[\w%.-]{1,80}\.(?:jpe?g|png|gif|svg|webp)[^\s\]\[]{0,200}\]\s?"
)
_MD_TARGET = r"\](?:\((?:[^()]|\([^()]*\))*\)|\[\d{1,5}\])"
# Its text may have a few brackets, escaped or not: "[Seven boats [Updated]](…)".
_MD_PLAIN, _MD_BRACKETS = r"[^\[\]\\]*", r"(?:\\.|\[[^\[\]]*\](?![(\[]))"
_MD_LINK = re.compile(rf"!?\[({_MD_PLAIN}(?:{_MD_BRACKETS}{_MD_PLAIN}){{0,8}}){_MD_TARGET}")
# One that ends in another line.
_MD_BEGUN = re.compile(r"\[? ?!\[ ?(?=[^\s\[])")
_MD_REST = re.compile(rf"!?\[?{_MD_TARGET}|\]\((?:[a-z]+:|/|#)\S*")
# html2text breaks lines inside link texts, and at the hyphens of addresses.
_MD_OPEN = re.compile(r"\]\((?:[^()]|\([^()]*\)){0,2000}$|\[[^\[\]]{0,300}$")
# Pictures with nothing before what follows, which may say their text again: "![Ann Bell](ann.png)Ann Bell".
_MD_PICTURE = rf"!\[({_MD_PLAIN}){_MD_TARGET}"
_MD_AGAIN = re.compile(rf"{_MD_PICTURE}(?=(?:!\[)?\1(?![a-zß-öø-ÿ]))")
_MD_PICTURED = re.compile(rf"({_MD_PICTURE})(?=\w|!?\[)")
_MD_LINK_LINE = re.compile(r"\[!?\[?[^\]]*\]")
_MD_HEADING = re.compile(r"#{1,6}\s+")
_MD_QUOTE = re.compile(r"(?:>\s?)+")
_MD_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.{1,200}?)(?<=\S)\1")
_MD_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])(.{1,200}?)(?<=[^\s*_\\])\1(?![\w*])")
# What is left of strong text that spreads over several lines, or that a program closed behind a space; but not "2**3",
# "f(**words)", "***".
_MD_STRAY = re.compile(r"(?<![*\d(])(?:\*\*){1,2}(?![*\d])")
# html2text prints an element of emphasis without text so: an icon. Longer ones are lines to write on.
_MD_ICON = re.compile(r"(?<!\w)(?:__){1,2}(?!_)")
_MD_AROUND = re.compile(r"([*_]{1,3})(?=[^\s*_])([^*_]*)(?<=\S)\1$")
_MD_CODE = re.compile(r"(?<!`)(`{1,2})(?=[^`])(.{1,300}?)(?<=[^`])\1(?!`)")
_MD_SIGN = re.compile(r"([*_\[\]])")
_MD_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# At a row's end it breaks the row.
_MD_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\$")
_MD_RULE = re.compile(r"(?:[*_-] ?){3,}$")
_MD_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
# Readers for language models number pictures: "![Image 3: A ferry](…)".
_MD_NUMBERED = re.compile(r"(?<=!\[)Image \d{1,4}(?:: |(?=\]))")


def bullet_width(text: str) -> int:
    """How many characters of a text are a list bullet and the space behind it; 0 without one."""
    if text[0] not in _BULLETS and text[0] != "o":
        return 0
    found = _BULLET.match(text)
    return found.end() if found else 0


def number_width(text: str) -> int:
    """The same for the number of a list item (`3. `), which is part of the text."""
    found = _NUMBER.match(text)
    return found.end() if found else 0


def is_rule(text: str) -> bool:
    """Whether a source line is one that w3m drew across the page: it is as wide as wrapped text, and is none of it."""
    return text[0] == "━" and not text.strip("━")


def numbered_links(text: str) -> int:
    """How many links of a text are numbered as lynx numbers them: `[12]Sport`; 0 if they do not mostly count up by one.

    Footnotes ("[1]") and pages with few links do not look like that.
    """
    found = _LYNX_NUMBER.findall(text)
    numbers = [int(number) for number in found[:MOST_NUMBERS]]
    steps = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(found) if len(numbers) >= 3 and steps >= 0.6 * (len(numbers) - 1) else 0


def without_quote(text: str) -> str:
    """A row of a block quote without the marks before it."""
    found = _MD_QUOTE.match(text)
    return text[found.end() :] if found else text


def starts_markdown_block(text: str) -> bool:
    """Whether a line of Markdown begins something new: a heading, or a rule."""
    is_table_rule = "---" in text and not text.strip("-:| ")
    return (
        is_table_rule or is_underline(text) or _MD_HEADING.match(text) is not None or _MD_RULE.match(text) is not None
    )


def has_strong(text: str) -> bool:
    """Whether a line of Markdown has strong text."""
    return _MD_STRONG.search(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line of Markdown begins with the mark of a heading."""
    return text[0] == "#" and _MD_HEADING.match(text) is not None


def is_underline(text: str) -> bool:
    """Whether a line of Markdown makes the one above it a heading."""
    return text[0] in "=-" and _MD_UNDERLINE.match(text) is not None


def is_open_markdown(text: str) -> bool:
    """Whether a link of a Markdown text is not closed yet, so that it goes on in the next line."""
    return _MD_OPEN.search(text) is not None


def without_lynx_marks(text: str) -> tuple[str, int]:
    """A text without link numbers, buttons and image placeholders, and the marks found."""
    marks = 0
    if _LYNX_LINK_START.match(text):
        marks |= LINKED
    if "(BUTTON)" in text or "____" in text:
        marks |= BUTTON
        text = _LYNX_BUTTON.sub("", text)
        if _LYNX_LINK_START.match(text):
            marks |= LINKED
    text = _LYNX_LINK.sub("", text)
    if "[" in text and _IMAGE.search(text):
        marks |= IMAGE
        text = _IMAGE.sub("", text)
    return " ".join(text.split()) if "  " in text else text.strip(), marks


def _escaped(code: re.Match[str]) -> str:
    """Code without its marks, the signs in it as Markdown has them where they mark nothing."""
    return _MD_SIGN.sub(r"\\\1", code[2])


def without_markdown(text: str) -> tuple[str, int]:
    """A Markdown text as plain text, and the marks found."""
    marks = 0
    quote = _MD_QUOTE.match(text)
    if quote:
        marks |= QUOTE
        text = text[quote.end() :]
    if "`" in text:
        text = _MD_CODE.sub(_escaped, text)
    heading = _MD_HEADING.match(text)
    if heading:
        marks |= HEADING
        text = text[heading.end() :]
    if _MD_LINK_LINE.match(text):
        marks |= LINKED
    if "![" in text:
        marks |= IMAGE
        text = _MD_NUMBERED.sub("", text)
        text = _MD_PICTURED.sub(r"\1 ", _MD_AGAIN.sub("", text))
    # Twice: a linked image is a link around a link.
    text = _MD_REST.sub("", _MD_LINK.sub(r"\1", _MD_LINK.sub(r"\1", text)))
    if "![" in text[:4] and (begun := _MD_BEGUN.match(text)):
        text = text[begun.end() :]
    if text[:1] == "#" and (heading := _MD_HEADING.match(text)):  # "[## Ferry late again](…)"
        marks |= HEADING
        text = text[heading.end() :]
    text = _MD_STRONG.sub(r"\2", text)
    text = _MD_EMPHASIS.sub(r"\2", text)
    if "**" in text:
        text = _MD_STRAY.sub("", text)
    if "__" in text:
        text = _MD_ICON.sub("", text)
    if text[:1] in ("*", "_") and (around := _MD_AROUND.match(text)):
        text = around[2]
    text = _MD_ESCAPE.sub(r"\1", _MD_BREAK.sub(r"\1", text))
    return " ".join(text.split()) if "  " in text else text.strip(), marks
