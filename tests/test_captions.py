"""Which lines of a dump are captions: by the model, and by the credits in them and beside them."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.captions import CAPTION, settle_captions
from newsclean.lines import split_lines
from newsclean.records import Kind
from newsclean.tagger import KINDS

BODY = "The ferry from Skerry Point was late again on Tuesday, and nobody on the pier could say when it would come."
PIER = "The ferry lies at the long pier of Skerry Point."


def settled(line: str, likely: float = 0.02, *, kind: str = "body", above: str = BODY, below: str = BODY) -> str:
    """The kind of a line among paragraphs that a model takes for `kind`, and with this probability for a caption."""
    texts = ("Ferry late", BODY, above, line, below, BODY)
    kinds = [Kind(name) for name in ("headline", "body", "body", kind, "body", "body")]
    lines = split_lines("\n".join(texts))
    assert len(lines) == len(texts)
    joint = np.zeros((len(lines), len(KINDS)), np.float32)
    joint[3, CAPTION], joint[3, KINDS.index(Kind.RELATED)] = likely, 0.1
    settle_captions(lines, kinds, joint)
    return kinds[3].value


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The ferry at the pier. Photo: Ann Bell", "caption"),
        ("Die Fähre am Kai. (Foto: Ann Bell/dpa)", "caption"),
        ("Паром у причала. Фото: Анна Белл", "caption"),
        ("Credit: Ann Bell", "caption"),
        ("Source: Ann Bell", "body"),
        ("The ferry is late, Reuters said.", "body"),
        ("Words & images: Ann Bell", "body"),
        ("A photo by the pier shows the ferry, and nobody on it.", "body"),
        (f"{BODY} " * 4 + "Photo: Ann Bell", "body"),
    ],
)
@pytest.mark.parametrize("taken", ["body", "subheading", "related"])
def test_a_line_among_paragraphs_that_ends_with_the_credit_of_a_picture_is_its_caption(
    line: str, kind: str, taken: str
) -> None:
    assert settled(line, kind=taken) == (kind if kind == "caption" else taken)


def test_a_line_without_a_credit_needs_a_sure_model() -> None:
    assert settled(PIER, 0.2, kind="caption") == "related"
    assert settled(PIER, 0.5, kind="caption") == "caption"
    assert settled(PIER, 0.2) == "body"
    assert settled("Von Ann Bell und Rose Orlik", 0.2, kind="caption") == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Ann Bell (left) and the ferry",
        "Ann Bell, pictured on the pier",
        "Von links: Ann Bell, Rose Orlik",
        "Figure 2. Ferries",
    ],
)
def test_what_captions_say_of_their_picture_makes_one_likelier(line: str) -> None:
    assert settled(line, 0.2, kind="caption") == "caption"
    assert settled("Ann Bell and the ferry", 0.2, kind="caption") == "related"


def test_a_sentence_above_a_credit_is_the_caption() -> None:
    assert settled(PIER, 0.16, below="Credit: Ann Bell") == "caption"
    assert settled(PIER, 0.16, below="Ann von Bell/dpa") == "caption"
    assert settled(PIER, 0.16, below="Ann Bell/Harbour Magazine; Rose Orlik for Harbour Magazine") == "caption"
    assert settled(PIER, 0.16, below="So said Ann Bell.") == "body"
    assert settled("The long pier", 0.05, below="Credit: Ann Bell") == "body"


def test_a_credit_of_any_label_makes_a_caption_likelier() -> None:
    assert settled("The ferry. Silver gelatin print, 16 in / 40 cm. Courtesy of Ann Bell.", 0.2) == "caption"
    assert settled("The ferry. Silver gelatin print, 16 in / 40 cm. So said Ann Bell.", 0.2) == "body"


def test_a_line_below_the_label_of_a_credit_may_be_the_credit() -> None:
    assert settled("Bell of the Harbour News", 0.2, above="Photo by") == "caption"
    assert settled("Bell of the Harbour News", 0.2, above="Result:") == "body"


def test_an_alt_text_and_its_caption_speak_for_each_other() -> None:
    again = f"{PIER} Nobody is on board, and nobody waits."
    assert settled(PIER, 0.16, kind="caption", below=again) == "caption"
    assert settled(PIER, 0.16, kind="caption", below="Nobody is on board.") == "related"


def test_items_of_lists_are_rarely_captions() -> None:
    assert settled(f"* {PIER}", 0.5, kind="caption") == "related"


def test_what_stands_between_headline_and_date_is_left_to_those_who_know_standfirsts() -> None:
    lines = split_lines("\n".join(("Ferry late", "The pier in the fog", "12 March 2024", BODY, BODY)))
    joint = np.full((5, len(KINDS)), 0.01, np.float32)
    joint[1, CAPTION] = 0.2
    for below, found in ((Kind.DATE, Kind.CAPTION), (Kind.NAVIGATION, Kind.RELATED)):
        joint[1, KINDS.index(Kind.RELATED)] = 0.1
        kinds = [Kind.HEADLINE, Kind.CAPTION, below, Kind.BODY, Kind.BODY]
        settle_captions(lines, kinds, joint)
        assert kinds[1] is found


def test_names_of_persons_between_headline_and_text_are_a_byline() -> None:
    lines = split_lines("\n".join(("Ferry late", "Ann Bell, Tom Bell (Marrow Bay)", BODY, "Ann Bell, Tom Bell", BODY)))
    joint = np.full((5, len(KINDS)), 0.01, np.float32)
    joint[[1, 3], CAPTION] = 0.2
    joint[[1, 3], KINDS.index(Kind.RELATED)] = 0.1
    kinds = [Kind.HEADLINE, Kind.CAPTION, Kind.BODY, Kind.CAPTION, Kind.BODY]
    settle_captions(lines, kinds, joint)
    assert (kinds[1], kinds[3]) == (Kind.BYLINE, Kind.RELATED)
