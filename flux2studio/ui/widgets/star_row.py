"""Stars from none to five; the star chosen once more takes them away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from flux2studio.ui import icons

STARS = 5


class StarRow(QWidget):
    """The keys 0 to 5 work while one of the stars has the focus."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rating = 0
        self.stars = [QToolButton(self) for _ in range(STARS)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, star in enumerate(self.stars, start=1):
            star.setProperty("role", "icon")
            words = self.tr("%n star(s)", "", number)
            star.setAccessibleName(words)
            star.setToolTip(words)
            star.clicked.connect(partial(self._on_clicked, number))
            row.addWidget(star)
        row.addStretch(1)
        self.show_rating(0)

    def show_rating(self, rating: int) -> None:
        self.rating = rating
        self.setAccessibleName(self.tr("Rating: {0} of 5").format(rating))
        for number, star in enumerate(self.stars, start=1):
            on = number <= rating
            tone = icons.Tone.ACCENT if on else icons.Tone.SOFT
            icons.set_icon(star, "star-filled" if on else "star", tone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in "012345":
            self.chosen.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, number: int, _checked: bool = False) -> None:
        self.chosen.emit(0 if number == self.rating else number)
