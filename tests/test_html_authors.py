"""Authors of HTML pages: the head, the markup and the printed lines are weighed against each other."""

from __future__ import annotations

import newsclean

TEXT = (
    "<p>" + "The harbour of Port Ellery opened on Monday after three years of building, its master said. " * 3 + "</p>"
)


def authors(byline: str, head: str = "") -> list[str]:
    page = f"""<html lang="en"><head><title>Port Ellery opens</title>{head}</head><body><nav><a href="/">Home</a></nav>
    <article><h1>Port Ellery opens its harbour</h1>{byline}<time datetime="2024-05-03">3 May 2024</time>{TEXT * 3}
    </article><footer>© 2024 The Bell</footer></body></html>"""
    return newsclean.clean(page).authors


def by_json(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'


def test_the_head_tells_all_authors() -> None:
    head = by_json('[{"@type": "Person", "name": "Ann Bell"}, {"@type": "Person", "name": "Tom Suzeki"}]')
    assert authors("<p class='byline'>By Ann Bell</p>", head) == ["Ann Bell", "Tom Suzeki"]


def test_a_printed_byline_wins_over_a_head_that_names_somebody_else() -> None:
    head = by_json('{"@type": "Person", "name": "Max Webmeister"}')
    assert authors("<p class='byline'>By <a rel='author' href='/ann'>Ann Bell</a></p>", head) == ["Ann Bell"]


def test_who_edited_the_text_is_not_its_author_though_the_head_says_so() -> None:
    byline = "<p class='byline'>Ann Bell</p><p class='byline'>Editor: Tom Suzeki</p>"
    assert authors(byline, by_json('{"@type": "Person", "name": "Tom Suzeki"}')) == ["Ann Bell"]


def test_the_longer_spelling_of_the_head_stays() -> None:
    head = by_json('{"@type": "Person", "name": "Ann Mary Bell"}')
    assert authors("<p class='byline'>By Ann Bell</p>", head) == ["Ann Mary Bell"]


def test_markup_tells_the_author_where_the_head_does_not() -> None:
    assert authors("<span itemprop='author'><b itemprop='name'>Orla Penhalligon</b></span>") == ["Orla Penhalligon"]
    assert authors("<div class='author-name'>Orla Penhalligon</div>") == ["Orla Penhalligon"]


def test_agencies_and_reversed_names_in_the_head() -> None:
    assert authors("", by_json('["Ann Bell", "SDA"]')) == ["Ann Bell"]
    assert authors("", by_json('"Bell, Ann"')) == ["Ann Bell"]
    assert authors("", by_json('{"@type": "Person", "name": "O.P."}')) == ["O.P."]


def test_by_on_a_line_of_its_own_is_as_certain() -> None:
    byline = "<div class='author-box'><p>By</p><p>Orla Penhalligon</p></div>"
    figure = "<p class='author-picture'>Ann Bell with her father (Image: BELL)</p>"
    assert authors(f"{byline}{figure}") == ["Orla Penhalligon"]


def test_names_beside_the_date_are_bylines_without_markup_that_says_so() -> None:
    assert authors("<p>Ann Bell in Port Ellery and Tom Bell</p>") == ["Ann Bell", "Tom Bell"]
    assert authors("<p>Ann Bell, Digital Reporter</p>") == ["Ann Bell"]
