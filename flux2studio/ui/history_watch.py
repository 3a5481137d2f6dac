"""Looks now and then whether the files of the pictures that show are still as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Entry
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.thumbnails import ThumbnailLoader
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.history_grid import HistoryGrid

EVERY_MS = 2000


class Watch(Protocol):
    """Knows what became of files; blocking."""

    def look(self, numbers: Sequence[int]) -> list[Entry]:
        """Return those of the pictures that are others now."""


class HistoryWatch(QObject):
    """``watch`` is asked for on a worker, with the first look.

    One look at a time, and none while nobody sees the grid: the window is hidden or another
    program is in front of it.
    """

    def __init__(
        self,
        grid: HistoryGrid,
        watch: Callable[[], Watch],
        tasks: Tasks,
        history: HistoryViewModel,
        thumbnails: ThumbnailLoader,
    ) -> None:
        super().__init__(grid)
        self._grid = grid
        self._watch = watch
        self._tasks = tasks
        self._history = history
        self._thumbnails = thumbnails
        self._is_looking = False
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Look at what shows, unless that is being done."""
        is_seen = self._grid.isVisible() and self._grid.window().isActiveWindow()
        numbers = self._grid.shown_numbers()
        if is_seen and numbers and not self._is_looking:
            self._is_looking = True
            self._tasks.run(lambda: self._watch().look(numbers), self._on_looked, self._on_failed)

    def _on_looked(self, changed: Sequence[Entry]) -> None:
        self._is_looking = False
        if changed:
            for entry in changed:
                self._thumbnails.forget(entry.id)
            self._history.take_in(changed)

    def _on_failed(self, _: StudioError) -> None:
        """Whoever reads the history says so; here it is only looked at again."""
        self._is_looking = False
