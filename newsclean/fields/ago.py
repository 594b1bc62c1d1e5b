"""Times told from now: "3 hours ago", "vor 2 Tagen", "5분 전"."""

from __future__ import annotations

import re
from functools import cache

from newsclean.fields.words import any_of, classes


@cache
def told_from_now() -> re.Pattern[str]:
    """A time told from now, between spaces or separators.

    >>> told_from_now().sub("", "Ann Bell · 3 hours ago")
    'Ann Bell · '
    """
    listed = classes("comment_lines")
    ago, unit, one, now, changed = (any_of(listed[name]) for name in ("ago", "unit", "one", "now", "edited"))
    return re.compile(
        rf"(?:^|(?<=[\s|·•(]))(?:(?:(?:{ago})\s)?(?:\d{{1,3}}\s?\+?\s?|(?:{one})\s)(?:{unit})\b\.?"
        rf"(?:\s(?:{ago}))?|\d{{1,3}}[smhdwy]|\d{{1,3}}mo|{now})(?:\s?\(?(?:{changed})\)?)?"
        r"(?=$|[\s|·•)])"
        rf"|\d{{1,3}}\s?(?:{any_of(listed['unit_cjk'])})\s?(?:前|전)",
        re.IGNORECASE,
    )
