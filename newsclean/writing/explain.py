"""A page in the terminal, line by line: what was kept, what was removed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, TextIO

from newsclean.records import Cleaned, Failure, Kind
from newsclean.settings import Settings
from newsclean.writing.pages import separated
from newsclean.writing.terminal import harmless
from newsclean.writing.values import lines_of, one_line
from newsclean.writing.views import MARKS, Home, Run, ShownLine, View, view

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: Colours of kinds that are not kept; the kept are bright, and all others dim.
COLOURS = {
    Kind.NAVIGATION: "bright_blue",
    Kind.SIGNUP: "bright_yellow",
    Kind.RELATED: "bright_magenta",
    Kind.ADVERTISEMENT: "bright_red",
    Kind.SHARING: "bright_cyan",
    Kind.TAGS: "blue",
    Kind.AUTHOR_BIO: "cyan",
    Kind.COMMENT: "bright_green",
    Kind.COMMENT_META: "green",
    Kind.COPYRIGHT: "white",
    Kind.LEGAL: "yellow",
    Kind.OTHER: "white",
}
_LEGEND: dict[Home, str] = {"kept": "the article", "field": "a field of the JSON", "removed": "removed"}
#: A run of more lines that are not kept is folded to its first ones.
FOLDED, SHOWN = 4, 2
#: The widest kind, and the cells of a bar of confidence; below this width of the terminal there is none.
_KIND, _BAR, _NARROW = max(map(len, Kind)), 4, 72
#: Cells of a terminal that does not tell how many it has.
_UNKNOWN = 80
#: Eighths of a cell.
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def write_explain(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """Show every page, with a blank line between two; styled if `stream` is a terminal that can show it."""
    console = console_of(stream)
    for page in separated(results, stream, "\n"):
        show(console, page_lines(page, console.width, unfolded=settings.unfolded))


def show(console: Console, lines: Iterable[Text]) -> None:
    """Print lines that fit, all at once, which costs less than one by one. Raises OSError, where rich would exit."""
    from rich.text import Text

    with console.capture() as captured:
        console.print(Text("\n").join(lines), soft_wrap=True)
    console.file.write(captured.get())


def console_of(stream: TextIO) -> Console:
    """A console that honours NO_COLOR, FORCE_COLOR, TERM and COLUMNS, and reads no markup."""
    from rich.console import Console

    console = Console(file=stream, markup=False, emoji=False, highlight=False, legacy_windows=False)
    if not console.width:  # COLUMNS=0
        console.width = _UNKNOWN
    return console


def page_lines(cleaned: Cleaned, width: int, *, unfolded: bool) -> Iterator[Text]:
    """A page as lines of at most `width` cells: its title, its runs, and what they sum up to."""
    from rich.text import Text

    shown = view(cleaned)
    article = cleaned.article
    title = harmless(one_line(article.title) or "no title") if article.text else "no article found"
    source = harmless(one_line(article.source) or "-") + (" as rendered" if article.input == "html" else "")
    head = Text.assemble((source, "dim"), "  ", (title, "bold"))
    yield from wrapped(head, width) if unfolded else cut(head, width)
    yield Text()
    number = len(str(max((row.number for run in shown.runs for row in run.rows), default=1)))
    for run in shown.runs:
        yield from _run(run, number, width, unfolded=unfolded)
    yield Text()
    yield from _summary(shown, article.confidence, width)


def _run(run: Run, number: int, width: int, *, unfolded: bool) -> Iterator[Text]:
    """The lines of a run, or its first ones and how many more there are, and its reason."""
    from rich.text import Text

    style = style_of(run)
    rows = run.rows if unfolded or run.home == "kept" or len(run.rows) <= FOLDED else run.rows[:SHOWN]
    for row in rows:
        yield from _row(row, run, number, width, style, whole=unfolded)
    indent = " " * (number + 3)
    if len(rows) < len(run.rows):
        yield Text(f"{indent}⋮ {len(run.rows) - len(rows)} more lines of {run.kind}", style)
    if run.reason:
        yield from why(run.reason, number, width)


def _row(row: ShownLine, run: Run, number: int, width: int, style: str, *, whole: bool) -> Iterator[Text]:
    """One line: number, mark, kind, confidence, text; the text is cut to the width, or goes on below if `whole`."""
    from rich.text import Text

    # A style given to `Text` itself would be that of all appended to it.
    head = Text.assemble(
        (f"{row.number:>{number}} ", "dim"), (f"{MARKS[run.home]} {run.kind:<{_KIND}} ", label_of(run))
    )
    if width >= _NARROW:
        head.append(_bar(row.confidence), "dim").append(" ")
    text = Text(harmless(row.text), style)
    room = max(width - head.cell_len, 8)
    if not whole:
        text.truncate(room, overflow="ellipsis")
        yield Text.assemble(head, text)
        return
    indent = Text(" " * head.cell_len)
    for place, part in enumerate(wrapped(text, room)):
        yield Text.assemble(indent if place else head, part)


def why(reason: str, number: int, width: int) -> Iterator[Text]:
    """The reason of a run, below it; `number` is the width of line numbers."""
    from rich.text import Text

    indent = " " * (number + 3)
    for place, line in enumerate(wrapped(Text(reason, "dim italic"), max(width - number - 5, 8))):
        yield Text.assemble((f"{indent}{'  ' if place else '↳ '}", "dim"), line)


def cut(text: Text, width: int) -> Iterator[Text]:
    """A text on one line of at most so many cells."""
    text.truncate(width, overflow="ellipsis")
    yield text


def _bar(confidence: float) -> str:
    """A bar of `_BAR` cells."""
    eighths = round(confidence * _BAR * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(_BAR)


def style_of(run: Run) -> str:
    """How the lines of a run look: the article as all text of the terminal, what a field holds too but for its kind."""
    if run.home == "kept":
        return "bold" if run.kind is Kind.HEADLINE else "none"
    return f"dim {label_of(run)}" if run.kind in COLOURS else "none" if run.home == "field" else "dim"


def label_of(run: Run) -> str:
    """How the kind of a run looks."""
    return COLOURS.get(run.kind, "bold" if run.home == "kept" else "none")


def _summary(shown: View, confidence: float, width: int) -> Iterator[Text]:
    """The legend with the number of lines of each kind."""
    from rich.text import Text

    for home, meaning in _LEGEND.items():
        head = f"{MARKS[home]} {meaning}: {lines_of(shown.count(home))}"
        line = Text.assemble((head, "bold" if home == "kept" else "none"))
        parts = [f"{kind} {count}" for kind, count in shown.kinds(home)]
        if parts:
            line.append(f" ({', '.join(parts)})", "none" if home == "kept" else "dim")
        yield from wrapped(line, width)
    bar = "; the bar is how sure of its kind a line is" if width >= _NARROW else ""
    yield from wrapped(Text(f"confidence of the result {confidence:.2f}{bar}", "dim"), width)


def wrapped(text: Text, width: int) -> Iterator[Text]:
    """A text on lines of at most so many cells."""
    if text.cell_len <= width:
        yield text
        return
    for line in text.wrap(_any_console(), width):
        line.rstrip()
        yield line


@cache
def _any_console() -> Console:
    """What rich asks for the size of tabs."""
    from rich.console import Console

    return Console()
