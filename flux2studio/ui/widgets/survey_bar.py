"""Above a survey: the way back, what to do here, how many are left, and the zoom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from flux2studio.ui import icons
from flux2studio.ui.keymap import explain
from flux2studio.ui.widgets.fields import ElidedLabel, label

HEIGHT = 48


class SurveyBar(QWidget):
    """The buttons are public: the page connects what needs its views."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.back = self._button("chevron-left", self.tr("Back"))
        self.back.setToolTip(self.tr("Back (Esc)"))
        self.back.clicked.connect(self.left)
        self.count = label("", "title")
        self.hint = ElidedLabel(self.tr("Leave out what does not hold up; pick what is left."))
        self.hint.setProperty("role", "soft")
        self.undo = self._button("undo", self.tr("Put back"))
        explain(self.undo, "undo", self.tr("Show again what was left out last"))
        self.compare = self._button("columns", self.tr("Compare"))
        explain(self.compare, "compare", self.tr("Compare those that are left, four at the most"))
        self.link = self._button("link", self.tr("Linked"))
        explain(self.link, "compare_link", self.tr("Zoom and move all pictures together"))
        self.link.setCheckable(True)
        self.link.setChecked(True)
        self.fit = self._button("fit", self.tr("Fit"))
        explain(self.fit, "fit", self.tr("Show the whole pictures"))
        self.full = self._button("", self.tr("100 %"))
        explain(self.full, "full", self.tr("Pixel for pixel"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addSpacing(12)
        row.addWidget(self.count)
        row.addSpacing(8)
        row.addWidget(self.hint, 1)
        for button in (self.undo, self.compare, self.link, self.fit, self.full):
            row.addWidget(button)

    def show_count(self, count: int) -> None:
        self.count.setText(self.tr("%n picture(s)", "", count))

    def _button(self, icon: str, text: str) -> QPushButton:
        button = QPushButton(f" {text}" if icon else text, self)
        button.setProperty("role", "flat")
        button.setAccessibleName(text)
        if icon:
            icons.set_icon(button, icon)
        return button
