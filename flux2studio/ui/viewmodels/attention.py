"""Which running jobs the artist still waits for, and which were turned away from."""

from __future__ import annotations

from flux2studio.core.job import JobUpdate


class Attention:
    """To choose another picture while jobs run means to look at that one, not at theirs."""

    def __init__(self) -> None:
        self._running: set[str] = set()
        self._passed: set[str] = set()

    def follow(self, update: JobUpdate) -> None:
        if not update.state.is_final:
            self._running.add(update.job.id)

    def turn_away(self) -> None:
        """What was begun so far shall not take the stage by itself."""
        self._passed |= self._running

    def turn_back(self, job_id: str) -> None:
        self._passed.discard(job_id)

    def is_on(self, job_id: str) -> bool:
        return job_id not in self._passed

    def end(self, job_id: str) -> None:
        self._running.discard(job_id)
        self._passed.discard(job_id)
