"""Kinds read off invented pages."""

import pytest

from newsclean.lab.class_words import families
from newsclean.lab.distant import distant_kinds

PARAGRAPHS = [
    "The island council has bought a second snow plough, and it will be painted bright green.",
    "Mayor Odda Fennick told the meeting that roads to the upper farms had been closed on nineteen days.",
    "The old plough stays in service as a spare, and volunteers will learn to drive both of them by autumn.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HTML = f"""<html><head><title>Island buys second plough - Skerry Post</title>
<meta property="og:title" content="Island buys second plough">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Island buys second plough",
 "datePublished": "2021-03-14", "author": [{{"@type": "Person", "name": "Runa Tellick"}}]}}</script></head>
<body class="has-sidebar nav-open comments-closed">
<header class="site-header">
<nav><ul><li><a href="/">Front page</a></li><li><a href="/w">Weather desk</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/i">Island</a></div>
<article><h1>Island buys second plough</h1>
<p>By Runa Tellick</p><p>14 March 2021</p>
<div class="share-buttons"><a href="https://www.facebook.com/sharer?u=1">Send to friends</a></div>
<figure><img src="p.jpg"><figcaption>The new plough outside the boathouse</figcaption></figure>
{BODY}
<h2>Costs so far</h2>
<p>Nobody would say what the paint had cost, but the council promised a figure by the end of May.</p>
<div class="ad-slot">Warm socks at Hobbin's</div><p>Advertisement</p>
<div class="articleTags"><a rel="tag" href="/t/snow">Snow</a> <a rel="tag" href="/t/roads">Roads</a></div>
</article>
<section class="relatedArticles"><h3><a href="/a">Ferry stuck in harbour for a third day</a></h3>
<time>2 March</time></section>
<div class="newsletter-signup"><p>Get the island letter every Friday</p></div>
<div id="comments"><h3>2 Comments</h3><ol><li class="comment" id="comment-311">
<div class="comment-author">Snowy Pete says</div>
<p>Green is a fine colour for a plough.</p></li></ol></div>
<div class="cookie-banner"><p>We use small files to remember what you like to read here.</p></div>
<footer><a href="/about">Our desk</a><p>© 2021 Skerry Post</p></footer>
</body></html>"""

CASES = [
    ("Island buys second plough - Skerry Post", "navigation"),
    ("Front page", "navigation"),
    ("Weather desk", "navigation"),
    ("Island", "navigation"),
    ("Island buys second plough", "headline"),
    ("By Runa Tellick", "byline"),
    ("14 March 2021", "date"),
    ("Send to friends", "sharing"),
    ("The new plough outside the boathouse", "caption"),
    (PARAGRAPHS[0], None),
    (PARAGRAPHS[1], None),
    (PARAGRAPHS[2], None),
    ("Costs so far", None),
    ("Nobody would say what the paint had cost, but the council promised a figure by the end of May.", None),
    ("Warm socks at Hobbin's", "advertisement"),
    ("Advertisement", "advertisement"),
    ("Snow Roads", "tags"),
    ("Ferry stuck in harbour for a third day", "related"),
    ("2 March", "related"),
    ("Get the island letter every Friday", "signup"),
    ("2 Comments", "comment_meta"),
    ("Snowy Pete says", "comment_meta"),
    ("Green is a fine colour for a plough.", "comment"),
    ("We use small files to remember what you like to read here.", "legal"),
    ("Our desk", "navigation"),
    ("© 2021 Skerry Post", "copyright"),
]
LINES = [line for line, _ in CASES]
GOLD = "\n".join([*PARAGRAPHS, *LINES[12:14]])


@pytest.mark.parametrize("number", range(len(CASES)), ids=[line[:30] for line in LINES])
def test_line_kinds(number: int) -> None:
    kinds, trust = distant_kinds(HTML, LINES)
    assert kinds[number] == CASES[number][1]
    assert (trust[number] > 0) == (kinds[number] is not None)


def test_gold_text_tells_body_and_subheadings() -> None:
    kinds, _ = distant_kinds(HTML.encode(), LINES, GOLD)
    assert kinds[9:14] == ["body", "body", "body", "subheading", "body"]
    assert kinds[:9] == [kind for _, kind in CASES[:9]]


def test_wrapped_and_numbered_lines_of_a_terminal_dump() -> None:
    lines = [
        "   [1]Front page [2]Weather desk",
        "   [3]Island",
        "",
        "Island buys second plough",
        "[4]Send to friends",
    ]
    lines += [
        f"   {PARAGRAPHS[0][:60]}",
        f"   {PARAGRAPHS[0][60:]}",
        "[5]Ferry stuck in harbour for a",
        "   third day",
    ]
    kinds, _ = distant_kinds(HTML, lines)
    assert kinds == [
        "navigation",
        "navigation",
        None,
        "headline",
        "sharing",
        None,
        None,
        "related",
        "related",
    ]


def test_lines_the_page_does_not_hold_stay_unknown() -> None:
    kinds, trust = distant_kinds(HTML, ["Quarterly turnip prices", "", "***"])
    assert kinds == [None, None, None]
    assert not trust.any()


def test_containers_around_the_article_are_no_evidence() -> None:
    kinds, _ = distant_kinds(
        f"<body><div class='related sidebar share'><h1>Plain heading of it</h1>{BODY}</div>", PARAGRAPHS
    )
    assert kinds == [None, None, None]


def test_bytes_are_utf8_whatever_the_page_declares() -> None:
    html = "<meta charset=iso-8859-2><nav><a href=/>Strona główna</a></nav>".encode()
    assert distant_kinds(html, ["Strona główna"])[0] == ["navigation"]


@pytest.mark.parametrize("html", ["", "<p>", "<html></html>", b"\xff\xfe"])
def test_empty_pages(html: bytes | str) -> None:
    assert distant_kinds(html, ["Something"])[0] == [None]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("relatedArticles__Box", {"related"}),
        ("page-header", {"header"}),
        ("card-header", set()),
        ("wp-caption-text", {"caption"}),
        ("shadow", set()),
    ],
)
def test_class_names_are_read_as_words(name: str, expected: set[str]) -> None:
    assert families(name) == expected
