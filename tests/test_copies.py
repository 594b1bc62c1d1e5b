"""An article that a page prints twice is kept once; what repeats itself inside it stays."""

import html

import pytest

import newsclean
from newsclean.copies import copied
from newsclean.decode import COPIED

HEADLINE = "Marrow Bay closes its tidal gates by hand"
PARAGRAPHS = (
    "The town of Marrow Bay said on Thursday that its three tidal gates would be closed by hand for the winter.",
    "About 140 stalls were damaged and eleven people were helped out of the market hall, the town said.",
    "“We have stood here with lamps every night since then,” said Orla Penhalligon at the northern gate.",
    "The computer that moves the gates was switched off on Wednesday, after it had opened one of them at high tide.",
    "A new one is to be tested in March, the town clerk said, and until then volunteers turn the wheels.",
    "The harbour master called the flood a warning, and asked for a second pump near the fish market.",
)
MENU = ("Home", "News", "Sport", "Weather", "Harbour", "Letters")
END = ("© 2024 The Marrow Bell", "Privacy", "Terms")


def twice(form: str) -> str:
    """A page that has the article for readers and once more for printing."""
    if form == "text":
        story = "\n\n".join(PARAGRAPHS)
        return "\n".join((*MENU, "", HEADLINE, "", story, "", "Print this", "", HEADLINE, "", story, "", *END))
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in MENU)
    story = f"<h1>{HEADLINE}</h1>" + "".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)
    return (
        f"<html><head><title>{HEADLINE} | The Marrow Bell</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article>{story}</article><div class='print-version'>{story}</div><footer>{END[0]}</footer></body></html>"
    )


@pytest.mark.parametrize("form", ["text", "html"])
def test_an_article_that_is_printed_twice_is_kept_once(form: str) -> None:
    article = newsclean.clean(twice(form))
    assert article.input == form
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert article.title == HEADLINE
    assert article.confidence > 0.8
    assert any(removed.reason == COPIED for removed in article.removed)
    assert "\n".join(removed.text for removed in article.removed).count(PARAGRAPHS[2]) == 1


def copies(*texts: str, likely: list[float] | None = None) -> list[int]:
    likely = likely or [0.9] * len(texts)
    return copied(texts, likely, [line for line, probability in enumerate(likely) if probability >= 0.1])


def test_lines_of_copies() -> None:
    assert copies(*PARAGRAPHS, "Print this", *PARAGRAPHS) == [7, 8, 9, 10, 11, 12]
    # A third printing, and a line between two copies that stands above them.
    assert copies(*PARAGRAPHS, *PARAGRAPHS, *PARAGRAPHS) == list(range(6, 18))
    parts = [*PARAGRAPHS, "By hand", *PARAGRAPHS, "new", "By hand", *PARAGRAPHS]
    assert copies(*parts) == [*range(7, 13), *range(14, 21)]
    # The headline above the copy, which stands above the article too.
    assert copies("Eggs", *PARAGRAPHS, "new", "Eggs", *PARAGRAPHS, likely=[0.0, *[0.9] * 14]) == list(range(8, 15))
    assert copies("Eggs", *PARAGRAPHS, "new", "Eggs", *PARAGRAPHS, likely=[0.0, *[0.9] * 7, 0.0, *[0.9] * 6]) == list(
        range(9, 15)
    )


def test_the_less_likely_printing_is_the_copy() -> None:
    assert copies(*PARAGRAPHS, *PARAGRAPHS, likely=[0.2] * 6 + [0.9] * 6) == [0, 1, 2, 3, 4, 5]
    assert copies(*PARAGRAPHS, *PARAGRAPHS, likely=[0.8] * 6 + [0.9] * 6) == [6, 7, 8, 9, 10, 11]


def test_a_copy_that_is_cut_or_marked_otherwise() -> None:
    """As in one row for a button that copies the article, cut into sentences or as it was written."""
    parts = [PARAGRAPHS[0] + " " + PARAGRAPHS[1], *PARAGRAPHS[2:]]
    assert copies(*PARAGRAPHS, *parts) == [6, 7, 8, 9, 10]
    assert copies(*parts, "Copy", *PARAGRAPHS) == [6, 7, 8, 9, 10, 11]
    linked = [f"**By hand** {text} [More](https://bell.example)" for text in PARAGRAPHS[:1]]
    written = " ".join((*linked, *PARAGRAPHS[1:]))
    assert copies(*PARAGRAPHS, "Copy", written) == [7]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        PARAGRAPHS,
        (PARAGRAPHS[0],) * 12,  # one paragraph again and again
        PARAGRAPHS[:2] * 9,  # a refrain
        ("Pros", "Cons", "Price") * 12,  # a table
        (*PARAGRAPHS, PARAGRAPHS[0], "And so on.", PARAGRAPHS[3], "And on.", PARAGRAPHS[5]),  # quoted
        (*PARAGRAPHS, *reversed(PARAGRAPHS)),
        (*PARAGRAPHS, *(" ".join(PARAGRAPHS[number] for number in some) for some in ((0, 4, 2), (1, 5, 3), (2, 0, 4)))),
    ],
)
def test_what_repeats_itself_is_no_copy(texts: tuple[str, ...]) -> None:
    assert copies(*texts) == []
