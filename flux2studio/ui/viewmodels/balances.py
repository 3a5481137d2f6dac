"""What is left at each service, asked off the UI thread with the artist's own key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import KeyMissingError, NotAllowedError, StudioError
from flux2studio.core.hosted import Balance
from flux2studio.ui.tasks import Tasks


class Balances(QObject):
    """``ask`` blocks and raises StudioError when the service does not tell."""

    changed = Signal(str)  # id of the service

    def __init__(
        self, ask: Callable[[str], Balance], tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._tasks = tasks
        self._known: dict[str, Balance] = {}
        self._problems: dict[str, StudioError] = {}
        self._asking: dict[str, int] = {}
        self._turn = 0

    def refresh(self, service: str) -> None:
        """Ask; what was known stays until the answer is there."""
        self._turn += 1
        self._asking[service] = self._turn
        self.changed.emit(service)
        self._tasks.run(
            partial(self._ask, service),
            partial(self._on_answer, service, self._turn),
            partial(self._on_failed, service, self._turn),
        )

    def is_asking(self, service: str) -> bool:
        return service in self._asking

    def known(self, service: str) -> Balance | None:
        return self._known.get(service)

    def problem(self, service: str) -> StudioError | None:
        return self._problems.get(service)

    def is_refused(self, service: str) -> bool:
        """Whether the service said of the key that it does not take it."""
        refused = isinstance(self._problems.get(service), KeyMissingError)
        return refused and not self.is_asking(service)

    def is_accepted(self, service: str) -> bool:
        """Whether it knows the key, also where it does not tell that one the balance."""
        return service in self._known or isinstance(self._problems.get(service), NotAllowedError)

    def _on_answer(self, service: str, turn: int, balance: Balance) -> None:
        if self._is_latest(service, turn):
            self._known[service] = balance
            self.changed.emit(service)

    def _on_failed(self, service: str, turn: int, error: StudioError) -> None:
        if self._is_latest(service, turn):
            self._problems[service] = error
            self.changed.emit(service)

    def _is_latest(self, service: str, turn: int) -> bool:
        """Another key may have been asked for meanwhile; what was known before goes."""
        if self._asking.get(service) != turn:
            return False
        for kept in (self._known, self._problems, self._asking):
            kept.pop(service, None)
        return True
