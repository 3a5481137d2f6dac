"""What was changed, step by step, so that it can be taken back and done again."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

STEPS_MAX = 200
TOGETHER_S = 3.0  # steps that can be joined, this close, are one

Step = TypeVar("Step")


class Steps(Generic[Step]):
    """Thread-safe; does not block. The newest steps, and those that were taken back.

    ``joined`` returns two steps as one, or None when each is to be taken back by itself.
    ``clock`` tells seconds.
    """

    def __init__(
        self, clock: Callable[[], float], joined: Callable[[Step, Step], Step | None]
    ) -> None:
        self._clock = clock
        self._joined = joined
        self._done: deque[tuple[Step, float]] = deque(maxlen=STEPS_MAX)
        self._undone: deque[Step] = deque(maxlen=STEPS_MAX)
        self._lock = threading.Lock()

    def note(self, step: Step) -> None:
        """Keep a new step; what was taken back before cannot be done again after it."""
        now = self._clock()
        with self._lock:
            last = self._done[-1] if self._done and not self._undone else None
            self._undone.clear()
            if last is not None and now - last[1] <= TOGETHER_S:
                both = self._joined(last[0], step)
                if both is not None:
                    self._done.pop()
                    step = both
            self._done.append((step, now))

    def last(self) -> Step | None:
        """Return what ``undo`` would take back."""
        with self._lock:
            return self._done[-1][0] if self._done else None

    def last_undone(self) -> Step | None:
        """Return what ``redo`` would do again."""
        with self._lock:
            return self._undone[-1] if self._undone else None

    def set_undone(self, step: Step) -> None:
        """Say that ``step``, the last one, was taken back."""
        with self._lock:
            if self._done and self._done[-1][0] is step:
                self._undone.append(self._done.pop()[0])

    def set_redone(self, step: Step) -> None:
        """Say that ``step``, the last that was taken back, was done again."""
        with self._lock:
            if self._undone and self._undone[-1] is step:
                self._done.append((self._undone.pop(), float("-inf")))

    def all(self) -> tuple[Step, ...]:
        """Return every step that can be taken back or done again."""
        with self._lock:
            return (*(step for step, _ in self._done), *self._undone)
