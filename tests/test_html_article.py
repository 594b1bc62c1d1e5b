"""HTML in, Article out: the whole flow, the fields that markup tells, and the law of conservation."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

import newsclean
from newsclean import Article, Page, Settings
from newsclean.html import read_html
from newsclean.html.comments import comments_of
from newsclean.html.fields import with_fields
from newsclean.pipeline import clean_page
from newsclean.records import Cleaned, Comment, Kind
from newsclean.rows import source_rows
from tests.expected import FIELD_KINDS
from tests.html_pages import HEADLINE, PAGE
from tests.test_html_render import PARTS, st


def check(html: str) -> Article:
    """Clean a page, check that each line of its rendered text is in exactly one place, and return the article."""
    text = read_html(html).text
    cleaned = clean_page(Page(text=html, form="html"), Settings(lines=True))
    article = cleaned.article
    rows = {row.number for row in source_rows(text)}
    assert article.lines is not None
    assert {line.line for line in article.lines} == rows
    assert all(text[line.start : line.end].strip() for line in article.lines)
    kinds = {line.line: line.kind for line in article.lines}
    homes = Counter(
        number
        for block in [*article.paragraphs, *article.removed]
        for number in range(block.first_line, block.last_line + 1)
        if number in rows
    )
    assert {kinds[number] for number in rows - set(homes)} <= FIELD_KINDS | {Kind.HEADLINE}
    said = "\n".join(comment.text for comment in article.comments)
    assert all(block.text in said for block in cleaned.blocks if block.kind is Kind.COMMENT)
    return article


def test_the_page() -> None:
    article = check(PAGE)
    assert article.input == "html"
    assert article.title == HEADLINE
    assert article.authors == ["Ann Bell", "Bo Ray"]
    assert (article.date, article.date_modified) == ("2024-03-05T10:20:00+01:00", "2024-03-05T12:00:00+01:00")
    assert (article.section, article.language) == ("Harbour", "en")
    assert article.url == "https://bell.example/harbour/ferry-late"
    assert article.tags == ["ferries", "Skerry Point"]
    paragraphs = article.text.split("\n\n")
    assert [paragraph[:16] for paragraph in paragraphs] == [
        "The morning ferr", "“We heard a bang", "A diver cut the ", "The company that",
    ]  # fmt: skip
    assert "its berth almost two hours late on Tuesday" in paragraphs[0]


def test_comments_with_author_and_date() -> None:
    assert [(c.author, c.date, c.text[:9]) for c in newsclean.clean(PAGE).comments] == [
        ("keelhaul", "2024-03-05T13:05:00+01:00", "Same ever"),
        ("Mrs Gull", "2024-03-05T14:10:00+01:00", "Thank you"),
    ]


def test_comments_that_the_markup_does_not_part_stay_as_they_are() -> None:
    page = read_html("<div class=comments><p>One.<p>Two.</div>")
    found = [Comment(None, None, "One.\n\nTwo.")]
    assert comments_of(page, [Kind.COMMENT] * 2) == found


def test_what_all_comments_have_in_common_tells_names_where_no_class_does() -> None:
    one = "<li class=comment><div>{0}</div><div>{1}</div><div>{2} May 2019</div><p>It was late.</p><a>Reply</a>"
    people = [("Vera Bell", "Port Ellery", 3), ("Tom Ray", "Old Quay", 4), ("Jo", "Brooklyn, NY", 5)]
    page = read_html("<ol>" + "".join(one.format(*person) for person in people) + "</ol>")
    kinds = [Kind.COMMENT if line.text == "It was late." else Kind.COMMENT_META for line in page.lines]
    assert [comment.author for comment in comments_of(page, kinds)] == ["Vera Bell", "Tom Ray", "Jo"]


def test_dates_of_comments_are_iso_8601_or_unknown() -> None:
    page = read_html(
        "".join(
            f"<div id=comment-{number}><div class=comment-date>{date}</div><p>Same every winter.</p></div>"
            for number, date in enumerate(["3 hours ago", "12 Jan 2024 at 10:15", "Room 12"])
        )
    )
    kinds = [Kind.COMMENT_META, Kind.COMMENT] * 3
    assert [comment.date for comment in comments_of(page, kinds)] == [None, "2024-01-12T10:15", None]


@pytest.mark.parametrize(
    ("printed", "found", "date"),
    [
        ("© 2024 The Bell", "2024-01-01", None),
        ("Monday, January 1, 2024", "2024-01-01", "2024-01-01"),
        ("1. Januar 2024", "2024-01-01", "2024-01-01"),
        ("Seen in March 2024", "2024-03-01", None),
        ("2024-02-30", "2024-02-01", None),
        ("3/1/2024", "2024-03-01", "2024-03-01"),
        ("1er mars 2024", "2024-03-01", "2024-03-01"),
    ],
)
def test_a_year_or_a_month_alone_is_no_date(
    printed: str, found: str, date: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import htmldate

    from newsclean.html.undated import find_date

    monkeypatch.setattr(htmldate, "find_date", lambda *_, **__: found)
    assert find_date(f"<html><body><p>{printed}</p></body></html>", None) == date


def test_technical_topics_of_the_head_are_left_out() -> None:
    html = '<meta name="keywords" content="_prio_3, ferries"><p>Text.'
    assert fields(html, [Kind.BODY], Article(text="Text.")).tags == ["ferries"]


def test_topics_of_the_whole_site_are_none_of_the_article() -> None:
    words = ["news", "daily", "harbour bell", "boats", "weather", "cars", "jobs", "shops", "港"]
    for said, kept in (("The ferry is late.", []), ("The weather at the harbour was bad.", words)):
        html = f'<meta name="keywords" content="{", ".join(words)}"><p>{said}'
        assert fields(html, [Kind.BODY], Article(title="Late", text=said)).tags == kept


def test_the_same_moment_with_another_offset_is_no_change() -> None:
    meta = '<meta property="article:{}" content="2024-03-05T{}"><p>Text.'.format
    html = meta("published_time", "11:16:11+02:00")
    changed = [fields(html + meta("modified_time", time), [Kind.BODY] * 2, Article(text="Text.")).date_modified
               for time in ("09:16:11+00:00", "09:16:12+00:00", "09:16:11", "11:17:11")]  # fmt: skip
    assert changed == [None, "2024-03-05T09:16:12+00:00", None, "2024-03-05T11:17:11"]


@pytest.mark.parametrize(
    ("date", "stated", "printed", "modified"),
    [
        ("2024-03-05T11:16:11+01:00", "2024-03-05T11:16:11+01:00", "2024-03-05T23:49", "2024-03-05T23:49"),
        ("2024-03-05T11:16:11+01:00", "2024-03-05", "2024-03-05T11:16", None),
        ("2024-03-05", "2024-03-05T00:00:00-04:00", None, None),
        ("2024-03-05", "2024-03-05T13:19:00+01:00", None, "2024-03-05T13:19:00+01:00"),
        ("2024-03-05", "2024-03-04T13:19:00+01:00", "2024-03-06", "2024-03-06"),
    ],
)
def test_the_printed_change_counts_where_the_stated_one_is_none(
    date: str, stated: str, printed: str | None, modified: str | None
) -> None:
    meta = '<meta property="article:{}" content="{}"><p>Text.'.format
    html = meta("published_time", date) + meta("modified_time", stated)
    assert fields(html, [Kind.BODY] * 2, Article(text="Text.", date_modified=printed)).date_modified == modified


@pytest.mark.parametrize(
    ("stated", "printed", "date"),
    [
        ("2024-03-05", "2024-03-05T14:32", "2024-03-05T14:32"),
        ("2024-03-05T00:00:00+01:00", "2024-03-05T14:32", "2024-03-05T14:32"),
        ("2024-03-05T14:32", "2024-03-05T14:32:00+01:00", "2024-03-05T14:32:00+01:00"),
        ("2024-03-05T00:00:04", "2024-03-05T14:32", "2024-03-05T00:00:04"),
        ("2024-03-05", "2024-03-06T14:32", "2024-03-05"),
    ],
)
def test_the_printed_time_completes_the_day_that_is_stated(stated: str, printed: str, date: str) -> None:
    html = f'<meta property="article:published_time" content="{stated}"><p>Text.'
    assert fields(html, [Kind.BODY], Article(text="Text.", date=printed)).date == date


def test_nothing_is_changed_before_it_is_published() -> None:
    meta = '<meta property="article:{}" content="2024-03-05T{}"><p>Text.'.format
    html = meta("published_time", "11:16:11+02:00")
    changed = [fields(html + meta("modified_time", time), [Kind.BODY] * 2, Article(text="Text.")).date_modified
               for time in ("08:16:11+00:00", "11:16:11+00:00")]  # fmt: skip
    assert changed == [None, None]


def fields(html: str, kinds: list[Kind], article: Article) -> Article:
    return with_fields(Cleaned(article, []), read_html(html), kinds).article


def test_what_is_printed_wins_over_a_generic_head() -> None:
    html = '<title>The Bell</title><meta name="author" content="Staff"><h1>Tide turns</h1>'
    html += "<p><a rel=author href=x>Ann Bell</a>"
    kinds = [Kind.NAVIGATION, Kind.HEADLINE, Kind.BYLINE]
    found = fields(html, kinds, Article(title="Tide turns", text="x", date="5 March 2024"))
    assert (found.title, found.authors) == ("Tide turns", ["Ann Bell"])


def test_a_title_from_the_head_loses_the_name_of_the_site() -> None:
    html = '<title>Tide turns at last - The Bell</title><meta property="og:site_name" content="The Bell"><p>x'
    assert fields(html, [Kind.NAVIGATION, Kind.BODY], Article(text="x")).title == "Tide turns at last"


def test_the_name_of_the_site_before_a_title_is_no_part_of_it() -> None:
    article = Article(title="Late again", text="The ferry is late again.")
    html = '<meta property="og:{}" content="{}">'.format
    head = html("site_name", "Bell Line") + html("title", "Bell Line - The ferry is late again")
    assert fields(f"{head}<p>The ferry is late again.", [Kind.BODY], article).title == "The ferry is late again"


def test_the_name_of_the_site_before_a_bar_is_no_part_of_the_title() -> None:
    article = Article(title="Ferry late again", text="The ferry is late again.")
    html = '<meta property="og:title" content="Bell Line | Ferry late again"><p>The ferry is late again.'
    assert fields(html, [Kind.BODY], article).title == "Ferry late again"


def test_a_printed_title_is_not_cut_for_what_may_be_the_name_of_a_site() -> None:
    title = "It is the duty of every citizen to keep the boats of the harbour waiting, – Bell"
    head = f'<meta property="og:title" content="{title}">'
    found = fields(
        f"{head}<h1>{title}</h1><p>Bell said so.", [Kind.HEADLINE, Kind.BODY], Article(title=title, text="x")
    )
    assert found.title == title


def test_a_printed_title_loses_the_name_of_the_site_too() -> None:
    html = '<meta property="og:site_name" content="The Bell"><h1>{0}</h1><p>x'.format
    for printed, title in (("Late again – The Bell", "Late again"), ("Late – again", "Late – again")):
        found = fields(html(printed), [Kind.HEADLINE, Kind.BODY], Article(title=printed, text="x"))
        assert found.title == title


def test_the_language_of_the_article_wins_over_that_of_the_template() -> None:
    text = "Der Hafenmeister sagte am Dienstag, dass die Fähre wieder zu spät kommt, und niemand wunderte sich. " * 6
    html = f"<html lang='en'><p>{text}"
    assert fields(html, [Kind.BODY], Article(text=text, language="de")).language == "de"
    assert fields(html, [Kind.BODY], Article(text=text[:90], language="de")).language == "en"
    assert fields("<html lang='nb'><p>Fergen", [Kind.BODY], Article(text="Fergen")).language == "no"


def test_author_and_date_that_only_a_search_finds() -> None:
    html = '<div class="author-name">Ann Bell</div><div class="meta">Posted <b class="date">March 5, 2024</b></div><p>x'
    found = fields(html, [Kind.OTHER, Kind.OTHER, Kind.BODY], Article(text="x"))
    assert found.authors == ["Ann Bell"] and found.date == "2024-03-05"


JSON_LD = '<script type="application/ld+json">{{"@type": "{}", "headline": "Ropes on trial on the quay"}}</script'


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="7 Best Mooring Ropes 2026: Tested"', "The ropes we trust on the quay"),
        ('<meta property="og:title" content="The Ropes We Trust – on the Quay"', "The Ropes We Trust – on the Quay"),
        (JSON_LD.format("ReportageNewsArticle"), "Ropes on trial on the quay"),
        (JSON_LD.format("Article"), "The ropes we trust on the quay"),
    ],
)
def test_the_first_heading_is_the_title_unless_a_newsroom_states_another(head: str, title: str) -> None:
    html = f"<title>Ropes</title>{head}><h1>The ropes we trust on the quay</h1><p>Ropes on the quay"
    kinds = [Kind.NAVIGATION, Kind.HEADLINE, Kind.BODY]
    article = Article(title="The ropes we trust on the quay", text="Ropes on the quay")
    assert fields(html, kinds, article).title == title


@pytest.mark.parametrize(
    ("stated", "printed", "title"),
    [
        ("THE ROPES WE TRUST", "The ropes we trust", "The ropes we trust"),
        ("the ropes we trust", "The ropes we trust", "The ropes we trust"),
        ("The ropes we trust", "THE ROPES WE TRUST", "The ropes we trust"),
        ("The ropes we trust", "The Ropes We Trust:", "The ropes we trust"),
        ("Can we trust the ropes?...", "Can we trust the ropes?", "Can we trust the ropes?..."),
        ("ROPES 港、冬まで閉鎖", "ROPES 港 冬まで閉鎖", "ROPES 港、冬まで閉鎖"),
        ("The ropes we tr...", "The ropes we trust on the quay", "The ropes we trust on the quay"),
        ("Ropes on the quay…", "The ropes we trust on the quay", "Ropes on the quay…"),
    ],
)
def test_a_headline_has_capitals_and_its_end_from_where_they_are(stated: str, printed: str, title: str) -> None:
    html = f'<meta property="og:title" content="{stated}"><p>{printed}<p>Ropes on the quay'
    kinds = [Kind.HEADLINE, Kind.BODY]
    assert fields(html, kinds, Article(title=printed, text="Ropes on the quay that we trust")).title == title


@pytest.mark.parametrize(
    "html", ["", " ", "<html></html>", "<script>a</script>", "<p hidden>a", "<!doctype html><title>a</title>", "a < b"]
)
def test_pages_without_an_article(html: str) -> None:
    article = check(html)
    assert article.text == "" and article.input == "html"


def test_library_bytes_records_and_command_agree(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_bytes(PAGE.encode())
    article = newsclean.clean(PAGE)
    assert newsclean.clean(PAGE.encode()) == newsclean.clean(PAGE.encode("utf-16")) == article
    assert next(iter(newsclean.clean_many([Page(text=PAGE, form="html")]))) == article
    (tmp_path / "pages.jsonl").write_text(json.dumps({"html": PAGE, "id": 1}) + "\n")
    done = subprocess.run(
        [sys.executable, "-m", "newsclean", "--jsonl", str(path), str(tmp_path / "pages.jsonl")],
        capture_output=True,
        check=True,
    )
    one, two = map(json.loads, io.StringIO(done.stdout.decode()))
    assert one | {"source": "-"} == article.to_dict()
    assert two | {"source": "-", "id": None} == article.to_dict()


def test_html_as_a_text_dump() -> None:
    assert newsclean.clean(PAGE, Settings(input_form="text")).input == "text"


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=40))
def test_garbage(parts: list[str]) -> None:
    check("".join(parts))


SWAHILI = "Jeshi la polisi mkoani limewakamata watu kumi kwa wizi wa kamba za kivuko, na kivuko kimechelewa tena leo. "


@pytest.mark.parametrize(
    ("said", "told", "text", "found"),
    [
        ("en-US", "sw", SWAHILI * 4, "sw"),
        ("sw", "en", SWAHILI * 4, "sw"),
        ("en", "sw", "Kamba", "en"),
        ("nb-NO", "no", "Fergen er sen", "no"),
        ("", "sw", "x", "sw"),
        ("de", None, "x", "de"),
    ],
)
def test_the_text_overrules_the_language_that_the_markup_states(
    said: str, told: str | None, text: str, found: str
) -> None:
    article = Article(text=text, language=told)
    assert fields(f"<html lang='{said}'><p>x", [Kind.BODY], article).language == found


@pytest.mark.parametrize(
    ("stated", "printed", "date"),
    [
        ("2024-03-05", "2024-03-05T10:20", "2024-03-05T10:20"),
        ("2024-03-05T10:20", "2024-03-05T10:20:00+01:00", "2024-03-05T10:20:00+01:00"),
        ("2024-03-05", "2024-03-05T00:00:00", "2024-03-05"),
        ("2024-03-05", "2024-03-06T10:20", "2024-03-05"),
        ("2024-03-05", None, "2024-03-05"),
    ],
)
def test_a_day_in_the_head_has_the_time_that_the_page_prints(stated: str, printed: str | None, date: str) -> None:
    html = f'<meta name="date" content="{stated}"><p>Text.'
    assert fields(html, [Kind.BODY], Article(text="Text.", date=printed)).date == date


def test_a_day_in_words_is_of_use_where_the_page_prints_none() -> None:
    html = '<meta name="date" content="5 March 2024"><p>Text.'
    assert fields(html, [Kind.BODY], Article(text="Text.")).date == "2024-03-05"
    assert fields(html, [Kind.BODY], Article(text="Text.", date="2024-03-04")).date == "2024-03-04"


def test_a_page_that_prints_only_its_last_change_is_dated_by_it() -> None:
    printed = Article(text="Text.", date="2024-03-05", date_modified="2024-03-05")
    found = fields("<p>Text.", [Kind.BODY], printed)
    assert (found.date, found.date_modified) == ("2024-03-05", "2024-03-05")
    stated = '<meta property="article:modified_time" content="2024-03-05T10:00:00+01:00"><p>Text.'
    assert fields(stated, [Kind.BODY], printed).date_modified == "2024-03-05T10:00:00+01:00"


def test_a_section_is_spelled_as_the_page_prints_it() -> None:
    html = '<meta property="article:section" content="{}"><nav>Harbour News</nav><p>Text.'.format
    for stated, section in (("harbour-news", "Harbour News"), ("fish", "fish")):
        assert fields(html(stated), [Kind.NAVIGATION, Kind.BODY], Article(text="Text.")).section == section


def test_a_printed_section_wins_over_the_name_of_a_folder_only() -> None:
    html = "<link rel=canonical href=https://bell.example/deep-sea/explainer/eggs>"
    html = (html + '<meta property="article:section" content="{}"><nav>Harbour News</nav><p>Text.').format
    for stated, section in (
        ("harbour-news", "Harbour News"),
        ("posts", "Explainer"),
        ("Fish", "Fish"),
        ("All, Fish", "Explainer"),
        ("Deep Sea", "Explainer"),
    ):
        article = Article(text="Text.", section="Explainer")
        assert fields(html(stated), [Kind.NAVIGATION, Kind.BODY], article).section == section


def test_a_section_is_the_way_to_the_article_where_the_page_names_none() -> None:
    step = '{{"name": "{0}", "item": "https://bell.example/{0}"}}'.format
    steps = ", ".join(map(step, ("Home", "Harbour", "Ferries", "Tide turns")))
    crumbs = f'{{"@type": "BreadcrumbList", "itemListElement": [{steps}]}}'
    html = f'<script type="application/ld+json">{crumbs}</script><p>Text.'
    article = Article(title="Tide turns for good", text="Text.")
    assert fields(html, [Kind.BODY], article).section == "Harbour > Ferries"
    stated = '<meta property="article:section" content="Port">'
    assert fields(stated + html, [Kind.BODY], article).section == "Port"
    assert fields(html.replace("Harbour", "Home").replace("Ferries", "Home"), [Kind.BODY], article).section is None


@pytest.mark.parametrize(
    "html",
    [
        "<p>Changed <time datetime=2024-03-07>Thursday</time>, printed <time datetime=2024-03-05>Tuesday</time>",
        "<p><time datetime=PT4M>4 min</time> <time datetime=2024-03-05>Tuesday</time>",
    ],
)
def test_of_two_moments_on_a_line_the_first_counts(html: str) -> None:
    assert fields(html, [Kind.DATE], Article(text="Text.")).date == "2024-03-05"


TEXT = "It was late again, and nobody at the harbour office could tell us why it had not sailed in the morning."


@pytest.mark.parametrize(
    "comment",
    [
        "<div id=comment-1><b class=fn>Vera Bell</b> says:<br><time datetime={time}>Tuesday</time><p>{text}</div>",
        "<div id=comment-1><button>Vera Bell</button><p>Subscriber</p><time datetime={time}>1h</time><p>{text}</div>",
        "<div><span>Vera Bell</span> <time datetime={time}>3 years ago</time><p>{text}</div>",
        "<div><span>Vera Bell</span>•<time datetime={time}>3 years ago</time><p>{text}</div>",
    ],
)
def test_who_says_it_and_when_by_markup_and_lines(comment: str) -> None:
    page = read_html(comment.format(time="2024-05-03T09:14:00Z", text=TEXT))
    kinds = [Kind.COMMENT if line.text == TEXT else Kind.COMMENT_META for line in page.lines]
    assert comments_of(page, kinds) == [Comment("Vera Bell", "2024-05-03T09:14:00+00:00", TEXT)]


def test_every_line_of_a_comment_is_in_one() -> None:
    """Also what stands behind the last prompt, and reads like the page's own words."""
    comment = "<li><p>Vera Bell says:</p><p>May 3, 2024 at 9:14 am</p><p>The ferry was late again.</p><p>Reply</p></li>"
    html = f"<ol>{comment * 3}</ol><p>Leave a Reply</p><p>Entries feed</p><p>Comments feed</p>"
    meta, said = Kind.COMMENT_META, Kind.COMMENT
    kinds = [*[meta, meta, said, meta] * 3, meta, said, meta]
    article = fields(html, kinds, Article(text="Late"))
    assert "Entries feed" in "\n".join(found.text for found in article.comments)
