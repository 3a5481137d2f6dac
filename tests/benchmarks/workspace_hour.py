"""An hour of work, without the pauses: what keeps the event loop of the window for long, and why.

Part of ``tests.benchmarks.workspace``. Some 700 acts as an artist's hour has them, in a random
order that is the same each time: words typed, references dropped, pictures made, walked through,
zoomed, compared, searched for, rated, settings opened, the theme changed. A timer that should
fire every millisecond notes the silences; a thread looks at what the window does in long ones.
"""

from __future__ import annotations

import faulthandler
import random
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
LETTER_MS = 12
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
    processor: float  # of them in the thread of the window: what other work does not add to
    during: str
    where: str  # the innermost of our own lines, if one was seen


class Watch(QObject):
    """Beats in the window, and looks at it from another thread when a beat is late."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.during = ""
        self._last = time.perf_counter()
        self._processor = time.thread_time()
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
        now, processor = time.perf_counter(), time.thread_time()
        if now - self._last > LOOK_S:
            used = processor - self._processor
            self.gaps.append(Gap(now - self._last, used, self.during, self._where))
        self._last, self._processor, self._where = now, processor, ""

    def _look(self) -> None:
        with tempfile.TemporaryFile("w+") as told:
            while not self._ends.wait(0.01):
                if time.perf_counter() - self._last > LOOK_S and not self._where:
                    told.seek(0)
                    told.truncate()
                    faulthandler.dump_traceback(told)  # makes no object that would keep one alive
                    told.seek(0)
                    self._where = _line_of(self._window, told.read())


def _line_of(thread: int, told: str) -> str:
    """Return the innermost line of our own in what a thread was doing."""
    _, _, mine = told.partition(f"0x{thread:016x}")
    lines = [line for line in mine.partition("\n\n")[0].splitlines() if "flux2studio/" in line]
    found = re.search(r'([^/]+\.py)", line (\d+) in (\w+)', lines[0]) if lines else None
    return f"{found[1]}:{found[2]} {found[3]}" if found else "the toolkit"


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
        letters = iter(self._dice.choice(WORDS.split(",")))
        keys = QTimer(self._text, interval=LETTER_MS)

        def next_letter() -> None:
            if letter := next(letters, ""):
                QTest.keyClick(self._text, letter)
            else:
                keys.stop()
                keys.deleteLater()

        keys.timeout.connect(next_letter)
        keys.start()

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
            slots.remove(0)

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
        artist = Artist(app, _photographs(Path(folder)), dice)
        turn(qt, 0.5)
        watch = Watch()
        watch.start()
        _run(IDLE_MS, lambda: None)
        idle = max((gap.seconds for gap in watch.gaps), default=0.0)
        watch.gaps.clear()
        began = time.perf_counter()
        done = _work(artist, dice, watch)
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
        QTimer.singleShot(dice.randrange(40, 320), next_act)

    QTimer.singleShot(0, next_act)
    loop.exec()
    return len(plan)


def _run(milliseconds: int, act: Callable[[], object]) -> None:
    loop = QEventLoop()
    QTimer.singleShot(0, act)
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _report(gaps: list[Gap], idle: float, acts: int, took: float) -> None:
    worst = max((gap.seconds for gap in gaps), default=0.0)
    over = [gap for gap in gaps if gap.seconds > GOAL_S]
    busy = sorted((gap for gap in gaps if gap.processor > GOAL_S), key=lambda gap: -gap.processor)
    print(f"\nan hour of work: {acts} acts in {took:.0f} s")
    print(f"longest gap, window left alone {idle * 1e3:8.1f} ms")
    print(f"longest gap, at work           {worst * 1e3:8.1f} ms")
    goal = f"{GOAL_S * 1e3:.0f} ms"
    print(
        f"{len(over)} above {goal}, of which the window itself was busy for longer in {len(busy)}:"
    )
    for gap in busy[:SAID]:
        print(f"  {gap.processor * 1e3:6.1f} ms  after “{gap.during}”, in {gap.where}")
    for name, count in Counter(gap.during for gap in busy).most_common():
        longest = max(gap.processor for gap in busy if gap.during == name)
        print(f"  {count:4} x {name}, at most {longest * 1e3:.0f} ms of the processor")
    print(f"goal: none above {goal}")


def _photographs(folder: Path) -> list[Path]:
    paths = []
    for number in range(6):
        noise = Image.effect_noise((600, 400), 80 + number).resize((3000, 2000))
        path = folder / f"photograph-{number}.jpg"
        Image.merge("RGB", [noise] * 3).save(path, "JPEG", quality=92)
        paths.append(path)
    return paths
