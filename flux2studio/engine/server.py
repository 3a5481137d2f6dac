"""Obeys the app's commands: they are read on one thread, and jobs run in order on another."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Protocol

import msgspec

from flux2studio.core.engine_messages import (
    HEARTBEAT_S,
    PROTOCOL,
    Alive,
    Ask,
    Command,
    Done,
    Event,
    Failed,
    Ready,
    Run,
    Started,
    State,
    Stop,
    Stopped,
    Unload,
    Unusable,
    decode_command,
)
from flux2studio.core.local import Hardware
from flux2studio.engine.errors import Check, Say, StoppedError
from flux2studio.engine.failures import failed, is_fatal
from flux2studio.engine.installation import unusable
from flux2studio.engine.step_clock import StepClock

EXIT_UNUSABLE = 3
EXIT_DEVICE_LOST = 4
EXIT_BUG = 5

log = logging.getLogger(__name__)


class Workshop(Protocol):
    """What jobs are done with, once the libraries are imported."""

    def hardware(self) -> Hardware: ...

    def run(self, order: Run, say: Say, check: Check) -> None:
        """Do all of ``order``. Raises EngineError, and StoppedError as ``check`` does."""
        ...

    def unload(self) -> None:
        """Free the memory of the model."""
        ...

    def state(self) -> State:
        """Return what is loaded; called from any thread, also while a job runs."""
        ...


class Server:
    """``open_workshop`` is called on the thread of the jobs; it may take long, and may raise."""

    def __init__(self, say: Say, open_workshop: Callable[[], Workshop]) -> None:
        self._say = say
        self._open_workshop = open_workshop
        self._workshop: Workshop | None = None
        self._commands: SimpleQueue[Run | Unload | Ask] = SimpleQueue()
        self._lock = threading.Lock()
        self._waiting: set[str] = set()  # jobs that were ordered and have not begun
        self._running = ""
        self._stopped = threading.Event()  # of the running job
        self._clock = StepClock()

    def serve(self, lines: Iterable[bytes]) -> None:
        """Obey ``lines`` until they end; the caller then ends the process, whatever runs."""
        self._say(Started(protocol=PROTOCOL, pid=os.getpid()))
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        threading.Thread(target=self._work_or_end, name="jobs", daemon=True).start()
        for line in lines:
            try:
                self._obey(decode_command(line))
            except msgspec.DecodeError:
                log.warning("Skipped a line that is no command: %.80r", line)

    def _obey(self, command: Command) -> None:
        match command:
            case Stop():
                self._stop(command.job)
            case Ask() if self._workshop is not None:
                self._tell_state(self._workshop)
            case Run():
                with self._lock:
                    self._waiting.add(command.job)
                self._commands.put(command)
            case _:
                self._commands.put(command)

    def _stop(self, job: str) -> None:
        with self._lock:
            waits = job in self._waiting
            self._waiting.discard(job)
            if job == self._running:
                self._stopped.set()
        if waits:  # the thread of the jobs passes it over
            self._say(Stopped(job=job))

    def _work_or_end(self) -> None:
        """Without this thread the process would live on, and the app would wait for ever."""
        try:
            self._work()
        except BaseException:  # a thread that ends without a word is what nobody could explain
            log.exception("The thread of the jobs ended")
        finally:
            os._exit(EXIT_BUG)

    def _work(self) -> None:
        try:
            workshop = self._open_workshop()
            hardware = workshop.hardware()
        except Exception as error:  # an import may raise anything: a library does not fit another
            log.exception("The libraries cannot be used")
            reason = unusable(error)
            self._say(Unusable(message=str(reason), hint=reason.hint, details=reason.details))
            os._exit(EXIT_UNUSABLE)
        self._workshop = workshop
        self._say(Ready(hardware=hardware))
        while True:
            self._carry_out(self._commands.get(), workshop)

    def _carry_out(self, command: Run | Unload | Ask, workshop: Workshop) -> None:
        match command:
            case Run():
                if self._begins(command.job):
                    self._run(command, workshop)
            case Unload():
                self._unload(workshop)
            case Ask():
                self._tell_state(workshop)

    def _begins(self, job: str) -> bool:
        with self._lock:
            if job not in self._waiting:
                return False
            self._waiting.discard(job)
            self._stopped.clear()
            self._clock.reset()
            self._running = job
        return True

    def _run(self, order: Run, workshop: Workshop) -> None:
        end, device_is_lost = self._end_of(order, workshop)
        with self._lock:
            self._running = ""
        self._say(end)
        if device_is_lost:
            os._exit(EXIT_DEVICE_LOST)
        if isinstance(end, Failed):
            gc.collect()  # the traceback held tensors
        self._tell_state(workshop)

    def _end_of(self, order: Run, workshop: Workshop) -> tuple[Event, bool]:
        try:
            workshop.run(order, self._say_in_job, self._check)
        except StoppedError:
            return Stopped(job=order.job), False
        except (Exception, SystemExit) as error:  # it has one end, whatever a library raised
            log.exception("Job %s failed", order.job)
            return failed(order.job, error), is_fatal(error)
        return Done(job=order.job), False

    def _say_in_job(self, event: Event) -> None:
        self._clock.hear(event)
        self._say(event)

    def _check(self) -> None:
        if self._stopped.is_set():
            raise StoppedError

    def _unload(self, workshop: Workshop) -> None:
        try:
            workshop.unload()
        except RuntimeError:  # of a device that is lost
            log.exception("The model could not be unloaded")
        self._tell_state(workshop)

    def _tell_state(self, workshop: Workshop) -> None:
        try:
            self._say(workshop.state())
        except RuntimeError:  # likewise, or a job changes the model just now
            log.exception("The state cannot be told")

    def _beat(self) -> None:
        pause = threading.Event()
        while not pause.wait(HEARTBEAT_S):
            self._say(Alive(job=self._running, step_s=self._clock.step_s))
