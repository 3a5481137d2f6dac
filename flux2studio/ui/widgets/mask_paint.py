"""Draws a mask over its picture: a veil of colour with hatching, and the outline of the brush."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

_VEIL = QColor(232, 54, 92, 104)
_HATCH = QColor(255, 255, 255, 150)
_HATCH_SHADE = QColor(60, 0, 14, 120)
_GAP = 8  # pixels of the screen between two lines


def overlay(painter: QPainter, layer: QImage, target: QRectF, part: QRect, *, smooth: bool) -> None:
    """Draw ``layer``, which lies on ``target``, as far as ``part`` of the view needs it."""
    part = part.intersected(target.toAlignedRect())
    if part.isEmpty():
        return
    ratio = painter.device().devicePixelRatio()
    tile = QImage(part.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    veil = QPainter(tile)
    veil.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    veil.drawImage(target.translated(-part.x(), -part.y()), layer)
    _veil(veil, QRect(QPoint(), part.size()), part.topLeft())
    veil.end()
    painter.drawImage(part.topLeft(), tile)


def veiled(layer: QImage) -> QPixmap:
    """Return the veil of a small ``layer``, to be laid on a thumbnail."""
    tile = layer.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(tile)
    _veil(painter, tile.rect(), QPoint())
    painter.end()
    return QPixmap.fromImage(tile)


def ring(painter: QPainter, at: QPointF, radius: float) -> None:
    """The outline of a brush, seen on any ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255), 1.2)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, max(radius, 2.0), max(radius, 2.0))
    painter.restore()


def cross(painter: QPainter, at: QPointF) -> None:
    """The point that a rectangle or a lasso is drawn with."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255), 1.2)):
        painter.setPen(QPen(colour, width))
        for arm in (QPointF(7, 0), QPointF(0, 7)):
            painter.drawLine(at - arm, at + arm)
    painter.restore()


def outline(painter: QPainter, path: QPainterPath) -> None:
    """What is about to be filled: a dashed line, seen on any ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 170), 1.6))
    painter.drawPath(path)
    painter.setPen(QPen(QColor(255, 255, 255), 1.6, Qt.PenStyle.DashLine))
    painter.drawPath(path)
    painter.restore()


def _veil(painter: QPainter, rect: QRect, origin: QPoint) -> None:
    """Colour what is there; the hatching keeps its place in the view, whichever part it is."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setBrushOrigin(-origin)
    painter.fillRect(rect, _hatching())


def _hatching() -> QBrush:
    tile = QImage(QSize(_GAP, _GAP), QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(_VEIL)
    painter = QPainter(tile)
    for step in range(_GAP):
        painter.fillRect(step, _GAP - 1 - step, 1, 1, _HATCH)
        painter.fillRect(step, (_GAP - step) % _GAP, 1, 1, _HATCH_SHADE)
    painter.end()
    return QBrush(tile)
