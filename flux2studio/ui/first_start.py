"""The first start: the card over the sample, its three ways on, and the card asked for again."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt

from flux2studio.core.cost import estimate_usd
from flux2studio.core.starting import starting_request
from flux2studio.studio import Studio
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.sample_desk import SampleDesk
from flux2studio.ui.viewmodels.model_rows import Act
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.main_window import MainWindow, Page
from flux2studio.ui.widgets.start_card import StartCard
from flux2studio.ui.widgets.start_hosted import HostedWay
from flux2studio.ui.words import money, told


class FirstStart(QObject):
    """Each way is at most three steps from a picture; nothing is asked that can wait."""

    def __init__(
        self,
        studio: Studio,
        models: ViewModels,
        window: MainWindow,
        sample: SampleDesk,
        open_settings: Callable[[Part], None],
        focus_prompt: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._studio = studio
        self._models = models
        self._window = window
        self._sample = sample
        self._open_settings = open_settings
        self._focus_prompt = focus_prompt
        self._card: StartCard | None = None
        self.hosted: HostedWay | None = None
        compose, here = models.compose, models.here
        compose.started.connect(self._end)
        compose.slots.changed.connect(self._on_slots_changed)
        compose.draft_changed.connect(self._show_form)
        compose.rejected.connect(self._on_rejected)
        here.engine.changed.connect(self._show_computer)  # which follows the computer
        here.models.readiness_changed.connect(self._show_computer)
        sample.changed.connect(self._show_sample)
        models.settings.key_accepted.connect(self._on_key_accepted)
        if not models.settings.settings.welcome_done:
            self.offer()

    def offer(self) -> None:
        """Put the card in place of stage and form, also at the artist's later wish."""
        if self._shown() is not None:
            return
        card = self._card = StartCard()
        card.sample_chosen.connect(self._on_sample_chosen)
        card.sample_unwanted.connect(self._sample.remove)
        card.key_wanted.connect(self._on_key_wanted)
        card.computer_wanted.connect(self._on_computer_wanted)
        card.loras_dropped.connect(self._models.loras.add_files)
        self._window.show_start(card)
        self._window.show_page(Page.STUDIO)
        card.look_around.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_sample()
        self._show_computer()
        self._show_price()

    def _shown(self) -> StartCard | None:
        return self._card if self._card is not None and shiboken6.isValid(self._card) else None

    def _end(self) -> None:
        """A way was chosen, or the artist went one without asking the card."""
        if self._shown() is not None:
            self._window.studio.end_start()
            self._card = self.hosted = None
        if not self._models.settings.settings.welcome_done:
            self._models.settings.change(welcome_done=True)

    # Look around

    def _show_sample(self) -> None:
        if (card := self._shown()) is not None:
            card.show_sample(self._sample.is_here)

    def _on_sample_chosen(self) -> None:
        self._end()
        self._focus_prompt()  # so that the first words are not taken for single-letter keys

    def _on_slots_changed(self) -> None:
        """A picture given at the start: the artist is past the card."""
        slots = self._models.compose.slots.slots
        if self._shown() is not None and any(
            slot.loading or slot.reference is None for slot in slots
        ):
            self._end()

    # A hosted service

    def _on_key_wanted(self) -> None:
        card = self._shown()
        if card is None:
            return
        if self.hosted is None:
            models = self._models
            page = HostedWay(models.settings, models.balances, self._price)
            page.back_wanted.connect(card.show_ways)
            page.form_wanted.connect(self._on_sample_chosen)
            page.generate_wanted.connect(models.compose.generate)
            self.hosted = page
        card.show_hosted(self.hosted)
        self.hosted.take_focus()
        has_key = self._models.settings.has_key
        if known := next(filter(has_key, self.hosted.keys), ""):
            self._choose(known)

    def _on_key_accepted(self, service: str) -> None:
        if self._shown() is not None and self.hosted is not None and service in self.hosted.keys:
            self._choose(service)

    def _choose(self, service: str) -> None:
        """There is a key: from now on the form is for this service."""
        self._sample.leave_loras()
        self._models.compose.choose_backend(service)
        if self.hosted is not None:
            self.hosted.show_chosen(service)
        self._show_form()

    def _show_form(self) -> None:
        if self._shown() is None or self.hosted is None:
            return
        compose = self._models.compose
        problem = compose.why_not
        self.hosted.show_prices()
        self.hosted.show_form(compose.cost, told(problem) if problem is not None else "")

    def _on_rejected(self) -> None:
        """Why nothing was sent is said in the form."""
        if self.hosted is not None and self._shown() is not None:
            self._end()

    def _price(self, service: str) -> str:
        """What a picture costs at a service, in words."""
        least = self._least(service)
        return self.tr("From about {0} a picture").format(money(least)) if least else ""

    def _least(self, service: str) -> float:
        """What its cheapest model takes for a picture of the usual size, in dollars."""
        priced = self._studio.prices.priced
        models = self._studio.catalogue.models_of(service)
        each = (estimate_usd(starting_request(model), priced(model)) for model in models)
        return min((usd for usd in each if usd is not None), default=0.0)

    def _show_price(self) -> None:
        if (card := self._shown()) is not None:
            services = [owner.id for owner in self._models.settings.services]
            known = [usd for usd in map(self._least, services) if usd]
            card.show_price(money(min(known)) if known else "")

    # This computer

    def _show_computer(self) -> None:
        if (card := self._shown()) is not None:
            here = self._models.here
            card.show_computer(here.invitation, here.download)

    def _on_computer_wanted(self) -> None:
        here = self._models.here
        first, is_simple = here.first, bool(here.download)
        self._end()
        self._focus_prompt()
        if first is not None:
            self._sample.leave_loras()
            self._models.compose.choose_model(first.id)
        if first is not None and is_simple:
            here.models.act(first.id, Act.DOWNLOAD)  # the form shows how far it is
        else:
            self._open_settings(Part.COMPUTER)
