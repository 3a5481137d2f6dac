"""Adds to a job's updates what its backend shows on the way, made safe to look at."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from flux2studio.core.errors import StudioError
from flux2studio.core.job import JobState, JobUpdate
from flux2studio.services.background import Background

log = logging.getLogger(__name__)

SECONDS_APART = 0.1
BYTES_MAX = 8 * 2**20  # a preview is small; what is larger is not worth the wait

Listener = Callable[[JobUpdate], None]


@dataclass(slots=True)
class _Watched:
    """One running job: what was told of it last, and its preview."""

    update: JobUpdate
    foreign: bytes = b""  # came last and is not decoded yet
    picture: bytes = b""


class Previews:
    """Stands between the jobs and whoever listens; one worker decodes for all of them.

    ``decode`` turns foreign bytes into a small JPEG, blocks, and raises StudioError. What comes
    while it works replaces what waits: there is never a queue.
    """

    def __init__(
        self,
        decode: Callable[[bytes], bytes],
        publish: Listener,
        *,
        seconds_apart: float = SECONDS_APART,
    ) -> None:
        self._decode = decode
        self._publish = publish
        self._seconds_apart = seconds_apart
        self._jobs: dict[str, _Watched] = {}
        self._lock = threading.RLock()  # held while telling: no update overtakes the job's end
        self._worker = Background("previews", workers=1)
        self._working = False
        self._closed = threading.Event()

    def publish(self, update: JobUpdate) -> None:
        """Pass ``update`` on, with the preview of its job while that runs."""
        with self._lock:
            job_id = update.job.id
            if update.state.is_final or update.state is JobState.DETACHED:
                self._jobs.pop(job_id, None)
                self._publish(update)
                return
            watched = self._jobs.setdefault(job_id, _Watched(update))
            watched.update = update
            self._publish(_with(update, watched.picture))

    def take(self, job_id: str, data: bytes) -> None:
        """Show ``data``, a foreign encoded picture, as soon as there is time; returns at once."""
        with self._lock:
            watched = self._jobs.get(job_id)
            if watched is None or not data or len(data) > BYTES_MAX:
                return
            watched.foreign = data
            if not self._working:
                self._working = True
                self._worker.submit(self._work)

    def close(self) -> None:
        self._closed.set()
        self._worker.close(finish=False)

    def _work(self) -> None:
        while (waiting := self._next()) is not None:
            started = time.monotonic()
            self._show(*waiting)
            self._closed.wait(max(0.0, started + self._seconds_apart - time.monotonic()))

    def _next(self) -> tuple[str, bytes] | None:
        with self._lock:
            for job_id, watched in self._jobs.items():
                if watched.foreign and not self._closed.is_set():
                    data, watched.foreign = watched.foreign, b""
                    self._jobs[job_id] = self._jobs.pop(job_id)  # the others come first next time
                    return job_id, data
            self._working = False
            return None

    def _show(self, job_id: str, data: bytes) -> None:
        try:
            picture = self._decode(data)
        except StudioError as error:
            log.info("A preview of job %s cannot be shown: %s", job_id, error)
            return
        with self._lock:
            watched = self._jobs.get(job_id)
            if watched is not None:
                watched.picture = picture
                self._publish(_with(watched.update, picture))


def _with(update: JobUpdate, picture: bytes) -> JobUpdate:
    return replace(update, preview=picture) if picture else update
