"""What is asked before the local engine, or what was begun of one, is removed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.engine_install_face import Act
from flux2studio.ui.widgets.question import Question, question_words


class EngineQuestion(Question):
    def __init__(self, engine: EngineInstallViewModel) -> None:
        super().__init__(engine.not_now, engine.answer)
        self.title = question_words("title")
        self.words = question_words("soft")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.not_now)
        buttons.addWidget(self.sure)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(2)
        column.addLayout(buttons)

    def show_question(self, asked: Act | None) -> None:
        """None: there is nothing to ask."""
        if asked is None:
            self.hide()
            return
        if asked is Act.REMOVE:
            title = self.tr("Remove the engine?")
            meaning = self.tr(
                "Models, LoRAs, pictures and settings stay. It can be installed again at any"
                " time; then it is downloaded anew."
            )
            self.sure.setText(self.tr("Remove it"))
        else:
            title = self.tr("Discard what was begun?")
            meaning = self.tr(
                "What was downloaded for it is removed. An engine that works stays as it is."
            )
            self.sure.setText(self.tr("Discard it"))
        self.title.setText(title)
        self.words.setText(meaning)
        self.setAccessibleName(title)
        self.ask(f"{title} {meaning}")
