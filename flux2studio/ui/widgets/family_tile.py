"""One step of a picture's family: small, pressed to open it; grey with a word when it is gone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from flux2studio.ui import theme
from flux2studio.ui.tips import quoted
from flux2studio.ui.widgets.thumbnail_paint import CellPictures

SIDE = 56
_RADIUS = 6


class FamilyTile(QAbstractButton):
    """``word`` stands where there is no picture; ``is_this``: the family is that of this one."""

    opened = Signal()  # by a double click

    def __init__(
        self, name: str, word: str = "", parent: QWidget | None = None, *, is_this: bool = False
    ) -> None:
        super().__init__(parent)
        self.word = word
        self._is_this = is_this
        self._picture = QPixmap()
        self._cells = CellPictures(radius=_RADIUS)
        self.setFixedSize(QSize(SIDE, SIDE))
        self.setAccessibleName(name)
        self.setToolTip(quoted(name))
        if word or is_this:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def can_open(self) -> bool:
        return not (self.word or self._is_this)

    def show_picture(self, picture: QPixmap | None) -> None:
        self._picture = picture or QPixmap()
        self.update()

    def show_word(self, word: str) -> None:
        """There is no picture, and this is why."""
        self.word = word
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unsetCursor()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.can_open and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.rect().adjusted(2, 2, -2, -2)
        if self.word:
            self._paint_word(painter, place, look)
        elif self._picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(look.window))
            painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        else:
            self._cells.draw(painter, place, self._picture, look, self.devicePixelRatioF())
        if (colour := self._ring(look)) is not None:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 7, 7)
        painter.end()

    def _paint_word(self, painter: QPainter, place: QRect, look: theme.Theme) -> None:
        painter.setPen(QPen(theme.colour(look.line), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour(look.window))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setPen(theme.colour(look.soft))
        painter.setFont(theme.sized(self.font(), theme.LABEL))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.word)

    def _ring(self, look: theme.Theme) -> QColor | None:
        if self._is_this or self.hasFocus():
            return theme.colour(look.accent if self._is_this else look.text)
        return theme.colour(look.soft) if self.underMouse() and self.can_open else None
