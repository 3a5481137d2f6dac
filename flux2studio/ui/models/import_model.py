"""The rows of the import table: what was found, filtered by state, and what is ticked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication

from flux2studio.core.lora_import import ImportRow, RowState
from flux2studio.ui import theme
from flux2studio.ui.models.tick_table import Index, TickTable
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.lora_work import base_words, size_words
from flux2studio.ui.words import said


class Column(IntEnum):
    NAME = 0
    FILE = 1
    BASE = 2
    SIZE = 3
    STATE = 4


class ImportModel(TickTable[ImportRow, Path]):
    columns = Column
    numbers = frozenset({Column.SIZE})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.path, lambda row: row.can_be_taken, parent)
        self.places: Sequence[Path] = ()  # what was dropped: paths are shown from there on
        self._state: RowState | None = None
        self._order: tuple[int, Qt.SortOrder] | None = None

    @property
    def counts(self) -> Counter[RowState]:
        return Counter(row.state for row in self._rows)

    @property
    def ticked_bytes(self) -> int:
        return sum(row.size for row in self.ticked)

    def show(self, rows: Sequence[ImportRow]) -> None:
        """Show a table anew; what is new in it is ticked."""
        self._rows = list(rows)
        self._ticked = {row.path for row in rows if row.ticked}
        self._refresh()
        self.ticked_changed.emit()

    def add(self, rows: Sequence[ImportRow]) -> None:
        """Show more rows below the others; while they come nothing is filtered or sorted."""
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows += rows
        self._shown += rows
        self._ticked |= {row.path for row in rows if row.ticked}
        self.endInsertRows()
        self.ticked_changed.emit()

    def filter(self, state: RowState | None) -> None:
        """Show the rows of one state, None: all."""
        self._state = state
        self._refresh()

    def tick_new(self) -> None:
        """Tick what is new, and nothing else."""
        self._tick(row.path for row in self._rows if row.ticked)

    def row(self, index: Index) -> ImportRow:
        return self._shown[index.row()]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order) if column >= 0 else None
        self._refresh()

    def _titles(self) -> Sequence[str]:
        return (_tr("Name"), _tr("File"), _tr("Base"), _tr("Size"), _tr("State"))

    def _cell(self, row: ImportRow, column: int, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, Column(column), self.places)
            case Qt.ItemDataRole.ToolTipRole:
                return quoted(_tip(row))
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(row, Column(column))
        return None

    def _refresh(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._rows if self._state in (None, row.state)]
        if self._order is not None:
            column, order = self._order
            down = order is Qt.SortOrder.DescendingOrder
            self._shown.sort(key=_KEYS[Column(column)], reverse=down)
        self.endResetModel()


def state_words(state: RowState) -> str:
    return {
        RowState.NEW: _tr("New"),
        RowState.KNOWN: _tr("Known"),
        RowState.DUPLICATE: _tr("Duplicate"),
        RowState.OTHER_BASE: _tr("Other base"),
        RowState.WRITING: _tr("Being written"),
        RowState.NOT_LORA: _tr("Not a LoRA"),
    }[state]


_KEYS: dict[Column, Callable[[ImportRow], Any]] = {
    Column.NAME: lambda row: row.name.casefold(),
    Column.FILE: lambda row: str(row.path).casefold(),
    Column.BASE: lambda row: row.base,
    Column.SIZE: lambda row: row.size,
    Column.STATE: lambda row: list(RowState).index(row.state),
}


def _text(row: ImportRow, column: Column, places: Sequence[Path] = ()) -> str:
    match column:
        case Column.NAME:
            return row.name
        case Column.FILE:
            return str(_below(row.path, places)).encode(errors="replace").decode()
        case Column.BASE:
            return base_words(row.base)
        case Column.SIZE:
            return size_words(row.size)
        case Column.STATE:
            words = state_words(row.state)
            return f"{words} · {said(row.why)}" if row.why else words


def _below(path: Path, places: Sequence[Path]) -> Path:
    """Of several folders each is named, too; what is in none of them keeps its whole path."""
    for place in places:
        if path.is_relative_to(place):
            is_plain = len(places) == 1 and path != place
            return path.relative_to(place if is_plain else place.parent)
    return path


def _tip(row: ImportRow) -> str:
    lines = [_text(row, Column.FILE), f"{said(row.why)} {said(row.hint)}".strip()]
    if row.trigger_words:
        lines.append(_tr("Trigger words: {0}").format(", ".join(row.trigger_words)))
    return "\n".join(line for line in lines if line)


def _colour(row: ImportRow, column: Column) -> QColor | None:
    look = theme.of(QGuiApplication.palette())
    if column is Column.STATE and row.state is RowState.NEW:
        return theme.colour(look.ok)
    if column is not Column.NAME or not row.can_be_taken:
        return theme.colour(look.soft)
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("import_model", text)
