"""A widget that puts its children in lines, as words in a paragraph."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowBox(QWidget):
    """Children flow as one reads, each at its own size, with ``gap`` pixels between.

    ``middle``: what is lower than its line stands in the middle of it, not at its top.
    """

    def __init__(self, gap: int, parent: QWidget | None = None, *, middle: bool = False) -> None:
        super().__init__(parent)
        self._gap = gap
        self._middle = middle
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return tuple(self._widgets)

    def fill(self, widgets: list[QWidget]) -> None:
        """Show these, in this order; the ones shown before are gone."""
        for old in self._widgets:
            if old not in widgets:
                old.hide()
                old.deleteLater()
        self._widgets = list(widgets)
        for widget in widgets:
            if widget.parentWidget() is not self:
                widget.setParent(self)
            widget.show()
        for earlier, later in pairwise(widgets):
            QWidget.setTabOrder(earlier, later)
        self.refresh()

    def set_gap(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.refresh()

    def refresh(self) -> None:
        self._arrange(self.width(), move=True)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.refresh()
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._arrange(max(self.width(), 1), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.refresh()
        super().resizeEvent(event)

    def _arrange(self, width: int, *, move: bool) -> int:
        """Return the height of all lines."""
        top = 0
        for line in self._lines(width):
            height = max(place.height() for _, place in line)
            for widget, place in line if move else ():
                place.moveTop(top + ((height - place.height()) // 2 if self._middle else 0))
                if self.isRightToLeft():
                    place.moveLeft(width - place.left() - place.width())
                widget.setGeometry(place)
            top += height + self._gap
        return max(top - self._gap, 0)

    def _lines(self, width: int) -> list[list[tuple[QWidget, QRect]]]:
        """What stands in each line, at its place from the start of the line."""
        lines: list[list[tuple[QWidget, QRect]]] = []
        left = 0
        for widget in (each for each in self._widgets if not each.isHidden()):
            hint = widget.sizeHint().expandedTo(widget.minimumSize())
            hint.setWidth(min(hint.width(), max(width, 1)))
            if not lines or left + hint.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((widget, QRect(QPoint(left, 0), hint)))
            left += hint.width() + self._gap
        return lines
