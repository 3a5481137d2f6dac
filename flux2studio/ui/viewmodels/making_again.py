"""Runs the recipe of a picture once more, at once, for the price that was told beforehand."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from flux2studio.core.cost import estimate
from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.generation import Recipe
from flux2studio.core.models import Model
from flux2studio.core.recall import ALL_BUT_SEED, recalled
from flux2studio.core.request import GenerationRequest
from flux2studio.core.sending import requests_of
from flux2studio.services.recalling import RecallLook
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels import cost_words
from flux2studio.ui.viewmodels.families import LocalModels
from flux2studio.ui.viewmodels.recall import RecallServices, RecallViewModel
from flux2studio.ui.viewmodels.recall_choice import RecallForm
from flux2studio.ui.viewmodels.sender import Sender, Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one more picture costs, for a button and for a screen reader; empty where it is free."""

    tag: str = ""
    spoken: str = ""


class MakingAgain(QObject):
    """Makes one picture with a new seed and leaves the form alone.

    Where something would differ, is missing or stands in the way, nothing is sent: the recipe
    comes into the form instead.
    """

    started = Signal(object)  # Job
    failed = Signal(object)  # StudioError: why it is in the form
    prices_changed = Signal()

    def __init__(
        self,
        form: RecallForm,
        recall: RecallViewModel,
        services: RecallServices,
        start: Start,
        tasks: Tasks,
        *,
        priced: Callable[[Model], Model] = lambda model: model,
        local: LocalModels | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or recall)
        self._form = form
        self._recall = recall
        self._services = services
        self._tasks = tasks
        self._priced = priced
        self._local = local
        self._is_looking = False
        self._sender = Sender(start, clock, self)
        self._sender.started.connect(self.started)
        self._sender.refused.connect(self._on_refused)
        self._recipe: Recipe | None = None  # of the run that is on its way

    def price(self, recipe: Recipe) -> Price | None:
        """Return what one more costs now, or None where nobody can tell: it is not offered then."""
        try:
            model = self._form.catalogue.model(recipe.request.model)
        except InvalidRequestError:
            return None
        return self._price([replace(recipe.request, count=1)], model)

    def make(self, recipe: Recipe, price: Price) -> None:
        """Run it for the ``price`` that was told; a second click right after is the same one."""
        if not self._is_looking and not self._sender.is_same_click():
            self._is_looking = True
            self._recipe = recipe
            self._tasks.run(
                partial(self._services.look, recipe, ""),
                partial(self._on_looked, recipe, price),
                self._on_refused,
            )

    def _on_looked(self, recipe: Recipe, price: Price, look: RecallLook) -> None:
        self._is_looking = False
        if look.then is None or not look.is_whole:
            self._recall.recall(recipe)  # which says what is missing, and asks
        elif missing := self._local.problem(look.then) if self._local else None:
            self._on_refused(missing)
        else:
            self._send(look.request, look.then, price)

    def _send(self, then: GenerationRequest, model: Model, price: Price) -> None:
        draft = replace(recalled(self._form.draft, then, ALL_BUT_SEED), count=1)
        requests = requests_of(draft, model, self._sender.next_seed)
        now = self._price(requests, model)
        if now != price:
            message = self.tr("The price is another one now: nothing was sent.")
            self._on_refused(StudioError(message, hint=self.tr("It is on the button now.")))
        elif not self._sender.send(requests) and self._sender.question is not None:
            self._on_refused(self._sender.question)

    def _on_refused(self, error: StudioError) -> None:
        self._is_looking = False
        self._sender.forget_question()
        if self._recipe is not None:
            self._recall.recall(self._recipe)
        self.failed.emit(error)

    def _price(self, requests: Sequence[GenerationRequest], model: Model) -> Price | None:
        cost = estimate(requests[0], self._priced(model))
        if cost is not None:
            return Price(tag=cost_words.tag(cost), spoken=cost_words.spoken(cost))
        is_paid = self._form.catalogue.backend(model.backend).paid
        return None if is_paid else Price()
