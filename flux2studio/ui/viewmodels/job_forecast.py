"""How long all jobs together still take, from what such pictures took before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from flux2studio.core.errors import StudioError
from flux2studio.core.job import JobState, JobUpdate, Phase
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.tasks import Tasks

_Kind = tuple[str, int, int, int, int]
_LEAST_S = 1.0


class Forecast:
    """Wants to hear every update, in order.

    ``usual`` says how many seconds such a run took lately, None: never; it blocks, and is asked
    once for each kind of run. ``lanes``: how many jobs of a backend run at once. ``on_known`` is
    called when more is known than before.
    """

    def __init__(
        self,
        usual: Callable[[GenerationRequest], float | None],
        lanes: Mapping[str, int],
        tasks: Tasks,
        clock: Callable[[], float],
        on_known: Callable[[], None],
    ) -> None:
        self._ask_usual = usual
        self._lanes = lanes
        self._tasks = tasks
        self._clock = clock
        self._on_known = on_known
        self._usual: dict[_Kind, float | None] = {}
        self._began: dict[str, float] = {}
        self._measured: dict[str, tuple[float, float]] = {}  # seconds left, and when that was

    def hear(self, update: JobUpdate, measured: float | None) -> None:
        """``measured``: the seconds left by the pace of its steps, None while nobody knows."""
        job_id, request = update.job.id, update.job.request
        if update.state.is_final:
            self._began.pop(job_id, None)
            self._measured.pop(job_id, None)
            self._learn(update)
            return
        if update.progress.phase is not Phase.WAITING:
            self._began.setdefault(job_id, self._clock())
        if measured is not None and update.progress.phase is Phase.RENDERING:
            self._measured[job_id] = (measured, self._clock())
        kind = _kind(request)
        if kind not in self._usual:
            self._usual[kind] = None
            work = partial(self._ask_usual, request)
            self._tasks.run(work, partial(self._on_usual, kind), _unknown)

    def usual(self, request: GenerationRequest) -> float | None:
        """How long such a run takes as a rule, in seconds."""
        return self._usual.get(_kind(request))

    def total(self, running: Iterable[JobUpdate], waiting: Iterable[JobUpdate]) -> float | None:
        """Seconds until all of them are done; None when that of one of them is not known."""
        lanes: dict[str, float] = {}
        lefts = [(update, self._left(update)) for update in running]
        lefts += [(update, self.usual(update.job.request)) for update in waiting]
        for update, left in lefts:
            if left is None:
                return None
            lanes[update.job.backend] = lanes.get(update.job.backend, 0.0) + left
        spread = (left / self._lanes.get(backend, 1) for backend, left in lanes.items())
        return max(spread, default=None)

    def fraction(self, update: JobUpdate) -> float | None:
        """How much of the whole run is done, 0.0-1.0."""
        usual, began = self.usual(update.job.request), self._began.get(update.job.id)
        if update.progress.phase is Phase.RENDERING and update.progress.fraction is not None:
            return update.progress.fraction
        if usual is None or began is None:
            return None
        return min(0.95, (self._clock() - began) / usual)

    def _left(self, update: JobUpdate) -> float | None:
        now = self._clock()
        if (measured := self._measured.get(update.job.id)) is not None:
            return max(_LEAST_S, measured[0] - (now - measured[1]))
        usual, began = self.usual(update.job.request), self._began.get(update.job.id, now)
        return None if usual is None else max(_LEAST_S, usual - (now - began))

    def _learn(self, update: JobUpdate) -> None:
        seconds = [generation.recipe.seconds for generation in update.generations]
        if update.state is JobState.FINISHED and seconds and max(seconds) > 0:
            self._usual[_kind(update.job.request)] = max(seconds)

    def _on_usual(self, kind: _Kind, seconds: float | None) -> None:
        if seconds is not None and self._usual.get(kind) is None:
            self._usual[kind] = seconds
            self._on_known()


def _kind(request: GenerationRequest) -> _Kind:
    size = request.size
    return request.model, size.width, size.height, request.count, request.steps


def _unknown(_: StudioError) -> None:
    """Nothing is said of the time then."""
