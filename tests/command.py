"""The command line as tests run it: in a process of its own, with pipes or on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from contextlib import suppress
from typing import Any

COMMAND = [sys.executable, "-m", "newsclean"]


def run(*arguments: object, stdin: bytes = b"", **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run it with pipes; `more` is for `subprocess.run`."""
    return subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, **more)


def on_terminal(*arguments: object, streams: Collection[str] = ("stdout", "stderr"), **more: Any) -> tuple[int, str]:
    """Run it with a terminal for some streams, and nothing for the others; returns the exit code and what is shown."""
    import pty  # not on Windows

    ours, theirs = pty.openpty()
    nothing = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    options = nothing | more | dict.fromkeys(streams, theirs)
    shown = b""
    with subprocess.Popen([*COMMAND, *map(str, arguments)], **options) as process:
        os.close(theirs)
        with suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(ours, 1 << 16):
                shown += piece
    os.close(ours)
    return process.returncode, shown.decode().replace("\r\n", "\n")
