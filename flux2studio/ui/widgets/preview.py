"""A picture with round corners, as wide as its place and no taller than it looks well."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from flux2studio.ui import icons, theme

RADIUS = 8
TALLEST = 1.2  # height for a width of 1


class Preview(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._problem = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Picture"))

    @property
    def is_empty(self) -> bool:
        return self._picture.isNull()

    @property
    def is_waiting(self) -> bool:
        """Whether nothing is shown yet, neither a picture nor why there is none."""
        return self.is_empty and not self._problem

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self._problem = ""
        self.updateGeometry()
        self.update()

    def show_problem(self, sentence: str) -> None:
        """Say why there is no picture."""
        self._picture = QPixmap()
        self._problem = sentence
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._picture.isNull():
            return round(width * 0.75)
        shape = self._picture.height() / self._picture.width()
        return round(width * min(shape, TALLEST))

    def sizeHint(self) -> QSize:
        return QSize(292, self.heightForWidth(292))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.of(self.palette())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(look.field))
        if self._picture.isNull():
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
            self._paint_problem(painter, look)
            return
        ratio = self.devicePixelRatioF()
        place = QRectF(self.rect())
        fitted = QSizeF(self._picture.size()).scaled(
            place.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        copy = self._picture.scaled(
            (fitted * ratio).toSize(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        copy.setDevicePixelRatio(ratio)
        shown = QRectF(place.topLeft(), fitted)
        shown.moveCenter(place.center())
        brush = QBrush(copy)
        painter.setBrushOrigin(shown.topLeft())
        painter.setBrush(brush)
        painter.drawRoundedRect(shown, RADIUS, RADIUS)

    def _paint_problem(self, painter: QPainter, look: theme.Theme) -> None:
        if not self._problem:
            return
        sign = QRectF(0, 0, 24, 24)
        sign.moveCenter(QRectF(self.rect()).center())
        sign.translate(0, -24)
        icons.paint(painter, "warning", theme.colour(look.soft), sign)
        painter.setPen(theme.colour(look.text))
        words = self.rect().adjusted(16, self.height() // 2, -16, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, flags | Qt.TextFlag.TextWordWrap, self._problem)
