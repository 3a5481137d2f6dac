"""What the artist does to pictures of the history, one after the other; each can be undone."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.history import Album, Entry, MarkChange
from flux2studio.core.steps import NextSteps
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.job_words import duration
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.words import count, said

TOLD_FROM = 500  # pictures; fewer are gone before one could read how far it is
_PACE_S = 1.0  # before, nobody can tell how long it takes

T = TypeVar("T")
OnProgress = Callable[[int, int], None]


class Doing(StrEnum):
    """What takes long."""

    MARKING = "marking"
    DELETING = "deleting"
    RESTORING = "restoring"


class Change(Protocol):
    """What an undo did: pictures as they are now, those back, those gone; other albums."""

    @property
    def what(self) -> str: ...
    @property
    def entries(self) -> tuple[Entry, ...]: ...
    @property
    def back(self) -> tuple[Entry, ...]: ...
    @property
    def gone(self) -> tuple[Entry, ...]: ...
    @property
    def albums(self) -> bool: ...


class Marking(Protocol):
    """What the service offers; all of it blocks but for the words."""

    def change(
        self,
        numbers: Sequence[int],
        change: MarkChange,
        check: Callable[[], None],
        on_progress: OnProgress,
    ) -> list[Entry]: ...
    def delete(
        self, numbers: Sequence[int], check: Callable[[], None], on_progress: OnProgress
    ) -> list[Entry]: ...
    def rejected(self, text: str) -> int: ...
    def delete_rejected(
        self, text: str, check: Callable[[], None], on_progress: OnProgress
    ) -> list[Entry]: ...
    def albums(self) -> list[Album]: ...
    def add_album(self, name: str, parent: str = "", query: str = "") -> Album: ...
    def save_album(self, album: Album) -> Album: ...
    def move_album(self, album_id: str, parent: str) -> Album: ...
    def remove_album(self, album_id: str) -> None: ...
    def undo(self, check: Callable[[], None], on_progress: OnProgress) -> Change | None: ...
    def redo(self, check: Callable[[], None], on_progress: OnProgress) -> Change | None: ...
    def next_steps(self) -> NextSteps: ...


class MarksViewModel(QObject):
    """Every call returns at once; what is asked for is done in the order it was asked for."""

    changed = Signal(object)  # tuple[Entry, ...], as they are now
    gone = Signal(object)  # tuple[Entry, ...], deleted
    back = Signal(object)  # tuple[Entry, ...], which an undo brought back
    albums_changed = Signal()
    rejected_counted = Signal(int)
    progressed = Signal(int, int)  # of what takes long: done, all; 0, 0 when it has ended
    done = Signal(object)  # Done
    stepped = Signal()  # what was asked for has ended
    failed = Signal(object)  # StudioError; of many pictures some may be changed all the same

    def __init__(
        self,
        marking: Callable[[], Marking],
        tasks: Tasks,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``marking`` is built when it is first used, on a worker thread."""
        super().__init__(parent)
        self._marking = marking
        self._tasks = tasks
        self._control = RunControl()
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_busy = False
        self._told = Letterbox(self)
        self._told.came.connect(self._on_told)
        self._clock = clock
        self._began = 0.0
        self.doing = Doing.MARKING
        self.seconds_left: float | None = None  # of what takes long, None while nobody knows
        self._steps = NextSteps()

    def change(self, numbers: Sequence[int], change: MarkChange) -> None:
        """Mark pictures."""
        if numbers:
            tell = partial(self._tell, len(numbers))
            self.run(
                lambda marking: marking.change(numbers, change, self._begin(Doing.MARKING), tell),
                self._on_changed,
            )

    def delete(self, numbers: Sequence[int]) -> None:
        """Take pictures out of the history and their folders."""
        if numbers:
            tell = partial(self._tell, len(numbers))
            self.run(
                lambda marking: marking.delete(numbers, self._begin(Doing.DELETING), tell),
                self._on_deleted,
            )

    def count_rejected(self, query: str) -> None:
        """Count the rejected pictures that a search finds; ``rejected_counted`` follows."""
        self.run(lambda marking: marking.rejected(query), self.rejected_counted.emit)

    def delete_rejected(self, query: str) -> None:
        """Delete all rejected pictures that a search finds."""
        self.run(
            lambda marking: marking.delete_rejected(
                query, self._begin(Doing.DELETING), partial(self._tell, 0)
            ),
            self._on_deleted,
        )

    def told(self, done: int, total: int) -> str:
        """Return in words how far it is; empty when it has ended."""
        if done >= total:
            return ""
        match self.doing:
            case Doing.DELETING:
                form = self.tr("Deleting {0} of %Ln picture(s)…", "", total)
            case Doing.RESTORING:
                form = self.tr("Bringing back {0} of %Ln picture(s)…", "", total)
            case _:
                form = self.tr("Marking {0} of %Ln picture(s)…", "", total)
        words = form.format(count(done))
        if self.seconds_left is None:
            return words
        return self.tr("{0} · {1} left").format(words, duration(self.seconds_left))

    def stop(self) -> None:
        """End what takes long; what is done by then can be taken back."""
        self._control.cancel()

    def next_steps(self) -> NextSteps | None:
        """Return what undo and redo would do; None while something is still to be done."""
        return None if self._is_busy else self._steps

    def undo(self, *, says: bool = False) -> None:
        """A delete of many is taken back part by part, which can be stopped.

        ``says``: for a button here; in the order of all steps the window says what was undone.
        """
        tell = partial(self._tell, 0)
        self.run(
            lambda marking: marking.undo(self._begin(Doing.RESTORING), tell),
            partial(self._on_undone, self.tr("Undone: {0}") if says else ""),
        )

    def redo(self) -> None:
        tell = partial(self._tell, 0)
        self.run(lambda marking: marking.redo(self._begin(Doing.DELETING), tell), self._on_redone)

    def run(
        self,
        work: Callable[[Marking], T],
        done: Callable[[T], object],
        failed: Callable[[StudioError], object] | None = None,
    ) -> None:
        """Do ``work`` when all that was asked for before is done."""
        self._waiting.append(partial(self._start, work, done, failed or self.failed.emit))
        self._next()

    def _next(self) -> None:
        if not self._is_busy and self._waiting:
            self._is_busy = True
            self._waiting.popleft()()

    def _start(
        self,
        work: Callable[[Marking], Any],
        done: Callable[[Any], object],
        failed: Callable[[StudioError], object],
    ) -> None:
        def both() -> tuple[Any, NextSteps]:
            marking = self._marking()
            return work(marking), marking.next_steps()

        self._tasks.run(both, partial(self._on_done, done), partial(self._on_failed, failed))

    def _on_done(self, done: Callable[[Any], object], answer: tuple[Any, NextSteps]) -> None:
        result, self._steps = answer
        self._is_busy = False
        done(result)
        self._next()
        self.stepped.emit()

    def _on_failed(self, failed: Callable[[StudioError], object], error: StudioError) -> None:
        self._is_busy = False
        self.progressed.emit(0, 0)
        failed(error)
        self._next()
        self.stepped.emit()

    def _begin(self, doing: Doing) -> Callable[[], None]:
        """On a worker: what stops the work that begins now."""
        self._control, self.doing, self._began = RunControl(), doing, self._clock()
        return self._control.check

    def _tell(self, at_least: int, done: int, total: int) -> None:
        """On a worker."""
        if max(at_least, total) >= TOLD_FROM:
            self._told.post((done, total))

    def _on_told(self, progress: tuple[int, int]) -> None:
        if self._is_busy:
            done, total = progress
            took = self._clock() - self._began
            self.seconds_left = (total - done) * took / done if done and took > _PACE_S else None
            self.progressed.emit(done, total)

    def _on_changed(self, entries: Sequence[Entry]) -> None:
        self.progressed.emit(0, 0)
        if entries:
            self.changed.emit(tuple(entries))

    def _on_deleted(self, entries: Sequence[Entry]) -> None:
        self.progressed.emit(0, 0)
        if entries:
            self.gone.emit(tuple(entries))

    def _on_undone(self, words: str, change: Change | None) -> None:
        self._show(change, self.tr("Nothing to undo here."), words)

    def _on_redone(self, change: Change | None) -> None:
        self._show(change, self.tr("Nothing to do again."), "")

    def _show(self, change: Change | None, nothing: str, words: str) -> None:
        self.progressed.emit(0, 0)
        if change is None:
            self.done.emit(Done(words=nothing))
            return
        for entries, signal in (
            (change.gone, self.gone),
            (change.back, self.back),
            (change.entries, self.changed),
        ):
            if entries:
                signal.emit(entries)
        if change.albums:
            self.albums_changed.emit()
        self.done.emit(Done(words=words.format(said(change.what))))
