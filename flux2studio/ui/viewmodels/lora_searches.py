"""Searches of the collection: kept under a name, shown again with one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.lora_searches import LoraSearch, named
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.viewmodels.lora_finder import LoraFinder


class SearchRecords(Protocol):
    """What keeps searches; all of it blocks."""

    def all(self) -> list[LoraSearch]: ...
    def save(self, search: LoraSearch, /) -> LoraSearch: ...
    def remove(self, search_id: str, /) -> LoraSearch: ...


class KeptSearches(QObject):
    """``current`` is the one that is shown now; ``last`` the one that was chosen last."""

    changed = Signal()
    done = Signal(object)  # Done
    failed = Signal(object)  # StudioError

    def __init__(
        self,
        records: SearchRecords,
        tasks: Tasks,
        finder: LoraFinder,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._tasks = tasks
        self._finder = finder
        self._chosen = ""
        self.all: list[LoraSearch] = []

    @property
    def current(self) -> LoraSearch | None:
        now = self._finder.wished("")
        return next((one for one in self.all if one.asks_the_same(now)), None)

    @property
    def last(self) -> LoraSearch | None:
        return next((one for one in self.all if one.id == self._chosen), None)

    def show(self, searches: Sequence[LoraSearch]) -> None:
        self.all = sorted(searches, key=lambda one: one.name.casefold())
        self.changed.emit()

    def load(self) -> None:
        self._tasks.run(self._records.all, self.show, self.failed.emit)

    def apply(self, search_id: str) -> None:
        """Show what this search finds, in its order."""
        if (search := self._find(search_id)) is not None:
            self._chosen = search_id
            self._finder.show(search)
            self.changed.emit()

    def save(self, name: str) -> None:
        """Keep what is shown now; a search of that name is replaced."""
        search = self._finder.wished(name)
        if (known := named(name, self.all)) is not None:
            search = replace(search, id=known.id, added_at=known.added_at)
        self._save(search)

    def rename(self, search_id: str, name: str) -> None:
        if (search := self._find(search_id)) is not None:
            self._save(replace(search, name=name))

    def remove(self, search_id: str) -> None:
        self._tasks.run(
            partial(self._records.remove, search_id), self._on_removed, self.failed.emit
        )

    def _find(self, search_id: str) -> LoraSearch | None:
        return next((one for one in self.all if one.id == search_id), None)

    def _save(self, search: LoraSearch) -> None:
        self._tasks.run(partial(self._records.save, search), self._on_saved, self.failed.emit)

    def _on_saved(self, search: LoraSearch) -> None:
        self._chosen = search.id
        self.show([search, *(one for one in self.all if one.id != search.id)])
        self._say(self.tr("“{0}” is kept."), search)

    def _on_removed(self, search: LoraSearch) -> None:
        self.show([one for one in self.all if one.id != search.id])
        self._say(self.tr("“{0}” is removed."), search)

    def _say(self, words: str, search: LoraSearch) -> None:
        self.done.emit(Done(words=words.format(search.name), offers_undo=True))
