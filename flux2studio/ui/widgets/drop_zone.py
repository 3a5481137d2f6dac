"""A dashed place that says what can be dropped on it, and is a button as well."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from flux2studio.ui import icons, theme


class DropZone(QAbstractButton):
    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text.replace("\n", " "))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumHeight(54)
        self._aimed = False

    def aim(self, aimed: bool) -> None:
        """Show that a drop would land here."""
        self._aimed = aimed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.lines(54))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.of(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._aimed or self.hasFocus()
        pen = QPen(QColor(look.accent if strong else look.line), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(look.wash) if self._aimed else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        colour = QColor(look.text if self.underMouse() else look.soft)
        painter.setPen(colour)
        painter.setFont(theme.sized(self.font(), theme.LABEL))
        words = self.fontMetrics().boundingRect(self.rect(), 0, self.text())
        width = min(words.width(), self.width() - 56)
        left = (self.width() - width - 26) / 2
        icons.paint(painter, "plus", colour, QRectF(left, self.height() / 2 - 8, 16, 16))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(QRectF(left + 26, 0, width, self.height()), flags, self.text())
        painter.end()
