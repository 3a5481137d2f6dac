"""The seed: locked to a number, or a new one each time."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from flux2studio.core.request import GenerationRequest
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.fields import FieldFrame, FieldGuard


class SeedField(FieldFrame):
    def __init__(
        self, compose: ComposeViewModel, guard: FieldGuard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self.number = QLineEdit()
        self.number.setProperty("role", "plain")
        self.number.setFrame(False)
        self.number.setAccessibleName(self.tr("Seed"))
        digits = QRegularExpression("[0-9]{0,20}")
        self.number.setValidator(QRegularExpressionValidator(digits, self.number))
        guard.watch(self.number)
        self.lock = QToolButton()
        self.lock.setProperty("role", "icon")
        self.lock.setProperty("inField", True)
        self.lock.setFixedSize(22, 28)
        self.row.setContentsMargins(6, 1, 1, 1)
        self.row.setSpacing(0)
        self.row.addWidget(self.number, 1)
        self.row.addWidget(self.lock)
        self.number.textEdited.connect(self._on_typed)
        self.lock.clicked.connect(self._on_lock)

    def show_seed(self, draft: GenerationRequest) -> None:
        locked, last = draft.seed is not None, self._compose.last_seed
        text = str(draft.seed) if locked else ""
        if self.number.text() != text:
            self.number.setText(text)
        self.number.setPlaceholderText(str(last) if last else self.tr("new"))
        icon = "lock" if locked else "unlock"
        if self.lock.property("iconName") != icon:
            icons.set_icon(self.lock, icon, icons.Tone.TEXT if locked else icons.Tone.SOFT)
        self._name_lock(locked)

    def _name_lock(self, locked: bool) -> None:
        if locked:
            words = self.tr("Seed is kept. Click for a new one each time.")
        elif self._compose.last_seed:
            words = self.tr("A new seed each time. Click to keep the last one.")
        else:
            words = self.tr("A new seed each time. Click to keep one.")
        self.lock.setToolTip(words)
        self.lock.setAccessibleName(words)
        self.number.setToolTip(words)

    def _on_lock(self) -> None:
        self._compose.lock_seed(self._compose.draft.seed is None)

    def _on_typed(self, text: str) -> None:
        self._compose.edit(seed=int(text) if text else None)
