"""Draws what the artist thinks of a picture into a corner of it: pick, colour label and stars."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from flux2studio.core.history import FileState, Label, Marks, Pick
from flux2studio.ui import theme
from flux2studio.ui.widgets.drawings import Drawings, sheet
from flux2studio.ui.widgets.signs import Signs

# On pictures and overlays, which are dark in both themes.
LABEL_COLOURS = {
    Label.RED: "#f2555a",
    Label.YELLOW: "#f2c744",
    Label.GREEN: "#57b96b",
    Label.BLUE: "#5aa2ee",
    Label.PURPLE: "#a77be8",
}
HEIGHT = 18
_SIGN = 12
_STAR = 11
_DOT = 10
_PAD = 5
_KEPT = 256
_PICKS = {Pick.PICKED: ("check", theme.DARK.ok), Pick.REJECTED: ("close", theme.DARK.bad)}


class MarkPaint:
    """Each combination is drawn once."""

    def __init__(self) -> None:
        self._drawn = Drawings(_KEPT)
        self._signs = Signs()

    def paint(self, painter: QPainter, foot: QPoint, room: int, marks: Marks) -> None:
        """Draw the marks with their lower left corner at ``foot``, or nothing without any.

        Where the stars are wider than ``room`` pixels, one stands for all, with their number.
        """
        shown = (marks.rating, marks.pick, marks.label)
        if not any(shown):
            return
        ratio, is_narrow = painter.device().devicePixelRatio(), _width(marks) > room
        draw = partial(self._marks, marks, ratio, painter.font(), is_narrow)
        drawing = self._drawn.get((*shown, ratio, is_narrow), draw)
        painter.drawPixmap(foot - QPoint(0, HEIGHT), drawing)

    def paint_state(self, painter: QPainter, corner: QPoint, state: FileState) -> None:
        """Draw a sign with its upper right corner at ``corner`` where the file is not as it was."""
        if state is not FileState.HERE:
            ratio = painter.device().devicePixelRatio()
            key = (state, ratio)
            drawing = self._drawn.get(key, partial(self._state, state, ratio))
            painter.drawPixmap(corner - QPoint(HEIGHT, 0), drawing)

    def _marks(self, marks: Marks, ratio: float, font: QFont, is_narrow: bool) -> QPixmap:
        stars = 2 if is_narrow else marks.rating
        result, painter = _pill(_width(marks, stars), ratio)
        left = float(_PAD)
        if pick := _PICKS.get(marks.pick):
            self._signs.paint(painter, *pick, QRectF(left, 3, _SIGN, _SIGN))
            left += _SIGN + _PAD
        if label := LABEL_COLOURS.get(marks.label):
            painter.setBrush(QColor(label))
            painter.drawEllipse(QPointF(left + _DOT / 2, HEIGHT / 2), _DOT / 2, _DOT / 2)
            left += _DOT + _PAD
        if is_narrow:
            painter.setFont(theme.sized(font, theme.LABEL))
            painter.setPen(QColor(theme.DARK.on_overlay))
            box = QRectF(left, 0, _STAR, HEIGHT)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(marks.rating))
            left, stars = left + _STAR, 1
        for star in range(stars):
            box = QRectF(left + star * _STAR, 4, _STAR - 1, _STAR - 1)
            self._signs.paint(painter, "star-filled", theme.DARK.accent, box)
        painter.end()
        return result

    def _state(self, state: FileState, ratio: float) -> QPixmap:
        result, painter = _pill(HEIGHT, ratio)
        name = "warning" if state is FileState.MISSING else "refresh"
        self._signs.paint(painter, name, theme.DARK.accent, QRectF(3, 3, _SIGN, _SIGN))
        painter.end()
        return result


def _width(marks: Marks, stars: int | None = None) -> int:
    stars = marks.rating if stars is None else stars
    parts = (_SIGN * (marks.pick in _PICKS), _DOT * (marks.label in LABEL_COLOURS), _STAR * stars)
    return _PAD + sum(part + _PAD for part in parts if part)


def _pill(width: int, ratio: float) -> tuple[QPixmap, QPainter]:
    result = sheet(QSize(width, HEIGHT), ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.DARK.overlay))
    painter.drawRoundedRect(QRectF(0, 0, width, HEIGHT), HEIGHT / 2, HEIGHT / 2)
    return result, painter
