"""A job's control that remembers what it was told, and lets a test wait for it."""

from __future__ import annotations

import threading

from flux2studio.core.control import RunControl
from flux2studio.core.job import JobState, Phase


class Recorder:
    """``control`` goes to the backend; ``remote`` is what a journal would hold of it."""

    def __init__(self):
        self.control = RunControl(self._on_progress, self._on_checkpoint, self._on_preview)
        self.progress = []
        self.previews = []
        self.states = []
        self.remote = {}
        self.at_checkpoint = {}
        self._changed = threading.Condition()

    @property
    def phases(self):
        return [progress.phase for progress in self.progress]

    def wait_for(self, phase_or_state, timeout=20):
        """Return once the job came to that phase or state."""

        def reached():
            return phase_or_state in (self.phases if is_phase else self.states)

        is_phase = isinstance(phase_or_state, Phase)
        with self._changed:
            assert self._changed.wait_for(reached, timeout), f"never {phase_or_state!r}"

    def _on_progress(self, progress):
        with self._changed:
            self.progress.append(progress)
            self._changed.notify_all()

    def _on_preview(self, data):
        self.previews.append(data)

    def _on_checkpoint(self, state, remote):
        with self._changed:
            self.states.append(JobState(state))
            self.remote |= remote
            self._changed.notify_all()
        if act := self.at_checkpoint.get(state):
            act()
