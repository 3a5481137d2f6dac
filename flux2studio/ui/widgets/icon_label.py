"""An icon that stands beside words, in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from flux2studio.ui import icons, theme


class IconLabel(QWidget):
    """``token`` is a colour of ``Theme``, read anew whenever the theme changes."""

    def __init__(
        self, icon: str, size: int = icons.SIZE, token: str = "soft", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._token = token
        self.setFixedSize(QSize(size, size))

    def show_icon(self, icon: str, token: str) -> None:
        """Show another one in place of it."""
        if (icon, token) != (self._icon, self._token):
            self._icon, self._token = icon, token
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        colour = theme.colour(getattr(theme.of(self.palette()), self._token))
        icons.paint(QPainter(self), self._icon, colour, QRectF(self.rect()))
