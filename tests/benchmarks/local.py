"""What the local engine costs the window and the artist, on a tiny model.

    python -m tests.benchmarks.local [RUNS]

The real window drives the real engine process. Measured: the longest gap of the event loop while
the engine imports its libraries, loads the model and paints, beside the same window left alone;
the time of the app around the pipeline, per picture; how long a cancel takes beside a step; how
long it takes to end the engine in the middle of a picture.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from flux2studio.app import make_application
from flux2studio.assembly import App, build
from flux2studio.core.job import JobState, JobUpdate, Phase
from flux2studio.core.request import Size
from flux2studio.paths import paths_below
from tests.benchmarks.responsive import Heartbeat

MODEL = "local/klein-4b"
_SMALL, _LARGE = Size(width=256, height=256), Size(width=1024, height=1024)
_PICTURES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Milliseconds."""

    idle_gap: float
    first_gap: float
    warm_gap: float
    around: float
    cancel: float
    step: float
    kill: float


class Run:
    """One job from the click to its end; ``cancel_at`` steps it is cancelled."""

    def __init__(self, app: App, *, cancel_at: int = 0) -> None:
        self._app = app
        self._cancel_at = cancel_at
        self.seconds = self.pipeline = self.cancelled_at = self.cancel = self.step = 0.0

    def act(self, loop: QEventLoop) -> None:
        self._loop = loop
        self._began = time.perf_counter()
        self._app.view_models.bridge.updated.connect(self._on_update)
        self._app.view_models.compose.generate()

    def _on_update(self, update: JobUpdate) -> None:
        now, progress = time.perf_counter(), update.progress
        reached = progress.phase is Phase.RENDERING and progress.done >= self._cancel_at
        if self._cancel_at and reached and not self.cancelled_at:
            self.cancelled_at = now
            self._app.studio.generation.cancel(update.job.id)
        if not update.state.is_final:
            return
        self._app.view_models.bridge.updated.disconnect(self._on_update)
        self.seconds = now - self._began
        if update.state is JobState.CANCELLED:
            self.cancel = now - self.cancelled_at
        elif update.state is not JobState.FINISHED:
            raise SystemExit(f"The job ended as {update.state}: {update.error}")
        runs = [made.recipe.local for made in update.generations if made.recipe.local]
        self.pipeline = sum(run.seconds for run in runs)
        self.step = max((run.seconds_per_step for run in runs), default=0.0)
        QTimer.singleShot(300, self._loop.quit)  # the stage still decodes and paints it


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    qt = make_application()
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        build_it = [sys.executable, "-m", "tests.engine.tiny", "klein", str(model)]
        subprocess.run(build_it, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = [_measure(qt, Path(folder) / f"home-{run}", model) for run in range(runs)]

    def median(name: str) -> float:
        return statistics.median(getattr(figures, name) for figures in found)

    def worst(name: str) -> float:
        return max(getattr(figures, name) for figures in found)

    rows = (
        ("longest gap, window left alone", "idle_gap", ""),
        ("longest gap, import, load and first picture", "first_gap", "goal: under 30"),
        (f"longest gap, {_PICTURES} pictures, model loaded", "warm_gap", "goal: under 30"),
        ("the app around the pipeline, a picture", "around", "goal: under 50"),
        ("from cancel to cancelled", "cancel", "goal: within one step"),
        ("one step of the cancelled job", "step", ""),
        ("end of the engine in the middle of a picture", "kill", "goal: under 200"),
    )
    for words, name, goal in rows:
        print(f"{words:46} {median(name):7.1f} ms, worst {worst(name):7.1f}  {goal}")


def _measure(qt: QApplication, home: Path, model: Path) -> Figures:
    app = build(paths_below(home), qt)
    app.studio.models.use(MODEL, model)
    app.window.show()
    app.start()
    app.window.studio.end_start()
    heartbeat = Heartbeat()
    heartbeat.during(lambda loop: QTimer.singleShot(1500, loop.quit))  # the start settles
    idle = heartbeat.during(lambda loop: QTimer.singleShot(1500, loop.quit))
    compose = app.view_models.compose
    compose.choose_backend("local")
    compose.choose_model(MODEL)
    compose.edit(prompt="a quiet valley at dusk", size=_SMALL, steps=4)
    first_gap = heartbeat.during(Run(app).act)
    compose.edit(count=_PICTURES)
    warm = Run(app)
    warm_gap = heartbeat.during(warm.act)
    compose.edit(count=1, size=_LARGE, steps=8)
    whole, cancelled = Run(app), Run(app, cancel_at=2)
    heartbeat.during(whole.act)
    heartbeat.during(cancelled.act)
    figures = Figures(
        idle_gap=idle,
        first_gap=first_gap,
        warm_gap=warm_gap,
        around=(warm.seconds - warm.pipeline) / _PICTURES * 1000,
        cancel=cancelled.cancel * 1000,
        step=whole.step * 1000,
        kill=_end_in_the_middle(app),
    )
    app.window.close()
    app.close()
    app.window.deleteLater()
    return figures


def _end_in_the_middle(app: App) -> float:
    """Milliseconds until the engine process is gone while it paints."""
    loop = QEventLoop()
    took = 0.0

    def on_update(update: JobUpdate) -> None:
        nonlocal took
        if update.progress.phase is Phase.RENDERING and update.progress.done and not took:
            began = time.perf_counter()
            app.studio.engine.close()
            took = (time.perf_counter() - began) * 1000
        if update.state.is_final:
            loop.quit()

    app.view_models.bridge.updated.connect(on_update)
    app.view_models.compose.generate()
    loop.exec()
    app.view_models.bridge.updated.disconnect(on_update)
    return took


if __name__ == "__main__":
    main()
