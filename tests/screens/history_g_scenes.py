"""The history as one searches, sorts and judges: chips, completion, albums, marks, the question."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.history import Label, MarkChange, Pick
from flux2studio.ui.history_desk import HistoryDesk
from tests.screens.waiting import wait, wait_until

_Flag = QItemSelectionModel.SelectionFlag
_MARKS = (
    MarkChange(rating=5, pick=Pick.PICKED, label=Label.GREEN, add_tags=("harbour", "night")),
    MarkChange(rating=4, add_tags=("print",)),
    MarkChange(pick=Pick.REJECTED),
    MarkChange(rating=3, label=Label.RED, add_tags=("print",)),
    MarkChange(pick=Pick.REJECTED, label=Label.PURPLE),
    MarkChange(rating=2, label=Label.BLUE),
)


class CullingTour:
    """Begins on the page of the history with pictures in it, and leaves no mark behind."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._history = app.view_models.history
        self._page = app.window._panels.history

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, page = self._app.window, self._page
        self._judge()
        yield "history-judged", window
        window.activateWindow()  # a dialog of an earlier scene had the focus
        page.search.setFocus()
        QTest.keyClicks(page.search, "ra")
        wait_until(lambda: bool(page.search.offered))
        QTest.keyClick(page.search, Qt.Key.Key_Down)
        yield "history-completion", window
        page.search.close_list()
        self._search("rating:>=3 tag:print date:this-year")
        yield "history-chips", window
        self._search("rating:9 harbour")
        page.grid.setFocus()
        page.search.setCursorPosition(0)
        yield "history-problem", window
        self._search("album:Postcards")
        yield "history-album-empty", window
        self._search("is:rejected")
        page.question.count()
        wait_until(page.question.isVisible)
        yield "history-delete-question", window
        page.question.hide()
        self._search("")
        self._choose(3)
        yield "history-several", window
        popover = page.cull.open_tags()
        wait()
        if popover is not None:
            yield "history-tags", popover
            popover.close()
        self._choose(1)
        page.menu.menu().popup(page.menu.mapToGlobal(page.menu.rect().bottomLeft()))
        wait()
        yield "history-menu", page.menu.menu()
        page.menu.menu().close()
        desk = next(iter(page.findChildren(HistoryDesk)))
        for name, dialog in (("check", desk.open_check()), ("rebuild", desk.open_rebuild())):
            wait_until(lambda dialog=dialog: dialog.close_button.isDefault())
            yield f"history-{name}", dialog
            dialog.close()

    def _judge(self) -> None:
        albums = self._history.albums
        self._history.load()
        for name in ("Winter", "Postcards", "For the printer"):
            albums.add(name)
        albums.add("Best of this year", query="rating:>=4 date:this-year")
        wait_until(lambda: len(albums.all) == 4)
        winter = next(album for album in albums.all if album.name == "Winter")
        albums.add("Harbour", parent=winter.id)
        wait_until(lambda: len(albums.all) == 5)
        harbour = next(album for album in albums.all if album.name == "Harbour")
        for row, change in enumerate(_MARKS):
            self._history.marks.change([self._history.model.number(row)], change)
        albums.put_in(harbour.id, [self._history.model.number(row) for row in (0, 3)])
        wait_until(lambda: albums.counts.get(harbour.id) == 2)
        self._choose(1)

    def _choose(self, count: int) -> None:
        grid = self._page.grid
        model = grid.selectionModel()
        model.setCurrentIndex(self._history.model.index(0), _Flag.ClearAndSelect)
        for row in range(1, count):
            model.select(self._history.model.index(row), _Flag.Select)
        grid.setFocus()
        wait()

    def _search(self, line: str) -> None:
        self._page.search.setText(line)
        wait()
