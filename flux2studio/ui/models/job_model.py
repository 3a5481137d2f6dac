"""Shows the jobs as a Qt list, newest last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from flux2studio.core.generation import Generation
from flux2studio.core.job import JobState, JobUpdate, Phase

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_STILL = frozenset({Phase.WAITING, Phase.QUEUED_REMOTELY, Phase.PLEASE_WAIT})


class JobRole(IntEnum):
    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job as it is shown. ``tone`` is "", "ok", "warn" or "bad"; words always say it too.

    ``fraction`` is 0.0-1.0, or None where a running job does not know how long it takes.
    ``bill`` says where to look for what was billed, where that is in doubt.
    """

    update: JobUpdate
    title: str
    words: str
    hint: str = ""
    details: str = ""
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
    """A row is found by its job's id, replaced by ``put`` and taken away by ``remove``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[JobRow] = []

    def __iter__(self) -> Iterator[JobRow]:
        return iter(self._rows)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.words
            case JobRole.ROW:
                return row
        return None

    def row(self, job_id: str) -> JobRow | None:
        return next((row for row in self._rows if row.id == job_id), None)

    def put(self, row: JobRow) -> None:
        """Replace the row of the same job, or add one at the end."""
        at = self._place(row.id)
        if at is None:
            end = len(self._rows)
            self.beginInsertRows(QModelIndex(), end, end)
            self._rows.append(row)
            self.endInsertRows()
        elif row != self._rows[at]:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))

    def remove(self, job_id: str) -> None:
        at = self._place(job_id)
        if at is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()

    def _place(self, job_id: str) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.id == job_id), None)
