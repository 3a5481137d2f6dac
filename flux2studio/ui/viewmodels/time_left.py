"""How long running jobs still take, from how long their steps or bytes took so far."""

from __future__ import annotations

from collections.abc import Callable

from flux2studio.core.job import JobUpdate, Phase

# Fewer steps, MiB or KiB say nothing about the pace.
_ENOUGH = {
    Phase.LOADING_MODEL: 512,
    Phase.RENDERING: 2,
    Phase.UPLOADING: 512,
    Phase.UPLOADING_LORA: 2048,
    Phase.FETCHING_LORA: 2048,
}


class TimeLeft:
    """Wants to see every update, in order; forgets a job with its last one."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._first: dict[str, tuple[Phase, int, float]] = {}

    def of(self, update: JobUpdate) -> float | None:
        """Return the seconds of what it does now, None while nobody knows."""
        job_id, progress = update.job.id, update.progress
        if update.state.is_final:
            self._first.pop(job_id, None)
            return None
        if progress.phase not in _ENOUGH or progress.total <= 0:
            return None
        now = self._clock()
        phase, first, since = self._first.get(job_id, (progress.phase, progress.done, now))
        if phase is not progress.phase or progress.done < first:
            first, since = progress.done, now
        self._first[job_id] = progress.phase, first, since
        done = progress.done - first
        if done < _ENOUGH[progress.phase]:
            return None
        return (progress.total - progress.done) * (now - since) / done
