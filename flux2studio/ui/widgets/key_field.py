"""The key of one service: masked, with where it is kept, and a way to forget it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.core.models import BackendEntry
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence, header, label, set_property


class KeyField(QWidget):
    """The key typed here is handed on once and taken out of the field."""

    def __init__(self, settings: SettingsViewModel, service: BackendEntry) -> None:
        super().__init__()
        self._settings = settings
        self._service = service.id
        name = service.name
        self.state = label("")
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setAccessibleName(self.tr("Key of {0}").format(name))
        self.save = QPushButton(self.tr("Save"))
        self.save.setAccessibleName(self.tr("Save the key of {0}").format(name))
        self.forget = QPushButton(self.tr("Forget"))
        self.forget.setAccessibleName(self.tr("Forget the key of {0}").format(name))
        for button in (self.save, self.forget):
            button.setAutoDefault(False)
        self.note = Sentence()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.key, 1)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(header(label(name, "title"), self.state))
        column.addLayout(row)
        column.addWidget(self.note)
        self.key.textChanged.connect(self._on_typed)
        self.key.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.forget.clicked.connect(self._on_forget)
        settings.keys_changed.connect(self._show)
        settings.key_accepted.connect(self._on_accepted)
        settings.key_refused.connect(self._on_refused)
        self._show()

    def _show(self) -> None:
        has, busy = self._settings.has_key(self._service), self._settings.is_busy(self._service)
        self.state.setText(self.tr("Key set") if has else self.tr("No key"))
        set_property(self.state, "role", "ok" if has else "label")
        self.key.setPlaceholderText(
            self.tr("Paste another key to replace it") if has else self.tr("Paste the key here")
        )
        self.key.setReadOnly(busy)  # disabled it would hand the focus on
        self.forget.setVisible(self._settings.can_forget(self._service))
        self.forget.setEnabled(not busy)
        self.note.say(self._settings.where(self._service), "label")
        self._on_typed()

    def _on_typed(self) -> None:
        there = bool(self.key.text().strip())
        self.save.setEnabled(there and not self.key.isReadOnly())
        self.save.setToolTip("" if there else self.tr("Paste a key first"))
        set_property(self.key, "state", "")

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self._settings.set_key(self._service, self.key.text())

    def _on_forget(self) -> None:
        self._settings.forget_key(self._service)

    def _on_accepted(self, service: str) -> None:
        if service == self._service:
            self.key.clear()

    def _on_refused(self, service: str, error: StudioError) -> None:
        if service == self._service:
            set_property(self.key, "state", "bad")
            self.note.show_problem(error)
