"""Where the history page gets its pictures from, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.ui.models.history_model import HistoryModel
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.history_search import Searching


class History(Protocol):
    """What the history service offers; every call blocks."""

    @property
    def search(self) -> Searching: ...

    def entries_of(self, ids: Sequence[str], query: str = "") -> list[Entry]: ...

    def count(self, query: str = "") -> int: ...

    def thumbnail(self, generation: Generation) -> bytes: ...

    def entry(self, generation_id: str) -> Entry: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many pictures fit the search, and how many there are; first that is not known."""

    found: int
    total: int
    is_known: bool = True


class Counting(QObject):
    """The rows tell how many were found; how many there are is counted once at most."""

    changed = Signal(object)  # Count

    def __init__(
        self, model: HistoryModel, count: Callable[[], int], tasks: Tasks, parent: QObject
    ) -> None:
        """``count`` blocks."""
        super().__init__(parent)
        self._model = model
        self._ask = count
        self._tasks = tasks
        self._total: int | None = None
        self.count = Count(found=0, total=0, is_known=False)
        model.changed.connect(self._count)
        model.loaded.connect(self._count)

    def shift(self, by: int) -> None:
        """So many have come, or less than none have gone."""
        if self._total is not None:
            self._total += by

    def _count(self) -> None:
        if not self._model.is_complete:
            return
        if not self._model.query:
            self._total = self._model.rowCount()
        if self._total is None:
            self._tasks.run(self._ask, self._on_total)
            return
        count = Count(found=self._model.rowCount(), total=self._total)
        if count != self.count:
            self.count = count
            self.changed.emit(count)

    def _on_total(self, total: int) -> None:
        self._total = total
        self._count()
