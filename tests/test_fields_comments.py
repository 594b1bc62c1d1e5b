"""Threads are cut into comments, in the shapes of many systems; prompts and counters are none."""

from __future__ import annotations

from datetime import date

import pytest

from newsclean.fields.readers.areas import tell_apart
from newsclean.fields.readers.comments import Entry, count, cut
from newsclean.fields.readers.counts import count_of
from newsclean.fields.readers.frames import can_answer, frames
from newsclean.fields.readers.lines import answered, role
from newsclean.fields.times.dates import Context
from newsclean.records import Comment


def thread(*lines: str) -> list[Comment]:
    """The comments of lines; those of comments' text begin with a bar."""
    return cut([Entry(line.lstrip("|"), line.startswith("|")) for line in lines])


def test_news_site_with_votes() -> None:
    assert thread(
        "2 Comments",
        "Login to comment",
        "GateWatcher",
        "Nov. 9, 2023 08:12 am JST",
        "|It was late.",
        "|Again.",
        "14 ( +15 / -1 )",
        "reedcutter",
        "Nov. 9, 2023 10:03 am JST",
        "|So was I.",
        "-2 ( +6 / -8 )",
        "Login to leave a comment",
    ) == [
        Comment("GateWatcher", "2023-11-09T08:12+09:00", "It was late.\n\nAgain.", 14, 15, 1),
        Comment("reedcutter", "2023-11-09T10:03+09:00", "So was I.", -2, 6, 8),
    ]


def test_wordpress() -> None:
    assert thread(
        "2 thoughts on “The ferry”",
        "1. Vera Bell says:",
        "May 3, 2019 at 9:14 am",
        "|It was late.",
        "Reply",
        "Tom",
        "says:",
        "May 4, 2019 at 9:14 am",
        "|So was I.",
        "Reply",
        "Leave a Reply Cancel reply",
        "Name *",
    ) == [
        Comment("Vera Bell", "2019-05-03T09:14", "It was late."),
        Comment("Tom", "2019-05-04T09:14", "So was I."),
    ]


def test_substack_and_disqus_with_relative_times() -> None:
    assert thread(
        "Discussion about this post",
        "Comments Restacks",
        "Vera Bell",
        "4d",
        "Liked by Tom",
        "|It was late.",
        "Expand full comment",
        "Reply",
        "Share",
        "Tom",
        "vor 3 Stunden",
        "|So was I.",
        "▲ 3",
        "Antworten",
    ) == [Comment("Vera Bell", None, "It was late."), Comment("Tom", None, "So was I.", up=3)]


def test_head_on_one_line() -> None:
    assert thread(
        "Vera Bell · March 10, 2017 at 12:20 AM",
        "|It was late.",
        "12 Likes",
        "Reply",
        "<span>Tom</span> Thu, 03/11/2017 - 08:05",
        "Reply",
        "|So was I.",
        "Reply to comment",
    ) == [
        Comment("Vera Bell", "2017-03-10T00:20", "It was late.", up=12),
        Comment("Tom", "2017-03-11T08:05", "So was I."),
    ]


def test_date_and_time_on_lines_of_their_own() -> None:
    assert thread("V", "Vera", "Link kopieren", "29.04.2023", ",", "11:14 Uhr", "|Zu spät.", "Vera antworten") == [
        Comment("Vera", "2023-04-29T11:14", "Zu spät.")
    ]


def test_a_button_inside_does_not_cut() -> None:
    head = ("Vera says:", "May 3, 2019 at 9:14 am")
    tail = ("Reply", "Tom says:", "May 4, 2019 at 9:14 am", "|So was I.")
    assert thread(*head, "|It was late.", "Show more", "|Again.", *tail)[0].text == "It was late.\n\nAgain."


def test_author_and_date_behind_the_text() -> None:
    assert thread("Comments", "|It was late.", "Vera | May 3, 2019", "|So was I.", "Tom | May 4, 2019") == [
        Comment("Vera", "2019-05-03", "It was late."),
        Comment("Tom", "2019-05-04", "So was I."),
    ]


def test_without_heads_lines_between_cut() -> None:
    assert [c.text for c in thread("|One.", "Reply", "|Two.", "Antworten", "|Three.")] == ["One.", "Two.", "Three."]


def test_prompts_are_no_comments() -> None:
    assert thread("Leave a comment", "Your email address will not be published.", "Name *") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reply", "end"),
        ("Antworten", "end"),
        ("返信", "end"),
        ("Like · Reply · Share", "end"),
        ("Report this comment", "end"),
        ("12 Likes", "votes"),
        ("Score: 64 Votes (Like | Disagree)", "votes"),
        ("Top Rated Comments", "prompt"),
        ("Vera B. Bell Avatar", "more"),
        ("I like your avatar", ""),
        ("回复 ⋅ 26条回复 4130", "end"),
        ("Score: 64 votes (mine included)", ""),
        ("▲ 3", "votes"),
        ("0 ( +1 / -1 )", "votes"),
        ("5 Comments", "count"),
        ("Log in to leave a comment", "prompt"),
        ("3 hours ago", "date"),
        ("about 2 months ago", "date"),
        ("vor etwa einer Woche", "date"),
        ("il y a environ 2 mois", "date"),
        ("около 2 часов назад", "date"),
        ("6dEdited", "date"),
        ("il y a 2 jours", "date"),
        ("3時間前", "date"),
        ("Vera Bell says:", "says"),
        ("Jean a écrit :", "says"),
        ("Vera Bell", ""),
        ("I was on that boat.", ""),
        ("9:14 am", "date"),
        ("Vera's avatar", "more"),
    ],
)
def test_roles(text: str, kind: str) -> None:
    assert role(text).kind == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5 Comments", 5),
        ("There are 13 comments", 13),
        ("6 thoughts on “The ferry”", 6),
        ("Kommentare (12)", 12),
        ("1,204 comments", 1204),
        ("1 204 commentaires", 1204),
        ("Commentaires (1\u202f204)", 1204),
        ("124 Reader Comments", 124),
        ("12件のコメント", 12),
        ("11 more comments...", None),
        ("5 comments that changed my mind", None),
        ("May 2024", None),
        ("9" * 5000, None),
    ],
)
def test_counts(text: str, number: int | None) -> None:
    assert count_of(text) == number


@pytest.mark.parametrize(
    ("text", "up", "down"),
    [
        ("21 J’aime", 21, None),
        ("👍 42 👎 1 Reply Report", 42, 1),
        ("Like · 12 · Reply", 12, None),
        ("Antworten | Melden | 12 Gefällt mir", 12, None),
        ("Мне нравится 12", 12, None),
        ("Responder · Me gusta (54)", 54, None),
        ("Signaler Répondre 21 J’aime", 21, None),
    ],
)
def test_votes_between_buttons(text: str, up: int, down: int | None) -> None:
    found = role(text)
    assert (found.kind, found.up, found.down) == ("votes", up, down)
    assert role("12 Reply").kind != "votes"


def test_the_first_count_counts() -> None:
    def stated(*lines: str) -> int | None:
        return count([Entry(line.lstrip("|"), line.startswith("|")) for line in lines])

    assert stated("Share", "5 Comments", "|It was late.", "2 replies") == 5
    assert stated("12 replies", "|It was late.", "2 replies") == 12
    assert stated("|It was late.", "2 replies") is None
    assert stated("Reply 3") is None
    assert stated("Comments", "(1.2K)", "|It was late.") == 1200
    assert stated("Reply", "12", "|It was late.") is None
    assert stated("|It was late.", "Replies: 4K") is None


def test_certain_lines_are_put_right() -> None:
    texts = [
        "Vera",
        "says:",
        "May 3, 2019 at 9:14 am",
        "It was late.",
        "Love it!",
        "Reply",
        "Tom",
        "May 4, 2019",
        "So.",
    ]
    said = [True, False, False, True, False, True, True, False, True]
    assert tell_apart(texts, said) == [False, False, False, True, True, False, False, False, True]


def test_text_outside_of_threads_is_no_comment() -> None:
    head = ["Vera says:", "May 3, 2019", "One.", "Tom says:", "May 4, 2019", "Two."]
    texts = [*head, *["Menu"] * 9, "Somebody: a scrap of a comment »", "Home"]
    said = [False, False, True, False, False, True, *[None] * 9, True, None]
    assert tell_apart(texts, said)[-2:] == [None, None]


def test_a_tally_in_words_is_a_vote() -> None:
    found = role("Score: -3 (9 up, 12 down)")
    assert (found.kind, found.score, found.up, found.down) == ("votes", -3, 9, 12)


def test_badges_are_no_text() -> None:
    assert role("Moderator").kind == "more"
    assert role("Author").kind == "more"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vera Bell antworten", "Vera Bell"),
        ("Reply to Vera Bell", "Vera Bell"),
        ("Répondre à Vera Bell", "Vera Bell"),
        ("Trả lời Vera Bell", "Vera Bell"),
        ("Trả lời cho Vera Bell", "Vera Bell"),
        ("Vera Bell", ""),
        ("Reply", ""),
    ],
)
def test_who_is_answered(text: str, name: str) -> None:
    assert answered(text) == name


def test_the_button_that_names_who_is_answered_is_no_text() -> None:
    texts = ["Vera Bell", "3 May 2024, 10:12", "The ferry was late.", "Vera\u00a0Bell antworten"]
    assert tell_apart(texts, [False, False, True, False]) == [False, False, True, False]


def test_pages_that_link_here_are_no_comments() -> None:
    texts = ["Vera Bell", "3 May 2024", "The ferry was late.", "Reply", "Tom Bell", "4 May 2024", "So was I.", "Reply"]
    texts += ["Pingback:", "A list of late ferries", "Older comments", "Got something to say?"]
    said = [False, False, True, False] * 2 + [False, True] * 2
    assert tell_apart(texts, said) == [False, False, True, False] * 2 + [False] * 4


def test_a_name_with_its_degrees_heads_a_comment() -> None:
    texts = [
        "Vera Bell",
        "2mo",
        "The ferry was late.",
        "Like",
        "Reply",
        "Dr. Tom Bell, EdD, MS, RDN, LDN",
        "6mo",
        "Thanks.",
    ]
    said = [False, False, True, False, False, True, False, True]
    assert tell_apart(texts, said) == [False, False, True, False, False, False, False, True]


def test_a_signature_belongs_to_the_comment() -> None:
    texts = ["Tom Bell", "says:", "3 May 2024", "Hello all.", "Tom", "Vera Bell", "says:", "4 May 2024", "Hello."]
    said = [False, False, False, True, False, False, False, False, True]
    found = tell_apart(texts, said)
    assert [text for text, is_text in zip(texts, found, strict=True) if is_text] == ["Hello all.", "Tom", "Hello."]


def test_votes_fit_into_a_column() -> None:
    """Tables hold 64 bits: a number that nobody voted is no vote."""
    assert role("120 ( +125 / -5 )").kind == "votes"
    assert role("9" * 40 + " ( +1 / -0 )").kind != "votes"


def test_dates_without_a_year_are_of_the_last_year_before_the_crawl() -> None:
    lines = [Entry("Vera Bell", False), Entry("May 3 at 9:14 am", False), Entry("It was late.", True)]
    assert [comment.date for comment in cut(lines)] == [None]
    assert [comment.date for comment in cut(lines, Context(fetched=date(2024, 5, 6)))] == ["2024-05-03T09:14"]
    assert role("Vera Bell · 2 days ago", Context(fetched=date(2024, 5, 6))).date == "2024-05-04"


def test_text_outside_of_the_comments_is_none() -> None:
    before = ["How many gates are there?", "2 comments"]
    thread_ = ["Vera Bell says:", "May 3, 2019 at 9:14 am", "It was late.", "Reply"]
    thread_ += ["Tom Ray says:", "May 4, 2019 at 9:14 am", "So was I.", "Reply"]
    behind = ["Leave a Reply", "Name *", "Welcome!", "I am Orla and this is my harbour."]
    said: list[bool | None] = [
        True,
        False,
        *(text in ("It was late.", "So was I.") for text in thread_),
        False,
        False,
        False,
        True,
    ]
    found = tell_apart([*before, *thread_, *behind], said)
    assert [text for text, state in zip([*before, *thread_, *behind], found, strict=True) if state] == [
        "It was late.",
        "So was I.",
    ]


def test_what_a_forum_prints_of_a_member_is_neither_name_nor_text() -> None:
    lines = ["veraboat", "Well-known member", "Joined May 3, 2009", "Messages", "1,204", "Nov 9, 2023", "#2"]
    lines += ["It was late.", "Click to expand...", "Again.", "Reactions: Tom and 3 others"]
    lines += ["reedcutter", "410 posts · Joined 2002", "Nov 10, 2023", "#3", "So was I."]
    settled = tell_apart(lines, [line[0] in "#ICAS" for line in lines])
    assert [line for line, is_text in zip(lines, settled, strict=True) if is_text] == [
        "It was late.", "Again.", "So was I.",
    ]  # fmt: skip
    entries = [Entry(line, bool(is_text)) for line, is_text in zip(lines, settled, strict=True)]
    assert cut(entries) == [
        Comment("veraboat", "2023-11-09", "It was late.\n\nAgain."),
        Comment("reedcutter", "2023-11-10", "So was I."),
    ]


def test_a_sentence_with_a_date_is_text() -> None:
    assert role("To celebrate, the ferry is free until 30 June 2024, says Tom.").kind != "more"
    for line in ("Joined: Mon Jul 24, 2017 9:28 am", "Join Date: Aug 2008", "Location: Port Ellery", "Reputation: 7"):
        assert role(line).kind == "more"


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("Vera Bell says: May 3, 2019 at 9:14 am Reply", "Vera Bell", "2019-05-03T09:14"),
        ("Vera Bell May 3, 2019 at 9:14 am - Reply", "Vera Bell", "2019-05-03T09:14"),
        ("Vera Bell | May 3, 2019 9:14 AM | Reply", "Vera Bell", "2019-05-03T09:14"),
        ("Comment by Vera Bell — May 3, 2019 @ 9:14 am", "Vera Bell", "2019-05-03T09:14"),
        ("Posted by: Vera Bell | Friday, May 03, 2019 at 09:14 AM", "Vera Bell", "2019-05-03T09:14"),
        ("Post by Vera Bell » Fri May 03, 2019 9:14 am", "Vera Bell", "2019-05-03T09:14"),
        ("Submitted by Vera Bell (not verified) on Fri, 05/03/2019 - 09:14", "Vera Bell", "2019-05-03T09:14"),
        ("Permalink Submitted by Vera Bell on May 3, 2019 - 9:14am.", "Vera Bell", "2019-05-03T09:14"),
        ("On May 3, 2019, Vera Bell wrote:", "Vera Bell", "2019-05-03"),
        ("Tom Ray replied to comment from Vera Bell | May 3, 2019", "Tom Ray", "2019-05-03"),
        ("Tom Ray > Vera Bell • 3 years ago", "Tom Ray", None),
        ("tomray 3 hours ago | parent | next [2 more]", "tomray", None),
        ("Vera Bell hat gesagt…", "Vera Bell", None),
        ("王小明说道：", "王小明", None),
        ("Am 3. Mai 2019 um 9:14 schrieb Vera Bell:", "Vera Bell", "2019-05-03T09:14"),
        ("Scritto da Vera Bell il 3 maggio 2019", "Vera Bell", "2019-05-03"),
        ("Vera Bell #1.1 — 3. Mai 2019", "Vera Bell", "2019-05-03"),
        ("Vera Bell - harbour.example/@vera May 3, 2019", "Vera Bell - harbour.example/@vera", "2019-05-03"),
        ("Vera Bell May 3, 2019, 9:14am 3", "Vera Bell", "2019-05-03T09:14"),
        ("Vera More May 3, 2019", "Vera More", "2019-05-03"),
        ("1. June 3, 2019 at 7:52 pm Tom Ray", "Tom Ray", "2019-06-03T19:52"),
        ("Old Salt 47 May 3, 2019", "Old Salt 47", "2019-05-03"),
        ("Old Salt 47 on May 3, 2019 at 9:14 am", "Old Salt 47", "2019-05-03T09:14"),
        ("salt_82 am 03.05.2019 11:40", "salt_82", "2019-05-03T11:40"),
        ("Am 3. Mai 2019 um 9:14 von Karl B.", "Karl B.", "2019-05-03T09:14"),
        ("Vera Bell #2 May 3, 2019", "Vera Bell", "2019-05-03"),
        ("Vera Bell Moderator May 3, 2019", "Vera Bell", "2019-05-03"),
        ("Vera Bell Liked by Tom Ray May 3, 2019", "Vera Bell", "2019-05-03"),
        ("Vera Bell | Port Ellery, Northshire and the Isles | May 3, 2019", "Vera Bell", "2019-05-03"),
        ("2 - Vera Bell 2019-05-03", "Vera Bell", "2019-05-03"),
        ("verabell 2 dni temu via Android", "verabell", None),
    ],
)
def test_who_says_it_and_when_on_one_line(line: str, author: str, date: str | None) -> None:
    found = role(line)
    assert (found.kind, found.author, found.date) == ("says", author, date)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3. Mai 2019 um 9:14 Uhr", "2019-05-03T09:14"),
        ("3. maj 2019 kl. 9:14", "2019-05-03T09:14"),
        ("3 mai 2019 à 9 h 14 min", "2019-05-03T09:14"),
        ("el 3 mayo 2019 09:14 horas", "2019-05-03T09:14"),
        ("Gepostet am 3. Mai 2019", "2019-05-03"),
        ("for 3 timer siden", None),
        ("för 3 timmar sedan", None),
        ("3 jam yang lalu", None),
        ("منذ 3 ساعات", None),
        ("לפני 3 שעות", None),
        ("3 घंटे पहले", None),
        ("3 giờ trước", None),
        ("πριν από 3 ώρες", None),
        ("час назад", None),
        ("dün", None),
        ("2. 5. 2019 (9:14)", "2019-05-02T09:14"),
    ],
)
def test_dates_of_comments(line: str, date: str | None) -> None:
    assert (role(line).kind, role(line).date) == ("date", date)


@pytest.mark.parametrize(
    "line",
    [
        "Ich war 3 Tage krank", "I waited 3 hours", "By the way", "Von mir aus gern", "The best of all", "Love it!",
        "Of course the ferry was late on 3 May, as always when it rains.", "I loved the new avatar",
        "Twice a day is a joke.", "A day is not enough.",
    ],
)  # fmt: skip
def test_what_is_text_has_no_role(line: str) -> None:
    assert role(line).kind == ""


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            "end",
            "Share › | • Reply • Share › | [Reply] | LikeReply | AntwortenLöschen | Reply (3) | 3 Antworten | 返信3件",
        ),
        ("end", "View 3 more replies | Show 1 reply | Ver respuestas (3) | Antworten anzeigen | Load more comments"),
        ("end", "Απάντηση | Odgovori | Reagovat | הגב לתגובה | 응답 | जवाब दें | Nach oben"),
        (
            "end",
            "This comment has been deleted. | Your comment is awaiting moderation. | Zuletzt bearbeitet von Tom Ray",
        ),
        (
            "more",
            "Avatar of Vera Bell | Vera Bell's picture | Top commenter | Editors' Pick | Pinned | △ ▽ | − | (BUTTON)",
        ),
        ("more", "In reply to Vera Bell | In reply to Late by Vera Bell (not verified) | Antwort auf #1 von Vera Bell"),
        ("more", "Sort by | Neueste zuerst | Más recientes | Najnowsze | Сначала новые | おすすめ順 | 最新 | 순공감순"),
        ("prompt", "Comment * | 名前 ※ | Comments | Kommentare | Schreibe einen Kommentar Antworten abbrechen"),
        ("prompt", "Ваш адрес email не будет опубликован. | Bir yanıt yazın | 发表回复 取消回复 | Zaloguj się"),
        ("votes", "Respect (3) | Lubię to! 12 | Nie lubię 3 | 支持(12) | 5pts | J’aime 3 | Beğenme 1"),
        ("count", "1 Comment | Comment (2) | View all 12 comments"),
        ("end", "Beitrag melden Antworten / Zitieren | 2 replies by Tom Ray and others | 3楼"),
        ("more", "verabell avatar | reaguje na #1 | on"),
        ("votes", "Upvote 11 (12 / -1) | 12^v | 顶 [12] | Souhlas 12 | Empfehlen (3) | 3 votos en contra"),
    ],
)
def test_buttons_badges_prompts_and_votes(kind: str, lines: str) -> None:
    wrong = {line: role(line).kind for line in lines.split(" | ") if role(line).kind != kind}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2 Gedanken zu „Die Fähre“", 2),
        ("2 réflexions sur « Le bac »", 2),
        ("2 reaktioner på ”Färjan”", 2),
        ("2 komentáře u „Přívoz“", 2),
        ("“Vapur limanda” için 2 yorum", 2),
        ("「フェリー」への2件のフィードバック", 2),
        ("“배가 항구에 있다”의 2개의 생각", 2),
        ("2 bình luận về “Phà”", 2),
        ("2 tanggapan untuk “Feri”", 2),
        ("コメント2件", 2),
        ("2 Comments Add yours", 2),
        ("Kommentare lesen (12)", 12),
        ("التعليقات (2)", 2),
        ("Comments (1.2K)", 1200),
        ("1,2 тыс. комментариев", 1200),
        ("댓글 1.2만", 12000),
        ("コメント １，２０４件", 1204),
        ("댓글 5개", 5),
        ("网友评论 57条", 57),
        ("全部评论(3)", 3),
        ("टिप्पणियाँ (3)", 3),
        ("نظرات (۳)", 3),
        ("Toutes les réactions (12)", 12),
        ("Kommentare lesen (87 Beiträge)", 87),
        ("3 respuestas a «El ferry»", 3),
        ("垃圾里有18件黄金首饰", None),
        ("見るべき3件事", None),
    ],
)
def test_counts_in_many_languages(text: str, number: int | None) -> None:
    assert count_of(text) == number


def test_blogger_prints_the_name_before_and_the_date_behind() -> None:
    lines = [
        "2 comments:",
        "Vera Bell said...",
        "It was late.",
        "May 3, 2019 at 9:14 AM",
        "Tom Ray said...",
        "So was I.",
    ]
    lines += ["May 4, 2019 at 10:02 PM", "Post a Comment"]
    said = [line in ("It was late.", "So was I.") for line in lines]
    assert tell_apart(lines, said) == said
    # The tagger takes the names for text.
    assert tell_apart(lines, [state or line.endswith("...") for line, state in zip(lines, said, strict=True)]) == said
    assert cut([Entry(*pair) for pair in zip(lines, said, strict=True)]) == [
        Comment("Vera Bell", "2019-05-03T09:14", "It was late."),
        Comment("Tom Ray", "2019-05-04T22:02", "So was I."),
    ]


def test_buttons_and_the_date_behind_the_text() -> None:
    assert thread(
        "2 comments",
        "Add a comment...",
        "Vera Bell",
        "|It was late.",
        "Like · Reply · 3 · May 3, 2019 9:14am · Edited",
        "Tom Ray",
        "|So was I.",
        "Like · Reply · 4y",
    ) == [Comment("Vera Bell", "2019-05-03T09:14", "It was late.", up=3), Comment("Tom Ray", None, "So was I.")]


def test_names_and_dates_behind_the_text_are_not_those_of_the_next_comment() -> None:
    lines = []
    for number in range(1, 6):
        lines += [f"|It was late on day {number}.", f"Posted by: Vera Bell | May {number}, 2019"]
    assert [comment.date for comment in thread(*lines, "The comments to this entry are closed.")] == [
        f"2019-05-0{number}" for number in range(1, 6)
    ]


def test_a_text_that_is_not_known_as_one_does_not_turn_the_page_round() -> None:
    late = "The ferry was late again, and nobody on the pier could say when it would come, or whether it would."
    lines = ["Order by likes or date, please", "Vera Bell", "5 years ago", late, "Reply"]
    assert tell_apart(lines, [True, False, False, False, False])[3] is True


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (("Vera Bell", "Reply to", "Tom Ray", "3 May 2019"), "Vera Bell"),
        (("Vera Bell", "Reply to  Tom Ray", "3 May 2019"), "Vera Bell"),
        (("Vera Bell", "Your comment is awaiting moderation.", "3 May 2019"), "Vera Bell"),
        (("Vera_Bell", "(Vera Bell)", "3 May 2019"), "Vera_Bell"),
        (("@verabell", "3 May 2019"), "verabell"),
        (("Vera Bell", "@Tom Ray", "3 May 2019"), "Vera Bell"),
        (("Avatar of Vera Bell", "Vera Bell", "Top Commenter", "3 May 2019"), "Vera Bell"),
        (
            ("Vera Bell", "Location", "Port Ellery", "Joined", "May 3, 2009", "Messages", "1,204", "3 May 2019"),
            "Vera Bell",
        ),
        (("tomray replied to verabell", "3 May 2019"), "tomray"),
    ],
)
def test_who_speaks_among_what_else_is_printed_of_it(head: tuple[str, ...], author: str) -> None:
    assert thread("5 comments", *head, "|It was late.", "Reply") == [Comment(author, "2019-05-03", "It was late.")]


@pytest.mark.parametrize(
    ("foot", "up", "down"),
    [
        (("Upvote", "12", "Downvote", "3"), 12, 3),
        (("Gefällt mir", "12", "Antworten"), 12, None),
        (("12", "Like", "3", "Dislike"), None, None),
        (("Reply", "12", "3"), None, None),
    ],
)
def test_votes_below_their_buttons(foot: tuple[str, ...], up: int | None, down: int | None) -> None:
    found = thread("Vera Bell", "3 May 2019", "|It was late.", *foot)[0]
    assert (found.up, found.down) == (up, down)


def test_short_lines_that_come_again_and_again_are_no_text() -> None:
    """Buttons and badges in languages that no list has."""
    lines = ["Vera", "3 May 2019", "Kuuma", "It was late.", "Vastakaja"] * 3
    said = [False, False, False, True, False] * 2 + [False, False, True, True, False]
    assert tell_apart(lines, said) == [False, False, False, True, False] * 3


def test_badges_between_name_and_date_do_not_make_the_name_text() -> None:
    lines = ["Vera Bell", "Staff", "3 May 2019", "It was late.", "Reply"]
    assert tell_apart(lines, [True, False, False, True, False]) == [False, False, False, True, False]


def test_a_name_below_the_date_is_no_text() -> None:
    lines = ["#1", "May 3, 2019", "Vera Bell", "It was late.", "#2", "May 4, 2019", "Tom Ray", "So was I."]
    said = [line in ("It was late.", "So was I.") for line in lines]
    assert tell_apart(lines, said) == said


@pytest.mark.parametrize(
    ("heads", "authors"),
    [
        # Place, tagline or rank between the name and the date.
        (
            (("Vera Bell", "Port Ellery"), ("Tom Ray", "Brooklyn, NY"), ("jo", "Old Quay")),
            ["Vera Bell", "Tom Ray", "jo"],
        ),
        ((("V", "Vera Bell"), ("T", "Tom Ray"), ("J", "jo")), ["Vera Bell", "Tom Ray", "jo"]),
        (
            (("Vera Bell",), ("Tom Ray", "Sailor"), ("Li",), ("jo", "Rower"), ("Ann", "Quay")),
            ["Vera Bell", "Tom Ray", "Li", "jo", "Ann"],
        ),
        ((("Gold rank", "Vera Bell"), ("Gold rank", "Tom Ray"), ("Gold rank", "jo")), ["Vera Bell", "Tom Ray", "jo"]),
        ((("Vera Bell, Ellery",), ("Tom Ray, Quay",), ("jo, Ellery",)), ["Vera Bell", "Tom Ray", "jo"]),
        ((("Vera Bell [Ellery]",), ("Tom Ray [Quay]",), ("jo [Ellery]",)), ["Vera Bell", "Tom Ray", "jo"]),
        ((("Vera Bell, Ellery",), ("Tom Ray",), ("jo",)), ["Vera Bell, Ellery", "Tom Ray", "jo"]),
    ],
)
def test_the_thread_tells_which_line_is_the_name(heads: tuple[tuple[str, ...], ...], authors: list[str]) -> None:
    lines = ["3 comments"]
    for number, head in enumerate(heads, 1):
        lines += [*head, f"{number} May 2019", f"|It was late on day {number}.", "Reply"]
    assert [comment.author for comment in thread(*lines)] == authors


def test_taglines_where_the_date_stands_behind_the_text() -> None:
    lines = ["3 comments"]
    for name, tagline in (("Vera Bell", "Works at the harbour"), ("Tom Ray", "Port Ellery"), ("jo", "Rower")):
        lines += [name, tagline, f"|It was late, says {name}.", "Like · Reply · 2d"]
    assert [comment.author for comment in thread(*lines)] == ["Vera Bell", "Tom Ray", "jo"]


def test_names_of_a_thread_without_dates() -> None:
    lines = [
        "3 comments",
        "Vera Bell",
        "|It was late.",
        "Reply",
        "tomray",
        "|So was I.",
        "Reply",
        "Jo",
        "|Late.",
        "Reply",
    ]
    assert [comment.author for comment in thread(*lines)] == ["Vera Bell", "tomray", "Jo"]


def test_posted_by_and_the_name_on_lines_of_their_own() -> None:
    lines = ["Posted by", "Vera Bell", "on", "May 3, 2019", "|It was late."]
    assert thread(*lines)[0] == Comment("Vera Bell", "2019-05-03", "It was late.")


def test_two_numbers_behind_each_comment_are_its_votes() -> None:
    lines = []
    for number, name in enumerate(("Vera Bell", "Tom Ray"), 1):
        lines += [name, "3 May 2019", f"|It was late, says {name}.", "Reply", f"1{number}", f"{number}"]
    assert [(comment.up, comment.down) for comment in thread(*lines)] == [(11, 1), (12, 2)]
    assert [(comment.up, comment.down) for comment in thread(*lines, "3")] == [(None, None)] * 2


def test_numbers_below_several_buttons() -> None:
    found = thread("Vera", "2019.05.02. 09:14", "|It was late.", "답글", "1", "공감", "12", "비공감", "3")[0]
    assert (found.up, found.down) == (12, 3)


def test_buttons_that_dumps_glue_to_the_text_are_none_of_it() -> None:
    lines = ["Vera Bell", "3 May 2019", "|It was late. Reply", "Tom Ray", "4 May 2019", "|Was it?Reply"]
    assert [comment.text for comment in thread(*lines)] == ["It was late.", "Was it?"]
    votes = ["Vera Bell", "3 May 2019", "|It was late.", "12 Likes", "Tom Ray", "4 May 2019", "|Was it? 3 Likes"]
    assert [(comment.text, comment.up) for comment in thread(*votes)] == [("It was late.", 12), ("Was it?", 3)]
    # A thread with one such line may end in the word.
    assert thread("Vera Bell", "3 May 2019", "|No answer? Reply", "Share")[0].text == "No answer? Reply"


def test_lines_that_most_comments_begin_with_are_no_text() -> None:
    lines = ["Vera", "3 May 2019", "Kuuma 12", "It was late."] * 3
    said = [False, False, True, True] * 3
    assert tell_apart(lines, said) == [False, False, False, True] * 3


FRAMED = [
    "The ferry was late again on Thursday, the harbour board said.", "Vera Bell", "Staff", "3 May 2019", "It was late.",
    "Was it not?", "12 Likes", "Reply", "Tom Ray says:", "4 May 2019", "Please add a second boat.", "Reply | Share",
]  # fmt: skip


def test_comments_are_plain_where_the_date_stands_below_the_text() -> None:
    one = ["Ritva K.", "Sama juttu joka kevät.", "Taas.", "12.3.2024 klo 9.12", "Vastaa"]
    other = ["Mökkiläinen", "Niin on.", "12.3.2024 klo 10.40", "Vastaa"]
    page = ["Laiva myöhässä", "Kommentit (2)", *one, *other]
    nothing = [None] * len(page)
    assert frames(page, nothing) == [(2, 3, 5, 7), (7, 8, 9, 11)]
    assert frames(page[2:], nothing[2:]) == []  # nothing tells where the first begins
    assert frames([*page[:2], "Tällaista se on.", *page[3:]], nothing) == []


def test_comments_are_plain_from_their_dates_and_buttons() -> None:
    nothing = [None] * len(FRAMED)
    assert frames(FRAMED, nothing) == [(1, 4, 6, 8), (8, 10, 11, 12)]
    assert frames(FRAMED[:8], nothing[:8]) == []
    assert frames([*FRAMED, "5 May 2019"], [*nothing, None]) == []  # dates behind the comments
    in_a_row = ["वेरा बेल", "3 मई 2019", "बारिश देर से आई।", "जवाब दें पसंद 4 रिपोर्ट करें"] * 2
    assert can_answer(in_a_row)
    assert frames(in_a_row, [None] * 8) == [(0, 2, 3, 4), (4, 6, 7, 8)]
    assert not can_answer(["Fresh eggs", "Harbour news"])
    menu = ["3 May 2019", "Follow Vera", "Share to one", "Share to two", "Invite", "Promote", "It was late.", "Reply"]
    assert frames(menu * 2, [None] * 2 * len(menu)) == []
