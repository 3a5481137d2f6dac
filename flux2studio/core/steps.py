"""What undo and redo would do next, so that several keepers of steps have one order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """``at``, in seconds of a clock that all share: when it was done first, or taken back."""

    what: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSteps:
    """None: there is nothing to take back, or to do again."""

    undo: NextStep | None = None
    redo: NextStep | None = None
