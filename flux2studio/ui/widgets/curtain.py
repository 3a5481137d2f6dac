"""The outline of the window, painted at once while its parts are still on their way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from flux2studio.ui.tokens import Theme

# As header.HEIGHT, status_line.HEIGHT and the docks of studio_page, whose import would cost what
# the curtain is there to save; tests/ui/test_curtain.py holds them together. For the same reason
# nothing here names ``Qt`` or ``QPalette``: the first mention of each makes a hundred enums.
HEADER, STATUS, LEFT, RIGHT = 44, 26, 262, 336


class Curtain(QWidget):
    """``painted`` fires once, when the artist sees a window."""

    painted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_new = True

    def paintEvent(self, _: QPaintEvent) -> None:
        whole, theme = self.rect(), self._theme
        stage = whole.adjusted(LEFT, HEADER, -RIGHT, -STATUS)
        with QPainter(self) as painter:
            painter.fillRect(whole, QColor(theme.panel))
            painter.fillRect(stage, QColor(theme.stage))
            painter.setPen(QColor(theme.line))
            for top in (HEADER - 1, whole.height() - STATUS):
                painter.drawLine(0, top, whole.width(), top)
        if self._is_new:
            self._is_new = False
            self.painted.emit()
