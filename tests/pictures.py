"""The pictures of the README: `python -m tests.pictures` writes `explain.svg`, `report.svg` and `speed.svg` beside
`accuracy.svg`, which the benchmark of accuracy writes.

The report is a photograph: it takes selenium and an installed Chromium with chromedriver. The chart of speed shows the
figures of the README's table.
"""

from __future__ import annotations

import base64
import io
import os
import re
import tempfile
from pathlib import Path

from newsclean.batch import clean_many
from newsclean.lab.browser import chromium
from newsclean.records import Cleaned, Page
from newsclean.settings import Settings
from newsclean.writing import DISPLAY_WRITERS
from newsclean.writing.explain import page_lines
from tests.benchmarks.bars import Bar, bars

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "newsclean" / "lab"
SAMPLE = "samples/harbour.txt"
#: Columns of the terminal, its first lines that are shown, and its last.
COLUMNS, FIRST, LAST = 104, 32, 9
#: Pixels of the browser's window.
WIDTH, HEIGHT = 1240, 1000


def explain_svg(cleaned: Cleaned) -> str:
    """The beginning and the end of `newsclean --explain` in a terminal."""
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console
    from rich.text import Text

    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", no_color=False
    )
    lines = list(page_lines(cleaned, COLUMNS, unfolded=False))
    console.print(Text("\n").join([*lines[:FIRST], Text("      …", "dim"), *lines[-LAST:]]), soft_wrap=True)
    title = f"newsclean --explain {SAMPLE}"
    # Without the font that would be loaded from the network.
    form = _without_fonts(CONSOLE_SVG_FORMAT).replace("<style>", f"<title>{title}</title>\n    <style>", 1)
    return console.export_svg(title=title, code_format=form, unique_id="explain")


def _without_fonts(form: str) -> str:
    begin = form.index("@font-face")
    end = form.index(".{unique_id}-matrix")
    return form[:begin] + form[end:]


_SCHEMES = (
    ".dark { display: none } @media (prefers-color-scheme: dark) { .dark { display: inline } .light { display: none } }"
)


def report_svg(cleaned: Cleaned) -> str:
    """A photograph of the report, light and dark: whoever looks sees the one that fits."""
    stream = io.StringIO()
    DISPLAY_WRITERS["report"]([cleaned], stream, Settings(format="report", lines=True))
    pictures = []
    with tempfile.TemporaryDirectory() as name, chromium(WIDTH, HEIGHT) as browser:
        path = Path(name) / "report.html"
        path.write_text(stream.getvalue(), encoding="utf-8")
        for scheme in ("light", "dark"):
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            browser.get(path.as_uri())
            browser.find_element("css selector", ".pane.article .block.body .where a").click()
            browser.execute_script("scrollTo(0, 0)")
            taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 82})
            size = browser.execute_script("return [innerWidth, innerHeight]")
            pictures.append(f'<image class="{scheme}" width="{size[0]}" height="{size[1]}" {_held(taken["data"])}/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" role="img">\n'
        f"<title>newsclean --report report.html {SAMPLE}</title>\n<style>{_SCHEMES}</style>\n"
        + "\n".join(pictures)
        + "\n</svg>\n"
    )


def speed_svg(readme: str) -> str:
    """The rates of the README's table of speed, for the number of pages that most of its rows have."""
    found = re.findall(r"^\| ([\w, ]+?) \| (\w+) \| ([\d,]+) \| (\d+) \| [\d.]+ \| \d+ \|$", readme, re.MULTILINE)
    rows = [(f"{name}, {format}", int(rate)) for name, format, pages, rate in found if pages == found[0][2]]
    most = max(rate for _, rate in rows)
    groups: dict[str, list[Bar]] = {"Text dumps": [], "HTML": []}
    for name, rate in rows:
        kind = "html" if "trafilatura" in name else "newsclean"
        groups["HTML" if name.startswith("html,") else "Text dumps"].append(Bar(name, rate / most, str(rate), kind))
    title = f"Pages a second, {found[0][2]} pages in one process"
    return bars(groups, title, {"newsclean": "newsclean", "html": "trafilatura"})


def _held(data: str) -> str:
    assert base64.b64decode(data)[8:12] == b"WEBP"
    return f'href="data:image/webp;base64,{data}"'


def main() -> None:
    """Write the pictures."""
    os.chdir(ROOT)
    (FOLDER / "speed.svg").write_text(speed_svg(Path("README.md").read_text(encoding="utf-8")), encoding="utf-8")
    page = Page(text=Path(SAMPLE).read_text(encoding="utf-8"), source=SAMPLE)
    (cleaned,) = clean_many([page], Settings(lines=True))
    assert isinstance(cleaned, Cleaned)
    (FOLDER / "explain.svg").write_text(explain_svg(cleaned), encoding="utf-8")
    (FOLDER / "report.svg").write_text(report_svg(cleaned), encoding="utf-8")


if __name__ == "__main__":
    main()
