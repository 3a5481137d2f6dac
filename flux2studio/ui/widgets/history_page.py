"""Everything ever made: search, the grid, and the recipe of the picture chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.ui import icons, words
from flux2studio.ui.icons import Tone
from flux2studio.ui.models.generation_list import HistoryRole
from flux2studio.ui.viewmodels.history import Count, HistoryViewModel
from flux2studio.ui.widgets import lines, recipe_table
from flux2studio.ui.widgets.history_delegate import HistoryDelegate
from flux2studio.ui.widgets.history_grid import HistoryGrid
from flux2studio.ui.widgets.inspector import Inspector
from flux2studio.ui.widgets.notice import Notice
from flux2studio.ui.widgets.picture_menu import picture_menu


class HistoryPage(QWidget):
    """Enter or a double click puts a picture on the stage; Delete can be undone."""

    def __init__(self, view_model: HistoryViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = self._search_line()
        self.count = QLabel(self)
        self.count.setProperty("role", "label")
        self.grid = HistoryGrid(view_model.model, self)
        self.grid.setItemDelegate(HistoryDelegate(view_model, self._backend_name, self.grid))
        self.notice = Notice("grid", self)
        self.inspector = Inspector(view_model, self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._show_count(view_model.count)

    def chosen(self) -> list[Generation]:
        """Return every picture selected that was looked at, newest first."""
        return [entry.generation for entry in self.grid.chosen()]

    def trash_chosen(self) -> None:
        """Delete all that are selected, also those that were never looked at."""
        self._view_model.trash_numbers(self.grid.chosen_numbers())

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete if self.grid.hasFocus():
                self.trash_chosen()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.grid.hasFocus():
                self._on_activated(self.grid.currentIndex())
            case Qt.Key.Key_Down if self.search.hasFocus():
                self._enter_grid()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.grid.viewport().mapFromGlobal(event.globalPos())
        index = self.grid.indexAt(at)
        generation: Generation | None = index.data(HistoryRole.GENERATION)
        if generation is not None:
            picture_menu(self._view_model, generation, self, self.chosen()).popup(event.globalPos())

    def _search_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(self.tr("Search prompts, LoRAs, models, seeds; “-word” leaves out"))
        line.setAccessibleName(self.tr("Search the history"))
        icons.add_clear_button(line)
        action = line.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icons.set_icon(action, "search", Tone.SOFT)
        return line

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 12, 0, 0)
        left.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        left.addLayout(top)
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.notice)
        left.addWidget(self._pages, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(lines.vertical(self))
        layout.addWidget(self.inspector)

    def _connect(self) -> None:
        model = self._view_model
        self.search.textChanged.connect(model.search)
        self.grid.doubleClicked.connect(self._on_activated)
        self.grid.entry_current.connect(self._on_current)
        model.thumbnail_ready.connect(self.grid.show_thumbnail)
        model.current_changed.connect(self._show_current)
        model.count_changed.connect(self._show_count)
        model.model.found.connect(self._show_page)
        model.model.failed.connect(self._show_page)
        model.model.rowsRemoved.connect(self._show_page)
        model.model.rowsInserted.connect(self._show_page)

    def _backend_name(self, backend: str) -> str:
        return recipe_table.backend_name(backend, self._view_model.catalogue)

    def _on_current(self, entry: Entry) -> None:
        self._view_model.choose(entry.generation)

    def _show_current(self, generation: Generation | None) -> None:
        """Mark the picture that is chosen, wherever it was chosen."""
        row = self._view_model.model.row_of_id(generation.id) if generation else -1
        if row >= 0 and self.grid.currentIndex().row() != row:
            self.grid.setCurrentIndex(self.grid.model().index(row, 0))
        elif generation is None:
            self.grid.clearSelection()

    def _on_activated(self, index: QModelIndex) -> None:
        generation: Generation | None = index.data(HistoryRole.GENERATION)
        if generation is not None:
            self._view_model.open(generation)

    def _enter_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.model().index(0, 0))

    def _show_count(self, count: Count) -> None:
        if self._view_model.query:
            text = self.tr("%1 of %2")
        else:
            text = self.tr("1 picture") if count.total == 1 else self.tr("%2 pictures")
        shown = text.replace("%1", words.count(count.found))
        self.count.setText(shown.replace("%2", words.count(count.total)))

    def _show_page(self) -> None:
        is_empty = self._view_model.model.rowCount() == 0
        if not self.grid.currentIndex().isValid():
            self._show_current(self._view_model.current)
        self._pages.setCurrentWidget(self.notice if is_empty else self.grid)
        if not is_empty:
            return
        if self._view_model.query:
            self.notice.say(
                self.tr("Nothing fits this search"), self.tr("Try fewer or other words.")
            )
        else:
            self.notice.say(
                self.tr("Every picture you make is kept here"),
                self.tr("Generate one in the studio; its whole recipe is kept with it."),
            )
