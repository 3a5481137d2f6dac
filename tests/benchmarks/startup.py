"""Time to the first painted window, as a ratio to a bare PySide6 window in the same run.

    python -m tests.benchmarks.startup [RUNS]

Each start is a fresh process. The clock begins before the process is made and ends when the first
paint event of the window has been delivered. Bare and real starts alternate, so that a busy
machine disturbs both alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

BARE = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
"""

REAL = """
import sys, time
from flux2studio.app import build, make_application
from flux2studio.paths import find_paths
from PySide6.QtCore import QEvent, QObject
app = make_application()
studio = build(find_paths(), app)
window = studio.window
"""

MEASURE = """
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            print(time.monotonic(), flush=True)
            app.quit()
        return False

first = FirstPaint()
window.installEventFilter(first)
window.resize(1280, 800)
window.show()
app.exec()
"""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "FLUX2STUDIO_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        for script in (BARE, REAL):  # warm the disk cache and make the home
            _start(script, environment)
        pairs = [(_start(BARE, environment), _start(REAL, environment)) for _ in range(runs)]
    bare = statistics.median(pair[0] for pair in pairs)
    real = statistics.median(pair[1] for pair in pairs)
    print(f"bare window   {bare * 1000:6.0f} ms (median of {runs})")
    print(f"flux2studio   {real * 1000:6.0f} ms")
    print(f"ratio         {real / bare:6.2f}   goal: at most 1.5")


def _start(script: str, environment: dict[str, str]) -> float:
    """Seconds from before the process exists to its first paint."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script + MEASURE + ("studio.close()" if script is REAL else "")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(done.stdout.splitlines()[-1]) - began


if __name__ == "__main__":
    main()
