"""Changes to the artist's cards, each a step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from flux2studio.core.lora import Lora
from flux2studio.core.steps import NextSteps
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.words import said

T = TypeVar("T")


class Change(Protocol):
    """What an undo did: cards as they now stand, ids now gone, what else is another now."""

    @property
    def what(self) -> str: ...
    @property
    def loras(self) -> Sequence[Lora]: ...
    @property
    def gone(self) -> Sequence[str]: ...
    @property
    def sets(self) -> bool: ...
    @property
    def searches(self) -> bool: ...


class Records(Protocol):
    """The part of the library that edits; all of it blocks."""

    def edit_all(self, lora_ids: Sequence[str], **changes: Any) -> list[Lora]: ...
    def tag_all(
        self,
        ids: Sequence[str],
        /,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        field: str = "tags",
    ) -> list[Lora]: ...
    def remove_all(self, ids: Sequence[str], /) -> list[Lora]: ...
    def unite(self, keep_id: str, other_ids: Sequence[str]) -> Lora: ...
    def set_preview(self, lora_id: str, picture: Path) -> Lora: ...
    def next_steps(self) -> NextSteps: ...
    def undo(self) -> Change | None: ...
    def redo(self) -> Change | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a step did, in words; ``offers_undo``: something went that one may want back."""

    words: str
    offers_undo: bool = False


class LoraEdits(QObject):
    """Every call returns at once; ``take_in`` gets the cards as they are kept."""

    done = Signal(object)  # Done
    removed = Signal(object)  # list[Lora]
    sets_changed = Signal()
    searches_changed = Signal()
    stepped = Signal()  # what was asked for has ended
    failed = Signal(object)  # StudioError

    def __init__(
        self,
        records: Records,
        tasks: Tasks,
        take_in: Callable[[Sequence[Lora], Sequence[str]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._tasks = tasks
        self._take_in = take_in
        self._running = 0

    def edit(self, ids: Sequence[str], **changes: Any) -> None:
        """Change fields of one card or of many, in one step."""
        self._run(partial(self._records.edit_all, tuple(ids), **changes))

    def tag(
        self,
        ids: Sequence[str],
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        field: str = "tags",
    ) -> None:
        """Put cards in tags or collections (``field``), or take them out."""
        self._run(partial(self._records.tag_all, tuple(ids), add, remove, field))

    def set_preview(self, lora_id: str, picture: Path) -> None:
        self._do(
            partial(self._records.set_preview, lora_id, picture),
            lambda lora: self._on_changed([lora]),
        )

    def unite(self, keep_id: str, other_ids: Sequence[str]) -> None:
        """Make one card of several that hold the same weights."""
        gone = tuple(other_ids)
        self._do(partial(self._records.unite, keep_id, gone), partial(self._on_united, gone))

    def remove(self, ids: Sequence[str]) -> None:
        """Take cards out of the library. Files stay where they are."""
        self._do(partial(self._records.remove_all, tuple(ids)), self._on_removed)

    def next_steps(self) -> NextSteps | None:
        """Return what undo and redo would do; None while something is still to be done."""
        return None if self._running else self._records.next_steps()

    def undo(self, *, says: bool = False) -> None:
        """``says``: for a button here; in the order of all steps the window says it."""
        words = self.tr("Undone: {0}") if says else ""
        self._do(self._records.undo, partial(self._on_undone, words))

    def redo(self) -> None:
        self._do(self._records.redo, self._on_redone)

    def _run(self, work: Callable[[], list[Lora]]) -> None:
        self._do(work, self._on_changed)

    def _do(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._running += 1
        self._tasks.run(work, partial(self._end, done), partial(self._end, self.failed.emit))

    def _end(self, then: Callable[[Any], object], answer: Any) -> None:
        self._running -= 1
        then(answer)
        self.stepped.emit()

    def _on_changed(self, loras: list[Lora]) -> None:
        self._take_in(loras, ())
        self.done.emit(Done(words=""))

    def _on_united(self, gone: Sequence[str], lora: Lora) -> None:
        self._take_in([lora], gone)
        words = self.tr("“{0}” is one card again.").format(lora.name)
        self.done.emit(Done(words=words, offers_undo=True))

    def _on_removed(self, loras: list[Lora]) -> None:
        self._take_in((), [lora.id for lora in loras])
        one = self.tr("“{0}” removed.")
        words = one.format(loras[0].name) if len(loras) == 1 else self._removed_many(len(loras))
        self.removed.emit(loras)
        self.done.emit(Done(words=words, offers_undo=True))

    def _removed_many(self, count: int) -> str:
        return self.tr("%Ln LoRA(s) removed.", "", count)

    def _on_undone(self, words: str, change: Change | None) -> None:
        self._show(change, self.tr("Nothing to undo here."), words)

    def _on_redone(self, change: Change | None) -> None:
        self._show(change, self.tr("Nothing to do again."), "")

    def _show(self, change: Change | None, nothing: str, words: str) -> None:
        if change is None:
            self.done.emit(Done(words=nothing))
            return
        self._take_in(change.loras, change.gone)
        if change.sets:
            self.sets_changed.emit()
        if change.searches:
            self.searches_changed.emit()
        self.done.emit(Done(words=words.format(said(change.what))))
