"""The question before a run that goes beyond the month's limit, in place of the button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui import words
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.question import Question, question_words


class LimitQuestion(Question):
    """It goes by itself when the draft it asks about changes."""

    def __init__(self, compose: ComposeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(compose.not_now, compose.generate_anyway, parent)
        self.setAccessibleName(self.tr("Question about your monthly limit"))
        self.sentence = question_words("")
        self.hint = question_words("label")
        self.sure.setText(self.tr("Generate anyway"))
        self.sure.setToolTip(self.tr("Sends this one beyond the limit; the limit stays"))
        self._lay_out()

    def show_question(self, question: StudioError | None) -> None:
        if question is None:
            self.hide()
            return
        self.sentence.setText(words.said(str(question)))
        self.hint.setText(words.said(question.hint))
        self.hint.setVisible(bool(question.hint))
        self.ask(words.told(question))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.sentence)
        words.addWidget(self.hint)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(IconLabel("warning", 18, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.not_now, 1)
        buttons.addWidget(self.sure, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(buttons)
