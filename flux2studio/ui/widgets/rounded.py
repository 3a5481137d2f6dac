"""Gives menus, lists and popovers round corners, where the system composes windows and where not.

A see-through window is black in its corners without a compositor; one that is cut out never is.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBitmap, QPainter
from PySide6.QtWidgets import QComboBox, QWidget

Popup = TypeVar("Popup", bound=QWidget)

_RADIUS = 6  # pixels, as in the style sheet


def rounded(popup: Popup) -> Popup:
    """Cut the corners off a window of its own, at every size it takes."""
    popup.installEventFilter(_Corners(popup))
    return popup


class Choice(QComboBox):
    """A combo box whose list has round corners."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_round = False  # its list comes with the first look at it

    def showPopup(self) -> None:
        if not self._is_round:
            self._is_round = True
            rounded(self.view().window())
        super().showPopup()


class _Corners(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and isinstance(watched, QWidget):
            watched.setMask(_shape(watched.size()))
        return False


def _shape(size: QSize) -> QBitmap:
    shape = QBitmap(size)
    shape.clear()
    painter = QPainter(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.drawRoundedRect(QRectF(QPointF(), QSizeF(size)), _RADIUS, _RADIUS)
    painter.end()
    return shape
