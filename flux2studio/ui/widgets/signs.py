"""Icons for delegates, each drawn once for a colour and a size."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from flux2studio.ui import icons


class Signs:
    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, name: str, colour: str, box: QRectF) -> None:
        """Draw an icon into a square ``box``."""
        ratio = painter.device().devicePixelRatio()
        key = (name, colour, round(box.width()), ratio)
        if key not in self._drawn:
            self._drawn[key] = icons.pixmap(name, QColor(colour), key[2], ratio)
        painter.drawPixmap(box.topLeft().toPoint(), self._drawn[key])
