"""A grid of cards whose layout is computed: ten thousand cost what ten cost.

Qt's own list lays every item out; here the places are computed when they are asked for, and Qt
keeps what it does well: selection, keyboard, drag and the names that a screen reader says.
"""

from __future__ import annotations

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
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from flux2studio.ui.widgets.card_plan import CardPlan

Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction
_STEP = 48  # pixels that a line of the wheel scrolls


class CardList(QListView):
    """``card_height`` in pixels. The delegate paints one card into the rectangle it gets."""

    def __init__(self, card_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card_height = card_height
        self._plan = CardPlan(card_height=card_height)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)

    @property
    def plan(self) -> CardPlan:
        return self._plan

    def chosen_rows(self) -> list[int]:
        """Return the rows selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def updateGeometries(self) -> None:
        model = self.model()
        count = model.rowCount() if model is not None else 0
        width = self.card_room()
        self._plan = CardPlan(width=width, card_height=self._card_height, count=count)
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self._plan.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(_STEP)

    def card_room(self) -> int:
        """The width that the cards share."""
        return self.viewport().width()

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, _: QResizeEvent) -> None:
        anchor = self._plan.nearest(QPoint(0, self.verticalOffset()))
        self.updateGeometries()
        if 0 < anchor < self._plan.count and self.verticalOffset():
            self.verticalScrollBar().setValue(self._plan.rect(anchor).top())

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, _: int, __: int) -> None:
        self.viewport().update()

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
            bar.setValue(bar.value() + place.top())
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + place.bottom() - self.viewport().height() + 1)

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
        across, page = self._plan.columns, self.viewport().height() // self._plan.pitch
        steps = {
            _Move.MoveLeft: -1,
            _Move.MovePrevious: -1,
            _Move.MoveRight: 1,
            _Move.MoveNext: 1,
            _Move.MoveUp: -across if row >= across else 0,
            _Move.MoveDown: across,
            _Move.MovePageUp: -across * max(1, page),
            _Move.MovePageDown: across * max(1, page),
            _Move.MoveHome: -row,
            _Move.MoveEnd: self._plan.count,
        }
        return row + steps.get(action, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        down = QPoint(0, self.verticalOffset())
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if not (first.isValid() and last.isValid()) and rect.width() * rect.height() > 4:
            first = self.model().index(self._plan.nearest(rect.topLeft() + down), 0)
            last = self.model().index(self._plan.nearest(rect.bottomRight() + down), 0)
        low, high = sorted((first, last), key=QModelIndex.row)
        if low.isValid():
            self.selectionModel().select(QItemSelection(low, high), command)
        elif high.isValid():
            self.selectionModel().select(high, command)

    def visualRegionForSelection(self, _: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def selectAll(self) -> None:
        if self._plan.count:
            ends = (self.model().index(row, 0) for row in (0, self._plan.count - 1))
            self.selectionModel().select(QItemSelection(*ends), _Flag.ClearAndSelect)

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        super().selectionChanged(now, before)  # tells screen readers
        self.viewport().update()

    def leaveEvent(self, _: QEvent) -> None:
        self.viewport().update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        top = self.verticalOffset()
        pointer = self.viewport().mapFromGlobal(self.cursor().pos())
        for row in self._plan.rows(top, top + self.viewport().height()):
            self._paint_card(painter, self.model().index(row, 0), pointer)

    def _paint_card(self, painter: QPainter, index: QModelIndex, pointer: QPoint) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        option.state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            option.state |= QStyle.StateFlag.State_HasFocus
        if option.rect.contains(pointer):
            option.state |= QStyle.StateFlag.State_MouseOver
        self.itemDelegate().paint(painter, option, index)
