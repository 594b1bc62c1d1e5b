"""Pages that stand in for an article are none, in dumps and in HTML, and short articles stay."""

import html

import pytest

import newsclean
from newsclean.error_pages import error_heading

MENU = "Home\nNews\nSport\nWeather\n"
FOOTER = "\n\n© 2024 The Marrow Bell. All rights reserved.\nPrivacy\nTerms"


def page_of(title: str, heading: str, *paragraphs: str) -> tuple[str, str]:
    """A page as a dump and as HTML."""
    text = "\n\n".join((title, MENU, heading, *paragraphs)) + FOOTER
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in MENU.split())
    return text, (
        f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><h1>{html.escape(heading)}</h1>{body}</main><footer><p>© 2024 Bell</p></footer></body></html>"
    )


STANDING_IN = {
    "missing": page_of(
        "Page not found - The Marrow Bell",
        "We looked everywhere",
        "The page that you asked for has moved, or it never was. Try the search, or begin again on our home page.",
    ),
    "heading alone": page_of(
        "The Marrow Bell",
        "Sorry, this page isn’t available.",
        "The link you followed may be broken, or the page may have been removed by the people who put it here.",
    ),
    "code": page_of("404", "Lost at sea", "There is nothing at this address. The boats leave from the quay next door."),
    "code and bar": page_of("Error 503 | Bell", "Back soon", "Our printers have to rest for an hour, they say."),
    "forbidden": page_of(
        "403 Forbidden", "Forbidden", "You lack the permission to look at this resource, says the server of the Bell."
    ),
    "person": page_of(
        "Just a moment...",
        "www.marrow-bell.example",
        "Our guard looks at your browser before it lets you in. This takes some five seconds, and asks nothing of you.",
    ),
    "German": page_of(
        "Seite nicht gefunden | Marrower Glocke",
        "Das war nichts",
        "Unter dieser Adresse liegt leider kein Artikel mehr. Vielleicht hilft Ihnen unsere Suche weiter.",
    ),
    "Polish": page_of(
        "Nie znaleziono strony - Dzwon",
        "Nie znaleziono strony",
        "Strona, której szukasz, mogła zostać przeniesiona lub usunięta. Wróć na stronę główną i spróbuj jeszcze raz.",
    ),
    "Japanese": page_of(
        "ページが見つかりません | マロー新聞",
        "ページが見つかりません",
        "お探しのページは移動したか、削除された可能性があります。お手数ですがトップページからもう一度お探しください。",
    ),
    "Hindi": page_of("पृष्ठ नहीं मिला", "पृष्ठ नहीं मिला", "आप जिस पृष्ठ को खोज रहे हैं वह हटा दिया गया है या उसका पता बदल गया है।"),
}


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("name", STANDING_IN)
def test_no_article(name: str, form: str) -> None:
    text, markup = STANDING_IN[name]
    article = newsclean.clean(text if form == "text" else markup)
    assert article.input == form
    assert (article.text, article.title, article.paragraphs) == ("", None, [])
    assert article.confidence > 0.9
    assert any("stand in for an article" in (removed.reason or "") for removed in article.removed)


SHORT = (
    "Two fishermen were brought ashore near Marrow Bay on Monday night after their boat had lost its rudder, the coast "
    "guard said. Nobody was hurt, and the boat was towed to Port Ellery in the morning.",
    "“Access to the pier was denied to us for an hour,” said its owner, Tilda Brook.",
)
ARTICLES = {
    "like an error": page_of("Page not found in the king's diary - The Marrow Bell", "Page not found in diary", *SHORT),
    "error in a sentence": page_of("Access denied to two boats | Bell", "Access denied to two boats", *SHORT),
    "number": page_of("404 boats at the regatta", "404 boats at the regatta", *SHORT),
    "long": page_of("Forbidden | The Marrow Bell", "Forbidden", *SHORT * 7),
}


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("name", ARTICLES)
def test_articles_stay(name: str, form: str) -> None:
    text, markup = ARTICLES[name]
    assert SHORT[0] in newsclean.clean(text if form == "text" else markup).text


@pytest.mark.parametrize(
    ("lines", "kept", "heading"),
    [
        (["Home", "Error", "News", "Weather", "A sentence."], [4], None),  # an entry of a menu
        (["Bell | 404", "A sentence."], [1], "404"),
        (["Error 404 (Not Found)!!1", "A sentence."], [1], "Error 404 (Not Found)!!1"),
        (["HTTP Status 500 – Internal Server Error", "A sentence."], [1], "HTTP Status 500"),
        (["Results", "450", "A sentence."], [1, 2], None),  # a cell of a table
        (["404 \u202e\x1b[31m", "A sentence."], [1], None),
        (["404 \u202e[/]", "A sentence."], [1], "404 [/]"),
        (["641.585.1073", "A sentence."], [1], None),
        (["Bell: 500 years", "A sentence."], [1], None),
        (["Not Found"], [], None),
        (["Not Found " + "x" * 120, "A sentence."], [1], None),
    ],
)
def test_headings(lines: list[str], kept: list[int], heading: str | None) -> None:
    assert error_heading(lines, kept) == heading
