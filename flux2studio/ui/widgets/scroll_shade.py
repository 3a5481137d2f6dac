"""Says that there is more above or below: what scrolls fades out where it is cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from flux2studio.ui import theme

HEIGHT = 28  # pixels, less where there is less to scroll


class ScrollShade(QWidget):
    """Lies over the viewport of ``area`` and lets everything through but light.

    ``token`` is the colour of the ground that it fades into.
    """

    def __init__(self, area: QAbstractScrollArea, token: str = "panel") -> None:
        super().__init__(area.viewport().parentWidget())
        self._area = area
        self._token = token
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self.update)
        bar.rangeChanged.connect(self.update)
        area.viewport().installEventFilter(self)
        self._cover()

    @property
    def above(self) -> int:
        """How far what is above fades, in pixels; 0 where there is nothing."""
        return min(HEIGHT, self._area.verticalScrollBar().value())

    @property
    def below(self) -> int:
        bar = self._area.verticalScrollBar()
        return min(HEIGHT, bar.maximum() - bar.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self.height()
        self._shade(painter, QRect(0, 0, self.width(), self.above), downwards=False)
        below = self.below
        self._shade(painter, QRect(0, height - below, self.width(), below), downwards=True)
        painter.end()

    def _shade(self, painter: QPainter, place: QRect, *, downwards: bool) -> None:
        if place.isEmpty():
            return
        full = QColor(getattr(theme.of(self.palette()), self._token))
        none = QColor(full)
        none.setAlpha(0)
        shade = QLinearGradient(0, place.top(), 0, place.bottom() + 1)
        shade.setColorAt(0, none if downwards else full)
        shade.setColorAt(1, full if downwards else none)
        painter.fillRect(place, shade)

    def _cover(self) -> None:
        self.setGeometry(self._area.viewport().geometry())
        self.raise_()
