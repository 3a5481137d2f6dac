"""Colour labels as dots and words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from flux2studio.core.history import Label
from flux2studio.ui.widgets.mark_paint import LABEL_COLOURS


def label_icon(label: Label) -> QIcon:
    """Return a dot of this colour."""
    drawing = QPixmap(32, 32)
    drawing.setDevicePixelRatio(2)
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LABEL_COLOURS[label]))
    painter.drawEllipse(QRectF(3, 3, 10, 10))
    painter.end()
    return QIcon(drawing)


def label_words() -> dict[Label, str]:
    return {
        Label.RED: _tr("Red"),
        Label.YELLOW: _tr("Yellow"),
        Label.GREEN: _tr("Green"),
        Label.BLUE: _tr("Blue"),
        Label.PURPLE: _tr("Purple"),
        Label.NONE: _tr("None"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("label_signs", text)
