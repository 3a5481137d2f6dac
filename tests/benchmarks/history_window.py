"""The history in the real window: start, search with paint, jumps, frames, and a new picture.

Part of ``tests.benchmarks.history``. Floors: a bare main window; a list of as many plain lines;
48 decodes of thumbnails in one thread.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QStringListModel
from PySide6.QtGui import QImageReader
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from flux2studio.app import make_application
from flux2studio.assembly import App, build
from flux2studio.core.job import JobUpdate
from flux2studio.core.request import GenerationRequest
from flux2studio.paths import paths_below
from flux2studio.ui.widgets.history_grid import HistoryGrid
from flux2studio.ui.widgets.history_page import HistoryPage
from flux2studio.ui.widgets.main_window import Page
from tests.benchmarks.history_data import jpegs

FRAME_S = 1 / 60
SIZE = (1200, 900)
QUERIES = ("fox", "photograph harbour", '"red coat"', "rating:>=4", "lora:inkwash>0.6", "tag:barn")

BARE = """
import sys, time
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)

class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)
        app.quit()

window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

REAL = """
import time
from flux2studio.app import make_application, open_window
from flux2studio.paths import find_paths
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


def window(homes: Mapping[int, Path]) -> None:
    qt = make_application()
    for count, home in homes.items():
        app = shown(home, qt, count)
        grid, page = found(app)
        title = f"{SIZE[0]} x {SIZE[1]}, {count:,} pictures"
        print(f"\n{title:45}    p50       p95     worst")
        searching(page, grid, qt)
        jumping(grid, qt)
        scrolling(grid, qt, count)
        appearing(app, grid, qt)
        app.window.close()
        app.close()
    starting(homes)


def shown(home: Path, qt: QApplication, count: int) -> App:
    """The app with its history in front, all numbers there."""
    app = build(paths_below(home), qt)
    app.window.resize(*SIZE)
    app.window.show()
    app.start()
    app.window.studio.end_start()
    app.window.show_page(Page.HISTORY)
    grid, _ = found(app)
    settle(qt, lambda: grid.model().rowCount() == count)
    turn(qt, 2.0)
    return app


def found(app: App) -> tuple[HistoryGrid, HistoryPage]:
    grid, page = app.window.findChild(HistoryGrid), app.window.findChild(HistoryPage)
    assert grid is not None
    assert page is not None
    return grid, page


def settle(qt: QApplication, is_done: Callable[[], bool], most_s: float = 120.0) -> float:
    """Let the window work until it is done; return the seconds."""
    began = time.perf_counter()
    while not is_done():
        assert time.perf_counter() - began < most_s, "it was waited for in vain"
        qt.processEvents()
        time.sleep(0.0002)
    return time.perf_counter() - began


def turn(qt: QApplication, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        qt.processEvents()
        time.sleep(0.001)


def searching(page: HistoryPage, grid: HistoryGrid, qt: QApplication, rounds: int = 4) -> None:
    """From a letter typed until the first results of it are painted."""
    took = []
    typed = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
    for text in [*typed, ""] * rounds:
        answers = QSignalSpy(grid.model().modelReset)
        began = time.perf_counter()
        page.search.setText(text)
        settle(qt, partial(is_told, answers))
        grid.viewport().repaint()
        took.append(time.perf_counter() - began)
        turn(qt, 0.05)
    page.search.setText("")
    turn(qt, 2.0)
    say("  search: first results painted", took)


def is_told(spy: QSignalSpy) -> bool:
    return spy.count() > 0


def jumping(grid: HistoryGrid, qt: QApplication, runs: int = 60) -> None:
    """To any place, until all thumbnails there are painted."""
    bar, chance, took = grid.verticalScrollBar(), random.Random(3), []
    for _ in range(runs):
        began = time.perf_counter()
        bar.setValue(chance.randrange(max(bar.maximum(), 1)))
        grid.viewport().repaint()
        settle(qt, grid.is_painted)
        took.append(time.perf_counter() - began)
        turn(qt, 0.05)
    say("  jump: all thumbnails painted", took)
    pictures = jpegs()[:48]
    floor = []
    for _ in range(20):
        began = time.perf_counter()
        for jpeg in pictures:
            decode(jpeg)
        floor.append(time.perf_counter() - began)
    say("  floor: 48 decodes, one thread", floor)


def decode(jpeg: bytes) -> None:
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    assert not QImageReader(buffer).read().isNull()


def scrolling(grid: HistoryGrid, qt: QApplication, count: int, frames: int = 400) -> None:
    plain = QListView()
    plain.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    plain.setUniformItemSizes(True)
    plain.setModel(QStringListModel([str(number) for number in range(min(count, 100_000))]))
    plain.resize(grid.size())
    plain.show()
    turn(qt, 0.5)
    for name, view in (("cells", grid), ("floor: plain list", plain)):
        for way, step in (("steady", 24), ("fast", 400), ("jumps", 0)):
            say(f"  frames: {name}, {way}", frames_of(view, qt, step, frames))


def frames_of(view: QAbstractItemView, qt: QApplication, step: int, frames: int) -> Sequence[float]:
    """Seconds for each frame; ``step`` is in pixels, 0: anywhere."""
    bar, chance, times = view.verticalScrollBar(), random.Random(3), []
    bar.setValue(0)
    turn(qt, 0.3)
    for frame in range(frames):
        room = max(bar.maximum(), 1)
        place = chance.randrange(room) if step == 0 else frame * step % room
        began = time.perf_counter()
        bar.setValue(place)
        view.viewport().repaint()
        qt.processEvents()
        times.append(time.perf_counter() - began)
        time.sleep(max(0.0, FRAME_S - times[-1]))
    return times


def appearing(app: App, grid: HistoryGrid, qt: QApplication, runs: int = 15) -> None:
    """From the moment a picture of the practice backend is told of to its painted cell."""
    told: list[float] = []

    def note(update: JobUpdate) -> None:
        if update.generations and update.state.is_final:
            told.append(time.perf_counter())

    app.studio.generation.subscribe(note)
    took = []
    with tempfile.TemporaryDirectory() as folder:  # the pictures folder is a drive that is away
        for number in range(runs):
            rows = grid.model().rowCount()
            request = GenerationRequest(prompt=f"new {number}", count=1)
            app.studio.generation.start(request, folder=Path(folder))
            settle(qt, partial(has_more, grid, rows))
            grid.viewport().repaint()
            took.append(time.perf_counter() - told[-1])
            turn(qt, 0.2)
    say("  a new picture: told, until painted", took)


def has_more(grid: HistoryGrid, rows: int) -> bool:
    return grid.model().rowCount() > rows


def starting(homes: Mapping[int, Path], runs: int = 7) -> None:
    """New processes, bare and real in turn; the page shown last was the history."""
    with tempfile.TemporaryDirectory() as nowhere:
        scripts = {"bare": (BARE, Path(nowhere)), **{f"{n:,}": (REAL, h) for n, h in homes.items()}}
        for script, home in scripts.values():
            start(script, home)
        times: dict[str, list[list[float]]] = {name: [] for name in scripts}
        for _ in range(runs):
            for name, (script, home) in scripts.items():
                times[name].append(start(script, home))
    bare = statistics.median(run[0] for run in times.pop("bare"))
    print(f"\nstart, median of {runs}: bare main window {bare * 1e3:.0f} ms")
    firsts = []
    for name, each in times.items():
        first, last = (statistics.median(run[at] for run in each) for at in (0, -1))
        firsts.append(first)
        print(f"  {name:>9}: first page painted {first * 1e3:.0f} ms, {first / bare:.2f} x", end="")
        print(f"; the whole window {last * 1e3:.0f} ms")
    if len(firsts) > 1:
        print(f"  between the sizes {firsts[-1] / firsts[0]:.2f} x")
    print("goals: at most 1.4 x a bare main window, at most 1.1 x between the sizes")


def start(script: str, home: Path) -> list[float]:
    environment = {**os.environ, "FLUX2STUDIO_HOME": str(home)}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [float(line) - began for line in done.stdout.splitlines()]


def say(name: str, seconds: Sequence[float]) -> None:
    ordered = sorted(seconds)
    p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{name:45} {p50 * 1e3:6.1f} ms {p95 * 1e3:6.1f} ms {ordered[-1] * 1e3:6.1f} ms")
