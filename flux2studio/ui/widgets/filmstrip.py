"""The pictures of this session in one row below the stage."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from flux2studio.core.generation import Generation
from flux2studio.ui.keymap import keymap
from flux2studio.ui.models.generation_list import GenerationList, HistoryRole, Index
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.culling import JUDGING, change_of, leads_on
from flux2studio.ui.widgets.history_delegate import PictureDelegate
from flux2studio.ui.widgets.picture_menu import picture_menu
from flux2studio.ui.widgets.rating_menu import add_rating

CELL = QSize(116, 86)
HEIGHT = 110  # with its scroll bar


class Filmstrip(QListView):
    """Newest first; hidden while there is nothing to show."""

    chosen = Signal(object)  # Generation
    judged = Signal(object, object, bool)  # Generation, MarkChange, whether the next is to come

    def __init__(
        self, model: GenerationList, history: HistoryViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self.setModel(model)
        self.setItemDelegate(PictureDelegate(history, CELL, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFixedHeight(HEIGHT)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setProperty("role", "filmstrip")
        self.setAccessibleName(self.tr("Pictures of this session"))
        history.thumbnail_ready.connect(self._on_thumbnail_ready)
        model.rowsInserted.connect(self._show_or_hide)
        model.rowsRemoved.connect(self._show_or_hide)
        self._show_or_hide()

    def show_chosen(self, generation: Generation | None) -> None:
        """Mark the picture that is on the stage."""
        model = self.model()
        row = (
            model.row_of(generation.id) if isinstance(model, GenerationList) and generation else -1
        )
        if row < 0:
            self.clearSelection()
        elif self.currentIndex().row() != row or not self.selectedIndexes():
            self.setCurrentIndex(model.index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.data(HistoryRole.GENERATION))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and keymap().pressed(event, ("trash",)):
            self._history.trash((index.data(HistoryRole.GENERATION),))
        elif index.isValid() and (action := keymap().pressed(event, JUDGING)):
            generation = index.data(HistoryRole.GENERATION)
            self.judged.emit(generation, change_of(action), leads_on(event, action))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() - event.angleDelta().x())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            generation = index.data(HistoryRole.GENERATION)
            menu = picture_menu(self._history, generation, self)
            add_rating(menu, lambda change: self.judged.emit(generation, change, False))
            menu.popup(event.globalPos())

    def _show_or_hide(self) -> None:
        self.setVisible(self.model().rowCount() > 0)

    def _on_thumbnail_ready(self) -> None:
        self.viewport().update()
