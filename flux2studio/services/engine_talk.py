"""One job's talk with the engine: its events, its end, a cancel, and patience that runs out."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TypeGuard

from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import (
    HEARTBEAT_S,
    Alive,
    Done,
    Effects,
    EnginePhase,
    Failed,
    Made,
    Phased,
    Planned,
    Previewed,
    Ready,
    Run,
    Started,
    State,
    Stop,
    Stopped,
    Unusable,
)
from flux2studio.core.errors import BackendError, Cancelled, Detached
from flux2studio.services import engine_words
from flux2studio.services.engine_process import Ended, EngineProcess, Heard, Unread

JobEvent = Planned | Phased | Previewed | Effects | Made | Done | Stopped | Failed

# In these a library may hold the interpreter for long, and no heartbeat comes through.
_SLOW = frozenset({EnginePhase.STARTING, EnginePhase.LOADING, EnginePhase.COMPILING})
_NOTHING_LOADED = frozenset({EnginePhase.STARTING, EnginePhase.LOADING})
_SILENT_S = 3 * HEARTBEAT_S  # without a beat of its heart


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds. ``quiet_s``: without a sign of life; ``slow_s`` where that is not unusual.

    ``stop_s``: from asking it to stop to killing it, or three of its steps if that is longer;
    ``starting_s`` while it has nothing loaded that would be lost, ``unmeasured_s`` while its heart
    beats in something that cannot be stopped in the middle, and nobody knows how long that takes:
    the first step, the prompt, the decoder. With the engine the model would have to be loaded anew.
    """

    quiet_s: float = 20.0
    slow_s: float = 180.0
    stop_s: float = 5.0
    unmeasured_s: float = 60.0
    starting_s: float = 1.0
    look_s: float = 1.0


class GoneError(Exception):
    """The process is gone or was killed; ``reason`` says it in words."""

    def __init__(self, reason: BackendError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Talk:
    """``has_begun``: the engine has said something about this very job."""

    def __init__(
        self, process: EngineProcess, order: Run, control: RunControl, patience: Patience
    ) -> None:
        self._process = process
        self._order = order
        self._control = control
        self._patience = patience
        self._inbox: SimpleQueue[Heard | None] = SimpleQueue()  # None: look around
        self._phase = EnginePhase.READING if process.is_ready else EnginePhase.STARTING
        self._quiet_s = 0.0
        self._step_s = 0.0
        self._asked_at: float | None = None  # to stop
        self._is_over = False
        self._missing = {picture.index for picture in order.pictures}
        self.has_begun = False

    def events(self) -> Generator[JobEvent, None, None]:
        """Send the order and yield what the engine says of it, ``Failed`` included.

        A cancel still lets pictures through that were made before it. Closed early, it stops
        the job as a cancel does. Raises GoneError, BackendError, Cancelled, Detached.
        """
        with self._process.heard_by(self._inbox.put), self._control.abort_with(self._wake):
            if not self._process.is_ready:
                yield Phased(job=self._order.job, phase=EnginePhase.STARTING)
            self._process.send(self._order)
            try:
                yield from self._conversation()
            finally:
                self._make_it_stop()

    def _conversation(self) -> Generator[JobEvent, None, None]:
        while True:
            heard = self._next()
            self._mind_the_cancel()
            self._mind_the_silence()
            event = self._understood(heard)
            if self._is_wanted(event):
                yield event
            if isinstance(event, Done):
                return
            if self._is_over or isinstance(event, Failed):
                self._control.check()
                return

    def _is_wanted(self, event: JobEvent | None) -> TypeGuard[JobEvent]:
        """Once it was asked to stop nothing is shown any more, but what was made is kept."""
        if self._asked_at is not None:
            return isinstance(event, Made)
        return event is not None and not isinstance(event, Done | Stopped)

    def _wake(self) -> None:
        self._inbox.put(None)

    def _next(self) -> Heard | None:
        try:
            heard = self._inbox.get(timeout=self._patience.look_s)
        except Empty:
            self._quiet_s += self._patience.look_s  # not by the clock: the computer may sleep
            return None if self._process.is_alive else Ended(None)
        self._quiet_s = 0.0 if heard is not None else self._quiet_s
        return heard

    def _understood(self, heard: Heard | None) -> JobEvent | None:
        """Return an event of this job; raise for what ends it without one."""
        match heard:
            case Ended():
                self._is_over = True
                self._control.check()
                started = self._process.has_started
                raise GoneError(
                    engine_words.ended(heard.code, had_started=started, details=self._process.said)
                )
            case Unusable():
                self._is_over = True
                raise engine_words.unusable(heard)
            case Ready():
                self._phase = EnginePhase.READING
            case Alive():
                self._step_s = heard.step_s
            case None | Started() | State():
                pass
            case _ if heard.job == self._order.job:
                return self._noted(heard)
        return None

    def _noted(self, event: JobEvent | Unread) -> JobEvent:
        """Return ``event``, or the failure of the job when it did not tell all that it must."""
        self.has_begun = True
        if isinstance(event, Unread):
            self._is_over = event.kind not in ("effects", "made")
            return engine_words.unread(event.job, event.kind, event.line)
        if isinstance(event, Made):
            self._missing.discard(event.index)
        if isinstance(event, Phased):
            self._phase = event.phase
        if isinstance(event, Done | Stopped | Failed):
            self._is_over = True
        if isinstance(event, Done) and self._missing:
            return engine_words.incomplete(event.job, len(self._missing))
        return event

    def _mind_the_cancel(self) -> None:
        if self._control.cancelled and self._asked_at is None:
            try:
                self._control.check()
            except Cancelled:
                self._ask_to_stop()
            except Detached:  # the app closes, and the engine with it
                self._is_over = True
                raise
        self._mind_the_stop()

    def _mind_the_stop(self) -> None:
        if self._asked_at is not None and time.monotonic() > self._asked_at + self._stop_s:
            self._process.kill()
            self._is_over = True

    @property
    def _stop_s(self) -> float:
        """How long it may take to stop, in seconds, as far as is known now."""
        patience = self._patience
        if not self._process.is_ready:
            return min(patience.stop_s, patience.starting_s)
        wait = max(patience.stop_s, 3 * self._step_s)
        is_measured = self._phase is EnginePhase.RENDERING and self._step_s > 0
        is_silent = self._phase is not EnginePhase.COMPILING and self._quiet_s > _SILENT_S
        if self._phase in _NOTHING_LOADED or is_measured or is_silent:
            return wait
        return max(wait, patience.unmeasured_s)

    def _mind_the_silence(self) -> None:
        limit = self._patience.slow_s if self._phase in _SLOW else self._patience.quiet_s
        if self._quiet_s >= limit and not self._is_over:
            self._process.kill()
            self._is_over = True
            self._control.check()
            raise GoneError(engine_words.hung(self._quiet_s, self._process.said))

    def _ask_to_stop(self) -> None:
        self._process.send(Stop(job=self._order.job))
        self._asked_at = time.monotonic()

    def _make_it_stop(self) -> None:
        """For a picture that could not be saved: nobody wants the rest of the job."""
        if self._is_over:
            return
        if self._asked_at is None:
            self._ask_to_stop()
        while not self._is_over:
            heard = self._next()
            if isinstance(heard, Done | Stopped | Failed) and heard.job == self._order.job:
                return
            if isinstance(heard, Ended):
                return
            self._mind_the_cancel()
