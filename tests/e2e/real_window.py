"""The app in a window of a real X server, driven by real clicks and keys."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "xdotool")
_LOOKS = 4  # a tenth of a second apart

# Only reads: where the buttons are that can be seen, and what has the focus.
_PROBE = """
import json, os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from flux2studio import app

count = 0

def tell():
    global count
    count += 1
    places = {}
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.isVisible() and widget.isEnabled():
            at = widget.mapToGlobal(widget.rect().center())
            places[widget.accessibleName() or widget.text()] = [at.x(), at.y()]
    with open(sys.argv[1] + ".new", "w") as file:
        json.dump([count, places], file)
    os.replace(sys.argv[1] + ".new", sys.argv[1])

qt = app.make_application()
timer = QTimer(interval=100)
timer.timeout.connect(tell)
timer.start()
raise SystemExit(app.run([]))
"""


def can_run():
    return all(map(shutil.which, TOOLS))


@contextmanager
def x_server(size="1440x900x24"):
    """Start a screen of our own; yield the environment that programs on it need."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


class RealWindow:
    """The app on ``home``; ``actions`` counts what a person did."""

    def __init__(self, home, environment, log):
        self._places = Path(f"{home}.places")
        self._environment = {
            **environment,
            "FLUX2STUDIO_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
        }
        self._log = log
        self._seen = (0, None)
        self.actions = 0
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _PROBE, str(self._places)],
                env=self._environment,
                stdout=out,
                stderr=out,
            )

    def click(self, name, wait_s=40):
        """Click a button once it can be seen and has come to rest, wherever it is."""
        x, y = self.wait(lambda: self.at_rest(name), f"a button “{name}”", wait_s)
        self._do("mousemove", str(x), str(y), "click", "1")

    def key(self, keys):
        self._do("key", keys)

    def wait(self, what, words, wait_s=40):
        """Return what ``what`` returns as soon as that is something."""
        until = time.monotonic() + wait_s
        while time.monotonic() < until:
            assert self.process.poll() is None, self._log.read_text()
            if found := what():
                return found
            time.sleep(0.1)
        raise AssertionError(f"no {words} after {wait_s} s: {self._log.read_text()}")

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def at_rest(self, name):
        """Where a button is, once several looks in a row found it there."""
        count, at = self._find(name)
        if at is None or at != self._seen[1]:
            self._seen = (count, at)
        return at if at is not None and count - self._seen[0] >= _LOOKS else None

    def _find(self, name):
        try:
            count, places = json.loads(self._places.read_text())
        except FileNotFoundError:
            return 0, None
        return count, next((at for known, at in places.items() if known.startswith(name)), None)

    def _do(self, *command):
        self.actions += 1
        subprocess.run(["xdotool", *command], env=self._environment, check=True)
