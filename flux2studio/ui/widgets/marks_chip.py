"""What the artist thinks of the picture on the stage, in its upper left corner."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from flux2studio.core.history import NO_MARKS, Label, Marks, Pick
from flux2studio.ui.widgets.mark_paint import HEIGHT, MarkPaint

_WIDTH = 112  # a pick, a label and five stars
_AWAY = 12
_ABOVE = 7  # in the middle of the ground that is left above a whole picture


class MarksChip(QWidget):
    """Hidden where there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = NO_MARKS
        self._paint = MarkPaint()
        self.setFixedSize(_AWAY + _WIDTH, HEIGHT + _ABOVE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What the marks say, for those who cannot see them."""
        parts = []
        if self._marks.pick is not Pick.NONE:
            picked = self._marks.pick is Pick.PICKED
            parts.append(self.tr("picked") if picked else self.tr("rejected"))
        if self._marks.rating:
            parts.append(self.tr("%n star(s)", "", self._marks.rating))
        return ", ".join(parts) or self.tr("no stars")

    def show_marks(self, marks: Marks) -> None:
        self._marks = marks
        self.setAccessibleName(self.words)
        shown = (marks.rating, marks.pick, marks.label)
        self.setVisible(shown != (0, Pick.NONE, Label.NONE))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint.paint(painter, QPoint(_AWAY, _ABOVE + HEIGHT - 1), _WIDTH, self._marks)
