"""From kinds to the article: thresholds, rules, fields, paragraphs."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.assemble import assemble
from newsclean.decode import ABOVE_HEADLINE, BELOW_END, TOO_LITTLE, Tagged, decode
from newsclean.lines import split_lines
from newsclean.pipeline import clean_page
from newsclean.reasons import PICTURE
from newsclean.records import ARTICLE_KINDS, TEXT_KINDS, Article, Caption, Cleaned, Kind, Page
from newsclean.rules import is_comment_count, ruled
from newsclean.settings import Settings
from newsclean.tagger import IN_TEXT, KINDS, Scores

BODY = "The harbour master said on Tuesday that the ferry would be late for the rest of the winter, and he was right."


def cleaned(*labelled: tuple[str, str], url: str | None = None) -> Cleaned:
    """What is assembled from (kind, line) pairs; a kind is set for each Line by its first source line."""
    text = "\n".join(line for _, line in labelled)
    by_line = {number: Kind(kind) for number, (kind, line) in enumerate(labelled, 1) if line.strip()}
    lines = split_lines(text)
    kinds = [by_line[line.first_line] for line in lines]
    keep = np.array([float(IN_TEXT[KINDS.index(kind)]) for kind in kinds], np.float32)
    tagged = Tagged(kinds, [1.0] * len(kinds), keep, bool(keep.any()))
    return assemble(Page(text=text, url=url), lines, tagged, settings=Settings(lines=True))


def article(*labelled: tuple[str, str], url: str | None = None) -> Article:
    return cleaned(*labelled, url=url).article


def scores(*rows: tuple[str, float]) -> Scores:
    """Scores of Lines that are surely of a kind on each side: the kind, and the probability of article text."""
    kinds = np.full((len(rows), len(KINDS)), 1e-3, np.float32)
    for row, (kind, _) in enumerate(rows):
        kinds[row, KINDS.index(Kind(kind))] = 0.9
        kinds[row, KINDS.index(Kind.BODY)] = max(kinds[row, KINDS.index(Kind.BODY)], 0.5)
        kinds[row, KINDS.index(Kind.NAVIGATION)] = max(kinds[row, KINDS.index(Kind.NAVIGATION)], 0.5)
    return Scores(np.array([keep for _, keep in rows], np.float32), kinds)


def test_fields() -> None:
    found = article(
        ("navigation", "Home"),
        ("section", "Island"),
        ("headline", "Ferry late again"),
        ("standfirst", "Nobody is surprised."),
        ("byline", "By Orla Penhalligon"),
        ("date", "7 November 2023"),
        ("dateline", "MARROW BAY"),
        ("body", BODY),
        ("caption", "The ferry. Photo: Bell"),
        ("subheading", "What now?"),
        ("body", BODY.replace("Tuesday", "Friday")),
        ("tags", "Harbour"),
        ("related", "Eggs are dear"),
        ("copyright", "© 2023 The Bell"),
    )
    assert (found.section, found.title, found.dateline) == ("Island", "Ferry late again", "MARROW BAY")
    assert (found.byline, found.date, found.standfirst) == (
        "By Orla Penhalligon",
        "2023-11-07",
        "Nobody is surprised.",
    )
    assert (found.authors, found.language) == (["Orla Penhalligon"], "en")
    assert [p.kind for p in found.paragraphs] == ["standfirst", "body", "subheading", "body"]
    assert found.text.startswith("Nobody is surprised.\n\nThe harbour master")
    assert found.captions == [Caption("The ferry.", "Bell")]
    assert (found.tags, found.related, found.copyright) == (["Harbour"], ["Eggs are dear"], ["© 2023 The Bell"])
    assert [(r.kind, r.text, r.first_line, r.last_line) for r in found.removed] == [("navigation", "Home", 1, 1)]


def test_a_repeated_headline_is_the_title_and_another_one_is_removed() -> None:
    found = article(
        ("headline", "Ferry late again"),
        ("headline", "Another story"),
        ("body", BODY),
        ("headline", "FERRY  late again"),
    )
    assert found.title == "Ferry late again"
    assert [(r.kind, r.text) for r in found.removed] == [("headline", "Another story")]


def test_a_title_has_single_spaces() -> None:
    assert article(("headline", "Ferry  late   again"), ("body", "It was late, and nobody knew why.")).title == (
        "Ferry late again"
    )


def test_a_line_without_a_letter_is_no_headline() -> None:
    lines = split_lines(f"Home\n\n________________\n\n{BODY}")
    tagged = decode(lines, scores(("navigation", 0.1), ("headline", 0.1), ("body", 0.9)))
    assert (len(lines), tagged.found, Kind.HEADLINE in tagged.kinds) == (3, True, False)


def test_comments_are_what_stands_between_lines_of_other_kinds() -> None:
    found = article(
        ("body", BODY),
        ("comment_meta", "2 Comments"),
        ("comment", "I was on that boat."),
        ("comment", "It was late."),
        ("comment_meta", "0 ( +1 / -1 )"),
        ("comment", "So was I."),
    )
    assert [comment.text for comment in found.comments] == ["I was on that boat.\n\nIt was late.", "So was I."]


def test_list_items_keep_a_dash() -> None:
    assert article(("body", BODY), ("body", "* two eggs"), ("body", "* one ferry")).text.endswith(
        "- two eggs\n\n- one ferry"
    )


def test_a_sentence_cut_after_a_short_word_goes_on() -> None:
    cut = "The harbour master has kept a list since the spring of"
    assert article(("body", cut), ("body", "Ferries that were late.")).text == f"{cut} Ferries that were late."
    whole = "The harbour master has kept a list since the spring"
    assert len(article(("body", whole), ("body", "Ferries that were late.")).paragraphs) == 2


def test_a_sentence_that_links_cut_goes_on_in_scripts_without_capitals() -> None:
    pieces = ["पुल का काम कई साल पहले शुरू हुआ था मगर बाढ़ और विवाद", "जमीन के", "कारण इसमें दो साल की देरी हुई।"]
    assert article(*(("body", piece) for piece in pieces)).text == " ".join(pieces)
    apart = article(*(line for piece in pieces for line in (("body", piece), ("body", ""))))
    assert len(apart.paragraphs) == 3
    assert len(article(("body", pieces[0] + "।"), ("body", pieces[1])).paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("T he rope walk is long.", "The rope walk is long."),
        ("“W hat is it?” he asked.", "“What is it?” he asked."),
        ("T cells are not what they were.", "T cells are not what they were."),
        ("A way of life ends here.", "A way of life ends here."),
        ("X marks the spot.", "X marks the spot."),
    ],
)
def test_a_large_initial_belongs_to_its_word(text: str, mended: str) -> None:
    assert article(("body", text), ("body", "The others know what is away.")).paragraphs[0].text == mended


def test_line_kinds_name_every_source_line() -> None:
    found = article(("headline", "Ferry late again"), ("body", ""), ("body", BODY), ("body", "")).lines
    assert found is not None
    assert [(line.line, line.kind) for line in found] == [(1, "headline"), (3, "body")]
    assert found[1].end - found[1].start == len(BODY)


def lines_of(*texts: str) -> list:  # type: ignore[type-arg]
    return split_lines("\n\n".join(texts))


@pytest.mark.parametrize(("favor", "kept"), [(None, 2), ("precision", 1), ("recall", 3)])
def test_favor_moves_the_threshold(favor: str | None, kept: int) -> None:
    lines = lines_of(BODY, BODY + "!", BODY + "?", "Home")
    tags = decode(lines, scores(("body", 0.95), ("body", 0.6), ("body", 0.3), ("navigation", 0.01)), favor)  # type: ignore[arg-type]
    assert sum(kind is Kind.BODY for kind in tags.kinds) == kept


def test_a_scrap_is_an_article_only_if_it_is_most_of_the_page() -> None:
    note = "A short note about a ferry that is late, as ferries are."
    assert decode(lines_of(note), scores(("body", 0.99))).found
    scrap = decode(lines_of("Access is free"), scores(("body", 0.99)))
    assert not scrap.found and scrap.ruled == {0: TOO_LITTLE}
    menu = [f"Menu entry number {n}" for n in range(9)]
    tags = decode(lines_of(note, *menu), scores(("body", 0.99), *[("headline", 0.01)] * 9))
    assert not tags.found
    assert not set(tags.kinds) & ARTICLE_KINDS


def test_one_headline_is_left() -> None:
    lines = lines_of("Weather: fog", "Ferry late again", BODY, "FERRY late again", "Home")
    unsure = scores(("headline", 0.01), ("headline", 0.01), ("body", 0.99), ("headline", 0.01), ("navigation", 0.01))
    unsure.kinds[0, KINDS.index(Kind.HEADLINE)] = 0.95
    kinds = decode(lines, unsure).kinds
    assert kinds == [Kind.NAVIGATION, Kind.HEADLINE, Kind.BODY, Kind.HEADLINE, Kind.NAVIGATION]


def test_the_likeliest_line_before_the_text_becomes_the_headline() -> None:
    likely = scores(("navigation", 0.01), ("headline", 0.01), ("body", 0.99))
    likely.kinds[1, KINDS.index(Kind.HEADLINE)] = 0.3
    likely.kinds[1, KINDS.index(Kind.NAVIGATION)] = 0.6
    tags = decode(lines_of("Home", "Ferry late again", BODY), likely)
    assert tags.kinds == [Kind.NAVIGATION, Kind.HEADLINE, Kind.BODY]


def test_certain_rules_come_before_the_model() -> None:
    page = f"[1]Home\n[2]News\n[3]Sport\n\n{BODY}\n\n12 ( +13 / -1 )\n\nReferences\n\n   1. https://bell.example/\n"
    lines = split_lines(page)
    tags = decode(lines, scores(*[("body", 0.9)] * (len(lines) - 2)))
    kinds = {line.text: kind for line, kind in zip(lines, tags.kinds, strict=True)}
    assert kinds["12 ( +13 / -1 )"] is Kind.COMMENT_META
    assert kinds["References"] is kinds["1. https://bell.example/"] is Kind.OTHER


def test_confidence_of_a_sure_page_is_high_and_of_an_unsure_one_lower() -> None:
    lines = lines_of(BODY, "Home")
    sure = assemble(Page(text=""), lines, decode(lines, scores(("body", 0.99), ("navigation", 0.01)))).article
    unsure = assemble(Page(text=""), lines, decode(lines, scores(("body", 0.65), ("navigation", 0.4)))).article
    assert sure.confidence > 0.97 > 0.9 > unsure.confidence


@pytest.mark.parametrize(
    ("text", "is_count"),
    [
        ("5 Comments", True),
        ("Kommentare (12)", True),
        ("1,204 comments", True),
        ("12件のコメント", True),
        ("댓글 3", True),
        ("댓글 4개", True),
        ("12", False),
        ("5 minutes", False),
        ("May 2024", False),
        ("5 comments that changed my mind", False),
    ],
)
def test_comment_counts(text: str, is_count: bool) -> None:
    assert is_comment_count(text) is is_count


@pytest.mark.parametrize(
    ("text", "wordless"),
    [
        ("(BUTTON)", True),
        ("3 (BUTTON)", True),
        ("[svg]", True),
        ("[https]", True),
        ("IFRAME:", True),
        ("(BUTTON) Subscribe", False),
        ("[sic]", False),
        ("(AP)", False),
    ],
)
def test_marks_of_what_has_no_words_are_no_text(text: str, wordless: bool) -> None:
    lines = split_lines(f"{BODY}\n\n{text}\n\n{BODY}")
    assert (1 in dict(ruled(lines))) is wordless


def test_well_written_comments_are_not_the_article() -> None:
    lines = lines_of(
        "Ferry late again", BODY, BODY + " Fog.", "5 Comments", "I was on that boat.", "0 ( +1 / -1 )", "Home"
    )
    tags = decode(
        lines,
        scores(
            ("headline", 0.01), ("body", 0.99), ("body", 0.99), ("comment_meta", 0.01), ("body", 0.9),
            ("comment_meta", 0.01), ("navigation", 0.01),
        ),
    )  # fmt: skip
    assert tags.kinds[3:6] == [Kind.COMMENT_META, Kind.COMMENT, Kind.COMMENT_META]


@pytest.mark.parametrize(
    ("place", "is_dateline"),
    [("MARROW BAY", True), ("LONDON (Reuters) -", True), ("TOKYO —", True), ("Introduction", False), ("A 1", False)],
)
def test_a_place_in_capitals_before_the_text_is_the_dateline(place: str, is_dateline: bool) -> None:
    long = f"{BODY} {BODY}"
    tags = decode(lines_of("Ferry late again", place, long), scores(("headline", 0.01), ("body", 0.9), ("body", 0.99)))
    assert (tags.kinds[1] is Kind.DATELINE) is is_dateline


def test_bylines_and_dates_of_other_stories_are_not_the_articles() -> None:
    stories = [("date", 0.01)] * 30
    lines = lines_of("Ferry late again", "7 November", "Yesterday", BODY, *[f"{n} November" for n in range(1, 31)])
    kinds = decode(lines, scores(("headline", 0.01), ("date", 0.01), ("date", 0.01), ("body", 0.99), *stories)).kinds
    assert kinds[1] is Kind.DATE
    assert kinds[2] is not Kind.DATE
    assert Kind.DATE not in kinds[-9:]


def test_a_date_that_ends_a_sentence_which_was_cut_comes_after_others() -> None:
    sentence = [("byline", "Harbour News"), ("byline", "on"), ("date", "2 May 2024 at 14:05.")]
    page = [("headline", "Ferry late"), ("byline", "The Bell told of this:"), *sentence, ("body", "It was late." * 9)]
    assert article(("date", "3 May 2024"), *page).date == "2024-05-03"
    assert article(*page).date == "2024-05-02T14:05"


def test_scraps_fill_no_field() -> None:
    found = article(("body", BODY), ("tags", "Harbour"), ("tags", "/"), ("related", "•"))
    assert (found.tags, found.related) == (["Harbour"], [])
    assert [(r.kind, r.text) for r in found.removed] == [("tags", "/"), ("related", "•")]


@pytest.mark.parametrize(("fetched", "date"), [(None, None), ("2024-05-03T10:00:00Z", "2024-05-02T10:20")])
def test_relative_dates_are_told_from_the_day_of_fetching(fetched: str | None, date: str | None) -> None:
    paragraph = (
        "The ferry to Marrow Bay was late on Monday, for the third time in a week, and passengers were tired of it."
    )
    text = "\n\n".join(["Home", "Ferry late again", "By Orla Pen", "Yesterday, 10:20", *[paragraph] * 4])
    assert clean_page(Page(text=text, fetched=fetched), Settings()).article.date == date


def test_lines_without_words_fill_no_field() -> None:
    found = article(
        ("headline", "Ferry late again"), ("byline", "[ferry-2024]"), ("section", "2024"), ("caption", "[1/5]"),
        ("caption", "[ferry-2024]"), ("body", BODY), ("copyright", "© 2024"),
    )  # fmt: skip
    assert (found.byline, found.section, found.captions, found.copyright) == (None, None, [], ["© 2024"])
    assert [(r.kind, r.text) for r in found.removed] == [
        ("byline", "[ferry-2024]"), ("section", "2024"), ("caption", "[1/5]\n[ferry-2024]"),
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "place"), [("SKERRY POINT", "SKERRY POINT"), ("ANN BELL", None), ("Harbour", None)])
def test_a_place_between_the_byline_and_the_text_that_names_it_is_no_caption(line: str, place: str | None) -> None:
    text = f"At Skerry Point harbour, all was quiet. {BODY}"
    found = article(("headline", "Ferry late again"), ("byline", "By Ann Bell"), ("caption", line), ("body", text))
    assert found.dateline == place
    assert found.captions == ([] if place else [Caption(line)])
    found = article(("headline", "Ferry late again"), ("byline", "By Ann Bell"), ("byline", line), ("body", text))
    assert found.dateline == place


def test_marks_of_pictures_are_removed_and_say_why() -> None:
    found = article(("headline", "Ferry late again"), ("body", "ferry-2024.jpg"), ("body", BODY))
    assert [(one.kind, one.text, one.reason) for one in found.removed] == [(Kind.OTHER, "ferry-2024.jpg", PICTURE)]


def test_a_section_that_is_the_title_is_the_title() -> None:
    found = article(("section", "Ferry late again"), ("headline", "Ferry late again"), ("body", BODY))
    assert (found.title, found.section) == ("Ferry late again", None)
    assert [removed.kind for removed in found.removed] == [Kind.SECTION]


def test_the_title_bar_decides_between_lines_that_may_be_the_headline() -> None:
    bar, headline = "Gates of Marrow Bay closed by hand | The Bell", "Gates of Marrow Bay closed by hand"
    lines = lines_of(bar, "Watch the film of the day", headline, BODY, f"{headline}, the town said. {BODY}")
    found = decode(
        lines, scores(("other", 0.01), ("headline", 0.01), ("headline", 0.01), ("body", 0.99), ("body", 0.99))
    )
    assert [kind is Kind.HEADLINE for kind in found.kinds] == [False, False, True, False, False]


def test_without_a_headline_the_title_bar_is_the_title() -> None:
    bar = "Gates of Marrow Bay closed by hand | The Bell"
    lines = lines_of(bar, BODY, f"Gates of Marrow Bay closed by hand, the town said. {BODY}")
    found = decode(lines, scores(("other", 0.01), ("body", 0.99), ("body", 0.99)))
    assert assemble(Page(text=bar), lines, found).article.title == "Gates of Marrow Bay closed by hand"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Gates of Marrow Bay closed by hand", "Gates of Marrow Bay closed by hand"),
        ("Gates of Marrow Bay closed by hand.", None),
        ("Two spoons of butter", None),
        ("Gates closed", None),
    ],
)
def test_without_a_headline_and_a_title_bar_the_first_line_of_the_text_may_be_the_title(
    first: str, title: str | None
) -> None:
    lines = lines_of("Home", first, f"The gates of Marrow Bay were closed by hand, the town said. {BODY}")
    found = decode(lines, scores(("navigation", 0.01), ("standfirst", 0.9), ("body", 0.99)))
    assert assemble(Page(text=""), lines, found).article.title == title


def test_a_date_alone_before_the_text_is_the_articles_whatever_it_was_taken_for() -> None:
    long = f"{BODY} {BODY}"
    found = article(("headline", "Ferry late again"), ("body", "January 18, 2020"), ("body", long))
    assert found.date == "2020-01-18" and found.text.startswith("January 18, 2020")
    told = "On January 18, 2020 it was later still."
    assert article(("headline", "Ferry late again"), ("standfirst", told), ("body", long)).date is None


@pytest.mark.parametrize(
    ("below", "date"),
    [
        (["Share", "Published on 5 March 2024", "Rigs"], "2024-03-05"),
        (["Published 5 March 2024 in Ferries", "Posted on the 2024-03-05"], "2024-03-05"),
        (["Published on 5 March 2024", "Published on 6 March 2024"], None),
        (["The new timetable was first published on 5 March 2024"], None),
        (["5 March 2024", "Updated on 5 March 2024"], None),
    ],
)
def test_a_line_anywhere_that_says_when_it_was_published_dates_the_article(below: list[str], date: str | None) -> None:
    lines = [("related", line) for line in below]
    assert article(("headline", "Ferry late again"), ("body", f"{BODY} {BODY}"), *lines).date == date


def test_a_standfirst_that_is_printed_twice_is_told_once() -> None:
    first = ("standfirst", "A rope in the screw, and a crew that has had enough.")
    assert (
        article(("headline", "Ferry late again"), first, ("byline", "By Ann Bell"), first, ("body", BODY)).standfirst
        == first[1]
    )


@pytest.mark.parametrize(
    ("lines", "dates"),
    [
        ([("date", "May 21, 2024 April 24, 2024 by Ann Bell")], ("2024-04-24", "2024-05-21")),
        ([("date", "May 21, 2024 – May 24, 2024")], ("2024-05-21", None)),
        ([("date", "Published May 21, 2024"), ("date", "Updated May 21, 2024")], ("2024-05-21", None)),
        ([("date", "Published May 21, 2024, 10:20"), ("date", "Updated May 21, 2024")], ("2024-05-21T10:20", None)),
        ([("date", "Updated May 21, 2024")], ("2024-05-21", "2024-05-21")),
        ([("body", "Published 2024-05-03 in Harbours")], ("2024-05-03", None)),
        ([("body", "He came on 3 May 2024 and stayed")], (None, None)),
    ],
)
def test_dates_without_labels_or_in_the_text(
    lines: list[tuple[str, str]], dates: tuple[str | None, str | None]
) -> None:
    found = article(("headline", "Ferry late again"), *lines, ("body", f"{BODY} {BODY}"))
    assert (found.date, found.date_modified) == dates


def test_the_last_change_may_be_told_behind_the_text() -> None:
    head = (("headline", "Ferry late again"), ("date", "7 November 2023"), ("body", BODY))
    found = article(*head, ("byline", "By Orla Bell"), ("date", "Updated 9 November 2023"))
    assert (found.date, found.date_modified) == ("2023-11-07", "2023-11-09")
    # Other stories were changed too, and nothing before it was published.
    others = [("related", f"Eggs are dear in {place}") for place in ("May", "June", "July", "August")]
    assert article(*head, *others, ("date", "Updated 9 November 2023")).date_modified is None
    assert article(*head, ("date", "Updated 5 November 2023")).date_modified is None


def test_a_date_in_a_line_of_another_kind_leaves_it_in_its_place() -> None:
    found = article(
        ("headline", "Ferry late again"), ("other", "published: 2023-11-08"), ("date", "by Ann Bell"), ("body", BODY)
    )
    assert found.date == "2023-11-08"
    assert [(block.kind, block.text) for block in found.removed][:1] == [(Kind.OTHER, "published: 2023-11-08")]


def test_tags_end_where_a_list_of_other_stories_begins() -> None:
    tags = [
        ("tags", "Märksõnad:"),
        ("tags", "sadam"),
        ("tags", "Seotud lood"),
        ("tags", "Munad on sadamas jälle kallid"),
    ]
    found = article(("headline", "Laev hilineb jälle"), ("body", BODY), *tags)
    assert (found.tags, found.related) == (["sadam"], ["Munad on sadamas jälle kallid"])


def test_related_topics_are_tags() -> None:
    tags = [("tags", "Související témata:"), ("tags", "Přístav"), ("tags", "Kybernetická bezpečnost")]
    found = article(("headline", "Loď má v přístavu zase zpoždění"), ("body", BODY), *tags)
    assert (found.tags, found.related) == (["Přístav", "Kybernetická bezpečnost"], [])


@pytest.mark.parametrize(
    ("lines", "tags"),
    [
        (["Harbour", "Ferries"], ["Harbour", "Ferries"]),
        (["Masters"], ["Masters"]),
        (["Careers", "Masthead"], []),
        (["Careers", "Masthead", "Archive", "Harbour", "Podcasts"], []),
        (["Topics", "Careers"], []),
        (["Topics", "Careers", "Masthead", "Archive", "Podcasts", "Harbour"], None),
        (["Tags", "Careers"], ["Careers"]),
        (["Tags: careers, masthead"], ["careers", "masthead"]),
    ],
)
def test_lists_of_which_the_article_says_nothing_are_no_tags(lines: list[str], tags: list[str] | None) -> None:
    found = article(("headline", "Ferry late again"), ("body", BODY), *(("tags", line) for line in lines))
    assert found.tags == (lines[1:] if tags is None else tags)


def test_a_section_beside_the_date_is_one_if_the_menu_has_it() -> None:
    lines = [("date", "Island | 7 November 2023"), ("headline", "Ferry late again"), ("body", BODY)]
    assert article(("navigation", "Island"), *lines).section == "Island"
    assert article(("navigation", "Home"), *lines).section is None


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/news/ferries-and-boats/2023/ferry-late-again", "Ferries and Boats"),
        ("/news/harbour/ferry-late-again", "News"),
        ("/news/ferry-late-again.html", "News"),
        ("/home/article/ferry-late-again", None),
        ("/sport/ferry-late-again", None),
        ("/ferries-and-boats", None),
        ("", None),
    ],
)
def test_the_address_tells_which_entry_of_the_menu_is_the_section(path: str, section: str | None) -> None:
    menu = [("navigation", name) for name in ("Home", "News", "Ferries and Boats", "Article")]
    text = [("headline", "Ferry late again"), ("body", BODY), ("navigation", "Sport")]
    address = f"https://bell.example{path}"
    assert article(*menu, *text, url=address).section == section
    assert article(*menu, ("section", "Island"), *text, url=address).section == "Island"


def test_a_byline_with_a_date_is_nearer_than_the_dates_of_other_stories() -> None:
    found = article(
        ("headline", "Ferry late again"),
        ("byline", "By Ann Bell - The Bell - Thursday, February 29, 2024"),
        ("body", BODY),
        ("related", "Eggs are dear"),
        ("date", "11 December 2023"),
    )
    assert (found.date, found.authors) == ("2024-02-29", ["Ann Bell"])


@pytest.mark.parametrize(
    "lines",
    [
        [("body", f"{BODY} {BODY}"), ("other", "Article written by:"), ("comment_meta", "Ann Bell, MD")],
        [("standfirst", "The winter was hard. ByAnn Bell"), ("body", f"{BODY} {BODY}")],
        [("body", f"{BODY} {BODY}"), ("subheading", "Ann Bell"), ("author_bio", f"Ann Bell is a pilot. {BODY}")],
        [("navigation", "Ann Bell"), ("body", f"{BODY} {BODY}")],
        [("body", f"{BODY} {BODY} (Ann Bell)")],
        [("body", f"{BODY} {BODY}"), ("body", "(Ann Bell)")],
        [("body", f"{BODY} {BODY}"), ("tags", "— Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("related", "Author: Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("related", "View all posts by Ann Bell →")],
        [("body", f"{BODY} {BODY}"), ("author_bio", "Ann Bell is a pilot. She was late again.")],
        [("body", f"{BODY} {BODY}"), ("author_bio", "About the author"), ("sharing", "Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("sharing", "L'auteur"), ("tags", "Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("tags", "Follow us"), ("tags", "Authors:"), ("tags", "Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("advertisement", "Ann Bell"), ("other", "Boats of Marrow")],
        [("body", f"{BODY} {BODY}"), ("other", "About the author: Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("subheading", "Ann Bell")],
    ],
)
def test_authors_of_pages_without_a_byline(lines: list[tuple[str, str]]) -> None:
    bar = ("navigation", "Ferry late again | Ann Bell" if lines[0][0] == "navigation" else "Ferry late again")
    assert article(bar, ("headline", "Ferry late again"), *lines).authors == ["Ann Bell"]


@pytest.mark.parametrize(
    "lines",
    [
        [("body", f"{BODY} “The ferry is late”"), ("tags", "— Ann Bell")],
        [("body", f"{BODY} Ann Bell is a pilot."), ("tags", "— Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("body", "Mixing by Ann Bell and Tom Bell.")],
        [("body", f"{BODY} {BODY}"), ("tags", "Ann Bell")],
        [("body", f"{BODY} {BODY}"), ("copyright", "© 2024 by Ann Bell")],
    ],
)
def test_what_stands_at_the_end_of_a_text_need_not_sign_it(lines: list[tuple[str, str]]) -> None:
    bar = ("navigation", "Ferry late again")
    assert article(bar, ("headline", "Ferry late again"), *lines).authors == []


def test_a_name_and_a_date_above_the_text_stand_wherever_the_headline_does() -> None:
    buttons = [("sharing", f"Share {number}") for number in range(12)]
    page = [
        ("headline", "Ferry late again"),
        *buttons,
        ("sharing", "Ann Bell"),
        ("date", "May 3, 2024"),
        ("body", BODY),
    ]
    assert article(*page).authors == ["Ann Bell"]
    assert article(*page[:-2], page[-1]).authors == []


def test_a_site_with_the_name_of_a_thing_is_nobodys() -> None:
    page = [("navigation", "Ferry late again | Jack Harbour"), ("headline", "Ferry late again"), ("body", BODY)]
    assert article(*page, ("copyright", "© 2024 Jack Harbour")).authors == []


def test_buttons_fill_no_fields() -> None:
    found = article(
        ("section", "Sign in"),
        ("headline", "Ferry late again"),
        ("caption", "View full size image"),
        ("body", BODY),
        ("caption", "[ferry_at_night.jpg]"),
        ("copyright", "© 2024 The Bell | Privacy | Terms"),
    )
    assert (found.section, found.captions, found.copyright) == (None, [], ["© 2024 The Bell"])


@pytest.mark.parametrize(
    ("sign", "sure", "below", "favor", "ends"),
    [
        (("sharing", "Share this story"), 0.1, 0.6, None, True),
        (("copyright", "© 2023 The Bell"), 0.1, 0.6, None, True),
        (("sharing", "Share this story"), 0.1, 0.6, "recall", False),
        (("sharing", "Share this story"), 0.1, 0.95, None, False),
        (("sharing", "Share of the boats"), 0.5, 0.6, None, False),
        (("sharing", "____"), 0.1, 0.6, None, False),
        (("related", "Eggs are dear"), 0.1, 0.6, None, False),
    ],
)
def test_buttons_to_share_and_notices_end_the_article(
    sign: tuple[str, str], sure: float, below: float, favor: str | None, ends: bool
) -> None:
    lines = lines_of(BODY, BODY + " Fog.", sign[1], "Who we are", BODY.replace("harbour", "new") + " So it goes.")
    unsure = scores(("body", 0.99), ("body", 0.99), (sign[0], sure), ("signup", 0.02), ("body", below))
    tags = decode(lines, unsure, favor)  # type: ignore[arg-type]
    assert (tags.kinds[-1] not in TEXT_KINDS) is ends
    assert tags.kinds[:2] == [Kind.BODY, Kind.BODY]
    assert tags.ruled == ({4: BELOW_END} if ends else {})


def test_what_stands_above_most_of_the_text_does_not_end_it() -> None:
    lines = lines_of(BODY, "Share this story", BODY + " Fog.", BODY + " So it goes.")
    tags = decode(lines, scores(("body", 0.7), ("sharing", 0.1), ("body", 0.7), ("body", 0.7)))
    assert tags.kinds.count(Kind.BODY) == 3


def test_buttons_to_share_that_stand_among_the_text_again_and_again_do_not_end_it() -> None:
    posts = [f"{BODY} That was at {hour} o'clock." for hour in range(6)]
    lines = lines_of(*[line for post in posts for line in (post, "Share this post")])
    tags = decode(lines, scores(*[("body", 0.7), ("sharing", 0.1)] * 6))
    assert tags.kinds.count(Kind.BODY) == 6


@pytest.mark.parametrize(
    ("label", "likely", "kept"),
    [
        ("About the author", 0.9, 3),
        ("Über die Autorin: Ann Bell", 0.1, 3),
        ("About the authors of the plan", 0.9, 5),
    ],
)
def test_who_the_author_is_is_no_text(label: str, likely: float, kept: int) -> None:
    lines = lines_of(BODY, BODY + " Fog.", BODY + " So it goes.", label, "Ann Bell has written of ferries for years.")
    unsure = scores(*[("body", 0.9)] * 3, ("subheading", likely), ("body", 0.9))
    unsure.kinds[4, KINDS.index(Kind.CAPTION)] = 0.9
    tags = decode(lines, unsure)
    assert Kind.CAPTION not in tags.kinds
    assert sum(kind in TEXT_KINDS for kind in tags.kinds) == kept
    long = lines_of(BODY, label, BODY + " Fog.", BODY + " So it goes.", "Ann Bell has written of ferries for years.")
    assert decode(long, scores(("body", 0.9), ("subheading", 0.1), *[("body", 0.9)] * 3)).kinds[-1] is Kind.BODY


@pytest.mark.parametrize(("sure", "favor", "begins"), [(0.9, None, True), (0.4, None, False), (0.9, "recall", False)])
def test_text_above_a_sure_headline_is_none_of_the_article(sure: float, favor: str | None, begins: bool) -> None:
    lines = lines_of("The new bridge is open to everybody who walks.", "Ferry late again", BODY, BODY + " Fog.")
    unsure = scores(("body", 0.7), ("headline", 0.02), ("body", 0.99), ("body", 0.99))
    unsure.kinds[1, [KINDS.index(Kind.HEADLINE), KINDS.index(Kind.NAVIGATION)]] = sure, 0.1
    tags = decode(lines, unsure, favor)  # type: ignore[arg-type]
    assert tags.kinds[1:] == [Kind.HEADLINE, Kind.BODY, Kind.BODY]
    assert (tags.kinds[0] is not Kind.BODY) is begins
    assert tags.ruled == ({0: ABOVE_HEADLINE} if begins else {})


def test_a_headline_below_most_of_the_text_is_no_beginning() -> None:
    lines = lines_of(BODY, BODY + " Fog.", "Ferry late again", BODY + " So it goes.")
    tags = decode(lines, scores(("body", 0.9), ("body", 0.9), ("headline", 0.02), ("body", 0.9)))
    assert tags.kinds.count(Kind.BODY) == 3
