"""Progress of a large file, told a few hundred times however large it is."""

from __future__ import annotations

from flux2studio.core.control import RunControl
from flux2studio.core.job import Phase, Progress

_STEPS = 400


class Meter:
    """``total`` is in bytes, 0 when nobody knows; the listener gets KiB."""

    def __init__(self, control: RunControl, phase: Phase, total: int = 0) -> None:
        self._control = control
        self._phase = phase
        self._told = -1
        self.total = total

    def show(self, done: int) -> None:
        """Tell that ``done`` bytes are through. Raises Cancelled."""
        step = done * _STEPS // self.total if self.total else done // 2**20
        if step == self._told:
            return
        self._told = step
        self._control.progress(
            Progress(phase=self._phase, done=done // 1024, total=-(-self.total // 1024))
        )
