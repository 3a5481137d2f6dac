"""The question before a run that goes beyond the month's limit, in place of the button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.icon_label import IconLabel


class LimitQuestion(QFrame):
    """Escape is no. It goes by itself when the draft it asks about changes."""

    def __init__(self, compose: ComposeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compose = compose
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Question about your monthly limit"))
        self.sentence = _words()
        self.hint = _words()
        self.hint.setProperty("role", "label")
        self.not_now = QPushButton(self.tr("Not now"))
        self.anyway = QPushButton(self.tr("Generate anyway"))
        self.anyway.setToolTip(self.tr("Sends this one beyond the limit; the limit stays"))
        self.not_now.clicked.connect(compose.not_now)
        self.anyway.clicked.connect(compose.generate_anyway)
        self._lay_out()
        self.hide()

    def show_question(self, question: StudioError | None) -> None:
        asked = self.isHidden() and question is not None
        self.setVisible(question is not None)
        if question is None:
            return
        self.sentence.setText(str(question))
        self.hint.setText(question.hint)
        self.hint.setVisible(bool(question.hint))
        if asked:
            self.not_now.setFocus(Qt.FocusReason.OtherFocusReason)
            words = f"{question} {question.hint}".strip()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @property
    def has_focus(self) -> bool:
        return self.not_now.hasFocus() or self.anyway.hasFocus()

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the question, not to the jobs, while the focus is in it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._compose.not_now()
        else:
            super().keyPressEvent(event)

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
        buttons.addWidget(self.anyway, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(buttons)


def _words() -> QLabel:
    result = label("", "")
    result.setWordWrap(True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result
