"""Fields of a LoRA's card, each with its name, whose words they are, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from flux2studio.ui import icons
from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, set_property
from flux2studio.ui.widgets.prompt_edit import PromptText


class CardField(QWidget):
    """``names`` are the fields of the card that ``editor`` shows."""

    def __init__(self, title: str, editor: QWidget, *names: str) -> None:
        super().__init__()
        self.names = names
        self.editor = editor
        self.title = ElidedLabel(title)
        self.title.setProperty("role", "label")
        self.title.setBuddy(editor)
        self.own = label("")
        self.own.setToolTip(self.tr("Your own words: nothing that is read elsewhere replaces them"))
        self.reset = QToolButton()
        self.reset.setProperty("role", "icon")
        self.reset.setStyleSheet("min-height: 18px; max-height: 18px; min-width: 20px;")
        self.reset.setToolTip(self.tr("As the file says"))
        self.reset.setAccessibleName(self.tr("{0}: as the file says").format(title))
        icons.set_icon(self.reset, "undo", icons.Tone.SOFT)
        self.problem = Sentence()
        if not editor.accessibleName():
            editor.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.own)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(editor)
        column.addWidget(self.problem)

    def show_state(self, page: LoraPageViewModel) -> None:
        is_own = any(name in page.lora.own for name in self.names)
        self.own.setText(self.tr("yours") if is_own else "")
        self.reset.setVisible(is_own)
        found = (page.problems[name] for name in self.names if name in page.problems)
        problem = next(found, None)
        self.problem.show_problem(problem)
        set_property(self.editor, "state", "bad" if problem else "")


class CardText(PromptText):
    """Several lines; what was typed is told when the focus leaves."""

    left = Signal(str)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(self.toPlainText())
