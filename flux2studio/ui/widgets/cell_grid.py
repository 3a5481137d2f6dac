"""A grid of pictures whose layout is computed: a million cells cost what ten cost.

Qt's own list lays every item out; here the places are computed when they are asked for, and Qt
keeps what it does well: selection, keyboard, drag and the names that a screen reader says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

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
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction
_State = QStyle.StateFlag
_TURNED = {_Move.MoveLeft: _Move.MoveRight, _Move.MoveRight: _Move.MoveLeft}
_STEP = 48  # pixels that a line of the wheel scrolls


class Plan(Protocol):
    """Where the cells lie, in pixels from the top of all of them; no call looks at each cell.

    It goes from left to right; where one reads the other way, the grid turns it round.
    """

    @property
    def count(self) -> int: ...

    @property
    def columns(self) -> int: ...

    @property
    def height(self) -> int: ...

    def rect(self, row: int) -> QRect: ...

    def at(self, point: QPoint) -> int:
        """Return the row under ``point``, or -1."""

    def nearest(self, point: QPoint) -> int:
        """Return the row at or nearest to ``point``, or -1 for an empty grid."""

    def rows(self, top: int, bottom: int) -> Sequence[int]:
        """Return the rows that show between two heights."""

    def above(self, row: int) -> int: ...

    def below(self, row: int) -> int: ...


class CellGrid(QListView):
    """A subclass says where the cells lie; its delegate paints one at a time.

    ``margin``: pixels kept free above and below a cell that is brought into view.
    """

    def __init__(self, margin: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self.hovered = -1
        self._option = QStyleOptionViewItem()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)

    # What a subclass says

    @property
    def plan(self) -> Plan:
        """Where the cells lie now."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Make the plan anew for the rows and the width that there are now."""
        raise NotImplementedError

    def paint_between(self, painter: QPainter, top: int, bottom: int) -> None:
        """Paint what is no cell, headings for instance, between two heights of the plan."""

    def scrolled(self) -> None:
        """Another part shows, or there is more to scroll through."""

    # What is chosen

    def chosen_rows(self) -> list[int]:
        """Return the rows selected, from the top."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        ends = [self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())]
        if not all(index.isValid() for index in ends) and rect.width() * rect.height() > 4:
            corners = map(self.in_plan, (rect.topLeft(), rect.bottomRight()))
            ends = [self.model().index(self.plan.nearest(place), 0) for place in corners]
        low, high = sorted(ends, key=QModelIndex.row)
        if low.isValid():
            self.selectionModel().select(QItemSelection(low, high), command)
        elif high.isValid():
            self.selectionModel().select(high, command)

    def selectAll(self) -> None:
        if self.plan.count:
            ends = (self.model().index(row, 0) for row in (0, self.plan.count - 1))
            self.selectionModel().select(QItemSelection(*ends), _Flag.ClearAndSelect)

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        """Tell screen readers of one cell of each change; Qt would go through all of them."""
        if QAccessible.isActive():
            self._tell(now, QAccessible.Event.SelectionAdd)
            self._tell(before, QAccessible.Event.SelectionRemove)
        self.viewport().update()

    def visualRegionForSelection(self, _: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    # Where the cells lie

    def updateGeometries(self) -> None:
        if self.model() is None:
            return
        self.lay_out()
        self.hovered = self._row_at_pointer()
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self.plan.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(_STEP)
        self.scrolled()

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, _: QResizeEvent) -> None:
        if self.model() is None:
            return
        anchor = self.plan.nearest(QPoint(0, self.verticalOffset()))
        self.updateGeometries()
        if 0 < anchor < self.plan.count and self.verticalOffset():
            self.verticalScrollBar().setValue(self.plan.rect(anchor).top())

    def rowsInserted(self, _: Index, first: int, __: int) -> None:
        before, offset = self.plan.height, self.verticalOffset()
        self.updateGeometries()
        if first == 0 and offset:  # what one looks at stays where it is
            self.verticalScrollBar().setValue(offset + self.plan.height - before)
        self.viewport().update()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, _: int, __: int) -> None:
        self.hovered = self._row_at_pointer()
        self.viewport().update()
        self.scrolled()

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self.plan.count:
            return QRect()
        return self._shown_at(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.plan.at(self.in_plan(point))
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def in_plan(self, point: QPoint) -> QPoint:
        """Return where in the plan a point of the viewport lies."""
        x = self.viewport().width() - 1 - point.x() if self.isRightToLeft() else point.x()
        return QPoint(x, point.y() + self.verticalOffset())

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        place = self.visualRect(index)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or place.top() < 0:
            is_first_line = index.row() < self.plan.columns  # what is above it shows as well
            bar.setValue(0 if is_first_line else bar.value() + place.top() - self._margin)
        elif place.bottom() >= height:
            bar.setValue(bar.value() + place.bottom() + 1 - height + self._margin)

    def isIndexHidden(self, _: Index) -> bool:
        return False

    # The keyboard

    def moveCursor(self, action: QAbstractItemView.CursorAction, _: object) -> QModelIndex:
        count = self.plan.count
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if self.isRightToLeft():
            action = _TURNED.get(action, action)
        target = 0 if row < 0 else self._moved(action, row)
        return self.model().index(min(max(target, 0), count - 1), 0)

    def _moved(self, action: QAbstractItemView.CursorAction, row: int) -> int:
        match action:
            case _Move.MoveLeft | _Move.MovePrevious:
                return row - 1
            case _Move.MoveRight | _Move.MoveNext:
                return row + 1
            case _Move.MoveUp:
                return self.plan.above(row)
            case _Move.MoveDown:
                return self.plan.below(row)
            case _Move.MoveHome:
                return 0
            case _Move.MoveEnd:
                return self.plan.count - 1
        cell = self.plan.rect(row)
        page = max(self.viewport().height() - cell.height(), cell.height())
        down = page if action is _Move.MovePageDown else -page
        return self.plan.nearest(cell.center() + QPoint(0, down))

    # The pointer and the paint

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        self._hover(self.plan.at(self.in_plan(point)))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that show, and of them those that anything has changed in."""
        painter = QPainter(self.viewport())
        offset = self.verticalOffset()
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        self.initViewItemOption(self._option)
        self.paint_between(painter, top, bottom)
        focused = self.currentIndex().row() if self.hasFocus() else -1
        selection = self.selectionModel() if self.selectionModel().hasSelection() else None
        plan, dirty, index_of = self.plan, event.region(), self.model().index
        for row in plan.rows(top, bottom):
            place = self._shown_at(row)
            if dirty.intersects(place):
                is_chosen = selection is not None and selection.isSelected(index_of(row, 0))
                self.paint_cell(painter, row, place, is_chosen, row == focused)

    def paint_cell(
        self, painter: QPainter, row: int, place: QRect, is_chosen: bool, is_focused: bool
    ) -> None:
        """Have the delegate paint a cell; a subclass may do it itself, with less ado."""
        option = self._option
        option.rect = place
        option.state = _State.State_Enabled
        if is_chosen:
            option.state |= _State.State_Selected
        if is_focused:
            option.state |= _State.State_HasFocus
        if row == self.hovered:
            option.state |= _State.State_MouseOver
        self.itemDelegate().paint(painter, option, self.model().index(row, 0))

    def _shown_at(self, row: int) -> QRect:
        place = self.plan.rect(row).translated(0, -self.verticalOffset())
        if self.isRightToLeft():
            place.moveLeft(self.viewport().width() - 1 - place.right())
        return place

    def _row_at_pointer(self) -> int:
        if not self.viewport().underMouse():
            return -1
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        return self.plan.at(self.in_plan(point))

    def _hover(self, row: int) -> None:
        """Light up one cell, and only paint it and the one that was lit."""
        if row != self.hovered:
            for one in (self.hovered, row):
                if 0 <= one < self.plan.count:
                    self.viewport().update(self._shown_at(one))
            self.hovered = row

    def _tell(self, changed: QItemSelection, what: QAccessible.Event) -> None:
        if not changed.isEmpty():
            event = QAccessibleEvent(self, what)
            event.setChild(changed.first().top())
            QAccessible.updateAccessibility(event)
