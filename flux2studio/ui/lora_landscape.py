"""A small landscape drawn from a LoRA's source, so that a card is known again at a glance.

Drawn on a picture in memory, so any thread may do it.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF

SIZE = QSize(240, 164)  # pixels, the shape of a card's cover on a sharp screen
_LAYERS = 5
_SUNS = 12
_STRETCHES = 32
_STEP = 0.16  # radians between the points of a ridge: four to eight pixels
_DEEP = 10.0  # how far below its middle the ground goes on, in heights of the ridge


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
        _paint_hill(painter, mood, layer, box)
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
    sun = _sun(round(mood.hue * _SUNS) % _SUNS)
    middle = QPointF(box.width() * mood.sun, box.height() * 0.34)
    painter.drawImage(middle - QPointF(sun.rect().center()), sun)


@lru_cache(_SUNS)
def _sun(hue: int) -> QImage:
    """A disc in two rings of light, a little warmer than the sky; circles are slow to draw."""
    edge = round(SIZE.height() * 0.96) + 3
    result = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    middle, radius = QPointF(result.rect().center()), SIZE.height() * 0.16
    for step in (3, 2, 1):
        glow = QColor.fromHsvF((hue / _SUNS + 0.08) % 1, 0.12, 1.0)
        glow.setAlphaF(0.9 if step == 1 else 0.16)
        painter.setBrush(glow)
        painter.drawEllipse(middle, radius * step, radius * step)
    painter.end()
    return result


def _hill_colour(mood: _Mood, layer: int) -> QColor:
    depth = layer / (_LAYERS - 1)
    hue = (mood.hue + mood.spread * (0.5 + depth)) % 1
    value = (0.5 - 0.34 * depth) if mood.night else (0.82 - 0.52 * depth)
    return QColor.fromHsvF(hue, 0.28 + 0.3 * depth, value)


def _paint_hill(painter: QPainter, mood: _Mood, layer: int, box: QRectF) -> None:
    """Each hill is a stretch of one ridge, computed once: a worker does this while one scrolls."""
    phase, width, height = mood.waves[layer * 3 : layer * 3 + 3]
    painter.save()
    painter.translate(0, box.height() * (0.5 + 0.11 * layer))
    painter.scale(box.width() * (0.10 + 0.10 * width), -box.height() * (0.05 + 0.07 * height))
    painter.setBrush(_hill_colour(mood, layer))
    painter.drawPolygon(_stretch(round(phase * (_STRETCHES - 1))))
    painter.restore()


@lru_cache(_STRETCHES)
def _stretch(number: int) -> QPolygonF:
    """Two waves that never meet again in the same way, above ground that goes down far enough."""
    begin, end = 1.3 * number, 1.0 / 0.10  # the widest view of it
    steps = [step * _STEP for step in range(round(end / _STEP) + 2)]
    top = [QPointF(x, math.sin(begin + x) + 0.4 * math.sin(2.3 * (begin + x))) for x in steps]
    return QPolygonF([QPointF(0, -_DEEP), *top, QPointF(steps[-1], -_DEEP)])
