"""HTML → Lines: what a reader would see as one paragraph is one Line, whatever the markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.html import HINT_NAMES, read_html
from newsclean.html.words import family_names, name_bits
from newsclean.marks import BULLET, HEADING, LINKED
from newsclean.rows import source_rows
from tests.html_pages import HEADLINE, PAGE


def lines(html: str) -> list[str]:
    return [line.text for line in read_html(html).lines]


def hint(html: str, name: str) -> list[float]:
    return read_html(html).hints[:, HINT_NAMES.index(name)].tolist()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # Inline markup never cuts a sentence, and invents no space.
        ("<p>The <a href=x>ferry</a> is <b>la</b>te<sup>2</sup>, <i>again</i>.", ["The ferry is late2, again."]),
        ("<p><span class=drop>T</span><span>he</span> ferry", ["The ferry"]),
        ("<p>A <custom>boat</custom> and <font color=red>a</font> <wbr>quay", ["A boat and a quay"]),
        ("<p>one<!-- a comment -->two", ["onetwo"]),
        # What only a style sheet sets apart is not glued.
        ("<p>By <b><a href=/a>Ann Bell</a></b><i>on:</i> May 3", ["By Ann Bell on: May 3"]),
        ("<div><span>By Ann Bell</span><span>March 5</span></div>", ["By Ann Bell March 5"]),
        ("<div><a href=a>News</a><a href=b>sport</a></div>", ["News sport"]),
        ("<p><b>x</b><a>foo</a> bar", ["x foo bar"]),
        ("<p><i>a</i><i> <b>x</b></i>Yes", ["a xYes"]),
        ("<div><b>By:</b><i>Ann Bell</i><b>Posted:</b><time>5 March</time></div>", ["By: Ann Bell Posted: 5 March"]),
        ("<div><span>It is late.</span><span>Why? </span><b>10:</b><i>20</i></div>", ["It is late. Why? 10:20"]),
        ("<p><b>U.</b><b>S.</b> <i>5</i><i>.</i><i>3</i>", ["U.S. 5.3"]),
        # Links to one place may be parts of one word; what is raised or lowered belongs to it.
        (
            "<p><a href=/a>Skerr</a><a href=/a>y Point</a> <a href=/a>6</a><a href=/a>1 boats</a>",
            ["Skerry Point 6 1 boats"],
        ),
        (
            "<p><b>CO</b><sub>2</sub>, <i>20</i><sup>th</sup>, <b>late</b><sup><a href=#a>1</a></sup>",
            ["CO2, 20th, late1"],
        ),
        # Blocks, line breaks, rules.
        ("a<p>b</p>c<div>d<section>e</section></div>f", ["a", "b", "c", "d", "e", "f"]),
        ("<p>one<br>two<br/><br>three", ["one", "two", "three"]),
        ("<h2>The tide <br> turns</h2><h3><b>Late<br/>again</b></h3>x", ["The tide turns", "Late again", "x"]),
        ("<h1>Ferries<br>Late again</h1>", ["Ferries", "Late again"]),
        ("one<hr>two<amp-ad>three</amp-ad>four", ["one", "two", "three", "four"]),
        ("<p>a<p>b<li>c<li>d", ["a", "b", "c", "d"]),
        ("<p>a <x-word>quay</x-word> and <noscript><img></noscript>a <x-ad></x-ad>boat", ["a quay and a boat"]),
        # Tables: short cells of a row are a row; cells with paragraphs stay apart.
        ("<table><tr><th>Town<th>Boats<tr><td>Skerry<td>12</table>", ["Town | Boats", "Skerry | 12"]),
        ("<table><tr><td>Menu<td><p>One.<p>Two.</table>", ["Menu", "One.", "Two."]),
        ("<dl><dt>Port<dd>Left<dt>Starboard<dd>Right</dl>", ["Port", "Left", "Starboard", "Right"]),
        # Preformatted text is read like a dump: its lines stay, or its hard wraps are undone.
        ("<pre>one\n  two\n\nthree</pre>", ["one", "two", "three"]),
        ("<pre>one<br>two <b>three</b><script>x</script></pre>", ["one", "two three"]),
        ("<pre><p>One\ntwo.<p>Three.</pre>", ["One two.", "Three."]),
        # What is no text.
        ("<script>a</script><style>b</style><template><p>c</template><svg><text>d</svg>e", ["e"]),
        ("<textarea>a</textarea><select><option>b</select><object>c</object><iframe>d</iframe>e", ["e"]),
        ("<video src=x>Your browser is old.</video><audio>Yours too.</audio>e", ["e"]),
        ("<noscript><p>Please switch scripts on</noscript>", ["Please switch scripts on"]),
        ("a<noscript>&lt;img src=x&gt;</noscript><p>b<noscript>5 &lt; 6</noscript>", ["a", "b5 < 6"]),
        ("<svg><title>Logo</title></svg><p>Text</p><title>Page</title>", ["Page", "Text"]),
        ("<p>so <math><mi>x</mi><annotation>\\vec x</annotation></math> is", ["so x is"]),
        # Readings of words stand above them, unless they bring brackets along.
        ("<p><ruby>船<rt>ふね</rt></ruby>と<ruby>港<rp>(</rp><rt>みなと</rt> <rp>)</rp></ruby>", ["船と港(みなと )"]),
        # What is not to be seen in a row: icons by name, what links say to those who hear them, anchors of headings.
        ("<p><i class='material-icons md'>person</i>Ann Bell", ["Ann Bell"]),
        ("<h2><a href=#a>#</a> Head <a href='#a'> ¶ </a></h2><p><a href=#a>#</a>", ["Head", "#"]),
        ("<ol><li id=n>Skerry, p. 5. <a href='#r'>↩</a><li><a href='/r'>↩</a>", ["Skerry, p. 5.", "↩"]),
        ("<h2>Head<span class=mw-editsection>[<a href=x>edit</a>]</span></h2>", ["Head"]),
        ("<p><a href=x>Report<span class=sr-only> (new window)</span></a> is out", ["Report is out"]),
        ("<p><a href=x>Quay<span class=visuallyhidden>: </span><b>Late</b></a>", ["Quay: Late"]),
        ("<p><span class=screen-reader-text>By</span> <a href=x>Ann Bell</a>", ["By Ann Bell"]),
        ("<p>a <span hidden>b</span><i style='display: none'>c</i> d", ["a d"]),
        (f"<p>Read on: <span style='display:none'>{'boats ' * 20}</span>", ["Read on: " + " ".join(["boats"] * 20)]),
        ("<p>Today <span hidden>2024-03-05T10:20</span>", ["Today 2024-03-05T10:20"]),
        ("<p hidden>a<p><b hidden>b", ["a", "b"]),
        # Entities, and characters that are not to be seen.
        ("<p>Caf&eacute; &amp; bar &#8212; 5 &lt; 6 &nbsp; x&shy;y&#8203;z", ["Café & bar — 5 < 6 xyz"]),
        ("<p>&#128;&#0;&#xD800;&#27;[0m &bogus; &", ["€\ufffd\ufffd &bogus; &"]),
        ("<p>one\u2028two\x0bthree", ["one two three"]),
        # AMP, and a wall that hides the page until one agrees: what is hidden is told by a hint, and stays.
        ("<amp-sidebar><a href=x>News</a></amp-sidebar><amp-img></amp-img><p>Text.", ["News", "Text."]),
        ("<div class=consent-wall>Agree?</div><main style='display:none'><p>Text.</main>", ["Agree?", "Text."]),
        # Shadow trees that the page declares are seen, other templates are not.
        (
            "<my-story><template shadowrootmode=open><h2>a</h2><slot></slot></template><p>b</my-story><p>c",
            ["a", "b", "c"],
        ),
        ("<x-y><template id=x shadowrootmode='open'>a</template></x-y><template>b</template>c", ["a", "c"]),
        # Frames, and nothing.
        ("<frameset><frame src=a><noframes><body><p>No frames?</body></noframes></frameset>", ["No frames?"]),
        ("<html><head><title> A  page </title></head><body></body>", ["A page"]),
        ("", []),
        ("<!-- only a comment", []),
        ("<script>only a script", []),
    ],
)
def test_lines(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_hard_wrapped_mail_in_a_pre() -> None:
    sentence = "the ferry was late again on Tuesday and nobody on the quay was told why it had not left its berth"
    words = sentence.split()
    wrapped = "\n".join(" ".join((words * 8)[start : start + 12]) for start in range(0, 160, 12))
    found = lines(f"<p>Before</p><pre>{wrapped}\n\nAnother paragraph.</pre><p>After</p>")
    assert found[0] == "Before" and found[-2:] == ["Another paragraph.", "After"]
    assert len(found[1]) > 300


def test_a_line_break_is_not_a_paragraph_and_two_are() -> None:
    assert read_html("<div>one<br>two<br><br>three</div>").text == "one\ntwo\n\nthree\n"
    assert read_html("<ul><li>a<li>b</ul><p>c").text == "a\nb\n\nc\n"


def test_marks() -> None:
    page = read_html("<h2>Head</h2><ul><li>one<br>two<li><a href=x>three</a></ul>")
    assert [line.marks for line in page.lines] == [HEADING, BULLET, 0, BULLET | LINKED]


def test_hints() -> None:
    html = (
        "<h1>Title</h1><article class=postBody><p>Text <a href=x>link</a><p hidden>unseen</article>"
        "<aside><div class=sidebar><figure><img><figcaption class=wp-caption-text>A boat</figcaption></aside>"
    )
    assert hint(html, "block_h1") == [1, 0, 0, 0]
    assert hint(html, "tag_article") == [0, 1, 1, 0]
    assert hint(html, "tag_hidden") == [0, 0, 1, 0]
    assert hint(html, "tag_aside") == [0, 0, 0, 1]
    assert hint(html, "near_caption") == [0, 0, 0, 1]
    assert hint(html, "around_sidebar") == [0, 0, 0, 1]
    assert hint(html, "near_sidebar") == [0, 0, 0, 0]
    assert hint(html, "after_picture") == [0, 0, 0, 1]
    assert hint(html, "linked") == pytest.approx([0, 4 / 9, 0, 0])
    assert hint(html, "below_h1") == [1, 1, 1, 1]


def test_what_the_head_says_is_evidence() -> None:
    page = read_html(PAGE)
    said = dict(zip([line.text for line in page.lines], page.hints[:, HINT_NAMES.index("says_headline")], strict=True))
    assert said[HEADLINE] == 1
    assert said["Crane falls into the dock at low water"] == 0
    densest = page.hints[:, HINT_NAMES.index("in_densest")]
    texts = [line.text for line, inside in zip(page.lines, densest, strict=True) if inside]
    assert texts[0].startswith("The morning ferry") and texts[-1].startswith("The company that runs")


@pytest.mark.parametrize(
    ("names", "families"),
    [
        ("relatedArticles__Box", {"related", "article", "teaser", "box"}),
        ("wp-caption-text", {"caption", "body"}),
        ("post-author", {"author", "article"}),
        ("ADSLOT", {"ad"}),
        ("recommended", {"related"}),
        ("css-1x2y3z", set()),
        ("", set()),
    ],
)
def test_word_families(names: str, families: set[str]) -> None:
    bits = name_bits(names)
    assert {name for number, name in enumerate(family_names()) if bits >> number & 1} == families


def check(html: str) -> None:
    """Every non-blank source line of the rendered text is in exactly one Line (a very long one in parts)."""
    page = read_html(html)
    rows = {row.number for row in source_rows(page.text)}
    owned = [n for line in page.lines for n in range(line.first_line, line.last_line + 1) if n in rows]
    assert set(owned) == rows
    assert page.hints.shape == (len(page.lines), len(HINT_NAMES))
    assert not (page.hints != page.hints).any()
    end = 0
    for line in page.lines:
        assert line.text and end <= line.start < line.end <= len(page.text)
        assert page.text[line.start : line.end].strip()
        end = line.end


NAMES = """
p div span a b br table tr td ul li h1 pre script style title body html head form button noscript article figure
    figcaption img template svg math select option
iframe frameset noframes details time label x-y !-- !doctype"""
TAGS = st.sampled_from(NAMES.split())
PARTS = st.one_of(
    st.text(max_size=12),
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    TAGS.map("<{} class='comment author' id=comment-1 style='display:none' hidden>".format),
    st.sampled_from(
        ["&#0;", "&#xd800;", "&nbsp;", "\r", "\r\n", "\n\n", "\x0c", "\u2028", "<", ">", "-->", "\x00", "<![CDATA["]
    ),
    st.binary(max_size=8).map(lambda data: data.decode("latin-1")),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=40))
def test_garbage(parts: list[str]) -> None:
    check("".join(parts))


def test_the_page() -> None:
    check(PAGE)
    for cut in range(0, len(PAGE), 97):
        check(PAGE[:cut])
