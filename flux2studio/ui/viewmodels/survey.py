"""A choice among many: up to twelve pictures beside each other, left out one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from flux2studio.core.history import Entry
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compare import FEWEST, CompareViewModel, Side

SURVEYED_MAX = 12

__all__ = ["FEWEST", "SURVEYED_MAX", "SurveyViewModel"]


class SurveyViewModel(CompareViewModel):
    """What is left out stays in the history as it is; ``put_back`` shows it again."""

    fewest, most = 1, SURVEYED_MAX
    left_out = Signal(str, int)  # the file left out last, how many pictures are left

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(tasks, parent)
        self._out: list[tuple[int, Side]] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Survey pictures of the history; the first one is active."""
        self._out.clear()
        super().show(entries)
        self.choose(0)

    def leave_out(self, index: int | None = None) -> None:
        """Take one picture away, the active one unless another is named; the last one stays."""
        if len(self.sides) <= self.fewest:
            return
        gone = self.active if index is None else index
        side = self.sides[gone]
        kept = [*self.sides[:gone], *self.sides[gone + 1 :]]
        self._out.append((gone, side))
        before = self.active - (1 if gone < self.active else 0)
        self._set(kept, active=min(before, len(kept) - 1))
        self.left_out.emit(side.file, len(kept))

    @property
    def can_put_back(self) -> bool:
        return bool(self._out)

    def put_back(self) -> None:
        """Show again what was left out last, at its place."""
        if self._out:
            place, side = self._out.pop()
            self._set([*self.sides[:place], side, *self.sides[place:]], active=place)

    def forget(self, ids: Sequence[str]) -> None:
        gone = set(ids)
        self._out = [(at, one) for at, one in self._out if one.entry and one.entry.id not in gone]
        super().forget(ids)
        self.active = min(self.active, max(0, len(self.sides) - 1))

    def move(self, by: int) -> None:
        """Make a neighbour the active one; there is nothing beyond the ends."""
        self.choose(min(max(self.active + by, 0), len(self.sides) - 1))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is left to choose from."""
        return tuple(side.entry for side in self.sides if side.entry is not None)
