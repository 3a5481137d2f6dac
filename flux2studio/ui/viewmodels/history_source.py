"""Where the history page gets its pictures from, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
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
    """How many pictures fit the search, and how many there are."""

    found: int
    total: int


def counted(history: History, query: str) -> Count:
    total = history.count()
    return Count(found=history.count(query) if query else total, total=total)
