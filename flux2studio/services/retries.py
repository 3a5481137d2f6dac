"""Takes up jobs that wait, a lost download above all, again and again while the app is open."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from flux2studio.core.job import JobState, JobUpdate

# Seconds before each further try: a day in all, as long as the link to a picture lives.
WAITS: Sequence[float] = (30, 60, 120, 300, 600, *[1800] * 47)


class Retries:
    """``again`` gets the id of a job when its time has come; one thread for all, made when needed.

    Tell ``hear`` every update. A job that waits longer than all of ``waits`` is left to the
    artist, and to the next start.
    """

    def __init__(self, again: Callable[[str], None], waits: Sequence[float] = WAITS) -> None:
        self._again = again
        self._waits = waits
        self._tries: dict[str, int] = {}
        self._due: dict[str, float] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closing = False

    def hear(self, update: JobUpdate) -> None:
        """Begin to wait with a job that was left, stop with one that has its end."""
        job_id = update.job.id
        with self._changed:
            if update.state.is_final:
                self._tries.pop(job_id, None)
                self._due.pop(job_id, None)
            elif update.state is JobState.DETACHED:
                self._wait_with(job_id)

    def close(self) -> None:
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
            thread = self._thread
        if thread:
            thread.join()

    def _wait_with(self, job_id: str) -> None:
        tries = self._tries.get(job_id, 0)
        if tries >= len(self._waits) or self._is_closing:
            return
        self._tries[job_id] = tries + 1
        self._due[job_id] = time.monotonic() + self._waits[tries]
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="job-timer", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _work(self) -> None:
        while (job_id := self._next()) is not None:
            self._again(job_id)

    def _next(self) -> str | None:
        """Wait for the first job whose time has come; None: the app closes."""
        with self._changed:
            while not self._is_closing:
                job_id = min(self._due, key=self._due.__getitem__, default=None)
                left = None if job_id is None else self._due[job_id] - time.monotonic()
                if job_id is not None and left is not None and left <= 0:
                    del self._due[job_id]
                    return job_id
                self._changed.wait(left)
            return None
