"""An hour of work, without the pauses: what keeps the event loop of the window for long, and why.

Part of ``tests.benchmarks.workspace``. Some 700 acts as an artist's hour has them, in a random
order that is the same each time: words typed, references dropped, pictures made, walked through,
zoomed, compared, searched for, rated, settings opened, the theme changed. A timer that should
fire every millisecond notes the silences; a thread looks at what the window does in long ones.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PIL import Image
from PySide6.QtCore import QEventLoop, QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from flux2studio.app import make_application
from flux2studio.assembly import App, build
from flux2studio.core.history import MarkChange
from flux2studio.paths import paths_below
from flux2studio.ui.widgets.history_grid import HistoryGrid
from flux2studio.ui.widgets.main_window import Page
from tests.benchmarks.history_data import make
from tests.benchmarks.history_window import turn

GOAL_S = 0.05
LOOK_S = 0.03  # silences as long as this are looked into
HISTORY = 3_000
SEED = 20261121
IDLE_MS = 5_000
SAID = 12
WORDS = "a quiet valley at dusk, ink and wash, a red fox on wet slate, soft light"
# How often an hour has each act.
HOUR = {
    "type": 220,
    "walk": 120,
    "zoom": 120,
    "look around": 60,
    "generate": 45,
    "drop": 12,
    "clear a slot": 12,
    "backend": 20,
    "history": 24,
    "search": 40,
    "scroll": 60,
    "rate": 40,
    "compare": 20,
    "difference": 15,
    "settings": 6,
    "theme": 6,
    "full screen": 8,
    "undo": 20,
}


@dataclass(frozen=True, slots=True)
class Gap:
    seconds: float
    during: str
    where: str  # the innermost of our own lines, if one was seen


class Watch(QObject):
    """Beats in the window, and looks at it from another thread when a beat is late."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.during = ""
        self._last = time.perf_counter()
        self._where = ""
        self._ends = threading.Event()
        self._window = threading.get_ident()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()
        self._thread.start()

    def stop(self) -> None:
        self._timer.stop()
        self._ends.set()
        self._thread.join()

    def _beat(self) -> None:
        now = time.perf_counter()
        if now - self._last > LOOK_S:
            self.gaps.append(Gap(now - self._last, self.during, self._where))
        self._last, self._where = now, ""

    def _look(self) -> None:
        while not self._ends.wait(0.01):
            if time.perf_counter() - self._last > LOOK_S and not self._where:
                frame = sys._current_frames().get(self._window)
                self._where = _line_of(frame)


def _line_of(frame: FrameType | None) -> str:
    lines = [entry for entry in traceback.extract_stack(frame) if "flux2studio" in entry.filename]
    if not lines:
        return "the toolkit"
    last = lines[-1]
    return f"{Path(last.filename).name}:{last.lineno} {last.name}"


class Artist:
    """Does the acts, each in one turn of the event loop, as a hand does."""

    def __init__(self, app: App, pictures: list[Path], dice: random.Random) -> None:
        self._app, self._pictures, self._dice = app, pictures, dice
        self._models, self._window = app.view_models, app.window
        self._text = app.compose_panel.prompt.text
        self._stage = app.window._panels.stage
        self._grid = app.window.findChild(HistoryGrid)
        entries = app.studio.catalogue
        self._practice = [one.id for one in entries.models if one.backend == "practice"]
        self._others = [one.id for one in entries.models]

    def acts(self) -> dict[str, Callable[[], object]]:
        return {
            "type": self._type,
            "walk": self._walk,
            "zoom": self._zoom,
            "look around": self._look_around,
            "generate": self._generate,
            "drop": self._drop,
            "clear a slot": self._clear,
            "backend": self._backend,
            "history": self._history,
            "search": self._search,
            "scroll": self._scroll,
            "rate": self._rate,
            "compare": self._compare,
            "difference": self._difference,
            "settings": self._settings,
            "theme": self._theme,
            "full screen": self._full_screen,
            "undo": self._undo,
        }

    def _studio(self) -> None:
        self._window.show_page(Page.STUDIO)

    def _type(self) -> None:
        self._studio()
        self._text.setFocus()
        for letter in self._dice.choice(WORDS.split(",")):
            QTest.keyClick(self._text, letter)

    def _walk(self) -> None:
        self._studio()
        self._stage.view.fit()
        self._stage.view.stepped.emit(self._dice.choice((1, 1, -1)))

    def _zoom(self) -> None:
        self._studio()
        act = self._dice.choice(("toggle_fit", "zoom_in", "zoom_in", "zoom_out", "fit"))
        getattr(self._stage.view, act)()

    def _look_around(self) -> None:
        self._studio()
        by = QPointF(self._dice.randrange(-90, 90), self._dice.randrange(-90, 90))
        self._stage.view._look(self._stage.view.transform.panned(by))

    def _generate(self) -> None:
        self._studio()
        self._models.compose.choose_model(self._dice.choice(self._practice))
        self._models.compose.edit(prompt=f"{WORDS} {self._dice.randrange(1000)}", steps=12)
        if self._models.compose.can_generate:
            self._models.compose.generate()

    def _drop(self) -> None:
        self._studio()
        mime = QMimeData()
        some = self._dice.sample(self._pictures, self._dice.randrange(1, 3))
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in some])
        self._stage.dropped.emit(mime)

    def _clear(self) -> None:
        slots = self._models.compose.slots
        if slots.references:
            slots.clear(0)

    def _backend(self) -> None:
        self._studio()
        self._models.compose.choose_model(self._dice.choice(self._others))

    def _history(self) -> None:
        self._window.show_page(Page.HISTORY)

    def _search(self) -> None:
        self._history()
        self._models.history.search(self._dice.choice(("fox", "red coat", "rating:>=3", "", "")))

    def _scroll(self) -> None:
        self._history()
        assert self._grid is not None
        bar = self._grid.verticalScrollBar()
        bar.setValue(bar.value() + self._dice.randrange(-900, 1200))

    def _rate(self) -> None:
        numbers = self._models.history.model.numbers_in([(0, 30)])
        if numbers:
            chosen = [self._dice.choice(numbers)]
            change = MarkChange(rating=self._dice.randrange(6))
            self._models.history.marks.change(chosen, change)

    def _compare(self) -> None:
        model = self._models.history.model
        entries = [entry for row in range(3) if (entry := model.entry(row)) is not None]
        if len(entries) >= 2:
            self._models.history.compare(entries)
            self._models.compare.next_way()

    def _difference(self) -> None:
        self._studio()
        self._stage.toggle_difference()

    def _settings(self) -> None:
        self._app.surroundings.open_settings()
        QTimer.singleShot(400, self._close_dialogs)

    def _close_dialogs(self) -> None:
        for dialog in self._window.findChildren(QDialog):
            dialog.close()

    def _theme(self) -> None:
        self._models.settings.choose_theme(self._dice.choice(("dark", "light")))

    def _full_screen(self) -> None:
        self._studio()
        self._window.shortcuts["alone"].trigger()
        QTimer.singleShot(300, self._window.shortcuts["alone"].trigger)

    def _undo(self) -> None:
        self._window.shortcuts["undo"].trigger()


def hour() -> None:
    qt = make_application()
    with tempfile.TemporaryDirectory() as folder:
        home, dice = Path(folder) / "home", random.Random(SEED)
        make(home, HISTORY)
        app = build(paths_below(home), qt)
        app.studio.use_pictures_folder(Path(folder) / "made")
        app.window.resize(1920, 1080)
        app.window.show()
        app.start()
        app.window.studio.end_start()
        turn(qt, 4.0)
        watch = Watch()
        watch.start()
        _run(IDLE_MS, lambda: None)
        idle = max((gap.seconds for gap in watch.gaps), default=0.0)
        watch.gaps.clear()
        began = time.perf_counter()
        done = _work(Artist(app, _photographs(Path(folder)), dice), dice, watch)
        took = time.perf_counter() - began
        watch.stop()
        _report(watch.gaps, idle, done, took)
        app.window.close()
        app.close()


def _work(artist: Artist, dice: random.Random, watch: Watch) -> int:
    acts = artist.acts()
    plan = [name for name, often in HOUR.items() for _ in range(often)]
    dice.shuffle(plan)
    loop, left = QEventLoop(), iter(plan)

    def next_act() -> None:
        name = next(left, "")
        if not name:
            QTimer.singleShot(3000, loop.quit)
            return
        watch.during = name
        acts[name]()
        QTimer.singleShot(dice.randrange(40, 220), next_act)

    QTimer.singleShot(0, next_act)
    loop.exec()
    return len(plan)


def _run(milliseconds: int, act: Callable[[], object]) -> None:
    loop = QEventLoop()
    QTimer.singleShot(0, act)
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _report(gaps: list[Gap], idle: float, acts: int, took: float) -> None:
    longest = sorted(gaps, key=lambda gap: -gap.seconds)
    worst = longest[0].seconds if longest else 0.0
    over = [gap for gap in gaps if gap.seconds > GOAL_S]
    print(f"\nan hour of work: {acts} acts in {took:.0f} s")
    print(f"longest gap, window left alone {idle * 1e3:8.1f} ms")
    print(
        f"longest gap, at work           {worst * 1e3:8.1f} ms;"
        f" {len(over)} above {GOAL_S * 1e3:.0f} ms"
    )
    for gap in longest[:SAID]:
        print(f"  {gap.seconds * 1e3:6.1f} ms  after “{gap.during}”, in {gap.where}")
    for name, count in Counter(gap.during for gap in over).most_common():
        print(f"  {count:4} x {name}")
    print("goal: none above 50 ms")


def _photographs(folder: Path) -> list[Path]:
    paths = []
    for number in range(6):
        noise = Image.effect_noise((600, 400), 80 + number).resize((3000, 2000))
        path = folder / f"photograph-{number}.jpg"
        Image.merge("RGB", [noise] * 3).save(path, "JPEG", quality=92)
        paths.append(path)
    return paths
