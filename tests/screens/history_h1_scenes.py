"""Pictures set against each other: beside each other, divided, held, four, and with a reference."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.history import MarkChange
from flux2studio.ui.viewmodels.compare import Way
from flux2studio.ui.widgets.compare_page import ComparePage
from flux2studio.ui.widgets.history_grid import HistoryGrid
from flux2studio.ui.widgets.main_window import Page
from tests.screens.waiting import wait, wait_until


class CompareTour:
    """Chooses pictures in the history that is loaded, as an artist would."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._model = app.view_models.compare

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window = self._app.window
        window.show_page(Page.COMPARE)
        wait()
        yield "compare-empty", window
        self._compare(1, 2)
        self._model.mark(MarkChange(rating=4))
        wait()
        yield "compare-beside", window
        self._compare(3, 6)
        self._page.beside.views[1].zoom_in()
        for _ in range(6):
            self._page.beside.views[1].zoom_in()
        wait()
        yield "compare-zoomed", window
        self._page.fit()
        self._model.choose_way(Way.SLIDER)
        wait()
        yield "compare-slider", window
        self._model.choose_way(Way.HOLD)
        wait()
        yield "compare-hold", window
        self._model.choose_way(Way.BESIDE)
        self._compare(1, 3, 5, 7)
        yield "compare-four", window
        self._model.choose_way(Way.SLIDER)
        wait()
        yield "compare-four-slider", window
        self._model.choose_way(Way.BESIDE)
        yield from self._with_reference()

    def _with_reference(self) -> Iterator[tuple[str, QWidget]]:
        window, stage = self._app.window, self._app.view_models.stage
        window.show_page(Page.STUDIO)
        wait_until(lambda: not stage.before.is_null)
        stage.side_by_side()
        wait_until(lambda: window.page is Page.COMPARE)
        self._wait_for_pictures()
        yield "compare-reference", window
        window.show_page(Page.STUDIO)

    @property
    def _page(self) -> ComparePage:
        page = self._app.window.findChild(ComparePage)
        assert page is not None
        return page

    def _compare(self, *rows: int) -> None:
        """Choose these rows in the grid and press the key."""
        window = self._app.window
        window.show_page(Page.HISTORY)
        grid = window.findChild(HistoryGrid)
        assert grid is not None
        grid.clearSelection()
        for row in rows:
            index = grid.model().index(row, 0)
            grid.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        window.shortcuts["compare"].trigger()
        wait_until(lambda: window.page is Page.COMPARE)
        self._wait_for_pictures()

    def _wait_for_pictures(self) -> None:
        model = self._model
        wait_until(
            lambda: (
                model.rows is not None
                and all(model.picture(place) for place in range(len(model.sides)))
            )
        )
