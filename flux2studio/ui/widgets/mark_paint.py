"""Draws what the artist thinks of a picture into a corner of it: pick, colour label and stars."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

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
_HEIGHT = 18
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

    def paint(self, painter: QPainter, foot: QPoint, marks: Marks) -> None:
        """Draw the marks with their lower left corner at ``foot``, or nothing without any."""
        shown = (marks.rating, marks.pick, marks.label)
        if not any(shown):
            return
        ratio = painter.device().devicePixelRatio()
        drawing = self._drawn.get((*shown, ratio), partial(self._marks, marks, ratio))
        painter.drawPixmap(foot - QPoint(0, _HEIGHT), drawing)

    def paint_state(self, painter: QPainter, corner: QPoint, state: FileState) -> None:
        """Draw a sign with its upper right corner at ``corner`` where the file is not as it was."""
        if state is not FileState.HERE:
            ratio = painter.device().devicePixelRatio()
            key = (state, ratio)
            drawing = self._drawn.get(key, partial(self._state, state, ratio))
            painter.drawPixmap(corner - QPoint(_HEIGHT, 0), drawing)

    def _marks(self, marks: Marks, ratio: float) -> QPixmap:
        pick, label = _PICKS.get(marks.pick), LABEL_COLOURS.get(marks.label)
        parts = (_SIGN if pick else 0, _DOT if label else 0, _STAR * marks.rating)
        width = _PAD + sum(part + _PAD for part in parts if part)
        result, painter = _pill(width, ratio)
        left = float(_PAD)
        if pick:
            self._signs.paint(painter, *pick, QRectF(left, 3, _SIGN, _SIGN))
            left += _SIGN + _PAD
        if label:
            painter.setBrush(QColor(label))
            painter.drawEllipse(QPointF(left + _DOT / 2, _HEIGHT / 2), _DOT / 2, _DOT / 2)
            left += _DOT + _PAD
        for star in range(marks.rating):
            box = QRectF(left + star * _STAR, 4, _STAR - 1, _STAR - 1)
            self._signs.paint(painter, "star-filled", theme.DARK.accent, box)
        painter.end()
        return result

    def _state(self, state: FileState, ratio: float) -> QPixmap:
        result, painter = _pill(_HEIGHT, ratio)
        name = "warning" if state is FileState.MISSING else "refresh"
        self._signs.paint(painter, name, theme.DARK.accent, QRectF(3, 3, _SIGN, _SIGN))
        painter.end()
        return result


def _pill(width: int, ratio: float) -> tuple[QPixmap, QPainter]:
    result = sheet(QSize(width, _HEIGHT), ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.DARK.overlay))
    painter.drawRoundedRect(QRectF(0, 0, width, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2)
    return result, painter
