"""What an empty place says: what belongs there and how to put it there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui.widgets.icon_label import IconLabel

WIDTH = 360
SIGN = 40


class Notice(QWidget):
    """``on_stage``: in the colours of the stage instead of those of the panels.

    ``button`` is there while there is one thing to do about it; ``acted`` says that it was pressed.
    """

    acted = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None, *, on_stage: bool = False) -> None:
        super().__init__(parent)
        self.sign = IconLabel(icon, SIGN, "on_stage" if on_stage else "soft", self)
        self.title = QLabel(self)
        self.title.setProperty("role", "stage-title" if on_stage else "section")
        self.hint = QLabel(self)
        self.hint.setProperty("role", "stage" if on_stage else "soft")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.hint.setFixedWidth(WIDTH)
        self.button = QPushButton(self)
        self.button.setAutoDefault(True)  # Enter presses it
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.acted)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # while it is not there
        self.button.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(1)
        for part in (self.sign, self.title, self.hint, self.button):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def say(self, title: str, hint: str, action: str = "") -> None:
        """``action``: what the button is called; without it there is none."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setMinimumHeight(self.hint.heightForWidth(WIDTH))
        self.button.setText(action)
        policy = Qt.FocusPolicy.StrongFocus if action else Qt.FocusPolicy.NoFocus
        self.button.setFocusPolicy(policy)
        self.button.setVisible(bool(action))
