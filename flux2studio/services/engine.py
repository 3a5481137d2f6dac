"""The local engine as the app sees it: one process, started when needed, replaced when it fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import Alive, Ask, Made, Run, Unload
from flux2studio.core.errors import StorageError
from flux2studio.core.turns import Turns
from flux2studio.services.engine_log import EngineLog
from flux2studio.services.engine_process import Ended, EngineProcess, Heard, Unread
from flux2studio.services.engine_state import EngineState, EngineStatus, after, after_its_end
from flux2studio.services.engine_talk import GoneError, JobEvent, Patience, Talk

_THE_ENGINE = "engine"

Listener = Callable[[EngineState], None]


class EngineService:
    """Owns the engine process. Thread-safe; listeners are called from threads of its own.

    ``command`` says how it is started, and may raise BackendError; ``idle_s`` after how many
    seconds without work the memory of the model is freed, 0 for never. Both are asked at each use.
    ``on_made`` hears of each picture, on the thread of its job.
    """

    def __init__(
        self,
        command: Callable[[], Sequence[str]],
        log_file: Path,
        *,
        idle_s: Callable[[], float] = lambda: 0.0,
        patience: Patience | None = None,
        on_made: Callable[[], None] | None = None,
    ) -> None:
        self._command = command
        self._journal = EngineLog(log_file)
        self._ask_idle_s = idle_s
        self._patience = patience or Patience()
        self._on_made = on_made
        self._turns = Turns()
        self._lock = threading.Lock()  # of the state
        self._starting = threading.Lock()  # of the process
        self._process: EngineProcess | None = None
        self._former: EngineProcess | None = None  # what it may still say is of no interest
        self._state = EngineState()
        self._listeners: list[Listener] = []
        self._idle = _IdleWatch()
        self._folder: Path | None = None  # of the model that was asked for last
        self._closed = False
        self._is_old = False  # the process was started before ``renew``

    @property
    def state(self) -> EngineState:
        with self._lock:
            return self._state

    @property
    def pid(self) -> int | None:
        """The process that was started last, None before there was one."""
        process = self._process
        return process.pid if process is not None else None

    def subscribe(self, listener: Listener) -> None:
        """Hear of every change of ``state`` from now on."""
        with self._lock:
            self._listeners.append(listener)

    def make_ready(self) -> None:
        """Start the process if it is not there; it takes seconds until it is of use.

        Raises BackendError when it cannot be started.
        """
        self._living()

    def ask(self) -> None:
        """Have ``state`` told anew, if the engine is there."""
        if process := self._process:
            process.send(Ask())

    def release(self) -> None:
        """Free the memory of the model once no job runs. Returns at once."""
        if process := self._process:
            process.send(Unload())

    def run(self, order: Run, control: RunControl) -> Generator[JobEvent, None, None]:
        """Do ``order`` and yield what the engine says of it, its ``Failed`` included.

        Raises BackendError when there is no engine, or it crashed or hung; Cancelled, Detached.
        """
        with self._turns.turn(_THE_ENGINE, control):
            idle_s = self._ask_idle_s()
            self._idle.stop()
            self._folder = Path(order.model.folder)
            self._end_old()
            try:
                with closing(self._run(order, control)) as events:
                    for event in events:
                        if isinstance(event, Made) and self._on_made:
                            self._on_made()
                        yield event
            finally:
                self._idle.begin(idle_s)
                self._end_old()

    def renew(self) -> None:
        """From the next job on the engine is the one that ``command`` tells then.

        The process ends now, or with the job it works on. Blocking for two seconds at the most.
        """
        self._is_old = True
        with self.at_rest():
            return

    @contextmanager
    def at_rest(self) -> Generator[bool, None, None]:
        """End the process, and start none during the block; False: it is at work, and goes on."""
        with self._turns.try_turn(_THE_ENGINE) as is_free:
            if not is_free:
                yield False
                return
            with self._starting:
                self._end()
                yield True

    def uses(self, folder: Path) -> bool:
        """Whether a model from ``folder`` is loaded, or about to be."""
        state = self.state
        is_busy = state.status in (EngineStatus.STARTING, EngineStatus.LOADING, EngineStatus.BUSY)
        return folder == self._folder and (is_busy or bool(state.model))

    def close(self) -> None:
        """End the process and wait until it is gone, two seconds at the most."""
        with self._starting:
            self._closed = True
            if self._process is not None:
                self._process.close()

    def _run(self, order: Run, control: RunControl) -> Generator[JobEvent, None, None]:
        process, is_new = self._living()
        talk = Talk(process, order, control, self._patience)
        try:
            yield from talk.events()
        except GoneError as gone:
            if is_new or talk.has_begun:
                raise gone.reason from gone
        else:
            return
        process, _ = self._living()  # it ended between two jobs: this one knows nothing of that
        try:
            yield from Talk(process, order, control, self._patience).events()
        except GoneError as gone:
            raise gone.reason from gone

    def _living(self) -> tuple[EngineProcess, bool]:
        """Return the process, and whether it was started for this."""
        with self._starting:
            process = self._process
            if process is not None and process.is_alive:
                return process, False
            if self._closed:
                raise StorageError("The app is closing; no more pictures are made.")
            if process is not None:
                process.close()  # its memory is free before another one takes as much
                self._former = process
            self._process = EngineProcess(self._command(), self._journal, self._hear)
            return self._process, True

    def _end_old(self) -> None:
        if self._is_old:
            with self._starting:
                self._end()

    def _end(self) -> None:
        """Forget the process and what was known of it; for whoever holds ``_starting``."""
        self._is_old = False
        self._former, self._process = self._process, None
        if self._former is not None:
            self._former.close()
        self._change(lambda _: EngineState())

    def _hear(self, process: EngineProcess, what: Heard) -> None:
        if process is self._former or isinstance(what, Unread):
            return
        if isinstance(what, Alive):
            if self._idle.is_over():
                process.send(Unload())
            return
        if isinstance(what, Ended):
            self._change(after_its_end)
        else:
            self._change(lambda state: after(state, what))

    def _change(self, change: Callable[[EngineState], EngineState]) -> None:
        with self._lock:
            before = self._state
            state = self._state = change(before)
            listeners = tuple(self._listeners)
        if state != before:
            for listener in listeners:
                listener(state)


class _IdleWatch:
    """Tells once that nothing was to be done for so long. The heartbeat is its clock."""

    def __init__(self) -> None:
        self._until: float | None = None

    def begin(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds if seconds > 0 else None

    def stop(self) -> None:
        self._until = None

    def is_over(self) -> bool:
        until = self._until
        if until is None or time.monotonic() < until:
            return False
        self._until = None
        return True
