"""What the window says of the backends: ready or not, what they keep, what they cost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from flux2studio.core.errors import KeyMissingError, StudioError
from flux2studio.core.hosted import Trace
from flux2studio.core.job import JobState, JobUpdate
from flux2studio.core.models import BackendEntry
from flux2studio.ui import words as spoken
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.unhurried import Unhurried
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.main_window import MainWindow
from flux2studio.ui.widgets.message_bar import Message
from flux2studio.ui.widgets.status_line import Readiness
from flux2studio.ui.words import said

FAL = "fal"


class HostedWords(QObject):
    """Follows the form and the settings; ``open_settings`` shows a part of the settings."""

    def __init__(
        self,
        models: ViewModels,
        window: MainWindow,
        open_settings: Callable[[Part], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._window = window
        self._open_settings = open_settings
        self._notice: Message | None = None
        self._said_of = ""
        self.refusals = Letterbox(self)  # of fal, to delete its copy
        self.refusals.came.connect(self._on_copy_kept)
        for signal in (
            Unhurried(models.compose, window).changed,
            models.settings.keys_changed,
            models.settings.changed,
            models.here.computer.changed,
        ):
            signal.connect(self.show)
        models.money.changed.connect(self._on_spent)
        models.balances.changed.connect(self._on_balance)
        models.bridge.updated.connect(self._on_job)
        self._money_of = ""
        self._asked: set[str] = set()  # of which service the balance, once without being told to
        window.header.money_wanted.connect(partial(open_settings, Part.MONEY))
        window.status.backend_wanted.connect(self._on_backend_wanted)
        window.status.privacy_wanted.connect(partial(open_settings, Part.PRIVACY))
        self._show_money()
        self.show()

    def show(self) -> None:
        backend = self._models.compose.backend
        self._show_readiness(backend)
        self._show_privacy(backend)
        self._introduce(backend)
        self._ask_balance(backend)
        if backend.id != self._money_of:
            self._show_money()

    def _show_readiness(self, backend: BackendEntry) -> None:
        settings, status = self._models.settings, self._window.status
        if self._models.compose.model.local is not None:
            self._show_local_readiness(backend)
        elif backend.key and not settings.has_key(backend.id) and not settings.is_busy(backend.id):
            words = self.tr("{0} needs a key").format(said(backend.name))
            status.show_backend(words, Readiness.NEEDS_KEY, self.tr("Enter its key"))
        elif backend.key and self._models.balances.is_refused(backend.id):
            words = self.tr("{0} does not take the key").format(said(backend.name))
            status.show_backend(words, Readiness.NEEDS_KEY, self.tr("Enter another key"))
        else:
            words = self.tr("{0} ready").format(said(backend.name))
            status.show_backend(words, Readiness.READY, self.tr("Services and keys"))

    def _on_balance(self) -> None:
        """Whoever tells what is left has also told whether the key is good."""
        self._show_readiness(self._models.compose.backend)
        self._show_money()

    def _on_job(self, update: JobUpdate) -> None:
        """A key that a run was refused for is asked about: the service is no longer ready."""
        service = update.job.backend
        refused = update.state is JobState.FAILED and isinstance(update.error, KeyMissingError)
        if refused and self._models.settings.has_key(service):
            self._models.balances.refresh(service)

    def _show_local_readiness(self, backend: BackendEntry) -> None:
        here, model = self._models.here, self._models.compose.model
        tip = self.tr("Models and memory of this computer")
        if here.engine.is_needed:
            words = self.tr("{0}: no engine yet").format(said(backend.name))
        elif here.computer.engine_problem is not None:
            words = self.tr("{0}: the engine cannot be used").format(said(backend.name))
        elif here.models.problem(model) is not None:
            words = self.tr("{0}: {1} is not ready").format(said(backend.name), model.name)
        else:
            words = self.tr("{0} ready").format(said(backend.name))
            self._window.status.show_backend(words, Readiness.READY, tip)
            return
        self._window.status.show_backend(words, Readiness.NEEDS_KEY, tip)

    def _on_backend_wanted(self) -> None:
        is_local = self._models.compose.model.local is not None
        self._open_settings(Part.COMPUTER if is_local else Part.SERVICES)

    def _show_privacy(self, backend: BackendEntry) -> None:
        minimal = self._models.settings.settings.fal_trace is Trace.MINIMAL
        if backend.id == FAL and minimal:
            self._window.status.show_privacy(
                self.tr("minimal trace"),
                self.tr(
                    "fal keeps as little as possible: a lost answer can be fetched for an hour at"
                    " most. Click for the privacy settings."
                ),
            )
        else:
            self._window.status.show_privacy("", "")

    def _show_money(self) -> None:
        """What is left at the service of now, and what was spent."""
        models = self._models
        self._money_of = models.compose.backend.id
        balance = models.balances.known(models.compose.backend.id)
        if balance is None:
            summary = models.money.summary
        else:
            left = self.tr("Balance {0}").format(spoken.balance(balance))
            month = models.money.this_month
            summary = " · ".join(part for part in (left, month) if part)
        self._window.header.show_money(summary, models.money.explanation)

    def _ask_balance(self, backend: BackendEntry, *, anew: bool = False) -> None:
        """Once for each service that is chosen and has a key, and after each bill of it."""
        has_key = backend.paid and self._models.settings.has_key(backend.id)
        if has_key and (anew or backend.id not in self._asked):
            self._asked.add(backend.id)
            self._models.balances.refresh(backend.id)

    def _on_spent(self) -> None:
        self._ask_balance(self._models.compose.backend, anew=True)
        self._show_money()

    def _introduce(self, backend: BackendEntry) -> None:
        """Say once for each service, before the first send, what leaves the machine for it."""
        settings = self._models.settings
        due = (
            backend.paid
            and settings.has_key(backend.id)
            and backend.id not in settings.settings.introduced
        )
        wanted = backend.id if due else ""
        if wanted == self._said_of and (self._shown_notice() or not wanted):
            return
        self._window.messages.take_back(self._notice)
        self._said_of, self._notice = wanted, None
        if wanted:
            self._notice = self._window.messages.notice(
                self.tr("What you send goes to {0} and nobody else:").format(said(backend.name))
                + " "
                + self.tr("the prompt, the references without camera data, the LoRAs."),
                self._what_is_kept(backend),
                (
                    (self.tr("Privacy settings"), partial(self._open_settings, Part.PRIVACY)),
                    (self.tr("Understood"), _nothing),
                ),
            )
            self._notice.closed.connect(partial(self._on_read, backend.id))

    def _what_is_kept(self, backend: BackendEntry) -> str:
        if backend.id != FAL:
            return self.tr("{0} does not say how long it keeps them.").format(said(backend.name))
        return {
            Trace.RECOVERABLE: self.tr(
                "fal is told to delete its copy once your picture is safe here."
            ),
            Trace.MINIMAL: self.tr("fal does not store the request; its files go in an hour."),
            Trace.KEEP: self.tr("fal keeps requests for 30 days, pictures for a week or longer."),
        }[self._models.settings.settings.fal_trace]

    def _shown_notice(self) -> Message | None:
        return self._notice if self._notice in self._window.messages.messages else None

    def _on_copy_kept(self, error: StudioError) -> None:
        if notice := self._shown_notice():
            notice.hint.hide()  # it says that the copy goes
        self._window.messages.warn(str(error), error.hint, error.details)

    def _on_read(self, service: str, _: object) -> None:
        self._models.settings.introduce(service)


def _nothing() -> None:
    """Closing the message is all that the button is for."""
