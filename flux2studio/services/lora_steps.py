"""What was changed in the LoRA library, step by step, so that it can be taken back."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_searches import LoraSearch

STEPS_MAX = 200
TOGETHER_S = 3.0  # edits of the same fields of the same cards, this close, are one step

_SEPARATE = frozenset({"id", "own", "missing"})
_FIELDS = tuple(field.name for field in fields(Lora) if field.name not in _SEPARATE)

LoraPair: TypeAlias = tuple[Lora | None, Lora | None]  # before and after; None: not there
SetPair: TypeAlias = tuple[LoraSet | None, LoraSet | None]
SearchPair: TypeAlias = tuple[LoraSearch | None, LoraSearch | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraChange:
    """What an undo or redo did: the cards as they now stand, and the ids of those now gone.

    ``sets``, ``searches``: these are others now.
    """

    what: str
    loras: tuple[Lora, ...] = ()
    gone: tuple[str, ...] = ()
    sets: bool = False
    searches: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraStep:
    """One change of the artist's. ``at`` is a time of the steps' own clock."""

    what: str
    loras: tuple[LoraPair, ...] = ()
    sets: tuple[SetPair, ...] = ()
    searches: tuple[SearchPair, ...] = ()
    at: float = 0.0

    def reversed(self) -> LoraStep:
        """Return the step that takes this one back."""
        return replace(
            self,
            loras=tuple((after, before) for before, after in reversed(self.loras)),
            sets=tuple((after, before) for before, after in reversed(self.sets)),
            searches=tuple((after, before) for before, after in reversed(self.searches)),
        )

    def previews(self) -> Iterable[str]:
        """Yield the pictures that this step may bring back."""
        for pair in self.loras:
            for lora in pair:
                if lora is not None:
                    yield from (lora.preview, *(lora.pair or ()))


class LoraSteps:
    """Thread-safe; does not block. The newest steps, and those that were taken back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._done: deque[LoraStep] = deque(maxlen=STEPS_MAX)
        self._undone: deque[LoraStep] = deque(maxlen=STEPS_MAX)
        self._lock = threading.Lock()

    def note(self, step: LoraStep) -> None:
        """Keep a new step; what was taken back before cannot be done again after it."""
        step = replace(step, at=self._clock())
        with self._lock:
            last = self._done[-1] if self._done and not self._undone else None
            self._undone.clear()
            if last is not None and _belong_together(last, step):
                self._done.pop()
                pairs = zip(last.loras, step.loras, strict=True)
                step = replace(step, loras=tuple((old[0], new[1]) for old, new in pairs))
            self._done.append(step)

    def last(self) -> LoraStep | None:
        """Return what ``undo`` would take back."""
        with self._lock:
            return self._done[-1] if self._done else None

    def last_undone(self) -> LoraStep | None:
        """Return what ``redo`` would do again."""
        with self._lock:
            return self._undone[-1] if self._undone else None

    def set_undone(self, step: LoraStep) -> None:
        """Say that ``step``, the last one, was taken back."""
        with self._lock:
            if self._done and self._done[-1] is step:
                self._undone.append(self._done.pop())

    def set_redone(self, step: LoraStep) -> None:
        """Say that ``step``, the last that was taken back, was done again."""
        with self._lock:
            if self._undone and self._undone[-1] is step:
                self._done.append(replace(self._undone.pop(), at=float("-inf")))

    def previews(self) -> frozenset[str]:
        """Return the pictures that an undo or redo may bring back."""
        with self._lock:
            steps = (*self._done, *self._undone)
        return frozenset(preview for step in steps for preview in step.previews())


def words_for(what: str, pairs: Sequence[LoraPair]) -> str:
    """Return what a step is called: "Edit “Ink”", "Remove 3 LoRAs"."""
    if len(pairs) > 1:
        return f"{what} {len(pairs)} LoRAs"
    names = [lora.name for pair in pairs for lora in pair if lora is not None]
    return f"{what} “{names[-1]}”" if names else what


def changed_fields(before: Lora, after: Lora) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if getattr(before, name) != getattr(after, name))


def carried_over(now: Lora, before: Lora, after: Lora) -> Lora:
    """Return ``now`` with what leads from ``before`` to ``after``, but for fields changed since."""
    changes: dict[str, Any] = {
        name: getattr(after, name)
        for name in changed_fields(before, after)
        if getattr(now, name) == getattr(before, name)
    }
    own = {name for name in now.own if name not in changes or name in after.own}
    own |= {name for name in after.own if name in changes}
    return replace(now, **changes, own=tuple(sorted(own)))


def _belong_together(last: LoraStep, step: LoraStep) -> bool:
    if step.at - last.at > TOGETHER_S or len(last.loras) != len(step.loras) or not step.loras:
        return False
    return all(_is_same_edit(*pair) for pair in zip(last.loras, step.loras, strict=True))


def _is_same_edit(old: LoraPair, new: LoraPair) -> bool:
    (first, second), (third, fourth) = old, new
    if first is None or second is None or third is None or fourth is None:
        return False
    return first.id == third.id and changed_fields(first, second) == changed_fields(third, fourth)
