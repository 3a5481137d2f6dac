"""The whole history as a Qt list: fetched page by page, without holding up the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.storage.history import Cursor
from flux2studio.ui import words
from flux2studio.ui.models.generation_list import ROOT, GenerationList, HistoryRole, Index
from flux2studio.ui.tasks import Tasks

PAGE = 100


class Pages(Protocol):
    """Where the pictures come from; blocking."""

    def page(
        self, before: Cursor | None = None, limit: int = 100, query: str = ""
    ) -> list[Generation]: ...

    def cursor(self, generation: Generation) -> Cursor: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The rows from ``first`` on were made on ``when``."""

    when: date
    first: int


class HistoryModel(GenerationList):
    """Asks for the next page when a view comes near the end. Starts empty; ``show`` fills it."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self, pages: Pages, tasks: Tasks, parent: QObject | None = None, page: int = PAGE
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._tasks = tasks
        self._page = page
        self._query = ""
        self._turn = 0
        self._loading = False
        self._exhausted = True
        self._days: list[Day] = []

    @property
    def query(self) -> str:
        return self._query

    @property
    def is_complete(self) -> bool:
        """Whether every row there is has been fetched."""
        return self._exhausted

    def show(self, query: str = "") -> None:
        """Start over with what fits ``query``."""
        self._query = query
        self._turn += 1
        self._loading = False
        self._exhausted = False
        self.beginResetModel()
        self._items = []
        self._ids = set()
        self._days = []
        self.endResetModel()
        self.fetchMore(ROOT)

    def canFetchMore(self, parent: Index) -> bool:
        return not (parent.isValid() or self._exhausted or self._loading)

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        self._loading = True
        before = self._pages.cursor(self._items[-1]) if self._items else None
        self._tasks.run(
            partial(self._pages.page, before, self._page, self._query),
            partial(self._append, self._turn),
            partial(self._stop, self._turn),
        )

    def match(self, *_: object, **__: object) -> list[QModelIndex]:
        """Find nothing for a key typed into a view, which would go through every picture."""
        return []

    def days(self) -> list[Day]:
        """Return where each day begins, for headings."""
        return self._days

    def _on_added(self, row: int) -> None:
        when = words.local_day(self._items[row].recipe.created_at)
        before = [day for day in self._days if day.first < row]
        after = [replace(day, first=day.first + 1) for day in self._days if day.first >= row]
        if not (before and before[-1].when == when):
            same = bool(after) and after[0].when == when
            after = [Day(when=when, first=row), *after[1 if same else 0 :]]
        self._days = before + after

    def _on_removed(self, row: int) -> None:
        shifted = [
            replace(day, first=day.first - 1) if day.first > row else day for day in self._days
        ]
        ends = [*(day.first for day in shifted[1:]), len(self._items)]
        self._days = [day for day, end in zip(shifted, ends, strict=False) if day.first < end]

    def _append(self, turn: int, page: list[Generation]) -> None:
        if turn != self._turn:
            return
        self._loading = False
        self._exhausted = len(page) < self._page
        fresh = [item for item in page if item.id not in self._ids]
        if fresh:
            first = len(self._items)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._items += fresh
            self._days = _days_of(fresh, self._days, first)
            self._ids.update(item.id for item in fresh)
            self.endInsertRows()
        self.loaded.emit()

    def _stop(self, turn: int, error: StudioError) -> None:
        if turn == self._turn:
            self._loading = False
            self._exhausted = True
            self.failed.emit(error)


def _days_of(items: list[Generation], known: Sequence[Day] = (), first: int = 0) -> list[Day]:
    days = list(known)
    for row, item in enumerate(items, start=first):
        when = words.local_day(item.recipe.created_at)
        if not days or days[-1].when != when:
            days.append(Day(when=when, first=row))
    return days


__all__ = ["PAGE", "Day", "HistoryModel", "HistoryRole", "Pages"]
