"""The rows of the table of moves: each LoRA, from where to where, and why one stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QPixmap

from flux2studio.core.lora_moves import MovePlan, MoveRow, MoveState
from flux2studio.ui import theme
from flux2studio.ui.tips import quoted
from flux2studio.ui.words import said

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_TICK = 16  # pixels


class Column(IntEnum):
    NAME = 0
    FROM = 1
    TO = 2
    STATE = 3


class MoveModel(QAbstractTableModel):
    """What moves comes first. Only rows that can move have a tick."""

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Path()
        self._rows: list[MoveRow] = []
        self._ticked: set[str] = set()
        self._no_tick = QPixmap(_TICK, _TICK)  # keeps the names in one line
        self._no_tick.fill(Qt.GlobalColor.transparent)

    @property
    def ticked(self) -> list[MoveRow]:
        return [row for row in self._rows if row.lora_id in self._ticked]

    def show(self, plan: MovePlan) -> None:
        """Show a plan anew, ticked as it says."""
        order = list(MoveState)
        self.beginResetModel()
        self._root = plan.root
        self._rows = sorted(plan.rows, key=lambda row: order.index(row.state))
        self._ticked = {row.lora_id for row in plan.rows if row.ticked}
        self.endResetModel()
        self.ticked_changed.emit()

    def tick_all(self) -> None:
        """Tick all that can move, also out of other folders."""
        self._tick(row.lora_id for row in self._rows if row.can_move)

    def tick_none(self) -> None:
        self._tick(())

    def toggle(self, indexes: Iterable[QModelIndex]) -> None:
        """Tick these rows, or untick them when all are ticked."""
        rows = [self._rows[index.row()] for index in indexes if index.isValid()]
        ids = {row.lora_id for row in rows if row.can_move}
        self._tick(self._ticked - ids if ids <= self._ticked else self._ticked | ids)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return quoted(_tip(row))
            case Qt.ItemDataRole.CheckStateRole if column is Column.NAME and row.can_move:
                ticked = row.lora_id in self._ticked
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if column is Column.NAME and not row.can_move:
                return self._no_tick
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(row, column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        lora_id = self._rows[index.row()].lora_id
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self._tick(self._ticked | {lora_id} if on else self._ticked - {lora_id})
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self._rows[index.row()].can_move:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _titles()[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _tick(self, ids: Iterable[str]) -> None:
        self._ticked = set(ids)
        if self._rows:
            first, last = self.index(0, Column.NAME), self.index(len(self._rows) - 1, Column.NAME)
            self.dataChanged.emit(first, last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked_changed.emit()

    def _text(self, row: MoveRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return row.name
            case Column.FROM:
                return str(row.source)
            case Column.TO:
                return str(row.target.relative_to(self._root))
        words = state_words(row.state)
        if row.state is MoveState.MOVES and len(row.files) > 1:
            return _tr("{0}, with {1} beside it").format(words, len(row.files) - 1)
        return f"{words} · {said(row.why)}" if row.why else words


def state_words(state: MoveState) -> str:
    return {
        MoveState.MOVES: _tr("Moves"),
        MoveState.IN_PLACE: _tr("In place"),
        MoveState.CONFLICT: _tr("Name is taken"),
        MoveState.ELSEWHERE: _tr("Another folder"),
        MoveState.OTHER_DISK: _tr("Another disk"),
        MoveState.READ_ONLY: _tr("Read-only"),
        MoveState.IN_USE: _tr("In use"),
        MoveState.LINK: _tr("A link"),
        MoveState.GONE: _tr("Missing"),
    }[state]


def _titles() -> Sequence[str]:
    return (_tr("Name"), _tr("From"), _tr("To"), _tr("State"))


def _tip(row: MoveRow) -> str:
    moves = [f"{source}\n    → {target}" for source, target in row.files]
    return "\n".join([said(row.why), *moves] if row.why else moves)


def _colour(row: MoveRow, column: Column) -> QColor | None:
    look = theme.of(QGuiApplication.palette())
    if column is Column.STATE and row.state in {MoveState.CONFLICT, MoveState.ELSEWHERE}:
        return theme.colour(look.warn)
    if not row.can_move or column in {Column.FROM, Column.STATE}:
        return theme.colour(look.soft)
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("move_model", text)
