"""Cost must grow like the page, whatever its markup: no depth, flood or crossing of tags makes it quadratic."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsclean.html import read_html
from newsclean.html.guard import bounded
from tests.html_pages import PAGE
from tests.timing import least_seconds

LETTERS = str.maketrans("0123456789", "abcdefghij")
HOSTILE: dict[str, Callable[[int], str]] = {
    "depth": lambda n: "<div>" * n,
    "depth behind stray end tags": lambda n: "<div></span>" * n,
    "depth in tables": lambda n: "<div><table></div>" * n,
    "depth in lists": lambda n: "<ul><li>" * n,
    "depth in forms": lambda n: "<form><div></form>" * n,
    "depth of custom elements": lambda n: "<x-a>" * n,
    "depth with text": lambda n: "<div>text " * n,
    "inline depth": lambda n: "<span>a" * n,
    "formatting in blocks": lambda n: "".join(f"<p><font size={i}>" for i in range(n)),
    "formatting before blocks": lambda n: "".join(f"<font size={i}>" for i in range(n)) + "<p>x" * n,
    "crossing": lambda n: "".join(f"<b class={i}><div>" for i in range(n)) + "</b>" * n,
    "attributes": lambda n: "<a " + " ".join(f"a{i}=1" for i in range(n * 2)) + ">x",
    "attributes with tags": lambda n: "<a " + " ".join(f'a{i}="<b>"' for i in range(n)) + ">x",
    "classes": lambda n: f'<p class="{"comment author " * n}">x',
    "many classes": lambda n: "".join(f'<p class="related-{i:x}">x' for i in range(n)),
    "roots": lambda n: "".join(f"<body a{i}=1>" for i in range(n)),
    "comments": lambda n: "<!--" * n,
    "open scripts": lambda n: "<script>" * n,
    "open quotes": lambda n: '<a b="' * n,
    "less than": lambda n: "<" * n,
    "ampersands": lambda n: "&" * n,
    "rows": lambda n: "<table>" + "<tr><td>a<td>b" * n,
    "rows in one table row": lambda n: "<table><tr>" + "<td>a" * n,
    "breaks": lambda n: "<br>" * n,
    "paragraphs": lambda n: "<p>The ferry to Skerry Point was late again, as it often is in March.</p>" * n,
    "pre": lambda n: "<pre>" + "a line of text\n" * n,
    "many pres": lambda n: "<pre>a</pre>" * n,
    "templates": lambda n: "<template>" * n,
    "svg": lambda n: "<svg><path/>" * n,
    "spans side by side": lambda n: "<span>a</span>" * n,
    "comment items": lambda n: "".join(f"<li id=comment-{i}>text" for i in range(n)),
    "json-ld": lambda n: '<script type="application/ld+json">' + '{"a":[' * n + "</script>",
    "json-ld objects": lambda n: '<script type="application/ld+json">[' + '{"@type":"Article"},' * n + "{}]</script>",
    "a long text in json-ld": lambda n: (
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        + "An echo of nothing on the page. " * n
        + '"}</script>'
        + "<p>The ferry to Skerry Point was late again, as it often is in March.</p>" * (n // 4)
    ),
    "many authors": lambda n: (
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": ['
        + ", ".join(f'{{"name": "Ann Bell{str(i).translate(LETTERS)}"}}' for i in range(n))
        + "]}</script>"
        + "<p>By nobody</p>" * (n // 4)
    ),
    "metas": lambda n: "".join(f'<meta name="author" content="Name {i}">' for i in range(n)),
    "nul": lambda n: "\0" * n,
    "ends of tags in values": lambda n: '<a x=">" ' * n,
    "values that are not closed": lambda n: "<a x='\">' " * n,
}  # fmt: skip


def seconds(html: str) -> float:
    return least_seconds(lambda: read_html(html), 1)


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_are_rendered_in_linear_time(name: str) -> None:
    make = HOSTILE[name]
    large, small = make(40_000), make(10_000)

    def is_linear() -> bool:
        """Whether it takes no time, or no more than a long page may and nine times a quarter of it, where quadratic
        cost would be sixteen times as much."""
        cost = seconds(large)
        return cost < 0.2 or (cost < 3 * len(large) / 1_000_000 + 0.5 and cost < 9 * seconds(small))

    assert any(is_linear() for _ in range(3))  # a busy machine gets three tries


def test_nested_preformatted_text_is_rendered_in_linear_time() -> None:
    assert any(seconds("<pre>" * 5600 + "<p>a") < 9 * seconds("<pre>" * 1400 + "<p>a") for _ in range(3))


def test_ordinary_pages_are_left_as_they_are() -> None:
    assert bounded(PAGE) is PAGE


def test_a_quotation_mark_opens_a_value_behind_an_equals_sign() -> None:
    tags = "<a>" * 10_000  # so that the guard looks at the page
    shown = "<p>The ferry is late.</p>"
    for odd in ('<a href="http://<iframe width="5">x</a>', '<img alt="Bell"\'>', '<a "b>c</a>'):
        assert shown in bounded(f"{odd}{shown}<p>It is Mel's</p>{tags}")


def test_what_is_cut_keeps_its_text() -> None:
    deep = "<div>" * 9000 + "<p>One.</p>" + "</div>" * 9000 + "<p>Two.</p>"
    assert [line.text for line in read_html(deep).lines] == ["One.", "Two."]
    wide = '<p class="lead" ' + " ".join(f"a{i}=1" for i in range(50_000)) + ">One.</p>"
    assert [line.text for line in read_html(wide).lines] == ["One."]
    long = "<p>a</p>" * 150_000 + "<script>b</script><p>The end.</p>"
    text = read_html(long).text
    assert text.count("a") == 150_000 and "b" not in text and text.endswith("The end.\n")
    page = PAGE.replace("</main>", "<i></i>" * 9000 + "</main>")
    assert bounded(page) is not page
    assert read_html(page).text == read_html(PAGE).text
