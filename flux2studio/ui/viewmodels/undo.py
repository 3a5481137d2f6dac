"""The drafts that were, so that an edit can be taken back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from flux2studio.core.request import GenerationRequest

_DEPTH = 100
_TOGETHER_S = 1.0  # edits of the same kind within this time are one step


class UndoStack:
    """Bounded. ``clock`` returns seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._past: deque[GenerationRequest] = deque(maxlen=_DEPTH)
        self._future: list[GenerationRequest] = []
        self._last_label = ""
        self._last_time = 0.0

    def push(self, draft: GenerationRequest, label: str = "") -> None:
        """Keep ``draft`` as it was before an edit; edits of one ``label`` make one step."""
        now = self._clock()
        goes_on = label and label == self._last_label and now - self._last_time < _TOGETHER_S
        self._last_label, self._last_time = label, now
        if not goes_on:
            self._past.append(draft)
        self._future.clear()

    def undo(self, current: GenerationRequest) -> GenerationRequest | None:
        if not self._past:
            return None
        self._future.append(current)
        self._last_label = ""
        return self._past.pop()

    def redo(self, current: GenerationRequest) -> GenerationRequest | None:
        if not self._future:
            return None
        self._past.append(current)
        return self._future.pop()
