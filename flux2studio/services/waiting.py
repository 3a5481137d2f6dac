"""Lets a thread without an event loop wait for the end of a job."""

from __future__ import annotations

import threading
from collections.abc import Callable

from flux2studio.core.job import JobState, JobUpdate


class JobWaiter:
    """A listener of GenerationService that keeps the last update of each job."""

    def __init__(self, on_update: Callable[[JobUpdate], None] = lambda _: None) -> None:
        self._on_update = on_update
        self._ends: dict[str, JobUpdate] = {}
        self._changed = threading.Condition()

    def __call__(self, update: JobUpdate) -> None:
        self._on_update(update)
        if update.state.is_final or update.state is JobState.DETACHED:
            with self._changed:
                self._ends[update.job.id] = update
                self._changed.notify_all()

    def wait_for(self, job_id: str) -> JobUpdate:
        """Return the update that ended ``job_id``, or that says it waits for the user."""
        with self._changed:
            self._changed.wait_for(lambda: job_id in self._ends)
            return self._ends[job_id]
