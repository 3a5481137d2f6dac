"""What the picture should not show: folded away until it is used, for models that take it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.core.models import TextRule
from flux2studio.core.request import prompt_length
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.fields import Sentence, header, label, set_property
from flux2studio.ui.widgets.prompt_edit import PromptText

_LOWEST = 52  # pixels: two lines


class AvoidField(QWidget):
    """Hidden when the model does not take it; the text stays for one that does."""

    def __init__(self, compose: ComposeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compose = compose
        self.toggle = QPushButton(self.tr("Avoid"))
        self.toggle.setCheckable(True)
        self.toggle.setProperty("role", "link-soft")
        self.toggle.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.toggle.setToolTip(self.tr("What the picture should not show"))
        self.counter = label("")
        self.text = PromptText(_LOWEST)
        self.text.setPlaceholderText(self.tr("What the picture should not show"))
        self.text.setAccessibleName(self.tr("Avoid"))
        self.problem = Sentence()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = header(label(""), self.counter)
        row.insertWidget(0, self.toggle)
        column.addLayout(row)
        column.addWidget(self.text)
        column.addWidget(self.problem)
        self.toggle.toggled.connect(self._on_toggled)
        self.toggle.clicked.connect(self._on_clicked)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.paste_refused.connect(self._on_paste_refused)
        self._on_toggled(False)

    def show_text(self, text: str, rule: TextRule | None, problem: StudioError | None) -> None:
        self.setVisible(rule is not None)
        if rule is None:
            self.toggle.setChecked(False)
            return
        came = bool(text) and not self.text.toPlainText()
        self.text.show_text(text)
        if came or problem is not None:
            self.toggle.setChecked(True)
        length = prompt_length(text)
        self.counter.setText(f"{length} / {rule.limit}")
        self.counter.setAccessibleName(self.tr("{0} of {1} characters").format(length, rule.limit))
        set_property(self.counter, "role", "bad" if length > rule.limit else "label")
        set_property(self.text, "state", "bad" if problem else "")
        self.problem.show_problem(problem)

    def _on_toggled(self, open_: bool) -> None:
        icons.set_icon(self.toggle, "chevron-down" if open_ else "chevron-right", icons.Tone.SOFT)
        self.text.setVisible(open_)
        used = bool(self.text.toPlainText())
        self.counter.setVisible(open_)
        self.toggle.setText(self.tr("Avoid: in use") if used and not open_ else self.tr("Avoid"))

    def _on_clicked(self, open_: bool) -> None:
        if open_:
            self.text.setFocus()

    def _on_text_changed(self) -> None:
        self._compose.edit(negative_prompt=self.text.toPlainText())

    def _on_paste_refused(self, why: str) -> None:
        self.problem.say(why, "bad")
