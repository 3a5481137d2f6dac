"""The drafts that were, so that an edit can be taken back; and the one order of all steps."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from flux2studio.core.request import GenerationRequest
from flux2studio.core.steps import NextStep, NextSteps
from flux2studio.ui.viewmodels.undo_words import what_changed
from flux2studio.ui.words import said

_DEPTH = 100
_TOGETHER_S = 1.0  # edits of the same kind within this time are one step
_WISHES_MAX = 100
_WRITTEN = frozenset({"prompt", "negative_prompt"})  # in fields that have an undo of their own


class FormSteps(QObject):
    """Bounded. ``current`` returns the draft, ``show`` puts another in its place.

    ``clock`` returns seconds.
    """

    stepped = Signal()

    def __init__(
        self,
        current: Callable[[], GenerationRequest],
        show: Callable[[GenerationRequest], None],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._show = show
        self._clock = clock
        self._past: deque[tuple[GenerationRequest, float]] = deque(maxlen=_DEPTH)
        self._future: list[tuple[GenerationRequest, float, float]] = []
        self._last_label: str | int = ""
        self._last_time = 0.0

    def edit(self, draft: GenerationRequest, label: str | int = "") -> None:
        """Show an edited draft; edits of one ``label`` make one step.

        A number is that of a drop, whose pictures belong together however long they take.

        A field's own undo, which leads back to the draft before, takes the step back.
        """
        if label in _WRITTEN and self._past and self._past[-1][0] == draft:
            self.undo()
            return
        self._push(self._current(), label)
        self._show(draft)
        self.stepped.emit()

    def undo(self) -> None:
        if self._past:
            draft, at = self._past.pop()
            self._future.append((self._current(), at, self._clock()))
            self._last_label = ""
            self._show(draft)
            self.stepped.emit()

    def redo(self) -> None:
        if self._future:
            draft, at, _ = self._future.pop()
            self._past.append((self._current(), at))
            self._last_label = ""
            self._show(draft)
            self.stepped.emit()

    def next_steps(self) -> NextSteps:
        """Return in words what undo and redo would do."""
        undo = redo = None
        if self._past:
            before, at = self._past[-1]
            undo = NextStep(what=what_changed(before, self._current()), at=at)
        if self._future:
            after, _, back_at = self._future[-1]
            redo = NextStep(what=what_changed(self._current(), after), at=back_at)
        return NextSteps(undo=undo, redo=redo)

    def _push(self, draft: GenerationRequest, label: str | int) -> None:
        now = self._clock()
        in_time = isinstance(label, int) or now - self._last_time < _TOGETHER_S
        goes_on = label and label == self._last_label and in_time
        self._last_label, self._last_time = label, now
        if goes_on:
            draft, _ = self._past.pop()
        self._past.append((draft, now))
        self._future.clear()


class Keeper(Protocol):
    """A part that keeps the steps taken in it; all of it returns at once.

    ``next_steps`` is None while the part is at work; ``stepped`` tells that it has ended, or that
    there is another step.
    """

    @property
    def stepped(self) -> SignalInstance: ...
    def next_steps(self) -> NextSteps | None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...


class UndoOrder(QObject):
    """Takes back what was done last, wherever that was, and does it again in the same order."""

    changed = Signal()
    said = Signal(str)  # what was taken back or done again, in words

    def __init__(self, keepers: Sequence[Keeper], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keepers = list(keepers)
        self._wishes: deque[bool] = deque(maxlen=_WISHES_MAX)  # True: redo
        self._begun: tuple[Keeper, NextStep | None, bool] | None = None  # what was done before it
        for keeper in keepers:
            keeper.stepped.connect(self._on_stepped)

    def add(self, keeper: Keeper) -> None:
        """Take in the steps of one more part."""
        self._keepers.append(keeper)
        keeper.stepped.connect(self._on_stepped)

    @property
    def undo_words(self) -> str:
        """What ``undo`` would take back, empty when nothing, or while a part is at work."""
        found = self._newest(self._steps() or [])
        return said(found[1].what) if found else ""

    @property
    def redo_words(self) -> str:
        found = self._next_again(self._steps() or [])
        return said(found[1].what) if found else ""

    def undo(self) -> None:
        """Take the last step back, once all that is under way has ended."""
        self._wishes.append(False)
        self._go_on()

    def redo(self) -> None:
        """Do again what was taken back last, unless something else was done since."""
        self._wishes.append(True)
        self._go_on()

    def _go_on(self) -> None:
        while self._wishes and (steps := self._steps()) is not None:
            if self._wishes.popleft():
                self._redo(steps)
            else:
                self._undo(steps)

    def _undo(self, steps: list[tuple[Keeper, NextSteps]]) -> None:
        if (found := self._newest(steps)) is None:
            self.said.emit(self.tr("There is nothing to undo."))
        else:
            self._begin(found[0], is_redo=False)

    def _redo(self, steps: list[tuple[Keeper, NextSteps]]) -> None:
        if (found := self._next_again(steps)) is None:
            self.said.emit(self.tr("There is nothing to do again."))
        else:
            self._begin(found[0], is_redo=True)

    def _begin(self, keeper: Keeper, *, is_redo: bool) -> None:
        self._begun = (keeper, _done_last(keeper, is_redo=is_redo), is_redo)
        (keeper.redo if is_redo else keeper.undo)()
        self._tell()

    def _tell(self) -> None:
        """Say what was done once it has ended: all, a part, or nothing where it failed."""
        if self._begun is None or self._begun[0].next_steps() is None:
            return
        keeper, before, is_redo = self._begun
        self._begun = None
        step = _done_last(keeper, is_redo=is_redo)
        if step is not None and step != before:
            form = self.tr("Done again: {0}") if is_redo else self.tr("Undone: {0}")
            self.said.emit(form.format(said(step.what)))

    def _steps(self) -> list[tuple[Keeper, NextSteps]] | None:
        """None while a part is at work: what it does may be the newest step."""
        result: list[tuple[Keeper, NextSteps]] = []
        for keeper in self._keepers:
            if (steps := keeper.next_steps()) is None:
                return None
            result.append((keeper, steps))
        return result

    def _newest(self, steps: list[tuple[Keeper, NextSteps]]) -> tuple[Keeper, NextStep] | None:
        done = [(keeper, each.undo) for keeper, each in steps if each.undo is not None]
        return max(done, key=lambda found: found[1].at, default=None)

    def _next_again(self, steps: list[tuple[Keeper, NextSteps]]) -> tuple[Keeper, NextStep] | None:
        """What was taken back before the newest step stays taken back."""
        newest = self._newest(steps)
        since = newest[1].at if newest is not None else float("-inf")
        back = [(keeper, each.redo) for keeper, each in steps if each.redo is not None]
        valid = [found for found in back if found[1].at >= since]
        return max(valid, key=lambda found: found[1].at, default=None)

    def _on_stepped(self, _what: object = None) -> None:
        self._tell()
        self._go_on()
        self.changed.emit()


def _done_last(keeper: Keeper, *, is_redo: bool) -> NextStep | None:
    """What the last undo or redo of this part was, None for none or while it is at work."""
    steps = keeper.next_steps() or NextSteps()
    return steps.undo if is_redo else steps.redo
