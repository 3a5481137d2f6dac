"""Says that there is more above or below: what scrolls fades out where it is cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from flux2studio.ui import theme

HEIGHT = 28  # pixels, less where there is less to scroll


class ScrollShade(QObject):
    """Lies over both ends of the viewport of ``area`` and lets everything through but light.

    ``token`` is the colour of the ground that it fades into. One sheet over all of the viewport
    would have everything below it painted anew whenever the page grows.
    """

    def __init__(self, area: QAbstractScrollArea, token: str = "panel") -> None:
        super().__init__(area)
        self._area = area
        self.top = _Strip(area, token, downwards=False)
        self.foot = _Strip(area, token, downwards=True)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._cover)
        bar.rangeChanged.connect(self._cover)
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

    def _cover(self) -> None:
        place, above, below = self._area.viewport().geometry(), self.above, self.below
        self.top.cover(QRect(place.left(), place.top(), place.width(), above))
        self.foot.cover(QRect(place.left(), place.bottom() + 1 - below, place.width(), below))


class _Strip(QWidget):
    def __init__(self, area: QAbstractScrollArea, token: str, *, downwards: bool) -> None:
        super().__init__(area.viewport().parentWidget())
        self._token = token
        self._downwards = downwards
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def cover(self, place: QRect) -> None:
        self.setVisible(not place.isEmpty())
        self.setGeometry(place)
        self.raise_()

    def paintEvent(self, _: QPaintEvent) -> None:
        place = self.rect()
        full = QColor(getattr(theme.of(self.palette()), self._token))
        none = QColor(full)
        none.setAlpha(0)
        shade = QLinearGradient(0, place.top(), 0, place.bottom() + 1)
        shade.setColorAt(0, none if self._downwards else full)
        shade.setColorAt(1, full if self._downwards else none)
        painter = QPainter(self)
        painter.fillRect(place, shade)
        painter.end()
