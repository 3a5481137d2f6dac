"""Settings: the keys of the services and of the sites LoRAs come from, and their addresses."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.settings import HOSTS, SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence, label, set_property
from flux2studio.ui.widgets.key_field import KeyField
from flux2studio.ui.widgets.settings_parts import SettingsPage


class ServicesPage(SettingsPage):
    """``keys`` are the fields by the ids of who takes the key."""

    def __init__(self, settings: SettingsViewModel, balances: Balances) -> None:
        super().__init__()
        self._settings = settings
        self.keys: dict[str, KeyField] = {}
        self.hosts: dict[str, QLineEdit] = {}
        self.host_problem = Sentence()
        self._shown: dict[str, str] = {}
        self.more = QPushButton(self.tr("Addresses of the services"))
        self.reset = QPushButton(self.tr("Back to the usual addresses"))
        self._lay_out(balances)
        self._connect()
        self._show()

    def _lay_out(self, balances: Balances) -> None:
        self.section(
            self.tr("Services"),
            self.tr("Pictures are made with your own key and billed to your own account."),
        )
        for owner in self._settings.services:
            self._add_key(owner.id, KeyField(self._settings, owner, balances))
        if self._settings.sources:
            self.section(
                self.tr("Sites of LoRAs and models"),
                self.tr(
                    "Only needed for LoRAs and models that are private or ask for consent. The key,"
                    " there called a token, goes to its own site alone, while files are fetched to"
                    " this computer."
                ),
            )
        for owner in self._settings.sources:
            self._add_key(owner.id, KeyField(self._settings, owner))
        self.column.addSpacing(8)
        self._lay_out_hosts()
        self.finish()

    def _add_key(self, service: str, field: KeyField) -> None:
        self.keys[service] = field
        self.column.addWidget(field)
        self.column.addSpacing(6)

    def _lay_out_hosts(self) -> None:
        self.more.setProperty("role", "link-soft")
        self.more.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.more.setCheckable(True)
        self._hosts_body = QWidget()
        body = QVBoxLayout(self._hosts_body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        names = {
            "aimlapi_url": self.tr("AIML API"),
            "fal_queue_url": self.tr("fal, queue"),
            "fal_run_url": self.tr("fal, direct"),
            "fal_rest_url": self.tr("fal, storage"),
            "fal_api_url": self.tr("fal, account"),
            "huggingface_url": self.tr("Hugging Face"),
            "civitai_url": self.tr("Civitai"),
        }
        for name in HOSTS:
            field = QLineEdit()
            field.setAccessibleName(self.tr("Address of {0}").format(names[name]))
            self.hosts[name] = field
            body.addWidget(label(names[name], buddy=field))
            body.addWidget(field)
        self.reset.setProperty("role", "link")
        body.addWidget(self.host_problem)
        body.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._hosts_body)
        self._on_more(False)

    def _connect(self) -> None:
        for name, field in self.hosts.items():
            field.editingFinished.connect(partial(self._on_host, name))
        self.more.toggled.connect(self._on_more)
        self.reset.clicked.connect(self._on_reset)
        self._settings.changed.connect(self._on_changed)
        self._settings.rejected.connect(self._on_rejected)

    def _show(self) -> None:
        self._shown = self._addresses()
        for name, field in self.hosts.items():
            field.setText(self._shown[name])
            set_property(field, "state", "")
        self.host_problem.say("")

    def _addresses(self) -> dict[str, str]:
        return {name: getattr(self._settings.settings, name) for name in HOSTS}

    def _on_changed(self) -> None:
        """Another setting leaves alone what is typed here."""
        if self._addresses() != self._shown:
            self._show()

    def _on_reset(self) -> None:
        self._settings.reset_hosts()
        self._show()

    def _on_more(self, open_: bool) -> None:
        icons.set_icon(self.more, "chevron-down" if open_ else "chevron-right", icons.Tone.SOFT)
        self._hosts_body.setVisible(open_)

    def _on_host(self, name: str) -> None:
        if self._settings.change(**{name: self.hosts[name].text()}):
            self._show()

    def _on_rejected(self, error: StudioError) -> None:
        field = self.hosts.get(error.field)
        if field is not None:
            self.more.setChecked(True)
            set_property(field, "state", "bad")
            self.host_problem.show_problem(error)
