"""Texts that some format reads as something else, and a page that holds one of them in every place."""

from __future__ import annotations

import io

from hypothesis import strategies as st

from newsclean.records import Article, Block, Caption, Cleaned, Comment, Failure, Kind
from newsclean.settings import Settings
from newsclean.writing import WRITERS
from newsclean.writing.values import legal, text_lines

TEXTS = (
    "A plain sentence.",
    "<script>alert(1)</script>",
    "</p></article><img src=x onerror=alert(1)>",
    "</title><style>*{display:none}</style>",
    "<!-- a comment --> and ]]> and <?php ?>",
    "[/x] [red]warning[/red] {{ site.title }} {% raw %}",
    "&lt;b&gt; &amp;amp; &#x3c; &nbsp &copy",
    "# No heading #",
    "C# and F#",
    "-\tno item",
    "+ no item",
    "1. no item",
    "2024) no item",
    "> no quote",
    "---",
    "***",
    "===",
    "--- !!python/object/apply:os.system ['true']",
    "key: value # no remark",
    "!!python/name:os.system",
    "@at `tick %directive *alias &anchor | > ? :",
    "~~~",
    "```sh",
    "`code` **strong** _emphasis_ ~~gone~~",
    "![image](http://x.example/a.png) [link](javascript:alert(1)) <http://x.example>",
    "[note]: http://x.example 'title'",
    "| a | b |",
    "back\\slash\\",
    '\'single\' "double" \\"',
    "no",
    "null",
    "2024-05-03",
    "0x1F",
    "    indented",
    "two  spaces at the end  ",
    "first\nsecond",
    "a | b\n--- | ---\nc | d",
    "under\n===\n- no item\n# no heading",
    "\r\nold\rline\r\nends\r",
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f c1\x9b feed\x0cfeed",
    "lone \ud83d surrogate \udc00",
    "no characters \ufffe \uffff \ufdd0 \U0001fffe",
    "line\u2028separators\u2029and\x85next",
    "\ufeffmark",
    "\u202eoverride\u202c \u2067isolate\u2069 \u200fmark שלום",
    "emoji 👩‍👩‍👧 and 𝒜",
    "\u3000全角　空白\u3000",
)

#: Texts made of what formats are made of.
MARKUP = st.text("#*_`~<>[]()!&;-+=:|19. \\\n\t\r\x00\x85\u2028\ud800é字/x{}$\"'?%@", max_size=40)
#: Any text, but for `- `: that is how a block tells that it is the item of a list.
ANY = (st.text(st.characters(exclude_categories=()), max_size=40) | MARKUP).filter(lambda text: text[:2] != "- ")


def page(text: str, *, url: str | None = None) -> Cleaned:
    """An article with `text` in every field and every block."""
    kinds = (
        Kind.NAVIGATION, Kind.HEADLINE, Kind.BYLINE, Kind.DATELINE, Kind.CAPTION, Kind.STANDFIRST, Kind.BODY,
        Kind.SUBHEADING, Kind.SUBHEADING, Kind.BODY, Kind.COMMENT, Kind.TAGS,
    )  # fmt: skip
    texts = [(kind, text) for kind in kinds]
    texts[-2:-2] = [(Kind.BODY, f"- {text}"), (Kind.BODY, f"- {text}"), (Kind.SUBHEADING, f"- {text}")]
    article = Article(
        id=text,
        source=text,
        url=text if url is None else url,
        language="en",
        title=text,
        standfirst=text,
        section=text,
        dateline=text,
        authors=[text, text],
        byline=text,
        date=text,
        date_modified="2024-05-03T14:05+09:00",
        text=f"{text}\n\n{text}",
        captions=[Caption(text, text)],
        comments=[Comment(text, text, f"{text}\n\n{text}", up=3, down=0), Comment(None, "2024-05-03", text, score=-2)],
        comment_count=12,
        tags=[text, text],
        related=[text],
        copyright=[text],
        confidence=0.5,
    )
    return Cleaned(article, [Block(kind, words, n, n) for n, (kind, words) in enumerate(texts, 1)])


def comment_texts(text: str) -> list[str]:
    """The paragraphs of the first comment of `page(text)`, then those of the second, as they must be shown."""
    both = [f"{text}\n\n{text}", text]
    shown = ["\n".join(text_lines(part)) for whole in both for part in legal(whole).split("\n\n")]
    return [part for part in shown if part]


NO_ARTICLE = Cleaned(Article(id="n", url="http://x.example/"), [Block(Kind.NAVIGATION, "Home | News", 1, 1)])
FAILURE = Failure("x", "reading", "is empty")
FULL = Cleaned(
    Article(
        id="7",
        source="harbour.txt",
        url="https://news.example/a?b=1&c=2",
        language="en",
        title="Bridge closed",
        standfirst="In short.",
        section="Local",
        dateline="MARROW BAY",
        authors=["Ada Example", "Bo Sample"],
        byline="By ADA EXAMPLE and BO SAMPLE",
        date="2024-05-03T14:05+09:00",
        date_modified="2024-05-04",
        text="In short.\n\nFirst paragraph.\n\nReasons\n\n- wind\n\n- water\n\nLast.",
        captions=[Caption("The bridge.", "A. Photographer")],
        comments=[Comment("Reader", "2024-05-05", "Well said.\n\nTruly.", up=3, down=1), Comment(None, None, "Hm.")],
        comment_count=5,
        tags=["bridges", "weather"],
        copyright=["© 2024 Example"],
        confidence=0.97,
    ),
    [
        Block(Kind.NAVIGATION, "Home | News", 1, 1),
        Block(Kind.HEADLINE, "Bridge closed", 2, 2),
        Block(Kind.DATELINE, "MARROW BAY", 3, 3),
        Block(Kind.CAPTION, "The bridge. Photo: A. Photographer", 4, 4),
        Block(Kind.CAPTION, "___", 5, 5),
        Block(Kind.STANDFIRST, "In short.", 6, 6),
        Block(Kind.BODY, "First paragraph.", 7, 8),
        Block(Kind.SUBHEADING, "Reasons", 9, 9),
        Block(Kind.BODY, "- wind", 10, 10),
        Block(Kind.BODY, "- water", 11, 11),
        Block(Kind.BODY, "Last.", 12, 12),
        Block(Kind.COMMENT, "Well said.", 13, 13),
    ],
)


def written(*results: Cleaned | Failure, **options: object) -> str:
    """What the writer of a format makes of results."""
    settings = Settings(**options)  # type: ignore[arg-type]
    stream = io.StringIO()
    WRITERS[settings.format](results, stream, settings)
    return stream.getvalue()
