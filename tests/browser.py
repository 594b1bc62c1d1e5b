"""A headless Chromium for the tests and pictures of the report: with a profile of its own, and nothing to load."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: Names under which a Chromium may be installed.
NAMES = ("chromium", "chromium-browser", "google-chrome")


def missing() -> str | None:
    """What is missing for a browser, and how to get it; None if nothing is."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is in the extra newsclean[dev]"
    if not any(map(shutil.which, NAMES)) or not shutil.which("chromedriver"):
        return "there is no Chromium with chromedriver: apt-get install chromium chromium-driver"
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
            f"window-size={width},{height}", f"user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(f"--{argument}")
        window = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        window.set_script_timeout(300)  # the checker looks at thousands of elements, on a busy machine too
        try:
            yield window
        finally:
            window.quit()
