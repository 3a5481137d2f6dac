"""The rows of the table of moves: each LoRA, from where to where, and why one stays."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication

from flux2studio.core.lora_moves import MovePlan, MoveRow, MoveState
from flux2studio.ui import theme
from flux2studio.ui.models.tick_table import TickTable
from flux2studio.ui.tips import quoted
from flux2studio.ui.words import said


class Column(IntEnum):
    NAME = 0
    FROM = 1
    TO = 2
    STATE = 3


class MoveModel(TickTable[MoveRow, str]):
    """What moves comes first."""

    columns = Column

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.lora_id, lambda row: row.can_move, parent)
        self._root = Path()

    def show(self, plan: MovePlan) -> None:
        """Show a plan anew, ticked as it says."""
        order = list(MoveState)
        self.beginResetModel()
        self._root = plan.root
        self._rows = self._shown = sorted(plan.rows, key=lambda row: order.index(row.state))
        self._ticked = {row.lora_id for row in plan.rows if row.ticked}
        self.endResetModel()
        self.ticked_changed.emit()

    def tick_all(self) -> None:
        """Tick all that can move, also out of other folders."""
        self._tick(row.lora_id for row in self._rows if row.can_move)

    def _titles(self) -> Sequence[str]:
        return (_tr("Name"), _tr("From"), _tr("To"), _tr("State"))

    def _cell(self, row: MoveRow, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, Column(column))
            case Qt.ItemDataRole.ToolTipRole:
                return quoted(_tip(row))
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(row, Column(column))
        return None

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
