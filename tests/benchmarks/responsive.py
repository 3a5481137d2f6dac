"""Longest gap of the event loop while four 24-megapixel references are dropped and a job runs.

    python -m tests.benchmarks.responsive [RUNS]

The real window is driven as an artist would: the files are dropped on the first slot, then
Generate is pressed while they may still be read. A timer that should fire every millisecond notes
the longest silence. The floor is the same window left alone for as long.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PIL import Image
from PySide6.QtCore import QEventLoop, QMimeData, Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication

from flux2studio.app import make_application
from flux2studio.assembly import App, build
from flux2studio.core.job import JobState, JobUpdate
from flux2studio.paths import paths_below


class Heartbeat:
    """Notes when the event loop is silent for long."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def during(self, act: Callable[[QEventLoop], None]) -> float:
        """Run the event loop until ``act`` quits it; return the longest gap in milliseconds."""
        self.gaps.clear()
        loop = QEventLoop()
        self._last = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(0, lambda: act(loop))
        loop.exec()
        self._timer.stop()
        return max(self.gaps) * 1000


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    qt = make_application()
    with tempfile.TemporaryDirectory() as folder:
        photographs = _photographs(Path(folder))
        results = [_measure(qt, Path(folder) / f"home-{run}", photographs) for run in range(runs)]
    idle, busy = (statistics.median(values) for values in zip(*results, strict=True))
    worst = max(result[1] for result in results)
    print(f"longest gap, window left alone          {idle:6.1f} ms (median of {runs})")
    print(f"longest gap, four 24 MP drops and a job {busy:6.1f} ms, worst {worst:.1f} ms")
    print("goal: under 50 ms")


def _measure(qt: QApplication, home: Path, photographs: list[Path]) -> tuple[float, float]:
    app = build(paths_below(home), qt)
    app.window.show()
    app.start()
    app.window.studio.end_start()
    heartbeat = Heartbeat()
    heartbeat.during(lambda loop: QTimer.singleShot(1500, loop.quit))  # the start settles
    idle = heartbeat.during(lambda loop: QTimer.singleShot(1500, loop.quit))
    busy = heartbeat.during(lambda loop: _work(app, photographs, loop))
    app.window.close()
    app.close()
    app.window.deleteLater()
    return idle, busy


def _work(app: App, photographs: list[Path], loop: QEventLoop) -> None:
    compose, mime = app.view_models.compose, QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in photographs])
    compose.edit(prompt="a quiet valley at dusk", steps=28)
    app.window._panels.stage.dropped.emit(mime)

    def generate_when_read() -> None:
        if compose.can_generate and len(compose.slots.references) == len(photographs):
            poll.stop()
            compose.generate()

    def on_update(update: JobUpdate) -> None:
        if update.state is JobState.FINISHED:
            QTimer.singleShot(300, loop.quit)  # the stage still decodes and paints it

    poll = QTimer(app.window, interval=5)
    poll.timeout.connect(generate_when_read)
    poll.start()
    app.view_models.bridge.updated.connect(on_update)


def _photographs(folder: Path) -> list[Path]:
    paths = []
    for number in range(4):
        noise = Image.effect_noise((750, 500), 80 + number).resize((6000, 4000))
        path = folder / f"photograph-{number}.jpg"
        Image.merge("RGB", [noise] * 3).save(path, "JPEG", quality=92)
        paths.append(path)
    return paths


if __name__ == "__main__":
    main()
