"""Ways to damage an HTML page, by a seeded chance: the same seed makes the same bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

#: Levels to which elements are nested.
DEPTH = 10_000

_TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
_END = re.compile(rb"</[a-zA-Z][^<>]*>")

Mutation = Callable[[bytes, random.Random], bytes]


def _insert(page: bytes, piece: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(page) + 1)
    return page[:place] + piece + page[place:]


def _in_tag(page: bytes, piece: bytes, chance: random.Random) -> bytes:
    """`piece` at the end of a start tag."""
    tags = list(_TAG.finditer(page))
    if not tags:
        return b"<p " + piece + b">" + page
    place = chance.choice(tags).end() - 1
    return page[:place] + b" " + piece + page[place:]


def truncated(page: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(1, len(page))]


def flipped(page: bytes, chance: random.Random) -> bytes:
    out = bytearray(page)
    for _ in range(chance.choice((1, 10, 100, len(out) // 100, len(out) // 10))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def nested(page: bytes, chance: random.Random) -> bytes:
    tags = (
        b"<div>", b"<span>", b"<b>", b"<ul><li>", b"<table><tr><td>", b"<section class=comment>", b"<a href=x>",
        b"<x-y>", b"<blockquote>x", b"<font size=1><p>", b"<form><div></form>", b"<svg><g>", b"<template>",
        b"<object>", b"<pre>", b"<select><option>", b"<button>", b"<details><summary>", b"<noscript>",
        b"<math><mi>", b"<h1>", b"<div></span>",
    )  # fmt: skip
    tag = chance.choice(tags)
    end = b"</" + tag[1:].split(b">")[0].split()[0] + b">" if chance.random() < 0.3 else b""
    return _insert(page, tag * DEPTH, chance) + end * DEPTH


def attributes(page: bytes, chance: random.Random) -> bytes:
    count = chance.choice((200, 5000, 20_000))
    forms = (b"a%d=1", b"a%d", b'a%d="<p>"', b"class%d='x", b'data-a%d="&quot;"', b"%d=", b'"%d"', b"a=%d", b"/%d")
    form = chance.choice(forms)
    return _in_tag(page, b" ".join(form % number for number in range(count)), chance)


def values(page: bytes, chance: random.Random) -> bytes:
    """One attribute with a huge value."""
    names = (b"class", b"id", b"style", b"href", b"itemprop", b"datetime", b"rel", b"content", b"role", b"title")
    parts = (b"comment author ", b"a", b"x-y ", b"display : ", b"<b>", b"&lt;", b"CamelCase", b"0", b" ", b"\xe9")
    value = chance.choice(parts) * chance.choice((1000, 50_000))
    return _in_tag(page, chance.choice(names) + b'="' + value + chance.choice((b'"', b'"', b"")), chance)


def entities(page: bytes, chance: random.Random) -> bytes:
    parts = (
        b"&amp;", b"&", b"&#x41;", b"&#65", b"&lt;p&gt;", b"&nbsp", b"&#0;", b"&#xD800;", b"&#x110000;",
        b"&#9999999999;", b"&notit;", b"&CounterClockwiseContourIntegral;", b"&zwj;", b"&#8238;", b"&shy;",
        b"&#x85;", b"&NewLine;", b"&#",
    )  # fmt: skip
    return _insert(page, chance.choice(parts) * chance.choice((1000, 30_000)), chance)


def unclosed(page: bytes, chance: random.Random) -> bytes:
    parts = (
        b"<!--", b"<!-->", b"<script>", b"<style>", b"<textarea>", b"<title>", b"<![CDATA[", b"<plaintext>", b"<?",
        b"<!", b'<p class="', b"<p class='", b"<", b"</", b"<xmp>", b"<iframe>", b"<noscript>", b"<noframes>",
        b"<frameset>", b"<select>", b"<svg>", b"<math>", b"<template>", b"<table>", b"<script><!--<script>",
        b"<pre>", b"<body ", b'<script type="application/ld+json">{"@type": "NewsArticle", "author": [',
    )  # fmt: skip
    for _ in range(chance.choice((1, 1, 3, 30))):
        page = _insert(page, chance.choice(parts) * chance.choice((1, 1, 1, 3000)), chance)
    return page


def nuls(page: bytes, chance: random.Random) -> bytes:
    form = chance.randrange(3)
    if form == 0:
        return _insert(page, b"\0" * chance.choice((1, 1000, 100_000)), chance)
    every = chance.choice((1, 2, 7, 1000))
    filler = b"\0" if form == 1 else bytes([chance.choice((0, 1, 8, 12, 27, 31, 127, 133, 155))])
    return filler.join(page[place : place + every] for place in range(0, len(page), every))


def encodings(page: bytes, chance: random.Random) -> bytes:
    names = (
        "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "shift_jis", "euc_kr", "gb18030", "iso2022_jp",
        "koi8_r",
    )  # fmt: skip
    words = "Zeitung, économie, новости, 新聞記事, 뉴스, أخبار, ニュース — “quoted” "
    foreign = (words * chance.choice((1, 100, 2000))).encode(chance.choice(names), "ignore")
    form = chance.randrange(5)
    if form == 0:
        return _insert(page, foreign, chance)
    if form == 1:
        return page.decode("utf-8", "replace").encode(chance.choice(names), "ignore")
    if form == 2:
        label = chance.choice(
            (b"utf-7", b"utf-16", b"x-user-defined", b"shift_jis", b"iso-2022-kr", b"rot13", b"idna", b"\xff")
        )
        return b'<meta charset="' + label + b'">' + page + foreign
    middle = chance.randrange(len(page))
    rest = page[middle:].decode("utf-8", "replace")
    mark = chance.choice((b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b$B", b"\x1b$)C"))
    return mark + page[:middle] + rest.encode(chance.choice(names), "ignore")


def one_text(page: bytes, chance: random.Random) -> bytes:
    """A huge single text."""
    parts = (
        "a", "a ", "word and word. ", "字", "1", "1.", "- ", "…", "é", "A", "\u00ad", "\u200b", "a\u0301",
        "\U0001f600", "[1]", "| ", "* ", "2024-05-03 ", "By Ann Bell and ", "http://a.example/", "a@b.", "\n",
        " \n", "\t", "\r", "\xa0", "\u2028", "Comments (5) ", "“", "(", "a,", "Jan. 1, ", "_", "#", "Mr. ",
        "1 000 ", "12:30 ", "AP — ", "Photo: ", "© ",
    )  # fmt: skip
    tag = chance.choice(("p", "div", "pre", "li", "td", "h1", "title", "a", "time", "figcaption", "b", "button"))
    text = chance.choice(parts) * chance.choice((2000, 50_000, 200_000))
    return _insert(page, f"<{tag}>{text}</{tag}>".encode(), chance)


def floods(page: bytes, chance: random.Random) -> bytes:
    """Very many small elements."""
    parts = (
        b"<p>", b"<br>", b"<p>a", b"<li>a", b"<tr><td>a<td>b", b"<span>a</span>", b"<a href=x>a</a>", b"<hr>",
        b"<img>", b"<pre>a</pre>", b"<h1>a</h1>", b"<time datetime=2024-05-03>a</time>", b"<td>a", b"<b></p>",
        b"<li id=comment-1>a", b"<div class=comment>By Ann<p>text</div>", b"</p>", b"<body a>", b"<html b>",
        b"<meta name=author content='Ann Bell'>", b"<p>5 May 2024</p>", b"<p>By Ann Bell, Bo Ray</p>",
        b"<option>a", b"<!---->", b"<script></script>",
        b'<script type=\'application/ld+json\'>{"@type":"NewsArticle","author":"Ann Bell"}</script>',
        b"<p>A sentence that goes on for as long as a paragraph of the news does, and then it ends.</p>",
        b"<b itemprop=author><i itemprop=name>a</i></b>", b"<figure><figcaption>Photo: A</figcaption></figure>",
    )  # fmt: skip
    return _insert(page, chance.choice(parts) * chance.choice((500, 10_000)), chance)


def untagged(page: bytes, chance: random.Random) -> bytes:
    """Many tags without their ends, or ends without their tags, or in another order."""
    pattern = chance.choice((_TAG, _END))
    share = chance.random()
    if chance.random() < 0.5:
        return pattern.sub(lambda found: b"" if chance.random() < share else found[0], page)
    tags = pattern.findall(page)
    chance.shuffle(tags)
    return pattern.sub(lambda _: tags.pop(), page)


def spliced(page: bytes, chance: random.Random) -> bytes:
    """Pieces of a page in any order, some twice."""
    cuts = sorted(chance.randrange(len(page)) for _ in range(chance.choice((1, 5, 50))))
    pieces = [page[a:b] for a, b in zip([0, *cuts], [*cuts, len(page)], strict=True)]
    return b"".join(chance.choices(pieces, k=len(pieces) + 1)) or page


MUTATIONS: tuple[Mutation, ...] = (
    truncated, flipped, nested, attributes, values, entities, unclosed, nuls, encodings, one_text, floods, untagged,
    spliced,
)  # fmt: skip
