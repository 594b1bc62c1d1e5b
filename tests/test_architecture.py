"""The picture of the house in the README, as tests: who may import whom, and what is loaded when."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "newsclean"

#: The rooms in import order: a module imports rooms above its own, and modules of its own room.
ROOMS = (
    "errors", "shipped", "records", "settings", "reading", "marks", "rows", "widths", "dialects", "title_bar",
    "glued", "squeezed_words", "squeezed", "front_matter", "sentences", "lines", "blanked", "scripts", "tags",
    "rules", "error_pages", "copies", "fields", "html", "tokens", "features", "modelfile", "tagger", "headline",
    "bounds", "captions", "decode", "evidence", "reasons", "blocks", "author_blocks", "date_blocks", "header",
    "pictured", "prompts", "topical", "settle", "gather", "assemble", "pipeline", "writing", "threads",
    "processes", "batch", "engines", "schema", "console", "job", "options", "cli", "manual", "__main__",
)  # fmt: skip

#: Third-party libraries and the only modules that import them. msgspec makes the records, numpy the numbers.
WALLS = {
    "chardet": {"reading.decoding"},
    "backports": {"reading.compression"},
    "compression": {"reading.compression"},  # the same in Python 3.14
    "fastwarc": {"reading.http"},
    "pyarrow": {
        "reading.parquet",
        "reading.tables",
        "writing.parquet",
        "engines.arrow",
        "engines.ray",
        "engines.spark",
    },
    "threadpoolctl": {"threads", "engines.arrow"},
    "ray": {"engines.ray"},
    "pyspark": {"engines.spark"},
    "datatrove": {"engines.datatrove"},
    "gcld3": {"fields.language"},
    "typer": {"cli", "options", "manual"},
    "rich": {"console", "writing.explain", "writing.diff"},
    "numpy": {
        "threads",
        "tokens",
        "features",
        "modelfile",
        "tagger",
        "bounds",
        "headline",
        "decode",
        "reasons",
        "html",
        "html.hints",
    },
    "selectolax": {"html.parse"},
    "htmldate": {"html.undated"},
    "msgspec": {
        "__init__",
        "records",
        "settings",
        "reading.jsonl",
        "reading.pages",
        "reading.parquet",
        "writing.parquet",
        "writing.failures",
        "writing.diff",
        "processes",
        "engines.arrow",
        "engines.datatrove",
        "job",
        "dialects",
        "rows",
        "squeezed",
        "features",
        "modelfile",
        "tagger",
        "decode",
        "assemble",
        "schema",
        "html",
        "html.boxes",
        "html.fields",
        "html.head",
        "html.jsonld",
        "html.render",
        "pipeline",
    },
}
HEAVY = {
    "numpy",
    "msgspec",
    "typer",
    "rich",
    "trafilatura",
    "htmldate",
    "lxml",
    "selectolax",
    "pyarrow",
    "torch",
    "chardet",
    "backports",
    "fastwarc",
    "multiprocessing",
    "gcld3",
    "concurrent",
    "ray",
    "pyspark",
    "datatrove",
    "duckdb",
    "polars",
    "pandas",
}


def modules() -> dict[str, Path]:
    """All modules outside the lab, by name below the package."""
    paths = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for name, path in paths.items() if not name.startswith("lab.")}


def imports(path: Path) -> set[str]:
    """Full names of the modules that a file imports, whenever it does so, but not for type checkers only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} has a relative import"
            if node.module == "newsclean":
                found |= {f"newsclean.{alias.name}" for alias in node.names}
            else:
                found.add(node.module or "")
    return found


@pytest.mark.parametrize("name", sorted(set(modules()) - {"__init__"}))
def test_rooms_import_only_those_above(name: str) -> None:
    room = name.split(".")[0]
    assert room in ROOMS, f"{name} has no place in the picture: add its room to ROOMS and to the README"
    above = {*ROOMS[: ROOMS.index(room) + 1], "__version__"}
    own = {module.split(".")[1] for module in imports(modules()[name]) if module.startswith("newsclean.")}
    assert own <= above


@pytest.mark.parametrize("name", sorted(modules()))
def test_libraries_are_walled(name: str) -> None:
    libraries = {module.split(".")[0] for module in imports(modules()[name])}
    for library in libraries - sys.stdlib_module_names - {"newsclean"}:
        assert name in WALLS.get(library, set()), f"{name} imports {library}"


@pytest.mark.parametrize("name", sorted(modules()))
def test_nothing_imports_the_lab(name: str) -> None:
    assert not [module for module in imports(modules()[name]) if module.startswith("newsclean.lab")]


@pytest.mark.parametrize("name", sorted(set(modules()) - {"batch", "processes", "reading.compression"}))
def test_the_catch_all_is_in_batch(name: str) -> None:
    """`reading.compression` has one more: each decompressor has its own errors; all become InputError. And `processes`
    keeps what its source raises, to raise it after the results of what came before."""
    handlers = [n for n in ast.walk(ast.parse(modules()[name].read_text("utf-8"))) if isinstance(n, ast.ExceptHandler)]
    for handler in handlers:
        assert handler.type is not None
        assert ast.unparse(handler.type) not in ("Exception", "BaseException")


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after `code`."""
    script = f"{code}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import newsclean", set()),
        ("from newsclean import Article, Settings, Kind, clean, clean_many", {"msgspec"}),
        ("import newsclean; newsclean.clean('A page.')", {"msgspec", "numpy"}),
        ("import newsclean; newsclean.clean('<!doctype html><p>A page.')", {"msgspec", "numpy", "selectolax"}),
        ("import newsclean; newsclean.clean('A page about a ferry that is late.')", {"msgspec", "numpy", "gcld3"}),
        ("import newsclean.reading, newsclean.writing, newsclean.batch", {"msgspec"}),
        ("import newsclean.cli", {"msgspec", "typer"}),
    ],
)
def test_heavy_modules_wait(code: str, allowed: set[str]) -> None:
    assert loaded_by(code) & HEAVY <= allowed


@pytest.mark.parametrize(
    ("engine", "library"),
    [("arrow", "threadpoolctl"), ("ray", "ray"), ("spark", "pyspark"), ("datatrove", "datatrove")],
)
def test_an_engine_without_its_library_names_its_extra(engine: str, library: str) -> None:
    """And not that of another engine, which it takes too."""
    hidden = f"import sys; sys.modules.update(dict.fromkeys(['threadpoolctl', '{library}']))"
    code = f"{hidden}; import newsclean.engines.{engine}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.endswith(f": `pip install 'newsclean[{engine}]'`\n")


def test_a_run_loads_the_writer_that_it_uses() -> None:
    script = """
import io, sys
from newsclean.settings import Settings
from newsclean.writing import writer
writer("text")([], io.StringIO(), Settings())
print(*(name for name in sys.modules if name.startswith("newsclean.writing.")))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("newsclean.writing.") for name in done.stdout.split()}
    assert "text" in loaded
    assert loaded.isdisjoint({"markdown", "html", "jsonld", "tei", "parquet", "explain", "report", "diff"})


def test_version_loads_next_to_nothing() -> None:
    script = """
import sys
before = set(sys.modules)
from newsclean.__main__ import main
sys.argv[1:] = ["--version"]
main()
print(*sorted(set(sys.modules) - before))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {name for name in loaded if name.startswith("newsclean")} == {"newsclean", "newsclean.__main__"}
    assert loaded.isdisjoint(HEAVY | {"argparse", "asyncio", "importlib.metadata", "logging", "pathlib"})
