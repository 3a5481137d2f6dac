"""Draws what lies around and over pictures: shadow, checkerboard, line between, words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPixmap, QRegion

from flux2studio.ui import icons, theme

CHECKER = 8  # pixels of one square
PIXELS_FROM = 2.0  # above this zoom single pixels are shown as squares
_SHADOW = 18


def within(place: QRect, size: QSize) -> QRect:
    """Return the largest place inside ``place`` with the proportions of ``size``."""
    fitted = size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    missing = place.size() - fitted
    if max(missing.width(), missing.height()) <= 1:  # the same but for the rounding
        return place
    inside = QRect(0, 0, fitted.width(), fitted.height())
    inside.moveCenter(place.center())
    return inside


def shadow(painter: QPainter, place: QRect, exposed: QRect) -> None:
    """Paint what falls around ``place``, in pixels of the device."""
    ratio = painter.device().devicePixelRatioF()
    painter.save()
    painter.setClipRegion(QRegion(exposed) - QRegion(place))  # below the picture it is not seen
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 3))
    for spread in range(_SHADOW, 0, -2):
        wide = spread * ratio
        around = QRectF(place).adjusted(-wide, -wide, wide, wide).translated(0, 4 * ratio)
        painter.drawRoundedRect(around, wide, wide)
    painter.restore()


def checkerboard(painter: QPainter, exposed: QRect, origin: QPoint, look: theme.Theme) -> None:
    """Paint the ground of what can be seen through, in pixels of the device."""
    painter.setBrushOrigin(origin)
    painter.fillRect(exposed, _checkerboard(look, painter.device().devicePixelRatioF()))


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


def _checkerboard(look: theme.Theme, ratio: float) -> QBrush:
    side = round(CHECKER * ratio)
    tile = QPixmap(2 * side, 2 * side)
    tile.fill(theme.colour(look.checker))
    painter = QPainter(tile)
    other = theme.colour(look.checker_other)
    painter.fillRect(0, 0, side, side, other)
    painter.fillRect(side, side, side, side, other)
    painter.end()
    return QBrush(tile)
