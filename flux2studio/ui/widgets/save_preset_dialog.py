"""Asks under which name, and which parts of the form, are kept as a preset."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.core.presets import PROMPT, USUAL_PARTS, PresetPart
from flux2studio.ui.viewmodels.preset_words import part_names
from flux2studio.ui.viewmodels.presets import PresetsViewModel
from flux2studio.ui.widgets.fields import Sentence, label, set_property, side_by_side

_WIDTH = 440
_NAME_MAX = 64


class SavePresetDialog(QDialog):
    """The prompt may become a style: {prompt} stands where the words of the form go."""

    def __init__(self, presets: PresetsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets = presets
        self.setWindowTitle(self.tr("Save as a preset"))
        self.name = QLineEdit()
        self.name.setMaxLength(_NAME_MAX)
        self.said = Sentence()
        self.parts = {part: QCheckBox(words) for part, words in part_names().items()}
        self.prompt = QPlainTextEdit(presets.draft.prompt)
        self.as_style = QPushButton(self.tr("Make it a style"))
        self.hint = Sentence()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = self.buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self._look()

    def _lay_out(self) -> None:
        draft = self._presets.draft
        for part, box in self.parts.items():
            box.setChecked(part in USUAL_PARTS)
        self.parts[PresetPart.LORAS].setChecked(bool(draft.loras))
        self.prompt.setAccessibleName(self.tr("Prompt of the preset"))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(76)
        self.as_style.setProperty("role", "link")
        self.as_style.setToolTip(
            self.tr("{0} stands for the words that are in the form then.").replace("{0}", PROMPT)
        )
        self.name.setAccessibleName(self.tr("Name of the preset"))
        self.keep.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Name"), buddy=self.name))
        column.addWidget(self.name)
        column.addWidget(self.said)
        column.addSpacing(6)
        column.addWidget(label(self.tr("What it keeps")))
        for part, box in self.parts.items():
            column.addWidget(box)
            if part is PresetPart.PROMPT:
                column.addWidget(self.prompt)
                column.addLayout(side_by_side(self.as_style))
                column.addWidget(self.hint)
        column.addSpacing(8)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._look)
        self.prompt.textChanged.connect(self._look)
        for box in self.parts.values():
            box.toggled.connect(self._look)
        self.as_style.clicked.connect(self._on_style)
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)

    def _look(self) -> None:
        """Say what would happen, and what is missing yet."""
        name = self.name.text().strip()
        known = any(one.name.casefold() == name.casefold() for one in self._presets.own)
        chosen = [part for part, box in self.parts.items() if box.isChecked()]
        self.said.say(self.tr("It takes the place of the one of that name.") if known else "")
        with_prompt = PresetPart.PROMPT in chosen
        is_style = PROMPT in self.prompt.toPlainText()
        self.prompt.setVisible(with_prompt)
        self.as_style.setVisible(with_prompt and not is_style)
        style = self.tr("A style: the words of the form go where {0} stands.")
        whole = self.tr("It takes the place of the prompt in the form.")
        hint = style.replace("{0}", PROMPT) if is_style else whole
        self.hint.say(hint if with_prompt else "")
        self.keep.setEnabled(bool(name and chosen))
        missing = "" if name else self.tr("Type a name first.")
        self.keep.setToolTip(missing or ("" if chosen else self.tr("Tick at least one part.")))
        set_property(self.name, "state", "")

    def _on_style(self) -> None:
        text = self.prompt.toPlainText().strip(" ,")
        self.prompt.setPlainText(f"{PROMPT}, {text}" if text else f"{PROMPT}, ")
        self.prompt.setFocus()

    def _on_save(self) -> None:
        chosen = [part for part, box in self.parts.items() if box.isChecked()]
        prompt = self.prompt.toPlainText() if PresetPart.PROMPT in chosen else None
        self._presets.failed.connect(self._on_refused)
        kept = self._presets.save(self.name.text(), chosen, prompt)
        self._presets.failed.disconnect(self._on_refused)
        if kept:
            self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.said.show_problem(error)
        set_property(self.name, "state", "bad" if error.field == "name" else "")
