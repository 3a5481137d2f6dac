"""Shows the jobs as a Qt list: what runs, what needs the artist, what waits, what is done."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from flux2studio.core.generation import Generation
from flux2studio.core.job import JobState, JobUpdate, Phase
from flux2studio.ui.job_remedies import Remedy

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_STILL = frozenset({Phase.WAITING, Phase.QUEUED_REMOTELY, Phase.PLEASE_WAIT})


Place = tuple[int, int]


class JobRole(IntEnum):
    ROW = Qt.ItemDataRole.UserRole + 1


class Group(IntEnum):
    """The parts of the list, in their order."""

    RUNNING = 0
    NEEDS_YOU = 1  # failed, in doubt, or left at its service
    WAITING = 2  # in the order it will run
    DONE = 3  # newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job as it is shown. ``tone`` is "", "ok", "warn" or "bad"; words always say it too.

    ``fraction`` is 0.0-1.0, or None where a running job does not know how long it takes.
    ``bill`` says where to look for what was billed, where that is in doubt; ``cost`` what it
    costs. ``group`` and ``rank`` say where it stands.
    """

    update: JobUpdate
    title: str
    words: str
    hint: str = ""
    group: Group = Group.RUNNING
    rank: int = 0
    cost: str = ""
    remedy: Remedy | None = None
    tone: str = ""
    fraction: float | None = None
    running: bool = False
    can_cancel: bool = False
    can_send_again: bool = False
    bill: str = ""
    thumbnail: bytes = field(default=b"", repr=False)
    thumbnail_key: str = ""

    @property
    def id(self) -> str:
        return self.update.job.id

    @property
    def place(self) -> Place:
        return self.group, self.rank

    @property
    def waits(self) -> bool:
        """It has not begun, and can be put before others."""
        return self.group is Group.WAITING

    @property
    def moving(self) -> bool:
        """Something happens, so that a bar is due; one that only waits has none."""
        return self.running and self.update.progress.phase not in _STILL

    @property
    def ended(self) -> bool:
        return self.update.state.is_final

    @property
    def is_unknown(self) -> bool:
        """Nobody knows whether it was billed: it can be looked up, or sent a second time."""
        return self.update.state is JobState.UNKNOWN

    @property
    def is_detached(self) -> bool:
        """It goes on where it stopped; asking for it again costs nothing."""
        return self.update.state is JobState.DETACHED

    @property
    def generations(self) -> tuple[Generation, ...]:
        return self.update.generations


class JobModel(QAbstractListModel):
    """A row is found by its job's id, put where it belongs by ``put``, taken away by ``remove``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []  # sorted
        self._rows: dict[Place, JobRow] = {}
        self._of: dict[str, Place] = {}  # by the id of the job

    def __iter__(self) -> Iterator[JobRow]:
        return (self._rows[place] for place in list(self._places))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        row = self._rows[self._places[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.words
            case JobRole.ROW:
                return row
        return None

    def row(self, job_id: str) -> JobRow | None:
        place = self._of.get(job_id)
        return None if place is None else self._rows[place]

    def group(self, group: Group) -> list[JobRow]:
        """The rows of one part of the list, in their order."""
        first, last = (bisect_left(self._places, (at, _LOWEST)) for at in (group, group + 1))
        return [self._rows[place] for place in self._places[first:last]]

    def put(self, row: JobRow) -> None:
        """Replace the row of the same job, or add one, at its place."""
        old = self._of.get(row.id)
        if old is None:
            at = bisect_left(self._places, row.place)
            self.beginInsertRows(QModelIndex(), at, at)
            self._keep(row, at)
            self.endInsertRows()
        elif row != self._rows[old]:
            at = self._move(old, row)
            self.dataChanged.emit(self.index(at), self.index(at))

    def remove(self, job_id: str) -> None:
        place = self._of.get(job_id)
        if place is not None:
            at = bisect_left(self._places, place)
            self.beginRemoveRows(QModelIndex(), at, at)
            self._drop(place)
            self.endRemoveRows()

    def _move(self, old: Place, row: JobRow) -> int:
        """Return where the row is now."""
        before, after = (bisect_left(self._places, place) for place in (old, row.place))
        moves = after not in (before, before + 1)
        if moves:
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), after)
        self._drop(old)
        at = bisect_left(self._places, row.place)
        self._keep(row, at)
        if moves:
            self.endMoveRows()
        return at

    def _keep(self, row: JobRow, at: int) -> None:
        self._places.insert(at, row.place)
        self._rows[row.place] = row
        self._of[row.id] = row.place

    def _drop(self, place: Place) -> None:
        self._places.remove(place)
        del self._of[self._rows.pop(place).id]


_LOWEST = -(2**62)
