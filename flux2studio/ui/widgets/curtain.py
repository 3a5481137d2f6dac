"""The outline of the window, painted at once while its parts are still on their way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from flux2studio.ui.first_page import FirstPage
from flux2studio.ui.tokens import Theme

# As header.HEIGHT, status_line.HEIGHT and the docks of studio_page, whose import would cost what
# the curtain is there to save; tests/ui/test_curtain.py holds them together. For the same reason
# nothing here names ``Qt`` or ``QPalette``: the first mention of each makes a hundred enums.
HEADER, STATUS, LEFT, RIGHT = 44, 26, 262, 336


class Curtain(QWidget):
    """``painted`` fires once, when the artist sees a window.

    ``look`` returns the first page of the history, where the window was closed on that.
    """

    painted = Signal()

    def __init__(
        self, theme: Theme, look: Callable[[], FirstPage | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.first_page: FirstPage | None = None
        self._theme = theme
        self._look = look
        self._is_new = True

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._is_new:
            self.first_page = self._look()
        whole, theme = self.rect(), self._theme
        with QPainter(self) as painter:
            painter.fillRect(whole, QColor(theme.panel))
            if self.first_page is None or not whole.contains(self.first_page.place):
                stage = whole.adjusted(LEFT, HEADER, -RIGHT, -STATUS)
                painter.fillRect(stage, QColor(theme.stage))
            else:
                self._paint_first_page(painter, self.first_page)
            painter.setPen(QColor(theme.line))
            for top in (HEADER - 1, whole.height() - STATUS):
                painter.drawLine(0, top, whole.width(), top)
        if self._is_new:
            self._is_new = False
            self.painted.emit()

    def _paint_first_page(self, painter: QPainter, page: FirstPage) -> None:
        column = QRect(page.place.left(), HEADER, page.place.width(), page.place.bottom() - HEADER)
        painter.fillRect(column, QColor(self._theme.window))
        painter.drawImage(page.place.topLeft(), page.image)
