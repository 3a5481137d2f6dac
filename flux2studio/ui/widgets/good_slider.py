"""The slider of a scale that shows where it looks good, and holds at the usual value."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle

from flux2studio.ui import theme

HANDLE = 16  # pixels, as in the style sheet
SNAP = 1  # steps to both sides of the usual value


class GoodSlider(QSlider):
    """``usual`` is in steps; dragging near it means it, keys and the number reach all values."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as numbers grow
        self.usual: int | None = None
        self._good: tuple[int, int] | None = None

    def show_good(self, usual: int | None, good: tuple[int, int] | None) -> None:
        if (usual, good) != (self.usual, self._good):
            self.usual, self._good = usual, good
            self.update()

    def snapped(self, value: int) -> int:
        near = self.usual is not None and abs(value - self.usual) <= SNAP
        return self.usual if near and self.usual is not None and self.isSliderDown() else value

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._good is None or not self.isEnabled():
            return
        look = theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.ok))
        low, high = (self._x(value) for value in self._good)
        top = self.height() / 2 + 8
        painter.drawRoundedRect(QRectF(low, top, max(high - low, 3), 2), 1, 1)
        painter.end()

    def _x(self, value: int) -> float:
        room = self.width() - HANDLE
        at = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), value, room)
        return at + HANDLE / 2
