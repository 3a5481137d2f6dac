"""What the LoRA panel says where it has no cards: what belongs there, or how to find some."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.fields import label


class LoraEmpty(QWidget):
    add_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, loras: LorasViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loras = loras
        self.title = label("", "section")
        self.text = label("", "soft")
        for words in (self.title, self.text):
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add = _button(self.tr("Add a LoRA…"))
        self.folder = _button(self.tr("Take in a folder…"))
        self.clear = _button(self.tr("Show all LoRAs"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(8)
        column.addStretch(2)
        for part in (self.title, self.text):
            column.addWidget(part)
        column.addSpacing(4)
        for button in (self.add, self.folder, self.clear):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.add.clicked.connect(self.add_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.clear.clicked.connect(loras.finder.clear)

    def refresh(self) -> None:
        """Say what is true now. Before the collection has been read, nothing is."""
        loras = self._loras
        is_narrowed = loras.count > 0 and loras.finder.is_narrowed
        is_bare = loras.is_loaded and not loras.count
        is_reading = is_bare and loras.folders.is_reading
        title, text = self._narrowed() if is_narrowed else ("", "")
        if is_reading:
            title, text = self.tr("Reading your folders…"), loras.folders.words
        elif is_bare:
            title, text = self._nothing()
        _say(self.title, title)
        _say(self.text, text)
        self.add.setVisible(is_bare and not is_reading)
        self.folder.setVisible(is_bare and not is_reading)
        self.clear.setVisible(is_narrowed)

    def _nothing(self) -> tuple[str, str]:
        return (
            self.tr("No LoRAs yet"),
            self.tr(
                "Your LoRAs live here, with previews, trigger words and notes. Drop files or"
                " folders, add a Hugging Face repository, a Civitai page or a link, or take in"
                " the folder where you keep them. Files stay where they are."
            ),
        )

    def _narrowed(self) -> tuple[str, str]:
        query = self._loras.query.strip()
        filtered = bool(self._loras.finder.filters)
        if not query:
            text = self.tr("No LoRA fits these filters.")
        elif filtered:
            text = self.tr("No LoRA that fits the filters has “{0}”.").format(query)
        else:
            text = self.tr("No LoRA has “{0}” in its name, words, tags or notes.").format(query)
        return self.tr("Nothing found"), text


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def _say(words: QLabel, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))
