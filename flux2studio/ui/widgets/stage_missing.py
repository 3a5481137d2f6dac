"""Says on the stage that the file of its picture is gone, and how to get it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui.widgets.file_dialogs import AskFiles, ask_files
from flux2studio.ui.widgets.icon_label import IconLabel

_SIGN, _WIDTH = 28, 380


class MissingNotice(QFrame):
    """``found`` is the file the artist points to; ``again``: look where it was once more."""

    found = Signal(Path)
    again = Signal()

    def __init__(self, parent: QWidget | None = None, ask: AskFiles = ask_files) -> None:
        super().__init__(parent)
        self.ask = ask
        self.setProperty("role", "overlay")
        self.title = QLabel(self.tr("The file is missing"), self)
        self.title.setProperty("role", "overlay-title")
        self.where = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.where.setProperty("role", "overlay")
        self.where.setWordWrap(True)
        self.where.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.where.setFixedWidth(_WIDTH)
        self.find_it = QPushButton(self.tr("Find it…"), self)
        self.retry = QPushButton(self.tr("Try again"), self)
        for button in (self.find_it, self.retry):
            button.setProperty("role", "overlay-plain")
        self.find_it.clicked.connect(self._on_find)
        self.retry.clicked.connect(self._on_retry)
        self._lay_out()
        self.hide()

    def say(self, path: Path) -> None:
        """Name what is missing, and where it was."""
        words = self.tr(
            "“%1” was in %2. It may have been moved, or its drive is not connected."
            " What you see is what the history keeps of it."
        )
        self.where.setText(words.replace("%1", path.name).replace("%2", str(path.parent)))

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        sign = IconLabel("warning", _SIGN, "on_overlay", self)
        column.addWidget(sign, alignment=middle)
        column.addWidget(self.title, alignment=middle)
        column.addWidget(self.where, alignment=middle)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.find_it)
        buttons.addWidget(self.retry)
        buttons.addStretch(1)
        column.addSpacing(4)
        column.addLayout(buttons)

    def _on_find(self) -> None:
        self.ask(self, self._on_files)

    def _on_files(self, files: list[str]) -> None:
        if files:
            self.found.emit(Path(files[0]))

    def _on_retry(self) -> None:
        self.again.emit()
