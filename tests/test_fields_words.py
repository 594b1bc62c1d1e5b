"""Signs of scripts without spaces between words, and what is compiled for them."""

import subprocess
import sys
from collections import Counter

import pytest

from newsclean.fields.words import has_east_asian, rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", False),
        ("Marrow Bay", False),
        ("Zürich – “Straße”", False),
        ("Паром опаздывает", False),
        ("เรือเฟอร์รี่", False),
        ("😀 Marrow Bay", False),
        ("Marrow Bay 港", True),
        ("フェリー", True),
        ("여객선", True),
    ],
)
def test_east_asian_signs(text: str, said: bool) -> None:
    assert has_east_asian(text) is said


def test_a_page_without_such_signs_compiles_no_pattern_of_them() -> None:
    """One class of all Chinese signs takes a millisecond, and a dozen of them took a tenth of a run of one page."""
    script = """
import re._compiler as compiler
patterns = []
original = compiler.compile
compiler.compile = lambda pattern, flags=0: (patterns.append(str(pattern)), original(pattern, flags))[1]
from newsclean.fields import datelines, related, titles
from newsclean.fields.people import authorship, bylines
from newsclean.fields.pictures import captions
from newsclean.fields.readers import comments
bylines.read("Von Ann Bell, Zürich")
captions.join_captions(["Die Fähre im Hafen. Foto: Ann Bell"], [1])
related.headline("Fähren: 3 Häfen für 2 Jahre zu")
comments.cut([comments.Entry("Vera Bell · 3 hours ago", False), comments.Entry("A good one.", True)])
datelines.dateline("ZÜRICH (dpa) – Die Fähre fährt nicht.")
titles.settled("Die Fähre fährt nicht", None, ["Die Fähre fährt nicht | Post"])
wide = ["\\u9fff", "\\\\u9fff", "\\ud7a3", "\\\\ud7a3"]
print(*(pattern for pattern in patterns if any(end in pattern for end in wide)), sep="\\n")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    "name", ["byline_words", "comment_lines", "credit_words", "date_cues", "date_words", "list_labels", "south_slavic"]
)
def test_no_class_lists_a_word_twice(name: str) -> None:
    listed = [
        (label, word) for label, _, row in (row.partition("\t") for row in rows(name)) for word in row.split(" | ")
    ]
    assert [entry for entry, count in Counter(listed).items() if count > 1] == []
