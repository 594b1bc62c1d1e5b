"""Which lines changed kind since documents that were written before, by another version or with other options."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

import msgspec

from newsclean.errors import InputError, UsageError, cause
from newsclean.reading.compression import chunks, undamaged
from newsclean.reading.decoding import ToUtf8
from newsclean.records import Cleaned, Failure
from newsclean.settings import Settings
from newsclean.writing.explain import FOLDED, SHOWN, console_of, cut, label_of, show, style_of, why
from newsclean.writing.terminal import harmless
from newsclean.writing.values import lines_of, one_line
from newsclean.writing.views import MARKS, Run, ShownLine, view

if TYPE_CHECKING:
    from rich.text import Text


class _OldLine(msgspec.Struct):
    """A line of an old document. Its kind is not checked: another version may have had other ones."""

    line: int
    start: int
    end: int
    kind: str


class _Old(msgspec.Struct):
    """What of a document is compared."""

    source: str | None = None
    id: str | None = None
    lines: list[_OldLine] | None = None


class _Change(msgspec.Struct, frozen=True):
    """Neighbouring lines of the page that changed alike."""

    before: str
    run: Run


def write_diff(results: Iterable[Cleaned | Failure], stream: TextIO, settings: Settings) -> None:
    """Show for every page the lines that changed kind; `settings.against` is the file of old documents.

    Raises UsageError if that cannot be read, or is no JSON of newsclean with `lines`; InputError if it is damaged.
    """
    assert settings.against is not None
    old = _documents(settings.against)
    by_name: dict[tuple[str | None, str | None], deque[_Old]] = {}
    for document in old:
        by_name.setdefault((document.source, document.id), deque()).append(document)
    console = console_of(stream)
    first = True
    for number, result in enumerate(results):
        if isinstance(result, Failure):
            continue
        if not first:
            stream.write("\n")
        first = False
        article = result.article
        of_name = by_name.get((article.source, article.id))
        found = of_name.popleft() if of_name else None  # pages of one name are in the order in which they were
        if of_name is None and len(old) == 1 and number == 0 and _is_alike(result, old[0]):
            found = old[0]  # the same page under another name
        show(console, _page(result, found, settings, console.width))


def _is_alike(cleaned: Cleaned, old: _Old) -> bool:
    """Whether half of a page's lines are where those of an old document were."""
    known = {(line.line, line.start, line.end) for line in old.lines or ()}
    places = [(line.line, line.start, line.end) for line in cleaned.article.lines or ()]
    return 2 * sum(place in known for place in places) >= len(places)


def _documents(path: str) -> list[_Old]:
    """The documents of a JSON or JSON Lines file, which may be compressed."""
    try:
        with open(path, "rb") as file:
            pieces = list(chunks(file))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {cause(error)}") from None
    except InputError as error:
        raise UsageError(f"cannot read {path}: it {error}") from None
    data = ToUtf8()(b"".join(undamaged(pieces, f"cannot read {path}: ")))
    try:
        try:
            read = msgspec.json.decode(data, type=_Old | list[_Old])
        except msgspec.DecodeError:
            read = [msgspec.json.decode(row, type=_Old) for row in data.splitlines() if row.strip()]
    except msgspec.MsgspecError as error:
        raise UsageError(
            f"{path} is no JSON of newsclean ({error}): write one with `newsclean --jsonl --lines -o OLD.jsonl`"
        ) from None
    found = read if isinstance(read, list) else [read]
    if not found or any(document.lines is None for document in found):
        raise UsageError(
            f"{path} does not hold the kinds of lines: write it with `newsclean --jsonl --lines`, then compare with it"
        )
    return found


def _page(cleaned: Cleaned, old: _Old | None, settings: Settings, width: int) -> Iterator[Text]:
    from rich.text import Text

    against = harmless(one_line(settings.against))
    yield Text(harmless(one_line(cleaned.article.source) or "-"), "bold")
    if old is None:
        yield Text(f"  {against} has no such page", "dim")
        return
    known = {(line.line, line.start, line.end): harmless(one_line(line.kind)) for line in old.lines or ()}
    shown = view(cleaned)
    places = [(line.line, line.start, line.end) for line in cleaned.article.lines or ()]
    rows = [(run, row) for run in shown.runs for row in run.rows]
    other = sum(place not in known for place in places)
    changes = list(_changes([known.get(place) for place in places], rows))
    number = len(str(max((place[0] for place in places), default=1)))
    for change in changes:
        yield from _change(change, number, width, unfolded=settings.unfolded)
    counts = Counter((change.before, str(change.run.kind)) for change in changes for _ in change.run.rows)
    total = sum(counts.values())
    told = ", ".join(f"{before} → {after} {count}" for (before, after), count in counts.most_common())
    yield Text(f"  {lines_of(total)} of {len(places)} changed kind" + (f": {told}" if told else ""))
    if other:
        yield Text(f"  {lines_of(other)} of the page not found in {against}: the page has changed")


def _changes(before: list[str | None], rows: list[tuple[Run, ShownLine]]) -> Iterator[_Change]:
    """Runs of rows that were of another kind before, and of the same one, and are in the same run now."""
    begun: _Change | None = None
    for kind, (run, row) in zip(before, rows, strict=True):
        changed = kind is not None and kind != run.kind
        if (
            begun is not None
            and changed
            and begun.before == kind
            and begun.run.reason == run.reason
            and begun.run.kind is run.kind
        ):
            begun.run.rows.append(row)
            continue
        if begun is not None:
            yield begun
        begun = _Change(kind, run._replace(rows=[row])) if changed and kind is not None else None
    if begun is not None:
        yield begun


def _change(change: _Change, number: int, width: int, *, unfolded: bool) -> Iterator[Text]:
    from rich.text import Text

    run, style = change.run, style_of(change.run)
    rows = run.rows if unfolded or len(run.rows) <= FOLDED else run.rows[:SHOWN]
    for row in rows:
        line = Text.assemble(
            (f"{row.number:>{number}} {change.before} → ", "dim"),
            (f"{MARKS[run.home]} {run.kind} ", label_of(run)),
            (harmless(row.text), style),
        )
        yield from cut(line, width)
    if len(rows) < len(run.rows):
        yield Text(f"{'':{number + 3}}⋮ {len(run.rows) - len(rows)} more lines changed so", style)
    if run.reason:
        yield from why(run.reason, number, width)
