"""The view of a table whose rows are ticked, and how a path is shown in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from flux2studio.ui.models.tick_table import Index, TickTable

ROW_HEIGHT = 32  # pixels


class TickView(QTableView):
    """Whole rows of one height without a grid; Space ticks what is selected, Tab goes on."""

    def __init__(self, model: TickTable[Any, Any], widths: Mapping[int, int], wide: int) -> None:
        """``widths`` of the columns in pixels; the column ``wide`` takes what is left."""
        super().__init__()
        self._table = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        upright = self.verticalHeader()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setDefaultSectionSize(ROW_HEIGHT)
        upright.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._table.toggle(self.selectionModel().selectedRows())
        else:
            super().keyPressEvent(event)


class PathDelegate(QStyledItemDelegate):
    """Of a long path its beginning and its name are shown."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle
