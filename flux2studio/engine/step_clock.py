"""How long the last step of the running job took, told from what the job says of itself."""

from __future__ import annotations

import time

from flux2studio.core.engine_messages import EnginePhase, Event, Phased


class StepClock:
    """Used by the thread that runs jobs; ``step_s`` may be read from any."""

    def __init__(self) -> None:
        self.step_s = 0.0
        self._last: tuple[int, float] | None = None

    def hear(self, event: Event) -> None:
        if not isinstance(event, Phased):
            return
        if event.phase is not EnginePhase.RENDERING:
            self._last = None  # what lies between two pictures is no step
            return
        now = time.monotonic()
        if self._last is not None and event.done > self._last[0]:
            self.step_s = (now - self._last[1]) / (event.done - self._last[0])
        self._last = event.done, now

    def reset(self) -> None:
        self.step_s, self._last = 0.0, None
