"""What the markup of an HTML page tells of single Lines: credits of pictures, headlines of other stories."""

from __future__ import annotations

import pytest

from newsclean import gather
from newsclean.blocks import Blocks, blocks_of
from newsclean.html import read_html
from newsclean.html.marked import marked
from newsclean.html.words import family_bit, family_names, hint_families, name_bits
from newsclean.records import Caption, Kind, Marked

EGGS = "Eggs are dear again this spring"
GATES = "Gates stay open until the harbour is dry"
FERRY = "The ferry lies in the bay."


def told(html: str, kind: Kind) -> tuple[Blocks, Marked]:
    """The blocks of a page all of whose lines are of one kind, and what its markup tells of them."""
    page = read_html(html)
    return blocks_of(page.lines, [kind] * len(page.lines))[0], marked(page)


@pytest.mark.parametrize(
    "card",
    [
        f"<p>World: <a href=/1>{EGGS}</a> 4,711",
        f"<p><a href=/s>World news</a> <a href=/1>{EGGS}</a> <a href=/c>12 comments</a>",
        f"<a href=/1><h3>{EGGS}</h3><p>The hens of Marrow Bay have laid less than ever before<p>World</a>",
        f"<a href=/1><h4>World</h4><p>{EGGS}</a>",
        f"<a href=/1><div class=card__title>{EGGS}</div><div>The hens of Marrow Bay have laid less than ever</div></a>",
        f"<a href=/1>{EGGS}</a><p><a href=/1>The hens of Marrow Bay have laid less than ever.</a><p><a href=/1>#1</a>",
        f"<a href=/1><p>WORLD NEWS OF TODAY<p>{EGGS}</a><p><a href=/own.html?a=1>This page has another name here</a>",
        f"<p>{EGGS} <a href=/1>Read more</a>",
        f"<p><a href=/1>{EGGS}</a><p>The hens have laid less. <a href=/1>\u200b</a>",
        f"<p><a href=/1>{EGGS}</a><p>Ann Bell told the town hall that <a href=/3>the hens lay less eggs</a>, too.",
        f"<p><a href=/1>{EGGS}</a><p>The hens of Marrow Bay have laid less than ever before",
        f"<h3>Most read this week</h3><p><a href=/1>{EGGS}</a>",
        f"<h3>What our readers looked at this week</h3><p><a href=/1>{EGGS}</a>",
        f"<table><tr><td>2.<td><a href=/1>{EGGS}</a><td>12</table>",
        f"<p><b>World news</b> <a href=/1>\n   {EGGS}   \n </a><time>3 hours ago, by our own reporters</time>",
        f"<a href=/1><h3>{EGGS}</h3><p><b>Harbour</b> <span>11 hrs</span> | 9 </a>",
    ],
)
def test_the_headlines_of_other_stories_are_links_and_long_headings(card: str) -> None:
    own = "<link rel=canonical href=https://bell.example/own.html>"
    blocks, markup = told(f"{own}<div>{card}</div><p><a href=/2>{GATES}</a>", Kind.RELATED)
    found, numbers = gather.related(blocks, set(), None, markup)
    assert found == [EGGS, GATES]
    assert [EGGS in blocks[number].text or GATES in blocks[number].text for number in sorted(numbers)] == [True, True]


def test_long_headings_that_lead_nowhere_are_headlines_too() -> None:
    blocks, markup = told(f"<a href=/1>{GATES}</a><h3>{EGGS}</h3><p>The hens have laid less.", Kind.RELATED)
    assert gather.related(blocks, set(), None, markup)[0] == [GATES, EGGS]


def test_stories_may_be_told_apart_by_the_query_of_their_addresses() -> None:
    own = "<link rel=canonical href=https://bell.example/view?id=1>"
    links = f"<p><a href=/view?id=1>The ferry is late again today</a><p><a href=/view?id=2>{EGGS}</a>"
    blocks, markup = told(own + links + f"<p><a href='http://[x/view'>{GATES}</a>", Kind.RELATED)
    assert gather.related(blocks, set(), None, markup)[0] == [EGGS, GATES]


def test_lines_count_as_in_dumps_where_nothing_leads_to_another_story() -> None:
    blocks, markup = told(f"<p>{EGGS}<p>{GATES}", Kind.RELATED)
    assert gather.related(blocks, set(), None, markup)[0] == [EGGS, GATES]


@pytest.mark.parametrize(
    ("figure", "caption"),
    [
        (f"<figcaption>{FERRY} <span class=photo-credit>Bellwether</span></figcaption>", Caption(FERRY, "Bellwether")),
        (f"<figcaption>{FERRY} <i class=credit>(Bellwether)</i></figcaption>", Caption(FERRY, "Bellwether")),
        (f"<p>{FERRY} <i class=credit><a class=profile>Bellwether</a></i>", Caption(FERRY, "Bellwether")),
        (f"<p>{FERRY}<p class=imageCredit>Bellwether", Caption(FERRY, "Bellwether")),
        (f"<p class=credit>Photo: Bellwether<p>{FERRY}", Caption(FERRY, "Bellwether")),
        (f"<p class=credit>{FERRY} <p class=credit>Ann Bell/AFP", Caption(FERRY, "Ann Bell/AFP")),
        (f"<p>{FERRY} <span class=copyright>.</span>", Caption(f"{FERRY} .", None)),
        ("<p>Mel's ferry is <i class=credit>Mel's</i>", Caption("Mel's ferry is", "Mel's")),
        (f"<p>{FERRY} <i class=copyright>(c)</i>", Caption(f"{FERRY} (c)", None)),
        (f"<p>{FERRY} Photo: <b class=credit>Ann Bell</b>/AFP", Caption(FERRY, "Ann Bell/AFP")),
    ],
)
def test_classes_tell_the_credit_of_a_caption(figure: str, caption: Caption) -> None:
    blocks, markup = told(f"<figure>{figure}</figure>", Kind.CAPTION)
    assert gather.captions(blocks, None, markup)[0] == [caption]


def test_words_of_credits_are_in_families_that_the_model_reads() -> None:
    """Otherwise they would hide the families of the elements around from it."""
    credit = family_bit("credit")
    assert family_names()[: len(hint_families())] == hint_families()
    assert credit == 1 << len(hint_families())
    for names in ("credit", "photographer", "fotograf", "fotocredit", "bildquelle", "bildnachweis", "photo-by"):
        assert name_bits(names) & credit
        assert name_bits(names) & ~credit
    for names in ("copyright", "image-source", "photo_author", "captionSource", "fotoAutor", "media-source"):
        assert name_bits(names) & credit
        assert name_bits(names) & ~credit
