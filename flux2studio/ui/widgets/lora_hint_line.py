"""Says what a LoRA in use still asks for, with one click that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.lora_hints import LoraHints, with_template, with_words
from flux2studio.ui.widgets.fields import Sentence, side_by_side
from flux2studio.ui.words import listed


class LoraHintLine(QWidget):
    """Takes no room while nothing is asked."""

    def __init__(self, compose: ComposeViewModel) -> None:
        super().__init__()
        self._compose = compose
        self._hints = LoraHints()
        self.words = Sentence()
        self.put_in = QPushButton(self.tr("Put in"))
        self.instruct = QPushButton(self.tr("Use its instruction"))
        for button in (self.put_in, self.instruct):
            button.setProperty("role", "link")
        self.instruct.setStyleSheet("padding: 0 6px 0 0; text-align: left;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.put_in, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addLayout(side_by_side(self.instruct))
        self.put_in.clicked.connect(self._on_put_in)
        self.instruct.clicked.connect(self._on_instruct)
        self.hide()

    def show_hints(self, name: str, hints: LoraHints) -> None:
        self._hints = hints
        self.setVisible(not hints.is_empty)
        self.words.say(self._sentences(hints), "label")
        self.put_in.setVisible(bool(hints.words))
        self.instruct.setVisible(bool(hints.template))
        self.instruct.setToolTip(quoted(hints.template))
        missing = ", ".join(hints.words)
        self.put_in.setAccessibleName(self.tr("Put into the prompt: {0}").format(missing))
        self.instruct.setAccessibleName(self.tr("Use the instruction of {0}").format(name))

    def _sentences(self, hints: LoraHints) -> str:
        said = []
        if hints.words:
            missing = listed(hints.words)
            said.append(self.tr("Needs {0} in the prompt.").format(missing))
        if hints.references:
            said.append(self.tr("Needs %n reference picture(s).", "", hints.references))
        return " ".join(said)

    def _on_put_in(self) -> None:
        prompt = self._compose.draft.prompt
        self._compose.edit(prompt=with_words(prompt, self._hints.words))

    def _on_instruct(self) -> None:
        prompt = self._compose.draft.prompt
        self._compose.edit(prompt=with_template(prompt, self._hints.template))
