"""A list of finished pictures as Qt sees it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from flux2studio.core.generation import Generation
from flux2studio.core.history import NO_MARKS, Entry, Marks
from flux2studio.ui import words
from flux2studio.ui.picture_mime import mime_of
from flux2studio.ui.tips import quoted

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class HistoryRole(IntEnum):
    """ENTRY is known of the pictures of the history only."""

    GENERATION = Qt.ItemDataRole.UserRole + 1
    ENTRY = Qt.ItemDataRole.UserRole + 2
    MARKS = Qt.ItemDataRole.UserRole + 3


class GenerationList(QAbstractListModel):
    """Newest first. Rows can be dragged out of the window as files."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Generation] = []
        self._ids: set[str] = set()
        self._marks: dict[str, Marks] = {}

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        item = self._items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.request.prompt
            case Qt.ItemDataRole.ToolTipRole:
                return quoted(item.request.prompt)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(item)
            case HistoryRole.GENERATION:
                return item
            case HistoryRole.MARKS:
                return self.marks(item.id)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        return mime_of([self._items[index.row()] for index in indexes])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def generation(self, row: int) -> Generation:
        return self._items[row]

    def row_of(self, generation_id: str) -> int:
        """Return its row, or -1."""
        if generation_id not in self._ids:
            return -1
        return next((row for row, item in enumerate(self._items) if item.id == generation_id), -1)

    def marks(self, generation_id: str) -> Marks:
        return self._marks.get(generation_id, NO_MARKS)

    def take_marks(self, entries: Iterable[Entry]) -> None:
        """Show what the artist thinks of pictures; those of elsewhere are left alone."""
        for entry in entries:
            if (row := self.row_of(entry.generation.id)) >= 0:
                self._marks[entry.generation.id] = entry.marks
                index = self.index(row)
                self.dataChanged.emit(index, index, [HistoryRole.MARKS])

    def add(self, generation: Generation) -> None:
        """Put a new picture at its place by date; one already there is left alone."""
        if generation.id in self._ids:
            return
        self._ids.add(generation.id)
        row = next(
            (r for r, item in enumerate(self._items) if _moment(item) <= _moment(generation)),
            len(self._items),
        )
        self.beginInsertRows(QModelIndex(), row, row)
        self._items.insert(row, generation)
        self.endInsertRows()

    def remove(self, generation_id: str) -> None:
        row = self.row_of(generation_id)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._items[row]
            self._ids.discard(generation_id)
            self.endRemoveRows()


def _moment(generation: Generation) -> tuple[float, str]:
    return generation.recipe.created_at.timestamp(), generation.id


def spoken(generation: Generation) -> str:
    """What a screen reader says of a picture."""
    recipe = generation.recipe
    when = words.moment(recipe.created_at)
    text = QCoreApplication.translate("GenerationList", "%1, %2 by %3 pixels, %4")
    for number, value in enumerate(
        (recipe.request.prompt, str(recipe.width), str(recipe.height), when), start=1
    ):
        text = text.replace(f"%{number}", value, 1)
    return text
