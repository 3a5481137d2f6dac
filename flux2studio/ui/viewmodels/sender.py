"""Sends what the form asks for, once a click; what is beyond the limit the artist decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import SpendingLimitError, StudioError
from flux2studio.core.job import Job
from flux2studio.core.request import GenerationRequest, draw_seed

_ONE_CLICK_S = 0.5  # a double click and a held key are one wish
_ROOM = 64  # pictures that a seed leaves room for


class Start(Protocol):
    """Raises StudioError when the request is refused, and returns at once."""

    def __call__(self, request: GenerationRequest, *, beyond_limit: bool = False) -> Job: ...


class Sender(QObject):
    """``next_seed`` is that of the next form without one, so that its choices are known before.

    ``last_seed`` is the first one that was sent last.
    """

    started = Signal(object)  # Job
    refused = Signal(object)  # StudioError

    def __init__(self, start: Start, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._start = start
        self._clock = clock
        self._asked_at = float("-inf")
        self._rest: tuple[GenerationRequest, ...] = ()  # what the question is about
        self._is_begun = False  # something of this wish was taken
        self.question: SpendingLimitError | None = None
        self.last_seed: int | None = None
        self.next_seed = draw_seed(_ROOM)

    def is_same_click(self) -> bool:
        """Whether this wish is the one of a moment ago; a held key goes on asking."""
        now = self._clock()
        if now - self._asked_at < _ONE_CLICK_S:
            self._asked_at = now
            return True
        return False

    def send(self, requests: Sequence[GenerationRequest]) -> bool:
        """Start a job for each; return whether all were taken."""
        self._asked_at = self._clock()
        self._is_begun = False
        return self._send(tuple(requests), beyond_limit=False)

    def send_anyway(self) -> bool:
        """Yes to the question that is there since before this click: send its requests, once."""
        is_new_click = self._clock() - self._asked_at >= _ONE_CLICK_S
        if self.question is None or not is_new_click:
            return False
        return self._send(self._rest, beyond_limit=True)

    def forget_question(self) -> None:
        self.question, self._rest = None, ()

    def draw_seed(self) -> None:
        """Let the choices of the next pictures fall otherwise."""
        self.next_seed = draw_seed(_ROOM)

    def _send(self, requests: tuple[GenerationRequest, ...], *, beyond_limit: bool) -> bool:
        """The first that is refused ends it; those before it are on their way."""
        self.forget_question()
        for at, request in enumerate(requests):
            try:
                job = self._start(request, beyond_limit=beyond_limit)
            except SpendingLimitError as error:
                self.question, self._rest = error, requests[at:]
                return False
            except StudioError as error:
                self.refused.emit(error)
                return False
            if not self._is_begun:
                self._is_begun, self.last_seed = True, job.request.seed
            self.started.emit(job)
        self.draw_seed()
        return True
