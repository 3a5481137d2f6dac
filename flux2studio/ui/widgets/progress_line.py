"""A thin bar: real where progress is known, moving where it is not; pale where none may move."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from flux2studio.ui import motion, theme

_TICK_MS = 40
_STEPS = 1000
_STILL = 0.4  # how strong a bar is that would move, where nothing may


class ProgressLine(QProgressBar):
    """Screen readers hear the value of the toolkit's own bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(4)
        self._at = 0.0
        self.ticker = motion.Ticker(self, _TICK_MS)
        self.ticker.timeout.connect(self._on_tick)

    def show_fraction(self, fraction: float | None) -> None:
        """0.0-1.0, or None where nobody knows how long it takes."""
        if fraction is None:
            self.setRange(0, 0)
        else:
            self.setRange(0, _STEPS)
            self.setValue(round(fraction * _STEPS))
        self._run()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.ticker.run(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.of(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.line))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        accent = QColor(look.accent)
        accent.setAlphaF(_STILL if self.maximum() == 0 and not motion.is_on() else 1.0)
        painter.setBrush(accent)
        painter.setClipRect(self.rect())
        painter.drawRoundedRect(self._chunk(), 2, 2)
        painter.end()

    def _chunk(self) -> QRectF:
        width = float(self.width())
        if self.maximum() == 0 and not motion.is_on():
            return QRectF(self.rect())
        if self.maximum() == 0:
            part = width * 0.3
            return QRectF(self._at * (width + part) - part, 0, part, self.height())
        done = self.value() / self.maximum()
        return QRectF(0, 0, max(width * done, 4.0 if done else 0.0), self.height())

    def _run(self) -> None:
        self.ticker.run(self.maximum() == 0 and self.isVisible())

    def _on_tick(self) -> None:
        self._at = (self._at + 0.016) % 1.0
        self.update()
