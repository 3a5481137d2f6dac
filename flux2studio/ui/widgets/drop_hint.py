"""Says over a part of the window what a drop would do there, while one drags over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from flux2studio.ui import theme

_RADIUS = 8
_INSET = 4
_LARGE = 240  # pixels a side
_STRIP = QSize(420, 72)
_FLAGS = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


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
            self._paint_sign(painter, whole, look)
        else:
            painter.setPen(QColor(look.accent))
            painter.setFont(theme.sized(self.font(), theme.TEXT))
            painter.drawText(whole.adjusted(8, 0, -8, 0), _FLAGS, self._words)
        painter.end()

    def _paint_sign(self, painter: QPainter, place: QRectF, look: theme.Theme) -> None:
        """A large place stays in sight below, so the words have a ground of their own."""
        painter.setFont(theme.sized(self.font(), theme.TITLE, QFont.Weight.DemiBold))
        room = place.adjusted(24, 12, -24, -12)
        words = painter.boundingRect(room, _FLAGS, self._words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent))
        painter.drawRoundedRect(words.adjusted(-24, -12, 24, 12), _RADIUS, _RADIUS)
        painter.setPen(QColor(look.on_accent))
        painter.drawText(words, _FLAGS, self._words)

    def _paint_ground(
        self, painter: QPainter, box: QRectF, look: theme.Theme, opacity: float
    ) -> None:
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
