"""When each job was in which phase, for its details."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flux2studio.core.job import JobState, JobUpdate, Phase

_LINES_MAX = 60  # a job may wait for a service again and again


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A job was in ``phase`` from then on; with its end, ``state`` says which."""

    at: datetime
    phase: Phase
    state: JobState


class JobLog:
    """Wants to hear every update, in order. In memory: it tells of this start of the app."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._jobs: dict[str, list[Step]] = {}

    def hear(self, update: JobUpdate) -> None:
        steps = self._jobs.setdefault(update.job.id, [])
        state, phase = update.state, update.progress.phase
        ends = state.is_final or state is JobState.DETACHED
        last = steps[-1] if steps else None
        if last is not None and (last.phase, _end(last.state)) == (phase, _end(state)):
            return
        if len(steps) < _LINES_MAX or ends:
            steps.append(Step(at=self._now(), phase=phase, state=state))

    def steps(self, job_id: str) -> tuple[Step, ...]:
        return tuple(self._jobs.get(job_id, ()))

    def forget(self, job_id: str) -> None:
        self._jobs.pop(job_id, None)


def _end(state: JobState) -> JobState | None:
    """States on the way are told by their phases."""
    return state if state.is_final or state is JobState.DETACHED else None
