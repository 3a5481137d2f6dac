"""The mask in use, below the reference slots: what it does, how strongly, edit and remove."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from flux2studio.core.request import GenerationRequest
from flux2studio.ui import icons
from flux2studio.ui.keymap import with_key
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.reference_size import size_under_mask
from flux2studio.ui.widgets.fields import FieldGuard, Sentence, label
from flux2studio.ui.widgets.rule_fields import NumberField


class MaskRow(QWidget):
    """Hidden while no reference that is sent has a mask in use."""

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self, compose: ComposeViewModel) -> None:
        super().__init__()
        self._compose = compose
        self._guard = FieldGuard(self)
        self.strength = NumberField(self.tr("Strength"), 2, self._guard)
        self.strength.setFixedWidth(72)
        self.edit = QPushButton(self.tr(" Edit mask…"))
        icons.set_icon(self.edit, "brush")
        self.edit.setToolTip(with_key(self.tr("Paint on the mask"), "mask"))
        self.remove = QToolButton()
        icons.set_icon(self.remove, "close", icons.Tone.SOFT)
        self.remove.setProperty("role", "icon")
        self.remove.setAccessibleName(self.tr("Remove the mask"))
        self.remove.setToolTip(self.remove.accessibleName())
        self.words = label(self.tr("Mask on image 1"))
        self.note = Sentence()
        self.problem = Sentence()
        self._lay_out()
        self.strength.chosen.connect(self._on_strength)
        self.edit.clicked.connect(self.edit_asked)
        self.remove.clicked.connect(self.remove_asked)

    def show_draft(self, draft: GenerationRequest) -> None:
        mask, rule = draft.mask, self._compose.model.strength
        self.setVisible(mask is not None)
        if mask is None:
            return
        self.strength.show_value(draft.strength, rule)
        self.strength.box.setToolTip(self._strength_tip())
        problems = self._compose.problems
        problem = problems.get("mask") or problems.get("strength")
        self.strength.mark("strength" in problems)
        self.edit.setEnabled(rule is not None)
        self.problem.show_problem(problem)
        self.note.say("" if problem else self._note(draft))

    def field_of(self, name: str) -> QWidget:
        """The control an error with this field belongs to."""
        return self.strength.box if name == "strength" else self.remove

    def _note(self, draft: GenerationRequest) -> str:
        if size_under_mask(draft, self._compose.model.size) != draft.size:
            return self.tr("The size has another shape than image 1: its edges are cut off.")
        return ""

    def _strength_tip(self) -> str:
        return self.tr("1 paints what is marked wholly anew; less keeps more of what was there.")

    def _lay_out(self) -> None:
        deeds = QHBoxLayout()
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.setSpacing(4)
        deeds.addWidget(self.edit)
        deeds.addWidget(self.remove)
        deeds.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(self.words)
        left.addLayout(deeds)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(left, 1)
        row.addWidget(self.strength)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.problem)

    def _on_strength(self, strength: float) -> None:
        self._compose.edit(strength=round(strength, 4))
