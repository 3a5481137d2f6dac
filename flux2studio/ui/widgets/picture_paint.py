"""Draws pictures on the stage: shadow, checkerboard, the half before and the line between."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPixmap

from flux2studio.ui import icons, theme

CHECKER = 8  # pixels of one square
PIXELS_FROM = 2.0  # above this zoom single pixels are shown as squares
_SHADOW = 18


def within(target: QRectF, size: QSize) -> QRectF:
    """Return the largest place inside ``target`` with the proportions of ``size``."""
    fitted = QSizeF(size).scaled(target.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(), fitted)
    place.moveCenter(target.center())
    return place


def shadow(painter: QPainter, target: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 3))
    for spread in range(_SHADOW, 0, -2):
        around = target.adjusted(-spread, -spread, spread, spread).translated(0, 4)
        painter.drawRoundedRect(around, spread, spread)
    painter.restore()


def picture(
    painter: QPainter, image: QImage, target: QRectF, look: theme.Theme, size: QSize
) -> None:
    """Draw ``image``, whole or a smooth copy; ``size`` is that of the whole picture."""
    if image.hasAlphaChannel():
        painter.fillRect(target, _checkerboard(look))
    zoom = target.width() * painter.device().devicePixelRatio() / max(1, size.width())
    smooth = zoom <= PIXELS_FROM or image.width() < size.width()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(target, image)


def before(
    painter: QPainter,
    image: QImage,
    target: QRectF,
    split: float,
    look: theme.Theme,
    size: QSize,
) -> None:
    """Draw the picture it was made from over the left part."""
    painter.save()
    left = QRectF(target.left(), target.top(), target.width() * split, target.height())
    painter.setClipRect(left)
    painter.fillRect(left, theme.colour(look.stage))
    picture(painter, image, within(target, size), look, size)
    painter.restore()


def divider(painter: QPainter, target: QRectF, split: float, view: QRect) -> None:
    """Draw the line between before and after, with its handle inside what is visible."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = target.left() + target.width() * split
    painter.fillRect(QRectF(x - 1, target.top(), 2, target.height()), QColor("#ffffff"))
    seen = target.intersected(QRectF(view))
    handle = QRectF(0, 0, 28, 28)
    handle.moveCenter(QPointF(x, seen.center().y()))
    painter.setPen(QColor(0, 0, 0, 60))
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(handle)
    icons.paint(painter, "swap", QColor("#1b1b1b"), handle.adjusted(6, 6, -6, -6))
    painter.restore()


def badge(
    painter: QPainter,
    target: QRectF,
    text: str,
    look: theme.Theme,
    font: QFont,
    *,
    right: bool = False,
) -> None:
    """Write a word in one of the upper corners of the picture."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.sized(font, theme.LABEL, QFont.Weight.DemiBold))
    width = painter.fontMetrics().horizontalAdvance(text) + 16
    left = target.right() - width - 10 if right else target.left() + 10
    place = QRectF(left, target.top() + 10, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(look.overlay))
    painter.drawRoundedRect(place, 6, 6)
    painter.setPen(theme.colour(look.on_overlay))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _checkerboard(look: theme.Theme) -> QBrush:
    tile = QPixmap(2 * CHECKER, 2 * CHECKER)
    tile.fill(theme.colour(look.checker))
    painter = QPainter(tile)
    other = theme.colour(look.checker_other)
    painter.fillRect(0, 0, CHECKER, CHECKER, other)
    painter.fillRect(CHECKER, CHECKER, CHECKER, CHECKER, other)
    painter.end()
    return QBrush(tile)
