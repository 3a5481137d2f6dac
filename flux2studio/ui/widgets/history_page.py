"""Everything ever made: albums, search, the grid, and the recipe of the picture chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.core.history_query import Problem
from flux2studio.ui import icons
from flux2studio.ui.icons import Tone
from flux2studio.ui.keymap import keymap
from flux2studio.ui.models.generation_list import HistoryRole
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.history_source import Count
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.widgets import history_empty, lines, recipe_table
from flux2studio.ui.widgets.albums_panel import AlbumsPanel
from flux2studio.ui.widgets.cull_bar import CullBar
from flux2studio.ui.widgets.culling import Culling
from flux2studio.ui.widgets.fields import Sentence
from flux2studio.ui.widgets.grid_bar import GridBar
from flux2studio.ui.widgets.history_chips import HistoryChips
from flux2studio.ui.widgets.history_delegate import HistoryDelegate
from flux2studio.ui.widgets.history_grid import HistoryGrid
from flux2studio.ui.widgets.history_search_line import HistorySearchLine
from flux2studio.ui.widgets.inspector import Inspector
from flux2studio.ui.widgets.name_question import ask_name
from flux2studio.ui.widgets.notice import Notice
from flux2studio.ui.widgets.offer_bar import OfferBar
from flux2studio.ui.widgets.picture_menu import picture_menu
from flux2studio.ui.widgets.reject_question import RejectQuestion
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.words import said

_DONE_MS = 8_000
_ALBUMS = "history_albums"
_ROOM_FOR_ALBUMS = 1000  # pixels

Entries = tuple[tuple[str, str, Callable[[], object]], ...]


class HistoryPage(QWidget):
    """Enter or a double click puts a picture on the stage; all that is done can be undone.

    ``more``: what other parts offer in the menu beside the search line.
    """

    making_wanted = Signal()  # there is nothing here yet

    def __init__(self, view_model: HistoryViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.more: Entries = ()
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = HistorySearchLine(view_model.finding)
        self.chips = HistoryChips(view_model.finding)
        self.problem = Sentence()
        self.menu = self._menu_button()
        self.grid = HistoryGrid(view_model.model, self)
        self.grid.setItemDelegate(HistoryDelegate(view_model, self._backend_name, self.grid))
        if view_model.memory is not None:
            self.grid.remember(view_model.memory)
        self.culling = Culling(view_model, self.grid)
        self.cull = CullBar(view_model, self.culling)
        self.bar = GridBar(self.grid, self.cull)
        self.count = self.bar.count
        self.albums = AlbumsPanel(view_model.albums, self.culling.chosen)
        self.question = RejectQuestion(view_model)
        self.done = OfferBar(self.tr("Undo"), self.tr("Undo what was done last"), _DONE_MS)
        self.work = OfferBar(self.tr("Stop"), self.tr("Stop; what is done can be undone"))
        self.notice = Notice("grid", self)
        self.inspector = Inspector(view_model, self)
        self._pages = QStackedWidget(self)
        memory = view_model.memory
        self._wants_albums = memory is None or memory.value(_ALBUMS, "") != "hidden"
        self._keys: Mapping[str, Callable[[], object]] = {
            "panels": self.toggle_panels,
            "delete_rejected": self.question.count,
            "save_search": self.save_search,
        }
        self._lay_out()
        self._connect()
        self._show_count(view_model.count)
        self._show_chosen()

    def chosen(self) -> list[Generation]:
        """Return every picture selected that was looked at, newest first."""
        return [entry.generation for entry in self.grid.chosen()]

    def trash_chosen(self) -> None:
        """Delete all that are selected, also those that were never looked at."""
        self._view_model.trash_numbers(self.culling.chosen())

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def toggle_panels(self) -> None:
        """Show the albums or hide them, now and next time."""
        self._wants_albums = self.albums.isHidden()
        self.albums.setVisible(self._wants_albums)
        if self._view_model.memory is not None:
            self._view_model.memory.setValue(_ALBUMS, "" if self._wants_albums else "hidden")

    def save_search(self) -> None:
        """Keep the search as an album that always holds what it finds."""
        line = self.search.text().strip()
        if line:
            ask_name(
                self,
                self.tr("Save this search as an album"),
                "",
                partial(self._view_model.albums.add, parent="", query=line),
            )

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something else, or nothing, on the other pages."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and keymap().pressed(event, self._keys)
        ):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the pictures need the room more than the albums."""
        super().resizeEvent(event)
        self.albums.setVisible(self._wants_albums and self.width() >= _ROOM_FOR_ALBUMS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        known = ("trash", "open_picture") if self.grid.hasFocus() else ()
        match keymap().pressed(event, (*self._keys, *known)):
            case "trash":
                self.trash_chosen()
            case "open_picture":
                self._on_activated(self.grid.currentIndex())
            case action if action in self._keys:
                self._keys[action]()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.grid.viewport().mapFromGlobal(event.globalPos())
        index = self.grid.indexAt(at)
        generation: Generation | None = index.data(HistoryRole.GENERATION)
        if generation is not None:
            menu = picture_menu(self._view_model, generation, self, self.chosen(), self.culling)
            menu.popup(event.globalPos())

    def fill_menu(self, menu: QMenu) -> None:
        """Put in what can be done with the whole history, and with the search."""
        menu.clear()

        def add(icon: str, text: str, act: Callable[[], object], *, enabled: bool = True) -> None:
            action = menu.addAction(text, act)
            icons.set_icon(action, icon)
            action.setEnabled(enabled)

        is_search = bool(self.search.text().strip())
        add("search", self.tr("Save search as album…"), self.save_search, enabled=is_search)
        add("trash", self.tr("Delete rejected…"), self.question.count)
        menu.addSeparator()
        for icon, text, act in self.more:
            add(icon, text, act)
        if self.more:
            menu.addSeparator()
        shown = self.tr("Show albums") if self.albums.isHidden() else self.tr("Hide albums")
        add("panel-left", shown, self.toggle_panels)

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("More"))
        button.setAccessibleName(self.tr("More for the history"))
        icons.set_icon(button, "more", Tone.SOFT)
        menu = rounded(QMenu(button))
        menu.aboutToShow.connect(partial(self.fill_menu, menu))
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 12, 12, 4)
        head.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.menu)
        head.addLayout(top)
        head.addWidget(self.chips)
        head.addWidget(self.problem)
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.notice)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 4)
        foot.addWidget(self.question)
        foot.addWidget(self.work)
        foot.addWidget(self.done)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(head)
        middle.addWidget(self._pages, 1)
        middle.addLayout(foot)
        middle.addWidget(lines.horizontal(self))
        middle.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.albums)
        layout.addWidget(lines.vertical(self))
        layout.addLayout(middle, 1)
        layout.addWidget(lines.vertical(self))
        layout.addWidget(self.inspector)

    def _connect(self) -> None:
        model = self._view_model
        self.search.textChanged.connect(self._on_line)
        self.search.cursorPositionChanged.connect(self._show_problem)
        self.search.entered.connect(self._enter_grid)
        self.chips.wanted.connect(self.search.setText)
        self.albums.wanted.connect(self.search.setText)
        self.grid.doubleClicked.connect(self._on_activated)
        self.grid.entry_current.connect(model.choose_entry)
        self.grid.selectionModel().selectionChanged.connect(self._show_chosen)
        model.model.modelReset.connect(self._show_chosen)  # which is told by nothing else
        for part in (self.grid, self.culling):
            part.failed.connect(model.failed)
        self.culling.copied.connect(self._say_copied)
        self.notice.acted.connect(self._on_notice_acted)
        self.done.button.clicked.connect(model.undo)
        self.work.button.clicked.connect(model.marks.stop)
        self.question.nothing.connect(self._say_nothing_rejected)
        model.thumbnail_ready.connect(self.grid.show_thumbnail)
        model.current_changed.connect(self._show_current)
        model.came_back.connect(self._choose_back)
        model.query_changed.connect(self._follow)
        model.count_changed.connect(self._show_count)
        model.finding.problems_changed.connect(self._show_problem)
        model.albums.done.connect(self._say)
        model.marks.done.connect(self._say)
        model.marks.progressed.connect(self._say_progress)
        model.model.found.connect(self._show_page)
        model.model.failed.connect(self._show_page)
        model.model.rowsRemoved.connect(self._show_page)
        model.model.rowsInserted.connect(self._show_page)

    def _backend_name(self, backend: str) -> str:
        return recipe_table.backend_name(backend, self._view_model.catalogue)

    def _on_line(self, line: str) -> None:
        self.albums.tree.line = line
        self._view_model.search(line)
        self.chips.show_line(line)
        self.albums.show_line(line)

    def _follow(self, query: str) -> None:
        """Another part searches: the line says what."""
        if query != self.search.text():
            self.search.setText(query)

    @property
    def _wrong(self) -> Problem | None:
        """What cannot be searched for; what is still being typed is not wrong yet."""
        at = self.search.cursorPosition() if self.search.hasFocus() else -1
        return next((one for one in self._view_model.finding.problems if one.end != at), None)

    def _show_problem(self) -> None:
        wrong = self._wrong
        words = f"{said(wrong.sentence)} {said(wrong.hint)}".strip() if wrong is not None else ""
        self.problem.say(words, "warn")
        if self._pages.currentWidget() is self.notice:
            self._show_page()

    def _show_chosen(self) -> None:
        chosen = self.grid.selectionModel().selection()
        count = sum(chosen.at(number).height() for number in range(chosen.count()))
        self.bar.show_chosen(count)
        self.cull.show_chosen(count)

    def _show_current(self, generation: Generation | None) -> None:
        """Mark the picture that is chosen, wherever it was chosen."""
        row = self._view_model.model.row_of_id(generation.id) if generation else -1
        if row >= 0 and self.grid.currentIndex().row() != row:
            self.grid.setCurrentIndex(self.grid.model().index(row, 0))
        elif generation is None:
            self.grid.clearSelection()

    def _choose_back(self, entry: Entry) -> None:
        """On another page, the picture of that page stays the current one."""
        if self.isVisible():
            self._view_model.choose_entry(entry)

    def _on_activated(self, index: QModelIndex) -> None:
        generation: Generation | None = index.data(HistoryRole.GENERATION)
        if generation is not None:
            self._view_model.open(generation)

    def _on_notice_acted(self) -> None:
        if self._view_model.query:
            self.search.setText("")
        else:
            self.making_wanted.emit()

    def _enter_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.model().index(0, 0))

    def _show_count(self, count: Count) -> None:
        self.bar.show_count(count, is_search=bool(self._view_model.query))

    def _say(self, done: Done) -> None:
        self.done.say(done.words, offers=done.offers_undo)

    def _say_copied(self, count: int) -> None:
        self.done.say(self.tr("%Ln picture(s) (is|are) copied.", "", count), offers=False)

    def _say_nothing_rejected(self) -> None:
        is_search = bool(self._view_model.query)
        words = self.tr("None of these is rejected.") if is_search else self.tr("None is rejected.")
        self.done.say(words, offers=False)

    def _say_progress(self, done: int, total: int) -> None:
        self.work.say(self._view_model.marks.told(done, total))

    def _show_page(self) -> None:
        is_empty = self._view_model.model.rowCount() == 0
        if not self.grid.currentIndex().isValid():
            self._show_current(self._view_model.current)
        self._pages.setCurrentWidget(self.notice if is_empty else self.grid)
        if is_empty:
            query = self._view_model.query
            shown = self._view_model.albums.shown(query)
            self.notice.say(*history_empty.words(query, shown, self._wrong))
