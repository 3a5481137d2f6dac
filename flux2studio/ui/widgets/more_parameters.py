"""What is seldom changed, folded away: format, prompt expansion, safety checker."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.request import GenerationRequest, ImageFormat
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.fields import FieldGuard
from flux2studio.ui.widgets.rule_fields import ChoiceField

_FORMAT_WORDS = {ImageFormat.PNG: "PNG", ImageFormat.JPEG: "JPEG", ImageFormat.WEBP: "WebP"}


class MoreParameters(QWidget):
    def __init__(self, compose: ComposeViewModel, guard: FieldGuard) -> None:
        super().__init__()
        self._compose = compose
        self.toggle = QPushButton(self.tr("More: format, prompt expansion, safety"))
        self.toggle.setProperty("role", "link-soft")
        self.toggle.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.toggle.setCheckable(True)
        self.format = ChoiceField(self.tr("Format"), guard)
        self.expand = self._switch(self.tr("Let the service rewrite the prompt"))
        self.safety = self._switch(self.tr("Safety checker"))
        self.body = QWidget()
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.format, self.expand, self.safety):
            inner.addWidget(widget)
        column.addWidget(self.toggle)
        column.addWidget(self.body)
        self.toggle.toggled.connect(self._on_toggled)
        self.format.chosen.connect(self._on_format)
        self.expand.toggled.connect(self._on_expand)
        self.safety.toggled.connect(self._on_safety)
        self._on_toggled(False)

    def show_draft(self, draft: GenerationRequest) -> None:
        model = self._compose.model
        words = {str(value): text for value, text in _FORMAT_WORDS.items()}
        self.format.show_value(draft.format, model.format.values, words)
        for box, rule, value in (
            (self.expand, model.expand_prompt, draft.expand_prompt),
            (self.safety, model.safety_checker, draft.safety_checker),
        ):
            box.setVisible(rule is not None)
            with QSignalBlocker(box):
                box.setChecked(value)

    def _switch(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setProperty("role", "switch")
        box.setAccessibleName(text)
        return box

    def _on_toggled(self, open_: bool) -> None:
        icons.set_icon(self.toggle, "chevron-down" if open_ else "chevron-right", icons.Tone.SOFT)
        self.body.setVisible(open_)

    def _on_format(self, value: str) -> None:
        self._compose.edit(format=ImageFormat(value))

    def _on_expand(self, on: bool) -> None:
        self._compose.edit(expand_prompt=on)

    def _on_safety(self, on: bool) -> None:
        self._compose.edit(safety_checker=on)
