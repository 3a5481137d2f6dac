"""The picture of a LoRA with round corners; without one, the landscape drawn from its source."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from flux2studio.ui.lora_landscape import draw_landscape

RADIUS = 8


class LoraPicture(QWidget):
    """Fills its place: what is longer in one direction is cut off evenly."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        self.setAccessibleName(self.tr("Picture of the LoRA"))
        self._image = QImage()

    def show_picture(self, image: QImage, source: str) -> None:
        """``source``: what the landscape is drawn from where there is no picture."""
        self._image = draw_landscape(source) if image.isNull() else image
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(filling(self._image, self.size(), self.devicePixelRatioF()))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.end()


def filling(image: QImage, size: QSize, ratio: float) -> QBrush:
    """A brush that fills a place of ``size`` with the middle of ``image``."""
    copy = image.scaled(
        size * ratio,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    copy.setDevicePixelRatio(ratio)
    brush = QBrush(QPixmap.fromImage(copy))
    over = copy.deviceIndependentSize() - size.toSizeF()
    brush.setTransform(QTransform.fromTranslate(-over.width() / 2, -over.height() / 2))
    return brush
