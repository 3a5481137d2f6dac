"""How long running jobs still take, from how long their steps took so far."""

from __future__ import annotations

from collections.abc import Callable

from flux2studio.core.job import JobUpdate, Phase

_STEPS_MIN = 2  # fewer say nothing about the pace


class TimeLeft:
    """Wants to see every update, in order; forgets a job with its last one."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._first: dict[str, tuple[int, float]] = {}

    def of(self, update: JobUpdate) -> float | None:
        """Return the seconds, None while nobody knows."""
        job_id, progress = update.job.id, update.progress
        if update.state.is_final:
            self._first.pop(job_id, None)
            return None
        if progress.phase is not Phase.RENDERING or progress.total <= 0:
            return None
        now = self._clock()
        step, since = self._first.setdefault(job_id, (progress.done, now))
        if progress.done < step:
            self._first[job_id] = step, since = progress.done, now
        steps = progress.done - step
        if steps < _STEPS_MIN:
            return None
        return (progress.total - progress.done) * (now - since) / steps
