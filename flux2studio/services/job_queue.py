"""Runs jobs in order on the worker threads of one backend's lane."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from flux2studio.core.control import RunControl
from flux2studio.core.job import Job

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """``begun``: it is on its way at a service already, so that no pause holds it back."""

    job: Job
    begun: bool


class JobQueue:
    """``run`` is called on a worker thread, deals with every outcome and does not raise."""

    def __init__(
        self,
        run: Callable[[Job, RunControl], None],
        control_for: Callable[[Job], RunControl],
        *,
        name: str,
        workers: int,
    ) -> None:
        self._run = run
        self._control_for = control_for
        self._waiting: list[_Waiting] = []
        self._running: dict[str, RunControl] = {}
        self._paused = False
        self._closing = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job, *, begun: bool = False) -> None:
        with self._changed:
            self._waiting.append(_Waiting(job, begun))
            self._changed.notify()

    def holds(self, job_id: str) -> bool:
        with self._changed:
            return job_id in self._running or any(w.job.id == job_id for w in self._waiting)

    @property
    def new(self) -> list[str]:
        """The ids of the waiting jobs that have not begun."""
        with self._changed:
            return [waiting.job.id for waiting in self._waiting if not waiting.begun]

    def pause(self, on: bool) -> None:
        """Start nothing new, or go on. What runs is left alone."""
        with self._changed:
            self._paused = on
            self._changed.notify_all()

    def arrange(self, job_ids: Sequence[str]) -> None:
        """Let those of them that wait here take each other's places, in the order given."""
        rank = {job_id: number for number, job_id in enumerate(job_ids)}
        with self._changed:
            places = [at for at, waiting in enumerate(self._waiting) if waiting.job.id in rank]
            moved = sorted((self._waiting[at] for at in places), key=lambda w: rank[w.job.id])
            for at, waiting in zip(places, moved, strict=True):
                self._waiting[at] = waiting

    def take_out(self, job_ids: Collection[str]) -> list[Job]:
        """Remove those of them that wait, all at once: none of them starts meanwhile."""
        with self._changed:
            out = [waiting.job for waiting in self._waiting if waiting.job.id in job_ids]
            self._waiting = [w for w in self._waiting if w.job.id not in job_ids]
        return out

    def cancel(self, job_id: str) -> Job | None:
        """Stop a running job; take a waiting one out and return it."""
        with self._changed:
            control = self._running.get(job_id)
            waiting = next((w for w in self._waiting if w.job.id == job_id), None)
            if waiting:
                self._waiting.remove(waiting)
        if control:
            control.cancel()
        return waiting.job if waiting else None

    def close(self, timeout: float = 5.0) -> None:
        """Detach from everything and wait for the workers, at most ``timeout`` seconds each."""
        with self._changed:
            self._closing = True
            self._waiting.clear()
            controls = list(self._running.values())
            self._changed.notify_all()
        for control in controls:
            control.detach()
        for thread in self._threads:
            thread.join(timeout)

    def _work(self) -> None:
        while claimed := self._claim():
            job, control = claimed
            try:
                self._run(job, control)
            except Exception:
                log.exception("The lane goes on after a bug in job %s", job.id)
            finally:
                with self._changed:
                    del self._running[job.id]

    def _claim(self) -> tuple[Job, RunControl] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._next() is not None)
            waiting = self._next()
            if self._closing or waiting is None:
                return None
            self._waiting.remove(waiting)
            control = self._control_for(waiting.job)
            self._running[waiting.job.id] = control
            return waiting.job, control

    def _next(self) -> _Waiting | None:
        return next((w for w in self._waiting if w.begun or not self._paused), None)
