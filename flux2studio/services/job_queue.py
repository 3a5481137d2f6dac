"""Runs jobs in order on the worker threads of one backend's lane."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from flux2studio.core.control import RunControl
from flux2studio.core.job import Job

log = logging.getLogger(__name__)


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
        self._waiting: deque[Job] = deque()
        self._running: dict[str, RunControl] = {}
        self._closing = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> None:
        with self._changed:
            self._waiting.append(job)
            self._changed.notify()

    def holds(self, job_id: str) -> bool:
        with self._changed:
            return job_id in self._running or any(job.id == job_id for job in self._waiting)

    def cancel(self, job_id: str) -> Job | None:
        """Stop a running job; take a waiting one out and return it."""
        with self._changed:
            control = self._running.get(job_id)
            waiting = next((job for job in self._waiting if job.id == job_id), None)
            if waiting:
                self._waiting.remove(waiting)
        if control:
            control.cancel()
        return waiting

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
            self._changed.wait_for(lambda: self._waiting or self._closing)
            if self._closing:
                return None
            job = self._waiting.popleft()
            control = self._control_for(job)
            self._running[job.id] = control
            return job, control
