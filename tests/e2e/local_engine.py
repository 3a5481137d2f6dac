"""The app with a tiny model of this computer, and its engines, which tests watch and kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.e2e.app_process import App

ROOT = Path(__file__).parents[2]


def build_tiny(kind, folder):
    """Build a tiny pipeline in a process of its own, so that this one does without torch."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.engine.tiny", kind, str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return folder


def local_app(home, klein):
    """Return an app that knows where klein 4B lies."""
    app = App(home, {"OMP_NUM_THREADS": "1"})  # tiny layers: two threads only spin
    code, _, err = app.run("models", "use", "local/klein-4b", klein)
    assert code == 0, err
    return app


def engines(home):
    """The ids of the engine processes started from this home that still run."""
    return children(home, b"flux2studio.engine")


def children(home, word):
    """The ids of the processes started from this home with ``word`` in their command."""
    mark = f"FLUX2STUDIO_HOME={home}".encode()
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_it = word in (process / "cmdline").read_bytes()
            if is_it and mark in (process / "environ").read_bytes().split(b"\0"):
                found.add(int(process.name))
    return found


def wait_until(holds, seconds=30.0):
    """Return what ``holds`` says once it is true, or its last word when time is up."""
    until = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < until:
        threading.Event().wait(0.02)
    return found


def kill_engines(home):
    for pid in engines(home):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def pictures(home):
    """The finished pictures of a home."""
    return sorted((home / "Pictures").rglob("*.png"))
