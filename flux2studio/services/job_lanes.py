"""All lanes together: what waits in them, in which order, and whether anything new starts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence

from flux2studio.core.errors import StorageError
from flux2studio.core.job import Hold, Job
from flux2studio.services.job_queue import JobQueue
from flux2studio.storage.journal import Journal

log = logging.getLogger(__name__)

HoldListener = Callable[[Hold], None]


class JobLanes:
    """Thread-safe. What waits in which order, and a pause, are on disk as well."""

    def __init__(self, lanes: Mapping[str, JobQueue], journal: Journal) -> None:
        self._lanes = lanes
        self._journal = journal
        self._hold = Hold.NONE
        self._listeners: list[HoldListener] = []

    @property
    def hold(self) -> Hold:
        """Why nothing new starts."""
        return self._hold

    def subscribe(self, listener: HoldListener) -> None:
        """Hear, on a worker thread, when the lanes are paused and when they go on."""
        self._listeners.append(listener)

    def take_up_hold(self) -> None:
        """Be paused as the last start was. Blocking."""
        try:
            hold = self._journal.hold()
        except StorageError as error:
            log.warning("Whether the queue was paused cannot be read: %s", error)
            return
        self._apply(hold)

    def use_hold(self, hold: Hold) -> None:
        """Pause, or go on. A pause counts though it cannot be written down. Blocking."""
        if hold is self._hold:
            return
        try:
            self._journal.set_hold(hold)
        except StorageError as error:
            log.warning("That the queue is paused cannot be kept: %s", error)
        self._apply(hold)

    def submit(self, job: Job, *, begun: bool = False) -> None:
        self._lanes[job.backend].submit(job, begun=begun)

    def has(self, backend: str) -> bool:
        return backend in self._lanes

    def holds(self, job_id: str) -> bool:
        return any(lane.holds(job_id) for lane in self._lanes.values())

    @property
    def new(self) -> frozenset[str]:
        """The ids of the waiting jobs of which nothing has left this machine."""
        return frozenset(job_id for lane in self._lanes.values() for job_id in lane.new)

    def arrange(self, job_ids: Sequence[str]) -> None:
        """Let these take each other's places in the order given. Raises StorageError."""
        self._journal.arrange(job_ids)
        for lane in self._lanes.values():
            lane.arrange(job_ids)

    def take_out(self, job_ids: Collection[str]) -> list[Job]:
        """Remove those of them that wait: none of them starts meanwhile."""
        return [job for lane in self._lanes.values() for job in lane.take_out(job_ids)]

    def cancel(self, job_id: str) -> Job | None:
        """Stop a running job; take a waiting one out and return it."""
        for lane in self._lanes.values():
            if job := lane.cancel(job_id):
                return job
        return None

    def close(self) -> None:
        for lane in self._lanes.values():
            lane.close()

    def _apply(self, hold: Hold) -> None:
        self._hold = hold
        for lane in self._lanes.values():
            lane.pause(hold is not Hold.NONE)
        for listener in self._listeners:
            listener(hold)
