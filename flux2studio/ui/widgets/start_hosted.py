"""The hosted way of the first start: paste a key, see what is left and what it costs, generate."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.cost import CostEstimate
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.settings import KeyOwner, SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence
from flux2studio.ui.widgets.generate_button import GenerateButton
from flux2studio.ui.widgets.key_field import KeyField


class HostedWay(QWidget):
    """``price`` says in words what a picture costs at a service, by its id."""

    back_wanted = Signal()
    form_wanted = Signal()
    generate_wanted = Signal()

    def __init__(
        self,
        settings: SettingsViewModel,
        balances: Balances,
        price: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._balances = balances
        self._price = price
        self.keys: dict[str, KeyField] = {}
        self.prices: dict[str, Sentence] = {}
        self.said = Sentence()
        self._chosen = ""  # the service whose key was taken
        self._why_not = ""  # what keeps the form as it is from being sent
        self.back = QPushButton(self.tr("Back"), self)
        self.form = QPushButton(self.tr("Look at the form first"), self)
        self.generate = GenerateButton(self)
        self._lay_out(balances)
        balances.changed.connect(self._on_balance)
        self.back.clicked.connect(self.back_wanted)
        self.form.clicked.connect(self.form_wanted)
        self.generate.clicked.connect(self.generate_wanted)
        self.show_prices()
        self._show_ready(is_ready=False)

    def take_focus(self) -> None:
        """Put the keyboard where the first key is missing."""
        missing = (name for name in self.keys if not self._settings.has_key(name))
        wanted = next(missing, next(iter(self.keys), ""))
        if wanted:
            self.keys[wanted].key.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_prices(self) -> None:
        for service, said in self.prices.items():
            said.say(self._price(service), "label")

    def show_chosen(self, service: str) -> None:
        """The form is for this service, whose key is kept; its answer tells whether it is good."""
        self._chosen = service
        self._judge()

    def show_form(self, cost: CostEstimate | None, why_not: str) -> None:
        """What the form as it is will cost, or why it cannot be sent."""
        self.generate.show_state(cost, why_not)
        self._why_not = why_not
        self._judge()

    def _on_balance(self, service: str) -> None:
        if service == self._chosen:
            self._judge()

    def _judge(self) -> None:
        """Offer to generate once the service was asked, unless it does not take the key."""
        service = self._chosen
        asking, refused = self._balances.is_asking(service), self._balances.is_refused(service)
        if service:
            self._say(asking=asking, refused=refused)
        was_ready = not self.generate.isHidden()
        self._show_ready(is_ready=bool(service) and not asking and not refused)
        if refused:
            self.keys[service].key.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not was_ready and not self.generate.isHidden():
            self.generate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, *, asking: bool, refused: bool) -> None:
        name = next(owner.name for owner in self._settings.services if owner.id == self._chosen)
        if asking:
            self.said.say(self.tr("Asking {0} whether it takes the key…").format(name), "label")
        elif refused:
            self.said.say("", "label")  # it is said at the key
        elif self._why_not:
            self.said.say(self._why_not, "warn")
        elif self._balances.is_accepted(self._chosen):
            self.said.say(self.tr("{0} is ready. Choose its model in the form.").format(name), "ok")
        else:
            words = self.tr("The key of {0} is kept. The first picture will tell whether it works.")
            self.said.say(words.format(name), "label")

    def _show_ready(self, *, is_ready: bool) -> None:
        self.generate.setVisible(is_ready)
        self.form.setVisible(is_ready)

    def _lay_out(self, balances: Balances) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(32)
        for owner in self._settings.services:
            keys.addLayout(self._column(owner, balances), 1)
        icons.set_icon(self.back, "chevron-left", icons.Tone.SOFT)
        self.back.setProperty("role", "link-soft")
        for button in (self.back, self.form, self.generate):
            button.setAutoDefault(True)
        self.generate.setMinimumWidth(224)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.form)
        foot.addWidget(self.generate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(keys)
        column.addStretch(1)
        column.addWidget(self.said)
        column.addLayout(foot)

    def _column(self, owner: KeyOwner, balances: Balances) -> QVBoxLayout:
        field = KeyField(self._settings, owner, balances)
        self.keys[owner.id] = field
        price = self.prices[owner.id] = Sentence()
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(field)
        column.addWidget(price)
        column.addStretch(1)
        return column
