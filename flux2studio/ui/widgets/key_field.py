"""The key of one service: masked, where it is kept, where to get one, and what is left there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui import words
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.settings import KeyOwner, SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence, header, label, sentence, set_property


class BalanceLine(QWidget):
    """What is left at a service, asked once there is a key, and again on demand."""

    def __init__(self, balances: Balances, service: str, name: str) -> None:
        super().__init__()
        self._balances = balances
        self._service = service
        self.words = Sentence()
        self.refresh = QPushButton(self.tr("Refresh"))
        self.refresh.setProperty("role", "link")
        self.refresh.setAutoDefault(False)
        self.refresh.setAccessibleName(self.tr("Ask {0} for the balance").format(name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.refresh, 0, Qt.AlignmentFlag.AlignTop)
        self.refresh.clicked.connect(self.ask)
        balances.changed.connect(self._on_changed)
        self._on_changed(service)

    def ask(self) -> None:
        self._balances.refresh(self._service)

    def _on_changed(self, service: str) -> None:
        if service != self._service:
            return
        asking = self._balances.is_asking(service)
        known, problem = self._balances.known(service), self._balances.problem(service)
        self.refresh.setEnabled(not asking)
        if known is not None:
            self.words.say(self.tr("Balance {0}").format(words.balance(known)), "label")
        elif problem is not None and not asking:
            self._say_problem(problem)
        else:
            self.words.say(self.tr("Asking for the balance…") if asking else "", "label")

    def _say_problem(self, problem: StudioError) -> None:
        """The place to mend a refused key is right above."""
        if self._balances.is_refused(self._service):
            self.words.say(self.tr("{0} Paste it again, or another one.").format(problem), "bad")
        else:
            self.words.say(self.tr("Balance: {0}").format(sentence(problem)), "label")


class KeyField(QWidget):
    """The key typed here is handed on once and taken out of the field."""

    def __init__(
        self, settings: SettingsViewModel, owner: KeyOwner, balances: Balances | None = None
    ) -> None:
        super().__init__()
        self._settings = settings
        self._service = owner.id
        self._balances = balances
        self.state = label("")
        self.get_one = QPushButton(self.tr("Get a key"))
        self.get_one.setToolTip(settings.key_page(owner.id))
        self.get_one.setAccessibleName(self.tr("Get a key of {0}").format(owner.name))
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setAccessibleName(self.tr("Key of {0}").format(owner.name))
        self.save = QPushButton(self.tr("Save"))
        self.save.setAccessibleName(self.tr("Save the key of {0}").format(owner.name))
        self.forget = QPushButton(self.tr("Forget"))
        self.forget.setAccessibleName(self.tr("Forget the key of {0}").format(owner.name))
        self.note = Sentence()
        self.balance = BalanceLine(balances, owner.id, owner.name) if balances else None
        self._lay_out(owner.name)
        if self.balance is not None:
            self.balance.hide()
        self._connect()
        self._show()

    def _lay_out(self, name: str) -> None:
        self.get_one.setProperty("role", "link")
        policy = self.get_one.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the rows below keep their distance
        self.get_one.setSizePolicy(policy)
        for button in (self.save, self.forget, self.get_one):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.key, 1)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(header(label(name, "title"), self.get_one, self.state))
        column.addLayout(row)
        column.addWidget(self.note)
        if self.balance is not None:
            column.addWidget(self.balance)

    def _connect(self) -> None:
        settings = self._settings
        self.get_one.clicked.connect(self._on_get_one)
        self.key.textChanged.connect(self._on_typed)
        self.key.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.forget.clicked.connect(self._on_forget)
        settings.keys_changed.connect(self._show)
        settings.key_accepted.connect(self._on_accepted)
        settings.key_refused.connect(self._on_refused)
        if self._balances is not None:
            self._balances.changed.connect(self._show_state)

    def _show(self) -> None:
        has, busy = self._settings.has_key(self._service), self._settings.is_busy(self._service)
        self._show_state()
        self.key.setPlaceholderText(
            self.tr("Paste another key to replace it") if has else self.tr("Paste the key here")
        )
        self.key.setReadOnly(busy)  # disabled it would hand the focus on
        self.get_one.setVisible(not has and bool(self._settings.key_page(self._service)))
        self.forget.setVisible(self._settings.can_forget(self._service))
        self.forget.setEnabled(not busy)
        self.note.say(self._settings.where(self._service), "label")
        self._show_balance(has, busy)
        self._on_typed()

    def _show_state(self) -> None:
        """A key which its service does not take is none to rely on."""
        if not self._settings.has_key(self._service):
            words, role = self.tr("No key"), "label"
        elif self._balances is not None and self._balances.is_refused(self._service):
            words, role = self.tr("Key refused"), "bad"
        else:
            words, role = self.tr("Key set"), "ok"
        self.state.setText(words)
        set_property(self.state, "role", role)

    def _show_balance(self, has: bool, busy: bool) -> None:
        """Asking is also the test of the key: the answer says whether it is good."""
        if self.balance is None:
            return
        if has and not busy and self.balance.isHidden():
            self.balance.show()
            self.balance.ask()
        elif not has and not busy:
            self.balance.hide()

    def _on_typed(self) -> None:
        there = bool(self.key.text().strip())
        self.save.setEnabled(there and not self.key.isReadOnly())
        self.save.setToolTip("" if there else self.tr("Paste a key first"))
        set_property(self.key, "state", "")

    def _on_get_one(self) -> None:
        self._settings.open_key_page(self._service)

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self._settings.set_key(self._service, self.key.text())

    def _on_forget(self) -> None:
        self._settings.forget_key(self._service)

    def _on_accepted(self, service: str) -> None:
        if service == self._service:
            self.key.clear()
            if self.balance is not None:
                self.balance.ask()

    def _on_refused(self, service: str, error: StudioError) -> None:
        if service == self._service:
            set_property(self.key, "state", "bad")
            self.note.show_problem(error)
