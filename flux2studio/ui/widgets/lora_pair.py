"""The large picture of a LoRA; with a pair of them, what it changes: by a line, or by holding."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from flux2studio.ui import theme
from flux2studio.ui.lora_landscape import draw_landscape
from flux2studio.ui.widgets.lora_picture import RADIUS, filling

_STEP = 0.05


class LoraPair(QWidget):
    """The line follows the mouse and the arrow keys; while Space is held all is without it."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._picture = self._without = self._with = QImage()
        self.at = 0.5  # where the line is, 0.0-1.0
        self.is_held = False

    @property
    def has_pair(self) -> bool:
        return not (self._without.isNull() or self._with.isNull())

    def show_picture(self, picture: QImage, source: str) -> None:
        self._picture = draw_landscape(source) if picture.isNull() else picture
        self.update()

    def show_pair(self, without: QImage, with_lora: QImage) -> None:
        self._without, self._with = without, with_lora
        policy = Qt.FocusPolicy.StrongFocus if self.has_pair else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        pair = self.tr("Without and with it: arrow keys move the line, Space holds without")
        self.setAccessibleName(pair if self.has_pair else self.tr("Picture of the LoRA"))
        self.setToolTip(self.tr("Drag the line; hold Space for without") if self.has_pair else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.has_pair and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(self.at + (_STEP if event.key() == Qt.Key.Key_Right else -_STEP))
        elif self.has_pair and event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hold(False)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.has_pair:
            self._move(event.position().x() / self.width())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self.has_pair:
            self._paint(painter, self._picture, QRectF(self.rect()))
            painter.end()
            return
        line = self.width() if self.is_held else self.width() * self.at
        self._paint(painter, self._without, QRectF(0, 0, line, self.height()))
        self._paint(painter, self._with, QRectF(line, 0, self.width() - line, self.height()))
        if not self.is_held:
            painter.fillRect(QRectF(line - 1, 0, 2, self.height()), QColor("#ffffff"))
        self._paint_words(painter, line)
        if self.hasFocus():
            painter.setPen(QColor(theme.of(self.palette()).accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(outline, RADIUS, RADIUS)
        painter.end()

    def _paint(self, painter: QPainter, image: QImage, part: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.setClipRect(part)
        if not image.isNull():
            painter.setBrush(filling(image, self.size(), ratio))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.restore()

    def _paint_words(self, painter: QPainter, line: float) -> None:
        look = theme.of(self.palette())
        painter.setFont(theme.sized(self.font(), theme.LABEL))
        left, right = self.tr("without"), self.tr("with")
        for words, is_left in ((left, True), (right, False)):
            width = painter.fontMetrics().horizontalAdvance(words) + 16
            room = line if is_left else self.width() - line
            if room < width + 12:
                continue
            x = 8.0 if is_left else self.width() - width - 8.0
            box = QRectF(x, self.height() - 30, width, 22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.overlay))
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(QColor(look.on_overlay))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _move(self, at: float) -> None:
        self.at = max(0.0, min(at, 1.0))
        self.update()

    def _hold(self, held: bool) -> None:
        if held != self.is_held:
            self.is_held = held
            self.update()
