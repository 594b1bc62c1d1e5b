"""Every regular expression of the package with its worst case. `python -m tests.benchmarks.patterns [--slow]`.

Patterns are recorded as they are compiled, so those that are built from word lists are found as they are; where the
source compiles one is found too, so that none is missed. Each is run on texts that are made of the pattern: runs of
what its repeated parts match, of each of its beginnings, and of pairs of the characters that it tells apart. The text
with the longest time grows to 16,384 characters, which gives an exponent: 1 is linear, 2 quadratic.

`BOUNDS` says why some may be slow: they only see short texts. A pattern that is slow and not there, or slow at its
bound, is an error, and the exit code 1.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import math
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.hard_texts import text_of, units

#: Patterns that only see so many characters, told by their callers, and who sees to that.
BOUNDS: dict[str, tuple[int, str]] = {
    "fields/people/bylines.py _NOT_NAMES": (400, "MAX_BYLINE"),
    "fields/pictures/credits.py _BRACKET": (400, "TAIL"),
    "fields/readers/heads.py _said_behind": (160, "MAX_LINE"),
    "fields/datelines.py _SHAPES": (101, "MAX_DATELINE"),
    "fields/datelines.py _SHAPES'": (101, "MAX_DATELINE"),
    "fields/datelines.py _SHAPES''": (101, "MAX_DATELINE"),
    "fields/datelines.py _SHAPES'''": (101, "MAX_DATELINE"),
    "fields/datelines.py _SHAPES''''": (101, "MAX_DATELINE"),
    "fields/lists.py MARK": (54, "LONGEST_LABEL"),
    "fields/tags.py _COUNTED": (80, "MAX_TAG"),
    "title_bar.py _CUT": (300, "LONGEST"),
}
#: The largest exponent of a pattern that sees texts of any length, and most milliseconds of one at its bound.
LARGEST_EXPONENT, MOST_MILLISECONDS = 1.4, 5.0

#: How often a pattern must be found slow: the clock errs now and then, a pattern that is slow is so each time.
TRIES = 3

_SPEC = find_spec("newsclean")
assert _SPEC is not None and _SPEC.origin is not None
ROOT = Path(_SPEC.origin).parent
#: Functions of `re` that compile a pattern, and methods that look at the start of a text only.
FUNCTIONS = frozenset({"compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer"})
ANCHORED = frozenset({"match", "fullmatch"})
#: Sizes (characters) at which all texts are tried, small ones first, so that exponential patterns are stopped early,
#: and those between which the exponent of the worst is measured.
SIZES = (8, 12, 16, 20, 24, 32, 64, 256, 1024, 4096)
GROWTH = (4096, 8192, 16384)
#: Seconds beyond which no larger size is tried, and below which 1,024 characters tell that nothing is quadratic.
ENOUGH, CLEAR = 0.1, 1e-4


class Pattern(NamedTuple):
    """A compiled pattern: its file below the package, the name it is given (`name#2`: the second of several), and
    whether it is only matched at the start of texts."""

    file: str
    name: str
    compiled: re.Pattern[Any]
    anchored: bool

    @property
    def key(self) -> str:
        return f"{self.file} {self.name}"


class Worst(NamedTuple):
    """The worst case found: exponent of time over size, milliseconds at `size` characters, and what is repeated."""

    exponent: float
    milliseconds: float
    size: int
    unit: str


class _Site(NamedTuple):
    """A call of `re` in the source: the names by which its pattern is known, and the methods they are used by."""

    name: str
    methods: frozenset[str]
    call: ast.Call

    @property
    def literal(self) -> list[re.Pattern[Any]]:
        """The pattern, if the source gives it as a plain string: then it need not have been compiled."""
        given = self.call.args[0]
        if not isinstance(given, ast.Constant):
            return []
        return [re.compile(given.value, re.IGNORECASE if "IGNORECASE" in ast.unparse(self.call) else 0)]


def sites() -> dict[tuple[str, int], _Site]:
    """The calls that compile patterns, but for those of the lab, by file and line."""
    found = {}
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(ROOT.rglob("*.py"))}
    texts = {file: text for file, text in texts.items() if not file.startswith("lab/")}
    everywhere = "\n".join(texts.values())
    for file, text in texts.items():
        for names, call in _calls(ast.parse(text), ()):
            function = call.func.attr  # type: ignore[attr-defined]
            name = names[-1] if names else "?"
            users = text if name.startswith("_") else everywhere
            methods = {function} if function != "compile" else set(re.findall(rf"\b{name}(?:\(\))?\.(\w+)\(", users))
            if function != "compile":
                name = f"{name}:{function}"
            found[file, call.lineno] = _Site(name, frozenset(methods), call)
    return found


def _calls(node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ast.Call]]:
    """Calls of `re` below a node, with the functions around and the name assigned."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        names = (*names, node.name)
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and not names:
        names = (node.targets[0].id,)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS:
        owner = node.func.value
        if isinstance(owner, ast.Name) and owner.id == "re":
            yield names, node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, names)


#: Modules that are not loaded: engines have no patterns, and not everybody has the engines.
NOT_LOADED = ("newsclean.lab", "newsclean.engines.")


def recorded(work: Callable[[], object]) -> dict[tuple[str, int], list[re.Pattern[Any]]]:
    """The patterns compiled while all modules are loaded and `work` is done, by file and line; once a process."""
    found: dict[tuple[str, int], list[re.Pattern[Any]]] = {}
    original = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: Any) -> Any:
        compiled = original(pattern, flags)
        frame = sys._getframe(2)
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and not isinstance(pattern, re.Pattern):
            here = found.setdefault((path.relative_to(ROOT).as_posix(), frame.f_lineno), [])
            if compiled not in here:
                here.append(compiled)
        return compiled

    re._compile = record  # type: ignore[attr-defined]
    try:
        for module in pkgutil.walk_packages([str(ROOT)], "newsclean."):
            if not module.name.startswith(NOT_LOADED) and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        work()
    finally:
        re._compile = original  # type: ignore[attr-defined]
    return found


def patterns() -> tuple[list[Pattern], list[str]]:
    """All patterns, and the calls of which none was seen."""
    known = sites()
    seen = recorded(_use_everything)
    found = {place: seen.get(place) or site.literal for place, site in known.items()}
    made: list[Pattern] = []
    for place, site in known.items():
        for number, compiled in enumerate(found[place], 1):
            name = site.name if number == 1 else f"{site.name}#{number}"
            while any(other.key == f"{place[0]} {name}" for other in made):
                name += "'"
            made.append(Pattern(place[0], name, compiled, bool(site.methods) and site.methods <= ANCHORED))
    return made, [f"{file}:{line}" for (file, line), several in found.items() if not several]


def _use_everything() -> None:
    """Have all patterns compiled that are made when they are first needed."""
    from newsclean.html import undated
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import TARGETS

    for name, target in TARGETS.items():
        for data in seeds(name):
            target(data)
    undated._prints_first("", "2024", 1)  # few pages state a year and nothing else


def seconds(pattern: Pattern, text: Any, tries: int = 1) -> float:
    """The best processor time of running a pattern over a text: at its start, or everywhere."""
    run: Callable[[Any], Any] = pattern.compiled.match if pattern.anchored else pattern.compiled.findall
    best = math.inf
    for _ in range(tries):
        began = time.perf_counter() if tries == 1 else time.process_time()
        run(text)
        best = min(best, (time.perf_counter() if tries == 1 else time.process_time()) - began)
    return best


def worst(pattern: Pattern, bound: int | None = None) -> Worst:
    """The worst case of a pattern: of texts of up to `bound` characters, else of any length."""
    timed = []
    for unit in units(pattern.compiled):
        points = [(1, 1e-6)]
        for size in SIZES:
            if (bound is not None and size > bound) or (points[-1][0] == 1024 and points[-1][1] < CLEAR):
                break
            points.append((size, seconds(pattern, text_of(pattern.compiled, unit, size))))
            if points[-1][1] > ENOUGH:
                return Worst(_exponent(points[-2:]), 1000 * points[-1][1], size, repr(unit))
        timed.append((points[-1][1], unit))
    timed.sort(key=lambda pair: -pair[0])
    return max((_grown(pattern, unit, bound) for _, unit in timed[:2]), key=lambda found: found.exponent)


def _grown(pattern: Pattern, unit: tuple[str, str, str], bound: int | None) -> Worst:
    points = []
    for size in GROWTH if bound is None else (bound // 8, bound // 4, bound // 2, bound):
        taken = seconds(pattern, text_of(pattern.compiled, unit, size), 2)
        points.append((size, max(taken, 1e-6)))
        if taken > ENOUGH:
            break
    return Worst(_exponent(points), 1000 * points[-1][1], points[-1][0], repr(unit))


def _exponent(points: Sequence[tuple[int, float]]) -> float:
    """The power of the size with which time grows from the first to the last of (size, seconds)."""
    (small, first), (large, last) = points[0], points[-1]
    # Below a tenth of a millisecond the clock is measured, and not the pattern.
    return math.log(last / max(first, 1e-6)) / math.log(large / small) if last > 1e-4 and large > small else 0.0


def row(pattern: Pattern) -> tuple[str, bool]:
    """A row of the table, and whether the pattern is as fast as it must be."""
    bound, why = BOUNDS.get(pattern.key, (None, ""))
    for _ in range(TRIES):
        found = worst(pattern, bound)
        good = found.exponent <= LARGEST_EXPONENT if bound is None else found.milliseconds <= MOST_MILLISECONDS
        if good:
            break
    use = "start" if pattern.anchored else "anywhere"
    unit = found.unit.replace("|", "\\|")
    shown = f"{found.exponent:.2f} | {found.milliseconds:.2f} | {found.size:,} | `{unit}` | {why}"
    return f"| {pattern.file} | {pattern.name} | {use} | {shown} |", good


def main() -> None:
    """Measure and print; exit with 1 if a pattern is slow or was never compiled."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--only", default="", metavar="TEXT", help="patterns whose file and name hold this")
    arguments.add_argument("--slow", action="store_true", help="print only those that are slow, or have a bound")
    wanted = arguments.parse_args()
    made, missed = patterns()
    gc.disable()  # long lists of matches would set it off, and its cost grows with all that there is
    print(
        f"{len(made)} patterns\n\n| file | pattern | looked for | exponent | ms | at characters | worst text | bound |"
    )
    print("|---|---|---|---|---|---|---|---|")
    wrong = [f"never compiled: {place}" for place in missed]
    known = {pattern.key for pattern in made}
    wrong += [f"no such pattern: {key}" for key in BOUNDS if key not in known]
    for pattern in made:
        if wanted.only in pattern.key:
            text, good = row(pattern)
            if not good:
                wrong.append(f"slow: {pattern.key}")
            if not (good and wanted.slow) or pattern.key in BOUNDS:
                print(text, flush=True)
    if wrong:
        raise SystemExit("\n".join(["", *wrong]))


if __name__ == "__main__":
    main()
