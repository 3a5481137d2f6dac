"""Draws a small picture with round corners into a cell, once, and keeps the drawing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from flux2studio.ui import theme
from flux2studio.ui.thumbnail_form import fitted
from flux2studio.ui.widgets.drawings import Drawings, sheet

KEPT = 600
_SHAPES = 4


class CellPictures:
    """Cells at the size they are shown, least recently painted dropped first."""

    def __init__(self, radius: float = 8, *, square_foot: bool = False) -> None:
        self._radius = radius
        self._square_foot = square_foot
        self._cells = Drawings(KEPT)
        self._shapes = Drawings(_SHAPES)

    def draw(
        self, painter: QPainter, place: QRect, source: QPixmap, look: theme.Theme, ratio: float
    ) -> None:
        size = place.size()
        key = (source.cacheKey(), size.width(), size.height(), ratio, look.name)
        cell = self._cells.get(key, lambda: self._made(size, source, look, ratio))
        painter.drawPixmap(place.topLeft(), cell)

    def _made(self, size: QSize, source: QPixmap, look: theme.Theme, ratio: float) -> QPixmap:
        """Cut the corners with a shape drawn once: half the time of filling one each time."""
        cell = sheet(QSizeF(size * ratio).toSize(), 1)
        shape = self._shapes.get(cell.size().toTuple(), lambda: self._shape(cell.size(), ratio))
        painter = QPainter(cell)
        painter.fillRect(cell.rect(), theme.colour(look.window))
        _compose(painter, source, cell.size())
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawPixmap(0, 0, shape)
        painter.end()
        cell.setDevicePixelRatio(ratio)
        return cell

    def _shape(self, size: QSize, ratio: float) -> QPixmap:
        place, radius = QRectF(QPointF(), QSizeF(size)), self._radius * ratio
        path = QPainterPath()
        path.addRoundedRect(place, radius, radius)
        if self._square_foot:
            path.addRect(place.adjusted(0, radius, 0, 0))
            path.setFillRule(Qt.FillRule.WindingFill)
        shape = sheet(size, 1)
        painter = QPainter(shape)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, Qt.GlobalColor.black)
        painter.end()
        return shape


def _compose(painter: QPainter, source: QPixmap, size: QSize) -> None:
    """Draw ``source`` so that it fills ``size``, or whole where too much would be cut."""
    if source.isNull():
        return
    wanted = fitted(source.size(), size)
    modes = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    middle = QPointF(size.width() - wanted.width(), size.height() - wanted.height()) / 2
    painter.drawPixmap(middle, source.scaled(wanted, *modes))
