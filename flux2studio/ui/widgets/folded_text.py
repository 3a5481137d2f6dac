"""A text that can be read, selected and copied; a long one is folded until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

LETTERS, LINES = 480, 10  # shown of a long text
SLACK = 1.25  # a text a little longer is not worth a button
SHOWN_MAX = 20_000  # letters; what is longer is read elsewhere, and copied whole


class FoldedText(QWidget):
    """``text`` is always the whole of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QPushButton(self.tr("Show less"), self)
        self.more.setProperty("role", "link")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)

    def text(self) -> str:
        return self._text

    def say(self, text: str) -> None:
        """Show ``text``, folded again if it is another one."""
        if text != self._text:
            self._text = text
            self.more.setChecked(False)
        self._show()

    def _show(self, _unfolded: bool = False) -> None:
        short = folded(self._text)
        is_long = short != self._text
        self.more.setVisible(is_long)
        if is_long and not self.more.isChecked():
            self.label.setText(short)
            self.more.setText(self.tr("Show all %Ln letter(s)", "", len(self._text)))
        else:
            shown = self._text[:SHOWN_MAX]
            self.label.setText(shown if shown == self._text else f"{shown}…")
            self.more.setText(self.tr("Show less"))


def folded(text: str) -> str:
    """Return the beginning of a long text, and a short one as it is."""
    lines = text.split("\n")
    if len(lines) > LINES * SLACK:
        text = "\n".join(lines[:LINES]) + "…"
    if len(text) > LETTERS * SLACK:
        start = text[:LETTERS]
        word = start.rfind(" ", LETTERS // 2)
        text = (start[:word] if word > 0 else start).rstrip() + "…"
    return text
