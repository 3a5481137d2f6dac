"""Buttons and boxes that give way where words are long: they end in …, or take a line more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

_NARROWEST = 56  # pixels: a sign and the first letters


class YieldingButton(QPushButton):
    """Shows the end of its words as …; the whole is its name, and its tooltip if it has none."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._full = text
        self._explains = False  # the tooltip is ours
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        self._full = text
        super().setText(text)
        self._elide()

    @property
    def full_text(self) -> str:
        return self._full

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._hidden(), 0)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), _NARROWEST), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._elide()

    def _hidden(self) -> int:
        """How much wider the whole is than what is shown, in pixels."""
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(self._full) - metrics.horizontalAdvance(self.text())

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        lacking = self.sizeHint().width() - self.width()
        room = max(metrics.horizontalAdvance(self._full) - lacking, 8)
        shown = self._full
        if lacking > 0 and self.isVisible():  # before that, its size says nothing
            shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        if shown == self.text():
            return
        super().setText(shown)
        if shown != self._full:
            self._explains = self._explains or not self.toolTip()
            if not self.accessibleName():
                self.setAccessibleName(self._full.strip())
        if self._explains:
            self.setToolTip(self._full if shown != self._full else "")


class WrappingBox(QCheckBox):
    """Breaks its words into as many lines as they need."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._words = text.split()
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        longest = max(map(self.fontMetrics().horizontalAdvance, self._words), default=0)
        return QSize(self._beside() + longest, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap(self.width() - self._beside())

    def _beside(self) -> int:
        """What the box itself takes, in pixels."""
        metrics = self.fontMetrics()
        shown = max(map(metrics.horizontalAdvance, self.text().split("\n")), default=0)
        return super().sizeHint().width() - shown

    def _wrap(self, room: int) -> None:
        metrics = self.fontMetrics()
        lines: list[str] = []
        for word in self._words:
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        if (text := "\n".join(lines)) != self.text():
            self.setText(text)
