"""What is seldom changed, folded away: format, large reference, prompt expansion, safety."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest, ImageFormat
from flux2studio.ui import icons, tips
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.fields import FieldGuard, Sentence
from flux2studio.ui.widgets.rule_fields import ChoiceField
from flux2studio.ui.widgets.yielding import WrappingBox, YieldingButton

_FORMAT_WORDS = {ImageFormat.PNG: "PNG", ImageFormat.JPEG: "JPEG", ImageFormat.WEBP: "WebP"}


class MoreParameters(QWidget):
    def __init__(self, compose: ComposeViewModel, guard: FieldGuard) -> None:
        super().__init__()
        self._compose = compose
        self.toggle = YieldingButton()
        self.toggle.setProperty("role", "link-soft")
        self.toggle.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.toggle.setCheckable(True)
        self.format = ChoiceField(self.tr("Format"), guard)
        self.expand = self._switch("")
        self.large = self._switch(self.tr("Look at the reference with 4 megapixels"))
        self.large_note = Sentence()
        self.safety = self._switch(self.tr("Safety checker"))
        self.tolerance = ChoiceField(self.tr("Safety tolerance"), guard)
        self.body = QWidget()
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        rows = (
            self.format,
            self.large,
            self.large_note,
            self.expand,
            self.safety,
            self.tolerance,
        )
        for widget in rows:
            inner.addWidget(widget)
        column.addWidget(self.toggle)
        column.addWidget(self.body)
        self.toggle.toggled.connect(self._on_toggled)
        self.format.chosen.connect(self._on_format)
        self.expand.toggled.connect(self._on_expand)
        self.large.toggled.connect(self._on_large)
        self.safety.toggled.connect(self._on_safety)
        self.tolerance.chosen.connect(self._on_tolerance)
        self._on_toggled(False)

    def show_draft(self, draft: GenerationRequest) -> None:
        model = self._compose.model
        words = {str(value): text for value, text in _FORMAT_WORDS.items()}
        self.format.show_value(draft.format, model.format.values, words)
        for box, rule, value in (
            (self.large, model.large_reference, draft.large_reference),
            (self.expand, model.expand_prompt, draft.expand_prompt),
            (self.safety, model.safety_checker, draft.safety_checker),
        ):
            box.setVisible(rule is not None)
            with QSignalBlocker(box):
                box.setChecked(value)
        self.expand.setText(self._expand_words(model))
        self.expand.setAccessibleName(self.expand.text())
        self.large_note.say(self._large_words(draft) if model.large_reference else "")
        levels = model.safety_tolerance
        taken = range(int(levels.minimum), int(levels.maximum) + 1) if levels else ()
        level = str(draft.safety_tolerance)
        self.tolerance.show_value(level, map(str, taken), self._tolerance_words())
        self.toggle.say(self._toggle_words(model))
        for field, widget in (
            ("format", self.format.box),
            ("expand_prompt", self.expand),
            ("large_reference", self.large),
            ("safety_checker", self.safety),
            ("safety_tolerance", self.tolerance.box),
        ):
            tips.explain(widget, tips.tip(field, model))

    def mark(self, problems: Container[str]) -> None:
        """Mark the fields named; none of them stays folded away."""
        for name, field in self._fields().items():
            field.mark(name in problems)
            if name in problems:
                self.toggle.setChecked(True)

    def field_of(self, name: str) -> QWidget | None:
        """The control an error with this field belongs to."""
        field = self._fields().get(name)
        return field.box if field is not None else None

    def _fields(self) -> dict[str, ChoiceField]:
        return {"format": self.format, "safety_tolerance": self.tolerance}

    def _large_words(self, draft: GenerationRequest) -> str:
        """What it costs, and why it does nothing with several references."""
        if not draft.large_reference:
            return ""
        if len(draft.active_references) > 1:
            return self.tr("Does nothing here: it is for a single reference.")
        return self.tr("Finer detail of the reference; takes longer and more memory.")

    def _expand_words(self, model: Model) -> str:
        if model.local is not None:
            return self.tr("Let the model expand the prompt first")
        return self.tr("Let the service rewrite the prompt")

    def _toggle_words(self, model: Model) -> str:
        has_safety = model.safety_checker is not None or model.safety_tolerance is not None
        parts = [
            self.tr("format"),
            self.tr("large reference") if model.large_reference is not None else "",
            self.tr("prompt expansion") if model.expand_prompt is not None else "",
            self.tr("safety") if has_safety else "",
        ]
        return self.tr("More: {0}").format(", ".join(part for part in parts if part))

    def _tolerance_words(self) -> dict[str, str]:
        return {
            "1": self.tr("1 · strict"),
            "2": self.tr("2 · fairly strict"),
            "3": self.tr("3 · in between"),
            "4": self.tr("4 · fairly permissive"),
            "5": self.tr("5 · permissive"),
        }

    def _switch(self, text: str) -> QCheckBox:
        box = WrappingBox(text)
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

    def _on_large(self, on: bool) -> None:
        self._compose.edit(large_reference=on)

    def _on_safety(self, on: bool) -> None:
        self._compose.edit(safety_checker=on)

    def _on_tolerance(self, level: str) -> None:
        self._compose.edit(safety_tolerance=int(level))
