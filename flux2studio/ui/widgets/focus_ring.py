"""The ring around a drawn part that the keyboard has come to; a click needs none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from flux2studio.ui import theme

_WIDTH = 2
_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


def came_by_key(event: QFocusEvent) -> bool:
    return event.reason() in _BY_KEY


def paint_ring(widget: QWidget) -> None:
    """Draw it just inside the edge, over what is painted already."""
    painter = QPainter(widget)
    painter.setPen(QPen(QColor(theme.of(widget.palette()).accent_hover), _WIDTH))
    painter.drawRect(widget.rect().adjusted(1, 1, -1, -1))
    painter.end()
