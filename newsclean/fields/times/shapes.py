"""The shapes of dates, as patterns over the classes of tokens (see `tokens`)."""

from __future__ import annotations

import re

#: The shapes of a date, most telling first. n: number of two digits, y: year, M: month's name, V: the word before a
#: month's number, f: word between, e: era; N, G, R: the signs after year, month and day in CJK dates.
SHAPES = (
    ("year-month-day in CJK signs", r"(?:(?P<era>e)(?P<y2>[nd])|(?P<y1>[ynd]))N(?P<m1>n)G(?P<d1>n)R?"),
    ("month-day in CJK signs", r"(?P<m2>n)G(?P<d2>n)R"),
    # 5月 3, 2024; Tháng 5 3, 2024; 3 5 月, 2024: WordPress in the order of English
    (
        "English order in CJK signs",
        r"(?:(?P<m9>n)G(?P<d9>n)|V(?P<m10>n)(?P<d10>n)|(?P<d11>n)(?P<m11>n)G),?(?P<y9>y)(?!N)",
    ),
    # 2024-05-03, 2024/5/3, 2024. 5. 3.
    ("year-month-day in digits", r"(?P<y3>y)(?P<s3>[-/.])(?P<m3>n)(?P=s3)(?P<d3>n)\.?"),
    # 03.05.2024, 5/3/24, 28. 4. 2023
    # No telephone number: 01.02.03.04.05
    ("digits", r"(?<!n[./]n[./])(?P<a4>n)(?P<s4>[-/.])(?P<b4>n)(?P=s4)(?P<y4>y|n(?!:|[./]n(?!:)))"),
    # 5/6(月) 14:32, 6.5. klo 14.32
    (
        "day and month before a time",
        r"(?<![-/.:])(?P<a5>n)(?:(?P<s5>/)(?P<b5>n)|(?P<s6>[.])(?P<b6>n)[.])(?=[(|,]?x?[)]?f?n[:.]n)",
    ),
    # 5 tháng 1, 2024
    ("Vietnamese", r"(?P<d5>n)V(?P<m5>n)[f,/]?(?P<y5>y)"),
    # 3rd of May, 2024; 8 de agosto de 2024; 22-Apr-24; 3 mai; 3 نيسان / أبريل 2024; 03/مايو/2024
    (
        "day month year",
        r"(?P<d6>n)[./-]?f?(?P<m6>M)(?:/M)?[.,/-]{0,2}f?"
        r"(?:(?P<y6>y)|(?P<y13>(?<=-)n(?!:)|(?<=[M.])n(?=[f,|\n(]|n[:.]n|$)))?",
    ),
    # May 3, 2024
    # "Mar 7 mayo 2024" begins with a weekday.
    ("month day year", r"(?P<m7>M)[.-]?(?P<d7>n)(?!:|[.-]?f?M[.,-]?f?y)(?:[.,-]{0,2}f?(?P<y7>y))?"),
    # 2024. május 3., 2024 m. gegužės 3 d., 2024-May-03
    ("year month day", r"(?P<y8>y)[.,-]?f?\.?(?P<m8>M)[.-]?(?P<d8>n)"),
    # 2024. gada 3. maijs, 2024-yil 3-may
    ("year day month", r"(?P<y12>y)[.-]?f,?(?P<d12>n)[.-]?(?P<m12>M)(?![.,]?y)"),
    # As badges print it
    ("on lines of their own", r"(?P<d14>n)\n(?P<m14>M)\n(?P<y14>y)|(?P<m15>M)\n(?P<d15>n)\n(?P<y15>y)"),
    ("day told from today", r"(?P<today>0)|(?P<yesterday>1)"),
)
_ZONE = (
    r"(?:f?\(?(?=[Z+-]))?(?:(?P<zone{0}>Z)(?:\+?(?=[+-]))?)?(?:(?P<sign{0}>[+-])(?P<off{0}>n|d)(?::?(?P<offm{0}>n))?)?"
)
_CLOCK = (
    r"(?:(?P<before{0}>[apx])?(?P<H{0}>n):(?P<i{0}>n)(?::(?P<s{0}>n)(?:\.(?:n|d|y))?)?(?P<after{0}>[ap])?h?"
    r"|(?P<half{0}>[ap])?(?P<Hc{0}>n)H(?:(?P<ic{0}>n)I?)?"
    r"|(?P<Hh{0}>n)h(?P<ih{0}>n)?"
    r"|(?P<Hd{0}>n)\.(?P<id{0}>n)(?:(?P<ad{0}>[ap])|(?=[hZ]|\n|$|\||\))h?)"
    # "kl. 13.05"
    r"|f\.?(?P<Hk{0}>n)\.(?P<ik{0}>n)(?!\.)"
    r"|(?P<Ha{0}>n)(?P<aa{0}>[ap]))"
) + _ZONE
_DATE = "|".join(f"(?:{shape})" for _, shape in SHAPES)
#: A date, with its time before or behind it.
STAMP = re.compile(
    rf"(?:(?:{_CLOCK.format('1')})(?:[f,\n]{{0,2}}[|/-]?(?:x[,.]?)?\n?))?(?:{_DATE})"
    # The time follows, after a word or a mark at most.
    rf"(?:(?:T|[f,|\n(./-]{{0,3}}x?[.,f)-]{{0,2}})(?:{_CLOCK.format('2')}))?"
)

#: A time of the same day: "May 3, 2024. Updated at 15:15"
AGAIN = re.compile(rf"c[f:,]{{0,3}}(?:{_CLOCK.format('1')})")
#: What every shape has something of.
DATED = re.compile("[MNGV01]|[ny][-/.]n")
