"""A table whose rows are ticked, to say which of them are meant."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPixmap

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)
_NO_PARENT = QModelIndex()
_TICK = 16  # pixels
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TickTable(QAbstractTableModel, Generic[Row, Key]):
    """The tick is in the first column, of those rows that ``can_tick`` says yes to.

    ``key`` is what a row is known by, whatever is shown. What else is in the cells a subclass says.
    """

    ticked_changed = Signal()
    columns: type[IntEnum]
    numbers: frozenset[int] = frozenset()  # columns that are written to the right

    def __init__(
        self,
        key: Callable[[Row], Key],
        can_tick: Callable[[Row], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._can_tick = key, can_tick
        self._rows: list[Row] = []
        self._shown: list[Row] = []  # those that a filter leaves, in the order chosen
        self._ticked: set[Key] = set()
        self._no_tick = QPixmap(_TICK, _TICK)  # keeps the names in one line
        self._no_tick.fill(Qt.GlobalColor.transparent)

    @property
    def ticked(self) -> list[Row]:
        """The rows that are meant; a filter does not change them."""
        return [row for row in self._rows if self._key(row) in self._ticked]

    def tick_none(self) -> None:
        self._tick(())

    def toggle(self, indexes: Iterable[QModelIndex]) -> None:
        """Tick these rows, or untick them when all are ticked."""
        rows = [self._shown[index.row()] for index in indexes if index.isValid()]
        keys = {self._key(row) for row in rows if self._can_tick(row)}
        self._tick(self._ticked - keys if keys <= self._ticked else self._ticked | keys)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row, column = self._shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.CheckStateRole if column == 0 and self._can_tick(row):
                is_ticked = self._key(row) in self._ticked
                return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if column == 0 and not self._can_tick(row):
                return self._no_tick
            case Qt.ItemDataRole.TextAlignmentRole if column in self.numbers:
                return _RIGHT
        return self._cell(row, column, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = self._key(self._shown[index.row()])
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self._tick(self._ticked | {key} if on else self._ticked - {key})
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._can_tick(self._shown[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._titles()[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if section in self.numbers else _LEFT
        return None

    def _titles(self) -> Sequence[str]:
        """Return the head of each column."""
        raise NotImplementedError

    def _cell(self, row: Row, column: int, role: int) -> Any:
        """Return what else is told of a cell, None when nothing is."""
        raise NotImplementedError

    def _tick(self, keys: Iterable[Key]) -> None:
        self._ticked = set(keys)
        if self._shown:
            first, last = self.index(0, 0), self.index(len(self._shown) - 1, 0)
            self.dataChanged.emit(first, last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked_changed.emit()
