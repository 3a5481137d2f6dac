"""The small picture of a job."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from flux2studio.ui import icons, theme

_EDGE = 40


class JobThumbnail(QAbstractButton):
    """Reference 1 or the result; a click shows the result on the stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._data = b""
        self.setFixedSize(_EDGE, _EDGE)

    def sizeHint(self) -> QSize:
        return QSize(_EDGE, _EDGE)

    def show_picture(self, data: bytes) -> None:
        if data != self._data:
            self._data = data
            self._picture = QPixmap()
            self._picture.loadFromData(data)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.of(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(look.raised))
        if self._picture is not None and not self._picture.isNull():
            edge = min(self._picture.width(), self._picture.height())
            left = (self._picture.width() - edge) // 2
            top = (self._picture.height() - edge) // 2
            painter.drawPixmap(self.rect(), self._picture.copy(left, top, edge, edge))
        else:
            icons.paint(painter, "image", QColor(look.soft), QRectF(12, 12, 16, 16))
        if self.hasFocus():
            painter.setPen(QColor(look.accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
