"""Time to the first painted window, as a ratio to a bare PySide6 window in the same run.

    python -m tests.benchmarks.startup [RUNS]

Each start is a fresh process. The clock begins before the process is made. The first figure ends
when the first paint event of the window has been delivered; the second, for which there is no
goal yet, when every panel is in the window and painted. Bare and real starts alternate, so that
a busy machine disturbs both alike.
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

class Window(QWidget):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)
        app.quit()

window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

REAL = """
import sys, time
from flux2studio.app import make_application, open_window
from flux2studio.paths import find_paths
from PySide6.QtCore import QTimer
app = make_application()
opening = open_window(app, find_paths(), [])
opening.window.curtain.painted.connect(lambda: print(time.monotonic(), flush=True))

def ready(opened):
    opened.window.repaint()
    print(time.monotonic(), flush=True)
    app.quit()

opening.opened.connect(ready)
app.exec()
opening.close()
"""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "FLUX2STUDIO_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        for script in (BARE, REAL):  # warm the disk cache and make the home
            _start(script, environment)
        pairs = [(_start(BARE, environment), _start(REAL, environment)) for _ in range(runs)]
    bare = statistics.median(pair[0][0] for pair in pairs)
    first = statistics.median(pair[1][0] for pair in pairs)
    ready = statistics.median(pair[1][1] for pair in pairs)
    print(f"bare window, painted         {bare * 1000:6.0f} ms (median of {runs})")
    print(f"flux2studio, first painted   {first * 1000:6.0f} ms")
    print(f"flux2studio, all in place    {ready * 1000:6.0f} ms")
    print(f"ratio of the first paint     {first / bare:6.2f}    goal: at most 1.5")
    print(f"ratio of the whole window    {ready / bare:6.2f}")


def _start(script: str, environment: dict[str, str]) -> list[float]:
    """Seconds from before the process exists to each moment the script prints."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [float(line) - began for line in done.stdout.splitlines()]


if __name__ == "__main__":
    main()
