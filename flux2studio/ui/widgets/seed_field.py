"""The seed: locked to a number, or a new one each time."""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from flux2studio.core.request import GenerationRequest
from flux2studio.ui import icons, tips
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.fields import FieldFrame, FieldGuard

_PASTED_MAX = 10_000  # letters that are looked through


_NUMBER = re.compile(r"(?<![\w.])[0-9]{1,20}(?![\w.])")


class SeedLine(QLineEdit):
    """Of a text that is pasted it takes the number, such as that of "Seed: 1234"."""

    nonsense = Signal()  # there is none in what was pasted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.Paste):
            super().keyPressEvent(event)
        elif (found := _NUMBER.search(QGuiApplication.clipboard().text()[:_PASTED_MAX])) is None:
            self.nonsense.emit()
        else:
            self.selectAll()
            self.insert(found[0])
            self.textEdited.emit(found[0])


class SeedField(FieldFrame):
    complained = Signal(str)  # why what was typed or pasted was not taken

    def __init__(
        self, compose: ComposeViewModel, guard: FieldGuard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self.number = SeedLine()
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
        self.number.inputRejected.connect(self._on_nonsense)
        self.number.nonsense.connect(self._on_nonsense)
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
        tips.explain(self.number, words, tips.tip("seed", self._compose.model))

    def _on_lock(self) -> None:
        self._compose.lock_seed(self._compose.draft.seed is None)

    def _on_nonsense(self) -> None:
        rule = self._compose.model.seed
        words = self.tr("A seed is a whole number from {0} to {1}.")
        self.complained.emit(words.format(f"{rule.minimum:g}", f"{int(rule.maximum)}"))

    def _on_typed(self, text: str) -> None:
        self._compose.edit(seed=int(text) if text else None)
