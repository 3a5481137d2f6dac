"""A grid of pictures under the days they were made, as fast for a million as for ten.

Qt's own list lays every item out; here the places are computed when they are asked for, and Qt
keeps what it does well: selection, keyboard, drag and the names that a screen reader says.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from flux2studio.ui import theme, words
from flux2studio.ui.models.history_model import HistoryModel
from flux2studio.ui.widgets.grid_plan import GridPlan

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction


class HistoryGrid(QListView):
    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = GridPlan()
        self._history = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Pictures"))
        self.setModel(model)

    @property
    def plan(self) -> GridPlan:
        return self._plan

    def updateGeometries(self) -> None:
        days = self._history.days()
        self._plan = GridPlan(
            width=self.viewport().width(),
            count=self._history.rowCount(),
            starts=[day.first for day in days],
        )
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self._plan.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(48)
        self._fetch_ahead()

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, _: QResizeEvent) -> None:
        anchor = self._plan.nearest(QPoint(0, self.verticalOffset()))
        self.updateGeometries()
        if 0 < anchor < self._plan.count and self.verticalOffset():
            self.verticalScrollBar().setValue(self._plan.rect(anchor).top())

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:
        before, offset = self._plan.height, self.verticalOffset()
        self.updateGeometries()
        if first == 0 and offset:  # what one looks at stays where it is
            self.verticalScrollBar().setValue(offset + self._plan.height - before)
        self.viewport().update()
        QAbstractItemView.rowsInserted(self, parent, first, last)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, _: int, __: int) -> None:
        self.viewport().update()
        self._fetch_ahead()

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self._plan.count:
            return QRect()
        return self._plan.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._plan.at(point + QPoint(0, self.verticalOffset()))
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        place = self.visualRect(index)
        bar = self.verticalScrollBar()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or place.top() < 0:
            is_first_line = index.row() < self._plan.columns
            bar.setValue(0 if is_first_line else bar.value() + place.top() - 8)
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + place.bottom() - self.viewport().height() + 8)

    def isIndexHidden(self, _: Index) -> bool:
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, _: object) -> QModelIndex:
        count = self._plan.count
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        target = 0 if row < 0 else self._moved(action, row)
        return self.model().index(min(max(target, 0), count - 1), 0)

    def _moved(self, action: QAbstractItemView.CursorAction, row: int) -> int:
        match action:
            case _Move.MoveLeft | _Move.MovePrevious:
                return row - 1
            case _Move.MoveRight | _Move.MoveNext:
                return row + 1
            case _Move.MoveUp:
                return self._plan.above(row)
            case _Move.MoveDown:
                return self._plan.below(row)
            case _Move.MoveHome:
                return 0
            case _Move.MoveEnd:
                return self._plan.count - 1
        page = self.viewport().height() * (1 if action is _Move.MovePageDown else -1)
        return self._plan.nearest(self._plan.rect(row).center() + QPoint(0, page))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        down = QPoint(0, self.verticalOffset())
        ends = [self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())]
        if not all(index.isValid() for index in ends) and rect.width() * rect.height() > 4:
            rows = (
                self._plan.nearest(rect.topLeft() + down),
                self._plan.nearest(rect.bottomRight() + down),
            )
            ends = [self.model().index(row, 0) for row in rows]
        low, high = sorted(ends, key=lambda index: index.row())
        if low.isValid():
            self.selectionModel().select(QItemSelection(low, high), command)
        elif high.isValid():
            self.selectionModel().select(high, command)

    def visualRegionForSelection(self, _: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def selectAll(self) -> None:
        last = self._plan.count - 1
        whole = QItemSelection(self.model().index(0, 0), self.model().index(last, 0))
        self.selectionModel().select(whole, _Flag.ClearAndSelect)

    def selectionChanged(self, _: QItemSelection, __: QItemSelection) -> None:
        self.viewport().update()

    def leaveEvent(self, _: QEvent) -> None:
        self.viewport().update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        top = self.verticalOffset()
        bottom = top + self.viewport().height()
        today = words.today()
        for section in self._plan.sections(top, bottom):
            self._paint_heading(painter, section, today)
            for row in self._plan.rows(section, top, bottom):
                self._paint_cell(painter, row)

    def _paint_heading(self, painter: QPainter, section: int, today: date) -> None:
        look = theme.of(self.palette())
        place = self._plan.heading(section).translated(0, -self.verticalOffset())
        text = words.day(self._history.days()[section].when, today)
        painter.setFont(theme.sized(self.font(), theme.TEXT, QFont.Weight.DemiBold))
        painter.setPen(theme.colour(look.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        is_last = section + 1 == len(self._plan.starts)
        if not is_last or self._history.is_complete:
            used = painter.fontMetrics().horizontalAdvance(text)
            painter.setFont(theme.sized(self.font(), theme.TEXT))
            painter.setPen(theme.colour(look.soft))
            count = "  ·  " + words.count(self._plan.size_of(section))
            painter.drawText(place.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_cell(self, painter: QPainter, row: int) -> None:
        index = self.model().index(row, 0)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        option.state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            option.state |= QStyle.StateFlag.State_HasFocus
        if option.rect.contains(self.viewport().mapFromGlobal(self.cursor().pos())):
            option.state |= QStyle.StateFlag.State_MouseOver
        self.itemDelegate().paint(painter, option, index)

    def _fetch_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < 2 * self.viewport().height():
            self._history.fetchMore(ROOT)
