"""A headless Chromium, with a profile of its own and nothing to load: what a browser's select-all gives of a page."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

__all__ = ["chromium", "missing", "selected"]

#: How to get what this module needs.
INSTALL = "pip install selenium; apt-get install chromium chromium-driver"
#: Names under which a Chromium may be installed.
NAMES = ("chromium", "chromium-browser", "google-chrome")
#: The window in which pages are selected, in pixels.
WINDOW = (1280, 900)
#: Seconds a page may take to load.
TIMEOUT = 60

# With scripts off, what a page has for readers without them is obeyed, such as to go elsewhere.
_REFRESH = re.compile(r"<meta\b[^<>]*\bhttp-equiv\s*=\s*[\"']?refresh\b[^<>]*>", re.IGNORECASE)
_SELECT_ALL = "getSelection().selectAllChildren(document.body); return getSelection().toString()"


def missing() -> str | None:
    """What is missing for a browser, and how to get it; None if nothing is."""
    if importlib.util.find_spec("selenium") is None:
        return f"there is no selenium: {INSTALL}"
    if not any(map(shutil.which, NAMES)) or not shutil.which("chromedriver"):
        return f"there is no Chromium with chromedriver: {INSTALL}"
    return None


@contextmanager
def chromium(width: int, height: int) -> Iterator[Any]:
    """A window of so many pixels."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, NAMES)))
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for argument in (
            "headless", "no-sandbox", "disable-gpu", "disable-quic", "disable-dev-shm-usage", "no-first-run",
            "disable-background-networking", "disable-component-update", "disable-sync",
            "host-resolver-rules=MAP * ~NOTFOUND", f"window-size={width},{height}", f"user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(f"--{argument}")
        window = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        window.set_script_timeout(300)  # the checker looks at thousands of elements, on a busy machine too
        try:
            yield window
        finally:
            window.quit()


def selected(page: str) -> str:
    """The text of a page, given as HTML, that select-all and copy give. The page's scripts do not run, and nothing that
    it refers to is loaded."""
    window, folder = _opened(os.getpid())  # a process that was forked from this one has a window of its own
    file = Path(folder.name, "page.html")
    file.write_text(_REFRESH.sub("", page), "utf-8-sig")  # the mark overrules the encoding that the page declares
    window.get(file.as_uri())
    return str(window.execute_script(_SELECT_ALL))


@cache
def _opened(process: int) -> tuple[Any, tempfile.TemporaryDirectory[str]]:
    """A process's window, and a folder for the file that it shows; both are gone when the process ends."""
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    opened = chromium(*WINDOW)
    window = opened.__enter__()
    # Unlike those of `atexit`, these are called in worker processes, too.
    Finalize(None, opened.__exit__, (None, None, None), exitpriority=2)
    Finalize(None, folder.cleanup, exitpriority=1)
    window.set_page_load_timeout(TIMEOUT)
    window.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    return window, folder
