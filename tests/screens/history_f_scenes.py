"""The grid of the history: its sizes, what is on its way, what is gone, and the first paint."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.history import FileState, Label, Marks, Pick
from flux2studio.ui.tokens import DARK
from flux2studio.ui.widgets.curtain import Curtain
from flux2studio.ui.widgets.grid_first_page import first_page
from flux2studio.ui.widgets.grid_plan import CELL_WIDTH, WIDTHS
from tests.screens.waiting import wait, wait_until

WORKERS = 4
MARKS = (
    Marks(rating=5, pick=Pick.PICKED, label=Label.GREEN),
    Marks(pick=Pick.REJECTED),
    Marks(rating=3),
    Marks(label=Label.RED),
    Marks(rating=1, label=Label.BLUE),
)


class GridTour:
    """Begins on the page of the history with pictures in it, and leaves it as it was."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._grid = app.window._panels.history.grid
        self._model = app.view_models.history.model
        self._loader = app.view_models.history._thumbnails

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, grid = self._app.window, self._grid
        before = [self._model.entry(row) for row in range(self._model.rowCount())]
        self._model.update(
            [replace(entry, marks=marks) for entry, marks in zip(before, MARKS, strict=False)]
        )
        for name, width in (("small", WIDTHS[0]), ("large", WIDTHS[-4])):
            grid.set_zoom(width)
            wait_until(grid.is_painted)
            yield f"history-{name}", window
        grid.set_zoom(CELL_WIDTH)
        grid.choose_day(1, grid.selectionModel().SelectionFlag.ClearAndSelect)
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
        yield "history-day-chosen", window
        grid.clearSelection()
        yield from self._gone(before[5:7])
        self._model.update(before)
        yield from self._on_their_way()
        yield from self._first_paint()

    def _gone(self, entries) -> Iterator[tuple[str, QWidget]]:
        states = (FileState.MISSING, FileState.CHANGED)
        self._model.update(
            [replace(entry, file=state) for entry, state in zip(entries, states, strict=True)]
        )
        self._loader.forget(entries[0].id)
        self._loader._missing.add(entries[0].id)
        yield "history-gone", self._app.window
        self._loader.try_again()

    def _on_their_way(self) -> Iterator[tuple[str, QWidget]]:
        """Some rows have come, without their pictures; the rest has not."""
        numbers = self._model.numbers_in([(0, self._model.rowCount() - 1)])
        with self._held_up():
            for number in numbers:
                self._loader.forget(self._model.entry(self._model.row_of(number)).id)
            self._model._entries.drop(numbers[len(numbers) // 2 :])
            self._grid.viewport().update()
            yield "history-loading", self._app.window
        wait_until(self._grid.is_painted)

    def _first_paint(self) -> Iterator[tuple[str, QWidget]]:
        window = self._app.window
        page = first_page(self._grid, window)
        curtain = Curtain(DARK, lambda: page)
        curtain.resize(window.size())
        yield "history-first-paint", curtain
        curtain.deleteLater()

    @contextmanager
    def _held_up(self) -> Iterator[None]:
        """Every worker is busy with something else."""
        go_on = threading.Event()
        for _ in range(WORKERS):
            self._app.studio.background.submit(go_on.wait)
        self._app.decoding.submit(go_on.wait)
        wait(50)
        try:
            yield
        finally:
            go_on.set()
