"""What was changed, step by step, so that it can be taken back and done again."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from flux2studio.core.steps import NextStep, NextSteps

STEPS_MAX = 200
TOGETHER_S = 3.0  # steps that can be joined, this close, are one


class Named(Protocol):
    """A step and what it is called."""

    @property
    def what(self) -> str: ...


Step = TypeVar("Step", bound=Named)


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Step]):
    """``at``: when it was done first, ``back_at``: when it was taken back.

    ``goes_on``: whether another step may be joined to it.
    """

    step: Step
    at: float
    back_at: float = 0.0
    goes_on: bool = True


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
        self._done: deque[_Kept[Step]] = deque(maxlen=STEPS_MAX)
        self._undone: deque[_Kept[Step]] = deque(maxlen=STEPS_MAX)
        self._lock = threading.Lock()

    def note(self, step: Step) -> None:
        """Keep a new step; what was taken back before cannot be done again after it."""
        now = self._clock()
        with self._lock:
            last = self._done[-1] if self._done and not self._undone else None
            self._undone.clear()
            if last is not None and last.goes_on and now - last.at <= TOGETHER_S:
                both = self._joined(last.step, step)
                if both is not None:
                    self._done.pop()
                    step = both
            self._done.append(_Kept(step, now))

    def last(self) -> Step | None:
        """Return what ``undo`` would take back."""
        with self._lock:
            return self._done[-1].step if self._done else None

    def last_undone(self) -> Step | None:
        """Return what ``redo`` would do again."""
        with self._lock:
            return self._undone[-1].step if self._undone else None

    def next_steps(self) -> NextSteps:
        """Return both in words, with their times."""
        with self._lock:
            done = self._done[-1] if self._done else None
            back = self._undone[-1] if self._undone else None
        return NextSteps(
            undo=NextStep(what=done.step.what, at=done.at) if done else None,
            redo=NextStep(what=back.step.what, at=back.back_at) if back else None,
        )

    def set_undone(self, step: Step, done: Step | None = None, rest: Step | None = None) -> None:
        """Say that ``step``, the last one, was taken back; or ``done`` of it, without ``rest``."""
        now = self._clock()
        with self._lock:
            if self._done and self._done[-1].step is step:
                kept = self._done.pop()
                if rest is not None:
                    self._done.append(replace(kept, step=rest, goes_on=False))
                self._undone.append(replace(kept, step=done or step, back_at=now))

    def set_redone(self, step: Step, done: Step | None = None, rest: Step | None = None) -> None:
        """Say that ``step``, the last taken back, was done again; or ``done``, without ``rest``."""
        with self._lock:
            if self._undone and self._undone[-1].step is step:
                kept = self._undone.pop()
                if rest is not None:
                    self._undone.append(replace(kept, step=rest))
                self._done.append(replace(kept, step=done or step, goes_on=False))

    def all(self) -> tuple[Step, ...]:
        """Return every step that can be taken back or done again."""
        with self._lock:
            return tuple(kept.step for kept in (*self._done, *self._undone))
