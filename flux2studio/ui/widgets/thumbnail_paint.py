"""Draws a small picture with round corners into a cell, once, and keeps the drawing."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPixmap

from flux2studio.ui import icons, theme

KEPT = 600
CROP_MAX = 0.34  # a picture is cut to the cell's shape when it loses no more than this
_Key = tuple[int, int, int, float, str]


class CellPictures:
    """Cells at the size they are shown, least recently painted dropped first."""

    def __init__(self, radius: float = 8, *, square_foot: bool = False) -> None:
        self._radius = radius
        self._square_foot = square_foot
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def draw(
        self, painter: QPainter, place: QRect, source: QPixmap, look: theme.Theme, ratio: float
    ) -> None:
        key = (source.cacheKey(), place.width(), place.height(), ratio, look.name)
        cell = self._kept.get(key)
        if cell is None:
            cell = self._made(place.size(), source, look, ratio)
            self._kept[key] = cell
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        painter.drawPixmap(place.topLeft(), cell)

    def _made(self, size: QSize, source: QPixmap, look: theme.Theme, ratio: float) -> QPixmap:
        cell = QPixmap(QSizeF(size * ratio).toSize())
        cell.fill(Qt.GlobalColor.transparent)
        painter = QPainter(cell)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(cell.rect())
        painter.setBrush(QBrush(_composed(source, cell.size(), theme.colour(look.window))))
        painter.drawPath(self._shape(whole, self._radius * ratio))
        painter.end()
        cell.setDevicePixelRatio(ratio)
        return cell

    def _shape(self, place: QRectF, radius: float) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(place, radius, radius)
        if self._square_foot:
            path.addRect(place.adjusted(0, radius, 0, 0))
            path.setFillRule(Qt.FillRule.WindingFill)
        return path


def _composed(source: QPixmap, size: QSize, ground: QColor) -> QPixmap:
    """Return ``source`` filling ``size``, or whole on ``ground`` where too much would be cut."""
    if source.isNull():
        return source
    covering = QSizeF(source.size()).scaled(
        QSizeF(size), Qt.AspectRatioMode.KeepAspectRatioByExpanding
    )
    lost = 1 - size.width() * size.height() / (covering.width() * covering.height())
    mode = (
        Qt.AspectRatioMode.KeepAspectRatioByExpanding
        if lost <= CROP_MAX
        else Qt.AspectRatioMode.KeepAspectRatio
    )
    scaled = source.scaled(size, mode, Qt.TransformationMode.SmoothTransformation)
    result = QPixmap(size)
    result.fill(ground)
    painter = QPainter(result)
    middle = QPointF(size.width() - scaled.width(), size.height() - scaled.height()) / 2
    painter.drawPixmap(middle, scaled)
    painter.end()
    return result


def placeholder(painter: QPainter, place: QRect, look: theme.Theme, *, missing: bool) -> None:
    """Draw a quiet ground until the picture is there, and a sign where there is none."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(look.window))
    painter.drawRoundedRect(place, 7, 7)
    if missing:
        sign = QRectF(0, 0, 24, 24)
        sign.moveCenter(QRectF(place).center())
        icons.paint(painter, "warning", theme.colour(look.soft), sign)
