"""A small landscape drawn from a LoRA's source, so that a card is known again at a glance.

Drawn on a picture in memory, so any thread may do it.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF

SIZE = QSize(240, 164)  # pixels, the shape of a card's cover on a sharp screen
_LAYERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mood:
    """All numbers 0.0-1.0."""

    hue: float
    spread: float
    night: bool
    sun: float
    waves: tuple[float, ...]


def draw_landscape(source: str) -> QImage:
    """Return always the same picture for the same ``source``."""
    mood = _mood(source)
    result = QImage(SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    box = QRectF(0, 0, SIZE.width(), SIZE.height())
    _paint_sky(painter, mood, box)
    for layer in range(_LAYERS):
        painter.setBrush(_hill_colour(mood, layer))
        painter.drawPolygon(_hill(mood, layer, box))
    painter.end()
    return result


def _mood(source: str) -> _Mood:
    numbers = [byte / 255 for byte in hashlib.sha256(source.encode()).digest()]
    return _Mood(
        hue=numbers[0],
        spread=numbers[1] * 0.22 - 0.11,
        night=numbers[2] < 0.3,
        sun=0.25 + numbers[3] * 0.5,
        waves=tuple(numbers[4 : 4 + 3 * _LAYERS]),
    )


def _paint_sky(painter: QPainter, mood: _Mood, box: QRectF) -> None:
    sky = QLinearGradient(box.topLeft(), box.bottomLeft())
    top, low = (0.22, 0.42) if mood.night else (0.96, 1.0)
    sky.setColorAt(0, QColor.fromHsvF(mood.hue, 0.45 if mood.night else 0.24, top))
    sky.setColorAt(1, QColor.fromHsvF((mood.hue + mood.spread) % 1, 0.28, low))
    painter.fillRect(box, sky)
    radius, middle = box.height() * 0.16, QPointF(box.width() * mood.sun, box.height() * 0.34)
    for step in (3, 2, 1):
        glow = QColor.fromHsvF((mood.hue + 0.08) % 1, 0.12, 1.0)
        glow.setAlphaF(0.9 if step == 1 else 0.16)
        painter.setBrush(glow)
        painter.drawEllipse(middle, radius * step, radius * step)


def _hill_colour(mood: _Mood, layer: int) -> QColor:
    depth = layer / (_LAYERS - 1)
    hue = (mood.hue + mood.spread * (0.5 + depth)) % 1
    value = (0.5 - 0.34 * depth) if mood.night else (0.82 - 0.52 * depth)
    return QColor.fromHsvF(hue, 0.28 + 0.3 * depth, value)


def _hill(mood: _Mood, layer: int, box: QRectF) -> QPolygonF:
    phase, width, height = mood.waves[layer * 3 : layer * 3 + 3]
    ground = box.height() * (0.5 + 0.11 * layer)
    rise = box.height() * (0.05 + 0.07 * height)
    length = box.width() * (0.10 + 0.10 * width)
    points = [QPointF(0, box.height())]
    for x in range(0, round(box.width()) + 6, 5):
        wave = math.sin(phase * 6.28 + x / length) + 0.4 * math.sin(phase * 9 + x / length * 2.3)
        points.append(QPointF(x, ground - rise * wave))
    points.append(QPointF(box.width(), box.height()))
    return QPolygonF(points)
