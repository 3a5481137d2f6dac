"""Says over a part of the window what a drop would do there, while one drags over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from flux2studio.ui import theme

_RADIUS = 8
_INSET = 4
_LARGE = 240  # pixels a side
_SIGN = QSize(340, 88)
_STRIP = QSize(420, 72)


class DropHint(QWidget):
    """Lies over ``place``, and lets every event through to it."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._words = ""
        self._low = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        place.installEventFilter(self)

    @property
    def words(self) -> str:
        """What it says now; empty while nothing is dragged here."""
        return self._words

    def lie_low(self) -> None:
        """Cover no more than a strip at the foot: the place is the whole window."""
        self._low = True

    def say(self, words: str) -> None:
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self._cover()
        self.setVisible(bool(words))
        self.raise_()
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._cover()
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self.say("")
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = min(_INSET, self.height() / 12)
        whole = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        is_large = min(self.width(), self.height()) > _LARGE
        self._paint_ground(painter, whole, look, 0.88 if is_large else 0.96)
        if is_large:
            sign = QRectF(0, 0, min(_SIGN.width(), whole.width()), _SIGN.height())
            sign.moveCenter(whole.center())
            self._paint_ground(painter, sign, look, 1.0)
        painter.setPen(QColor(look.accent))
        painter.setFont(theme.sized(self.font(), theme.TITLE if is_large else theme.TEXT))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(self.rect().adjusted(12, 4, -12, -4), flags, self._words)
        painter.end()

    def _paint_ground(
        self, painter: QPainter, box: QRectF, look: theme.Theme, opacity: float
    ) -> None:
        """A large place stays in sight below, with the words on a sign of their own."""
        ground = QColor(look.wash)
        ground.setAlphaF(opacity)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor(look.accent), 2))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        if self._low:
            width = min(_STRIP.width(), room.width())
            left = (room.width() - width) // 2
            room = QRect(left, room.height() - _STRIP.height() - 40, width, _STRIP.height())
        self.setGeometry(room)
